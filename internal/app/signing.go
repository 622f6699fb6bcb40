package app

import (
	"context"
	"slices"

	"passend/internal/bsn"
	"passend/internal/casefile"
	"passend/internal/procedure"
)

// SignsNow tells whether this principal is asked for a signature in the phase
// where the case is; who signs must be able to read all that is signed.
func (c *Case) SignsNow() bool {
	return slices.ContainsFunc(c.AskedSignings(), func(g procedure.Signing) bool { return slices.Contains(c.View.Roles, g.By) })
}

// AskedSignings are the signatures that the case needs and that can be set now.
func (c *Case) AskedSignings() []procedure.Signing {
	phase, ok := casefile.FindPhase(c.W.Proc, c.S.Phase)
	if !ok || c.S.Closed != nil {
		return nil
	}
	var all []procedure.Signing
	for _, g := range c.W.Proc.Signings {
		if slices.Contains(phase.Sign, g.Name) && (!g.NeedWhen.Given() || casefile.Holds(c.W, c.S, nil, g.NeedWhen)) {
			all = append(all, g)
		}
	}
	return all
}

// Unrecorded tells whether the form holds answers that were typed and are not
// recorded: signing would record them, and then sign something else than was
// shown.
func (c *Case) Unrecorded() (bool, error) {
	typed, _, err := c.Draft(FormScope)
	if err != nil {
		return false, err
	}
	for _, name := range casefile.Editable(c.W, c.S) {
		text, has := typed[name]
		if !has {
			continue
		}
		field, _ := casefile.FieldOf(c.W.Proc, name)
		if value, problem := casefile.Canonical(field, text); problem != "" || value != c.S.Values[name].Text {
			return true, nil
		}
	}
	return false, nil
}

// SignOnPaper records a signature that was set on paper, with the scanned sheet
// when there is one. The sheet is no document of the dossier: it would change
// what the other signatures bind.
func (a *App) SignOnPaper(ctx context.Context, p Principal, id string, seen int64, c casefile.Sign, scan *Upload) (Result, error) {
	if bsn.In(c.Name) {
		return Result{Case: id, Refusal: refused("naam", bsn.Sentence)}, nil
	}
	if refusal, err := a.Rehearse(ctx, p, id, c); refusal != nil || err != nil {
		return Result{Case: id, Refusal: refusal}, err
	}
	if scan == nil {
		return a.Do(ctx, p, id, seen, c)
	}
	info, refusal, err := a.put(ctx, p, id, *scan)
	if refusal != nil || err != nil {
		return Result{Case: id, Refusal: refusal}, err
	}
	sheet := &casefile.Document{}
	describe(sheet, info)
	sheet.By, sheet.At = casefile.ActorOf(p.person()), a.now()
	c.Scan = sheet
	res, err := a.Do(ctx, p, id, seen, c)
	if err != nil || res.Refusal != nil || res.Conflict {
		a.dropBytes(ctx, p, id, info.Ref)
	}
	return res, err
}

// OpenScan gives the scanned sheet of a signature on paper, also of one that
// was voided since.
func (a *App) OpenScan(ctx context.Context, p Principal, id, ref string) (Opened, error) {
	var sheet casefile.Document
	err := a.look(ctx, p, id, "downloaden", "handtekening", func(c *Case) error {
		for _, e := range c.S.History {
			if g, ok := e.Data.(casefile.Signed); ok && c.View.Form && g.Signature.Scan != nil && g.Signature.Scan.Ref == ref {
				sheet = *g.Signature.Scan
			}
		}
		if sheet.Ref == "" || ref == "" {
			return ErrNotFound
		}
		return nil
	})
	if err != nil {
		return Opened{}, err
	}
	return a.open(ctx, p, id, sheet)
}

// ShownAnswers are the answers of the form as who signs them reads them.
func (c *Case) ShownAnswers() []Answered {
	if !c.View.Form && !c.SignsNow() {
		return nil
	}
	return c.answers()
}

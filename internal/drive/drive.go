package drive

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
)

// Driver brings cases further.
type Driver struct {
	App *app.App
	// As gives who acts for a role of this case; false when nobody does.
	As func(c *app.Case, role string) (app.Principal, bool)
	// Parent gives who signs as a carer.
	Parent func(carer string) (app.Principal, bool)
	// See shows the case through the eyes of somebody who sees it.
	See func(ctx context.Context, id string, f func(*app.Case) error) error
	// Answer gives an answer of its own to a question; "" leaves it to the driver.
	Answer func(c *app.Case, f procedure.Field) string
	// Choose names the action to take in a phase; "" leaves it to the driver.
	Choose func(phase string) string
	// Document completes a document before it is added, such as with real bytes.
	Document func(c *app.Case, d *casefile.Document) error
	// Paper has signatures recorded on paper where nobody signs with an account.
	Paper app.Principal

	why string // why the action that was tried last is not possible
}

// maxSteps bounds a drive: a procedure that needs more goes in a circle.
const maxSteps = 60

// To brings a case to a phase.
func (d *Driver) To(ctx context.Context, id, phase string) error {
	for range maxSteps {
		now, closed, err := d.phase(ctx, id)
		if err != nil {
			return err
		}
		if now == phase {
			return nil
		}
		if closed {
			return fmt.Errorf("the case closed in phase %q before it came to %q", now, phase)
		}
		if err := d.Step(ctx, id); err != nil {
			return fmt.Errorf("in phase %q: %w", now, err)
		}
	}
	return fmt.Errorf("phase %q was not reached in %d steps", phase, maxSteps)
}

// Finish brings a case to its end.
func (d *Driver) Finish(ctx context.Context, id string) error {
	for range maxSteps {
		now, closed, err := d.phase(ctx, id)
		if err != nil || closed {
			return err
		}
		if err := d.Step(ctx, id); err != nil {
			return fmt.Errorf("in phase %q: %w", now, err)
		}
	}
	return fmt.Errorf("the case did not end in %d steps", maxSteps)
}

func (d *Driver) phase(ctx context.Context, id string) (phase string, closed bool, err error) {
	err = d.See(ctx, id, func(c *app.Case) error {
		phase, closed = c.S.Phase, c.S.Closed != nil
		return nil
	})
	return phase, closed, err
}

// move is one thing somebody does.
type move struct {
	who app.Principal
	c   casefile.Command
}

// Step does the next thing that the case waits for: everything it lacks first,
// then the tasks, then the main action.
func (d *Driver) Step(ctx context.Context, id string) error {
	if acted, err := d.settle(ctx, id); err != nil || acted {
		return err
	}
	for _, plan := range []plan{d.tasks, d.act} {
		moves, err := d.carry(ctx, id, plan)
		if err != nil || len(moves) > 0 {
			return err
		}
	}
	return nil
}

// Prepare does all that the present phase lacks, and stops before its action.
func (d *Driver) Prepare(ctx context.Context, id string) error {
	_, err := d.settle(ctx, id)
	return err
}

// plan says what is to be done next on a case.
type plan func(*app.Case) ([]move, error)

// settle does all that the present phase lacks; it tells whether somebody acted,
// which may have moved the case. A document can ask for another one.
func (d *Driver) settle(ctx context.Context, id string) (acted bool, err error) {
	for _, plan := range []plan{d.assign, d.fill, d.documents, d.documents, d.sign, d.check} {
		moves, err := d.carry(ctx, id, plan)
		if err != nil {
			return false, err
		}
		acted = acted || acts(moves)
	}
	return acted, nil
}

// carry does what a plan says.
func (d *Driver) carry(ctx context.Context, id string, plan plan) (moves []move, err error) {
	err = d.See(ctx, id, func(c *app.Case) (err error) {
		moves, err = plan(c)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, m := range moves {
		res, err := d.App.Do(ctx, m.who, id, 0, m.c)
		if err != nil {
			return nil, fmt.Errorf("%s, %T: %w", m.who.Name, m.c, err)
		}
		if res.Refusal != nil {
			return nil, fmt.Errorf("%s, %T: %s %v", m.who.Name, m.c, res.Refusal.Rule, res.Refusal.Problems)
		}
	}
	return moves, nil
}

// acts tells whether a round may have moved the case to another phase.
func acts(moves []move) bool {
	return slices.ContainsFunc(moves, func(m move) bool { _, ok := m.c.(casefile.Act); return ok })
}

// assign gives the roles that nobody has yet and that an action of this phase
// can give without moving on.
func (d *Driver) assign(c *app.Case) ([]move, error) {
	phase, _ := casefile.FindPhase(c.W.Proc, c.S.Phase)
	for _, a := range slices.Concat(phase.Actions, c.W.Proc.Always) {
		if a.To != "" || !assignsNew(c, a) {
			continue
		}
		if len(a.In) > 0 && !slices.Contains(a.In, phase.Name) {
			continue
		}
		if m, ok, err := d.answer(c, phase, a); ok || err != nil {
			return []move{m}, err
		}
	}
	return nil, nil
}

func assignsNew(c *app.Case, a procedure.Action) bool {
	return slices.ContainsFunc(a.Assigns, func(as procedure.Assign) bool {
		role, _ := casefile.FindRole(c.W.Proc, as.Role)
		_, has := c.S.Holder(as.Role)
		return !has && casefile.Holds(c.W, c.S, nil, role.NeededWhen)
	})
}

// fill answers the questions of the form, each by who may, in rounds: an answer
// can bring up another question.
func (d *Driver) fill(c *app.Case) ([]move, error) {
	draft := map[string]string{}
	for range 12 {
		fresh := false
		for _, f := range d.open(c, draft) {
			good := func(try map[string]string) bool { return casefile.Good(c.W, c.S, try, f) }
			if answer, ok := d.plausible(c, f, draft, good); ok && draft[f.Name] != answer {
				draft[f.Name], fresh = answer, true
			}
		}
		if !fresh {
			break
		}
	}
	return d.recorders(c, draft), nil
}

// open lists the questions that are shown, can be answered now, and have no
// answer yet or one that is not accepted.
func (d *Driver) open(c *app.Case, draft map[string]string) []procedure.Field {
	var all []procedure.Field
	for _, section := range c.W.Proc.Sections {
		if !casefile.Holds(c.W, c.S, draft, section.When) {
			continue
		}
		for _, f := range section.Fields {
			answered := (draft[f.Name] != "" || c.S.Values[f.Name].Text != "") && casefile.Good(c.W, c.S, draft, f)
			if !answered && casefile.Holds(c.W, c.S, draft, f.When) && d.mine(c, f.Name) {
				all = append(all, f)
			}
		}
	}
	return all
}

// mine tells whether the question can be answered in this phase at all.
func (d *Driver) mine(c *app.Case, name string) bool { return len(d.whoFills(c, name)) > 0 }

func (d *Driver) whoFills(c *app.Case, name string) []app.Principal {
	var able []app.Principal
	for _, r := range c.W.Proc.Roles {
		p, ok := d.As(c, r.Name)
		if ok && slices.Contains(casefile.Editable(c.WorldFor(p), c.S), name) {
			able = append(able, p)
		}
	}
	return able
}

// recorders groups the answers by who may give them.
func (d *Driver) recorders(c *app.Case, draft map[string]string) []move {
	var moves []move
	at := map[string]int{}
	for _, section := range c.W.Proc.Sections {
		for _, f := range section.Fields {
			for _, name := range []string{f.Name, f.Name + " reden"} {
				answer, ok := draft[name]
				able := d.whoFills(c, name)
				if !ok || len(able) == 0 {
					continue
				}
				i, known := at[able[0].ID]
				if !known {
					i, at[able[0].ID] = len(moves), len(moves)
					moves = append(moves, move{able[0], casefile.Record{Values: map[string]string{}}})
				}
				moves[i].c.(casefile.Record).Values[name] = answer
			}
		}
	}
	return moves
}

// documents adds every document that is missing or not in order.
func (d *Driver) documents(c *app.Case) ([]move, error) {
	var moves []move
	for _, kind := range lacking(c) {
		p, ok := d.uploader(c)
		if !ok {
			return nil, nil
		}
		doc, err := d.document(c, kind)
		if err != nil {
			return nil, err
		}
		moves = append(moves, move{p, casefile.AddDocument{Document: doc}})
	}
	return moves, nil
}

// lacking are the kinds of document that are missing, and those without which the
// main action of the phase is refused.
func lacking(c *app.Case) []string {
	var kinds []string
	add := func(kind string) {
		if !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	for _, item := range casefile.MissingOf(c.W, c.S, nil, "document") {
		add(item.Name)
	}
	phase, _ := casefile.FindPhase(c.W.Proc, c.S.Phase)
	for _, a := range phase.Actions {
		for _, g := range a.Gates {
			if !a.Main || g.When.Expr == nil || casefile.Holds(c.W, c.S, nil, g.When) {
				continue
			}
			for _, name := range g.When.Expr.Names() {
				if kind, ok := strings.CutPrefix(name, "dossier heeft "); ok && !has(c, kind) {
					add(kind)
				}
			}
		}
	}
	return kinds
}

func has(c *app.Case, kind string) bool {
	_, ok := c.S.Document(kind)
	return ok
}

func (d *Driver) uploader(c *app.Case) (app.Principal, bool) {
	for _, r := range c.W.Proc.Roles {
		if p, ok := d.As(c, r.Name); ok && casefile.MayUpload(c.WorldFor(p), c.S) {
			return p, true
		}
	}
	return app.Principal{}, false
}

func (d *Driver) document(c *app.Case, kind string) (casefile.Document, error) {
	dated := c.W.Today().AddDays(-10)
	sum := sha256.Sum256([]byte(c.S.ID + kind + c.W.Now.String()))
	doc := casefile.Document{Kind: kind, FileName: strings.ReplaceAll(kind, " ", "-") + ".pdf", SHA256: hex.EncodeToString(sum[:]),
		MIME: "application/pdf", FileKind: "pdf", Size: 48_000, Dated: dated, Signed: map[string]civil.Day{}, Parts: map[string]string{}}
	for _, def := range c.W.Proc.Documents {
		if def.Name != kind {
			continue
		}
		doc.Title = def.Title
		for _, part := range def.Parts {
			doc.Parts[part.Name] = "ja"
		}
		for _, role := range def.SignedBy {
			doc.Signed[role] = dated
		}
	}
	if d.Document != nil {
		return doc, d.Document(c, &doc)
	}
	return doc, nil
}

// sign gathers the signatures: of each carer with authority, and of who has the
// role otherwise.
func (d *Driver) sign(c *app.Case) ([]move, error) {
	var moves []move
	done := map[string]bool{}
	for _, item := range casefile.MissingOf(c.W, c.S, nil, "handtekening") {
		if done[item.Name] || !signable(c, item.Name) {
			continue
		}
		done[item.Name] = true
		moves = append(moves, d.signers(c, item.Name)...)
	}
	return moves, nil
}

func signable(c *app.Case, signing string) bool {
	phase, ok := casefile.FindPhase(c.W.Proc, c.S.Phase)
	return ok && slices.Contains(phase.Sign, signing)
}

func (d *Driver) signers(c *app.Case, signing string) []move {
	i := slices.IndexFunc(c.W.Proc.Signings, func(g procedure.Signing) bool { return g.Name == signing })
	def := c.W.Proc.Signings[i]
	role, _ := casefile.FindRole(c.W.Proc, def.By)
	if role.Of != "gezin" {
		if p, ok := d.As(c, def.By); ok {
			return []move{{p, casefile.Sign{Signing: signing}}}
		}
		return nil
	}
	var moves []move
	for _, carer := range casefile.ToSign(c.W, c.S, signing) {
		if p, ok := d.Parent(carer); ok {
			moves = append(moves, move{p, casefile.Sign{Signing: signing}})
		} else if d.Paper.Account != "" {
			moves = append(moves, move{d.Paper, casefile.Sign{Signing: signing, Carer: carer, Paper: c.W.Today()}})
		}
		if !def.All && len(moves) > 0 {
			break
		}
	}
	return moves
}

// check finds everything on the checklists of the phase in order.
func (d *Driver) check(c *app.Case) ([]move, error) {
	phase, _ := casefile.FindPhase(c.W.Proc, c.S.Phase)
	var moves []move
	for _, list := range c.W.Proc.Checks {
		p, ok := d.As(c, list.By)
		if !ok || !slices.Contains(phase.Check, list.Name) {
			continue
		}
		items := map[string]casefile.Finding{}
		for _, i := range list.Items {
			if casefile.Holds(c.W, c.S, nil, i.When) && c.S.Checks[list.Name][i.Name].Verdict == "" {
				items[i.Name] = casefile.Finding{Verdict: "voldoet"}
			}
		}
		if len(items) > 0 {
			moves = append(moves, move{p, casefile.Check{Checklist: list.Name, Items: items}})
		}
	}
	return moves, nil
}

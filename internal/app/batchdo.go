package app

import (
	"context"
	"errors"
	"maps"
	"slices"

	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/store"
)

// Chosen is a case that somebody chose on a page, with the version seen there.
type Chosen struct {
	Case    string
	Version int64
}

// Together is what became of doing one thing in many cases.
type Together struct {
	Done    []string
	Refused map[string]*casefile.Refusal // by case
}

// DoTogether does one action in many cases: all in one transaction, each by the
// same rules as alone. A case that refuses, or that changed meanwhile, is told
// and left as it is. Answers that are left empty are those that the procedure
// takes over or proposes for each case.
func (a *App) DoTogether(ctx context.Context, p Principal, action string, chosen []Chosen, values map[string]string) (Together, error) {
	return a.together(ctx, p, chosen, func(c *Case) (casefile.Command, *casefile.Refusal) {
		in := c.W.Proc.Intake
		if in == nil || action != in.HandIn && !slices.Contains(in.Together, action) {
			return nil, &casefile.Refusal{Rule: "Dit kan niet voor meer leerlingen tegelijk."}
		}
		a, ok := casefile.ActionOf(c.W.Proc, action)
		if !ok {
			return nil, &casefile.Refusal{Rule: "Dit kan niet."}
		}
		return casefile.Act{Action: action, Values: c.proposed(a, values)}, nil
	})
}

// proposed are the answers to an action for one case: what was typed for all, and
// for the rest what is taken over or proposed.
func (c *Case) proposed(a procedure.Action, typed map[string]string) map[string]string {
	values := map[string]string{}
	maps.Copy(values, typed)
	for _, f := range a.Asks {
		if values[f.Name] == "" && (f.Copies != "" || f.Propose != "") {
			values[f.Name] = casefile.Propose(c.W, c.S, values, f).Value
		}
	}
	return values
}

// SignTogether sets one signature under all cases of a batch that can be signed.
// digest is what the page showed: when anything in it changed since, nothing is
// signed (ALL-07).
func (a *App) SignTogether(ctx context.Context, p Principal, batch, signing, digest string) (Together, error) {
	v, err := a.Batch(ctx, p, batch)
	if err != nil {
		return Together{}, err
	}
	i := slices.IndexFunc(v.Signs, func(s BatchSigning) bool { return s.Name == signing })
	if i < 0 || v.Signs[i].Digest != digest {
		return Together{Refused: map[string]*casefile.Refusal{"": {Rule: "De aanvragen zijn gewijzigd sinds u ze las.", Ground: "ALL-07", Help: "Lees ze opnieuw en onderteken daarna."}}}, nil
	}
	var chosen []Chosen
	for _, c := range v.Cases {
		if slices.Contains(v.Signs[i].Cases, c.Case) {
			chosen = append(chosen, Chosen{c.Case, c.Version})
		}
	}
	return a.together(ctx, p, chosen, func(c *Case) (casefile.Command, *casefile.Refusal) {
		return casefile.Sign{Signing: signing, Shown: casefile.ShownFor(c.W, c.S, signing).Digest()}, nil
	})
}

// RegisterTogether records that what was granted in these cases is registered.
func (a *App) RegisterTogether(ctx context.Context, p Principal, chosen []Chosen) (Together, error) {
	today := a.Today()
	return a.together(ctx, p, chosen, func(c *Case) (casefile.Command, *casefile.Refusal) {
		n := len(c.S.Grants)
		if n == 0 {
			return nil, &casefile.Refusal{Rule: "Hier is nog niets verleend."}
		}
		return casefile.RegisterGrant{ID: c.S.Grants[n-1].ID, How: "geregistreerd", Day: today}, nil
	})
}

func (a *App) together(ctx context.Context, p Principal, chosen []Chosen, command func(*Case) (casefile.Command, *casefile.Refusal)) (Together, error) {
	var out Together
	now := a.now()
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		out = Together{Refused: map[string]*casefile.Refusal{}}
		told := map[string]bool{}
		for _, x := range chosen {
			refusal, err := a.oneOf(tx, p, x, told, command)
			switch {
			case err != nil:
				return err
			case refusal != nil:
				out.Refused[x.Case] = refusal
			default:
				out.Done = append(out.Done, x.Case)
			}
		}
		return nil
	})
	return out, err
}

// errHalf says that the core refused what it had just allowed: all is undone.
var errHalf = errors.New("app: refused after it was allowed")

// oneOf does one of many. Nothing of a case is written before it is known that
// the core does not refuse.
func (a *App) oneOf(tx *store.Tx, p Principal, x Chosen, told map[string]bool, command func(*Case) (casefile.Command, *casefile.Refusal)) (*casefile.Refusal, error) {
	c, err := a.caseIn(tx, p, x.Case)
	if err == ErrNotFound || err == nil && !c.View.Any {
		return &casefile.Refusal{Rule: "Deze zaak is er niet voor u."}, nil
	}
	if err != nil {
		return nil, err
	}
	cmd, refusal := command(c)
	if refusal != nil {
		return refusal, nil
	}
	if since := othersSince(c.S, x.Version, p.Account); x.Version > 0 && len(since) > 0 {
		return &casefile.Refusal{Rule: since[0].By.Name + " heeft deze zaak net gewijzigd.", Help: "Kijk wat er is veranderd en kies daarna opnieuw."}, nil
	}
	rehearsal := c.W
	rehearsal.Number = func(string) string { return "0" }
	if _, refusal := casefile.Decide(rehearsal, c.S, cmd); refusal != nil || c.world.err != nil {
		return refusal, c.world.err
	}
	t := &turn{app: a, tx: tx, p: p, now: c.W.Now, res: &Result{Case: x.Case}, told: told}
	switch err := t.do(x.Case, x.Version, cmd); {
	case err == errRefused:
		return nil, errHalf
	case err != nil:
		return nil, err
	}
	return nil, nil
}

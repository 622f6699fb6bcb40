package app

import (
	"context"
	"errors"
	"slices"

	"passend/internal/bsn"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/store"
)

// Draft is the answer to saving what was typed.
type Draft struct {
	Version  int64
	Conflict bool // somebody else saved since; Theirs holds what they typed
	Theirs   map[string]string
	Problems []casefile.Problem // fields that were not kept
}

// SaveDraft keeps what is typed in a form of a case, field by field, outside
// the events. A national number is not kept, not even here (LAW-01).
func (a *App) SaveDraft(ctx context.Context, p Principal, id, scope string, expected int64, values map[string]string) (Draft, error) {
	var out Draft
	err := a.write(ctx, p, a.now(), func(tx *store.Tx) error {
		out = Draft{}
		c, err := a.caseIn(tx, p, id)
		if err != nil {
			return err
		}
		may := c.draftable(scope)
		if !c.View.Any || len(may) == 0 {
			return ErrNotFound
		}
		keep, err := c.changed(scope, values)
		if err != nil {
			return err
		}
		for name, text := range keep {
			switch {
			case !slices.Contains(may, name):
				delete(keep, name)
			case bsn.In(text):
				out.Problems = append(out.Problems, casefile.Problem{Kind: "veld", Name: name, Text: bsn.Sentence})
				delete(keep, name)
			}
		}
		out.Version, err = tx.SaveDraft(id, scope, expected, keep)
		var conflict *store.ErrConflict
		if errors.As(err, &conflict) {
			out.Conflict = true
			out.Theirs, out.Version, err = c.Draft(scope)
		}
		return err
	})
	return out, err
}

// changed picks what was typed since: a page sends its whole form each time.
func (c *Case) changed(scope string, values map[string]string) (map[string]string, error) {
	draft, _, err := c.Draft(scope)
	changed := map[string]string{}
	for name, text := range values {
		if old, has := draft[name]; has && old == text || !has && scope == FormScope && c.stands(name, text) {
			continue
		}
		changed[name] = text
	}
	return changed, err
}

// stands tells whether an answer is recorded already just so.
func (c *Case) stands(name, text string) bool {
	field, _ := casefile.FieldOf(c.W.Proc, name)
	value, problem := casefile.Canonical(field, text)
	return problem == "" && value == c.S.Values[name].Text
}

// draftable lists the answers that this principal may type in a form.
func (c *Case) draftable(scope string) []string {
	if scope == FormScope {
		return casefile.Editable(c.W, c.S)
	}
	for _, j := range c.W.Proc.Journals {
		if scope == NoteScope(c.P, j.Name) && casefile.Writes(c.W, c.S, j) {
			return AskedNames(procedure.Action{Asks: j.Fields})
		}
	}
	for _, o := range casefile.Offers(c.W, c.S) {
		if scope == TaskScope(c.P, o.Action.Name) {
			return AskedNames(o.Action)
		}
	}
	return nil
}

// recordDraft records what was typed before a step that rests on it: nobody
// loses an answer because a button was pressed early.
func (t *turn) recordDraft(w *world, s *casefile.State) (*casefile.State, error) {
	fields, _, err := t.tx.Draft(s.ID, FormScope)
	if err != nil || len(fields) == 0 {
		return s, err
	}
	may := map[string]bool{}
	for _, name := range casefile.Editable(w.World, s) {
		may[name] = true
	}
	values := map[string]string{}
	for _, f := range fields {
		if may[f.Name] {
			values[f.Name] = f.Value
		}
	}
	if len(values) == 0 {
		return s, nil
	}
	if err := t.decide(w, s, casefile.Record{Values: values}); err != nil {
		return s, err
	}
	if err := t.dropTyped(s.ID, values); err != nil {
		return s, err
	}
	return t.app.load(t.tx, s.ID)
}

// dropTyped forgets what is now recorded, and keeps what others typed in the
// same form meanwhile.
func (t *turn) dropTyped(id string, recorded map[string]string) error {
	fields, _, err := t.tx.Draft(id, FormScope)
	if err != nil || len(fields) == 0 {
		return err
	}
	rest := map[string]string{}
	for _, f := range fields {
		if _, done := recorded[f.Name]; !done {
			rest[f.Name] = f.Value
		}
	}
	if err := t.tx.DropDraft(id, FormScope); err != nil || len(rest) == 0 {
		return err
	}
	_, err = t.tx.SaveDraft(id, FormScope, -1, rest)
	return err
}

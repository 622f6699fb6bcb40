package app

import (
	"context"
	"errors"
	"slices"

	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/store"
)

// AskedNames lists the answers that an action takes, the reasons for departing
// from a proposal among them.
func AskedNames(a procedure.Action) []string {
	var names []string
	for _, f := range a.Asks {
		names = append(names, f.Name)
		if f.Depart == "met reden" {
			names = append(names, f.Name+" reden")
		}
	}
	return names
}

// FormFields are the fields of the form that this principal may fill in now.
func (c *Case) FormFields() []procedure.Field {
	may := casefile.Editable(c.W, c.S)
	var fields []procedure.Field
	for _, section := range c.W.Proc.Sections {
		for _, f := range section.Fields {
			if slices.Contains(may, f.Name) {
				fields = append(fields, f)
			}
		}
	}
	return fields
}

// Fillable gives the fields that this principal may fill in now: of the form,
// or of an action when one is named. It tells nothing of what stands in them.
func (a *App) Fillable(ctx context.Context, p Principal, id, action string) ([]procedure.Field, error) {
	var fields []procedure.Field
	err := a.read(ctx, p, func(tx *store.Tx) error {
		c, err := a.caseIn(tx, p, id)
		switch {
		case err != nil:
			return err
		case !c.View.Any:
			return ErrNotFound
		case action == "":
			fields = c.FormFields()
			return nil
		}
		if def, ok := casefile.ActionOf(c.W.Proc, action); ok {
			fields = def.Asks
			return nil
		}
		return ErrNotFound
	})
	return fields, err
}

// Outlook is what a command would bring about, without doing it.
type Outlook struct {
	Events  []casefile.Data
	State   *casefile.State // the case as it would stand
	Refusal *casefile.Refusal
}

// Try tells what a command would bring about now. What was typed in the form
// counts as recorded, as it will when the command is done.
func (c *Case) Try(cmd casefile.Command) (Outlook, error) {
	s, refusal, err := c.withDraft()
	if err != nil || refusal != nil {
		return Outlook{Refusal: refusal}, err
	}
	out, refusal := casefile.Decide(c.W, s, cmd)
	if refusal != nil {
		return Outlook{Refusal: refusal}, c.world.err
	}
	return Outlook{Events: out, State: after(c.world, s, out)}, c.world.err
}

func (c *Case) withDraft() (*casefile.State, *casefile.Refusal, error) {
	draft, _, err := c.FormDraft()
	if err != nil || len(draft) == 0 {
		return c.S, nil, err
	}
	out, refusal := casefile.Decide(c.W, c.S, casefile.Record{Values: draft})
	if refusal != nil {
		return nil, refusal, nil
	}
	return after(c.world, c.S, out), nil, nil
}

// FormDraft is what this principal may fill in and was typed but not recorded.
func (c *Case) FormDraft() (map[string]string, int64, error) {
	draft, version, err := c.Draft(FormScope)
	may := casefile.Editable(c.W, c.S)
	for name := range draft {
		if !slices.Contains(may, name) {
			delete(draft, name)
		}
	}
	return draft, version, err
}

// Where tells where a case stands, for the sentence after a command; false when
// this principal no longer sees it.
func (a *App) Where(ctx context.Context, p Principal, id string) (store.CaseRow, bool, error) {
	var row store.CaseRow
	sees := false
	err := a.read(ctx, p, func(tx *store.Tx) error {
		c, err := a.caseIn(tx, p, id)
		if err != nil {
			return err
		}
		sees = c.View.Any
		row, err = c.Row()
		return err
	})
	return row, sees, err
}

// StartPage gives a pupil with the kinds of case that may be started.
func (a *App) StartPage(ctx context.Context, p Principal, pupilID string) (Pupil, []Possible, error) {
	var pupil Pupil
	err := a.read(ctx, p, func(tx *store.Tx) (err error) {
		if pupil, err = readPupil(tx, pupilID); err == nil && !mayReach(p, pupil) {
			err = ErrNotFound
		}
		return err
	})
	if err != nil {
		return pupil, nil, err
	}
	all, err := a.Startable(ctx, p, pupilID)
	if err != nil {
		return pupil, nil, err
	}
	line := p.access(a.now(), "lezen", "nieuwe zaak")
	line.Pupil, line.Ground = pupil.ID, p.Title
	return pupil, all, a.tenant(p).LogRead(ctx, line)
}

// RunningCase finds the running case of a kind of this pupil, when this
// principal may find it: who pressed twice is led to what the first press began.
func (a *App) RunningCase(ctx context.Context, p Principal, pupil, procedure string) (string, error) {
	found := ""
	err := a.read(ctx, p, func(tx *store.Tx) error {
		rows, err := tx.CasesOfPupil(pupil)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(rows, func(r store.CaseRow) bool { return r.Closed == "" && r.Procedure == procedure })
		if i < 0 {
			return nil
		}
		c, err := a.caseIn(tx, p, rows[i].ID)
		if errors.Is(err, ErrNotFound) || err == nil && !c.View.Any {
			return nil
		}
		found = rows[i].ID
		return err
	})
	return found, err
}

// JournalFields are the questions of a series that this principal reads.
func (a *App) JournalFields(ctx context.Context, p Principal, id, name string) ([]procedure.Field, error) {
	var fields []procedure.Field
	err := a.read(ctx, p, func(tx *store.Tx) error {
		c, err := a.caseIn(tx, p, id)
		if err != nil {
			return err
		}
		j, ok := casefile.FindJournal(c.W.Proc, name)
		if !ok || !casefile.ReadsJournal(c.W, c.S, j) {
			return ErrNotFound
		}
		fields = j.Fields
		return nil
	})
	return fields, err
}

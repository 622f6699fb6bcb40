package app

import (
	"context"
	"errors"
	"slices"

	"passend/internal/bsn"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/exchange"
	"passend/internal/procedure"
	"passend/internal/store"
)

// BatchFormat is the sheet in which a kind of case comes in, as its procedure
// describes it.
func BatchFormat(proc *procedure.Procedure) exchange.Format {
	in := proc.Intake
	f := exchange.Format{Title: in.Title, Help: in.Help, Drop: bsn.In}
	for _, c := range in.Columns {
		col := exchange.Column{Key: c.Name, Heading: c.HeadingText(), Help: c.Help, Example: c.Example, Required: c.Required}
		switch field, _ := casefile.FieldOf(proc, c.Field); {
		case c.Pupil == "geboortedatum":
			col.Kind = exchange.Date
		case c.Reads == "percentage":
			col.Kind = exchange.Percentage
		case c.Field != "":
			col.Kind, col.Choices = kindOfColumn(field.Type), field.Choices
		}
		f.Columns = append(f.Columns, col)
	}
	return f
}

func kindOfColumn(fieldType string) exchange.Kind {
	switch fieldType {
	case "getal", "bedrag":
		return exchange.Number
	case "datum":
		return exchange.Date
	case "ja-nee":
		return exchange.YesNo
	case "keuze":
		return exchange.Choice
	}
	return exchange.Text
}

// MayHandInMany tells whether this function can hand in cases of a kind as rows
// of a sheet.
func (p Principal) MayHandInMany(proc *procedure.Procedure) bool {
	return proc.Intake != nil && p.OrgKind == "school" && slices.Contains(proc.Starters, p.Function) && p.Can("leerling toevoegen")
}

// HasBatches tells whether a function has to do with cases that come in as rows:
// at a school with its own, at the SWV with all.
func (p Principal) HasBatches() bool {
	return p.Rows && (p.Scope == "eigen organisatie" && p.OrgKind == "school" || p.Scope == "alles")
}

// intakeOf finds a kind of case that comes in as rows, in its running version.
func intakeOf(swv *procedure.SWV, id string) (*procedure.Procedure, error) {
	proc, ok := swv.Find(id)
	if !ok || proc.Intake == nil {
		return nil, ErrNotFound
	}
	return proc, nil
}

// BatchKinds are the kinds of case that come in as rows.
func (a *App) BatchKinds(ctx context.Context, p Principal) ([]*procedure.Procedure, error) {
	swv, err := a.SWV(ctx, p.Tenant)
	if err != nil {
		return nil, err
	}
	var kinds []*procedure.Procedure
	for _, proc := range swv.Procedures {
		if proc.Intake != nil {
			kinds = append(kinds, proc)
		}
	}
	return kinds, nil
}

// Batches lists the batches within reach, the latest school year first.
func (a *App) Batches(ctx context.Context, p Principal) ([]store.BatchRow, error) {
	if !p.HasBatches() {
		return nil, ErrForbidden
	}
	org := ""
	if p.Scope != "alles" {
		org = p.Org
	}
	var rows []store.BatchRow
	err := a.read(ctx, p, func(tx *store.Tx) (err error) {
		rows, err = tx.Batches(org, 200)
		return err
	})
	return rows, err
}

// batchIn finds a batch within reach, with its kind of case.
func (a *App) batchIn(tx *store.Tx, p Principal, id string) (store.BatchRow, *procedure.Procedure, error) {
	b, err := tx.Batch(id)
	if err != nil {
		return b, nil, err
	}
	if !p.HasBatches() || p.Scope != "alles" && b.Org != p.Org {
		return b, nil, ErrNotFound
	}
	swv, err := a.swvIn(tx, a.Today())
	if err != nil {
		return b, nil, err
	}
	proc, err := intakeOf(swv, b.Procedure)
	return b, proc, err
}

// batchOf finds or makes the batch of a school in the present school year.
func (t *turn) batchOf(proc *procedure.Procedure) (store.BatchRow, error) {
	year := civil.SchoolYearOf(civil.DayOf(t.now)).First().Year()
	if err := t.tx.Lock("aanlevering " + proc.ID + " " + t.p.Org); err != nil {
		return store.BatchRow{}, err
	}
	b, err := t.tx.BatchOf(proc.ID, t.p.Org, year)
	if errors.Is(err, ErrNotFound) {
		b = store.BatchRow{ID: store.NewID(t.now), Procedure: proc.ID, Org: t.p.Org, OrgName: t.p.OrgName, Year: year, At: t.now}
		err = t.tx.PutBatch(b)
	}
	return b, err
}

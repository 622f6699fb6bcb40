package app

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/exchange"
	"passend/internal/procedure"
	"passend/internal/store"
)

// What became of a row.
const (
	RowNew     = "nieuw"
	RowChanged = "bijgewerkt"
	RowSame    = "ongewijzigd"
	RowFaulty  = "fout"
	RowClosed  = "niet meer te wijzigen"
)

// HandedRow is what became of one row of a sheet.
type HandedRow struct {
	Line   int
	What   string
	Case   string
	Faults []exchange.Fault
}

// Handed is what became of a sheet.
type Handed struct {
	Batch   string
	Rows    []HandedRow
	Dropped []string
	Unknown []string
}

// Count tells of how many rows something became.
func (h Handed) Count(what string) (n int) {
	for _, r := range h.Rows {
		if r.What == what {
			n++
		}
	}
	return n
}

// FaultyRow is a row that is no case yet, as it was typed, with what is wrong.
type FaultyRow struct {
	ID     string `json:"-"`
	Line   int    `json:"-"`
	Values map[string]string
	Faults []exchange.Fault
	Known  bool // somebody else may be the same pupil: a person must say
}

// HandInRows takes rows into the batch of the school: a good row becomes a case,
// or brings the case of that pupil up to date; a faulty one waits to be mended.
// The same sheet again changes nothing (VO-16).
func (a *App) HandInRows(ctx context.Context, p Principal, procID string, sheet exchange.Sheet) (Handed, error) {
	var out Handed
	now := a.now()
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		out = Handed{Dropped: sheet.Dropped, Unknown: sheet.Unknown}
		h, err := a.handing(tx, p, procID)
		if err != nil {
			return err
		}
		out.Batch = h.batch.ID
		for _, row := range sheet.Rows {
			done, err := h.row(row, false)
			if err != nil {
				return err
			}
			out.Rows = append(out.Rows, done)
		}
		return nil
	})
	return out, err
}

// MendRow takes one row that was mended on the page. With sure a person said
// that the pupil is not the one who is known already.
func (a *App) MendRow(ctx context.Context, p Principal, batch, id string, typed map[string]string, sure bool) (HandedRow, error) {
	var out HandedRow
	err := a.write(ctx, p, a.now(), func(tx *store.Tx) error {
		b, err := tx.Batch(batch)
		if err != nil {
			return err
		}
		h, err := a.handing(tx, p, b.Procedure)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(h.faulty, func(f FaultyRow) bool { return f.ID == id })
		if h.batch.ID != batch || i < 0 {
			return ErrNotFound
		}
		line := h.faulty[i].Line
		if err := h.forget(i); err != nil {
			return err
		}
		out, err = h.row(h.format.Check(line, typed), sure)
		return err
	})
	return out, err
}

// DropRow forgets a faulty row.
func (a *App) DropRow(ctx context.Context, p Principal, batch, id string) error {
	return a.write(ctx, p, a.now(), func(tx *store.Tx) error {
		b, err := tx.Batch(batch)
		if err != nil {
			return err
		}
		h, err := a.handing(tx, p, b.Procedure)
		if err != nil || h.batch.ID != batch {
			return cmpErr(err, ErrNotFound)
		}
		return tx.DropBatchLine(batch, id)
	})
}

func cmpErr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// handing is one time that rows are taken in.
type handing struct {
	*turn
	swv      *procedure.SWV
	proc     *procedure.Procedure
	format   exchange.Format
	batch    store.BatchRow
	lines    []store.BatchLine // those that are cases
	faulty   []FaultyRow
	days     []store.Holiday
	calendar *civil.Calendar
}

func (a *App) handing(tx *store.Tx, p Principal, procID string) (*handing, error) {
	swv, err := a.swvIn(tx, a.Today())
	if err != nil {
		return nil, err
	}
	proc, err := intakeOf(swv, procID)
	if err != nil {
		return nil, err
	}
	if !p.MayHandInMany(proc) {
		return nil, ErrForbidden
	}
	h := &handing{turn: &turn{app: a, tx: tx, p: p, now: a.now(), res: &Result{}, quiet: true}, swv: swv, proc: proc, format: BatchFormat(proc)}
	if h.batch, err = h.batchOf(proc); err != nil {
		return nil, err
	}
	lines, err := tx.BatchLines(h.batch.ID)
	for _, l := range lines {
		if l.Case != "" {
			h.lines = append(h.lines, l)
			continue
		}
		f, ferr := faultyOf(l)
		if ferr != nil {
			return nil, ferr
		}
		h.faulty = append(h.faulty, f)
	}
	return h, err
}

func faultyOf(l store.BatchLine) (FaultyRow, error) {
	f := FaultyRow{ID: l.ID, Line: l.Line}
	err := json.Unmarshal(l.Body, &f)
	return f, err
}

// forget drops a row that waited to be mended.
func (h *handing) forget(i int) error {
	err := h.tx.DropBatchLine(h.batch.ID, h.faulty[i].ID)
	h.faulty = slices.Delete(h.faulty, i, i+1)
	return err
}

func (h *handing) row(row exchange.Row, sure bool) (HandedRow, error) {
	done := HandedRow{Line: row.Line, Faults: row.Faults}
	pupil, known, err := h.pupil(&row, sure)
	if err != nil {
		return done, err
	}
	if len(row.Faults) == 0 {
		done.What, done.Case, row.Faults, err = h.enter(pupil, row)
	}
	if err != nil {
		return done, err
	}
	if err := h.supersede(row); err != nil {
		return done, err
	}
	if len(row.Faults) > 0 {
		h.inOrder(row.Faults)
		done.What, done.Faults = RowFaulty, row.Faults
		return done, h.keep(row, known)
	}
	return done, nil
}

// inOrder puts faults in the order of the columns.
func (h *handing) inOrder(faults []exchange.Fault) {
	place := func(f exchange.Fault) int {
		return slices.IndexFunc(h.proc.Intake.Columns, func(c procedure.Column) bool { return c.Name == f.Key })
	}
	slices.SortStableFunc(faults, func(a, b exchange.Fault) int { return place(a) - place(b) })
}

// keep keeps a faulty row as it was typed.
func (h *handing) keep(row exchange.Row, known bool) error {
	f := FaultyRow{ID: store.NewID(h.now), Line: row.Line, Values: row.Values, Faults: row.Faults, Known: known}
	body, err := json.Marshal(f)
	if err != nil {
		return err
	}
	h.faulty = append(h.faulty, f)
	return h.tx.PutBatchLine(h.batch.ID, store.BatchLine{ID: f.ID, Line: f.Line, Body: body})
}

// supersede drops what waited to be mended of the same pupil: the same name, and
// the same day of birth as far as both could be read.
func (h *handing) supersede(row exchange.Row) error {
	name, birth := h.who(row.Values)
	for i := len(h.faulty) - 1; i >= 0 && name != ""; i-- {
		n, b := h.who(h.faulty[i].Values)
		if n == name && (b == birth || b == "" || birth == "" || civilText(b) != civilText(birth)) {
			if err := h.forget(i); err != nil {
				return err
			}
		}
	}
	return nil
}

// civilText tells whether a text is a day as it is kept.
func civilText(text string) bool {
	d, err := civil.ParseDay(text)
	return err == nil && d.String() == text
}

// who gives the folded name and the day of birth of a row.
func (h *handing) who(values map[string]string) (name, birth string) {
	parts := map[string]string{}
	for _, c := range h.proc.Intake.Columns {
		if c.Pupil != "" {
			parts[c.Pupil] = values[c.Name]
		}
	}
	return store.Fold(strings.Join(strings.Fields(parts["voornaam"]+" "+parts["voorvoegsel"]+" "+parts["achternaam"]), " ")), parts["geboortedatum"]
}

// pupil reads who a row is about: a pupil of the school that is known already,
// or a new one, not kept yet. What is wrong is put beside its column.
func (h *handing) pupil(row *exchange.Row, sure bool) (pupil Pupil, known bool, err error) {
	in := h.input(row.Values)
	r := &reading{in: in, today: civil.DayOf(h.now), swv: h.swv}
	r.into(&pupil)
	if err := h.app.settle(h.tx, h.p, r, &pupil); err != nil {
		return pupil, false, err
	}
	for _, problem := range r.problems {
		h.point(row, problem)
	}
	if len(row.Faults) > 0 {
		return pupil, false, nil
	}
	doubles, err := h.app.doublesOf(h.tx, h.p, pupil)
	switch {
	case err != nil:
		return pupil, false, err
	case len(doubles.Own) == 1:
		return doubles.Own[0], false, nil
	case doubles.any() && !sure:
		row.Faults = append(row.Faults, exchange.Fault{Line: row.Line, Column: "Achternaam", Key: h.column("achternaam"),
			What: "Er is al iemand met deze naam en geboortedatum.", Mend: "Kijk of het dezelfde leerling is. Is het een ander, zeg dat dan bij het herstellen van deze regel."})
		return pupil, true, nil
	}
	return pupil, false, nil
}

// input is a row as the form of a pupil would have it.
func (h *handing) input(values map[string]string) PupilInput {
	in := PupilInput{Values: map[string]string{}}
	maps.Copy(in.Values, h.proc.Intake.Pupil)
	carer := CarerInput{Values: map[string]string{"gezag": "ja"}}
	names := map[string]string{"ouder": "naam", "relatie": "relatie", "adres": "adres", "postcode": "postcode", "plaats": "plaats", "email": "email", "telefoon": "telefoon"}
	for _, c := range h.proc.Intake.Columns {
		switch name, ofCarer := names[c.Pupil]; {
		case ofCarer:
			carer.Values[name] = values[c.Name]
		case c.Pupil != "":
			in.Values[c.Pupil] = values[c.Name]
		}
	}
	if carer.Values["relatie"] == "" {
		carer.Values["relatie"] = "ouder"
	}
	in.Carers = []CarerInput{carer}
	return in
}

// column names the column that holds something of the pupil.
func (h *handing) column(pupil string) string {
	for _, c := range h.proc.Intake.Columns {
		if c.Pupil == pupil {
			return c.Name
		}
	}
	return ""
}

// point puts a problem of the form of a pupil beside the column it came from.
func (h *handing) point(row *exchange.Row, p casefile.Problem) {
	name := strings.TrimPrefix(p.Name, "verzorger 1 ")
	if name == "naam" {
		name = "ouder"
	}
	f := exchange.Fault{Line: row.Line, What: p.Text, Mend: "Verbeter deze cel."}
	for _, c := range h.proc.Intake.Columns {
		if c.Pupil == name {
			f.Key, f.Column, f.Written = c.Name, c.HeadingText(), row.Values[c.Name]
		}
	}
	if !slices.ContainsFunc(row.Faults, func(x exchange.Fault) bool { return x.Key == f.Key && f.Key != "" }) {
		row.Faults = append(row.Faults, f)
	}
}

package app

import (
	"cmp"
	"maps"
	"slices"

	"passend/internal/casefile"
	"passend/internal/exchange"
	"passend/internal/store"
)

// enter makes a case of a good row, or brings the case of this school year that
// the pupil has already up to date.
func (h *handing) enter(pupil Pupil, row exchange.Row) (what, id string, faults []exchange.Fault, err error) {
	if pupil.ID == "" {
		return h.begin(pupil, row)
	}
	if err := h.tx.Lock("leerling " + pupil.ID); err != nil {
		return "", "", nil, err
	}
	i := slices.IndexFunc(h.lines, func(l store.BatchLine) bool { return l.Pupil == pupil.ID })
	if i < 0 {
		return h.begin(pupil, row)
	}
	return h.update(h.lines[i].Case, row)
}

// answers are the cells of a row that answer a question, in the canonical form
// of the form.
func (h *handing) answers(row exchange.Row) map[string]string {
	values := map[string]string{}
	for _, c := range h.proc.Intake.Columns {
		if text := row.Values[c.Name]; c.Field != "" && text != "" {
			values[c.Field] = text
		}
	}
	return values
}

func (h *handing) begin(pupil Pupil, row exchange.Row) (what, id string, faults []exchange.Fault, err error) {
	fresh := pupil.ID == ""
	id = store.NewID(h.now)
	var w *world
	if fresh {
		pupil.ID = store.NewID(h.now)
		pupil.Reason, pupil.By = "aangeleverd in een rekenblad", h.p.Name
		newCarerIDs(&pupil, func() string { return store.NewID(h.now) })
		w, err = h.freshWorld(pupil)
	} else {
		w, err = h.app.world(h.tx, h.p, h.now, subject{h.proc.ID, h.proc.Hash, pupil.ID, ""}, id)
	}
	if err != nil {
		return "", "", nil, err
	}
	before, start := casefile.New(id), casefile.Start{Pupil: pupil.ID, Applicant: h.p.Org, ApplicantName: h.p.OrgName,
		Board: h.p.Board, Region: h.p.Region, Carers: w.pupil.caseCarers(), Values: h.answers(row)}
	out, refusal := casefile.Decide(w.World, before, start)
	if w.err != nil {
		return "", "", nil, w.err
	}
	if refusal == nil {
		faults = h.wrong(w, after(w, before, out), row)
	} else {
		faults = h.refused(row, refusal)
	}
	if len(faults) > 0 {
		return "", "", faults, nil
	}
	if fresh {
		if _, err = putPupil(h.tx, pupil, 0); err != nil {
			return "", "", nil, err
		}
		logPupil(h.tx, h.p, h.now, pupil.ID, "wijzigen", "leerling toegevoegd")
	}
	return RowNew, id, nil, h.started(w, pupil, id, start, row.Line)
}

// freshWorld is the world of the first case of a pupil who is not known yet.
func (h *handing) freshWorld(pupil Pupil) (*world, error) {
	w := &world{app: h.app, tx: h.tx, pupil: pupil, days: h.days}
	w.World = casefile.World{Proc: h.proc, SWV: h.swv, Now: h.now, Who: h.p.person(), Pupil: pupil.facts()}
	if h.days == nil {
		var err error
		if h.days, err = h.tx.AllHolidays(); err != nil {
			return nil, err
		}
		w.days = h.days
		h.calendar = w.calendarAt(h.now)
	}
	w.Calendar = h.calendar
	w.asks()
	return w, nil
}

// started begins the case the way a page does, and remembers its line.
func (h *handing) started(w *world, pupil Pupil, id string, start casefile.Start, line int) error {
	c, err := h.startCommand(w, h.proc, w.pupil, StartInput{Procedure: h.proc.ID, Pupil: pupil.ID, Values: start.Values})
	if err != nil {
		return err
	}
	if err := h.decide(w, casefile.New(id), c); err != nil {
		return err
	}
	l := store.BatchLine{ID: id, Line: line, Pupil: pupil.ID, Case: id}
	h.lines = append(h.lines, l)
	return h.tx.PutBatchLine(h.batch.ID, l)
}

// wrong are the answers that cannot be right, beside their columns. What is
// missing is no fault: it is asked on the page.
func (h *handing) wrong(w *world, s *casefile.State, row exchange.Row) []exchange.Fault {
	given := h.answers(row)
	var faults []exchange.Fault
	for _, item := range casefile.MissingOf(w.World, s, nil, "veld") {
		if _, has := given[item.Name]; has {
			faults = append(faults, h.fault(row, item.Name, item.Why))
		}
	}
	return faults
}

func (h *handing) fault(row exchange.Row, field, why string) exchange.Fault {
	f := exchange.Fault{Line: row.Line, What: "Deze waarde kan niet.", Mend: why}
	for _, c := range h.proc.Intake.Columns {
		if c.Field == field {
			f.Key, f.Column, f.Written = c.Name, c.HeadingText(), row.Values[c.Name]
		}
	}
	return f
}

// refused tells beside the row why the case cannot begin.
func (h *handing) refused(row exchange.Row, r *casefile.Refusal) []exchange.Fault {
	var faults []exchange.Fault
	for _, p := range r.Problems {
		if f := h.fault(row, p.Name, p.Text); f.Key != "" {
			faults = append(faults, f)
		}
	}
	if len(faults) == 0 {
		faults = []exchange.Fault{{Line: row.Line, What: r.Rule, Mend: cmp.Or(r.Help, "Haal deze leerling uit het rekenblad, of vraag het Loket.")}}
	}
	return faults
}

// update records what changed since, as long as the case can be filled in. An
// empty cell takes nothing away.
func (h *handing) update(id string, row exchange.Row) (what, _ string, faults []exchange.Fault, err error) {
	s, err := h.app.load(h.tx, id)
	if err != nil {
		return "", id, nil, err
	}
	w, err := h.app.world(h.tx, h.p, h.now, subjectOf(s), id)
	if err != nil {
		return "", id, nil, err
	}
	changed := h.answers(row)
	maps.DeleteFunc(changed, func(name, text string) bool {
		field, _ := casefile.FieldOf(w.Proc, name)
		value, problem := casefile.Canonical(field, text)
		return problem == "" && s.Values[name].Text == value
	})
	if len(changed) == 0 {
		return RowSame, id, nil, nil
	}
	if len(casefile.Editable(w.World, s)) == 0 {
		return RowClosed, id, nil, nil
	}
	out, refusal := casefile.Decide(w.World, s, casefile.Record{Values: changed})
	switch {
	case w.err != nil:
		return "", id, nil, w.err
	case refusal != nil:
		return "", id, h.refused(row, refusal), nil
	}
	if faults := h.wrong(w, after(w, s, out), row); len(faults) > 0 {
		return "", id, faults, nil
	}
	return RowChanged, id, nil, h.commit(w, s, out)
}

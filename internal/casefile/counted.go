package casefile

import (
	"slices"

	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/procedure/condition"
)

// periodsOf are the periods of the series of which a term counts the days. One
// without a last day goes on until the next begins.
func periodsOf(w World, t *TermState, def procedure.Term) []civil.Period {
	if def.Counts == nil || t.of == nil {
		return nil
	}
	return PeriodsOf(w, t.of, *def.Counts)
}

// PeriodsOf reads the entries of a series as periods, in the order of their first
// days.
func PeriodsOf(w World, s *State, n procedure.Counted) []civil.Period {
	j, ok := FindJournal(w.Proc, n.Journal)
	if !ok {
		return nil
	}
	var all []civil.Period
	for _, note := range NotesOf(s, j) {
		p := civil.Period{From: dayIn(note, n.From), Until: dayIn(note, n.Until), What: note.Values[n.What], Counts: counts(w, s, j, note, n.When)}
		if !p.From.IsZero() {
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b civil.Period) int { return a.From.Compare(b.From) })
	for i := range all {
		if i+1 < len(all) && all[i].Until.IsZero() {
			all[i].Until = all[i+1].From.AddDays(-1)
		}
	}
	return all
}

func dayIn(note NoteState, field string) civil.Day {
	day, _ := civil.ParseDay(note.Values[field])
	return day
}

// counts looks at one entry alone: what another answered never fills a gap.
func counts(w World, s *State, j procedure.Journal, note NoteState, when procedure.Condition) bool {
	own := map[string]string{}
	for _, f := range j.Fields {
		own[f.Name] = note.Values[f.Name]
	}
	return (&facts{w: w, s: s, draft: own}).holds(when)
}

// CountOf is what a counted term comes to today.
func CountOf(w World, t *TermState) (civil.Count, bool) {
	def, _ := findTerm(w.Proc, t.Term)
	if def.Counts == nil {
		return civil.Count{}, false
	}
	return w.Calendar.CountSchoolDays(periodsOf(w, t, def), w.Today()), true
}

func (f *facts) countedFact(name string, def procedure.Term, t *TermState) (condition.Value, bool) {
	if def.Counts == nil || t == nil {
		return condition.Value{}, false
	}
	n, _ := CountOf(f.w, t)
	switch name {
	case def.Name + " gaat door":
		return condition.Bool(n.GoesOn), true
	case "schooldagen in " + def.Name:
		return condition.Int(int64(n.Days)), true
	case "schoolweken in " + def.Name:
		whole, _ := n.SchoolWeeks.Weeks()
		return condition.Int(int64(whole)), true
	}
	return condition.Value{}, false
}

// countedEnds are the last days of the running terms that count the days of a
// series, to see afterwards which of them moved.
func (d *decision) countedEnds() map[string]civil.Day {
	ends := map[string]civil.Day{}
	for _, t := range d.s.Terms {
		if def, ok := findTerm(d.w.Proc, t.Term); ok && def.Counts != nil && t.Stopped.IsZero() {
			ends[t.Term] = TermView(d.w, t).End
		}
	}
	return ends
}

// recount tells which counted terms moved because a series changed. One that had
// passed and no longer is full warns and passes again.
func (d *decision) recount(was map[string]civil.Day) {
	for _, t := range slices.Clone(d.s.Terms) {
		before, known := was[t.Term]
		if !known || !t.Stopped.IsZero() {
			continue
		}
		if v := TermView(d.w, t); v.End != before {
			d.emit(TermMoved{Term: t.Term, Why: "er is iets bijgeschreven", From: before, To: v.End, Anew: !v.End.Before(d.w.Today())})
		}
	}
}

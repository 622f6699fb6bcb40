package casefile

import "passend/internal/civil"

// Recalculate tells which last days moved because the calendar changed (LAW-02).
// Was holds them as they were counted until now.
type Recalculate struct {
	Was map[TermKey]civil.Day
	Why string
}

// TermKey names a term of a case, and of an addressee when each has an own one.
type TermKey struct{ Term, Key string }

func (Recalculate) command() {}

// RunningEnds are the last days of the terms that run.
func RunningEnds(w World, s *State) map[TermKey]civil.Day {
	ends := map[TermKey]civil.Day{}
	for _, t := range s.Terms {
		if t.Stopped.IsZero() && t.Passed.IsZero() {
			ends[TermKey{t.Term, t.Key}] = TermView(w, t).End
		}
	}
	return ends
}

func (d *decision) recalculate(c Recalculate) {
	for _, t := range d.s.Terms {
		was, known := c.Was[TermKey{t.Term, t.Key}]
		if !known || !t.Stopped.IsZero() || !t.Passed.IsZero() {
			continue
		}
		v := TermView(d.w, t)
		if v.End == was {
			continue
		}
		d.emit(TermMoved{Term: t.Term, Key: t.Key, Why: c.Why, From: was, To: v.End})
		d.tellMoved(v, was, c.Why)
	}
}

// tellMoved tells who watches the term, the school and the parents.
func (d *decision) tellMoved(v TermResult, was civil.Day, why string) {
	to := []string{}
	if v.Def.OnMove != "" {
		to = append(to, v.Def.OnMove)
	}
	for _, kind := range partyKinds {
		if role, ok := d.roleOf(kind); ok && role != v.Def.OnMove && RoleSees(d.w, d.s, role) {
			to = append(to, role)
		}
	}
	for _, role := range to {
		d.emit(Told{To: role, Subject: "Een laatste dag is verschoven", Until: v.End,
			Text: "De laatste dag van de " + titleOfTerm(v.Def) + " is nu " + v.End.Dutch() + " in plaats van " + was.Dutch() + ": " + why + "."})
	}
}

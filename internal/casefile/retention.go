package casefile

import (
	"passend/internal/civil"
	"passend/internal/procedure"
)

// Keep is a class of papers of a case with the day until which it is kept.
type Keep struct {
	procedure.Retention
	Start civil.Day // the event from which the class is kept; none yet when zero
	Until civil.Day // the last day on which it is kept
}

// known tells whether the day until which the class is kept is known.
func (k Keep) known() bool { return !k.Until.IsZero() }

// Keeps gives the classes of a case in the order of the procedure. The first is
// that of the dossier itself: the form, what was said and what was done.
func Keeps(p *procedure.Procedure, s *State) []Keep {
	var all []Keep
	for _, r := range p.Retention {
		k := Keep{Retention: r, Start: keptFrom(s, r.From)}
		if l, err := civil.ParseDuration(r.Length); err == nil && !k.Start.IsZero() {
			k.Until = l.AddTo(k.Start)
		}
		all = append(all, k)
	}
	return all
}

// keptFrom is the day of the event from which a class is kept. What never came,
// such as a decision in a case that was withdrawn, came when the case closed.
func keptFrom(s *State, event string) civil.Day {
	day := civil.Day(0)
	switch event {
	case "besluit":
		day = DecidedOn(s)
	case "einde geldigheid":
		day = lastValid(s)
	case "vergadering":
		for _, a := range s.Agenda {
			day = max(day, a.Day)
		}
	}
	if day.IsZero() && s.Closed != nil {
		day = s.Closed.Day
	}
	return day
}

// DecidedOn is the day on which the case was decided last; none while it was not.
func DecidedOn(s *State) civil.Day {
	day := civil.Day(0)
	for _, e := range s.History {
		if _, ok := e.Data.(Resulted); ok {
			day = civil.DayOf(e.At)
		}
	}
	return day
}

// lastValid is the last day on which something that was granted here holds.
func lastValid(s *State) civil.Day {
	day := civil.Day(0)
	for _, g := range s.Grants {
		until := g.Until
		if f := s.Fates[g.ID]; f.Ended != "" {
			until = f.EndedOn
		}
		day = max(day, until)
	}
	return day
}

// Main is the class that the dossier goes with: the longest of the first one and
// those of the documents that are in it, whose files cannot be kept apart.
func Main(p *procedure.Procedure, s *State) (Keep, bool) {
	keeps := Keeps(p, s)
	if len(keeps) == 0 {
		return Keep{}, false
	}
	main := keeps[0]
	for _, d := range s.Documents {
		def, _ := find(p.Documents, func(x procedure.Document) bool { return x.Name == d.Kind })
		if k, ok := find(keeps, func(k Keep) bool { return k.Name == def.Class }); ok && k.Until.After(main.Until) {
			main = k
		}
	}
	return main, true
}

// Longer are the classes that are kept after the dossier itself has gone.
func Longer(p *procedure.Procedure, s *State) []Keep {
	main, ok := Main(p, s)
	var all []Keep
	for _, k := range Keeps(p, s) {
		if ok && k.Until.After(main.Until) {
			all = append(all, k)
		}
	}
	return all
}

// LetterClass is the class of a letter; a decision without one goes with the
// class of decisions, when there is such.
func LetterClass(p *procedure.Procedure, l LetterState) string {
	def, _ := find(p.Letters, func(x procedure.Letter) bool { return x.Name == l.Letter })
	if def.Class == "" && l.Decision {
		return "besluit"
	}
	return def.Class
}

// DestroyFrom is the first day on which the content of the dossier may be
// destroyed; none while that is not known. What was granted and still holds is
// proof that somebody needs, unless the decision itself is kept longer.
func DestroyFrom(p *procedure.Procedure, s *State) civil.Day {
	main, ok := Main(p, s)
	if !ok || !main.known() {
		return 0
	}
	until := main.Until
	if len(Longer(p, s)) == 0 {
		until = max(until, lastValid(s))
	}
	return until.AddDays(1)
}

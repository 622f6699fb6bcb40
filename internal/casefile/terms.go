package casefile

import (
	"slices"
	"strings"

	"passend/internal/civil"
	"passend/internal/procedure"
)

// TermResult is a term as it stands on a day, with its explanation.
type TermResult struct {
	civil.Result
	Def          procedure.Term
	Key, KeyName string
	Start        civil.Day
	Stopped      civil.Day
	Running      bool // not stopped, and not a citizen's term that has passed
	Over         bool // not stopped, and its last day is before today
	Late         bool // over, while the SWV or the school still owes what it asks
	DaysLeft     int  // calendar days until the last day; negative when late
}

// TermView computes one term of the case. The last day is never stored: it
// follows from what happened, the procedure and the calendar.
func TermView(w World, t *TermState) TermResult {
	def, _ := findTerm(w.Proc, t.Term)
	asOf := w.Today()
	if !t.Stopped.IsZero() {
		asOf = t.Stopped
	}
	length, err := civil.ParseDuration(lengthOf(w, def))
	if err != nil {
		length = civil.Duration{}
	}
	term := civil.Term{
		Length: length, Start: t.Started, Statutory: statutory(def),
		FavoursCitizen: def.Favours == "burger", Suspensions: t.Suspensions,
		Postponements: t.Postponements, Source: def.Source, What: def.Title,
		Counted: def.Counts != nil, Periods: periodsOf(w, t, def),
	}
	r := TermResult{Result: term.Compute(w.Calendar, asOf), Def: def, Key: t.Key, KeyName: t.KeyName,
		Start: t.Started, Stopped: t.Stopped, Running: t.Stopped.IsZero()}
	r.Over = r.Running && !r.StandsStill && r.End.Before(w.Today())
	// A term for a citizen, such as to object, is used or not: nobody is late.
	// Nor is anybody when counted days are full: that is a fact, not a duty.
	r.Late = r.Over && !term.FavoursCitizen && !term.Counted
	r.Running = r.Running && (!r.Over || r.Late)
	r.DaysLeft = r.End.Sub(w.Today())
	return r
}

// statutory tells whether the Termijnenwet moves the last day. The two weeks after
// a notice of default end on their own day: more would only favour the SWV.
func statutory(def procedure.Term) bool {
	return def.Kind == "wettelijk" && !strings.HasPrefix(def.Source, articleOfPenalty)
}

// lengthOf gives the length as written, or the setting of the SWV it names.
func lengthOf(w World, def procedure.Term) string {
	for _, s := range w.SWV.Settings {
		if s.Name == def.Length {
			return s.Value
		}
	}
	return def.Length
}

// LengthOf gives the length of a term as written, or the setting it names.
func LengthOf(w World, def procedure.Term) string { return lengthOf(w, def) }

// Terms gives all terms of the case, the most urgent running one first.
func Terms(w World, s *State) []TermResult {
	var all []TermResult
	for _, t := range s.Terms {
		all = append(all, TermView(w, t))
	}
	slices.SortStableFunc(all, func(a, b TermResult) int {
		if a.Running != b.Running {
			if a.Running {
				return -1
			}
			return 1
		}
		return a.End.Compare(b.End)
	})
	return all
}

// articleOfPenalty is where the two weeks after a notice of default stand.
const articleOfPenalty = "Awb 4:17"

// PenaltyOf gives what a notice of default leads to as of today, or led to on the
// day of the decision (LAW-17); false without a notice.
func PenaltyOf(w World, s *State) (civil.Penalty, bool) {
	for _, t := range s.Terms {
		def, _ := findTerm(w.Proc, t.Term)
		if !strings.HasPrefix(def.Source, articleOfPenalty) {
			continue
		}
		asOf := w.Today()
		if !t.Stopped.IsZero() {
			asOf = t.Stopped.AddDays(-1)
		}
		notice := civil.NoticeOfDefault{TermEnd: t.Started.AddDays(-1), Received: t.Started}
		return notice.Penalty(civil.PenaltyRates(), asOf), true
	}
	return civil.Penalty{}, false
}

// back gives the day that lies a length before d, counting working days and
// school weeks by the calendar.
func back(cal *civil.Calendar, d civil.Day, l civil.Duration) civil.Day {
	switch l.Unit {
	case civil.Workdays:
		return backOver(d, l.N, cal.IsWorkday)
	case civil.SchoolWeeks:
		return backOver(d, 7*l.N, cal.InSchoolWeek)
	}
	l.N = -l.N
	return l.AddTo(d)
}

func backOver(d civil.Day, n int, counts func(civil.Day) bool) civil.Day {
	for n > 0 {
		d = d.AddDays(-1)
		if counts(d) {
			n--
		}
	}
	return d
}

// NextCheck is the first day after today on which a Tick may have something to
// say about this term: a warning, the passing of the term, or the end of the
// time given to answer.
func NextCheck(w World, t *TermState) civil.Day {
	if !t.Stopped.IsZero() || !t.Passed.IsZero() {
		return 0
	}
	v := TermView(w, t)
	if v.Def.Counts != nil && v.StandsStill {
		return 0 // only a new entry can bring it nearer
	}
	var next civil.Day
	offer := func(d civil.Day) {
		if !d.IsZero() && (next.IsZero() || d.Before(next)) {
			next = d
		}
	}
	offer(v.End.AddDays(1))
	for _, warn := range v.Def.Warn {
		if l, err := civil.ParseDuration(warn.Before); err == nil && !t.Warned[warn.Role+" "+warn.Before] {
			offer(back(w.Calendar, v.End, l))
		}
	}
	for _, p := range t.Suspensions {
		if p.Supplemented.IsZero() && !p.Unused && !p.Until.IsZero() {
			offer(p.Until.AddDays(1))
		}
	}
	return next
}

package budget

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"passend/internal/civil"
)

// Year is the period for which a budget is set.
type Year struct {
	First, Last civil.Day
	Title       string // “schooljaar 2026-2027”, “2026”
}

// SchoolYear and CalendarYear are the two kinds of year.
const (
	SchoolYear   = "schooljaar"
	CalendarYear = "kalenderjaar"
)

// YearOf is the year of a kind in which a day falls; its number is that in which
// it begins.
func YearOf(kind string, day civil.Day) (int, Year) {
	if kind == CalendarYear {
		y, _, _ := day.Date()
		return y, YearNamed(kind, y)
	}
	y, _, _ := civil.SchoolYearOf(day).First().Date()
	return y, YearNamed(kind, y)
}

// YearNamed is the year that begins in the year of this number.
func YearNamed(kind string, number int) Year {
	if kind == CalendarYear {
		return Year{civil.NewDay(number, time.January, 1), civil.NewDay(number, time.December, 31), strconv.Itoa(number)}
	}
	y := civil.SchoolYearOf(civil.NewDay(number, time.October, 1))
	return Year{y.First(), y.Last(), "schooljaar " + strconv.Itoa(number) + "-" + strconv.Itoa(number+1)}
}

// Grant is what weighs on the budget: how much, from when until when, and what of
// its hours was drawn by which case.
type Grant struct {
	ID, Case, Org string
	Amount        Amount
	From, Until   civil.Day
	Ended         civil.Day // last day, when it was ended early
	Beyond        bool      // there was not enough left when it was given
	Drawn         map[string]int64
}

// DrawnMinutes is what was drawn by all cases together.
func (g Grant) DrawnMinutes() int64 {
	var sum int64
	for _, m := range g.Drawn {
		sum += m
	}
	return sum
}

// LeftMinutes is what can still be drawn.
func (g Grant) LeftMinutes() int64 {
	if !g.Ended.IsZero() {
		return 0
	}
	return g.Amount.Minutes - g.DrawnMinutes()
}

// Used is what was used by the end of a day: the hours that were drawn, and of the
// money an equal part for each month that began.
func (g Grant) Used(day civil.Day) Amount {
	return Amount{Cents: g.spent(day), Minutes: g.DrawnMinutes()}
}

func (g Grant) spent(day civil.Day) int64 {
	last := g.Until
	if last.IsZero() {
		last = g.From
	}
	until := min(day, last)
	if !g.Ended.IsZero() {
		until = min(until, g.Ended)
	}
	if until.Before(g.From) {
		return 0
	}
	return g.Amount.Cents * months(g.From, until) / months(g.From, last)
}

func months(from, until civil.Day) int64 {
	fy, fm, _ := from.Date()
	uy, um, _ := until.Date()
	return int64((uy-fy)*12+int(um)-int(fm)) + 1
}

// Weight is what the grant takes of the budget: all of it, or what was used when
// it was ended early.
func (g Grant) Weight() Amount {
	if g.Ended.IsZero() {
		return g.Amount
	}
	return g.Used(g.Ended)
}

// State is a budget in one year as it stands after its events.
type State struct {
	Seq     int64
	Sets    map[string]Amount // by school; "" is the whole
	Grants  map[string]Grant
	History []Event
}

// Fold applies all events to a fresh state.
func Fold(events []Event) *State {
	s := &State{Sets: map[string]Amount{}, Grants: map[string]Grant{}}
	for _, e := range events {
		s.Evolve(e)
	}
	return s
}

// Evolve applies one event. It refuses nothing: what happened, happened.
func (s *State) Evolve(e Event) {
	s.Seq = e.Seq
	s.History = append(s.History, e)
	switch d := e.Data.(type) {
	case Set:
		s.Sets[d.Org] = d.Amount
	case Given:
		s.Grants[d.Grant] = Grant{ID: d.Grant, Case: d.Case, Org: d.Org, Amount: d.Amount, From: d.From, Until: d.Until, Beyond: d.Beyond}
	case Drawn:
		s.draw(d.Grant, d.Case, d.Minutes)
	case Returned:
		s.draw(d.Grant, d.Case, -d.Minutes)
	case Ended:
		g := s.Grants[d.Grant]
		g.Ended = d.Day
		s.Grants[d.Grant] = g
	case Retimed:
		g := s.Grants[d.Grant]
		g.From, g.Until = d.From, d.Until
		s.Grants[d.Grant] = g
	}
}

func (s *State) draw(grant, by string, minutes int64) {
	g := s.Grants[grant]
	drawn := maps.Clone(g.Drawn)
	if drawn == nil {
		drawn = map[string]int64{}
	}
	drawn[by] += minutes
	g.Drawn = drawn
	s.Grants[grant] = g
}

// Standing is how it stands for a school or the whole: Left can be below nothing.
type Standing struct{ Set, Granted, Used, Left Amount }

// Of tells how it stands for a school at the end of a day.
func (s *State) Of(org string, day civil.Day) Standing {
	return s.add(s.Sets[org], day, func(g Grant) bool { return g.Org == org })
}

// Whole tells how it stands for all schools together.
func (s *State) Whole(day civil.Day) Standing {
	return s.add(s.Sets[""], day, func(Grant) bool { return true })
}

func (s *State) add(set Amount, day civil.Day, counts func(Grant) bool) Standing {
	st := Standing{Set: set}
	for _, g := range s.Grants {
		if counts(g) {
			st.Granted, st.Used = st.Granted.Plus(g.Weight()), st.Used.Plus(g.Used(day))
		}
	}
	st.Left = st.Set.Minus(st.Granted)
	return st
}

// Room is what can be granted to a school without a reason: what is left of the
// whole, and of its own part when it has one. Below nothing it is nothing.
func (s *State) Room(org string) Amount {
	room := s.Whole(0).Left
	if own, ok := s.Sets[org]; ok && org != "" {
		left := own.Minus(s.Of(org, 0).Granted)
		room = Amount{min(room.Cents, left.Cents), min(room.Minutes, left.Minutes)}
	}
	return Amount{max(room.Cents, 0), max(room.Minutes, 0)}
}

// Orgs lists the schools that have a part of the budget or a grant, by id.
func (s *State) Orgs() []string {
	known := map[string]bool{}
	for org := range s.Sets {
		known[org] = true
	}
	for _, g := range s.Grants {
		known[g.Org] = true
	}
	delete(known, "")
	return slices.Sorted(maps.Keys(known))
}

// Shared is what was divided among schools.
func (s *State) Shared() Amount {
	var sum Amount
	for org, a := range s.Sets {
		if org != "" {
			sum = sum.Plus(a)
		}
	}
	return sum
}

// GrantsOf lists the grants of a school, or all of them (""), the newest last.
func (s *State) GrantsOf(org string) []Grant {
	var all []Grant
	for _, e := range s.History {
		if d, ok := e.Data.(Given); ok && (org == "" || d.Org == org) {
			all = append(all, s.Grants[d.Grant])
		}
	}
	return all
}

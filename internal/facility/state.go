package facility

import (
	"cmp"
	"slices"
	"time"

	"passend/internal/civil"
)

// Request is a case that waits for a place, or to which one is offered.
type Request struct {
	Case   string
	Since  time.Time // the moment that counts for its place in the order
	Urgent bool
	Why    string    // of the urgency
	Until  civil.Day // an offer holds until the end of this day; none: it waits
}

// Offered tells that a place is kept for this case.
func (r Request) Offered() bool { return !r.Until.IsZero() }

// State is a facility as it stands after its events.
type State struct {
	Seq      int64
	Capacity int // places that people set; -1 when that never happened
	Requests []Request
	Taken    []string    // cases that have a place, in the order in which they came
	Freed    []civil.Day // when places came free, in order
	History  []Event
}

// New is a facility before anything happened.
func New() *State { return &State{Capacity: -1} }

// Fold applies all events to a fresh state.
func Fold(events []Event) *State {
	s := New()
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
	case CapacitySet:
		s.Capacity = d.Places
	case Asked:
		s.Requests = append(s.Requests, Request{Case: d.Case, Since: d.Since, Urgent: d.Urgent, Why: d.Why})
	case Offered:
		s.change(d.Case, func(r *Request) { r.Until = d.Until })
	case Taken:
		s.leave(d.Case)
		s.Taken = append(s.Taken, d.Case)
	case Declined:
		s.leave(d.Case)
	case Lapsed:
		s.lapse(d)
	case Withdrawn:
		s.leave(d.Case)
	case Freed:
		s.Taken = slices.DeleteFunc(s.Taken, func(id string) bool { return id == d.Case })
		s.Freed = append(s.Freed, d.Day)
	case UrgencyChanged:
		s.change(d.Case, func(r *Request) { r.Urgent, r.Why = d.Urgent, d.Why })
	}
}

func (s *State) lapse(d Lapsed) {
	if d.Off {
		s.leave(d.Case)
		return
	}
	// The end of the list is behind those with priority as well.
	s.change(d.Case, func(r *Request) { *r = Request{Case: r.Case, Since: d.To} })
}

func (s *State) change(id string, f func(*Request)) {
	for i := range s.Requests {
		if s.Requests[i].Case == id {
			f(&s.Requests[i])
		}
	}
}

func (s *State) leave(id string) {
	s.Requests = slices.DeleteFunc(s.Requests, func(r Request) bool { return r.Case == id })
}

// Request finds the request of a case.
func (s *State) Request(id string) (Request, bool) {
	for _, r := range s.Requests {
		if r.Case == id {
			return r, true
		}
	}
	return Request{}, false
}

// Has tells whether a case has a place.
func (s *State) Has(id string) bool { return slices.Contains(s.Taken, id) }

// Offers is how many places are kept for an answer.
func (s *State) Offers() int {
	n := 0
	for _, r := range s.Requests {
		if r.Offered() {
			n++
		}
	}
	return n
}

// Queue is who waits, the next one first. To whom a place is offered waits no
// longer.
func (s *State) Queue(rules Rules) []Request {
	waiting := slices.DeleteFunc(slices.Clone(s.Requests), Request.Offered)
	slices.SortFunc(waiting, rules.compare)
	return waiting
}

func (r Rules) compare(a, b Request) int {
	if r.UrgentFirst && a.Urgent != b.Urgent {
		if a.Urgent {
			return -1
		}
		return 1
	}
	return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.Case, b.Case))
}

// Position is the place of a case in the queue, counted from 1; 0 when it does
// not wait.
func (s *State) Position(rules Rules, id string) int {
	return 1 + slices.IndexFunc(s.Queue(rules), func(r Request) bool { return r.Case == id })
}

// Places is how many places there are: what people set, or else what the text says.
func (s *State) Places(rules Rules) int {
	if s.Capacity >= 0 {
		return s.Capacity
	}
	return rules.Places
}

// Free is how many places can still be given.
func (s *State) Free(rules Rules) int {
	return max(0, s.Places(rules)-len(s.Taken)-s.Offers())
}

// wellKnown is from how many freed places on an expected wait says something.
const wellKnown = 5

// FreedLately counts the places that came free in the twelve months up to a day.
func (s *State) FreedLately(today civil.Day) int {
	n := 0
	for _, d := range s.Freed {
		if d.After(today.AddMonths(-12)) && !d.After(today) {
			n++
		}
	}
	return n
}

// Wait is how many weeks who stands at a position can expect to wait, from the
// places that came free in the last twelve months; false when fewer than five did.
func (s *State) Wait(position int, today civil.Day) (weeks int, known bool) {
	n := s.FreedLately(today)
	if n < wellKnown || position < 1 {
		return 0, false
	}
	return (52*position + n - 1) / n, true
}

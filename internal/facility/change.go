package facility

import (
	"slices"

	"passend/internal/casefile"
	"passend/internal/civil"
)

// What a change is to a case.
const (
	Waits    = casefile.PlaceWaits
	MovedUp  = casefile.PlaceUp
	MovedOn  = casefile.PlaceBack
	IsOffer  = casefile.PlaceOffer
	HasPlace = casefile.PlaceGiven
	Lapse    = casefile.PlaceLapsed
	Off      = casefile.PlaceOff
	GaveBack = casefile.PlaceFreed
)

// Change is what happened to one case.
type Change struct {
	Case, What string
	Position   int       // in the queue, from 1; 0 when it does not wait
	Until      civil.Day // until when an offer holds
	Why        string
}

// Changes tells each case concerned what the events between two states were to
// it: first those that the events name, in their order, then those that moved in
// the queue. A case hears only where it ended, not what lay between.
func Changes(rules Rules, before, after *State, out []Data) []Change {
	var all []Change
	for i, d := range out {
		id := CaseOf(d)
		if what := whatOf(d, after); what != "" && !namedLater(out[i+1:], id, d) {
			all = append(all, after.changeOf(rules, id, what, whyOf(d)))
		}
	}
	was := before.Queue(rules)
	for i, r := range after.Queue(rules) {
		old := slices.IndexFunc(was, func(o Request) bool { return o.Case == r.Case })
		told := slices.ContainsFunc(all, func(c Change) bool { return c.Case == r.Case })
		switch {
		case told || old < 0 || old == i:
		case i < old:
			all = append(all, Change{Case: r.Case, What: MovedUp, Position: i + 1})
		default:
			all = append(all, Change{Case: r.Case, What: MovedOn, Position: i + 1})
		}
	}
	return all
}

// namedLater tells whether a later event says more of the same case: who asked
// and had a place at once never waited. A lapse is always told.
func namedLater(rest []Data, id string, d Data) bool {
	if _, lapse := d.(Lapsed); lapse {
		return false
	}
	return slices.ContainsFunc(rest, func(o Data) bool { return CaseOf(o) == id })
}

func (s *State) changeOf(rules Rules, id, what, why string) Change {
	r, _ := s.Request(id)
	return Change{Case: id, What: what, Position: s.Position(rules, id), Until: r.Until, Why: why}
}

func whatOf(d Data, after *State) string {
	switch d := d.(type) {
	case Asked:
		return Waits
	case Offered:
		return IsOffer
	case Taken:
		return HasPlace
	case Lapsed:
		if d.Off {
			return Off
		}
		return Lapse
	case Declined, Withdrawn:
		return Off
	case Freed:
		return GaveBack
	}
	return ""
}

func whyOf(d Data) string {
	switch d := d.(type) {
	case Lapsed:
		return "Er kwam geen antwoord op het aanbod."
	case Declined:
		return d.Why
	case Withdrawn:
		return d.Why
	case Freed:
		return d.Why
	}
	return ""
}

package casefile

import (
	"fmt"
	"strings"
	"time"

	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/procedure/condition"
)

// What a change at a facility is to a case; the words of `plaatsen` in a procedure.
const (
	PlaceWaits  = "wacht"
	PlaceUp     = "schuift op"
	PlaceBack   = "schuift terug"
	PlaceOffer  = "aangeboden"
	PlaceGiven  = "geplaatst"
	PlaceLapsed = "vervallen"
	PlaceOff    = "van de lijst"
	PlaceFreed  = "vrijgegeven"
)

// PlaceWanted asks something of a facility; the answer comes as PlaceChanged.
type PlaceWanted struct {
	Facility, Does string    // vragen, aannemen, afslaan, vrijgeven, intrekken
	Since          time.Time `json:",omitzero"` // the moment that counts for the place on the list
}

// PlaceChanged is what happened to the case at a facility.
type PlaceChanged struct {
	Facility, What string
	Position       int       `json:",omitempty"` // on the list, from 1
	Until          civil.Day `json:",omitempty"` // last day of an offer
	Why            string    `json:",omitempty"`
}

func (PlaceWanted) EventKind() string  { return "plaats gewenst" }
func (PlaceChanged) EventKind() string { return "plaats" }

// ChangePlace tells a case what happened to it at a facility.
type ChangePlace PlaceChanged

func (ChangePlace) command() {}

func init() {
	register[PlaceWanted]()
	register[PlaceChanged]()
}

// PlaceState is how a case stands at a facility.
type PlaceState struct {
	Facility string
	Placed   bool
	Position int       // on the list; 0: it does not wait
	Until    civil.Day // last day of an offer
	Since    time.Time // of the latest change
}

// Waits tells whether the case is on the list and no place is kept for it.
func (p PlaceState) Waits() bool { return p.Position > 0 }

// Offered tells whether a place is kept for an answer.
func (p PlaceState) Offered() bool { return !p.Until.IsZero() }

// Listed tells whether the case is on the list, with or without an offer.
func (p PlaceState) Listed() bool { return p.Waits() || p.Offered() }

// FacilityView is what a case may know of a facility now.
type FacilityView struct {
	Title                                 string
	Places, Taken, Offered, Waiting, Free int
	Weeks                                 func(position int) (weeks int, known bool)
}

// Place is how the case stands at a facility.
func (s *State) Place(facility string) PlaceState {
	for _, p := range s.Places {
		if p.Facility == facility {
			return p
		}
	}
	return PlaceState{Facility: facility}
}

func (s *State) evolvePlace(d PlaceChanged, at time.Time) {
	p := PlaceState{Facility: d.Facility, Position: d.Position, Until: d.Until, Placed: d.What == PlaceGiven, Since: at}
	for i := range s.Places {
		if s.Places[i].Facility == d.Facility {
			places := append([]PlaceState{}, s.Places...)
			places[i] = p
			s.Places = places
			return
		}
	}
	s.Places = append(s.Places[:len(s.Places):len(s.Places)], p)
}

// changePlace takes in what happened, tells who must know, and lets the case go on.
func (d *decision) changePlace(c ChangePlace) *Refusal {
	d.emit(PlaceChanged(c))
	if d.s.Closed != nil {
		return nil
	}
	if rule, ok := find(d.w.Proc.Places, func(r procedure.PlaceRule) bool { return r.Name == c.Facility }); ok {
		d.tell(rule.Tells(c.What))
	}
	return nil
}

// checkPlace refuses what the case itself knows cannot be.
func (d *decision) checkPlace(a procedure.Action, _ map[string]string, r *Refusal) {
	if a.Place == nil || d.placeFits(a.Place) {
		return
	}
	r.Problems = append(r.Problems, Problem{"regel", a.Name, map[string]string{
		"vragen": "Deze zaak staat al op de wachtlijst, of heeft al een plek.", "aannemen": "Er is nu geen plek aangeboden.",
		"afslaan": "Er is nu geen plek aangeboden.", "vrijgeven": "Deze zaak heeft hier geen plek.", "intrekken": "Deze zaak staat niet op de wachtlijst.",
	}[a.Place.Does]})
}

func (d *decision) placeFits(e *procedure.PlaceEffect) bool {
	p := d.s.Place(e.At)
	switch e.Does {
	case "vragen":
		return !p.Placed && !p.Listed()
	case "aannemen", "afslaan":
		return p.Offered()
	case "vrijgeven":
		return p.Placed
	}
	return p.Listed()
}

// wantPlace asks the facility. An action that follows by itself asks only what
// still makes sense.
func (d *decision) wantPlace(e *procedure.PlaceEffect) {
	if e == nil || !d.placeFits(e) {
		return
	}
	want := PlaceWanted{Facility: e.At, Does: e.Does}
	if e.Does == "vragen" {
		want.Since = d.firstDone(e.Since)
	}
	d.emit(want)
}

// firstDone is when an action was first done; none: it was not.
func (d *decision) firstDone(action string) time.Time {
	for _, e := range d.s.History {
		if a, ok := e.Data.(Acted); ok && a.Action == action && action != "" {
			return e.At
		}
	}
	return time.Time{}
}

// leaveLists takes a case that closes off every list: nobody waits for a place
// that no one asks for any more. A place that it has it keeps.
func (d *decision) leaveLists() {
	for _, p := range d.s.Places {
		if p.Listed() {
			d.emit(PlaceWanted{Facility: p.Facility, Does: "intrekken"})
		}
	}
}

// placeFact answers the names about places. What the case itself went through is
// an event of it; how many places are free and how long the wait is, is of now.
func (f *facts) placeFact(name string) (condition.Value, string, bool) {
	const source = "de plaatsen"
	for _, v := range f.w.SWV.Facilities {
		if !strings.HasSuffix(name, v.Name) && !strings.Contains(name, v.Name+" ") {
			continue
		}
		p := f.s.Place(v.Name)
		switch name {
		case "plaats bij " + v.Name:
			return condition.Bool(p.Placed), source, true
		case "wacht op " + v.Name:
			return condition.Bool(p.Waits()), source, true
		case "aanbod van " + v.Name:
			return condition.Bool(p.Offered()), source, true
		case "plek op de wachtlijst van " + v.Name:
			return condition.Int(int64(p.Position)), source, p.Waits()
		case "aanbod van " + v.Name + " geldt tot":
			return condition.DayValue(p.Until), source, p.Offered()
		case "vrije plaatsen bij " + v.Name:
			view, ok := f.w.facility(v.Name)
			return condition.Int(int64(view.Free)), source, ok
		case "verwachte wachttijd bij " + v.Name:
			view, ok := f.w.facility(v.Name)
			return condition.TextValue(view.WaitText(p)), source, ok
		}
	}
	return condition.Value{}, "", false
}

func (w World) facility(name string) (FacilityView, bool) {
	if w.Facility == nil {
		return FacilityView{}, false
	}
	return w.Facility(name)
}

// WaitText says how long a case can expect to wait: one that is not on the list
// yet would stand at the end of it.
func (v FacilityView) WaitText(p PlaceState) string {
	position := p.Position
	if position == 0 {
		position = v.Waiting + 1
	}
	if p.Position == 0 && v.Free > 0 {
		return "geen wachttijd"
	}
	return v.WeeksText(position)
}

// WeeksText is the expected wait at a position in words.
func (v FacilityView) WeeksText(position int) string {
	weeks, known := 0, false
	if v.Weeks != nil {
		weeks, known = v.Weeks(position)
	}
	switch {
	case !known:
		return "niet te zeggen"
	case weeks == 1:
		return "ongeveer 1 week"
	}
	return fmt.Sprintf("ongeveer %d weken", weeks)
}

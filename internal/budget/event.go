package budget

import (
	"encoding/json"
	"fmt"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
)

// Event is one thing that happened to a budget, with who did it.
type Event struct {
	Seq  int64
	At   time.Time
	By   casefile.Actor
	Data Data
}

// Data is the payload of an event.
type Data interface{ EventKind() string }

// Set says how much a school, or the whole ("") has for the year.
type Set struct {
	Org    string
	Amount Amount
	Reason string
}

// Given is a grant that weighs on the budget. Beyond tells that there was not
// enough left; the reason for it is kept in the case, and goes with the case.
type Given struct {
	Grant, Case, Org string
	Amount           Amount
	From, Until      civil.Day
	Beyond           bool `json:",omitempty"`
}

// Drawn are minutes of a grant that a case took.
type Drawn struct {
	Grant, Case string
	Minutes     int64
}

// Returned are minutes that a case took and did not need.
type Returned struct {
	Grant, Case string
	Minutes     int64
}

// Ended stops a grant after a day; what was not used by then is left again.
type Ended struct {
	Grant string
	Day   civil.Day
}

// Retimed gives a grant other days.
type Retimed struct {
	Grant       string
	From, Until civil.Day
}

func (Set) EventKind() string      { return "budget vastgesteld" }
func (Given) EventKind() string    { return "uit budget verleend" }
func (Drawn) EventKind() string    { return "uren afgeboekt" }
func (Returned) EventKind() string { return "uren teruggegeven" }
func (Ended) EventKind() string    { return "toekenning beëindigd" }
func (Retimed) EventKind() string  { return "toekenning verschoven" }

// Decode reads a stored payload. An unknown kind is an error: a program that is
// older than its data must stop rather than guess.
func Decode(kind string, payload []byte) (Data, error) {
	switch kind {
	case Set{}.EventKind():
		return decode[Set](payload)
	case Given{}.EventKind():
		return decode[Given](payload)
	case Drawn{}.EventKind():
		return decode[Drawn](payload)
	case Returned{}.EventKind():
		return decode[Returned](payload)
	case Ended{}.EventKind():
		return decode[Ended](payload)
	case Retimed{}.EventKind():
		return decode[Retimed](payload)
	}
	return nil, fmt.Errorf("budget: unknown event kind %q", kind)
}

func decode[T Data](payload []byte) (Data, error) {
	var v T
	err := json.Unmarshal(payload, &v)
	return v, err
}

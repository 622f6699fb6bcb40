package facility

import (
	"encoding/json"
	"fmt"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
)

// Event is one thing that happened at a facility, with who did it.
type Event struct {
	Seq  int64
	At   time.Time
	By   casefile.Actor
	Data Data
}

// Data is the payload of an event; its kind is the stored name.
type Data interface{ EventKind() string }

// CapacitySet is another number of places than stood there.
type CapacitySet struct {
	Places int
	Why    string
}

// Asked puts a case on the list. Since is the moment that counts for its place in
// the order: that of the first handing in, also when it was sent back meanwhile.
type Asked struct {
	Case   string
	Since  time.Time
	Urgent bool   `json:",omitempty"`
	Why    string `json:",omitempty"` // of the urgency
}

// Offered keeps a place for a case until the end of a day.
type Offered struct {
	Case  string
	Until civil.Day
}

// Taken gives a case a place.
type Taken struct{ Case string }

// Declined is a no to an offer: the case leaves the list.
type Declined struct {
	Case string
	Why  string `json:",omitempty"`
}

// Lapsed is an offer that was not answered in time. Off tells that the case
// leaves the list; otherwise it goes to the end of it.
type Lapsed struct {
	Case string
	Off  bool      `json:",omitempty"`
	To   time.Time `json:",omitzero"` // the moment that counts from now on
}

// Freed is a place that came free.
type Freed struct {
	Case string
	Day  civil.Day
	Why  string `json:",omitempty"`
}

// Withdrawn takes a case off the list.
type Withdrawn struct {
	Case string
	Why  string `json:",omitempty"`
}

// UrgencyChanged gives a case priority, or takes it away, with the reason.
type UrgencyChanged struct {
	Case   string
	Urgent bool
	Why    string
}

func (CapacitySet) EventKind() string    { return "aantal plaatsen" }
func (Asked) EventKind() string          { return "plaats gevraagd" }
func (Offered) EventKind() string        { return "plaats aangeboden" }
func (Taken) EventKind() string          { return "plaats gegeven" }
func (Declined) EventKind() string       { return "plaats afgeslagen" }
func (Lapsed) EventKind() string         { return "aanbod vervallen" }
func (Freed) EventKind() string          { return "plaats vrij" }
func (Withdrawn) EventKind() string      { return "van de wachtlijst" }
func (UrgencyChanged) EventKind() string { return "voorrang gewijzigd" }

// CaseOf is the case that an event is about; "" for the number of places.
func CaseOf(d Data) string {
	switch d := d.(type) {
	case Asked:
		return d.Case
	case Offered:
		return d.Case
	case Taken:
		return d.Case
	case Declined:
		return d.Case
	case Lapsed:
		return d.Case
	case Freed:
		return d.Case
	case Withdrawn:
		return d.Case
	case UrgencyChanged:
		return d.Case
	}
	return ""
}

// Decode reads a stored payload. An unknown kind is an error: a program that is
// older than its data must stop rather than guess.
func Decode(kind string, payload []byte) (Data, error) {
	read, ok := kinds[kind]
	if !ok {
		return nil, fmt.Errorf("facility: unknown event kind %q", kind)
	}
	d, err := read(payload)
	if err != nil {
		return nil, fmt.Errorf("facility: event %q: %w", kind, err)
	}
	return d, nil
}

var kinds = map[string]func([]byte) (Data, error){}

func register[T Data]() {
	var zero T
	kinds[zero.EventKind()] = func(b []byte) (Data, error) {
		var d T
		err := json.Unmarshal(b, &d)
		return d, err
	}
}

func init() {
	register[CapacitySet]()
	register[Asked]()
	register[Offered]()
	register[Taken]()
	register[Declined]()
	register[Lapsed]()
	register[Freed]()
	register[Withdrawn]()
	register[UrgencyChanged]()
}

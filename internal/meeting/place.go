package meeting

import (
	"fmt"
	"strings"
	"time"

	"passend/internal/civil"
)

// Placing is the meeting that a case is on, and why it is that one.
type Placing struct {
	Meeting Meeting   // none (no day) when the calendar holds none with room
	At      time.Time // when the case was complete
	Passed  []Pass    // meetings that came first, and why it is on none of them
}

// Pass is a meeting on which a case did not come.
type Pass struct {
	Day    civil.Day
	HandIn time.Time
	Most   int
	Reason Reason
	Why    string // of a cancellation, or the holiday
}

// Reason is why a meeting was passed.
type Reason int

// The reasons.
const (
	Late Reason = iota
	Full
	Cancelled
	Closed // the day of the rule falls in a holiday
	Order  // who came earlier is on a later meeting
)

// Place finds the first meeting for what is complete at a moment, with room left
// by what is taken. floor is the latest meeting of those who came before: nobody
// passes them; it may be no day.
func (c Calendar) Place(at time.Time, floor civil.Day, taken func(civil.Day) int) Placing {
	p := Placing{At: at}
	today := civil.DayOf(at)
	for _, m := range c.Meetings {
		if !m.Day.After(today) {
			continue
		}
		if reason, ok := m.passed(at, floor, taken); ok {
			p.Passed = append(p.Passed, Pass{m.Day, m.HandIn, m.Most, reason, m.Why})
			continue
		}
		p.Meeting = m
		break
	}
	p.holidays(c, today)
	return p
}

func (m Meeting) passed(at time.Time, floor civil.Day, taken func(civil.Day) int) (Reason, bool) {
	switch {
	case m.Cancelled:
		return Cancelled, true
	case !at.Before(m.HandIn):
		return Late, true
	case m.Most > 0 && taken(m.Day) >= m.Most:
		return Full, true
	case m.Day.Before(floor):
		return Order, true
	}
	return 0, false
}

// holidays adds the days of the rule that fell away before the meeting.
func (p *Placing) holidays(c Calendar, today civil.Day) {
	for _, s := range c.Skipped {
		if s.Day.After(today) && s.Day.Before(p.Meeting.Day) {
			p.Passed = append(p.Passed, Pass{Day: s.Day, Reason: Closed, Why: s.Why})
		}
	}
}

// Carried tells whether the case waits because earlier ones took the room.
func (p Placing) Carried() bool {
	for _, x := range p.Passed {
		if x.Reason == Full || x.Reason == Order {
			return true
		}
	}
	return false
}

// Why says in one or a few sentences why it is this meeting.
func (p Placing) Why() string {
	ready := "compleet op " + MomentWords(p.At)
	first := "Er is nog geen vergadering met plaats; de zaak was " + ready + "."
	if !p.Meeting.Day.IsZero() {
		first = "Op de vergadering van " + p.Meeting.Day.DutchWeekday() + ", want " + ready + "."
	}
	sentences := []string{first}
	said := map[Reason]bool{}
	for _, x := range p.Passed {
		switch {
		case x.Reason == Closed && said[Closed]: // one sentence tells enough of a holiday of weeks
		case x.Reason == Full && said[Full]:
		case x.Reason == Full:
			sentences = append(sentences, p.full())
		default:
			sentences = append(sentences, x.sentence())
		}
		said[x.Reason] = true
	}
	return strings.Join(sentences, " ")
}

// full names all meetings that were full in one sentence.
func (p Placing) full() string {
	var days []string
	most := 0
	for _, x := range p.Passed {
		if x.Reason == Full {
			days, most = append(days, x.Day.DutchWeekday()), x.Most
		}
	}
	if len(days) == 1 {
		return fmt.Sprintf("De vergadering van %s zat al vol: er kunnen %d zaken op.", days[0], most)
	}
	return "De vergaderingen van " + listed(days) + " zaten al vol."
}

// MomentWords gives “woensdag 2 december 2026 om 16.12 uur”.
func MomentWords(t time.Time) string {
	return civil.DayOf(t).DutchWeekday() + " om " + ClockOf(t).Words()
}

// HandInWords says until when one can hand in: what comes in at that moment is
// too late, so midnight is the whole of the day before.
func HandInWords(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	if ClockOf(t) == 0 {
		return "tot en met " + civil.DayOf(t).AddDays(-1).DutchWeekday()
	}
	return "tot " + MomentWords(t)
}

func (x Pass) sentence() string {
	day := x.Day.DutchWeekday()
	switch x.Reason {
	case Late:
		return "Voor de vergadering van " + day + " kon u inleveren " + HandInWords(x.HandIn) + "."
	case Cancelled:
		return strings.TrimSuffix("De vergadering van "+day+" gaat niet door: "+x.Why, ": ") + "."
	case Closed:
		return "Op " + day + " is er geen vergadering: " + x.Why + "."
	}
	return "Op de vergadering van " + day + " kwam plaats vrij, maar wie eerder inleverde gaat voor."
}

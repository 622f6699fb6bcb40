package kit

import "passend/internal/civil"

// DueState says how a term stands.
type DueState string

// The states of a term; the zero value is: there is no term.
const (
	DueNone   DueState = ""
	DueOnTime DueState = "ontime"
	DueSoon   DueState = "soon"
	DueLate   DueState = "late"
	DueStill  DueState = "still"
	DueMet    DueState = "met"
)

// Due is a last day as a badge: state, icon and words.
type Due struct {
	State DueState
	Day   civil.Day // the last day, may be empty when the term stands still
	Text  string    // "nog 3 dagen"; the words of the state when empty
}

// DueOn weighs a last day against today. From soonDays calendar days before
// the last day the term is nearly over. No day gives no badge.
func DueOn(last, today civil.Day, soonDays int) Due {
	if last.IsZero() {
		return Due{}
	}
	due := Due{State: DueOnTime, Day: last, Text: Relatief(last, today)}
	switch left := last.Sub(today); {
	case left < 0:
		due.State = DueLate
		due.Text = Meervoud(-left, "dag", "dagen") + " geleden"
	case left <= soonDays:
		due.State = DueSoon
	}
	return due
}

// StandsStill is the badge of a suspended term (Awb 4:15). The reason is
// short: "wacht op de ouders".
func StandsStill(reason string) Due { return Due{State: DueStill, Text: reason} }

// Met is the badge of a term that was kept: what had to be done, is done.
func Met(on civil.Day) Due { return Due{State: DueMet, Day: on} }

// Shown says whether there is anything to show.
func (d Due) Shown() bool { return d.State != DueNone }

// Word names the state.
func (d Due) Word() string {
	switch d.State {
	case DueOnTime:
		return "Op tijd"
	case DueSoon:
		return "Bijna te laat"
	case DueLate:
		return "Te laat"
	case DueStill:
		return "Staat stil"
	case DueMet:
		return "Afgerond"
	}
	return ""
}

// Icon names the icon of the state; each state has its own shape.
func (d Due) Icon() string {
	switch d.State {
	case DueSoon:
		return "hourglass"
	case DueLate:
		return "alert"
	case DueStill:
		return "pause"
	case DueMet:
		return "check"
	}
	return "clock"
}

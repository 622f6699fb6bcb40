package meeting

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"passend/internal/civil"
)

// Cutoff is until when one can hand in for a meeting. The zero value is: until
// the day of the meeting begins.
type Cutoff struct {
	kind    cutoffKind
	length  civil.Duration
	weekday time.Weekday
	month   time.Month
	day     int
	clock   Clock
	timed   bool
}

type cutoffKind int

const (
	untilMeeting cutoffKind = iota
	byLength
	byWeekday
	byDate
)

// CutoffExample shows how a hand-in moment is written.
const CutoffExample = "`woensdag 17:00`, `5 werkdagen`, `1 week` of `30 juni 12:00`"

// ParseCutoff reads “woensdag 17:00” (the last Wednesday before the meeting),
// “5 werkdagen” (so long before it, that day included) or “30 juni” (the last one
// before it). A weekday or date without a time ends when that day begins.
func ParseCutoff(text string) (Cutoff, error) {
	var c Cutoff
	words := strings.Fields(strings.ToLower(text))
	if len(words) == 0 {
		return c, nil
	}
	if clock, err := ParseClock(words[len(words)-1]); err == nil {
		c.clock, c.timed, words = clock, true, words[:len(words)-1]
	}
	switch rest := strings.Join(words, " "); {
	case len(words) == 1 && slices.Contains(weekdays, rest):
		c.kind, c.weekday = byWeekday, time.Weekday(slices.Index(weekdays, rest))
	case len(words) == 2 && slices.Index(months, words[1]) > 0:
		d, err := civil.ParseDay(rest + " 2024") // a year that has 29 February
		if err != nil {
			return Cutoff{}, err
		}
		c.kind = byDate
		_, c.month, c.day = d.Date()
	default:
		var err error
		if c.length, err = civil.ParseDuration(rest); err != nil {
			return Cutoff{}, fmt.Errorf("“%s” is geen inlevermoment. Schrijf bijvoorbeeld %s.", strings.TrimSpace(text), CutoffExample)
		}
		c.kind = byLength
	}
	return c, nil
}

// Moment is when it is too late to hand in for a meeting: what comes in at that
// moment is late, what came in a second before is not.
func (c Cutoff) Moment(meeting civil.Day, cal *civil.Calendar) time.Time {
	switch c.kind {
	case byLength:
		day := c.lastDay(meeting, cal)
		if c.timed {
			return At(day, c.clock)
		}
		return day.AddDays(1).Start()
	case byWeekday:
		return At(onOrAfter(meeting.AddDays(-7), c.weekday), c.clock)
	case byDate:
		day := civil.NewDay(meeting.Year(), c.month, c.day)
		if !day.Before(meeting) {
			day = civil.NewDay(meeting.Year()-1, c.month, c.day)
		}
		return At(day, c.clock)
	}
	return meeting.Start()
}

// furthest is how many days before a meeting a length of time is looked for.
const furthest = 370

// lastDay is the last day from which the length still ends on the meeting or before.
func (c Cutoff) lastDay(meeting civil.Day, cal *civil.Calendar) civil.Day {
	for d := meeting; meeting.Sub(d) < furthest; d = d.AddDays(-1) {
		if !cal.Add(d, c.length).After(meeting) {
			return d
		}
	}
	return meeting
}

// Clock is a time of day in minutes.
type Clock int

// ParseClock reads 17:00, 17.00 and 9:30.
func ParseClock(text string) (Clock, error) {
	hour, minute, ok := strings.Cut(strings.ReplaceAll(strings.TrimSpace(text), ".", ":"), ":")
	h, errH := strconv.Atoi(hour)
	m, errM := strconv.Atoi(minute)
	if !ok || errH != nil || errM != nil || len(hour) > 2 || len(minute) != 2 || h < 0 || h > 23 || m < 0 || m > 59 {
		return 0, fmt.Errorf("“%s” is geen tijd. Schrijf bijvoorbeeld 17:00.", strings.TrimSpace(text))
	}
	return Clock(60*h + m), nil
}

// String gives 17:00.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c/60, c%60) }

// Words gives “17.00 uur”.
func (c Clock) Words() string { return fmt.Sprintf("%d.%02d uur", c/60, c%60) }

// Add gives the time so many minutes later on the same day; midnight is the end.
func (c Clock) Add(minutes int) Clock { return min(c+Clock(minutes), 24*60-1) }

// ClockOf is the time of day of a moment in the Netherlands.
func ClockOf(t time.Time) Clock {
	local := t.In(civil.DayOf(t).Start().Location())
	return Clock(60*local.Hour() + local.Minute())
}

// At is the moment of a time of day in the Netherlands. An hour that the clock
// skips is that of before the change; of an hour that comes twice it is the first.
func At(d civil.Day, c Clock) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	y, m, day := d.Date()
	return time.Date(y, m, day, int(c/60), int(c%60), 0, 0, d.Start().Location())
}

package civil

import (
	"slices"
	"strconv"
)

// Period is time that something went on, such as a pupil being at home: whole
// days, both included.
type Period struct {
	From   Day
	Until  Day    // zero: it goes on
	What   string // the kind, as people name it
	Counts bool   // false: it is known but not counted, such as illness
}

// Covers tells whether the period holds a day.
func (p Period) Covers(d Day) bool {
	return !p.From.IsZero() && !d.Before(p.From) && (p.Until.IsZero() || !d.After(p.Until))
}

// Share is a part of a school week in sixtieths, so that a day of a week with
// one to five school days is a whole number.
type Share int

const wholeWeek Share = 60

// Weeks gives the whole weeks and the tenths that remain, rounded down.
func (s Share) Weeks() (whole, tenths int) {
	return int(s / wholeWeek), int(s % wholeWeek * 10 / wholeWeek)
}

// String gives "3" or "3,4".
func (s Share) String() string {
	whole, tenths := s.Weeks()
	if tenths == 0 {
		return strconv.Itoa(whole)
	}
	return strconv.Itoa(whole) + "," + strconv.Itoa(tenths)
}

// Words gives "1 schoolweek" or "3,4 schoolweken".
func (s Share) Words() string {
	if s == wholeWeek {
		return s.String() + " " + unitNames[SchoolWeeks][0]
	}
	return s.String() + " " + unitNames[SchoolWeeks][1]
}

// Count is what periods come to on a day.
type Count struct {
	Since       Day // the first counted day; zero when none
	Days        int // counted days until and including the day asked about
	SchoolWeeks Share
	GoesOn      bool // a counted period holds the day asked about
	Open        bool // a period, counted or not, has no end
}

// IsSchoolDay tells whether schools are open: no weekend, no holiday, no school
// holiday.
func (c *Calendar) IsSchoolDay(d Day) bool {
	_, holiday := c.SchoolHoliday(d)
	return !holiday && c.IsWorkday(d)
}

// ShareOfWeek is what one day counts of its school week: nothing when schools
// are closed, otherwise one part of the days on which they are open. So a week
// with a holiday is a whole school week for who stays away all of it.
func (c *Calendar) ShareOfWeek(d Day) Share {
	if !c.IsSchoolDay(d) {
		return 0
	}
	open := Share(0)
	monday := d.AddDays(-(int(d.Weekday()) + 6) % 7)
	for i := range 5 {
		if c.IsSchoolDay(monday.AddDays(i)) {
			open++
		}
	}
	return wholeWeek / open
}

// CountSchoolDays counts the school days of the periods that count, each day
// once however many periods hold it.
func (c *Calendar) CountSchoolDays(periods []Period, asOf Day) Count {
	return CountAt(c.ShareOfWeek, periods, []Day{asOf})[0]
}

// CountAt gives the same as CountSchoolDays for each of several days, in order.
// share tells what a day counts: ShareOfWeek, or what was remembered of it.
func CountAt(share func(Day) Share, periods []Period, days []Day) []Count {
	counted, counts := counting(periods), make([]Count, len(days))
	if len(days) == 0 {
		return counts
	}
	var n Count
	next := 0
	from, to := first(counted), days[len(days)-1]
	if from.IsZero() || from.After(days[0]) {
		from = days[0]
	}
	for d := from; !d.After(to); d = d.AddDays(1) {
		goesOn := covered(counted, d)
		if s := share(d); s > 0 && goesOn {
			if n.Days == 0 {
				n.Since = d
			}
			n.Days++
			n.SchoolWeeks += s
		}
		for next < len(days) && days[next] == d {
			counts[next] = n
			counts[next].GoesOn, counts[next].Open = goesOn, open(periods)
			next++
		}
	}
	return counts
}

func open(periods []Period) bool {
	return slices.ContainsFunc(periods, func(p Period) bool { return p.Until.IsZero() && !p.From.IsZero() })
}

// Remembering gives ShareOfWeek that works every day out only once.
func (c *Calendar) Remembering() func(Day) Share {
	known := map[Day]Share{}
	return func(d Day) Share {
		s, ok := known[d]
		if !ok {
			s = c.ShareOfWeek(d)
			known[d] = s
		}
		return s
	}
}

func counting(periods []Period) []Period {
	return slices.DeleteFunc(slices.Clone(periods), func(p Period) bool { return !p.Counts || p.From.IsZero() })
}

func covered(periods []Period, d Day) bool {
	return slices.ContainsFunc(periods, func(p Period) bool { return p.Covers(d) })
}

func first(periods []Period) Day {
	var d Day
	for _, p := range periods {
		if d.IsZero() || p.From.Before(d) {
			d = p.From
		}
	}
	return d
}

// lastKnown is the last day that any of the periods says something about.
func lastKnown(periods []Period) Day {
	var d Day
	for _, p := range periods {
		d = max(d, p.From, p.Until)
	}
	return d
}

// weight tells how much one day brings a counted term nearer, and how much the
// whole of its length is.
func (c *Calendar) weight(l Duration) (of func(Day) int, whole int) {
	switch l.Unit {
	case SchoolWeeks:
		return func(d Day) int { return int(c.ShareOfWeek(d)) }, l.N * int(wholeWeek)
	case Workdays:
		return func(d Day) int {
			if c.IsWorkday(d) {
				return 1
			}
			return 0
		}, l.N
	case Weeks:
		return func(Day) int { return 1 }, 7 * l.N
	}
	return func(Day) int { return 1 }, l.N
}

// Countable reports whether a length can be counted day by day: months and years
// cannot.
func (l Duration) Countable() bool {
	return l.Unit != 0 && l.Unit != Months && l.Unit != Years && l.N > 0
}

// longestCount keeps a count that never fills, such as through a calendar of
// holidays only, from going on for ever.
const longestCount = 20 * 366

// computeCounted gives the first day on which the counted days of the periods
// fill the length. Where they do not fill it yet, that day supposes that it goes
// on: from the day after asOf when nothing goes on now.
func (t Term) computeCounted(cal *Calendar, asOf Day) Result {
	c := &clock{Term: t, cal: cal, asOf: asOf}
	counted := counting(t.Periods)
	goesOn := covered(counted, asOf)
	from := first(counted)
	if from.IsZero() || from.After(asOf) && !goesOn {
		from = asOf.AddDays(1)
	}
	c.result.End = t.fills(cal, counted, from, asOf)
	c.result.StandsStill = !goesOn && c.result.End.After(asOf)
	if c.result.StandsStill {
		c.result.StillSince, c.result.StillUntil = min(lastKnown(counted).AddDays(1), asOf), asOf
		if lastKnown(counted).IsZero() {
			c.result.StillSince = min(t.Start, asOf)
		}
	}
	c.explainCounted(goesOn)
	return c.result
}

func (t Term) fills(cal *Calendar, counted []Period, from, asOf Day) Day {
	weight, whole := cal.weight(t.Length)
	known := max(asOf, lastKnown(counted))
	sum, last := 0, from.AddDays(longestCount)
	for d := from; d.Before(last); d = d.AddDays(1) {
		if covered(counted, d) || d.After(known) {
			sum += weight(d)
		}
		if sum >= whole {
			return d
		}
	}
	return last
}

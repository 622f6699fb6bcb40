package meeting

import (
	"slices"
	"time"

	"passend/internal/civil"
)

// Rules are how a body meets, as its samenwerkingsverband wrote it down.
type Rules struct {
	Every        *Pattern
	Days         []civil.Day
	Cutoff       Cutoff
	Most         int // cases on a meeting; 0: no bound
	SkipHolidays bool
	Start        Clock
	Minutes      int // for each case
}

// Departure is what people changed in one meeting of the calendar that the rules
// propose. It is known by the day that the rules gave it; for a meeting that was
// added by its own first day.
type Departure struct {
	Origin    civil.Day
	Day       civil.Day // where it is now
	Added     bool
	Cancelled bool
	Most      int       // 0: as the rules say
	HandIn    time.Time // zero: as the rules say
	Start     Clock     // 0: as the rules say
	Minutes   int       // 0: as the rules say
	Why       string
}

// Meeting is one meeting as it will be.
type Meeting struct {
	Origin, Day civil.Day
	HandIn      time.Time // what comes in at this moment is too late
	Most        int       // 0: no bound
	Start       Clock
	Minutes     int
	Added       bool
	Cancelled   bool
	Changed     bool
	Why         string // of the change
}

// Skip is a day of the rule on which there is no meeting.
type Skip struct {
	Day civil.Day
	Why string
}

// Calendar is what the rules and the changes to them make of a period.
type Calendar struct {
	Meetings []Meeting // by day; those that were cancelled too
	Skipped  []Skip
}

// Between makes the calendar from one day up to and including another.
func (r Rules) Between(cal *civil.Calendar, from, to civil.Day, changes []Departure) Calendar {
	var out Calendar
	days := slices.Clone(r.Days)
	if r.Every != nil {
		regular, skipped := r.Every.days(cal, from, to, r.SkipHolidays)
		days, out.Skipped = append(days, regular...), skipped
	}
	slices.Sort(days)
	for _, day := range slices.Compact(days) {
		out.add(r.proposed(day, cal, changes), from, to)
	}
	for _, c := range changes {
		// Also a meeting of which the rules no longer know the day stays: people
		// changed it, and cases may be on it.
		if !slices.Contains(days, c.Origin) {
			out.add(r.depart(r.plain(c.Origin, cal), c, cal), from, to)
		}
	}
	slices.SortStableFunc(out.Meetings, func(a, b Meeting) int { return a.Day.Compare(b.Day) })
	return out
}

func (c *Calendar) add(m Meeting, from, to civil.Day) {
	if !m.Day.Before(from) && !m.Day.After(to) {
		c.Meetings = append(c.Meetings, m)
	}
}

func (r Rules) plain(day civil.Day, cal *civil.Calendar) Meeting {
	return Meeting{Origin: day, Day: day, HandIn: r.Cutoff.Moment(day, cal), Most: r.Most, Start: r.Start, Minutes: r.Minutes}
}

func (r Rules) proposed(day civil.Day, cal *civil.Calendar, changes []Departure) Meeting {
	m := r.plain(day, cal)
	for _, c := range changes {
		if c.Origin == day {
			return r.depart(m, c, cal)
		}
	}
	return m
}

// depart changes a meeting. One that moves keeps its hand-in moment, unless that
// would come after it has begun: who counted on it must not be too late.
func (r Rules) depart(m Meeting, c Departure, cal *civil.Calendar) Meeting {
	m.Added, m.Cancelled, m.Changed, m.Why = c.Added, c.Cancelled, true, c.Why
	if !c.Day.IsZero() {
		m.Day = c.Day
	}
	if m.HandIn.After(m.Day.Start()) {
		m.HandIn = r.Cutoff.Moment(m.Day, cal)
	}
	if !c.HandIn.IsZero() {
		m.HandIn = c.HandIn
	}
	if c.Most > 0 {
		m.Most = c.Most
	}
	if c.Start > 0 {
		m.Start = c.Start
	}
	if c.Minutes > 0 {
		m.Minutes = c.Minutes
	}
	return m
}

// Find gives the meeting on a day.
func (c Calendar) Find(day civil.Day) (Meeting, bool) {
	for _, m := range c.Meetings {
		if m.Day == day && !m.Cancelled {
			return m, true
		}
	}
	return Meeting{}, false
}

// Slot is when the case in a place on the agenda begins and ends, places from 0.
func (m Meeting) Slot(place int) (from, to Clock) {
	return m.Start.Add(place * m.Minutes), m.Start.Add((place + 1) * m.Minutes)
}

package civil

import "time"

// Rhythm is a meeting that returns every week, and until when one can hand in
// for it: before the cut-off of the week, for the first meeting after it.
type Rhythm struct {
	Meeting time.Weekday
	// Cutoff with its hour and minute in the Netherlands: what comes in at
	// that moment is too late.
	Cutoff       time.Weekday
	Hour, Minute int
	// SkipHolidays also drops meetings on holidays outside the school
	// holidays, such as 5 May.
	SkipHolidays bool
}

// MeetingFor gives the meeting for what came in at received. A cut-off inside
// a school holiday counts like any other.
func (r Rhythm) MeetingFor(received time.Time, cal *Calendar) Day {
	if received.IsZero() {
		return 0
	}
	cut := onOrAfter(DayOf(received), r.Cutoff)
	if !received.Before(r.moment(cut)) {
		cut = cut.AddDays(7)
	}
	return r.FirstAfter(cut, cal)
}

func (r Rhythm) moment(d Day) time.Time {
	y, m, day := d.Date()
	return time.Date(y, m, day, r.Hour, r.Minute, 0, 0, amsterdam)
}

// FirstAfter gives the first meeting after d, or no day when the calendar
// leaves none free within two years.
func (r Rhythm) FirstAfter(d Day, cal *Calendar) Day {
	const weeks = 104
	day := onOrAfter(d.AddDays(1), r.Meeting)
	for range weeks {
		if r.meets(day, cal) {
			return day
		}
		day = day.AddDays(7)
	}
	return 0
}

func (r Rhythm) meets(d Day, cal *Calendar) bool {
	if _, closed := cal.SchoolHoliday(d); closed || d.IsZero() {
		return false
	}
	_, holiday := cal.Holiday(d)
	return !holiday || !r.SkipHolidays
}

// onOrAfter gives the first day from d on with this weekday.
func onOrAfter(d Day, w time.Weekday) Day {
	return d.AddDays((int(w) - int(d.Weekday()) + 7) % 7)
}

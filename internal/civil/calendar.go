package civil

import (
	"slices"
	"time"
)

// The regions that have school holidays of their own.
const (
	RegionNorth  = "noord"
	RegionMiddle = "midden"
	RegionSouth  = "zuid"
)

// KnownRegion reports whether region is noord, midden or zuid.
func KnownRegion(region string) bool {
	return region == RegionNorth || region == RegionMiddle || region == RegionSouth
}

// Calendar knows holidays, equated days and school holidays. It is a value to
// be shared: the With methods give a new calendar. A nil Calendar knows the
// holidays of the law and the built-in equated days, and no school holidays.
type Calendar struct {
	region  string
	equated map[Day]EquatedDay
	school  []SchoolHoliday
}

var defaultEquated = indexEquated(nil, equatedTable)

func indexEquated(base map[Day]EquatedDay, rows []EquatedDay) map[Day]EquatedDay {
	index := make(map[Day]EquatedDay, len(base)+len(rows))
	for d, row := range base {
		index[d] = row
	}
	for _, row := range rows {
		index[row.Day] = row
	}
	return index
}

// NewCalendar gives the calendar of a region: noord, midden or zuid. Another
// region has no school holidays until WithHolidays adds them.
func NewCalendar(region string) *Calendar {
	c := &Calendar{region: region, equated: defaultEquated}
	for _, h := range schoolHolidayTable {
		if KnownRegion(region) && (h.Region == "" || h.Region == region) {
			c.school = append(c.school, h)
		}
	}
	return c
}

// Region gives the region the calendar was made for.
func (c *Calendar) Region() string {
	if c == nil {
		return ""
	}
	return c.region
}

// WithHolidays gives a calendar with these school holidays. A row replaces
// what was known of the same holiday in the same school year; other rows are
// added. Rows of another region are left out.
func (c *Calendar) WithHolidays(rows []SchoolHoliday) *Calendar {
	own := slices.DeleteFunc(slices.Clone(rows), func(h SchoolHoliday) bool {
		return h.Region != "" && h.Region != c.Region()
	})
	kept := slices.DeleteFunc(c.allSchoolHolidays(), func(known SchoolHoliday) bool {
		return slices.ContainsFunc(own, func(h SchoolHoliday) bool {
			return h.Year == known.Year && h.Name == known.Name
		})
	})
	all := append(kept, own...)
	slices.SortStableFunc(all, func(a, b SchoolHoliday) int { return a.From.Compare(b.From) })
	return &Calendar{region: c.Region(), equated: c.equatedDays(), school: all}
}

// WithEquatedDays gives a calendar with these equated days added; a row
// replaces the row of the same day, for instance to confirm it.
func (c *Calendar) WithEquatedDays(rows []EquatedDay) *Calendar {
	return &Calendar{region: c.Region(), equated: indexEquated(c.equatedDays(), rows), school: c.allSchoolHolidays()}
}

func (c *Calendar) equatedDays() map[Day]EquatedDay {
	if c == nil {
		return defaultEquated
	}
	return c.equated
}

func (c *Calendar) allSchoolHolidays() []SchoolHoliday {
	if c == nil {
		return nil
	}
	return slices.Clone(c.school)
}

// Holiday tells whether d is a holiday of the law or an equated day, confirmed
// or not, and names it.
func (c *Calendar) Holiday(d Day) (name string, ok bool) {
	if name, ok := lawHoliday(d); ok {
		return name, true
	}
	row, ok := c.equatedDays()[d]
	return row.Name, ok
}

// Equated gives the row of an equated day.
func (c *Calendar) Equated(d Day) (EquatedDay, bool) {
	row, ok := c.equatedDays()[d]
	return row, ok
}

// IsWorkday reports whether d is no weekend and no holiday. It counts for the
// SWV: an equated day that is not confirmed is a working day.
func (c *Calendar) IsWorkday(d Day) bool { return c.works(d, false) }

// works is IsWorkday for either side: an unconfirmed day is free for a citizen.
func (c *Calendar) works(d Day, favoursCitizen bool) bool {
	if isWeekend(d) {
		return false
	}
	if _, ok := lawHoliday(d); ok {
		return false
	}
	row, equated := c.equatedDays()[d]
	return !equated || !row.Confirmed && !favoursCitizen
}

// SchoolHoliday tells whether d falls in a school holiday and names it.
func (c *Calendar) SchoolHoliday(d Day) (name string, ok bool) {
	if c == nil {
		return "", false
	}
	for _, h := range c.school {
		if h.Contains(d) {
			return h.Name, true
		}
	}
	return "", false
}

// SchoolHolidays gives the school holidays of a school year in order.
func (c *Calendar) SchoolHolidays(y SchoolYear) []SchoolHoliday {
	return slices.DeleteFunc(c.allSchoolHolidays(), func(h SchoolHoliday) bool { return h.Year != y })
}

// InSchoolWeek reports whether the week (Monday to Friday) of d has at least
// one day on which schools are open.
func (c *Calendar) InSchoolWeek(d Day) bool {
	monday := d.AddDays(-(int(d.Weekday()) + 6) % 7)
	for i := range 5 {
		e := monday.AddDays(i)
		if _, holiday := c.SchoolHoliday(e); !holiday && c.IsWorkday(e) {
			return true
		}
	}
	return false
}

// Add gives the day this long after d, d itself not counted. Working days
// skip weekends and holidays; school weeks skip weeks in which schools are
// closed from Monday to Friday. It counts for the SWV, as IsWorkday does.
func (c *Calendar) Add(d Day, l Duration) Day { return c.add(d, l, false) }

func (c *Calendar) add(d Day, l Duration, favoursCitizen bool) Day {
	switch l.Unit {
	case Workdays:
		return addCounted(d, l.N, 1, c.counting(l.Unit, favoursCitizen))
	case SchoolWeeks:
		return addCounted(d, l.N, 7, c.counting(l.Unit, favoursCitizen))
	}
	return l.AddTo(d)
}

// counting tells which days make a term of this unit shorter.
func (c *Calendar) counting(u Unit, favoursCitizen bool) func(Day) bool {
	switch u {
	case Workdays:
		return func(d Day) bool { return c.works(d, favoursCitizen) }
	case SchoolWeeks:
		return c.InSchoolWeek
	}
	return func(Day) bool { return true }
}

// lawHoliday names the holidays of Atw art. 3 lid 1 and 2, and the two that
// are always Sundays.
func lawHoliday(d Day) (name string, ok bool) {
	if d.IsZero() {
		return "", false
	}
	y, m, day := d.Date()
	switch {
	case m == time.January && day == 1:
		return "Nieuwjaarsdag", true
	case m == time.May && day == 5:
		return "Bevrijdingsdag", true
	case m == time.December && day == 25:
		return "Eerste Kerstdag", true
	case m == time.December && day == 26:
		return "Tweede Kerstdag", true
	case d == kingsDay(y):
		return "Koningsdag", true
	}
	name, ok = easterHolidays[d.Sub(Easter(y))]
	return name, ok
}

var easterHolidays = map[int]string{
	-2: "Goede Vrijdag",
	0:  "Eerste Paasdag",
	1:  "Tweede Paasdag",
	39: "Hemelvaartsdag",
	49: "Eerste Pinksterdag",
	50: "Tweede Pinksterdag",
}

// kingsDay is 27 April, or the day before when that is a Sunday.
func kingsDay(year int) Day {
	d := NewDay(year, time.April, 27)
	if d.Weekday() == time.Sunday {
		return d.AddDays(-1)
	}
	return d
}

// Easter gives Easter Sunday of a year of the Gregorian calendar.
func Easter(year int) Day {
	golden := year % 19
	century := year / 100
	leapless := century - century/4
	moonShift := (8*century + 13) / 25
	epact := (leapless - moonShift + 19*golden + 15) % 30
	// The two exceptions keep the full moon from falling after 18 April.
	if epact == 29 || epact == 28 && golden > 10 {
		epact--
	}
	fullMoon := NewDay(year, time.March, 21).AddDays(epact)
	return fullMoon.AddDays(7 - int(fullMoon.Weekday()))
}

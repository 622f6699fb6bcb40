package civil

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // the zone must be known on servers without zone files
)

// Day is one day of the calendar, without a time of day. The zero value is
// "no day": it prints as the empty string and stays zero under arithmetic.
// Days compare with == and serve as map keys; inside, a Day is a day number.
type Day int32

var amsterdam = loadAmsterdam()

func loadAmsterdam() *time.Location {
	loc, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic("civil: time zone Europe/Amsterdam is missing: " + err.Error())
	}
	return loc
}

var (
	monthNames = [...]string{"", "januari", "februari", "maart", "april", "mei", "juni", "juli",
		"augustus", "september", "oktober", "november", "december"}
	weekdayNames = [...]string{"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"}
)

const secondsPerDay = 24 * 60 * 60

// dayZeroUnix is the moment of the day before 1 January of year 1, so that
// the first real day is number 1 and zero can mean "no day".
var dayZeroUnix = time.Date(0, time.December, 31, 0, 0, 0, 0, time.UTC).Unix()

// NewDay gives the day y-m-d. Values outside a month roll over as in
// time.Date: 31 April is 1 May. ParseDay is the strict way in.
func NewDay(y int, m time.Month, d int) Day {
	unix := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()
	return Day((unix - dayZeroUnix) / secondsPerDay)
}

// DayOf gives the day on which t falls in the Netherlands.
func DayOf(t time.Time) Day {
	if t.IsZero() {
		return 0
	}
	y, m, d := t.In(amsterdam).Date()
	return NewDay(y, m, d)
}

func (d Day) utc() time.Time {
	return time.Unix(int64(d)*secondsPerDay+dayZeroUnix, 0).UTC()
}

// IsZero reports whether d is "no day".
func (d Day) IsZero() bool { return d == 0 }

// Before reports whether d lies before e.
func (d Day) Before(e Day) bool { return d < e }

// After reports whether d lies after e.
func (d Day) After(e Day) bool { return d > e }

// Compare orders days for sorting: -1, 0 or +1.
func (d Day) Compare(e Day) int { return cmp.Compare(d, e) }

// AddDays gives the day n days later (earlier when n is negative).
func (d Day) AddDays(n int) Day {
	if d.IsZero() {
		return d
	}
	return d + Day(n)
}

// AddMonths gives the same day of the month n months later, or the last day
// of that month when it is shorter: 31 January and one month is 28 February.
func (d Day) AddMonths(n int) Day {
	if d.IsZero() {
		return d
	}
	y, m, day := d.Date()
	last := NewDay(y, m+time.Month(n)+1, 0)
	return NewDay(y, m+time.Month(n), min(day, last.utc().Day()))
}

// AddYears gives the same date n years later; 29 February becomes 28 February.
func (d Day) AddYears(n int) Day { return d.AddMonths(12 * n) }

// Sub gives the number of days from e to d; 0 when either is no day.
func (d Day) Sub(e Day) int {
	if d.IsZero() || e.IsZero() {
		return 0
	}
	return int(d - e)
}

// Date gives year, month and day of the month.
func (d Day) Date() (int, time.Month, int) { return d.utc().Date() }

// Year gives the calendar year, 0 for no day.
func (d Day) Year() int {
	if d.IsZero() {
		return 0
	}
	return d.utc().Year()
}

// Weekday gives the day of the week.
func (d Day) Weekday() time.Weekday { return d.utc().Weekday() }

// Start gives the moment the day begins in the Netherlands.
func (d Day) Start() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	y, m, day := d.Date()
	return time.Date(y, m, day, 0, 0, 0, 0, amsterdam)
}

// String gives the ISO form 2026-03-03, or "" for no day.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.utc().Format(time.DateOnly)
}

// Dutch gives "3 maart 2026".
func (d Day) Dutch() string {
	if d.IsZero() {
		return ""
	}
	return d.dutchShort() + " " + strconv.Itoa(d.Year())
}

// dutchShort gives "3 maart".
func (d Day) dutchShort() string {
	_, m, day := d.Date()
	return strconv.Itoa(day) + " " + monthNames[m]
}

// DutchWeekday gives "dinsdag 3 maart 2026".
func (d Day) DutchWeekday() string {
	if d.IsZero() {
		return ""
	}
	return d.weekdayName() + " " + d.Dutch()
}

func (d Day) weekdayName() string { return weekdayNames[d.Weekday()] }

// MarshalText gives the ISO form, so that JSON holds "2026-03-03" or "".
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote, and every form of ParseDay.
func (d *Day) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	parsed, err := ParseDay(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// ParseDay reads 2026-03-03, 3-3-2026, "3 maart 2026" and "dinsdag 3 maart
// 2026". A date that does not exist, and a weekday that is not that of the
// date, are refused with a Dutch sentence for the reader.
func ParseDay(s string) (Day, error) {
	text := strings.ToLower(strings.TrimSpace(s))
	words := strings.Fields(text)
	switch len(words) {
	case 1:
		return parseDashed(s, strings.Split(text, "-"))
	case 3:
		return parseWritten(s, words)
	case 4:
		return parseWithWeekday(s, words)
	}
	return 0, noDate(s)
}

func noDate(s string) error {
	return fmt.Errorf("“%s” is geen datum. Schrijf bijvoorbeeld 3-3-2026 of 3 maart 2026.", strings.TrimSpace(s))
}

func parseDashed(s string, parts []string) (Day, error) {
	if len(parts) != 3 {
		return 0, noDate(s)
	}
	if len(parts[0]) == 4 {
		parts = []string{parts[2], parts[1], parts[0]}
	}
	return strictDay(s, parts[0], parts[1], parts[2])
}

func parseWritten(s string, words []string) (Day, error) {
	for m, name := range monthNames {
		if m > 0 && name == words[1] {
			return strictDay(s, words[0], strconv.Itoa(m), words[2])
		}
	}
	return 0, noDate(s)
}

func parseWithWeekday(s string, words []string) (Day, error) {
	d, err := parseWritten(s, words[1:])
	if err != nil {
		return 0, err
	}
	if d.weekdayName() != words[0] {
		return 0, fmt.Errorf("%s is een %s, geen %s.", d.Dutch(), d.weekdayName(), words[0])
	}
	return d, nil
}

// firstYear and lastYear bound what is taken for a day of somebody's life or file;
// beyond them it is a slip of the hand.
const firstYear, lastYear = 1900, 2199

func strictDay(s, day, month, year string) (Day, error) {
	d, okDay := digits(day, 1, 2)
	m, okMonth := digits(month, 1, 2)
	y, okYear := digits(year, 4, 4)
	if !okDay || !okMonth || !okYear {
		return 0, noDate(s)
	}
	if y < firstYear || y > lastYear {
		return 0, fmt.Errorf("“%s” ligt te ver weg. Schrijf een jaar van %d tot en met %d.", strings.TrimSpace(s), firstYear, lastYear)
	}
	result := NewDay(y, time.Month(m), d)
	ry, rm, rd := result.Date()
	if ry != y || rm != time.Month(m) || rd != d {
		return 0, fmt.Errorf("“%s” bestaat niet op de kalender.", strings.TrimSpace(s))
	}
	return result, nil
}

func digits(s string, shortest, longest int) (int, bool) {
	if len(s) < shortest || len(s) > longest || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

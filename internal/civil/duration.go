package civil

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Unit says in what a Duration is counted.
type Unit uint8

// The units a term can be written in.
const (
	Days Unit = iota + 1
	Workdays
	Weeks
	SchoolWeeks
	Months
	Years
)

var unitNames = map[Unit][2]string{
	Days:        {"dag", "dagen"},
	Workdays:    {"werkdag", "werkdagen"},
	Weeks:       {"week", "weken"},
	SchoolWeeks: {"schoolweek", "schoolweken"},
	Months:      {"maand", "maanden"},
	Years:       {"jaar", "jaar"},
}

var numberWords = [...]string{"nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht",
	"negen", "tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien",
	"achttien", "negentien", "twintig"}

// maxDigits keeps a typing error from becoming a term of millennia.
const maxDigits = 4

// Duration is a length of time as people write it: a number and a unit.
// The zero value is "no duration" and prints as "".
type Duration struct {
	N    int
	Unit Unit
}

// IsZero reports whether there is no duration at all.
func (l Duration) IsZero() bool { return l.Unit == 0 }

// NeedsCalendar reports whether the length depends on holidays, so that
// Calendar.Add must be used instead of AddTo.
func (l Duration) NeedsCalendar() bool { return l.Unit == Workdays || l.Unit == SchoolWeeks }

// String gives "8 weken", "1 jaar", or "".
func (l Duration) String() string {
	if l.IsZero() {
		return ""
	}
	return strconv.Itoa(l.N) + " " + l.unitName()
}

// Words gives "acht weken": numbers to twenty are written out.
func (l Duration) Words() string {
	if l.IsZero() || l.N < 0 || l.N >= len(numberWords) {
		return l.String()
	}
	return numberWords[l.N] + " " + l.unitName()
}

func (l Duration) unitName() string {
	if l.N == 1 {
		return unitNames[l.Unit][0]
	}
	return unitNames[l.Unit][1]
}

// AddTo gives the day this long after d, d itself not counted. Without a
// calendar no holiday is known: working days then only skip weekends and a
// school week is a week, so the answer is the earliest possible day.
func (l Duration) AddTo(d Day) Day {
	switch l.Unit {
	case Days:
		return d.AddDays(l.N)
	case Weeks, SchoolWeeks:
		return d.AddDays(7 * l.N)
	case Months:
		return d.AddMonths(l.N)
	case Years:
		return d.AddYears(l.N)
	case Workdays:
		return addCounted(d, l.N, 1, func(e Day) bool { return !isWeekend(e) })
	}
	return d
}

// addCounted walks from d in steps until n of the days reached count.
// A table in which nothing ever counts would never end, hence the bound.
func addCounted(d Day, n, step int, counts func(Day) bool) Day {
	limit := 100*n + 100
	for range limit {
		if n <= 0 || d.IsZero() {
			return d
		}
		d = d.AddDays(step)
		if counts(d) {
			n--
		}
	}
	return d
}

func isWeekend(d Day) bool {
	w := d.Weekday()
	return w == time.Saturday || w == time.Sunday
}

// MarshalText gives the String form.
func (l Duration) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads every form of ParseDuration; "" is no duration.
func (l *Duration) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*l = Duration{}
		return nil
	}
	parsed, err := ParseDuration(string(text))
	if err != nil {
		return err
	}
	*l = parsed
	return nil
}

// ParseDuration reads "8 weken", "acht weken", "5 werkdagen", "10 schoolweken",
// "6 maanden", "1 jaar", "half jaar", "anderhalf jaar". The error is a Dutch
// sentence for the reader.
func ParseDuration(s string) (Duration, error) {
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(s, "é", "e")))
	if len(words) == 3 && words[0] == "een" {
		words = words[1:]
	}
	if len(words) != 2 {
		return Duration{}, noDuration(s)
	}
	if months, ok := halfYears(words); ok {
		return Duration{N: months, Unit: Months}, nil
	}
	n, okNumber := parseNumber(words[0])
	unit, okUnit := parseUnit(words[1])
	if !okNumber || !okUnit {
		return Duration{}, noDuration(s)
	}
	return Duration{N: n, Unit: unit}, nil
}

func noDuration(s string) error {
	return fmt.Errorf("“%s” is geen termijn. Schrijf bijvoorbeeld 8 weken, 5 werkdagen of 6 maanden.", strings.TrimSpace(s))
}

func halfYears(words []string) (months int, ok bool) {
	if words[1] != "jaar" {
		return 0, false
	}
	switch words[0] {
	case "half":
		return 6, true
	case "anderhalf":
		return 18, true
	}
	return 0, false
}

func parseNumber(s string) (int, bool) {
	for n, word := range numberWords {
		if s == word {
			return n, true
		}
	}
	return digits(s, 1, maxDigits)
}

func parseUnit(s string) (Unit, bool) {
	for unit, names := range unitNames {
		if s == names[0] || s == names[1] {
			return unit, true
		}
	}
	return 0, false
}

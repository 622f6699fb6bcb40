package civil

import (
	"fmt"
	"strings"
	"time"
)

// SchoolYear runs from 1 August to 31 July and is named by the year in which
// it begins. The zero value is "no school year".
type SchoolYear int

// SchoolYearOf gives the school year in which d falls.
func SchoolYearOf(d Day) SchoolYear {
	if d.IsZero() {
		return 0
	}
	y, m, _ := d.Date()
	if m < time.August {
		y--
	}
	return SchoolYear(y)
}

// ParseSchoolYear reads "2026-2027".
func ParseSchoolYear(s string) (SchoolYear, error) {
	first, second, found := strings.Cut(strings.TrimSpace(s), "-")
	from, okFrom := digits(first, 4, 4)
	to, okTo := digits(second, 4, 4)
	if !found || !okFrom || !okTo || to != from+1 {
		return 0, fmt.Errorf("“%s” is geen schooljaar. Schrijf bijvoorbeeld 2026-2027.", strings.TrimSpace(s))
	}
	return SchoolYear(from), nil
}

// First gives 1 August.
func (y SchoolYear) First() Day {
	if y == 0 {
		return 0
	}
	return NewDay(int(y), time.August, 1)
}

// Last gives 31 July; that day still belongs to the school year.
func (y SchoolYear) Last() Day {
	if y == 0 {
		return 0
	}
	return NewDay(int(y)+1, time.July, 31)
}

// Next gives the school year after this one.
func (y SchoolYear) Next() SchoolYear {
	if y == 0 {
		return 0
	}
	return y + 1
}

// String gives "2026-2027".
func (y SchoolYear) String() string {
	if y == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%04d", int(y), int(y)+1)
}

// MarshalText gives the String form.
func (y SchoolYear) MarshalText() ([]byte, error) { return []byte(y.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (y *SchoolYear) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*y = 0
		return nil
	}
	parsed, err := ParseSchoolYear(string(text))
	if err != nil {
		return err
	}
	*y = parsed
	return nil
}

// Birthday gives the day on which a person born on birth reaches age. Who is
// born on 29 February reaches it on 1 March of a year without that day.
func Birthday(birth Day, age int) Day {
	if birth.IsZero() {
		return 0
	}
	y, m, d := birth.Date()
	return NewDay(y+age, m, d)
}

// AgeOn gives the age in whole years on a day; 0 before or without a birth.
func AgeOn(birth, on Day) int { return AgeInMonths(birth, on) / 12 }

// AgeInMonths gives the age in whole months; 0 before or without a birth.
func AgeInMonths(birth, on Day) int {
	if birth.IsZero() || on.Before(birth) {
		return 0
	}
	by, bm, bd := birth.Date()
	y, m, d := on.Date()
	months := 12*(y-by) + int(m-bm)
	if d < bd {
		months--
	}
	return months
}

package procedure

import (
	"fmt"
	"regexp"

	"passend/internal/civil"
)

// noYear is a day as it comes back every year: “1 oktober”.
var noYear = regexp.MustCompile(`^[0-9]{1,2} [a-z]+$`)

// yearless reads such a day in one year.
func yearless(text string, year int) (civil.Day, bool) {
	if !noYear.MatchString(text) {
		return 0, false
	}
	d, err := civil.ParseDay(fmt.Sprintf("%s %d", text, year))
	return d, err == nil
}

// NextOf is the first day, from a day on, on which a setting that comes back
// every year falls.
func (s Setting) NextOf(from civil.Day) (civil.Day, bool) {
	for year := from.Year(); year <= from.Year()+8; year++ { // 29 februari is not there every year
		if d, ok := yearless(s.Value, year); ok && !d.Before(from) {
			return d, true
		}
	}
	return 0, false
}

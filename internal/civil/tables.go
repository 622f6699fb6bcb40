package civil

import (
	_ "embed"
	"fmt"
	"strings"
)

// EquatedDay is a day that a royal decree equates with a holiday (Atw art. 3
// lid 3). An unconfirmed row has not been compared with the decree itself.
type EquatedDay struct {
	Day       Day
	Name      string
	Source    string
	Confirmed bool
}

// SchoolHoliday is one school holiday of one region, both ends included.
type SchoolHoliday struct {
	Year      SchoolYear
	Name      string // herfstvakantie, kerstvakantie, …
	Region    string // noord, midden, zuid; "" for every region
	From, To  Day
	Source    string
	Confirmed bool
}

// Contains reports whether d falls in the holiday.
func (h SchoolHoliday) Contains(d Day) bool { return !d.Before(h.From) && !d.After(h.To) }

// The tables are text so that a jurist can check them line by line.
var (
	//go:embed gelijkgesteld.txt
	equatedText string
	//go:embed schoolvakanties.txt
	schoolHolidayText string

	equatedTable       = must(parseEquated(equatedText))
	schoolHolidayTable = must(parseSchoolHolidays(schoolHolidayText))
)

func must[T any](v T, err error) T {
	if err != nil {
		panic("civil: " + err.Error())
	}
	return v
}

// tableRows splits text into rows of fields between bars. Lines that are
// empty or begin with # are for the reader.
func tableRows(text string, fields int) ([][]string, error) {
	var rows [][]string
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, "|")
		if len(row) != fields {
			return nil, fmt.Errorf("line %d has %d fields, not %d", i+1, len(row), fields)
		}
		for j := range row {
			row[j] = strings.TrimSpace(row[j])
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func parseConfirmed(s string) (bool, error) {
	switch s {
	case "bevestigd":
		return true, nil
	case "niet bevestigd":
		return false, nil
	}
	return false, fmt.Errorf("%q is neither bevestigd nor niet bevestigd", s)
}

func parseEquated(text string) ([]EquatedDay, error) {
	rows, err := tableRows(text, 4)
	if err != nil {
		return nil, err
	}
	table := make([]EquatedDay, 0, len(rows))
	for _, row := range rows {
		d, err := ParseDay(row[0])
		if err != nil {
			return nil, err
		}
		confirmed, err := parseConfirmed(row[2])
		if err != nil {
			return nil, err
		}
		table = append(table, EquatedDay{Day: d, Name: row[1], Confirmed: confirmed, Source: row[3]})
	}
	return table, nil
}

func parseSchoolHolidays(text string) ([]SchoolHoliday, error) {
	rows, err := tableRows(text, 7)
	if err != nil {
		return nil, err
	}
	table := make([]SchoolHoliday, 0, len(rows))
	for _, row := range rows {
		h, err := parseSchoolHoliday(row)
		if err != nil {
			return nil, fmt.Errorf("%v: %w", row, err)
		}
		table = append(table, h)
	}
	return table, nil
}

func parseSchoolHoliday(row []string) (SchoolHoliday, error) {
	h := SchoolHoliday{Name: row[1], Region: row[2], Source: row[6]}
	var err error
	if h.Year, err = ParseSchoolYear(row[0]); err != nil {
		return h, err
	}
	if h.From, err = ParseDay(row[3]); err != nil {
		return h, err
	}
	if h.To, err = ParseDay(row[4]); err != nil {
		return h, err
	}
	if h.To.Before(h.From) {
		return h, fmt.Errorf("ends before it begins")
	}
	if h.Region == "alle" {
		h.Region = ""
	}
	h.Confirmed, err = parseConfirmed(row[5])
	return h, err
}

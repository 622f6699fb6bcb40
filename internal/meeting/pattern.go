package meeting

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"passend/internal/civil"
)

// Pattern is a rule for the days on which a body meets: every week, or once in
// each of some months.
type Pattern struct {
	Weekday time.Weekday
	// Nth is which one of the month: 1 to 4, -1 the last; 0 is every week.
	Nth    int
	Months []time.Month // none: all
	// SchoolWeek leaves out the days in a school holiday. In a month the days
	// that are left are counted.
	SchoolWeek bool
}

var (
	weekdays = []string{"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"}
	months   = []string{"", "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}
	nths     = map[string]int{"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": -1}
)

const (
	everyMonth = "de maand"
	schoolWeek = "van een schoolweek"
)

// PatternExample shows how a rule is written.
const PatternExample = "`iedere dinsdag van een schoolweek`, `iedere eerste maandag van de maand` of `iedere tweede donderdag van december en januari`"

// ParsePattern reads a rule.
func ParsePattern(text string) (Pattern, error) {
	var p Pattern
	rest := strings.Join(strings.Fields(strings.ToLower(text)), " ")
	if left, ok := strings.CutSuffix(rest, " "+schoolWeek); ok {
		p.SchoolWeek, rest = true, left
	}
	words := strings.Fields(rest)
	if len(words) > 0 && slices.Contains([]string{"iedere", "elke", "de"}, words[0]) {
		words = words[1:]
	}
	if len(words) > 0 && nths[words[0]] != 0 {
		p.Nth, words = nths[words[0]], words[1:]
	}
	if len(words) == 0 || !slices.Contains(weekdays, words[0]) {
		return Pattern{}, noPattern(text)
	}
	p.Weekday = time.Weekday(slices.Index(weekdays, words[0]))
	var ok bool
	if p.Months, ok = monthsIn(strings.Join(words[1:], " ")); !ok || (p.Nth != 0) != (len(words) > 1) {
		return Pattern{}, noPattern(text)
	}
	return p, nil
}

func noPattern(text string) error {
	return fmt.Errorf("“%s” is geen regel voor vergaderdagen. Schrijf bijvoorbeeld %s.", strings.TrimSpace(text), PatternExample)
}

// monthsIn reads “van de maand” and “van december, januari en februari”.
func monthsIn(text string) ([]time.Month, bool) {
	if text == "" || text == "van "+everyMonth {
		return nil, true
	}
	names, ok := strings.CutPrefix(text, "van ")
	if !ok {
		return nil, false
	}
	var found []time.Month
	for _, name := range strings.FieldsFunc(strings.ReplaceAll(names, " en ", ","), func(r rune) bool { return r == ',' }) {
		i := slices.Index(months, strings.TrimSpace(name))
		if i < 1 {
			return nil, false
		}
		found = append(found, time.Month(i))
	}
	return found, len(found) > 0
}

// String writes the rule as ParsePattern reads it.
func (p Pattern) String() string {
	text := "iedere " + weekdays[p.Weekday]
	if p.Nth != 0 {
		for name, n := range nths {
			if n == p.Nth {
				text = "iedere " + name + " " + weekdays[p.Weekday] + " van " + p.monthNames()
			}
		}
	}
	if p.SchoolWeek {
		text += " " + schoolWeek
	}
	return text
}

func (p Pattern) monthNames() string {
	if len(p.Months) == 0 {
		return everyMonth
	}
	var names []string
	for _, m := range p.Months {
		names = append(names, months[m])
	}
	return listed(names)
}

func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " en " + words[len(words)-1]
}

// days are the days of the rule from one day up to and including another, and
// those that fall away with the name of what stands in their way.
func (p Pattern) days(cal *civil.Calendar, from, to civil.Day, skipHolidays bool) (days []civil.Day, skipped []Skip) {
	if p.Nth == 0 {
		for d := onOrAfter(from, p.Weekday); !d.After(to); d = d.AddDays(7) {
			if name := p.closed(cal, d, skipHolidays); name != "" {
				skipped = append(skipped, Skip{d, name})
			} else {
				days = append(days, d)
			}
		}
		return days, skipped
	}
	y, m, _ := from.Date()
	for first := civil.NewDay(y, m, 1); !first.After(to); first = first.AddMonths(1) {
		if d := p.inMonth(cal, first, skipHolidays); !d.IsZero() && !d.Before(from) && !d.After(to) {
			days = append(days, d)
		}
	}
	return days, nil
}

func (p Pattern) inMonth(cal *civil.Calendar, first civil.Day, skipHolidays bool) civil.Day {
	_, month, _ := first.Date()
	if len(p.Months) > 0 && !slices.Contains(p.Months, month) {
		return 0
	}
	var open []civil.Day
	for d := onOrAfter(first, p.Weekday); d.Before(first.AddMonths(1)); d = d.AddDays(7) {
		if p.closed(cal, d, skipHolidays) == "" {
			open = append(open, d)
		}
	}
	switch {
	case p.Nth < 0 && len(open) > 0:
		return open[len(open)-1]
	case p.Nth > 0 && p.Nth <= len(open):
		return open[p.Nth-1]
	}
	return 0
}

// closed names what stands in the way of a meeting on a day.
func (p Pattern) closed(cal *civil.Calendar, d civil.Day, skipHolidays bool) string {
	if name, ok := cal.SchoolHoliday(d); ok && p.SchoolWeek {
		return name
	}
	if name, ok := cal.Holiday(d); ok && skipHolidays {
		return name
	}
	return ""
}

func onOrAfter(d civil.Day, w time.Weekday) civil.Day {
	return d.AddDays((int(w) - int(d.Weekday()) + 7) % 7)
}

package procedure

import (
	"slices"
	"strconv"

	"passend/internal/civil"
	"passend/internal/meeting"
)

// Body is a commission that meets.
type Body struct {
	Named
	Title   string    `nl:"naam,nodig"`
	Members []string  `nl:"leden"`           // functions
	Joins   []Joining `nl:"schuift aan als"` // functions that come only when such a case is on the agenda
	Every   string    `nl:"vergadert"`       // a rule; beside it, or instead of it, the dates below
	Dates   []string  `nl:"data"`
	// NotOnHolidays also leaves out holidays that fall outside the school holidays.
	NotOnHolidays bool            `nl:"niet op feestdagen"`
	Start         string          `nl:"begint om"`
	Minutes       string          `nl:"minuten per zaak"`
	Place         string          `nl:"plaats"`
	Cutoff        string          `nl:"inleveren voor"`
	Capacity      string          `nl:"hoogstens"`
	Counts        []string        `nl:"telt mee"` // kinds of case that take room; none named: all
	Source        string          `nl:"bron"`
	Series        []MeetingSeries `nl:"reeksen"`
	Latest        []LastDate      `nl:"uiterlijk"`

	// Of and For are filled in by Meetings: of which body this is a series, and
	// for which kinds of case.
	Of  string
	For []string
}

// Joining is a function that comes to a meeting when a kind of case is on it. A
// kind is a procedure, or a procedure and one of its variants.
type Joining struct {
	Function string `nl:"functie,nodig"`
	Kind     string `nl:"zaak,nodig"`
}

// MeetingSeries are meetings of a body for other kinds of case, outside its own.
type MeetingSeries struct {
	Named
	Title    string   `nl:"naam"`
	For      []string `nl:"geldt voor,nodig"` // kinds of case
	Every    string   `nl:"vergadert"`
	Dates    []string `nl:"data"`
	Start    string   `nl:"begint om"`
	Minutes  string   `nl:"minuten per zaak"`
	Cutoff   string   `nl:"inleveren voor"`
	Capacity string   `nl:"hoogstens"`
	Source   string   `nl:"bron"`
}

// LastDate says by when a kind of case must have been treated.
type LastDate struct {
	Named
	Title  string   `nl:"naam"`
	For    []string `nl:"geldt voor,nodig"` // kinds of case
	Before string   `nl:"voor"`             // a day of each year such as `9 juni`, or `zomervakantie`
	Help   string   `nl:"uitleg"`
	Source string   `nl:"bron,nodig"`
}

// summer is the holiday that a last date can name instead of a day.
const summer = "zomervakantie"

// Meetings gives every body that meets, with each of its series as a body of its
// own: “loket pro” is the series “pro” of “loket”.
func (s *SWV) Meetings() []Body {
	var all []Body
	for _, b := range s.Bodies {
		all = append(all, b)
		for _, x := range b.Series {
			all = append(all, b.series(x))
		}
	}
	return all
}

func (b Body) series(x MeetingSeries) Body {
	of := b.Name
	b.Named = Named{Name: b.Name + " " + x.Name, At: x.At}
	b.Title, b.Of, b.For, b.Counts, b.Series = b.Title+", "+x.Title, of, x.For, nil, nil
	b.Every, b.Dates, b.Cutoff, b.Capacity, b.Source = x.Every, x.Dates, x.Cutoff, x.Capacity, x.Source
	if x.Start != "" {
		b.Start = x.Start
	}
	if x.Minutes != "" {
		b.Minutes = x.Minutes
	}
	return b
}

// MeetingBody finds a body or series by its name.
func (s *SWV) MeetingBody(name string) (Body, bool) {
	all := s.Meetings()
	i := slices.IndexFunc(all, func(b Body) bool { return b.Name == name })
	if i < 0 {
		return Body{}, false
	}
	return all[i], true
}

// MeetingFor finds where a kind of case of a body is treated: in the series for
// it, or else in the meetings of the body itself.
func (s *SWV) MeetingFor(body, procedure, variant string) (Body, bool) {
	for _, b := range s.Meetings() {
		if b.Of == body && b.Of != "" && IsKind(b.For, procedure, variant) {
			return b, true
		}
	}
	return s.MeetingBody(body)
}

// IsKind tells whether a case is of one of these kinds.
func IsKind(kinds []string, procedure, variant string) bool {
	return slices.Contains(kinds, procedure) || variant != "" && slices.Contains(kinds, procedure+" "+variant)
}

// TakesRoom tells whether a case counts against the most that a meeting holds.
func (b Body) TakesRoom(procedure, variant string) bool {
	return len(b.Counts) == 0 || IsKind(b.Counts, procedure, variant)
}

// LastDates are the last dates for a kind of case.
func (b Body) LastDates(procedure, variant string) []LastDate {
	return slices.DeleteFunc(slices.Clone(b.Latest), func(l LastDate) bool { return !IsKind(l.For, procedure, variant) })
}

// Day is the first day of a school year that is too late; none when it is not a
// day, or when the holiday is not known yet.
func (l LastDate) Day(year civil.SchoolYear, cal *civil.Calendar) civil.Day {
	if l.Before == summer {
		for _, h := range cal.SchoolHolidays(year) {
			if h.Name == summer {
				return h.From
			}
		}
		return 0
	}
	for _, y := range []int{int(year), int(year) + 1} {
		if d, err := civil.ParseDay(l.Before + " " + strconv.Itoa(y)); err == nil && civil.SchoolYearOf(d) == year {
			return d
		}
	}
	return 0
}

// Rules reads how the body meets. What cannot be read, the check refused.
func (b Body) Rules() meeting.Rules {
	r := meeting.Rules{SkipHolidays: b.NotOnHolidays}
	if p, err := meeting.ParsePattern(b.Every); err == nil {
		r.Every = &p
	}
	for _, text := range b.Dates {
		if d, err := civil.ParseDay(text); err == nil {
			r.Days = append(r.Days, d)
		}
	}
	r.Cutoff, _ = meeting.ParseCutoff(b.Cutoff)
	r.Start, _ = meeting.ParseClock(b.Start)
	r.Most, _ = strconv.Atoi(b.Capacity)
	r.Minutes, _ = strconv.Atoi(b.Minutes)
	return r
}

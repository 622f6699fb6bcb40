package casefile

import (
	"strconv"
	"strings"
	"time"

	"passend/internal/civil"
	"passend/internal/procedure"
)

// Proposal is what the procedure proposes for a field; a person decides.
type Proposal struct {
	Value    string // canonical, as the field would hold it; "" when nothing is proposed
	Text     string // as read
	Because  string
	Grounds  []string
	Flips    []string // which fact would change it
	Missing  []string // facts that must be known first
	AskHuman bool
	Source   string
}

// Propose computes the proposal for a field of the form, a task or an action.
func Propose(w World, s *State, draft map[string]string, field procedure.Field) Proposal {
	return (&facts{w: w, s: s, draft: draft}).propose(field)
}

func (f *facts) propose(field procedure.Field) Proposal {
	if field.Copies != "" {
		if t, source, ok := f.taken(field.Copies); ok || field.Propose == "" {
			return Proposal{Value: t, Text: readAs(field, t), Source: source}
		}
	}
	if field.Propose == "" {
		return Proposal{}
	}
	table, ok := find(f.w.Proc.Tables, func(t procedure.Table) bool { return t.Name == field.Propose })
	if !ok {
		t, source, _ := f.text(field.Propose)
		return Proposal{Value: t, Text: t, Source: source}
	}
	return f.fromTable(table, field)
}

// readAs gives the answer to a field as a reader writes it.
func readAs(field procedure.Field, text string) string {
	if v, ok := parseValue(field, text); ok {
		return v.String()
	}
	return text
}

// taken is what a field takes over: an answer, or another fact of the case.
func (f *facts) taken(name string) (text, source string, ok bool) {
	if text, source, ok = f.text(name); ok {
		return text, source, true
	}
	v, source, ok := f.Fact(name)
	if !ok {
		return "", "", false
	}
	return canonicalOf(v), source, true
}

// Taken gives what a field that takes something over begins with.
func Taken(w World, s *State, draft map[string]string, field procedure.Field) string {
	text, _, _ := (&facts{w: w, s: s, draft: draft}).taken(field.Copies)
	return text
}

func (f *facts) fromTable(table procedure.Table, field procedure.Field) Proposal {
	d := table.Compiled.Decide(f)
	p := Proposal{Because: d.Because, Missing: d.Missing, AskHuman: d.AskHuman, Source: table.Source}
	for _, g := range d.Grounds {
		p.Grounds = append(p.Grounds, g.Text)
	}
	for _, flip := range d.Flips {
		p.Flips = append(p.Flips, flip.Text)
	}
	if d.AskHuman || len(d.Missing) > 0 {
		return p
	}
	outcome := d.Outcome
	if field.Outcome != "" {
		outcome = d.Outcomes[field.Outcome]
	}
	p.Value, p.Text = f.canonicalOutcome(field, outcome, &p)
	return p
}

func (f *facts) canonicalOutcome(field procedure.Field, outcome string, p *Proposal) (string, string) {
	if field.Type != "datum" || outcome == "" {
		return outcome, outcome
	}
	day, why := f.outcomeDay(outcome)
	if day.IsZero() {
		return "", outcome
	}
	if why != "" {
		p.Because += ". " + why
	}
	return day.String(), day.Dutch()
}

// outcomeDay turns a period of a table into its last day. A period ends on 31
// July and holds at least one full school year (LAW-05; domain rule for a grant
// within a school year): a shorter one runs on to the next end.
func (f *facts) outcomeDay(outcome string) (civil.Day, string) {
	if d, err := civil.ParseDay(outcome); err == nil {
		return d, ""
	}
	start := f.startOfGrant()
	if n, ok := strings.CutPrefix(outcome, "einde groep "); ok {
		return f.endOfGroup(n, start)
	}
	if n, ok := strings.CutSuffix(outcome, " schooljaren"); ok {
		years, err := strconv.Atoi(n)
		if err != nil {
			return 0, ""
		}
		return endOfFullYears(start, years), ""
	}
	if outcome == "1 schooljaar" {
		return endOfFullYears(start, 1), ""
	}
	if n, ok := strings.CutPrefix(outcome, "tot leeftijd "); ok {
		return f.upToAge(n)
	}
	if n, ok := strings.CutPrefix(outcome, "tot en met leeftijd "); ok {
		age, err := strconv.Atoi(n)
		if err != nil || f.w.Pupil.Birth.IsZero() {
			return 0, ""
		}
		return f.endOfAge(age), ""
	}
	return 0, ""
}

// startOfGrant is the first day of the declaration: the field `van` when it is
// known, else today.
func (f *facts) startOfGrant() civil.Day {
	if v, _, ok := f.Fact("van"); ok {
		if d, isDay := v.Day(); isDay {
			return d
		}
	}
	return f.w.Today()
}

func endOfFullYears(start civil.Day, years int) civil.Day {
	sy := civil.SchoolYearOf(start)
	if sy.First() != start {
		years++
	}
	return civil.NewDay(sy.First().Year()+years, time.July, 31)
}

// phases are the last groups of the cycle of periods, in order.
var lastGroups = []int{3, 5, 8}

func (f *facts) endOfGroup(n string, start civil.Day) (civil.Day, string) {
	target, err := strconv.Atoi(n)
	if err != nil || f.w.Pupil.Group < 0 {
		return 0, ""
	}
	sy := civil.SchoolYearOf(f.w.Today())
	end := func(group int) civil.Day {
		return civil.NewDay(sy.First().Year()+1+group-max(f.w.Pupil.Group, 0), time.July, 31)
	}
	minimum := endOfFullYears(start, 1)
	for _, last := range lastGroups {
		if last < target {
			continue
		}
		if d := end(last); !d.Before(minimum) {
			if last != target {
				return d, "Het einde van groep " + n + " ligt binnen een vol schooljaar; daarom tot het einde van groep " + strconv.Itoa(last)
			}
			return d, ""
		}
	}
	return minimum, "Een verklaring geldt ten minste een vol schooljaar"
}

// endOfAge is 31 July of the school year in which the pupil is last that age at
// the start: up to and including that age.
func (f *facts) endOfAge(age int) civil.Day {
	next := civil.Birthday(f.w.Pupil.Birth, age+1)
	return civil.SchoolYearOf(next).Last()
}

// ageSetting says which last day belongs to "until an age"; without it the end of
// the school year in which the pupil reaches that age.
const ageSetting = "tot een leeftijd"

const (
	yearBefore = "einde van het schooljaar daarvoor"
	dayBefore  = "de dag voor de verjaardag"
)

// upToAge is the last day of what holds until the pupil is an age, as the SWV
// reads that.
func (f *facts) upToAge(n string) (civil.Day, string) {
	age, err := strconv.Atoi(n)
	if err != nil || f.w.Pupil.Birth.IsZero() {
		return 0, ""
	}
	birthday := civil.Birthday(f.w.Pupil.Birth, age)
	why := "De leerling wordt " + n + " op " + birthday.Dutch()
	switch v, _, _ := f.settingFact("instelling " + ageSetting); v.String() {
	case yearBefore:
		return (civil.SchoolYearOf(birthday) - 1).Last(), why
	case dayBefore:
		return birthday.AddDays(-1), why
	}
	return civil.SchoolYearOf(birthday).Last(), why
}

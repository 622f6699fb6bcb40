package demo

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
)

// answers thinks up what somebody fills in. When an answer is refused, the next
// possibility is tried.
type answers struct {
	told  map[string]string // what a story wants: by "action.field", or by field
	tried map[string]int    // how many possibilities of a field were refused
	// learned is where to begin among the possibilities, from cases before.
	learned map[string]int
	texts   *phrases
	r       *rand.Rand
	orgs    func(kind string) []string
	who     func(role string) []string // accounts that could have a role
}

// anything is what a story says of a field that must be answered, no matter how.
const anything = "*"

// onMeeting is what a story says of a field that takes the day of the meeting.
const onMeeting = "de dag van de vergadering"

// known tells whether a story has said what a field must be.
func (a *answers) known(action, field string) (string, bool) {
	if v, ok := a.told[action+"."+field]; ok {
		return v, true
	}
	v, ok := a.told[field]
	return v, ok
}

// next is the answer to try for a field; false when nothing is left.
func (a *answers) next(w casefile.World, s *casefile.State, action string, f procedure.Field, sofar map[string]string) (string, bool) {
	key := action + "." + f.Name
	n := a.tried[key]
	wanted := a.wanted(w, s, action, f, sofar)
	if n < len(wanted) {
		return wanted[n], true
	}
	n -= len(wanted)
	all := a.plausible(w, action, f)
	if f.Type == "datum" {
		all = append(all, daysIn(s)...)
	}
	if n >= len(all) {
		return "", false
	}
	return all[(a.learned[key]+n)%len(all)], true
}

// wrong remembers that the last answer to a field was refused, also for the next
// case.
func (a *answers) wrong(action, field string) {
	key := action + "." + field
	a.tried[key]++
	if a.learned != nil && a.tried[key] > 1 {
		a.learned[key]++
	}
}

// wanted comes first: what the story says, and what is proposed.
func (a *answers) wanted(w casefile.World, s *casefile.State, action string, f procedure.Field, sofar map[string]string) []string {
	var all []string
	switch v, ok := a.known(action, f.Name); {
	case ok && v == onMeeting:
		if v, _, known := casefile.Facts(w, s, nil).Fact("dag van de vergadering"); known {
			day, _ := v.Day()
			all = append(all, day.String())
		}
	case ok && v != anything:
		all = append(all, v)
	}
	if p := casefile.Propose(w, s, sofar, f); p.Value != "" {
		all = append(all, p.Value)
	}
	return all
}

// daysIn are the days that somebody filled in before: one question often looks
// at the answer to another.
func daysIn(s *casefile.State) []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(s.Values)) {
		text := s.Values[name].Text
		if day, err := civil.ParseDay(text); err == nil && !slices.Contains(all, text) {
			all = append(all, text, day.AddDays(7).String())
		}
	}
	return all
}

// plausible lists what could be answered to a field of this type.
func (a *answers) plausible(w casefile.World, action string, f procedure.Field) []string {
	switch f.Type {
	case "ja-nee":
		return []string{"ja", "nee"}
	case "keuze":
		return shuffled(f.Choices, source(w.Pupil.ID, f.Name))
	case "meerkeuze":
		return []string{strings.Join(f.Choices, "\n"), f.Choices[0]}
	case "datum":
		return days(w.Today(), f, w)
	case "getal":
		return []string{"4", "1", "12", "40", "100"}
	case "bedrag":
		return []string{"2.450,00", "750,00", "12.000,00"}
	case "persoon":
		return a.who(f.Among)
	case "organisatie":
		return a.orgs(f.Among)
	}
	return []string{a.texts.text(w.Pupil, action, f)}
}

func shuffled[T any](list []T, r *rand.Rand) []T {
	out := make([]T, len(list))
	for i, j := range r.Perm(len(list)) {
		out[i] = list[j]
	}
	return out
}

// days to try: what a question asks about lies mostly just behind us, or some
// weeks ahead.
func days(today civil.Day, f procedure.Field, w casefile.World) []string {
	ahead := []civil.Day{today.AddDays(14), today.AddDays(28), today.AddDays(56), today.AddDays(84)}
	behind := []civil.Day{today.AddDays(-5), today, today.AddDays(-12), today.AddDays(-40), today.AddDays(-90), today.AddDays(-200)}
	order := append(behind, ahead...)
	if strings.Contains(f.Valid.Source, "na vandaag") || looksAhead(f.Name) {
		order = append(ahead, behind...)
	}
	// The first day of the next school year, for what is granted or begins.
	order = append(order, civil.SchoolYearOf(today).Last().AddDays(1), civil.SchoolYearOf(today).First(), civil.NewDay(today.Year()+1, time.July, 31))
	out := make([]string, len(order))
	for i, d := range order {
		out[i] = d.String()
	}
	return out
}

func looksAhead(name string) bool {
	for _, word := range []string{"gepland", "uiterlijk", "verwacht", "nieuwe ", "volgende", "start", "begin", "ingang", "van"} {
		if strings.HasPrefix(name, word) || strings.Contains(name, " "+word) {
			return true
		}
	}
	return false
}

// fill answers all fields that are asked, and those that become asked by it.
// keep tells which fields to leave out.
func (a *answers) fill(w casefile.World, s *casefile.State, action string, fields []procedure.Field, skip func(procedure.Field) bool) map[string]string {
	values := map[string]string{}
	for range 4 {
		before := len(values)
		for _, f := range fields {
			if _, has := values[f.Name]; has || !casefile.Holds(w, s, values, f.When) || skip(f) && !needed(w, s, values, f) {
				continue
			}
			if v, ok := a.next(w, s, action, f, values); ok && v != "" {
				values[f.Name] = v
			}
		}
		if len(values) == before {
			break
		}
	}
	return values
}

func needed(w casefile.World, s *casefile.State, values map[string]string, f procedure.Field) bool {
	return f.Required || f.NeedWhen.Given() && casefile.Holds(w, s, values, f.NeedWhen)
}

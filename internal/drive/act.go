package drive

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
)

// tasks does one open task: what others see or propose may hang on it.
func (d *Driver) tasks(c *app.Case) ([]move, error) {
	phase, _ := casefile.FindPhase(c.W.Proc, c.S.Phase)
	for _, task := range phase.Tasks {
		if _, done := c.S.Done[task.Name]; done || !casefile.Holds(c.W, c.S, nil, task.Shown) {
			continue
		}
		m, ok, err := d.answer(c, phase, task)
		if err != nil {
			return nil, err
		}
		if ok {
			return []move{m}, nil
		}
	}
	return nil, nil
}

// act takes the action that was chosen for the phase, or its main one.
func (d *Driver) act(c *app.Case) ([]move, error) {
	phase, _ := casefile.FindPhase(c.W.Proc, c.S.Phase)
	chosen := ""
	if d.Choose != nil {
		chosen = d.Choose(phase.Name)
	}
	var tried []string
	for _, a := range ordered(c, phase, chosen) {
		m, ok, err := d.answer(c, phase, a)
		if err != nil {
			return nil, err
		}
		if ok {
			return []move{m}, nil
		}
		tried = append(tried, a.Name+d.why)
	}
	return nil, fmt.Errorf("nothing can be done; tried %s", strings.Join(tried, ", "))
}

// ordered puts the chosen action first, then the main one, then the rest that
// lead on.
func ordered(c *app.Case, phase procedure.Phase, chosen string) []procedure.Action {
	all := slices.Clone(phase.Actions)
	for _, a := range c.W.Proc.Always {
		if a.Name == chosen {
			all = append(all, a)
		}
	}
	if chosen != "" {
		return slices.DeleteFunc(all, func(a procedure.Action) bool { return a.Name != chosen })
	}
	rank := func(a procedure.Action) int {
		switch {
		case a.Main:
			return 0
		case a.To != "":
			return 1
		}
		return 2
	}
	slices.SortStableFunc(all, func(a, b procedure.Action) int { return rank(a) - rank(b) })
	return all
}

// answer has somebody who may do an action answer its questions.
func (d *Driver) answer(c *app.Case, phase procedure.Phase, a procedure.Action) (move, bool, error) {
	d.why = " (nobody has the role)"
	by := a.By
	if len(by) == 0 {
		by = phase.OnMove
	}
	for _, role := range by {
		p, ok := d.As(c, role)
		if !ok {
			continue
		}
		values, ok := d.values(c, p, a)
		if !ok {
			d.why = " (no answer to its questions)"
			continue
		}
		command := casefile.Act{Action: a.Name, Values: values}
		_, refusal := casefile.Decide(c.WorldFor(p), c.S, command)
		if refusal == nil {
			return move{p, command}, true, nil
		}
		d.why = fmt.Sprintf(" (%s %v)", refusal.Rule, refusal.Problems)
	}
	return move{}, false, nil
}

// values answers the questions of an action, in rounds: an answer can bring up
// another question.
func (d *Driver) values(c *app.Case, p app.Principal, a procedure.Action) (map[string]string, bool) {
	w := c.WorldFor(p)
	values := map[string]string{}
	for range 8 {
		fresh := false
		for _, f := range a.Asks {
			if values[f.Name] != "" || !casefile.Holds(w, c.S, values, f.When) || !f.Required && !f.NeedWhen.Given() && f.Propose == "" && f.Copies == "" && d.own(c, f) == "" {
				continue
			}
			f := f
			good := func(try map[string]string) bool {
				if f.Type == "persoon" {
					return f.Among == "" || casefile.Unfit(w, c.S, assignedBy(a, f.Name), try[f.Name], chosen(a, try)) == ""
				}
				return casefile.Good(w, c.S, try, f)
			}
			if answer, ok := d.plausible(c, f, values, good); ok {
				values[f.Name], fresh = answer, true
			} else if f.Required {
				return nil, false
			}
		}
		if !fresh {
			return values, true
		}
	}
	return values, true
}

// own is the answer that was handed in.
func (d *Driver) own(c *app.Case, f procedure.Field) string {
	if d.Answer == nil {
		return ""
	}
	return d.Answer(c, f)
}

func assignedBy(a procedure.Action, field string) string {
	for _, as := range a.Assigns {
		if as.Field == field {
			return as.Role
		}
	}
	return ""
}

func chosen(a procedure.Action, values map[string]string) map[string]string {
	roles := map[string]string{}
	for _, as := range a.Assigns {
		roles[as.Role] = values[as.Field]
	}
	return roles
}

// plausible finds an answer: the one that was handed in, whatever comes of it, or
// one that is accepted: the proposal, or the first candidate that fits.
func (d *Driver) plausible(c *app.Case, f procedure.Field, draft map[string]string, good func(map[string]string) bool) (string, bool) {
	with := func(answer string) map[string]string {
		try := maps.Clone(draft)
		try[f.Name] = answer
		return try
	}
	if own := d.own(c, f); own != "" {
		return own, true
	}
	all := d.candidates(c, f, draft)
	if f.Type == "datum" && !good(with(c.W.Today().AddDays(7).String())) {
		all = append(all, past(c.W.Today())...)
		slices.SortStableFunc(all, func(a, b string) int { return pastFirst(a, c) - pastFirst(b, c) })
	}
	for _, answer := range all {
		if answer != "" && good(with(answer)) {
			return answer, true
		}
	}
	return "", false
}

// past are days for what already happened, with room between one and the next.
func past(today civil.Day) []string {
	var all []string
	for _, n := range []int{-14, -7, -4, -2, -1} {
		all = append(all, today.AddDays(n).String())
	}
	return all
}

func pastFirst(day string, c *app.Case) int {
	if slices.Contains(past(c.W.Today()), day) {
		return 0
	}
	return 1
}

func (d *Driver) candidates(c *app.Case, f procedure.Field, draft map[string]string) []string {
	var all []string
	if p := casefile.Propose(c.W, c.S, draft, f); p.Value != "" {
		all = append(all, p.Value)
	}
	today := c.W.Today()
	switch f.Type {
	case "ja-nee":
		return append(all, "ja", "nee")
	case "keuze":
		return append(all, f.Choices...)
	case "meerkeuze":
		return append(all, strings.Join(f.Choices, "\n"), strings.Join(f.Choices[:min(1, len(f.Choices))], "\n"))
	case "datum":
		return append(all, days(today)...)
	case "getal":
		return append(all, "60", "10", "2", "100", "1")
	case "bedrag":
		return append(all, "1.250,00")
	case "persoon":
		return append(all, people(c, f.Among)...)
	case "organisatie":
		return append(all, schools(c, f.Among, draft)...)
	case "lange tekst":
		return append(all, sentenceFor(f.Name))
	}
	return append(all, shortFor(f.Name))
}

func days(today civil.Day) []string {
	var all []string
	for _, n := range []int{0, -7, -14, -30, -60, -120, -240, 7, 14, 21, 30, 60} {
		all = append(all, today.AddDays(n).String())
	}
	return append(all, civil.SchoolYearOf(today).Last().String(), civil.SchoolYearOf(today).Next().Last().String(), civil.SchoolYearOf(today).Next().Next().Last().String())
}

func people(c *app.Case, role string) []string {
	found, err := c.Candidates(role)
	if err != nil {
		return nil
	}
	var all []string
	for _, m := range found {
		if m.Why == "" {
			all = append(all, m.Account)
		}
	}
	return all
}

// schools prefers a school of the kind that is asked for.
func schools(c *app.Case, kind string, draft map[string]string) []string {
	found, err := c.Organisations(kind)
	if err != nil {
		return nil
	}
	wanted := draft["gevraagde schoolsoort"]
	if wanted == "" {
		wanted = c.S.Values["gevraagde schoolsoort"].Text
	}
	var first, rest []string
	for _, o := range found {
		switch {
		case o.ID == c.S.Applicant:
		case wanted != "" && o.SchoolType == wanted:
			first = append(first, o.ID)
		default:
			rest = append(rest, o.ID)
		}
	}
	return append(first, rest...)
}

package casefile

import (
	"slices"
	"strings"

	"passend/internal/procedure"
)

// View is what the person in w.Who may see of the case.
type View struct {
	Any       bool
	Roles     []string
	Form      bool
	Documents bool
	Advices   bool
	Decision  bool
	Messages  bool
	History   bool
	Why       string // the sentence that explains why this person sees this
}

// Visible tells what the person sees: the sum over the roles that the person
// has in this case. A role without a line in `inzage` sees everything.
func Visible(w World, s *State) View {
	v := View{Roles: RolesOf(w, s, w.Who)}
	var why []string
	for _, role := range v.Roles {
		sees, note := seesOf(w, s, role)
		if len(sees) == 0 {
			continue
		}
		v.add(sees)
		if note == "" {
			note = roleTitle(w.Proc, role)
		}
		why = append(why, note)
	}
	v.Why = strings.Join(why, "; ")
	return v
}

func seesOf(w World, s *State, role string) ([]string, string) {
	f := &facts{w: w, s: s}
	found := false
	var sees []string
	var note string
	for _, line := range w.Proc.Views {
		if line.Name != role {
			continue
		}
		found = true
		if len(line.In) > 0 && !slices.Contains(line.In, s.Phase) || line.Until.Given() && f.holds(line.Until) {
			continue
		}
		sees = append(sees, line.Sees...)
		note = line.Note
	}
	if !found {
		return []string{"alles"}, ""
	}
	return sees, note
}

func (v *View) add(sees []string) {
	for _, part := range sees {
		v.Any = true
		all := part == "alles"
		v.Form = v.Form || all || part == "formulier"
		v.Documents = v.Documents || all || part == "documenten"
		v.Advices = v.Advices || all || part == "adviezen"
		v.Decision = v.Decision || all || part == "besluit"
		v.Messages = v.Messages || all || part == "berichten"
		v.History = v.History || all || part == "geschiedenis"
	}
}

// HiddenTask tells whether the answers to a task are kept from the person: the
// advices of a blind round are not shown to the other advisers, nor to anybody
// else, before all are in.
func HiddenTask(w World, s *State, task string) bool {
	for _, phase := range w.Proc.Phases {
		if !slices.Contains(phase.Blind, task) {
			continue
		}
		for _, other := range phase.Blind {
			if _, done := s.Done[other]; !done {
				return s.Done[task].By.Account != w.Who.Account
			}
		}
	}
	return false
}

// HiddenField tells whether an answer of the form is kept from the person: a
// private note is only for who wrote it.
func HiddenField(w World, s *State, f procedure.Field) bool {
	return f.Private && s.Values[f.Name].By.Account != w.Who.Account
}

// SeesNow gives the parts of the case that a role sees in the phase in which it
// is, and the sentence that says why.
func SeesNow(w World, s *State, role string) (parts []string, why string) {
	return seesOf(w, s, role)
}

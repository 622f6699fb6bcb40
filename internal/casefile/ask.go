package casefile

import (
	"slices"

	"passend/internal/procedure"
)

// ActorOf is a person as events name who acted.
func ActorOf(p Person) Actor { return p.actor() }

// EventsOf gives the events from which a state was folded.
func EventsOf(s *State) []Event { return s.events() }

// RoleTitle is the name of a role as it is read.
func RoleTitle(p *procedure.Procedure, name string) string { return roleTitle(p, name) }

// FindRole finds a role of the procedure by name.
func FindRole(p *procedure.Procedure, name string) (procedure.Role, bool) { return findRole(p, name) }

// FindPhase finds a phase of the procedure by name.
func FindPhase(p *procedure.Procedure, name string) (procedure.Phase, bool) {
	return findPhase(p, name)
}

// RoleSees tells whether who has this role sees anything of the case now.
func RoleSees(w World, s *State, role string) bool {
	sees, _ := seesOf(w, s, role)
	return len(sees) > 0
}

// ToSign lists the carers with authority whose signature is still asked.
func ToSign(w World, s *State, signing string) []string {
	def, ok := find(w.Proc.Signings, func(g procedure.Signing) bool { return g.Name == signing })
	if !ok || !def.All && slices.ContainsFunc(s.Signatures, func(g Signature) bool { return g.Signing == signing }) {
		return nil
	}
	var ids []string
	for _, c := range s.Carers {
		signed := slices.ContainsFunc(s.Signatures, func(g Signature) bool { return g.Signing == signing && g.Person == c.ID })
		if c.Authority && !signed {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// ActionOf finds an action or task of the procedure by name, in whichever phase.
func ActionOf(p *procedure.Procedure, name string) (procedure.Action, bool) {
	return find(allActions(p), func(a procedure.Action) bool { return a.Name == name })
}

// Question is a field of the form with the
// heading under which it stands.
type Question struct {
	Heading string
	Field   procedure.Field
}

// Answered lists the answers of the form in the order of the procedure.
func Answered(p *procedure.Procedure, s *State) []Question {
	var all []Question
	for _, section := range p.Sections {
		for _, f := range section.Fields {
			if s.Values[f.Name].Text != "" {
				all = append(all, Question{section.Title, f})
			}
		}
	}
	return all
}

// Fillers are the roles that fill in a field of the form in this phase.
func Fillers(phase procedure.Phase, section procedure.Section, f procedure.Field) []string {
	return fillers(phase, section, f)
}

// MayCorrect tells whether the person may mend this answer of the form, with a
// reason (ALL-09).
func MayCorrect(w World, s *State, field string) bool {
	return (&decision{w: w, s: s}).mayCorrect(field)
}

// Good tells whether the answer to a field in draft would be accepted.
func Good(w World, s *State, draft map[string]string, field procedure.Field) bool {
	return len((&facts{w: w, s: s, draft: draft}).fieldItems("", field)) == 0
}

// RoleReads tells whether who has this role reads the messages of the case now.
func RoleReads(w World, s *State, role string) bool {
	var v View
	sees, _ := seesOf(w, s, role)
	v.add(sees)
	return v.Messages
}

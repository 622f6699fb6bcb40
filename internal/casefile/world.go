package casefile

import (
	"slices"
	"time"

	"passend/internal/civil"
	"passend/internal/procedure"
)

// Person is somebody as known in the active context: one function at one
// organisation of one SWV.
type Person struct {
	Account, Name         string
	Function, Profession  string
	Org, OrgName, OrgKind string
	Board, Region         string
	Carer                 string   // for a parent: the carer of this pupil
	Schools               []string // of which this person is the fixed person
	EmployedAt            []string // organisations at which this person has any function
	InvolvedWith          bool     // has another function or role around this pupil
}

func (p Person) actor() Actor {
	return Actor{p.Account, p.Name, p.Function, p.Org, p.OrgName}
}

// System is who acts when a day passes.
var System = Person{Name: "Passend", Function: "systeem"}

// Pupil is what conditions may know of the pupil.
type Pupil struct {
	ID, Name   string
	Birth      civil.Day
	Group      int // -1: none
	SchoolType string
	Enrolled   bool
	Nameless   bool // the case does not say who the pupil is
}

// OtherCase is another case of the same pupil, at whichever school.
type OtherCase struct {
	ID, Procedure, Outcome string
	Running                bool
	Closed                 civil.Day
}

// Declaration is the latest TLV of the pupil.
type Declaration struct {
	Number, School, Category string
	From, Until              civil.Day
	Expected                 string    // what its school said that comes after it; "" for nothing
	Leaves                   civil.Day // on which the pupil leaves, when that is known
}

// World is all that a decision depends on beside the case itself.
type World struct {
	Proc       *procedure.Procedure
	SWV        *procedure.SWV
	Calendar   *civil.Calendar
	Now        time.Time
	Who        Person
	Pupil      Pupil
	Others     []OtherCase
	TLV        *Declaration
	Parent     *State                              // the case from which this one was opened
	ParentProc *procedure.Procedure                // and the procedure of that case
	Find       func(account string) (Person, bool) // candidates for assigned roles
	Number     func(series string) string          // next number of a series, in the same transaction
	NewID      func() string
	// Room is what an organisation can still be granted without a reason, out of a
	// budget in the year of a day.
	Room func(budget, org string, day civil.Day) Room
	// Hours tells what of the hours of a grant was drawn, in all and by this case.
	Hours func(grant string) Hours
	// Withheld are names that this case may not hold: it was opened without a name
	// out of a case that has one. Empty for who does not see that other case, who
	// would learn the name from a refusal.
	Withheld []string
	// NextMeeting is the first meeting of a body that has room for this case, and
	// why it is that one.
	NextMeeting func(s *State, body string) OnAgenda
	// Other gives another case of this pupil with its procedure; nil when it is
	// there no longer.
	Other func(id string) (*State, *procedure.Procedure)
	// Facility tells how a facility stands now; false when it is not known.
	Facility func(name string) (FacilityView, bool)
	// Electronic tells whether an addressee said expressly to be reachable
	// electronically for decisions (Awb 2:8); kind is ouder, school or bestuur.
	Electronic func(kind, id string) bool
	// InvolvedWith tells whether somebody has another part in this pupil's life
	// at school or SWV; the second result says which.
	Involved func(account string) (bool, string)
}

// Today is the day in the Netherlands.
func (w World) Today() civil.Day { return civil.DayOf(w.Now) }

// RolesOf tells which roles of the procedure the person has in this case.
func RolesOf(w World, s *State, p Person) []string {
	var roles []string
	for _, r := range w.Proc.Roles {
		if hasRole(s, r, p) {
			roles = append(roles, r.Name)
		}
	}
	return roles
}

func hasRole(s *State, r procedure.Role, p Person) bool {
	if r.Of == "toegewezen" {
		h, ok := s.Holder(r.Name)
		return ok && h.Account == p.Account && p.Account != "" && (r.Function == "" || r.Function == p.Function)
	}
	if r.Function != "" && r.Function != p.Function {
		return false
	}
	switch r.Of {
	case "aanvragende school", "voorschool":
		return p.Org == s.Applicant || slices.Contains(p.Schools, s.Applicant)
	case "schoolbestuur":
		return p.Org != "" && p.Org == s.Board
	case "ontvangende school":
		return p.Org != "" && p.Org == s.ReceivingSchool()
	case "regio":
		return p.Region == "" || s.Region == "" || p.Region == s.Region
	case "gezin":
		return s.family(p, func(c Carer) bool { return !c.Self() })
	case "leerling":
		return s.family(p, Carer.Self)
	}
	return true
}

func (s *State) family(p Person, is func(Carer) bool) bool {
	return slices.ContainsFunc(s.Carers, func(c Carer) bool { return c.ID == p.Carer && p.Carer != "" && is(c) })
}

// ReceivingSchool is the school that a field names as the one that takes the pupil.
func (s *State) ReceivingSchool() string {
	if s.Receiving != "" {
		return s.Receiving
	}
	return s.Values["ontvangende school"].Text
}

func findRole(p *procedure.Procedure, name string) (procedure.Role, bool) {
	return find(p.Roles, func(r procedure.Role) bool { return r.Name == name })
}

func findPhase(p *procedure.Procedure, name string) (procedure.Phase, bool) {
	return find(p.Phases, func(f procedure.Phase) bool { return f.Name == name })
}

func findTerm(p *procedure.Procedure, name string) (procedure.Term, bool) {
	return find(p.Terms, func(t procedure.Term) bool { return t.Name == name })
}

func find[T any](list []T, is func(T) bool) (T, bool) {
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i], true
	}
	var none T
	return none, false
}

// May tells whether the function of the person has a right of swv.yaml.
func (w World) May(right string) bool {
	f, ok := find(w.SWV.Functions, func(f procedure.Function) bool { return f.Name == w.Who.Function })
	return ok && slices.Contains(f.May, right)
}

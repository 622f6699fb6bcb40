package casefile

import (
	"maps"
	"slices"
	"time"

	"passend/internal/civil"
)

// Value is one answer with where it came from.
type Value struct {
	Text string // canonical: ja/nee, ISO day, the choice, decimal comma number
	By   Actor
	At   time.Time
	From string // the form, or the action that asked it
	Over string // where it was taken over from, in words; empty when somebody typed it
}

// TermState holds the inputs of a term; its last day is always computed.
type TermState struct {
	Term, Key, KeyName string
	Started            civil.Day
	Suspensions        []civil.Suspension
	Postponements      []civil.Postponement
	Stopped, Passed    civil.Day
	Warned             map[string]bool // role + how long before

	of *State // where the series stand of which it may count the days
}

// Answer is a task that was done, with who did it.
type Answer struct {
	Acted
	By Actor
	At time.Time
}

// Holder has an assigned role.
type Holder struct{ Role, Account, Name, Profession, Org string }

// LetterState is a letter with what happened to it.
type LetterState struct {
	LetterMade
	Posted civil.Day
	Means  string
}

// Entry is one line of the history, in the order in which it happened.
type Entry struct {
	Seq  int64
	At   time.Time
	By   Actor
	Data Data
}

// State is a case as it stands after its events.
type State struct {
	ID                                      string
	Seq                                     int64
	Started                                 Started
	Applicant, ApplicantName, Board, Region string
	Receiving                               string // school that takes over
	Phase                                   string
	Since                                   time.Time
	Values                                  map[string]Value
	Documents                               []Document
	Signatures                              []Signature
	Voided                                  *SignaturesVoided
	Checks                                  map[string]map[string]Finding
	Done                                    map[string]Answer // tasks done, by name
	Roles                                   []Holder
	Terms                                   []*TermState
	Letters                                 []LetterState
	Grants                                  []Granted
	Fates                                   map[string]GrantFate // by id of the grant
	Messages                                []Entry              // Said
	Notes                                   []NoteState          // in the order in which they were written
	Agenda                                  []OnAgenda
	Places                                  []PlaceState // how it stands at each facility
	Links                                   []Linked
	DutyOf                                  string
	Carers                                  []Carer
	Outcome                                 string // how it was decided; the case may still run to its end
	Closed                                  *Closed
	History                                 []Entry
	SentBack                                []string // the last list of what was missing
}

// New is the state before anything happened.
func New(id string) *State {
	return &State{ID: id, Values: map[string]Value{}, Checks: map[string]map[string]Finding{}, Done: map[string]Answer{}}
}

// Fold applies all events to a fresh state.
func Fold(id string, events []Event) *State {
	s := New(id)
	for _, e := range events {
		s.Evolve(e)
	}
	return s
}

// Until is the case as it was after everything that happened before the moment.
func Until(id string, events []Event, moment time.Time) *State {
	n := slices.IndexFunc(events, func(e Event) bool { return !e.At.Before(moment) })
	if n < 0 {
		n = len(events)
	}
	return Fold(id, events[:n])
}

// Evolve applies one event. It refuses nothing: what happened, happened.
func (s *State) Evolve(e Event) {
	s.Seq = e.Seq
	s.History = append(s.History, Entry{e.Seq, e.At, e.By, e.Data})
	switch d := e.Data.(type) {
	case Started:
		s.start(d, e)
	case Recorded:
		s.record(d, e)
	case Acted:
		s.act(d, e)
	case Entered:
		s.Phase, s.Since = d.Phase, e.At
	case Checked:
		s.check(d)
	case ChecksVoided:
		s.Checks = map[string]map[string]Finding{}
	case Reopened:
		for _, t := range d.Tasks {
			delete(s.Done, t)
		}
	case Assigned:
		s.Roles = append(s.releaseRole(d.Role, ""), Holder(d))
	case Released:
		s.Roles = s.releaseRole(d.Role, d.Account)
	case TakenOver:
		s.takeOver(d)
	case Closed:
		s.Closed = &d
		if d.Outcome != "" {
			s.Outcome = d.Outcome
		}
	default:
		if !s.evolveDossier(e) && !s.evolveTerm(e) && !s.evolveGrant(e) && !s.evolveNote(e) {
			s.evolveOutcome(e)
		}
	}
}

func (s *State) start(d Started, e Event) {
	s.Started, s.Since = d, e.At
	s.Applicant, s.ApplicantName, s.Board, s.Region = d.Applicant, d.ApplicantName, d.Board, d.Region
	s.Carers = d.Carers
}

func (s *State) record(d Recorded, e Event) {
	for name, text := range d.Values {
		s.Values[name] = Value{text, e.By, e.At, "formulier", d.From}
	}
}

// act keeps the answers: under their own name, and under "task.field" as well so
// that two advices on the same questions stand apart.
func (s *State) act(d Acted, e Event) {
	if d.Task {
		s.Done[d.Action] = Answer{Acted: d, By: e.By, At: e.At}
	}
	for name, text := range d.Answers {
		s.Values[d.Action+"."+name] = Value{text, e.By, e.At, d.Action, ""}
		s.Values[name] = Value{text, e.By, e.At, d.Action, ""}
	}
	if d.List != nil {
		s.SentBack = d.List
	}
}

func (s *State) check(d Checked) {
	list := maps.Clone(s.Checks[d.Checklist])
	if list == nil {
		list = map[string]Finding{}
	}
	maps.Copy(list, d.Items)
	s.Checks[d.Checklist] = list
}

func (s *State) releaseRole(role, account string) []Holder {
	return slices.DeleteFunc(slices.Clone(s.Roles), func(h Holder) bool {
		return h.Role == role && (account == "" || h.Account == account)
	})
}

func (s *State) takeOver(d TakenOver) {
	s.Roles = slices.Clone(s.Roles)
	for i, h := range s.Roles {
		if h.Account == d.From && slices.Contains(d.Roles, h.Role) {
			s.Roles[i].Account, s.Roles[i].Name = d.To, d.ToName
			if d.Org != "" || d.Profession != "" {
				s.Roles[i].Profession, s.Roles[i].Org = d.Profession, d.Org
			}
		}
	}
}

func (s *State) evolveDossier(e Event) bool {
	switch d := e.Data.(type) {
	case DocumentAdded:
		s.Documents = append(s.Documents, d.Document)
	case DocumentReplaced:
		s.dropDocument(d.Old)
		s.Documents = append(s.Documents, d.Document)
	case DocumentRemoved:
		s.dropDocument(d.ID)
	case Signed:
		s.Signatures = append(s.Signatures, d.Signature)
	case SignaturesVoided:
		s.Signatures = slices.DeleteFunc(slices.Clone(s.Signatures), func(g Signature) bool {
			return slices.Contains(d.Signings, g.Signing)
		})
		s.Voided = &d
	default:
		return false
	}
	return true
}

func (s *State) dropDocument(id string) {
	s.Documents = slices.DeleteFunc(slices.Clone(s.Documents), func(d Document) bool { return d.ID == id })
}

func (s *State) evolveTerm(e Event) bool {
	switch d := e.Data.(type) {
	case TermStarted:
		s.Terms = append(s.Terms, &TermState{Term: d.Term, Key: d.Key, KeyName: d.KeyName, Started: d.Day, Warned: map[string]bool{}, of: s})
	case TermSuspended:
		s.suspend(d)
	case TermResumed:
		s.resume(d)
	case TermPostponed:
		if t := s.Term(d.Term, ""); t != nil {
			t.Postponements = append(t.Postponements, civil.Postponement{Notified: d.Notified, New: d.Until})
		}
	case TermStopped:
		if t := s.Term(d.Term, d.Key); t != nil {
			t.Stopped = d.Day
		}
	case TermPassed:
		if t := s.Term(d.Term, d.Key); t != nil {
			t.Passed = d.Day
		}
	case TermWarned:
		if t := s.Term(d.Term, d.Key); t != nil {
			t.Warned[d.Role+" "+d.Before] = true
		}
	case AnswerTermPassed:
		s.answerPassed(d)
	case TermMoved:
		if t := s.Term(d.Term, d.Key); t != nil && d.Anew {
			t.Passed, t.Warned = 0, map[string]bool{}
		}
	default:
		return false
	}
	return true
}

func (s *State) suspend(d TermSuspended) {
	if t := s.Term(d.Term, ""); t != nil {
		t.Suspensions = append(t.Suspensions, civil.Suspension{Invited: d.Day, Until: d.Until, Ground: groundOf(d.Ground)})
	}
}

func (s *State) resume(d TermResumed) {
	t := s.Term(d.Term, "")
	if t == nil {
		return
	}
	for i := range t.Suspensions {
		if t.Suspensions[i].Supplemented.IsZero() && !t.Suspensions[i].Unused {
			t.Suspensions[i].Supplemented = d.Day
		}
	}
}

func (s *State) answerPassed(d AnswerTermPassed) {
	t := s.Term(d.Term, "")
	if t == nil {
		return
	}
	for i := range t.Suspensions {
		if t.Suspensions[i].Supplemented.IsZero() {
			t.Suspensions[i].Unused = true
		}
	}
}

func groundOf(text string) civil.Ground {
	switch text {
	case "schriftelijk akkoord":
		return civil.AgreedInWriting
	case "aanvrager":
		return civil.DelayByApplicant
	case "overmacht":
		return civil.ForceMajeure
	}
	return civil.Invitation
}

func (s *State) evolveOutcome(e Event) {
	switch d := e.Data.(type) {
	case LetterMade:
		s.Letters = append(s.Letters, LetterState{LetterMade: d})
	case LetterPosted:
		for i := range s.Letters {
			if s.Letters[i].ID == d.ID {
				s.Letters[i].Posted, s.Letters[i].Means = d.Day, d.Means
			}
		}
	case Said:
		s.Messages = append(s.Messages, Entry{e.Seq, e.At, e.By, d})
	case Granted:
		s.Grants = append(s.Grants, d)
	case Duty:
		s.DutyOf = d.Who
	case Resulted:
		s.Outcome = d.Outcome
	case OnAgenda:
		s.evolveAgenda(d)
	case PlaceChanged:
		s.evolvePlace(d, e.At)
	case Linked:
		s.Links = append(s.Links, d)
	case PupilMoved:
		s.Applicant, s.ApplicantName, s.Board, s.Region = d.Org, d.OrgName, d.Board, d.Region
	case CarersChanged:
		s.Carers = d.Carers
	case Corrected:
		if v, ok := s.Values[d.What]; ok {
			v.Text, v.By, v.At, v.Over = d.New, e.By, e.At, ""
			s.Values[d.What] = v
		}
	}
}

// Term finds the running, or else the latest, term of that name and addressee.
func (s *State) Term(name, key string) *TermState {
	var found *TermState
	for _, t := range s.Terms {
		if t.Term == name && (key == "" || t.Key == key) {
			found = t
		}
	}
	return found
}

// Holder finds who has an assigned role.
func (s *State) Holder(role string) (Holder, bool) {
	for _, h := range s.Roles {
		if h.Role == role {
			return h, true
		}
	}
	return Holder{}, false
}

// Document finds the latest document of a kind.
func (s *State) Document(kind string) (Document, bool) {
	for _, d := range slices.Backward(s.Documents) {
		if d.Kind == kind {
			return d, true
		}
	}
	return Document{}, false
}

package casefile

import (
	"encoding/json"
	"fmt"
	"time"

	"passend/internal/civil"
)

// Event is one thing that happened, with who did it. Data is one of the structs
// in this file; its kind is the stored name.
type Event struct {
	Seq  int64
	At   time.Time
	By   Actor
	Data Data
}

// Actor is the person, and the function in which that person acted.
type Actor struct {
	Account, Name, Function, Org, OrgName string
}

// Data is the payload of an event.
type Data interface{ EventKind() string }

// Started opens a case. Days are days in the Netherlands.
type Started struct {
	Number                   string // of the case, as people name it
	Procedure, Hash, Variant string
	Pupil, Applicant         string
	ApplicantName            string
	Board, Region, Parent    string
	Day                      civil.Day
	Carers                   []Carer
}

// Carer is who has parental authority or cares for the pupil, as known then.
type Carer struct {
	ID, Account, Name, Relation string
	Authority                   bool
}

// OwnRelation is what a pupil with an own account is of itself.
const OwnRelation = "leerling zelf"

// Self tells that this is the pupil, not a carer: without authority, and signing
// only what asks the pupil's own signature.
func (c Carer) Self() bool { return c.Relation == OwnRelation }

// Recorded fixes what was typed in the form, or what was taken over from
// elsewhere; From then says from where, in words.
type Recorded struct {
	Values map[string]string
	From   string `json:",omitempty"`
}

// Document is one file in the dossier.
type Document struct {
	ID, Kind, Title, FileName, Ref, SHA256, MIME, FileKind string
	Size                                                   int64 // bytes
	Dated                                                  civil.Day
	ReceivedOn                                             civil.Day // when it came on paper
	Signed                                                 map[string]civil.Day
	Parts                                                  map[string]string // part → "ja", or the reason why it does not apply
	Pages                                                  int               `json:",omitempty"` // of a PDF; 0 when not known
	Warnings                                               []string          `json:",omitempty"` // what was seen in it when it came in (LAW-01)
	From                                                   string            `json:",omitempty"` // where it was taken over from, in words
	By                                                     Actor
	At                                                     time.Time
}

type DocumentAdded struct{ Document Document }
type DocumentReplaced struct {
	Old      string
	Document Document
}
type DocumentRemoved struct{ ID, Reason string }

// Signature binds Digest: what was shown when it was set.
type Signature struct {
	Signing, Person, Name, Means, Digest string
	Shown                                []string  // ids of the documents that were shown
	On                                   civil.Day // on paper: the date under it
	ReceivedBy, Document                 string
	Scan                                 *Document `json:",omitempty"` // the paper itself; no part of what is signed
	At                                   time.Time
}
type Signed struct{ Signature Signature }

// SignaturesVoided happens when what was signed changed (ALL-07).
type SignaturesVoided struct {
	Signings []string
	Why      string
}

// Finding is the verdict on one item of a checklist.
type Finding struct{ Verdict, Note string } // voldoet, voldoet niet, n.v.t.

type Checked struct {
	Checklist string
	Items     map[string]Finding
}

// Acted is the answer to a task or the choice of an action.
type Acted struct {
	Action, Phase, Role string
	Task                bool
	Answers             map[string]string
	List                []string // what was missing, when it was sent back with a list
}

// Noted is a new entry in a journal of the procedure.
type Noted struct {
	ID, Journal, Role string
	Values            map[string]string
}

// NoteMended puts other answers in the place of those of an entry; the old ones
// stay in the history (ALL-09).
type NoteMended struct {
	ID, Reason string
	Values     map[string]string
}

// NoteStruck takes an entry out of the journal: it counts no longer.
type NoteStruck struct{ ID, Reason string }

type Entered struct{ Phase string }
type Reopened struct{ Tasks []string }
type ChecksVoided struct{ Why string }

type Assigned struct{ Role, Account, Name, Profession, Org string }
type Released struct{ Role, Account string }

type TermStarted struct {
	Term, Key, KeyName string // Key: the addressee of a term per person
	Day                civil.Day
}
type TermSuspended struct {
	Term       string
	Day, Until civil.Day
	Ground     string
}
type TermResumed struct {
	Term string
	Day  civil.Day
}
type TermPostponed struct {
	Term            string
	Notified, Until civil.Day
}
type TermStopped struct {
	Term, Key string
	Day       civil.Day
}
type TermPassed struct {
	Term, Key string
	Day       civil.Day
}
type TermWarned struct {
	Term, Key, Role, Before string
	Due                     civil.Day
}

// AnswerTermPassed: the term set with an invitation went by unused (Awb 4:15).
type AnswerTermPassed struct {
	Term string
	Day  civil.Day
}
type TermMoved struct {
	Term, Why string
	Key       string `json:",omitempty"`
	From, To  civil.Day
	Anew      bool `json:",omitempty"` // what is counted changed: it warns and passes again
}

// LetterMade is a letter to one addressee, fixed word for word. Content is the
// filled document as the letter package writes it.
type LetterMade struct {
	ID, Letter, Title string
	To, ToName        string
	ToKind            string // ouder, school, …
	Day               civil.Day
	Decision          bool
	Electronic        bool // the addressee agreed to be reached electronically (Awb 2:8)
	Content           json.RawMessage
}
type LetterPosted struct {
	ID, Means string // post, elektronisch
	Day       civil.Day
}

// Told is a notice to everybody with a role.
type Told struct {
	Message, To, Subject, Text string
	Until                      civil.Day
}
type Said struct {
	ID, Text string
	To       []string
}
type Granted struct {
	ID, What, Number, School, Category string
	From, Until                        civil.Day
	Budget                             string `json:",omitempty"` // out of which it is granted
	Cents                              int64  `json:",omitempty"`
	Minutes                            int64  `json:",omitempty"`
	Beyond                             string `json:",omitempty"` // why, when there was not enough left
}
type Duty struct{ Who string }

// CaseWanted asks for another case: at the school Org when it is not the same, and
// Bare when it may not say who the pupil is.
type CaseWanted struct {
	Procedure string
	Org       string            `json:",omitempty"`
	Bare      bool              `json:",omitempty"`
	Values    map[string]string `json:",omitempty"` // for its form
}
type Linked struct{ Case, Procedure, How string }
type Corrected struct{ What, Old, New, Reason string }
type TakenOver struct {
	From, To, ToName string
	Profession, Org  string `json:",omitempty"` // of who takes over
	Roles            []string
}
type PupilMoved struct{ Org, OrgName, Board, Region, Why string }
type CarersChanged struct{ Carers []Carer }

// Resulted is how the case was decided; Closed follows when all is handled.
type Resulted struct{ Outcome string }
type Closed struct {
	Outcome string
	Day     civil.Day
}

func (Started) EventKind() string          { return "begonnen" }
func (Recorded) EventKind() string         { return "vastgelegd" }
func (DocumentAdded) EventKind() string    { return "document toegevoegd" }
func (DocumentReplaced) EventKind() string { return "document vervangen" }
func (DocumentRemoved) EventKind() string  { return "document verwijderd" }
func (Signed) EventKind() string           { return "ondertekend" }
func (SignaturesVoided) EventKind() string { return "handtekeningen vervallen" }
func (Checked) EventKind() string          { return "gecontroleerd" }
func (Acted) EventKind() string            { return "gedaan" }
func (Noted) EventKind() string            { return "genoteerd" }
func (NoteMended) EventKind() string       { return "notitie hersteld" }
func (NoteStruck) EventKind() string       { return "notitie vervallen" }
func (Entered) EventKind() string          { return "fase" }
func (Reopened) EventKind() string         { return "taken heropend" }
func (ChecksVoided) EventKind() string     { return "controles vervallen" }
func (Assigned) EventKind() string         { return "aangewezen" }
func (Released) EventKind() string         { return "ontheven" }
func (TermStarted) EventKind() string      { return "termijn begonnen" }
func (TermSuspended) EventKind() string    { return "termijn opgeschort" }
func (TermResumed) EventKind() string      { return "termijn hervat" }
func (TermPostponed) EventKind() string    { return "termijn uitgesteld" }
func (TermStopped) EventKind() string      { return "termijn gestopt" }
func (TermPassed) EventKind() string       { return "termijn voorbij" }
func (TermWarned) EventKind() string       { return "termijn gewaarschuwd" }
func (AnswerTermPassed) EventKind() string { return "antwoordtermijn voorbij" }
func (TermMoved) EventKind() string        { return "termijn verschoven" }
func (LetterMade) EventKind() string       { return "brief gemaakt" }
func (LetterPosted) EventKind() string     { return "brief verzonden" }
func (Told) EventKind() string             { return "bericht" }
func (Said) EventKind() string             { return "geschreven" }
func (Granted) EventKind() string          { return "verleend" }
func (Duty) EventKind() string             { return "zorgplicht" }
func (OnAgenda) EventKind() string         { return "op agenda" }
func (CaseWanted) EventKind() string       { return "zaak gevraagd" }
func (Linked) EventKind() string           { return "verbonden" }
func (Corrected) EventKind() string        { return "hersteld" }
func (TakenOver) EventKind() string        { return "overgenomen" }
func (PupilMoved) EventKind() string       { return "andere school" }
func (CarersChanged) EventKind() string    { return "ouders gewijzigd" }
func (Resulted) EventKind() string         { return "uitkomst" }
func (Closed) EventKind() string           { return "afgesloten" }

// kinds makes an empty payload for each stored kind.
var kinds = map[string]func() Data{}

func register[T Data]() {
	var zero T
	kinds[zero.EventKind()] = func() Data { return new(holder[T]) }
}

// holder lets json fill a value type through a pointer.
type holder[T Data] struct{ v T }

func (h *holder[T]) EventKind() string            { return h.v.EventKind() }
func (h *holder[T]) UnmarshalJSON(b []byte) error { return json.Unmarshal(b, &h.v) }
func (h *holder[T]) value() Data                  { return h.v }

func init() {
	register[Started]()
	register[Recorded]()
	register[DocumentAdded]()
	register[DocumentReplaced]()
	register[DocumentRemoved]()
	register[Signed]()
	register[SignaturesVoided]()
	register[Checked]()
	register[Acted]()
	register[Noted]()
	register[NoteMended]()
	register[NoteStruck]()
	register[Entered]()
	register[Reopened]()
	register[ChecksVoided]()
	register[Assigned]()
	register[Released]()
	register[TermStarted]()
	register[TermSuspended]()
	register[TermResumed]()
	register[TermPostponed]()
	register[TermStopped]()
	register[TermPassed]()
	register[TermWarned]()
	register[AnswerTermPassed]()
	register[TermMoved]()
	register[LetterMade]()
	register[LetterPosted]()
	register[Told]()
	register[Said]()
	register[Granted]()
	register[Duty]()
	register[OnAgenda]()
	register[CaseWanted]()
	register[Linked]()
	register[Corrected]()
	register[TakenOver]()
	register[PupilMoved]()
	register[CarersChanged]()
	register[Resulted]()
	register[Closed]()
}

// Decode reads a stored payload. An unknown kind is an error: a program that is
// older than its data must stop rather than guess.
func Decode(kind string, payload []byte) (Data, error) {
	make, ok := kinds[kind]
	if !ok {
		return nil, fmt.Errorf("casefile: unknown event kind %q", kind)
	}
	d := make()
	if err := json.Unmarshal(payload, d); err != nil {
		return nil, fmt.Errorf("casefile: event %q: %w", kind, err)
	}
	return d.(interface{ value() Data }).value(), nil
}

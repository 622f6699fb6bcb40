package casefile

import "passend/internal/civil"

// Command is a wish of somebody. Decide turns it into events or refuses it.
type Command interface{ command() }

// Start opens a case; the values are those of the first form, if any.
type Start struct {
	Number                                  string
	Variant, Pupil                          string
	Applicant, ApplicantName, Board, Region string
	Parent                                  string
	Carers                                  []Carer
	Values                                  map[string]string
}

// Record fixes what was typed. Only fields that the person may fill in now. From
// says where the values were taken over from, when nobody typed them.
type Record struct {
	Values map[string]string
	From   string
}

type AddDocument struct{ Document Document }
type ReplaceDocument struct {
	Old      string
	Document Document
}
type RemoveDocument struct{ ID, Reason string }

// Sign sets a signature. Shown is the digest of what the signer saw.
type Sign struct {
	Signing, Shown string
	Carer          string    // whose signature, on paper or of the parent signed in
	Paper          civil.Day // zero: signed here with the own account
	ReceivedBy     string
	Name           string // on paper: the name under it
	Document       string
	Scan           *Document // on paper: the sheet itself
}

type Check struct {
	Checklist string
	Items     map[string]Finding
}

// Act does an action or answers a task of the phase.
type Act struct {
	Action string
	Values map[string]string
}

// Note writes an entry in a journal of the procedure.
type Note struct {
	Journal string
	Values  map[string]string
}

// MendNote puts other answers in the place of those of an entry, with a reason.
type MendNote struct {
	ID, Reason string
	Values     map[string]string
}

// StrikeNote takes an entry out of a journal, with a reason.
type StrikeNote struct{ ID, Reason string }

// Post records that a letter left.
type Post struct {
	Letter string
	Day    civil.Day
	Means  string
}

type Say struct {
	Text string
	To   []string
}

type Correct struct{ Field, Value, Reason string }
type Takeover struct{ From, To, ToName string }
type MovePupil struct{ Org, OrgName, Board, Region, Why string }
type ChangeCarers struct{ Carers []Carer }
type Link struct{ Case, Procedure, How string }

// Tick lets the day speak: terms that pass, warnings that are due.
type Tick struct{}

func (Start) command()           {}
func (Record) command()          {}
func (AddDocument) command()     {}
func (ReplaceDocument) command() {}
func (RemoveDocument) command()  {}
func (Sign) command()            {}
func (Check) command()           {}
func (Act) command()             {}
func (Note) command()            {}
func (MendNote) command()        {}
func (StrikeNote) command()      {}
func (Post) command()            {}
func (Say) command()             {}
func (Correct) command()         {}
func (Takeover) command()        {}
func (MovePupil) command()       {}
func (ChangeCarers) command()    {}
func (Link) command()            {}
func (Tick) command()            {}

// Refusal is an answer, not an error: what is not allowed, on what ground, and
// what would help. Problems name single fields.
type Refusal struct {
	Rule     string // short: what was refused
	Ground   string // article, section of the procedure
	Help     string // what would make it possible
	Problems []Problem
}

// Problem belongs to one field, document, signature or finding.
type Problem struct {
	Kind string // veld, document, handtekening, controle, taak, regel
	Name string
	Text string
}

func (r *Refusal) Error() string { return r.Rule }

func refuse(rule, ground, help string) *Refusal {
	return &Refusal{Rule: rule, Ground: ground, Help: help}
}

package store

import "time"

// The rows that go in and out. Days are ISO text, "" for none. Ids, days and
// sort keys are made by the caller.

// Event is one event of a stream. Body is sealed with the key of its stream;
// Actor and Kind stay readable after destruction.
type Event struct {
	Seq   int64
	At    time.Time
	Actor string
	Kind  string
	Body  []byte
}

// StreamInfo tells how far a stream is.
type StreamInfo struct {
	ID, Kind  string
	Version   int64
	Destroyed string // day on which its content was destroyed
}

// Access is one line of the access log.
type Access struct {
	Seq                           int64
	At                            time.Time
	Account, Name, Function       string
	Org, OrgName                  string
	Kind                          string // lezen, wijzigen, downloaden, afdrukken, exporteren, lijst, zoeken, geweigerd
	Pupil                         string
	Cases                         []string
	Part, Ground, Result, Session string
}

// AccessFilter narrows the access log; empty fields do not.
type AccessFilter struct {
	Account, Pupil, Case, Kind string
	From, Until                string // days
	Cursor                     string
	Limit                      int
}

// CaseRow is what lists show of a case.
type CaseRow struct {
	ID, Number                              string
	Procedure, Hash, Title, Variant         string
	Pupil, PupilName, SortName, Birth       string
	Applicant, ApplicantName, Board, Region string
	Receiving                               string
	Phase, PhaseTitle                       string
	OnMove, Act                             string // who is to act, and what; as read
	Started, Received, Closed               string
	Due, DueTitle                           string // the term that ends first
	Still                                   bool   // that term stands still
	Outcome, OutcomeTitle                   string
	Refusal                                 bool
	Parent                                  string
	NextCheck                               string // first day on which a Tick may have something to say
	DestroyFrom                             string // first day on which its content may be destroyed
	Version                                 int64
	Updated                                 time.Time
	Audiences                               []string // who finds it in lists
}

// CaseQuery asks a page of a list. Audience is needed.
type CaseQuery struct {
	Audience                            string
	Closed                              bool   // closed ones instead of running ones
	Sort                                string // due (default), name, updated
	Procedure, Phase, Region, Applicant string
	DueFrom, DueUntil                   string
	Still                               string // "ja", "nee" or ""
	Pupil                               string
	Cursor                              string
	Limit                               int
}

// TaskRow is one thing that waits for an audience.
type TaskRow struct {
	Case, Name, Label, Kind, Audience string
	Due, Why                          string
	Still                             bool
	// Filled in when read:
	PupilName, Title, Number, PhaseTitle, ApplicantName string
}

// TermRow is one term of a case, for watching and for lead times.
type TermRow struct {
	Case, Term, Key, KeyName, Title   string
	Procedure, Region, Applicant      string
	Statutory, Running, Still, InTime bool
	Started, Due, Stopped             string
	StillDays, NetDays                int // net: from start to stop without the days it stood still
}

// LeadTime is one month of terms that stopped.
type LeadTime struct {
	Month                     string // 2026-03
	Count, InTime             int
	NetDays, GrossDays, Still int // sums
}

// NoticeRow is a message to an audience about a case.
type NoticeRow struct {
	ID, Case, Audience, Subject, Text string
	Until                             string
	At                                time.Time
	// Filled in when read:
	PupilName, Title string
	Read             bool
}

// LetterRow is a letter that was made.
type LetterRow struct {
	Case, ID, Title, ToKind, To, ToName string
	Made, Posted, Means, Latest         string
	Decision                            bool
	// Filled in when read:
	PupilName, CaseTitle string
}

// GrantRow is one line of the register.
type GrantRow struct {
	ID, Case, What, Number, Pupil, PupilName, SortName string
	Applicant, ApplicantName, Region                   string
	School, Category, From, Until                      string
	Receiving, Admitted                                string // school and day of admission
	Registered                                         string // day on which the school registered it at DUO, or "niet nodig"
	Ended                                              string // the last day, and why: "2026-12-31 vervangen"
	Decided                                            string
	Whole                                              bool   // for the whole school career (EMB)
	Expected, ExpectedOn, ExpectedNote                 string // what its school says that comes after it, and when it said so
	Leaves                                             string // day of leaving, when its school knows it
}

// GrantQuery asks a page of the register.
type GrantQuery struct {
	What, School, Category, Region string
	Pupil, Number                  string
	UntilFrom, UntilTo             string // ends in this period
	NotRegistered, NotAdmitted     bool
	Standing                       bool // not those that were withdrawn or replaced
	Applicant, Receiving           string
	Cursor                         string
	Limit                          int
}

// AgendaRow puts a case on a meeting.
type AgendaRow struct {
	Body, Day, Case string
	Order           int
	Result          string
	Since           time.Time // when it was complete
	Fixed           bool      // people chose this meeting
	// Filled in when read:
	PupilName, Title, Number          string
	Procedure, Variant, ApplicantName string
	Invited                           string
}

// OrgRow is a school, board, pre-school, the SWV itself or another body.
type OrgRow struct {
	ID, Kind, Name, Code      string // Code: BRIN with location, or ""
	Board, Region, SchoolType string
	Address, Postcode, Place  string
	Email                     string
	Electronic                bool // said expressly to be reachable electronically (Awb 2:8)
	Closed                    string
	Version                   int64
}

// PupilRow is a pupil as the SWV knows it. Body holds the rest (carers and
// their addresses) as the app writes it.
type PupilRow struct {
	ID, Number                            string // Number: the school's own
	FirstName, Name, SortName, SearchName string
	Birth                                 string
	Group                                 int // -1: none
	SchoolType                            string
	Enrolled                              bool
	Org, OrgName, Board, Region           string
	MergedInto, Left                      string
	Body                                  []byte
	Version                               int64
}

// Member is a function of an account at an organisation of this tenant.
type Member struct {
	ID, Account, Name, Email string
	Function, Profession     string
	Org, OrgName, OrgKind    string
	Board, Region            string
	Pupil, Carer             string // for a parent
	From, Until              string
	Version                  int64
	SeenAt                   time.Time // up to when notices were read
}

// Account is somebody who can sign in; it stands above tenants.
type Account struct {
	ID, Email, Name, Phone string
	PasswordHash           string
	TOTP                   []byte // sealed secret
	TOTPConfirmed          bool
	PaperCode              string // hash of the code on paper, until TOTP is confirmed
	Disabled               bool
	Demo                   bool // may be entered with one click in the demonstration
	Made                   time.Time
}

// Session is one signed-in browser.
type Session struct {
	Token               string // hash of the cookie
	Account, Agent      string
	Made, Seen, Expires time.Time
	Tenant, Member      string // active context
	Strong              bool   // second factor was given
	Data                []byte
}

// Invitation lets somebody make an account for a function.
type Invitation struct {
	ID, TokenHash, CodeHash        string // CodeHash: code on paper
	Tenant, Email, Name            string
	Function, Org, Pupil, Carer    string
	Profession, Region             string
	From, Until                    string // days between which the function holds
	By                             string
	Made, Expires, Used, Withdrawn time.Time
	Tries                          int
}

// Mail is one message in the outbox. It never holds personal data of a pupil.
type Mail struct {
	ID, To, Subject, Body string
	State                 string // wacht, verzonden, mislukt
	Attempts              int
	At, NextAt, SentAt    time.Time
	Fault                 string
	Case                  string
}

// Version is one version of the folder of an SWV.
type Version struct {
	Hash, Procedures           string // Procedures: JSON of id → hash
	Files                      []byte // the folder, packed
	By, ByName, Note           string
	At                         time.Time
	ApprovedBy, ApprovedByName string
	ApprovedAt                 time.Time
	From                       string // day from which it holds
	Withdrawn                  time.Time
}

// DraftField is one answer that was typed and not yet recorded.
type DraftField struct {
	Name, Value string
	By          string
	At          time.Time
}

// Holiday is a school holiday, or a free day, that an SWV set itself.
type Holiday struct {
	ID, Kind, Name, From, Until, Source string // Kind: schoolvakantie, gelijkgesteld
	Year                                string
	Confirmed                           bool
	KnownFrom                           time.Time
	By                                  string
	Withdrawn                           time.Time
}

// Anchor is the signed head of the chains on a day.
type Anchor struct {
	Day                  string
	EventSeq, LogSeq     int64
	EventHash, LogHash   string
	Signature, PublicKey string
	At                   time.Time
}

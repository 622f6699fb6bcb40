package kit

import (
	"strings"

	"passend/internal/civil"
)

// CaseHeader tells at a glance about a case: whom, what, where it stands,
// who is to act, by when and why.
type CaseHeader struct {
	Pupil  string
	Kind   string // "Toelaatbaarheidsverklaring vso"
	Number string
	Phase  Badge
	Facts  []Fact // school, born on, school year

	Actor   string // who is to act; empty when nobody is
	Yours   bool   // the reader is that one
	Act     string // what has to be done
	Due     Due
	Why     string // ground in one sentence
	WhyHref string // explanation of the term
	Main    *Action
	More    []Action
}

// ActorText says who is to act.
func (h CaseHeader) ActorText() string {
	switch {
	case h.Yours:
		return "U bent aan zet"
	case h.Actor == "":
		return "Niemand hoeft nu iets te doen"
	}
	if strings.Contains(h.Actor, " en ") || strings.EqualFold(h.Actor, "ouders") {
		return h.Actor + " zijn aan zet"
	}
	return h.Actor + " is aan zet"
}

// StepState says where a step stands.
type StepState string

// The states of a step; the zero value is: still to come.
const (
	StepNext    StepState = ""
	StepDone    StepState = "done"
	StepNow     StepState = "now"
	StepSkipped StepState = "skipped"
)

// Step is one stage of a procedure.
type Step struct {
	Label string
	State StepState
	Note  string // "3 maart 2026", "naar verwachting april"
	Href  string
}

// Word says the state.
func (s Step) Word() string {
	switch s.State {
	case StepDone:
		return "Klaar"
	case StepNow:
		return "Nu bezig"
	case StepSkipped:
		return "Niet nodig"
	}
	return "Komt nog"
}

// Steps is the way a case goes; Label names it for who listens.
type Steps struct {
	Label string
	Items []Step
}

// LabelText gives the name of the list.
func (s Steps) LabelText() string { return either(s.Label, "Voortgang van de zaak") }

// Missing lists what is still needed before the case can go on. With Refresh
// the panel is fetched again after every field that was saved: that address
// gives the part "missing" alone.
type Missing struct {
	ID      string // "ontbreekt" when empty
	Title   string
	Items   []MissingItem
	Ready   string // sentence when nothing is missing
	Refresh string
}

// MissingItem is one thing that is missing, why it is needed and where to add it.
type MissingItem struct {
	What, Why string
	Who       string // who can add it, when that is somebody else
	Href      string
	LinkText  string
}

// PanelID gives the id of the panel.
func (m Missing) PanelID() string { return either(m.ID, "ontbreekt") }

// TitleText gives the title with the number in it.
func (m Missing) TitleText() string {
	switch {
	case len(m.Items) == 0:
		return "Alles is compleet"
	case m.Title != "":
		return m.Title
	}
	return "Nog " + Meervoud(len(m.Items), "punt", "punten") + " nodig"
}

// ReadyText gives the sentence when nothing is missing.
func (m Missing) ReadyText() string { return either(m.Ready, "U kunt verder met de volgende stap.") }

// TermTable explains how a last day was counted: when, what, article.
type TermTable struct {
	Title  string
	Rows   []TermRow
	Result string // the outcome in one sentence
	Due    Due
}

// TermRow is one line of the count.
type TermRow struct {
	When        civil.Day
	Until       civil.Day // for a stretch, such as a suspension
	Said        string    // when it is more than a day or a stretch: "vanaf 3 maart"
	What        string
	Article     string
	ArticleHref string
	Note        string
	Sum         bool // an outcome, not a step
}

// WhenText gives the day or the stretch.
func (r TermRow) WhenText() string {
	switch {
	case r.Said != "":
		return r.Said
	case r.When.IsZero() && r.Until.IsZero():
		return "–"
	case r.Until.IsZero():
		return Dag(r.When)
	case r.When.IsZero():
		return "tot en met " + Dag(r.Until)
	}
	return Dag(r.When) + " tot en met " + Dag(r.Until)
}

// SignState says how a signature stands.
type SignState string

// The states of a signature; the zero value is: waiting.
const (
	SignWaiting  SignState = ""
	SignGiven    SignState = "given"
	SignRefused  SignState = "refused"
	SignNoAnswer SignState = "noanswer"
)

// Signature is the signature of one person.
type Signature struct {
	Name, Function string
	State          SignState
	When           string // "3 maart 2026 om 14.05 uur"
	Text           string // view of who signs, or why there is none
}

// Badge gives the state as a badge.
func (s Signature) Badge() Badge {
	switch s.State {
	case SignGiven:
		return Badge{Text: "Getekend", Tone: Good}
	case SignRefused:
		return Badge{Text: "Tekent niet", Tone: Bad}
	case SignNoAnswer:
		return Badge{Text: "Geen reactie", Tone: Warn}
	}
	return Badge{Text: "Nog niet getekend"}
}

// Signatures is the block of signatures under a document.
type Signatures struct {
	Title string
	Intro string
	Items []Signature
	Form  *Form // for the reader who can sign now
}

package kit

import (
	"time"

	"passend/internal/civil"
)

// Table is a table that becomes a list of cards on a small screen.
type Table struct {
	ID          string
	Caption     string
	HideCaption bool // only for who listens
	Columns     []Column
	Rows        []Row
	Empty       Empty
}

// Column is a head of a table; with Href it sorts.
type Column struct {
	Label, Href string
	Sorted      string // "ascending", "descending" or empty
	Num         bool   // figures: to the right
}

// Row is a line of a table. The first cell names the row.
type Row struct {
	Cells []Cell
	Tone  Tone
}

// Cell holds text, a link, a status, a term or actions.
type Cell struct {
	Text, Href string
	Sub        string // smaller, under the text
	Badge      *Badge
	Due        *Due
	Actions    []Action
}

// Label gives the head of column i, which a card shows before the value.
func (t Table) Label(i int) string {
	if i < len(t.Columns) {
		return t.Columns[i].Label
	}
	return ""
}

// Num says whether column i holds figures.
func (t Table) Num(i int) bool { return i < len(t.Columns) && t.Columns[i].Num }

// Tasks is the list of what somebody has to do, most urgent first.
type Tasks struct {
	Title string
	Items []Task
	Empty Empty
}

// Task is one thing to do.
type Task struct {
	Title, Href string
	About       string // pupil and number of the case
	Why         string // why it is yours
	Due         Due
	Badges      []Badge
	Action      string // text of the link, "Openen" when empty
}

// ActionText gives the text of the link.
func (t Task) ActionText() string { return either(t.Action, "Openen") }

// Timeline is the history of a case, newest first or oldest first.
type Timeline struct {
	Title string
	Items []Event
}

// Event is something that happened. Fill in At, or Day when the hour is
// unknown.
type Event struct {
	At     time.Time
	Day    civil.Day
	Who    string // person and function
	What   string
	Detail string
	Icon   string
	Tone   Tone
	Links  []Link
}

// When gives the moment as text.
func (e Event) When() string {
	if e.At.IsZero() {
		return Dag(e.Day)
	}
	return Moment(e.At)
}

// Stamp gives the moment for the datetime attribute.
func (e Event) Stamp() string {
	if e.At.IsZero() {
		return DagISO(e.Day)
	}
	return MomentISO(e.At)
}

// IconName gives the icon, a document when none is set.
func (e Event) IconName() string { return either(e.Icon, "info") }

// Thread is a conversation in a case.
type Thread struct {
	Title    string
	Readers  string // who can read this: "De school en de ouders lezen mee."
	Messages []Message
	Reply    *Form
	Empty    Empty
}

// Message is one message of a conversation.
type Message struct {
	From, Function string
	At             time.Time
	Body           string
	Own, Unread    bool
	Files          []Link
	Status         string // "Gelezen door de school op 3 maart"
}

// Documents is a list of files of a case.
type Documents struct {
	Title string
	Items []Document
	Empty Empty
	Add   *Action
}

// Document is a file, or a place where a file is missing.
type Document struct {
	Name     string
	Kind     string // "Deskundigenadvies orthopedagoog"
	View     string // address to see it
	Download string
	Replace  string
	Remove   string
	Added    string // "3 maart 2026 door de school"
	Bytes    int64
	Version  int
	Age      *Badge // "4 maanden oud", with a tone
	Signed   *Badge // "Getekend", "Handtekening ontbreekt"
	Missing  bool
	Why      string // why it is needed, when missing
	Upload   string // where to add it, when missing
	Warnings []string
}

// Compare puts two advices or two versions next to each other.
type Compare struct {
	Title       string
	Left, Right CompareHead
	Rows        []CompareRow
}

// CompareHead names one side.
type CompareHead struct {
	Title, Sub string
	Badge      *Badge
}

// CompareRow is one subject. Differs is said in words next to it.
type CompareRow struct {
	Label, Left, Right string
	Differs            bool
}

// Differences counts the subjects on which the two sides differ.
func (c Compare) Differences() int {
	n := 0
	for _, r := range c.Rows {
		if r.Differs {
			n++
		}
	}
	return n
}

// DifferencesText says that number.
func (c Compare) DifferencesText() string {
	if c.Differences() == 0 {
		return "Geen verschillen"
	}
	return Meervoud(c.Differences(), "verschil", "verschillen")
}

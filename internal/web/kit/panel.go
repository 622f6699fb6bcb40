package kit

import "html/template"

// Stats is a row of tiles with counts.
type Stats struct {
	Label string // name of the row for who listens
	Items []Stat
}

// LabelText gives that name.
func (s Stats) LabelText() string { return either(s.Label, "Aantallen") }

// Stat is one count; with Href it leads to what was counted.
type Stat struct {
	Label, Value string
	Note         string // "waarvan 2 te laat"
	Href         string
	Tone         Tone
}

// Facts is a list of labels with values, such as the data of a pupil.
type Facts struct {
	Title string
	Items []Fact
	Main  *Action // to change them
}

// Letter shows a letter in a frame, as it will be or was sent. The body comes
// from the letter package, which escapes the data in it.
type Letter struct {
	Title    string
	Status   Badge
	To       string // addressee
	Sent     string // "Verstuurd op 3 maart 2026" or "Nog niet verstuurd"
	Body     template.HTML
	Download string // address of the PDF
	Actions  []Action
}

// Copy is a text to take along, such as the number of a TLV, with a button
// that copies it for readers with scripts.
type Copy struct {
	Label, Value string
}

// Package kit holds the parts that pages are made of: named templates that
// each take one typed struct, the words and dates in them, and the colours of
// a samenwerkingsverband.
//
// A page is a template that starts with shell-start, places parts between,
// and ends with shell-end. The structs hold text that is ready to be read; the
// templates escape it. What must never enter this package: a rule of a
// procedure, a right, a database, a request, or the name of one
// samenwerkingsverband.
package kit

import (
	"embed"
	"fmt"
	"html/template"
	"io/fs"

	"passend/internal/web/assets"
)

//go:embed partials/*.html
var partials embed.FS

// Parse reads the parts of the kit, and the page templates in fsys that match
// the patterns. Without patterns it gives the kit alone.
func Parse(fsys fs.FS, patterns ...string) (*template.Template, error) {
	set, err := template.New("kit").Funcs(Funcs()).ParseFS(partials, "partials/*.html")
	if err != nil {
		return nil, fmt.Errorf("parts of the kit: %w", err)
	}
	if len(patterns) > 0 {
		if set, err = set.ParseFS(fsys, patterns...); err != nil {
			return nil, err
		}
	}
	settle(set)
	return set, nil
}

// Funcs are the functions that templates may call.
func Funcs() template.FuncMap {
	return template.FuncMap{
		"asset":      assets.URL,
		"icon":       Icon,
		"dag":        Dag,
		"dagkort":    DagKort,
		"dagiso":     DagISO,
		"moment":     Moment,
		"momentiso":  MomentISO,
		"relatief":   Relatief,
		"euro":       Euro,
		"getal":      Getal,
		"meervoud":   Meervoud,
		"alineas":    Alineas,
		"bestand":    Bestandsgrootte,
		"facts":      FactsHTML,
		"percentage": percentage,
	}
}

// Tone says how a part should strike the reader. It always comes with a word
// or an icon, never as colour alone.
type Tone string

// The tones; the zero value is neutral.
const (
	Neutral Tone = ""
	Info    Tone = "info"
	Good    Tone = "good"
	Warn    Tone = "warn"
	Bad     Tone = "bad"
)

// Icon gives the name of the icon that belongs to the tone.
func (t Tone) Icon() string {
	switch t {
	case Good:
		return "check"
	case Warn:
		return "warn"
	case Bad:
		return "alert"
	}
	return "info"
}

// Alert gives the class names of a banner in this tone.
func (t Tone) Alert() string {
	switch t {
	case Good:
		return "utrecht-alert utrecht-alert--ok"
	case Warn:
		return "utrecht-alert utrecht-alert--warning"
	case Bad:
		return "utrecht-alert utrecht-alert--error"
	}
	return "utrecht-alert utrecht-alert--info"
}

// Word says the tone aloud, for who does not see the colour.
func (t Tone) Word() string {
	switch t {
	case Good:
		return "Gelukt"
	case Warn:
		return "Let op"
	case Bad:
		return "Fout"
	}
	return "Ter informatie"
}

// Link is a text that leads somewhere.
type Link struct {
	Text, Href string
}

// Hidden is a form value that the reader does not see.
type Hidden struct {
	Name, Value string
}

// Weight says how loudly an action asks to be chosen.
type Weight string

// The weights; the zero value is the quiet secondary button.
const (
	Secondary Weight = "secondary"
	Primary   Weight = "primary"
	Subtle    Weight = "subtle"
)

// Action is a button or a link that looks like one. With Post it is a form of
// its own that posts to Href, otherwise a link. A page has one Primary action.
type Action struct {
	Label  string
	Href   string
	Post   bool
	Weight Weight
	Danger bool   // the reader cannot undo it
	Icon   string // name of an icon, may be empty
	About  string // read aloud after the label, when several labels are equal
	Hidden []Hidden
}

// Class gives the class names of the button.
func (a Action) Class() string {
	weight := a.Weight
	if weight == "" {
		weight = Secondary
	}
	class := "nl-button nl-button--" + string(weight)
	if a.Danger {
		class += " nl-button--negative"
	}
	return class
}

// Badge is a short status in a coloured pill, with its text.
type Badge struct {
	Text string
	Tone Tone
}

// Fact is a label with its value.
type Fact struct {
	Label, Value, Href string
}

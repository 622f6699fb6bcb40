package letter

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Template is a letter before its data: what ParseTemplate made of a text.
type Template struct {
	Name        string
	subject     line
	attachments []line
	body        []node
	uses        []Use
}

// Fault is something wrong in the text of a template, with what the author can
// do about it. Line and Column count from 1; a column is a character.
type Fault struct {
	Line, Column int
	What, Hint   string
}

// String gives the fault on one line: `line:column: what; tip: …`.
func (f Fault) String() string {
	return fmt.Sprintf("%d:%d: %s; tip: %s", f.Line, f.Column, f.What, f.Hint)
}

// UseKind says what a template asks of its data.
type UseKind int

// The kinds of use.
const (
	UsesText UseKind = iota + 1
	UsesCondition
	UsesList
	UsesPart
)

// Use is one place where the template asks for data: a name or, for a
// condition, its text. Loop is the list whose items are asked, or "".
type Use struct {
	Kind         UseKind
	Text, Loop   string
	Line, Column int
}

// Loop is a list the template goes through, with the placeholders inside it.
// The items are asked for those first, the letter's data after that.
type Loop struct {
	Name         string
	Placeholders []string
}

// Uses gives every use in the order of the text, for a checker that wants to
// say where something is wrong.
func (t *Template) Uses() []Use { return slices.Clone(t.uses) }

// Placeholders gives the names asked for outside loops, each once.
func (t *Template) Placeholders() []string {
	return t.each(func(u Use) bool { return u.Kind == UsesText && u.Loop == "" })
}

// Conditions gives the conditions, each once.
func (t *Template) Conditions() []string {
	return t.each(func(u Use) bool { return u.Kind == UsesCondition })
}

// Parts gives the special blocks that are present: motivering, adviseurs,
// mandaat, bezwaarclausule, beroepsclausule.
func (t *Template) Parts() []string {
	return t.each(func(u Use) bool { return u.Kind == UsesPart })
}

// Lists gives the lists the template goes through, each once.
func (t *Template) Lists() []Loop {
	var loops []Loop
	for _, name := range t.each(func(u Use) bool { return u.Kind == UsesList }) {
		inside := t.each(func(u Use) bool { return u.Kind == UsesText && u.Loop == name })
		loops = append(loops, Loop{name, inside})
	}
	return loops
}

func (t *Template) each(want func(Use) bool) []string {
	var texts []string
	for _, u := range t.uses {
		if want(u) && !slices.Contains(texts, u.Text) {
			texts = append(texts, u.Text)
		}
	}
	return texts
}

// A node is a line of the body, a condition, a loop or a part.
type node any

type (
	line   []piece
	choice struct {
		test      string
		then, not []node
	}
	loop struct {
		list string
		body []node
	}
	part struct{ name string }
)

// A piece is literal Markdown, or the name of data when name is set.
type piece struct{ literal, name string }

// ParseTemplate reads a template. With faults the template is what could be
// made of the text, good enough to go on checking, not to send.
func ParseTemplate(name, text string) (*Template, []Fault) {
	p := &reading{template: &Template{Name: name}}
	text = strings.TrimPrefix(text, "\uFEFF")
	p.lines = strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	p.front()
	p.body()
	slices.SortStableFunc(p.faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return p.template, p.faults
}

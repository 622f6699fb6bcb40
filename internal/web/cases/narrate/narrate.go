// Package narrate tells in Dutch what happened in a case: one entry for each
// thing somebody did, with what followed from it, for one reader.
//
// What must never enter: a page, a right that package app did not give, or a
// decision about the case.
package narrate

import (
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/web/kit"
)

// All tells the whole history, newest first.
func All(c *app.Case) []kit.Event { return newTeller(c).tell(-1) }

// Latest tells the last n things that happened, in short.
func Latest(c *app.Case, n int) []kit.Event {
	t := newTeller(c)
	t.brief = true
	return t.tell(n)
}

// teller knows the reader, and what earlier entries named by an id.
type teller struct {
	c         *app.Case
	p         *procedure.Procedure
	brief     bool
	documents map[string]casefile.Document
	letters   map[string]casefile.LetterMade
}

func newTeller(c *app.Case) *teller {
	t := &teller{c: c, p: c.W.Proc, documents: map[string]casefile.Document{}, letters: map[string]casefile.LetterMade{}}
	for _, e := range c.S.History {
		switch d := e.Data.(type) {
		case casefile.DocumentAdded:
			t.documents[d.Document.ID] = d.Document
		case casefile.DocumentReplaced:
			t.documents[d.Document.ID] = d.Document
		case casefile.LetterMade:
			t.letters[d.ID] = d
		}
	}
	return t
}

// tell walks back through the history; what happened in one step is one entry.
func (t *teller) tell(most int) []kit.Event {
	var all []kit.Event
	entries := t.c.S.History
	for end := len(entries); end > 0; {
		begin := end - 1
		for begin > 0 && together(entries[begin-1], entries[end-1]) {
			begin--
		}
		if e, ok := t.step(entries[begin:end]); ok {
			all = append(all, e)
		}
		if most >= 0 && len(all) == most {
			break
		}
		end = begin
	}
	return all
}

// together: events of one command have one moment and one person.
func together(a, b casefile.Entry) bool { return a.At.Equal(b.At) && a.By == b.By }

// step makes one entry of the events of one command: what was done is the
// heading, what followed from it stands in the text.
func (t *teller) step(entries []casefile.Entry) (kit.Event, bool) {
	var lines []line
	var also aside
	head := 0
	for _, e := range entries {
		l := t.line(e)
		if l.what == "" || also.take(t, e.Data) && len(entries) > 1 {
			continue
		}
		if deed(e.Data) {
			head = len(lines)
		}
		lines = append(lines, l)
	}
	if len(lines) == 0 {
		return kit.Event{}, false
	}
	h := lines[head]
	return kit.Event{At: entries[0].At, Who: who(entries[0].By), What: h.what, Detail: t.detail(lines, head, also),
		Icon: h.icon, Tone: h.tone, Links: h.links}, true
}

// detail is what stands under the heading. In short only what moved the case on.
func (t *teller) detail(lines []line, head int, also aside) string {
	parts := []string{sentence(lines[head].aside)}
	for i, l := range lines {
		if i != head && (!t.brief || l.course) {
			parts = append(parts, sentence(l.what), sentence(l.aside))
		}
	}
	if !t.brief {
		parts = append(parts, also.text()...)
	}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return strings.Join(parts, " ")
}

// aside gathers what is told once for a whole step: who got a notice, and which
// letters were made.
type aside struct{ told, letters, own []string }

func (a *aside) take(t *teller, d casefile.Data) bool {
	switch d := d.(type) {
	case casefile.Told:
		if slices.Contains(t.c.View.Roles, d.To) {
			a.own = append(a.own, "U kreeg bericht: “"+d.Subject+"”. "+d.Text)
		} else if role := t.role(d.To); !slices.Contains(a.told, role) {
			a.told = append(a.told, role)
		}
	case casefile.LetterMade:
		a.letters = append(a.letters, t.letterName(d))
	default:
		return false
	}
	return true
}

func (a *aside) text() []string {
	all := slices.Clone(a.own)
	if len(a.letters) > 0 {
		all = append(all, "Klaargezet: "+and(a.letters)+".")
	}
	if len(a.told) > 0 {
		all = append(all, "Bericht kregen: "+and(a.told)+".")
	}
	return all
}

// deed tells whether an event is what somebody meant to do.
func deed(d casefile.Data) bool {
	switch d.(type) {
	case casefile.Acted, casefile.Signed, casefile.Started, casefile.Noted:
		return true
	}
	return false
}

// line is one event in words. An event that says nothing to this reader has no
// words.
type line struct {
	what, aside, icon string
	tone              kit.Tone
	links             []kit.Link
	course            bool // moved the case on: told also in short
}

func who(a casefile.Actor) string {
	parts := []string{a.Name}
	if a.Function != "" && a.Function != casefile.System.Function {
		parts = append(parts, a.Function)
	}
	if a.OrgName != "" {
		parts = append(parts, a.OrgName)
	}
	return strings.Join(parts, ", ")
}

func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.HasSuffix(text, ".") || strings.HasSuffix(text, "?") || strings.HasSuffix(text, "!") {
		return text
	}
	return text + "."
}

func (t *teller) link(rest string) string {
	return "/" + t.c.P.Tenant + "/zaken/" + t.c.S.ID + rest
}

func (t *teller) phase(name string) string {
	if f, ok := casefile.FindPhase(t.p, name); ok && f.Title != "" {
		return f.Title
	}
	return name
}

func (t *teller) role(name string) string { return casefile.RoleTitle(t.p, name) }

func (t *teller) roles(names []string) string {
	var titles []string
	for _, n := range names {
		titles = append(titles, t.role(n))
	}
	return and(titles)
}

// and joins words as people do: "a, b en c".
func and(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " en " + words[len(words)-1]
}

func (t *teller) term(name string) procedure.Term {
	i := slices.IndexFunc(t.p.Terms, func(d procedure.Term) bool { return d.Name == name })
	if i < 0 {
		return procedure.Term{Title: name}
	}
	return t.p.Terms[i]
}

// answer shows one answer in short.
func (t *teller) answer(f procedure.Field, text string) string {
	if f.Type == "organisatie" {
		text = t.c.Org(text).Name
	}
	if f.Type == "persoon" && t.c.W.Find != nil {
		if p, ok := t.c.W.Find(text); ok {
			text = p.Name
		}
	}
	return short(app.ReadValue(f, text))
}

// longest is how many characters of an answer stand in the history; the whole
// of it stands where it was given.
const longest = 240

func short(text string) string {
	r := []rune(strings.Join(strings.Fields(text), " "))
	if len(r) <= longest {
		return string(r)
	}
	return strings.TrimSpace(string(r[:longest])) + " …"
}

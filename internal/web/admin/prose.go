package admin

import (
	"fmt"
	"html"
	"html/template"
	"regexp"
	"strings"
)

// prose is the explanation of a procedure as a page: its text, and a heading for
// each part to go to.
type prose struct {
	Text     template.HTML
	Headings []heading
}

type heading struct{ ID, Text string }

var numbered = regexp.MustCompile(`^[0-9]+\. `)

// readProse turns the headings, paragraphs and lists that package procedure
// writes into a page. Every word is escaped. The first heading is the title of
// the page itself.
func readProse(text string) prose {
	w := &proseWriter{}
	for line := range strings.SplitSeq(text, "\n") {
		w.line(line)
	}
	w.level(0)
	return prose{template.HTML(w.b.String()), w.headings}
}

type proseWriter struct {
	b        strings.Builder
	open     []string // the lists that are open
	headings []heading
}

func (w *proseWriter) line(line string) {
	body := strings.TrimLeft(line, " ")
	depth := (len(line)-len(body))/2 + 1
	switch {
	case body == "":
		return
	case strings.HasPrefix(body, "- "):
		w.item(depth, "ul", body[2:])
	case numbered.MatchString(body):
		_, rest, _ := strings.Cut(body, ". ")
		w.item(depth, "ol", rest)
	case strings.HasPrefix(body, "#"):
		w.heading(body)
	default:
		w.level(0)
		w.b.WriteString(`<p class="nl-paragraph">` + inline(body) + "</p>\n")
	}
}

func (w *proseWriter) heading(line string) {
	w.level(0)
	text := strings.TrimLeft(line, "#")
	level := min(len(line)-len(text), 4)
	if level == 1 {
		return
	}
	id := ""
	if level == 2 {
		h := heading{fmt.Sprintf("deel-%d", len(w.headings)+1), strings.TrimSpace(text)}
		w.headings, id = append(w.headings, h), ` id="`+h.ID+`"`
	}
	fmt.Fprintf(&w.b, "<h%d class=\"nl-heading nl-heading--level-%d\"%s>%s</h%d>\n", level, level, id, inline(strings.TrimSpace(text)), level)
}

// item writes a point of a list at a depth; an item stays open, for a list in it.
func (w *proseWriter) item(depth int, kind, text string) {
	depth = min(depth, len(w.open)+1)
	if len(w.open) >= depth {
		w.level(depth)
		w.b.WriteString("</li>\n")
		if w.open[depth-1] != kind {
			w.level(depth - 1)
		}
	}
	if len(w.open) < depth {
		w.b.WriteString("<" + kind + ">\n")
		w.open = append(w.open, kind)
	}
	w.b.WriteString("<li>" + inline(text))
}

// level closes the lists that lie deeper.
func (w *proseWriter) level(depth int) {
	for len(w.open) > depth {
		last := w.open[len(w.open)-1]
		w.open = w.open[:len(w.open)-1]
		w.b.WriteString("</li></" + last + ">\n")
	}
}

// inline escapes a text, with ** and ` for emphasis and names.
func inline(text string) string {
	var b strings.Builder
	for i, part := range strings.Split(text, "**") {
		escaped := names(part)
		if i%2 == 1 {
			escaped = "<strong>" + escaped + "</strong>"
		}
		b.WriteString(escaped)
	}
	return b.String()
}

func names(text string) string {
	var b strings.Builder
	for i, part := range strings.Split(text, "`") {
		escaped := html.EscapeString(part)
		if i%2 == 1 {
			escaped = "<code>" + escaped + "</code>"
		}
		b.WriteString(escaped)
	}
	return b.String()
}

package info

import (
	"bytes"
	"html/template"
	"strings"

	"github.com/yuin/goldmark"
)

// prose makes headings, lists and paragraphs of the text of a procedure. The
// reader leaves out raw HTML and dangerous addresses by itself.
func prose(text string) template.HTML {
	if strings.HasPrefix(text, "# ") {
		_, text, _ = strings.Cut(text, "\n")
	}
	var out bytes.Buffer
	if err := goldmark.Convert([]byte(text), &out); err != nil {
		return template.HTML("<pre>" + template.HTMLEscapeString(text) + "</pre>")
	}
	return template.HTML(classes.Replace(out.String()))
}

// classes give what was made the look of the house.
var classes = strings.NewReplacer(
	"<h2>", `<h2 class="nl-heading nl-heading--level-2">`, "<h3>", `<h3 class="nl-heading nl-heading--level-3">`, "<h4>", `<h4 class="nl-heading nl-heading--level-4">`,
	"<p>", `<p class="nl-paragraph">`, "<ul>", `<ul class="plainlist">`)

package letter

import (
	"html"
	"strconv"
	"strings"
)

// HTML gives the letter as a fragment: one <article> with the subject as its
// only h1. Every word is escaped; no style, script or address of a picture is
// in it, so it fits under a strict content policy.
func HTML(doc Document) string {
	p := &page{level: 1}
	p.raw(`<article class="brief" lang="` + html.EscapeString(doc.language()) + `">` + "\n")
	p.line("p", ` class="watermerk"`, doc.Watermark)
	p.head(doc)
	p.line("h1", "", doc.Subject)
	p.blocks(doc.Blocks)
	p.several("p", "ondertekening", doc.Signer)
	if len(doc.Attachments) > 0 {
		p.raw(`<section class="bijlagen">` + "\n")
		p.line("h2", "", attachmentsTitle)
		p.blocks(Blocks{Bullets(doc.Attachments...)})
		p.raw("</section>\n")
	}
	p.raw("</article>\n")
	return p.String()
}

const attachmentsTitle = "Bijlagen"

func (d Document) language() string {
	if d.Lang == "" {
		return "nl"
	}
	return d.Lang
}

// dateline is the place and date a letter carries.
func (d Document) dateline() string {
	if d.Letterhead.Place == "" || d.Date == "" {
		return d.Date
	}
	return d.Letterhead.Place + ", " + d.Date
}

type page struct {
	strings.Builder
	level int // of the last heading
}

func (p *page) raw(markup string) { p.WriteString(markup) }

func (p *page) wrap(tag, attributes, inner string) {
	p.raw("<" + tag + attributes + ">" + inner + "</" + tag + ">\n")
}

// line writes an element with plain text, or nothing without text.
func (p *page) line(tag, attributes, text string) {
	if text != "" {
		p.wrap(tag, attributes, escape(text))
	}
}

func escape(text string) string {
	return strings.ReplaceAll(html.EscapeString(printable(text)), "\n", "<br>")
}

// several writes an element with a line for each text, or nothing.
func (p *page) several(tag, class string, texts []string) {
	if len(texts) > 0 {
		p.wrap(tag, ` class="`+class+`"`, escape(strings.Join(texts, "\n")))
	}
}

func inlines(spans Spans) string {
	var b strings.Builder
	for _, s := range spans {
		text := escape(s.Text)
		if s.Italic {
			text = "<em>" + text + "</em>"
		}
		if s.Bold {
			text = "<strong>" + text + "</strong>"
		}
		b.WriteString(text)
	}
	return b.String()
}

func (p *page) head(doc Document) {
	from := doc.Letterhead
	p.raw(`<header class="briefhoofd">` + "\n")
	p.line("p", ` class="afzender"`, from.Name)
	p.several("p", "regels", from.Lines)
	p.several("p", "contact", from.Contact)
	p.several("address", "geadresseerde", doc.Addressee)
	p.line("p", ` class="datum"`, doc.dateline())
	if doc.Reference != "" {
		p.line("p", ` class="kenmerk"`, "Kenmerk: "+doc.Reference)
	}
	p.raw("</header>\n")
}

func (p *page) blocks(blocks Blocks) {
	for _, b := range blocks {
		switch b := b.(type) {
		case Heading:
			p.level = outline(p.level, b.Level)
			p.line("h"+strconv.Itoa(p.level), "", b.Text)
		case Paragraph:
			p.wrap("p", "", inlines(b.Spans))
		case List:
			p.list(b)
		case Table:
			p.table(b)
		case Definitions:
			p.definitions(b)
		case SignatureLine:
			p.signature(b)
		}
	}
}

// outline gives the level for a heading so that none is skipped: at least 2, at
// most one deeper than the heading before it.
func outline(last, level int) int {
	return max(2, min(level, last+1, 6))
}

func (p *page) list(l List) {
	tag := "ul"
	if l.Ordered {
		tag = "ol"
	}
	p.raw("<" + tag + ">\n")
	for _, item := range l.Items {
		p.raw("<li>")
		if only, ok := single(item); ok {
			p.raw(inlines(only.Spans))
		} else {
			p.blocks(item)
		}
		p.raw("</li>\n")
	}
	p.raw("</" + tag + ">\n")
}

// single says that an item is one paragraph, which needs no tag of its own.
func single(item Blocks) (Paragraph, bool) {
	if len(item) != 1 {
		return Paragraph{}, false
	}
	only, ok := item[0].(Paragraph)
	return only, ok
}

func (p *page) table(t Table) {
	p.raw("<table>\n")
	p.line("caption", "", t.Caption)
	if len(t.Head) > 0 {
		p.raw("<thead>\n<tr>")
		for _, cell := range t.Head {
			p.raw(`<th scope="col">` + inlines(cell) + "</th>")
		}
		p.raw("</tr>\n</thead>\n")
	}
	p.raw("<tbody>\n")
	for _, row := range t.Rows {
		p.raw("<tr>")
		for i := range max(len(row), len(t.Head)) {
			p.raw("<td>" + inlines(cellAt(row, i)) + "</td>")
		}
		p.raw("</tr>\n")
	}
	p.raw("</tbody>\n</table>\n")
}

func cellAt(row []Spans, i int) Spans {
	if i < len(row) {
		return row[i]
	}
	return nil
}

func (p *page) definitions(d Definitions) {
	p.raw("<dl>\n")
	for _, row := range d.Rows {
		p.raw("<div><dt>" + escape(row.Question) + "</dt><dd>" + escape(row.Answer) + "</dd></div>\n")
	}
	p.raw("</dl>\n")
}

// signatureFields are what a person who signs by hand fills in.
var signatureFields = []string{"Naam", "Datum", "Handtekening"}

func (p *page) signature(s SignatureLine) {
	p.raw(`<section class="handtekening">` + "\n")
	p.line("p", "", s.Label)
	for _, field := range signatureFields {
		p.wrap("p", ` class="invullijn"`, field+":")
	}
	p.raw("</section>\n")
}

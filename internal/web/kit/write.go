package kit

import (
	"html/template"
	"strconv"
	"strings"
	"sync"
)

// Lists are most of what a page says, and the template engine takes more time
// for a page of them than the database. The parts of which a page has many are
// therefore written out here, to the very same text as a template would give: a
// test holds the two against each other for any text.

// markup gathers HTML. Raw is for text of our own only.
type markup struct{ strings.Builder }

func (m *markup) raw(parts ...string) {
	for _, p := range parts {
		m.WriteString(p)
	}
}

// text writes text, or the value of an attribute between quotes.
func (m *markup) text(s string) {
	last := 0
	for i := 0; i < len(s); i++ {
		entity := ""
		switch s[i] {
		case '"':
			entity = "&#34;"
		case '&':
			entity = "&amp;"
		case '\'':
			entity = "&#39;"
		case '+':
			entity = "&#43;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		case 0:
			entity = "\uFFFD"
		default:
			continue
		}
		m.WriteString(s[last:i])
		m.WriteString(entity)
		last = i + 1
	}
	m.WriteString(s[last:])
}

// element writes text in an element of which the two tags are ours.
func (m *markup) element(open, text, close string) {
	m.WriteString(open)
	m.text(text)
	m.WriteString(close)
}

// maybe is element, when there is text.
func (m *markup) maybe(open, text, close string) {
	if text != "" {
		m.element(open, text, close)
	}
}

// href writes an address as the value of an attribute. Nearly all of them are a
// path of our own; the template engine judges the rest.
func (m *markup) href(address string) {
	if strings.HasPrefix(address, "/") && strings.IndexFunc(address, unusual) < 0 {
		m.text(address)
		return
	}
	m.WriteString(judged(address))
}

// unusual is what may have to be written otherwise in an address.
func unusual(c rune) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return false
	}
	return !strings.ContainsRune("/?=&-_.~:,;@#+", c)
}

var judge = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("address").Parse(`<a href="{{.}}">`))
})

func judged(address string) string {
	var b strings.Builder
	if err := judge().Execute(&b, address); err != nil {
		return "#"
	}
	return strings.TrimSuffix(strings.TrimPrefix(b.String(), `<a href="`), `">`)
}

// link writes a link of which the start of the tag is ours, up to href.
func (m *markup) link(open, address, text string) {
	m.raw(open, ` href="`)
	m.href(address)
	m.element(`">`, text, "</a>")
}

func (m *markup) html() template.HTML { return template.HTML(m.String()) }

// HTML writes the badge.
func (b Badge) HTML() template.HTML {
	var m markup
	m.badge(b)
	return m.html()
}

func (m *markup) badge(b Badge) {
	m.raw(`<span class="nl-data-badge badge`)
	m.maybe(" badge--", string(b.Tone), "")
	m.element(`">`, b.Text, `</span>`)
}

// HTML writes the term.
func (d Due) HTML() template.HTML {
	var m markup
	m.due(d)
	return m.html()
}

func (m *markup) due(d Due) {
	if !d.Shown() {
		return
	}
	m.element(`<span class="due due--`, string(d.State), `">`)
	m.raw(string(Icon(d.Icon())), `<span class="due__text"><strong>`, d.Word(), `</strong>`)
	if !d.Day.IsZero() {
		m.element(`<span class="due__day"> <time datetime="`, DagISO(d.Day), `">`)
		m.element("", Dag(d.Day), `</time></span>`)
	}
	m.maybe(`<span class="due__more"> `, d.Text, `</span>`)
	m.raw(`</span></span>`)
}

// HTML writes the button or the link.
func (a Action) HTML() template.HTML {
	var m markup
	m.action(a)
	return m.html()
}

func (m *markup) action(a Action) {
	if a.Post {
		m.raw(`<form class="act" method="post" action="`)
		m.href(a.Href)
		m.raw(`">`)
		for _, h := range a.Hidden {
			m.element(`<input type="hidden" name="`, h.Name, `" value="`)
			m.element("", h.Value, `">`)
		}
		m.element(`<button class="`, a.Class(), `" type="submit">`)
		m.actionText(a)
		m.raw(`</button></form>`)
		return
	}
	m.element(`<a class="`, a.Class(), `" href="`)
	m.href(a.Href)
	m.raw(`">`)
	m.actionText(a)
	m.raw(`</a>`)
}

func (m *markup) actionText(a Action) {
	if a.Icon != "" {
		m.raw(`<span class="nl-button__icon-start">`, string(Icon(a.Icon)), `</span>`)
	}
	m.element(`<span class="nl-button__label">`, a.Label, "")
	m.maybe(`<span class="hide"> `, a.About, `</span>`)
	m.raw(`</span>`)
}

// HTML writes the message that a list is empty.
func (e Empty) HTML() template.HTML {
	var m markup
	m.empty(e)
	return m.html()
}

func (m *markup) empty(e Empty) {
	m.raw("<div class=\"empty\">\n")
	m.element(`  <p class="empty__title">`, either(e.Title, "Hier is nog niets"), "</p>\n  ")
	m.maybe(`<p class="empty__text">`, e.Text, `</p>`)
	m.raw("\n  ")
	if e.Action != nil {
		m.raw(`<p>`)
		m.action(*e.Action)
		m.raw(`</p>`)
	}
	m.raw("\n</div>")
}

// FactsHTML writes a list of facts.
func FactsHTML(facts []Fact) template.HTML {
	var m markup
	m.raw("<dl class=\"facts\">\n  ")
	for _, f := range facts {
		m.element(`<div class="facts__row"><dt>`, f.Label, `</dt><dd>`)
		m.linked(`<a class="nl-link"`, f.Href, f.Value)
		m.raw("</dd></div>\n  ")
	}
	m.raw("\n</dl>")
	return m.html()
}

// linked writes text, as a link when it leads somewhere.
func (m *markup) linked(open, address, text string) {
	if address == "" {
		m.text(text)
		return
	}
	m.link(open, address, text)
}

// HTML writes the row of links.
func (t Tabs) HTML() template.HTML {
	var m markup
	m.element(`<nav class="tabs" aria-label="`, either(t.Label, "Onderdelen"), "\">\n  <ul class=\"tabs__list\">\n    ")
	for _, i := range t.Items {
		m.raw(`<li><a class="tabs__link" href="`)
		m.href(i.Href)
		m.raw(`"`, current(i.Current), `>`)
		m.text(i.Label)
		m.count(i.Count)
		m.raw("</a></li>\n    ")
	}
	m.raw("\n  </ul>\n</nav>")
	return m.html()
}

func current(is bool) string {
	if is {
		return ` aria-current="page"`
	}
	return ""
}

func (m *markup) count(n int) {
	if n != 0 {
		m.element(` <span class="count">`, Getal(n), `</span>`)
	}
}

// NavHTML writes the main navigation.
func (s Shell) NavHTML() template.HTML {
	var m markup
	m.raw("<nav class=\"nav\" id=\"menu\" aria-label=\"Hoofdmenu\">\n  <ul class=\"nav__list\">\n    ")
	for _, i := range s.Nav {
		m.raw(`<li><a class="nav__link" href="`)
		m.href(i.Href)
		m.raw(`"`, current(i.Current), `>`)
		m.text(i.Label)
		m.count(i.Count)
		m.raw("</a></li>\n    ")
	}
	m.raw("<li class=\"nav__close\"><a class=\"nav__link\" href=\"#inhoud\">Menu sluiten</a></li>\n  </ul>\n</nav>")
	return m.html()
}

func number(n int) string { return strconv.Itoa(n) }

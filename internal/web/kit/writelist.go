package kit

import "html/template"

// HTML writes the table.
func (t Table) HTML() template.HTML {
	var m markup
	if len(t.Rows) == 0 {
		m.empty(t.Empty)
		return m.html()
	}
	m.Grow(600 * (2 + len(t.Rows)))
	m.raw(`<table class="table"`)
	m.maybe(` id="`, t.ID, `"`)
	m.raw(" role=\"table\">\n  ")
	if t.Caption != "" {
		m.raw(`<caption`, when(t.HideCaption, ` class="hide"`), `>`)
		m.element("", t.Caption, `</caption>`)
	}
	m.raw("\n  <thead role=\"rowgroup\"><tr role=\"row\">\n    ")
	for _, c := range t.Columns {
		m.column(c)
	}
	m.raw("\n  </tr></thead>\n  <tbody role=\"rowgroup\">\n    ")
	for _, r := range t.Rows {
		m.row(t, r)
	}
	m.raw("\n  </tbody>\n</table>")
	return m.html()
}

func when(is bool, text string) string {
	if is {
		return text
	}
	return ""
}

func (m *markup) column(c Column) {
	m.raw(`<th scope="col" role="columnheader"`)
	m.maybe(` aria-sort="`, c.Sorted, `"`)
	m.raw(when(c.Num, ` class="num"`), `>`)
	switch {
	case c.Href != "":
		m.raw(`<a class="sort`)
		m.maybe(" sort--", c.Sorted, "")
		m.raw(`" href="`)
		m.href(c.Href)
		m.element(`">`, c.Label, string(Icon("chevron"))+`</a>`)
	case c.Label != "":
		m.text(c.Label)
	default:
		m.raw(`<span class="hide">Acties</span>`)
	}
	m.raw("</th>\n    ")
}

func (m *markup) row(t Table, r Row) {
	m.raw(`<tr role="row"`)
	m.maybe(` class="row--`, string(r.Tone), `"`)
	m.raw(">\n      ")
	for i, c := range r.Cells {
		if i == 0 {
			m.raw(`<th scope="row" role="rowheader">`)
			m.cell(c)
			m.raw("</th>\n      ")
			continue
		}
		m.element(`<td role="cell" data-label="`, t.Label(i), `"`)
		m.raw(when(t.Num(i), ` class="num"`), `><div class="cell">`)
		m.cell(c)
		m.raw("</div></td>\n      ")
	}
	m.raw("\n    </tr>\n    ")
}

func (m *markup) cell(c Cell) {
	m.linked(`<a class="nl-link cell__link"`, c.Href, c.Text)
	m.maybe(`<span class="sub">`, c.Sub, `</span>`)
	if c.Badge != nil {
		m.badge(*c.Badge)
	}
	if c.Due != nil {
		m.due(*c.Due)
	}
	if len(c.Actions) > 0 {
		m.raw(`<div class="actions actions--small">`)
		for _, a := range c.Actions {
			m.action(a)
		}
		m.raw(`</div>`)
	}
}

// HTML writes the list of what is to be done.
func (t Tasks) HTML() template.HTML {
	var m markup
	m.raw("<section class=\"tasks\">\n  ")
	if t.Title != "" {
		m.element(`<h2 class="nl-heading nl-heading--level-2">`, t.Title, "")
		if len(t.Items) > 0 {
			m.raw(` <span class="count">`, number(len(t.Items)), `</span>`)
		}
		m.raw(`</h2>`)
	}
	m.raw("\n  ")
	if len(t.Items) == 0 {
		m.empty(t.Empty)
		m.raw("\n</section>")
		return m.html()
	}
	m.Grow(1000 * len(t.Items))
	m.raw("<ul class=\"tasks__list\">\n    ")
	for _, i := range t.Items {
		m.task(i)
	}
	m.raw("\n  </ul>\n</section>")
	return m.html()
}

func (m *markup) task(t Task) {
	m.raw(`<li class="task`)
	m.maybe(" task--", string(t.Due.State), "")
	m.raw("\">\n      <div class=\"task__text\">\n        <h3 class=\"task__title\">")
	m.link(`<a class="nl-link"`, t.Href, t.Title)
	m.raw("</h3>\n        ")
	m.maybe(`<p class="task__about">`, t.About, `</p>`)
	m.raw("\n        ")
	m.maybe(`<p class="task__why">`, t.Why, `</p>`)
	m.raw("\n      </div>\n      <div class=\"task__state\">")
	m.due(t.Due)
	if len(t.Badges) > 0 {
		m.raw(`<span class="badges">`)
		for _, b := range t.Badges {
			m.badge(b)
		}
		m.raw(`</span>`)
	}
	m.raw("</div>\n      <a class=\"nl-button nl-button--secondary task__go\" href=\"")
	m.href(t.Href)
	m.element(`"><span class="nl-button__label">`, t.ActionText(), `<span class="hide">: `)
	m.text(t.Title)
	m.maybe(", ", t.About, "")
	m.raw("</span></span></a>\n    </li>\n    ")
}

// HTML writes the history.
func (t Timeline) HTML() template.HTML {
	var m markup
	m.element("<section class=\"panel\">\n  <h2 class=\"nl-heading nl-heading--level-2\">", either(t.Title, "Geschiedenis"), "</h2>\n  <ol class=\"timeline\">\n    ")
	for _, e := range t.Items {
		m.event(e)
	}
	m.raw("\n  </ol>\n</section>")
	return m.html()
}

func (m *markup) event(e Event) {
	m.raw(`<li class="event`)
	m.maybe(" event--", string(e.Tone), "")
	m.raw("\">\n      <span class=\"event__icon\">", string(Icon(e.IconName())), "</span>\n      <div class=\"event__text\">\n        ")
	m.element(`<p class="event__what">`, e.What, "</p>\n        ")
	m.element(`<p class="sub"><time datetime="`, e.Stamp(), `">`)
	m.element("", e.When(), `</time>`)
	m.maybe(" · ", e.Who, "")
	m.raw("</p>\n        ")
	m.maybe(`<p class="event__detail">`, e.Detail, `</p>`)
	m.raw("\n        ")
	if len(e.Links) > 0 {
		m.raw(`<ul class="linkrow">`)
		for _, l := range e.Links {
			m.raw(`<li>`)
			m.link(`<a class="nl-link"`, l.Href, l.Text)
			m.raw(`</li>`)
		}
		m.raw(`</ul>`)
	}
	m.raw("\n      </div>\n    </li>\n    ")
}

// HTML writes the way a case goes.
func (s Steps) HTML() template.HTML {
	var m markup
	m.element(`<nav class="steps" aria-label="`, s.LabelText(), "\">\n  <ol class=\"steps__list\">\n    ")
	for _, i := range s.Items {
		m.element(`<li class="step step--`, either(string(i.State), "next"), `"`)
		m.raw(when(i.State == StepNow, ` aria-current="step"`), ">\n      <span class=\"step__mark\" aria-hidden=\"true\"></span>\n      <span class=\"step__text\">")
		if i.Href != "" {
			m.link(`<a class="nl-link step__label"`, i.Href, i.Label)
		} else {
			m.element(`<span class="step__label">`, i.Label, `</span>`)
		}
		m.raw(` <span class="step__word">`, i.Word(), `</span>`)
		m.maybe(` <span class="step__note">`, i.Note, `</span>`)
		m.raw("</span>\n    </li>\n    ")
	}
	m.raw("\n  </ol>\n</nav>")
	return m.html()
}

package lists

import (
	"errors"
	"net/url"
	"strings"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// due is the badge of a last day as rows hold it.
func due(r *page.Request, last string, still bool) kit.Due {
	if still {
		return kit.StandsStill("")
	}
	return kit.DueOn(day(last), r.Site.App.Today(), app.SoonDays)
}

// day reads a day of a row; a text that is none is no day.
func day(text string) civil.Day {
	d, _ := civil.ParseDay(text)
	return d
}

// count writes a bounded count.
func count(n int) string {
	if n >= app.MostCounted {
		return "meer dan " + kit.Getal(app.MostCounted-1)
	}
	return kit.Getal(n)
}

func caseTo(r *page.Request, id string) string { return r.To("/zaken/%s", id) }

// asked is a list with what narrows it, as it stands in the address.
type asked struct {
	path   string
	values url.Values
}

// ask keeps the choices of a list that are filled in.
func ask(r *page.Request, path string, names ...string) asked {
	a := asked{path, url.Values{}}
	for _, name := range names {
		if v := strings.TrimSpace(r.URL.Query().Get(name)); v != "" {
			a.values.Set(name, v)
		}
	}
	return a
}

func (a asked) get(name string) string { return a.values.Get(name) }

// with is the address of the same list with one choice changed, from its start.
func (a asked) with(name, value string) string {
	v := url.Values{}
	for k := range a.values {
		v.Set(k, a.values.Get(k))
	}
	v.Del("vanaf")
	if value == "" {
		v.Del(name)
	} else {
		v.Set(name, value)
	}
	if len(v) == 0 {
		return a.path
	}
	return a.path + "?" + v.Encode()
}

// pager leads to the next page of the list.
func (a asked) pager(cursor, next string, shown int, one, many string) kit.Pager {
	p := kit.Pager{}
	if cursor != "" {
		p.StartHref, p.Text = a.with("vanaf", ""), "Vervolg van de lijst"
	}
	if next != "" {
		p.NextHref = a.with("vanaf", "") + sign(a.with("vanaf", "")) + "vanaf=" + url.QueryEscape(next)
		if p.Text == "" {
			p.Text = "De eerste " + kit.Meervoud(shown, one, many)
		}
	}
	return p
}

func sign(address string) string {
	if strings.Contains(address, "?") {
		return "&"
	}
	return "?"
}

// sorted is the head of a column that sorts the list.
func (a asked) sorted(label, name string) kit.Column {
	c := kit.Column{Label: label, Href: a.with("volgorde", name)}
	now := a.get("volgorde")
	if now == name || now == "" && name == "termijn" {
		c.Sorted = "ascending"
		if name == "gewijzigd" {
			c.Sorted = "descending"
		}
	}
	return c
}

// chips are the choices that narrow the list, each with the way to drop it.
func (a asked) chips(fields []kit.Field) (chips []kit.Link) {
	for _, f := range fields {
		if text := f.ValueText(); f.Value != "" {
			if f.Label != "" && f.Kind != kit.Select {
				text = f.Label + ": " + text
			}
			chips = append(chips, kit.Link{Text: text, Href: a.with(f.Name, "")})
		}
	}
	return chips
}

// choice is a filter with answers; nothing is the text for all.
func choice(a asked, name, label, nothing string, options []kit.Option) kit.Field {
	return kit.Field{Kind: kit.Select, Name: name, Label: label, Value: a.get(name), Options: options, Nothing: nothing}
}

// wrongCursor tells that a list was asked from a place that no page gave out.
func wrongCursor(err error) error {
	if errors.Is(err, app.ErrCursor) {
		return page.ErrBadRequest
	}
	return err
}

// kinds are the procedures of the SWV as choices.
func kinds(r *page.Request) (options []kit.Option) {
	for _, p := range r.SWV.Procedures {
		options = append(options, kit.Option{Value: p.ID, Label: p.Title})
	}
	return options
}

// regions are the regions of the SWV as choices; none when there is nothing to
// choose for this function.
func regions(r *page.Request) (options []kit.Option) {
	if r.P.Scope != "alles" || len(r.SWV.Regions) < 2 {
		return nil
	}
	for _, reg := range r.SWV.Regions {
		options = append(options, kit.Option{Value: reg.Name, Label: app.RegionTitle(r.SWV, reg.Name)})
	}
	return options
}

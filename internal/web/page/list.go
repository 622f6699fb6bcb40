package page

import (
	"errors"
	"net/url"
	"strings"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/web/kit"
)

// List is a list with the choices that narrow it, as they stand in the address.
type List struct {
	Path   string
	values url.Values
}

// Asked keeps the choices that are filled in.
func (r *Request) Asked(path string, names ...string) List {
	l := List{path, url.Values{}}
	for _, name := range names {
		if v := strings.TrimSpace(r.URL.Query().Get(name)); v != "" {
			l.values.Set(name, v)
		}
	}
	return l
}

// Get gives a choice, "" when it was not made.
func (l List) Get(name string) string { return l.values.Get(name) }

// Narrowed tells whether any choice was made.
func (l List) Narrowed() bool { return len(l.values) > 0 }

// With is the address of the same list with one choice changed.
func (l List) With(name, value string) string {
	v := url.Values{}
	for k := range l.values {
		v.Set(k, l.values.Get(k))
	}
	v.Del(name)
	if value != "" {
		v.Set(name, value)
	}
	if len(v) == 0 {
		return l.Path
	}
	return l.Path + "?" + v.Encode()
}

// Choice is a filter with answers; nothing is the text for all of them.
func (l List) Choice(name, label, nothing string, options []kit.Option) kit.Field {
	return kit.Field{Kind: kit.Select, Name: name, Label: label, Value: l.Get(name), Options: options, Nothing: nothing}
}

// Chips are the choices that were made, each with the way to drop it.
func (l List) Chips(fields []kit.Field) (chips []kit.Link) {
	for _, f := range fields {
		if f.Value == "" {
			continue
		}
		text := f.ValueText()
		if f.Kind != kit.Select {
			text = f.Label + ": " + text
		}
		chips = append(chips, kit.Link{Text: text, Href: l.With(f.Name, "")})
	}
	return chips
}

// Pager leads to the next page; cursor is where this one began.
func (l List) Pager(cursor, next string, shown int, one, many string) kit.Pager {
	p := kit.Pager{}
	if cursor != "" {
		p.StartHref, p.Text = l.With("vanaf", ""), "Vervolg van de lijst"
	}
	if next != "" {
		p.NextHref = l.With("vanaf", next)
		if p.Text == "" {
			p.Text = "De eerste " + kit.Meervoud(shown, one, many)
		}
	}
	return p
}

// WrongCursor makes of a place in a list that no page gave out a request that
// cannot be read.
func WrongCursor(err error) error {
	if errors.Is(err, app.ErrCursor) {
		return ErrBadRequest
	}
	return err
}

// Counted writes a bounded count.
func Counted(n int) string {
	if n >= app.MostCounted {
		return "meer dan " + kit.Getal(app.MostCounted-1)
	}
	return kit.Getal(n)
}

// DayOf reads a day of a row; a text that is none is no day.
func DayOf(text string) civil.Day {
	d, _ := civil.ParseDay(text)
	return d
}

// TypedDay shows a day of a row the way people type it.
func TypedDay(text string) string { return typedDay(text) }

// ReadDay reads a typed day. An empty text is no day; another that is none says
// why.
func (r *Request) ReadDay(name string) (civil.Day, string) {
	text := r.Value(name)
	if text == "" {
		return 0, ""
	}
	d, err := civil.ParseDay(text)
	if err != nil {
		return 0, err.Error()
	}
	return d, ""
}

package page

import (
	"errors"
	"net/http"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/web/kit"
)

// maxForm is the longest form that is read, files aside, in bytes.
const maxForm = 2 << 20

// ReadForm reads what was posted. Too much is refused before it is read whole.
func (r *Request) ReadForm(w http.ResponseWriter) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	err := r.ParseForm()
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return ErrTooLarge
	case err != nil:
		return ErrBadRequest
	}
	return nil
}

// Value gives a typed value without the white space around it.
func (r *Request) Value(name string) string { return strings.TrimSpace(r.PostFormValue(name)) }

// Typed gathers the values of the fields of a procedure from what was posted.
// Only what was on the page is there: a field that is left out stays as it was.
func (r *Request) Typed(fields []procedure.Field) map[string]string {
	values := map[string]string{}
	for _, f := range fields {
		if v, ok := r.typed(f); ok {
			values[f.Name] = v
		}
		if f.Depart == "met reden" && r.PostForm.Has(f.Name+" reden") {
			values[f.Name+" reden"] = r.Value(f.Name + " reden")
		}
	}
	return values
}

func (r *Request) typed(f procedure.Field) (string, bool) {
	if f.Type == "meerkeuze" {
		return strings.Join(r.PostForm[f.Name], "\n"), r.PostForm.Has(f.Name) || r.PostForm.Has(f.Name+"?")
	}
	if !r.PostForm.Has(f.Name) {
		return "", r.PostForm.Has(f.Name + "?")
	}
	return strings.ReplaceAll(r.Value(f.Name), "\r\n", "\n"), true
}

// Asked makes a field of a page from a field of a procedure. c may be nil when
// the field needs nothing of a case.
func Asked(c *app.Case, f procedure.Field, value string) kit.Field {
	k := kit.Field{Name: f.Name, Label: f.Question, Hint: f.Help, Value: value, Optional: !f.Required && !f.NeedWhen.Given()}
	switch f.Type {
	case "lange tekst":
		k.Kind, k.Rows, k.Max = kit.TextArea, 5, 20000
	case "ja-nee":
		k.Kind = kit.YesNo
	case "keuze":
		k.Kind = kit.Radios
		if len(f.Choices) > 6 {
			k.Kind = kit.Select
		}
		k.Options = options(f.Choices)
	case "meerkeuze":
		k.Kind, k.Options, k.Values = kit.Checkboxes, options(f.Choices), strings.Split(value, "\n")
	case "datum":
		k.Kind, k.Value = kit.DateField, typedDay(value)
	case "getal":
		k.Kind = kit.NumberField
	case "bedrag":
		k.Kind = kit.MoneyField
	case "persoon":
		k.Kind, k.Options = kit.PersonField, people(c, f.Among)
	case "organisatie":
		k.Kind, k.Options = kit.Select, organisations(c, f.Among)
	default:
		k.Max = 1000
	}
	return k
}

func options(choices []string) []kit.Option {
	var all []kit.Option
	for _, c := range choices {
		all = append(all, kit.Option{Value: c, Label: Capital(c)})
	}
	return all
}

// Capital begins a text with a capital letter.
func Capital(text string) string { return app.Capital(text) }

// typedDay shows a kept day the way people type it; what is no day stays as it was typed.
func typedDay(value string) string {
	d, err := civil.ParseDay(value)
	if err != nil || len(value) != len("2006-01-02") || value[4] != '-' {
		return value
	}
	return value[8:] + "-" + value[5:7] + "-" + d.String()[:4]
}

func people(c *app.Case, role string) []kit.Option {
	if c == nil {
		return nil
	}
	found, err := c.Candidates(role)
	if err != nil {
		return nil
	}
	var all []kit.Option
	for _, m := range found {
		if m.Why == "" {
			all = append(all, kit.Option{Value: m.Account, Label: m.Name, Hint: about(m)})
		}
	}
	return all
}

func about(m app.Candidate) string {
	return strings.Trim(strings.Join([]string{m.Profession, m.OrgName}, ", "), ", ")
}

func organisations(c *app.Case, kind string) []kit.Option {
	all := []kit.Option{{Value: "", Label: "Kies een school"}}
	if c == nil {
		return all
	}
	rows, err := c.Organisations(kind)
	if err != nil {
		return all
	}
	for _, o := range rows {
		all = append(all, kit.Option{Value: o.ID, Label: o.Name, Hint: o.Place})
	}
	return all
}

// ReasonField is asked when somebody departs from a proposal.
func ReasonField(f procedure.Field, value string) kit.Field {
	return kit.Field{Kind: kit.TextArea, Name: f.Name + " reden", Label: "Waarom wijkt u af van het voorstel?", Value: value,
		Rows: 3, Optional: true, Hint: "Alleen nodig als u iets anders kiest dan het voorstel."}
}

// Read shows an answer as it is read; ids of people and schools become names.
func Read(c *app.Case, f procedure.Field, text string) string {
	switch {
	case text == "":
		return "–"
	case f.Type == "organisatie":
		return c.Org(text).Name
	case f.Type == "persoon":
		if p, ok := personName(c, text); ok {
			return p
		}
	}
	return app.ReadValue(f, text)
}

func personName(c *app.Case, account string) (string, bool) {
	if c.W.Find == nil {
		return "", false
	}
	p, ok := c.W.Find(account)
	return p.Name, ok
}

// FieldErrors copies the problems of a refusal into a form with sections, and
// gives those that belong to no field.
func FieldErrors(form *kit.Form, r *casefile.Refusal) []casefile.Problem {
	if r == nil {
		return nil
	}
	left := Problems(form.Fields, r)
	for i := range form.Sections {
		left = Problems(form.Sections[i].Fields, &casefile.Refusal{Problems: left})
	}
	return left
}

package register

import (
	"net/http"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type changePage struct {
	kit.Shell
	Title kit.Title
	Now   []kit.Fact
	Form  kit.Form
}

func correctForm(w http.ResponseWriter, r *page.Request) error {
	v, err := r.Site.App.Grant(r.Context(), r.P, r.PathValue("verklaring"))
	if err != nil {
		return err
	}
	fields := correctFields(r, v.School, v.Category, page.TypedDay(v.From), page.TypedDay(v.Until), "")
	return change(w, r, http.StatusOK, v, correcting, fields, nil)
}

func correctFields(r *page.Request, school, category, from, until, reason string) []kit.Field {
	_, schools, categories := app.GrantKinds(r.SWV)
	return []kit.Field{
		{Kind: kit.Select, Name: "schoolsoort", Label: "Schoolsoort", Value: school, Options: named(with(schools, school), nil), Nothing: "Geen"},
		{Kind: kit.Select, Name: "categorie", Label: "Categorie", Value: category, Options: named(with(categories, category), app.CategoryText), Nothing: "Geen",
			Hint: "Alleen bij so en vso."},
		{Kind: kit.DateField, Name: "van", Label: "Eerste dag", Value: from},
		{Kind: kit.DateField, Name: "tot", Label: "Laatste dag", Value: until},
		{Kind: kit.TextArea, Name: "reden", Label: "Waarom herstelt u dit?", Value: reason, Rows: 3, Max: 2000,
			Hint: "De school en de ouders krijgen bericht van het herstel. De reden staat in de geschiedenis."},
	}
}

// with keeps a value among the choices that a newer version no longer knows.
func with(choices []string, value string) []string {
	for _, c := range choices {
		if c == value {
			return choices
		}
	}
	if value == "" {
		return choices
	}
	return append([]string{value}, choices...)
}

// deed is one of the two ways to change a grant.
type deed struct{ title, lead, path, submit string }

var (
	correcting = deed{"Herstel een fout", "Het nummer blijft hetzelfde. Wat er stond, blijft in de geschiedenis.", "/register/%s/herstellen", "Herstel"}
	ending     = deed{"Beëindig de verklaring", "Het nummer wordt niet opnieuw gebruikt.", "/register/%s/beeindigen", "Beëindig de verklaring"}
)

func change(w http.ResponseWriter, r *page.Request, status int, v app.GrantView, d deed, fields []kit.Field, notices []kit.Notice) error {
	p := changePage{Shell: r.Shell(d.title, kit.Link{Text: "Register", Href: r.To("/register")}, kit.Link{Text: title(v), Href: r.To("/register/%s", v.ID)}, kit.Link{Text: d.title}),
		Title: kit.Title{Above: v.PupilName, Text: d.title, Lead: d.lead},
		Now:   []kit.Fact{{Label: "Nummer", Value: title(v)}, {Label: "Nu", Value: schoolText(v.GrantRow)}, {Label: "Geldig", Value: period(v.GrantRow)}},
		Form: kit.Form{Action: r.To(d.path, v.ID), Hidden: hidden(v), Fields: fields, Submit: d.submit, Danger: d == ending,
			Cancel: &kit.Link{Text: "Terug naar de verklaring", Href: r.To("/register/%s", v.ID)}}}
	p.Notices = notices
	return r.Render(w, status, pages, "wijzigen", p)
}

func correct(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	from, wrongFrom := r.ReadDay("van")
	until, wrongUntil := r.ReadDay("tot")
	c := casefile.CorrectGrant{ID: r.PathValue("verklaring"), School: r.Value("schoolsoort"), Category: r.Value("categorie"),
		From: from, Until: until, Reason: r.Value("reden")}
	fault, field := wrongFrom, "van"
	if fault == "" {
		fault, field = wrongUntil, "tot"
	}
	res, err := try(r, fault, field, c)
	if err != nil {
		return err
	}
	if res.Refusal == nil && !res.Conflict {
		return r.Done(w, r.To("/register/%s", c.ID), "De verklaring is hersteld. De school en de ouders krijgen bericht.")
	}
	fields := correctFields(r, c.School, c.Category, r.Value("van"), r.Value("tot"), c.Reason)
	return again(w, r, c.ID, res, correcting, fields)
}

// again shows a form with what was typed and what is wrong with it.
func again(w http.ResponseWriter, r *page.Request, id string, res app.Result, d deed, fields []kit.Field) error {
	v, err := r.Site.App.Grant(r.Context(), r.P, id)
	if err != nil {
		return err
	}
	if res.Conflict {
		return change(w, r, http.StatusConflict, v, d, fields, []kit.Notice{page.ConflictNotice(res.Since)})
	}
	if rest := page.Problems(fields, res.Refusal); len(rest) > 0 || len(res.Refusal.Problems) == 0 {
		return change(w, r, http.StatusUnprocessableEntity, v, d, fields, []kit.Notice{page.RefusalNotice(res.Refusal)})
	}
	return change(w, r, http.StatusUnprocessableEntity, v, d, fields, nil)
}

func endForm(w http.ResponseWriter, r *page.Request) error {
	v, err := r.Site.App.Grant(r.Context(), r.P, r.PathValue("verklaring"))
	if err != nil {
		return err
	}
	return change(w, r, http.StatusOK, v, ending, endFields("", "", ""), nil)
}

func endFields(how, day, reason string) []kit.Field {
	return []kit.Field{
		{Kind: kit.Radios, Name: "hoe", Label: "Waarom eindigt de verklaring?", Value: how, Options: []kit.Option{
			{Value: "ingetrokken", Label: "Ingetrokken", Hint: "Bij besluit, bijvoorbeeld omdat de verklaring niet juist was."},
			{Value: "vervangen", Label: "Vervangen door een andere verklaring"},
			{Value: "vervallen", Label: "Vervallen", Hint: "Bijvoorbeeld omdat de leerling is verhuisd of overleden."}}},
		{Kind: kit.DateField, Name: "dag", Label: "Laatste dag waarop zij geldt", Value: day},
		{Kind: kit.TextArea, Name: "reden", Label: "Toelichting", Value: reason, Rows: 3, Max: 2000},
	}
}

func end(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	day, fault := r.ReadDay("dag")
	c := casefile.EndGrant{ID: r.PathValue("verklaring"), How: r.Value("hoe"), Day: day, Reason: r.Value("reden")}
	res, err := try(r, fault, "dag", c)
	if err != nil {
		return err
	}
	if res.Refusal == nil && !res.Conflict {
		return r.Done(w, r.To("/register/%s", c.ID), "De verklaring geldt tot en met "+kit.Dag(day)+". De school en de ouders krijgen bericht.")
	}
	return again(w, r, c.ID, res, ending, endFields(c.How, r.Value("dag"), c.Reason))
}

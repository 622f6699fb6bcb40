package admin

import (
	"net/http"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

func fixedRoutes() []page.Route {
	who := page.Who{Other: app.Principal.FixesPeople}
	return []page.Route{
		{Method: "GET", Path: base + "/vaste-personen", Name: "vaste personen", Who: who, Handler: fixedPeople, Nav: &page.Nav{Label: "Vaste personen", Order: 83}},
		{Method: "POST", Path: base + "/vaste-personen", Name: "vaste persoon aanwijzen", Who: who, Handler: fixPerson},
	}
}

type fixedPage struct {
	kit.Shell
	Title kit.Title
	Tabs  *kit.Tabs
	Table kit.Table
	Form  kit.Form
}

func fixedPeople(w http.ResponseWriter, r *page.Request) error {
	return fixed(w, r, http.StatusOK, app.FixedInput{Function: r.URL.Query().Get("functie")}, nil)
}

func fixed(w http.ResponseWriter, r *page.Request, status int, in app.FixedInput, refusal *casefile.Refusal) error {
	t, err := r.Site.App.FixedPeople(r.Context(), r.P, in.Function)
	if err != nil {
		return err
	}
	p := fixedPage{Shell: shell(r, "Vaste personen"), Title: kit.Title{Text: "Wie is er voor welke school?",
		Lead: "Elke school heeft één vaste " + t.Function.Title + ". Wijst u een ander aan, dan gaat het open werk mee. Wat iemand al schreef, blijft op die naam staan."}}
	p.Notices = r.Notices(w)
	p.Table, p.Form = fixedTable(t), fixedForm(r, t, in)
	if len(t.Functions) > 1 {
		p.Tabs = &kit.Tabs{Label: "Functie"}
		for _, f := range t.Functions {
			p.Tabs.Items = append(p.Tabs.Items, kit.Tab{Label: f.Title, Href: r.To("/beheer/vaste-personen") + "?functie=" + query(f.Name), Current: f.Name == t.Function.Name})
		}
	}
	if left := page.Problems(p.Form.Fields, refusal); refusal != nil && len(left) > 0 {
		p.Notices = append(p.Notices, page.RefusalNotice(refusal))
	}
	return r.Render(w, status, pages, "vast", p)
}

func fixedTable(t app.FixedTable) kit.Table {
	table := kit.Table{Caption: "Nu", Columns: []kit.Column{{Label: "School"}, {Label: t.Function.Title}, {Label: "Sinds"}},
		Empty: kit.Empty{Title: "Er zijn nog geen scholen", Text: "Voeg eerst scholen toe bij Scholen en besturen."}}
	for _, o := range t.Schools {
		who, since := kit.Cell{Badge: &kit.Badge{Text: "Nog niemand", Tone: kit.Warn}}, "–"
		if f := t.Fixed[o.ID]; f.Account != "" {
			who, since = kit.Cell{Text: f.Name}, kit.Dag(page.DayOf(f.Since))
		}
		table.Rows = append(table.Rows, kit.Row{Cells: []kit.Cell{{Text: o.Name, Sub: o.Place}, who, {Text: since}}})
	}
	return table
}

func fixedForm(r *page.Request, t app.FixedTable, in app.FixedInput) kit.Form {
	person := kit.Field{Kind: kit.PersonField, Name: "persoon", Label: "Wie wordt het?", Value: in.Account}
	for _, m := range t.Candidates {
		person.Options = append(person.Options, kit.Option{Value: m.Account, Label: m.Name})
	}
	schools := kit.Field{Kind: kit.Checkboxes, Name: "scholen", Label: "Voor welke scholen?", Values: in.Orgs}
	for _, o := range t.Schools {
		schools.Options = append(schools.Options, kit.Option{Value: o.ID, Label: o.Name, Hint: t.Fixed[o.ID].Name})
	}
	return kit.Form{Action: r.To("/beheer/vaste-personen"), Submit: "Wijs aan", Hidden: []kit.Hidden{{Name: "functie", Value: t.Function.Name}}, Fields: []kit.Field{person, schools}}
}

func fixPerson(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	in := app.FixedInput{Function: r.Value("functie"), Account: r.Value("persoon"), Orgs: r.PostForm["scholen"]}
	cases, refusal, err := r.Site.App.FixPerson(r.Context(), r.P, in)
	switch {
	case err != nil:
		return err
	case refusal != nil:
		return fixed(w, r, http.StatusUnprocessableEntity, in, refusal)
	}
	said := "Aangewezen. Er liep nog geen zaak."
	if cases > 0 {
		said = "Aangewezen. " + kit.Meervoud(cases, "lopende zaak gaat", "lopende zaken gaan") + " mee."
	}
	return r.Done(w, r.To("/beheer/vaste-personen")+"?functie="+query(in.Function), said)
}

package admin

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"passend/internal/app"
	"passend/internal/bsn"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type listPage struct {
	kit.Shell
	Title   kit.Title
	Tabs    *kit.Tabs
	Seek    *seek
	Filters kit.Filters
	Table   kit.Table
	Pager   kit.Pager
}

// seek is a search by name, which posts.
type seek struct {
	Action, Label string
	Field         kit.Field
}

func jaar(year int) string { return strconv.Itoa(year) }

// peopleList shows who has which function.
func peopleList(w http.ResponseWriter, r *page.Request) error {
	l := r.Asked(r.To("/beheer/mensen"), "functie", "organisatie")
	q := app.PeopleQuery{Function: l.Get("functie"), Org: l.Get("organisatie"), Cursor: r.URL.Query().Get("vanaf")}
	found, err := r.Site.App.People(r.Context(), r.P, q)
	if err != nil {
		return err
	}
	p := aroundPeople(r, "")
	p.Notices = r.Notices(w)
	orgs, err := r.Site.App.Orgs(r.Context(), r.P, "")
	if err != nil {
		return err
	}
	p.Filters = peopleFilters(r, l, orgs)
	p.Table = peopleTable(r, found.Rows)
	p.Pager = l.Pager(q.Cursor, found.Next, len(found.Rows), "functie", "functies")
	return r.Render(w, http.StatusOK, pages, "lijst", p)
}

func aroundPeople(r *page.Request, typed string) listPage {
	return listPage{Shell: shell(r, "Mensen"),
		Title: kit.Title{Text: "Mensen", Lead: "Wie er werkt bij en voor het samenwerkingsverband, en op de scholen.",
			Main: &kit.Action{Label: "Nodig iemand uit", Href: r.To("/beheer/mensen/nieuw"), Weight: kit.Primary},
			More: []kit.Action{{Label: "Uitnodigingen", Href: r.To("/beheer/uitnodigingen")}, {Label: "Werk overdragen", Href: r.To("/overdragen")}}},
		Seek: &seek{Action: r.To("/beheer/mensen"), Label: "Mensen zoeken", Field: kit.Field{Name: "zoek", Label: "Naam, e-mailadres of school", Value: typed, Max: 300}}}
}

func peopleFilters(r *page.Request, l page.List, orgs []app.OrgRow) kit.Filters {
	fields := []kit.Field{
		l.Choice("functie", "Functie", "Functies bij het samenwerkingsverband", functionOptions(r)),
		l.Choice("organisatie", "School of bestuur", "Alle", orgOptions(orgs, app.OrgKinds...))}
	f := kit.Filters{Action: l.Path, Fields: fields, Chips: l.Chips(fields)}
	if len(f.Chips) > 0 {
		f.Clear = l.Path
	}
	return f
}

func functionOptions(r *page.Request) (options []kit.Option) {
	for _, f := range app.InvitableFunctions(r.SWV) {
		options = append(options, kit.Option{Value: f.Name, Label: titleOf(f)})
	}
	return options
}

func titleOf(f procedure.Function) string {
	if f.Title != "" {
		return f.Title
	}
	return page.Capital(f.Name)
}

func orgOptions(orgs []app.OrgRow, kinds ...string) (options []kit.Option) {
	for _, o := range orgs {
		if slices.Contains(kinds, o.Kind) && o.Closed == "" {
			options = append(options, kit.Option{Value: o.ID, Label: o.Name, Hint: o.Place})
		}
	}
	return options
}

func peopleTable(r *page.Request, rows []app.Member) kit.Table {
	t := kit.Table{Caption: "Mensen en hun functies", HideCaption: true, Columns: []kit.Column{{Label: "Naam"}, {Label: "Functie"}, {Label: "Waar"}, {Label: "Tot en met"}},
		Empty: kit.Empty{Title: "Niemand gevonden", Text: "Kies een andere functie of school, of nodig iemand uit.",
			Action: &kit.Action{Label: "Nodig iemand uit", Href: r.To("/beheer/mensen/nieuw")}}}
	for _, m := range rows {
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: m.Name, Href: r.To("/beheer/mensen/%s", m.Account), Sub: m.Email},
			{Text: functionText(r, m), Sub: m.Profession}, {Text: m.OrgName, Sub: regionText(r, m)}, untilCell(r, m)}})
	}
	return t
}

func functionText(r *page.Request, m app.Member) string {
	for _, f := range r.SWV.Functions {
		if f.Name == m.Function {
			return titleOf(f)
		}
	}
	return page.Capital(m.Function)
}

func regionText(r *page.Request, m app.Member) string {
	if m.Region == "" {
		return ""
	}
	return app.RegionTitle(r.SWV, m.Region)
}

func untilCell(r *page.Request, m app.Member) kit.Cell {
	today, last, first := r.Site.App.Today(), page.DayOf(m.Until), page.DayOf(m.From)
	switch {
	case !last.IsZero() && last.Before(today):
		return kit.Cell{Text: kit.DagKort(last), Badge: &kit.Badge{Text: "Beëindigd"}}
	case today.Before(first):
		return kit.Cell{Text: kit.DagKort(last), Badge: &kit.Badge{Text: "Vanaf " + kit.DagKort(first), Tone: kit.Info}}
	case last.IsZero():
		return kit.Cell{Text: "–"}
	}
	return kit.Cell{Text: kit.DagKort(last), Badge: &kit.Badge{Text: "Loopt af", Tone: kit.Warn}}
}

func findPeople(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	typed, status := r.Value("zoek"), http.StatusOK
	p := aroundPeople(r, typed)
	p.Crumbs = []kit.Link{{Text: "Mensen", Href: r.To("/beheer/mensen")}, {Text: "Gevonden"}}
	if bsn.In(typed) {
		status, typed = http.StatusUnprocessableEntity, ""
		p.Seek.Field.Value, p.Seek.Field.Error = "", bsn.Sentence
	}
	found, err := r.Site.App.FindPeople(r.Context(), r.P, typed)
	if err != nil {
		return err
	}
	p.Table = peopleTable(r, found)
	p.Table.Empty = kit.Empty{Title: "Niemand gevonden", Text: "Kijk of de naam goed is geschreven. Ouders staan hier niet: zij horen bij een leerling.",
		Action: &kit.Action{Label: "Toon iedereen", Href: r.To("/beheer/mensen")}}
	return r.Render(w, status, pages, "lijst", p)
}

type personPage struct {
	kit.Shell
	Title     kit.Title
	Functions kit.Table
	Past      *kit.Table
	Help      []help
	History   kit.Timeline
}

// help is something that can be done for a person.
type help struct {
	Title, Text string
	Action      kit.Action
}

// person shows somebody with all functions here.
func person(w http.ResponseWriter, r *page.Request) error {
	v, err := r.Site.App.Person(r.Context(), r.P, r.PathValue("account"))
	if err != nil {
		return err
	}
	p := personPage{Shell: shell(r, v.Name, kit.Link{Text: "Mensen", Href: r.To("/beheer/mensen")}, kit.Link{Text: v.Name}),
		Title: kit.Title{Text: v.Name, Lead: v.Email}, Help: helps(r, v), History: kit.Timeline{Title: "Wat er is gewijzigd", Items: personHistory(r, v)}}
	p.Notices = r.Notices(w)
	if !v.Myself {
		p.Title.Main = &kit.Action{Label: "Voeg een functie toe", Href: r.To("/beheer/mensen/%s/functie", v.Account), Weight: kit.Primary}
	}
	now, past := functionTables(r, v)
	p.Functions = now
	if len(past.Rows) > 0 {
		p.Past = &past
	}
	return r.Render(w, http.StatusOK, pages, "persoon", p)
}

func functionTables(r *page.Request, v app.Person) (now, past kit.Table) {
	columns := []kit.Column{{Label: "Functie"}, {Label: "Waar"}, {Label: "Vanaf"}, {Label: "Tot en met"}}
	now = kit.Table{Caption: "Functies", Columns: append(slices.Clone(columns), kit.Column{}),
		Empty: kit.Empty{Title: v.Name + " heeft nu geen functie", Text: "Zonder functie kan niemand iets zien."}}
	past = kit.Table{Caption: "Eerdere functies", Columns: columns}
	for _, m := range v.Functions {
		row := kit.Row{Cells: []kit.Cell{{Text: functionText(r, m), Sub: m.Profession}, {Text: m.OrgName, Sub: regionText(r, m)},
			{Text: kit.DagKort(page.DayOf(m.From))}, untilCell(r, m)}}
		if last := page.DayOf(m.Until); !last.IsZero() && last.Before(r.Site.App.Today()) {
			past.Rows = append(past.Rows, row)
			continue
		}
		end := kit.Action{Label: "Beëindig", Href: r.To("/beheer/mensen/%s/functie/%s", v.Account, m.ID), About: m.Function + " bij " + m.OrgName}
		row.Cells = append(row.Cells, kit.Cell{Actions: []kit.Action{end}})
		now.Rows = append(now.Rows, row)
	}
	return now, past
}

func helps(r *page.Request, v app.Person) []help {
	all := []help{}
	work := "Deze persoon heeft nu geen zaken op eigen naam."
	if v.Work > 0 {
		work = "Deze persoon doet mee in " + page.Counted(v.Work) + " " + strings.TrimPrefix(kit.Meervoud(v.Work, "zaak", "zaken"), kit.Getal(v.Work)+" ") + " op eigen naam."
	}
	all = append(all, help{"Gaat weg of is met verlof", work + " Geef al het werk in één keer aan een ander.",
		kit.Action{Label: "Draag het werk over", Href: r.To("/overdragen/%s", v.Account)}})
	if v.Myself {
		return all
	}
	return append(all,
		help{"Wachtwoord vergeten", "Er gaat een link naar " + v.Email + ". Die werkt één keer, 24 uur lang.",
			kit.Action{Label: "Stuur een link", Href: r.To("/beheer/mensen/%s/wachtwoord", v.Account), Post: true}},
		help{"Telefoon of app kwijt", "U krijgt een code die u zelf aan deze persoon geeft.",
			kit.Action{Label: "Zet de tweede stap opnieuw", Href: r.To("/beheer/mensen/%s/tweede-stap", v.Account)}})
}

func personHistory(r *page.Request, v app.Person) []kit.Event {
	var all []kit.Event
	for _, c := range v.History {
		e := kit.Event{At: c.At, Who: by(c.ByName), Icon: "person", What: functionText(r, c.Is) + " bij " + c.Is.OrgName}
		switch {
		case c.Was.ID == "":
			e.What, e.Detail = "Functie erbij: "+e.What, strings.TrimSpace(since(c.Is.From)+until(c.Is.Until))
		case c.Was.Until != c.Is.Until:
			e.What, e.Detail = "Laatste dag gezet: "+e.What, "Tot en met "+kit.Dag(page.DayOf(c.Is.Until))
		default:
			e.What = "Gegevens gewijzigd: " + e.What
		}
		all = append(all, e)
	}
	return all
}

func since(first string) string {
	if d := page.DayOf(first); !d.IsZero() {
		return "Vanaf " + kit.Dag(d)
	}
	return ""
}

func until(last string) string {
	if d := page.DayOf(last); !d.IsZero() {
		return " tot en met " + kit.Dag(d)
	}
	return ""
}

func by(name string) string {
	if name == "" {
		return "Inrichting"
	}
	return name
}

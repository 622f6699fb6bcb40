package lists

import (
	"net/http"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type casesPage struct {
	kit.Shell
	Title   kit.Title
	Stats   kit.Stats
	Filters kit.Filters
	Table   kit.Table
	Pager   kit.Pager
}

// cases lists the cases that the function finds (ALL-04).
func cases(w http.ResponseWriter, r *page.Request) error {
	a := r.Asked(r.To("/zaken"), "soort", "fase", "termijn", "regio", "klaar", "school", "volgorde")
	cursor := r.URL.Query().Get("vanaf")
	q := caseQuery(r, a)
	q.Cursor = cursor
	list, err := r.Site.App.Cases(r.Context(), r.P, q)
	if err != nil {
		return page.WrongCursor(err)
	}
	p := casesPage{Shell: r.Shell("Zaken"), Title: kit.Title{Text: "Zaken", Lead: whose(r)}}
	p.Notices = r.Notices(w)
	ended(r, a, &p)
	p.Stats = caseStats(a, list)
	p.Filters = caseFilters(r, a, list)
	p.Table = caseTable(r, a, list.Rows)
	p.Pager = a.Pager(cursor, list.Next, len(list.Rows), "zaak", "zaken")
	return r.Render(w, http.StatusOK, pages, "cases", p)
}

// ended leads a school to what it can still read though it is over (ILC-14), and
// names that list by what schools call it.
func ended(r *page.Request, a page.List, p *casesPage) {
	switch {
	case r.P.OrgKind != "school":
	case a.Get("klaar") == "ja":
		p.Title.Text, p.Title.Lead = "Beëindigde inzages", "Zaken die zijn afgesloten. U kunt ze lezen zolang ze worden bewaard."
		p.Title.More = []kit.Action{{Label: "Lopende zaken", Href: a.Path}}
	default:
		p.Title.More = []kit.Action{{Label: "Beëindigde inzages", Href: a.With("klaar", "ja")}}
	}
}

// whose says which cases stand in the list.
func whose(r *page.Request) string {
	switch r.P.Scope {
	case "eigen organisatie":
		return "De zaken van " + r.P.OrgName + "."
	case "eigen bestuur":
		return "De zaken van de scholen van " + r.P.OrgName + "."
	case "eigen regio":
		if r.P.Region != "" {
			return "De zaken van " + app.RegionTitle(r.SWV, r.P.Region) + "."
		}
	case "eigen scholen":
		return "De zaken van uw scholen, en waar u bij bent gevraagd."
	case "toegewezen":
		return "De zaken waar u bij bent gevraagd."
	}
	return "De zaken van " + r.SWV.Title + "."
}

func caseQuery(r *page.Request, a page.List) app.CaseQuery {
	q := app.CaseQuery{Procedure: a.Get("soort"), Region: a.Get("regio"), Applicant: a.Get("school"), Closed: a.Get("klaar") == "ja"}
	if procedure, phase, ok := strings.Cut(a.Get("fase"), "|"); ok {
		q.Procedure, q.Phase = procedure, phase
	}
	q.Sort = map[string]string{"naam": "name", "gewijzigd": "updated"}[a.Get("volgorde")]
	today := r.Site.App.Today()
	switch a.Get("termijn") {
	case "te laat":
		q.DueUntil, q.Still = today.AddDays(-1).String(), "nee"
	case "bijna":
		q.DueFrom, q.DueUntil, q.Still = today.String(), today.AddDays(app.SoonDays).String(), "nee"
	case "staat stil":
		q.Still = "ja"
	}
	return q
}

func caseStats(a page.List, list app.CaseList) kit.Stats {
	late := kit.Stat{Label: "Te laat", Value: page.Counted(list.Late), Href: a.With("termijn", "te laat"), Tone: kit.Good}
	if list.Late > 0 {
		late.Tone = kit.Bad
	}
	soon := kit.Stat{Label: "Bijna te laat", Value: page.Counted(list.Soon), Href: a.With("termijn", "bijna"), Note: "binnen een week"}
	if list.Soon > 0 {
		soon.Tone = kit.Warn
	}
	return kit.Stats{Items: []kit.Stat{late, soon, {Label: "Lopende zaken", Value: kit.Getal(list.Open), Href: a.Path, Tone: kit.Info}}}
}

func caseFilters(r *page.Request, a page.List, list app.CaseList) kit.Filters {
	fields := []kit.Field{
		a.Choice("soort", "Soort zaak", "Alle soorten", kinds(r)),
		a.Choice("fase", "Stand", "Alle standen", phases(r, a, list.Phases)),
		a.Choice("termijn", "Termijn", "Alle termijnen", []kit.Option{{Value: "te laat", Label: "Te laat"},
			{Value: "bijna", Label: "Bijna te laat"}, {Value: "staat stil", Label: "Staat stil"}}),
	}
	if options := regions(r); len(options) > 0 {
		fields = append(fields, a.Choice("regio", "Regio", "Alle regio’s", options))
	}
	fields = append(fields, a.Choice("klaar", "Lopend of klaar", "Lopende zaken", []kit.Option{{Value: "ja", Label: "Afgesloten zaken"}}))
	f := kit.Filters{Action: a.Path, Fields: fields, Chips: a.Chips(fields)}
	for _, name := range []string{"volgorde", "school"} {
		if v := a.Get(name); v != "" {
			f.Hidden = append(f.Hidden, kit.Hidden{Name: name, Value: v})
		}
	}
	if v := a.Get("school"); v != "" {
		f.Chips = append(f.Chips, kit.Link{Text: "Eén school", Href: a.With("school", "")})
	}
	if len(f.Chips) > 0 {
		f.Clear = a.Path
	}
	return f
}

// phases are the phases in which cases are, with how many; those that are empty
// stay out of the choice.
func phases(r *page.Request, a page.List, counts map[string]int) (options []kit.Option) {
	for _, p := range r.SWV.Procedures {
		if kind := a.Get("soort"); kind != "" && kind != p.ID {
			continue
		}
		for _, f := range p.Phases {
			key := p.ID + "|" + f.Name
			if counts[key] == 0 && a.Get("fase") != key {
				continue
			}
			label := f.Title
			if a.Get("soort") == "" {
				label = p.Title + ": " + f.Title
			}
			options = append(options, kit.Option{Value: key, Label: label + " (" + kit.Getal(counts[key]) + ")"})
		}
	}
	return options
}

func caseTable(r *page.Request, a page.List, rows []app.CaseRow) kit.Table {
	t := kit.Table{Caption: "Zaken", HideCaption: true, Columns: []kit.Column{
		sorted(a, "Leerling", "naam"), {Label: "Zaak"}, {Label: "Stand"}, sorted(a, "Termijn", "termijn"), sorted(a, "Gewijzigd", "gewijzigd")}}
	if r.P.Scope == "eigen bestuur" {
		return nameless(r, a, rows)
	}
	several := r.P.Scope != "eigen organisatie"
	if several {
		t.Columns = slices.Insert(t.Columns, 2, kit.Column{Label: "School"})
	}
	for _, c := range rows {
		cells := []kit.Cell{
			{Text: c.PupilName, Href: caseTo(r, c.ID), Sub: born(c.Birth)},
			{Text: c.Title, Sub: c.Number},
			{Text: c.PhaseTitle, Sub: onMove(c)},
			lastDay(r, c),
			{Text: kit.DagKort(civil.DayOf(c.Updated))},
		}
		if several {
			cells = slices.Insert(cells, 2, kit.Cell{Text: c.ApplicantName})
		}
		t.Rows = append(t.Rows, kit.Row{Cells: cells})
	}
	t.Empty = noCases(r, a)
	return t
}

func onMove(c app.CaseRow) string {
	if c.Closed != "" || c.OnMove == "" {
		return ""
	}
	return "Aan zet: " + c.OnMove
}

func born(text string) string {
	if text == "" {
		return ""
	}
	return "Geboren " + kit.DagKort(page.DayOf(text))
}

// lastDay is the term of a case, or how it ended.
func lastDay(r *page.Request, c app.CaseRow) kit.Cell {
	if c.Closed != "" {
		cell := kit.Cell{Text: c.OutcomeTitle, Sub: "Afgesloten op " + kit.Dag(page.DayOf(c.Closed))}
		if cell.Text == "" {
			cell.Text = "Afgesloten"
		}
		return cell
	}
	d := due(r, c.Due, c.Still && c.Due != "")
	if !d.Shown() {
		return kit.Cell{Text: "Geen termijn"}
	}
	return kit.Cell{Due: &d, Sub: c.DueTitle}
}

func noCases(r *page.Request, a page.List) kit.Empty {
	if a.Narrowed() {
		return kit.Empty{Title: "Geen zaken met deze keuze", Text: "Kies minder, of bekijk de hele lijst.", Action: &kit.Action{Label: "Toon alle lopende zaken", Href: a.Path}}
	}
	e := kit.Empty{Title: "Er zijn nog geen zaken", Text: "Een zaak begint bij een leerling."}
	if r.P.Can("zaak starten") && r.P.KeepsPupils() {
		e.Action = &kit.Action{Label: "Naar de leerlingen", Href: r.To("/leerlingen")}
	}
	return e
}

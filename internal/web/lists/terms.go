package lists

import (
	"net/http"
	"strings"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// terms lists every running term, late and nearly late first.
func terms(w http.ResponseWriter, r *page.Request) error {
	a := r.Asked(r.To("/termijnen"), "stand", "soort", "welke", "regio", "wet", "van")
	cursor := r.URL.Query().Get("vanaf")
	q := termQuery(r, a)
	q.Cursor = cursor
	list, err := r.Site.App.Terms(r.Context(), r.P, q)
	if err != nil {
		return page.WrongCursor(err)
	}
	p := casesPage{Shell: r.Shell("Termijnen"), Title: kit.Title{Text: "Termijnen", Lead: "Alle termijnen die nu lopen. Wat te laat of bijna te laat is, staat bovenaan."}}
	p.Notices = r.Notices(w)
	p.Stats = termStats(a, list)
	p.Filters = termFilters(r, a)
	p.Table = termTable(r, a, list.Rows)
	p.Pager = a.Pager(cursor, list.Next, len(list.Rows), "termijn", "termijnen")
	return r.Render(w, http.StatusOK, pages, "cases", p)
}

func termQuery(r *page.Request, a page.List) app.TermQuery {
	q := app.TermQuery{Procedure: a.Get("soort"), Region: a.Get("regio"), Statutory: a.Get("wet"), Persons: a.Get("van") == "mensen"}
	if procedure, term, ok := strings.Cut(a.Get("welke"), "|"); ok {
		q.Procedure, q.Term = procedure, term
	}
	today := r.Site.App.Today()
	switch a.Get("stand") {
	case "te laat":
		q.DueUntil, q.Still = today.AddDays(-1).String(), "nee"
	case "bijna":
		q.DueFrom, q.DueUntil, q.Still = today.String(), today.AddDays(app.SoonDays).String(), "nee"
	case "staat stil":
		q.Still = "ja"
	}
	return q
}

func termStats(a page.List, list app.TermList) kit.Stats {
	stat := func(label, value string, n int, tone kit.Tone) kit.Stat {
		s := kit.Stat{Label: label, Value: page.Counted(n), Href: a.With("stand", value), Tone: tone}
		if n == 0 {
			s.Tone = kit.Neutral
		}
		return s
	}
	if a.Get("van") == "mensen" {
		return kit.Stats{Label: "Lopende termijnen", Items: []kit.Stat{stat("Binnen een week voorbij", "bijna", list.Soon, kit.Info), stat("Alle", "", list.All, kit.Info)}}
	}
	return kit.Stats{Label: "Lopende termijnen", Items: []kit.Stat{stat("Te laat", "te laat", list.Late, kit.Bad),
		stat("Binnen een week", "bijna", list.Soon, kit.Warn), stat("Staan stil", "staat stil", list.Still, kit.Neutral), stat("Alle", "", list.All, kit.Info)}}
}

func termFilters(r *page.Request, a page.List) kit.Filters {
	fields := []kit.Field{
		a.Choice("stand", "Stand", "Alle", []kit.Option{{Value: "te laat", Label: "Te laat"}, {Value: "bijna", Label: "Binnen een week"}, {Value: "staat stil", Label: "Staat stil"}}),
		a.Choice("soort", "Soort zaak", "Alle soorten", kinds(r)),
		a.Choice("welke", "Termijn", "Alle termijnen", termKinds(r, a)),
		a.Choice("wet", "Uit de wet", "Wet en afspraak", []kit.Option{{Value: "ja", Label: "Alleen uit de wet"}, {Value: "nee", Label: "Alleen afspraken"}}),
		a.Choice("van", "Van wie", "Termijnen van zaken", []kit.Option{{Value: "mensen", Label: "Termijnen van ouders en scholen"}}),
	}
	if options := regions(r); len(options) > 0 {
		fields = append(fields, a.Choice("regio", "Regio", "Alle regio’s", options))
	}
	f := kit.Filters{Action: a.Path, Fields: fields, Chips: a.Chips(fields)}
	if len(f.Chips) > 0 {
		f.Clear = a.Path
	}
	return f
}

// termKinds are the terms of the procedures as choices.
func termKinds(r *page.Request, a page.List) (options []kit.Option) {
	for _, p := range r.SWV.Procedures {
		if kind := a.Get("soort"); kind != "" && kind != p.ID {
			continue
		}
		for _, t := range p.Terms {
			label := t.Title
			if a.Get("soort") == "" {
				label = p.Title + ": " + t.Title
			}
			options = append(options, kit.Option{Value: p.ID + "|" + t.Name, Label: label})
		}
	}
	return options
}

func termTable(r *page.Request, a page.List, rows []app.WatchedTerm) kit.Table {
	t := kit.Table{Caption: "Lopende termijnen", HideCaption: true, Columns: []kit.Column{
		{Label: "Leerling"}, {Label: "Laatste dag"}, {Label: "Termijn"}, {Label: "Stand van de zaak"}, {Label: "School"}}}
	for _, row := range rows {
		d := due(r, row.Due, row.Still)
		if row.Still {
			d.Day = page.DayOf(row.Due)
		}
		title := row.Title
		if row.KeyName != "" {
			title += " van " + row.KeyName
		}
		if row.Key != "" {
			d.State = kit.DueOnTime
		}
		t.Rows = append(t.Rows, kit.Row{Tone: toneOf(d), Cells: []kit.Cell{
			{Text: row.PupilName, Href: caseTo(r, row.Case), Sub: row.CaseTitle + " " + row.Number},
			{Due: &d},
			{Text: title, Sub: basis(row), Href: r.To("/zaken/%s/termijnen", row.Case)},
			{Text: row.PhaseTitle, Sub: waits(row.OnMove)},
			{Text: row.ApplicantName},
		}})
	}
	t.Empty = kit.Empty{Title: "Er lopen nu geen termijnen", Text: "Een termijn begint als een aanvraag binnenkomt."}
	if a.Narrowed() {
		t.Empty = kit.Empty{Title: "Geen termijnen met deze keuze", Text: "Kies minder, of bekijk de hele lijst.", Action: &kit.Action{Label: "Toon alle termijnen", Href: a.Path}}
	}
	return t
}

func toneOf(d kit.Due) kit.Tone {
	switch d.State {
	case kit.DueLate:
		return kit.Bad
	case kit.DueSoon:
		return kit.Warn
	}
	return kit.Neutral
}

func basis(row app.WatchedTerm) string {
	if row.Statutory {
		return "Uit de wet"
	}
	return "Afspraak"
}

func waits(roles string) string {
	if roles == "" {
		return ""
	}
	return "Aan zet: " + roles
}

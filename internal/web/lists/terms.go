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
	a := ask(r, r.To("/termijnen"), "stand", "soort", "welke", "regio", "wet", "van")
	cursor := r.URL.Query().Get("vanaf")
	q := termQuery(r, a)
	q.Cursor = cursor
	list, err := r.Site.App.Terms(r.Context(), r.P, q)
	if err != nil {
		return wrongCursor(err)
	}
	p := casesPage{Shell: r.Shell("Termijnen"), Title: kit.Title{Text: "Termijnen", Lead: "Alle termijnen die nu lopen. Wat te laat of bijna te laat is, staat bovenaan."}}
	p.Notices = r.Notices(w)
	p.Stats = termStats(a, list)
	p.Filters = termFilters(r, a)
	p.Table = termTable(r, a, list.Rows)
	p.Pager = a.pager(cursor, list.Next, len(list.Rows), "termijn", "termijnen")
	return r.Render(w, http.StatusOK, pages, "cases", p)
}

func termQuery(r *page.Request, a asked) app.TermQuery {
	q := app.TermQuery{Procedure: a.get("soort"), Region: a.get("regio"), Statutory: a.get("wet"), Persons: a.get("van") == "mensen"}
	if procedure, term, ok := strings.Cut(a.get("welke"), "|"); ok {
		q.Procedure, q.Term = procedure, term
	}
	today := r.Site.App.Today()
	switch a.get("stand") {
	case "te laat":
		q.DueUntil, q.Still = today.AddDays(-1).String(), "nee"
	case "bijna":
		q.DueFrom, q.DueUntil, q.Still = today.String(), today.AddDays(app.SoonDays).String(), "nee"
	case "staat stil":
		q.Still = "ja"
	}
	return q
}

func termStats(a asked, list app.TermList) kit.Stats {
	stat := func(label, value string, n int, tone kit.Tone) kit.Stat {
		s := kit.Stat{Label: label, Value: count(n), Href: a.with("stand", value), Tone: tone}
		if n == 0 {
			s.Tone = kit.Neutral
		}
		return s
	}
	if a.get("van") == "mensen" {
		return kit.Stats{Label: "Lopende termijnen", Items: []kit.Stat{stat("Binnen een week voorbij", "bijna", list.Soon, kit.Info), stat("Alle", "", list.All, kit.Info)}}
	}
	return kit.Stats{Label: "Lopende termijnen", Items: []kit.Stat{stat("Te laat", "te laat", list.Late, kit.Bad),
		stat("Binnen een week", "bijna", list.Soon, kit.Warn), stat("Staan stil", "staat stil", list.Still, kit.Neutral), stat("Alle", "", list.All, kit.Info)}}
}

func termFilters(r *page.Request, a asked) kit.Filters {
	fields := []kit.Field{
		choice(a, "stand", "Stand", "Alle", []kit.Option{{Value: "te laat", Label: "Te laat"}, {Value: "bijna", Label: "Binnen een week"}, {Value: "staat stil", Label: "Staat stil"}}),
		choice(a, "soort", "Soort zaak", "Alle soorten", kinds(r)),
		choice(a, "welke", "Termijn", "Alle termijnen", termKinds(r, a)),
		choice(a, "wet", "Uit de wet", "Wet en afspraak", []kit.Option{{Value: "ja", Label: "Alleen uit de wet"}, {Value: "nee", Label: "Alleen afspraken"}}),
		choice(a, "van", "Van wie", "Termijnen van zaken", []kit.Option{{Value: "mensen", Label: "Termijnen van ouders en scholen"}}),
	}
	if options := regions(r); len(options) > 0 {
		fields = append(fields, choice(a, "regio", "Regio", "Alle regio’s", options))
	}
	f := kit.Filters{Action: a.path, Fields: fields, Chips: a.chips(fields)}
	if len(f.Chips) > 0 {
		f.Clear = a.path
	}
	return f
}

// termKinds are the terms of the procedures as choices.
func termKinds(r *page.Request, a asked) (options []kit.Option) {
	for _, p := range r.SWV.Procedures {
		if kind := a.get("soort"); kind != "" && kind != p.ID {
			continue
		}
		for _, t := range p.Terms {
			label := t.Title
			if a.get("soort") == "" {
				label = p.Title + ": " + t.Title
			}
			options = append(options, kit.Option{Value: p.ID + "|" + t.Name, Label: label})
		}
	}
	return options
}

func termTable(r *page.Request, a asked, rows []app.WatchedTerm) kit.Table {
	t := kit.Table{Caption: "Lopende termijnen", HideCaption: true, Columns: []kit.Column{
		{Label: "Leerling"}, {Label: "Laatste dag"}, {Label: "Termijn"}, {Label: "Stand van de zaak"}, {Label: "School"}}}
	for _, row := range rows {
		d := due(r, row.Due, row.Still)
		if row.Still {
			d.Day = day(row.Due)
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
	if len(a.values) > 0 {
		t.Empty = kit.Empty{Title: "Geen termijnen met deze keuze", Text: "Kies minder, of bekijk de hele lijst.", Action: &kit.Action{Label: "Toon alle termijnen", Href: a.path}}
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

package pupils

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type listPage struct {
	kit.Shell
	Title kit.Title
	Find  *kit.Filters
	Table kit.Table
	Pager kit.Pager
}

// list shows the pupils within reach, by name.
func list(w http.ResponseWriter, r *page.Request) error {
	cursor := r.URL.Query().Get("vanaf")
	found, err := r.Site.App.Pupils(r.Context(), r.P, cursor)
	if err != nil {
		return page.WrongCursor(err)
	}
	p := newList(r, "")
	p.Notices = r.Notices(w)
	p.Table = table(r, found.Rows)
	p.Pager = r.Asked(r.To("/leerlingen")).Pager(cursor, found.Next, len(found.Rows), "leerling", "leerlingen")
	return r.Render(w, http.StatusOK, pages, "list", p)
}

// find searches by POST: a name must not end up in an address or a log.
func find(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	question := []rune(r.Value("naam"))
	text := string(question[:min(len(question), 200)])
	if text == "" {
		http.Redirect(w, r.Request, r.To("/leerlingen"), http.StatusSeeOther)
		return nil
	}
	rows, err := r.Site.App.FindPupils(r.Context(), r.P, text)
	if err != nil {
		return err
	}
	p := newList(r, text)
	p.Table = table(r, rows)
	p.Table.Empty = kit.Empty{Title: "Geen leerling gevonden", Text: "Controleer hoe u de naam schreef, of zoek op een deel ervan.",
		Action: &kit.Action{Label: "Toon alle leerlingen", Href: r.To("/leerlingen")}}
	return r.Render(w, http.StatusOK, pages, "list", p)
}

func newList(r *page.Request, text string) listPage {
	p := listPage{Shell: r.Shell("Leerlingen"), Title: kit.Title{Text: "Leerlingen", Lead: whose(r)}}
	if r.P.Can("leerling toevoegen") {
		p.Title.Main = &kit.Action{Label: "Leerling toevoegen", Href: r.To("/leerlingen/nieuw"), Weight: kit.Primary, Icon: "plus"}
	}
	if beginsFromOSO(r) {
		p.Title.More = append(p.Title.More, kit.Action{Label: "Begin uit een OSO-bestand", Href: r.To("/oso")})
	}
	if asksNameless(r) {
		p.Title.More = append(p.Title.More, kit.Action{Label: "Vraag zonder naam", Href: r.To("/zonder-naam")})
	}
	p.Find = &kit.Filters{Action: r.To("/leerlingen"), Post: true, Submit: "Zoek", Fields: []kit.Field{{Name: "naam", Label: "Naam of leerlingnummer", Value: text, Max: 200}}}
	if text != "" {
		p.Find.Chips, p.Find.Clear = []kit.Link{{Text: text, Href: r.To("/leerlingen")}}, r.To("/leerlingen")
	}
	return p
}

// asksNameless tells whether this function can bring in a question without saying
// who the pupil is.
func asksNameless(r *page.Request) bool {
	return r.P.OrgKind == "school" && r.P.Can("zaak starten") && slices.ContainsFunc(r.SWV.Procedures, func(p *procedure.Procedure) bool {
		return p.Nameless && slices.Contains(p.Starters, r.P.Function)
	})
}

// beginsFromOSO tells whether some kind of case can begin from a transfer file.
func beginsFromOSO(r *page.Request) bool {
	return r.P.MayReadOSO() && slices.ContainsFunc(r.SWV.Procedures, func(p *procedure.Procedure) bool {
		return p.Fills() && slices.Contains(p.Starters, r.P.Function)
	})
}

func whose(r *page.Request) string {
	switch {
	case r.P.Scope == "eigen organisatie":
		return "De leerlingen van " + r.P.OrgName + ", op achternaam."
	case r.P.Scope == "eigen regio" && r.P.Region != "":
		return "De leerlingen van " + app.RegionTitle(r.SWV, r.P.Region) + ", op achternaam."
	}
	return "De leerlingen van " + r.SWV.Title + ", op achternaam."
}

func table(r *page.Request, rows []app.PupilRow) kit.Table {
	t := kit.Table{Caption: "Leerlingen", HideCaption: true, Columns: []kit.Column{{Label: "Naam"}, {Label: "Geboren"}, {Label: "Groep"}}}
	several := r.P.Scope != "eigen organisatie"
	if several {
		t.Columns = append(t.Columns, kit.Column{Label: "School"})
	}
	t.Columns = append(t.Columns, kit.Column{Label: "Leerlingnummer"})
	for _, row := range rows {
		name := kit.Cell{Text: fullName(row), Href: pupilTo(r, row.ID)}
		if row.Left != "" {
			name.Badge = &kit.Badge{Text: "Vertrokken"}
		}
		cells := []kit.Cell{name, {Text: kit.DagKort(page.DayOf(row.Birth))}, {Text: groupOf(row), Sub: kindOf(row)}}
		if several {
			cells = append(cells, kit.Cell{Text: row.OrgName})
		}
		t.Rows = append(t.Rows, kit.Row{Cells: append(cells, kit.Cell{Text: row.Number})})
	}
	t.Empty = kit.Empty{Title: "Er zijn nog geen leerlingen", Text: "Voeg een leerling toe om een zaak te beginnen."}
	if r.P.Can("leerling toevoegen") {
		t.Empty.Action = &kit.Action{Label: "Leerling toevoegen", Href: r.To("/leerlingen/nieuw")}
	}
	return t
}

func fullName(row app.PupilRow) string { return strings.TrimSpace(row.FirstName + " " + row.Name) }

func groupOf(row app.PupilRow) string {
	if row.Group < 0 {
		return "–"
	}
	return app.GroupText(row.SchoolType, row.Group)
}

func kindOf(row app.PupilRow) string { return app.SchoolTypeText(row.SchoolType) }

type youngPage struct {
	kit.Shell
	Title kit.Title
	Table kit.Table
	Pager kit.Pager
}

// youngList shows the children who are at no school yet, the oldest first: from
// a certain age the contact for young children thinks along (RGV-1.17).
func youngList(w http.ResponseWriter, r *page.Request) error {
	cursor := r.URL.Query().Get("vanaf")
	found, err := r.Site.App.Young(r.Context(), r.P, cursor)
	if err != nil {
		return page.WrongCursor(err)
	}
	p := youngPage{Shell: r.Shell("Jonge kinderen"), Title: kit.Title{Text: "Jonge kinderen", Lead: "Kinderen die nog niet op een school zitten, de oudste eerst. Vanaf " + age(found.Months) + " denkt u mee."}}
	p.Notices = r.Notices(w)
	if r.P.Can("leerling toevoegen") {
		p.Title.Main = &kit.Action{Label: "Kind toevoegen", Href: r.To("/leerlingen/nieuw"), Weight: kit.Primary, Icon: "plus"}
	}
	p.Table = youngTable(r, found)
	p.Pager = r.Asked(r.To("/jonge-kinderen")).Pager(cursor, found.Next, len(found.Rows), "kind", "kinderen")
	return r.Render(w, http.StatusOK, pages, "young", p)
}

func youngTable(r *page.Request, found app.YoungChildren) kit.Table {
	t := kit.Table{Caption: "Kinderen die nog niet op een school zitten", HideCaption: true,
		Columns: []kit.Column{{Label: "Kind"}, {Label: "Leeftijd"}, {Label: "Voorschool of school van aanmelding"}, {Label: "Begeleiding"}, {Label: "Zaak"}},
		Empty:   kit.Empty{Title: "Er zijn nu geen jonge kinderen bekend", Text: "Een voorschool of u voegt een kind toe. Vanaf " + age(found.Months) + " ziet u dan wanneer u meedenkt."}}
	for _, c := range found.Rows {
		help := kit.Cell{Badge: &kit.Badge{Text: "Denk nu mee", Tone: kit.Warn}}
		if c.Months < found.Months {
			help = kit.Cell{Text: "Vanaf " + kit.DagKort(c.From)}
		} else if c.Case != "" {
			help.Badge = &kit.Badge{Text: "Loopt", Tone: kit.Good}
		}
		running := kit.Cell{Text: "Nog geen zaak"}
		if c.CaseID != "" {
			running = kit.Cell{Text: c.Case, Href: r.To("/zaken/%s", c.CaseID)}
		}
		place := c.OrgName
		if place == "" {
			place = "Nog geen"
		}
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: fullName(c.PupilRow), Href: pupilTo(r, c.ID), Sub: "Geboren " + kit.DagKort(page.DayOf(c.Birth))},
			{Text: age(c.Months)}, {Text: place}, help, running}})
	}
	return t
}

// age writes an age in months: "3 jaar en 7 maanden".
func age(months int) string {
	years, rest := months/12, months%12
	text := fmt.Sprintf("%d jaar", years)
	switch {
	case years == 0:
		return kit.Meervoud(rest, "maand", "maanden")
	case rest > 0:
		text += " en " + kit.Meervoud(rest, "maand", "maanden")
	}
	return text
}

package athome

import (
	"fmt"
	"net/http"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type listPage struct {
	kit.Shell
	Title   kit.Title
	Stats   kit.Stats
	Cut     string
	Pupils  kit.Table
	Schools kit.Table
	Chart   *kit.Chart
}

// show lists who is at home, of the cases that the reader finds (KRS-05).
func show(w http.ResponseWriter, r *page.Request) error {
	home, err := r.Site.App.AtHome(r.Context(), r.P)
	if err != nil {
		return err
	}
	p := listPage{Shell: r.Shell("Thuiszitters"), Title: kit.Title{Text: "Thuiszitters",
		Lead: fmt.Sprintf("Leerlingen van wie een melding loopt. Na %d schoolweken telt een leerling als thuiszitter. Vakanties tellen niet mee.", home.Full)}}
	p.Notices = r.Notices(w)
	p.Stats = stats(home)
	p.Pupils, p.Schools = pupils(r, home), schools(home)
	p.Chart = chart(home)
	if home.Cut {
		p.Cut = "Er zijn meer meldingen dan op deze pagina passen. De oudste staan hier."
	}
	return r.Render(w, http.StatusOK, pages, "thuiszitters", p)
}

func stats(home app.AtHome) kit.Stats {
	now, full, near, open := 0, 0, 0, 0
	for _, row := range home.Rows {
		if row.GoesOn {
			now++
		}
		if row.Full {
			full++
		}
		if row.Near {
			near++
		}
		if row.Open && !row.GoesOn {
			open++
		}
	}
	return kit.Stats{Items: []kit.Stat{
		{Label: "Lopende meldingen", Value: kit.Getal(len(home.Rows)), Tone: kit.Info},
		{Label: "Nu thuis", Value: kit.Getal(now), Note: "ongeoorloofd", Tone: tone(now, kit.Warn)},
		{Label: fmt.Sprintf("%d schoolweken of meer", home.Full), Value: kit.Getal(full), Tone: tone(full, kit.Bad)},
		{Label: "Binnen een schoolweek", Value: kit.Getal(near), Tone: tone(near, kit.Warn)}}}
}

func tone(n int, some kit.Tone) kit.Tone {
	if n == 0 {
		return kit.Good
	}
	return some
}

func pupils(r *page.Request, home app.AtHome) kit.Table {
	t := kit.Table{Caption: "Wie zit thuis, het langst eerst", Columns: []kit.Column{{Label: "Leerling"}, {Label: "Stand"}, {Label: "Thuis sinds"},
		{Label: "Schoolweken", Num: true}, {Label: fmt.Sprintf("%d schoolweken", home.Full)}, {Label: "Einde"}, {Label: "Consulent"}},
		Empty: kit.Empty{Title: "Er loopt geen melding", Text: "Komt een leerling niet naar school? Open de leerling en begin een melding. Wacht niet tot het vier weken duurt."}}
	for _, row := range home.Rows {
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{
			{Text: row.PupilName, Href: r.To("/zaken/%s", row.ID), Sub: row.ApplicantName},
			{Badge: state(row), Sub: row.What},
			{Text: since(row)},
			{Text: row.SchoolWeeks.String(), Sub: kit.Getal(row.Days) + " " + plural(row.Days, "schooldag", "schooldagen")},
			{Text: reach(row)},
			{Text: end(row)},
			call(r, home, row)}})
	}
	return t
}

func state(row app.AtHomeRow) *kit.Badge {
	switch {
	case row.Full && row.GoesOn:
		return &kit.Badge{Text: "Thuiszitter", Tone: kit.Bad}
	case row.Near:
		return &kit.Badge{Text: "Bijna", Tone: kit.Warn}
	case row.GoesOn:
		return &kit.Badge{Text: "Thuis", Tone: kit.Info}
	}
	return &kit.Badge{Text: "Telt nu niet", Tone: kit.Neutral}
}

func since(row app.AtHomeRow) string {
	if row.Since.IsZero() {
		return "–"
	}
	return kit.Dag(row.Since)
}

func reach(row app.AtHomeRow) string {
	switch {
	case row.Full:
		return "bereikt op " + kit.Dag(row.Reach)
	case row.GoesOn:
		return "op " + kit.Dag(row.Reach) + ", als het doorgaat"
	}
	return "de teller staat stil"
}

func end(row app.AtHomeRow) string {
	if row.LastSeen.IsZero() {
		return "geen laatste dag"
	}
	return kit.Dag(row.LastSeen)
}

// call is the one button that opens a consult with what is known.
func call(r *page.Request, home app.AtHome, row app.AtHomeRow) kit.Cell {
	if row.Called {
		return kit.Cell{Text: "is ingeschakeld"}
	}
	if !row.MayCall {
		return kit.Cell{Text: "nog niet"}
	}
	return kit.Cell{Actions: []kit.Action{{Label: home.Call.Label, Post: true, Href: r.To("/zaken/%s/doen/%s", row.ID, home.Call.Name), About: "voor " + row.PupilName}}}
}

func schools(home app.AtHome) kit.Table {
	t := kit.Table{Caption: "Per school", Columns: []kit.Column{{Label: "School"}, {Label: "Meldingen", Num: true}, {Label: "Nu thuis", Num: true},
		{Label: fmt.Sprintf("%d schoolweken of meer", home.Full), Num: true}},
		Empty: kit.Empty{Title: "Geen meldingen", Text: "Zodra een school een melding doet, staat zij hier."}}
	for _, s := range home.Schools {
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: s.Name}, {Text: kit.Getal(s.Reports)}, {Text: kit.Getal(s.Now)}, {Text: kit.Getal(s.AreFull)}}})
	}
	return t
}

// chart draws the last year; nothing when nobody was at home in all of it.
func chart(home app.AtHome) *kit.Chart {
	c := kit.Chart{Kind: kit.Lines, Title: "Thuis op de laatste dag van elke maand", Unit: "leerlingen", Note: "De laatste stand is die van vandaag."}
	now, full, any := kit.Series{Name: "Thuis"}, kit.Series{Name: fmt.Sprintf("%d schoolweken of meer", home.Full)}, 0
	for _, m := range home.Months {
		c.Labels = append(c.Labels, kit.DagKort(m.Day))
		now.Values, full.Values = append(now.Values, float64(m.Now)), append(full.Values, float64(m.Full))
		any += m.Now
	}
	c.Series = []kit.Series{now, full}
	if any == 0 {
		return nil
	}
	return &c
}

func plural(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

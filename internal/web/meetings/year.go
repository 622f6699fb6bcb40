package meetings

import (
	"net/http"
	"strconv"
	"strings"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/meeting"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type yearPage struct {
	kit.Shell
	Title kit.Title
	Tabs  kit.Tabs
	Facts []kit.Fact
	Load  *kit.Chart
	Table kit.Table
	Last  kit.Table
}

// year shows the calendar of a body in a school year.
func year(w http.ResponseWriter, r *page.Request) error {
	now := civil.SchoolYearOf(r.Site.App.Today())
	y := now
	if n, err := strconv.Atoi(r.URL.Query().Get("schooljaar")); err == nil && n >= int(now)-10 && n <= int(now)+1 {
		y = civil.SchoolYear(n)
	}
	found, err := r.Site.App.MeetingYear(r.Context(), r.P, r.PathValue("orgaan"), y)
	if err != nil {
		return err
	}
	title := "Vergaderkalender " + y.String()
	p := yearPage{Shell: r.Shell(title, kit.Link{Text: "Vergaderingen", Href: r.To("/agenda")}, kit.Link{Text: title}),
		Title: kit.Title{Above: found.Body.Title, Text: title, Lead: "Voorgesteld uit de regels van het samenwerkingsverband, met wat daarin is gewijzigd."},
		Facts: rules(found), Table: yearTable(r, found), Last: lastTable(found), Load: load(found)}
	p.Notices = r.Notices(w)
	if runs(r) {
		p.Title.More = []kit.Action{{Label: "Extra vergadering", Href: r.To("/agenda/%s/nieuw", found.Body.Name)}}
	}
	p.Tabs = kit.Tabs{Label: "Schooljaar en reeks"}
	for s := now - 1; s <= now+1; s++ {
		p.Tabs.Items = append(p.Tabs.Items, kit.Tab{Label: s.String(), Href: yearTo(r, found.Body.Name, s), Current: s == y})
	}
	for _, b := range found.Sisters {
		if b.Name != found.Body.Name {
			p.Tabs.Items = append(p.Tabs.Items, kit.Tab{Label: b.Title, Href: yearTo(r, b.Name, y)})
		}
	}
	return r.Render(w, http.StatusOK, pages, "vergaderjaar", p)
}

func yearTo(r *page.Request, body string, y civil.SchoolYear) string {
	return r.To("/vergaderjaar/%s", body) + "?schooljaar=" + strconv.Itoa(int(y))
}

func rules(found app.MeetingYear) []kit.Fact {
	b := found.Body
	var facts []kit.Fact
	for _, f := range []kit.Fact{{Label: "Vergadert", Value: b.Every}, {Label: "Inleveren voor", Value: b.Cutoff}, {Label: "Hoogstens", Value: b.Capacity}, {Label: "Begint om", Value: b.Start},
		{Label: "Bron", Value: b.Source}} {
		if f.Value != "" {
			facts = append(facts, f)
		}
	}
	return facts
}

// load draws how full the meetings of each month are against what they can hold.
func load(found app.MeetingYear) *kit.Chart {
	c := kit.Chart{Title: "Zaken per maand", Unit: "zaken", Series: []kit.Series{{Name: "Op de agenda"}, {Name: "Kunnen erop"}}}
	any, month := false, ""
	for _, m := range found.Meetings {
		if m.Cancelled {
			continue
		}
		if name := strings.Fields(kit.DagKort(m.Day))[1]; name != month {
			month = name
			c.Labels = append(c.Labels, name)
			for i := range c.Series {
				c.Series[i].Values = append(c.Series[i].Values, 0)
			}
		}
		last := len(c.Labels) - 1
		c.Series[0].Values[last] += float64(m.Count)
		c.Series[1].Values[last] += float64(m.Most)
		any = any || m.Count > 0
	}
	if !any {
		return nil
	}
	if found.Body.Capacity == "" {
		c.Series = c.Series[:1]
	}
	return &c
}

func yearTable(r *page.Request, found app.MeetingYear) kit.Table {
	t := kit.Table{Caption: "Vergaderingen in " + found.Year.String(), Columns: []kit.Column{{Label: "Dag"}, {Label: "Zaken op de agenda"}, {Label: "Inleveren kan"}},
		Empty: kit.Empty{Title: "Er zijn in dit schooljaar geen vergaderingen", Text: "Voeg een vergadering toe, of zet de dagen in de instellingen van het samenwerkingsverband."}}
	skipped := found.Skipped
	for _, m := range found.Meetings {
		for len(skipped) > 0 && skipped[0].Day.Before(m.Day) {
			t.Rows, skipped = append(t.Rows, skippedRow(skipped[0])), skipped[1:]
		}
		t.Rows = append(t.Rows, meetingRow(r, found.Body.Name, m))
	}
	for _, s := range skipped {
		t.Rows = append(t.Rows, skippedRow(s))
	}
	return t
}

func skippedRow(s meeting.Skip) kit.Row {
	return kit.Row{Cells: []kit.Cell{{Text: page.Capital(s.Day.DutchWeekday()), Sub: "Geen vergadering: " + s.Why}, {Text: "–"}, {Text: "–"}}}
}

func lastTable(found app.MeetingYear) kit.Table {
	t := kit.Table{Caption: "Uiterste datums", Columns: []kit.Column{{Label: "Soort aanvraag"}, {Label: "Uiterlijk"}, {Label: "Bron"}}}
	for _, l := range found.Last {
		text := "–"
		if !l.Day.IsZero() {
			text = "Voor " + kit.Dag(l.Day)
		}
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: l.Title}, {Text: text, Sub: l.Help}, {Text: l.Source}}})
	}
	return t
}

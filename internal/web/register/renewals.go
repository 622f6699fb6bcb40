package register

import (
	"fmt"
	"net/http"
	"strings"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type renewalsPage struct {
	kit.Shell
	Title   kit.Title
	Stats   kit.Stats
	Remind  *kit.Form
	Schools kit.Table
	Fits    string
	Load    *kit.Chart
	Table   kit.Table
}

// renewals shows a school its own list, and who runs the meetings the whole.
func renewals(w http.ResponseWriter, r *page.Request) error {
	if r.P.GivesRenewals() {
		return schoolRenewals(w, r, http.StatusOK, r.P.Org, nil)
	}
	found, err := r.Site.App.Renewals(r.Context(), r.P)
	if err != nil {
		return err
	}
	p := renewalsPage{Shell: r.Shell(found.Rules.Title, kit.Link{Text: "Register", Href: r.To("/register")}, kit.Link{Text: found.Rules.Title}),
		Title:   kit.Title{Text: found.Rules.Title, Lead: "Verklaringen die in schooljaar " + found.Year.String() + " aflopen, en wat de scholen verwachten. Scholen geven het door voor " + kit.Dag(found.Before) + "."},
		Stats:   renewalStats(found),
		Schools: renewalSchools(r, found), Load: renewalChart(found.Load), Table: renewalTable(found.Load), Fits: fits(found.Load)}
	p.Wide = true
	p.Notices = r.Notices(w)
	if n := silent(found); n > 0 {
		p.Remind = &kit.Form{Action: r.To("/verlengingen/herinneren"), Submit: "Herinner " + kit.Meervoud(n, "school", "scholen")}
	}
	return r.Render(w, http.StatusOK, pages, "verlengingen", p)
}

// silent counts the schools that still have to say something.
func silent(found app.Renewals) (n int) {
	for _, s := range found.Schools {
		if s.Open > 0 {
			n++
		}
	}
	return n
}

func renewalStats(found app.Renewals) kit.Stats {
	c, all := found.Counts, 0
	for _, n := range c {
		all += n
	}
	open := kit.Stat{Label: "Nog niets gehoord", Value: kit.Getal(c[""]), Note: kit.Meervoud(silent(found), "school", "scholen"), Tone: kit.Good}
	if c[""] > 0 {
		open.Tone = kit.Warn
	}
	return kit.Stats{Label: "Wat de scholen verwachten", Items: []kit.Stat{
		{Label: "Loopt dit schooljaar af", Value: kit.Getal(all)}, open,
		{Label: "Verlengen", Value: kit.Getal(c["verlengen"]), Note: kit.Getal(c[app.RenewalRuns]) + " al aangevraagd", Tone: kit.Info},
		{Label: "Stroomt eerder uit", Value: kit.Getal(c["uitstroom bekend"])},
		{Label: "Niet verlengen", Value: kit.Getal(c["niet verlengen"])},
		{Label: "Nog niet bekend", Value: kit.Getal(c["nog niet bekend"])}}}
}

func renewalSchools(r *page.Request, found app.Renewals) kit.Table {
	t := kit.Table{Caption: "Per school", Columns: []kit.Column{{Label: "School"}, {Label: "Loopt af", Num: true}, {Label: "Nog niets gehoord", Num: true}, {Label: "Herinnerd"}},
		Empty: kit.Empty{Title: "Er loopt dit schooljaar geen verklaring af", Text: "Zodra er een verklaring is die dit schooljaar afloopt, staat haar school hier."}}
	for _, s := range found.Schools {
		reminded := kit.Cell{Text: "–"}
		if s.Reminded != "" {
			reminded = kit.Cell{Text: kit.Dag(page.DayOf(s.Reminded)), Sub: "door " + s.ByName}
		}
		open := kit.Cell{Text: kit.Getal(s.Open)}
		if s.Open == 0 {
			open = kit.Cell{Badge: &kit.Badge{Text: "Alles gehoord", Tone: kit.Good}}
		}
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: s.Name, Href: r.To("/verlengingen/%s", s.ID)}, {Text: kit.Getal(s.All)}, open, reminded}})
	}
	return t
}

// fits says in one sentence what the expected renewals ask of the meetings.
func fits(l app.RenewalLoad) string {
	n := len(l.Meetings)
	if l.Sure+l.Maybe == 0 || n == 0 {
		return ""
	}
	text := fmt.Sprintf("Tot de uiterste datum komen er nog %s en misschien %s bij, in %s.", kit.Meervoud(l.Sure, "verlenging", "verlengingen"), kit.Getal(l.Maybe), kit.Meervoud(n, "vergadering", "vergaderingen"))
	switch {
	case l.Room < 0:
		return text
	case l.Fits():
		return text + " Dat past: er zijn nog " + kit.Meervoud(l.Room, "plaats", "plaatsen") + "."
	}
	return text + " Dat past niet: er zijn nog " + kit.Meervoud(l.Room, "plaats", "plaatsen") + ". Voeg een vergadering toe of laat meer zaken toe."
}

// renewalChart draws per month what is on the meetings and what may come.
func renewalChart(l app.RenewalLoad) *kit.Chart {
	c := kit.Chart{Title: "Wat er op de vergaderingen komt", Unit: "zaken", Note: "Als de verlengingen gelijk verdeeld binnenkomen.",
		Series: []kit.Series{{Name: "Al op de agenda"}, {Name: "Met de verwachte verlengingen"}, {Name: "Met alles wat misschien komt"}, {Name: "Kunnen erop"}}}
	month := ""
	for _, m := range l.Meetings {
		if name := strings.Fields(kit.DagKort(m.Day))[1]; name != month {
			month, c.Labels = name, append(c.Labels, name)
			for i := range c.Series {
				c.Series[i].Values = append(c.Series[i].Values, 0)
			}
		}
		last := len(c.Labels) - 1
		for i, v := range []int{m.Taken, m.Taken + m.Sure, m.Taken + m.Sure + m.Maybe, m.Most} {
			c.Series[i].Values[last] += float64(v)
		}
	}
	if len(c.Labels) == 0 || l.Sure+l.Maybe == 0 {
		return nil
	}
	if l.Room < 0 {
		c.Series = c.Series[:3]
	}
	return &c
}

func renewalTable(l app.RenewalLoad) kit.Table {
	t := kit.Table{Caption: "Per vergadering", Columns: []kit.Column{{Label: "Vergadering"}, {Label: "Al op de agenda", Num: true}, {Label: "Verwacht erbij", Num: true}, {Label: "Misschien erbij", Num: true}, {Label: "Kunnen erop", Num: true}}}
	for _, m := range l.Meetings {
		most := "–"
		if m.Most > 0 {
			most = kit.Getal(m.Most)
		}
		row := kit.Row{Cells: []kit.Cell{{Text: page.Capital(m.Day.DutchWeekday())}, {Text: kit.Getal(m.Taken)}, {Text: kit.Getal(m.Sure)}, {Text: kit.Getal(m.Maybe)}, {Text: most}}}
		if m.Most > 0 && m.Taken+m.Sure+m.Maybe > m.Most {
			row.Tone = kit.Warn
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func remindSchools(w http.ResponseWriter, r *page.Request) error {
	n, err := r.Site.App.RemindRenewals(r.Context(), r.P)
	if err != nil {
		return err
	}
	text := "Wie nog moet antwoorden, is vandaag al herinnerd."
	if n > 0 {
		text = kit.Meervoud(n, "school krijgt", "scholen krijgen") + " een bericht, zonder gegevens van leerlingen."
	}
	return r.Done(w, r.To("/verlengingen"), text)
}

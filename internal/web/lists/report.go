package lists

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type reportPage struct {
	kit.Shell
	Title    kit.Title
	Filters  kit.Filters
	Wrong    kit.ErrorSummary
	Period   string
	Stats    kit.Stats
	Charts   []kit.Chart
	Months   kit.Table
	Kinds    kit.Table
	Regions  *kit.Table
	Outcomes kit.Table
}

// reports shows how long terms took and how many were met, over any period
// (RGV-1.9).
func reports(w http.ResponseWriter, r *page.Request) error {
	a := r.Asked(r.To("/rapportage"), "van", "tot", "welke", "regio")
	from, until, problems := period(r, a)
	q := app.LeadQuery{Region: a.Get("regio"), From: from.String(), Until: until.String()}
	which := chosenTerm(r, a)
	q.Procedure, q.Term, _ = strings.Cut(which, "|")
	rep, err := r.Site.App.Report(r.Context(), r.P, q)
	if err != nil {
		return err
	}
	p := reportPage{Shell: r.Shell("Rapportage"), Title: kit.Title{Text: "Rapportage", Lead: "Hoe lang duurde het, en was het op tijd? Wij tellen termijnen die in deze periode klaar waren."}}
	p.Filters = reportFilters(r, a, from, until, which, problems)
	p.Wrong = kit.Summary(p.Filters.Fields)
	p.Period = "Van " + from.Dutch() + " tot en met " + until.Dutch()
	p.Stats = reportStats(rep)
	p.Charts = charts(rep)
	p.Months = leadTable("Per maand", "Maand", monthLines(rep))
	p.Kinds = leadTable("Per soort zaak", "Soort zaak", rep.ByProcedure)
	if len(rep.ByRegion) > 1 {
		t := leadTable("Per regio", "Regio", rep.ByRegion)
		p.Regions = &t
	}
	p.Outcomes = outcomes(rep)
	status := http.StatusOK
	if len(problems) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return r.Render(w, status, pages, "report", p)
}

// period reads the days of the report: without any, the last twelve months. What
// cannot be read comes back with why, next to its field.
func period(r *page.Request, a page.List) (from, until civil.Day, problems map[string]string) {
	today := r.Site.App.Today()
	year, month, _ := today.Date()
	from, until = civil.NewDay(year, month, 1).AddMonths(-11), today
	problems = map[string]string{}
	for name, to := range map[string]*civil.Day{"van": &from, "tot": &until} {
		if text := a.Get(name); text != "" {
			d, err := civil.ParseDay(text)
			if err != nil {
				problems[name] = err.Error()
				continue
			}
			*to = d
		}
	}
	if len(problems) == 0 && until.Before(from) {
		problems["tot"] = "De laatste dag ligt voor de eerste dag."
		until = from
	}
	return from, until, problems
}

// chosenTerm is the term of the report: when none is chosen, the first one of the
// law in a procedure that ends in a decision, in whichever procedure.
func chosenTerm(r *page.Request, a page.List) string {
	if v := a.Get("welke"); v != "" {
		return v
	}
	for _, p := range r.SWV.Procedures {
		if p.EndsIn == "" || p.Kind != "aanvraag" {
			continue
		}
		for _, t := range p.Terms {
			if t.Kind == "wettelijk" {
				return "|" + t.Name
			}
		}
	}
	return anyTerm
}

// anyTerm asks for all terms together.
const anyTerm = "|"

func reportFilters(r *page.Request, a page.List, from, until civil.Day, which string, problems map[string]string) kit.Filters {
	dayField := func(name, label string, d civil.Day) kit.Field {
		f := kit.Field{Kind: kit.DateField, Name: name, Label: label, Value: a.Get(name), Error: problems[name], Hint: "dd-mm-jjjj"}
		if f.Value == "" {
			f.Value = shortDay(d)
		}
		return f
	}
	term := a.Choice("welke", "Termijn", "Kies een termijn", append([]kit.Option{{Value: anyTerm, Label: "Alle termijnen samen"}}, lawFirst(r)...))
	term.Value = which
	fields := []kit.Field{dayField("van", "Vanaf", from), dayField("tot", "Tot en met", until), term}
	if options := regions(r); len(options) > 0 {
		fields = append(fields, a.Choice("regio", "Regio", "Alle regio’s", options))
	}
	return kit.Filters{Action: a.Path, Fields: fields}
}

// shortDay writes a day as people type it.
func shortDay(d civil.Day) string {
	year, month, n := d.Date()
	return fmt.Sprintf("%02d-%02d-%04d", n, month, year)
}

// lawFirst are all terms as choices, those of the law in front. A term that
// several procedures have can be chosen for all of them.
func lawFirst(r *page.Request) (options []kit.Option) {
	for _, kind := range []string{"wettelijk", "lokaal"} {
		for _, p := range r.SWV.Procedures {
			for _, t := range p.Terms {
				if t.Kind != kind || t.PerPerson {
					continue
				}
				every := kit.Option{Value: "|" + t.Name, Label: t.Title + " (alle soorten)"}
				if !slices.Contains(options, every) {
					options = append(options, every)
				}
				options = append(options, kit.Option{Value: p.ID + "|" + t.Name, Label: t.Title + " (" + p.Title + ")"})
			}
		}
	}
	return options
}

func reportStats(rep app.Report) kit.Stats {
	t := rep.Total
	items := []kit.Stat{{Label: "Klaar in deze periode", Value: kit.Getal(t.Count), Tone: kit.Info}}
	if t.Count == 0 {
		return kit.Stats{Items: items}
	}
	in := kit.Stat{Label: "Binnen de termijn", Value: share(t), Note: kit.Getal(t.InTime) + " van " + kit.Getal(t.Count), Tone: kit.Good}
	if t.InTime < t.Count {
		in.Tone = kit.Warn
	}
	return kit.Stats{Items: append(items, in,
		kit.Stat{Label: "Doorlooptijd netto", Value: average(t.NetDays, t.Count), Note: "dagen gemiddeld, zonder stilstand"},
		kit.Stat{Label: "Doorlooptijd bruto", Value: average(t.GrossDays, t.Count), Note: "dagen gemiddeld, met stilstand"})}
}

func share(l app.LeadTime) string {
	if l.Count == 0 {
		return "–"
	}
	return kit.Getal((100*l.InTime+l.Count/2)/l.Count) + "%"
}

func average(sum, n int) string {
	if n == 0 {
		return "–"
	}
	return kit.Series{Values: []float64{mean(sum, n)}}.Figure(0)
}

func mean(sum, n int) float64 {
	if n == 0 {
		return 0
	}
	return float64(int(10*float64(sum)/float64(n)+0.5)) / 10
}

// charts draw the period: how long it took, and how many were on time.
func charts(rep app.Report) []kit.Chart {
	if rep.Total.Count == 0 {
		return nil
	}
	days := kit.Chart{Kind: kit.Lines, Title: "Doorlooptijd", Unit: "dagen", Note: "Gemiddeld. Een periode waarin niets klaar was, staat er niet in."}
	on := kit.Chart{Kind: kit.Lines, Title: "Op tijd en te laat", Unit: "termijnen"}
	net, gross, good, late := kit.Series{Name: "Netto"}, kit.Series{Name: "Bruto"}, kit.Series{Name: "Op tijd"}, kit.Series{Name: "Te laat"}
	for _, part := range parts(rep.Months) {
		on.Labels = append(on.Labels, part.label)
		good.Values, late.Values = append(good.Values, float64(part.InTime)), append(late.Values, float64(part.Count-part.InTime))
		if part.Count > 0 {
			days.Labels = append(days.Labels, part.label)
			net.Values, gross.Values = append(net.Values, mean(part.NetDays, part.Count)), append(gross.Values, mean(part.GrossDays, part.Count))
		}
	}
	days.Series, on.Series = []kit.Series{net, gross}, []kit.Series{good, late}
	if len(days.Labels) < 2 {
		days.Kind = kit.Bars
	}
	return []kit.Chart{days, on}
}

// chartPart is a stretch of the period with its sums.
type chartPart struct {
	label string
	app.LeadTime
}

// mostParts is how many stretches fit on the axis of a chart.
const mostParts = 13

// parts takes months together until they fit: months, quarters or years.
func parts(months []app.LeadTime) []chartPart {
	size := 12
	for _, n := range []int{3, 1} {
		if len(months) <= n*mostParts {
			size = n
		}
	}
	var all []chartPart
	for i, m := range months {
		label := partLabel(m.Month, size)
		if i == 0 || all[len(all)-1].Month != partOf(m.Month, size) {
			if size == 1 && i > 0 && !strings.HasSuffix(m.Month, "-01") {
				label, _, _ = strings.Cut(label, " ")
			}
			all = append(all, chartPart{label, app.LeadTime{Month: partOf(m.Month, size)}})
		}
		last := &all[len(all)-1]
		last.Count, last.InTime = last.Count+m.Count, last.InTime+m.InTime
		last.NetDays, last.GrossDays = last.NetDays+m.NetDays, last.GrossDays+m.GrossDays
	}
	return all
}

// partOf names the stretch of so many months in which a month lies.
func partOf(month string, size int) string {
	year, number, _ := page.DayOf(month + "-01").Date()
	return fmt.Sprintf("%04d-%02d", year, (int(number)-1)/size)
}

func partLabel(month string, size int) string {
	year, number, _ := page.DayOf(month + "-01").Date()
	switch size {
	case 12:
		return fmt.Sprint(year)
	case 3:
		return fmt.Sprintf("kw %d %d", (int(number)+2)/3, year)
	}
	return monthName(month)
}

// monthName writes a month: "mrt 2026".
func monthName(month string) string {
	_, text, _ := strings.Cut(kit.DagKort(page.DayOf(month+"-01")), " ")
	return text
}

func monthLines(rep app.Report) []app.ReportLine {
	var lines []app.ReportLine
	for _, m := range rep.Months {
		if m.Count > 0 {
			lines = append(lines, app.ReportLine{Title: monthName(m.Month), LeadTime: m})
		}
	}
	return lines
}

func leadTable(caption, first string, lines []app.ReportLine) kit.Table {
	t := kit.Table{Caption: caption, Columns: []kit.Column{{Label: first}, {Label: "Klaar", Num: true}, {Label: "Op tijd", Num: true}, {Label: "Aandeel op tijd", Num: true},
		{Label: "Netto dagen", Num: true}, {Label: "Bruto dagen", Num: true}},
		Empty: kit.Empty{Title: "Niets in deze periode", Text: "Kies een langere periode of een andere termijn."}}
	for _, l := range lines {
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: l.Title}, {Text: kit.Getal(l.Count)}, {Text: kit.Getal(l.InTime)}, {Text: share(l.LeadTime)},
			{Text: average(l.NetDays, l.Count)}, {Text: average(l.GrossDays, l.Count)}}})
	}
	return t
}

func outcomes(rep app.Report) kit.Table {
	t := kit.Table{Caption: "Uitkomsten van afgesloten zaken", Columns: []kit.Column{{Label: "Uitkomst"}, {Label: "Aantal", Num: true}},
		Empty: kit.Empty{Title: "Geen afgesloten zaken", Text: "In deze periode is geen zaak afgesloten."}}
	for _, o := range rep.Outcomes {
		cell := kit.Cell{Text: o.Title}
		if o.Refusal {
			cell.Sub = "Afwijzend"
		}
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{cell, {Text: kit.Getal(o.Count)}}})
	}
	return t
}

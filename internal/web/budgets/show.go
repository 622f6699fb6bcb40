package budgets

import (
	"net/http"
	"slices"
	"strconv"

	"passend/internal/app"
	"passend/internal/budget"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type budgetPage struct {
	kit.Shell
	Title   kit.Title
	Empty   *kit.Empty
	Filters *kit.Filters
	Stats   []kit.Stats
	Ahead   string
	Charts  []kit.Chart
	Schools *kit.Table
	Grants  *kit.Table
	Fixed   kit.Timeline
}

// chosen reads which budget and year the address asks; without any the first one,
// and this year.
func chosen(r *page.Request) (def procedure.Budget, year int, l page.List, ok bool) {
	l = r.Asked(r.To("/budgetten"), "budget", "jaar")
	if len(r.SWV.Budgets) == 0 {
		return def, 0, l, false
	}
	def = r.SWV.Budgets[0]
	if b, known := r.SWV.BudgetNamed(l.Get("budget")); known {
		def = b
	}
	year, _ = budget.YearOf(def.Per, r.Site.App.Today())
	if n, err := strconv.Atoi(l.Get("jaar")); err == nil && slices.Contains(years(year), n) {
		year = n
	}
	return def, year, l, true
}

// years are those that can be chosen: two that passed, this one and the next.
func years(now int) []int { return []int{now + 1, now, now - 1, now - 2} }

func show(w http.ResponseWriter, r *page.Request) error {
	def, year, l, ok := chosen(r)
	if !ok {
		return none(w, r)
	}
	b, err := r.Site.App.Budget(r.Context(), r.P, def.Name, year, "")
	if err != nil {
		return err
	}
	return render(w, r, l, b)
}

// ofSchool shows one school to who sees all of them; a school sees its own.
func ofSchool(w http.ResponseWriter, r *page.Request) error {
	def, year, l, ok := chosen(r)
	if !ok {
		return none(w, r)
	}
	b, err := r.Site.App.Budget(r.Context(), r.P, def.Name, year, r.PathValue("school"))
	if err != nil {
		return err
	}
	return render(w, r, l, b)
}

func none(w http.ResponseWriter, r *page.Request) error {
	p := budgetPage{Shell: r.Shell("Budgetten"), Title: kit.Title{Text: "Budgetten"}}
	p.Empty = &kit.Empty{Title: "Er zijn geen budgetten", Text: "Een beheerder schrijft ze in de tekst van het samenwerkingsverband, bij “budgetten”."}
	return r.Render(w, http.StatusOK, pages, "budgetten", p)
}

func render(w http.ResponseWriter, r *page.Request, l page.List, b app.BudgetPage) error {
	p := budgetPage{Title: kit.Title{Above: b.Year.Title, Text: b.Def.Title, Lead: b.Def.Help}}
	p.Shell = r.Shell("Budgetten")
	if b.School.ID != "" && !b.Own {
		p.Shell = r.Shell(b.School.Name, kit.Link{Text: "Budgetten", Href: l.With("", "")}, kit.Link{Text: b.School.Name})
		p.Title.Text, p.Title.Lead = b.School.Name, b.Def.Title
	}
	p.Wide = true
	p.Notices = r.Notices(w)
	if b.MayFix {
		p.Title.Main = &kit.Action{Label: "Stel een budget vast", Href: fixAddress(r, b), Weight: kit.Primary}
	}
	p.Filters = choices(r, l, b)
	for _, unit := range units(b.Def) {
		p.Stats = append(p.Stats, stats(b, unit))
	}
	p.Ahead = b.Forecast.Explain(b.Year, units(b.Def)...)
	p.Charts = charts(b)
	if b.School.ID == "" {
		p.Schools = schools(r, l, b)
	} else {
		p.Grants = grants(r, b)
	}
	p.Fixed = fixed(b)
	return r.Render(w, http.StatusOK, pages, "budgetten", p)
}

func units(def procedure.Budget) []string {
	return slices.DeleteFunc([]string{budget.Money, budget.Time}, func(u string) bool { return !def.Counts(u) })
}

func fixAddress(r *page.Request, b app.BudgetPage) string {
	l := page.List{Path: r.To("/budgetten/vaststellen")}
	to := l.With("budget", b.Def.Name) + "&jaar=" + strconv.Itoa(b.Number)
	if b.School.ID != "" {
		to += "&school=" + b.School.ID
	}
	return to
}

func choices(r *page.Request, l page.List, b app.BudgetPage) *kit.Filters {
	now, _ := budget.YearOf(b.Def.Per, r.Site.App.Today())
	year := kit.Field{Kind: kit.Select, Name: "jaar", Label: "Jaar", Value: strconv.Itoa(b.Number)}
	for _, y := range years(now) {
		year.Options = append(year.Options, kit.Option{Value: strconv.Itoa(y), Label: page.Capital(budget.YearNamed(b.Def.Per, y).Title)})
	}
	f := &kit.Filters{Action: r.URL.Path, Fields: []kit.Field{year}, Submit: "Toon"}
	if len(r.SWV.Budgets) > 1 {
		which := kit.Field{Kind: kit.Select, Name: "budget", Label: "Budget", Value: b.Def.Name}
		for _, x := range r.SWV.Budgets {
			which.Options = append(which.Options, kit.Option{Value: x.Name, Label: x.Title})
		}
		f.Fields = append([]kit.Field{which}, f.Fields...)
	}
	return f
}

// part is one unit of an amount, as it is written and as it is drawn.
func part(a budget.Amount, unit string) (text string, figure float64, n int64) {
	if unit == budget.Time {
		return budget.Hours(a.Minutes), float64(a.Minutes) / 60, a.Minutes
	}
	return budget.Euros(a.Cents), float64(a.Cents) / 100, a.Cents
}

func unitName(unit string) string {
	if unit == budget.Time {
		return "Uren"
	}
	return "Geld"
}

func stats(b app.BudgetPage, unit string) kit.Stats {
	text := func(a budget.Amount) string { t, _, _ := part(a, unit); return t }
	s := kit.Stats{Label: unitName(unit), Items: []kit.Stat{
		{Label: unitName(unit) + " vastgesteld", Value: text(b.Whole.Set)},
		{Label: "Toegekend", Value: text(b.Whole.Granted)},
		{Label: "Gebruikt", Value: text(b.Whole.Used)},
	}}
	left := kit.Stat{Label: "Over", Value: text(b.Whole.Left), Note: "nog toe te kennen", Tone: kit.Good}
	if _, _, n := part(b.Whole.Left, unit); n < 0 {
		left.Tone, left.Note = kit.Bad, "meer toegekend dan vastgesteld"
	} else if _, _, ahead := part(b.Forecast.Left, unit); b.Forecast.Known && ahead < 0 {
		left.Tone, left.Note = kit.Warn, "zo is het niet genoeg tot het einde van het jaar"
	}
	s.Items = append(s.Items, left)
	return s
}

// mostBars is how many schools fit in a picture; the table holds them all.
const mostBars = 12

// charts draw what was set, granted and used: for each school, or for the one that
// is looked at.
func charts(b app.BudgetPage) []kit.Chart {
	rows := []app.BudgetSchool{{Name: page.Capital(b.Year.Title), Standing: b.Whole}}
	if b.School.ID == "" {
		rows = append(rows, b.Schools...)
	}
	note := ""
	if len(rows) > mostBars {
		note = "De eerste scholen. In de tabel hieronder staan ze allemaal."
		rows = rows[:mostBars]
	}
	var all []kit.Chart
	for _, unit := range units(b.Def) {
		c := kit.Chart{Title: unitName(unit), Unit: map[string]string{budget.Money: "euro", budget.Time: "uren"}[unit], Note: note}
		set, granted, used := kit.Series{Name: "Vastgesteld"}, kit.Series{Name: "Toegekend"}, kit.Series{Name: "Gebruikt"}
		for _, row := range rows {
			c.Labels = append(c.Labels, row.Name)
			for to, a := range map[*kit.Series]budget.Amount{&set: row.Set, &granted: row.Granted, &used: row.Used} {
				_, v, _ := part(a, unit)
				to.Values = append(to.Values, v)
			}
		}
		c.Series = []kit.Series{set, granted, used}
		all = append(all, c)
	}
	return all
}

// cell writes an amount in the units that the budget counts.
func cell(def procedure.Budget, a budget.Amount) kit.Cell {
	var texts []string
	for _, unit := range units(def) {
		text, _, _ := part(a, unit)
		texts = append(texts, text)
	}
	c := kit.Cell{Text: texts[0]}
	if len(texts) > 1 {
		c.Sub = texts[1]
	}
	return c
}

func schools(r *page.Request, l page.List, b app.BudgetPage) *kit.Table {
	t := &kit.Table{Caption: "Per school", Columns: []kit.Column{{Label: "School"}, {Label: "Vastgesteld", Num: true}, {Label: "Toegekend", Num: true},
		{Label: "Gebruikt", Num: true}, {Label: "Over", Num: true}, {Label: "Verwacht aan het einde", Num: true}},
		Empty: kit.Empty{Title: "Nog geen school heeft een deel of een toekenning", Text: "Zodra er iets is vastgesteld of toegekend, staat de school hier."}}
	for _, s := range b.Schools {
		one := page.List{Path: r.To("/budgetten/school/%s", s.ID)}
		row := kit.Row{Cells: []kit.Cell{{Text: s.Name, Href: one.With("jaar", strconv.Itoa(b.Number))},
			cell(b.Def, s.Set), cell(b.Def, s.Granted), cell(b.Def, s.Used), cell(b.Def, s.Left), {Text: "Nog niet te zeggen"}}}
		if !s.Shared {
			row.Cells[1], row.Cells[4] = kit.Cell{Text: "Geen eigen deel"}, kit.Cell{Text: "Uit het geheel"}
		} else if s.Left.Cents < 0 || s.Left.Minutes < 0 {
			row.Tone = kit.Bad
		}
		if s.Forecast.Known {
			row.Cells[5] = cell(b.Def, s.Forecast.Granted)
			row.Cells[5].Text += " toegekend"
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func grants(r *page.Request, b app.BudgetPage) *kit.Table {
	t := &kit.Table{Caption: "Toekenningen", Columns: []kit.Column{{Label: "Nummer"}, {Label: "Leerling"}, {Label: "Van"}, {Label: "Tot en met"},
		{Label: "Toegekend", Num: true}, {Label: "Gebruikt", Num: true}, {Label: "Uren over", Num: true}},
		Empty: kit.Empty{Title: "Er is dit jaar nog niets toegekend", Text: "Een arrangement vraagt u aan bij de leerling. Na het besluit staat de toekenning hier."}}
	for _, g := range b.Grants {
		number := kit.Cell{Text: "Toekenning"}
		if g.Number != "" {
			number = kit.Cell{Text: g.Number, Href: r.To("/register/%s", g.ID)}
		}
		pupil := g.Pupil
		if pupil == "" {
			pupil = "Niet voor uw functie"
		}
		until := kit.Cell{Text: kit.Dag(g.Until)}
		if !g.Ended.IsZero() {
			until = kit.Cell{Text: kit.Dag(g.Ended), Sub: "eerder geëindigd"}
		}
		row := kit.Row{Cells: []kit.Cell{number, {Text: pupil}, {Text: kit.Dag(g.From)}, until, cell(b.Def, g.Amount), cell(b.Def, g.Used), {Text: budget.Hours(g.LeftMinutes())}}}
		if g.Beyond {
			row.Tone = kit.Warn
			row.Cells[4].Sub += ", meer dan er over was"
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func fixed(b app.BudgetPage) kit.Timeline {
	t := kit.Timeline{Title: "Wie stelde wat vast"}
	for _, f := range b.Fixed {
		c := cell(b.Def, f.Amount)
		what := c.Text
		if c.Sub != "" {
			what += " en " + c.Sub
		}
		for_ := "voor het samenwerkingsverband"
		if f.Org != "" {
			for_ = "voor " + f.OrgName
		}
		t.Items = append(t.Items, kit.Event{At: f.At, Who: f.By.Name + ", " + f.By.Function, What: what + " " + for_, Detail: f.Reason, Icon: "document"})
	}
	return t
}

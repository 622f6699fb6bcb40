package register

import (
	"net/http"

	"passend/internal/app"
	"passend/internal/bsn"
	"passend/internal/civil"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type listPage struct {
	kit.Shell
	Title   kit.Title
	Tabs    *kit.Tabs
	Search  kit.Filters
	Stats   kit.Stats
	Filters kit.Filters
	Table   kit.Table
	Pager   kit.Pager
}

var choices = []string{"kant", "soort", "schoolsoort", "categorie", "regio", "stand", "van", "tot", "open", "nummer"}

// list shows the register, what ends first first (BER-10).
func list(w http.ResponseWriter, r *page.Request) error {
	l := r.Asked(r.To("/register"), choices...)
	if n := l.Get("nummer"); n != "" {
		return found(w, r, http.StatusOK, n, "")
	}
	q, faults := question(r, l)
	q.Cursor = r.URL.Query().Get("vanaf")
	reg, err := r.Site.App.Register(r.Context(), r.P, q)
	if err != nil {
		return page.WrongCursor(err)
	}
	p := around(r, "")
	p.Notices = r.Notices(w)
	p.Tabs = sides(r, l)
	p.Stats = stats(r, l, reg)
	p.Filters = filters(r, l, faults)
	p.Table = table(r, reg.Rows)
	if l.Narrowed() {
		p.Table.Empty = kit.Empty{Title: "Niets met deze keuze", Text: "Kies minder, of bekijk de hele lijst.", Action: &kit.Action{Label: "Toon alles wat geldt", Href: l.Path}}
	}
	p.Pager = l.Pager(q.Cursor, reg.Next, len(reg.Rows), "verklaring", "verklaringen")
	status := http.StatusOK
	if len(faults) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return r.Render(w, status, pages, "register", p)
}

func around(r *page.Request, typed string) listPage {
	p := listPage{Shell: r.Shell("Register"), Title: kit.Title{Text: "Register", Lead: "Wat is afgegeven, en wat afloopt."}}
	if r.P.Scope == "eigen organisatie" {
		p.Title.Lead = "De verklaringen van " + r.P.OrgName + ", en welke aflopen."
	}
	if renewers(r.P) {
		p.Title.More = append(p.Title.More, kit.Action{Label: r.P.Renews.Title, Href: r.To("/verlengingen")})
	}
	p.Wide = true
	p.Search = kit.Filters{Action: r.To("/register"), Post: true, Submit: "Zoek", Fields: []kit.Field{
		{Name: "zoek", Label: "Nummer of naam", Value: typed, Max: 300}}}
	return p
}

// question reads what the filters ask. A day that is none is told, and left out.
func question(r *page.Request, l page.List) (app.RegisterQuery, map[string]string) {
	q := app.RegisterQuery{Placed: l.Get("kant") == "geplaatst"}
	q.What, q.School, q.Category, q.Region = l.Get("soort"), l.Get("schoolsoort"), l.Get("categorie"), l.Get("regio")
	faults := map[string]string{}
	days := map[string]civil.Day{}
	for _, name := range []string{"van", "tot"} {
		if l.Get(name) == "" {
			continue
		}
		d, err := civil.ParseDay(l.Get(name))
		if err != nil {
			faults[name] = err.Error()
		}
		days[name] = d
	}
	today := r.Site.App.Today()
	switch l.Get("stand") {
	case "":
		q.UntilFrom, q.Standing = today.String(), true
	case "aflopend":
		q.UntilFrom, q.UntilTo, q.Standing = today.String(), civil.SchoolYearOf(today).Last().String(), true
	case "verlopen":
		q.UntilTo = today.AddDays(-1).String()
	}
	if d := days["van"]; !d.IsZero() {
		q.UntilFrom = d.String()
	}
	if d := days["tot"]; !d.IsZero() {
		q.UntilTo = d.String()
	}
	q.NotAdmitted, q.NotRegistered = l.Get("open") == "plaatsing", l.Get("open") == "duo"
	return q, faults
}

// sides lets a school choose between what it asked for and whom it takes.
func sides(r *page.Request, l page.List) *kit.Tabs {
	if r.P.Scope != "eigen organisatie" || r.P.Can("register inzien") {
		return nil
	}
	there := l.Get("kant") == "geplaatst"
	return &kit.Tabs{Label: "Welke verklaringen", Items: []kit.Tab{
		{Label: "Door ons aangevraagd", Href: r.To("/register"), Current: !there},
		{Label: "Bij ons geplaatst", Href: r.To("/register") + "?kant=geplaatst", Current: there}}}
}

func stats(r *page.Request, l page.List, reg app.Register) kit.Stats {
	base := page.List{Path: l.Path}
	if l.Get("kant") != "" {
		base = r.Asked(l.Path, "kant")
	}
	year := civil.SchoolYearOf(r.Site.App.Today()).String()
	return kit.Stats{Items: []kit.Stat{
		stat("Loopt dit schooljaar af", reg.Expiring, base.With("stand", "aflopend"), "schooljaar "+year),
		stat("Nog niet bij DUO", reg.Unregistered, base.With("open", "duo"), "door de school te registreren"),
		stat("Nog niet geplaatst", reg.Unplaced, base.With("open", "plaatsing"), "geen school heeft de leerling toegelaten")}}
}

func stat(label string, n int, href, note string) kit.Stat {
	s := kit.Stat{Label: label, Value: page.Counted(n), Href: href, Note: note, Tone: kit.Good}
	if n > 0 {
		s.Tone = kit.Warn
	}
	return s
}

func filters(r *page.Request, l page.List, faults map[string]string) kit.Filters {
	whats, schools, categories := app.GrantKinds(r.SWV)
	fields := []kit.Field{}
	if len(whats) > 1 {
		fields = append(fields, l.Choice("soort", "Soort", "Alle soorten", named(whats, app.GrantText)))
	}
	fields = append(fields,
		l.Choice("stand", "Geldigheid", "Wat nu geldt", []kit.Option{{Value: "aflopend", Label: "Loopt dit schooljaar af"},
			{Value: "verlopen", Label: "Verlopen"}, {Value: "alles", Label: "Alles"}}),
		l.Choice("open", "Nog te doen", "Alles", []kit.Option{{Value: "duo", Label: "Nog niet bij DUO"}, {Value: "plaatsing", Label: "Nog niet geplaatst"}}))
	if len(schools) > 0 {
		fields = append(fields, l.Choice("schoolsoort", "Schoolsoort", "Alle schoolsoorten", named(schools, nil)))
	}
	if len(categories) > 0 {
		fields = append(fields, l.Choice("categorie", "Categorie", "Alle categorieën", named(categories, app.CategoryText)))
	}
	if len(r.SWV.Regions) > 0 && r.P.Scope != "eigen organisatie" {
		fields = append(fields, l.Choice("regio", "Regio", "Alle regio’s", regions(r)))
	}
	for _, d := range [][2]string{{"van", "Eindigt vanaf"}, {"tot", "Eindigt tot en met"}} {
		fields = append(fields, kit.Field{Name: d[0], Label: d[1] + " (dd-mm-jjjj)", Value: l.Get(d[0]), Error: faults[d[0]], Max: 20})
	}
	f := kit.Filters{Action: l.Path, Fields: fields, Chips: l.Chips(fields)}
	if kant := l.Get("kant"); kant != "" {
		f.Hidden = []kit.Hidden{{Name: "kant", Value: kant}}
	}
	if len(f.Chips) > 0 {
		f.Clear = l.Path
	}
	return f
}

func named(values []string, text func(string) string) (options []kit.Option) {
	for _, v := range values {
		o := kit.Option{Value: v, Label: v}
		if text != nil {
			o.Label = text(v)
		}
		options = append(options, o)
	}
	return options
}

func regions(r *page.Request) (options []kit.Option) {
	for _, reg := range r.SWV.Regions {
		options = append(options, kit.Option{Value: reg.Name, Label: app.RegionTitle(r.SWV, reg.Name)})
	}
	return options
}

func table(r *page.Request, rows []app.RegisterLine) kit.Table {
	t := kit.Table{Caption: "Verklaringen", HideCaption: true, Columns: []kit.Column{{Label: "Nummer"}, {Label: "Leerling"}, {Label: "Soort"},
		{Label: "Geldt tot en met"}, {Label: "Geplaatst"}, {Label: "DUO"}},
		Empty: kit.Empty{Title: "Er is nog niets afgegeven", Text: "Een verklaring komt hier vanzelf te staan zodra er een besluit is."}}
	for _, g := range rows {
		t.Rows = append(t.Rows, row(r, g))
	}
	return t
}

func row(r *page.Request, g app.RegisterLine) kit.Row {
	number := kit.Cell{Text: g.Number, Href: r.To("/register/%s", g.ID)}
	if number.Text == "" {
		number.Text = app.GrantText(g.What)
	}
	kind := kit.Cell{Text: schoolText(g.GrantRow)}
	if g.Whole {
		kind.Badge = &kit.Badge{Text: "EMB", Tone: kit.Info}
	}
	badge := standing(g.GrantRow, r.Site.App.Today())
	until := kit.Cell{Text: kit.DagKort(lastDay(g.GrantRow)), Badge: &badge}
	if g.Renewal != "" {
		number.Sub = "Loopt al: " + g.Renewal
	}
	return kit.Row{Cells: []kit.Cell{number, {Text: g.PupilName, Sub: g.ApplicantName}, kind, until, placed(g.GrantRow), duo(g.GrantRow)}}
}

// search finds by number or by name; what was typed stays out of the address.
func search(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	typed := r.Value("zoek")
	if bsn.In(typed) {
		return found(w, r, http.StatusUnprocessableEntity, "", bsn.Sentence)
	}
	return found(w, r, http.StatusOK, typed, "")
}

func found(w http.ResponseWriter, r *page.Request, status int, typed, fault string) error {
	rows, err := r.Site.App.FindGrants(r.Context(), r.P, typed)
	if err != nil {
		return err
	}
	p := around(r, typed)
	p.Crumbs = []kit.Link{{Text: "Register", Href: r.To("/register")}, {Text: "Gevonden"}}
	p.Search.Fields[0].Error = fault
	p.Table = table(r, rows)
	p.Table.Empty = kit.Empty{Title: "Niets gevonden", Text: "Kijk of het nummer of de naam goed is geschreven.", Action: &kit.Action{Label: "Naar het hele register", Href: r.To("/register")}}
	return r.Render(w, status, pages, "register", p)
}

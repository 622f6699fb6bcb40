package admin

import (
	"html/template"
	"net/http"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type versionsPage struct {
	kit.Shell
	Title   kit.Title
	Running *running
	Waiting []todo
	Table   kit.Table
}

// running is the version that holds now.
type running struct {
	Facts      kit.Facts
	Procedures []procedureLine
}

// procedureLine is a procedure of a version.
type procedureLine struct{ Title, About, Explain, Draw string }

// versionList shows which text holds, what waits, and everything before it.
func versionList(w http.ResponseWriter, r *page.Request) error {
	rows, err := r.Site.App.Versions(r.Context(), r.P)
	if err != nil {
		return err
	}
	p := versionsPage{Shell: shell(r, "Procedures"), Title: kit.Title{Text: "Procedures",
		Lead: "De tekst waar het samenwerkingsverband mee werkt. Een nieuwe versie geldt pas als een tweede persoon haar goedkeurt; lopende zaken houden hun eigen versie."}}
	p.Notices = r.Notices(w)
	if r.P.Can("procedures beheren") {
		p.Title.Main = &kit.Action{Label: "Maak een nieuwe versie", Href: r.To("/beheer/procedures/nieuw"), Weight: kit.Primary}
	}
	p.Title.More = []kit.Action{{Label: "Voorbeelden van brieven", Href: r.To("/beheer/brieven")}}
	for _, v := range rows {
		switch v.State {
		case app.VersionRunning:
			p.Running = runningPart(r, v)
		case app.VersionDraft, app.VersionOffered, app.VersionComing:
			p.Waiting = append(p.Waiting, versionTodo(r, v))
		}
	}
	p.Table = versionTable(r, rows)
	return r.Render(w, http.StatusOK, pages, "versies", p)
}

func runningPart(r *page.Request, v app.VersionRow) *running {
	return &running{Procedures: procedureLines(r, v.Hash, r.SWV.Procedures),
		Facts: kit.Facts{Title: "Wat nu geldt", Items: []kit.Fact{{Label: "Sinds", Value: kit.Dag(page.DayOf(v.From))}, {Label: "Gemaakt door", Value: v.ByName},
			{Label: "Goedgekeurd door", Value: v.ApprovedByName}}, Main: &kit.Action{Label: "Bekijk deze versie", Href: r.To("/beheer/procedures/%s", v.Hash)}}}
}

func procedureLines(r *page.Request, hash string, all []*procedure.Procedure) []procedureLine {
	var lines []procedureLine
	for _, p := range all {
		lines = append(lines, procedureLine{p.Title, p.Source, r.To("/beheer/procedures/%s/procedure/%s", hash, p.ID), r.To("/beheer/procedures/%s/procedure/%s/tekening", hash, p.ID)})
	}
	return lines
}

func versionTable(r *page.Request, rows []app.VersionRow) kit.Table {
	t := kit.Table{Caption: "Alle versies", Columns: []kit.Column{{Label: "Gemaakt"}, {Label: "Stand"}, {Label: "Geldt vanaf"}, {Label: "Wat verandert er"}}}
	for _, v := range rows {
		badge := stateBadge(v.State)
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: kit.Moment(v.At), Href: r.To("/beheer/procedures/%s", v.Hash), Sub: v.ByName},
			{Badge: &badge}, {Text: kit.DagKort(page.DayOf(v.From)), Sub: v.ApprovedByName}, {Text: short(v.Note)}}})
	}
	return t
}

func short(text string) string {
	if r := []rune(text); len(r) > 160 {
		return string(r[:160]) + "…"
	}
	return either(text, "–")
}

func stateBadge(s app.VersionState) kit.Badge {
	b := kit.Badge{Text: page.Capital(string(s))}
	switch s {
	case app.VersionRunning:
		b.Tone = kit.Good
	case app.VersionOffered, app.VersionDraft:
		b.Tone = kit.Warn
	case app.VersionComing:
		b.Tone = kit.Info
	}
	return b
}

type versionPage struct {
	kit.Shell
	Title      kit.Title
	State      kit.Badge
	Facts      kit.Facts
	Offer      *kit.Form
	Approve    *kit.Form
	Withdraw   *kit.Action
	WhyNot     string
	Changes    changes
	Warnings   []faultLine
	Procedures []procedureLine
	Folders    []folder
}

// folder is a part of the text of a version.
type folder struct {
	Name  string
	Files []kit.Link
}

// folders puts the files of a version under the folder in which they stand.
func folders(r *page.Request, v app.VersionView) []folder {
	var all []folder
	for _, f := range v.Files {
		name, _, inside := strings.Cut(f, "/")
		if !inside {
			name = "De map zelf"
		}
		i := slices.IndexFunc(all, func(o folder) bool { return o.Name == name })
		if i < 0 {
			all = append(all, folder{Name: name})
			i = len(all) - 1
		}
		all[i].Files = append(all[i].Files, kit.Link{Text: strings.TrimPrefix(f, name+"/"), Href: fileTo(r, v.Hash, f)})
	}
	return all
}

// changes is what differs from the version that runs, in short.
type changes struct {
	Count int
	Lines []string
	More  string
	None  string
}

// version shows one version: where it is, what it changes, what is in it.
func version(w http.ResponseWriter, r *page.Request) error {
	v, err := r.Site.App.Version(r.Context(), r.P, r.PathValue("versie"))
	if err != nil {
		return err
	}
	p := versionView(r, v, "", page.TypedDay(r.Site.App.Today().AddDays(1).String()))
	p.Notices = append(p.Notices, r.Notices(w)...)
	return r.Render(w, http.StatusOK, pages, "versie", p)
}

func versionView(r *page.Request, v app.VersionView, note, from string) versionPage {
	name := versionName(v)
	p := versionPage{Shell: shell(r, name, kit.Link{Text: "Procedures", Href: r.To("/beheer/procedures")}, kit.Link{Text: name}),
		Title: kit.Title{Above: "Procedures", Text: name}, State: stateBadge(v.State), WhyNot: v.WhyNot, Warnings: faultLines(r, v.Hash, v.Faults, nil),
		Procedures: procedureLines(r, v.Hash, v.SWV.Procedures)}
	p.Title.More = []kit.Action{{Label: "Download als ZIP", Href: r.To("/beheer/procedures/%s/zip", v.Hash), Icon: "download"}}
	if r.P.Can("procedures beheren") {
		p.Title.More = append(p.Title.More, kit.Action{Label: "Bouw hierop voort", Href: r.To("/beheer/procedures/nieuw") + "?op=" + v.Hash})
	}
	p.Facts = versionFacts(v)
	p.Changes = versionChanges(r, v)
	p.Folders = folders(r, v)
	if len(v.Lost) > 0 {
		p.Notices = append(p.Notices, kit.Notice{Tone: kit.Warn, Title: "Deze versie kent functies niet meer die mensen nu hebben", Text: "Het gaat om: " + list(v.Lost) + ". Zo kan zij niet worden goedgekeurd."})
	}
	versionSteps(r, v, &p, note, from)
	return p
}

func versionName(v app.VersionView) string { return "Versie van " + kit.Moment(v.At) }

func versionSteps(r *page.Request, v app.VersionView, p *versionPage, note, from string) {
	if v.MayOffer {
		p.Offer = &kit.Form{Action: r.To("/beheer/procedures/%s/aanbieden", v.Hash), Submit: "Stuur ter goedkeuring", Fields: []kit.Field{
			{Kind: kit.TextArea, Name: "toelichting", Label: "Wat verandert er, en waarom?", Value: note, Rows: 4, Max: 5000, Hint: "Wie goedkeurt, leest dit naast het verschil."}}}
	}
	if v.MayApprove {
		p.Approve = &kit.Form{Action: r.To("/beheer/procedures/%s/goedkeuren", v.Hash), Submit: "Keur goed", Fields: []kit.Field{
			{Kind: kit.DateField, Name: "vanaf", Label: "Vanaf welke dag geldt deze versie?", Value: from, Hint: "Vandaag of later: dd-mm-jjjj. Zaken die dan al lopen, houden hun eigen versie."}}}
	}
	if v.MayWithdraw {
		p.Withdraw = &kit.Action{Label: "Trek deze versie in", Href: r.To("/beheer/procedures/%s/intrekken", v.Hash), Post: true, Weight: kit.Subtle, Danger: true}
	}
}

func versionFacts(v app.VersionView) kit.Facts {
	f := kit.Facts{Items: []kit.Fact{{Label: "Gemaakt door", Value: v.ByName + ", " + kit.Moment(v.At)}}}
	if v.Note != "" {
		f.Items = append(f.Items, kit.Fact{Label: "Wat verandert er", Value: v.Note})
	}
	if !v.ApprovedAt.IsZero() {
		f.Items = append(f.Items, kit.Fact{Label: "Goedgekeurd door", Value: v.ApprovedByName + ", " + kit.Moment(v.ApprovedAt)},
			kit.Fact{Label: "Geldt vanaf", Value: kit.Dag(page.DayOf(v.From))})
	}
	if !v.Withdrawn.IsZero() {
		f.Items = append(f.Items, kit.Fact{Label: "Ingetrokken", Value: kit.Moment(v.Withdrawn)})
	}
	return append1(f, kit.Fact{Label: "Kenmerk", Value: v.Hash[:12]})
}

func append1(f kit.Facts, more ...kit.Fact) kit.Facts {
	f.Items = append(f.Items, more...)
	return f
}

func list(words []string) string {
	text := ""
	for i, w := range words {
		switch {
		case i == 0:
		case i == len(words)-1:
			text += " en "
		default:
			text += ", "
		}
		text += w
	}
	return text
}

// mostChanges is how many differences stand on the page of a version.
const mostChanges = 12

func versionChanges(r *page.Request, v app.VersionView) changes {
	switch {
	case v.State == app.VersionRunning:
		return changes{None: "Dit is de versie die nu geldt."}
	case v.Compared == "":
		return changes{None: "Er geldt nu geen andere versie."}
	case len(v.Changes) == 0:
		return changes{None: "Deze versie is gelijk aan wat nu geldt."}
	}
	c := changes{Count: len(v.Changes), More: r.To("/beheer/procedures/%s/verschil", v.Hash)}
	for _, ch := range v.Changes[:min(len(v.Changes), mostChanges)] {
		c.Lines = append(c.Lines, ch.String())
	}
	return c
}

type differencePage struct {
	kit.Shell
	Title kit.Title
	Parts []differencePart
	Empty kit.Empty
}

// differencePart is what differs in one procedure.
type differencePart struct {
	Title string
	Lines []differenceLine
}

type differenceLine struct {
	Where    string
	Kind     kit.Badge
	Old, New string
}

// difference shows everything that differs from the version that runs.
func difference(w http.ResponseWriter, r *page.Request) error {
	v, err := r.Site.App.Version(r.Context(), r.P, r.PathValue("versie"))
	if err != nil {
		return err
	}
	name := versionName(v)
	p := differencePage{Shell: shell(r, "Verschil", kit.Link{Text: "Procedures", Href: r.To("/beheer/procedures")}, kit.Link{Text: name, Href: r.To("/beheer/procedures/%s", v.Hash)}, kit.Link{Text: "Verschil"}),
		Title: kit.Title{Above: name, Text: "Verschil met wat nu geldt"}, Empty: kit.Empty{Title: "Er is geen verschil", Text: "Deze versie is gelijk aan wat nu geldt."}}
	titles := map[string]string{"": "Het samenwerkingsverband zelf (swv.yaml)"}
	for _, proc := range append(append([]*procedure.Procedure{}, r.SWV.Procedures...), v.SWV.Procedures...) {
		titles[proc.ID] = proc.Title
	}
	for _, c := range v.Changes {
		if n := len(p.Parts); n == 0 || p.Parts[n-1].Title != titles[c.Procedure] {
			p.Parts = append(p.Parts, differencePart{Title: titles[c.Procedure]})
		}
		part := &p.Parts[len(p.Parts)-1]
		part.Lines = append(part.Lines, differenceLine{place(c), kindBadge(c.Kind), c.Old, c.New})
	}
	return r.Render(w, http.StatusOK, pages, "verschil", p)
}

func place(c procedure.Change) string {
	switch {
	case c.Where == "" && c.What == "":
		return "De hele procedure"
	case c.What == "":
		return page.Capital(c.Where)
	case c.Where == "":
		return page.Capital(c.What)
	}
	return page.Capital(c.Where) + ": " + c.What
}

func kindBadge(k procedure.ChangeKind) kit.Badge {
	b := kit.Badge{Text: page.Capital(string(k)), Tone: kit.Info}
	switch k {
	case procedure.Added:
		b.Tone = kit.Good
	case procedure.Removed:
		b.Tone = kit.Bad
	}
	return b
}

type explainPage struct {
	kit.Shell
	Title    kit.Title
	Text     template.HTML
	Headings []heading
}

// found is a procedure of a version, with the version.
func found(r *page.Request) (app.VersionView, *procedure.Procedure, error) {
	v, err := r.Site.App.Version(r.Context(), r.P, r.PathValue("versie"))
	if err != nil {
		return v, nil, err
	}
	p, ok := v.SWV.Find(r.PathValue("procedure"))
	if !ok {
		return v, nil, app.ErrNotFound
	}
	return v, p, nil
}

func procedureCrumbs(r *page.Request, v app.VersionView, last string) []kit.Link {
	return []kit.Link{{Text: "Procedures", Href: r.To("/beheer/procedures")}, {Text: versionName(v), Href: r.To("/beheer/procedures/%s", v.Hash)}, {Text: last}}
}

// explain shows a procedure as prose that a lawyer can review.
func explain(w http.ResponseWriter, r *page.Request) error {
	v, proc, err := found(r)
	if err != nil {
		return err
	}
	text := readProse(procedure.Explain(proc, v.SWV))
	p := explainPage{Shell: shell(r, proc.Title, procedureCrumbs(r, v, proc.Title)...), Title: kit.Title{Above: versionName(v), Text: proc.Title, Lead: "De hele procedure in gewone zinnen. Er is niets weggelaten.",
		More: []kit.Action{{Label: "Bekijk de tekening", Href: r.To("/beheer/procedures/%s/procedure/%s/tekening", v.Hash, proc.ID)}, {Label: "Bekijk de tekst", Href: fileTo(r, v.Hash, proc.Dir+"/procedure.yaml")}}},
		Text: text.Text, Headings: text.Headings}
	return r.Render(w, http.StatusOK, pages, "uitleg", p)
}

type drawingPage struct {
	kit.Shell
	Title               kit.Title
	Picture, Alt, Words string
}

func drawing(w http.ResponseWriter, r *page.Request) error {
	v, proc, err := found(r)
	if err != nil {
		return err
	}
	p := drawingPage{Shell: shell(r, proc.Title, procedureCrumbs(r, v, proc.Title)...), Title: kit.Title{Above: versionName(v), Text: proc.Title,
		More: []kit.Action{{Label: "Lees de uitleg", Href: r.To("/beheer/procedures/%s/procedure/%s", v.Hash, proc.ID)}}},
		Picture: r.To("/beheer/procedures/%s/procedure/%s/tekening.svg", v.Hash, proc.ID), Words: procedure.DrawText(proc, ""),
		Alt: "Tekening van de procedure " + proc.Title + ". Onder de tekening staat hetzelfde in woorden."}
	p.Wide = true
	return r.Render(w, http.StatusOK, pages, "tekening", p)
}

func picture(w http.ResponseWriter, r *page.Request) error {
	_, proc, err := found(r)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "image/svg+xml; charset=utf-8")
	_, err = w.Write([]byte(procedure.Draw(proc, "")))
	return err
}

package kit_test

import (
	"bytes"
	"html/template"
	"testing"
	"testing/fstest"
	"time"

	"passend/internal/civil"
	"passend/internal/web/kit"
)

// gallery is a page with every part on it, as a page of Passend would be made.
type gallery struct {
	Shell     kit.Shell
	Title     kit.Title
	Stats     kit.Stats
	Tasks     kit.Tasks
	NoTasks   kit.Tasks
	Tabs      kit.Tabs
	Filters   kit.Filters
	Table     kit.Table
	Pager     kit.Pager
	Header    kit.CaseHeader
	Steps     kit.Steps
	Missing   kit.Missing
	Complete  kit.Missing
	Facts     kit.Facts
	Terms     kit.TermTable
	Documents kit.Documents
	Signs     kit.Signatures
	Compare   kit.Compare
	Thread    kit.Thread
	Timeline  kit.Timeline
	Form      kit.Form
	Confirm   kit.Confirm
	Letter    kit.Letter
	Copy      kit.Copy
	Bars      kit.Chart
	Lines     kit.Chart
	SignIn    kit.SignIn
	Error     kit.ErrorPage
	Print     kit.PrintPage
}

// pages are the views of the gallery; a page has one main heading, so the
// parts are spread over pages as they are in use.
var pages = fstest.MapFS{
	"work.html": {Data: []byte(`{{define "work"}}{{template "shell-start" .Shell}}
{{template "title" .Title}}{{template "stats" .Stats}}{{template "tasks" .Tasks}}{{template "tasks" .NoTasks}}
<div class="halves">{{template "chart" .Bars}}{{template "chart" .Lines}}</div>{{template "shell-end" .Shell}}{{end}}`)},
	"list.html": {Data: []byte(`{{define "list"}}{{template "shell-start" .Shell}}
{{template "title" .Title}}{{template "filters" .Filters}}{{template "table" .Table}}{{template "pager" .Pager}}{{template "shell-end" .Shell}}{{end}}`)},
	"case.html": {Data: []byte(`{{define "case"}}{{template "shell-start" .Shell}}
{{template "case-header" .Header}}{{template "steps" .Steps}}{{template "tabs" .Tabs}}
<div class="columns"><div>{{template "documents" .Documents}}{{template "compare" .Compare}}{{template "term-table" .Terms}}{{template "thread" .Thread}}</div>
<div>{{template "missing" .Missing}}{{template "missing" .Complete}}{{template "facts" .Facts}}{{template "signatures" .Signs}}<p>{{template "copy" .Copy}}</p>{{template "timeline" .Timeline}}</div></div>
{{template "letter" .Letter}}{{template "shell-end" .Shell}}{{end}}`)},
	"form.html": {Data: []byte(`{{define "form-page"}}{{template "shell-start" .Shell}}
{{template "title" .Title}}<div class="columns"><div>{{template "form" .Form}}</div><div>{{template "missing" .Missing}}</div></div>{{template "shell-end" .Shell}}{{end}}`)},
	"confirm.html": {Data: []byte(`{{define "confirm-page"}}{{template "shell-start" .Shell}}{{template "confirm" .Confirm}}{{template "shell-end" .Shell}}{{end}}`)},
	"signin.html":  {Data: []byte(`{{define "signin-page"}}{{template "shell-start" .Shell}}{{template "title" .Title}}{{template "sign-in" .SignIn}}{{template "shell-end" .Shell}}{{end}}`)},
	"error.html":   {Data: []byte(`{{define "fault"}}{{template "shell-start" .Shell}}{{template "error-page" .Error}}{{template "shell-end" .Shell}}{{end}}`)},
	"print.html":   {Data: []byte(`{{define "print"}}{{template "print-start" .Print}}{{template "facts" .Facts}}{{template "timeline" .Timeline}}{{template "print-end" .Print}}{{end}}`)},
}

var views = []string{"work", "list", "case", "form-page", "confirm-page", "signin-page", "fault", "print"}

func parsed(t *testing.T) *template.Template {
	t.Helper()
	set, err := kit.Parse(pages, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func render(t *testing.T, set *template.Template, view string, data any) string {
	t.Helper()
	var out bytes.Buffer
	if err := set.ExecuteTemplate(&out, view, data); err != nil {
		t.Fatalf("%s: %v", view, err)
	}
	return out.String()
}

var (
	today = civil.NewDay(2026, time.March, 3)
	noon  = today.Start().Add(14*time.Hour + 5*time.Minute)
)

func filled() gallery {
	g := gallery{Shell: galleryShell(), Title: kit.Title{Text: "Mijn werk", Lead: "Wat u vandaag te doen staat, het dringendste bovenaan.",
		Main: &kit.Action{Label: "Nieuwe aanvraag", Href: "/nieuw", Weight: kit.Primary, Icon: "plus"}}}
	fillLists(&g)
	fillCase(&g)
	fillForms(&g)
	return g
}

func galleryShell() kit.Shell {
	return kit.Shell{
		Title: "Mijn werk", SWV: "Samenwerkingsverband De Voorbeeldstreek", Home: "/swv/voorbeeld", Demo: true,
		User: "Noor Verhagen", Role: "Trajectbegeleider", Organisation: "SWV De Voorbeeldstreek",
		Contexts: []kit.Context{
			{Value: "1", Label: "Trajectbegeleider", Organisation: "SWV De Voorbeeldstreek", Current: true},
			{Value: "2", Label: "Intern begeleider", Organisation: "Basisschool De Linde"},
		},
		ContextAction: "/functie", SignOut: "/uitloggen", SessionMinutes: 30, SessionURL: "/sessie",
		Nav: []kit.NavItem{
			{Label: "Mijn werk", Href: "/werk", Current: true, Count: 4}, {Label: "Zaken", Href: "/zaken"},
			{Label: "Vergaderingen", Href: "/vergaderingen"}, {Label: "Toelaatbaarheid", Href: "/tlv"}, {Label: "Cijfers", Href: "/cijfers"},
		},
		Search:   &kit.Search{Action: "/zoek"},
		Messages: &kit.Counter{Href: "/berichten", Count: 2, One: "nieuw bericht", Many: "nieuwe berichten"},
		Crumbs:   []kit.Link{{Text: "Mijn werk", Href: "/werk"}, {Text: "Zaken", Href: "/zaken"}, {Text: "Sam de Groot"}},
		Notices:  []kit.Notice{{Tone: kit.Good, Title: "De aanvraag is ingediend", Text: "Het secretariaat controleert haar binnen 5 werkdagen.", Links: []kit.Link{{Text: "Bekijk de bevestiging", Href: "#"}}, Live: true}},
		Footer:   []kit.Link{{Text: "Hulp", Href: "/hulp"}, {Text: "Privacy", Href: "/privacy"}, {Text: "Toegankelijkheid", Href: "/toegankelijkheid"}},
	}
}

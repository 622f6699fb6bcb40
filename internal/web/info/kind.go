package info

import (
	"html/template"
	"net/http"
	"strings"

	"passend/internal/app"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type kindPage struct {
	kit.Shell
	Title     kit.Title
	Facts     kit.Facts
	Gates     []step
	Steps     []step
	Documents []document
	Tables    []criteria
	Outcomes  []outcome
	Form      string // address of the empty form
	Rules     string
}

type step struct{ Title, Text string }

type document struct {
	Title, Help string
	Parts       []string
	Always      bool
}

// criteria is a table of the procedure: it proposes, a person decides.
type criteria struct {
	Question, Source string
	Rows             []criterion
}

type criterion struct{ When, Then, Because string }

type outcome struct{ Title, Next string }

func found(r *page.Request) (*procedure.SWV, *procedure.Procedure, error) {
	swv, err := about(r)
	if err != nil {
		return nil, nil, err
	}
	p, ok := swv.Find(r.PathValue("procedure"))
	if !ok {
		return nil, nil, app.ErrNotFound
	}
	return swv, p, nil
}

// kind tells how one kind of case goes, and by which criteria.
func kind(w http.ResponseWriter, r *page.Request) error {
	swv, proc, err := found(r)
	if err != nil {
		return err
	}
	p := kindPage{Shell: r.Shell(proc.Title, kit.Link{Text: "Formulieren en uitleg", Href: home(swv)}, kit.Link{Text: proc.Title}),
		Title: kit.Title{Above: swv.Title, Text: proc.Title, Lead: proc.Purpose}, Rules: kindTo(swv, proc.ID) + "/regels"}
	p.Facts = kindFacts(swv, proc)
	for _, g := range proc.Starts {
		p.Gates = append(p.Gates, step{page.Capital(g.Name), "Is dat niet zo? " + g.Else})
	}
	for _, f := range proc.Phases {
		if !f.Hidden {
			p.Steps = append(p.Steps, step{f.Title, firstOf(f.Parents, f.Help)})
		}
	}
	p.Documents, p.Tables = documents(proc), tables(proc)
	for _, o := range proc.Outcomes {
		p.Outcomes = append(p.Outcomes, outcome{o.Title, o.Next})
	}
	if len(proc.Sections) > 0 {
		p.Form = kindTo(swv, proc.ID) + "/formulier"
	}
	return r.Render(w, http.StatusOK, pages, "info-kind", p)
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

func kindFacts(swv *procedure.SWV, p *procedure.Procedure) kit.Facts {
	f := kit.Facts{Title: "In het kort", Items: []kit.Fact{{Label: "Versie", Value: kit.Dag(p.Version)}}}
	if p.Source != "" {
		f.Items = append(f.Items, kit.Fact{Label: "Volgens", Value: p.Source})
	}
	if len(p.Starters) > 0 {
		f.Items = append(f.Items, kit.Fact{Label: "Wie begint", Value: starters(swv, p)})
	}
	for _, t := range p.Terms {
		if t.Kind == "wettelijk" && !t.PerPerson {
			f.Items = append(f.Items, kit.Fact{Label: t.Title, Value: length(swv, t) + source(t.Source)})
		}
	}
	return f
}

func starters(swv *procedure.SWV, p *procedure.Procedure) string {
	var titles []string
	for _, name := range p.Starters {
		title := page.Capital(name)
		for _, f := range swv.Functions {
			if f.Name == name && f.Title != "" {
				title = f.Title
			}
		}
		titles = append(titles, title)
	}
	return strings.Join(titles, ", ")
}

// length is how long a term is: a term can name a setting of the SWV.
func length(swv *procedure.SWV, t procedure.Term) string {
	for _, s := range swv.Settings {
		if s.Name == t.Length || "instelling "+s.Name == t.Length {
			return s.Value
		}
	}
	return t.Length
}

func source(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

func documents(p *procedure.Procedure) (all []document) {
	for _, d := range p.Documents {
		doc := document{Title: d.Title, Help: d.Help, Always: d.NeedWhen.Source == "ja"}
		for _, part := range d.Parts {
			doc.Parts = append(doc.Parts, firstOf(part.Title, page.Capital(part.Name)))
		}
		all = append(all, doc)
	}
	return all
}

func tables(p *procedure.Procedure) (all []criteria) {
	for _, t := range p.Tables {
		c := criteria{Question: t.Question, Source: t.Source}
		for _, rule := range t.Rules {
			row := criterion{When: said(rule.When), Then: firstOf(rule.Then, rule.Else), Because: page.Capital(rule.Because)}
			if !rule.When.Given() {
				row.When = "In alle andere gevallen"
			}
			c.Rows = append(c.Rows, row)
		}
		all = append(all, c)
	}
	return all
}

// said is a condition as people read it.
func said(c procedure.Condition) string {
	if c.Expr != nil {
		return page.Capital(c.Expr.Say())
	}
	return page.Capital(c.Source)
}

type blankPage struct {
	Print    kit.PrintPage
	Intro    string
	Sections []blankSection
	Signings []string
}

type blankSection struct {
	Title, Help string
	Fields      []blankField
}

// blankField is a question with room to write.
type blankField struct {
	Question, Help string
	Choices        []string
	Long           bool
}

// blank is the empty form of a procedure, to print.
func blank(w http.ResponseWriter, r *page.Request) error {
	swv, proc, err := found(r)
	if err != nil {
		return err
	}
	if len(proc.Sections) == 0 {
		return app.ErrNotFound
	}
	p := blankPage{Print: kit.PrintPage{Title: proc.Title, Subtitle: "Leeg formulier. " + versionOf(proc) + ".", SWV: swv.Title, Back: kindTo(swv, proc.ID)},
		Intro: "Schrijf geen burgerservicenummer (BSN) op dit formulier."}
	if r.Site.App.Demo() {
		p.Print.Subtitle = "DEMONSTRATIE. " + p.Print.Subtitle
	}
	for _, s := range proc.Sections {
		p.Sections = append(p.Sections, blankSection{s.Title, s.Help, blankFields(s)})
	}
	for _, g := range proc.Signings {
		p.Signings = append(p.Signings, g.Title)
	}
	return r.Render(w, http.StatusOK, pages, "info-blank", p)
}

func blankFields(s procedure.Section) (all []blankField) {
	for _, f := range s.Fields {
		b := blankField{Question: f.Question, Help: f.Help, Long: f.Type == "lange tekst"}
		switch f.Type {
		case "ja-nee":
			b.Choices = []string{"Ja", "Nee"}
		case "keuze", "meerkeuze":
			for _, c := range f.Choices {
				b.Choices = append(b.Choices, page.Capital(c))
			}
		}
		all = append(all, b)
	}
	return all
}

type rulesPage struct {
	kit.Shell
	Title kit.Title
	Text  template.HTML
}

// rules is the whole procedure as prose: what the program does, nothing else.
func rules(w http.ResponseWriter, r *page.Request) error {
	swv, proc, err := found(r)
	if err != nil {
		return err
	}
	p := rulesPage{Shell: r.Shell("Alle regels", kit.Link{Text: "Formulieren en uitleg", Href: home(swv)}, kit.Link{Text: proc.Title, Href: kindTo(swv, proc.ID)}, kit.Link{Text: "Alle regels"}),
		Title: kit.Title{Above: proc.Title, Text: "Alle regels", Lead: versionOf(proc) + ". Dit is precies wat het programma doet."}, Text: prose(procedure.Explain(proc, swv))}
	return r.Render(w, http.StatusOK, pages, "info-rules", p)
}

package admin

import (
	"html/template"
	"net/http"
	"net/url"

	"passend/internal/casefile"
	"passend/internal/letter"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

func query(text string) string { return url.QueryEscape(text) }

func letterList(w http.ResponseWriter, r *page.Request) error {
	all, err := r.Site.App.LetterTemplates(r.Context(), r.P)
	if err != nil {
		return err
	}
	p := listPage{Shell: shell(r, "Voorbeelden van brieven", kit.Link{Text: "Procedures", Href: r.To("/beheer/procedures")}, kit.Link{Text: "Voorbeelden van brieven"}),
		Title: kit.Title{Text: "Voorbeelden van brieven", Lead: "Elke brief van de versie die nu geldt, met verzonnen gegevens."}}
	p.Notices = r.Notices(w)
	p.Table = kit.Table{Caption: "Brieven", HideCaption: true, Columns: []kit.Column{{Label: "Brief"}, {Label: "Procedure"}, {Label: "Aan"}, {Label: "Bestand"}},
		Empty: kit.Empty{Title: "Er zijn nog geen brieven", Text: "Een brief staat in de map letters van een procedure."}}
	for _, l := range all {
		cell := kit.Cell{Text: l.Title, Href: r.To("/beheer/brieven/%s/%s", l.Procedure.ID, l.Name)}
		if l.Decision {
			cell.Badge = &kit.Badge{Text: "Besluit", Tone: kit.Info}
		}
		p.Table.Rows = append(p.Table.Rows, kit.Row{Cells: []kit.Cell{cell, {Text: l.Procedure.Title}, {Text: casefile.RoleTitle(l.Procedure, l.To)}, {Text: l.File}}})
	}
	return r.Render(w, http.StatusOK, pages, "lijst", p)
}

type examplePage struct {
	kit.Shell
	Lead   string
	Letter kit.Letter
	Form   *kit.Form
}

// exampleLetter shows a letter with invented data. What depends on a condition
// can be looked at both ways.
func exampleLetter(w http.ResponseWriter, r *page.Request) error {
	not := r.URL.Query()["niet"]
	t, doc, err := r.Site.App.ExampleLetter(r.Context(), r.P, r.PathValue("procedure"), r.PathValue("brief"), not)
	if err != nil {
		return err
	}
	p := examplePage{Shell: shell(r, t.Title, kit.Link{Text: "Voorbeelden van brieven", Href: r.To("/beheer/brieven")}, kit.Link{Text: t.Title}),
		Lead:   "Alles in deze brief is verzonnen. De tekst staat in " + t.File + ", bij de procedure “" + t.Procedure.Title + "”.",
		Letter: kit.Letter{Title: "Voorbeeld: " + t.Title, To: casefile.RoleTitle(t.Procedure, t.To), Body: template.HTML(letter.HTML(doc))}}
	if len(t.Conditions) > 0 {
		f := kit.Field{Kind: kit.Checkboxes, Name: "niet", Label: "Laat zien hoe de brief is als dit níet geldt", Values: not}
		for _, c := range t.Conditions {
			f.Options = append(f.Options, kit.Option{Value: c, Label: c})
		}
		p.Form = &kit.Form{Get: true, Action: r.To("/beheer/brieven/%s/%s", t.Procedure.ID, t.Name), Fields: []kit.Field{f}, Submit: "Toon"}
	}
	return r.Render(w, http.StatusOK, pages, "voorbeeldbrief", p)
}

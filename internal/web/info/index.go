package info

import (
	"cmp"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type indexPage struct {
	kit.Shell
	Title    kit.Title
	Leaflets []card
	Kinds    []card
	Words    []kit.Fact
	Contact  kit.Facts
}

// card leads to one text.
type card struct {
	Title, Text, Version, Href string
	Links                      []kit.Link
}

// index is what an SWV tells everybody (ALL-10).
func index(w http.ResponseWriter, r *page.Request) error {
	swv, err := about(r)
	if err != nil {
		return err
	}
	p := indexPage{Shell: r.Shell("Formulieren en uitleg"), Title: kit.Title{Above: swv.Title, Text: "Formulieren en uitleg", Lead: "Hoe het gaat, wat u nodig hebt, en wat de woorden betekenen."}}
	for _, l := range swv.Pages {
		p.Leaflets = append(p.Leaflets, card{Title: l.Title, Text: firstLine(l.Text), Version: l.Version, Href: leafletTo(swv, l.Name)})
	}
	for _, proc := range swv.Procedures {
		c := card{Title: proc.Title, Text: proc.Purpose, Version: versionOf(proc), Href: kindTo(swv, proc.ID)}
		if len(proc.Sections) > 0 {
			c.Links = append(c.Links, kit.Link{Text: "Leeg formulier om te printen", Href: kindTo(swv, proc.ID) + "/formulier"})
		}
		p.Kinds = append(p.Kinds, c)
	}
	p.Words = words(swv)
	p.Contact = kit.Facts{Title: "Contact", Items: contact(swv)}
	return r.Render(w, http.StatusOK, pages, "info-index", p)
}

func firstLine(text string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n\n")
	return strings.ReplaceAll(first, "\n", " ")
}

func versionOf(p *procedure.Procedure) string {
	text := "Versie van " + kit.Dag(p.Version)
	if p.Source != "" {
		text += ", volgens: " + p.Source
	}
	return text
}

func words(swv *procedure.SWV) (facts []kit.Fact) {
	for _, word := range swv.Terms {
		facts = append(facts, kit.Fact{Label: word.Name, Value: word.Means})
	}
	slices.SortStableFunc(facts, func(a, b kit.Fact) int { return cmp.Compare(strings.ToLower(a.Label), strings.ToLower(b.Label)) })
	return facts
}

func contact(swv *procedure.SWV) []kit.Fact {
	facts := []kit.Fact{{Label: "Naam", Value: swv.Letterhead.Name}}
	if len(swv.Letterhead.Lines) > 0 {
		facts = append(facts, kit.Fact{Label: "Adres", Value: strings.Join(swv.Letterhead.Lines, ", ")})
	}
	if len(swv.Letterhead.Contact) > 0 {
		facts = append(facts, kit.Fact{Label: "Bereikbaar", Value: strings.Join(swv.Letterhead.Contact, ", ")})
	}
	return facts
}

type leafletPage struct {
	kit.Shell
	Title kit.Title
	Text  template.HTML
}

func leaflet(w http.ResponseWriter, r *page.Request) error {
	swv, err := about(r)
	if err != nil {
		return err
	}
	for _, l := range swv.Pages {
		if l.Name != r.PathValue("naam") {
			continue
		}
		p := leafletPage{Shell: r.Shell(l.Title, kit.Link{Text: "Formulieren en uitleg", Href: home(swv)}, kit.Link{Text: l.Title}),
			Title: kit.Title{Above: swv.Title, Text: l.Title}, Text: kit.Alineas(l.Text)}
		if l.Version != "" {
			p.Title.Lead = "Versie: " + l.Version
		}
		return r.Render(w, http.StatusOK, pages, "info-leaflet", p)
	}
	return app.ErrNotFound
}

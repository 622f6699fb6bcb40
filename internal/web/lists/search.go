package lists

import (
	"fmt"
	"net/http"
	"strings"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type searchPage struct {
	kit.Shell
	Title  kit.Title
	Form   kit.Filters
	Cases  *kit.Table
	Pupils *kit.Table
	Empty  *kit.Empty
}

// longest is how long a question may be, in characters.
const longest = 200

func searchForm(w http.ResponseWriter, r *page.Request) error {
	return r.Render(w, http.StatusOK, pages, "search", newSearch(r, ""))
}

// search is asked by POST: a name must not end up in an address or a log.
func search(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	question := []rune(r.Value("zoek"))
	text := string(question[:min(len(question), longest)])
	p := newSearch(r, text)
	if !strings.ContainsFunc(text, func(c rune) bool { return c > ' ' }) {
		p.Empty = &kit.Empty{Title: "Typ eerst iets om te zoeken", Text: "Bijvoorbeeld een achternaam, een zaaknummer of een TLV-nummer."}
		return r.Render(w, http.StatusOK, pages, "search", p)
	}
	rows, pupils, err := r.Site.App.Find(r.Context(), r.P, text)
	if err != nil {
		return err
	}
	p.fill(r, rows, pupils)
	return r.Render(w, http.StatusOK, pages, "search", p)
}

func newSearch(r *page.Request, text string) searchPage {
	p := searchPage{Shell: r.Shell("Zoeken", kit.Link{Text: "Overzicht", Href: r.Home()}, kit.Link{Text: "Zoeken"}), Title: kit.Title{Text: "Zoeken", Lead: "Zoek op naam, nummer van de zaak, leerlingnummer, TLV-nummer of school."}}
	p.Form = kit.Filters{Action: r.To("/zoeken"), Post: true, Submit: "Zoek", Fields: []kit.Field{{Name: "zoek", ID: "zoek", Label: "Naam of nummer", Value: text, Max: longest}}}
	if p.Search != nil {
		p.Search = nil // one search field is enough
	}
	return p
}

// fewPupils is how many pupils stand above the cases that were found.
const fewPupils = 10

// mostFound is how many rows a search gives.
const mostFound = 50

// found writes how many were found; at the most there may be more.
func found(n int) string {
	if n >= mostFound {
		return fmt.Sprintf("de eerste %d, typ meer om er minder te vinden", mostFound)
	}
	return kit.Getal(n)
}

func (p *searchPage) fill(r *page.Request, rows []app.CaseRow, pupils []app.PupilRow) {
	if len(rows)+len(pupils) == 0 {
		p.Empty = &kit.Empty{Title: "Niets gevonden", Text: "Controleer hoe u het schreef, of zoek op een deel van de naam. U vindt alleen wat u in deze functie mag zien."}
		return
	}
	if len(pupils) > 0 {
		caption := "Leerlingen (" + found(len(pupils)) + ")"
		if len(rows) > 0 && len(pupils) > fewPupils {
			pupils, caption = pupils[:fewPupils], fmt.Sprintf("Leerlingen (de eerste %d; zoek onder Leerlingen voor meer)", fewPupils)
		}
		t := kit.Table{Caption: caption, Columns: []kit.Column{{Label: "Naam"}, {Label: "Geboren"}, {Label: "School"}}}
		for _, row := range pupils {
			t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: strings.TrimSpace(row.FirstName + " " + row.Name), Href: r.To("/leerlingen/%s", row.ID)},
				{Text: kit.Dag(page.DayOf(row.Birth))}, {Text: row.OrgName}}})
		}
		p.Pupils = &t
	}
	if len(rows) > 0 {
		t := caseTable(r, page.List{}, rows)
		t.Caption, t.HideCaption = "Zaken ("+found(len(rows))+")", false
		for i := range t.Columns {
			t.Columns[i].Href, t.Columns[i].Sorted = "", ""
		}
		p.Cases = &t
	}
}

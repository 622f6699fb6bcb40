package facilities

import (
	"net/http"
	"strings"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type listPage struct {
	kit.Shell
	Title kit.Title
	Chart *kit.Chart
	Table kit.Table
}

// list shows how many places there are, and how long the wait is.
func list(w http.ResponseWriter, r *page.Request) error {
	found, err := r.Site.App.Facilities(r.Context(), r.P)
	if err != nil {
		return err
	}
	p := listPage{Shell: r.Shell("Voorzieningen"), Title: kit.Title{Text: "Voorzieningen",
		Lead: "Hoeveel plekken er zijn, hoeveel er vrij zijn en hoe lang wachten duurt. De wachttijd volgt uit de plekken die de laatste twaalf maanden vrijkwamen."},
		Table: listTable(r, found), Chart: listChart(found)}
	p.Notices = append(p.Notices, r.Notices(w)...)
	return r.Render(w, http.StatusOK, pages, "voorzieningen", p)
}

func listTable(r *page.Request, found []app.FacilityPage) kit.Table {
	t := kit.Table{Caption: "Plekken en wachtlijst per voorziening", Columns: []kit.Column{{Label: "Voorziening"}, {Label: "Plekken", Num: true}, {Label: "Bezet", Num: true},
		{Label: "Aangeboden", Num: true}, {Label: "Vrij", Num: true}, {Label: "Wachten", Num: true}, {Label: "Wie nu aanvraagt, wacht"}},
		Empty: kit.Empty{Title: "Er zijn nog geen voorzieningen", Text: "Het samenwerkingsverband schrijft ze in swv.yaml, onder voorzieningen."}}
	for _, f := range found {
		name := kit.Cell{Text: f.Facility.Title, Sub: f.Help}
		if f.Keeps {
			name.Href = r.To("/voorzieningen/%s", f.Name)
		}
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{name, figure(f.FacilityView.Places), figure(f.Taken), figure(f.Offered), figure(f.Free), figure(f.Waiting), waitCell(f)}})
	}
	return t
}

func figure(n int) kit.Cell { return kit.Cell{Text: kit.Getal(n)} }

// waitCell tells how long who asks now can expect to wait.
func waitCell(f app.FacilityPage) kit.Cell {
	if f.Free > 0 {
		return kit.Cell{Badge: &kit.Badge{Text: "Er is plek", Tone: kit.Good}}
	}
	c := kit.Cell{Text: page.Capital(f.WeeksText(f.Waiting + 1)), Sub: freedText(f)}
	if strings.HasPrefix(c.Text, "Niet") {
		c.Sub = "te weinig plekken kwamen vrij: " + kit.Getal(f.FreedLately) + " in twaalf maanden"
	}
	return c
}

func freedText(f app.FacilityPage) string {
	return kit.Meervoud(f.FreedLately, "plek kwam", "plekken kwamen") + " vrij in twaalf maanden"
}

// listChart draws the same figures.
func listChart(found []app.FacilityPage) *kit.Chart {
	if len(found) < 2 {
		return nil
	}
	c := &kit.Chart{Title: "Bezet, vrij en wachtend", Unit: "leerlingen", Series: []kit.Series{{Name: "Bezet"}, {Name: "Aangeboden"}, {Name: "Vrij"}, {Name: "Wachten"}}}
	for _, f := range found {
		c.Labels = append(c.Labels, f.Facility.Title)
		for i, n := range []int{f.Taken, f.Offered, f.Free, f.Waiting} {
			c.Series[i].Values = append(c.Series[i].Values, float64(n))
		}
	}
	return c
}

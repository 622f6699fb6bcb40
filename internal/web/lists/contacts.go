package lists

import (
	"net/http"
	"strings"

	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type contactPage struct {
	kit.Shell
	Title kit.Title
	Table kit.Table
}

// contacts answers a school who at the samenwerkingsverband is there for it (KRS-01).
func contacts(w http.ResponseWriter, r *page.Request) error {
	all, err := r.Site.App.Contacts(r.Context(), r.P)
	if err != nil {
		return err
	}
	p := contactPage{Shell: r.Shell("Contact"), Title: kit.Title{Text: "Wie is er voor " + r.P.OrgName + "?", Lead: "Uw vaste mensen bij " + r.SWV.Title + "."}}
	if len(all) == 1 {
		p.Title.Text = "Wie is mijn " + lower(all[0].Function.Title) + "?"
	}
	p.Notices = r.Notices(w)
	p.Table = kit.Table{Caption: "Vaste contactpersonen", HideCaption: true, Columns: []kit.Column{{Label: "Wie"}, {Label: "Functie"}, {Label: "Mail"}, {Label: "Sinds"}},
		Empty: kit.Empty{Title: "Er is nog niemand", Text: "Vraag het secretariaat van het samenwerkingsverband."}}
	for _, c := range all {
		name, since := kit.Cell{Text: c.Name}, "–"
		if c.Name == "" {
			name.Text, name.Sub = "Nog niemand", "Vraag het secretariaat van het samenwerkingsverband."
		} else {
			since = kit.Dag(page.DayOf(c.Since))
		}
		mail := kit.Cell{Text: "–"}
		if c.Email != "" {
			mail = kit.Cell{Text: c.Email, Href: "mailto:" + c.Email}
		}
		p.Table.Rows = append(p.Table.Rows, kit.Row{Cells: []kit.Cell{name, {Text: c.Function.Title}, mail, {Text: since}}})
	}
	return r.Render(w, http.StatusOK, pages, "contacts", p)
}

func lower(title string) string {
	if title == "" {
		return "contactpersoon"
	}
	return strings.ToLower(title[:1]) + title[1:]
}

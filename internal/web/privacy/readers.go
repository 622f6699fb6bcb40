package privacy

import (
	"net/http"
	"strings"

	"passend/internal/app"
	"passend/internal/web/cases"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type readersPage struct {
	kit.Shell
	Title kit.Title
	Tabs  *kit.Tabs
	Now   kit.Table
	Later kit.Table
	Own   string
	Log   string
}

// readers explains to somebody who sees a case who else may (ALL-05): functions
// and organisations, without the names of people.
func readers(w http.ResponseWriter, r *page.Request) error {
	var p readersPage
	err := r.Site.App.See(r.Context(), r.P, r.PathValue("zaak"), "wie mag dit zien", func(c *app.Case) error {
		f := cases.Around(r, c, "/wie", "Wie mag dit zien")
		p = readersPage{Shell: f.Shell, Title: f.Title, Tabs: &f.Tabs}
		p.Title.Text, p.Title.Lead = "Wie mag dit zien", "Wie deze zaak van "+c.Pupil.FullName()+" kan openen, en waarom."
		p.tables(c.Readers(), false)
		p.Own = c.View.Why
		return nil
	})
	if err != nil {
		return err
	}
	return r.Render(w, http.StatusOK, pages, "readers", p)
}

// readersNamed is the same for who guards privacy, with the people.
func readersNamed(w http.ResponseWriter, r *page.Request) error {
	var p readersPage
	err := r.Site.App.ReadersOf(r.Context(), r.P, r.PathValue("zaak"), func(c *app.Case, all []app.Reader) error {
		number := c.S.Started.Number
		p = readersPage{Shell: r.Shell("Wie mag dit zien", kit.Link{Text: "Inzagelog", Href: r.To("/inzagelog")}, kit.Link{Text: "Zaak " + number}),
			Title: kit.Title{Above: c.W.Proc.Title + " · " + number, Text: "Wie mag dit dossier zien", Lead: "De rollen van de procedure, wie die nu heeft, en waarom."},
			Log:   r.To("/inzagelog") + "?" + byCase + "=" + c.S.ID}
		p.tables(all, true)
		return nil
	})
	if err != nil {
		return err
	}
	return r.Render(w, http.StatusOK, pages, "readers", p)
}

// tables puts who sees it now apart from who does at another moment.
func (p *readersPage) tables(all []app.Reader, named bool) {
	columns := []kit.Column{{Label: "Wie"}, {Label: "Bij"}, {Label: "Ziet"}, {Label: "Waarom"}}
	p.Now = kit.Table{Caption: "Nu", Columns: columns, Empty: kit.Empty{Title: "Niemand", Text: "In deze fase ziet niemand deze zaak."}}
	p.Later = kit.Table{Caption: "Op een ander moment", Columns: columns}
	for _, one := range all {
		row := kit.Row{Cells: []kit.Cell{{Text: one.Title, Sub: whoHas(one, named)}, {Text: one.Where}, {Text: page.Capital(strings.Join(one.Sees, ", ")), Sub: one.When}, {Text: one.Why}}}
		if one.Now {
			p.Now.Rows = append(p.Now.Rows, row)
		} else {
			p.Later.Rows = append(p.Later.Rows, row)
		}
	}
}

func whoHas(one app.Reader, named bool) string {
	switch {
	case named && len(one.People) > 0:
		text := strings.Join(one.People, ", ")
		if one.More {
			text += " en anderen"
		}
		return text
	case !strings.EqualFold(one.Function, one.Title):
		return page.Capital(one.Function)
	}
	return ""
}

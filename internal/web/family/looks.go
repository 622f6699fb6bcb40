package family

import (
	"errors"
	"net/http"
	"net/url"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// look is a line that says who looked: a function of an organisation, no name.
type look struct {
	Day                   civil.Day
	Who, Org, What, Often string
}

func lookLines(all []app.Look) []look {
	var out []look
	for _, l := range all {
		line := look{Day: l.Day, Who: l.Function, Org: l.Org, What: l.What}
		if l.Times > 1 {
			line.Often = kit.Getal(l.Times) + " keer"
		}
		out = append(out, line)
	}
	return out
}

type looksPage struct {
	kit.Shell
	Title kit.Title
	Table kit.Table
	Pager kit.Pager
	Ask   string
}

// looks tells which function of which organisation looked, and when (LAW-13).
func looks(w http.ResponseWriter, r *page.Request) error {
	cursor := r.URL.Query().Get("vanaf")
	found, err := r.Site.App.Looks(r.Context(), r.P, cursor)
	if errors.Is(err, app.ErrCursor) {
		return page.ErrBadRequest
	}
	if err != nil {
		return err
	}
	p := looksPage{Shell: r.Shell("Wie keek er mee", kit.Link{Text: "Mijn kind", Href: r.To("/kind")}, kit.Link{Text: "Wie keek er mee"}),
		Title: kit.Title{Text: "Wie keek er mee", Lead: "Hier staat wie het dossier van uw kind bekeek of eraan werkte. U ziet de functie en de organisatie. Wat u zelf deed, staat er niet bij."},
		Ask:   "Wilt u weten wie het was? Vraag het aan de functionaris gegevensbescherming van het samenwerkingsverband. Die kan de namen zien."}
	p.Table = kit.Table{Caption: "Wie keek er mee", HideCaption: true, Columns: []kit.Column{{Label: "Wie"}, {Label: "Organisatie"}, {Label: "Wat"}, {Label: "Wanneer"}},
		Empty: kit.Empty{Title: "Niemand heeft nog gekeken", Text: "Zodra iemand het dossier opent, staat het hier."}}
	for _, l := range lookLines(found.Rows) {
		p.Table.Rows = append(p.Table.Rows, kit.Row{Cells: []kit.Cell{{Text: l.Who}, {Text: l.Org}, {Text: page.Capital(l.What), Sub: l.Often}, {Text: kit.Dag(l.Day)}}})
	}
	if cursor != "" {
		p.Pager.StartHref = r.To("/wie-keek")
	}
	if found.Next != "" {
		p.Pager.NextHref = r.To("/wie-keek") + "?vanaf=" + url.QueryEscape(found.Next)
	}
	return r.Render(w, http.StatusOK, pages, "looks", p)
}

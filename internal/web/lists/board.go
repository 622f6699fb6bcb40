package lists

import (
	"net/http"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type boardView struct {
	kit.Shell
	Title   kit.Title
	Stats   kit.Stats
	Schools kit.Table
	Cases   kit.Table
	Pager   kit.Pager
	News    news
}

// boardPage shows a school board its schools and their requests. The names of
// pupils stay out of the list: a board needs to know of each request, not of
// each child.
func boardPage(w http.ResponseWriter, r *page.Request) error {
	cursor := r.URL.Query().Get("vanaf")
	board, err := r.Site.App.Board(r.Context(), r.P, cursor)
	if err != nil {
		return page.WrongCursor(err)
	}
	p := boardView{Shell: r.Shell("Onze scholen"), Title: kit.Title{Text: r.P.OrgName, Lead: "De scholen van uw bestuur en hun aanvragen bij " + r.SWV.Title + "."}}
	p.Notices = r.Notices(w)
	if r.P.Can("rapportage") {
		p.Title.More = []kit.Action{{Label: "Bekijk de cijfers", Href: r.To("/rapportage")}}
	}
	p.Stats = kit.Stats{Items: []kit.Stat{{Label: "Scholen", Value: kit.Getal(len(board.Schools))},
		{Label: "Lopende aanvragen", Value: kit.Getal(board.Open), Href: r.To("/zaken"), Tone: kit.Info}}}
	p.Schools = schools(r, board)
	p.Cases = requests(r, board.Cases)
	p.Cases.Caption = "Lopende aanvragen, het laatst gewijzigd eerst"
	p.Pager = r.Asked(r.To("/bestuur")).Pager(cursor, board.Next, len(board.Cases), "aanvraag", "aanvragen")
	p.News = newsOf(r, board.Notices, 0)
	for i := range p.News.Items {
		p.News.Items[i].About = board.Notices[i].Title
	}
	return r.Render(w, http.StatusOK, pages, "board", p)
}

func schools(r *page.Request, board app.Board) kit.Table {
	t := kit.Table{Caption: "Scholen", Columns: []kit.Column{{Label: "School"}, {Label: "Lopende aanvragen", Num: true}},
		Empty: kit.Empty{Title: "Er zijn nog geen scholen", Text: "De beheerder van het samenwerkingsverband voegt scholen toe."}}
	for _, s := range board.Schools {
		cell := kit.Cell{Text: kit.Getal(s.Open)}
		if s.Open > 0 {
			cell.Href = r.To("/zaken") + "?school=" + s.ID
		}
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: s.Name, Sub: s.Place}, cell}})
	}
	return t
}

// nameless is the list of cases for a board.
func nameless(r *page.Request, a page.List, rows []app.CaseRow) kit.Table {
	t := requests(r, rows)
	t.HideCaption, t.Empty = true, noCases(r, a)
	if a.Path != "" {
		t.Columns[3] = sorted(a, "Termijn", "termijn")
	}
	return t
}

func requests(r *page.Request, rows []app.CaseRow) kit.Table {
	t := kit.Table{Caption: "Aanvragen", Columns: []kit.Column{{Label: "Aanvraag"}, {Label: "School"}, {Label: "Stand"}, {Label: "Termijn"}},
		Empty: kit.Empty{Title: "Er lopen geen aanvragen", Text: "Zodra een school van uw bestuur iets aanvraagt, krijgt u bericht en staat het hier."}}
	for _, c := range rows {
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: c.Number, Href: caseTo(r, c.ID), Sub: c.Title}, {Text: c.ApplicantName},
			{Text: c.PhaseTitle, Sub: c.OutcomeTitle}, lastDay(r, c)}})
	}
	return t
}

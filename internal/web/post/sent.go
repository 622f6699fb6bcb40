package post

import (
	"html/template"
	"net/http"

	"passend/internal/civil"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type postedPage struct {
	kit.Shell
	Title  kit.Title
	Filter kit.Filters
	Table  kit.Table
	Pager  kit.Pager
}

// posted lists what left in a period.
func posted(w http.ResponseWriter, r *page.Request) error {
	from, until, fault := period(r)
	rows, next, err := r.Site.App.Posted(r.Context(), r.P, from, until, r.URL.Query().Get("verder"))
	if err != nil {
		return err
	}
	p := postedPage{Shell: r.Shell("Verzonden post", kit.Link{Text: "Post", Href: r.To("/brieven")}, kit.Link{Text: "Verzonden post"}),
		Title: kit.Title{Text: "Verzonden post", Lead: "Brieven die op de post gingen of digitaal zijn verstuurd, van " + from.Dutch() + " tot en met " + until.Dutch() + "."}}
	p.Filter = kit.Filters{Action: r.To("/brieven/verzonden"), Fields: []kit.Field{
		{Kind: kit.DateField, Name: "van", Label: "Van", Value: typedDay(from), Error: fault}, {Kind: kit.DateField, Name: "tot", Label: "Tot en met", Value: typedDay(until)}}}
	p.Table = kit.Table{Caption: "Verzonden brieven", HideCaption: true, Columns: []kit.Column{{Label: "Brief"}, {Label: "Aan"}, {Label: "Leerling"}, {Label: "Verzonden"}, {Label: "Hoe"}},
		Empty: kit.Empty{Title: "In deze periode is niets verzonden", Text: "Kies een langere periode."}}
	for _, l := range rows {
		day, _ := civil.ParseDay(l.Posted)
		p.Table.Rows = append(p.Table.Rows, kit.Row{Cells: []kit.Cell{{Text: l.Title, Href: r.To("/brieven/%s/%s", l.Case, l.ID)},
			{Text: l.ToName}, {Text: l.PupilName}, {Text: day.Dutch()}, {Text: means(l.Means)}}})
	}
	if next != "" {
		p.Pager = kit.Pager{NextHref: r.To("/brieven/verzonden?van=") + typedDay(from) + "&tot=" + typedDay(until) + "&verder=" + template.URLQueryEscaper(next)}
	}
	return r.Render(w, http.StatusOK, pages, "post-sent", p)
}

func means(how string) string {
	if how == "elektronisch" {
		return "digitaal"
	}
	return "per post"
}

// period is the asked one; the last thirty days when none is.
func period(r *page.Request) (from, until civil.Day, fault string) {
	today := r.Site.App.Today()
	from, until = today.AddDays(-30), today
	q := r.URL.Query()
	if text := q.Get("van"); text != "" {
		day, problem := readDay(text)
		if problem != "" {
			return from, until, problem
		}
		from = day
	}
	if text := q.Get("tot"); text != "" {
		day, problem := readDay(text)
		if problem != "" {
			return from, until, problem
		}
		until = day
	}
	return from, until, ""
}

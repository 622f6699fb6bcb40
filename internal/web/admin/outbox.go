package admin

import (
	"net/http"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// mailStates are the states of a message, as words.
var mailStates = []struct {
	value, label string
	tone         kit.Tone
}{
	{"wacht", "Wacht", kit.Info}, {"mislukt", "Mislukt", kit.Bad}, {"verzonden", "Verzonden", kit.Good}, {"gevangen", "Bleef binnen", kit.Neutral},
}

func mailBadge(state string) *kit.Badge {
	for _, s := range mailStates {
		if s.value == state {
			return &kit.Badge{Text: s.label, Tone: s.tone}
		}
	}
	return &kit.Badge{Text: page.Capital(state)}
}

// outboxList shows what waits, what was sent and what failed.
func outboxList(w http.ResponseWriter, r *page.Request) error {
	l := r.Asked(r.To("/beheer/uitgaand"), "stand")
	cursor := r.URL.Query().Get("vanaf")
	out, err := r.Site.App.Outbox(r.Context(), r.P, l.Get("stand"), cursor)
	if err != nil {
		return page.WrongCursor(err)
	}
	p := listPage{Shell: shell(r, "Uitgaand"), Title: kit.Title{Text: "Uitgaande berichten", Lead: "E-mail die Passend stuurt. Er staan geen gegevens van leerlingen in."}}
	if r.Site.App.Demo() {
		p.Title.Lead = "In de demonstratie gaat er geen e-mail de deur uit. U kunt elk bericht hier lezen."
	}
	p.Notices = r.Notices(w)
	p.Tabs = &kit.Tabs{Label: "Stand", Items: []kit.Tab{{Label: "Alles", Href: l.Path, Current: l.Get("stand") == ""}}}
	counts := map[string]int{"wacht": out.Waiting, "mislukt": out.Failed}
	for _, s := range mailStates {
		if s.value != "gevangen" || r.Site.App.Demo() {
			p.Tabs.Items = append(p.Tabs.Items, kit.Tab{Label: s.label, Href: l.With("stand", s.value), Current: l.Get("stand") == s.value, Count: counts[s.value]})
		}
	}
	p.Table = mailTable(r, out.Rows)
	p.Pager = l.Pager(cursor, out.Next, len(out.Rows), "bericht", "berichten")
	return r.Render(w, http.StatusOK, pages, "lijst", p)
}

func mailTable(r *page.Request, rows []app.MailRow) kit.Table {
	t := kit.Table{Caption: "Berichten", HideCaption: true, Columns: []kit.Column{{Label: "Bericht"}, {Label: "Aan"}, {Label: "Gemaakt"}, {Label: "Stand"}, {}},
		Empty: kit.Empty{Title: "Hier staan geen berichten", Text: "Een bericht dat Passend stuurt, komt hier te staan."}}
	for _, m := range rows {
		row := kit.Row{Cells: []kit.Cell{{Text: m.Subject, Href: r.To("/beheer/uitgaand/%s", m.ID)}, {Text: m.To}, {Text: kit.Moment(m.At)}, {Badge: mailBadge(m.State), Sub: m.Fault}, {}}}
		if again := retryAction(r, m); again != nil {
			row.Cells[4].Actions = []kit.Action{*again}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func retryAction(r *page.Request, m app.MailRow) *kit.Action {
	if m.State != "mislukt" && (m.State != "wacht" || m.Attempts == 0) {
		return nil
	}
	return &kit.Action{Label: "Opnieuw", Href: r.To("/beheer/uitgaand/%s/opnieuw", m.ID), Post: true, About: "aan " + m.To}
}

type mailPage struct {
	kit.Shell
	Title kit.Title
	Facts kit.Facts
	Body  string
	Again *kit.Action
}

func mail(w http.ResponseWriter, r *page.Request) error {
	m, err := r.Site.App.Mail(r.Context(), r.P, r.PathValue("bericht"))
	if err != nil {
		return err
	}
	p := mailPage{Shell: shell(r, m.Subject, kit.Link{Text: "Uitgaand", Href: r.To("/beheer/uitgaand")}, kit.Link{Text: m.Subject}),
		Title: kit.Title{Text: m.Subject}, Body: m.Body, Again: retryAction(r, m)}
	p.Notices = r.Notices(w)
	p.Facts = kit.Facts{Items: []kit.Fact{{Label: "Aan", Value: m.To}, {Label: "Gemaakt", Value: kit.Moment(m.At)}, {Label: "Stand", Value: mailBadge(m.State).Text}}}
	if !m.SentAt.IsZero() {
		p.Facts.Items = append(p.Facts.Items, kit.Fact{Label: "Verzonden", Value: kit.Moment(m.SentAt)})
	}
	if m.Fault != "" {
		p.Facts.Items = append(p.Facts.Items, kit.Fact{Label: "Wat er misging", Value: m.Fault})
	}
	if m.Attempts > 0 {
		p.Facts.Items = append(p.Facts.Items, kit.Fact{Label: "Geprobeerd", Value: kit.Meervoud(m.Attempts, "keer", "keer")})
	}
	if m.State == "wacht" && m.Attempts > 0 {
		p.Facts.Items = append(p.Facts.Items, kit.Fact{Label: "Volgende poging", Value: kit.Moment(m.NextAt)})
	}
	return r.Render(w, http.StatusOK, pages, "bericht", p)
}

func retryMail(w http.ResponseWriter, r *page.Request) error {
	refusal, err := r.Site.App.RetryMail(r.Context(), r.P, r.PathValue("bericht"))
	if err != nil {
		return err
	}
	return r.Done(w, r.To("/beheer/uitgaand"), app.Sentence(refusal, "Het bericht gaat nu opnieuw de deur uit."))
}

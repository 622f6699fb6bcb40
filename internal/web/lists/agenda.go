package lists

import (
	"net/http"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type agendaPage struct {
	kit.Shell
	Title  kit.Title
	Next   *kit.Facts
	Bodies []kit.Table
	Empty  kit.Empty
}

// mostMeetings is how many coming meetings the agenda shows.
const mostMeetings = 12

// agenda shows the meetings of the bodies in which somebody sits.
func agenda(w http.ResponseWriter, r *page.Request) error {
	bodies, err := r.Site.App.Meetings(r.Context(), r.P)
	if err != nil {
		return err
	}
	p := agendaPage{Shell: r.Shell("Vergaderingen"), Title: kit.Title{Text: "Vergaderingen", Lead: "Wanneer wordt er vergaderd, en wat staat op de agenda?"},
		Empty: kit.Empty{Title: "U zit niet in een commissie die vergadert", Text: "De vergaderingen staan in de instellingen van het samenwerkingsverband."}}
	p.Notices = r.Notices(w)
	for _, b := range bodies {
		p.Bodies = append(p.Bodies, meetings(r, b, "Komende vergaderingen van de "+b.Title, b.Coming[:min(len(b.Coming), mostMeetings)]))
		if len(b.Past) > 0 {
			p.Bodies = append(p.Bodies, meetings(r, b, "Eerdere vergaderingen van de "+b.Title, b.Past))
		}
	}
	p.Next = nextMeeting(r, bodies)
	return r.Render(w, http.StatusOK, pages, "agenda", p)
}

// nextMeeting is the first meeting that comes, with its agenda one click away.
func nextMeeting(r *page.Request, bodies []app.MeetingBody) *kit.Facts {
	if len(bodies) == 0 || len(bodies[0].Coming) == 0 {
		return nil
	}
	b, m := bodies[0], bodies[0].Coming[0]
	for _, other := range bodies[1:] {
		if len(other.Coming) > 0 && other.Coming[0].Day.Before(m.Day) {
			b, m = other, other.Coming[0]
		}
	}
	f := kit.Facts{Title: "De eerstvolgende vergadering", Items: append([]kit.Fact{{Label: "Commissie", Value: b.Title},
		{Label: "Dag", Value: page.Capital(m.Day.DutchWeekday()) + " (" + kit.Relatief(m.Day, r.Site.App.Today()) + ")"}}, meetingFacts(b, m)...),
		Main: &kit.Action{Label: "Open de agenda", Href: meetingTo(r, b.Name, m), Weight: kit.Primary}}
	return &f
}

func meetingTo(r *page.Request, body string, m app.Meeting) string {
	return r.To("/agenda/%s/%s", body, m.Day.String())
}

func meetingFacts(b app.MeetingBody, m app.Meeting) []kit.Fact {
	facts := []kit.Fact{{Label: "Zaken op de agenda", Value: onAgenda(b, m)}}
	if !m.HandIn.IsZero() {
		facts = append(facts, kit.Fact{Label: "Inleveren tot en met", Value: kit.Dag(m.HandIn)})
	}
	return facts
}

func onAgenda(b app.MeetingBody, m app.Meeting) string {
	text := kit.Getal(m.Count)
	switch room := b.Room(m); {
	case room == 0:
		return text + ", de agenda is vol"
	case room > 0:
		return text + ", plaats voor nog " + kit.Getal(room)
	}
	return text
}

func meetings(r *page.Request, b app.MeetingBody, caption string, list []app.Meeting) kit.Table {
	t := kit.Table{Caption: caption, Columns: []kit.Column{{Label: "Dag"}, {Label: "Zaken op de agenda"}, {Label: "Inleveren tot en met"}},
		Empty: kit.Empty{Title: "Er staan geen vergaderingen gepland", Text: "De beheerder zet de vergaderdagen in de instellingen van het samenwerkingsverband."}}
	for _, m := range list {
		row := kit.Row{Cells: []kit.Cell{{Text: page.Capital(m.Day.DutchWeekday()), Href: meetingTo(r, b.Name, m)}, {Text: onAgenda(b, m)}, {Text: kit.Dag(m.HandIn)}}}
		if m.Day.Before(r.Site.App.Today()) {
			row.Cells[1].Text = kit.Getal(m.Count)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

type meetingPage struct {
	kit.Shell
	Title kit.Title
	Facts kit.Facts
	Table kit.Table
}

// meeting shows one meeting with its cases in their order.
func meeting(w http.ResponseWriter, r *page.Request) error {
	found, err := r.Site.App.Meeting(r.Context(), r.P, r.PathValue("orgaan"), r.PathValue("dag"))
	if err != nil {
		return err
	}
	title := page.Capital(found.Day.DutchWeekday())
	p := meetingPage{Shell: r.Shell("Vergadering "+kit.Dag(found.Day), kit.Link{Text: "Vergaderingen", Href: r.To("/agenda")}, kit.Link{Text: title}),
		Title: kit.Title{Above: found.Body.Title, Text: title}}
	p.Notices = r.Notices(w)
	p.Facts = kit.Facts{Items: meetingFacts(found.Body, found.Meeting)}
	p.Table = agendaTable(r, found)
	return r.Render(w, http.StatusOK, pages, "meeting", p)
}

func agendaTable(r *page.Request, found app.MeetingPage) kit.Table {
	t := kit.Table{Caption: "Agenda", Columns: []kit.Column{{Label: "Nummer"}, {Label: "Leerling"}, {Label: "Zaak"}, {Label: "School"}, {Label: "Advies van de deskundigen"}, {Label: "Termijn"}},
		Empty: kit.Empty{Title: "Er staat nog niets op de agenda", Text: "Een zaak komt hier als de deskundigen het niet eens zijn, of als de voorzitter dat besluit."}}
	for i, c := range found.Cases {
		number := kit.Cell{Text: kit.Getal(i + 1)}
		if !c.Visible {
			t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{number, {Text: "Niet aan u toegewezen"}, {Text: c.Title, Sub: c.Number}, {Text: "–"}, {Text: "–"}, {Text: "–"}}})
			continue
		}
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{number, {Text: c.PupilName, Href: caseTo(r, c.ID), Sub: born(c.Birth)}, {Text: c.Title, Sub: c.Number},
			{Text: c.ApplicantName}, advice(c), lastDay(r, c.CaseRow)}})
	}
	return t
}

func advice(c app.MeetingCase) kit.Cell {
	switch {
	case c.Advice == "":
		return kit.Cell{Text: "Nog niet te zien"}
	case c.Agreed:
		return kit.Cell{Text: c.Advice, Badge: &kit.Badge{Text: "Eensluidend", Tone: kit.Good}}
	}
	return kit.Cell{Text: c.Advice, Badge: &kit.Badge{Text: "Verschillend", Tone: kit.Warn}}
}

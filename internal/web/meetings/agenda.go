package meetings

import (
	"net/http"
	"strings"

	"passend/internal/app"
	"passend/internal/meeting"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type agendaPage struct {
	kit.Shell
	Title  kit.Title
	Next   *kit.Facts
	Bodies []bodyPart
	Empty  kit.Empty
}

// bodyPart is a body with its meetings.
type bodyPart struct {
	Title   string
	Waiting string // a sentence on cases without a meeting
	Actions []kit.Action
	Coming  kit.Table
	Past    *kit.Table
}

// mostMeetings is how many coming meetings the agenda shows.
const mostMeetings = 10

// agenda shows the meetings of the bodies in which somebody sits.
func agenda(w http.ResponseWriter, r *page.Request) error {
	bodies, err := r.Site.App.Meetings(r.Context(), r.P)
	if err != nil {
		return err
	}
	p := agendaPage{Shell: r.Shell("Vergaderingen"), Title: kit.Title{Text: "Vergaderingen", Lead: "Wanneer wordt er vergaderd, en wat staat op de agenda?"},
		Empty: kit.Empty{Title: "U zit niet in een commissie die vergadert", Text: "De vergaderingen staan in de instellingen van het samenwerkingsverband."}}
	p.Notices = r.Notices(w)
	if len(bodies) > 0 {
		p.Title.More = []kit.Action{{Label: "In uw eigen agenda", Href: r.To("/agenda-abonnement"), Icon: "calendar", Weight: kit.Subtle}}
	}
	for _, b := range bodies {
		p.Bodies = append(p.Bodies, bodyOf(r, b))
	}
	p.Next = nextMeeting(r, bodies)
	return r.Render(w, http.StatusOK, pages, "agenda", p)
}

func bodyOf(r *page.Request, b app.MeetingBody) bodyPart {
	part := bodyPart{Title: page.Capital(b.Title), Coming: coming(r, b)}
	part.Actions = []kit.Action{{Label: "Kalender van het schooljaar", Href: r.To("/vergaderjaar/%s", b.Name), About: b.Title}}
	if runs(r) {
		part.Actions = append(part.Actions, kit.Action{Label: "Extra vergadering", Href: r.To("/agenda/%s/nieuw", b.Name), Weight: kit.Subtle, About: b.Title})
	}
	if b.Waiting > 0 {
		part.Waiting = kit.Meervoud(b.Waiting, "zaak wacht", "zaken wachten") + " op een vergadering: er is er nog geen met plaats. Voeg een vergadering toe."
	}
	if len(b.Past) > 0 {
		t := kit.Table{Caption: "Eerdere vergaderingen", Columns: []kit.Column{{Label: "Dag"}, {Label: "Zaken op de agenda"}}}
		for _, m := range b.Past {
			t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: page.Capital(m.Day.DutchWeekday()), Href: meetingTo(r, b.Name, m.Meeting)}, {Text: kit.Getal(m.Count)}}})
		}
		part.Past = &t
	}
	return part
}

// nextMeeting is the first meeting that comes, with its agenda one click away.
func nextMeeting(r *page.Request, bodies []app.MeetingBody) *kit.Facts {
	var body app.MeetingBody
	var next *app.Meeting
	for _, b := range bodies {
		for i, m := range b.Coming {
			if !m.Cancelled {
				if next == nil || m.Day.Before(next.Day) {
					body, next = b, &b.Coming[i]
				}
				break
			}
		}
	}
	if next == nil {
		return nil
	}
	f := kit.Facts{Title: "De eerstvolgende vergadering", Items: append([]kit.Fact{{Label: "Commissie", Value: body.Title},
		{Label: "Dag", Value: page.Capital(next.Day.DutchWeekday()) + " (" + kit.Relatief(next.Day, r.Site.App.Today()) + ")"}}, meetingFacts(*next)...),
		Main: &kit.Action{Label: "Open de agenda", Href: meetingTo(r, body.Name, next.Meeting), Weight: kit.Primary}}
	return &f
}

func meetingTo(r *page.Request, body string, m meeting.Meeting) string {
	return r.To("/agenda/%s/%s", body, m.Day.String())
}

func meetingFacts(m app.Meeting) []kit.Fact {
	var facts []kit.Fact
	if m.Start > 0 {
		facts = append(facts, kit.Fact{Label: "Begint om", Value: m.Start.Words()})
	}
	return append(facts, kit.Fact{Label: "Zaken op de agenda", Value: onAgenda(m)}, kit.Fact{Label: "Inleveren kan", Value: meeting.HandInWords(m.HandIn)})
}

func onAgenda(m app.Meeting) string {
	text := kit.Getal(m.Count)
	switch room := m.Room(); {
	case m.Taken > m.Most && m.Most > 0:
		return text + ", meer dan de " + kit.Getal(m.Most) + " die erop kunnen"
	case room == 0:
		return text + ", de agenda is vol"
	case room > 0:
		return text + ", plaats voor nog " + kit.Getal(room)
	}
	return text
}

func coming(r *page.Request, b app.MeetingBody) kit.Table {
	t := kit.Table{Caption: "Komende vergaderingen", Columns: []kit.Column{{Label: "Dag"}, {Label: "Zaken op de agenda"}, {Label: "Inleveren kan"}},
		Empty: kit.Empty{Title: "Er staan geen vergaderingen gepland", Text: "De vergaderdagen staan in de instellingen van het samenwerkingsverband. Een losse vergadering voegt u zelf toe."}}
	for _, m := range b.Coming[:min(len(b.Coming), mostMeetings)] {
		t.Rows = append(t.Rows, meetingRow(r, b.Name, m))
	}
	return t
}

func meetingRow(r *page.Request, body string, m app.Meeting) kit.Row {
	day := kit.Cell{Text: page.Capital(m.Day.DutchWeekday()), Href: meetingTo(r, body, m.Meeting)}
	if m.Changed {
		day.Sub = change(m.Meeting)
	}
	if m.Cancelled {
		day.Badge = &kit.Badge{Text: "Gaat niet door", Tone: kit.Warn}
		return kit.Row{Cells: []kit.Cell{day, {Text: "–"}, {Text: "–"}}}
	}
	count := kit.Cell{Text: onAgenda(m)}
	if m.Day.Before(r.Site.App.Today()) {
		count.Text = kit.Getal(m.Count)
	}
	return kit.Row{Cells: []kit.Cell{day, count, {Text: page.Capital(meeting.HandInWords(m.HandIn))}}}
}

// change tells in a few words what people changed in a meeting.
func change(m meeting.Meeting) string {
	text := "Gewijzigd"
	switch {
	case m.Added:
		text = "Extra vergadering"
	case m.Day != m.Origin:
		text = "Verplaatst van " + kit.Dag(m.Origin)
	case m.Cancelled:
		text = ""
	}
	return strings.TrimPrefix(text+": "+m.Why, ": ")
}

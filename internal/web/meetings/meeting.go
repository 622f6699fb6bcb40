package meetings

import (
	"net/http"
	"strings"

	"passend/internal/app"
	"passend/internal/web/dossier"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type meetingView struct {
	kit.Shell
	Title  kit.Title
	Facts  kit.Facts
	People []kit.Fact
	Table  kit.Table
	Papers []kit.Action
	Last   []kit.Fact
}

// meetingPage shows one meeting with its cases in their order.
func meetingPage(w http.ResponseWriter, r *page.Request) error {
	return showMeeting(w, r, http.StatusOK, nil)
}

func showMeeting(w http.ResponseWriter, r *page.Request, status int, notices []kit.Notice) error {
	found, err := r.Site.App.Meeting(r.Context(), r.P, r.PathValue("orgaan"), r.PathValue("dag"))
	if err != nil {
		return err
	}
	title := page.Capital(found.Day.DutchWeekday())
	p := meetingView{Shell: r.Shell("Vergadering "+kit.Dag(found.Day), kit.Link{Text: "Vergaderingen", Href: r.To("/agenda")}, kit.Link{Text: title}),
		Title: kit.Title{Above: found.Body.Title, Text: title}}
	p.Notices = append(notices, r.Notices(w)...)
	if runs(r) && found.Day.After(r.Site.App.Today()) {
		p.Title.More = []kit.Action{{Label: "Wijzig deze vergadering", Href: here(r, "/wijzigen")}}
	}
	p.Facts = kit.Facts{Items: factsOf(r, found)}
	p.People, p.Last = seats(found), lastDates(found)
	p.Table = agendaTable(r, found)
	if len(found.Cases) > 0 && (r.P.OrgKind == "swv" || r.P.Can("exporteren")) {
		p.Papers = []kit.Action{{Label: "Alle stukken als PDF", Href: here(r, "/stukken"), Post: true, Icon: "document", Hidden: []kit.Hidden{{Name: "vorm", Value: "pdf"}}},
			{Label: "Alle stukken als ZIP", Href: here(r, "/stukken"), Post: true, Weight: kit.Subtle, Hidden: []kit.Hidden{{Name: "vorm", Value: "zip"}}}}
	}
	return r.Render(w, status, pages, "vergadering", p)
}

func here(r *page.Request, more string) string {
	return r.To("/agenda/%s/%s", r.PathValue("orgaan"), r.PathValue("dag")) + more
}

func factsOf(r *page.Request, found app.MeetingPage) []kit.Fact {
	facts := meetingFacts(found.Meeting)
	if found.Cancelled {
		facts = []kit.Fact{{Label: "Deze vergadering", Value: "Gaat niet door"}}
	}
	if found.Body.Place != "" {
		facts = append(facts, kit.Fact{Label: "Plaats", Value: found.Body.Place})
	}
	if c := found.Changed; c.Version > 0 {
		facts = append(facts, kit.Fact{Label: "Gewijzigd", Value: strings.Trim(change(found.Meeting.Meeting)+". "+c.ByName+", "+kit.Moment(c.At), ". ")})
	}
	return facts
}

// mostNames is how many people of one function are named.
const mostNames = 10

func seats(found app.MeetingPage) []kit.Fact {
	var all []kit.Fact
	for _, s := range found.People {
		f := kit.Fact{Label: page.Capital(s.Title), Value: strings.Join(s.Names, ", ")}
		if len(s.Names) > mostNames {
			f.Value = kit.Getal(len(s.Names)) + " mensen hebben deze functie; wie bij een zaak hoort, staat in de zaak."
		}
		if f.Value == "" {
			f.Value = "Niemand heeft deze functie."
		}
		if s.Why != "" {
			f.Value += " Schuift aan: er is een zaak " + s.Why + "."
		}
		all = append(all, f)
	}
	return all
}

func lastDates(found app.MeetingPage) []kit.Fact {
	var all []kit.Fact
	for _, l := range found.Last {
		text := l.Help
		if !l.Day.IsZero() {
			text = strings.TrimSpace("Voor " + kit.Dag(l.Day) + ". " + l.Help)
		}
		if l.Cases > 0 {
			text += " Deze vergadering is daarvoor te laat: " + kit.Meervoud(l.Cases, "zaak", "zaken") + "."
		}
		all = append(all, kit.Fact{Label: l.Title, Value: text})
	}
	return all
}

func agendaTable(r *page.Request, found app.MeetingPage) kit.Table {
	t := kit.Table{Caption: "Agenda", Columns: []kit.Column{{Label: "Tijd"}, {Label: "Leerling"}, {Label: "Zaak"}, {Label: "Advies van de deskundigen"}, {Label: "Termijn"}},
		Empty: kit.Empty{Title: "Er staat nog niets op de agenda", Text: "Een zaak komt hier vanzelf, als de procedure haar op de agenda zet."}}
	if runs(r) {
		t.Columns = append(t.Columns, kit.Column{})
	}
	for i, c := range found.Cases {
		t.Rows = append(t.Rows, caseRow(r, found, i, c))
	}
	return t
}

func caseRow(r *page.Request, found app.MeetingPage, i int, c app.MeetingCase) kit.Row {
	number := kit.Cell{Text: kit.Getal(i + 1)}
	if c.Slot != "" {
		number = kit.Cell{Text: strings.ReplaceAll(c.Slot, " ", "\u00a0")}
	}
	if !c.Visible {
		row := kit.Row{Cells: []kit.Cell{number, {Text: "Niet aan u toegewezen"}, {Text: c.Title, Sub: c.Number}, {Text: "–"}, {Text: "–"}}}
		if runs(r) {
			row.Cells = append(row.Cells, kit.Cell{})
		}
		return row
	}
	row := kit.Row{Cells: []kit.Cell{number, pupil(r, c), {Text: c.Title, Sub: c.Number + ", " + standing(c)}, advice(c), lastDay(r, c.CaseRow)}}
	if runs(r) {
		row.Cells = append(row.Cells, kit.Cell{Actions: caseActions(r, found, i, c)})
	}
	return row
}

// pupil is whom a case is about, with whether the school comes too.
func pupil(r *page.Request, c app.MeetingCase) kit.Cell {
	cell := kit.Cell{Text: c.PupilName, Href: r.To("/zaken/%s", c.ID), Sub: c.ApplicantName}
	if c.Invited != "" {
		cell.Badge = &kit.Badge{Text: "School uitgenodigd", Tone: kit.Info}
	}
	return cell
}

// standing is where a case is, or how it ended.
func standing(c app.MeetingCase) string {
	if c.OutcomeTitle != "" {
		return c.OutcomeTitle
	}
	return c.PhaseTitle
}

func caseActions(r *page.Request, found app.MeetingPage, i int, c app.MeetingCase) []kit.Action {
	var all []kit.Action
	step := func(label, to, icon string) {
		all = append(all, kit.Action{Label: label, Href: here(r, "/volgorde"), Post: true, Weight: kit.Subtle, About: c.PupilName,
			Hidden: []kit.Hidden{{Name: "zaak", Value: c.ID}, {Name: "naar", Value: to}}})
	}
	if i > 0 {
		step("Omhoog", "omhoog", "")
	}
	if i < len(found.Cases)-1 {
		step("Omlaag", "omlaag", "")
	}
	return append(all, kit.Action{Label: "Verplaats of nodig uit", Href: here(r, "/zaken/"+c.ID), Weight: kit.Subtle, About: c.PupilName})
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

// lastDay is the term of a case, or when it was closed.
func lastDay(r *page.Request, c app.CaseRow) kit.Cell {
	if c.Closed != "" {
		return kit.Cell{Text: "Afgesloten", Sub: kit.Dag(page.DayOf(c.Closed))}
	}
	d := kit.DueOn(page.DayOf(c.Due), r.Site.App.Today(), app.SoonDays)
	if c.Still && c.Due != "" {
		d = kit.StandsStill("")
	}
	if !d.Shown() {
		return kit.Cell{Text: "Geen termijn"}
	}
	return kit.Cell{Due: &d, Sub: c.DueTitle}
}

func reorder(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	err := r.Site.App.Reorder(r.Context(), r.P, r.PathValue("orgaan"), r.PathValue("dag"), r.Value("zaak"), r.Value("naar") == "omhoog")
	if err != nil {
		return err
	}
	return r.Done(w, here(r, ""), "De volgorde is gewijzigd.")
}

// papers gives all papers of a meeting as one file.
func papers(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	b, err := r.Site.App.MeetingBundle(r.Context(), r.P, r.PathValue("orgaan"), r.PathValue("dag"), "exporteren")
	if err != nil {
		return err
	}
	said := "Er zijn geen stukken die u als geheel mag meenemen."
	if len(b.Pieces) > 0 {
		if said, err = dossier.SendBundle(w, r, b, r.Value("vorm") == "zip"); err != nil || said == "" {
			return err
		}
	}
	return showMeeting(w, r, http.StatusUnprocessableEntity, []kit.Notice{{Tone: kit.Warn, Text: said}})
}

package meetings

import (
	"net/http"
	"strconv"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/meeting"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type changePage struct {
	kit.Shell
	Title  kit.Title
	Effect *effect
	Form   kit.Form
}

// effect is what a change does to the cases on the agenda.
type effect struct {
	Sum   string
	Notes []string
	Table kit.Table
}

func newMeeting(w http.ResponseWriter, r *page.Request) error {
	found, err := r.Site.App.MeetingYear(r.Context(), r.P, r.PathValue("orgaan"), civil.SchoolYearOf(r.Site.App.Today()))
	if err != nil {
		return err
	}
	return r.Render(w, http.StatusOK, pages, "wijzigen", changeView(r, found.Body.Title, app.MeetingInput{Body: found.Body.Name}, false))
}

func changeMeeting(w http.ResponseWriter, r *page.Request) error {
	found, err := r.Site.App.Meeting(r.Context(), r.P, r.PathValue("orgaan"), r.PathValue("dag"))
	if err != nil {
		return err
	}
	m := found.Meeting
	in := app.MeetingInput{Body: found.Body.Name, Origin: m.Origin.String(), Day: page.TypedDay(m.Day.String()), Version: found.Changed.Version, Why: found.Changed.Why}
	in.HandInDay, in.HandInTime = typedMoment(m.Meeting)
	in.Most, in.Minutes = number(m.Most), number(m.Minutes)
	if m.Start > 0 {
		in.Start = m.Start.String()
	}
	return r.Render(w, http.StatusOK, pages, "wijzigen", changeView(r, found.Body.Title, in, false))
}

// typedMoment writes a hand-in moment as day and time; midnight is the whole of
// the day before.
func typedMoment(m meeting.Meeting) (day, clock string) {
	d := civil.DayOf(m.HandIn)
	if meeting.ClockOf(m.HandIn) == 0 {
		return page.TypedDay(d.AddDays(-1).String()), ""
	}
	return page.TypedDay(d.String()), meeting.ClockOf(m.HandIn).String()
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// changeView asks what changes; what it does is shown before it is saved.
func changeView(r *page.Request, body string, in app.MeetingInput, looked bool) changePage {
	title, back := "Voeg een vergadering toe", r.To("/agenda")
	if in.Origin != "" {
		title, back = "Wijzig de vergadering van "+kit.Dag(page.DayOf(r.PathValue("dag"))), here(r, "")
	}
	p := changePage{Shell: r.Shell(title, kit.Link{Text: "Vergaderingen", Href: r.To("/agenda")}, kit.Link{Text: title}),
		Title: kit.Title{Above: body, Text: title, Lead: "U ziet eerst welke zaken op een andere vergadering komen en wie bericht krijgt. Daarna pas bewaart u."}}
	p.Form = kit.Form{Cancel: &kit.Link{Text: "Terug zonder te wijzigen", Href: back}, Hidden: []kit.Hidden{{Name: "versie", Value: strconv.FormatInt(in.Version, 10)}, {Name: "oorsprong", Value: in.Origin}}}
	cancel := ""
	if in.Cancel {
		cancel = "ja"
	}
	if in.Origin != "" {
		p.Form.Fields = append(p.Form.Fields, kit.Field{Kind: kit.Checkbox, Name: "vervalt", Label: "Deze vergadering gaat niet door", Value: cancel, Optional: true})
	}
	p.Form.Fields = append(p.Form.Fields,
		kit.Field{Kind: kit.DateField, Name: "dag", Label: "Dag van de vergadering", Value: in.Day},
		kit.Field{Kind: kit.DateField, Name: "inleverdag", Label: "Inleveren tot en met deze dag", Value: in.HandInDay, Optional: true, Hint: "Laat leeg voor het gewone inlevermoment. Schrijf dag, maand en jaar: dd-mm-jjjj"},
		kit.Field{Name: "inlevertijd", Label: "En op die dag voor dit tijdstip", Value: in.HandInTime, Optional: true, Short: true, Hint: "Bijvoorbeeld 17:00. Wat dan of later binnenkomt, is te laat. Laat leeg voor de hele dag."},
		kit.Field{Kind: kit.NumberField, Name: "hoogstens", Label: "Hoogstens zoveel zaken", Value: in.Most, Optional: true, Hint: "Laat leeg voor het gewone aantal."},
		kit.Field{Name: "begin", Label: "Begint om", Value: in.Start, Optional: true, Short: true, Hint: "Bijvoorbeeld 09:00."},
		kit.Field{Kind: kit.NumberField, Name: "minuten", Label: "Minuten per zaak", Value: in.Minutes, Optional: true},
		kit.Field{Name: "reden", Label: "Waarom?", Value: in.Why, Max: 200, Hint: "Scholen van wie een zaak verschuift, lezen deze reden. Noem geen namen."})
	p.Form.Submit, p.Form.SubmitName = "Laat zien wat er verschuift", "kijk"
	if looked {
		p.Form.Submit, p.Form.SubmitName = "Bewaar", "bewaar"
		p.Form.Others = []kit.SubmitButton{{Label: "Kijk opnieuw", Name: "kijk", Value: "ja"}}
	}
	return p
}

func typedMeeting(r *page.Request) app.MeetingInput {
	version, _ := strconv.ParseInt(r.Value("versie"), 10, 64)
	in := app.MeetingInput{Body: r.PathValue("orgaan"), Day: r.Value("dag"), HandInDay: r.Value("inleverdag"), HandInTime: r.Value("inlevertijd"), Most: r.Value("hoogstens"),
		Start: r.Value("begin"), Minutes: r.Value("minuten"), Why: r.Value("reden"), Cancel: r.Value("vervalt") == "ja", Version: version}
	if r.PathValue("dag") != "" {
		in.Origin = r.Value("oorsprong")
	}
	return in
}

// setMeeting shows what a change does, and does it when that was seen.
func setMeeting(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	in := typedMeeting(r)
	if r.PathValue("dag") != "" && in.Origin == "" {
		return page.ErrBadRequest
	}
	do := r.Site.App.TryMeeting
	if r.Value("bewaar") != "" {
		do = r.Site.App.SetMeeting
	}
	found, err := do(r.Context(), r.P, in)
	if err != nil {
		return err
	}
	switch {
	case found.Refusal != nil:
		return changeRefused(w, r, in, found.Body.Title, found.Refusal)
	case found.Saved:
		return saved(w, r, found)
	}
	p := changeView(r, found.Body.Title, in, true)
	p.Effect = effectOf(found)
	return r.Render(w, http.StatusOK, pages, "wijzigen", p)
}

func changeRefused(w http.ResponseWriter, r *page.Request, in app.MeetingInput, body string, refusal *casefile.Refusal) error {
	p := changeView(r, body, in, false)
	if rest := page.FieldErrors(&p.Form, refusal); len(rest) > 0 || len(refusal.Problems) == 0 {
		p.Notices = append(p.Notices, page.RefusalNotice(refusal))
	}
	return r.Render(w, http.StatusUnprocessableEntity, pages, "wijzigen", p)
}

func saved(w http.ResponseWriter, r *page.Request, found app.MeetingEffect) error {
	text := "De vergadering is bewaard. Er verschoof geen zaak."
	if n := len(found.Moved); n > 0 {
		text = "De vergadering is bewaard. " + kit.Meervoud(n, "zaak kwam", "zaken kwamen") + " op een andere vergadering; de scholen kregen bericht."
	}
	to := r.To("/agenda")
	if !found.Row.Cancelled {
		to = r.To("/agenda/%s/%s", found.Body.Name, found.Row.Day)
	}
	return r.Done(w, to, text)
}

func effectOf(found app.MeetingEffect) *effect {
	e := &effect{Sum: "Er komt geen enkele zaak op een andere vergadering.", Notes: found.Notes, Table: kit.Table{Caption: "Zaken die op een andere vergadering komen",
		Columns: []kit.Column{{Label: "Zaak"}, {Label: "School die bericht krijgt"}, {Label: "Nu op"}, {Label: "Komt op"}}}}
	if n := len(found.Moved); n > 0 {
		e.Sum = kit.Meervoud(n, "zaak komt", "zaken komen") + " op een andere vergadering. Na het bewaren krijgt elke school hiervan bericht, met uw reden."
	}
	for _, m := range found.Moved {
		to := kit.Cell{Text: kit.Dag(m.To)}
		if m.To.IsZero() {
			to = kit.Cell{Text: "Nog geen vergadering met plaats", Badge: &kit.Badge{Text: "Let op", Tone: kit.Warn}}
		}
		from := kit.Dag(m.From)
		if m.From.IsZero() {
			from = "Nog geen vergadering"
		}
		e.Table.Rows = append(e.Table.Rows, kit.Row{Cells: []kit.Cell{{Text: m.Number, Sub: m.Title}, {Text: m.School}, {Text: from}, to}})
	}
	return e
}

package admin

import (
	"net/http"
	"strconv"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type calendarPage struct {
	kit.Shell
	Title    kit.Title
	Tabs     kit.Tabs
	Law      kit.Table
	Equated  kit.Table
	Holidays kit.Table
}

// showCalendar shows what counts as free in a year, with where that is written.
func showCalendar(w http.ResponseWriter, r *page.Request) error {
	today := r.Site.App.Today()
	year, err := strconv.Atoi(r.URL.Query().Get("jaar"))
	if err != nil || year < 2000 || year > 2200 {
		year = today.Year()
	}
	c, err := r.Site.App.Calendar(r.Context(), r.P, year)
	if err != nil {
		return err
	}
	p := calendarPage{Shell: shell(r, "Kalender"), Title: kit.Title{Text: "Kalender " + jaar(year), Lead: "Hiermee worden alle termijnen berekend. Wat de wet bepaalt staat vast; de rest vult u aan met de bron erbij.",
		Main: &kit.Action{Label: "Voeg een dag of vakantie toe", Href: r.To("/beheer/kalender/nieuw"), Weight: kit.Primary}}}
	p.Notices = r.Notices(w)
	p.Tabs = kit.Tabs{Label: "Jaar"}
	for y := year - 1; y <= year+2; y++ {
		p.Tabs.Items = append(p.Tabs.Items, kit.Tab{Label: jaar(y), Href: r.To("/beheer/kalender") + "?jaar=" + jaar(y), Current: y == year})
	}
	p.Law, p.Equated, p.Holidays = lawTable(c), equatedTable(r, c), holidayTable(r, c)
	return r.Render(w, http.StatusOK, pages, "kalender", p)
}

func lawTable(c app.CalendarYear) kit.Table {
	t := kit.Table{Caption: "Feestdagen volgens de wet (Algemene termijnenwet art. 3 lid 1 en 2)", Columns: []kit.Column{{Label: "Dag"}, {Label: "Naam"}}}
	for _, d := range c.Law {
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: page.Capital(d.Day.DutchWeekday())}, {Text: d.Name}}})
	}
	return t
}

func equatedTable(r *page.Request, c app.CalendarYear) kit.Table {
	t := kit.Table{Caption: "Gelijkgestelde dagen (art. 3 lid 3)", Columns: []kit.Column{{Label: "Dag"}, {Label: "Naam"}, {Label: "Bevestigd"}, {Label: "Bron"}, {}},
		Empty: kit.Empty{Title: "Dit jaar zijn er geen gelijkgestelde dagen bekend", Text: "Een koninklijk besluit stelt ze voor enkele jaren tegelijk vast."}}
	for _, d := range c.Equated {
		own := ownRow(c, "gelijkgesteld", d.Day.String(), "", "")
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: page.Capital(d.Day.DutchWeekday())}, {Text: d.Name}, confirmed(d.Confirmed), {Text: d.Source},
			{Actions: dayActions(r, own, "gelijkgesteld", d.Name, d.Day, d.Day, d.Source)}}})
	}
	return t
}

func confirmed(yes bool) kit.Cell {
	if yes {
		return kit.Cell{Badge: &kit.Badge{Text: "Ja", Tone: kit.Good}}
	}
	return kit.Cell{Badge: &kit.Badge{Text: "Nee", Tone: kit.Warn}}
}

func holidayTable(r *page.Request, c app.CalendarYear) kit.Table {
	t := kit.Table{Caption: "Schoolvakanties, regio " + c.Region, Columns: []kit.Column{{Label: "Vakantie"}, {Label: "Van"}, {Label: "Tot en met"}, {Label: "Bevestigd"}, {Label: "Bron"}, {}},
		Empty: kit.Empty{Title: "Er zijn nog geen vakanties bekend", Text: "Voeg de vakanties van dit schooljaar toe."}}
	for _, h := range c.Holidays {
		own := ownRow(c, "schoolvakantie", "", h.Year.String(), h.Name)
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: page.Capital(h.Name), Sub: h.Year.String()}, {Text: kit.DagKort(h.From)}, {Text: kit.DagKort(h.To)},
			confirmed(h.Confirmed), {Text: h.Source}, {Actions: dayActions(r, own, "schoolvakantie", h.Name, h.From, h.To, h.Source)}}})
	}
	return t
}

// ownRow finds the row that the SWV set itself, "" when the built-in one counts.
func ownRow(c app.CalendarYear, kind, day, year, name string) string {
	for _, h := range c.Own {
		if h.Kind == kind && (kind == "gelijkgesteld" && h.From == day || kind == "schoolvakantie" && h.Year == year && h.Name == name) {
			return h.ID
		}
	}
	return ""
}

func dayActions(r *page.Request, own, kind, name string, from, to civil.Day, source string) []kit.Action {
	if own != "" {
		return []kit.Action{{Label: "Wijzig", Href: r.To("/beheer/kalender/%s", own), About: name}}
	}
	return []kit.Action{{Label: "Vervang of bevestig", Weight: kit.Subtle, About: name,
		Href: r.To("/beheer/kalender/nieuw") + "?soort=" + kind + "&van=" + from.String() + "&tot=" + to.String() + "&naam=" + query(name) + "&bron=" + query(source)}}
}

type holidayPage struct {
	kit.Shell
	Title  kit.Title
	Form   kit.Form
	Effect *effect
}

// effect is what a change does to the terms that run.
type effect struct {
	Sum   string
	Table kit.Table
}

func newHoliday(w http.ResponseWriter, r *page.Request) error {
	q := r.URL.Query()
	in := app.HolidayInput{Kind: q.Get("soort"), Name: q.Get("naam"), From: page.TypedDay(q.Get("van")), Until: page.TypedDay(q.Get("tot")), Source: q.Get("bron")}
	return r.Render(w, http.StatusOK, pages, "vrije-dag", holidayView(r, in, ""))
}

func holiday(w http.ResponseWriter, r *page.Request) error {
	h, err := r.Site.App.Holiday(r.Context(), r.P, r.PathValue("dag"))
	if err != nil {
		return err
	}
	in := app.HolidayInput{ID: h.ID, Kind: h.Kind, Name: h.Name, From: page.TypedDay(h.From), Until: page.TypedDay(h.Until), Source: h.Source, Confirmed: h.Confirmed}
	return r.Render(w, http.StatusOK, pages, "vrije-dag", holidayView(r, in, ""))
}

// holidayView asks a day or holiday; what it does is shown before it is saved.
func holidayView(r *page.Request, in app.HolidayInput, looked string) holidayPage {
	title := "Voeg een dag of vakantie toe"
	action := r.To("/beheer/kalender/nieuw")
	if in.ID != "" {
		title, action = "Wijzig "+in.Name, r.To("/beheer/kalender/%s", in.ID)
	}
	p := holidayPage{Shell: shell(r, title, kit.Link{Text: "Kalender", Href: r.To("/beheer/kalender")}, kit.Link{Text: title}),
		Title: kit.Title{Text: title, Lead: "U ziet eerst welke lopende termijnen verschuiven. Daarna pas bewaart u."}}
	box := ""
	if in.Confirmed {
		box = "ja"
	}
	p.Form = kit.Form{Action: action, Cancel: &kit.Link{Text: "Terug naar de kalender", Href: r.To("/beheer/kalender")}, Fields: []kit.Field{
		{Kind: kit.Radios, Name: "soort", Label: "Wat is het?", Value: in.Kind, Options: []kit.Option{
			{Value: "schoolvakantie", Label: "Schoolvakantie", Hint: "Telt voor termijnen in schoolweken."},
			{Value: "gelijkgesteld", Label: "Gelijkgestelde dag", Hint: "Bij koninklijk besluit gelijk aan een feestdag: een termijn eindigt er niet op."}}},
		{Name: "naam", Label: "Naam", Value: in.Name, Max: 100, Hint: "Bij een vakantie de naam die al in de kalender staat, zoals herfstvakantie. De regel komt dan in de plaats daarvan."},
		{Kind: kit.DateField, Name: "van", Label: "Eerste dag", Value: in.From},
		{Kind: kit.DateField, Name: "tot", Label: "Laatste dag", Value: in.Until, Optional: true, Hint: "Bij een enkele dag hoeft dit niet: dd-mm-jjjj"},
		{Name: "bron", Label: "Bron", Value: in.Source, Max: 300, Hint: "Waar staat dit? Bijvoorbeeld het nummer van het Staatsblad."},
		{Kind: kit.Checkbox, Name: "bevestigd", Label: "Ik heb dit nagekeken in de bron", Value: box, Optional: true,
			Hint: "Een dag die niet is bevestigd, telt nooit in het voordeel van het samenwerkingsverband."}}}
	p.Form.Submit, p.Form.SubmitName = "Laat zien wat er verschuift", "kijk"
	if looked != "" {
		p.Form.Submit, p.Form.SubmitName = "Bewaar", "bewaar"
		p.Form.Others = []kit.SubmitButton{{Label: "Kijk opnieuw", Name: "kijk", Value: "ja"}}
	}
	if in.ID != "" {
		p.Form.Others = append(p.Form.Others, kit.SubmitButton{Label: "Haal deze regel weg", Name: "weg", Value: "ja"})
	}
	return p
}

func typedHoliday(r *page.Request) app.HolidayInput {
	return app.HolidayInput{ID: r.PathValue("dag"), Kind: r.Value("soort"), Name: r.Value("naam"), From: r.Value("van"), Until: r.Value("tot"),
		Source: r.Value("bron"), Confirmed: r.Value("bevestigd") == "ja"}
}

// setHoliday shows what a change does, and does it when that was seen.
func setHoliday(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	in := typedHoliday(r)
	in.Withdraw = in.ID != "" && (r.Value("weg") == "ja" || r.Value("bewaar weg") == "ja")
	if r.Value("bewaar") == "ja" || r.Value("bewaar weg") == "ja" {
		return saveHoliday(w, r, in)
	}
	found, err := r.Site.App.TryHoliday(r.Context(), r.P, in)
	if err != nil {
		return err
	}
	if found.Refusal != nil {
		return holidayRefused(w, r, in, found)
	}
	p := holidayView(r, in, "ja")
	if in.Withdraw {
		p.Form.Submit, p.Form.SubmitName = "Haal deze regel weg", "bewaar weg"
		p.Form.Others = nil
	}
	p.Effect = effectOf(found)
	return r.Render(w, http.StatusOK, pages, "vrije-dag", p)
}

func holidayRefused(w http.ResponseWriter, r *page.Request, in app.HolidayInput, found app.HolidayEffect) error {
	p := holidayView(r, in, "")
	if rest := page.FieldErrors(&p.Form, found.Refusal); len(rest) > 0 {
		p.Notices = append(p.Notices, page.RefusalNotice(found.Refusal))
	}
	return r.Render(w, http.StatusUnprocessableEntity, pages, "vrije-dag", p)
}

func saveHoliday(w http.ResponseWriter, r *page.Request, in app.HolidayInput) error {
	done, err := r.Site.App.SetHoliday(r.Context(), r.P, in)
	if err != nil {
		return err
	}
	if done.Refusal != nil {
		return holidayRefused(w, r, in, done)
	}
	text := "De kalender is bijgewerkt. Er verschoof geen termijn."
	if n := len(done.Moved); n > 0 {
		text = "De kalender is bijgewerkt. " + kit.Meervoud(n, "termijn kreeg", "termijnen kregen") + " een andere laatste dag; wie het aangaat kreeg bericht."
	}
	to := r.To("/beheer/kalender")
	if d := page.DayOf(done.Row.From); !d.IsZero() {
		to += "?jaar=" + jaar(d.Year())
	}
	return r.Done(w, to, text)
}

// mostMoved is how many moved terms are shown.
const mostMoved = 100

func effectOf(found app.HolidayEffect) *effect {
	e := &effect{Sum: "Er verschuift geen enkele lopende termijn.", Table: kit.Table{Caption: "Termijnen die verschuiven",
		Columns: []kit.Column{{Label: "Zaak"}, {Label: "Termijn"}, {Label: "Laatste dag nu"}, {Label: "Wordt"}}}}
	if n := len(found.Moved); n > 0 {
		e.Sum = kit.Meervoud(n, "lopende termijn verschuift", "lopende termijnen verschuiven") + ". Na het bewaren krijgt wie het aangaat bericht."
	}
	if n := len(found.Cases); n > 0 {
		e.Sum += " " + kit.Meervoud(n, "zaak komt", "zaken komen") + " op een andere vergadering; de scholen krijgen bericht."
	}
	for _, m := range found.Cases[:min(len(found.Cases), mostMoved)] {
		e.Table.Rows = append(e.Table.Rows, kit.Row{Cells: []kit.Cell{{Text: m.Number, Sub: m.Title}, {Text: "Vergadering"}, {Text: kit.Dag(m.From)}, {Text: kit.Dag(m.To)}}})
	}
	for _, m := range found.Moved[:min(len(found.Moved), mostMoved)] {
		e.Table.Rows = append(e.Table.Rows, kit.Row{Cells: []kit.Cell{{Text: m.Number, Sub: m.CaseTitle}, {Text: m.Title, Sub: m.For}, {Text: kit.Dag(m.From)}, {Text: kit.Dag(m.To)}}})
	}
	return e
}

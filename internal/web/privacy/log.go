package privacy

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type logPage struct {
	kit.Shell
	Title   kit.Title
	Filters kit.Filters
	Choices []choice
	Table   kit.Table
	Pager   kit.Pager
	Kept    string
}

// choice is a list of people or pupils with a name that was sought.
type choice struct {
	Title string
	Found []kit.Link
}

// The filters of the log as they stand in the address: ids and days, no names.
const (
	byPerson = "wie"
	byPupil  = "leerling"
	byCase   = "zaak"
	byKind   = "soort"
	from     = "van"
	until    = "tot"
)

func query(r *page.Request) (app.LogQuery, url.Values) {
	in := r.URL.Query()
	kept := url.Values{}
	for _, name := range []string{byPerson, byPupil, byCase, byKind, from, until} {
		if v := in.Get(name); v != "" {
			kept.Set(name, v)
		}
	}
	return app.LogQuery{Account: in.Get(byPerson), Pupil: in.Get(byPupil), Case: in.Get(byCase), Kind: in.Get(byKind),
		From: isoDay(in.Get(from)), Until: isoDay(in.Get(until)), Cursor: in.Get("vanaf")}, kept
}

// isoDay keeps only what is a day.
func isoDay(text string) string {
	d, err := civil.ParseDay(text)
	if err != nil {
		return ""
	}
	return d.String()
}

func at(r *page.Request, v url.Values) string {
	if len(v) == 0 {
		return r.To("/inzagelog")
	}
	return r.To("/inzagelog") + "?" + v.Encode()
}

// log shows who saw what, newest first.
func log(w http.ResponseWriter, r *page.Request) error {
	q, kept := query(r)
	found, err := r.Site.App.AccessLog(r.Context(), r.P, q)
	if errors.Is(err, app.ErrCursor) {
		return page.ErrBadRequest
	}
	if err != nil {
		return err
	}
	p, err := newLog(r, kept)
	if err != nil {
		return err
	}
	p.Notices = r.Notices(w)
	p.Filters.Chips = chips(r, kept, found)
	if len(p.Filters.Chips) > 0 {
		p.Filters.Clear = r.To("/inzagelog")
	}
	p.Table = logTable(r, kept, found.Rows)
	if q.Cursor != "" {
		p.Pager.StartHref = at(r, kept)
	}
	if found.Next != "" {
		more := url.Values{"vanaf": {found.Next}}
		for k, v := range kept {
			more[k] = v
		}
		p.Pager.NextHref = at(r, more)
		if len(found.Rows) == 0 {
			p.Table.Empty = kit.Empty{Title: "Op deze bladzijde staat niets", Text: "Er is nog meer logboek. Kies “Volgende”."}
		}
	}
	return r.Render(w, http.StatusOK, pages, "log", p)
}

func newLog(r *page.Request, kept url.Values) (logPage, error) {
	length, err := r.Site.App.LogLengthText(r.Context(), r.P.Tenant)
	p := logPage{Shell: r.Shell("Inzagelog"), Kept: length,
		Title: kit.Title{Text: "Inzagelog", Lead: "Elke keer dat iemand een dossier las, wijzigde, opende, afdrukte of meenam, met de grond. Ook wat is geweigerd. Dat u dit leest, staat er ook in."}}
	p.Wide = true
	p.Filters = kit.Filters{Action: r.To("/inzagelog"), Post: true, Submit: "Zoek", Fields: []kit.Field{
		{Name: "persoon", Label: "Naam van wie keek", Value: r.PostFormValue("persoon"), Max: 200},
		{Name: "kind", Label: "Naam van de leerling", Value: r.PostFormValue("kind"), Max: 200},
		{Name: "nummer", Label: "Nummer van de zaak", Value: r.PostFormValue("nummer"), Max: 40, Short: true},
		{Kind: kit.Select, Name: byKind, Label: "Wat", Nothing: "Alles", Value: kept.Get(byKind), Options: kindOptions},
		{Kind: kit.DateField, Name: from, Label: "Vanaf", Hint: "dd-mm-jjjj", Value: typedDay(kept.Get(from))},
		{Kind: kit.DateField, Name: until, Label: "Tot en met", Hint: "dd-mm-jjjj", Value: typedDay(kept.Get(until))}}}
	for _, name := range []string{byPerson, byPupil, byCase} {
		if v := kept.Get(name); v != "" {
			p.Filters.Hidden = append(p.Filters.Hidden, kit.Hidden{Name: name, Value: v})
		}
	}
	return p, err
}

var kindOptions = []kit.Option{{Value: "lezen", Label: "Lezen"}, {Value: "wijzigen", Label: "Wijzigen"}, {Value: "downloaden", Label: "Document of brief openen"},
	{Value: "afdrukken", Label: "Afdrukken"}, {Value: "exporteren", Label: "Meenemen uit Passend"}, {Value: "lijst", Label: "In een lijst"}, {Value: "zoeken", Label: "Zoeken"}, {Value: "vernietigen", Label: "Vernietigen"}}

func kindText(kind string) string {
	for _, o := range kindOptions {
		if o.Value == kind {
			return o.Label
		}
	}
	return page.Capital(kind)
}

// chips name what the log is narrowed to, each with the address without it.
func chips(r *page.Request, kept url.Values, found app.LogPage) []kit.Link {
	var all []kit.Link
	add := func(name, text string) {
		if kept.Get(name) == "" {
			return
		}
		rest := url.Values{}
		for k, v := range kept {
			if k != name {
				rest[k] = v
			}
		}
		all = append(all, kit.Link{Text: text, Href: at(r, rest)})
	}
	add(byPerson, found.Person)
	add(byPupil, found.PupilName)
	add(byCase, "Zaak "+found.Number)
	add(byKind, kindText(kept.Get(byKind)))
	add(from, "vanaf "+kit.Dag(day(kept.Get(from))))
	add(until, "tot en met "+kit.Dag(day(kept.Get(until))))
	return all
}

func logTable(r *page.Request, kept url.Values, rows []app.LogLine) kit.Table {
	t := kit.Table{Caption: "Inzagelog", HideCaption: true, Columns: []kit.Column{{Label: "Wanneer"}, {Label: "Wie"}, {Label: "Wat"}, {Label: "Dossier"}, {Label: "Grond"}},
		Empty: kit.Empty{Title: "Hier is niets gevonden", Text: "Kies een andere naam of een langere periode."}}
	for _, l := range rows {
		row := kit.Row{Cells: []kit.Cell{{Text: kit.Moment(l.At)}, who(r, kept, l), what(l), about(r, kept, l), {Text: l.Ground}}}
		if l.Result == "geweigerd" {
			row.Tone = kit.Warn
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func who(r *page.Request, kept url.Values, l app.LogLine) kit.Cell {
	cell := kit.Cell{Text: l.Name, Sub: strings.TrimSuffix(page.Capital(l.Function)+", "+l.OrgName, ", ")}
	if l.Account != "" && kept.Get(byPerson) == "" {
		cell.Href = at(r, with(kept, byPerson, l.Account))
	}
	return cell
}

func with(kept url.Values, name, value string) url.Values {
	out := url.Values{name: {value}}
	for k, v := range kept {
		if k != name {
			out[k] = v
		}
	}
	return out
}

func what(l app.LogLine) kit.Cell {
	cell := kit.Cell{Text: kindText(l.Kind), Sub: l.Part}
	if l.Result == "geweigerd" {
		cell.Badge = &kit.Badge{Text: "Geweigerd", Tone: kit.Warn}
	}
	return cell
}

// about is whose dossier it was; of a list how many stood in it.
func about(r *page.Request, kept url.Values, l app.LogLine) kit.Cell {
	switch {
	case len(l.Cases) > 1:
		return kit.Cell{Text: kit.Meervoud(len(l.Cases), "dossier", "dossiers")}
	case len(l.Cases) == 1:
		cell := kit.Cell{Text: "Zaak " + l.Number, Sub: strings.Trim(l.PupilName+", "+l.Title, ", ")}
		if l.Number == "" {
			cell.Text = "Een zaak die er niet (meer) is"
		}
		if kept.Get(byCase) == "" {
			cell.Href = at(r, with(kept, byCase, l.Cases[0]))
		}
		return cell
	case l.PupilName != "" || l.Pupil != "":
		cell := kit.Cell{Text: l.PupilName}
		if cell.Text == "" {
			cell.Text = "Een leerling zonder zaak"
		}
		if kept.Get(byPupil) == "" {
			cell.Href = at(r, with(kept, byPupil, l.Pupil))
		}
		return cell
	}
	return kit.Cell{Text: "–"}
}

// findLog looks up names that were posted, and leads to the log of who or what
// was found; it lets the reader choose when there are several.
func findLog(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	kept := url.Values{}
	for _, name := range []string{byPerson, byPupil, byCase, byKind} {
		if v := r.Value(name); v != "" {
			kept.Set(name, v)
		}
	}
	bad := days(r, kept)
	people, pupils, id, err := r.Site.App.FindLog(r.Context(), r.P, short(r.Value("persoon")), short(r.Value("kind")), r.Value("nummer"))
	if err != nil {
		return err
	}
	sought := r.Value("persoon") + r.Value("kind") + r.Value("nummer")
	if id != "" {
		kept.Set(byCase, id)
	}
	if len(people) == 1 {
		kept.Set(byPerson, people[0].ID)
	}
	if len(pupils) == 1 {
		kept.Set(byPupil, pupils[0].ID)
	}
	missed := r.Value("persoon") != "" && len(people) != 1 || r.Value("kind") != "" && len(pupils) != 1 || r.Value("nummer") != "" && id == ""
	if len(bad) == 0 && (sought == "" || !missed) {
		http.Redirect(w, r.Request, at(r, kept), http.StatusSeeOther)
		return nil
	}
	return choose(w, r, kept, bad, people, pupils, r.Value("nummer") != "" && id == "")
}

func short(text string) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), 200)])
}

// days reads the period, and gives what is wrong with it by field.
func days(r *page.Request, kept url.Values) map[string]string {
	bad := map[string]string{}
	for _, name := range []string{from, until} {
		text := r.Value(name)
		if text == "" {
			continue
		}
		d, err := civil.ParseDay(text)
		if err != nil {
			bad[name] = err.Error()
			continue
		}
		kept.Set(name, d.String())
	}
	return bad
}

func choose(w http.ResponseWriter, r *page.Request, kept url.Values, bad map[string]string, people, pupils []app.Found, noCase bool) error {
	p, err := newLog(r, kept)
	if err != nil {
		return err
	}
	for i, f := range p.Filters.Fields {
		if text := bad[f.Name]; text != "" {
			p.Filters.Fields[i].Error, p.Filters.Fields[i].Value = text, r.Value(f.Name)
		}
		if f.Name == "nummer" && noCase {
			p.Filters.Fields[i].Error = "Er is geen zaak met dit nummer."
		}
	}
	add := func(title, name string, found []app.Found) {
		if r.Value(map[string]string{byPerson: "persoon", byPupil: "kind"}[name]) == "" {
			return
		}
		c := choice{Title: title}
		for _, f := range found {
			c.Found = append(c.Found, kit.Link{Text: f.Name + " (" + f.About + ")", Href: at(r, with(kept, name, f.ID))})
		}
		p.Choices = append(p.Choices, c)
	}
	add("Wie bedoelt u?", byPerson, people)
	add("Welke leerling bedoelt u?", byPupil, pupils)
	p.Table = kit.Table{Empty: kit.Empty{Title: "Maak eerst een keuze", Text: "Daarna staat hier wie keek."}}
	status := http.StatusOK
	if len(bad) > 0 || noCase {
		status = http.StatusUnprocessableEntity
	}
	return r.Render(w, status, pages, "log", p)
}

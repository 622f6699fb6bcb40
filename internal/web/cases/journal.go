package cases

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// JournalPage is a series of a case: what was noted, and the form to add to it.
type JournalPage struct {
	Frame
	Intro    string
	Presence *Presence
	Course   *kit.Timeline
	Notes    []NoteShown
	Empty    kit.Empty
	Heading  string // above the form
	Form     *Form
}

// NoteShown is one entry.
type NoteShown struct {
	ID, Title, By, Mended string
	Answers               []Answer
	Change                *kit.Link
}

// Presence draws one choice per day.
type Presence struct {
	Question string
	Days     []PresentDay
	Counts   []kit.Fact
}

// PresentDay is one square of the picture: which choice, as a number for its look.
type PresentDay struct {
	Day, Choice, Letter string
	Look                int
}

func showJournal(w http.ResponseWriter, r *page.Request) error { return journal(w, r, attempt{}) }

func journal(w http.ResponseWriter, r *page.Request, try attempt) error {
	var p JournalPage
	err := r.Site.App.See(r.Context(), r.P, r.PathValue("zaak"), "reeks", func(c *app.Case) error {
		v := look(r, c)
		j, ok := v.journal(r.PathValue("reeks"))
		if !ok {
			return app.ErrNotFound
		}
		p = v.journalPage(j)
		return v.journalForm(j, try, &p)
	})
	if err != nil {
		return err
	}
	p.Notices = append(p.Notices, r.Notices(w)...)
	return r.Render(w, try.status(), pages, "journal-page", p)
}

// journal finds a series that the reader reads.
func (v *sight) journal(name string) (procedure.Journal, bool) {
	j, ok := casefile.FindJournal(v.W.Proc, name)
	return j, ok && casefile.ReadsJournal(v.W, v.S, j)
}

func (v *sight) journalPage(j procedure.Journal) JournalPage {
	p := JournalPage{Frame: v.frame(journalPath(j.Name), j.Title), Intro: j.Help}
	p.Empty = kit.Empty{Title: "Hier staat nog niets", Text: "Wie schrijft: " + v.titles(j.By) + "."}
	notes := casefile.NotesOf(v.S, j)
	for _, n := range slices.Backward(notes) {
		p.Notes = append(p.Notes, v.note(j, n))
	}
	switch {
	case len(notes) == 0:
	case j.Shape == "aanwezigheid":
		p.Presence = v.presence(j, notes)
	case j.Shape == "beloop":
		p.Course = v.course(j, notes)
	}
	return p
}

func journalPath(name string) string { return "/reeksen/" + url.PathEscape(name) }

func (v *sight) note(j procedure.Journal, n casefile.NoteState) NoteShown {
	shown := NoteShown{ID: "notitie-" + n.ID, Title: page.Capital(casefile.NoteDay(j, n).DutchWeekday()), By: n.By.Name + ", " + n.By.Function}
	dated, hasDay := j.Dated()
	for _, f := range j.Fields {
		if text := n.Values[f.Name]; text != "" && !(hasDay && f.Name == dated.Name) {
			shown.Answers = append(shown.Answers, Answer{f.Question, v.read(f, text)})
		}
		if reason := n.Values[f.Name+" reden"]; reason != "" {
			shown.Answers = append(shown.Answers, Answer{"Waarom is afgeweken van het voorstel?", reason})
		}
	}
	if n.Mended != nil {
		shown.Mended = "Gewijzigd op " + kit.Moment(n.Mended.At) + ", want: " + n.Mended.Reason
	}
	if casefile.MendsNote(v.W, v.S, n) {
		shown.Change = &kit.Link{Text: "Wijzig de notitie van " + kit.Dag(casefile.NoteDay(j, n)), Href: v.to(journalPath(j.Name) + "/" + n.ID)}
	}
	return shown
}

// presence draws the choice of each entry, oldest first, and counts them.
func (v *sight) presence(j procedure.Journal, notes []casefile.NoteState) *Presence {
	f, _ := j.Choice()
	p := &Presence{Question: f.Question}
	counts := map[string]int{}
	for _, n := range notes {
		choice := n.Values[f.Name]
		counts[choice]++
		p.Days = append(p.Days, PresentDay{Day: kit.Dag(casefile.NoteDay(j, n)), Choice: v.read(f, choice), Letter: initial(choice),
			Look: min(slices.Index(f.Choices, choice)+1, mostLooks)})
	}
	for _, choice := range f.Choices {
		p.Counts = append(p.Counts, kit.Fact{Label: v.read(f, choice), Value: kit.Meervoud(counts[choice], "keer", "keer")})
	}
	return p
}

func initial(word string) string {
	for _, r := range word {
		return strings.ToUpper(string(r))
	}
	return "?"
}

// mostLooks is how many choices have a look of their own.
const mostLooks = 5

// course tells the entries as dated steps, newest first.
func (v *sight) course(j procedure.Journal, notes []casefile.NoteState) *kit.Timeline {
	t := &kit.Timeline{Title: "Het verloop"}
	f, chosen := j.Choice()
	for _, n := range slices.Backward(notes) {
		what := j.Title
		if chosen {
			what = v.read(f, n.Values[f.Name])
		}
		t.Items = append(t.Items, kit.Event{Day: casefile.NoteDay(j, n), Who: n.By.Name + ", " + n.By.Function, What: what, Icon: "pen", Tone: kit.Info})
	}
	return t
}

// journalForm adds the form for who may write.
func (v *sight) journalForm(j procedure.Journal, try attempt, p *JournalPage) error {
	if !casefile.Writes(v.W, v.S, j) {
		if try.refusal != nil {
			p.Notices = append(p.Notices, page.RefusalNotice(try.refusal))
		}
		return nil
	}
	draft, version, err := v.Draft(app.NoteScope(v.P, j.Name))
	if err != nil {
		return err
	}
	values := try.typed
	if values == nil {
		values = starting(v.Case, j.Fields, draft)
	}
	form, err := v.noteForm(j, values)
	if err != nil {
		return err
	}
	form.Action, form.Submit = v.to(journalPath(j.Name)), either(j.Add, "Bewaar deze notitie")
	form.Autosave, form.Version = form.Action+"/concept", strconv.FormatInt(version, 10)
	v.refuse(&form, &p.Shell, try.refusal)
	p.Form, p.Heading = &form, either(j.Add, "Nieuwe notitie")
	return nil
}

func (v *sight) noteForm(j procedure.Journal, values map[string]string) (Form, error) {
	t := typed{v, maps.Clone(values)}
	form := Form{Hidden: v.seen()}
	s := Section{ID: sectionID(0)}
	for _, f := range t.shownOf(j.Fields) {
		q, err := t.question(f)
		if err != nil {
			return form, err
		}
		s.Questions = append(s.Questions, q)
	}
	form.Sections = []Section{s}
	return form, nil
}

func saveNote(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	id, name := r.PathValue("zaak"), r.PathValue("reeks")
	fields, err := r.Site.App.JournalFields(r.Context(), r.P, id, name)
	if err != nil {
		return err
	}
	typed := r.Typed(fields)
	res, err := r.Site.App.Do(r.Context(), r.P, id, seenOf(r), casefile.Note{Journal: name, Values: typed})
	switch {
	case err != nil:
		return err
	case res.Refusal != nil:
		return journal(w, r, attempt{typed: typed, refusal: res.Refusal})
	}
	return r.Done(w, caseTo(r, id)+journalPath(name), "Bewaard. Het staat bovenaan de lijst.")
}

func keepNote(w http.ResponseWriter, r *page.Request) error {
	return keep(w, r, app.NoteScope(r.P, r.PathValue("reeks")), func() ([]procedure.Field, error) {
		return r.Site.App.JournalFields(r.Context(), r.P, r.PathValue("zaak"), r.PathValue("reeks"))
	})
}

// MendPage changes an entry of a series, or takes it out.
type MendPage struct {
	kit.Shell
	Title  kit.Title
	Form   Form
	Strike kit.Form
}

// reasonName is the question why an entry is changed.
const reasonName = "reden van wijziging"

func showMend(w http.ResponseWriter, r *page.Request) error { return mend(w, r, attempt{}) }

func mend(w http.ResponseWriter, r *page.Request, try attempt) error {
	var p MendPage
	err := r.Site.App.See(r.Context(), r.P, r.PathValue("zaak"), "reeks", func(c *app.Case) error {
		v := look(r, c)
		j, ok := v.journal(r.PathValue("reeks"))
		n, has := c.S.Note(r.PathValue("notitie"))
		if !ok || !has || n.Journal != j.Name || !casefile.MendsNote(c.W, c.S, n) {
			return app.ErrNotFound
		}
		var err error
		p, err = v.mendPage(j, n, try)
		return err
	})
	if err != nil {
		return err
	}
	return r.Render(w, try.status(), pages, "mend-page", p)
}

func (v *sight) mendPage(j procedure.Journal, n casefile.NoteState, try attempt) (MendPage, error) {
	f := v.frame("", j.Title)
	p := MendPage{Shell: f.Shell, Title: kit.Title{Above: j.Title + " · " + v.S.Started.Number, Text: "Wijzig de notitie van " + kit.Dag(casefile.NoteDay(j, n)),
		Lead: "Wat er stond en uw reden blijven in de geschiedenis staan."}}
	values := try.typed
	if values == nil {
		values = n.Values
	}
	form, err := v.noteForm(j, values)
	if err != nil {
		return p, err
	}
	back := v.to(journalPath(j.Name))
	reason := kit.Field{Kind: kit.TextArea, Name: reasonName, Label: "Waarom wijzigt u dit?", Value: values[reasonName], Rows: 2, Max: 500}
	form.Sections[0].Questions = append(form.Sections[0].Questions, Question{Field: reason})
	form.Action, form.Submit, form.Cancel = v.r.URL.Path, "Bewaar de wijziging", &kit.Link{Text: "Niet wijzigen", Href: back}
	p.Form = form
	p.Strike = kit.Form{Action: v.r.URL.Path, Hidden: append(v.seen(), kit.Hidden{Name: "doet", Value: "weghalen"}), Submit: "Haal deze notitie weg",
		Fields: []kit.Field{{Kind: kit.TextArea, Name: reasonName, ID: "veld-weghalen", Label: "Waarom hoort deze notitie er niet?", Rows: 2, Max: 500}}}
	if try.since != nil {
		p.Notices = append(p.Notices, page.ConflictNotice(try.since))
	}
	v.refuse(&p.Form, &p.Shell, try.refusal)
	return p, nil
}

func saveMend(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	id, name, note := r.PathValue("zaak"), r.PathValue("reeks"), r.PathValue("notitie")
	fields, err := r.Site.App.JournalFields(r.Context(), r.P, id, name)
	if err != nil {
		return err
	}
	typed, reason := r.Typed(fields), r.Value(reasonName)
	var c casefile.Command = casefile.MendNote{ID: note, Reason: reason, Values: maps.Clone(typed)}
	said := "De notitie is gewijzigd."
	if r.Value("doet") == "weghalen" {
		c, said, typed = casefile.StrikeNote{ID: note, Reason: reason}, "De notitie is weggehaald. In de geschiedenis staat zij nog.", nil
	}
	res, err := r.Site.App.Do(r.Context(), r.P, id, seenOf(r), c)
	if typed != nil {
		typed[reasonName] = reason
	}
	switch {
	case err != nil:
		return err
	case res.Conflict:
		return mend(w, r, attempt{typed: typed, since: res.Since})
	case res.Refusal != nil:
		return mend(w, r, attempt{typed: typed, refusal: res.Refusal})
	}
	return r.Done(w, caseTo(r, id)+journalPath(name), said)
}

package cases

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// Form is a form of questions of the procedure.
type Form struct {
	Action, Autosave, Version string
	Hidden                    []kit.Hidden
	Sections                  []Section
	Submit                    string
	Danger                    bool
	Cancel                    *kit.Link
}

// Section is a part of the form.
type Section struct {
	ID, Title, Intro, Who string
	Origin                string // who filled in all of it
	Questions             []Question
}

// Errors gathers what is wrong, for the top of the form.
func (f Form) Errors() kit.ErrorSummary {
	var fields []kit.Field
	for _, s := range f.Sections {
		for _, q := range s.Questions {
			fields = append(fields, q.Field)
			if q.Reason != nil {
				fields = append(fields, *q.Reason)
			}
		}
	}
	return kit.Summary(fields)
}

// FormPage is the form of a case.
type FormPage struct {
	Frame
	Intro   string
	Form    Form
	Missing *kit.Missing
	Print   string
}

// attempt is a form that came back: what was typed, and why it was not taken.
type attempt struct {
	typed   map[string]string
	refusal *casefile.Refusal
	since   []casefile.Entry // what others did meanwhile
	fresh   bool             // an answer called up questions that were not on the page
}

func (a attempt) status() int {
	switch {
	case a.since != nil:
		return http.StatusConflict
	case a.refusal != nil:
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

func showForm(w http.ResponseWriter, r *page.Request) error { return form(w, r, attempt{}) }

func form(w http.ResponseWriter, r *page.Request, try attempt) error {
	var p FormPage
	err := r.Site.App.See(r.Context(), r.P, r.PathValue("zaak"), "formulier", func(c *app.Case) (err error) {
		p, err = formPage(r, c, try)
		return err
	})
	if err != nil {
		return err
	}
	p.Notices = append(p.Notices, r.Notices(w)...)
	return r.Render(w, try.status(), pages, "form-page", p)
}

func formPage(r *page.Request, c *app.Case, try attempt) (FormPage, error) {
	if !c.View.Form || len(c.W.Proc.Sections) == 0 {
		return FormPage{}, app.ErrNotFound
	}
	v := look(r, c)
	draft, version, err := c.FormDraft()
	if err != nil {
		return FormPage{}, err
	}
	if try.typed != nil {
		draft = try.typed
	}
	t := typed{v, draft}
	p := FormPage{Frame: v.frame("/formulier", "Formulier"), Print: v.to("/formulier/afdrukken")}
	if p.Form.Sections, err = t.sections(); err != nil {
		return p, err
	}
	v.formEnds(&p, version)
	if try.since != nil {
		p.Notices = append(p.Notices, page.ConflictNotice(try.since))
		t.both(&p.Form, try.since)
	}
	v.refuse(&p.Form, &p.Shell, try.refusal)
	if v.gathers() {
		v.gaps = casefile.Missing(c.W, c.S, draft)
		m := t.panel("")
		m.Refresh = v.to("/ontbreekt")
		p.Missing = &m
	}
	return p, nil
}

// formEnds makes the form one to fill in, for who may, or one to read.
func (v *sight) formEnds(p *FormPage, version int64) {
	if len(v.FormFields()) == 0 {
		p.Intro = "U kunt dit formulier nu lezen, niet wijzigen."
		return
	}
	p.Intro = "Wat u invult, wordt vanzelf bewaard. U kunt op elk moment stoppen en later verdergaan."
	p.Form.Action, p.Form.Autosave, p.Form.Version = v.to("/formulier"), v.to("/concept"), strconv.FormatInt(version, 10)
	p.Form.Hidden = v.seen()
	p.Form.Submit = "Bewaar"
	p.Form.Cancel = &kit.Link{Text: "Terug naar de zaak", Href: v.to("")}
}

// seen carries the version of the case that the page shows.
func (v *sight) seen() []kit.Hidden {
	return []kit.Hidden{{Name: "gezien", Value: strconv.FormatInt(v.S.Seq, 10)}}
}

func seenOf(r *page.Request) int64 {
	n, err := strconv.ParseInt(r.Value("gezien"), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// sections are the parts of the form that are asked now.
func (t typed) sections() ([]Section, error) {
	v := t.v
	may := casefile.Editable(v.W, v.S)
	var all []Section
	for i, def := range v.W.Proc.Sections {
		if !casefile.Holds(v.W, v.S, t.values, def.When) {
			continue
		}
		s := Section{ID: sectionID(i), Title: def.Title, Intro: def.Help}
		var by []string
		for _, f := range def.Fields {
			mine := slices.Contains(may, f.Name)
			if !casefile.Holds(v.W, v.S, t.values, f.When) || casefile.HiddenField(v.W, v.S, f) && (!mine || v.S.Values[f.Name].Text != "") {
				continue
			}
			if !mine && !v.gathers() && v.S.Values[f.Name].Text == "" {
				continue
			}
			q, err := t.inForm(f, mine)
			if err != nil {
				return nil, err
			}
			s.Questions = append(s.Questions, q)
			by = append(by, casefile.Fillers(v.phase, def, f)...)
		}
		if slices.Contains(v.phase.Fill, def.Name) && !v.mine(by) {
			s.Who = v.titles(unique(by))
		}
		if len(s.Questions) > 0 {
			s.sameOrigin()
			all = append(all, s)
		}
	}
	return all, nil
}

func sectionID(i int) string { return "deel-" + strconv.Itoa(i+1) }

// sameOrigin says once who filled in a part, when that was one person on one day.
// What was taken over from elsewhere is said at the answer itself.
func (s *Section) sameOrigin() {
	from := ""
	for _, q := range s.Questions {
		if o := q.Field.Origin; o != "" && from != "" && o != from || strings.HasPrefix(o, takenOver) {
			return
		} else if o != "" {
			from = o
		}
	}
	s.Origin = from
	for i := range s.Questions {
		s.Questions[i].Field.Origin = ""
	}
}

func unique(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}

// inForm makes a question to answer, or one to read.
func (t typed) inForm(f procedure.Field, may bool) (Question, error) {
	if !may {
		return t.toRead(f), nil
	}
	_, isTyped := t.values[f.Name]
	recorded := t.v.S.Values[f.Name]
	if f.Copies != "" && !isTyped && recorded.Text == "" {
		t.values[f.Name] = casefile.Taken(t.v.W, t.v.S, t.values, f)
	}
	q, err := t.question(f)
	if !isTyped && recorded.Text != "" && (recorded.By.Account != t.v.P.Account || recorded.Over != "") {
		q.Field.Origin = origin(recorded)
	}
	return q, err
}

const takenOver = "Overgenomen uit "

func origin(v casefile.Value) string {
	by := "het systeem"
	if v.By.Name != "" {
		by = v.By.Name + ", " + civil.DayOf(v.At).Dutch()
	}
	if v.Over != "" {
		return takenOver + v.Over + " door " + by
	}
	return "Ingevuld door " + by
}

func (t typed) toRead(f procedure.Field) Question {
	recorded := t.v.S.Values[f.Name]
	q := Question{Field: kit.Field{Kind: kit.ShownField, Name: f.Name, Label: f.Question, Value: t.v.read(f, recorded.Text)}}
	if recorded.Text == "" {
		return q
	}
	q.Field.Origin = origin(recorded)
	if casefile.MayCorrect(t.v.W, t.v.S, f.Name) {
		q.Correct = &kit.Link{Text: "Herstel dit antwoord", Href: t.v.r.To("/zaken/%s/herstellen/%s", t.v.S.ID, f.Name)}
	}
	return q
}

// both shows beside an answer what somebody else recorded there meanwhile.
func (t typed) both(f *Form, since []casefile.Entry) {
	theirs := map[string]casefile.Actor{}
	for _, e := range since {
		if d, ok := e.Data.(casefile.Recorded); ok {
			for name := range d.Values {
				theirs[name] = e.By
			}
		}
	}
	f.each(func(field *kit.Field) {
		by, changed := theirs[field.Name]
		def, ok := casefile.FieldOf(t.v.W.Proc, field.Name)
		now := t.v.S.Values[field.Name].Text
		if changed && ok && canonical(def, t.values[field.Name]) != now {
			field.Origin = by.Name + " vulde intussen in: " + page.Read(t.v.Case, def, now)
		}
	})
}

func (f *Form) each(do func(*kit.Field)) {
	for i := range f.Sections {
		for j := range f.Sections[i].Questions {
			q := &f.Sections[i].Questions[j]
			do(&q.Field)
			if q.Reason != nil {
				do(q.Reason)
			}
		}
	}
}

// refuse puts a refusal on the page: next to the fields it is about, and the
// rest in a banner.
func (v *sight) refuse(f *Form, shell *kit.Shell, r *casefile.Refusal) {
	if r == nil {
		return
	}
	placed := map[int]bool{}
	f.each(func(field *kit.Field) {
		for i, p := range r.Problems {
			if p.Kind == "veld" && p.Name == field.Name && field.Error == "" {
				field.Error = p.Text
				placed[i] = true
			}
		}
	})
	if len(placed) > 0 && len(placed) == len(r.Problems) {
		return
	}
	notice := page.RefusalNotice(r)
	for i, p := range r.Problems {
		if !placed[i] {
			notice.Links = append(notice.Links, v.problem(p))
		}
	}
	shell.Notices = append(shell.Notices, notice)
}

// problem leads to where something can be mended.
func (v *sight) problem(p casefile.Problem) kit.Link {
	l := kit.Link{Text: tidy(p.Text), Href: v.to("")}
	switch p.Kind {
	case "veld":
		l.Href = v.to("/formulier") + "#" + kit.Field{Name: p.Name}.FieldID()
	case "document":
		l.Href = v.to("/documenten")
	case "handtekening":
		l.Href = v.to("/handtekeningen")
	case "controle":
		if lists := v.checklists(); len(lists) > 0 {
			l.Href = v.r.To("/zaken/%s/controle/%s", v.S.ID, lists[0].Name)
		}
	}
	return l
}

// panel lists what is missing, and what was typed that asks a source.
func (t typed) panel(formAt string) kit.Missing {
	m := t.v.panel(formAt)
	for _, f := range t.v.FormFields() {
		if text := t.words(f); text != "" {
			m.Items = append(m.Items, kit.MissingItem{What: f.Question, Why: text, Href: formAt + "#" + kit.Field{Name: f.Name}.FieldID()})
		}
	}
	return m
}

package cases

import (
	"net/http"
	"slices"
	"strconv"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// ActionPage is something to do in a case: what it asks and what follows.
type ActionPage struct {
	kit.Shell
	Title    kit.Title
	Brought  *Brought
	Deciding *Deciding
	Compare  *kit.Compare // the advices, for who sums them up
	Core     []PrintedSection
	Links    []kit.Link
	Form     *Form
	Follows  []string
	Needs    []kit.Link // what stands in the way
	Cost     *kit.Table // what the decision costs over its years
	Typed    []Answer   // what was written for a step that is no longer there
	Choices  []Choice   // other ways to go on
}

// task is an action that somebody is at: which, and what was typed for it.
type task struct {
	typed
	offer casefile.Offer
	asks  []procedure.Field // those that are shown
}

func showAction(w http.ResponseWriter, r *page.Request) error {
	return action(w, r, r.PathValue("actie"), attempt{})
}

func action(w http.ResponseWriter, r *page.Request, name string, try attempt) error {
	var p ActionPage
	status := try.status()
	err := r.Site.App.See(r.Context(), r.P, r.PathValue("zaak"), "taak", func(c *app.Case) error {
		v, err := lookAhead(r, c)
		if err != nil {
			return err
		}
		t, ok := v.task(name, try.typed)
		if !ok {
			p, err = v.notNow(name, try.typed)
			status = http.StatusConflict
			return err
		}
		p, err = t.page(try)
		return err
	})
	if err != nil {
		return err
	}
	p.Notices = append(p.Notices, r.Notices(w)...)
	return r.Render(w, status, pages, "action-page", p)
}

// task finds an action that this reader is offered. values is what was typed;
// nil when the page opens.
func (v *sight) task(name string, values map[string]string) (*task, bool) {
	i := slices.IndexFunc(v.offers, func(o casefile.Offer) bool { return o.Action.Name == name })
	if i < 0 {
		return nil, false
	}
	t := &task{typed: typed{v, values}, offer: v.offers[i]}
	if values == nil {
		draft, _, err := v.Draft(app.TaskScope(v.P, name))
		if err != nil {
			return nil, false
		}
		t.values = starting(v.Case, t.offer.Action.Asks, draft)
	}
	t.asks = t.shownOf(t.offer.Action.Asks)
	return t, true
}

// notNow tells that the step is not there (any more) for this reader. What was
// typed stays to be read: somebody else may have gone first.
func (v *sight) notNow(name string, values map[string]string) (ActionPage, error) {
	a, ok := casefile.ActionOf(v.W.Proc, name)
	if !ok {
		return ActionPage{}, app.ErrNotFound
	}
	f := v.frame("", either(a.Label, a.Name))
	p := ActionPage{Shell: f.Shell, Title: v.head(a), Choices: v.choices()}
	for _, f := range a.Asks {
		if text := values[f.Name]; text != "" {
			p.Typed = append(p.Typed, Answer{f.Question, v.read(f, canonical(f, text))})
		}
	}
	text := "De zaak is in de fase “" + v.phase.Title + "”."
	if _, done := v.S.Done[name]; done {
		text = "Dit is al gedaan, door " + v.S.Done[name].By.Name + "."
	}
	p.Notices = append(p.Notices, kit.Notice{Tone: kit.Warn, Title: "Dit kan nu niet", Text: text,
		Links: []kit.Link{{Text: "Naar de zaak", Href: v.to("")}}})
	return p, nil
}

func (v *sight) head(a procedure.Action) kit.Title {
	return kit.Title{Above: v.W.Proc.Title + " · " + v.S.Started.Number + " · " + v.Pupil.FullName(), Text: either(a.Label, a.Name), Lead: a.Help}
}

func (t *task) page(try attempt) (ActionPage, error) {
	v, a := t.v, t.offer.Action
	f := v.frame("", either(a.Label, a.Name))
	p := ActionPage{Shell: f.Shell, Title: v.head(a), Follows: t.follows()}
	if err := t.around(&p); err != nil {
		return p, err
	}
	if r := t.offer.Refusal; r != nil && try.refusal == nil {
		t.refused(&p, r)
		return p, nil
	}
	form, err := t.form()
	if err != nil {
		return p, err
	}
	if try.since != nil {
		p.Notices = append(p.Notices, page.ConflictNotice(try.since))
	}
	if try.fresh {
		p.Notices = append(p.Notices, kit.Notice{Tone: kit.Info, Title: "Er zijn vragen bijgekomen",
			Text: "Door wat u koos, vragen wij nog iets. Vul het in en kies daarna opnieuw “" + t.offer.Label + "”."})
	}
	v.refuse(&form, &p.Shell, try.refusal)
	p.Form = &form
	p.Cost = t.cost()
	return p, nil
}

// around puts beside the form what the answers rest on.
func (t *task) around(p *ActionPage) error {
	v := t.v
	if v.decidesNow() && v.onMove(t.offer.Action) {
		d, err := v.deciding()
		p.Deciding = &d
		for _, c := range v.choices() {
			if c.Label != t.offer.Label {
				p.Choices = append(p.Choices, c)
			}
		}
		return err
	}
	p.Brought = v.brought()
	if v.View.Advices && t.sumsUp() {
		p.Compare = v.compare()
	}
	if v.View.Form && t.offer.Action.Advice {
		p.Core = typed{v, nil}.printedSections()
	}
	if v.View.Documents && t.offer.Action.Advice {
		p.Links = append(p.Links, kit.Link{Text: "Bekijk de documenten", Href: v.to("/documenten")})
	}
	return nil
}

// sumsUp tells whether an action asks what the advices were compared on.
func (t *task) sumsUp() bool {
	compared := t.v.compared()
	return !t.offer.Task && slices.ContainsFunc(t.offer.Action.Asks, func(f procedure.Field) bool { return slices.Contains(compared, f.Name) })
}

func (t *task) refused(p *ActionPage, r *casefile.Refusal) {
	notice := page.RefusalNotice(r)
	for _, problem := range r.Problems {
		if problem.Text != r.Rule {
			p.Needs = append(p.Needs, t.v.problem(problem))
		}
	}
	p.Notices = append(p.Notices, notice)
}

func (t *task) form() (Form, error) {
	v, a := t.v, t.offer.Action
	_, version, err := v.Draft(app.TaskScope(v.P, a.Name))
	if err != nil {
		return Form{}, err
	}
	f := Form{Action: v.actionTo(a.Name), Hidden: v.seen(), Submit: t.offer.Label, Cancel: &kit.Link{Text: "Terug naar de zaak", Href: v.to("")}}
	if len(a.Asks) > 0 {
		f.Autosave, f.Version = v.actionTo(a.Name)+"/concept", strconv.FormatInt(version, 10)
	}
	if a.Danger {
		f.Submit = "Verder"
	}
	s := Section{ID: sectionID(0)}
	for _, field := range t.asks {
		q, err := t.question(field)
		if err != nil {
			return f, err
		}
		s.Questions = append(s.Questions, q)
	}
	if len(s.Questions) > 0 {
		f.Sections = []Section{s}
	}
	if a.Danger && len(a.Asks) == 0 {
		f.Submit = t.offer.Label
		f.Hidden = append(f.Hidden, kit.Hidden{Name: confirmed, Value: "ja"})
	}
	return f, nil
}

// confirmed is the field of a form that was looked over.
const confirmed = "bevestigd"

// doAction does what was asked. What cannot be undone is shown once more first.
func doAction(w http.ResponseWriter, r *page.Request) error {
	name := r.PathValue("actie")
	if err := r.ReadForm(w); err != nil {
		return err
	}
	values, err := typedFor(r, name)
	if err != nil {
		return err
	}
	if r.Value("wijzig") != "" {
		return action(w, r, name, attempt{typed: values})
	}
	over, try, err := lookOver(r, name, values)
	switch {
	case err != nil:
		return err
	case try.fresh:
		return action(w, r, name, try)
	case try.refusal != nil:
		return action(w, r, name, try)
	case over != nil:
		return r.Render(w, http.StatusOK, pages, "confirm-page", over)
	}
	return act(w, r, name, try.typed)
}

// typedFor gathers all answers of an action; what is not on the page is empty,
// so that the answer of another person on the same question never counts.
func typedFor(r *page.Request, name string) (map[string]string, error) {
	fields, err := r.Site.App.Fillable(r.Context(), r.P, r.PathValue("zaak"), name)
	if err != nil {
		return nil, err
	}
	values := r.Typed(fields)
	for _, n := range app.AskedNames(procedure.Action{Asks: fields}) {
		values[n] += ""
	}
	return values, nil
}

func act(w http.ResponseWriter, r *page.Request, name string, values map[string]string) error {
	id := r.PathValue("zaak")
	res, err := r.Site.App.Do(r.Context(), r.P, id, seenOf(r), casefile.Act{Action: name, Values: values})
	switch {
	case err != nil:
		return err
	case res.Conflict:
		return action(w, r, name, attempt{typed: values, since: res.Since})
	case res.Refusal != nil:
		return action(w, r, name, attempt{typed: values, refusal: res.Refusal})
	case len(res.Opened) > 0:
		return r.Done(w, caseTo(r, res.Opened[0]), "De nieuwe zaak is begonnen. Hier ziet u wat u nu kunt doen.")
	}
	return done(w, r, id, res.OnAgenda)
}

// done says what happened and what follows, on the page that is next.
func done(w http.ResponseWriter, r *page.Request, id string, on *casefile.OnAgenda) error {
	row, sees, err := r.Site.App.Where(r.Context(), r.P, id)
	if err != nil {
		return err
	}
	said := "Gelukt. De zaak is nu in de fase “" + row.PhaseTitle + "”."
	switch {
	case row.Closed != "":
		said = "Gelukt. De zaak is afgesloten."
	case row.OnMove != "":
		said += " Aan zet: " + row.OnMove + dueText(row.Due, row.Still) + "."
	}
	if !sees {
		return r.Done(w, r.Home(), "Gelukt. U bent klaar met deze zaak.")
	}
	if on != nil {
		said += " " + app.WhenSentence(*on)
		if row.Due != "" && !row.Still {
			said += " " + row.DueTitle + ": uiterlijk op " + kit.Dag(page.DayOf(row.Due)) + "."
		}
	}
	return r.Done(w, caseTo(r, id), said)
}

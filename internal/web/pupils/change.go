package pupils

import (
	"net/http"
	"strconv"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// seen is the version of the pupil that stood on the page.
func seen(r *page.Request) int64 {
	n, err := strconv.ParseInt(r.Value("gezien"), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func seenField(version int64) kit.Hidden {
	return kit.Hidden{Name: "gezien", Value: strconv.FormatInt(version, 10)}
}

// changeable reads a pupil that this function may change.
func changeable(r *page.Request) (app.PupilView, error) {
	v, err := r.Site.App.Pupil(r.Context(), r.P, r.PathValue("leerling"))
	if err == nil && !v.MayEdit {
		err = app.ErrForbidden
	}
	return v, err
}

// conflict says that somebody else was first; what was typed stays.
var conflict = kit.Notice{Tone: kit.Warn, Title: "Iemand anders heeft deze leerling net gewijzigd.",
	Text: "Wat u invulde staat er nog. Bekijk de geschiedenis van de leerling. Sla daarna opnieuw op als het nog klopt."}

// outcome shows a form again after a refusal or a conflict.
func outcome(shell *kit.Shell, form *kit.Form, res app.PupilResult) int {
	switch {
	case res.Conflict:
		shell.Notices = append(shell.Notices, conflict)
		return http.StatusConflict
	case res.Refusal != nil:
		for _, p := range page.FieldErrors(form, res.Refusal) {
			shell.Notices = append(shell.Notices, kit.Notice{Tone: kit.Bad, Title: res.Refusal.Rule, Text: p.Text})
		}
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

func reason(value string) kit.Field {
	return kit.Field{Kind: kit.TextArea, Name: "reden", Label: "Waarom wijzigt u dit?", Hint: "Dit komt in de geschiedenis van de leerling.", Value: value, Rows: 2, Max: 1500}
}

func edit(w http.ResponseWriter, r *page.Request) error {
	v, err := changeable(r)
	if err != nil {
		return err
	}
	return showEdit(w, r, v, known(v), app.PupilResult{})
}

func showEdit(w http.ResponseWriter, r *page.Request, v app.PupilView, in app.PupilInput, res app.PupilResult) error {
	p := formPage{Shell: r.Shell("Leerling wijzigen", crumbs(r, kit.Link{Text: v.FullName(), Href: pupilTo(r, v.ID)}, kit.Link{Text: "Wijzigen"})...),
		Title: kit.Title{Above: v.FullName(), Text: "Leerling wijzigen", Lead: "Wat u wijzigt, staat meteen goed in de lopende zaken van deze leerling."}}
	p.Form = asking{r: r, in: in, born: true}.form(pupilTo(r, v.ID)+"/wijzigen", "Opslaan", pupilTo(r, v.ID))
	p.Form.Hidden = append(p.Form.Hidden, seenField(v.Version))
	p.Form.Sections = append(p.Form.Sections, kit.Section{ID: "reden", Title: "Reden", Fields: []kit.Field{reason(r.Value("reden"))}})
	status := outcome(&p.Shell, &p.Form, res)
	return r.Render(w, status, pages, "form-page", p)
}

func postEdit(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	in := typed(r)
	id := r.PathValue("leerling")
	res := app.PupilResult{}
	if r.Value("meer") == "" {
		var err error
		if res, err = r.Site.App.ChangePupil(r.Context(), r.P, id, seen(r), in, r.Value("reden")); err != nil {
			return err
		}
		if res.Refusal == nil && !res.Conflict {
			return r.Done(w, pupilTo(r, id), "De gegevens zijn gewijzigd."+inLine(res.Cases))
		}
	} else {
		in = more(in)
	}
	v, err := changeable(r)
	if err != nil {
		return err
	}
	if !res.Conflict {
		v.Version = seen(r)
	}
	return showEdit(w, r, v, in, res)
}

func inLine(cases int) string {
	if cases == 0 {
		return ""
	}
	return " Ze staan ook goed in " + kit.Meervoud(cases, "lopende zaak", "lopende zaken") + "."
}

type confirmPage struct {
	kit.Shell
	Confirm kit.Confirm
}

// step is a page that asks to confirm something about a pupil.
type step struct {
	title, text  string
	consequences []string
	fields       []kit.Field
	submit       string
	others       []kit.SubmitButton
	facts        []kit.Fact
	path         string // behind the address of the pupil
	danger       bool
}

func (s step) show(w http.ResponseWriter, r *page.Request, v app.PupilView, res app.PupilResult) error {
	p := confirmPage{Shell: r.Shell(s.title, crumbs(r, kit.Link{Text: v.FullName(), Href: pupilTo(r, v.ID)}, kit.Link{Text: s.title})...)}
	p.Confirm = kit.Confirm{Title: s.title, Text: s.text, Consequences: s.consequences, Facts: s.facts,
		Form: kit.Form{Action: pupilTo(r, v.ID) + s.path, Fields: s.fields, Submit: s.submit, Others: s.others, Danger: s.danger,
			Hidden: []kit.Hidden{seenField(v.Version)}, Cancel: &kit.Link{Text: "Annuleren", Href: pupilTo(r, v.ID)}}}
	status := outcome(&p.Shell, &p.Confirm.Form, res)
	return r.Render(w, status, pages, "confirm-page", p)
}

func move(w http.ResponseWriter, r *page.Request) error { return showMove(w, r, app.PupilResult{}) }

func showMove(w http.ResponseWriter, r *page.Request, res app.PupilResult) error {
	v, err := changeable(r)
	if err != nil {
		return err
	}
	if !v.MayMove {
		return app.ErrForbidden
	}
	orgs, err := r.Site.App.PupilOrgs(r.Context(), r.P)
	if err != nil {
		return err
	}
	running := running(v)
	s := step{title: "Naar een andere school", text: v.FullName() + " gaat van " + orDash(v.OrgName) + " naar een andere school.", path: "/school", submit: "Verplaats de leerling",
		fields: []kit.Field{{Kind: kit.Select, Name: "school", Label: "Nieuwe school", Value: r.Value("school"), Options: orgOptions(orgs), Nothing: "Kies een school"}, reason(r.Value("reden"))},
		consequences: []string{"De nieuwe school ziet de leerling, en " + orDash(v.OrgName) + " niet meer.",
			"Lopende zaken gaan mee naar de nieuwe school: " + kit.Getal(running) + ".", "Afgesloten zaken blijven bij de school die ze aanvroeg."}}
	return s.show(w, r, v, res)
}

func running(v app.PupilView) int {
	n := 0
	for _, c := range v.Cases {
		if c.Closed == "" {
			n++
		}
	}
	return n
}

func postMove(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	id := r.PathValue("leerling")
	res, err := r.Site.App.MovePupil(r.Context(), r.P, id, seen(r), r.Value("school"), r.Value("reden"))
	if err != nil {
		return err
	}
	if res.Refusal != nil || res.Conflict {
		return showMove(w, r, res)
	}
	return r.Done(w, pupilTo(r, id), "De leerling staat nu bij de nieuwe school."+inLine(res.Cases))
}

func leave(w http.ResponseWriter, r *page.Request) error { return showLeave(w, r, app.PupilResult{}) }

func showLeave(w http.ResponseWriter, r *page.Request, res app.PupilResult) error {
	v, err := changeable(r)
	if err != nil {
		return err
	}
	if v.Left != "" {
		s := step{title: "Toch niet vertrokken", text: "Bij " + v.FullName() + " staat: " + v.LeftWhy + ", op " + kit.Dag(page.DayOf(v.Left)) + ".", path: "/vertrek",
			submit: "Haal dit weg", consequences: []string{"De leerling telt weer mee in de lijsten."}}
		return s.show(w, r, v, res)
	}
	options := []kit.Option{}
	for _, d := range app.Departures {
		options = append(options, kit.Option{Value: d, Label: page.Capital(d)})
	}
	s := step{title: "Leerling vertrekt", text: "Leg vast dat " + v.FullName() + " vertrekt of is overleden.", path: "/vertrek", submit: "Leg vast",
		fields: []kit.Field{{Kind: kit.Radios, Name: "waarom", Label: "Wat is er gebeurd?", Value: r.Value("waarom"), Options: options},
			{Kind: kit.DateField, Name: "dag", Label: "Op welke dag?", Value: r.Value("dag")}},
		consequences: []string{"Het staat op de pagina van de leerling en in de lijst.", "Lopende zaken blijven open. Rond ze zelf af, of trek ze in."}}
	return s.show(w, r, v, res)
}

func postLeave(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	id := r.PathValue("leerling")
	res, err := r.Site.App.PupilLeft(r.Context(), r.P, id, seen(r), r.Value("dag"), r.Value("waarom"))
	if err != nil {
		return err
	}
	if res.Refusal != nil || res.Conflict {
		return showLeave(w, r, res)
	}
	return r.Done(w, pupilTo(r, id), "Dit is vastgelegd. Kijk of er nog zaken lopen die u moet afronden.")
}

package pupils

import (
	"net/http"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type formPage struct {
	kit.Shell
	Title kit.Title
	Form  kit.Form
}

func crumbs(r *page.Request, last ...kit.Link) []kit.Link {
	return append([]kit.Link{{Text: "Leerlingen", Href: r.To("/leerlingen")}}, last...)
}

func newPupil(w http.ResponseWriter, r *page.Request) error {
	in := app.PupilInput{Values: map[string]string{}, Carers: []app.CarerInput{{Values: map[string]string{}}, {Values: map[string]string{}}}}
	return showNew(w, r, in, app.PupilResult{})
}

// showNew shows the form with what was typed, and what was wrong with it.
func showNew(w http.ResponseWriter, r *page.Request, in app.PupilInput, res app.PupilResult) error {
	orgs, err := r.Site.App.PupilOrgs(r.Context(), r.P)
	if err != nil {
		return err
	}
	p := formPage{Shell: r.Shell("Leerling toevoegen", crumbs(r, kit.Link{Text: "Toevoegen"})...),
		Title: kit.Title{Text: "Leerling toevoegen", Lead: "Vul in wat u weet. Wat niet verplicht is, kan later nog."}}
	p.Form = asking{r: r, in: in, orgs: orgs}.form(r.To("/leerlingen/nieuw"), "Leerling toevoegen", r.Home())
	if beginsFromOSO(r) {
		p.Title.More = append(p.Title.More, kit.Action{Label: "Neem over uit een OSO-bestand", Href: r.To("/oso")})
	}
	status := http.StatusOK
	if res.Refusal != nil {
		status = http.StatusUnprocessableEntity
		if rest := page.FieldErrors(&p.Form, res.Refusal); len(rest) > 0 {
			p.Notices = append(p.Notices, kit.Notice{Tone: kit.Bad, Title: res.Refusal.Rule, Text: rest[0].Text})
		}
	}
	return r.Render(w, status, pages, "form-page", p)
}

func postNew(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	in := typed(r)
	switch {
	case r.Value("meer") != "":
		return showNew(w, r, more(in), app.PupilResult{})
	case r.Value("terug") != "":
		return showNew(w, r, in, app.PupilResult{})
	}
	res, err := r.Site.App.AddPupil(r.Context(), r.P, in, r.Value("zeker") == "ja")
	switch {
	case err != nil:
		return err
	case res.Refusal != nil:
		return showNew(w, r, in, res)
	case res.Doubles != nil:
		return askSame(w, r, in, res.Doubles)
	}
	return r.Done(w, pupilTo(r, res.ID), "De leerling is toegevoegd. U kunt nu een zaak beginnen.")
}

type samePage struct {
	kit.Shell
	Title     kit.Title
	Own       []kit.Facts
	Elsewhere *kit.Notice
	Form      kit.Form
}

// askSame asks a person whether the pupil is known already; the program never
// decides that (ALL-08).
func askSame(w http.ResponseWriter, r *page.Request, in app.PupilInput, d *app.Doubles) error {
	p := samePage{Shell: r.Shell("Kennen wij deze leerling al?", crumbs(r, kit.Link{Text: "Toevoegen"})...),
		Title: kit.Title{Text: "Kennen wij deze leerling al?", Lead: "Er is iemand met dezelfde geboortedatum en dezelfde naam of hetzelfde nummer. Kijk of dit dezelfde leerling is."}}
	for _, pupil := range d.Own {
		f := kit.Facts{Title: pupil.FullName(), Items: shortFacts(pupil),
			Main: &kit.Action{Label: "Ja, dit is de leerling", Href: pupilTo(r, pupil.ID), About: pupil.FullName()}}
		p.Own = append(p.Own, f)
	}
	if d.Elsewhere {
		p.Elsewhere = &kit.Notice{Tone: kit.Warn, Title: "Er is misschien al een dossier bij een andere school.", Text: "Vraag het aan het samenwerkingsverband voordat u verdergaat: " + contact(r) + "."}
	}
	p.Form = kit.Form{Action: r.To("/leerlingen/nieuw"), Hidden: append(hidden(in), kit.Hidden{Name: "zeker", Value: "ja"}),
		Submit: "Nee, dit is een andere leerling: voeg toe", Others: []kit.SubmitButton{{Label: "Terug naar het formulier", Name: "terug", Value: "ja"}}}
	return r.Render(w, http.StatusOK, pages, "same", p)
}

func contact(r *page.Request) string {
	if c := r.SWV.Letterhead.Contact; len(c) > 0 {
		text := c[0]
		for _, line := range c[1:] {
			text += ", " + line
		}
		return text
	}
	return r.SWV.Title
}

func shortFacts(p app.Pupil) []kit.Fact {
	facts := []kit.Fact{{Label: "Geboren", Value: kit.Dag(page.DayOf(p.Birth))}, {Label: "School", Value: orDash(p.OrgName)}, {Label: "Groep", Value: groupOf(p.PupilRow)},
		{Label: "Leerlingnummer", Value: orDash(p.Number)}}
	for _, c := range p.Carers {
		facts = append(facts, kit.Fact{Label: page.Capital(c.Relation), Value: c.Name})
	}
	return facts
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

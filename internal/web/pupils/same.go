package pupils

import (
	"net/http"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type joinPage struct {
	kit.Shell
	Title   kit.Title
	Compare kit.Compare
	Form    kit.Form
	After   []string
}

func join(w http.ResponseWriter, r *page.Request) error { return showJoin(w, r, app.PupilResult{}) }

// showJoin puts two records next to each other, for a person to judge.
func showJoin(w http.ResponseWriter, r *page.Request, res app.PupilResult) error {
	v, err := changeable(r)
	if err != nil {
		return err
	}
	other, err := r.Site.App.Pupil(r.Context(), r.P, r.PathValue("ander"))
	if err != nil {
		return err
	}
	if !other.MayEdit || other.ID == v.ID {
		return app.ErrNotFound
	}
	p := joinPage{Shell: r.Shell("Is dit dezelfde leerling?", crumbs(r, kit.Link{Text: v.FullName(), Href: pupilTo(r, v.ID)}, kit.Link{Text: "Samenvoegen"})...),
		Title:   kit.Title{Text: "Is dit dezelfde leerling?", Lead: "Vergelijk de gegevens. Alleen een mens beslist of dit één leerling is."},
		Compare: compare(v, other)}
	p.After = []string{"De gegevens links blijven. De gegevens rechts blijven bewaard in de geschiedenis.", "De zaken van beide komen bij één leerling te staan: " + kit.Getal(len(v.Cases)+len(other.Cases)) + ".",
		"Ouders van beide blijven hun kind zien.", "U kunt dit later weer splitsen."}
	p.Form = kit.Form{Action: pupilTo(r, v.ID) + "/dezelfde/" + other.ID, Fields: []kit.Field{reason(r.Value("reden"))}, Submit: "Ja, voeg samen",
		Hidden: []kit.Hidden{seenField(v.Version)}, Cancel: &kit.Link{Text: "Nee, dit zijn twee leerlingen", Href: pupilTo(r, v.ID)}}
	status := outcome(&p.Shell, &p.Form, res)
	return r.Render(w, status, pages, "join", p)
}

func compare(a, b app.PupilView) kit.Compare {
	c := kit.Compare{Title: "De twee leerlingen", Left: kit.CompareHead{Title: a.FullName(), Sub: "Deze gegevens blijven"}, Right: kit.CompareHead{Title: b.FullName(), Sub: "Gaat hierin op"}}
	add := func(label, left, right string) {
		c.Rows = append(c.Rows, kit.CompareRow{Label: label, Left: orDash(left), Right: orDash(right), Differs: left != right})
	}
	add("Naam", a.FullName(), b.FullName())
	add("Geboren", kit.Dag(page.DayOf(a.Birth)), kit.Dag(page.DayOf(b.Birth)))
	add("School", a.OrgName, b.OrgName)
	add("Soort school", kindOf(a.PupilRow), kindOf(b.PupilRow))
	add("Groep", groupOf(a.PupilRow), groupOf(b.PupilRow))
	add("Leerlingnummer", a.Number, b.Number)
	add("Ouders en verzorgers", carerNames(a), carerNames(b))
	add("Zaken", kit.Getal(len(a.Cases)), kit.Getal(len(b.Cases)))
	return c
}

func carerNames(v app.PupilView) string {
	text := ""
	for i, c := range v.Carers {
		if i > 0 {
			text += ", "
		}
		text += c.Name
	}
	return text
}

func postJoin(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	id := r.PathValue("leerling")
	res, err := r.Site.App.JoinPupils(r.Context(), r.P, id, seen(r), r.PathValue("ander"), r.Value("reden"))
	if err != nil {
		return err
	}
	if res.Refusal != nil || res.Conflict {
		return showJoin(w, r, res)
	}
	return r.Done(w, pupilTo(r, id), "De twee zijn nu één leerling.")
}

func part(w http.ResponseWriter, r *page.Request) error { return showPart(w, r, app.PupilResult{}) }

func showPart(w http.ResponseWriter, r *page.Request, res app.PupilResult) error {
	v, err := changeable(r)
	if err != nil {
		return err
	}
	for _, other := range v.Joined {
		if other.ID != r.PathValue("ander") {
			continue
		}
		s := step{title: "Toch twee leerlingen", text: other.FullName() + " was samengevoegd met " + v.FullName() + ".", facts: shortFacts(other), path: "/splitsen/" + other.ID,
			submit: "Splits weer", fields: []kit.Field{reason(r.Value("reden"))},
			consequences: []string{"Elke leerling krijgt de eigen zaken terug.", "Ouders zien weer alleen het eigen kind."}}
		return s.show(w, r, v, res)
	}
	return app.ErrNotFound
}

func postPart(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	id := r.PathValue("leerling")
	res, err := r.Site.App.PartPupils(r.Context(), r.P, id, seen(r), r.PathValue("ander"), r.Value("reden"))
	if err != nil {
		return err
	}
	if res.Refusal != nil || res.Conflict {
		return showPart(w, r, res)
	}
	return r.Done(w, pupilTo(r, id), "Het zijn weer twee leerlingen, elk met de eigen zaken.")
}

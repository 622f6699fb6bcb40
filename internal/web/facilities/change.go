package facilities

import (
	"net/http"
	"slices"
	"strconv"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/facility"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// noPlace is a case that asks nothing here yet.
var noPlace casefile.PlaceState

type changePage struct {
	kit.Shell
	Title kit.Title
	Facts []kit.Fact
	Forms []titledForm
}

type titledForm struct {
	Title string
	Form  kit.Form
}

const whyHint = "Wie de lijst beheert, leest dit later terug. Noem geen namen."

// capacity asks another number of places.
func capacity(w http.ResponseWriter, r *page.Request) error {
	b, err := r.Site.App.FacilityBook(r.Context(), r.P, r.PathValue("voorziening"))
	if err != nil {
		return err
	}
	return r.Render(w, http.StatusOK, pages, "wijzigen", capacityPage(r, b, strconv.Itoa(b.FacilityView.Places), ""))
}

func capacityPage(r *page.Request, b app.FacilityBook, places, why string) changePage {
	title := "Wijzig het aantal plekken"
	return changePage{Shell: r.Shell(title, crumb(r), kit.Link{Text: b.Facility.Title, Href: here(r, "")}, kit.Link{Text: title}),
		Title: kit.Title{Above: b.Facility.Title, Text: title, Lead: "Meer plekken gaan meteen naar wie het eerst aan de beurt is. Minder plekken neemt niemand een plek af."},
		Forms: []titledForm{{Form: kit.Form{Submit: "Bewaar", Cancel: &kit.Link{Text: "Terug zonder te wijzigen", Href: here(r, "")}, Hidden: []kit.Hidden{version(b.Version)},
			Fields: []kit.Field{{Kind: kit.NumberField, Name: "plaatsen", Label: "Hoeveel plekken zijn er?", Value: places, Short: true},
				{Name: "reden", Label: "Waarom?", Value: why, Max: 200, Hint: whyHint}}}}}}
}

func version(n int64) kit.Hidden { return kit.Hidden{Name: "versie", Value: strconv.FormatInt(n, 10)} }

func seen(r *page.Request) int64 {
	n, _ := strconv.ParseInt(r.Value("versie"), 10, 64)
	return n
}

func setCapacity(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	n, err := strconv.Atoi(r.Value("plaatsen"))
	if err != nil {
		n = -1
	}
	done, err := r.Site.App.ChangeFacility(r.Context(), r.P, r.PathValue("voorziening"), seen(r), facility.SetCapacity{Places: n, Why: r.Value("reden")})
	if err != nil {
		return err
	}
	if done.Refusal == nil && !done.Conflict {
		return r.Done(w, here(r, ""), "Het aantal plekken is bewaard.")
	}
	b, err := r.Site.App.FacilityBook(r.Context(), r.P, r.PathValue("voorziening"))
	if err != nil {
		return err
	}
	p := capacityPage(r, b, r.Value("plaatsen"), r.Value("reden"))
	return refuse(w, r, p, &p.Forms[0].Form, done)
}

// refuse shows the page again with what was typed, and what is wrong with it.
func refuse(w http.ResponseWriter, r *page.Request, p changePage, form *kit.Form, done app.FacilityResult) error {
	if done.Conflict {
		p.Notices = append(p.Notices, kit.Notice{Tone: kit.Warn, Title: "Iemand anders wijzigde net iets aan deze voorziening", Text: "Kijk of uw wijziging nog klopt en bewaar dan opnieuw.", Live: true})
	} else if rest := page.FieldErrors(form, done.Refusal); len(rest) > 0 || len(done.Refusal.Problems) == 0 {
		p.Notices = append(p.Notices, page.RefusalNotice(done.Refusal))
	}
	return r.Render(w, http.StatusUnprocessableEntity, pages, "wijzigen", p)
}

// oneCase is a case at a facility, with what its keeper can do.
func oneCase(w http.ResponseWriter, r *page.Request) error {
	p, err := casePage(r)
	if err != nil {
		return err
	}
	return r.Render(w, http.StatusOK, pages, "wijzigen", p)
}

func casePage(r *page.Request) (changePage, error) {
	b, err := r.Site.App.FacilityBook(r.Context(), r.P, r.PathValue("voorziening"))
	if err != nil {
		return changePage{}, err
	}
	l, placed, ok := lineOf(b, r.PathValue("zaak"))
	if !ok {
		return changePage{}, app.ErrNotFound
	}
	title := "Zaak " + l.Number
	if l.Found {
		title = l.PupilName
	}
	p := changePage{Shell: r.Shell(title, crumb(r), kit.Link{Text: b.Facility.Title, Href: here(r, "")}, kit.Link{Text: title}),
		Title: kit.Title{Above: b.Facility.Title, Text: title}, Facts: caseFacts(l, placed)}
	if placed {
		p.Forms = []titledForm{{"Maak de plek vrij", caseForm(r, b, "vrijmaken", "Maak de plek vrij", true)}}
		return p, nil
	}
	if b.Order == "urgentie" && l.Until.IsZero() {
		if l.Urgent {
			p.Forms = append(p.Forms, titledForm{"Haal de voorrang weg", caseForm(r, b, "geen voorrang", "Haal de voorrang weg", false)})
		} else {
			p.Forms = append(p.Forms, titledForm{"Geef voorrang", caseForm(r, b, "voorrang", "Geef voorrang", false)})
		}
	}
	p.Forms = append(p.Forms, titledForm{"Haal van de wachtlijst", caseForm(r, b, "van de lijst", "Haal van de wachtlijst", true)})
	return p, nil
}

func lineOf(b app.FacilityBook, id string) (l app.PlaceLine, placed, ok bool) {
	is := func(l app.PlaceLine) bool { return l.Case == id }
	for _, lines := range [][]app.PlaceLine{b.Queue, b.Offers, b.Placed} {
		if i := slices.IndexFunc(lines, is); i >= 0 {
			return lines[i], slices.ContainsFunc(b.Placed, is), true
		}
	}
	return app.PlaceLine{}, false, false
}

func caseFacts(l app.PlaceLine, placed bool) []kit.Fact {
	facts := []kit.Fact{{Label: "Zaak", Value: l.Number}}
	switch {
	case placed:
		facts = append(facts, kit.Fact{Label: "Nu", Value: "Heeft een plek"})
	case !l.Until.IsZero():
		facts = append(facts, kit.Fact{Label: "Nu", Value: "Aangeboden, antwoord uiterlijk " + kit.Dag(l.Until)})
	default:
		facts = append(facts, kit.Fact{Label: "Nu", Value: "Plek " + strconv.Itoa(l.Position) + " op de wachtlijst"}, kit.Fact{Label: "Verwachte wachttijd", Value: page.Capital(l.Wait)})
	}
	if l.Urgent {
		facts = append(facts, kit.Fact{Label: "Voorrang", Value: l.Why})
	}
	return facts
}

// caseForm asks the reason for one step. Each has its own field, so that a
// refusal stands beside the right one.
func caseForm(r *page.Request, b app.FacilityBook, what, label string, danger bool) kit.Form {
	return kit.Form{Submit: label, Danger: danger, Hidden: []kit.Hidden{version(b.Version), {Name: "wat", Value: what}},
		Fields: []kit.Field{{Name: "reden", ID: "reden-" + what, Label: "Waarom?", Max: 200, Hint: whyHint}}}
}

func changeCase(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	c, text := typedCommand(r.PathValue("zaak"), r.Value("wat"), r.Value("reden"))
	if c == nil {
		return page.ErrBadRequest
	}
	done := app.FacilityResult{Refusal: &casefile.Refusal{Rule: "Schrijf waarom.", Problems: []casefile.Problem{{Kind: "veld", Name: "reden", Text: "Schrijf waarom."}}}}
	if r.Value("reden") != "" {
		var err error
		if done, err = r.Site.App.ChangeFacility(r.Context(), r.P, r.PathValue("voorziening"), seen(r), c); err != nil {
			return err
		}
	}
	if done.Refusal == nil && !done.Conflict {
		return r.Done(w, here(r, ""), text)
	}
	p, err := casePage(r)
	if err != nil {
		return err
	}
	form := &kit.Form{}
	for i := range p.Forms {
		if slices.Contains(p.Forms[i].Form.Hidden, kit.Hidden{Name: "wat", Value: r.Value("wat")}) {
			form = &p.Forms[i].Form
			form.Fields[0].Value = r.Value("reden")
		}
	}
	return refuse(w, r, p, form, done)
}

func typedCommand(id, what, why string) (facility.Command, string) {
	switch what {
	case "vrijmaken":
		return facility.Free{Case: id, Why: why}, "De plek is vrij. Wie aan de beurt is, krijgt bericht."
	case "voorrang":
		return facility.SetUrgency{Case: id, Urgent: true, Why: why}, "De voorrang is bewaard."
	case "geen voorrang":
		return facility.SetUrgency{Case: id, Why: why}, "De voorrang is weggehaald."
	case "van de lijst":
		return facility.Withdraw{Case: id, Why: why}, "De aanvraag staat niet meer op de wachtlijst."
	}
	return nil, ""
}

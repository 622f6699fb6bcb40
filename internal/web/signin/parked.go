package signin

import (
	"maps"
	"net/http"
	"slices"

	"passend/internal/auth"
	"passend/internal/web/kit"
)

// parked shows that what was typed is still there, with a button that sends it.
func (p pages) parked(w http.ResponseWriter, r *http.Request, id auth.Identity) error {
	kept, ok, err := p.Auth.Unpark(r.Context())
	if err != nil {
		return err
	}
	if !ok || !Local(kept.Path) {
		return p.goOn(w, withoutParked(r), next(r))
	}
	elsewhere, err := p.elsewhere(r, id, kept.Path)
	if err != nil {
		return err
	}
	page := confirmPage{p.Shell(r, "Uw tekst is bewaard"), kit.Confirm{
		Title: "U was uitgelogd. Uw tekst is bewaard.",
		Text:  "U verstuurde een formulier toen u niet meer was ingelogd. Wat u had ingevuld, is er nog. Documenten die u erbij deed, zijn niet bewaard.",
		Facts: []kit.Fact{{Label: "Ingevuld door", Value: id.Name}, {Label: "Verstuurd", Value: kit.Moment(kept.At)}},
		Form:  again(kept),
	}}
	if elsewhere || id.Member.ID == "" {
		page.Shell.Notices = append(page.Shell.Notices, kit.Notice{Tone: kit.Warn, Title: "U had dit ingevuld in een andere functie.",
			Text: "Kies eerst die functie. Daarna kunt u uw tekst versturen.", Links: []kit.Link{{Text: "Kies een functie", Href: PathFunction}}})
	}
	return p.Render(w, r, http.StatusOK, "signin-confirm", page)
}

// again is the form as it was filled in, ready to be sent.
func again(kept auth.Parked) kit.Form {
	form := kit.Form{Action: PathParked, Submit: "Verstuur alsnog", Others: []kit.SubmitButton{{Label: "Gooi weg", Action: "/inloggen/bewaard/weg"}}}
	for _, name := range slices.Sorted(maps.Keys(kept.Values)) {
		for _, value := range kept.Values[name] {
			form.Hidden = append(form.Hidden, kit.Hidden{Name: name, Value: value})
		}
	}
	return form
}

type confirmPage struct {
	Shell   kit.Shell
	Confirm kit.Confirm
}

// withoutParked is the request as it is once its kept form is gone.
func withoutParked(r *http.Request) *http.Request {
	clean := r.Clone(r.Context())
	clean.Header.Del("Cookie")
	return clean
}

// postParked sends the form on: the browser posts the same values once more to
// where they were going. The address comes from what was kept, not from the page.
func (p pages) postParked(w http.ResponseWriter, r *http.Request, id auth.Identity) error {
	kept, ok, err := p.Auth.Unpark(r.Context())
	if err != nil {
		return err
	}
	if !ok || !Local(kept.Path) {
		to(w, r, "/")
		return nil
	}
	elsewhere, err := p.elsewhere(r, id, kept.Path)
	if err != nil {
		return err
	}
	if elsewhere || id.Member.ID == "" && !free(kept.Path) {
		to(w, r, PathFunction)
		return nil
	}
	if err := p.Auth.DropParked(r.Context()); err != nil {
		return err
	}
	http.Redirect(w, r, kept.Path, http.StatusTemporaryRedirect)
	return nil
}

func (p pages) dropParked(w http.ResponseWriter, r *http.Request, _ auth.Identity) error {
	if err := p.Auth.DropParked(r.Context()); err != nil {
		return err
	}
	return p.goOn(w, withoutParked(r), "")
}

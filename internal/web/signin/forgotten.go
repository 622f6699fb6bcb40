package signin

import (
	"net/http"
	"time"

	"passend/internal/auth"
	"passend/internal/web/kit"
)

const (
	linkSubject = "Een nieuw wachtwoord voor Passend"
	linkText    = "U hebt gevraagd om een nieuw wachtwoord. Open de link hieronder en kies een nieuw wachtwoord. " +
		"De link werkt één keer, 24 uur lang.\n\nHebt u hier niet om gevraagd? Dan hoeft u niets te doen: uw wachtwoord blijft zoals het was."
)

func (p pages) forgotten(w http.ResponseWriter, r *http.Request) error {
	if p.Mail == nil {
		return p.say(w, r, http.StatusOK, kit.ErrorPage{Title: "Wachtwoord vergeten?",
			Text: "Vraag het samenwerkingsverband of de school om een link voor een nieuw wachtwoord.", Links: []kit.Link{{Text: "Terug naar inloggen", Href: PathSignIn}}})
	}
	return p.showForgotten(w, r, nil)
}

func (p pages) showForgotten(w http.ResponseWriter, r *http.Request, refusal *auth.Refusal) error {
	return p.show(w, r, refusal, formPage{
		Title: kit.Title{Text: "Wachtwoord vergeten?", Lead: "Wij sturen u een link waarmee u een nieuw wachtwoord kiest."},
		Form: kit.Form{Action: PathForgotten, Submit: "Stuur de link", Cancel: &kit.Link{Text: "Terug naar inloggen", Href: PathSignIn},
			Fields: []kit.Field{{Kind: kit.EmailField, Name: auth.FieldEmail, Label: "E-mailadres", Value: r.PostFormValue(auth.FieldEmail), Complete: "username"}}},
	})
}

// postForgotten says the same, after the same time, whether or not there is such
// an account.
func (p pages) postForgotten(w http.ResponseWriter, r *http.Request) error {
	if !posted(w, r) || p.Mail == nil {
		return p.unread(w, r)
	}
	even := time.After(p.Pause)
	found, refusal, err := p.Auth.Forgot(r.Context(), r.PostFormValue(auth.FieldEmail))
	if err == nil && found.Path != "" {
		err = p.Mail(r.Context(), found.Tenant, found.Email, linkSubject, linkText, found.Path)
	}
	if err != nil {
		return err
	}
	if refusal != nil {
		return p.showForgotten(w, r, refusal)
	}
	<-even
	return p.say(w, r, http.StatusOK, kit.ErrorPage{Title: "Kijk in uw e-mail",
		Text:  "Hebt u een account met dit e-mailadres, dan krijgt u binnen een paar minuten een e-mail met een link.",
		Help:  "Geen e-mail? Kijk bij ongewenste e-mail, of vraag het samenwerkingsverband met welk e-mailadres u bent uitgenodigd.",
		Links: []kit.Link{{Text: "Terug naar inloggen", Href: PathSignIn}}})
}

func (p pages) link(w http.ResponseWriter, r *http.Request) error {
	dead, err := p.Auth.OpenLink(r.Context(), r.PathValue("token"))
	if err != nil {
		return err
	}
	if dead != nil {
		return p.say(w, r, http.StatusNotFound, kit.ErrorPage{Title: dead.What, Text: dead.Help, Links: []kit.Link{{Text: "Vraag een nieuwe link", Href: PathForgotten}}})
	}
	return p.showLink(w, r, nil)
}

func (p pages) showLink(w http.ResponseWriter, r *http.Request, refusal *auth.Refusal) error {
	return p.show(w, r, refusal, formPage{
		Title: kit.Title{Text: "Kies een nieuw wachtwoord", Lead: "Overal waar u was ingelogd, wordt u daarna uitgelogd."},
		Form:  kit.Form{Action: r.URL.Path, Submit: "Bewaar het wachtwoord", Fields: newPassword()},
	})
}

func (p pages) postLink(w http.ResponseWriter, r *http.Request) error {
	if !posted(w, r) {
		return p.unread(w, r)
	}
	_, refusal, err := p.Auth.NewPassword(r.Context(), r.PathValue("token"), r.PostFormValue(auth.FieldNew), r.PostFormValue(auth.FieldAgain))
	if err != nil {
		return err
	}
	if refusal != nil {
		return p.showLink(w, r, refusal)
	}
	return p.goOn(w, r, "")
}

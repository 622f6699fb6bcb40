package signin

import (
	"net/http"

	"passend/internal/auth"
	"passend/internal/web/kit"
)

// fieldSealed carries the app that is being set up from page to page.
const fieldSealed = "instelling"

type appPage struct {
	Shell kit.Shell
	Title kit.Title
	Setup Setup
	Form  kit.Form
}

// Setup is what somebody needs to put Passend into an authenticator app.
type Setup struct {
	QR     QR
	Secret kit.Copy
}

func setup(e auth.Enrolment) (Setup, error) {
	qr, err := NewQR(e.URI)
	return Setup{qr, kit.Copy{Label: "Sleutel", Value: e.Secret}}, err
}

func (p pages) app(w http.ResponseWriter, r *http.Request, _ auth.Identity) error {
	return p.showApp(w, r, "", nil)
}

func (p pages) showApp(w http.ResponseWriter, r *http.Request, sealed string, refusal *auth.Refusal) error {
	offer, err := p.Auth.OfferSecondFactor(r.Context(), sealed)
	if err != nil {
		return err
	}
	page := appPage{
		Shell: p.Shell(r, "Stel de tweede stap in"),
		Title: kit.Title{Text: "Stel de tweede stap in", Lead: "Wie uw wachtwoord kent, komt dan nog niet in Passend: bij het inloggen is ook een code uit uw telefoon nodig."},
		Form: kit.Form{Action: PathApp, Submit: "Zet de tweede stap aan", Cancel: toAccount,
			Hidden: []kit.Hidden{{Name: fieldSealed, Value: offer.Sealed}},
			Fields: []kit.Field{codeField(), ownPassword()}},
	}
	if page.Setup, err = setup(offer); err != nil {
		return err
	}
	keepNext(&page.Form, next(r))
	return p.Render(w, r, explain(&page.Shell, &page.Form, refusal), "signin-app", page)
}

func codeField() kit.Field {
	return kit.Field{Kind: kit.CodeField, Name: auth.FieldCode, Label: "Code uit uw app", Hint: "De 6 cijfers die uw app nu toont", Max: 12}
}

func (p pages) postApp(w http.ResponseWriter, r *http.Request, _ auth.Identity) error {
	if !posted(w, r) {
		return p.unread(w, r)
	}
	sealed := r.PostFormValue(fieldSealed)
	refusal, err := p.Auth.ConfirmSecondFactor(r.Context(), sealed, r.PostFormValue(auth.FieldPassword), r.PostFormValue(auth.FieldCode))
	if err != nil {
		return err
	}
	if refusal != nil {
		return p.showApp(w, r, sealed, refusal)
	}
	if next(r) != "" {
		return p.goOn(w, r, next(r))
	}
	return p.changed(w, r, "app")
}

func (p pages) dropApp(w http.ResponseWriter, r *http.Request, _ auth.Identity) error {
	return p.showDropApp(w, r, nil)
}

func (p pages) showDropApp(w http.ResponseWriter, r *http.Request, refusal *auth.Refusal) error {
	page := confirmPage{p.Shell(r, "Zet de tweede stap uit"), kit.Confirm{
		Title:        "Wilt u de tweede stap uitzetten?",
		Text:         "Uw account is dan minder goed beschermd.",
		Consequences: []string{"Bij het inloggen vragen wij alleen nog uw wachtwoord.", "De code in uw app werkt niet meer."},
		Form:         kit.Form{Action: "/account/tweede-stap/uit", Submit: "Zet uit", Danger: true, Cancel: toAccount, Fields: []kit.Field{ownPassword()}},
	}}
	return p.Render(w, r, explain(&page.Shell, &page.Confirm.Form, refusal), "signin-confirm", page)
}

func (p pages) postDropApp(w http.ResponseWriter, r *http.Request, _ auth.Identity) error {
	if !posted(w, r) {
		return p.unread(w, r)
	}
	refusal, err := p.Auth.DropSecondFactor(r.Context(), r.PostFormValue(auth.FieldPassword))
	if err != nil {
		return err
	}
	if refusal != nil {
		return p.showDropApp(w, r, refusal)
	}
	return p.changed(w, r, "app-uit")
}

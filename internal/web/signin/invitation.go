package signin

import (
	"net/http"

	"passend/internal/auth"
	"passend/internal/web/kit"
)

type invitationPage struct {
	Shell kit.Shell
	Title kit.Title
	Facts kit.Facts
	Setup *Setup
	Form  kit.Form
	Links []kit.Link
}

func (p pages) invitation(w http.ResponseWriter, r *http.Request) error {
	return p.showInvitation(w, r, nil)
}

func (p pages) showInvitation(w http.ResponseWriter, r *http.Request, refusal *auth.Refusal) error {
	open, dead, err := p.Auth.OpenInvitation(r.Context(), r.PathValue("token"), r.PostFormValue(fieldSealed))
	if err != nil {
		return err
	}
	if dead != nil {
		return p.say(w, r, http.StatusNotFound, kit.ErrorPage{Title: dead.What, Text: dead.Help, Links: []kit.Link{{Text: "Naar inloggen", Href: PathSignIn}}})
	}
	page := invitationPage{
		Shell: p.Shell(r, "Uitnodiging"),
		Title: kit.Title{Text: "Welkom bij Passend", Lead: "U bent uitgenodigd om mee te doen in Passend."},
		Facts: kit.Facts{Items: p.invited(r, open)},
	}
	if err := p.fillInvitation(r, &page, open); err != nil {
		return err
	}
	status := explain(&page.Shell, &page.Form, refusal)
	return p.Render(w, r, status, "signin-invitation", page)
}

func (p pages) invited(r *http.Request, open auth.Open) []kit.Fact {
	facts := []kit.Fact{
		{Label: "Samenwerkingsverband", Value: open.TenantName},
		{Label: "Functie", Value: p.Function(r.Context(), open.Tenant, open.Function).Title},
	}
	if open.OrgName != "" {
		facts = append(facts, kit.Fact{Label: "Organisatie", Value: open.OrgName})
	}
	return append(facts, kit.Fact{Label: "E-mailadres", Value: open.Email})
}

// fillInvitation makes the form for who has no account yet, for who is signed in
// with it, and the links for who has to sign in, or out, first.
func (p pages) fillInvitation(r *http.Request, page *invitationPage, open auth.Open) error {
	id, signed := p.Auth.Current(r)
	page.Form = kit.Form{Action: r.URL.Path, Submit: "Maak mijn account"}
	switch {
	case signed && !open.Mine:
		page.Form.Submit = ""
		page.Title.Lead = "U bent ingelogd als " + id.Name + ", maar deze uitnodiging is voor een ander e-mailadres."
		page.Links = []kit.Link{{Text: "Log uit", Href: PathSignOut}, {Text: "Naar uw overzicht", Href: "/"}}
		return nil
	case open.Mine:
		page.Form.Submit = "Neem de functie aan"
	case open.Known:
		page.Form.Submit = ""
		page.Title.Lead = "U hebt al een account met dit e-mailadres. Log in om de functie aan te nemen."
		page.Links = []kit.Link{{Text: "Log in", Href: with(PathSignIn, r.URL.Path)}}
		return nil
	default:
		page.Form.Fields = accountFields(r, open)
	}
	return factorFields(page, open)
}

func accountFields(r *http.Request, open auth.Open) []kit.Field {
	name := open.Name
	if r.PostForm.Has(auth.FieldName) {
		name = r.PostFormValue(auth.FieldName)
	}
	fields := append([]kit.Field{{Name: auth.FieldName, Label: "Uw voornaam en achternaam", Value: name, Max: 120, Complete: "name"}}, newPassword()...)
	fields[1].Label, fields[2].Label = "Kies een wachtwoord", "Het wachtwoord nog een keer"
	return fields
}

// factorFields asks the second factor: the code of the letter, or an app.
func factorFields(page *invitationPage, open auth.Open) error {
	if open.NeedsPaper {
		field := paperField()
		field.Name, field.Hint = auth.FieldPaper, "De code staat op de brief die u van de school of per post krijgt: 8 letters en cijfers, bijvoorbeeld AC34-KRTW. Bewaar de brief: u hebt de code nodig als u inlogt."
		page.Form.Fields = append(page.Form.Fields, field)
	}
	if !open.NeedsApp {
		return nil
	}
	made, err := setup(open.Enrolment)
	page.Setup = &made
	page.Form.Hidden = []kit.Hidden{{Name: fieldSealed, Value: open.Enrolment.Sealed}}
	page.Form.Fields = append(page.Form.Fields, codeField())
	return err
}

func (p pages) postInvitation(w http.ResponseWriter, r *http.Request) error {
	if !posted(w, r) {
		return p.unread(w, r)
	}
	refusal, err := p.Auth.AcceptInvitation(r.Context(), auth.Acceptance{
		Token: r.PathValue("token"),
		Name:  r.PostFormValue(auth.FieldName), Password: r.PostFormValue(auth.FieldNew), Again: r.PostFormValue(auth.FieldAgain),
		PaperCode: r.PostFormValue(auth.FieldPaper),
		Sealed:    r.PostFormValue(fieldSealed), Code: r.PostFormValue(auth.FieldCode),
	})
	if err != nil {
		return err
	}
	if refusal != nil {
		return p.showInvitation(w, r, refusal)
	}
	return p.goOn(w, r, "")
}

package signin

import (
	"net/http"

	"passend/internal/auth"
	"passend/internal/web/kit"
)

type accountPage struct {
	Shell    kit.Shell
	Title    kit.Title
	Own      kit.Facts
	Security kit.Facts
	App      kit.Action
	Drop     *kit.Link
	Sessions kit.Table
	EndAll   *kit.Action
}

// done are the sentences after something was changed; the address only holds
// their name.
var done = map[string]string{
	"naam":       "Uw naam is gewijzigd.",
	"wachtwoord": "Uw wachtwoord is gewijzigd. Op andere apparaten bent u uitgelogd.",
	"app":        "De tweede stap staat aan. Bij het inloggen vragen wij voortaan de code uit uw app.",
	"app-uit":    "De tweede stap staat uit.",
	"sessie":     "Dit apparaat is uitgelogd.",
	"sessies":    "U bent op alle andere apparaten uitgelogd.",
}

func (p pages) account(w http.ResponseWriter, r *http.Request, id auth.Identity) error {
	has, mayDrop, err := p.Auth.SecondFactor(r.Context())
	if err != nil {
		return err
	}
	sessions, err := p.Auth.Sessions(r.Context())
	if err != nil {
		return err
	}
	page := accountPage{
		Shell:    p.Shell(r, "Mijn account"),
		Title:    kit.Title{Text: "Mijn account"},
		Own:      kit.Facts{Title: "Gegevens", Items: []kit.Fact{{Label: "Naam", Value: id.Name}, {Label: "E-mailadres", Value: id.Email}}, Main: change("Wijzig uw naam", "/account/naam")},
		Security: security(has, mayDrop),
		App:      kit.Action{Label: "Stel de tweede stap in", Href: PathApp},
		Sessions: sessionTable(sessions),
	}
	if has == auth.TOTP {
		page.App.Label = "Stel een andere telefoon in"
		if mayDrop {
			page.Drop = &kit.Link{Text: "Zet de tweede stap uit", Href: "/account/tweede-stap/uit"}
		}
	}
	if len(sessions) > 1 {
		page.EndAll = &kit.Action{Label: "Log overal elders uit", Href: "/account/sessies", Post: true, Hidden: []kit.Hidden{{Name: "sessie", Value: "andere"}}}
	}
	if text := done[r.FormValue("gedaan")]; text != "" {
		page.Shell.Notices = append(page.Shell.Notices, kit.Notice{Tone: kit.Good, Title: text, Live: true})
	}
	return p.Render(w, r, http.StatusOK, "signin-account", page)
}

func change(label, href string) *kit.Action {
	return &kit.Action{Label: label, Href: href, Weight: kit.Subtle}
}

func security(has auth.Proof, mayDrop bool) kit.Facts {
	step := "Niet ingesteld"
	switch has {
	case auth.TOTP:
		step = "Code uit een app op uw telefoon"
	case auth.Paper:
		step = "Code op papier"
	}
	facts := kit.Facts{Title: "Inloggen", Items: []kit.Fact{{Label: "Wachtwoord", Value: "Ingesteld"}, {Label: "Tweede stap", Value: step}}, Main: change("Wijzig uw wachtwoord", "/account/wachtwoord")}
	if !mayDrop {
		facts.Items = append(facts.Items, kit.Fact{Label: "Verplicht", Value: "Voor een van uw functies is de tweede stap verplicht"})
	}
	return facts
}

func sessionTable(all []auth.SessionInfo) kit.Table {
	table := kit.Table{Caption: "Waar u bent ingelogd", Columns: []kit.Column{{Label: "Apparaat"}, {Label: "Ingelogd sinds"}, {Label: "Laatst gebruikt"}, {}}}
	for _, s := range all {
		row := kit.Row{Cells: []kit.Cell{{Text: s.Agent}, {Text: kit.Moment(s.Made)}, {Text: kit.Moment(s.Seen)}, {}}}
		if s.Current {
			row.Cells[0].Sub = "Dit apparaat"
		} else {
			row.Cells[3].Actions = []kit.Action{{Label: "Log uit", About: "op " + s.Agent, Href: "/account/sessies", Post: true, Hidden: []kit.Hidden{{Name: "sessie", Value: s.ID}}}}
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func (p pages) postSession(w http.ResponseWriter, r *http.Request, _ auth.Identity) error {
	if !posted(w, r) {
		return p.unread(w, r)
	}
	what, err := "sessie", error(nil)
	if id := r.PostFormValue("sessie"); id == "andere" {
		what, err = "sessies", p.Auth.EndOthers(r.Context())
	} else {
		err = p.Auth.EndSession(r.Context(), id)
	}
	if err != nil {
		return err
	}
	return p.changed(w, r, what)
}

func (p pages) changed(w http.ResponseWriter, r *http.Request, what string) error {
	to(w, r, PathAccount+"?gedaan="+what)
	return nil
}

var toAccount = &kit.Link{Text: "Terug naar mijn account", Href: PathAccount}

func (p pages) name(w http.ResponseWriter, r *http.Request, id auth.Identity) error {
	return p.showName(w, r, id.Name, nil)
}

func (p pages) showName(w http.ResponseWriter, r *http.Request, value string, refusal *auth.Refusal) error {
	return p.show(w, r, refusal, formPage{
		Title: kit.Title{Text: "Wijzig uw naam", Lead: "Zo zien anderen u in Passend en op brieven."},
		Form: kit.Form{Action: "/account/naam", Submit: "Bewaar", Cancel: toAccount,
			Fields: []kit.Field{{Name: auth.FieldName, Label: "Voornaam en achternaam", Value: value, Max: 120, Complete: "name"}}},
	})
}

func (p pages) postName(w http.ResponseWriter, r *http.Request, _ auth.Identity) error {
	if !posted(w, r) {
		return p.unread(w, r)
	}
	refusal, err := p.Auth.Rename(r.Context(), r.PostFormValue(auth.FieldName))
	if err != nil {
		return err
	}
	if refusal != nil {
		return p.showName(w, r, r.PostFormValue(auth.FieldName), refusal)
	}
	return p.changed(w, r, "naam")
}

func (p pages) password(w http.ResponseWriter, r *http.Request, _ auth.Identity) error {
	return p.showPassword(w, r, nil)
}

func (p pages) showPassword(w http.ResponseWriter, r *http.Request, refusal *auth.Refusal) error {
	return p.show(w, r, refusal, formPage{
		Title: kit.Title{Text: "Wijzig uw wachtwoord", Lead: "Op andere apparaten wordt u daarna uitgelogd."},
		Form: kit.Form{Action: "/account/wachtwoord", Submit: "Wijzig het wachtwoord", Cancel: toAccount,
			Fields: append([]kit.Field{ownPassword()}, newPassword()...)},
	})
}

func ownPassword() kit.Field {
	return kit.Field{Kind: kit.PasswordField, Name: auth.FieldPassword, Label: "Uw huidige wachtwoord", Complete: "current-password"}
}

func newPassword() []kit.Field {
	return []kit.Field{
		{Kind: kit.PasswordField, Name: auth.FieldNew, Label: "Nieuw wachtwoord", Hint: auth.PasswordHint, Complete: "new-password"},
		{Kind: kit.PasswordField, Name: auth.FieldAgain, Label: "Nieuw wachtwoord nog een keer", Complete: "new-password"},
	}
}

func (p pages) postPassword(w http.ResponseWriter, r *http.Request, _ auth.Identity) error {
	if !posted(w, r) {
		return p.unread(w, r)
	}
	refusal, err := p.Auth.ChangePassword(r.Context(), r.PostFormValue(auth.FieldPassword), r.PostFormValue(auth.FieldNew), r.PostFormValue(auth.FieldAgain))
	if err != nil {
		return err
	}
	if refusal != nil {
		return p.showPassword(w, r, refusal)
	}
	return p.changed(w, r, "wachtwoord")
}

package invite

import (
	"net/http"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type listPage struct {
	kit.Shell
	Title kit.Title
	Table kit.Table
	Form  *kit.Form
}

func list(w http.ResponseWriter, r *page.Request) error { return showList(w, r, nil) }

func showList(w http.ResponseWriter, r *page.Request, refusal *casefile.Refusal) error {
	in, err := door(r)
	if err != nil {
		return err
	}
	rows, err := r.Site.App.OwnInvitations(r.Context(), r.P, in)
	if err != nil {
		return err
	}
	choices, err := r.Site.App.InviteChoices(r.Context(), r.P)
	if err != nil {
		return err
	}
	p := listPage{Shell: r.Shell("Uitnodigingen"), Title: kit.Title{Text: "Uitnodigingen", Lead: "Wie is uitgenodigd, en wie al een account heeft gemaakt. Ouders nodigt u uit op de pagina van de leerling."},
		Table: table(r, rows), Form: helperForm(r, choices)}
	p.Notices = r.Notices(w)
	status := http.StatusOK
	if refusal != nil {
		status = http.StatusUnprocessableEntity
		if p.Form == nil || len(page.Problems(p.Form.Fields, refusal)) > 0 {
			p.Notices = append(p.Notices, page.RefusalNotice(refusal))
		}
	}
	return r.Render(w, status, pages, "invitations", p)
}

var tones = map[string]kit.Tone{"open": kit.Info, "gebruikt": kit.Good, "ingetrokken": kit.Neutral, "verlopen": kit.Warn}

func table(r *page.Request, rows []app.OwnInvitation) kit.Table {
	t := kit.Table{Caption: "Uitnodigingen", HideCaption: true, Columns: []kit.Column{{Label: "Wie"}, {Label: "Als"}, {Label: "Stand"}, {Label: "Uitgenodigd"}, {}},
		Empty: kit.Empty{Title: "Er zijn nog geen uitnodigingen", Text: "Open de pagina van een leerling en kies “Ouders uitnodigen”.", Action: &kit.Action{Label: "Naar de leerlingen", Href: r.To("/leerlingen")}}}
	for _, row := range rows {
		state := kit.Cell{Badge: &kit.Badge{Text: page.Capital(row.State), Tone: tones[row.State]}}
		if row.State == "open" {
			state.Sub = "tot en met " + kit.Dag(civil.DayOf(row.Expires))
		}
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: either(row.Name, row.Email), Sub: row.Email}, {Text: page.Capital(row.Title), Sub: row.OrgName},
			state, {Text: kit.DagKort(civil.DayOf(row.Made))}, {Actions: rowActions(r, row)}}})
	}
	return t
}

func rowActions(r *page.Request, row app.OwnInvitation) []kit.Action {
	about := "de uitnodiging van " + either(row.Name, row.Email)
	again := kit.Action{Label: "Opnieuw", Href: r.To("/uitnodigingen/%s/opnieuw", row.ID), Post: true, Weight: kit.Subtle, About: about}
	switch row.State {
	case "open":
		return []kit.Action{again, {Label: "Trek in", Href: r.To("/uitnodigingen/%s/intrekken", row.ID), Post: true, Weight: kit.Subtle, About: about}}
	case "verlopen", "ingetrokken":
		return []kit.Action{again}
	}
	return nil
}

// helperForm asks whom to invite who comes along for a pupil; nil when this
// function invites only parents.
func helperForm(r *page.Request, choices []app.InviteChoice) *kit.Form {
	if len(choices) == 0 {
		return nil
	}
	f := &kit.Form{Action: r.To("/uitnodigingen"), Submit: "Nodig uit"}
	if len(choices) == 1 {
		f.Hidden = append(f.Hidden, kit.Hidden{Name: "functie", Value: choices[0].Function})
		f.Fields = append(f.Fields, kit.Field{Kind: kit.ShownField, Name: "als", Label: "Als", Value: choices[0].Title})
	} else {
		field := kit.Field{Kind: kit.Radios, Name: "functie", Label: "Als", Value: r.PostFormValue("functie")}
		for _, c := range choices {
			field.Options = append(field.Options, kit.Option{Value: c.Function, Label: c.Title})
		}
		f.Fields = append(f.Fields, field)
	}
	if orgs := choices[0].Orgs; len(orgs) == 1 {
		f.Hidden = append(f.Hidden, kit.Hidden{Name: "organisatie", Value: orgs[0].ID})
	} else {
		field := kit.Field{Kind: kit.Select, Name: "organisatie", Label: "Bij", Value: r.PostFormValue("organisatie"), Nothing: "Kies een organisatie"}
		for _, o := range orgs {
			field.Options = append(field.Options, kit.Option{Value: o.ID, Label: o.Name, Hint: o.Place})
		}
		f.Fields = append(f.Fields, field)
	}
	f.Fields = append(f.Fields, kit.Field{Name: "naam", Label: "Naam", Value: r.PostFormValue("naam"), Max: 120},
		kit.Field{Kind: kit.EmailField, Name: "email", Label: "E-mailadres", Value: r.PostFormValue("email"), Max: 254})
	return f
}

func inviteHelper(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	in, err := door(r)
	if err != nil {
		return err
	}
	made, err := r.Site.App.InviteHelper(r.Context(), r.P, in, r.Value("functie"), r.Value("organisatie"), r.Value("naam"), r.Value("email"))
	switch {
	case err != nil:
		return err
	case made.Refusal != nil:
		return showList(w, r, made.Refusal)
	}
	return r.Done(w, r.To("/uitnodigingen"), made.Name+" is uitgenodigd en krijgt een e-mail met een link. De link werkt tot en met "+kit.Dag(made.Expires)+".")
}

func withdraw(w http.ResponseWriter, r *page.Request) error {
	in, err := door(r)
	if err != nil {
		return err
	}
	refusal, err := r.Site.App.Uninvite(r.Context(), r.P, in, r.PathValue("uitnodiging"))
	switch {
	case err != nil:
		return err
	case refusal != nil:
		return showList(w, r, refusal)
	}
	return r.Done(w, r.To("/uitnodigingen"), "De uitnodiging is ingetrokken. De link werkt niet meer.")
}

func again(w http.ResponseWriter, r *page.Request) error {
	in, err := door(r)
	if err != nil {
		return err
	}
	made, err := r.Site.App.InviteAgain(r.Context(), r.P, in, r.PathValue("uitnodiging"))
	switch {
	case err != nil:
		return err
	case made.Refusal != nil:
		return showList(w, r, made.Refusal)
	case made.Letter != nil:
		return showCode(w, r, made, kit.Link{Text: "Uitnodigingen", Href: r.To("/uitnodigingen")})
	}
	return r.Done(w, r.To("/uitnodigingen"), "Er gaat een nieuwe e-mail naar "+made.Email+". De vorige link werkt niet meer.")
}

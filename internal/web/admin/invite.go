package admin

import (
	"net/http"
	"time"

	"passend/internal/app"
	"passend/internal/auth"
	"passend/internal/civil"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

func inviteForm(w http.ResponseWriter, r *page.Request) error {
	p, err := invitePage(r, app.PersonInput{FunctionInput: app.FunctionInput{Org: r.URL.Query().Get("organisatie")}})
	if err != nil {
		return err
	}
	return answered(w, r, p, nil)
}

func invitePage(r *page.Request, in app.PersonInput) (formPage, error) {
	orgs, err := r.Site.App.Orgs(r.Context(), r.P, "")
	fields := append([]kit.Field{
		{Name: auth.FieldName, Label: "Naam", Value: in.Name, Max: 300},
		{Kind: kit.EmailField, Name: auth.FieldEmail, Label: "E-mailadres", Value: in.Email, Max: 300, Hint: "Het eigen adres van deze persoon, niet dat van de school."},
	}, placeFields(r, in.FunctionInput, orgs)...)
	return formPage{Shell: shell(r, "Iemand uitnodigen", kit.Link{Text: "Mensen", Href: r.To("/beheer/mensen")}, kit.Link{Text: "Iemand uitnodigen"}),
		Title: kit.Title{Text: "Nodig iemand uit", Lead: "Deze persoon krijgt een e-mail met een link om een account te maken. Ouders nodigt de school uit, bij hun kind."},
		Form:  kit.Form{Action: r.To("/beheer/mensen/nieuw"), Fields: fields, Submit: "Stuur de uitnodiging", Cancel: &kit.Link{Text: "Terug", Href: r.To("/beheer/mensen")}}}, err
}

func invite(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	in := app.PersonInput{Name: r.Value(auth.FieldName), Email: r.Value(auth.FieldEmail), FunctionInput: typedPlace(r)}
	res, err := r.Site.App.InvitePerson(r.Context(), r.P, r.Site.Inviter, in)
	if err != nil {
		return err
	}
	if res.Refusal == nil {
		return r.Done(w, r.To("/beheer/uitnodigingen"), "De uitnodiging is onderweg naar "+in.Email+". Zodra deze persoon een account heeft, staat hij of zij bij Mensen.")
	}
	p, err := invitePage(r, in)
	if err != nil {
		return err
	}
	if res.Account != "" {
		p.Notices = append(p.Notices, kit.Notice{Tone: kit.Info, Title: "Deze persoon is al bekend", Text: "U kunt een functie toevoegen.",
			Links: []kit.Link{{Text: "Naar deze persoon", Href: r.To("/beheer/mensen/%s", res.Account)}}})
	}
	return answered(w, r, p, res.Refusal)
}

// invitations lists who was invited and what became of it.
func invitations(w http.ResponseWriter, r *page.Request) error {
	rows, err := r.Site.App.Invitations(r.Context(), r.P, r.Site.Inviter)
	if err != nil {
		return err
	}
	p := listPage{Shell: shell(r, "Uitnodigingen", kit.Link{Text: "Mensen", Href: r.To("/beheer/mensen")}, kit.Link{Text: "Uitnodigingen"}),
		Title: kit.Title{Text: "Uitnodigingen", Lead: "Een uitnodiging werkt één keer, 14 dagen lang.",
			Main: &kit.Action{Label: "Nodig iemand uit", Href: r.To("/beheer/mensen/nieuw"), Weight: kit.Primary}}}
	p.Notices = r.Notices(w)
	p.Table = kit.Table{Caption: "Uitnodigingen", HideCaption: true, Columns: []kit.Column{{Label: "Voor"}, {Label: "Functie"}, {Label: "Gestuurd"}, {Label: "Stand"}, {}},
		Empty: kit.Empty{Title: "Er is nog niemand uitgenodigd", Text: "Nodig iemand uit om een account te maken."}}
	now := r.Site.App.Now()
	for _, i := range rows {
		p.Table.Rows = append(p.Table.Rows, kit.Row{Cells: []kit.Cell{{Text: either(i.Name, i.Email), Sub: i.Email}, {Text: page.Capital(i.Title), Sub: i.OrgName},
			{Text: kit.DagKort(civil.DayOf(i.Made))}, invitationState(i, now), {Actions: invitationActions(r, i, now)}}})
	}
	return r.Render(w, http.StatusOK, pages, "lijst", p)
}

func either(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

func invitationState(i app.InvitationRow, now time.Time) kit.Cell {
	switch {
	case !i.Used.IsZero():
		return kit.Cell{Badge: &kit.Badge{Text: "Gebruikt", Tone: kit.Good}, Sub: kit.DagKort(civil.DayOf(i.Used))}
	case !i.Withdrawn.IsZero():
		return kit.Cell{Badge: &kit.Badge{Text: "Ingetrokken"}}
	case i.Open(now):
		return kit.Cell{Badge: &kit.Badge{Text: "Open", Tone: kit.Info}, Sub: "tot en met " + kit.DagKort(civil.DayOf(i.Expires))}
	}
	return kit.Cell{Badge: &kit.Badge{Text: "Verlopen", Tone: kit.Warn}, Sub: kit.DagKort(civil.DayOf(i.Expires))}
}

func invitationActions(r *page.Request, i app.InvitationRow, now time.Time) []kit.Action {
	if !i.Used.IsZero() {
		return nil
	}
	about := "aan " + either(i.Name, i.Email)
	all := []kit.Action{{Label: "Stuur opnieuw", Href: r.To("/beheer/uitnodigingen/%s/opnieuw", i.ID), Post: true, About: about}}
	if i.Open(now) {
		all = append(all, kit.Action{Label: "Trek in", Href: r.To("/beheer/uitnodigingen/%s/intrekken", i.ID), Post: true, Weight: kit.Subtle, About: about})
	}
	return all
}

func withdrawInvitation(w http.ResponseWriter, r *page.Request) error {
	refusal, err := r.Site.App.WithdrawInvitation(r.Context(), r.P, r.Site.Inviter, r.PathValue("uitnodiging"))
	if err != nil {
		return err
	}
	return r.Done(w, r.To("/beheer/uitnodigingen"), app.Sentence(refusal, "De uitnodiging is ingetrokken. De link werkt niet meer."))
}

func resendInvitation(w http.ResponseWriter, r *page.Request) error {
	res, err := r.Site.App.ResendInvitation(r.Context(), r.P, r.Site.Inviter, r.PathValue("uitnodiging"))
	if err != nil {
		return err
	}
	return r.Done(w, r.To("/beheer/uitnodigingen"), app.Sentence(res.Refusal, "Er is een nieuwe uitnodiging onderweg. De oude link werkt niet meer."))
}

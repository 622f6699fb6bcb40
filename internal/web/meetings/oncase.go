package meetings

import (
	"net/http"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type casePage struct {
	kit.Shell
	Title  kit.Title
	Facts  kit.Facts
	Move   kit.Form
	Invite *kit.Form
}

// caseOn asks to put one case elsewhere, or to invite its school.
func caseOn(w http.ResponseWriter, r *page.Request) error {
	return showCase(w, r, nil, nil)
}

func showCase(w http.ResponseWriter, r *page.Request, moving, inviting *casefile.Refusal) error {
	found, err := r.Site.App.OneOnMeeting(r.Context(), r.P, r.PathValue("orgaan"), r.PathValue("dag"), r.PathValue("zaak"))
	if err != nil {
		return err
	}
	day := page.Capital(found.Day.DutchWeekday())
	p := casePage{Shell: r.Shell("Zaak op de vergadering", kit.Link{Text: "Vergaderingen", Href: r.To("/agenda")}, kit.Link{Text: day, Href: here(r, "")}, kit.Link{Text: found.Case.Number}),
		Title: kit.Title{Above: found.Body.Title + ", " + found.Day.DutchWeekday(), Text: found.Case.PupilName},
		Facts: kit.Facts{Items: []kit.Fact{{Label: "Zaak", Value: found.Case.Title + ", " + found.Case.Number, Href: r.To("/zaken/%s", found.Case.ID)}, {Label: "School", Value: found.Case.ApplicantName}}}}
	p.Notices = r.Notices(w)
	if found.Case.Why != "" {
		p.Facts.Items = append(p.Facts.Items, kit.Fact{Label: "Waarom deze vergadering", Value: found.Case.Why})
	}
	if found.Case.Invited != "" {
		p.Facts.Items = append(p.Facts.Items, kit.Fact{Label: "School uitgenodigd", Value: page.Capital(found.Case.Invited)})
	}
	p.Move = moveForm(r, found)
	if !found.Day.Before(r.Site.App.Today()) && !found.Cancelled {
		p.Invite = inviteForm(r, found)
	}
	status := http.StatusOK
	for form, refusal := range map[*kit.Form]*casefile.Refusal{&p.Move: moving, p.Invite: inviting} {
		if form == nil || refusal == nil {
			continue
		}
		status = http.StatusUnprocessableEntity
		if rest := page.FieldErrors(form, refusal); len(rest) > 0 || len(refusal.Problems) == 0 {
			p.Notices = append(p.Notices, page.RefusalNotice(refusal))
		}
	}
	return r.Render(w, status, pages, "zaak", p)
}

func moveForm(r *page.Request, found app.OneOnMeeting) kit.Form {
	var options []kit.Option
	for _, m := range found.Choices[:min(len(found.Choices), 30)] {
		if m.Room() != 0 {
			options = append(options, kit.Option{Value: m.Day.String(), Label: page.Capital(m.Day.DutchWeekday()) + roomText(m)})
		}
	}
	return kit.Form{ID: "verplaatsen", Action: here(r, "/zaken/"+found.Case.ID+"/verplaatsen"), Submit: "Zet op die vergadering", Fields: []kit.Field{
		{Kind: kit.Select, Name: "naar", Label: "Naar welke vergadering?", Options: options, Value: r.Value("naar")},
		{Name: "reden", Label: "Waarom?", Max: 200, Value: r.Value("reden"), Hint: "De school krijgt bericht en leest deze reden. Noem geen namen."}}}
}

func roomText(m app.Meeting) string {
	if m.Room() > 0 {
		return ", plaats voor " + kit.Getal(m.Room())
	}
	return ""
}

func inviteForm(r *page.Request, found app.OneOnMeeting) *kit.Form {
	return &kit.Form{ID: "uitnodigen", Action: here(r, "/zaken/"+found.Case.ID+"/uitnodigen"), Submit: "Nodig de school uit", Fields: []kit.Field{
		{Kind: kit.TextArea, Name: "tekst", Label: "Wat wilt u bespreken?", Optional: true, Max: 600, Rows: 3, Value: r.Value("tekst"), Hint: "De dag en de tijd staan al in de uitnodiging."}}}
}

func moveCase(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	to := r.Value("naar")
	refusal, err := r.Site.App.MoveCase(r.Context(), r.P, r.PathValue("orgaan"), r.PathValue("dag"), r.PathValue("zaak"), to, r.Value("reden"))
	if err != nil {
		return err
	}
	if refusal != nil {
		return showCase(w, r, refusal, nil)
	}
	return r.Done(w, r.To("/agenda/%s/%s", r.PathValue("orgaan"), to), "De zaak staat nu op deze vergadering. De school kreeg bericht.")
}

func inviteSchool(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	refusal, err := r.Site.App.InviteSchool(r.Context(), r.P, r.PathValue("orgaan"), r.PathValue("dag"), r.PathValue("zaak"), r.Value("tekst"))
	if err != nil {
		return err
	}
	if refusal != nil {
		return showCase(w, r, nil, refusal)
	}
	return r.Done(w, here(r, ""), "De school is uitgenodigd en kreeg bericht.")
}

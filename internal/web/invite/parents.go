package invite

import (
	"html/template"
	"net/http"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/letter"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type parentsPage struct {
	kit.Shell
	Title  kit.Title
	Carers []carer
	Empty  kit.Empty
	How    []string
}

// carer is a parent with whether this one can sign in, and the form to invite.
type carer struct {
	Name, About string
	State       kit.Badge
	Form        *kit.Form
}

// how says what happens, before somebody presses.
var how = []string{
	"De ouder krijgt een e-mail met een link. In die e-mail staat niets over het kind.",
	"U krijgt meteen een brief met een code om af te drukken. Geef die brief aan de ouder, of doe hem op de post.",
	"Met de link en de code samen maakt de ouder een account. Zonder de code gaat dat niet.",
	"Een uitnodiging werkt 14 dagen. Nodigt u opnieuw uit, dan werkt de vorige niet meer.",
}

func parents(w http.ResponseWriter, r *page.Request) error {
	return showParents(w, r, "", "", nil)
}

func showParents(w http.ResponseWriter, r *page.Request, who, typed string, refusal *casefile.Refusal) error {
	in, err := door(r)
	if err != nil {
		return err
	}
	desk, err := r.Site.App.InviteDesk(r.Context(), r.P, in, r.PathValue("leerling"))
	if err != nil {
		return err
	}
	name := desk.Pupil.FullName()
	p := parentsPage{Shell: r.Shell("Ouders uitnodigen", kit.Link{Text: "Leerlingen", Href: r.To("/leerlingen")}, kit.Link{Text: name, Href: r.To("/leerlingen/%s", desk.Pupil.ID)}, kit.Link{Text: "Ouders uitnodigen"}),
		Title: kit.Title{Above: name, Text: "Ouders uitnodigen", Lead: "Ouders lezen dan zelf mee, schrijven wat zij vinden en kunnen digitaal tekenen. Wie dat niet wil, blijft alles op papier krijgen."},
		How:   how, Empty: kit.Empty{Title: "Er zijn nog geen ouders bekend", Text: "Zet eerst de ouders bij de leerling. Daarna kunt u hen hier uitnodigen."}}
	if r.P.Can("leerling wijzigen") {
		p.Empty.Action = &kit.Action{Label: "Leerling wijzigen", Href: r.To("/leerlingen/%s/wijzigen", desk.Pupil.ID)}
	}
	p.Notices = r.Notices(w)
	for i, c := range desk.Carers {
		one := carerOf(r, desk.Pupil, c, i)
		if c.ID == who && one.Form != nil {
			one.Form.Fields[0].Value = typed
			page.Problems(one.Form.Fields, refusal)
		}
		p.Carers = append(p.Carers, one)
	}
	status := http.StatusOK
	if refusal != nil {
		status = http.StatusUnprocessableEntity
		if !aboutField(refusal) {
			p.Notices = append(p.Notices, page.RefusalNotice(refusal))
		}
	}
	return r.Render(w, status, pages, "parents", p)
}

func aboutField(r *casefile.Refusal) bool {
	return len(r.Problems) > 0 && r.Problems[0].Name == "email"
}

func carerOf(r *page.Request, pupil app.Pupil, c app.InvitedCarer, i int) carer {
	one := carer{Name: c.Name, About: page.Capital(c.Relation)}
	if !c.Authority {
		one.About += ", zonder gezag"
	}
	if c.Account != "" {
		one.State = kit.Badge{Text: "Kan inloggen", Tone: kit.Good}
		return one
	}
	one.State = kit.Badge{Text: "Nog niet uitgenodigd"}
	submit := "Nodig uit en maak de brief"
	if c.Open != nil {
		one.State = kit.Badge{Text: "Uitgenodigd op " + kit.Dag(civil.DayOf(c.Open.Made)), Tone: kit.Info}
		submit = "Nodig opnieuw uit en maak een nieuwe brief"
	}
	email := c.Email
	if c.Open != nil {
		email = c.Open.Email
	}
	one.Form = &kit.Form{Action: r.To("/leerlingen/%s/uitnodigen", pupil.ID), Submit: submit, Hidden: []kit.Hidden{{Name: "verzorger", Value: c.ID}},
		Fields: []kit.Field{{Kind: kit.EmailField, Name: "email", ID: "email-" + kit.Getal(i+1), Label: "E-mailadres van " + c.Name, Value: email, Max: 254}}}
	return one
}

func inviteParent(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	in, err := door(r)
	if err != nil {
		return err
	}
	who, email := r.Value("verzorger"), r.Value("email")
	made, err := r.Site.App.InviteParent(r.Context(), r.P, in, r.PathValue("leerling"), who, email)
	switch {
	case err != nil:
		return err
	case made.Refusal != nil:
		return showParents(w, r, who, email, made.Refusal)
	}
	return showCode(w, r, made, kit.Link{Text: "Ouders uitnodigen", Href: r.To("/leerlingen/%s/uitnodigen", r.PathValue("leerling"))})
}

type codePage struct {
	kit.Shell
	Title kit.Title
	Body  template.HTML
}

// showCode shows the letter with the code, once: it is kept nowhere.
func showCode(w http.ResponseWriter, r *page.Request, made app.Invited, back kit.Link) error {
	p := codePage{Shell: r.Shell("Brief met de code", back, kit.Link{Text: "Brief met de code"}), Body: template.HTML(letter.HTML(*made.Letter)),
		Title: kit.Title{Text: "Druk deze brief nu af", Lead: made.Name + " is uitgenodigd. De e-mail met de link gaat naar " + made.Email + ". De code in deze brief is straks niet meer te zien. Geef de brief aan de ouder of doe hem op de post. Stuur de code nooit per e-mail."}}
	return r.Render(w, http.StatusOK, pages, "code", p)
}

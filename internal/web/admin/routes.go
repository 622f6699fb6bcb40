package admin

import (
	"embed"
	"net/http"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

//go:embed *.html
var files embed.FS

var pages = page.Must(kit.Parse(files, "*.html"))

const base = "/{swv}/beheer"

// Routes are the pages of who runs the SWV.
func Routes() []page.Route {
	var all []page.Route
	for _, part := range [][]page.Route{startRoutes(), peopleRoutes(), orgRoutes(), versionRoutes(), calendarRoutes(), letterRoutes(), outboxRoutes(), fixedRoutes()} {
		all = append(all, part...)
	}
	return all
}

func startRoutes() []page.Route {
	who := page.With("mensen beheren", "procedures beheren", "kalender beheren", "uitgaand beheren")
	return []page.Route{{Method: "GET", Path: base, Name: "beheer", Who: who, Handler: start, Nav: &page.Nav{Label: "Beheer", Order: 1}}}
}

func peopleRoutes() []page.Route {
	who, hands := page.With("mensen beheren"), page.Who{Other: app.Principal.MayHandOver}
	const people = base + "/mensen"
	return []page.Route{
		{Method: "GET", Path: people, Name: "mensen", Who: who, Handler: peopleList, Nav: &page.Nav{Label: "Mensen", Order: 81}},
		{Method: "POST", Path: people, Name: "mensen zoeken", Who: who, Handler: findPeople},
		{Method: "GET", Path: people + "/nieuw", Name: "iemand uitnodigen", Who: who, Handler: inviteForm},
		{Method: "POST", Path: people + "/nieuw", Name: "iemand uitnodigen", Who: who, Handler: invite},
		{Method: "GET", Path: base + "/uitnodigingen", Name: "uitnodigingen van medewerkers", Who: who, Handler: invitations},
		{Method: "POST", Path: base + "/uitnodigingen/{uitnodiging}/intrekken", Name: "uitnodiging intrekken", Who: who, Handler: withdrawInvitation},
		{Method: "POST", Path: base + "/uitnodigingen/{uitnodiging}/opnieuw", Name: "uitnodiging opnieuw sturen", Who: who, Handler: resendInvitation},
		{Method: "GET", Path: people + "/{account}", Name: "persoon", Who: who, Handler: person},
		{Method: "GET", Path: people + "/{account}/functie", Name: "functie toevoegen", Who: who, Handler: addFunctionForm},
		{Method: "POST", Path: people + "/{account}/functie", Name: "functie toevoegen", Who: who, Handler: addFunction},
		{Method: "GET", Path: people + "/{account}/functie/{functie}", Name: "functie beëindigen", Who: who, Handler: endFunctionForm},
		{Method: "POST", Path: people + "/{account}/functie/{functie}", Name: "functie beëindigen", Who: who, Handler: endFunction},
		{Method: "GET", Path: people + "/{account}/tweede-stap", Name: "tweede stap opnieuw", Who: who, Handler: factorForm},
		{Method: "POST", Path: people + "/{account}/tweede-stap", Name: "tweede stap opnieuw", Who: who, Handler: factor},
		{Method: "POST", Path: people + "/{account}/wachtwoord", Name: "link voor wachtwoord sturen", Who: who, Handler: passwordLink},
		{Method: "GET", Path: "/{swv}/overdragen", Name: "overdragen", Who: hands, Handler: colleagues},
		{Method: "GET", Path: "/{swv}/overdragen/{account}", Name: "werk overdragen", Who: hands, Handler: handoverForm},
		{Method: "POST", Path: "/{swv}/overdragen/{account}", Name: "werk overdragen", Who: hands, Handler: handover},
	}
}

func orgRoutes() []page.Route {
	who := page.With("mensen beheren")
	const orgs = base + "/organisaties"
	return []page.Route{
		{Method: "GET", Path: orgs, Name: "organisaties", Who: who, Handler: orgList, Nav: &page.Nav{Label: "Scholen en besturen", Order: 82}},
		{Method: "GET", Path: orgs + "/nieuw", Name: "organisatie toevoegen", Who: who, Handler: newOrgForm},
		{Method: "POST", Path: orgs + "/nieuw", Name: "organisatie toevoegen", Who: who, Handler: putOrg},
		{Method: "GET", Path: orgs + "/{organisatie}", Name: "organisatie", Who: who, Handler: showOrg},
		{Method: "GET", Path: orgs + "/{organisatie}/wijzigen", Name: "organisatie wijzigen", Who: who, Handler: orgForm},
		{Method: "POST", Path: orgs + "/{organisatie}/wijzigen", Name: "organisatie wijzigen", Who: who, Handler: putOrg},
	}
}

func versionRoutes() []page.Route {
	readers, writers, approvers := page.With("procedures beheren", "procedures goedkeuren"), page.With("procedures beheren"), page.With("procedures goedkeuren")
	const versions = base + "/procedures"
	const one = versions + "/{versie}"
	return []page.Route{
		{Method: "GET", Path: versions, Name: "procedures", Who: readers, Handler: versionList, Nav: &page.Nav{Label: "Procedures", Order: 83}},
		{Method: "GET", Path: versions + "/nieuw", Name: "nieuwe versie", Who: writers, Handler: uploadForm},
		{Method: "POST", Path: versions + "/nieuw", Name: "nieuwe versie", Who: writers, Handler: upload},
		{Method: "GET", Path: one, Name: "versie", Who: readers, Handler: version},
		{Method: "GET", Path: one + "/verschil", Name: "verschil tussen versies", Who: readers, Handler: difference},
		{Method: "GET", Path: one + "/zip", Name: "versie downloaden", Who: readers, Handler: download},
		{Method: "GET", Path: one + "/bestand", Name: "bestand van een versie", Who: readers, Handler: file},
		{Method: "POST", Path: one + "/bestand", Name: "bestand van een versie wijzigen", Who: writers, Handler: saveFile},
		{Method: "POST", Path: one + "/aanbieden", Name: "versie aanbieden", Who: writers, Handler: offer},
		{Method: "POST", Path: one + "/goedkeuren", Name: "versie goedkeuren", Who: approvers, Handler: approve},
		{Method: "POST", Path: one + "/intrekken", Name: "versie intrekken", Who: readers, Handler: withdrawVersion},
		{Method: "GET", Path: one + "/procedure/{procedure}", Name: "uitleg van een procedure", Who: readers, Handler: explain},
		{Method: "GET", Path: one + "/procedure/{procedure}/tekening", Name: "tekening van een procedure", Who: readers, Handler: drawing},
		{Method: "GET", Path: one + "/procedure/{procedure}/tekening.svg", Name: "tekening van een procedure", Who: readers, Handler: picture},
	}
}

func calendarRoutes() []page.Route {
	who := page.With("kalender beheren")
	const calendar = base + "/kalender"
	return []page.Route{
		{Method: "GET", Path: calendar, Name: "kalender", Who: who, Handler: showCalendar, Nav: &page.Nav{Label: "Kalender", Order: 84}},
		{Method: "GET", Path: calendar + "/nieuw", Name: "vrije dag toevoegen", Who: who, Handler: newHoliday},
		{Method: "POST", Path: calendar + "/nieuw", Name: "vrije dag toevoegen", Who: who, Handler: setHoliday},
		{Method: "GET", Path: calendar + "/{dag}", Name: "vrije dag wijzigen", Who: who, Handler: holiday},
		{Method: "POST", Path: calendar + "/{dag}", Name: "vrije dag wijzigen", Who: who, Handler: setHoliday},
	}
}

func letterRoutes() []page.Route {
	who := page.Who{Other: app.Principal.MayReadTemplates}
	const letters = base + "/brieven"
	return []page.Route{
		{Method: "GET", Path: letters, Name: "voorbeelden van brieven", Who: who, Handler: letterList},
		{Method: "GET", Path: letters + "/{procedure}/{brief}", Name: "voorbeeld van een brief", Who: who, Handler: exampleLetter},
	}
}

func outboxRoutes() []page.Route {
	who := page.With("uitgaand beheren")
	const outbox = base + "/uitgaand"
	return []page.Route{
		{Method: "GET", Path: outbox, Name: "uitgaand", Who: who, Handler: outboxList, Nav: &page.Nav{Label: "Uitgaand", Order: 86}},
		{Method: "GET", Path: outbox + "/{bericht}", Name: "uitgaand bericht", Who: who, Handler: mail},
		{Method: "POST", Path: outbox + "/{bericht}/opnieuw", Name: "bericht opnieuw sturen", Who: who, Handler: retryMail},
	}
}

// shell is the one around these pages. The first page lies above the others in
// the address and not in the menu.
func shell(r *page.Request, title string, crumbs ...kit.Link) kit.Shell {
	s := r.Shell(title, crumbs...)
	for i, item := range s.Nav {
		if item.Href == r.To("/beheer") && r.URL.Path != item.Href {
			s.Nav[i].Current = false
		}
	}
	return s
}

// formPage is a page with one form.
type formPage struct {
	kit.Shell
	Title kit.Title
	Facts []kit.Fact
	Form  kit.Form
}

// answered shows a form again with what was typed and what is wrong with it.
func answered(w http.ResponseWriter, r *page.Request, p formPage, refusal *casefile.Refusal) error {
	status := http.StatusOK
	if refusal != nil {
		status = http.StatusUnprocessableEntity
		if rest := page.FieldErrors(&p.Form, refusal); len(rest) > 0 || len(refusal.Problems) == 0 {
			p.Notices = append(p.Notices, page.RefusalNotice(refusal))
		}
	}
	p.Notices = append(p.Notices, r.Notices(w)...)
	return r.Render(w, status, pages, "formulier", p)
}

package meetings

import (
	"embed"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

//go:embed *.html
var files embed.FS

var pages = page.Must(kit.Parse(files, "*.html"))

const (
	all = "/{swv}/agenda"
	one = all + "/{orgaan}/{dag}"
)

// Routes gives the pages of this package.
func Routes() []page.Route {
	run := page.With("agenda beheren")
	return []page.Route{
		{Method: "GET", Path: all, Name: "agenda", Who: meeters, Handler: agenda, Nav: &page.Nav{Label: "Vergaderingen", Order: 40}},
		{Method: "GET", Path: "/{swv}/vergaderjaar/{orgaan}", Name: "vergaderkalender", Who: meeters, Handler: year},
		{Method: "GET", Path: all + "/{orgaan}/nieuw", Name: "vergadering toevoegen", Who: run, Handler: newMeeting},
		{Method: "POST", Path: all + "/{orgaan}/nieuw", Name: "vergadering toevoegen", Who: run, Handler: setMeeting},
		{Method: "GET", Path: one, Name: "vergadering", Who: meeters, Handler: meetingPage},
		{Method: "GET", Path: one + "/wijzigen", Name: "vergadering wijzigen", Who: run, Handler: changeMeeting},
		{Method: "POST", Path: one + "/wijzigen", Name: "vergadering wijzigen", Who: run, Handler: setMeeting},
		{Method: "POST", Path: one + "/volgorde", Name: "volgorde van de agenda", Who: run, Handler: reorder},
		{Method: "POST", Path: one + "/stukken", Name: "stukken van een vergadering", Who: meeters, Handler: papers},
		{Method: "GET", Path: one + "/zaken/{zaak}", Name: "zaak op een vergadering", Who: run, Handler: caseOn},
		{Method: "POST", Path: one + "/zaken/{zaak}/verplaatsen", Name: "zaak naar een andere vergadering", Who: run, Handler: moveCase},
		{Method: "POST", Path: one + "/zaken/{zaak}/uitnodigen", Name: "school uitnodigen voor een vergadering", Who: run, Handler: inviteSchool},
		{Method: "GET", Path: "/{swv}/agenda-abonnement", Name: "agenda-abonnement", Who: meeters, Handler: subscription},
		{Method: "POST", Path: "/{swv}/agenda-abonnement", Name: "agenda-abonnement", Who: meeters, Handler: subscribe},
		{Method: "GET", Path: "/{swv}/vergaderfeed/{geheim}", Name: "vergaderfeed", Who: page.Public, Handler: feed},
	}
}

// meeters sit in a body that meets, or run its agenda.
var meeters = page.Who{Rights: []string{"agenda beheren"}, Opens: []string{"agenda"},
	Other: func(p app.Principal) bool { return p.Scope == "toegewezen" && p.OrgKind == "extern" }}

func runs(r *page.Request) bool { return r.P.Can("agenda beheren") }

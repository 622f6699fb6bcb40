package register

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
	whole = "/{swv}/register"
	one   = whole + "/{verklaring}"
)

// Routes are the pages of the register.
func Routes() []page.Route {
	readers, keepers := page.Who{Other: app.Principal.SeesRegister}, page.With("register wijzigen")
	return []page.Route{
		{Method: "GET", Path: whole, Name: "register", Who: readers, Handler: list, Nav: &page.Nav{Label: "Register", Order: 50}},
		{Method: "POST", Path: whole, Name: "register doorzoeken", Who: readers, Handler: search},
		{Method: "GET", Path: one, Name: "verklaring", Who: readers, Handler: show},
		{Method: "POST", Path: one + "/registratie", Name: "verklaring registreren", Who: readers, Handler: registered},
		{Method: "GET", Path: one + "/herstellen", Name: "verklaring herstellen", Who: keepers, Handler: correctForm},
		{Method: "POST", Path: one + "/herstellen", Name: "verklaring herstellen", Who: keepers, Handler: correct},
		{Method: "GET", Path: one + "/beeindigen", Name: "verklaring beëindigen", Who: keepers, Handler: endForm},
		{Method: "GET", Path: "/{swv}/verlengingen", Name: "verwachte verlengingen", Who: page.Who{Other: renewers}, Handler: renewals},
		{Method: "POST", Path: "/{swv}/verlengingen", Name: "verwachting doorgeven", Who: page.Who{Other: app.Principal.GivesRenewals}, Handler: giveRenewals},
		{Method: "POST", Path: "/{swv}/verlengingen/herinneren", Name: "scholen herinneren", Who: page.Who{Other: app.Principal.RunsRenewals}, Handler: remindSchools},
		{Method: "GET", Path: "/{swv}/verlengingen/{school}", Name: "verlengingen van een school", Who: page.Who{Other: app.Principal.RunsRenewals}, Handler: oneSchool},
		{Method: "POST", Path: one + "/beeindigen", Name: "verklaring beëindigen", Who: keepers, Handler: end},
	}
}

func renewers(p app.Principal) bool { return p.GivesRenewals() || p.RunsRenewals() }

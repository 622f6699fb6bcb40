package budgets

import (
	"embed"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

//go:embed *.html
var files embed.FS

var pages = page.Must(kit.Parse(files, "*.html"))

const whole = "/{swv}/budgetten"

// Routes are the pages of budgets.
func Routes() []page.Route {
	readers, keepers := page.Who{Other: app.Principal.SeesBudgets}, page.With("budget beheren")
	return []page.Route{
		{Method: "GET", Path: whole, Name: "budgetten", Who: readers, Handler: show, Nav: &page.Nav{Label: "Budgetten", Order: 55}},
		{Method: "GET", Path: whole + "/school/{school}", Name: "budget van een school", Who: readers, Handler: ofSchool},
		{Method: "GET", Path: whole + "/vaststellen", Name: "budget vaststellen", Who: keepers, Handler: fixForm},
		{Method: "POST", Path: whole + "/vaststellen", Name: "budget vaststellen", Who: keepers, Handler: fix},
	}
}

package lists

import (
	"embed"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

//go:embed *.html
var files embed.FS

var pages = page.Must(kit.Parse(files, "*.html"))

// Routes gives the pages of this package.
func Routes() []page.Route {
	watch, report := page.With("termijnen bewaken"), page.With("rapportage", "termijnen bewaken")
	decide, board := page.Who{Opens: []string{"besluiten"}}, page.Who{Scopes: []string{"eigen bestuur"}}
	return []page.Route{
		{Method: "GET", Path: "/{swv}/werk", Name: "werk", Who: workers, Handler: work, Nav: &page.Nav{Label: "Mijn werk", Order: 10}},
		{Method: "POST", Path: "/{swv}/werk/gelezen", Name: "meldingen gelezen", Who: page.Content, Handler: readNotices},
		{Method: "GET", Path: "/{swv}/meldingen", Name: "meldingen", Who: page.Content, Handler: notices},
		{Method: "GET", Path: "/{swv}/besluiten", Name: "besluiten", Who: decide, Handler: decisions, Nav: &page.Nav{Label: "Besluiten", Order: 5}},
		{Method: "GET", Path: "/{swv}/bestuur", Name: "bestuur", Who: board, Handler: boardPage, Nav: &page.Nav{Label: "Onze scholen", Order: 6}},
		{Method: "GET", Path: "/{swv}/termijnen", Name: "termijnen", Who: watch, Handler: terms, Nav: &page.Nav{Label: "Termijnen", Order: 15}},
		{Method: "GET", Path: "/{swv}/zaken", Name: "zaken", Who: finders, Handler: cases, Nav: &page.Nav{Label: "Zaken", Order: 20}},
		{Method: "GET", Path: "/{swv}/contact", Name: "vaste contactpersonen", Who: page.Who{Other: app.Principal.AsksContacts}, Handler: contacts, Nav: &page.Nav{Label: "Contact", Order: 60}},
		{Method: "GET", Path: "/{swv}/rapportage", Name: "rapportage", Who: report, Handler: reports, Nav: &page.Nav{Label: "Rapportage", Order: 70}},
		{Method: "GET", Path: "/{swv}/zoeken", Name: "zoeken", Who: page.Content, Handler: searchForm},
		{Method: "POST", Path: "/{swv}/zoeken", Name: "zoeken", Who: page.Content, Handler: search},
	}
}

// workers have tasks; parents have a page of their own about their child.
var workers = page.Who{Other: func(p app.Principal) bool {
	return p.Scope != "geen inhoud" && p.Scope != "eigen kind" && p.Scope != ""
}}

// finders have a list of cases.
var finders = page.Who{Other: func(p app.Principal) bool { return p.ListAudience() != "" && p.Scope != "eigen kind" }}

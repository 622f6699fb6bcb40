// Package transfer holds the pages on which a school begins a case from a
// transfer file (OSO): sending it in, what is against the rules, and what is taken
// over or left behind. What a file means is for package oso, what a procedure asks
// of it for app.
package transfer

import (
	"embed"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

//go:embed *.html
var files embed.FS

var pages = page.Must(kit.Parse(files, "*.html"))

// Routes are the pages of this package.
func Routes() []page.Route {
	who := page.Who{Other: app.Principal.MayReadOSO}
	return []page.Route{
		{Method: "GET", Path: "/{swv}/oso", Name: "OSO-bestand kiezen", Who: who, Handler: ask},
		{Method: "POST", Path: "/{swv}/oso", Name: "OSO-bestand inlezen", Who: who, Handler: send},
		{Method: "GET", Path: "/{swv}/oso/voorbeeld", Name: "voorbeeld van een OSO-bestand", Who: who, Handler: example},
		{Method: "GET", Path: "/{swv}/oso/bestand/{bestand}", Name: "OSO-bestand bekijken", Who: who, Handler: show},
		{Method: "POST", Path: "/{swv}/oso/bestand/{bestand}", Name: "OSO-bestand overnemen", Who: who, Handler: take},
		{Method: "POST", Path: "/{swv}/oso/bestand/{bestand}/weg", Name: "OSO-bestand weggooien", Who: who, Handler: drop},
	}
}

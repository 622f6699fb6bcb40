package batch

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
	whole = "/{swv}/aanleveren"
	one   = whole + "/reeks/{reeks}"
)

// Routes are the pages for cases that come in as rows of a sheet.
func Routes() []page.Route {
	who := page.Who{Other: app.Principal.HasBatches}
	return []page.Route{
		{Method: "GET", Path: whole, Name: "aanleveren", Who: who, Handler: list, Nav: &page.Nav{Label: "Aanleveren", Order: 35}},
		{Method: "GET", Path: whole + "/rekenblad/{soort}", Name: "rekenblad", Who: who, Handler: format},
		{Method: "POST", Path: whole + "/rekenblad/{soort}", Name: "rekenblad aanleveren", Who: who, Handler: upload},
		{Method: "GET", Path: whole + "/soort/{soort}", Name: "alle aanvragen van een soort", Who: who, Handler: meeting},
		{Method: "GET", Path: one, Name: "aanlevering", Who: who, Handler: show},
		{Method: "GET", Path: one + "/regel/{regel}", Name: "regel herstellen", Who: who, Handler: mendForm},
		{Method: "POST", Path: one + "/regel/{regel}", Name: "regel herstellen", Who: who, Handler: mend},
		{Method: "POST", Path: one + "/tekenen", Name: "samen tekenen", Who: who, Handler: sign},
		{Method: "GET", Path: one + "/documenten", Name: "documenten van de aanlevering", Who: who, Handler: documents},
		{Method: "GET", Path: one + "/bron", Name: "over te nemen in BRON", Who: who, Handler: copyable},
		{Method: "GET", Path: whole + "/leerling/{zaak}", Name: "leerling aanvullen", Who: who, Handler: fillForm},
		{Method: "POST", Path: whole + "/leerling/{zaak}", Name: "leerling aanvullen", Who: who, Handler: fill},
		{Method: "POST", Path: whole + "/samen", Name: "samen doen", Who: who, Handler: together},
	}
}

package family

import (
	"embed"

	"passend/internal/civil"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

//go:embed *.html
var files embed.FS

var pages = page.Must(kit.Parse(files, "*.html"))

// parents have a page about the own child.
var parents = page.Who{Scopes: []string{"eigen kind"}}

// Routes gives the pages of this package.
func Routes() []page.Route {
	return []page.Route{
		{Method: "GET", Path: "/{swv}/kind", Name: "kind", Who: parents, Handler: child, Nav: &page.Nav{Label: "Mijn kind", Order: 1}},
		{Method: "GET", Path: "/{swv}/wie-keek", Name: "wie keek", Who: parents, Handler: looks, Nav: &page.Nav{Label: "Wie keek er mee", Order: 2}},
		{Method: "GET", Path: "/{swv}/mijn-gegevens", Name: "gegevens van ouder", Who: parents, Handler: data, Nav: &page.Nav{Label: "Mijn gegevens", Order: 3}},
		{Method: "POST", Path: "/{swv}/mijn-gegevens", Name: "bereikbaar voor besluiten", Who: parents, Handler: reachable},
		{Method: "GET", Path: "/{swv}/mijn-gegevens/alles", Name: "eigen gegevens lezen", Who: parents, Handler: ownPage},
		{Method: "GET", Path: "/{swv}/mijn-gegevens/bestand", Name: "eigen gegevens als bestand", Who: parents, Handler: ownFile},
	}
}

func day(text string) civil.Day {
	d, _ := civil.ParseDay(text)
	return d
}

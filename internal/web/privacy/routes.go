package privacy

import (
	"embed"

	"passend/internal/civil"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

//go:embed *.html
var files embed.FS

var pages = page.Must(kit.Parse(files, "*.html"))

// Routes gives the pages of this package.
func Routes() []page.Route {
	reads, destroys := page.With("inzagelog lezen"), page.With("vernietigen")
	kept := page.With("vernietigen", "inzagelog lezen", "register inzien")
	return []page.Route{
		{Method: "GET", Path: "/{swv}/inzagelog", Name: "inzagelog", Who: reads, Handler: log, Nav: &page.Nav{Label: "Inzagelog", Order: 5}},
		{Method: "POST", Path: "/{swv}/inzagelog", Name: "inzagelog zoeken", Who: reads, Handler: findLog},

		{Method: "GET", Path: "/{swv}/dossier", Name: "dossier op een dag", Who: reads, Handler: askDossier, Nav: &page.Nav{Label: "Dossier op een dag", Order: 6}},
		{Method: "POST", Path: "/{swv}/dossier", Name: "dossier op een dag zien", Who: reads, Handler: showDossier},
		{Method: "GET", Path: "/{swv}/dossier/{zaak}/wie", Name: "wie mag een dossier zien", Who: reads, Handler: readersNamed},
		{Method: "GET", Path: "/{swv}/zaken/{zaak}/wie", Name: "wie mag dit zien", Who: page.OfCase, Handler: readers},

		{Method: "GET", Path: "/{swv}/bewijs", Name: "bewijs", Who: reads, Handler: proof, Nav: &page.Nav{Label: "Bewijs", Order: 7}},
		{Method: "POST", Path: "/{swv}/bewijs", Name: "bewijs nagaan", Who: reads, Handler: verify},
		{Method: "GET", Path: "/{swv}/bewijs/{dag}", Name: "anker", Who: reads, Handler: anchor},

		{Method: "GET", Path: "/{swv}/bewaren", Name: "bewaren", Who: destroys, Handler: proposals, Nav: &page.Nav{Label: "Bewaren en vernietigen", Order: 8}},
		{Method: "POST", Path: "/{swv}/bewaren", Name: "vernietigen nagaan", Who: destroys, Handler: confirm},
		{Method: "POST", Path: "/{swv}/bewaren/vernietigen", Name: "vernietigen", Who: destroys, Handler: destroy},
		{Method: "GET", Path: "/{swv}/bewaren/tegenhouden", Name: "dossier tegenhouden", Who: destroys, Handler: askBlock},
		{Method: "POST", Path: "/{swv}/bewaren/tegenhouden", Name: "vernietigen tegenhouden", Who: destroys, Handler: block},
		{Method: "GET", Path: "/{swv}/bewaren/vernietigd", Name: "vernietigd", Who: page.With("vernietigen", "inzagelog lezen"), Handler: destroyed},
		{Method: "GET", Path: "/{swv}/bewaren/besluiten", Name: "bewaarde besluiten", Who: destroys, Handler: keptList},
		{Method: "GET", Path: "/{swv}/bewaren/besluiten/{zaak}", Name: "bewaard besluit", Who: kept, Handler: keptDecision},
		{Method: "POST", Path: "/{swv}/bewaren/besluiten/{zaak}", Name: "bewaard besluit vernietigen", Who: destroys, Handler: destroyKept},
	}
}

func day(text string) civil.Day {
	d, _ := civil.ParseDay(text)
	return d
}

// typedDay shows a day of a row the way people type it.
func typedDay(text string) string {
	if len(text) != len("2006-01-02") {
		return text
	}
	return text[8:] + "-" + text[5:7] + "-" + text[:4]
}

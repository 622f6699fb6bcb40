package cases

import (
	"embed"

	"passend/internal/web/kit"
	"passend/internal/web/page"
)

//go:embed *.html
var templates embed.FS

var pages = page.Must(kit.Parse(templates, "*.html"))

// Routes are the pages of one case.
func Routes() []page.Route {
	of := func(method, path, name string, h page.Handler) page.Route {
		return page.Route{Method: method, Path: "/{swv}/zaken/{zaak}" + path, Name: name, Who: page.OfCase, Handler: h}
	}
	return []page.Route{
		{Method: "GET", Path: "/{swv}/leerlingen/{leerling}/nieuw", Name: "zaak kiezen", Who: page.With("zaak starten"), Handler: showStart},
		{Method: "POST", Path: "/{swv}/leerlingen/{leerling}/nieuw", Name: "zaak beginnen", Who: page.With("zaak starten"), Handler: begin},
		{Method: "GET", Path: "/{swv}/zonder-naam", Name: "zaak zonder naam kiezen", Who: page.With("zaak starten"), Handler: showNameless},
		{Method: "POST", Path: "/{swv}/zonder-naam", Name: "zaak zonder naam beginnen", Who: page.With("zaak starten"), Handler: beginNameless},
		of("GET", "", "zaak", overview),
		of("GET", "/formulier", "formulier", showForm),
		of("POST", "/formulier", "formulier bewaren", saveForm),
		of("POST", "/concept", "formulier concept", keepForm),
		of("GET", "/ontbreekt", "wat ontbreekt", missing),
		of("GET", "/formulier/afdrukken", "formulier afdrukken", printForm),
		of("GET", "/doen/{actie}", "taak", showAction),
		of("POST", "/doen/{actie}", "taak doen", doAction),
		of("POST", "/doen/{actie}/concept", "taak concept", keepTask),
		of("GET", "/controle/{lijst}", "controle", showChecklist),
		of("POST", "/controle/{lijst}", "controle bewaren", saveChecklist),
		of("GET", "/besluit", "besluit", showDecision),
		of("GET", "/advies", "advies", advice),
		of("GET", "/berichten", "berichten", showTalk),
		of("POST", "/berichten", "bericht schrijven", say),
		of("GET", "/reeksen/{reeks}", "reeks", showJournal),
		of("POST", "/reeksen/{reeks}", "notitie schrijven", saveNote),
		of("POST", "/reeksen/{reeks}/concept", "notitie concept", keepNote),
		of("GET", "/reeksen/{reeks}/{notitie}", "notitie wijzigen", showMend),
		of("POST", "/reeksen/{reeks}/{notitie}", "notitie gewijzigd", saveMend),
		of("GET", "/termijnen", "termijnen van zaak", terms),
		of("GET", "/geschiedenis", "geschiedenis", history),
		of("GET", "/herstellen/{veld}", "antwoord herstellen", showCorrect),
		of("POST", "/herstellen/{veld}", "antwoord hersteld", saveCorrect),
		of("GET", "/verloop", "verloop", draw),
		of("GET", "/verloop.svg", "verloop tekening", picture),
	}
}

package dossier

import (
	"embed"

	"passend/internal/web/kit"
	"passend/internal/web/page"
)

//go:embed *.html
var files embed.FS

var pages = page.Must(kit.Parse(files, "*.html"))

const (
	onDocuments  = "/{swv}/zaken/{zaak}/documenten"
	onSignatures = "/{swv}/zaken/{zaak}/handtekeningen"
	onLetters    = "/{swv}/zaken/{zaak}/brieven"
)

// Routes are the pages about the papers of a case.
func Routes() []page.Route {
	return []page.Route{
		{Method: "GET", Path: onDocuments, Name: "documenten", Who: page.OfCase, Handler: documents},
		{Method: "GET", Path: onDocuments + "/nieuw", Name: "document toevoegen", Who: page.OfCase, Handler: newDocument},
		{Method: "POST", Path: onDocuments + "/nieuw", Name: "document opslaan", Who: page.OfCase, Handler: addDocument},
		{Method: "GET", Path: onDocuments + "/{document}", Name: "document", Who: page.OfCase, Handler: document},
		{Method: "GET", Path: onDocuments + "/{document}/bestand", Name: "bestand", Who: page.OfCase, Handler: content},
		{Method: "GET", Path: onDocuments + "/{document}/wijzigen", Name: "document wijzigen", Who: page.OfCase, Handler: editDocument},
		{Method: "POST", Path: onDocuments + "/{document}/wijzigen", Name: "document vervangen", Who: page.OfCase, Handler: replaceDocument},
		{Method: "GET", Path: onDocuments + "/{document}/verwijderen", Name: "document verwijderen", Who: page.OfCase, Handler: askRemoval},
		{Method: "POST", Path: onDocuments + "/{document}/verwijderen", Name: "document weghalen", Who: page.OfCase, Handler: removeDocument},

		{Method: "GET", Path: onSignatures, Name: "handtekeningen", Who: page.OfCase, Handler: signatures},
		{Method: "GET", Path: onSignatures + "/{tekening}", Name: "lezen en ondertekenen", Who: page.OfCase, Handler: readToSign},
		{Method: "POST", Path: onSignatures + "/{tekening}", Name: "ondertekenen", Who: page.OfCase, Handler: sign},
		{Method: "GET", Path: onSignatures + "/{tekening}/papier", Name: "handtekening op papier", Who: page.OfCase, Handler: paper},
		{Method: "POST", Path: onSignatures + "/{tekening}/papier", Name: "handtekening op papier vastleggen", Who: page.OfCase, Handler: signOnPaper},
		{Method: "GET", Path: "/{swv}/zaken/{zaak}/getekend/{blad}", Name: "getekend blad", Who: page.OfCase, Handler: sheet},

		{Method: "GET", Path: onLetters, Name: "brieven van een zaak", Who: page.OfCase, Handler: letters},
		{Method: "GET", Path: onLetters + "/{brief}", Name: "brief", Who: page.OfCase, Handler: readLetter},
		{Method: "GET", Path: onLetters + "/{brief}/pdf", Name: "brief als pdf", Who: page.OfCase, Handler: letterPDF},

		{Method: "GET", Path: "/{swv}/zaken/{zaak}/afdrukken", Name: "dossier afdrukken", Who: page.OfCase, Handler: printDossier},
		{Method: "GET", Path: "/{swv}/zaken/{zaak}/bundel", Name: "stukken", Who: page.OfCase, Handler: askBundle},
		{Method: "POST", Path: "/{swv}/zaken/{zaak}/bundel", Name: "stukken bundelen", Who: page.OfCase, Handler: makeBundle},
		{Method: "POST", Path: "/{swv}/zaken/{zaak}/uitvoer", Name: "dossier uitvoeren", Who: page.With("exporteren"), Handler: exportDossier},
	}
}

// caseID is the case in the path.
func caseID(r *page.Request) string { return r.PathValue("zaak") }

func to(r *page.Request, rest string) string { return r.To("/zaken/%s", caseID(r)) + rest }

func toDocument(r *page.Request, id, rest string) string {
	return r.To("/zaken/%s/documenten/%s", caseID(r), id) + rest
}

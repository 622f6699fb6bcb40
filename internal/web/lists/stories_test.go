package lists_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/demo"
	"passend/internal/store/storetest"
	"passend/internal/web/lists"
	"passend/internal/web/webtest"
)

func world(t *testing.T) (*apptest.World, *webtest.Site) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	return w, webtest.New(t, w, lists.Routes())
}

// lately plays a request up to a phase within the last weeks.
func lately(t *testing.T, w *apptest.World, pupil app.Pupil, phase string) string {
	t.Helper()
	story := demo.Story{Procedure: "tlv-sbo-so", Variant: "zij-instroom", Until: phase}
	if phase == "vergadering" {
		story.Values = map[string]string{"eerste advies.toelaatbaar": "ja", "tweede advies.toelaatbaar": "nee"}
	}
	ids, err := w.Play(t.Context(), pupil, w.Now().AddDate(0, 0, -60), w.Now(), append(demo.Before("tlv-sbo-so"), story)...)
	if err != nil {
		t.Fatal(err)
	}
	return ids[len(ids)-1]
}

func TestALL04_EachRoleOpensOnItsOwnWork(t *testing.T) {
	w, site := world(t)
	pupil := w.Pupil(0)
	w.Case(pupil, "tlv-sbo-so", "inhoudelijke controle")
	for _, n := range []int{0, 1, 2} {
		sc := w.As("steunpuntcoördinator", n)
		page := site.Get(sc, "/werk").Is(http.StatusOK)
		if sc.Region == pupil.Region {
			page.Shows(pupil.FullName(), "Alles wat op u wacht")
		} else {
			page.Hides(pupil.FullName())
		}
	}
	site.Get(w.Of("intern begeleider", pupil), "/werk").Is(http.StatusOK).Shows("Leerling toevoegen", "Wat is er veranderd?")
	site.Get(w.As("deskundige", 0), "/werk").Is(http.StatusOK).Shows("U bent helemaal bij").Hides(pupil.FullName())
	for _, who := range []app.Principal{w.Parent(pupil), w.As("beheerder", 0), w.As("functionaris gegevensbescherming", 0)} {
		site.Get(who, "/werk").Is(http.StatusForbidden)
	}
}

func TestWhatChangedStaysNewUntilItIsRead(t *testing.T) {
	w, site := world(t)
	pupil := w.Pupil(0)
	w.Case(pupil, "tlv-sbo-so", "")
	ib := w.Of("intern begeleider", pupil)
	page := site.Get(ib, "/meldingen").Is(http.StatusOK).Shows(">Nieuw<", pupil.FullName())
	site.Post(ib, "/werk/gelezen", url.Values{"tot": {"gisteren"}}).Is(http.StatusBadRequest)
	site.Post(ib, "/werk/gelezen", url.Values{"tot": {page.Field("tot")}}).Is(http.StatusSeeOther)
	site.Get(ib, "/meldingen").Is(http.StatusOK).Shows(pupil.FullName()).Hides(">Nieuw<")
}

func TestTheListOfCasesIsNarrowedAndSorted(t *testing.T) {
	w, site := world(t)
	first, second := w.Pupil(0), w.Pupil(1)
	w.Case(first, "tlv-sbo-so", "inhoudelijke controle")
	w.Case(second, "tlv-sbo-so", "advisering")
	sec := w.As("secretaris", 0)
	site.Get(sec, "/zaken").Is(http.StatusOK).Shows(first.FullName(), second.FullName(), "Lopende zaken")
	site.Get(sec, "/zaken?fase="+url.QueryEscape("tlv-sbo-so|advisering")).Is(http.StatusOK).Shows(second.FullName(), "haal weg").Hides(first.FullName())
	site.Get(sec, "/zaken?school="+first.Org).Is(http.StatusOK).Shows(first.FullName(), "Eén school")
	site.Get(sec, "/zaken?soort=bezwaar").Is(http.StatusOK).Shows("Geen zaken met deze keuze").Hides(first.FullName())
	site.Get(sec, "/zaken?klaar=ja&soort=ondersteuningsteam").Is(http.StatusOK).Hides(first.FullName())
	page := site.Get(sec, "/zaken?volgorde=naam").Is(http.StatusOK)
	a, b := first, second
	if b.SortName < a.SortName {
		a, b = b, a
	}
	if strings.Index(page.Body, a.FullName()) > strings.Index(page.Body, b.FullName()) {
		t.Errorf("%s does not come before %s", a.SortName, b.SortName)
	}
	site.Get(sec, "/zaken?vanaf=onzin").Is(http.StatusBadRequest)
	site.Get(w.As("intern begeleider", 0), "/zaken").Is(http.StatusOK)
}

func TestTheSecretarySeesEveryTermTheLateOnesFirst(t *testing.T) {
	w, site := world(t)
	first, second := w.Pupil(0), w.Pupil(1)
	lately(t, w, first, "inhoudelijke controle")
	lately(t, w, second, "advisering")
	sec := w.As("secretaris", 0)
	site.Get(sec, "/termijnen").Is(http.StatusOK).Shows(first.FullName(), second.FullName(), "Beslistermijn", "Uit de wet").Hides(`class="due due--late"`)
	w.Set("2026-12-01")
	site.Get(sec, "/termijnen").Is(http.StatusOK).Shows(`due--late`, "Te laat")
	site.Get(sec, "/termijnen?stand=te+laat&wet=ja").Is(http.StatusOK).Shows(first.FullName(), second.FullName())
	site.Get(sec, "/termijnen?stand=staat+stil").Is(http.StatusOK).Shows("Geen termijnen met deze keuze").Hides(first.FullName())
	site.Get(sec, "/termijnen?welke="+url.QueryEscape("tlv-sbo-so|beslistermijn")).Is(http.StatusOK).Shows(first.FullName())
	site.Get(sec, "/termijnen?wet=nee").Is(http.StatusOK).Hides(first.FullName() + "</a><span class=\"sub\">Toelaatbaarheidsverklaring")
	for _, function := range []string{"voorzitter", "intern begeleider", "steunpuntcoördinator"} {
		site.Get(w.As(function, 0), "/termijnen").Is(http.StatusForbidden)
	}
}

func TestSearchGoesByPostAndFindsOnlyOwnReach(t *testing.T) {
	w, site := world(t)
	pupil := w.Pupil(0)
	w.Case(pupil, "tlv-sbo-so", "inhoudelijke controle")
	_, main := pupil.NameParts()
	ask := url.Values{"zoek": {pupil.FirstName + " " + main}}
	site.Post(w.Of("intern begeleider", pupil), "/zoeken", ask).Is(http.StatusOK).Shows("Leerlingen (1)", "Zaken (", pupil.FullName())
	site.Post(w.As("secretaris", 0), "/zoeken", url.Values{"zoek": {pupil.Number}}).Is(http.StatusOK).Shows(pupil.FullName())
	site.Post(w.As("deskundige", 0), "/zoeken", ask).Is(http.StatusOK).Shows("Niets gevonden").Hides("/zaken/")
	site.Post(w.As("secretaris", 0), "/zoeken", url.Values{"zoek": {"   "}}).Is(http.StatusOK).Shows("Typ eerst iets")
	site.Post(w.As("secretaris", 0), "/zoeken", url.Values{"zoek": {strings.Repeat("<script>%_", 100)}}).Is(http.StatusOK).Shows("Niets gevonden")
	site.Post(w.As("beheerder", 0), "/zoeken", ask).Is(http.StatusForbidden)
}

func TestRGV19_LeadTimesAreReportedOverAnyPeriod(t *testing.T) {
	w, site := world(t)
	pupil := w.Pupil(0)
	w.Case(pupil, "tlv-sbo-so", "")
	sec := w.As("secretaris", 0)
	site.Get(sec, "/rapportage").Is(http.StatusOK).Shows("Binnen de termijn", "Doorlooptijd netto", "Toon als tabel", "Uitkomsten van afgesloten zaken")
	site.Get(sec, "/rapportage?van=1-1-2019&tot=31-12-2019").Is(http.StatusOK).Shows("Van 1 januari 2019 tot en met 31 december 2019", "Niets in deze periode")
	site.Get(sec, "/rapportage?van=30-2-2026").Is(http.StatusUnprocessableEntity).Shows("bestaat niet op de kalender")
	site.Get(sec, "/rapportage?van=3-3-2026&tot=1-1-2026").Is(http.StatusUnprocessableEntity).Shows("ligt voor de eerste dag")
	site.Get(sec, "/rapportage?van=1-1-1900&tot=1-1-2100").Is(http.StatusOK)
	site.Get(w.Of("intern begeleider", pupil), "/rapportage").Is(http.StatusForbidden)

	own := site.Get(w.Of("schooldirecteur", pupil), "/rapportage?welke=|").Is(http.StatusOK)
	for n := range w.With("schooldirecteur") {
		if other := w.As("schooldirecteur", n); other.Org != pupil.Org {
			site.Get(other, "/rapportage?welke=|").Is(http.StatusOK).Shows("Niets in deze periode")
		}
	}
	own.Hides("Niets in deze periode</p>")
}

func TestABoardIsToldOfEveryRequestAndReadsNoNames(t *testing.T) {
	w, site := world(t)
	pupil := w.Pupil(0)
	w.Case(pupil, "tlv-sbo-so", "advisering")
	for n, board := range w.With("schoolbestuurder") {
		page := site.Get(board, "/bestuur").Is(http.StatusOK).Hides(pupil.FullName())
		cases := site.Get(board, "/zaken").Is(http.StatusOK).Hides(pupil.FullName())
		if board.Org == pupil.Board {
			page.Shows(pupil.OrgName, "Toelaatbaarheidsverklaring voor sbo of so")
			cases.Shows(pupil.OrgName)
		} else {
			cases.Hides(pupil.OrgName)
		}
		if n == 0 {
			site.Get(board, "/termijnen").Is(http.StatusForbidden)
		}
	}
	site.Get(w.As("secretaris", 0), "/bestuur").Is(http.StatusForbidden)
}

func TestWhoDecidesSeesTheAdviceInOneLine(t *testing.T) {
	w, site := world(t)
	pupil := w.Pupil(0)
	id := w.Case(pupil, "tlv-sbo-so", "besluit")
	director := w.As("directeur-bestuurder", 0)
	site.Get(director, "/besluiten").Is(http.StatusOK).Shows(pupil.FullName(), "ensluidend", "/zaken/"+id+"/besluit")
	other := w.Pupil(1)
	w.Case(other, "tlv-sbo-so", "")
	site.Get(director, "/besluiten").Is(http.StatusOK).Shows("Onlangs besloten", other.FullName())
	site.Get(w.As("secretaris", 0), "/besluiten").Is(http.StatusForbidden)
}

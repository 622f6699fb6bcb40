package family_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/store/storetest"
	"passend/internal/web/family"
	"passend/internal/web/webtest"
)

func world(t *testing.T) (*apptest.World, *webtest.Site) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	return w, webtest.New(t, w, family.Routes())
}

func TestAParentSeesWhereItStandsAndWhatCanBeDone(t *testing.T) {
	w, site := world(t)
	pupil := w.Pupil(0)
	w.Case(pupil, "tlv-sbo-so", "voorbereiden")
	parent := w.Parent(pupil)
	site.Get(parent, "/kind").Is(http.StatusOK).Shows(pupil.FullName(), "is aan zet", "Lees mee en schrijf wat u vindt", "Stel een vraag", "Wie keek er mee", "/formulier", "/berichten")
	other := w.Pupil(1)
	w.Case(other, "tlv-sbo-so", "")
	site.Get(w.Parent(other), "/kind").Is(http.StatusOK).Shows("Klaar", "Brieven aan u", "/pdf").Hides(pupil.FullName())
}

func TestAParentWithoutACaseReadsWhatToDo(t *testing.T) {
	w, site := world(t)
	site.Get(w.Parent(w.Pupil(2)), "/kind").Is(http.StatusOK).Shows("Er loopt nu niets", "Stel die aan de school")
}

func TestLAW13_OnThePageStandNoNamesOfWhoLooked(t *testing.T) {
	w, site := world(t)
	pupil := w.Pupil(0)
	id := w.Case(pupil, "tlv-sbo-so", "advisering")
	secretary := w.As("secretaris", 0)
	if err := w.App.See(t.Context(), secretary, id, "zaak", func(*app.Case) error { return nil }); err != nil {
		t.Fatal(err)
	}
	site.Get(w.Parent(pupil), "/wie-keek").Is(http.StatusOK).Shows("Secretaris leerlingenzaken", "Bekeek het dossier").Hides(secretary.Name, w.As("deskundige", 0).Name)
	site.Get(w.Parent(pupil), "/wie-keek?vanaf=rommel").Is(http.StatusBadRequest)
}

func TestLAW14_TheChoiceForDigitalDecisionsIsMadeAndUndone(t *testing.T) {
	w, site := world(t)
	parent := w.Parent(w.Pupil(0))
	page := site.Get(parent, "/mijn-gegevens").Is(http.StatusOK)
	seen := page.Field("gezien")
	if strings.Contains(page.Body, "nu digitaal") {
		seen = again(t, site, parent, seen, "nee")
	}
	seen = again(t, site, parent, seen, "ja")
	site.Get(parent, "/mijn-gegevens").Is(http.StatusOK).Shows("U krijgt besluiten nu digitaal", "3 maart 2026")
	again(t, site, parent, seen, "nee")
	site.Get(parent, "/mijn-gegevens").Is(http.StatusOK).Shows("U krijgt besluiten nu met de post")
	site.Post(parent, "/mijn-gegevens", url.Values{"gezien": {seen}, "digitaal": {"ja"}}).Is(http.StatusConflict)
	site.Post(parent, "/mijn-gegevens", url.Values{"gezien": {"x"}}).Is(http.StatusBadRequest)
}

// again makes the choice and gives what the page then holds.
func again(t *testing.T, site *webtest.Site, who app.Principal, seen, choice string) string {
	t.Helper()
	site.Post(who, "/mijn-gegevens", url.Values{"gezien": {seen}, "digitaal": {choice}}).Is(http.StatusSeeOther)
	return site.Get(who, "/mijn-gegevens").Field("gezien")
}

func TestALL06_OwnDataAreReadAndTakenAlong(t *testing.T) {
	w, site := world(t)
	pupil := w.Pupil(0)
	w.Case(pupil, "tlv-sbo-so", "")
	parent := w.Parent(pupil)
	site.Get(parent, "/mijn-gegevens/alles").Is(http.StatusOK).Shows("Alles wat wij weten", parent.Name, "Wat er is ingevuld", "DEMONSTRATIE")
	site.Get(parent, "/mijn-gegevens/bestand").Is(http.StatusOK).Shows(`"kind"`, pupil.FirstName)
}

var idle = regexp.MustCompile(`\b(BSN|cliëntsysteem|conform|teneinde|middels|desgewenst|inzake)\b`)

func TestThePagesAreForParentsOnlyAndInPlainWords(t *testing.T) {
	w, site := world(t)
	pupil := w.Pupil(0)
	w.Case(pupil, "tlv-sbo-so", "advisering")
	for _, path := range []string{"/kind", "/wie-keek", "/mijn-gegevens", "/mijn-gegevens/alles", "/mijn-gegevens/bestand"} {
		for _, function := range []string{"intern begeleider", "secretaris", "deskundige", "beheerder", "functionaris gegevensbescherming", "schoolbestuurder"} {
			site.Get(w.As(function, 0), path).Is(http.StatusForbidden)
		}
		if word := idle.FindString(site.Get(w.Parent(pupil), path).Is(http.StatusOK).Text()); word != "" {
			t.Errorf("%s says %q to a parent", path, word)
		}
	}
}

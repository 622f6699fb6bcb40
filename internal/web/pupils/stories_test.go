package pupils_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"passend/internal/app/apptest"
	"passend/internal/store/storetest"
	"passend/internal/web/pupils"
	"passend/internal/web/webtest"
)

func world(t *testing.T) (*apptest.World, *webtest.Site) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	return w, webtest.New(t, w, pupils.Routes())
}

func form(first, main, birth string) url.Values {
	return url.Values{"voornaam": {first}, "achternaam": {main}, "geboortedatum": {birth}, "ingeschreven": {"ja"}, "schoolsoort": {"bao"}, "groep": {"4"}, "nummer": {"7001"}, "verzorgers": {"1"},
		"verzorger 1 naam": {"Tineke Wolkenveld"}, "verzorger 1 relatie": {"moeder"}, "verzorger 1 gezag": {"ja"}}
}

func TestASchoolAddsAPupilAndSeesThePage(t *testing.T) {
	w, site := world(t)
	ib := w.As("intern begeleider", 0)
	site.Get(ib, "/leerlingen/nieuw").Is(http.StatusOK).Shows("Voorvoegsel", "Ouder of verzorger 2")
	added := site.Post(ib, "/leerlingen/nieuw", form("Noor <script>", "Zandvliet", "3-3-2018")).Is(http.StatusSeeOther)
	if !strings.HasPrefix(added.To, "/leerlingen/") {
		t.Fatalf("adding leads to %q", added.To)
	}
	site.Get(ib, added.To).Is(http.StatusOK).Shows("Noor <script>", "Tineke Wolkenveld", "3 maart 2018", "Begin een zaak", "Wijzigen", added.To+"/uitnodigen")
	site.Post(ib, "/leerlingen", url.Values{"naam": {"zandv"}}).Is(http.StatusOK).Shows("Zandvliet", "3 mrt 2018")
	site.Get(w.As("intern begeleider", 1), added.To).Is(http.StatusNotFound)
	site.Get(w.As("deskundige", 0), added.To).Is(http.StatusForbidden)
	site.Get(w.As("schoolbestuurder", 0), "/leerlingen").Is(http.StatusForbidden)
}

func TestNothingTypedIsLostWhenSomethingIsWrong(t *testing.T) {
	w, site := world(t)
	ib := w.As("intern begeleider", 0)
	wrong := form("Noor", "111222333", "30-2-2018")
	page := site.Post(ib, "/leerlingen/nieuw", wrong).Is(http.StatusUnprocessableEntity)
	page.Shows("burgerservicenummer (BSN)", "bestaat niet op de kalender", "Er zijn 2 dingen niet goed ingevuld")
	for _, name := range []string{"voornaam", "achternaam", "geboortedatum", "nummer", "verzorger 1 naam"} {
		if page.Field(name) != wrong.Get(name) {
			t.Errorf("%s came back as %q, was %q", name, page.Field(name), wrong.Get(name))
		}
	}
	more := form("Noor", "Zandvliet", "3-3-2018")
	more.Set("meer", "ja")
	if page = site.Post(ib, "/leerlingen/nieuw", more).Is(http.StatusOK); page.Field("verzorgers") != "2" || page.Field("voornaam") != "Noor" {
		t.Errorf("room for another carer gives %q carers and %q", page.Field("verzorgers"), page.Field("voornaam"))
	}
}

func TestALL08_ADoubleIsAskedAndNeverTellsWhatAnotherSchoolHas(t *testing.T) {
	w, site := world(t)
	here, there := w.As("intern begeleider", 0), w.As("intern begeleider", 1)
	first := site.Post(here, "/leerlingen/nieuw", form("Noor", "Zandvliet", "3-3-2018")).Is(http.StatusSeeOther)
	site.Post(here, "/leerlingen/nieuw", form("Noor", "Zandvliet", "3-3-2018")).Is(http.StatusOK).Shows("Ja, dit is de leerling", first.To, "Tineke Wolkenveld")
	asked := site.Post(there, "/leerlingen/nieuw", form("Noor", "Zandvliet", "3-3-2018")).Is(http.StatusOK)
	asked.Shows("misschien al een dossier bij een andere school", "Nee, dit is een andere leerling").Hides(here.OrgName, first.To, "Ja, dit is de leerling")
	sure := form(asked.Field("voornaam"), asked.Field("achternaam"), asked.Field("geboortedatum"))
	sure.Set("zeker", "ja")
	second := site.Post(there, "/leerlingen/nieuw", sure).Is(http.StatusSeeOther)

	sec := w.As("secretaris", 0)
	compare := strings.TrimPrefix(second.To, "/leerlingen/")
	site.Get(sec, first.To).Is(http.StatusOK).Shows("Misschien staat deze leerling er twee keer in")
	site.Get(there, second.To+"/dezelfde/"+strings.TrimPrefix(first.To, "/leerlingen/")).Is(http.StatusNotFound)
	page := site.Get(sec, first.To+"/dezelfde/"+compare).Is(http.StatusOK).Shows("Is dit dezelfde leerling?", "Verschilt", here.OrgName, there.OrgName)
	site.Post(sec, first.To+"/dezelfde/"+compare, url.Values{"gezien": {page.Field("gezien")}}).Is(http.StatusUnprocessableEntity).Shows("Schrijf kort waarom")
	site.Post(sec, first.To+"/dezelfde/"+compare, url.Values{"gezien": {page.Field("gezien")}, "reden": {"Zelfde kind."}}).Is(http.StatusSeeOther)
	if led := site.Get(sec, second.To).Is(http.StatusSeeOther); led.To != first.To {
		t.Errorf("the joined pupil leads to %q", led.To)
	}
	site.Get(sec, first.To).Is(http.StatusOK).Shows("Samengevoegd", "Splits weer")
	page = site.Get(sec, first.To+"/splitsen/"+compare).Is(http.StatusOK)
	site.Post(sec, first.To+"/splitsen/"+compare, url.Values{"gezien": {page.Field("gezien")}, "reden": {"Toch niet."}}).Is(http.StatusSeeOther)
	site.Get(sec, second.To).Is(http.StatusOK).Shows(there.OrgName)
}

func TestTwoPeopleChangeOnePupil(t *testing.T) {
	w, site := world(t)
	ib := w.As("intern begeleider", 0)
	to := site.Post(ib, "/leerlingen/nieuw", form("Noor", "Zandvliet", "3-3-2018")).To
	page := site.Get(ib, to+"/wijzigen").Is(http.StatusOK)
	change := form("Noor", "Zandvoort", "3-3-2018")
	change.Set("gezien", page.Field("gezien"))
	change.Set("verzorger 1 id", page.Field("verzorger 1 id"))
	site.Post(ib, to+"/wijzigen", change).Is(http.StatusUnprocessableEntity).Shows("Schrijf kort waarom u dit wijzigt")
	change.Set("reden", "Verkeerd getypt.")
	site.Post(ib, to+"/wijzigen", change).Is(http.StatusSeeOther)
	late := site.Post(w.As("secretaris", 0), to+"/wijzigen", change).Is(http.StatusConflict).Shows("Iemand anders heeft deze leerling net gewijzigd", "Zandvoort")
	change.Set("gezien", late.Field("gezien"))
	site.Post(w.As("secretaris", 0), to+"/wijzigen", change).Is(http.StatusSeeOther)
	site.Get(ib, to).Is(http.StatusOK).Shows("Gewijzigd: Verkeerd getypt.", "is nu Noor Zandvoort")
}

func TestLAW11_TheSchoolDoesNotReadASecretAddress(t *testing.T) {
	w, site := world(t)
	ib := w.As("intern begeleider", 0)
	in := form("Noor", "Zandvliet", "3-3-2018")
	in.Set("verzorger 1 adres", "Verborgen Kade 1")
	in.Set("verzorger 1 postcode", "1234 AB")
	in.Set("verzorger 1 plaats", "Dauwkerk")
	in.Set("verzorger 1 geheim", "ja")
	to := site.Post(ib, "/leerlingen/nieuw", in).To
	site.Get(ib, to).Is(http.StatusOK).Shows("Geheim adres").Hides("Verborgen Kade")
	site.Get(ib, to+"/wijzigen").Is(http.StatusOK).Shows("wordt hier niet getoond").Hides("Verborgen Kade")
	site.Get(w.As("secretaris", 0), to).Is(http.StatusOK).Shows("Verborgen Kade 1", "geef dit niet door")
}

func TestAPupilMovesAndLeaves(t *testing.T) {
	w, site := world(t)
	ib, sec := w.As("intern begeleider", 0), w.As("secretaris", 0)
	to := site.Post(ib, "/leerlingen/nieuw", form("Noor", "Zandvliet", "3-3-2018")).To
	site.Get(ib, to).Hides("Naar een andere school")
	site.Get(ib, to+"/school").Is(http.StatusForbidden)
	page := site.Get(sec, to+"/school").Is(http.StatusOK).Shows("Lopende zaken gaan mee")
	fresh := w.As("intern begeleider", 1)
	site.Post(sec, to+"/school", url.Values{"gezien": {page.Field("gezien")}, "reden": {"Verhuisd."}}).Is(http.StatusUnprocessableEntity).Shows("Kies de nieuwe school")
	site.Post(sec, to+"/school", url.Values{"gezien": {page.Field("gezien")}, "school": {fresh.Org}, "reden": {"Verhuisd."}}).Is(http.StatusSeeOther)
	site.Get(ib, to).Is(http.StatusNotFound)
	page = site.Get(fresh, to+"/vertrek").Is(http.StatusOK)
	site.Post(fresh, to+"/vertrek", url.Values{"gezien": {page.Field("gezien")}, "waarom": {"overleden"}, "dag": {"2-3-2026"}}).Is(http.StatusSeeOther)
	site.Get(fresh, to).Is(http.StatusOK).Shows("Overleden, op 2 maart 2026").Hides("Begin een zaak")
	page = site.Get(fresh, to+"/vertrek").Is(http.StatusOK).Shows("Toch niet vertrokken")
	site.Post(fresh, to+"/vertrek", url.Values{"gezien": {page.Field("gezien")}}).Is(http.StatusSeeOther)
	site.Get(fresh, to).Is(http.StatusOK).Hides("Overleden")
}

func TestALL08_OfACaseElsewhereOnlyItsKindIsTold(t *testing.T) {
	w, site := world(t)
	pupil := w.Pupil(0)
	w.Case(pupil, "tlv-sbo-so", "voorbereiden")
	ib := w.Of("intern begeleider", pupil)
	site.Get(ib, "/leerlingen/"+pupil.ID).Is(http.StatusOK).Shows("Toelaatbaarheidsverklaring voor sbo of so", "/zaken/")
	page := site.Get(w.As("contactpersoon jonge kind", regionOf(t, w, pupil.Region)), "/leerlingen/"+pupil.ID).Is(http.StatusOK)
	page.Shows("Toelaatbaarheidsverklaring voor sbo of so", "U ziet deze zaak niet").Hides("/zaken/")
}

func regionOf(t *testing.T, w *apptest.World, region string) int {
	for n, p := range w.With("contactpersoon jonge kind") {
		if p.Region == region {
			return n
		}
	}
	t.Fatal("nobody follows young children in " + region)
	return 0
}

func TestRGV117_TheListOfYoungChildrenSaysWhoToThinkAlongWith(t *testing.T) {
	w, site := world(t)
	site.Get(w.As("contactpersoon jonge kind", 0), "/jonge-kinderen").Is(http.StatusOK).Shows("3 jaar en 6 maanden", "Denk nu mee")
	site.Get(w.As("secretaris", 0), "/jonge-kinderen").Is(http.StatusForbidden)
}

package privacy_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/store"
	"passend/internal/store/storetest"
	"passend/internal/web/privacy"
	"passend/internal/web/webtest"
)

const guard = "functionaris gegevensbescherming"

func world(t *testing.T) (*apptest.World, *webtest.Site) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	return w, webtest.New(t, w, privacy.Routes())
}

func row(t *testing.T, w *apptest.World, id string) (r store.CaseRow) {
	t.Helper()
	err := w.DB.Tenant(w.Tenant).Read(t.Context(), func(tx *store.Tx) (err error) {
		r, err = tx.Case(id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestALL05_TheLogIsReadByPersonPupilCaseAndPeriod(t *testing.T) {
	w, site := world(t)
	pupil, fg, secretary := w.Pupil(0), w.As(guard, 0), w.As("secretaris", 0)
	id := w.Case(pupil, "tlv-sbo-so", "advisering")
	number := row(t, w, id).Number
	if err := w.App.See(t.Context(), secretary, id, "zaak", func(*app.Case) error { return nil }); err != nil {
		t.Fatal(err)
	}
	site.Get(fg, "/inzagelog").Is(http.StatusOK).Shows(secretary.Name, "Zaak "+number, pupil.FullName())
	found := site.Post(fg, "/inzagelog", url.Values{"persoon": {secretary.Name}}).Is(http.StatusSeeOther)
	if strings.Contains(found.To, strings.Fields(secretary.Name)[0]) {
		t.Errorf("there is a name in the address %s", found.To)
	}
	site.Get(fg, found.To).Is(http.StatusOK).Shows("Beperkt tot", secretary.Name)
	found = site.Post(fg, "/inzagelog", url.Values{"kind": {pupil.FullName()}, "nummer": {number}, "soort": {"lezen"}, "van": {"1-3-2026"}, "tot": {"3-3-2026"}}).Is(http.StatusSeeOther)
	site.Get(fg, found.To).Is(http.StatusOK).Shows("Zaak "+number, "vanaf 1 maart 2026", "Lezen")
	site.Post(fg, "/inzagelog", url.Values{"persoon": {"Niemand Zoheet"}}).Is(http.StatusOK).Shows("Niemand gevonden")
	site.Post(fg, "/inzagelog", url.Values{"nummer": {"2020-99999"}}).Is(http.StatusUnprocessableEntity).Shows("Er is geen zaak met dit nummer")
	site.Post(fg, "/inzagelog", url.Values{"van": {"30-2-2026"}}).Is(http.StatusUnprocessableEntity).Shows("30-2-2026")
	site.Get(fg, "/inzagelog?vanaf=rommel").Is(http.StatusBadRequest)
}

func TestALL05_ADossierOnADayAsksAReason(t *testing.T) {
	w, site := world(t)
	pupil, fg := w.Pupil(0), w.As(guard, 0)
	id := w.Case(pupil, "tlv-sbo-so", "advisering")
	number := row(t, w, id).Number
	site.Get(fg, "/dossier").Is(http.StatusOK).Shows("De reden die u geeft, komt met uw naam in het inzagelogboek")
	site.Post(fg, "/dossier", url.Values{"nummer": {number}, "dag": {"3-3-2026"}, "reden": {"zo"}}).Is(http.StatusUnprocessableEntity).Shows("Schrijf waarom u dit dossier moet zien", number)
	site.Post(fg, "/dossier", url.Values{"nummer": {number}, "dag": {"3-3-2026"}, "reden": {"Klacht van de ouders"}}).Is(http.StatusOK).
		Shows(pupil.FullName(), "Zo was dit dossier aan het einde van 3 maart 2026", "Advies van de deskundigen", "Wat er tot dan gebeurde")
	site.Get(fg, "/inzagelog?zaak="+id).Is(http.StatusOK).Shows("reden: Klacht van de ouders")
	site.Get(fg, "/dossier/"+id+"/wie").Is(http.StatusOK).Shows("De secretaris bewaakt de termijnen", w.As("secretaris", 0).Name)
	site.Get(w.As("secretaris", 0), "/zaken/"+id+"/wie").Is(http.StatusOK).Shows("De secretaris bewaakt de termijnen", "Waarom u deze zaak ziet").Hides(w.As("voorzitter", 0).Name)
	for _, p := range w.With("intern begeleider") {
		if p.Org != pupil.Org {
			site.Get(p, "/zaken/"+id+"/wie").Is(http.StatusNotFound)
		}
	}
}

func TestALL05_TheProofIsRecomputedOnThePage(t *testing.T) {
	w, site := world(t)
	fg := w.As(guard, 0)
	w.Case(w.Pupil(0), "tlv-sbo-so", "advisering")
	anchor, _, err := w.App.Anchor(t.Context(), w.Tenant)
	if err != nil {
		t.Fatal(err)
	}
	site.Get(fg, "/bewijs").Is(http.StatusOK).Shows("3 maart 2026", "Download")
	site.Post(fg, "/bewijs", url.Values{"anker": {"Goedendag,\n\nBewaar dit.\n" + anchor.Text() + "\nGroet"}}).Is(http.StatusOK).Shows("Alles klopt.")
	site.Post(fg, "/bewijs", url.Values{"anker": {strings.Replace(anchor.Text(), `"schakel": `, `"schakel": 1`, 1)}}).Is(http.StatusUnprocessableEntity).Shows("Dit is geen anker van Passend")
	file := site.Get(fg, "/bewijs/2026-03-03").Is(http.StatusOK)
	if file.Body != anchor.Text() {
		t.Error("the file is not the anchor")
	}
	site.Get(fg, "/bewijs/2026-03-04").Is(http.StatusNotFound)
}

func TestLAW10_APersonReleasesWhatIsDestroyed(t *testing.T) {
	w, site := world(t)
	fg := w.As(guard, 0)
	id := w.Case(w.Pupil(0), "tlv-sbo-so", "")
	number := row(t, w, id).Number
	site.Get(fg, "/bewaren").Is(http.StatusOK).Shows("Er is nu niets te vernietigen")
	w.Set("2030-03-05")
	site.Get(fg, "/bewaren").Is(http.StatusOK).Shows(number, "Mag weg", "Blijft bewaard als dat nog moet")
	site.Post(fg, "/bewaren/tegenhouden", url.Values{"nummer": {number}}).Is(http.StatusUnprocessableEntity).Shows("Schrijf waarom dit dossier moet blijven", number)
	site.Post(fg, "/bewaren/tegenhouden", url.Values{"nummer": {number}, "reden": {"rechtszaak"}}).Is(http.StatusSeeOther)
	site.Get(fg, "/bewaren").Is(http.StatusOK).Shows("Tegengehouden", "rechtszaak")
	site.Post(fg, "/bewaren/vernietigen", url.Values{"zaak": {id}, "zeker": {"vernietigen"}}).Is(http.StatusUnprocessableEntity).Shows("wordt tegengehouden")
	site.Post(fg, "/bewaren/tegenhouden", url.Values{"nummer": {number}, "los": {"ja"}}).Is(http.StatusSeeOther)
	site.Post(fg, "/bewaren", nil).Is(http.StatusUnprocessableEntity).Shows("Kies eerst welke dossiers weg mogen")
	site.Post(fg, "/bewaren", url.Values{"zaak": {id}, "nummer " + id: {number}}).Is(http.StatusOK).Shows("1 dossier vernietigen?", number, "kan niet ongedaan")
	site.Post(fg, "/bewaren/vernietigen", url.Values{"zaak": {id}}).Is(http.StatusUnprocessableEntity).Shows("Typ het woord vernietigen om verder te gaan")
	site.Post(fg, "/bewaren/vernietigen", url.Values{"zaak": {id}, "zeker": {"Vernietigen"}}).Is(http.StatusSeeOther)
	site.Post(fg, "/bewaren/vernietigen", url.Values{"zaak": {id}, "zeker": {"vernietigen"}}).Is(http.StatusSeeOther) // sent again
	site.Get(fg, "/bewaren/vernietigd").Is(http.StatusOK).Shows(number, fg.Name, "5 maart 2030")
	site.Get(fg, "/bewaren/besluiten").Is(http.StatusOK).Shows(number)
	site.Get(fg, "/bewaren/besluiten/"+id).Is(http.StatusOK).Shows("Het dossier is vernietigd", "Besluit aan ouders", "TLV")
	site.Post(fg, "/bewaren/besluiten/"+id, url.Values{"zeker": {"ja"}}).Is(http.StatusUnprocessableEntity).Shows("mag nog niet worden vernietigd")
	w.Set("2040-01-10")
	site.Post(fg, "/bewaren/besluiten/"+id, nil).Is(http.StatusUnprocessableEntity).Shows("Er is niets vernietigd")
	site.Post(fg, "/bewaren/besluiten/"+id, url.Values{"zeker": {"ja"}}).Is(http.StatusSeeOther)
	site.Get(fg, "/bewaren/besluiten/"+id).Is(http.StatusNotFound)
	site.Post(fg, "/bewijs", nil).Is(http.StatusOK).Shows("Alles klopt.", number)
	site.Post(fg, "/dossier", url.Values{"nummer": {number}, "dag": {"3-3-2026"}, "reden": {"Klacht van de ouders"}}).Is(http.StatusUnprocessableEntity).Shows("Dit dossier is vernietigd op 5 maart 2030")
}

func TestNobodyElseOpensThePagesOfPrivacy(t *testing.T) {
	w, site := world(t)
	for _, path := range []string{"/inzagelog", "/dossier", "/bewijs", "/bewaren", "/bewaren/vernietigd", "/bewaren/besluiten", "/bewaren/tegenhouden"} {
		for _, function := range []string{"intern begeleider", "secretaris", "deskundige", "beheerder", "directeur-bestuurder", "ouder"} {
			site.Get(w.As(function, 0), path).Is(http.StatusForbidden)
		}
		site.Get(w.As(guard, 0), path).Is(http.StatusOK)
	}
}

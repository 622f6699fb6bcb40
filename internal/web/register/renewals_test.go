package register_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/demo"
	"passend/internal/store"
	"passend/internal/store/storetest"
	"passend/internal/web/register"
	"passend/internal/web/webtest"
)

// endingTLV gives a pupil of a VSO school a TLV that ends this school year.
func endingTLV(t *testing.T, w *apptest.World) app.Pupil {
	t.Helper()
	var pupil app.Pupil
	for _, p := range w.Pupils {
		if p.SchoolType == "vso" {
			pupil = p
		}
	}
	earlier := store.GrantRow{ID: "eerder", What: "tlv", Number: "eerder-1", Pupil: pupil.ID, PupilName: pupil.FullName(), School: "vso", From: "2023-08-01", Until: "2025-07-31", Applicant: pupil.Org}
	err := w.DB.Tenant(w.Tenant).Write(t.Context(), store.Meta{At: w.Now(), Actor: "proef"}, func(tx *store.Tx) error { return tx.PutGrant(earlier) })
	if err != nil {
		t.Fatal(err)
	}
	story := demo.Story{Procedure: "verlenging-tlv-vso", Slow: 2, Values: map[string]string{"ouders stemmen in": "ja", "leerling tekent zelf": "ja", "leerling gehoord": "ja",
		"basisondersteuning genoeg": "nee", "extra ondersteuning genoeg": "nee", "arrangement mogelijk": "nee", "plek nodig": "ja", "gevraagde schoolsoort": "vso", "schoolsoort": "vso",
		"huidige tlv tot en met": "2025-07-31", "huidige categorie": "1 (laag)", "iq": "84", "uitstroombestemming": "arbeid", "emb": "nee", "terugkeer of uitstroom binnen een jaar": "ja",
		"stabiele kindkenmerken": "nee", "gevraagde categorie": "1 (laag)", "vroegtijdige uitstroom bekend": "nee", "van": "2025-08-01"}}
	if _, err := w.Play(t.Context(), pupil, w.Now().AddDate(0, 0, -60), w.Now().Add(-time.Hour), story); err != nil {
		t.Fatal(err)
	}
	return pupil
}

// TestVO25_ASchoolSaysAheadWhatItExpects: the school says per pupil what it
// expects of what ends, who runs the meetings sees it and reminds once.
func TestVO25_ASchoolSaysAheadWhatItExpects(t *testing.T) {
	w := apptest.NewOf(t, storetest.Open(t, "sqlite"), "swv-25-05")
	site := webtest.New(t, w, register.Routes())
	pupil := endingTLV(t, w)
	school, secretary := w.Of("ondersteuningscoördinator", pupil), w.As("secretaris", 0)

	site.Get(secretary, "/verlengingen").Is(http.StatusOK).Shows(pupil.OrgName, "Herinner 1 school", "Dat past")
	site.Get(w.Of("schooldirecteur", pupil), "/verlengingen").Is(http.StatusForbidden)
	site.Post(secretary, "/verlengingen/herinneren", form()).Is(http.StatusSeeOther)
	site.Get(secretary, "/verlengingen").Shows("3 maart 2026")
	site.Get(secretary, "/verlengingen/"+pupil.Org).Is(http.StatusOK).Shows(pupil.FullName(), "Nog niets gehoord")
	site.Get(secretary, "/verlengingen/bestaat-niet").Is(http.StatusNotFound)

	page := site.Get(school, "/verlengingen").Is(http.StatusOK).Shows(pupil.FullName(), "Geef voor 15 januari 2026")
	typed := form("verklaring 0", page.Field("verklaring 0"), "zaak 0", page.Field("zaak 0"), "verwachting 0", "uitstroom bekend", "uitstroom 0", "31-02-2026", "toelichting 0", "Gaat werken.")
	site.Post(school, "/verlengingen", typed).Is(http.StatusUnprocessableEntity).Shows("Gaat werken.", "31-02-2026")
	typed.Set("uitstroom 0", "01-06-2026")
	site.Post(school, "/verlengingen", typed).Is(http.StatusSeeOther)
	site.Get(school, "/verlengingen").Shows("Gaat werken.", "01-06-2026", "Doorgegeven op 3 maart 2026")
	site.Get(secretary, "/verlengingen/"+pupil.Org).Shows("De leerling stroomt eerder uit", "op 1 juni 2026", "Gaat werken.")
	site.Get(secretary, "/verlengingen").Shows("Alles gehoord").Hides("Wie nog niet antwoordde")

	rebuilt, err := w.App.Rebuild(t.Context(), w.Tenant, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range rebuilt.Differences { // the earlier TLV is there without an event
		if strings.Contains(d, "ontbreekt") {
			t.Error(d)
		}
	}
}

package info_test

import (
	"net/http"
	"net/url"
	"testing"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/store/storetest"
	"passend/internal/web/info"
	"passend/internal/web/webtest"
)

// ALL-10: forms, criteria and leaflets can be read by anybody, by version.
func TestALL10_AnybodyReadsTheFormsAndCriteriaOfAnSWV(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	site := webtest.New(t, w, info.Routes())
	nobody := app.Principal{}
	site.Get(nobody, "/informatie").Is(http.StatusOK).Shows("Formulieren en uitleg", "TLV", "Leeg formulier om te printen", "vastgesteld op 23 december 2022")
	swv, err := w.App.SWV(t.Context(), w.Tenant)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range swv.Pages {
		site.Get(nobody, "/informatie/uitleg/"+url.PathEscape(l.Name)).Is(http.StatusOK).Shows(l.Title, l.Version)
	}
	for _, p := range swv.Procedures {
		site.Get(nobody, "/informatie/procedure/"+p.ID).Is(http.StatusOK).Shows(p.Title, "Zo gaat het")
		site.Get(nobody, "/informatie/procedure/"+p.ID+"/regels").Is(http.StatusOK).Shows("Dit is precies wat het programma doet")
		if len(p.Sections) > 0 {
			site.Get(nobody, "/informatie/procedure/"+p.ID+"/formulier").Is(http.StatusOK).Shows("Leeg formulier", "DEMONSTRATIE", p.Sections[0].Title)
		}
	}
	site.Get(nobody, "/informatie/uitleg/onbekend").Is(http.StatusNotFound)
	site.Get(nobody, "/informatie/procedure/onbekend").Is(http.StatusNotFound)
}

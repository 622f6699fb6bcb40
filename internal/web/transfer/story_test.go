package transfer_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/oso/sample"
	"passend/internal/store/storetest"
	"passend/internal/web/transfer"
	"passend/internal/web/webtest"
)

func world(t *testing.T) (*apptest.World, *webtest.Site) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	return w, webtest.New(t, w, transfer.Routes())
}

// upload sends the form with a file; without content no file is chosen.
func upload(t *testing.T, site *webtest.Site, who app.Principal, kind string, content []byte) webtest.Answer {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	m.WriteField("soort", kind)
	name := ""
	if content != nil {
		name = "oso.xml"
	}
	part, err := m.CreateFormFile("bestand", name)
	if err != nil {
		t.Fatal(err)
	}
	part.Write(content)
	m.Close()
	r := httptest.NewRequest("POST", "/"+who.Tenant+"/oso", &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return site.Send(who, r)
}

func TestASchoolBeginsACaseFromAFileAndSeesWhatStayedBehind(t *testing.T) {
	w, site := world(t)
	ib := w.As("intern begeleider", 0)
	site.Get(ib, "/oso").Is(http.StatusOK).Shows("Begin uit een OSO-bestand", "Ondersteuningsteam", "Haal een verzonnen OSO-bestand op")
	sent := upload(t, site, ib, "ondersteuningsteam", sample.Pupil("Fenna <b>", "Proefpersoon", "2017-05-03", "L-77").XML()).Is(http.StatusSeeOther)
	file := site.Get(ib, sent.To).Is(http.StatusOK)
	file.Shows("OSO-bestand van Fenna <b> Proefpersoon", "lezen in kleine stappen", "Dit zegt iets over de gezondheid", "Kan niet worden overgenomen", "Dit blijft achter", "Verzuim", "Adres is geheim")
	form := url.Values{"voornaam": {"Fenna"}, "schoolsoort": {"bao"}, "groep": {"5"}, "blok": {"onderwijsondersteuning/handelingsplan"},
		"document": {"/dossier/huidigeschool/leerling/onderwijsondersteuning/opp/document", "/dossier/huidigeschool/leerling/onderwijsondersteuning/diagnose/document[2]"}}
	site.Post(ib, sent.To, form).Is(http.StatusUnprocessableEntity).Shows("Vul ten minste één ouder of verzorger in")
	form.Set("verzorger 1 mee", "ja")
	form.Set("verzorger 1 relatie", "moeder")
	form.Set("verzorger 1 gezag", "ja")
	form.Set("schoolsoort", "vo")
	wrong := site.Post(ib, sent.To, form).Is(http.StatusUnprocessableEntity).Shows("Kies de soort school")
	if wrong.Field("voornaam") != "Fenna" {
		t.Errorf("what was typed came back as %q", wrong.Field("voornaam"))
	}
	form.Set("schoolsoort", "bao")
	done := site.Post(ib, sent.To, form).Is(http.StatusSeeOther)
	if done.To != sent.To {
		t.Fatalf("with something left behind it leads to %s", done.To)
	}
	site.Get(ib, done.To).Is(http.StatusOK).Shows("De zaak is begonnen", "1 antwoord in het formulier", "Ontwikkelingsperspectief van Fenna", "Niet overgenomen", "Verslag dat niet opengaat", "Ga naar de zaak")
}

func TestAFileThatIsRefusedSaysWhyBesideTheField(t *testing.T) {
	w, site := world(t)
	ib := w.As("intern begeleider", 0)
	good := sample.Pupil("Fenna", "Proefpersoon", "2017-05-03", "L-77")
	upload(t, site, ib, "", good.XML()).Is(http.StatusUnprocessableEntity).Shows("Kies wat u wilt beginnen.")
	upload(t, site, ib, "ondersteuningsteam", nil).Is(http.StatusUnprocessableEntity).Shows("Kies het OSO-bestand van de leerling.")
	upload(t, site, ib, "ondersteuningsteam", []byte("geen xml")).Is(http.StatusUnprocessableEntity).Shows("beschadigd of is geen OSO-bestand")
	refused := upload(t, site, ib, "ondersteuningsteam", good.Set("bsn", "123456782").XML()).Is(http.StatusUnprocessableEntity)
	refused.Shows("burgerservicenummer (BSN)", "PaO.LL12", "/dossier/huidigeschool/leerling/bsn").Hides("123456782", "Proefpersoon")
	upload(t, site, ib, "geen-soort", sample.Pupil("A", "B", "2017-05-03", "1").XML()).Is(http.StatusNotFound)
}

func TestAFileIsForWhoSentIt(t *testing.T) {
	w, site := world(t)
	ib := w.As("intern begeleider", 0)
	sent := upload(t, site, ib, "ondersteuningsteam", sample.Pupil("Fenna", "Proefpersoon", "2017-05-03", "L-77").XML()).Is(http.StatusSeeOther)
	site.Get(w.As("intern begeleider", 1), sent.To).Is(http.StatusNotFound)
	for _, function := range []string{"secretaris", "deskundige", "schoolbestuurder", "steunpuntcoördinator"} {
		site.Get(w.As(function, 0), "/oso").Is(http.StatusForbidden)
		site.Get(w.As(function, 0), sent.To).Is(http.StatusForbidden)
	}
	if gone := site.Post(ib, sent.To+"/weg", nil).Is(http.StatusSeeOther); !strings.HasSuffix(gone.To, "/oso") {
		t.Errorf("throwing away leads to %s", gone.To)
	}
	site.Get(ib, sent.To).Is(http.StatusNotFound)
}

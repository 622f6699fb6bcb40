package batch_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"passend/internal/app/apptest"
	"passend/internal/store/storetest"
	"passend/internal/web/batch"
	"passend/internal/web/webtest"
)

// place is the pages of the small world of sheets.
type place struct {
	*apptest.Sheets
	site *webtest.Site
	t    *testing.T
}

func newPlace(t *testing.T) place {
	w := apptest.NewSheets(t, storetest.Open(t, "sqlite"), "swv-25-05")
	return place{w, webtest.New(t, w.World(), batch.Routes()), t}
}

func (p place) get(function, path string) webtest.Answer {
	return p.site.Send(p.As(function), httptest.NewRequest("GET", strings.ReplaceAll("/swv-25-05"+path, " ", "%20"), nil))
}

func (p place) post(function, path string, form url.Values) webtest.Answer {
	r := httptest.NewRequest("POST", strings.ReplaceAll("/swv-25-05"+path, " ", "%20"), strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return p.site.Send(p.As(function), r)
}

func (p place) upload(function, kind string, content []byte) webtest.Answer {
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	file, err := m.CreateFormFile("bestand", "leerlingen.csv")
	if err == nil {
		_, err = file.Write(content)
	}
	if err == nil {
		err = m.Close()
	}
	if err != nil {
		p.t.Fatal(err)
	}
	r := httptest.NewRequest("POST", "/swv-25-05/aanleveren/rekenblad/"+kind, &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return p.site.Send(p.As(function), r)
}

const head = "Voornaam;Achternaam;Geboortedatum;Naam ouder of verzorger;Basisschooladvies;Vanaf;IQ;IQ-test;Datum IQ-test;DL begrijpend lezen;DLE begrijpend lezen;DL spellen;DLE spellen;Regels van de ISK;Zienswijze van de ouders;BSN\n"

func row(name, birth string, iq int) string {
	return fmt.Sprintf("%s;Voorbeeld;%s;Mina Voorbeeld;Praktijkonderwijs;1-8-2027;%d;Zelfgemaakte test;14-1-2020;60;30;60;20;nee;Wij zijn het eens.;123456782\n", name, birth, iq)
}

func path(a webtest.Answer) string {
	return strings.TrimPrefix(strings.ReplaceAll(a.To, "%20", " "), "/swv-25-05")
}

var shownCase = regexp.MustCompile(`name="zaak" value="([^"]+)"`)

func cases(a webtest.Answer) (all []string) {
	for _, m := range shownCase.FindAllStringSubmatch(a.Body, -1) {
		all = append(all, m[1])
	}
	return all
}

// VO-16, VO-17, VO-19, VO-23: the whole way over the pages.
func TestASchoolHandsInASheetAndTheLoketDecidesInOneMeeting(t *testing.T) {
	p := newPlace(t)
	const school = "ondersteuningscoördinator"
	p.get(school, "/aanleveren").Is(200).Shows("Download het rekenblad", "Er is nog niets aangeleverd")
	p.get(school, "/aanleveren/rekenblad/tlv-pro").Is(200)
	p.upload(school, "tlv-pro", []byte("%PDF-1.7")).Is(422).Shows("Dit is een PDF, geen rekenblad")
	p.upload(school, "tlv-pro", nil).Is(422)
	p.upload("secretaris", "tlv-pro", []byte(head)).Is(403)
	sent := p.upload(school, "tlv-pro", []byte(head+row("Noor", "3-3-2014", 68)+row("Sam", "4-4-2014", 90)+row("Fout", "31-2-2014", 60))).Is(303)
	reeks := path(sent)
	page := p.get(school, reeks).Is(200).Shows("Noor Voorbeeld", "Past", "Tegenstrijdig", "Regels met een fout", "Kolom “Geboortedatum”", "staat niet op de lijst", "ouder dan twee jaar", "dle begrijpend lezen").Hides("123456782")
	p.get(school, reeks+"?toon=tegenstrijdig").Is(200).Shows("Sam Voorbeeld").Hides("Open de aanvraag van Noor")

	mend := regexp.MustCompile(`/swv-25-05(/aanleveren/reeks/[^"]+/regel/[^"]+)"`).FindStringSubmatch(page.Body)[1]
	form := p.get(school, mend).Is(200).Shows("Dit is geen datum")
	typed := url.Values{}
	for _, key := range []string{"voornaam", "achternaam", "ouder", "basisschooladvies", "van", "iq", "iq-test", "datum iq-test", "zienswijze van de ouders", "dl begrijpend lezen", "dle begrijpend lezen", "dl spellen", "dle spellen"} {
		typed.Set("cel-"+key, form.Field("cel-"+key))
	}
	typed.Set("cel-isk", "nee")
	typed.Set("cel-basisschooladvies", "Praktijkonderwijs")
	typed.Set("cel-zienswijze van de ouders", "Eens.")
	typed.Set("cel-geboortedatum", "28-2-2014")
	p.post(school, mend, typed).Is(303)
	page = p.get(school, reeks).Is(200).Shows("Fout Voorbeeld").Hides("Regels met een fout")

	fill := regexp.MustCompile(`/swv-25-05(/aanleveren/leerling/[^"]+)"`)
	for _, m := range fill.FindAllStringSubmatch(page.Body, -1) {
		if answer := p.get(school, m[1]).Is(200); strings.Contains(answer.Body, "best passende plek") {
			p.post(school, m[1], url.Values{"toelichting": {"123456782"}}).Is(422)
			p.post(school, m[1], url.Values{"toelichting": {"Dit past het best."}, "inzet van de school": {"Extra uitdaging."}}).Is(303)
		}
	}
	for _, function := range []string{"schooldirecteur", "gedragswetenschapper"} {
		answer := p.get(function, reeks).Is(200).Shows("Onderteken voor 3 leerlingen")
		p.post(function, reeks+"/tekenen", url.Values{"handtekening": {answer.Field("handtekening")}, "gezien": {"iets anders"}}).Is(303)
		p.get(function, reeks).Shows("Onderteken voor 3 leerlingen")
		p.post(function, reeks+"/tekenen", url.Values{"handtekening": {answer.Field("handtekening")}, "gezien": {answer.Field("gezien")}}).Is(303)
		p.get(function, reeks).Hides("Onderteken voor")
	}
	p.post(school, "/aanleveren/samen", url.Values{"actie": {"indienen"}, "terug": {"https://elders.example"}}).Is(303)
	p.together(school, reeks, "indienen", nil)
	all := "/aanleveren/soort/tlv-pro"
	p.together("secretaris", all, "naar de deskundigen", url.Values{"wie adviseert eerst": {"a lid van het loket"}, "wie is de deskundige": {"a deskundige pro"}})
	advice := url.Values{"toelaatbaar": {"ja"}, "motivering": {"De gegevens passen."}}
	p.together("lid van het loket", all, "eerste advies", advice)
	p.together("deskundige pro", all, "advies van de deskundige", advice)
	p.together("directeur", all, "verlenen", url.Values{})
	p.get(school, reeks+"?toon=bron").Is(200).Shows("Nog niet in BRON", "Nummer 27")
	p.get(school, reeks+"/bron").Is(200).Shows("nog niet in BRON", "03-03-2014")
	if zip := p.get(school, reeks+"/documenten").Is(200); !strings.HasPrefix(zip.Body, "PK") {
		t.Error("no ZIP")
	}
	p.together(school, reeks, "geregistreerd in bron", nil)
	p.get(school, reeks+"?toon=bron").Is(200).Shows("Hier staan geen leerlingen")
}

// together chooses all that is shown, and answers what is asked.
func (p place) together(function, page, action string, answers url.Values) {
	p.t.Helper()
	shown := p.get(function, page).Is(200)
	form := url.Values{"actie": {action}, "zaak": cases(shown), "terug": {"/swv-25-05" + page}}
	if answers != nil {
		p.post(function, "/aanleveren/samen", form).Is(200).Shows("tegelijk")
		form.Set("stap", "doen")
		for name, values := range answers {
			form[name] = values
		}
	}
	done := p.post(function, "/aanleveren/samen", form).Is(http.StatusSeeOther)
	if path(done) != page {
		p.t.Errorf("back to %s", done.To)
	}
}

// ALL-05.
func TestABatchIsShutForOthers(t *testing.T) {
	p := newPlace(t)
	reeks := path(p.upload("ondersteuningscoördinator", "tlv-pro", []byte(head+row("Noor", "3-3-2014", 68))).Is(303))
	for _, part := range []string{"", "/documenten", "/bron", "/regel/x"} {
		p.get("andere school", reeks+part).Is(404)
	}
	p.get("secretaris", reeks).Is(200).Hides("Noor")
	p.get("beheerder", "/aanleveren").Is(403)
	p.get("andere school", "/aanleveren/soort/tlv-pro").Is(403)
	id, _, _ := strings.Cut(cases(p.get("ondersteuningscoördinator", reeks))[0], ":")
	p.get("andere school", "/aanleveren/leerling/"+id).Is(404)
	p.post("andere school", "/aanleveren/samen", url.Values{"actie": {"indienen"}, "zaak": {id + ":1"}}).Is(404)
}

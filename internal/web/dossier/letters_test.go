package dossier_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/web/dossier/stage"
)

func day(text string) civil.Day {
	d, err := civil.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

// decided is a request that was granted, with a photo and a Word document in it.
func decided(t *testing.T) *stage.Site {
	s := begun(t)
	for _, f := range []struct {
		name string
		data []byte
	}{{"verslag.docx", stage.DOCX("Verslag")}, {"foto.jpg", stage.JPEG()}} {
		s.Send("ib", "/documenten/nieuw", s.Get("ib", "/documenten/nieuw?soort=verslag").Hidden(), f.name, f.data).Is(http.StatusSeeOther)
	}
	s.Submit(stage.PDF("OPP van de leerling"))
	s.Grant()
	return s
}

func letterTo(t *testing.T, s *stage.Site, name string, decision bool) casefile.LetterState {
	t.Helper()
	for _, l := range s.State().Letters {
		if l.ToName == name && l.Decision == decision {
			return l
		}
	}
	t.Fatalf("there is no letter to %s", name)
	return casefile.LetterState{}
}

func TestEachReadsTheOwnLettersAndTheStaffAllOfThem(t *testing.T) {
	s := decided(t)
	mother, father := letterTo(t, s, "Mina Voorbeeld", true), letterTo(t, s, "Vic Voorbeeld", true)
	s.Get("moeder", "/brieven").Is(http.StatusOK).Says("Besluit", "Mina Voorbeeld", "Nog niet verzonden", "begint de dag na verzending").Not("Vic Voorbeeld", "Ontvangstbevestiging")
	s.Get("ib", "/brieven").Is(http.StatusOK).Says("Ontvangstbevestiging", "De Linde").Not("Mina Voorbeeld", "Vic Voorbeeld")
	s.Get("secretaris", "/brieven").Says("Mina Voorbeeld", "Vic Voorbeeld", "Ontvangstbevestiging", "uiterlijk 10 maart 2026")

	s.Get("moeder", "/brieven/"+mother.ID).Is(http.StatusOK).Says("Besluit over Sanne Voorbeeld", "Deze brief gaat per post.", "DEMONSTRATIE")
	for _, rest := range []string{"", "/pdf"} {
		s.Get("moeder", "/brieven/"+father.ID+rest).Is(http.StatusNotFound)
		s.Get("ib", "/brieven/"+mother.ID+rest).Is(http.StatusNotFound)
		s.Get("andere ib", "/brieven/"+mother.ID+rest).Is(http.StatusNotFound)
	}
	a := s.Get("moeder", "/brieven/"+mother.ID+"/pdf").Is(http.StatusOK)
	if !strings.HasPrefix(a.Body, "%PDF-") || a.Head.Get("Content-Type") != "application/pdf" {
		t.Error("the letter is no PDF")
	}
	if line := s.Log()[0]; line.Kind != "downloaden" || line.Part != "brief" {
		t.Errorf("the log says %+v", line)
	}
	s.Get("secretaris", "/brieven/"+father.ID).Says("adres bekend bij het samenwerkingsverband").Not("Verborgen Pad")
}

func TestPostingShowsUntilWhenEachAddresseeCanObject(t *testing.T) {
	s := decided(t)
	mother := letterTo(t, s, "Mina Voorbeeld", true)
	done, err := s.App.PostLetters(t.Context(), s.Principal("secretaris"), day("2026-03-03"), []app.LetterKey{{Case: s.Case, ID: mother.ID}})
	if err != nil || done[0].Refusal != nil || done[0].Terms != 1 {
		t.Fatalf("%+v %v", done, err)
	}
	s.Get("moeder", "/brieven").Says("3 maart 2026", "per post", "14 april 2026")
	s.Get("moeder", "/brieven/"+mother.ID).Says("Bezwaar maken kan tot en met 14 april 2026.")
}

func objection(t *testing.T) *stage.Site {
	s := decided(t)
	res := s.Do("moeder", casefile.Act{Action: "bezwaar maken"})
	if len(res.Opened) != 1 {
		t.Fatalf("no objection was opened: %+v", res)
	}
	s.Case = res.Opened[0]
	return s
}

func TestTheBundleHoldsAllPapersOfTheObjectionAndItsDecision(t *testing.T) {
	s := objection(t)
	for _, who := range []string{"moeder"} {
		s.Get(who, "/bundel").Is(http.StatusForbidden)
	}
	a := s.Get("secretaris", "/bundel").Is(http.StatusOK)
	a.Says("Formulier: Toelaatbaarheidsverklaring sbo of so", "Ontwikkelingsperspectief", "Verslag", "alleen in het ZIP-bestand", "Adviezen en besluiten", "Besluit (Mina Voorbeeld)", "Verloop en termijnen: Bezwaar")
	keys := keysIn(a.Body)
	s.Post("secretaris", "/bundel", typed("vorm", "pdf")).Is(http.StatusUnprocessableEntity).Says("Kies ten minste één stuk.")
	s.Post("moeder", "/bundel", typed("vorm", "pdf", "stuk", keys[0])).Is(http.StatusForbidden)

	form := typed("vorm", "pdf")
	form["stuk"] = keys
	pdf := s.Post("secretaris", "/bundel", form).Is(http.StatusOK)
	if line := s.Log()[0]; line.Kind != "exporteren" || line.Part != "bundel" {
		t.Errorf("the log says %+v", line)
	}
	text := textOf(t, []byte(pdf.Body))
	for _, want := range []string{"Inhoud van het dossier van Sanne Voorbeeld", "alleen in", "OPP van de leerling", "Wij geven een verklaring", "Wat vraagt de school?", "pagina 1 van", "Orla Pedago"} {
		if !strings.Contains(text, want) {
			t.Errorf("the PDF does not say %q", want)
		}
	}

	form.Set("vorm", "zip")
	files := unzip(t, s.Post("secretaris", "/bundel", form).Is(http.StatusOK).Body)
	if len(files) != len(keys)+1 || files["00 Inhoud.pdf"] == nil {
		t.Errorf("the ZIP holds %d files, want %d", len(files), len(keys)+1)
	}
	found := 0
	for name, data := range files {
		if strings.HasSuffix(name, ".docx") || strings.HasSuffix(name, ".jpg") {
			found++
			if !bytes.Equal(data, stage.JPEG()) && !bytes.HasPrefix(data, []byte("PK")) {
				t.Errorf("%s came out changed", name)
			}
		}
	}
	if found != 2 {
		t.Errorf("%d documents are in the ZIP as they came in, want 2", found)
	}
}

func TestADossierLeavesInOpenForms(t *testing.T) {
	s := decided(t)
	s.Post("bestuurder", "/uitvoer", nil).Is(http.StatusForbidden)
	s.Post("ib", "/uitvoer", nil).Is(http.StatusForbidden)
	files := unzip(t, s.Post("secretaris", "/uitvoer", nil).Is(http.StatusOK).Body)
	var events struct{ Gebeurtenissen []struct{ Soort string } }
	if err := json.Unmarshal(files["gegevens/gebeurtenissen.json"], &events); err != nil || events.Gebeurtenissen[0].Soort != "begonnen" {
		t.Errorf("the events are not readable: %v", err)
	}
	html := 0
	for name := range files {
		if strings.HasPrefix(name, "toegankelijk/") {
			html++
		}
	}
	if html < 5 {
		t.Errorf("%d papers stand in the ZIP as HTML", html)
	}
	if line := s.Log()[0]; line.Kind != "exporteren" || line.Part != "dossier" {
		t.Errorf("the log says %+v", line)
	}
}

func TestThePrintedDossierHoldsWhatTheReaderSees(t *testing.T) {
	s := decided(t)
	s.Get("moeder", "/afdrukken").Is(http.StatusOK).Says("Dossier van Sanne Voorbeeld", "Wat vraagt de school?", "Ontwikkelingsperspectief", "Besluit (Mina Voorbeeld)", "Beslistermijn", "Afgedrukt door Mina Voorbeeld").Not("Geachte Vic Voorbeeld")
	s.Get("ib", "/afdrukken").Is(http.StatusOK).Says("Wat vraagt de school?").Not("Besluit (Mina Voorbeeld)")
	if line := s.Log()[0]; line.Kind != "afdrukken" {
		t.Errorf("the log says %+v", line)
	}
	if n := strings.Count(s.Get("moeder", "/afdrukken").Body, "<h1"); n != 1 {
		t.Errorf("the page has %d main headings", n)
	}
}

func keysIn(body string) []string {
	var keys []string
	for rest := body; ; {
		_, after, ok := strings.Cut(rest, `name="stuk" value="`)
		if !ok {
			return keys
		}
		key, tail, _ := strings.Cut(after, `"`)
		keys, rest = append(keys, key), tail
	}
}

func textOf(t *testing.T, file []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func unzip(t *testing.T, body string) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

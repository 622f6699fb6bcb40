package dossier_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/store"
	"passend/internal/web/dossier"
	"passend/internal/web/dossier/stage"
)

var typed, with = stage.Typed, stage.With

func begun(t *testing.T) *stage.Site {
	s := stage.New(t, dossier.Routes())
	s.Begin()
	return s
}

// opp is the form of an OPP that is complete.
func opp(a stage.Answer) url.Values {
	return with(a.Hidden(), "datum", "20-01-2026", "getekend ouders", "21-01-2026", "onderdeel uitstroomprofiel", "ja",
		"onderdeel afwijking van het onderwijsprogramma", "ja", "onderdeel handelingsdeel", "nvt", "onderdeel handelingsdeel reden", "alleen begeleiding")
}

func TestDocumentsSayWhatIsMissingAndTakeWhatIsSent(t *testing.T) {
	s := begun(t)
	s.Get("ib", "/documenten").Is(http.StatusOK).Says("Ontwikkelingsperspectief", "Ontbreekt", "Dit document hoort bij een volledig dossier.", "Voeg een document toe")
	s.Get("ib", "/documenten/nieuw").Is(http.StatusOK).Says("Ontwikkelingsperspectief", "Nodig", "Verslag")
	form := s.Get("ib", "/documenten/nieuw?soort=opp").Is(http.StatusOK).Says("ten hoogste 25 MB", "burgerservicenummer", "In het document staat: uitstroomprofiel", "Datum van de handtekening: Ouders")

	s.Send("ib", "/documenten/nieuw", opp(form), "opp Sanne.pdf", stage.PDF("Ontwikkelingsperspectief")).Is(http.StatusSeeOther)
	s.Get("ib", "/documenten").Is(http.StatusOK).Says("opp Sanne", "Van 20 januari 2026, 1 maand oud", "Getekend", "De documenten zijn compleet.").Not("Ontbreekt")
	doc := s.State().Documents[0]
	if doc.Parts["handelingsdeel"] != "alleen begeleiding" || doc.Signed["ouders"].String() != "2026-01-21" || doc.Size == 0 || doc.Pages != 1 {
		t.Errorf("the document was kept as %+v", doc)
	}
	s.Get("moeder", "/documenten/"+doc.ID).Is(http.StatusOK).Says("niet van toepassing: alleen begeleiding", "21 januari 2026").Not("Verwijder")
}

// Every kind of file that is taken, and what a browser may do with it.
func TestFilesComeBackAsTheyWentInAndNothingInThemRuns(t *testing.T) {
	s := begun(t)
	for _, f := range []struct {
		name, mime, how string
		data            []byte
	}{
		{"verslag.pdf", "application/pdf", "attachment", stage.PDF("Verslag")},
		{"verslag.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "attachment", stage.DOCX("Verslag")},
		{"foto.jpg", "image/jpeg", "inline", stage.JPEG()},
		{"scan.png", "image/png", "inline", stage.PNG()},
		{"foto.heic", "image/heic", "attachment", stage.HEIC()},
	} {
		form := s.Get("ib", "/documenten/nieuw?soort=verslag").Hidden()
		s.Send("ib", "/documenten/nieuw", form, f.name, f.data).Is(http.StatusSeeOther)
		docs := s.State().Documents
		back := s.Get("moeder", "/documenten/"+docs[len(docs)-1].ID+"/bestand").Is(http.StatusOK)
		if back.Body != string(f.data) {
			t.Errorf("%s came back changed", f.name)
		}
		for key, want := range map[string]string{"Content-Type": f.mime, "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store",
			"Content-Length": strconv.Itoa(len(f.data)), "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'"} {
			if got := back.Head.Get(key); got != want {
				t.Errorf("%s: %s is %q, want %q", f.name, key, got, want)
			}
		}
		if got := back.Head.Get("Content-Disposition"); !strings.HasPrefix(got, f.how) {
			t.Errorf("%s is handed out as %q, want %s", f.name, got, f.how)
		}
		if line := s.Log()[0]; line.Kind != "downloaden" || line.Cases[0] != s.Case || line.Account != "m" {
			t.Errorf("the log says %+v", line)
		}
	}
	last := s.State().Documents[4]
	s.Get("ib", "/documenten/"+last.ID).Says("Uw browser kan die niet tonen").Says("niet op elk apparaat te bekijken")
}

func TestARefusedDocumentLosesNothingTypedAndLeavesNoBytes(t *testing.T) {
	s := begun(t)
	form := s.Get("ib", "/documenten/nieuw?soort=opp").Is(http.StatusOK)
	for name, c := range map[string]struct {
		change []string
		file   string
		data   []byte
		says   string
	}{
		"a ZIP called .pdf":       {nil, "opp.pdf", stage.ZIP("virus.exe", "MZ"), "Dit soort bestand kan niet worden toegevoegd."},
		"a day in the future":     {[]string{"datum", "1-1-2030"}, "opp.pdf", stage.PDF("OPP"), "ligt in de toekomst"},
		"a day that is none":      {[]string{"datum", "30-02-2026"}, "opp.pdf", stage.PDF("OPP"), "Vul een datum in"},
		"no file":                 {nil, "", nil, "Kies het bestand dat u wilt toevoegen."},
		"an empty file":           {nil, "opp.pdf", []byte{}, "Dit bestand is leeg."},
		"a number in the name":    {nil, "opp " + stage.Number() + ".pdf", stage.PDF("OPP"), "burgerservicenummer"},
		"a number in a reason":    {[]string{"onderdeel handelingsdeel reden", "zie " + stage.Number()}, "opp.pdf", stage.PDF("OPP"), "burgerservicenummer"},
		"a part without a reason": {[]string{"onderdeel handelingsdeel reden", ""}, "opp.pdf", stage.PDF("OPP"), "Schrijf waarom dit onderdeel niet van toepassing is."},
	} {
		answers := with(opp(form), append([]string{"titel", "Het perspectief"}, c.change...)...)
		a := s.Send("ib", "/documenten/nieuw", answers, c.file, c.data).Is(http.StatusUnprocessableEntity).Says(c.says)
		if !strings.Contains(a.Body, `value="Het perspectief"`) || !strings.Contains(a.Body, `value="21-01-2026"`) {
			t.Errorf("%s: what was typed is gone", name)
		}
		if n := s.Files(); n != 0 {
			t.Errorf("%s: %d files remain in the store", name, n)
		}
	}
	if docs := s.State().Documents; len(docs) > 0 {
		t.Errorf("the dossier holds %d documents", len(docs))
	}
}

// The core may refuse, or somebody else may have been first, after the bytes
// were kept.
func TestBytesOfAConflictAreRemoved(t *testing.T) {
	s := begun(t)
	form := s.Get("ib", "/documenten/nieuw?soort=verslag").Hidden()
	s.Do("moeder", casefile.Sign{Signing: "akkoord ouders"})
	s.Send("ib", "/documenten/nieuw", with(form, "titel", "Verslag van mei"), "a.pdf", stage.PDF("A")).
		Is(http.StatusConflict).Says("Mina Voorbeeld heeft deze zaak net gewijzigd.", "Er is al getekend")
	if n := s.Files(); n != 0 {
		t.Errorf("%d files remain in the store", n)
	}
}

func TestTwoGigabytesAreRefusedBeforeTheyAreSent(t *testing.T) {
	s := begun(t)
	form := s.Get("ib", "/documenten/nieuw?soort=verslag").Hidden()
	body, kind := stage.Form(with(form, "titel", "Film"), "film.pdf", []byte("%PDF-1.7"))
	r := httptest.NewRequest("POST", s.Path("/documenten/nieuw"), body)
	r.Header.Set("Content-Type", kind)
	r.ContentLength = 2 << 30
	a := s.Ask("ib", r).Is(http.StatusRequestEntityTooLarge).Says("groter dan 25 MB")
	if !strings.Contains(a.Body, `value="Film"`) || a.Head.Get("Connection") != "close" {
		t.Error("what was typed is gone, or the connection is kept waiting")
	}
}

// endless is a file that never ends.
type endless struct{ sent int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	e.sent += len(p)
	return len(p), nil
}

func TestAFileWithoutEndIsCutOff(t *testing.T) {
	s := begun(t)
	form := s.Get("ib", "/documenten/nieuw?soort=verslag").Hidden()
	body, kind := stage.Form(form, "film.pdf", []byte("%PDF-1.7\n"))
	head, _, _ := bytes.Cut(body.Bytes(), []byte("%PDF-1.7\n"))
	rest := &endless{}
	r := httptest.NewRequest("POST", s.Path("/documenten/nieuw"), struct{ *joined }{&joined{bytes.NewReader(head), rest}})
	r.Header.Set("Content-Type", kind)
	r.ContentLength = -1
	s.Ask("ib", r).Is(http.StatusUnprocessableEntity).Says("groter dan 25 MB")
	if rest.sent > app.MaxDocument+4<<20 {
		t.Errorf("%d bytes were read of a file that is too large", rest.sent)
	}
	if n := s.Files(); n != 0 {
		t.Errorf("%d files remain in the store", n)
	}
}

type joined struct {
	head *bytes.Reader
	rest *endless
}

func (j *joined) Read(p []byte) (int, error) {
	if j.head.Len() > 0 {
		return j.head.Read(p)
	}
	return j.rest.Read(p)
}

func TestWarningsOfTheDoorAreShownAfterwards(t *testing.T) {
	s := begun(t)
	form := s.Get("ib", "/documenten/nieuw?soort=verslag").Hidden()
	a := s.Send("ib", "/documenten/nieuw", form, "verslag.docx", stage.DOCX("Het nummer is "+stage.Number()+".")).Is(http.StatusSeeOther)
	if !strings.Contains(a.To, "/documenten/") {
		t.Errorf("after a warning the reader is led to %s", a.To)
	}
	s.GetFrom("ib", a.To).Says("Een samenwerkingsverband mag dat niet hebben.", "Vervang of wijzig", "Verwijder").Not(stage.Number())
	s.Get("ib", "/documenten").Says("Er is 1 ding om na te kijken in dit document.")
}

func TestReplacingAndRemovingForgetTheOldBytes(t *testing.T) {
	s := begun(t)
	s.Send("ib", "/documenten/nieuw", opp(s.Get("ib", "/documenten/nieuw?soort=opp")), "opp.pdf", stage.PDF("Eerste")).Is(http.StatusSeeOther)
	first := s.State().Documents[0]

	// Only what is said of it changes: the same bytes, the same document.
	form := s.Get("ib", "/documenten/"+first.ID+"/wijzigen").Is(http.StatusOK).Says("Nu staat hier: opp.pdf")
	s.Send("ib", "/documenten/"+first.ID+"/wijzigen", with(opp(form), "datum", "19-01-2026"), "", nil).Is(http.StatusSeeOther)
	same := s.State().Documents[0]
	if same.ID != first.ID || same.SHA256 != first.SHA256 || same.Dated.String() != "2026-01-19" {
		t.Errorf("the document became %+v", same)
	}

	form = s.Get("ib", "/documenten/"+first.ID+"/wijzigen")
	s.Send("ib", "/documenten/"+first.ID+"/wijzigen", opp(form), "opp2.pdf", stage.PDF("Tweede")).Is(http.StatusSeeOther)
	second := s.State().Documents[0]
	if second.SHA256 == first.SHA256 || len(s.State().Documents) != 1 || s.Files() != 1 {
		t.Errorf("after replacing there are %d documents and %d files", len(s.State().Documents), s.Files())
	}
	s.Get("ib", "/documenten").Says("versie 2")
	s.Get("ib", "/documenten/"+first.ID+"/bestand").Is(http.StatusNotFound)

	removal := s.Get("ib", "/documenten/"+second.ID+"/verwijderen").Is(http.StatusOK).Says("Het bestand wordt gewist.")
	s.Post("ib", "/documenten/"+second.ID+"/verwijderen", removal.Hidden()).Is(http.StatusUnprocessableEntity).Says("Schrijf kort waarom dit document weg kan.")
	s.Post("ib", "/documenten/"+second.ID+"/verwijderen", with(removal.Hidden(), "reden", "te veel", "toelichting", "staat al in het dossier van de school")).Is(http.StatusSeeOther)
	if len(s.State().Documents) != 0 || s.Files() != 0 {
		t.Errorf("after removing there are %d documents and %d files", len(s.State().Documents), s.Files())
	}
}

func TestTheSameFileTwiceStandsThereOnce(t *testing.T) {
	s := begun(t)
	form := s.Get("ib", "/documenten/nieuw?soort=verslag").Hidden()
	file := stage.PDF("Verslag")
	s.Send("ib", "/documenten/nieuw", form, "a.pdf", file).Is(http.StatusSeeOther)
	s.Send("ib", "/documenten/nieuw", form, "a.pdf", file).Is(http.StatusSeeOther)
	if len(s.State().Documents) != 1 || s.Files() != 1 {
		t.Errorf("there are %d documents and %d files, want 1", len(s.State().Documents), s.Files())
	}
}

// A version that somebody may have decided on stays, for who reads the history.
func TestWhatIsReplacedAfterReceiptCanStillBeRead(t *testing.T) {
	s := begun(t)
	s.Submit(stage.PDF("OPP bij de aanvraag"))
	first := s.State().Documents[0]
	form := s.Get("secretaris", "/documenten/"+first.ID+"/wijzigen").Is(http.StatusOK)
	s.Send("secretaris", "/documenten/"+first.ID+"/wijzigen", opp(form), "opp2.pdf", stage.PDF("Nieuw OPP")).Is(http.StatusSeeOther)
	s.Get("secretaris", "/documenten").Says("Eerdere versies")
	s.Get("secretaris", "/documenten/"+first.ID+"/bestand").Is(http.StatusOK)
	s.Get("ib", "/documenten/"+first.ID+"/bestand").Is(http.StatusNotFound) // reads no history
}

func TestNobodyElseReachesADocument(t *testing.T) {
	s := begun(t)
	s.Send("ib", "/documenten/nieuw", s.Get("ib", "/documenten/nieuw?soort=verslag").Hidden(), "a.pdf", stage.PDF("A")).Is(http.StatusSeeOther)
	doc := s.State().Documents[0]
	mine := s.Case
	for _, rest := range []string{"/documenten", "/documenten/nieuw", "/documenten/nieuw?soort=verslag", "/documenten/" + doc.ID, "/documenten/" + doc.ID + "/bestand",
		"/documenten/" + doc.ID + "/wijzigen", "/documenten/" + doc.ID + "/verwijderen", "/handtekeningen", "/brieven", "/afdrukken", "/bundel"} {
		for _, who := range []string{"andere ib", "ortho", "secretaris@anderestreek"} {
			s.Get(who, rest).Is(http.StatusNotFound)
		}
		elsewhere := strings.Replace(s.Path(rest), stage.Tenant, stage.Other, 1)
		s.GetFrom("secretaris@anderestreek", elsewhere).Is(http.StatusNotFound)
	}
	for _, who := range []string{"andere ib", "moeder", "secretaris"} {
		a := s.Send(who, "/documenten/nieuw", typed("soort", "verslag", "gezien", "1"), "b.pdf", stage.PDF("B"))
		if a.Status != http.StatusNotFound && a.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s could add a document: %d", who, a.Status)
		}
	}
	if len(s.State().Documents) != 1 || s.Files() != 1 {
		t.Errorf("there are %d documents and %d files, want 1", len(s.State().Documents), s.Files())
	}

	// The id of a document of another case of the same pupil.
	res, err := s.App.Start(t.Context(), s.Principal("ib"), app.StartInput{Procedure: "tlv", Variant: "zij-instroom", Pupil: "l1"})
	if err != nil || res.Refusal == nil {
		t.Fatalf("a second request began: %v", err)
	}
	s.Case = mine
	s.Get("ib", "/documenten/bestaat-niet/bestand").Is(http.StatusNotFound)
	s.Get("ib", "/documenten/"+mine+"/bestand").Is(http.StatusNotFound)
}

func TestAFormThatIsNoFormIsRefused(t *testing.T) {
	s := begun(t)
	s.Post("ib", "/documenten/nieuw", typed("soort", "opp")).Is(http.StatusBadRequest)
	r := httptest.NewRequest("POST", s.Path("/documenten/nieuw"), strings.NewReader("--x\r\nonzin"))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	s.Ask("ib", r).Is(http.StatusBadRequest)
	long, kind := stage.Form(typed("titel", strings.Repeat("a", 100<<10)), "a.pdf", stage.PDF("A"))
	r = httptest.NewRequest("POST", s.Path("/documenten/nieuw"), long)
	r.Header.Set("Content-Type", kind)
	s.Ask("ib", r).Is(http.StatusRequestEntityTooLarge)
	s.Send("ib", "/documenten/nieuw", typed("soort", "bestaat niet"), "a.pdf", stage.PDF("A")).Is(http.StatusNotFound)
}

func TestAPaperOfAnotherCaseOfThePupilIsTakenOver(t *testing.T) {
	s := begun(t)
	s.Submit(stage.PDF("Ontwikkelingsperspectief"))
	s.Grant()
	first, old := s.Case, s.State().Documents[0]
	s.Begin()
	form := s.Get("ib", "/documenten/nieuw?soort=opp").Is(http.StatusOK).Says("Neem een document over uit een andere zaak", "Formulier: ", "opp (")

	over := func(key string) url.Values {
		return with(form.Hidden(), "overnemen", key, "onderdeel uitstroomprofiel", "ja", "onderdeel afwijking van het onderwijsprogramma", "ja", "onderdeel handelingsdeel", "ja")
	}
	s.Send("ib", "/documenten/nieuw", over(s.Case+" formulier"), "", nil).Is(http.StatusNotFound)
	s.Send("andere ib", "/documenten/nieuw", over(first+" document "+old.ID), "", nil).Is(http.StatusNotFound)
	s.Send("ib", "/documenten/nieuw", over(first+" document "+old.ID), "", nil).Is(http.StatusSeeOther)

	doc := s.State().Documents[0]
	if doc.SHA256 != old.SHA256 || doc.Ref == old.Ref || doc.Dated != old.Dated || doc.Signed["ouders"] != old.Signed["ouders"] {
		t.Errorf("taken over as %+v", doc)
	}
	if !slices.ContainsFunc(s.Log(), func(a store.Access) bool { return slices.Contains(a.Cases, first) && a.Kind == "downloaden" }) {
		t.Error("reading the other case is not in the access log")
	}

	s.Send("ib", "/documenten/nieuw", with(s.Get("ib", "/documenten/nieuw?soort=verslag").Hidden(), "overnemen", first+" formulier"), "", nil).Is(http.StatusSeeOther)
	if doc := s.State().Documents[1]; doc.FileKind != "pdf" || !strings.HasPrefix(doc.Title, "Formulier: ") {
		t.Errorf("the form was taken over as %+v", doc)
	}
}

package dossier_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/web/dossier/stage"
)

const parents = "/handtekeningen/akkoord ouders"

// withOPP is a request that holds a complete OPP and waits for signatures.
func withOPP(t *testing.T) *stage.Site {
	s := begun(t)
	s.Send("ib", "/documenten/nieuw", opp(s.Get("ib", "/documenten/nieuw?soort=opp")), "opp.pdf", stage.PDF("OPP")).Is(http.StatusSeeOther)
	return s
}

func TestWhoSignsSeesAllOfItAndSignsExactlyThat(t *testing.T) {
	s := withOPP(t)
	s.Get("moeder", "/handtekeningen").Is(http.StatusOK).Says("Gezien door de ouders", "Mina Voorbeeld moeder Nog niet getekend", "Vic Voorbeeld", "Lees en onderteken", "Ondertekend door de school")
	a := s.Get("moeder", parents).Is(http.StatusOK)
	doc := s.State().Documents[0]
	a.Says("Ik heb de aanvraag gelezen.", "Wat vraagt de school?", "Sanne leert beter in een kleine groep.", "Ontwikkelingsperspectief", doc.SHA256[:16], "en ik onderteken het als Mina Voorbeeld")

	s.Post("moeder", parents, a.Hidden()).Is(http.StatusUnprocessableEntity).Says("Zet een vinkje")
	s.Post("moeder", parents, typed("akkoord", "ja", "gezien", "1")).Is(http.StatusBadRequest)
	s.Post("moeder", parents, with(a.Hidden(), "akkoord", "ja")).Is(http.StatusSeeOther)
	s.Post("moeder", parents, with(a.Hidden(), "akkoord", "ja")).Is(http.StatusSeeOther) // pressed twice
	signed := s.State().Signatures
	if len(signed) != 1 || signed[0].Person != "c1" || signed[0].Digest != a.Hidden().Get("getoond") {
		t.Fatalf("the signatures are %+v", signed)
	}
	s.Get("moeder", "/handtekeningen").Says("Mina Voorbeeld Met het eigen account op").Not("Lees en onderteken")
	s.Get("moeder", parents).Says("U hoeft hier nu niet te tekenen.")

	// The director of the school, from a link or the own work.
	b := s.Get("directeur", "/handtekeningen/akkoord school").Is(http.StatusOK).Says("De school staat achter deze aanvraag.")
	s.Post("directeur", "/handtekeningen/akkoord school", with(b.Hidden(), "akkoord", "ja")).Is(http.StatusSeeOther)
	if len(s.State().Signatures) != 2 {
		t.Errorf("there are %d signatures, want 2", len(s.State().Signatures))
	}
}

// ALL-07: what is signed is what was shown, and a change afterwards voids it.
func TestAChangeAfterReadingRefusesAndAfterSigningVoids(t *testing.T) {
	s := withOPP(t)
	read := s.Get("moeder", parents)
	s.Do("ib", casefile.Record{Values: map[string]string{"iq": "64"}})
	a := s.Post("moeder", parents, with(read.Hidden(), "akkoord", "ja"))
	if a.Status != http.StatusConflict && a.Status != http.StatusUnprocessableEntity {
		t.Fatalf("the answer to a stale page is %d", a.Status)
	}
	a.Says("gewijzigd", "64")
	if len(s.State().Signatures) != 0 {
		t.Fatal("somebody signed what was not shown")
	}

	read = s.Get("moeder", parents)
	s.Post("moeder", parents, with(read.Hidden(), "akkoord", "ja")).Is(http.StatusSeeOther)
	form := s.Get("ib", "/documenten/nieuw?soort=verslag").Says("Er is al getekend")
	done := s.Send("ib", "/documenten/nieuw", form.Hidden(), "verslag.pdf", stage.PDF("Verslag")).Is(http.StatusSeeOther)
	if note, _ := url.QueryUnescape(done.Head.Get("Set-Cookie")); !strings.Contains(note, "De handtekeningen zijn daardoor vervallen") {
		t.Errorf("who added the document is told %q", note)
	}
	s.Get("moeder", "/handtekeningen").Says("Er zijn handtekeningen vervallen: een document is toegevoegd", "Teken opnieuw voor: Gezien door de ouders", "Lees en onderteken")
}

// What is typed and not recorded would be recorded along with the signature.
func TestNobodySignsWhileAnswersWait(t *testing.T) {
	s := withOPP(t)
	if _, err := s.App.SaveDraft(t.Context(), s.Principal("ib"), s.Case, app.FormScope, -1, map[string]string{"iq": "70"}); err != nil {
		t.Fatal(err)
	}
	s.Get("ib", parents+"/papier").Is(http.StatusOK).Says("Er staan nog antwoorden klaar die niet zijn opgeslagen").Not("Leg vast")
	s.Get("moeder", parents).Says("en ik onderteken het als") // these are not hers to record
}

func TestAPaperSignatureIsKeptWithItsSheetAndVoidsNoOther(t *testing.T) {
	s := withOPP(t)
	read := s.Get("moeder", parents)
	s.Post("moeder", parents, with(read.Hidden(), "akkoord", "ja")).Is(http.StatusSeeOther)

	s.Get("vader", parents+"/papier").Is(http.StatusNotFound)
	a := s.Get("ib", parents+"/papier").Is(http.StatusOK).Says("Vic Voorbeeld", "U legt vast dat u, Ina Berg, het ontving.").Not("Mina Voorbeeld")
	good := with(a.Hidden(), "ouder", "c2", "papier", "02-03-2026", "zelfde", "ja")
	for name, wrong := range map[string]struct {
		change []string
		file   string
		says   string
	}{
		"nobody":          {[]string{"ouder", ""}, "blad.jpg", "Kies welke ouder met gezag tekende."},
		"a later day":     {[]string{"papier", "02-03-2027"}, "blad.jpg", "ligt in de toekomst"},
		"no day":          {[]string{"papier", ""}, "blad.jpg", "Vul de datum in die onder de handtekening staat."},
		"another request": {[]string{"zelfde", ""}, "blad.jpg", "Vergelijk het papier met de aanvraag."},
		"no sheet":        {nil, "", "Voeg een scan of foto van het getekende papier toe."},
		"a program":       {nil, "blad.exe", "Dit soort bestand kan niet worden toegevoegd."},
	} {
		data := stage.JPEG()
		if name == "a program" {
			data = []byte("MZ\x90\x00")
		}
		v := url.Values{}
		for k := range good {
			v.Set(k, good.Get(k))
		}
		s.Send("ib", parents+"/papier", with(v, wrong.change...), wrong.file, data).Is(http.StatusUnprocessableEntity).Says(wrong.says)
	}
	if n := s.Files(); n != 1 {
		t.Errorf("%d files lie in the store, want the OPP alone", n)
	}
	s.Send("ib", parents+"/papier", good, "blad.jpg", stage.JPEG()).Is(http.StatusSeeOther)

	st := s.State()
	if len(st.Signatures) != 2 || len(st.Documents) != 1 {
		t.Fatalf("%d signatures and %d documents", len(st.Signatures), len(st.Documents))
	}
	g := st.Signatures[1]
	if g.Means != "papier" || g.ReceivedBy != "Ina Berg" || g.On.String() != "2026-03-02" || g.Scan == nil || g.Person != "c2" {
		t.Errorf("the signature is %+v", g)
	}
	s.Get("ib", "/handtekeningen").Says("Vic Voorbeeld Op papier op 2 maart 2026, ontvangen door Ina Berg", "Bekijk het getekende blad van Vic Voorbeeld")
	if back := s.Get("ib", "/getekend/"+g.Scan.Ref).Is(http.StatusOK); back.Body != string(stage.JPEG()) {
		t.Error("the sheet came back changed")
	}
	s.Get("andere ib", "/getekend/"+g.Scan.Ref).Is(http.StatusNotFound)
	s.Get("ib", "/getekend/"+st.Documents[0].Ref).Is(http.StatusNotFound)
	s.Get("ib", parents+"/papier").Is(http.StatusOK).Not("Vic Voorbeeld")
}

func TestNobodySignsForAnother(t *testing.T) {
	s := withOPP(t)
	a := s.Get("ib", parents).Is(http.StatusOK).Not("Ik heb dit gelezen")
	digest := casefile.Shown{}.Digest()
	for _, who := range []string{"ib", "directeur", "secretaris"} {
		s.Post(who, parents, typed("akkoord", "ja", "gezien", "0", "getoond", digest)).Is(http.StatusUnprocessableEntity)
	}
	_ = a
	s.Get("moeder", "/handtekeningen/bestaat niet").Is(http.StatusNotFound)
	if n := len(s.State().Signatures); n != 0 {
		t.Errorf("there are %d signatures", n)
	}
}

package post

import (
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jba/templatecheck"

	"passend/internal/casefile"
	"passend/internal/web/dossier/stage"
)

func TestEveryPageFitsItsStruct(t *testing.T) {
	for name, data := range map[string]any{"post": deskPage{}, "post-letter": letterPage{}, "post-sent": postedPage{}} {
		if err := templatecheck.CheckHTML(pages.Lookup(name), data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

const at = "/" + stage.Tenant + "/brieven"

// decided is a request that was granted: a receipt to the school, and a decision
// to each parent.
func decided(t *testing.T) *stage.Site {
	s := stage.New(t, Routes())
	s.Begin()
	s.Submit(stage.PDF("OPP"))
	s.Grant()
	return s
}

func values(s *stage.Site) (all []string) {
	for _, l := range s.State().Letters {
		all = append(all, s.Case+"/"+l.ID)
	}
	return all
}

func TestTheDeskShowsWhatWaitsAndWhereItGoes(t *testing.T) {
	s := decided(t)
	a := s.GetFrom("secretaris", at).Is(http.StatusOK)
	a.Says("Wacht op de post 3", "Vlierlaan 3 1000 AB Voorbeeldstad", "Verborgen Pad 9", "Geheim adres.", "Lindeplein 1", "10 maart 2026")
	if line := s.Log()[0]; line.Kind != "lijst" || line.Part != "brieven" || len(line.Cases) != 1 {
		t.Errorf("the log says %+v", line)
	}
	s.Now = s.Now.AddDate(0, 0, 6)
	s.GetFrom("secretaris", at).Says("Bijna te laat 2")
	s.Now = s.Now.AddDate(0, 0, 6)
	s.GetFrom("secretaris", at).Says("Te laat 2")
}

func TestOnlyWhoPostsReachesTheDesk(t *testing.T) {
	s := decided(t)
	one := values(s)[1]
	for _, who := range []string{"ib", "moeder", "bestuurder", "ortho"} {
		for _, path := range []string{at, at + "/verzonden", at + "/" + one, at + "/" + one + "/pdf"} {
			s.GetFrom(who, path).Is(http.StatusForbidden)
		}
		s.PostTo(who, at, stage.Typed("brief", one, "dag", "03-03-2026", "doe", "verzonden")).Is(http.StatusForbidden)
	}
	elsewhere := strings.Replace(at, stage.Tenant, stage.Other, 1)
	s.GetFrom("secretaris@anderestreek", at).Is(http.StatusNotFound)
	s.GetFrom("secretaris@anderestreek", elsewhere).Is(http.StatusOK).Says("Er ligt geen post klaar")
	s.GetFrom("secretaris@anderestreek", elsewhere+"/"+one).Is(http.StatusNotFound)
	s.PostTo("secretaris@anderestreek", elsewhere, stage.Typed("brief", one, "dag", "03-03-2026", "doe", "afdrukken")).Is(http.StatusNotFound)
	s.PostTo("secretaris@anderestreek", elsewhere, stage.Typed("brief", one, "dag", "03-03-2026", "doe", "verzonden")).Is(http.StatusNotFound)
}

// LAW-14: posted on record with its date, and from then the addressee's term.
func TestPostingManyStartsTheTermOfEachAddressee(t *testing.T) {
	s := decided(t)
	form := url.Values{"brief": values(s), "dag": {"03-03-2026"}, "doe": {"verzonden"}}
	a := s.PostTo("secretaris", at, form).Is(http.StatusSeeOther)
	note, _ := url.QueryUnescape(a.Head.Get("Set-Cookie"))
	if !strings.Contains(note, "3 brieven gingen op 3 maart 2026 op de post") || !strings.Contains(note, "2 geadresseerden") {
		t.Errorf("the desk says %q", note)
	}
	terms := map[string]string{}
	for _, term := range s.State().Terms {
		if term.Key != "" {
			terms[term.KeyName] = term.Started.String()
		}
	}
	if len(terms) != 2 || terms["Mina Voorbeeld"] != "2026-03-03" || terms["Vic Voorbeeld"] != "2026-03-03" {
		t.Errorf("the terms are %v", terms)
	}
	s.GetFrom("secretaris", at).Says("Er ligt geen post klaar")
	s.GetFrom("secretaris", at+"/verzonden").Is(http.StatusOK).Says("Mina Voorbeeld", "Sanne Voorbeeld", "3 maart 2026", "per post")
	s.GetFrom("secretaris", at+"/verzonden?van=01-01-2026&tot=31-01-2026").Is(http.StatusOK).Says("In deze periode is niets verzonden")
	s.GetFrom("secretaris", at+"/verzonden?van=onzin").Is(http.StatusOK).Says("Vul een datum in")

	// Pressed twice: nothing is done again, and nothing is refused.
	s.PostTo("secretaris", at, form).Is(http.StatusSeeOther)
	if n := len(s.State().Terms); n != 3 {
		t.Errorf("there are %d terms, want 3", n)
	}
}

func TestAWrongDayPostsNothingAndKeepsTheChoice(t *testing.T) {
	s := decided(t)
	one := values(s)[1]
	for day, says := range map[string]string{"": "Vul", "31-02-2026": "Vul een datum in", "04-03-2026": "kan niet in de toekomst liggen", "02-03-2026": "ligt niet voor 3 maart 2026"} {
		a := s.PostTo("secretaris", at, stage.Typed("brief", one, "dag", day, "doe", "verzonden")).Is(http.StatusUnprocessableEntity).Says(says)
		if n := strings.Count(a.Body, " checked"); n != 1 {
			t.Errorf("on %q %d letters are chosen, want the one that was", day, n)
		}
	}
	s.PostTo("secretaris", at, stage.Typed("dag", "03-03-2026", "doe", "verzonden")).Is(http.StatusUnprocessableEntity).Says("Kies ten minste één brief.")
	for _, l := range s.State().Letters {
		if !l.Posted.IsZero() {
			t.Errorf("%s was posted", l.Title)
		}
	}
}

func TestPrintingGivesOnePDFWithTheAddressesInFront(t *testing.T) {
	s := decided(t)
	a := s.PostTo("secretaris", at, url.Values{"brief": values(s), "doe": {"afdrukken"}}).Is(http.StatusOK)
	text := textOf(t, a.Body)
	for _, want := range []string{"Verborgen Pad 9", "Geheim adres", "Vlierlaan 3", "adres bekend bij het samenwerkingsverband", "Wij geven een verklaring", "Uw aanvraag is ontvangen"} {
		if !strings.Contains(strings.Join(strings.Fields(text), " "), want) {
			t.Errorf("the PDF does not say %q", want)
		}
	}
	if strings.Count(text, "Verborgen Pad 9") != 1 {
		t.Error("the secret address stands in a letter")
	}
	if line := s.Log()[0]; line.Kind != "afdrukken" || line.Part != "brieven" {
		t.Errorf("the log says %+v", line)
	}
	s.PostTo("secretaris", at, url.Values{"brief": {"onzin", "bestaat/niet"}, "doe": {"afdrukken"}}).Is(http.StatusNotFound)
}

func TestALetterIsReadWithItsEnvelope(t *testing.T) {
	s := decided(t)
	var father casefile.LetterState
	for _, l := range s.State().Letters {
		if l.To == "c2" {
			father = l
		}
	}
	path := at + "/" + s.Case + "/" + father.ID
	s.GetFrom("secretaris", path).Is(http.StatusOK).Says("Op de envelop", "Verborgen Pad 9 2000 ZZ Elders", "Geheim adres.", "Besluit over Sanne Voorbeeld")
	if pdf := s.GetFrom("secretaris", path+"/pdf").Is(http.StatusOK); !strings.HasPrefix(pdf.Body, "%PDF-") {
		t.Error("the letter is no PDF")
	}
}

func textOf(t *testing.T, file string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

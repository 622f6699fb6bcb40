package cases_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

func TestASeriesIsWrittenReadMendedAndKeptFromOthers(t *testing.T) {
	s := newSite(t)
	s.begin()
	page := s.get("ib", "/reeksen/contact").is(http.StatusOK).says("Schrijf een contact op", "Hier staat nog niets")
	wrong := with(page.hidden(), "dag van het contact", "9-9-2026", "hoe verliep het", "moeizaam")
	refused := s.post("ib", "/reeksen/contact", wrong).is(http.StatusUnprocessableEntity).says("Kies een dag die al voorbij is.")
	if !strings.Contains(refused.body, `value="9-9-2026"`) {
		t.Error("what was typed is lost")
	}
	s.post("ib", "/reeksen/contact", with(page.hidden(), "dag van het contact", "2-3-2026", "hoe verliep het", "moeizaam")).is(http.StatusSeeOther)
	written := s.get("ib", "/reeksen/contact").says("Maandag 2 maart 2026", "Moeizaam", "Ina Berg")
	s.post("ib", "/reeksen/contact", with(page.hidden(), "dag van het contact", "2 maart 2026", "hoe verliep het", "moeizaam")).is(http.StatusSeeOther)
	s.get("ib", "/reeksen/contact").says("1 keer")
	s.get("moeder", "/reeksen/contact").is(http.StatusOK).says("Moeizaam").not("Schrijf een contact op")
	s.get("bestuurder", "/reeksen/contact").is(http.StatusNotFound)
	s.post("moeder", "/reeksen/contact", with(page.hidden(), "dag van het contact", "2-3-2026", "hoe verliep het", "goed")).is(http.StatusUnprocessableEntity).says("U schrijft niet in")

	note := regexp.MustCompile(`href="[^"]*/reeksen/contact/([^"/]+)"`).FindStringSubmatch(written.body)
	if note == nil {
		t.Fatal("there is no way to mend the entry")
	}
	to := "/reeksen/contact/" + note[1]
	s.get("moeder", to).is(http.StatusNotFound)
	s.get("ib", to).is(http.StatusOK).says("Wijzig de notitie van 2 maart 2026")
	s.post("ib", to, with(page.hidden(), "dag van het contact", "2-3-2026", "hoe verliep het", "goed")).is(http.StatusUnprocessableEntity).says("Schrijf waarom u dit wijzigt.")
	s.post("ib", to, with(page.hidden(), "dag van het contact", "2-3-2026", "hoe verliep het", "goed", "reden van wijziging", "Verkeerd aangekruist")).is(http.StatusSeeOther)
	s.get("moeder", "/reeksen/contact").says("Goed", "Verkeerd aangekruist")
	s.post("ib", to, with(page.hidden(), "doet", "weghalen", "reden van wijziging", "Ging over een ander")).is(http.StatusSeeOther)
	s.get("ib", "/reeksen/contact").says("Hier staat nog niets")
	s.get("moeder", "/geschiedenis").says("Notitie weggehaald uit: Contact met de ouders")
}

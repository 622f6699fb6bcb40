package admin_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/store/storetest"
	"passend/internal/web/admin"
	"passend/internal/web/webtest"
)

func world(t *testing.T) (*apptest.World, *webtest.Site) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	return w, webtest.New(t, w, admin.Routes())
}

func form(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}

// everybody gives a person of each function.
func everybody(w *apptest.World) (all []app.Principal) {
	for _, f := range w.SWV.Functions {
		all = append(all, w.With(f.Name)[:min(1, len(w.With(f.Name)))]...)
	}
	return all
}

// rights says which right opens a page; who has none of them is shut out.
var rights = []struct {
	path   string
	rights []string
}{
	{"/beheer/mensen", []string{"mensen beheren"}}, {"/beheer/uitnodigingen", []string{"mensen beheren"}}, {"/beheer/organisaties", []string{"mensen beheren"}},
	{"/overdragen", []string{"mensen beheren", "overnemen"}},
	{"/beheer/procedures", []string{"procedures beheren", "procedures goedkeuren"}},
	{"/beheer/kalender", []string{"kalender beheren"}}, {"/beheer/uitgaand", []string{"uitgaand beheren"}},
	{"/beheer/brieven", []string{"procedures beheren", "procedures goedkeuren", "uitgaand beheren"}},
	{"/beheer", []string{"mensen beheren", "procedures beheren", "kalender beheren", "uitgaand beheren"}},
}

func TestEachPageIsOpenToItsRightAndToNobodyElse(t *testing.T) {
	w, site := world(t)
	for _, route := range admin.Routes() {
		path := regexp.MustCompile(`\{[^}]*\}`).ReplaceAllString(strings.TrimPrefix(route.Path, "/{swv}"), "x")
		i := slices.IndexFunc(rights, func(r struct {
			path   string
			rights []string
		}) bool {
			return strings.HasPrefix(path, r.path)
		})
		if i < 0 {
			t.Errorf("nothing says who may open %s", path)
			continue
		}
		for _, p := range everybody(w) {
			if slices.ContainsFunc(rights[i].rights, p.Can) {
				continue
			}
			if route.Method == "POST" {
				site.Post(p, path, form()).Is(http.StatusForbidden)
			} else {
				site.Get(p, path).Is(http.StatusForbidden)
			}
		}
	}
	for _, r := range rights {
		site.Get(w.As("beheerder", 0), r.path).Is(http.StatusOK)
	}
}

func TestAManagerLetsSomebodyInAndOutAgain(t *testing.T) {
	w, site := world(t)
	me := w.As("beheerder", 0)
	site.Get(me, "/beheer/mensen/nieuw").Is(http.StatusOK).Shows("Nodig iemand uit")
	wrong := site.Post(me, "/beheer/mensen/nieuw", form("naam", "<script>x</script>", "email", "geen", "functie", "deskundige")).Is(http.StatusUnprocessableEntity)
	wrong.Shows("Dit is geen e-mailadres", "Kies het beroep", "dingen niet goed ingevuld")
	wrong.Shows(`value="<script>x</script>"`)
	site.Post(me, "/beheer/mensen/nieuw", form("naam", "Wendelmoet Nevelgracht", "email", "nevel@kade.voorbeeld", "functie", "deskundige", "beroep", "jeugdarts")).Is(http.StatusSeeOther)
	list := site.Get(me, "/beheer/uitnodigingen").Is(http.StatusOK).Shows("nevel@kade.voorbeeld", "Open")
	again := regexp.MustCompile(`/beheer/uitnodigingen/([^/]+)/opnieuw`).FindStringSubmatch(list.Body)
	if again == nil {
		t.Fatal("the invitation cannot be sent again")
	}
	site.Post(me, "/beheer/uitnodigingen/"+again[1]+"/opnieuw", form()).Is(http.StatusSeeOther)
	site.Get(me, "/beheer/uitnodigingen").Shows("Ingetrokken", "Open")

	who := w.As("voorzitter", 0)
	site.Post(me, "/beheer/mensen", form("zoek", who.Name)).Is(http.StatusOK).Shows(who.Email)
	site.Post(me, "/beheer/mensen", form("zoek", "123456782")).Is(http.StatusUnprocessableEntity).Shows("burgerservicenummer")
	site.Get(me, "/beheer/mensen/"+who.Account).Is(http.StatusOK).Shows(who.Name, "Draag het werk over")
	site.Post(me, "/beheer/mensen/"+who.Account+"/tweede-stap", form()).Is(http.StatusUnprocessableEntity)
	site.Post(me, "/beheer/mensen/"+who.Account+"/tweede-stap", form("zeker", "ja")).Is(http.StatusOK).Shows("U ziet hem maar één keer")
	site.Post(me, "/beheer/mensen/"+who.Account+"/functie/"+who.ID, form("tot", "31-02-2026")).Is(http.StatusUnprocessableEntity)
	site.Post(me, "/beheer/mensen/"+who.Account+"/functie/"+who.ID, form("tot", "03-04-2026")).Is(http.StatusSeeOther)
	site.Get(me, "/beheer").Shows(who.Name, "3 april 2026")
}

func TestWorkIsHandedOverFromAPage(t *testing.T) {
	w, site := world(t)
	w.Case(w.Pupil(0), "tlv-sbo-so", "advisering")
	me := w.As("beheerder", 0)
	busy := busyExpert(t, w, site)
	page := site.Get(me, "/overdragen/"+busy).Is(http.StatusOK).Shows("Wie neemt het over?", "Eerste deskundige")
	site.Post(me, "/overdragen/"+busy, form()).Is(http.StatusUnprocessableEntity).Shows("Kies wie het werk overneemt")
	for _, p := range w.With("deskundige") {
		look := site.Get(me, "/overdragen/"+busy+"?naar="+p.Account)
		if strings.Contains(look.Body, "1 zaak") && !strings.Contains(look.Body, "blijft staan") && p.Account != busy {
			site.Post(me, "/overdragen/"+busy, form("naar", p.Account, "weg", "ja", "tot", "03-03-2026")).Is(http.StatusSeeOther)
			site.Get(me, "/overdragen/"+busy).Shows("Er zijn geen zaken op eigen naam")
			site.Get(me, "/beheer/mensen/"+busy).Shows("3 mrt 2026")
			return
		}
	}
	t.Fatalf("nobody can take it over: %s", page.Text())
}

// busyExpert is the expert with a case in which they advise first.
func busyExpert(t *testing.T, w *apptest.World, site *webtest.Site) string {
	t.Helper()
	for _, p := range w.With("deskundige") {
		if strings.Contains(site.Get(w.As("beheerder", 0), "/overdragen/"+p.Account).Body, "Eerste deskundige") {
			return p.Account
		}
	}
	t.Fatal("no expert has a case")
	return ""
}

func TestASchoolIsAddedChangedAndClosed(t *testing.T) {
	w, site := world(t)
	me := w.As("beheerder", 0)
	board := w.As("schoolbestuurder", 0).Org
	bad := site.Post(me, "/beheer/organisaties/nieuw", form("soort", "school", "gezien", "0", "code", "x")).Is(http.StatusUnprocessableEntity)
	bad.Shows("Vul de naam in", "Kies de schoolsoort", "Kies het bestuur", "BRIN-nummer")
	typed := form("soort", "school", "gezien", "0", "naam", "De Nevelkade", "schoolsoort", "bao", "code", "99zz-00", "bestuur", board, "regio", "ede", "elektronisch", "ja", "sinds", "01-03-2026")
	to := site.Post(me, "/beheer/organisaties/nieuw", typed).Is(http.StatusSeeOther).To
	site.Get(me, to).Is(http.StatusOK).Shows("De Nevelkade", "99ZZ-00", "zoals gezegd op 1 maart 2026")
	edit := site.Get(me, to+"/wijzigen").Is(http.StatusOK)
	typed.Set("gezien", edit.Field("gezien"))
	typed.Set("gesloten", "03-03-2026")
	site.Post(me, to+"/wijzigen", typed).Is(http.StatusSeeOther)
	site.Post(me, to+"/wijzigen", typed).Is(http.StatusConflict)
	site.Get(me, "/beheer/organisaties").Shows("Gesloten op 3 mrt 2026")
}

func send(t *testing.T, site *webtest.Site, who app.Principal, path string, fields url.Values, name string, content []byte) webtest.Answer {
	t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for k := range fields {
		if err := m.WriteField(k, fields.Get(k)); err != nil {
			t.Fatal(err)
		}
	}
	part, err := m.CreateFormFile("bestand", name)
	if err == nil {
		_, err = part.Write(content)
	}
	if err != nil || m.Close() != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest("POST", "/"+apptest.Tenant+path, &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return site.Send(who, r)
}

func TestALL02_AVersionGoesFromAFileToApproval(t *testing.T) {
	w, site := world(t)
	me, director := w.As("beheerder", 0), w.As("directeur-bestuurder", 0)
	base := site.Get(me, "/beheer/procedures/nieuw").Is(http.StatusOK).Field("op")
	send(t, site, me, "/beheer/procedures/nieuw", form("op", base), "map.txt", []byte("x")).Is(http.StatusUnprocessableEntity).Shows("in de plaats van welk bestand")
	fault := send(t, site, me, "/beheer/procedures/nieuw", form("op", base, "plaats", "swv.yaml"), "swv.yaml", []byte("swv: rijn-gelderse-vallei\nkleur: groen\n")).Is(http.StatusUnprocessableEntity)
	fault.Shows("swv.yaml:2:1", "kleur", "is niet bewaard")

	text := site.Get(me, "/beheer/procedures/"+base+"/bestand?naam=swv.yaml").Is(http.StatusOK)
	source := regexp.MustCompile(`(?s)<textarea[^>]*>(.*?)</textarea>`).FindStringSubmatch(text.Body)[1]
	changed := strings.Replace(source, "korte naam: Rijn & Gelderse Vallei", "korte naam: Rijn en Vallei", 1)
	to := site.Post(me, "/beheer/procedures/"+base+"/bestand", form("naam", "swv.yaml", "tekst", changed)).Is(http.StatusSeeOther).To
	site.Get(me, to).Is(http.StatusOK).Shows("Rijn en Vallei", "Stuur ter goedkeuring").Hides("Keur goed")
	site.Post(me, to+"/aanbieden", form()).Is(http.StatusUnprocessableEntity).Shows("Schrijf wat er verandert")
	site.Post(me, to+"/aanbieden", form("toelichting", "Een kortere naam.")).Is(http.StatusSeeOther)
	site.Get(me, to).Shows("Ter goedkeuring").Hides("Keur goed")
	site.Post(me, to+"/goedkeuren", form("vanaf", "04-03-2026")).Is(http.StatusForbidden)
	site.Get(director, to).Shows("Keur goed", "Een kortere naam.")
	site.Get(director, to+"/verschil").Is(http.StatusOK).Shows("Rijn en Vallei", "Korte naam")
	site.Get(director, to+"/zip").Is(http.StatusOK)
	site.Post(director, to+"/goedkeuren", form("vanaf", "gisteren")).Is(http.StatusUnprocessableEntity)
	site.Post(director, to+"/goedkeuren", form("vanaf", "04-03-2026")).Is(http.StatusSeeOther)
	site.Get(director, "/beheer/procedures").Shows("gaat in op 4 maart 2026")
	for _, part := range []string{"", "/tekening", "/tekening.svg"} {
		site.Get(director, to+"/procedure/tlv-sbo-so"+part).Is(http.StatusOK)
	}
	site.Get(director, to+"/procedure/bestaat-niet").Is(http.StatusNotFound)
	site.Get(director, "/beheer/procedures/bestaat-niet").Is(http.StatusNotFound)
	site.Get(director, to+"/bestand?naam=../swv.yaml").Is(http.StatusNotFound)
}

func TestLAW02_TheCalendarShowsWhatMovesBeforeItIsSaved(t *testing.T) {
	w, site := world(t)
	w.Case(w.Pupil(0), "tlv-sbo-so", "advisering")
	me := w.As("beheerder", 0)
	site.Get(me, "/beheer/kalender?jaar=2026").Is(http.StatusOK).Shows("Koningsdag", "Algemene termijnenwet")
	typed := form("soort", "gelijkgesteld", "naam", "dag van de proef", "van", "x", "bron", "Stb. 2026, 1", "bevestigd", "ja")
	site.Post(me, "/beheer/kalender/nieuw", typed).Is(http.StatusUnprocessableEntity)
	typed.Set("van", dueDay(t, w))
	look := site.Post(me, "/beheer/kalender/nieuw", typed).Is(http.StatusOK).Shows("Wat er verschuift", "Beslistermijn")
	if look.Field("van") != typed.Get("van") {
		t.Errorf("the day that was typed came back as %q", look.Field("van"))
	}
	typed.Set("bewaar", "ja")
	site.Post(me, "/beheer/kalender/nieuw", typed).Is(http.StatusSeeOther)
	site.Get(me, "/beheer/kalender?jaar=2026").Shows("dag van de proef", "Stb. 2026, 1")
}

// dueDay is the last day of a running decision term.
func dueDay(t *testing.T, w *apptest.World) string {
	t.Helper()
	list, err := w.App.Terms(t.Context(), w.As("secretaris", 0), app.TermQuery{Term: "beslistermijn"})
	if err != nil || len(list.Rows) == 0 {
		t.Fatal("no decision term runs", err)
	}
	iso := list.Rows[0].Due
	return iso[8:] + "-" + iso[5:7] + "-" + iso[:4]
}

func TestLettersAndMessagesCanBeRead(t *testing.T) {
	w, site := world(t)
	me := w.As("beheerder", 0)
	letters := site.Get(me, "/beheer/brieven").Is(http.StatusOK)
	for _, m := range regexp.MustCompile(`href="/`+apptest.Tenant+`(/beheer/brieven/[^"]+)"`).FindAllStringSubmatch(letters.Body, -1) {
		site.Get(me, m[1]).Is(http.StatusOK).Shows("VOORBEELD")
	}
	site.Post(me, "/beheer/mensen/"+w.As("secretaris", 0).Account+"/wachtwoord", form()).Is(http.StatusSeeOther)
	out := site.Get(me, "/beheer/uitgaand?stand=wacht").Is(http.StatusOK).Shows("Een nieuw wachtwoord voor Passend")
	one := regexp.MustCompile(`/beheer/uitgaand/([^"/]+)"`).FindStringSubmatch(out.Body)
	if one == nil {
		t.Fatal("the message cannot be opened")
	}
	site.Get(me, "/beheer/uitgaand/"+one[1]).Is(http.StatusOK).Shows("/wachtwoord/")
	site.Get(me, "/beheer/uitgaand/bestaat-niet").Is(http.StatusNotFound)
	site.Get(me, "/beheer/uitgaand?vanaf=verzonnen").Is(http.StatusBadRequest)
}

package cases_test

import (
	"net/http"
	"strings"
	"testing"

	"passend/internal/casefile"
)

func TestStartShowsWhatCanBeginAndWhyNot(t *testing.T) {
	s := newSite(t)
	path := "/" + tenant + "/leerlingen/l1/nieuw"
	s.zaak = ""
	a := s.ask("ib", newGet(path)).is(http.StatusOK)
	a.says("Toelaatbaarheidsverklaring sbo of so: leerling van een basisschool", "Dit kan nu niet", "kind dat nog niet naar school gaat")
	s.postTo("ib", path, typed()).is(http.StatusUnprocessableEntity).says("Kies een van de mogelijkheden.")
	s.ask("andere ib", newGet(path)).is(http.StatusNotFound)
	s.ask("moeder", newGet(path)).is(http.StatusForbidden)
	first := s.postTo("ib", path, typed("soort", "tlv/zij-instroom")).is(http.StatusSeeOther)
	again := s.postTo("ib", path, typed("soort", "tlv/zij-instroom")).is(http.StatusSeeOther)
	if first.to != again.to {
		t.Errorf("pressing twice led to %s and %s", first.to, again.to)
	}
}

func asking(path, query string) *http.Request {
	r := newGet(path)
	r.URL.RawQuery = query
	return r
}

func TestAFewQuestionsLeadToTheKindOfCaseThatFits(t *testing.T) {
	s := newSite(t)
	path := "/" + tenant + "/leerlingen/l1/nieuw"
	s.zaak = ""
	s.ask("ib", newGet(path)).is(http.StatusOK).says("Wat heeft de leerling nodig?", "Een andere soort school", "Wij hebben nog niet alles geprobeerd")
	s.ask("ib", asking(path, "vraag=waar+vandaan")).is(http.StatusOK).says("Waar is de leerling nu?", "Op onze basisschool", "Begin opnieuw met kiezen")
	s.ask("ib", asking(path, "vraag=begin&uitkomst=nog+niet")).is(http.StatusOK).says("Zet eerst extra hulp in.")
	s.ask("ib", asking(path, "past=tlv%2Fzij-instroom")).is(http.StatusOK).says("Dit past bij wat u koos").holds(`value="tlv/zij-instroom" checked`)
	s.ask("ib", asking(path, "vraag=bestaat-niet&past=ook+niet")).is(http.StatusOK)
	s.ask("ib", newGet("/"+tenant+"/zonder-naam")).is(http.StatusOK).says("Dit kan hier niet")
	s.postTo("ib", "/"+tenant+"/zonder-naam", typed("soort", "tlv")).is(http.StatusNotFound)
}

func TestTheCaseSaysWhoIsToActWhatByWhenAndWhy(t *testing.T) {
	s := newSite(t)
	s.begin()
	s.get("ib", "").is(http.StatusOK).says("U bent aan zet", "punten nodig", "Vul het formulier in", "Sanne Voorbeeld")
	s.get("moeder", "").says("Aanvrager is aan zet", "De school schrijft de aanvraag.")
	s.get("andere ib", "").is(http.StatusNotFound)
	s.zaak = "bestaat-niet"
	s.get("ib", "").is(http.StatusNotFound)

	s = newSite(t)
	s.submit()
	a := s.get("secretaris", "").is(http.StatusOK)
	a.says("U bent aan zet", "28 april 2026", "Beslistermijn: 8 weken (Awb 4:13).", "Beoordeel de aanvraag", "Waarom ziet u deze zaak?", "Controle Nu bezig", "Advisering Komt nog")
	if n := strings.Count(a.body, "nl-button--primary"); n != 1 {
		t.Errorf("the page has %d primary buttons, want 1", n)
	}
	s.get("secretaris", "/termijnen").says("Zo", "28 april 2026", "Awb 4:13", "De laatste dag is 28 april 2026.")
	s.get("moeder", "/geschiedenis").says("Dien de aanvraag in", "Mina Voorbeeld tekende: Gezien door de ouders", "De zaak is begonnen", "Beslistermijn begint")
}

func TestTheFormKeepsWhatIsTypedAndSaysWhatIsMissing(t *testing.T) {
	s := newSite(t)
	s.begin()
	a := s.get("ib", "/formulier").is(http.StatusOK).says("Wat vraagt de school?", "Nog", "punten nodig")
	a.holds(`data-autosave="`+s.path("/concept")+`"`, `data-refresh-src="`+s.path("/ontbreekt")+`"`, `name="versie" value="0"`)

	saved := s.post("ib", "/concept", typed("versie", "0", "vraag van de school", "Sanne is lui.")).is(http.StatusNoContent)
	if saved.head.Get("X-Versie") != "1" {
		t.Errorf("the draft has version %q, want 1", saved.head.Get("X-Versie"))
	}
	s.post("ib", "/concept", typed("versie", "0", "vraag van de school", "Iets anders.")).is(http.StatusConflict)
	s.post("ib", "/concept", typed("versie", "1", "vraag van de school", "Het nummer is 111222333.")).is(http.StatusOK).holds(`"vraag":"vraag van de school"`, "burgerservicenummer")
	s.post("ib", "/concept", typed("versie", "x")).is(http.StatusBadRequest)
	s.post("moeder", "/concept", typed("versie", "1", "vraag van de school", "Door moeder.")).is(http.StatusNotFound)
	s.get("ib", "/formulier").says("Sanne is lui.", "U noemt “lui”.")
	s.get("ib", "/ontbreekt").says("Welke schoolsoort?", "U noemt “lui”.").not("<html")

	a = s.get("ib", "/formulier")
	wrong := s.post("ib", "/formulier", with(a.hidden(), "vraag van de school", "Sanne is moe.", "iq", "veel")).is(http.StatusUnprocessableEntity)
	wrong.says("Vul een getal in, bijvoorbeeld 12 of 0,5.", "Sanne is moe.").holds(`value="veel"`)
	s.post("ib", "/formulier", with(a.hidden(), "vraag van de school", "Haar nummer is 111222333.")).is(http.StatusUnprocessableEntity).says("111222333")
	s.post("ib", "/formulier", with(a.hidden(), "vraag van de school", "Sanne is moe.", "gevraagde schoolsoort", "so")).is(http.StatusSeeOther)
	s.get("moeder", "/formulier").says("Sanne is moe.", "Ingevuld door Ina Berg").not("Bewaar")
}

func TestWhoComesSecondSeesBothAndLosesNothing(t *testing.T) {
	s := newSite(t)
	s.begin()
	before := s.get("ib", "/formulier").hidden()
	people["collega"] = people["ib"]
	m := people["collega"]
	m.Account, m.Name = "ib3", "Kees Linde"
	people["collega"] = m
	defer delete(people, "collega")
	s.do("collega", casefile.Record{Values: map[string]string{"vraag van de school": "Van Kees."}})
	a := s.post("ib", "/formulier", with(before, "vraag van de school", "Van Ina.")).is(http.StatusConflict)
	a.says("Kees Linde heeft deze zaak net gewijzigd.", "Van Ina.", "Kees Linde vulde intussen in: Van Kees.")
	s.post("ib", "/formulier", with(a.hidden(), "vraag van de school", "Van ons samen.")).is(http.StatusSeeOther)
}

func TestAStepShowsWhatItBringsAndWhatStandsInTheWay(t *testing.T) {
	s := newSite(t)
	s.begin()
	a := s.get("ib", "/doen/indienen").is(http.StatusOK)
	a.says("Er ontbreekt nog iets.", "Dit is eerst nodig", "Wat vraagt de school? Welke schoolsoort?", "De beslistermijn begint: 8 weken, dus tot en met 28 april 2026 (Awb 4:13).", "Brief aan Aanvrager: Ontvangstbevestiging.")
	s.post("ib", "/doen/indienen", a.hidden()).is(http.StatusUnprocessableEntity).says("Er ontbreekt nog iets.")
	s.get("moeder", "/doen/indienen").is(http.StatusConflict).says("Dit kan nu niet")
	s.get("ib", "/doen/verzinsel").is(http.StatusNotFound)
}

func TestWhatWasTypedForAStepThatIsGoneCanStillBeRead(t *testing.T) {
	s := newSite(t)
	s.submit()
	ask := s.get("secretaris", "/doen/aanvulling vragen").is(http.StatusOK).hidden()
	m := people["secretaris"]
	m.Account, m.Name = "sec2", "Kees Linde"
	people["collega"] = m
	defer delete(people, "collega")
	s.do("collega", casefile.Act{Action: "aanvulling vragen", Values: map[string]string{"wat ontbreekt nog": "Het verslag.", "uiterlijk aanvullen op": "2026-03-17"}})
	s.post("secretaris", "/doen/aanvulling vragen", with(ask, "wat ontbreekt nog", "Ook de bijlagen.", "uiterlijk aanvullen op", "18-3-2026")).
		is(http.StatusConflict).says("Dit kan nu niet", "Dit schreef u", "Ook de bijlagen.", "18 maart 2026")
}

func TestASendBackIsAskedCheckedAndTold(t *testing.T) {
	s := newSite(t)
	s.submit()
	a := s.get("secretaris", "/doen/aanvulling vragen").is(http.StatusOK).says("De beslistermijn staat stil vanaf morgen", "Bericht krijgen: Aanvrager.")
	late := s.post("secretaris", "/doen/aanvulling vragen", with(a.hidden(), "wat ontbreekt nog", "Het verslag.", "uiterlijk aanvullen op", "3-3-2026"))
	late.is(http.StatusUnprocessableEntity).says("Kies een dag na vandaag.", "Het verslag.").holds(`value="3-3-2026"`)
	s.post("secretaris", "/doen/aanvulling vragen", with(a.hidden(), "wat ontbreekt nog", "", "uiterlijk aanvullen op", "30-2-2026")).is(http.StatusUnprocessableEntity).says("Vul een datum in")
	s.post("secretaris", "/doen/aanvulling vragen", with(a.hidden(), "wat ontbreekt nog", "Het verslag.", "uiterlijk aanvullen op", "17-3-2026")).is(http.StatusSeeOther)
	s.get("ib", "").says("U bent aan zet", "Staat stil", "uiterlijk tot en met 17 maart 2026", "Wat ontbreekt?", "Het verslag.")
	s.get("moeder", "/geschiedenis").says("Beslistermijn staat stil vanaf 4 maart 2026", "Bericht kregen: Aanvrager.")
}

func TestAChecklistAsksAFindingForEachPoint(t *testing.T) {
	s := newSite(t)
	s.submit()
	list := "/controle/inhoudelijke controle"
	a := s.get("secretaris", list).is(http.StatusOK).says("Is het proces goed doorlopen?", "Sanne leert beter in een kleine groep.")
	s.get("ib", list).is(http.StatusNotFound)
	s.post("secretaris", list, with(a.hidden(), "oordeel-0", "voldoet niet")).is(http.StatusUnprocessableEntity).says("Schrijf erbij wat er ontbreekt of niet klopt.")
	s.post("secretaris", list, with(a.hidden(), "oordeel-0", "voldoet")).is(http.StatusSeeOther)
	s.get("secretaris", "").says("Beoordeel de aanvraag")
	a = s.get("secretaris", list)
	s.post("secretaris", list, with(a.hidden(), "oordeel-0", "voldoet", "oordeel-1", "voldoet niet", "noot-1", "Past niet goed.")).is(http.StatusSeeOther)
	s.get("secretaris", "").says("doorsturen").not("Beoordeel de aanvraag")
}

func TestWhoMayNotAdviseIsShownWithTheReason(t *testing.T) {
	s := newSite(t)
	s.submit()
	s.check()
	a := s.get("secretaris", "/doen/doorsturen").is(http.StatusOK)
	a.says("Wie niet kan worden gekozen, en waarom", "Arda Linde werkt bij De Linde", "Orla Pedago – orthopedagoog")
	same := s.post("secretaris", "/doen/doorsturen", with(a.hidden(), "eerste", "d2", "tweede", "d2")).is(http.StatusUnprocessableEntity)
	same.says("Piet Psyche")
	s.post("secretaris", "/doen/doorsturen", with(a.hidden(), "eerste", "d1", "tweede", "d2")).is(http.StatusSeeOther)
}

func TestAnAdviserDoesNotSeeTheOtherAdviceBeforeBothAreIn(t *testing.T) {
	s := newSite(t)
	s.advise()
	a := s.get("ortho", "/doen/eerste advies").is(http.StatusOK)
	s.post("ortho", "/doen/eerste advies", with(a.hidden(), "oordeel", "niet toelaatbaar", "toelichting", "Het kan op school.")).is(http.StatusSeeOther)
	for _, who := range []string{"psych", "secretaris", "moeder", "bestuurder"} {
		s.get(who, "/advies").is(http.StatusOK).not("Het kan op school.")
		s.get(who, "").is(http.StatusOK).not("Het kan op school.")
		s.get(who, "/geschiedenis").not("Het kan op school.")
	}
	s.get("ortho", "/advies").says("Het kan op school.", "uw eigen advies")
	b := s.get("psych", "/doen/tweede advies").is(http.StatusOK).not("Het kan op school.")
	b.not("niet toelaatbaar\" checked")
	empty := s.post("psych", "/doen/tweede advies", b.hidden()).is(http.StatusUnprocessableEntity)
	empty.says("Dit antwoord is verplicht.").not("Het kan op school.")
	s.post("psych", "/doen/tweede advies", with(b.hidden(), "oordeel", "toelaatbaar")).is(http.StatusSeeOther)
	s.get("secretaris", "/advies").says("De adviezen naast elkaar", "1 verschil", "Het kan op school.", "Orla Pedago", "Piet Psyche")
}

func TestADecisionIsLookedOverOnceMore(t *testing.T) {
	s := newSite(t)
	s.advise()
	s.do("ortho", casefile.Act{Action: "eerste advies", Values: map[string]string{"oordeel": "toelaatbaar"}})
	s.do("psych", casefile.Act{Action: "tweede advies", Values: map[string]string{"oordeel": "toelaatbaar"}})
	s.get("bestuurder", "").says("Bekijk alles en besluit")
	a := s.get("bestuurder", "/besluit").is(http.StatusOK)
	a.says("De adviezen naast elkaar", "Geen verschillen", "Sanne leert beter in een kleine groep.", "Wat de regels voorstellen", "Ontwikkelingsperspectief, 20 januari 2026", "Of kies iets anders", "afwijzen")
	values := with(a.hidden(), "van", "1-8-2026", "categorie", "2", "tot en met", "31-7-2028", "duur van de verklaring", "2 schooljaren")
	refused := s.post("bestuurder", "/doen/toekennen", values).is(http.StatusUnprocessableEntity)
	refused.says("Afwijken mag, met een reden.")
	values = with(values, "duur van de verklaring reden", "De groep vraagt het.")
	over := s.post("bestuurder", "/doen/toekennen", values).is(http.StatusOK)
	over.says("Kijk het nog één keer na.", "1 augustus 2026", "De groep vraagt het.", "Brief aan Mina Voorbeeld (per post): Besluit.", "De beslistermijn eindigt.", "De uitkomst is: Toegekend.")
	if strings.Contains(s.get("bestuurder", "").text(), "Toegekend") {
		t.Fatal("it was decided before it was confirmed")
	}
	changed := s.post("bestuurder", "/doen/toekennen", with(values, "wijzig", "ja")).is(http.StatusOK)
	changed.holds(`value="31-7-2028"`)
	values.Del("wijzig")
	s.post("bestuurder", "/doen/toekennen", with(values, "bevestigd", "ja")).is(http.StatusSeeOther)
	s.post("bestuurder", "/doen/toekennen", values).is(http.StatusSeeOther)
	s.get("bestuurder", "").says("Toegekend", "260001", "1 augustus 2026 tot en met 31 juli 2028", "Wat nu?", "afgesloten")
	objection := s.get("moeder", "/doen/bezwaar maken").is(http.StatusOK)
	s.post("moeder", "/doen/bezwaar maken", objection.hidden()).is(http.StatusSeeOther)
	s.get("ib", "").says("Andere zaken van deze leerling")
}

func TestAMessageGoesToWhoIsTicked(t *testing.T) {
	s := newSite(t)
	s.submit()
	s.get("ib", "/berichten").is(http.StatusNotFound)
	a := s.get("secretaris", "/berichten").is(http.StatusOK).says("Er zijn nog geen berichten")
	s.post("secretaris", "/berichten", with(a.hidden(), "bericht", "Dag!")).is(http.StatusUnprocessableEntity).says("Kies wie uw bericht mag lezen.", "Dag!")
	s.post("secretaris", "/berichten", with(a.hidden(), "bericht", "", "aan", "ouders")).is(http.StatusUnprocessableEntity).says("Schrijf eerst een bericht.")
	s.post("secretaris", "/berichten", with(a.hidden(), "bericht", "Kunt u bellen?", "aan", "ouders")).is(http.StatusSeeOther)
	s.get("moeder", "/berichten").says("Kunt u bellen?", "Saar Post")
	s.get("bestuurder", "/berichten").not("Kunt u bellen?")
	s.get("bestuurder", "/geschiedenis").not("Kunt u bellen?")
}

func TestAnAnswerIsMendedWithAReason(t *testing.T) {
	s := newSite(t)
	s.submit()
	s.get("ib", "/formulier").says("Herstel dit antwoord")
	s.get("moeder", "/herstellen/iq").is(http.StatusNotFound)
	a := s.get("ib", "/herstellen/iq").is(http.StatusOK).says("Wat is het IQ?", "62")
	s.post("ib", "/herstellen/iq", with(a.hidden(), "waarde", "64")).is(http.StatusUnprocessableEntity).says("Schrijf waarom dit wordt hersteld.").holds(`value="64"`)
	s.post("ib", "/herstellen/iq", with(a.hidden(), "waarde", "64", "reden", "Tikfout.")).is(http.StatusSeeOther)
	s.get("moeder", "/geschiedenis").says("Een antwoord is hersteld", "Was: “62”. Is nu: “64”. Reden: Tikfout.", "Handtekening vervallen")
}

func TestTheFormIsPrintedWithAPlaceForEachSignature(t *testing.T) {
	s := newSite(t)
	s.submit()
	a := s.get("ib", "/formulier/afdrukken").is(http.StatusOK)
	a.says("DEMONSTRATIE", "Sanne leert beter in een kleine groep.", "Ontwikkelingsperspectief", "uitstroomprofiel", "aanwezig", "Handtekening", "Mina Voorbeeld")
}

func TestThePictureShowsWhereTheCaseIs(t *testing.T) {
	s := newSite(t)
	s.submit()
	s.get("moeder", "/verloop").is(http.StatusOK).says("Hetzelfde in woorden", "Advisering")
	a := s.get("moeder", "/verloop.svg").is(http.StatusOK).holds("<svg", "Controle")
	if got := a.head.Get("Content-Type"); !strings.HasPrefix(got, "image/svg+xml") {
		t.Errorf("the picture is served as %q", got)
	}
}

func TestAQuestionThatAnAnswerCallsUpComesWithoutAReproach(t *testing.T) {
	s := newSiteOf(t, altered(t, "nodig als: oordeel is niet toelaatbaar}", "verplicht: ja, tonen als: oordeel is niet toelaatbaar, let op woorden: oordeelwoorden}"))
	s.advise()
	path := "/doen/eerste advies"
	a := s.get("ortho", path).is(http.StatusOK).not("Waarom?")
	asked := s.post("ortho", path, with(a.hidden(), "oordeel", "niet toelaatbaar")).is(http.StatusOK)
	asked.says("Er zijn vragen bijgekomen", "Waarom?").not("Dit antwoord is verplicht.").holds(`value="niet toelaatbaar" checked`)
	values := with(asked.hidden(), "oordeel", "niet toelaatbaar", "toelichting", "")
	s.post("ortho", path, values).is(http.StatusUnprocessableEntity).says("Dit antwoord is verplicht.")
	s.post("ortho", path+"/concept", with(values, "toelichting", "De school is onwillig.")).is(http.StatusNoContent)
	s.get("ortho", path).says("U noemt “onwillig”.")
	over := s.post("ortho", path, with(values, "toelichting", "De school is onwillig.")).is(http.StatusOK)
	over.says("Kijk het nog één keer na.", "U noemt “onwillig”.")
	changed := over.hidden()
	changed.Del("bevestigd")
	s.post("ortho", path, changed).is(http.StatusOK).holds("De school is onwillig.</textarea>")
	s.post("ortho", path, with(values, "toelichting", "De school is onwillig.", "bevestigd", "ja")).is(http.StatusSeeOther)
}

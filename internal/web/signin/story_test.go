package signin_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"passend/internal/auth"
)

func TestSomebodySignsInAndComesWhereTheyWereGoing(t *testing.T) {
	s := newSite(t, false)
	s.account("noor", swv+"/ib")
	r := s.reader()
	r.open("/voorbeeld/zaken/7?deel=2")
	r.isAt("/inloggen?verder=%2Fvoorbeeld%2Fzaken%2F7%3Fdeel%3D2")
	r.signIn("noor")
	r.isAt("/voorbeeld/zaken/7?deel=2")
	r.open("/uitloggen")
	r.press("Log uit")
	r.sees("U bent uitgelogd.")
	r.open("/voorbeeld/zaken/7")
	r.sees("Inloggen", "E-mailadres")
}

func TestAWrongPasswordStandsNextToItsFieldAndIsNotShownAgain(t *testing.T) {
	s := newSite(t, false)
	s.account("noor", swv+"/ib")
	r := s.reader()
	r.open("/inloggen?verder=/voorbeeld/zaken/7")
	r.press("Log in", "email", email, "wachtwoord", "geheime verkeerde woorden")
	if r.status != 422 || strings.Contains(r.page, "geheime verkeerde woorden") {
		t.Errorf("status %d, or the password is on the page", r.status)
	}
	r.sees(`value="`+email+`"`, `<a class="nl-link" href="#veld-wachtwoord">Het e-mailadres of het wachtwoord klopt niet.`, `id="veld-wachtwoord-fout"`)
	r.press("Log in")
	r.sees("Vul uw wachtwoord in.")
	r.signIn("noor")
	r.isAt("/voorbeeld/zaken/7")
}

func TestWhoHasMoreFunctionsChoosesOne(t *testing.T) {
	s := newSite(t, false)
	s.account("noor", swv+"/ib", "elders/secretaris")
	r := s.reader()
	r.open("/inloggen?verder=/elders/zaken/7")
	r.signIn("noor")
	r.sees("Kies een functie", "SWV De Voorbeeldstreek", "SWV Elders", "Intern begeleider", "Secretaris")
	r.press("Ga verder als Noor Verhagen, Secretaris")
	r.isAt("/elders/zaken/7")
	// A page of the other samenwerkingsverband first asks for the function there.
	r.open("/inloggen/functie?verder=/elders/zaken/7")
	r.press("Ga verder als Noor Verhagen, Intern begeleider")
	r.isAt("/")
	r.sees("Mijn werk")
	r.show(r.client.PostForm(r.url+"/inloggen/functie", url.Values{"context": {"elders/noor-secretaris"}}))
	r.isAt("/")
	r.show(r.client.PostForm(r.url+"/inloggen/functie", url.Values{"context": {"elders/iemand"}}))
	if r.status != 422 {
		t.Errorf("a function of somebody else: %d", r.status)
	}
	r.sees("U hebt deze functie niet (meer).")
}

func TestWhoHasNoFunctionIsToldWhatToDo(t *testing.T) {
	s := newSite(t, false)
	s.account("noor")
	r := s.reader()
	r.open("/inloggen")
	r.signIn("noor")
	r.sees("U hebt nog geen functie", "Vraag het samenwerkingsverband om een uitnodiging")
}

func TestTheSecondStepIsSetUpAndThenAsked(t *testing.T) {
	s := newSite(t, false)
	s.account("noor", swv+"/secretaris")
	s.demanded["secretaris"] = true
	r := s.reader()
	r.open("/inloggen?verder=/voorbeeld/zaken/7")
	r.signIn("noor")
	r.sees("Voor een functie is een tweede stap bij het inloggen verplicht.")
	r.open("/account/tweede-stap?verder=/voorbeeld/zaken/7")
	code, secret := r.appCode()
	r.press("Zet de tweede stap aan", "code", "000000", "wachtwoord", goodWord)
	if _, again := r.appCode(); r.status != 422 || again != secret {
		t.Errorf("status %d, or another QR code after a mistake", r.status)
	}
	r.press("Zet de tweede stap aan", "code", code, "wachtwoord", goodWord)
	r.isAt("/voorbeeld/zaken/7")
	r.open("/account")
	r.sees("Code uit een app op uw telefoon", "verplicht")
	if strings.Contains(r.page, "/account/tweede-stap/uit") {
		t.Error("the second step can be switched off")
	}

	s.pass(time.Minute)
	r = s.reader()
	r.open("/inloggen?verder=/voorbeeld/zaken/7")
	r.signIn("noor")
	r.sees("Vul uw code in")
	r.press("Ga verder", "code", "12 34")
	r.sees("Deze code klopt niet of is al gebruikt.")
	r.press("Ga verder", "code", s.code(secret))
	r.isAt("/voorbeeld/zaken/7")
}

func TestAColleagueAcceptsAnInvitation(t *testing.T) {
	s := newSite(t, false)
	s.demanded["secretaris"] = true
	invited, refusal, err := s.auth.Invite(t.Context(), auth.Invite{Tenant: swv, Email: "ilse@linde.example", Name: "Ilse de Wit", Function: "secretaris", By: "x"})
	if refusal != nil || err != nil {
		t.Fatal(refusal, err)
	}
	r := s.reader()
	r.open(invited.Path)
	r.sees("SWV De Voorbeeldstreek", "Secretaris", "ilse@linde.example", `value="Ilse de Wit"`)
	code, secret := r.appCode()
	r.press("Maak mijn account", "naam", "Ilse <b>de Wit</b>", "nieuw", "kort", "nogmaals", "anders")
	if r.status != 422 || strings.Contains(r.page, `value="kort"`) {
		t.Errorf("status %d, or the password is on the page", r.status)
	}
	r.sees("Dit wachtwoord is te kort.", "Deze code klopt niet.", "Ilse <b>de Wit</b>")
	if _, again := r.appCode(); again != secret {
		t.Error("another QR code after a mistake")
	}
	r.press("Maak mijn account", "naam", "Ilse de Wit", "nieuw", goodWord, "nogmaals", goodWord, "code", code)
	r.isAt("/")
	r.open("/voorbeeld/zaken/7")
	r.isAt("/voorbeeld/zaken/7")
	s.reader().open(invited.Path)
	other := s.reader()
	other.open(invited.Path)
	other.sees("Deze uitnodiging is al gebruikt.")
}

func TestAParentComesInWithTheCodeOfTheLetter(t *testing.T) {
	s := newSite(t, false)
	invited, _, err := s.auth.Invite(t.Context(), auth.Invite{Tenant: swv, Email: "ouder@thuis.example", Function: "ouder", Pupil: "p1", Carer: "c1", Paper: true, By: "x"})
	if err != nil {
		t.Fatal(err)
	}
	r := s.reader()
	r.open(invited.Path)
	r.press("Maak mijn account", "naam", "M. de Groot", "nieuw", goodWord, "nogmaals", goodWord)
	r.sees("Vul de code van uw brief in.")
	r.press("Maak mijn account", "nieuw", goodWord, "nogmaals", goodWord, "papier", invited.PaperCode)
	r.isAt("/")
	r = s.reader()
	r.open("/inloggen")
	r.press("Log in", "email", "ouder@thuis.example", "wachtwoord", goodWord)
	r.sees("Code van uw brief")
	r.open("/inloggen/code?hulp=ja")
	r.sees("Wij sturen nooit een code per e-mail.")
	r.press("Ga verder", "code", "zomaar wat")
	r.sees("Deze code klopt niet.")
	r.press("Ga verder", "code", strings.ToLower(invited.PaperCode))
	r.isAt("/")
}

func TestWhoHasAnAccountSignsInFirstAndThenTakesTheFunction(t *testing.T) {
	s := newSite(t, false)
	s.account("noor", swv+"/ib")
	s.account("piet", swv+"/ib")
	invited, _, err := s.auth.Invite(t.Context(), auth.Invite{Tenant: "elders", Email: email, Function: "secretaris", By: "x"})
	if err != nil {
		t.Fatal(err)
	}
	wrong := s.reader()
	wrong.open("/inloggen")
	wrong.signIn("piet")
	wrong.open(invited.Path)
	wrong.sees("maar deze uitnodiging is voor een ander e-mailadres")
	r := s.reader()
	r.open(invited.Path)
	r.sees("U hebt al een account met dit e-mailadres.")
	r.open("/inloggen?verder=" + url.QueryEscape(invited.Path))
	r.signIn("noor")
	r.isAt(invited.Path)
	r.press("Neem de functie aan")
	r.isAt("/")
	r.open("/elders/zaken/1")
	r.isAt("/elders/zaken/1")
}

func TestNothingTypedIsLostWhenTheSessionEndsMeanwhile(t *testing.T) {
	s := newSite(t, false)
	s.account("noor", swv+"/ib", "elders/secretaris")
	r := s.reader()
	r.open("/inloggen")
	r.signIn("noor")
	r.press("Ga verder als Noor Verhagen, Intern begeleider")
	s.pass(2 * time.Hour)
	typed := url.Values{"reden": {"Regel één\r\n\"Regel\" <twee>"}, "hulp": {"1", "2"}}
	r.show(r.client.PostForm(r.url+"/voorbeeld/zaken/7", typed))
	r.sees("U was uitgelogd. Uw tekst is bewaard.", "Log in als dezelfde persoon.")
	r.signIn("noor")
	r.press("Ga verder als Noor Verhagen, Secretaris")
	r.sees("U had dit ingevuld in een andere functie.")
	r.open("/inloggen/functie")
	r.press("Ga verder als Noor Verhagen, Intern begeleider")
	r.sees("U was uitgelogd. Uw tekst is bewaard.")
	r.press("Verstuur alsnog")
	r.isAt("/voorbeeld/zaken/7")
	if diff := cmp.Diff(typed, s.received); diff != "" {
		t.Errorf("the case got something else: %s", diff)
	}
	r.open("/inloggen/bewaard")
	r.isAt("/")
}

func TestWhatWasTypedCanBeThrownAway(t *testing.T) {
	s := newSite(t, false)
	s.account("noor", swv+"/ib")
	r := s.reader()
	r.open("/inloggen")
	r.signIn("noor")
	s.pass(2 * time.Hour)
	r.show(r.client.PostForm(r.url+"/voorbeeld/zaken/7", url.Values{"reden": {"x"}}))
	r.signIn("noor")
	r.press("Gooi weg")
	r.isAt("/")
	r.open("/inloggen/bewaard")
	r.isAt("/")
	if s.received != nil {
		t.Errorf("it was sent all the same: %v", s.received)
	}
}

func TestTheDemonstrationIsEnteredAsAnyRole(t *testing.T) {
	s := newSite(t, true)
	for i, name := range []string{"els", "karim"} {
		a := s.account(name, []string{swv + "/ib", "elders/secretaris"}[i])
		a.Demo = true
		s.put(a)
	}
	r := s.reader()
	r.open("/inloggen")
	r.sees("DEMONSTRATIE", "SWV De Voorbeeldstreek", "SWV Elders", "Vraagt ondersteuning aan en volgt de zaak.")
	r.open("/inloggen?swv=elders")
	r.press("Secretaris")
	r.isAt("/")
	r.open("/inloggen")
	r.sees("U bent al ingelogd als Noor Verhagen.")
	r.press("Intern begeleider")
	r.open("/voorbeeld/zaken/7")
	r.isAt("/voorbeeld/zaken/7")
	r.open("/account/wachtwoord")
	r.press("Wijzig het wachtwoord", "wachtwoord", "x")
	r.sees("Dit account hoort bij de demonstratie.")
	if r.status != 422 {
		t.Errorf("status %d", r.status)
	}
}

func TestOneKeepsTheOwnAccount(t *testing.T) {
	s := newSite(t, false)
	s.account("noor", swv+"/ib")
	there, r := s.reader(), s.reader()
	there.open("/inloggen")
	there.signIn("noor")
	r.open("/inloggen?verder=/account")
	r.signIn("noor")
	r.isAt("/account")
	r.sees("Waar u bent ingelogd", "Dit apparaat", "Niet ingesteld")
	r.press("Log uit op Onbekende browser")
	r.sees("Dit apparaat is uitgelogd.")
	there.open("/account")
	there.sees("Inloggen")

	r.open("/account/naam")
	r.press("Bewaar", "naam", "")
	r.sees("Vul uw naam in.")
	r.press("Bewaar", "naam", "Noor de Groot")
	r.sees("Uw naam is gewijzigd.", "Noor de Groot")
	r.open("/account/wachtwoord")
	r.press("Wijzig het wachtwoord", "wachtwoord", goodWord, "nieuw", "groene lamp danst nooit", "nogmaals", "groene lamp danst nooit")
	r.sees("Uw wachtwoord is gewijzigd.")
	r.open("/account/tweede-stap")
	code, _ := r.appCode()
	r.press("Zet de tweede stap aan", "code", code, "wachtwoord", "groene lamp danst nooit")
	r.sees("De tweede stap staat aan.")
	r.open("/account/tweede-stap/uit")
	r.press("Zet uit", "wachtwoord", goodWord)
	r.sees("Dit is niet uw huidige wachtwoord.")
	r.press("Zet uit", "wachtwoord", "groene lamp danst nooit")
	r.sees("De tweede stap staat uit.")
}

func TestStrangersAreSentToTheDoor(t *testing.T) {
	s := newSite(t, false)
	for _, path := range []string{"/account", "/account/naam", "/account/wachtwoord", "/account/tweede-stap", "/account/tweede-stap/uit", "/inloggen/functie", "/inloggen/bewaard"} {
		r := s.reader()
		r.open(path)
		r.isAt("/inloggen?verder=" + url.QueryEscape(path))
		r.show(r.client.PostForm(r.url+path, url.Values{"naam": {"x"}}))
		if !strings.HasPrefix(r.at, "/inloggen") && r.status != 405 {
			t.Errorf("a POST to %s ends at %s (%d)", path, r.at, r.status)
		}
	}
}

func TestWhoForgotThePasswordGetsALink(t *testing.T) {
	s := newSite(t, false)
	s.account("noor", swv+"/ib")
	r := s.reader()
	r.open("/inloggen")
	r.sees("/inloggen/vergeten")
	r.open("/inloggen/vergeten")
	r.press("Stuur de link", "email", "geen adres")
	r.sees("Dit is geen e-mailadres.", `value="geen adres"`)
	r.press("Stuur de link", "email", "niemand@school.example")
	unknown := r.page
	r.open("/inloggen/vergeten")
	r.press("Stuur de link", "email", email)
	if r.page != unknown {
		t.Error("the page tells whether there is an account")
	}
	if len(s.mailed) != 3 || s.mailed[0] != swv || s.mailed[1] != email {
		t.Fatalf("mailed %v", s.mailed)
	}
	r.open(s.mailed[2])
	r.press("Bewaar het wachtwoord", "nieuw", "kort", "nogmaals", "kort")
	r.sees("Dit wachtwoord is te kort.")
	r.press("Bewaar het wachtwoord", "nieuw", "groene lamp danst nooit", "nogmaals", "groene lamp danst nooit")
	r.isAt("/")
	r.open(s.mailed[2])
	r.sees("Deze link werkt niet (meer).")
}

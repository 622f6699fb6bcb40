package casefile_test

import (
	"strings"
	"testing"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
)

func says(r *casefile.Refusal, text string) bool {
	all := r.Rule + " " + r.Help
	for _, p := range r.Problems {
		all += " " + p.Text
	}
	return strings.Contains(all, text)
}

func TestLAW02_ReceiptStartsTheTermAndDecisionStopsIt(t *testing.T) {
	st := submitted(t)
	term := casefile.Terms(st.world("secretaris"), st.s)[0]
	if got := term.End.String(); got != "2026-04-28" || !term.Running {
		t.Errorf("the term ends on %s, running %v", got, term.Running)
	}
	if got := casefile.Received(st.proc, st.s).String(); got != "2026-03-03" {
		t.Errorf("received on %s", got)
	}
}

func TestAllThatIsMissingIsShownAtOnce(t *testing.T) {
	st := newStory(t)
	st.begin()
	r := st.try("ib", casefile.Act{Action: "indienen"})
	if r == nil {
		t.Fatal("an empty request was handed in")
	}
	for _, want := range []string{"Wat vraagt de school?", "Ontwikkelingsperspectief", "Gezien door de ouders"} {
		if !says(r, want) {
			t.Errorf("the refusal does not name %q: %v", want, r.Problems)
		}
	}
}

func TestLAW03_ASuspensionNeedsATermAndEndsWhenTheLastPieceCameIn(t *testing.T) {
	st := submitted(t)
	st.on("2026-03-10")
	st.refused("secretaris", casefile.Act{Action: "aanvulling vragen", Values: map[string]string{"wat ontbreekt nog": "verslag"}}, "verplicht")
	st.refused("secretaris", casefile.Act{Action: "aanvulling vragen", Values: map[string]string{"wat ontbreekt nog": "verslag", "uiterlijk aanvullen op": "2026-03-10"}}, "Kies een dag na vandaag")
	st.do("secretaris", casefile.Act{Action: "aanvulling vragen", Values: map[string]string{"wat ontbreekt nog": "verslag", "uiterlijk aanvullen op": "24-3-2026"}})
	term := casefile.Terms(st.world("secretaris"), st.s)[0]
	if term.End.String() != "2026-05-12" {
		t.Errorf("with an answer on the last day the term ends on %s", term.End)
	}
	st.on("2026-03-11")
	if !casefile.Terms(st.world("secretaris"), st.s)[0].StandsStill {
		t.Error("the term does not stand still on the day after the invitation")
	}
}

func TestLAW03_TheSetTermPassesUnusedAndTheClockRunsOn(t *testing.T) {
	st := submitted(t)
	st.on("2026-03-10")
	st.do("secretaris", casefile.Act{Action: "aanvulling vragen", Values: map[string]string{"wat ontbreekt nog": "verslag", "uiterlijk aanvullen op": "2026-03-24"}})
	st.on("2026-03-25")
	st.do("secretaris", casefile.Tick{})
	term := casefile.Terms(st.world("secretaris"), st.s)[0]
	if term.StandsStill || term.End.String() != "2026-05-12" {
		t.Errorf("still %v, end %s", term.StandsStill, term.End)
	}
	before := st.s.Seq
	st.do("secretaris", casefile.Tick{})
	if st.s.Seq != before {
		t.Error("a second tick on the same day said something new")
	}
}

func TestLAW04_WhoMayNotAdviseIsRefusedWithTheReason(t *testing.T) {
	st := submitted(t)
	st.check()
	appoint := func(first, second string) casefile.Act {
		return casefile.Act{Action: "doorsturen", Values: map[string]string{"eerste": first, "tweede": second}}
	}
	st.refused("secretaris", appoint("d1", "d3"), "werkt bij De Linde")
	st.refused("secretaris", appoint("d2", "d4"), "ander vakgebied")
	st.refused("secretaris", appoint("d3", "d2"), "voor deze rol is nodig: orthopedagoog of psycholoog")
	st.involved["d1"] = "begeleider"
	st.refused("secretaris", appoint("d1", "d2"), "betrokken bij deze leerling")
	delete(st.involved, "d1")
	st.do("secretaris", appoint("d1", "d2"))
}

func TestLAW04_NoDeclarationWithoutTwoAdvicesOfTwoPeople(t *testing.T) {
	st := advising(t)
	st.refused("bestuurder", casefile.Act{Action: "toekennen"}, "Dat kan nu niet")
	st.do("ortho", casefile.Act{Action: "eerste advies", Values: map[string]string{"oordeel": "toelaatbaar"}})
	st.refused("ortho", casefile.Act{Action: "tweede advies", Values: map[string]string{"oordeel": "toelaatbaar"}}, "kunt dit niet doen")
	if !casefile.HiddenTask(st.world("psych"), st.s, "eerste advies") {
		t.Error("the second expert reads the first advice before giving the own")
	}
	if casefile.HiddenTask(st.world("ortho"), st.s, "eerste advies") {
		t.Error("the first expert cannot read the own advice")
	}
	st.do("psych", casefile.Act{Action: "tweede advies", Values: map[string]string{"oordeel": "toelaatbaar"}})
	if st.s.Phase != "besluit" {
		t.Errorf("two equal advices lead to %q", st.s.Phase)
	}
	if casefile.HiddenTask(st.world("psych"), st.s, "eerste advies") {
		t.Error("both advices are in and still hidden")
	}
}

func TestUnequalAdvicesGoToTheCommission(t *testing.T) {
	st := advising(t)
	st.do("ortho", casefile.Act{Action: "eerste advies", Values: map[string]string{"oordeel": "toelaatbaar"}})
	st.do("psych", casefile.Act{Action: "tweede advies", Values: map[string]string{"oordeel": "niet toelaatbaar", "toelichting": "De school kan meer doen."}})
	if st.s.Phase != "bespreken" {
		t.Errorf("unequal advices lead to %q", st.s.Phase)
	}
}

func (st *story) unanimous() {
	st.t.Helper()
	st.do("ortho", casefile.Act{Action: "eerste advies", Values: map[string]string{"oordeel": "toelaatbaar"}})
	st.do("psych", casefile.Act{Action: "tweede advies", Values: map[string]string{"oordeel": "toelaatbaar"}})
}

func TestLAW05_ADeclarationEndsOn31JulyAndHoldsAFullYear(t *testing.T) {
	st := advising(t)
	st.unanimous()
	grant := func(until string) casefile.Act {
		return casefile.Act{Action: "toekennen", Values: map[string]string{"van": "2026-04-01", "tot en met": until, "categorie": "1", "duur van de verklaring": "1 schooljaar"}}
	}
	st.refused("bestuurder", grant("2027-06-30"), "31 juli")
	st.refused("bestuurder", grant("2026-07-31"), "vol schooljaar")
	st.do("bestuurder", grant("2027-07-31"))
	g := st.s.Grants[0]
	if g.Number != "260001" || g.School != "so" || g.Until.String() != "2027-07-31" {
		t.Errorf("granted %+v", g)
	}
	if st.s.Closed == nil || st.s.Outcome != "toegekend" {
		t.Errorf("closed %v with outcome %q", st.s.Closed, st.s.Outcome)
	}
}

func TestLAW08_EachAddresseeHasAnObjectionTermFromTheOwnSending(t *testing.T) {
	st := advising(t)
	st.unanimous()
	st.on("2026-04-01")
	st.do("bestuurder", casefile.Act{Action: "toekennen", Values: map[string]string{"van": "2026-04-01", "tot en met": "2027-07-31", "categorie": "1", "duur van de verklaring": "1 schooljaar"}})
	if len(st.s.Letters) != 3 {
		t.Fatalf("%d letters: one receipt for the school, a decision for each parent with authority", len(st.s.Letters))
	}
	mother, father := st.s.Letters[1], st.s.Letters[2]
	st.refused("secretaris", casefile.Post{Letter: mother.ID, Day: civil.NewDay(2026, time.March, 31), Means: "post"}, "ligt niet voor")
	st.on("2026-04-09")
	st.do("secretaris", casefile.Post{Letter: mother.ID, Day: civil.NewDay(2026, time.April, 2), Means: "post"})
	st.do("secretaris", casefile.Post{Letter: father.ID, Day: civil.NewDay(2026, time.April, 9), Means: "post"})
	st.refused("secretaris", casefile.Post{Letter: father.ID, Day: civil.NewDay(2026, time.April, 9), Means: "post"}, "al verzonden")
	ends := map[string]string{}
	for _, term := range casefile.Terms(st.world("secretaris"), st.s) {
		if term.Def.Name == "bezwaartermijn" {
			ends[term.KeyName] = term.End.String()
		}
	}
	if ends["Mina Voorbeeld"] != "2026-05-18" || ends["Victor Voorbeeld"] != "2026-05-21" {
		t.Errorf("objection terms %v", ends)
	}
}

func TestALL07_AChangeVoidsWhatWasSigned(t *testing.T) {
	st := newStory(t)
	st.begin()
	st.fill()
	seen := casefile.ShownFor(st.world("moeder"), st.s, "akkoord ouders").Digest()
	st.refused("oom", casefile.Sign{Signing: "akkoord ouders"}, "gezag")
	st.do("moeder", casefile.Sign{Signing: "akkoord ouders", Shown: seen})
	st.do("ib", casefile.Record{Values: map[string]string{"iq": "63"}})
	if len(st.s.Signatures) != 0 || st.s.Voided == nil {
		t.Fatal("the signature stands although the request changed")
	}
	st.refused("vader", casefile.Sign{Signing: "akkoord ouders", Shown: seen}, "gewijzigd sinds u haar las")
	st.signAll()
	st.do("ib", casefile.Act{Action: "indienen"})
}

func TestALL07_APaperSignatureNamesWhoReceivedIt(t *testing.T) {
	st := newStory(t)
	st.begin()
	st.fill()
	st.refused("ib", casefile.Sign{Signing: "akkoord ouders", Paper: civil.NewDay(2026, time.March, 9), Carer: "c1"}, "toekomst")
	st.refused("ib", casefile.Sign{Signing: "akkoord ouders", Paper: civil.NewDay(2026, time.March, 2), Carer: "c3"}, "ouder met gezag")
	st.do("ib", casefile.Sign{Signing: "akkoord ouders", Paper: civil.NewDay(2026, time.March, 2), Carer: "c1"})
	if g := st.s.Signatures[0]; g.ReceivedBy != "Ina Berg" || g.Name != "Mina Voorbeeld" || g.Means != "papier" {
		t.Errorf("recorded %+v", g)
	}
	st.refused("ib", casefile.Sign{Signing: "akkoord ouders", Paper: civil.NewDay(2026, time.March, 2), Carer: "c1"}, "heeft al getekend")
}

func TestILC03_AnAnswerThatWasTakenOverSaysFromWhereUntilSomebodyChangesIt(t *testing.T) {
	st := newStory(t)
	st.begin()
	st.do("ib", casefile.Record{Values: map[string]string{"iq": "63"}, From: "een OSO-bestand"})
	if v := st.s.Values["iq"]; v.Over != "een OSO-bestand" || v.By.Name == "" {
		t.Errorf("taken over: %+v", v)
	}
	st.do("ib", casefile.Record{Values: map[string]string{"iq": "64"}})
	if v := st.s.Values["iq"]; v.Over != "" || v.Text != "64" {
		t.Errorf("typed since: %+v", v)
	}
}

func TestLAW01_ANationalNumberIsNotRecorded(t *testing.T) {
	st := newStory(t)
	st.begin()
	st.refused("ib", casefile.Record{Values: map[string]string{"vraag van de school": "BSN 111222333"}}, "nummer")
	if len(st.s.Values) != 0 {
		t.Error("the answer was kept")
	}
}

func TestOnlyOneCaseOfAKindAtATime(t *testing.T) {
	st := newStory(t)
	st.others = []casefile.OtherCase{{ID: "x", Procedure: "tlv", Running: true}}
	st.refused("ib", casefile.Start{Variant: "zij-instroom", Pupil: "l1", Applicant: "linde"}, "loopt al een zaak")
	st.others = nil
	st.refused("ib", casefile.Start{Variant: "onderinstroom", Pupil: "l1", Applicant: "linde"}, "mogelijk")
	st.refused("moeder", casefile.Start{Variant: "zij-instroom", Pupil: "l1", Applicant: "linde"}, "kunt deze zaak niet beginnen")
}

func TestAnotherSchoolSeesNothing(t *testing.T) {
	st := submitted(t)
	if v := casefile.Visible(st.world("andere ib"), st.s); v.Any {
		t.Errorf("the IB of another school sees the case: %+v", v)
	}
	st.refused("andere ib", casefile.Say{Text: "Hallo", To: []string{"secretaris"}}, "geen rol")
}

func TestACaseCanBeSeenAsItWas(t *testing.T) {
	st := submitted(t)
	st.on("2026-03-10")
	st.do("secretaris", casefile.Act{Action: "aanvulling vragen", Values: map[string]string{"wat ontbreekt nog": "verslag", "uiterlijk aanvullen op": "2026-03-24"}})
	was := casefile.Until(st.s.ID, casefile.EventsOf(st.s), civil.NewDay(2026, time.March, 4).Start())
	if was.Phase != "controle" || len(was.Terms[0].Suspensions) != 0 {
		t.Errorf("on 3 March the case was in %q with %d suspensions", was.Phase, len(was.Terms[0].Suspensions))
	}
}

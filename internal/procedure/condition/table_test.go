package condition

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// duration is the table for the period of a declaration, after the policy of an
// invented SWV that says nothing about an IQ of exactly 55.
func duration(t testing.TB) *Table {
	t.Helper()
	return &Table{Name: "duur", Rows: []Row{
		{When: parse(t, "iq is instelling laagste iq"), AskHuman: true, Because: "het beleid zegt niets over een IQ van precies 55"},
		{When: parse(t, "uitstroombestemming in (dagbesteding, beschutte arbeid) en iq minder dan instelling laagste iq en geen geldige tlv"),
			Outcome: "tot en met leeftijd 16", Because: "uitstroom naar dagbesteding of beschutte arbeid en een IQ onder 55", AtMost: "eenmaal"},
		{When: parse(t, "uitstroombestemming in (arbeid, vervolgonderwijs) en iq meer dan instelling laagste iq"),
			Outcome: "3 schooljaren", Because: "twee jaar is niet genoeg", Record: []string{"ondersteuningsbehoeften"}},
		{Outcome: "2 schooljaren", Because: "een eerste toekenning geldt ten hoogste twee jaar"},
	}}
}

func pupil(iq int64, destination string, tlv bool) known {
	return known{"iq": Int(iq), "uitstroombestemming": ChoiceValue(destination), "geldige tlv": Bool(tlv), "instelling laagste iq": Int(55)}
}

func TestTheFirstRowThatHoldsDecides(t *testing.T) {
	d := duration(t).Decide(pupil(54, "dagbesteding", false))
	if d.Outcome != "tot en met leeftijd 16" || d.Row != 1 || d.AskHuman || d.AtMost != "eenmaal" || d.Because == "" {
		t.Errorf("%+v", d)
	}
	if d := duration(t).Decide(pupil(80, "arbeid", false)); d.Row != 2 || len(d.Record) != 1 {
		t.Errorf("%+v", d)
	}
	if d := duration(t).Decide(pupil(54, "arbeid", false)); d.Outcome != "2 schooljaren" || d.Row != 3 {
		t.Errorf("%+v", d)
	}
	if d := duration(t).Decide(pupil(55, "arbeid", false)); !d.AskHuman || d.Outcome != "" || d.Row != 0 {
		t.Errorf("%+v", d)
	}
}

func TestARowThatIsNotKnownKeepsLaterRowsFromDeciding(t *testing.T) {
	facts := pupil(54, "dagbesteding", false)
	delete(facts, "geldige tlv")
	d := duration(t).Decide(facts)
	if d.Row != -1 || d.Outcome != "" || d.AskHuman || len(d.Flips) > 0 {
		t.Errorf("%+v", d)
	}
	if diff := cmp.Diff([]string{"geldige tlv"}, d.Missing); diff != "" {
		t.Error(diff)
	}
	if d := duration(t).Decide(known{}); cmp.Diff([]string{"iq", "instelling laagste iq", "uitstroombestemming", "geldige tlv"}, d.Missing) != "" {
		t.Error(d.Missing)
	}
	facts["uitstroombestemming"] = ChoiceValue("arbeid") // now the missing fact does not matter
	if d := duration(t).Decide(facts); d.Outcome != "2 schooljaren" || d.Missing != nil {
		t.Errorf("%+v", d)
	}
}

func TestATableWithoutARowThatFitsAsksAPerson(t *testing.T) {
	table := &Table{Rows: []Row{{When: parse(t, "iq is 5"), Outcome: "a"}}}
	if d := table.Decide(known{"iq": Int(6)}); !d.AskHuman || d.Row != -1 || d.Because == "" || len(d.Grounds) != 1 {
		t.Errorf("%+v", d)
	}
}

func TestGroundsOfADecisionBeginWithTheRowThatHolds(t *testing.T) {
	var got []string
	for _, g := range duration(t).Decide(pupil(80, "arbeid", false)).Grounds {
		got = append(got, g.Text)
	}
	want := []string{"uitstroombestemming: arbeid (dossier)", "iq: 80 (dossier)", "instelling laagste iq: 55 (dossier)"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func flipTexts(flips []Flip) []string {
	var texts []string
	for _, f := range flips {
		texts = append(texts, f.Text)
	}
	return texts
}

func TestFlipsTellWhichFactWouldChangeTheProposal(t *testing.T) {
	want := []string{
		"Als iq 55 was: een mens beslist.",
		"Als iq meer dan 55 was: 2 schooljaren.",
		"Als uitstroombestemming arbeid of vervolgonderwijs was: 2 schooljaren.",
		"Als geldige tlv ja was: 2 schooljaren.",
	}
	if diff := cmp.Diff(want, flipTexts(duration(t).Decide(pupil(54, "dagbesteding", false)).Flips)); diff != "" {
		t.Errorf("(-verwacht +gevonden)\n%s", diff)
	}
	named := &Table{Rows: []Row{
		{When: parse(t, "groep hoogstens 2"), Outcomes: map[string]string{"tot": "einde groep 2", "categorie": "1"}},
		{AskHuman: true},
	}}
	if diff := cmp.Diff([]string{"Als groep hoogstens 2 was: categorie: 1, tot: einde groep 2."}, flipTexts(named.Decide(known{"groep": Int(5)}).Flips)); diff != "" {
		t.Error(diff)
	}
}

func TestFlipsOfAConditionFindItsBoundaries(t *testing.T) {
	facts := child(t)
	for text, want := range map[string][]string{
		"iq ten minste 50 en hoogstens 70":                  {"Als iq minder dan 50 was: nee.", "Als iq meer dan 70 was: nee."},
		"iq is 60":                                          {"Als iq 60 was: ja."},
		"iq niet in (54, 60)":                               {"Als iq minder dan 54 was: ja.", "Als iq meer dan 54 en minder dan 60 was: ja.", "Als iq meer dan 60 was: ja."},
		"uren per week × aandeel meer dan 2":                {"Als uren per week meer dan 4 was: ja.", "Als aandeel meer dan 2/3 was: ja."},
		"bedrag × 2 meer dan budget":                        {"Als bedrag meer dan € 1.250,00 was: ja.", "Als budget minder dan € 2.500,00 was: ja."},
		"geboortedatum plus 4 jaar op of voor 3-3-2026":     {"Als geboortedatum op of na 4 maart 2022 lag: nee."},
		"geboortedatum plus 4 jaar na 28 februari 2026":     {"Als geboortedatum op of na 1 maart 2022 lag: ja."},
		"van op 1 augustus 2026":                            {"Als van op of voor 31 juli 2026 lag: nee.", "Als van op of na 2 augustus 2026 lag: nee."},
		"vandaag min datum van opp meer dan 181":            {"Als vandaag op of na 4 maart 2026 lag: ja.", "Als datum van opp op of voor 2 september 2025 lag: ja."},
		"variant is zij-instroom":                           {"Als variant onderinstroom of herindicatie was: nee."},
		"oordeel is eerste advies.oordeel":                  {"Als oordeel toelaatbaar was: ja.", "Als eerste advies.oordeel niet toelaatbaar was: ja."},
		"hulp bevat logopedie en hulp bevat niet jeugdhulp": {"Als hulp logopedie niet bevatte: nee.", "Als hulp ook jeugdhulp bevatte: nee."},
		"geldige tlv of lopende tlv":                        {"Als geldige tlv nee was: nee."},
		"iq is ingevuld":                                    {"Als iq niet was ingevuld: nee."},
		"opp is ingevuld":                                   {"Als opp was ingevuld: ja."},
		"iq minder dan instelling laagste iq":               {"Als iq ten minste 55 was: nee."},
		"opp compleet":                                      nil,
		"ja":                                                nil,
	} {
		if diff := cmp.Diff(want, flipTexts(parse(t, text).Flips(facts))); diff != "" {
			t.Errorf("%s (-verwacht +gevonden)\n%s", text, diff)
		}
	}
}

// A flip is a promise: with the fact changed as it says, the outcome is another.
func TestAFlipOfAChoiceKeepsItsPromise(t *testing.T) {
	table := duration(t)
	rapid.Check(t, func(rt *rapid.T) {
		facts := pupil(rapid.Int64Range(50, 60).Draw(rt, "iq"), rapid.SampledFrom([]string{"dagbesteding", "arbeid"}).Draw(rt, "uitstroom"), rapid.Bool().Draw(rt, "tlv"))
		d := table.Decide(facts)
		other := known{}
		for n, v := range facts {
			other[n] = v
		}
		other["geldige tlv"] = Bool(!facts["geldige tlv"].IsTrue())
		changed := table.Decide(other).Outcome != d.Outcome
		told := false
		for _, f := range d.Flips {
			told = told || f.Name == "geldige tlv"
		}
		if changed != told {
			rt.Fatalf("verandert: %v, gezegd: %v (%+v)", changed, told, d)
		}
	})
}

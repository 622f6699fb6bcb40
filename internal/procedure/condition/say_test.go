package condition

import (
	"fmt"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"passend/internal/civil"
)

func TestSayReadsAConditionBackInItsCanonicalWords(t *testing.T) {
	for text, want := range map[string]string{
		"IQ minder  dan 55":                                "iq is minder dan 55",
		"iq ten minste 20 en hoogstens 200":                "iq is ten minste 20 en iq is hoogstens 200",
		"iq niet meer dan 55":                              "iq is hoogstens 55",
		"geen lopende tlv":                                 "geen lopende tlv",
		"variant in (zij-instroom, onderinstroom)":         "variant is een van (zij-instroom, onderinstroom)",
		"variant niet in (herindicatie)":                   "variant is geen van (herindicatie)",
		"vandaag vanaf 2026-08-01":                         "vandaag is op of na 1 augustus 2026",
		"geboortedatum + vier jaar uiterlijk vandaag":      "geboortedatum plus 4 jaar is op of voor vandaag",
		"(iq is 55 of iq is 56) en geldige tlv":            "(iq is 55 of iq is 56) en geldige tlv",
		"niet (iq is 55)":                                  "niet (iq is 55)",
		"niet (akkoord)":                                   "niet (akkoord)",
		"niet akkoord":                                     "niet akkoord",
		"oordeel is niet toelaatbaar":                      "oordeel is niet toelaatbaar",
		`oordeel is niet "toelaatbaar"`:                    `oordeel is niet "toelaatbaar"`,
		"(opp) is nee":                                     "opp is nee",
		"bedrag meer dan 1250":                             "bedrag is meer dan € 1.250,00",
		"uren per week maal aandeel min 50% hoogstens 1/3": "uren per week × aandeel min 0,5 is hoogstens 1/3",
		"iq × (groep plus 1) is 5":                         "iq × (groep plus 1) is 5",
		"iq min (groep min 1) is 5":                        "iq min (groep min 1) is 5",
		"hulp bevat geen jeugdhulp":                        "hulp bevat niet jeugdhulp",
		"minstens 2 van [akkoord, iq minder dan 55 of opp, groep in (3, 4)]": "ten minste 2 van [akkoord, (iq is minder dan 55 of opp), groep is een van (3, 4)]",
		"iq is 5 en precies 1 van [akkoord, opp]":                            "iq is 5 en precies 1 van [akkoord, opp]",
		"niet ten hoogste 1 van [akkoord, opp, opp is oud]":                  "niet (hoogstens 1 van [akkoord, opp, opp is oud])",
		"toelichting is leeg":                                                "toelichting is niet ingevuld",
		`toelichting is "hij zei ""ja"""`:                                    `toelichting is "hij zei ""ja"""`,
	} {
		if got := parse(t, text).Say(); got != want {
			t.Errorf("%s\n  zegt     %s\n  verwacht %s", text, got, want)
		}
	}
}

// writer makes random conditions that are right.
type writer struct{ t *rapid.T }

func (w writer) one(from ...string) string { return rapid.SampledFrom(from).Draw(w.t, "keuze") }

func (w writer) condition(depth int) string {
	kind := rapid.IntRange(0, 10).Draw(w.t, "soort")
	if depth == 0 {
		kind = min(kind, 6)
	}
	switch kind {
	case 0:
		return w.one("akkoord", "niet akkoord", "lopende tlv", "opp", "opp is oud", "(opp) is ja", "één-op-één", "de leerling is ingeschreven", "nee")
	case 1:
		return w.number(depth) + w.one(" minder dan ", " is meer dan ", " ten minste ", " hoogstens ", " is ", " is niet ", " niet meer dan ") + w.number(depth)
	case 2:
		return w.day(depth) + w.one(" voor ", " is na ", " op of voor ", " op of na ", " is ", " niet na ", " op ") + w.day(depth)
	case 3:
		return "oordeel" + w.one(" is ", " is niet ") + w.one("toelaatbaar", "niet toelaatbaar", "ja, mits", "n.v.t.", `"toelaatbaar"`, `"n.v.t."`, "eerste advies.oordeel")
	case 4:
		return w.one("variant in ", "variant niet in ", "variant is een van ") + w.one("(zij-instroom)", "(zij-instroom, herindicatie)", "(onderinstroom of herindicatie)")
	case 5:
		return w.one("hulp bevat logopedie", "hulp bevat niet hulp in de klas", "hulp bevat een van (jeugdhulp, logopedie)", `toelichting bevat "a"`, `toelichting is niet "zegt ""a"""`)
	case 6:
		return w.one("iq", "oordeel", "van", "hulp", "toelichting") + w.one(" is ingevuld", " is niet ingevuld", " is leeg", " is niet leeg")
	case 7:
		return w.one("niet ", "geen ") + "(" + w.condition(depth-1) + ")"
	case 10:
		return w.one("ten minste", "hoogstens", "precies") + w.one(" 0", " 1", " 2") + " van [" + w.condition(depth-1) + ", " + w.condition(depth-1) + "; " + w.condition(depth-1) + "]"
	}
	text := "(" + w.condition(depth-1) + ")"
	word := w.one(" en ", " of ")
	for range rapid.IntRange(1, 3).Draw(w.t, "delen") {
		text += word + "(" + w.condition(depth-1) + ")"
	}
	return text
}

func (w writer) number(depth int) string {
	if depth > 0 && rapid.IntRange(0, 3).Draw(w.t, "rekenen") == 0 {
		return "(" + w.number(depth-1) + ")" + w.one(" + ", " - ", " × ", " / ", " min ", " plus ") + w.number(depth-1)
	}
	return w.one("iq", "leeftijd", "leeftijd in maanden", "groep", "aandeel", "3", "-2", "0,5", "1/3", "12,5 %", "1.250", "(van min vandaag)")
}

func (w writer) day(depth int) string {
	if depth > 0 && rapid.Bool().Draw(w.t, "verschuiven") {
		return "(" + w.day(depth-1) + ")" + w.one(" plus ", " min ", " + ") + w.one("6 maanden", "4 jaar", "10 dagen", "5 werkdagen", "2 weken", "instelling opp hoogstens oud")
	}
	return w.one("vandaag", "van", "tot en met", "geboortedatum", "2026-08-01", "29 februari 2028", "1-1-2020")
}

func randomFacts(t *rapid.T) known {
	facts := known{}
	for _, s := range names {
		if rapid.IntRange(0, 3).Draw(t, "bekend") > 0 {
			facts[s.Name] = randomValue(t, s)
		}
	}
	return facts
}

func randomValue(t *rapid.T, s Symbol) Value {
	switch s.Type {
	case Truth:
		return Bool(rapid.Bool().Draw(t, "ja"))
	case Number:
		return NumberValue(big.NewRat(rapid.Int64Range(-3, 60).Draw(t, "boven"), rapid.Int64Range(1, 3).Draw(t, "onder")))
	case Money:
		return MoneyValue(rapid.Int64Range(0, 500).Draw(t, "centen"))
	case Date:
		return DayValue(civil.NewDay(2026, 8, 1).AddDays(rapid.IntRange(-400, 400).Draw(t, "dag")))
	case Length:
		return LengthValue(civil.Duration{N: rapid.IntRange(0, 20).Draw(t, "n"), Unit: civil.Unit(rapid.IntRange(1, 6).Draw(t, "eenheid"))})
	case Choices:
		return List(rapid.SliceOfDistinct(rapid.SampledFrom(s.Choices), func(c string) string { return c }).Draw(t, "keuzes"))
	case Choice:
		return ChoiceValue(rapid.SampledFrom(s.Choices).Draw(t, "keuze"))
	}
	return TextValue(rapid.SampledFrom([]string{"", "a", `zegt "a"`, "toegekend"}).Draw(t, "tekst"))
}

func TestWhatAConditionSaysMeansTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := writer{t}.condition(3)
		e, faults := Parse(text, names)
		if len(faults) > 0 {
			t.Fatalf("%s\n%s", text, faultLines(faults))
		}
		again, faults := Parse(e.Say(), names)
		if len(faults) > 0 {
			t.Fatalf("%s\nzegt %s\n%s", text, e.Say(), faultLines(faults))
		}
		if again.Say() != e.Say() {
			t.Fatalf("%s zegt daarna %s", e.Say(), again.Say())
		}
		facts := randomFacts(t)
		if a, b := fmt.Sprint(e.Eval(facts)), fmt.Sprint(again.Eval(facts)); a != b {
			t.Fatalf("%s\n  %s\n%s\n  %s", text, a, e.Say(), b)
		}
	})
}

func TestAnOutcomeThatIsKnownStaysWhenMoreBecomesKnown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, faults := Parse(writer{t}.condition(3), names)
		if len(faults) > 0 {
			t.Fatal(faultLines(faults))
		}
		if asksPresence(e) {
			return // `is ingevuld` asks what is known
		}
		some := randomFacts(t)
		before := e.Eval(some)
		for _, s := range names {
			if _, ok := some[s.Name]; !ok {
				some[s.Name] = randomValue(t, s)
			}
		}
		if after := e.Eval(some); before.Known && (!after.Known || !after.Value.Equal(before.Value)) {
			t.Fatalf("%s was %s en wordt %s", e.Say(), answerOf(before), answerOf(after))
		}
	})
}

func asksPresence(e *Expr) bool {
	asked := false
	walk(e.root, func(n node) {
		_, ok := n.(filled)
		asked = asked || ok
	})
	return asked
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"variant is zij-instroom en (iq minder dan 55 of geen geldige tlv)", "geboortedatum plus 4 jaar op of voor vandaag", "oordeel is niet toelaatbaar",
		"hulp bevat een van (logopedie, jeugdhulp)", "iq × 1/2 + 50 % is 0,5", "bedrag meer dan € 1.250,00", "ten minste 2 van [akkoord, iq is 5, opp of groep in (1, 2)]", `toelichting is "a""b"`, "niet (akkoord) of niet akkoord",
		"iq ten minste 50 en hoogstens 70", "van is 30 februari 2026", "((((", "iq is 5)) en (groep", "een half jaar", "iq is -−5", "categorie in (1,2)", "iq is 1/0",
	} {
		f.Add(text)
	}
	facts := []Facts{known{}, child(f), known{"iq": Int(0), "akkoord": Bool(false), "niet akkoord": Bool(true), "oordeel": ChoiceValue("toelaatbaar")}}
	f.Fuzz(func(t *testing.T, text string) {
		e, faults := Parse(text, names)
		size := len([]rune(text))
		for _, x := range faults {
			if x.Column < 1 || x.Column > size+1 || x.What == "" {
				t.Errorf("%q: %+v", text, x)
			}
		}
		if len(faults) > 0 {
			return
		}
		again, faults := Parse(e.Say(), names)
		if len(faults) > 0 {
			if len([]rune(e.Say())) > maxSource {
				return
			}
			t.Fatalf("%q zegt %q\n%s", text, e.Say(), faultLines(faults))
		}
		for _, x := range facts {
			if a, b := answerOf(e.Eval(x)), answerOf(again.Eval(x)); a != b {
				t.Errorf("%q is %s; %q is %s", text, a, e.Say(), b)
			}
			if e.Type() == Truth {
				e.Flips(x)
			}
		}
	})
}

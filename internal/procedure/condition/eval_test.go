package condition

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"passend/internal/civil"
)

// child is what is known of one invented pupil.
func child(t testing.TB) known {
	return known{
		"iq": Int(54), "leeftijd": Int(6), "leeftijd in maanden": Int(75), "groep": Int(2),
		"variant": ChoiceValue("zij-instroom"), "uitstroombestemming": ChoiceValue("beschutte arbeid"),
		"oordeel": ChoiceValue("niet toelaatbaar"), "eerste advies.oordeel": ChoiceValue("toelaatbaar"), "categorie": ChoiceValue("2"),
		"hulp": List([]string{"logopedie", "hulp in de klas"}), "toelichting": TextValue("Praat weinig in de klas"),
		"uitkomst van tlv": TextValue("Afgewezen"), "bedrag": MoneyValue(125000), "budget": MoneyValue(250000),
		"lopende tlv": Bool(false), "geldige tlv": Bool(true), "de leerling is ingeschreven": Bool(true), "akkoord": Bool(true), "niet akkoord": Bool(false),
		"vandaag": day(t, "2026-03-03"), "geboortedatum": day(t, "2019-12-01"), "van": day(t, "2026-08-01"), "tot en met": day(t, "2028-07-31"),
		"datum van opp": day(t, "2025-09-03"), "instelling laagste iq": Int(55),
		"instelling opp hoogstens oud": LengthValue(civil.Duration{N: 6, Unit: civil.Months}), "één-op-één": Bool(true),
		"aandeel": NumberValue(half()), "uren per week": Int(3),
	}
}

func TestAConditionReadsAsThePolicyIsWritten(t *testing.T) {
	facts := child(t)
	for text, want := range map[string]string{
		"ja":                               "ja",
		"geldige tlv":                      "ja",
		"geen lopende tlv":                 "ja",
		"niet de leerling is ingeschreven": "nee",
		"variant is zij-instroom":          "ja",
		"Variant is Zij-instroom":          "ja",
		"variant is niet zij-instroom":     "nee",
		"uitstroombestemming in (dagbesteding, beschutte arbeid) en iq minder dan 55": "ja",
		"uitstroombestemming niet in (dagbesteding, beschutte arbeid)":                "nee",
		"uitstroombestemming is een van (arbeid of vervolgonderwijs)":                 "nee",
		"uitstroombestemming is geen van (arbeid, vervolgonderwijs)":                  "ja",
		"iq minder dan instelling laagste iq":                                         "ja",
		"iq is ten minste 50 en hoogstens 70":                                         "ja",
		"iq niet meer dan 54":                                                         "ja",
		"iq tenminste 20":                                                             "ja",
		"groep in (1, 2)":                                                             "ja",
		"de groep is 2":                                                               "ja",
		"oordeel is niet toelaatbaar":                                                 "ja",
		`oordeel is niet "toelaatbaar"`:                                               "ja",
		"oordeel is eerste advies.oordeel":                                            "nee",
		"oordeel is ja, mits":                                                         "nee",
		"categorie is 2":                                                              "ja",
		"categorie in (1,2)":                                                          "ja",
		"hulp bevat logopedie":                                                        "ja",
		"hulp bevat niet jeugdhulp":                                                   "ja",
		"hulp bevat een van (jeugdhulp, hulp in de klas)":                             "ja",
		`toelichting bevat "in de KLAS"`:                                              "ja",
		"uitkomst van tlv is afgewezen":                                               "ja",
		"bedrag hoogstens € 1.250,00":                                                 "ja",
		"bedrag meer dan 1250":                                                        "nee",
		"bedrag minder dan 1250,01 euro":                                              "ja",
		"bedrag is budget × 1/2":                                                      "ja",
		"bedrag gedeeld door budget is 50 %":                                          "ja",
		"uren per week × aandeel is 1,5":                                              "ja",
		"1/3 + 1/3 + 1/3 is 1":                                                        "ja",
		"geboortedatum plus 4 jaar op of voor vandaag":                                "ja",
		"datum van opp + instelling opp hoogstens oud op of na vandaag":               "ja",
		"datum van opp vanaf vandaag min zes maanden":                                 "ja",
		"datum van opp voor 2025-09-03":                                               "nee",
		"van op 1 augustus 2026":                                                      "ja",
		"van is 1-8-2026":                                                             "ja",
		"tot en met na van":                                                           "ja",
		"vandaag - datum van opp is 181":                                              "ja",
		"vandaag min geboortedatum meer dan 365 × 4":                                  "ja",
		"vandaag plus een half jaar is 3 september 2026":                              "ja",
		"één-op-één":                                                                  "ja",
		"akkoord":                                                                     "ja",
		"niet akkoord":                                                                "nee",
		"niet (akkoord)":                                                              "nee",
		"iq is ingevuld en opp is niet ingevuld":                                      "ja",
		"toelichting is leeg":                                                         "nee",
		"niet iq is 55":                                                               "ja",
		"geldige tlv is ja":                                                           "ja",
		"(iq meer dan 70 of geldige tlv) en\n  groep is 2":                            "ja",
	} {
		if got := answer(t, text, facts); got != want {
			t.Errorf("%s: %s, verwacht %s", text, got, want)
		}
	}
}

func TestWhatIsNotKnownIsNotGuessed(t *testing.T) {
	facts := known{"geldige tlv": Bool(false), "lopende tlv": Bool(true), "groep": Int(3)}
	for text, want := range map[string]string{
		"iq minder dan 55":                        "onbekend",
		"niet akkoord":                            "onbekend",
		"geldige tlv en iq minder dan 55":         "nee",
		"iq minder dan 55 en geldige tlv":         "nee",
		"lopende tlv of iq minder dan 55":         "ja",
		"lopende tlv en iq minder dan 55":         "onbekend",
		"geldige tlv of iq minder dan 55":         "onbekend",
		"iq is ingevuld":                          "nee",
		"iq is niet ingevuld of iq minder dan 55": "ja",
		"groep in (3, leeftijd)":                  "ja",
		"groep in (4, leeftijd)":                  "onbekend",
		"groep / (groep - 3) is 1":                "onbekend",
		"iq + groep is 3":                         "onbekend",
		"vandaag na geboortedatum plus 5 jaar":    "onbekend",
	} {
		if got := answer(t, text, facts); got != want {
			t.Errorf("%s: %s, verwacht %s", text, got, want)
		}
	}
}

func TestMissingNamesOnlyTheFactsThatMatter(t *testing.T) {
	facts := known{"geldige tlv": Bool(false), "lopende tlv": Bool(true)}
	for text, want := range map[string][]string{
		"geldige tlv en iq minder dan 55":                     nil,
		"lopende tlv en iq minder dan 55 en groep is 8":       {"iq", "groep"},
		"(geldige tlv en leeftijd is 4) of iq minder dan 55":  {"iq"},
		"vandaag na geboortedatum plus 5 jaar of geldige tlv": {"vandaag", "geboortedatum"},
	} {
		if diff := cmp.Diff(want, parse(t, text).Eval(facts).Missing); diff != "" {
			t.Errorf("%s (-verwacht +gevonden):\n%s", text, diff)
		}
	}
}

func TestGroundsAreTheFactsThatLedToTheOutcome(t *testing.T) {
	facts := child(t)
	for text, want := range map[string][]string{
		"iq minder dan 55 en geldige tlv":                   {"iq: 54 (dossier)", "geldige tlv: ja (dossier)"},
		"iq meer dan 55 en geldige tlv":                     {"iq: 54 (dossier)"},
		"iq minder dan 55 of lopende tlv":                   {"iq: 54 (dossier)"},
		"opp compleet is niet ingevuld":                     {"opp compleet: niet ingevuld"},
		"geboortedatum plus 4 jaar voor vandaag":            {"geboortedatum: 1 december 2019 (dossier)", "vandaag: 3 maart 2026 (dossier)"},
		"hulp bevat logopedie en bedrag meer dan € 1,00":    {"hulp: logopedie en hulp in de klas (dossier)", "bedrag: € 1.250,00 (dossier)"},
		"niet (iq meer dan 55 en variant is onderinstroom)": {"iq: 54 (dossier)", "variant: zij-instroom (dossier)"},
	} {
		var got []string
		for _, g := range parse(t, text).Eval(facts).Grounds {
			got = append(got, g.Text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-verwacht +gevonden):\n%s", text, diff)
		}
	}
}

func TestAFactOfAnotherTypeThanPromisedIsNotKnown(t *testing.T) {
	facts := known{"iq": TextValue("ongeveer 50"), "variant": TextValue("zij-instroom")}
	if got := answer(t, "iq minder dan 55", facts); got != "onbekend" {
		t.Error(got)
	}
	if got := answer(t, "variant is zij-instroom", facts); got != "ja" {
		t.Error("een tekst telt als keuze:", got)
	}
}

// school are facts of a school with holidays.
type school struct {
	known
	calendar *civil.Calendar
}

func (s school) Calendar() *civil.Calendar { return s.calendar }

func TestWorkingDaysFollowTheCalendarOfTheFacts(t *testing.T) {
	friday := known{"vandaag": day(t, "2026-04-03")} // Goede Vrijdag
	for text, want := range map[string]string{
		"vandaag plus 1 werkdag is 7 april 2026":    "ja", // na tweede paasdag
		"vandaag min 1 werkdag is 2 april 2026":     "ja",
		"vandaag min 2 weken is 20 maart 2026":      "ja",
		"vandaag plus 2 weken is 17 april 2026":     "ja",
		"vandaag min 1 schoolweek is 27 maart 2026": "ja",
	} {
		if got := answer(t, text, school{friday, civil.NewCalendar("midden")}); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}

func TestNamesTellsWhatIsLookedAtInOrder(t *testing.T) {
	got := parse(t, "groep is 3 of (IQ minder dan 55 en groep is 4)").Names()
	if diff := cmp.Diff([]string{"groep", "iq"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestTypeTellsConditionsFromCalculations(t *testing.T) {
	for text, want := range map[string]Type{
		"iq": Number, "iq is 55": Truth, "van plus 6 maanden": Date, "van min vandaag": Number, "bedrag × 2": Money, "bedrag / budget": Number,
		"variant": Choice, "hulp": Choices, "toelichting": Text, "6 maanden": Length, "niet akkoord": Truth,
	} {
		if got := parse(t, text).Type(); got != want {
			t.Errorf("%s is %s, verwacht %s", text, got, want)
		}
	}
}

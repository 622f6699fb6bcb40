package condition

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestALL02_AWrongConditionIsRefusedWithItsPlaceAndWhatWouldHelp(t *testing.T) {
	for text, want := range map[string]string{
		"":                                         "1: hier staat geen voorwaarde | een voorwaarde | ",
		"leeftijdd ten minste 4":                   "1: `leeftijdd` is hier geen bekend gegeven | een gegeven of een waarde | bedoelde u `leeftijd`?",
		"geldige tlv en lopend tlv":                "16: `lopend tlv` is hier geen bekend gegeven | een gegeven of een waarde | bedoelde u `lopende tlv`?",
		"leeftijd in manden meer dan 4":            "13: `manden` is geen lijst | een lijst tussen haakjes | bedoelde u `leeftijd in maanden`?",
		"variant is zijinstroom":                   "12: `zijinstroom` kan niet bij `variant` | een van `zij-instroom`, `onderinstroom`, `herindicatie` | bedoelde u `zij-instroom`?",
		`variant is "zijinstroom"`:                 "12: `zijinstroom` kan niet bij `variant` | een van `zij-instroom`, `onderinstroom`, `herindicatie` | bedoelde u `zij-instroom`?",
		"variant in (zij-instroom, x)":             "27: `x` kan niet bij `variant` | een van `zij-instroom`, `onderinstroom`, `herindicatie` | ",
		"variant is":                               "11: hier ontbreekt een waarde voor `variant` | een keuze of een tekst | ",
		"variant is zij-instroom of onderinstroom": "28: `onderinstroom` is geen voorwaarde | een voorwaarde | schrijf `variant in (…, onderinstroom)`",
		"groep is 7 of 8":                          "15: `8` is geen vraag met ja of nee als antwoord | een voorwaarde | schrijf `groep in (7, 8)`",
		"variant meer dan zij-instroom":            "9: `variant` is een keuze; daar kan `meer dan` niet bij | `is`, `is niet` of `in (…)` | ",
		"vandaag minder dan van":                   "9: `minder dan` kan niet bij een dag | `voor`, `na`, `op of voor` of `op of na` | ",
		"leeftijd na 4":                            "10: `na` hoort bij een dag; `leeftijd` is een getal | `minder dan`, `meer dan`, `ten minste` of `hoogstens` | ",
		"leeftijd minder dan 4 jaar":               "21: `leeftijd` is een getal en `4 jaar` is een duur | een getal | schrijf alleen het getal; de eenheid hoort bij het gegeven",
		"hulp is logopedie":                        "9: `hulp` is een meerkeuze en `logopedie` is een keuze | een meerkeuze | schrijf `hulp bevat …`",
		"hulp in (logopedie)":                      "1: `hulp` kan meer dan één antwoord hebben |  | schrijf `hulp bevat een van (…)`",
		"iq bevat 5":                               "1: `iq` is een getal; daar kan `bevat` niet bij | een meerkeuze | schrijf `is …` of `in (…)`",
		"iq > 55":                                  "4: `>` kent deze taal niet |  | schrijf `meer dan`, of bij een dag `na`",
		"iq = 55 en groep is 3":                    "4: `=` kent deze taal niet |  | schrijf `is`",
		"iq tussen 50 en 70":                       "4: `tussen` kent deze taal niet |  | schrijf `ten minste … en hoogstens …`",
		"(iq is 55":                                "1: deze `(` sluit niet | `)` | ",
		"iq is 55)":                                "9: deze `)` sluit niets |  | haal haar weg, of zet er een `(` bij",
		"groep in (1, 2":                           "10: deze lijst sluit niet | `)` | scheid de waarden met komma's en sluit met `)`",
		"groep in 1":                               "10: `1` is geen lijst | een lijst tussen haakjes | schrijf `in (a, b)`",
		"iq is 55,":                                "9: een komma kan hier niet | `en` of `of` | een lijst staat tussen haakjes: `in (a, b)`",
		"iq is 0.5":                                "7: `0.5` is geen getal | bijvoorbeeld `12`, `0,5` of `1/2` | schrijf een komma: `0,5`",
		"van is 30 februari 2026":                  "8: `30 februari 2026` is geen dag die bestaat | bijvoorbeeld `1 augustus 2026` | ",
		"van is 2026-13-01":                        "8: `2026-13-01` is geen dag die bestaat | bijvoorbeeld `1 augustus 2026` | ",
		"van plus 6 op of voor vandaag":            "5: met een dag en een getal valt niet te rekenen | getallen, bedragen, of een dag en een duur | schrijf er een eenheid bij, zoals `6 dagen`",
		"iq / 0 is 1":                              "4: delen door nul kan niet |  | ",
		"iq en geldige tlv":                        "1: `iq` is geen vraag met ja of nee als antwoord | een voorwaarde | vergelijk het met iets: `… is …`, `… is ingevuld`",
		"geen iq":                                  "6: `iq` is geen vraag met ja of nee als antwoord | een voorwaarde | schrijf `iq is niet ingevuld`",
		"geldige tlv is 5":                         "16: `geldige tlv` is een antwoord ja of nee en `5` is een getal | een antwoord ja of nee | schrijf alleen `geldige tlv`, of `niet geldige tlv`",
		"iq plus 1 is ingevuld":                    "1: `iq plus 1` is geen gegeven dat kan worden ingevuld | de naam van een gegeven | ",
		"toelichting is weinig":                    "16: `weinig` is geen gegeven en geen tekst | een tekst tussen aanhalingstekens | schrijf `\"weinig\"`",
		`toelichting is "weinig`:                   "16: deze tekst sluit niet | een `\"` aan het eind | ",
		"iq is 55 opp":                             "10: na deze voorwaarde staat nog `opp` | `en`, `of` of het einde | zet er `en` of `of` tussen",
		"iq is":                                    "6: hier ontbreekt iets | een gegeven of een waarde | ",
		"en iq is 5":                               "1: hier ontbreekt een gegeven vóór `en` | een gegeven of een waarde | ",
		"iq is 5 en":                               "11: hier ontbreekt iets | een gegeven of een waarde | ",
		"iq is 55 en groep is 3 of geldige tlv":    "24: `en` en `of` staan door elkaar | haakjes | `a en (b of c)` is iets anders dan `(a en b) of c`; zet haakjes om wat bij elkaar hoort",
		"datum van op na vandaag":                  "1: `datum van` is hier geen bekend gegeven | een gegeven of een waarde | bedoelde u `datum van opp`?",
	} {
		e, faults := Parse(text, names)
		if got := strings.TrimSuffix(faultLines(faults), "\n"); got != want || e != nil {
			t.Errorf("%s\n  gevonden %s\n  verwacht %s", text, got, want)
		}
	}
}

func TestALL02_AllFaultsOfOneConditionAreToldAtOnce(t *testing.T) {
	_, faults := Parse("leeftijdd is 4 en variant is zijinstroom en (iq > 3 of geldig tlv) en vandaag minder dan van) en groep is x", names)
	var columns []int
	for _, f := range faults {
		columns = append(columns, f.Column)
	}
	if diff := cmp.Diff([]int{1, 30, 49, 56, 79, 93, 107}, columns); diff != "" {
		t.Errorf("%s\n%s", diff, faultLines(faults))
	}
}

func TestAHostileTextIsRefusedAndDoesNoHarm(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("(", 3000), strings.Repeat("niet ", 700) + "akkoord", strings.Repeat("(", 200) + "akkoord" + strings.Repeat(")", 200),
		strings.Repeat("iq is 5 en ", 1000), strings.Repeat("\"", 999), strings.Repeat("é", 5000), "\x00", "\xff\xfe", strings.Repeat("-", 500), "iq is " + strings.Repeat("9", 3000),
	} {
		if e, faults := Parse(text, names); e != nil || len(faults) == 0 {
			t.Errorf("%.20q… is gelezen", text)
		}
	}
}

func TestALongButPlainConditionIsRead(t *testing.T) {
	long := strings.TrimSuffix(strings.Repeat("iq is 54 en ", 300), " en ")
	if got := answer(t, long, child(t)); got != "ja" {
		t.Error(got)
	}
	if got := answer(t, "iq is 0"+strings.Repeat(" + 1", 900), child(t)); got != "nee" {
		t.Error(got)
	}
	deep := strings.Repeat("(", maxDepth) + "akkoord" + strings.Repeat(")", maxDepth)
	if got := answer(t, deep, child(t)); got != "ja" {
		t.Error(got)
	}
}

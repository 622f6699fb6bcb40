package procedure

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestWhatIsWrongWithAFacilityIsToldInDutch adds a facility to a good folder, and
// an action that asks a place where there is none.
func TestWhatIsWrongWithAFacilityIsToldInDutch(t *testing.T) {
	for _, c := range []struct{ swv, action, says string }{
		{"naam: Klas, plaatsen: veel, beheer door: secretaris", "", "`veel` is geen aantal plaatsen"},
		{"naam: Klas, plaatsen: 3, aanbod geldt: ooit, beheer door: secretaris", "", "`ooit` is geen duur"},
		{"naam: Klas, plaatsen: 3, zonder antwoord: achteraan, beheer door: secretaris", "", "zonder `aanbod geldt` verloopt er geen aanbod"},
		{"naam: Klas, plaatsen: 3, beheer door: niemand", "", "functie `niemand` bestaat niet"},
		{"naam: Klas, plaatsen: 3, beheer door: secretaris", "{bij: klsa, doet: vragen}", "voorziening `klsa` bestaat niet"},
		{"naam: Klas, plaatsen: 3, beheer door: secretaris", "{bij: klas, doet: vrijgeven, telt vanaf: indienen}", "`telt vanaf` hoort bij `doet: vragen`"},
		{"naam: Klas, plaatsen: 3, beheer door: secretaris", "{bij: klas, doet: vragen, telt vanaf: nooit}", "handeling `nooit` bestaat niet"},
	} {
		_, faults := LoadSWV(withFacility(t, c.swv, c.action))
		var all []string
		for _, f := range faults {
			all = append(all, f.What)
		}
		if !strings.Contains(strings.Join(all, "\n"), c.says) {
			t.Errorf("%s %s: %q, want %q", c.swv, c.action, all, c.says)
		}
	}
}

func withFacility(t *testing.T, swv, action string) fstest.MapFS {
	t.Helper()
	files := good(t)
	files["swv.yaml"].Data = append(files["swv.yaml"].Data, "voorzieningen:\n  klas: {"+swv+"}\n"...)
	if action != "" {
		p := files["tlv/procedure.yaml"]
		text := strings.Replace(string(p.Data), "\naltijd:\n", "\naltijd:\n  plek:\n    door: secretaris\n    plaats: "+action+"\n", 1)
		if text == string(p.Data) {
			text += "\naltijd:\n  plek:\n    door: secretaris\n    plaats: " + action + "\n"
		}
		p.Data = []byte(text)
	}
	return files
}

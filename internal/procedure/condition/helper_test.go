package condition

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"passend/internal/civil"
)

// book are the names of an invented procedure, with the traps in them that real
// ones have: names that begin or end with words of the language.
type book []Symbol

func (b book) Names() []string {
	var names []string
	for _, s := range b {
		names = append(names, s.Name)
	}
	return names
}

func (b book) Lookup(name string) (Symbol, bool) {
	i := slices.IndexFunc(b, func(s Symbol) bool { return strings.EqualFold(s.Name, name) })
	if i < 0 {
		return Symbol{}, false
	}
	return b[i], true
}

var names = book{
	{Name: "iq", Type: Number},
	{Name: "leeftijd", Type: Number},
	{Name: "leeftijd in maanden", Type: Number},
	{Name: "groep", Type: Number},
	{Name: "uren per week", Type: Number},
	{Name: "aandeel", Type: Number},
	{Name: "variant", Type: Choice, Choices: []string{"zij-instroom", "onderinstroom", "herindicatie"}},
	{Name: "uitstroombestemming", Type: Choice, Choices: []string{"dagbesteding", "beschutte arbeid", "arbeid", "vervolgonderwijs"}},
	{Name: "oordeel", Type: Choice, Choices: []string{"toelaatbaar", "niet toelaatbaar", "ja, mits", "n.v.t."}},
	{Name: "eerste advies.oordeel", Type: Choice, Choices: []string{"toelaatbaar", "niet toelaatbaar"}},
	{Name: "categorie", Type: Choice, Choices: []string{"1", "2", "3"}},
	{Name: "hulp", Type: Choices, Choices: []string{"logopedie", "jeugdhulp", "hulp in de klas"}},
	{Name: "toelichting", Type: Text},
	{Name: "uitkomst van tlv", Type: Text, Choices: []string{"toegekend", "afgewezen"}},
	{Name: "bedrag", Type: Money},
	{Name: "budget", Type: Money},
	{Name: "akkoord", Type: Truth},
	{Name: "niet akkoord", Type: Truth},
	{Name: "lopende tlv", Type: Truth},
	{Name: "geldige tlv", Type: Truth},
	{Name: "de leerling is ingeschreven", Type: Truth},
	{Name: "opp compleet", Type: Truth},
	{Name: "opp", Type: Truth},
	{Name: "opp is oud", Type: Truth},
	{Name: "vandaag", Type: Date},
	{Name: "geboortedatum", Type: Date},
	{Name: "van", Type: Date},
	{Name: "tot en met", Type: Date},
	{Name: "datum van opp", Type: Date},
	{Name: "instelling laagste iq", Type: Number, Fixed: true},
	{Name: "instelling opp hoogstens oud", Type: Length, Fixed: true},
	{Name: "één-op-één", Type: Truth},
}

// known are facts by name; each comes from “dossier”.
type known map[string]Value

func (k known) Fact(name string) (Value, string, bool) {
	v, ok := k[name]
	return v, "dossier", ok
}

func day(t testing.TB, text string) Value {
	t.Helper()
	d, err := civil.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return DayValue(d)
}

func parse(t testing.TB, text string) *Expr {
	t.Helper()
	e, faults := Parse(text, names)
	if len(faults) > 0 {
		t.Fatalf("%s\n%s", text, faultLines(faults))
	}
	return e
}

func faultLines(faults []Fault) string {
	var b strings.Builder
	for _, f := range faults {
		fmt.Fprintf(&b, "%d: %s | %s | %s\n", f.Column, f.What, f.Expected, f.Hint)
	}
	return b.String()
}

// answer gives ja, nee or onbekend.
func answer(t testing.TB, text string, facts Facts) string {
	t.Helper()
	return answerOf(parse(t, text).Eval(facts))
}

func answerOf(r Result) string {
	if !r.Known {
		return "onbekend"
	}
	return r.Value.String()
}

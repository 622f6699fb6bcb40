package condition

import (
	"slices"
	"strings"
	"testing"
)

func TestACountIsKnownAsSoonAsTheRestNoLongerMatters(t *testing.T) {
	const two = "ten minste 2 van [akkoord, opp, geldige tlv]"
	for _, c := range []struct {
		text  string
		facts known
		want  string
	}{
		{two, known{"akkoord": Bool(true), "opp": Bool(true)}, "ja"},
		{two, known{"akkoord": Bool(false), "opp": Bool(false)}, "nee"},
		{two, known{"akkoord": Bool(true), "opp": Bool(false)}, "onbekend"},
		{"hoogstens 1 van [akkoord, opp, geldige tlv]", known{"akkoord": Bool(true), "opp": Bool(true)}, "nee"},
		{"hoogstens 1 van [akkoord, opp, geldige tlv]", known{"akkoord": Bool(false), "opp": Bool(false)}, "ja"},
		{"precies 1 van [akkoord, opp]", known{"akkoord": Bool(true), "opp": Bool(false)}, "ja"},
		{"precies 1 van [akkoord, opp]", known{"akkoord": Bool(true), "opp": Bool(true)}, "nee"},
		{"precies 1 van [akkoord, opp]", known{"akkoord": Bool(true)}, "onbekend"},
	} {
		if got := answer(t, c.text, c.facts); got != c.want {
			t.Errorf("%s met %v: %s, verwacht %s", c.text, c.facts, got, c.want)
		}
	}
}

// A learning delay is compared as an exact fraction, and one number that lies
// the other way changes how many hold.
func TestACountTellsWhichOneNumberWouldChangeIt(t *testing.T) {
	e := parse(t, "ten minste 2 van [groep hoogstens leeftijd × 1/2, iq hoogstens leeftijd × 1/2, uren per week hoogstens leeftijd × 1/2]")
	facts := known{"leeftijd": Int(57), "groep": Int(28), "iq": Int(29), "uren per week": Int(57)}
	if r := e.Eval(facts); r.Holds() || !r.Known {
		t.Fatal("one of three is not two", r)
	}
	var said []string
	for _, f := range e.Flips(facts) {
		said = append(said, f.Text)
	}
	if !slices.ContainsFunc(said, func(s string) bool { return strings.HasPrefix(s, "Als iq hoogstens 28,5 was") }) {
		t.Errorf("iq alone would change it: %s", strings.Join(said, "\n"))
	}
}

func TestACountThatIsWrittenWrongIsPointedOut(t *testing.T) {
	for _, text := range []string{
		"ten minste 2 van [akkoord, opp", "ten minste 4 van [akkoord, opp]", "ten minste 1 van []", "ten minste 1 van [iq]", "ten minste 1 van [akkoord opp]",
	} {
		if _, faults := Parse(text, names); len(faults) == 0 {
			t.Errorf("%s is taken for right", text)
		}
	}
}

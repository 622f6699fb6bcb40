package condition

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"passend/internal/civil"
)

func half() *big.Rat { return big.NewRat(1, 2) }

func TestValuesAreWrittenAsDutchReadersWriteThem(t *testing.T) {
	for want, v := range map[string]Value{
		"ja": Bool(true), "nee": Bool(false), "12": Int(12), "0,5": NumberValue(half()), "-2,25": NumberValue(big.NewRat(-9, 4)), "1/3": NumberValue(big.NewRat(1, 3)),
		"3 maart 2026": DayValue(civil.NewDay(2026, 3, 3)), "6 maanden": LengthValue(civil.Duration{N: 6, Unit: civil.Months}),
		"€ 1.250,00": MoneyValue(125000), "€ -0,05": MoneyValue(-5), "€ 1.234.567,89": MoneyValue(123456789),
		"zij-instroom": ChoiceValue("zij-instroom"), "a, b en c": List([]string{"a", "b", "c"}), "een tekst": TextValue("een tekst"), "": {},
	} {
		if got := v.String(); got != want {
			t.Errorf("%q, verwacht %q", got, want)
		}
	}
}

func TestNumbersAreReadExactly(t *testing.T) {
	for text, want := range map[string]string{
		"12": "12", " 0,5 ": "0,5", "-3": "-3", "1/3": "1/3", "2/4": "0,5", "50 %": "0,5", "12,5%": "0,125", "1.250": "1250", "1.250,75": "1250,75", "007": "7",
	} {
		if got, ok := ParseNumber(text); !ok || got.String() != want {
			t.Errorf("%q: %s, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "0.5", "1.25", "een", "1/0", "1e9", "0x10", "1,", ",5", "--1", "1/2/3", "12345678901234567890123456789012"} {
		if got, ok := ParseNumber(text); ok {
			t.Errorf("%q is geen getal, maar gelezen als %s", text, got)
		}
	}
}

func TestAmountsAreReadInWholeCents(t *testing.T) {
	for text, want := range map[string]int64{"€ 1.250,00": 125000, "1250": 125000, "12,5": 1250, "12,50 euro": 1250, "€5,-": 500, "-1": -100} {
		got, ok := ParseMoney(text)
		cents, exact := got.Cents()
		if !ok || !exact || cents != want {
			t.Errorf("%q: %d, %v", text, cents, ok)
		}
	}
	for _, text := range []string{"", "€", "1,234", "1.25", "twaalf"} {
		if got, ok := ParseMoney(text); ok {
			t.Errorf("%q is geen bedrag, maar gelezen als %s", text, got)
		}
	}
}

func TestWhatANumberOrAmountSaysCanBeReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := NumberValue(big.NewRat(rapid.Int64Range(-1e6, 1e6).Draw(t, "boven"), rapid.Int64Range(1, 1000).Draw(t, "onder")))
		if back, ok := ParseNumber(n.String()); !ok || !back.Equal(n) {
			t.Fatalf("%s wordt %s", n, back)
		}
		m := MoneyValue(rapid.Int64Range(-1e12, 1e12).Draw(t, "centen"))
		if back, ok := ParseMoney(m.String()); !ok || !back.Equal(m) {
			t.Fatalf("%s wordt %s", m, back)
		}
	})
}

func TestEqualLooksAtWhatIsSaid(t *testing.T) {
	year, months := LengthValue(civil.Duration{N: 1, Unit: civil.Years}), LengthValue(civil.Duration{N: 12, Unit: civil.Months})
	for _, pair := range [][2]Value{{year, months}, {TextValue("Toegekend"), ChoiceValue("toegekend")}, {List([]string{"a", "b"}), List([]string{"b", "a"})}} {
		if !pair[0].Equal(pair[1]) {
			t.Errorf("%s hoort gelijk te zijn aan %s", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]Value{{Int(1), Bool(true)}, {Int(1), MoneyValue(1)}, {Value{}, Value{}}, {List([]string{"a"}), TextValue("a")}} {
		if pair[0].Equal(pair[1]) {
			t.Errorf("%s hoort niet gelijk te zijn aan %s", pair[0], pair[1])
		}
	}
}

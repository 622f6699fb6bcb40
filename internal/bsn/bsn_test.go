package bsn

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// made builds a number that passes the eleven-test of the BSN, from a seed. No
// number in these tests is copied from anywhere.
func made(seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 11))
	for {
		first := fmt.Sprintf("9%07d", r.IntN(10_000_000))
		for last := range 10 {
			if sum(first)%11 == last {
				return first + fmt.Sprint(last)
			}
		}
	}
}

func madeOnderwijsnummer(seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 5))
	for {
		first := fmt.Sprintf("10%06d", r.IntN(1_000_000))
		if last := sum(first)%11 - 5; last >= 0 {
			return first + fmt.Sprint(last)
		}
	}
}

func sum(first string) int {
	s := 0
	for i, r := range first {
		s += (9 - i) * int(r-'0')
	}
	return s
}

func failing(seed uint64) string {
	n := []byte(made(seed))
	for Valid(string(n)) {
		n[3] = '0' + (n[3]-'0'+1)%10
	}
	return string(n)
}

func groups(n string, sizes ...int) func(sep string) string {
	return func(sep string) string {
		var parts []string
		at := 0
		for _, s := range sizes {
			parts = append(parts, n[at:at+s])
			at += s
		}
		return strings.Join(parts, sep)
	}
}

func TestLAW01_NumberIsFoundInEveryUsualWriting(t *testing.T) {
	n, on := made(1), madeOnderwijsnummer(1)
	eight := "0" + strings.Repeat("1", 7)
	for d := range 10 {
		if Valid(eight + fmt.Sprint(d)) {
			eight = eight[1:] + fmt.Sprint(d)
			break
		}
	}
	for _, c := range []struct {
		text string
		want Certainty
	}{
		{"Het nummer is " + n + ".", Surely},
		{"Het nummer is " + on + ".", Surely},
		{"rapport_" + n + ".pdf", Surely},
		{"(" + n + ")", Surely},
		{"geboren 12-03-2015, " + n, Surely},
		{"2024 " + n + " 17", Surely},
		{"BSN: " + groups(n, 3, 3, 3)(" "), Surely},
		{"bsn " + groups(n, 4, 2, 3)("."), Surely},
		{"Burgerservicenummer (BSN)\n" + groups(n, 2, 2, 2, 3)("-"), Surely},
		{"onderwijsnummer\t" + on, Surely},
		{"leerlingBSN;" + eight, Surely},
		{"pgn" + n, Surely},
		{"bsn hieronder, zie het blad over bsn " + groups(n, 4, 5)("-"), Surely},
		{"bsn/pgn " + groups(n, 4, 5)("-"), Surely},
		{"bsn " + n + " 12", Surely},
		{groups(n, 4, 2, 3)("."), Maybe},
		{"nummer " + groups(n, 3, 3, 3)("\u00a0") + " van", Maybe},
		{groups(n, 1, 1, 1, 1, 1, 1, 1, 1, 1)(" "), Maybe},
		{"12 " + groups(n, 3, 3, 3)(".") + " 12", Maybe},
		{"jansen" + n + ".docx", Maybe},
		{"Factuurnummer: " + n, Maybe},
		{"tel. " + n, Maybe},
	} {
		got := Find(c.text)
		if len(got) != 1 || got[0].Certainty != c.want {
			t.Errorf("%q: found %v, want one with certainty %d", c.text, got, c.want)
			continue
		}
		if In(c.text) != (c.want == Surely) || !Possibly(c.text) {
			t.Errorf("%q: In and Possibly disagree with Find", c.text)
		}
	}
}

func TestLAW01_OtherNumbersAreLeftAlone(t *testing.T) {
	n := made(2)
	for _, text := range []string{
		"", "geen cijfers", "9", "06-12345678", "06 12 34 56 78", "033 422 12 34",
		"+31 " + n, "+31 6" + n[1:], "0031 " + n, "+31 (0)" + n,
		"op 12-03-2015 en 13.04.2016", "2026-03-01 10.15", "van 20260301 tot 20260731",
		n + "1", "1" + n, "NL91 ABNA 0417 1643 00", "NL" + n + "B01",
		"bsn " + n + "12", "bsn volgt nog, zie bijlage", failing(3), "BSN " + failing(4),
		"000000000", "000 000 000", "99.9999.9999", "€ 1.250,00",
		groups(n, 4, 5)("-"), "bsn", "bsn 12 en verder " + failing(5),
	} {
		if got := Find(text); len(got) != 0 {
			t.Errorf("%q: found %v, want nothing", text, got)
		}
	}
}

func TestLAW01_SentenceSaysWhatToDoAndHoldsNoNumber(t *testing.T) {
	for _, s := range []string{Sentence, Question} {
		if !strings.Contains(s, "mag") || !strings.Contains(strings.ToLower(s), "haal het") || strings.ContainsAny(s, "0123456789") {
			t.Errorf("sentence %q does not say that it may not and what to do", s)
		}
	}
}

func TestValid_AgreesWithTheFormulas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.StringMatching(`[0-9]{9}`).Draw(t, "n")
		last := int(n[8] - '0')
		want := n != "000000000" && (((sum(n[:8])-last)%11+11)%11 == 0 || sum(n[:8])%11 == last+5)
		if Valid(n) != want {
			t.Fatalf("Valid(%s) = %v", n, !want)
		}
	})
}

func TestFind_SpansAreOrderedApartAndMasked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.OneOf(
			rapid.Map(rapid.Uint64Range(1, 50), made),
			rapid.SampledFrom([]string{" ", ".", "-", "bsn ", "é", "\u00a0", "\xff", "12", "+31 ", "\n"}),
		)
		text := strings.Join(rapid.SliceOfN(part, 0, 12).Draw(t, "parts"), "")
		end := 0
		for _, s := range Find(text) {
			if s.Start < end || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("span %v after %d in %q", s, end, text)
			}
			end = s.End
		}
		if masked := Mask(text); Possibly(masked) && masked == text {
			t.Fatalf("mask leaves %q", masked)
		}
	})
}

func TestMask_HidesTheDigitsAndNothingElse(t *testing.T) {
	n := made(7)
	if got := Mask("Zie " + n + " in bijlage 2."); got != "Zie ••••••••• in bijlage 2." {
		t.Errorf("Mask = %q", got)
	}
}

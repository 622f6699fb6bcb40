package auth

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestWhichPasswordsAreRefused(t *testing.T) {
	const email, name = "noor.verhagen@delinde.example", "Noor Verhagen-Çelik"
	for _, c := range []struct{ password, about string }{
		{"", "Vul"}, {"elf tekens.", "te kort"}, {strings.Repeat("ab cd", 50), "te lang"},
		{"noorverhagen1", "naam of e-mailadres"}, {"Noor Verhagen-Celik", "naam of e-mailadres"},
		{"noor.verhagen@delinde.example", "naam of e-mailadres"}, {"VERHAGEN2026!", "naam of e-mailadres"},
		{"welkom123456", "makkelijk te raden"}, {"Wachtwoord123!", "makkelijk te raden"}, {"W.a.c.h.t.w.o.o.r.d", "makkelijk te raden"},
		{"welkomwachtwoord", "makkelijk te raden"}, {"zomer20262026", "makkelijk te raden"}, {"123456789012", "makkelijk te raden"},
		{"aaaaaaaaaaaa", "makkelijk te raden"}, {"abababababab", "makkelijk te raden"}, {"    !!!!    ", "makkelijk te raden"},
		{goodWord, ""}, {"Zomer in de tuin met Noor", ""}, {"fiets paard zomer kat", ""}, {"x7#kQ9!vLp2w", ""}, {"ключ под дверью", ""},
	} {
		got := weakness(c.password, email, name)
		if (got == "") != (c.about == "") || !strings.Contains(got, c.about) {
			t.Errorf("%q: %q, want something about %q", c.password, got, c.about)
		}
	}
}

func TestTheRulesNeverFallOverAPassword(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		password, name := rapid.String().Draw(t, "password"), rapid.String().Draw(t, "name")
		if fault := weakness(password, "a@b.nl", name); fault == "" && len([]rune(password)) < shortest {
			t.Fatalf("%q is long enough", password)
		}
	})
}

func TestTheSameWordTypedOnAnotherKeyboardOpens(t *testing.T) {
	h, err := newHasher(quick)
	if err != nil {
		t.Fatal(err)
	}
	hash, err := h.hash(t.Context(), norm.NFC.String("één café in Zoë"))
	if err != nil {
		t.Fatal(err)
	}
	if ok, _, err := h.matches(t.Context(), norm.NFD.String("één café in Zoë"), hash); !ok || err != nil {
		t.Error(ok, err)
	}
}

func TestTheWaitIsToldInWords(t *testing.T) {
	for seconds, want := range map[int]string{1: "1 seconde", 5: "5 seconden", 90: "90 seconden", 91: "2 minuten", 900: "15 minuten"} {
		if got := inWords(time.Duration(seconds) * time.Second); got != want {
			t.Errorf("%d seconds is %q, want %q", seconds, got, want)
		}
	}
}

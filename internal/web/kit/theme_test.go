package kit

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func tokens(t interface{ Fatal(...any) }, css string) map[string]colour {
	found := map[string]colour{}
	for line := range strings.SplitSeq(css, "\n") {
		name, value, is := strings.Cut(strings.TrimSpace(line), ": ")
		if !is {
			continue
		}
		c, err := parseColour(strings.TrimSuffix(value, ";"))
		if err != nil {
			t.Fatal(err)
		}
		found[name] = c
	}
	return found
}

func TestEveryAccentColourGivesReadableText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		css, err := Theme(fmt.Sprintf("#%06x", rapid.IntRange(0, 0xffffff).Draw(t, "accent")))
		if err != nil {
			t.Fatal(err)
		}
		c := tokens(t, css)
		pairs := [][2]colour{
			{c["--accent-strong"], white}, {c["--accent-strong"], ground}, {c["--accent-strong"], c["--accent-soft"]},
			{c["--accent-deep"], white}, {c["--accent-deep"], c["--accent-soft"]},
		}
		for i, pair := range pairs {
			if got := contrast(pair[0], pair[1]); got < MinContrast {
				t.Errorf("pair %d has contrast %.2f, want at least %v:\n%s", i, got, MinContrast, css)
			}
		}
	})
}

func TestThemeRefusesWhatIsNoColour(t *testing.T) {
	for _, accent := range []string{"", "blauw", "#12", "154273", "#15427g", "#154273;} body{"} {
		if css, err := Theme(accent); err == nil {
			t.Errorf("Theme(%q) gave %q, want an error", accent, css)
		}
	}
}

package cases

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAWordIsFoundAsAWholeWord(t *testing.T) {
	list := []string{"adhd", "ass", "verstandelijke beperking", "pdd-nos"}
	for text, want := range map[string][]string{
		"Sanne heeft ADHD.":                      {"adhd"},
		"De klassen zijn klein; zij past daar.":  nil,
		"Een Verstandelijke  beperking, zei zij": {"verstandelijke beperking"},
		"(PDD-NOS), en ook ass!":                 {"ass", "pdd-nos"},
		"":                                       nil,
	} {
		if diff := cmp.Diff(want, hits(list, text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

package privacy

import (
	"testing"

	"github.com/jba/templatecheck"
)

func TestEveryPageFitsItsStruct(t *testing.T) {
	for name, data := range map[string]any{"log": logPage{}, "ask": askPage{}, "old": oldPage{}, "readers": readersPage{}, "proof": proofPage{},
		"retention": retentionPage{}, "confirm-page": confirmPage{}, "plain-table": tablePage{}, "kept": keptPage{}} {
		if err := templatecheck.CheckHTML(pages.Lookup(name), data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

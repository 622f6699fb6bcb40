package register

import (
	"testing"

	"github.com/jba/templatecheck"
)

func TestEveryPageFitsItsStruct(t *testing.T) {
	for name, data := range map[string]any{"register": listPage{}, "verklaring": grantPage{}, "wijzigen": changePage{}, "verlengingen": renewalsPage{},
		"verlengingen van een school": renewalPage{}} {
		if err := templatecheck.CheckHTML(pages.Lookup(name), data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

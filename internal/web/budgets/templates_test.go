package budgets

import (
	"testing"

	"github.com/jba/templatecheck"
)

func TestEveryPageFitsItsStruct(t *testing.T) {
	for name, data := range map[string]any{"budgetten": budgetPage{}, "vaststellen": fixPage{}} {
		if err := templatecheck.CheckHTML(pages.Lookup(name), data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

package lists

import (
	"testing"

	"github.com/jba/templatecheck"
)

func TestEveryPageFitsItsStruct(t *testing.T) {
	for name, data := range map[string]any{
		"work": workPage{}, "notices": noticesPage{}, "cases": casesPage{}, "search": searchPage{}, "report": reportPage{},
		"board": boardView{}, "decisions": decisionsPage{}, "contacts": contactPage{},
	} {
		if err := templatecheck.CheckHTML(pages.Lookup(name), data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

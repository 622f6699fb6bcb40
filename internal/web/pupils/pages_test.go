package pupils

import (
	"testing"

	"github.com/jba/templatecheck"
)

func TestEveryPageFitsItsStruct(t *testing.T) {
	for name, data := range map[string]any{
		"list": listPage{}, "young": youngPage{}, "form-page": formPage{}, "confirm-page": confirmPage{},
		"same": samePage{}, "join": joinPage{}, "pupil": pupilPage{},
	} {
		if err := templatecheck.CheckHTML(pages.Lookup(name), data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

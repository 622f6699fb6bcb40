package meetings

import (
	"testing"

	"github.com/jba/templatecheck"
)

func TestEveryPageFitsItsStruct(t *testing.T) {
	for name, data := range map[string]any{
		"agenda": agendaPage{}, "vergadering": meetingView{}, "wijzigen": changePage{}, "zaak": casePage{}, "vergaderjaar": yearPage{}, "abonnement": feedPage{},
	} {
		if err := templatecheck.CheckHTML(pages.Lookup(name), data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

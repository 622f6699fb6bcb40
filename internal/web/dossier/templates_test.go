package dossier

import (
	"testing"

	"github.com/jba/templatecheck"
)

func TestEveryPageFitsItsStruct(t *testing.T) {
	for name, data := range map[string]any{
		"documenten": documentsPage{}, "document": documentPage{}, "kinds": kindsPage{}, "upload": uploadPage{}, "removal": removalPage{},
		"handtekeningen": signaturesPage{}, "sign": signPage{}, "paper": paperPage{}, "brieven": lettersPage{}, "brief": letterPage{},
		"bundel": bundlePage{}, "dossier": dossierPage{},
	} {
		if err := templatecheck.CheckHTML(pages.Lookup(name), data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

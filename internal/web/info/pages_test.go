package info

import (
	"os"
	"strings"
	"testing"

	"github.com/jba/templatecheck"

	"passend/internal/procedure"
)

func TestEveryPageFitsItsStruct(t *testing.T) {
	for name, data := range map[string]any{
		"info-index": indexPage{}, "info-leaflet": leafletPage{}, "info-kind": kindPage{}, "info-blank": blankPage{},
		"info-rules": rulesPage{}, "info-accessibility": statementPage{}, "info-privacy": statementPage{},
	} {
		if err := templatecheck.CheckHTML(pages.Lookup(name), data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheTextOfAProcedureCannotBecomeMarkup(t *testing.T) {
	got := string(prose("# Titel\n\nTekst <script>alert(1)</script> en [hier](javascript:alert(1)).\n\n## Kop\n\n<img src=x onerror=alert(1)>\n"))
	for _, bad := range []string{"<script", "javascript:", "<img", "onerror"} {
		if strings.Contains(got, bad) {
			t.Errorf("the prose holds %q: %s", bad, got)
		}
	}
	if !strings.Contains(got, `<h2 class="nl-heading nl-heading--level-2">Kop</h2>`) || strings.Contains(got, "Titel") {
		t.Errorf("the headings of the prose are wrong: %s", got)
	}
}

func TestALL10_EveryFormOfAnSWVCanBePrintedEmpty(t *testing.T) {
	swv, faults := procedure.LoadSWV(os.DirFS("../../../procedures/rijn-gelderse-vallei"))
	if procedure.Refused(faults) {
		t.Fatal(faults[0])
	}
	for _, p := range swv.Procedures {
		for _, s := range p.Sections {
			if got := blankFields(s); len(got) != len(s.Fields) {
				t.Errorf("%s: the empty form shows %d of %d questions of “%s”", p.ID, len(got), len(s.Fields), s.Title)
			}
		}
	}
}

package web

import (
	"slices"
	"testing"

	"passend/internal/procedure"
	"passend/internal/web/page"
	"passend/procedures"
)

// TestEveryFunctionBeginsOnAPageThatIsThere: whoever signs in, in whichever
// function of whichever SWV, comes to a page and not to an empty place.
func TestEveryFunctionBeginsOnAPageThatIsThere(t *testing.T) {
	table := Table()
	for _, name := range procedures.Names() {
		folder, err := procedures.Folder(name)
		if err != nil {
			t.Fatal(err)
		}
		swv, faults := procedure.LoadSWV(folder)
		if procedure.Refused(faults) {
			t.Fatal(faults)
		}
		for _, f := range swv.Functions {
			opens := f.Opens
			if opens == "" {
				opens = "werk"
			}
			if !slices.ContainsFunc(table, func(r page.Route) bool { return r.Method == "GET" && r.Path == "/{swv}/"+opens }) {
				t.Errorf("%s: %s begins on /%s, and there is no such page", name, f.Name, opens)
			}
			if beginsOn[opens] == "" {
				t.Errorf("the sign-in page does not say what it means to begin on %s", opens)
			}
		}
	}
}

package scenario_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"passend/internal/procedure"
	"passend/internal/scenario"
	"passend/internal/store/storetest"
)

// TestScenarios plays the scenarios of every SWV on both databases. When all
// were played it asks of each SWV that no rule stands in its procedures that no
// scenario shows at work.
func TestScenarios(t *testing.T) {
	folders, err := filepath.Glob("../../procedures/*/swv.yaml")
	if err != nil || len(folders) == 0 {
		t.Fatal("there are no procedures", err)
	}
	for _, folder := range folders {
		dir := filepath.Dir(folder)
		t.Run(filepath.Base(dir), func(t *testing.T) { playFolder(t, dir) })
	}
}

// tally gathers what the scenarios of one folder showed.
type tally struct {
	mu     sync.Mutex
	trace  *scenario.Trace
	played int
}

// stillOpen counts the rules that no scenario of an SWV trips and passes yet. It
// only goes down.
var stillOpen = map[string]int{
	"ilc":       16,
	"berseba":   30,
	"koers-vo":  48,
	"swv-25-05": 120,
}

func playFolder(t *testing.T, dir string) {
	folder := os.DirFS(dir)
	swv, faults := procedure.LoadSWV(folder)
	if procedure.Refused(faults) {
		t.Fatal(faults)
	}
	all := &tally{trace: scenario.NewTrace()}
	read := scenario.Read(swv)
	t.Run("play", func(t *testing.T) {
		for _, p := range read {
			for _, kind := range storetest.Kinds {
				t.Run(kind+"/"+p.File, func(t *testing.T) {
					t.Parallel()
					tell(t, p.Faults)
					all.play(t, kind, swv, folder, p.Scenario)
				})
			}
		}
	})
	if all.played == len(read)*len(storetest.Kinds) {
		t.Run("rules", func(t *testing.T) {
			unshown := scenario.Unshown(swv, all.trace)
			if open := stillOpen[swv.ID]; len(unshown) < open {
				t.Errorf("%d rules are not shown, and %d were allowed: lower that number", len(unshown), open)
			} else if len(unshown) > open {
				t.Errorf("%d rules are not shown, %d are allowed:\n%s", len(unshown), open, strings.Join(unshown, "\n"))
			}
		})
	}
}

func tell(t *testing.T, faults []scenario.Fault) {
	t.Helper()
	for _, f := range faults {
		t.Error(f)
	}
}

func (all *tally) play(t *testing.T, kind string, swv *procedure.SWV, folder scenario.Folder, s scenario.Scenario) {
	result := scenario.Play(context.Background(), storetest.Open(t, kind), swv, folder, s)
	tell(t, result.Faults)
	if !result.Guards {
		t.Errorf("%s: nothing is refused or kept from anybody in this scenario", s.File)
	}
	all.mu.Lock()
	defer all.mu.Unlock()
	all.played++
	all.trace.Add(result.Trace)
}

// Every requirement of the source document is carried by a scenario; of those of
// the law and of every SWV, what a scenario can show.
func TestEveryRequirementHasAScenario(t *testing.T) {
	folder := os.DirFS("../../procedures/rijn-gelderse-vallei")
	swv, _ := procedure.LoadSWV(folder)
	carried := map[string]bool{}
	for _, p := range scenario.Read(swv) {
		for _, id := range p.IDs {
			carried[id] = true
		}
	}
	var wanted []string
	for n := range 22 {
		wanted = append(wanted, fmt.Sprintf("RGV-1.%d", n+1))
	}
	for n := range 18 {
		wanted = append(wanted, fmt.Sprintf("LAW-%02d", n+1))
	}
	for n := range 10 {
		wanted = append(wanted, fmt.Sprintf("ALL-%02d", n+1))
	}
	for _, id := range wanted {
		if !carried[id] && !byTests[id] {
			t.Errorf("no scenario carries %s", id)
		}
		if carried[id] && byTests[id] {
			t.Errorf("%s is carried by a scenario after all", id)
		}
	}
}

// byTests are the requirements that no story of one case can show: tenants
// apart, versions of procedures, destruction, pages. Tests carry their numbers.
var byTests = map[string]bool{"ALL-01": true, "ALL-02": true, "ALL-06": true, "ALL-10": true, "LAW-10": true}

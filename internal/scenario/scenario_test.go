package scenario_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
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

func playFolder(t *testing.T, dir string) {
	folder := os.DirFS(dir)
	swv, faults := procedure.LoadSWV(folder)
	if procedure.Refused(faults) {
		t.Fatal(faults)
	}
	all := &tally{trace: scenario.NewTrace()}
	want := 0
	t.Run("play", func(t *testing.T) {
		for _, id := range slices.Sorted(maps.Keys(swv.Scenarios)) {
			for _, file := range slices.Sorted(maps.Keys(swv.Scenarios[id])) {
				want += len(storetest.Kinds)
				s, wrong := scenario.Parse(id+"/scenarios/"+file, swv.Scenarios[id][file])
				for _, kind := range storetest.Kinds {
					t.Run(kind+"/"+id+"/"+file, func(t *testing.T) {
						t.Parallel()
						tell(t, wrong)
						all.play(t, kind, swv, folder, s)
					})
				}
			}
		}
	})
	if all.played == want {
		t.Run("rules", func(t *testing.T) { all.shown(t, swv) })
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

// shown asks of every rule a scenario in which it holds something back (or
// decides), and one in which it lets something through.
func (all *tally) shown(t *testing.T, swv *procedure.SWV) {
	for _, p := range swv.Procedures {
		for _, r := range scenario.Rules(p) {
			if all.trace.Held[r] == 0 {
				t.Errorf("no scenario trips the rule %s", r)
			}
			if all.trace.Let[r] == 0 {
				t.Errorf("no scenario gets past the rule %s", r)
			}
		}
	}
}

package scenario_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"passend/internal/procedure"
	"passend/internal/scenario"
	"passend/internal/store"
	"passend/internal/store/storetest"
)

// TestScenarios plays the scenarios of every SWV on both databases.
func TestScenarios(t *testing.T) {
	folders, err := filepath.Glob("../../procedures/*/swv.yaml")
	if err != nil || len(folders) == 0 {
		t.Fatal("there are no procedures", err)
	}
	for _, kind := range []string{"sqlite", "postgres"} {
		for _, folder := range folders {
			dir := filepath.Dir(folder)
			t.Run(kind+"/"+filepath.Base(dir), func(t *testing.T) { playFolder(t, kind, dir) })
		}
	}
}

func playFolder(t *testing.T, kind, dir string) {
	folder := os.DirFS(dir)
	swv, faults := procedure.LoadSWV(folder)
	if procedure.Refused(faults) {
		t.Fatal(faults)
	}
	for _, p := range swv.Procedures {
		for file, text := range swv.Scenarios[p.ID] {
			t.Run(p.ID+"/"+file, func(t *testing.T) {
				s, wrong := scenario.Parse(p.ID+"/scenarios/"+file, text)
				if len(wrong) == 0 {
					wrong = scenario.Play(context.Background(), storetest.Open(t, kind), swv, folder, s)
				}
				for _, f := range wrong {
					t.Error(f)
				}
				if !slices.ContainsFunc(s.Steps, refuses) && len(s.IDs) > 0 && s.Steps != nil {
					t.Logf("%s holds no refusal", s.File)
				}
			})
		}
	}
}

func refuses(s scenario.Step) bool {
	return s.Word == "dan" && len(s.Text) > 6 && s.Text[:5] == "wordt"
}

var _ = store.ErrNotFound

package scenario_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"passend/internal/procedure"
	"passend/internal/scenario"
	"passend/internal/store/storetest"
)

const manual = "../../docs/procedures.md"

// block is an example of the manual: what stands between ``` and ```, with the
// words behind the first of them.
type block struct {
	line int
	info []string
	text string
}

func blocksOf(t *testing.T) []block {
	t.Helper()
	data, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	var all []block
	var open *block
	for i, line := range strings.Split(string(data), "\n") {
		switch info, fence := strings.CutPrefix(line, "```"); {
		case fence && open == nil:
			open = &block{line: i + 1, info: strings.Fields(info)}
		case fence:
			all, open = append(all, *open), nil
		case open != nil:
			open.text += line + "\n"
		}
	}
	return all
}

// folderOf puts the files of the manual together; a file that is shown in parts
// comes in the order of the text.
func folderOf(t *testing.T, blocks []block) fstest.MapFS {
	t.Helper()
	folder := fstest.MapFS{}
	for _, b := range blocks {
		if len(b.info) != 2 {
			continue
		}
		file := folder[b.info[1]]
		if file == nil {
			file = &fstest.MapFile{}
			folder[b.info[1]] = file
		} else {
			file.Data = append(file.Data, '\n')
		}
		file.Data = append(file.Data, b.text...)
	}
	return folder
}

// TestALL02_TheManualPutsASixthSWVIntoTheProduct reads the SWV that the manual
// makes: no fault, no warning, all its scenarios pass on both databases, and no
// rule is left that none of them shows. It does what none of the five does: three
// people vote without seeing each other, and silence within a number of working
// days is consent. No Go knows of it.
func TestALL02_TheManualPutsASixthSWVIntoTheProduct(t *testing.T) {
	folder := folderOf(t, blocksOf(t))
	swv, faults := procedure.LoadSWV(folder)
	for _, f := range faults {
		t.Error(f)
	}
	if t.Failed() {
		return
	}
	trace := scenario.NewTrace()
	played := scenario.Read(swv)
	if len(played) < 4 {
		t.Fatalf("the manual tells %d stories", len(played))
	}
	for _, p := range played {
		for _, kind := range storetest.Kinds {
			t.Run(fmt.Sprintf("%s/%s", kind, p.File), func(t *testing.T) {
				tell(t, p.Faults)
				res := scenario.Play(t.Context(), storetest.Open(t, kind), swv, folder, p.Scenario)
				tell(t, res.Faults)
				trace.Add(res.Trace)
			})
		}
	}
	if unshown := scenario.Unshown(swv, trace); len(unshown) > 0 && !t.Failed() {
		t.Errorf("no story shows:\n%s", strings.Join(unshown, "\n"))
	}
}

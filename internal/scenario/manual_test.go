package scenario_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v3"

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

// ALL-02: a sixth SWV is a folder of text.
//
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

// TestALL02_EveryFragmentOfTheManualFits puts each fragment into the file that it
// names, and finds no fault.
func TestALL02_EveryFragmentOfTheManualFits(t *testing.T) {
	blocks := blocksOf(t)
	fragments := 0
	for _, b := range blocks {
		if len(b.info) != 3 || b.info[1] != "bij" {
			continue
		}
		fragments++
		t.Run(fmt.Sprintf("line %d", b.line), func(t *testing.T) {
			folder := folderOf(t, blocks)
			file := folder[b.info[2]]
			if file == nil {
				t.Fatalf("the manual has no file %s", b.info[2])
			}
			file.Data = merged(t, file.Data, []byte(b.text))
			_, faults := procedure.LoadSWV(folder)
			for _, f := range faults {
				if !f.Warning {
					t.Error(f)
				}
			}
		})
	}
	if fragments < 8 {
		t.Errorf("the manual has %d fragments", fragments)
	}
}

// merged lays a fragment over a file: mappings are joined, all else is replaced.
func merged(t *testing.T, whole, part []byte) []byte {
	t.Helper()
	var a, b yaml.Node
	if err := errors.Join(yaml.Unmarshal(whole, &a), yaml.Unmarshal(part, &b)); err != nil {
		t.Fatal(err)
	}
	lay(a.Content[0], b.Content[0])
	out, err := yaml.Marshal(&a)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func lay(a, b *yaml.Node) {
	for i := 0; i < len(b.Content); i += 2 {
		at := keyAt(a, b.Content[i].Value)
		switch {
		case at < 0:
			a.Content = append(a.Content, b.Content[i], b.Content[i+1])
		case a.Content[at+1].Kind == yaml.MappingNode && b.Content[i+1].Kind == yaml.MappingNode:
			lay(a.Content[at+1], b.Content[i+1])
		default:
			a.Content[at+1] = b.Content[i+1]
		}
	}
}

func keyAt(n *yaml.Node, key string) int {
	for i := 0; i < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return i
		}
	}
	return -1
}

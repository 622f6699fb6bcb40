package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The walls of the house: which package must never reach what, and why.
var walls = []struct {
	room  string
	never []string
	why   string
}{
	{"civil", outside, "a term is the same whoever asks, wherever it runs"},
	{"bsn", outside, "looking for numbers needs nothing"},
	{"budget", append([]string{"passend/internal/store", "passend/internal/app"}, outside...), "sums are the same whoever asks"},
	{"meeting", outside, "who comes on which meeting is the same whoever asks"},
	{"facility", outside, "who is next is the same whoever asks"},
	{"procedure", outside, "a procedure is text, read from what is handed in"},
	{"procedure/condition", outside, "a condition depends on its facts alone"},
	{"casefile", outside, "the core knows no clock, no database and no web"},
	{"letter", outside, "a letter is text and data"},
	{"oso", append([]string{"passend/internal/procedure", "passend/internal/casefile", "passend/internal/app"}, outside...), "a transfer file is what it is, whoever sends it"},
	{"exchange", []string{"database/sql", "passend/internal/casefile", "passend/internal/procedure", "passend/internal/app", "passend/internal/web"}, "a sheet is rows and cells"},
	{"store", []string{"net/http", "passend/internal/casefile", "passend/internal/procedure", "passend/internal/app"}, "SQL knows no rules and no pages"},
	{"blob", []string{"database/sql", "passend/internal/casefile", "passend/internal/procedure"}, "documents are bytes"},
	{"app", []string{"net/http/httptest", "html/template", "passend/internal/web"}, "use cases know no pages"},
	{"drive", []string{"passend/internal/store", "passend/internal/web"}, "the driver acts through the app"},
}

var outside = []string{"database/sql", "net/http", "os/exec"}

func TestNoRoomReachesWhatItMustNot(t *testing.T) {
	for _, w := range walls {
		out, err := exec.Command("go", "list", "-deps", "passend/internal/"+w.room).Output()
		if err != nil {
			t.Fatalf("%s: %v", w.room, err)
		}
		deps := strings.Fields(string(out))
		for _, d := range w.never {
			if direct(w.room, d, deps) {
				t.Errorf("%s reaches %s: %s", w.room, d, w.why)
			}
		}
	}
}

// direct looks at all that a room reaches; the driver may reach the store
// through the app only, so for our own packages its own imports count.
func direct(room, dep string, deps []string) bool {
	if !strings.HasPrefix(dep, "passend/") || room != "drive" {
		return slices.Contains(deps, dep)
	}
	return slices.Contains(imports(room), dep)
}

func imports(room string) []string {
	var all []string
	eachFile(room, func(_ *token.FileSet, f *ast.File) {
		for _, i := range f.Imports {
			all = append(all, strings.Trim(i.Path.Value, `"`))
		}
	})
	return all
}

func eachFile(room string, do func(*token.FileSet, *ast.File)) {
	files, _ := filepath.Glob(filepath.Join(room, "*.go"))
	set := token.NewFileSet()
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		if f, err := parser.ParseFile(set, name, nil, 0); err == nil {
			do(set, f)
		}
	}
}

func TestPureRoomsAskNoClockAndOpenNoFile(t *testing.T) {
	for _, room := range []string{"civil", "bsn", "budget", "meeting", "procedure", "procedure/condition", "casefile", "letter", "oso"} {
		if slices.Contains(imports(room), "os") {
			t.Errorf("%s imports os", room)
		}
		eachFile(room, func(set *token.FileSet, f *ast.File) {
			ast.Inspect(f, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == "Now" {
					if x, ok := s.X.(*ast.Ident); ok && x.Name == "time" {
						t.Errorf("%s asks the time", set.Position(s.Pos()))
					}
				}
				return true
			})
		})
	}
}

func TestPagesReachTheStoreOnlyThroughTheApp(t *testing.T) {
	rooms, err := filepath.Glob("web/*")
	if err != nil || len(rooms) == 0 {
		t.Fatal("there are no pages", err)
	}
	for _, room := range append(rooms, "web") {
		for _, i := range imports(room) {
			if i == "database/sql" {
				t.Errorf("%s imports %s", room, i)
			}
		}
	}
}

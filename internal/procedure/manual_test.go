package procedure

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestALL02_TheManualExplainsEveryWord: whoever adds a word to the language says in
// docs/procedures.md what it means, under “Naslag”.
func TestALL02_TheManualExplainsEveryWord(t *testing.T) {
	data, err := os.ReadFile("../../docs/procedures.md")
	if err != nil {
		t.Fatal(err)
	}
	_, manual, ok := strings.Cut(string(data), "## Naslag")
	if !ok {
		t.Fatal("the manual has no reference")
	}
	seen := map[reflect.Type]bool{}
	for _, t2 := range []reflect.Type{reflect.TypeFor[SWV](), reflect.TypeFor[Procedure]()} {
		explained(t, manual, t2, seen)
	}
	if len(seen) < 30 {
		t.Errorf("only %d pieces of the language were found", len(seen))
	}
}

func explained(t *testing.T, manual string, typ reflect.Type, seen map[reflect.Type]bool) {
	t.Helper()
	for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
		typ = typ.Elem()
	}
	if typ.Kind() != reflect.Struct || typ == conditionType || seen[typ] {
		return
	}
	seen[typ] = true
	for _, k := range keysOf(typ) {
		for _, word := range append([]string{k.name}, k.choices...) {
			if !strings.Contains(manual, "`"+word+"`") {
				t.Errorf("docs/procedures.md does not say what `%s` means (%s)", word, typ.Name())
			}
		}
		explained(t, manual, k.typ, seen)
	}
}

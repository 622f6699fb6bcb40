package procedure

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func sentences(changes []Change) []string {
	var all []string
	for _, c := range changes {
		all = append(all, c.String())
	}
	return all
}

func TestALL02_ASecondPersonReadsWhatChanged(t *testing.T) {
	for _, x := range []struct {
		file, old, now string
		want           []string
	}{
		{theTLV, "    duur: 8 weken\n", "    duur: 6 weken\n", []string{"Procedure tlv, termijn beslistermijn: duur was “8 weken” en wordt “6 weken”."}},
		{theTLV, "      - als: iq minder dan instelling laagste iq\n        dan: 2 schooljaren\n        omdat: een laag IQ blijft\n", "",
			[]string{"Procedure tlv, tabel duur, rij 2 is vervallen; dit was “als: iq minder dan instelling laagste iq dan: 2 schooljaren omdat: een laag IQ blijft”."}},
		{theTLV, "        dan: 2 schooljaren\n", "        dan: 3 schooljaren\n", []string{"Procedure tlv, tabel duur, rij 2: dan was “2 schooljaren” en wordt “3 schooljaren”."}},
		{theTLV, "      - als: adviezen eensluidend\n", "      - als: adviezen eensluidend en iq is ingevuld\n",
			[]string{"Procedure tlv, fase advisering, overgang 1: als was “adviezen eensluidend” en wordt “adviezen eensluidend en iq is ingevuld”."}},
		{theTLV, "        hoofdactie: ja\n", "", []string{"Procedure tlv, fase voorbereiden, handeling indienen: hoofdactie is vervallen; dit was “ja”."}},
		{theTLV, "    waarschuw: {secretaris: [3 weken, 1 week]}\n", "    waarschuw: {secretaris: [3 weken, 2 weken, 1 week]}\n",
			[]string{"Procedure tlv, termijn beslistermijn, waarschuwing 2 is toegevoegd: “rol: secretaris vooraf: 2 weken”."}},
		{theTLV, "  ingetrokken: Ingetrokken\n", "  ingetrokken: Ingetrokken\n  vervallen: {naam: Vervallen, afwijzend: ja}\n",
			[]string{"Procedure tlv, uitkomst vervallen is toegevoegd: “naam: Vervallen afwijzend: ja”."}},
		{theTLV, "versie: 2026-01-01", "versie: 2026-08-01", []string{"Procedure tlv: versie was “2026-01-01” en wordt “2026-08-01”."}},
		{swvFile, "  laagste iq: 55\n", "  laagste iq: 50\n", []string{"Instelling laagste iq: waarde was “55” en wordt “50”."}},
		{swvFile, "beroepen: [orthopedagoog, psycholoog, jeugdarts]", "beroepen: [orthopedagoog, psycholoog]", []string{"Beroepen was “orthopedagoog, psycholoog, jeugdarts” en wordt “orthopedagoog, psycholoog”."}},
		{"tlv/letters/ontvangst.md", "Geachte", "Beste", []string{"Procedure tlv, brieftekst ontvangst.md: regel 4 was “Geachte {naam geadresseerde},” en wordt “Beste {naam geadresseerde},”."}},
	} {
		changed, _ := LoadSWV(edited(t, x.file, x.old, x.now))
		if diff := cmp.Diff(x.want, sentences(Diff(loadGood(t), changed))); diff != "" {
			t.Errorf("(-verwacht +gevonden)\n%s", diff)
		}
	}
}

func TestANewAndAGoneProcedureAreToldInFull(t *testing.T) {
	whole := loadGood(t)
	files := fstest.MapFS{}
	for name, f := range good(t) {
		if !strings.HasPrefix(name, "bezwaar/") {
			files[name] = f
		}
	}
	without, _ := LoadSWV(files)
	gone := Diff(whole, without)
	if len(gone) != 1 || gone[0].Kind != Removed || gone[0].Procedure != "bezwaar" {
		t.Errorf("%v", gone)
	}
	here := Diff(without, whole)
	if len(here) != 2 || here[0].Kind != Added || !strings.Contains(here[0].New, "      advies vragen aan de landelijke commissie:") || here[1].Where != "brieftekst beslissing.md" {
		t.Errorf("%v", here)
	}
	if first := Diff(nil, whole); len(first) < 20 || first[0].What != "swv" {
		t.Errorf("%v", first)
	}
}

func TestAnotherOrderIsTold(t *testing.T) {
	a, b := loadGood(t), loadGood(t)
	slices.Reverse(b.Functions)
	changes := Diff(a, b)
	if len(changes) != 1 || changes[0].What != "volgorde van functies" {
		t.Errorf("%v", changes)
	}
}

// leaves are all values of a model that an author can write.
func leaves(v reflect.Value, path string, found map[string]reflect.Value) {
	for _, k := range keysOf(v.Type()) {
		leaf(v.Field(k.field), path+" "+k.name, found)
	}
}

func leaf(v reflect.Value, path string, found map[string]reflect.Value) {
	switch t := v.Type(); {
	case t == conditionType:
		found[path] = v.FieldByName("Source")
	case t.Kind() == reflect.Pointer:
		if !v.IsNil() {
			leaves(v.Elem(), path, found)
		}
	case t.Kind() == reflect.Struct:
		leaves(v, path, found)
	case t.Kind() == reflect.Slice && t != stringsType:
		for i := range v.Len() {
			leaves(v.Index(i), path+" "+string(rune('a'+i%26)), found)
		}
	default:
		found[path] = v
	}
}

// change makes a value another one, and tells whether it could.
func change(v reflect.Value) bool {
	switch {
	case v.Kind() == reflect.String:
		v.SetString(v.String() + "x")
	case v.Kind() == reflect.Bool:
		v.SetBool(!v.Bool())
	case v.Kind() == reflect.Int32:
		v.SetInt(v.Int() + 1)
	case v.Type() == stringsType:
		v.Set(reflect.ValueOf(append(slices.Clone(v.Interface().([]string)), "x")))
	default:
		return false
	}
	return true
}

func TestNothingChangesWithoutBeingTold(t *testing.T) {
	old := loadGood(t)
	if changes := Diff(old, loadGood(t)); len(changes) > 0 {
		t.Fatalf("%v", changes)
	}
	rapid.Check(t, func(rt *rapid.T) {
		swv := loadGood(t)
		found := map[string]reflect.Value{}
		leaves(reflect.ValueOf(swv).Elem(), "swv", found)
		for _, p := range swv.Procedures {
			leaves(reflect.ValueOf(p).Elem(), p.ID, found)
		}
		delete(found, "tlv procedure") // another id is another procedure
		delete(found, "bezwaar procedure")
		path := rapid.SampledFrom(keysSorted(found)).Draw(rt, "plek")
		if !change(found[path]) {
			return
		}
		changes := Diff(old, swv)
		if len(changes) != 1 || !strings.HasSuffix(path, changes[0].What) || changes[0].String() == "" {
			rt.Fatalf("%s: %v", path, changes)
		}
	})
}

func TestEveryListedThingHasANoun(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var visit func(reflect.Type)
	visit = func(typ reflect.Type) {
		for _, k := range keysOf(typ) {
			inner := k.typ
			list := inner.Kind() == reflect.Slice && inner != stringsType
			for inner.Kind() == reflect.Slice || inner.Kind() == reflect.Pointer {
				inner = inner.Elem()
			}
			if list && nouns[inner] == "" {
				t.Errorf("%s heeft geen woord", inner.Name())
			}
			if inner.Kind() == reflect.Struct && inner != conditionType && !seen[inner] {
				seen[inner] = true
				visit(inner)
			}
		}
	}
	visit(reflect.TypeFor[Procedure]())
	visit(reflect.TypeFor[SWV]())
}

func TestHunksTurnTheOldListIntoTheNew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c"}), 0, 12)
		old, new := words.Draw(t, "oud"), words.Draw(t, "nieuw")
		var made []string
		at := 0
		for _, h := range hunks(old, new) {
			made = append(append(made, old[at:h.oldFrom]...), new[h.newFrom:h.newTo]...)
			at = h.oldTo
		}
		if made = append(made, old[at:]...); !slices.Equal(made, new) {
			t.Fatalf("%v wordt %v", old, made)
		}
	})
	if h := hunks(slices.Repeat([]string{"a"}, 3000), slices.Repeat([]string{"b"}, 3000)); len(h) != 1 {
		t.Error(len(h))
	}
}

package procedure

import (
	"encoding/json"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"
)

// checkerOf reads a schema into a small validator: as much of JSON Schema as the
// schemas use, and a failure of the test for anything else.
type validator struct {
	t    testing.TB
	root map[string]any
}

func validatorOf(t testing.TB, schema []byte) *validator {
	t.Helper()
	v := &validator{t: t}
	if err := json.Unmarshal(schema, &v.root); err != nil {
		t.Fatal(err)
	}
	return v
}

func (v *validator) valid(schema map[string]any, x any) bool {
	for word, rule := range schema {
		if !v.holds(word, rule, schema, x) {
			return false
		}
	}
	return true
}

func (v *validator) holds(word string, rule any, schema map[string]any, x any) bool {
	m, isMap := x.(map[string]any)
	list, isList := x.([]any)
	text, isText := x.(string)
	switch word {
	case "$schema", "title", "$defs", "description", "properties":
		return true
	case "$ref":
		name := strings.TrimPrefix(rule.(string), "#/$defs/")
		return v.valid(v.root["$defs"].(map[string]any)[name].(map[string]any), x)
	case "anyOf":
		return slices.ContainsFunc(rule.([]any), func(o any) bool { return v.valid(o.(map[string]any), x) })
	case "not":
		return !v.valid(rule.(map[string]any), x)
	case "type":
		return typeFits(rule, x)
	case "enum":
		return slices.Contains(rule.([]any), x)
	case "minLength":
		return !isText || len(text) >= int(rule.(float64))
	case "pattern":
		return !isText || regexp.MustCompile(rule.(string)).MatchString(text)
	case "items":
		return !isList || !slices.ContainsFunc(list, func(i any) bool { return !v.valid(rule.(map[string]any), i) })
	case "required":
		return !isMap || !slices.ContainsFunc(rule.([]any), func(k any) bool { _, ok := m[k.(string)]; return !ok })
	case "minProperties":
		return !isMap || len(m) >= int(rule.(float64))
	case "maxProperties":
		return !isMap || len(m) <= int(rule.(float64))
	case "propertyNames", "additionalProperties":
		return !isMap || v.members(word, rule, schema, m)
	}
	v.t.Fatalf("het schema gebruikt %s", word)
	return false
}

func (v *validator) members(word string, rule any, schema map[string]any, m map[string]any) bool {
	properties, _ := schema["properties"].(map[string]any)
	for k, value := range m {
		own, known := properties[k].(map[string]any)
		switch {
		case word == "propertyNames":
			if !v.valid(rule.(map[string]any), k) {
				return false
			}
		case known:
			if !v.valid(own, value) {
				return false
			}
		case rule == false:
			return false
		case !v.valid(rule.(map[string]any), value):
			return false
		}
	}
	return true
}

func typeFits(rule, x any) bool {
	if all, ok := rule.([]any); ok {
		return slices.ContainsFunc(all, func(r any) bool { return typeFits(r, x) })
	}
	name := ""
	switch x.(type) {
	case map[string]any:
		name = "object"
	case []any:
		name = "array"
	case string:
		name = "string"
	case float64:
		name = "number"
	case bool:
		name = "boolean"
	case nil:
		name = "null"
	}
	return rule == name
}

// asJSON is what an editor makes of YAML.
func asJSON(n *yaml.Node) any {
	switch n.Kind {
	case yaml.DocumentNode:
		return asJSON(n.Content[0])
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = asJSON(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, asJSON(item))
		}
		return list
	}
	switch f, err := strconv.ParseFloat(n.Value, 64); {
	case empty(n):
		return nil
	case n.Style == 0 && err == nil:
		return f
	case n.Style == 0 && (n.Value == "true" || n.Value == "false"):
		return n.Value == "true"
	}
	return n.Value
}

func yamlOf(t testing.TB, name string) *yaml.Node {
	t.Helper()
	var n yaml.Node
	if err := yaml.Unmarshal(fileOf(t, name), &n); err != nil {
		t.Fatal(err)
	}
	return &n
}

type schemaCase struct {
	file   string
	schema []byte
	model  func() any
}

func schemaCases() []schemaCase {
	return []schemaCase{
		{"testdata/goed/tlv/procedure.yaml", Schema(), func() any { return &Procedure{} }},
		{"testdata/goed/bezwaar/procedure.yaml", Schema(), func() any { return &Procedure{} }},
		{"testdata/goed/swv.yaml", SWVSchema(), func() any { return &SWV{} }},
	}
}

func TestALL02_TheSchemaAcceptsWhatTheLoaderAccepts(t *testing.T) {
	for _, x := range schemaCases() {
		v := validatorOf(t, x.schema)
		if !v.valid(v.root, asJSON(yamlOf(t, x.file))) {
			t.Errorf("het schema weigert %s", x.file)
		}
	}
	v := validatorOf(t, Schema())
	if v.valid(v.root, asJSON(yamlOf(t, "testdata/fout/vorm.yaml"))) {
		t.Error("het schema aanvaardt vorm.yaml")
	}
}

// places are all places in a text where something else can be written.
func places(n *yaml.Node) []*yaml.Node {
	found := []*yaml.Node{}
	for _, c := range n.Content {
		found = append(append(found, c), places(c)...)
	}
	return found
}

// spoil changes one place of a text.
func spoil(t *rapid.T, document *yaml.Node) {
	n := rapid.SampledFrom(places(document)).Draw(t, "plek")
	switch rapid.IntRange(0, 5).Draw(t, "wijziging") {
	case 0:
		*n = yaml.Node{Kind: yaml.ScalarNode, Value: "onzin"}
	case 1:
		*n = yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: "onzin"}}}
	case 2:
		*n = yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: "onzin"}, {Kind: yaml.ScalarNode, Value: "nog meer"}}}
	case 3:
		*n = yaml.Node{Kind: yaml.ScalarNode}
	case 4:
		*n = yaml.Node{Kind: yaml.ScalarNode, Value: "ja"}
	case 5:
		if n.Kind == yaml.MappingNode && len(n.Content) >= 2 {
			i := 2 * rapid.IntRange(0, len(n.Content)/2-1).Draw(t, "regel")
			n.Content = append(n.Content[:i:i], n.Content[i+2:]...)
		}
	}
}

// readable tells whether the keys are words that stand once, which YAML asks
// before any schema can look.
func readable(n *yaml.Node) bool {
	seen := map[string]bool{}
	for i, c := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 {
			if c.Kind != yaml.ScalarNode || strings.TrimSpace(c.Value) == "" || seen[c.Value] {
				return false
			}
			seen[c.Value] = true
		}
		if !readable(c) {
			return false
		}
	}
	return true
}

func TestALL02_TheSchemaAndTheLoaderRefuseTheSame(t *testing.T) {
	cases := schemaCases()
	rapid.Check(t, func(rt *rapid.T) {
		x := rapid.SampledFrom(cases).Draw(rt, "bestand")
		document := yamlOf(t, x.file)
		for range rapid.IntRange(1, 2).Draw(rt, "wijzigingen") {
			spoil(rt, document)
		}
		if len(document.Content) == 0 || !readable(document) {
			return
		}
		var faults []Fault
		s := newSource("x", "", &faults, map[*string]Pos{})
		s.structure(document.Content[0], reflect.ValueOf(x.model()).Elem(), Pos{}, "dit bestand")
		v := validatorOf(t, x.schema)
		if accepted := v.valid(v.root, asJSON(document)); accepted != (len(faults) == 0) {
			out, err := yaml.Marshal(document)
			rt.Fatalf("schema aanvaardt: %v, lezer vindt:\n%s\n%s %v", accepted, lines(faults), out, err)
		}
	})
}

// Every struct that the loader can meet, with every word of it, stands in the
// schema with the same demands, and the schema holds no others.
func TestALL02_TheSchemaHoldsExactlyTheWordsOfTheModel(t *testing.T) {
	for _, x := range schemaCases() {
		root := validatorOf(t, x.schema).root
		defs := root["$defs"].(map[string]any)
		seen := map[string]bool{"tekst": true, "voorwaarde": true, "ja of nee": true, "dag": true}
		var compare func(reflect.Type, map[string]any)
		compare = func(typ reflect.Type, def map[string]any) {
			if options, ok := def["anyOf"].([]any); ok {
				def = options[0].(map[string]any)
			}
			sameWords(t, typ, def)
			for _, k := range keysOf(typ) {
				inner := k.typ
				for inner.Kind() == reflect.Slice || inner.Kind() == reflect.Pointer {
					inner = inner.Elem()
				}
				if inner.Kind() == reflect.Struct && inner != conditionType && !seen[inner.Name()] {
					seen[inner.Name()] = true
					compare(inner, defs[inner.Name()].(map[string]any))
				}
			}
		}
		compare(reflect.TypeOf(x.model()).Elem(), root)
		for name := range defs {
			if !seen[name] {
				t.Errorf("het schema kent %s, de lezer niet", name)
			}
		}
	}
}

func sameWords(t *testing.T, typ reflect.Type, def map[string]any) {
	t.Helper()
	properties := def["properties"].(map[string]any)
	if got, want := keysSorted(properties), slices.Sorted(slices.Values(keyNames(typ))); !slices.Equal(got, want) {
		t.Errorf("%s: schema %v, model %v", typ.Name(), got, want)
	}
	required, _ := def["required"].([]any)
	for _, k := range keysOf(typ) {
		if k.need != slices.Contains(required, any(k.name)) {
			t.Errorf("%s.%s: nodig is %v", typ.Name(), k.name, k.need)
		}
		if written, err := json.Marshal(properties[k.name]); err != nil || len(k.choices) > 0 && !strings.Contains(string(written), enumOf(k.choices)) {
			t.Errorf("%s.%s: de keuzes %v staan niet in %s", typ.Name(), k.name, k.choices, written)
		}
	}
}

func enumOf(choices []string) string {
	text, err := json.Marshal(choices)
	if err != nil {
		return err.Error()
	}
	return `"enum":` + string(text)
}

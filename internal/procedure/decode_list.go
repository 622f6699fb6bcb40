package procedure

import (
	"fmt"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"
)

// entryNode is one thing in a list of the model: its name and what it says.
type entryNode struct {
	name  string
	at    *yaml.Node
	value *yaml.Node
}

// named reads things that have a name of their own, in the order of the text.
func (s *source) named(n *yaml.Node, v reflect.Value, k key) {
	element := v.Type().Elem()
	var entries []entryNode
	switch {
	case n.Kind == yaml.MappingNode:
		s.pairs(n, func(name, value *yaml.Node) { entries = append(entries, entryNode{name.Value, name, value}) })
	case n.Kind == yaml.SequenceNode && listed[element]:
		entries = s.unnamed(n, element)
	default:
		s.fault(s.pos(n), fmt.Sprintf("bij `%s` horen regels met een naam", k.name), "een naam, een `:` en wat erbij hoort", "schrijf `naam: …` in plaats van `- …`")
	}
	v.Set(reflect.MakeSlice(v.Type(), len(entries), len(entries)))
	for i, e := range entries {
		item := v.Index(i)
		name := strings.TrimSpace(e.name)
		item.FieldByName("Name").SetString(name)
		s.structure(e.value, item, s.pos(e.at), show(name))
	}
}

// unnamed reads a list whose items name themselves by their text, or are
// written as `- tekst: {…}`.
func (s *source) unnamed(n *yaml.Node, element reflect.Type) []entryNode {
	var entries []entryNode
	lines := map[string]int{}
	for _, item := range n.Content {
		if !s.plain(item) {
			continue
		}
		e := s.selfNamed(item, element)
		switch {
		case e.name == "":
			s.fault(s.pos(item), "dit punt heeft geen tekst", "een tekst, of regels met `"+shorthand[element]+": …`", "")
		case lines[e.name] > 0:
			s.fault(s.pos(item), show(e.name)+" staat er twee keer", "elk punt één keer", fmt.Sprintf("het eerste staat op regel %d", lines[e.name]))
		default:
			lines[e.name] = item.Line
			entries = append(entries, e)
		}
	}
	return entries
}

func (s *source) selfNamed(item *yaml.Node, element reflect.Type) entryNode {
	if item.Kind == yaml.ScalarNode {
		return entryNode{nameFrom(item.Value), item, item}
	}
	if item.Kind != yaml.MappingNode {
		return entryNode{"", item, item}
	}
	for i := 0; i+1 < len(item.Content); i += 2 {
		if item.Content[i].Value == shorthand[element] {
			return entryNode{nameFrom(item.Content[i+1].Value), item, item}
		}
	}
	if len(item.Content) == 2 {
		if _, known := findKey(element, item.Content[0].Value); !known {
			return entryNode{nameFrom(item.Content[0].Value), item.Content[0], s.withText(item, element)}
		}
	}
	return entryNode{"", item, item}
}

// withText turns `tekst: {…}` into the mapping with the text under its own key.
func (s *source) withText(item *yaml.Node, element reflect.Type) *yaml.Node {
	text, body := item.Content[0], item.Content[1]
	if body.Kind != yaml.MappingNode {
		return body
	}
	whole := *body
	word := &yaml.Node{Kind: yaml.ScalarNode, Value: shorthand[element], Line: text.Line, Column: text.Column}
	whole.Content = append([]*yaml.Node{word, text}, body.Content...)
	return &whole
}

// nameFrom makes the name of a listed thing: its text without the mark at the end.
func nameFrom(text string) string {
	return strings.TrimRight(strings.Join(strings.Fields(text), " "), "?.!:;")
}

// paired reads `wie: wat` pairs, in a mapping or a list, or written in full.
func (s *source) paired(n *yaml.Node, v reflect.Value, k key) {
	var found []reflect.Value
	add := func(fill func(item reflect.Value)) {
		// The texts must stay where they are: their address finds their place.
		item := reflect.New(v.Type().Elem())
		fill(item.Elem())
		found = append(found, item.Elem())
	}
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	for _, item := range nodes {
		switch {
		case !s.plain(item):
		case item.Kind != yaml.MappingNode:
			keys := keyNames(v.Type().Elem())
			s.fault(s.pos(item), fmt.Sprintf("bij `%s` staat iets dat geen paar is", k.name), fmt.Sprintf("`%s: %s`", keys[0], keys[1]), "")
		case s.inFull(item, v.Type().Elem()):
			add(func(into reflect.Value) { s.structure(item, into, s.pos(item), "`"+k.name+"`") })
		default:
			s.pairs(item, func(first, second *yaml.Node) { s.pair(first, second, k, add) })
		}
	}
	v.Set(reflect.MakeSlice(v.Type(), len(found), len(found)))
	for i, item := range found {
		s.move(item, v.Index(i))
	}
}

// inFull tells a mapping with the words of the model from a mapping of pairs.
func (s *source) inFull(n *yaml.Node, t reflect.Type) bool {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if _, ok := findKey(t, n.Content[i].Value); ok {
			return true
		}
	}
	return false
}

func (s *source) pair(first, second *yaml.Node, k key, add func(func(reflect.Value))) {
	values := []*yaml.Node{second}
	if second.Kind == yaml.SequenceNode {
		values = second.Content
	}
	for _, value := range values {
		add(func(into reflect.Value) {
			keys := keysOf(into.Type())
			s.text(first, into.Field(keys[0].field), keys[0])
			if empty(value) {
				s.fault(s.pos(first), fmt.Sprintf("achter %s staat niets", show(first.Value)), "`"+keys[1].name+"`", "")
				return
			}
			s.text(value, into.Field(keys[1].field), keys[1])
		})
	}
}

// move copies a struct and takes the places of its texts along.
func (s *source) move(from, to reflect.Value) {
	to.Set(from)
	for i := range from.NumField() {
		if old, ok := from.Field(i).Addr().Interface().(*string); ok {
			if at, known := s.places[old]; known {
				delete(s.places, old)
				s.places[to.Field(i).Addr().Interface().(*string)] = at
			}
		}
	}
}

// items reads a list of things without a name, such as the rows of a table.
func (s *source) items(n *yaml.Node, v reflect.Value, k key) {
	if n.Kind != yaml.SequenceNode {
		s.fault(s.pos(n), fmt.Sprintf("bij `%s` hoort een lijst", k.name), "regels die met `- ` beginnen", "")
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, item := range n.Content {
		s.structure(item, v.Index(i), s.pos(item), fmt.Sprintf("rij %d van `%s`", i+1, k.name))
	}
}

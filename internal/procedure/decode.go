package procedure

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"passend/internal/civil"
)

// decode reads a YAML mapping into a struct of the model. Everything wrong is
// reported; what could be read is kept, so that one run shows all faults.
func (s *source) decode(text string, into any) {
	root := s.parse(text)
	if root == nil {
		return
	}
	s.structure(root, reflect.ValueOf(into).Elem(), s.pos(root), "dit bestand")
}

// plain reports what our texts never hold: anchors, aliases and tags. They make
// one line of text change another one, which no reviewer expects.
func (s *source) plain(n *yaml.Node) bool {
	switch {
	case n.Kind == yaml.AliasNode:
		s.fault(s.pos(n), "verwijzing met `*` kan hier niet", "gewone tekst", "schrijf de tekst hier uit, of zet hem tussen aanhalingstekens")
	case n.Anchor != "":
		s.fault(s.pos(n), "`&` aan het begin kan hier niet", "gewone tekst", "haal `&"+n.Anchor+"` weg, of zet de tekst tussen aanhalingstekens")
	case n.Style&yaml.TaggedStyle != 0:
		s.fault(s.pos(n), "`!` aan het begin kan hier niet", "gewone tekst", "haal `"+n.Tag+"` weg, of zet de tekst tussen aanhalingstekens")
	default:
		return true
	}
	return false
}

func empty(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Value == "" && n.Style == 0
}

// structure fills a struct from a mapping, or from the shorthand for it.
func (s *source) structure(n *yaml.Node, v reflect.Value, at Pos, what string) {
	if !s.plain(n) {
		return
	}
	if f := v.FieldByName("At"); f.IsValid() && f.Type() == reflect.TypeFor[Pos]() {
		f.Set(reflect.ValueOf(at))
	}
	seen := map[string]bool{}
	switch short := shorthand[v.Type()]; {
	case n.Kind == yaml.MappingNode:
		s.pairs(n, func(k, value *yaml.Node) { s.entry(k, value, v, seen, what) })
	case empty(n):
	case short == "":
		s.fault(s.pos(n), "bij "+what+" staat één waarde", "regels met een woord, een `:` en een waarde", "begin bijvoorbeeld met `"+keyNames(v.Type())[0]+": …`")
		return
	default:
		k, _ := findKey(v.Type(), s.shortFor(v.Type(), n, short))
		seen[k.name] = true
		s.value(n, v.Field(k.field), k, what)
	}
	for _, k := range keysOf(v.Type()) {
		if k.need && !seen[k.name] {
			s.fault(at, fmt.Sprintf("bij %s ontbreekt `%s`", what, k.name), "een regel `"+k.name+": …`", "")
		}
	}
	s.titled(v)
}

// shortFor: a list as the value of a setting are its values.
func (s *source) shortFor(t reflect.Type, n *yaml.Node, short string) string {
	if t == reflect.TypeFor[Setting]() && n.Kind == yaml.SequenceNode {
		return "waarden"
	}
	return short
}

// titled gives what may do without a title its own name as title.
func (s *source) titled(v reflect.Value) {
	if !isNamed(v.Type()) {
		return
	}
	if f := v.FieldByName("Title"); f.IsValid() && f.String() == "" {
		f.SetString(v.FieldByName("Name").String())
	}
}

// pairs walks a mapping, refusing repeated, merged and empty keys.
func (s *source) pairs(n *yaml.Node, each func(k, value *yaml.Node)) {
	lines := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, value := n.Content[i], n.Content[i+1]
		switch {
		case !s.plain(k):
		case k.Kind != yaml.ScalarNode || strings.TrimSpace(k.Value) == "":
			s.fault(s.pos(k), "hier staat geen woord voor de `:`", "een woord, een `:` en een waarde", "")
		case k.Tag == "!!merge":
			s.fault(s.pos(k), "`<<` kan hier niet", "gewone woorden", "schrijf de regels hier uit")
		case lines[k.Value] > 0:
			s.fault(s.pos(k), fmt.Sprintf("%s staat er twee keer", show(k.Value)), "elk woord één keer", fmt.Sprintf("de eerste staat op regel %d", lines[k.Value]))
		default:
			lines[k.Value] = k.Line
			each(k, value)
		}
	}
}

func (s *source) entry(k, value *yaml.Node, v reflect.Value, seen map[string]bool, what string) {
	known, ok := findKey(v.Type(), k.Value)
	if !ok {
		s.fault(s.pos(k), fmt.Sprintf("onbekend woord %s bij %s", show(k.Value), what), "", meant(k.Value, keyNames(v.Type())))
		return
	}
	seen[known.name] = true
	if empty(value) {
		s.fault(s.pos(k), fmt.Sprintf("achter `%s` staat niets", known.name), "een waarde", "vul de waarde in of haal de regel weg")
		return
	}
	s.value(value, v.Field(known.field), known, what)
}

// value fills one field of the model, by its type.
func (s *source) value(n *yaml.Node, v reflect.Value, k key, what string) {
	if !s.plain(n) {
		return
	}
	switch t := v.Type(); {
	case t == conditionType:
		if text, ok := s.scalar(n, k.name); ok {
			v.Set(reflect.ValueOf(Condition{Source: text, At: s.start(n)}))
		}
	case t == dayType:
		s.day(n, v, k)
	case t == mapType:
		s.texts(n, v, k)
	case t.Kind() == reflect.String:
		s.text(n, v, k)
	case t.Kind() == reflect.Bool:
		s.truth(n, v, k)
	case t.Kind() == reflect.Pointer:
		v.Set(reflect.New(t.Elem()))
		s.structure(n, v.Elem(), s.pos(n), "`"+k.name+"`")
	case t.Kind() == reflect.Struct:
		s.structure(n, v, s.pos(n), "`"+k.name+"`")
	case t == stringsType:
		s.list(n, v, k)
	case isNamed(t.Elem()):
		s.named(n, v, k)
	case pairs[t.Elem()]:
		s.paired(n, v, k)
	default:
		s.items(n, v, k)
	}
}

func (s *source) scalar(n *yaml.Node, name string) (string, bool) {
	if !s.plain(n) {
		return "", false
	}
	if n.Kind != yaml.ScalarNode {
		s.fault(s.pos(n), fmt.Sprintf("bij `%s` staat een lijst of een groep regels", name), "één tekst", "zet een tekst met `[`, `{` of `: ` tussen aanhalingstekens")
		return "", false
	}
	text := strings.TrimSpace(n.Value)
	if text == "" {
		s.fault(s.pos(n), fmt.Sprintf("bij `%s` staat een lege tekst", name), "een waarde", "vul de waarde in of haal de regel weg")
	}
	return text, text != ""
}

func (s *source) text(n *yaml.Node, v reflect.Value, k key) {
	text, ok := s.scalar(n, k.name)
	if !ok {
		return
	}
	if len(k.choices) > 0 && !slices.Contains(k.choices, text) {
		s.fault(s.start(n), fmt.Sprintf("%s kan niet bij `%s`", show(text), k.name), "een van "+quoted(k.choices), suggest(text, k.choices))
		return
	}
	v.SetString(text)
	s.places[v.Addr().Interface().(*string)] = s.start(n)
}

func suggest(word string, known []string) string {
	if n := nearest(word, known); n != "" {
		return "bedoelde u `" + n + "`?"
	}
	return ""
}

func (s *source) truth(n *yaml.Node, v reflect.Value, k key) {
	text, ok := s.scalar(n, k.name)
	switch {
	case !ok:
	case text == "ja" || text == "nee":
		v.SetBool(text == "ja")
	default:
		s.fault(s.pos(n), fmt.Sprintf("%s kan niet bij `%s`", show(text), k.name), "`ja` of `nee`", "")
	}
}

func (s *source) day(n *yaml.Node, v reflect.Value, k key) {
	text, ok := s.scalar(n, k.name)
	if !ok {
		return
	}
	day, err := civil.ParseDay(text)
	if err != nil {
		s.fault(s.pos(n), fmt.Sprintf("bij `%s` staat geen dag", k.name), "een dag zoals 2026-08-01", err.Error())
		return
	}
	v.Set(reflect.ValueOf(day))
}

// list reads a list of texts; one text is a list of one.
func (s *source) list(n *yaml.Node, v reflect.Value, k key) {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	v.Set(reflect.MakeSlice(v.Type(), len(nodes), len(nodes)))
	for i, item := range nodes {
		s.text(item, v.Index(i), k)
	}
}

func (s *source) texts(n *yaml.Node, v reflect.Value, k key) {
	if n.Kind != yaml.MappingNode {
		s.fault(s.pos(n), fmt.Sprintf("bij `%s` horen regels `naam: waarde`", k.name), "woorden met elk een waarde", "")
		return
	}
	m := map[string]string{}
	s.pairs(n, func(name, value *yaml.Node) {
		if text, ok := s.scalar(value, name.Value); ok {
			m[name.Value] = text
		}
	})
	v.Set(reflect.ValueOf(m))
}

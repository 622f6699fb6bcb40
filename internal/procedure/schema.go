package procedure

import (
	"encoding/json"
	"reflect"
	"slices"
)

// Schema gives the JSON Schema (draft 2020-12) of procedure.yaml, for editors
// that help while typing. It is made from the same tags as the loader reads by,
// and knows every form that the loader knows; what goes beyond form (names that
// must exist, conditions, the law) only the loader knows.
func Schema() []byte { return schemaFor(reflect.TypeFor[Procedure](), procedureFile) }

// SWVSchema gives the JSON Schema of swv.yaml.
func SWVSchema() []byte { return schemaFor(reflect.TypeFor[SWV](), swvFile) }

// object is a piece of JSON Schema.
type object = map[string]any

// schema gathers the definitions of the structs that were met.
type schema struct{ defs object }

func schemaFor(t reflect.Type, file string) []byte {
	s := &schema{defs: object{
		"tekst":      object{"type": []string{"string", "number", "boolean"}, "minLength": 1, "pattern": `\S`},
		"voorwaarde": object{"type": []string{"string", "number", "boolean"}, "minLength": 1, "pattern": `\S`, "description": "Een voorwaarde, bijvoorbeeld: iq minder dan 55 en geen geldige tlv"},
		"ja of nee":  object{"enum": []string{"ja", "nee"}},
		"dag":        object{"type": "string", "pattern": `^\s*(\d{1,4}-\d{1,2}-\d{1,4}|([a-zA-Z]+ )?\d{1,2} [a-zA-Z]+ \d{4})\s*$`, "description": "Een dag, bijvoorbeeld: 2026-08-01"},
	}}
	root := s.mapping(t)
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = file + " van Passend"
	root["$defs"] = s.defs
	text, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		panic("procedure: the schema is no JSON: " + err.Error())
	}
	return append(text, '\n')
}

func ref(name string) object { return object{"$ref": "#/$defs/" + name} }

func either(options ...any) object { return object{"anyOf": options} }

func listOf(item any) object { return object{"type": "array", "items": item} }

func oneOrMore(item any) object { return either(item, listOf(item)) }

// mapping describes a struct written as words with values.
func (s *schema) mapping(t reflect.Type) object {
	properties, required := object{}, []string{}
	for _, k := range keysOf(t) {
		properties[k.name] = s.value(k)
		if k.need {
			required = append(required, k.name)
		}
	}
	o := object{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		o["required"] = required
	}
	return o
}

// structure refers to a struct: in words, or in the shorthand for it.
func (s *schema) structure(t reflect.Type) object {
	if _, ok := s.defs[t.Name()]; !ok {
		s.defs[t.Name()] = object{} // also while it is being made: a struct can hold itself
		options := []any{s.mapping(t)}
		if short, ok := shorthand[t]; ok && onlyNeeds(t, short) {
			k, _ := findKey(t, short)
			options = append(options, s.value(k))
		}
		if t == reflect.TypeFor[Setting]() {
			options = append(options, listOf(ref("tekst")))
		}
		if len(options) == 1 {
			s.defs[t.Name()] = options[0]
		} else {
			s.defs[t.Name()] = either(options...)
		}
	}
	return ref(t.Name())
}

// onlyNeeds tells whether nothing else than one word must be given.
func onlyNeeds(t reflect.Type, name string) bool {
	return !slices.ContainsFunc(keysOf(t), func(k key) bool { return k.need && k.name != name })
}

// value describes what can stand behind a word.
func (s *schema) value(k key) object {
	switch t := k.typ; {
	case t == conditionType:
		return ref("voorwaarde")
	case t == dayType:
		return ref("dag")
	case t == mapType:
		return object{"type": "object", "additionalProperties": ref("tekst")}
	case t.Kind() == reflect.String:
		return text(k)
	case t.Kind() == reflect.Bool:
		return ref("ja of nee")
	case t.Kind() == reflect.Pointer:
		return s.structure(t.Elem())
	case t.Kind() == reflect.Struct:
		return s.structure(t)
	case t == stringsType:
		return oneOrMore(text(k))
	case isNamed(t.Elem()):
		return s.named(t.Elem())
	case pairs[t.Elem()]:
		return s.pairs(t.Elem())
	default:
		return listOf(s.orNothing(t.Elem()))
	}
}

func text(k key) object {
	if len(k.choices) > 0 {
		return object{"enum": k.choices}
	}
	return ref("tekst")
}

// orNothing allows a thing of which nothing needs to be said to be left empty.
func (s *schema) orNothing(t reflect.Type) object {
	if onlyNeeds(t, "") {
		return either(s.structure(t), object{"type": "null"})
	}
	return s.structure(t)
}

// named describes things under a name of their own, and for some also a list.
func (s *schema) named(t reflect.Type) object {
	byName := object{"type": "object", "additionalProperties": s.orNothing(t)}
	if !listed[t] {
		return byName
	}
	short := shorthand[t]
	inFull := s.mapping(t)
	inFull["required"] = []string{short}
	under := s.mapping(t) // `- tekst: {…}`: the text stands outside
	delete(under["properties"].(object), short)
	delete(under, "required")
	body := []any{under, ref("tekst")}
	if onlyNeeds(t, "") {
		body = append(body, object{"type": "null"})
	}
	one := object{"type": "object", "minProperties": 1, "maxProperties": 1, "propertyNames": unknown(t), "additionalProperties": either(body...)}
	return either(byName, listOf(either(ref("tekst"), inFull, one)))
}

// unknown are words that are no word of the struct.
func unknown(t reflect.Type) object {
	return object{"not": object{"enum": keyNames(t)}}
}

// pairs describes `wie: wat` and the same in full, one or a list of them.
func (s *schema) pairs(t reflect.Type) object {
	short := object{"type": "object", "propertyNames": unknown(t), "additionalProperties": oneOrMore(s.value(keysOf(t)[1]))}
	return oneOrMore(either(s.structure(t), short))
}

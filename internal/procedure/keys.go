package procedure

import (
	"reflect"
	"strings"
	"sync"

	"passend/internal/civil"
)

// key is one word that may stand in a mapping, as told by the tags of the model.
type key struct {
	name    string
	field   int
	need    bool
	choices []string
	typ     reflect.Type
}

var keyCache sync.Map // reflect.Type → []key

// keysOf lists the keys of a struct of the model in the order of the model.
func keysOf(t reflect.Type) []key {
	if k, ok := keyCache.Load(t); ok {
		return k.([]key)
	}
	var keys []key
	for i := range t.NumField() {
		f := t.Field(i)
		tag, ok := f.Tag.Lookup("nl")
		if !ok {
			continue
		}
		name, need := strings.CutSuffix(tag, ",nodig")
		keys = append(keys, key{name, i, need, choicesOf(f.Tag.Get("keuze")), f.Type})
	}
	keyCache.Store(t, keys)
	return keys
}

// choicesOf splits a closed list of choices; `_` in the tag is a space in the text.
func choicesOf(tag string) []string {
	words := strings.Fields(tag)
	for i, w := range words {
		words[i] = strings.ReplaceAll(w, "_", " ")
	}
	return words
}

func keyNames(t reflect.Type) []string {
	var names []string
	for _, k := range keysOf(t) {
		names = append(names, k.name)
	}
	return names
}

func findKey(t reflect.Type, name string) (key, bool) {
	for _, k := range keysOf(t) {
		if k.name == name {
			return k, true
		}
	}
	return key{}, false
}

// shorthand names the key that is meant when only a text (or list) is written
// where a mapping could stand: `reden: Waarom?` for `reden: {vraag: Waarom?}`.
var shorthand = map[reflect.Type]string{
	reflect.TypeFor[CheckItem](): "vraag",
	reflect.TypeFor[Field]():     "vraag",
	reflect.TypeFor[Part]():      "naam",
	reflect.TypeFor[Document]():  "naam",
	reflect.TypeFor[Outcome]():   "naam",
	reflect.TypeFor[Region]():    "naam",
	reflect.TypeFor[Fixed]():     "waarde",
	reflect.TypeFor[Setting]():   "waarde",
	reflect.TypeFor[WordList]():  "woorden",
	reflect.TypeFor[Series]():    "patroon",
	reflect.TypeFor[Word]():      "betekent",
	reflect.TypeFor[Passed]():    "uitleg",
	reflect.TypeFor[Budget]():    "naam",
}

// listed are the named things that may also stand in a list without a name of
// their own; the name is then made from the text.
var listed = map[reflect.Type]bool{
	reflect.TypeFor[CheckItem](): true,
	reflect.TypeFor[Part]():      true,
}

// pairs are the structs of which the first two keys can be written as
// `first: second`, such as `secretaris: aanvraag ontvangen`.
var pairs = map[reflect.Type]bool{
	reflect.TypeFor[Tell]():    true,
	reflect.TypeFor[Warn]():    true,
	reflect.TypeFor[Assign]():  true,
	reflect.TypeFor[Joining](): true,
}

var (
	namedType     = reflect.TypeFor[Named]()
	posType       = reflect.TypeFor[Pos]()
	conditionType = reflect.TypeFor[Condition]()
	dayType       = reflect.TypeFor[civil.Day]()
	stringsType   = reflect.TypeFor[[]string]()
	mapType       = reflect.TypeFor[map[string]string]()
)

func isNamed(t reflect.Type) bool {
	if t.Kind() != reflect.Struct {
		return false
	}
	f, ok := t.FieldByName("Named")
	return ok && f.Anonymous && f.Type == namedType
}

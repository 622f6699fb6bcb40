package procedure

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"passend/internal/civil"
)

// filler writes a word of its own in every place of a model where an author can
// write, and one thing in every list. Names are not counted: prose tells titles.
type filler struct {
	written map[string]string // word → where
}

func (f *filler) structure(v reflect.Value, path string) {
	if isNamed(v.Type()) {
		v.FieldByName("Name").SetString("naam van " + path)
	}
	for _, k := range keysOf(v.Type()) {
		f.value(v.Field(k.field), k, path+" · "+k.name)
	}
}

func (f *filler) word(path string) string {
	word := fmt.Sprintf("woord%03d", len(f.written))
	f.written[word] = path
	return word
}

func (f *filler) value(v reflect.Value, k key, path string) {
	switch t := v.Type(); {
	case t == conditionType:
		v.Set(reflect.ValueOf(Condition{Source: f.word(path)}))
	case t == dayType:
		v.Set(reflect.ValueOf(civil.NewDay(2026, 8, 1)))
	case t == mapType:
		v.Set(reflect.ValueOf(map[string]string{"naam": f.word(path)}))
	case t.Kind() == reflect.String && len(k.choices) > 0:
		v.SetString(k.choices[0])
	case t.Kind() == reflect.String:
		v.SetString(f.word(path))
	case t.Kind() == reflect.Bool:
		v.SetBool(true)
	case t.Kind() == reflect.Pointer:
		v.Set(reflect.New(t.Elem()))
		f.structure(v.Elem(), path)
	case t.Kind() == reflect.Struct:
		f.structure(v, path)
	case t == stringsType:
		v.Set(reflect.ValueOf([]string{f.word(path)}))
	default:
		v.Set(reflect.MakeSlice(t, 1, 1))
		f.structure(v.Index(0), path)
	}
}

func TestNothingInAProcedureIsLeftOutOfItsProse(t *testing.T) {
	f := &filler{map[string]string{}}
	p := &Procedure{}
	f.structure(reflect.ValueOf(p).Elem(), "procedure")
	text := Explain(p, nil)
	for word, path := range f.written {
		if instead := strings.HasSuffix(path, "regels · anders") || strings.HasSuffix(path, "daarna · anders"); instead {
			continue // stands in the place of `als`
		}
		if !strings.Contains(strings.ToLower(text), word) {
			t.Errorf("%s ontbreekt", path)
		}
	}
}

func TestProseReadsAsDutchSentences(t *testing.T) {
	text := Explain(goodTLV(t), loadGood(t))
	for _, want := range []string{
		"# Toelaatbaarheidsverklaring sbo of so\n",
		"- **Ouders** is wie de functie ouder heeft bij: gezin.",
		"2. Als iq is minder dan instelling laagste iq: **2 schooljaren**, omdat een laag IQ blijft.",
		"3. In alle andere gevallen: **1 schooljaar**, omdat een eerste toekenning geldt één jaar.",
		"- **Dien de aanvraag in**. Vereist volledig: formulier, documenten en handtekeningen.",
		"- Anders: naar “In de commissie”.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q ontbreekt in\n%s", want, text)
		}
	}
}

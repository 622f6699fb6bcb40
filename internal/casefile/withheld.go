package casefile

import (
	"maps"
	"slices"
	"strings"
	"unicode"
)

// holdsName refuses a text that names somebody who is kept out of this case: a
// case that was opened without a name must never tell it (BER-02).
func (w World) holdsName(c Command) *Refusal {
	if len(w.Withheld) == 0 {
		return nil
	}
	r := refuse("Deze zaak is zonder naam: hier mag geen naam staan.", "BER-02", "Schrijf bijvoorbeeld “een leerling” of “de ouders”.")
	texts := textsOf(c)
	for _, field := range slices.Sorted(maps.Keys(texts)) {
		if name := w.named(texts[field]); name != "" {
			r.Problems = append(r.Problems, Problem{"veld", field, "Hier staat “" + name + "”. Deze zaak is zonder naam; haal de naam weg."})
		}
	}
	if len(r.Problems) == 0 {
		return nil
	}
	return r
}

// named gives the first withheld name that a text holds.
func (w World) named(text string) string {
	words := foldedWords(text)
	for _, full := range w.Withheld {
		for _, part := range strings.Fields(full) {
			if folded := foldedWords(part); telling(part) && len(folded) > 0 && holdsRow(words, folded) {
				return part
			}
		}
	}
	return ""
}

// telling tells whether a part of a name says who somebody is; “van”, “de” and
// “den” do not.
func telling(part string) bool {
	first := []rune(part)[0]
	return unicode.IsUpper(first) || !slices.Contains([]string{"van", "de", "der", "den", "het", "ter", "te", "ten", "'t", "op", "in", "en", "von", "el", "al", "d'"}, part)
}

func holdsRow(words, row []string) bool {
	for i := 0; i+len(row) <= len(words); i++ {
		if slices.Equal(words[i:i+len(row)], row) {
			return true
		}
	}
	return false
}

// foldedWords are the words of a text without capitals and without marks.
func foldedWords(text string) []string {
	return strings.FieldsFunc(strings.Map(plainLetter, strings.ToLower(text)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

const marked, plain = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿšžćčđłğış", "aaaaaaceeeeiiiinoooooouuuuyyszccdlgis"

func plainLetter(r rune) rune {
	if i := slices.Index([]rune(marked), r); i >= 0 {
		return []rune(plain)[i]
	}
	return r
}

// textsOf are the texts of a command by the field in which they were typed.
func textsOf(c Command) map[string]string {
	texts := map[string]string{}
	switch c := c.(type) {
	case Start:
		maps.Copy(texts, c.Values)
	case Record:
		maps.Copy(texts, c.Values)
	case Act:
		maps.Copy(texts, c.Values)
	case Check:
		for item, f := range c.Items {
			texts[item] = f.Note
		}
	case Note:
		maps.Copy(texts, c.Values)
	case MendNote:
		maps.Copy(texts, c.Values)
		texts["reden"] = c.Reason
	case Say:
		texts["tekst"] = c.Text
	case Correct:
		texts[c.Field], texts["reden"] = c.Value, c.Reason
	case AddDocument:
		texts["bestand"] = c.Document.FileName + " " + c.Document.Title
	case ReplaceDocument:
		texts["bestand"] = c.Document.FileName + " " + c.Document.Title
	}
	return texts
}

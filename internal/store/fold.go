package store

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters are those that do not fall apart into a letter and a mark.
var letters = strings.NewReplacer("ß", "ss", "ø", "o", "æ", "ae", "œ", "oe", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "ħ", "h")

// Fold writes a text the way it is searched: lower case, without diacritics and
// punctuation, one space between words. An apostrophe vanishes, other signs
// part words.
func Fold(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range letters.Replace(strings.ToLower(norm.NFKD.String(s))) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || isApostrophe(r):
		default:
			gap = true
		}
	}
	return b.String()
}

func isApostrophe(r rune) bool { return strings.ContainsRune("'’‘`´ʼ", r) }

// wordsOf gives the different words by which texts are found. A number with
// signs in it is found by its parts and as a whole.
func wordsOf(texts ...string) []string {
	var out []string
	for _, text := range texts {
		for field := range strings.FieldsSeq(text) {
			parts := strings.Fields(Fold(field))
			out = append(out, parts...)
			if len(parts) > 1 && strings.ContainsFunc(field, unicode.IsDigit) {
				out = append(out, strings.Join(parts, ""))
			}
		}
	}
	return slices.Compact(slices.Sorted(slices.Values(out)))
}

// termsOf gives the words that somebody asks for. A number counts as one word
// whatever signs are in it.
func termsOf(question string) []string {
	var out []string
	for field := range strings.FieldsSeq(question) {
		parts := strings.Fields(Fold(field))
		if strings.ContainsFunc(field, unicode.IsDigit) {
			parts = []string{strings.Join(parts, "")}
		}
		out = append(out, parts...)
	}
	out = slices.DeleteFunc(out, func(s string) bool { return s == "" })
	return slices.Compact(slices.Sorted(slices.Values(out)))
}

package cases

import (
	"slices"
	"strings"
	"unicode"
)

// hits finds the words of a list in a text: whole words, whatever their capitals.
func hits(list []string, text string) []string {
	plain := " " + strings.Join(split(text), " ") + " "
	var found []string
	for _, word := range list {
		if strings.Contains(plain, " "+strings.Join(split(word), " ")+" ") && !slices.Contains(found, word) {
			found = append(found, word)
		}
	}
	return found
}

// split parts a text into its words, without signs.
func split(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

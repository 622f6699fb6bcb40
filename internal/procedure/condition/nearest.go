package condition

import (
	"fmt"
	"strings"
)

// meant is the hint for an unknown word: the known one that looks most like it,
// or all of them when they are few.
func meant(word string, known []string) string {
	best, found := len([]rune(word))/3+2, ""
	for _, k := range known {
		if d := distance(fold(word), fold(k), best); d < best {
			best, found = d, k
		}
	}
	if found != "" {
		return fmt.Sprintf("bedoelde u `%s`?", found)
	}
	return ""
}

func quotedList(words []string) string { return "`" + strings.Join(words, "`, `") + "`" }

// distance counts the letters to add, drop or change to go from a to b; it
// does not look further when that must be enough or more.
func distance(a, b []rune, enough int) int {
	if len(a)-len(b) >= enough || len(b)-len(a) >= enough {
		return enough
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range a {
		before := row[0]
		row[0] = i + 1
		for j, s := range b {
			change := before
			if r != s {
				change++
			}
			before = row[j+1]
			row[j+1] = min(change, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}

// show quotes a piece of the text in a sentence, without letting a page through.
func show(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > 60 {
		text = string(r[:60]) + "…"
	}
	return "`" + text + "`"
}

package app

import "strings"

// Capital begins a text with a capital letter.
func Capital(text string) string {
	for _, r := range text {
		first := string(r)
		return strings.ToUpper(first) + text[len(first):]
	}
	return text
}

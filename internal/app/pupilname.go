package app

import (
	"slices"
	"strings"

	"passend/internal/store"
)

// SetName gives a pupil a name in parts: sorted on the main part, found without
// diacritics and prefixes.
func (p *Pupil) SetName(first, prefix, main string) {
	p.FirstName, p.Name = first, strings.Join(strings.Fields(prefix+" "+main), " ")
	p.SortName, p.SearchName = sortName(first, prefix, main), store.Fold(p.FullName())
}

func sortName(first, prefix, main string) string {
	return strings.TrimSpace(store.Fold(main) + ", " + store.Fold(first) + " " + store.Fold(prefix))
}

// prefixes are words that stand before a Dutch family name without being the
// part on which it is sorted.
var prefixes = []string{"aan", "af", "al", "bij", "da", "de", "del", "den", "der", "des", "di", "dos", "du", "el", "en", "het", "in", "la", "le", "les",
	"of", "onder", "op", "over", "'s", "’s", "'t", "’t", "te", "ten", "ter", "thoe", "tot", "uit", "uijt", "van", "ver", "von", "voor", "zu", "zum", "zur"}

// NameParts gives the prefix and the main part of the family name.
func (p Pupil) NameParts() (prefix, main string) {
	words := strings.Fields(p.Name)
	for i := range words {
		prefix, main = strings.Join(words[:i], " "), strings.Join(words[i:], " ")
		if sortName(p.FirstName, prefix, main) == p.SortName {
			return prefix, main
		}
	}
	n := 0
	for n+1 < len(words) && slices.Contains(prefixes, strings.ToLower(words[n])) {
		n++
	}
	return strings.Join(words[:n], " "), strings.Join(words[n:], " ")
}

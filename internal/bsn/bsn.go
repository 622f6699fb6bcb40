package bsn

import (
	"slices"
	"strings"
)

// Sentence tells the reader that the number may not be recorded and what to do.
const Sentence = "Hier staat een burgerservicenummer (BSN) of onderwijsnummer. " +
	"Een samenwerkingsverband mag dat nummer niet vastleggen. " +
	"Haal het nummer weg en gebruik de naam, de geboortedatum en het leerlingnummer van de school."

// Question is for finds that are only [Maybe]: people must be able to go on when
// it is another number.
const Question = "Hier staat een getal dat een burgerservicenummer (BSN) of onderwijsnummer kan zijn. " +
	"Kijk het na. Is het zo’n nummer, haal het dan weg: een samenwerkingsverband mag het niet vastleggen."

// Certainty says how sure a find is.
type Certainty int

const (
	// Maybe is nine digits that pass but are written like another kind of
	// number too: in groups, glued to letters, or named as an invoice or phone.
	Maybe Certainty = iota + 1
	// Surely is nine digits in one piece that pass, or passing digits in any
	// writing right after a word such as BSN.
	Surely
)

// Span is the place of a find in the text, in bytes: text[Start:End].
type Span struct {
	Start, End int
	Certainty  Certainty
}

// Find returns every number in text that can be a BSN or onderwijsnummer, from
// left to right, without overlap. Digits inside a longer run of digits are not
// looked at.
func Find(text string) []Span {
	if !enough(text) {
		return nil
	}
	spans := labelled(text)
	for _, c := range chains(text) {
		for _, s := range c.find(text) {
			if !overlaps(spans, s) {
				spans = append(spans, s)
			}
		}
	}
	slices.SortFunc(spans, func(a, b Span) int { return a.Start - b.Start })
	return spans
}

// enough tells whether there are as many digits as the shortest find has: of most
// texts nothing more need be looked at.
func enough(text string) bool {
	n := 0
	for i := range len(text) {
		if isDigit(rune(text[i])) {
			n++
		}
	}
	return n >= 8
}

// In reports whether text holds a number that is surely a BSN or onderwijsnummer.
// It is what a field is refused on.
func In(text string) bool {
	return slices.ContainsFunc(Find(text), func(s Span) bool { return s.Certainty == Surely })
}

// Possibly reports whether text holds anything [Find] finds. It is what a warning
// is given on.
func Possibly(text string) bool { return len(Find(text)) > 0 }

// Mask replaces the digits of every find by dots, for text that has to be shown
// to say where the number stands.
func Mask(text string) string {
	var b strings.Builder
	at := 0
	for _, s := range Find(text) {
		b.WriteString(text[at:s.Start])
		for _, r := range text[s.Start:s.End] {
			if isDigit(r) {
				r = '•'
			}
			b.WriteRune(r)
		}
		at = s.End
	}
	b.WriteString(text[at:])
	return b.String()
}

// Valid reports whether digits are nine digits that pass the eleven-test of the
// BSN or that of the onderwijsnummer. The source of both is DUO's programme of
// requirements for the register of pupils.
func Valid(digits string) bool {
	if len(digits) != 9 || digits == "000000000" {
		return false
	}
	sum := 0
	for i := range 8 {
		if digits[i] < '0' || digits[i] > '9' {
			return false
		}
		sum += (9 - i) * int(digits[i]-'0')
	}
	last := int(digits[8]) - '0'
	if last < 0 || last > 9 {
		return false
	}
	isBSN := (sum-last)%11 == 0
	isOnderwijsnummer := sum%11 == last+5
	return isBSN || isOnderwijsnummer
}

func overlaps(spans []Span, s Span) bool {
	return slices.ContainsFunc(spans, func(o Span) bool { return s.Start < o.End && o.Start < s.End })
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

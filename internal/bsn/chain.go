package bsn

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// group is an unbroken run of digits; after is the separator that joins it to the
// next group of its chain, 0 for the last.
type group struct {
	start, end int
	after      rune
}

func (g group) len() int { return g.end - g.start }

// chain is digits with at most one separator between them: "1234.56.782".
type chain struct{ groups []group }

// joins reports whether r may stand between the digits of one number.
func joins(r rune) bool {
	return r == ' ' || r == '.' || r == '-' || unicode.Is(unicode.Zs, r)
}

func chains(text string) []chain {
	var all []chain
	for at := 0; at < len(text); {
		if !isDigit(rune(text[at])) {
			at++
			continue
		}
		c, end := readChain(text, at)
		all = append(all, c)
		at = end
	}
	return all
}

func readChain(text string, at int) (chain, int) {
	var c chain
	for {
		start := at
		for at < len(text) && isDigit(rune(text[at])) {
			at++
		}
		g := group{start: start, end: at}
		r, n := utf8.DecodeRuneInString(text[at:])
		if !joins(r) || at+n >= len(text) || !isDigit(rune(text[at+n])) {
			c.groups = append(c.groups, g)
			return c, at
		}
		g.after = r
		c.groups = append(c.groups, g)
		at += n
	}
}

// find looks for numbers in a chain that stands without a word for BSN.
func (c chain) find(text string) []Span {
	if c.isPhone(text) {
		return nil
	}
	var found []Span
	for i := 0; i < len(c.groups); i++ {
		if s, ok := c.single(text, i); ok {
			found = append(found, s)
			continue
		}
		if n, ok := c.grouped(text, i); ok {
			found = append(found, Span{c.groups[i].start, c.groups[i+n-1].end, Maybe})
			i += n - 1
		}
	}
	return found
}

// single judges one unbroken run of nine digits.
func (c chain) single(text string, i int) (Span, bool) {
	g := c.groups[i]
	if g.len() != 9 || !Valid(text[g.start:g.end]) || isVAT(text, g) {
		return Span{}, false
	}
	s := Span{g.start, g.end, Surely}
	glued := (i > 0 && c.groups[i-1].after == '-') || g.after == '-'
	if glued || touchesLetter(text, g) || otherNumber.MatchString(text[:c.groups[0].start]) {
		s.Certainty = Maybe
	}
	return s, true
}

// grouped judges nine digits spread over groups from i on; it returns how many
// groups they take. Inside a longer chain only the two usual writings count, for
// otherwise every row of figures would hold a number.
func (c chain) grouped(text string, i int) (int, bool) {
	var digits strings.Builder
	var shape []int
	sep := c.groups[i].after
	for n, g := range c.groups[i:] {
		digits.WriteString(text[g.start:g.end])
		shape = append(shape, g.len())
		if digits.Len() >= 9 {
			whole := i == 0 && n == len(c.groups)-1 && sep != '-'
			return n + 1, n > 0 && (whole || usual(shape)) && Valid(digits.String())
		}
		if g.after != sep {
			return 0, false
		}
	}
	return 0, false
}

// usual is the official writing 1234.56.789 and the common one 123.456.789.
func usual(shape []int) bool {
	if len(shape) != 3 || shape[2] != 3 {
		return false
	}
	return shape[0] == 4 && shape[1] == 2 || shape[0] == 3 && shape[1] == 3
}

// isPhone recognises +31 6…, 0031 6… and (0)6…, whose digits without the prefix
// are nine.
func (c chain) isPhone(text string) bool {
	before := text[:c.groups[0].start]
	first := text[c.groups[0].start:c.groups[0].end]
	return strings.HasSuffix(before, "+") || strings.HasSuffix(before, "(0)") || strings.HasSuffix(before, "(0) ") ||
		len(c.groups) > 1 && (first == "0031" || first == "0032" || first == "0049")
}

// otherNumber is a word right before the digits that names another kind of number.
var otherNumber = regexp.MustCompile(`(?i)(factuur|order|offerte|debiteur|klant|dossier|tel\.?|telefoon|mobiel|fax|rsin|btw|kvk|isbn|artikel|polis|referentie|kenmerk)[\pL-]*\.?[ \t]*[:#]?[ \t]*$`)

func touchesLetter(text string, g group) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:g.start])
	after, _ := utf8.DecodeRuneInString(text[g.end:])
	return unicode.IsLetter(before) || unicode.IsLetter(after)
}

// isVAT recognises NL123456782B01: the nine digits of a company pass the same test.
func isVAT(text string, g group) bool {
	return strings.HasSuffix(text[:g.start], "NL") && strings.HasPrefix(text[g.end:], "B")
}

// label is a word that says a BSN or onderwijsnummer follows. Names glued to
// others (leerlingBSN, bsn_moeder) count as well.
var label = regexp.MustCompile(`(?i)(bsn|burger[ -]?service[ -]?(nummer|nr)|pgn|persoonsgebonden[ -]?(nummer|nr)|onderwijs[ -]?(nummer|nr)|sofi[ -]?(nummer|nr))`)

// labelReach is how many bytes may stand between a label and the digits.
const labelReach = 30

// labelled finds passing digits right behind a label, in whatever writing. Eight
// digits count too: spreadsheets drop a leading zero.
func labelled(text string) []Span {
	var found []Span
	for _, m := range label.FindAllStringIndex(text, -1) {
		near := text[m[1]:min(len(text), m[1]+labelReach)]
		gap := strings.IndexFunc(near, isDigit)
		if gap < 0 {
			continue
		}
		c, _ := readChain(text, m[1]+gap)
		if s, ok := c.leading(text); ok && !overlaps(found, s) {
			found = append(found, s)
		}
	}
	return found
}

// leading judges the first nine digits of a chain, or its only eight.
func (c chain) leading(text string) (Span, bool) {
	start := c.groups[0].start
	digits := ""
	for i, g := range c.groups {
		digits += text[g.start:g.end]
		s := Span{start, g.end, Surely}
		if len(digits) == 9 {
			return s, Valid(digits)
		}
		if len(digits) == 8 && i == len(c.groups)-1 {
			return s, Valid("0" + digits)
		}
		if len(digits) > 9 {
			break
		}
	}
	return Span{}, false
}

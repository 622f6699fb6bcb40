package condition

import (
	"slices"
	"strings"
	"unicode"
)

// scanner walks through the characters of a condition. There are no fixed
// tokens: which words form a name depends on the names that are known.
type scanner struct {
	src, low []rune
	at       int
	*Index
}

// Index finds names in a text. Making it takes longer than reading a condition,
// so that who reads many against the same names makes it once: see [Indexed].
type Index struct {
	names map[rune][]knownName // by first letter, longest first
	all   []string
}

// Indexed are Symbols that keep their Index.
type Indexed interface {
	Symbols
	Index() *Index
}

type knownName struct {
	folded []rune
	symbol Symbol
}

// NewIndex makes the index of all names of s.
func NewIndex(s Symbols) *Index {
	x := &Index{names: map[rune][]knownName{}, all: s.Names()}
	for _, n := range x.all {
		symbol, ok := s.Lookup(n)
		folded := fold(strings.Join(strings.Fields(n), " "))
		if ok && len(folded) > 0 {
			x.names[folded[0]] = append(x.names[folded[0]], knownName{folded, symbol})
		}
	}
	for _, list := range x.names {
		slices.SortStableFunc(list, func(a, b knownName) int { return len(b.folded) - len(a.folded) })
	}
	return x
}

func newScanner(source string, s Symbols) *scanner {
	sc := &scanner{src: []rune(source), low: fold(source)}
	if known, ok := s.(Indexed); ok {
		sc.Index = known.Index()
	} else {
		sc.Index = NewIndex(s)
	}
	return sc
}

// fold makes capitals small one by one, so that places stay the same.
func fold(text string) []rune {
	runes := []rune(text)
	for i, r := range runes {
		runes[i] = unicode.ToLower(r)
	}
	return runes
}

func (s *scanner) space() {
	for s.at < len(s.src) && unicode.IsSpace(s.src[s.at]) {
		s.at++
	}
}

// peek gives the next character that is not space, 0 at the end.
func (s *scanner) peek() rune {
	s.space()
	if s.at >= len(s.src) {
		return 0
	}
	return s.src[s.at]
}

func (s *scanner) ended() bool { return s.peek() == 0 && s.at >= len(s.src) }

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

// boundary tells whether a word that ends before place at really ends there:
// `opp` does not end inside `opp-datum` or `advies.oordeel`.
func (s *scanner) boundary(at int) bool {
	if at >= len(s.low) || !wordRune(s.low[at-1]) {
		return true
	}
	r := s.low[at]
	joined := strings.ContainsRune("-.'’", r) && at+1 < len(s.low) && wordRune(s.low[at+1])
	return !wordRune(r) && !joined && !unicode.Is(unicode.Mn, r)
}

// end tells where a text ends when it stands at the present place; a space in
// it fits any white space.
func (s *scanner) end(text []rune) (int, bool) {
	at := s.at
	for _, r := range text {
		if r == ' ' {
			from := at
			for at < len(s.low) && unicode.IsSpace(s.low[at]) {
				at++
			}
			if at == from {
				return 0, false
			}
			continue
		}
		if at >= len(s.low) || s.low[at] != r {
			return 0, false
		}
		at++
	}
	return at, s.boundary(at)
}

// take reads one of the phrases when it stands here.
func (s *scanner) take(phrases ...string) bool {
	s.space()
	for _, p := range phrases {
		if end, ok := s.end([]rune(p)); ok {
			s.at = end
			return true
		}
	}
	return false
}

// sees tells whether one of the phrases stands here, without reading it.
func (s *scanner) sees(phrases ...string) bool {
	at := s.at
	defer func() { s.at = at }()
	return s.take(phrases...)
}

// name reads the longest known name that stands here.
func (s *scanner) name() (Symbol, bool) {
	s.space()
	if s.at >= len(s.low) {
		return Symbol{}, false
	}
	for _, n := range s.names[s.low[s.at]] {
		if end, ok := s.end(n.folded); ok {
			s.at = end
			return n.symbol, true
		}
	}
	return Symbol{}, false
}

// known tells whether a whole text is a name.
func (s *scanner) known(text string) (Symbol, bool) {
	for _, n := range s.names[append(fold(text), 0)[0]] {
		if string(n.folded) == string(fold(text)) {
			return n.symbol, true
		}
	}
	return Symbol{}, false
}

func (s *scanner) seesName() bool {
	at := s.at
	defer func() { s.at = at }()
	_, ok := s.name()
	return ok
}

// choice reads the longest of the choices that stands here.
func (s *scanner) choice(choices []string) (string, bool) {
	s.space()
	best, found := s.at, ""
	for _, c := range choices {
		if end, ok := s.end(fold(strings.Join(strings.Fields(c), " "))); ok && end > best {
			best, found = end, c
		}
	}
	s.at = best
	return found, found != ""
}

var closings = map[rune]rune{'"': '"', '“': '”', '„': '”'}

// quoted reads a text between quotes; a doubled quote is a quote in it.
func (s *scanner) quoted() (string, bool) {
	closing := closings[s.src[s.at]]
	var text []rune
	for i := s.at + 1; i < len(s.src); i++ {
		switch {
		case s.src[i] != closing:
			text = append(text, s.src[i])
		case i+1 < len(s.src) && s.src[i+1] == closing:
			text = append(text, closing)
			i++
		default:
			s.at = i + 1
			return string(text), true
		}
	}
	s.at = len(s.src)
	return string(text), false
}

// stops are the words at which an unknown name is taken to end.
var stops = []string{"en", "of", "is", "in", "niet in", "bevat", "plus", "maal", "gedeeld door"}

// unknown reads what cannot be a known name: up to a word of the language.
func (s *scanner) unknown(more ...string) string {
	s.space()
	from := s.at
	for s.at < len(s.src) {
		r := s.src[s.at]
		fresh := s.at == 0 || unicode.IsSpace(s.src[s.at-1])
		if strings.ContainsRune("(),;[]\"“", r) || fresh && s.at > from && (s.sees(stops...) || s.sees(more...) || s.seesOperator()) {
			break
		}
		s.at++
	}
	return strings.TrimSpace(string(s.src[from:s.at]))
}

// skip goes on to the next `en`, `of`, or closing bracket of the same depth.
func (s *scanner) skip() {
	depth := 0
	for s.at < len(s.src) {
		switch s.src[s.at] {
		case '(':
			depth++
		case ')':
			depth--
		case '"', '“', '„':
			s.quoted()
			continue
		}
		fresh := s.at == 0 || !wordRune(s.src[s.at-1])
		if depth < 0 || depth == 0 && fresh && s.sees("en", "of") {
			return
		}
		s.at++
	}
}

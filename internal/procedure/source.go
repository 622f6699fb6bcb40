package procedure

import (
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// maxSource is the longest text that is read; a procedure is some 50 kB.
const maxSource = 2 << 20

// source is one YAML file: its lines, and the faults found in it so far.
type source struct {
	file   string
	lines  []string
	faults *[]Fault
	places map[*string]Pos // where each text of the model was written
}

func newSource(file, text string, faults *[]Fault, places map[*string]Pos) *source {
	return &source{file, strings.Split(text, "\n"), faults, places}
}

func (s *source) fault(at Pos, what, expected, hint string) {
	*s.faults = append(*s.faults, Fault{Pos: at, What: what, Expected: expected, Hint: hint})
}

func (s *source) pos(n *yaml.Node) Pos { return Pos{s.file, n.Line, n.Column} }

var yamlLine = regexp.MustCompile(`line (\d+)`)

// parse reads the text as one YAML document; nil when that cannot be done.
func (s *source) parse(text string) (root *yaml.Node) {
	if len(text) > maxSource || !utf8.ValidString(text) {
		s.fault(Pos{s.file, 1, 1}, "dit bestand is te groot of geen leesbare tekst", "een tekst in UTF-8 van hoogstens 2 MB", "")
		return nil
	}
	// The parser of the library still has paths that panic on broken text.
	defer func() {
		if recover() != nil {
			root = nil
			s.fault(Pos{s.file, 1, 1}, "dit bestand is niet te lezen", "geldige YAML", "kijk of de regels goed inspringen")
		}
	}()
	reader := yaml.NewDecoder(strings.NewReader(text))
	var document, second yaml.Node
	if err := reader.Decode(&document); err != nil {
		s.unreadable(err)
		return nil
	}
	if err := reader.Decode(&second); err == nil {
		s.fault(s.pos(&second), "na `---` begint een tweede tekst", "één tekst per bestand", "haal `---` en wat daarna komt weg")
	} else if !errors.Is(err, io.EOF) {
		s.unreadable(err)
		return nil
	}
	if len(document.Content) == 0 {
		return nil
	}
	return document.Content[0]
}

// unreadable tells in Dutch what the YAML library tells in English.
func (s *source) unreadable(err error) {
	if errors.Is(err, io.EOF) {
		s.fault(Pos{s.file, 1, 1}, "dit bestand is leeg", "een tekst met woorden en waarden", "")
		return
	}
	line := 1
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ = strconv.Atoi(m[1])
	}
	hint := "kijk of de regels goed inspringen (met spaties) en of elke `:` een spatie achter zich heeft; zet tekst met `: ` of `#` tussen aanhalingstekens"
	for part, sentence := range yamlSentences {
		if strings.Contains(err.Error(), part) {
			hint = sentence
		}
	}
	s.fault(Pos{s.file, line, 1}, "deze regel is niet te lezen", "geldige YAML", hint)
}

var yamlSentences = map[string]string{
	"mapping values are not allowed": "er staat nog een `:` in deze tekst; zet de tekst tussen aanhalingstekens",
	"found character that cannot":    "gebruik spaties om in te springen, geen tabs; zet een tekst die met @, ` of % begint tussen aanhalingstekens",
	"unknown anchor":                 "verwijzingen met `*` kunnen hier niet; schrijf de tekst uit, of zet hem tussen aanhalingstekens",
	"unexpected end of stream":       "er sluit een aanhalingsteken, `[` of `{` niet",
	"did not find expected ',' or":   "er ontbreekt een komma, of een `]` of `}` sluit niet; zet een vraag met `?` binnen `{ }` tussen aanhalingstekens",
}

// show quotes a value in a sentence, without letting a whole page through.
func show(value string) string {
	value = strings.Join(strings.Fields(value), " ")
	if r := []rune(value); len(r) > 60 {
		value = string(r[:60]) + "…"
	}
	return "`" + value + "`"
}

// start is the place of the first character of a text, after its quote or, for
// a block (`|`, `>`), on the next line that is not empty.
func (s *source) start(n *yaml.Node) Pos {
	at := s.pos(n)
	switch n.Style &^ yaml.TaggedStyle {
	case yaml.DoubleQuotedStyle, yaml.SingleQuotedStyle:
		at.Column++
	case yaml.LiteralStyle, yaml.FoldedStyle:
		for at.Line < len(s.lines) {
			at.Line++
			line := s.lines[at.Line-1]
			if t := strings.TrimLeftFunc(line, unicode.IsSpace); t != "" {
				at.Column = utf8.RuneCountInString(line) - utf8.RuneCountInString(t) + 1
				break
			}
		}
	}
	return at
}

// within gives the place in the file of the column-th character of a text that
// starts at a place and may run over several lines.
func (s *source) within(at Pos, text string, column int) Pos {
	line, col := at.Line, at.Column-1
	for i, r := range []rune(text) {
		if line, col = s.skip(line, col, r); i >= column-1 {
			break
		}
		col++
	}
	return Pos{s.file, line, col + 1}
}

// skip walks past what YAML folded away: line ends and indentation, until the
// character that is sought. Text that cannot be followed stays where it is.
func (s *source) skip(line, col int, want rune) (int, int) {
	for l, c := line, col; l <= len(s.lines); l, c = l+1, 0 {
		runes := []rune(s.lines[l-1])
		for ; c < len(runes); c++ {
			if runes[c] == want {
				return l, c
			}
			if !unicode.IsSpace(runes[c]) {
				return line, col
			}
		}
		if unicode.IsSpace(want) {
			return line, col
		}
	}
	return line, col
}

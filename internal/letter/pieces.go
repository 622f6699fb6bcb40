package letter

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Marks around the number of a placeholder or part while Markdown is read. The
// characters have no meaning anywhere, and a template may not hold them.
const (
	markData = '\uE000'
	markPart = '\uE001'
	markEnd  = '\uE002'
)

func isMark(r rune) bool { return r >= markData && r <= markEnd }

// pieces splits a line, or the end of one, in literal text and placeholders.
func (p *reading) pieces(text string) line {
	var out line
	whole := p.lines[p.at]
	before := whole[:max(0, strings.Index(whole, text))]
	column := func(i int) int { return utf8.RuneCountInString(before) + utf8.RuneCountInString(text[:i]) + 1 }
	literal := func(s string) {
		if s != "" {
			out = append(out, piece{literal: p.literal(s)})
		}
	}
	start := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '}':
			p.fault(column(i), "een } zonder {", `schrijf \} voor een gewone accolade`)
		case '{':
			literal(text[start:i])
			i += p.placeholder(&out, text[i:], column(i))
			start = i + 1
		}
	}
	if start < len(text) {
		literal(text[start:])
	}
	return out
}

// literal drops the characters that only this package may use.
func (p *reading) literal(text string) string {
	if strings.ContainsFunc(text, isMark) {
		p.fault(1, "de regel heeft een teken dat niet te drukken is", "typ de regel opnieuw")
	}
	return strings.Map(func(r rune) rune {
		if isMark(r) {
			return -1
		}
		return r
	}, printable(text))
}

// placeholder reads {naam} at the start of text and gives the index of its last
// byte.
func (p *reading) placeholder(out *line, text string, col int) int {
	end := strings.IndexAny(text[1:], "{}") + 1
	if end == 0 || text[end] == '{' {
		p.braces(text, col)
		return max(end-1, 0)
	}
	name := strings.Join(strings.Fields(text[1:end]), " ")
	if what, hint := p.nameFault(name); what != "" {
		p.fault(col, what, hint)
		return end
	}
	p.use(UsesText, name, col)
	*out = append(*out, piece{name: name})
	return end
}

func (p *reading) braces(text string, col int) {
	if strings.HasPrefix(text, "{{") {
		p.fault(col, "een blok tussen {{ en }} hoort op een eigen regel", "zet het alleen op een regel")
		return
	}
	p.fault(col, "een { zonder }", `sluit de naam met }, of schrijf \{ voor een gewone accolade`)
}

func (p *reading) nameFault(name string) (what, hint string) {
	word, _, _ := strings.Cut(name, ":")
	switch strings.TrimSpace(word) {
	case "":
		return "tussen { en } staat geen naam", `schrijf {naam van feit}, of \{ voor een gewone accolade`
	case "als", "anders", "einde", "voor elke":
		return "{" + name + "} hoort op een eigen regel", "zet het alleen op een regel"
	}
	odd := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) && !strings.ContainsRune(" -_'’.,/()", r)
	}
	if strings.ContainsFunc(name, odd) {
		return "dit is geen naam van een feit: {" + name + "}", "een naam heeft alleen letters, cijfers, spaties en streepjes"
	}
	return "", ""
}

// markup is an HTML tag or comment, not a web or mail address between < and >.
var markup = regexp.MustCompile(`</?[a-zA-Z][a-zA-Z0-9]*(\s[^<>]*)?/?>|<!--`)

// unfit finds Markdown that cannot stand in a letter.
func (p *reading) unfit(text string, col int) {
	rule := strings.Trim(text, "-") == "" || strings.Trim(text, "*") == "" || strings.Trim(text, "=") == ""
	switch {
	case markup.MatchString(text):
		p.fault(utf8.RuneCountInString(text[:markup.FindStringIndex(text)[0]])+col, "HTML kan niet in een brief", "gebruik koppen, alinea's, lijsten, tabellen, vet en cursief")
	case strings.HasPrefix(text, "```"), strings.HasPrefix(text, "~~~"), strings.HasPrefix(text, "> "):
		p.fault(col, "een citaat of codeblok kan niet in een brief", "maak er een gewone alinea van")
	case len(text) > 2 && rule:
		p.fault(col, "een streep kan niet in een brief", "gebruik een kop: ## Kop")
	case strings.Contains(text, "!["):
		p.fault(utf8.RuneCountInString(text[:strings.Index(text, "![")])+col, "een afbeelding kan niet in een brief", "schrijf in woorden wat de lezer moet weten")
	}
}

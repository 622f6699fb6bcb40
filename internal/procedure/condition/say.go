package condition

import "strings"

// speaker says nodes. A text can be ambiguous (a name may begin with `niet`, a
// choice too); then choices are quoted and, if that is not enough, names stand
// in brackets.
type speaker struct {
	quotes, brackets bool
}

func plain(n node) string { return n.say(&speaker{}) }

func strict(n node) string { return n.say(&speaker{true, true}) }

// sayAgain gives the plainest text that reads back as the same.
func sayAgain(n node, s Symbols) string {
	for _, sp := range []*speaker{{}, {quotes: true}} {
		text := n.say(sp)
		p := &parser{scanner: newScanner(text, s)}
		if back := p.logic(); len(p.faults) == 0 && p.ended() && strict(back) == strict(n) {
			return text
		}
	}
	return strict(n)
}

// inside says a node, in brackets when it holds together less than needed.
func (s *speaker) inside(n node, needed level) string {
	if n.level() < needed {
		return "(" + n.say(s) + ")"
	}
	return n.say(s)
}

func (broken) level() level     { return atomLevel }
func (literal) level() level    { return atomLevel }
func (name) level() level       { return atomLevel }
func (not) level() level        { return notLevel }
func (comparison) level() level { return compareLevel }
func (member) level() level     { return compareLevel }
func (contains) level() level   { return compareLevel }
func (filled) level() level     { return compareLevel }

func (l logic) level() level {
	if l.word == "of" {
		return ofLevel
	}
	return enLevel
}

func (a arithmetic) level() level {
	if a.op == '+' || a.op == '-' {
		return sumLevel
	}
	return productLevel
}

func (broken) say(*speaker) string { return "…" }

func (l literal) say(s *speaker) string {
	text := l.value.String()
	switch {
	case l.value.kind == Text, l.value.kind == Choice && s.quotes:
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}

func (n name) say(s *speaker) string {
	if s.brackets {
		return "(" + n.symbol.Name + ")"
	}
	return n.symbol.Name
}

func (n not) say(s *speaker) string {
	if n.x.level() == compareLevel {
		return n.word + " (" + n.x.say(s) + ")"
	}
	return n.word + " " + s.inside(n.x, notLevel)
}

// say puts brackets around every part that is itself `en` or `of`, because the
// two may not be mixed without.
func (l logic) say(s *speaker) string {
	var parts []string
	for _, p := range l.parts {
		parts = append(parts, s.inside(p, notLevel))
	}
	return strings.Join(parts, " "+l.word+" ")
}

func (c comparison) say(s *speaker) string {
	word := ""
	switch c.op {
	case equal:
		word = " is "
	case notEqual:
		word = " is niet "
	default:
		word = " is " + sayOperator(c.op, c.left.typ() == Date) + " "
	}
	return s.inside(c.left, sumLevel) + word + s.inside(c.right, sumLevel)
}

func (m member) say(s *speaker) string {
	word := " is een van "
	if m.not {
		word = " is geen van "
	}
	if m.set != nil {
		return s.inside(m.x, sumLevel) + word + m.set.(name).symbol.Name
	}
	return s.inside(m.x, sumLevel) + word + s.list(m.items)
}

func (s *speaker) list(items []node) string {
	var words []string
	for _, i := range items {
		words = append(words, s.inside(i, sumLevel))
	}
	return "(" + strings.Join(words, ", ") + ")"
}

func (c contains) say(s *speaker) string {
	word := " bevat "
	if c.not {
		word = " bevat niet "
	}
	if len(c.items) == 1 {
		return s.inside(c.x, sumLevel) + word + s.inside(c.items[0], sumLevel)
	}
	return s.inside(c.x, sumLevel) + word + "een van " + s.list(c.items)
}

func (f filled) say(s *speaker) string {
	if f.not {
		return f.of.say(s) + " is niet ingevuld"
	}
	return f.of.say(s) + " is ingevuld"
}

var spokenSigns = map[rune]string{'+': " plus ", '-': " min ", '×': " × ", '/': " / "}

func (a arithmetic) say(s *speaker) string {
	own := a.level()
	return s.inside(a.left, own) + spokenSigns[a.op] + s.inside(a.right, own+1)
}

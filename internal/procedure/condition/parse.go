package condition

import "strings"

// Bounds on what is read, so that a hostile text cannot fill stack or memory.
const (
	maxSource = 4000
	maxDepth  = 40
	maxFaults = 20
)

type parser struct {
	*scanner
	faults []Fault
	depth  int
	last   node // left side of the comparison just read, for `en hoogstens 200`
	// listing: inside `ten minste 2 van […]`, where a comma ends a condition.
	listing bool
}

// Parse reads a condition against the names that it may use. With faults, the
// expression is nil.
func Parse(source string, s Symbols) (*Expr, []Fault) {
	if runes := len([]rune(source)); runes > maxSource {
		return nil, []Fault{{1, "deze voorwaarde is te lang", "hoogstens 4000 tekens", "deel haar op in een tabel"}}
	}
	p := &parser{scanner: newScanner(source, s)}
	if p.ended() {
		return nil, []Fault{{1, "hier staat geen voorwaarde", "een voorwaarde", ""}}
	}
	root := p.logic()
	for !p.ended() {
		p.stray()
	}
	if len(p.faults) > 0 {
		return nil, p.faults
	}
	return newExpr(root, s), nil
}

func (p *parser) fault(at int, what, expected, hint string) {
	if len(p.faults) < maxFaults {
		p.faults = append(p.faults, Fault{at + 1, what, expected, hint})
	}
}

// stray reads past a bracket that closes nothing, and what follows it.
func (p *parser) stray() {
	p.fault(p.at, "deze `)` sluit niets", "", "haal haar weg, of zet er een `(` bij")
	p.at++
	p.leftovers(p.at)
	if p.connective() != "" {
		p.logic()
	}
}

// deeper guards the depth of brackets and `niet`.
func (p *parser) deeper() bool {
	p.depth++
	if p.depth <= maxDepth {
		return true
	}
	if p.depth == maxDepth+1 {
		p.fault(p.at, "hier staan te veel haakjes of `niet` in elkaar", "", "deel de voorwaarde op")
	}
	p.at = len(p.src)
	return false
}

// logic reads operands with `en` or with `of` between them.
func (p *parser) logic() node {
	p.last = nil
	p.space()
	start := p.at
	parts := []node{p.operand("")}
	word, mixed := "", false
	for {
		p.space()
		at := p.at
		next := p.connective()
		if next == "" {
			break
		}
		if word == "" {
			word = next
			p.wantTruth(parts[0], start, nil)
		}
		if next != word && !mixed {
			mixed = true
			p.fault(at, "`en` en `of` staan door elkaar", "haakjes", "`a en (b of c)` is iets anders dan `(a en b) of c`; zet haakjes om wat bij elkaar hoort")
		}
		p.space()
		at = p.at
		part := p.operand(next)
		p.wantTruth(part, at, parts[len(parts)-1])
		parts = append(parts, part)
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return logic{word, parts}
}

func (p *parser) connective() string {
	for _, word := range []string{"en", "of"} {
		if p.take(word) {
			return word
		}
	}
	return ""
}

// operand reads one part of `en` and `of`, and reports what stands after it
// that belongs to nothing.
func (p *parser) operand(after string) node {
	p.space()
	from := p.at
	if after == "of" && p.listed() {
		return broken{}
	}
	n := p.negation(after != "")
	if p.leftovers(from) {
		return broken{}
	}
	return n
}

// listed finds `is so of vso`, which many people write for `in (so, vso)`.
func (p *parser) listed() bool {
	from := p.at
	if p.last == nil || p.seesName() {
		return false
	}
	c, ok := p.choice(choicesOf(p.last))
	if ok {
		p.fault(from, show(c)+" is geen voorwaarde", "een voorwaarde", "schrijf "+show(plain(p.last)+" in (…, "+c+")"))
	}
	return ok
}

func (p *parser) wantTruth(n node, at int, before node) {
	if n.typ() == Truth || isBroken(n) {
		return
	}
	hint := "vergelijk het met iets: `… is …`, `… is ingevuld`"
	if c, ok := before.(comparison); ok && c.op == equal {
		hint = "schrijf " + show(plain(c.left)+" in ("+plain(c.right)+", "+plain(n)+")")
	}
	p.fault(at, show(plain(n))+" is geen vraag met ja of nee als antwoord", "een voorwaarde", hint)
}

// leftovers reports text between an operand and the next `en`, `of` or bracket,
// and tells whether there was any.
func (p *parser) leftovers(from int) bool {
	r := p.peek()
	if r == 0 || r == ')' || p.sees("en", "of") || p.listing && (r == ',' || r == ';' || r == ']') {
		return false
	}
	at := p.at
	sign, hint, known := p.foreign()
	p.skip()
	text := strings.TrimSpace(string(p.src[at:p.at]))
	switch {
	case known:
		p.fault(at, show(sign)+" kent deze taal niet", "", hint)
		if sign == "tussen" && p.take("en") {
			p.skip()
		}
	case r == ',' || r == ';':
		p.fault(at, "een komma kan hier niet", "`en` of `of`", "een lijst staat tussen haakjes: `in (a, b)`")
	default:
		p.fault(at, "na deze voorwaarde staat nog "+show(text), "`en`, `of` of het einde", p.belongs(text, string(p.src[from:p.at])))
	}
	return true
}

// belongs is the hint for words too many: they end a longer name, or begin a
// next condition.
func (p *parser) belongs(rest, whole string) string {
	if _, known := p.known(rest); known {
		return "zet er `en` of `of` tussen"
	}
	if hint := meant(whole, p.all); hint != "" {
		return hint
	}
	return meant(rest, p.all)
}

func (p *parser) negation(goesOn bool) node {
	p.space()
	at := p.at
	if p.seesName() {
		return p.comparison(goesOn)
	}
	if n, ok := p.counting(); ok {
		return n
	}
	for _, word := range []string{"niet", "geen"} {
		if goesOn && p.last != nil && (p.sees("niet in") || word == "niet" && p.seesNegatedOperator()) {
			break
		}
		if p.take(word) {
			return p.negated(word, at)
		}
	}
	return p.comparison(goesOn)
}

func (p *parser) seesNegatedOperator() bool {
	at := p.at
	defer func() { p.at = at }()
	return p.take("niet") && p.seesOperator()
}

func (p *parser) negated(word string, at int) node {
	defer func() { p.depth-- }()
	if !p.deeper() {
		return broken{}
	}
	p.space()
	from := p.at
	x := p.negation(false)
	if isBroken(x) {
		return x
	}
	if x.typ() != Truth {
		hint := "vergelijk het met iets: `… is …`"
		if _, ok := x.(name); ok {
			hint = "schrijf " + show(plain(x)+" is niet ingevuld")
		}
		p.fault(from, show(plain(x))+" is geen vraag met ja of nee als antwoord", "een voorwaarde", hint)
	}
	return not{word, x}
}

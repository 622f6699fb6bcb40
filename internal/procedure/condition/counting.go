package condition

import (
	"slices"
	"strconv"
	"strings"
)

// counting is `ten minste 2 van [a, b, c]`: how many of the parts hold.
type counting struct {
	op    operator // atLeast, atMost or equal
	n     int
	parts []node
}

// countWords are the words with which a count begins; the first of each meaning
// is the one Say uses.
var countWords = []struct {
	words string
	op    operator
}{
	{"ten minste", atLeast}, {"tenminste", atLeast}, {"minstens", atLeast}, {"minimaal", atLeast},
	{"hoogstens", atMost}, {"ten hoogste", atMost}, {"maximaal", atMost},
	{"precies", equal},
}

// maxCount is the longest list of which is counted how many hold.
const maxCount = 20

// counting reads a count when one stands here: words, a number, `van` and `[`.
func (p *parser) counting() (node, bool) {
	p.space()
	from := p.at
	for _, w := range countWords {
		if p.take(w.words) {
			if n, ok := p.countOf(); ok {
				return p.counted(w.op, n, from), true
			}
		}
		p.at = from
	}
	return nil, false
}

// countOf reads `2 van [`.
func (p *parser) countOf() (int, bool) {
	p.space()
	from := p.at
	for p.at < len(p.src) && p.at-from < 3 && p.src[p.at] >= '0' && p.src[p.at] <= '9' {
		p.at++
	}
	n, err := strconv.Atoi(string(p.src[from:p.at]))
	if err != nil || !p.take("van") || p.peek() != '[' {
		return 0, false
	}
	p.at++
	return n, true
}

func (p *parser) counted(op operator, n, from int) node {
	defer func(before bool) { p.listing, p.last = before, nil; p.depth-- }(p.listing)
	if !p.deeper() {
		return broken{}
	}
	p.listing = true
	var parts []node
	whole := true
	for {
		p.space()
		at := p.at
		part := p.logic()
		p.wantTruth(part, at, nil)
		whole = whole && part.typ() == Truth
		parts = append(parts, part)
		if r := p.peek(); r == ',' || r == ';' {
			p.at++
			continue
		}
		break
	}
	if p.peek() != ']' {
		p.fault(from, "deze lijst sluit niet", "`]`", "scheid de voorwaarden met komma's en sluit met `]`")
		p.at = len(p.src)
		return broken{}
	}
	p.at++
	switch {
	case len(parts) > maxCount:
		p.fault(from, "deze lijst is te lang", "hoogstens "+strconv.Itoa(maxCount)+" voorwaarden", "")
	case n > len(parts):
		p.fault(from, "er staan minder dan "+strconv.Itoa(n)+" voorwaarden in de lijst", "", "tel de voorwaarden tussen `[` en `]`")
	case whole:
		return counting{op, n, parts}
	}
	return broken{}
}

func (counting) typ() Type          { return Truth }
func (counting) level() level       { return compareLevel }
func (c counting) children() []node { return c.parts }

func (c counting) say(s *speaker) string {
	word := ""
	for _, w := range slices.Backward(countWords) {
		if w.op == c.op {
			word = w.words
		}
	}
	var parts []string
	for _, p := range c.parts {
		parts = append(parts, s.inside(p, notLevel))
	}
	return word + " " + strconv.Itoa(c.n) + " van [" + strings.Join(parts, ", ") + "]"
}

// eval is known as soon as the parts that are known decide, whatever the others
// turn out to be.
func (c counting) eval(r *run) outcome {
	var yes, no, unknown outcome
	nYes, nUnknown := 0, 0
	for _, part := range c.parts {
		o := part.eval(r)
		switch {
		case !o.known:
			nUnknown++
			unknown.missing = union(unknown.missing, o.missing)
			unknown.grounds = union(unknown.grounds, o.grounds)
		case o.value.IsTrue():
			nYes++
			yes.grounds = union(yes.grounds, o.grounds)
		default:
			no.grounds = union(no.grounds, o.grounds)
		}
	}
	enough, tooMany := nYes >= c.n, nYes > c.n
	cannot, mayNot := nYes+nUnknown < c.n, nYes+nUnknown <= c.n
	all := union(slices.Clone(yes.grounds), no.grounds)
	switch {
	case c.op == atLeast && enough, c.op == atMost && tooMany, c.op == equal && tooMany:
		return outcome{value: Bool(c.op == atLeast), known: true, grounds: yes.grounds}
	case c.op == atLeast && cannot, c.op == equal && cannot:
		return outcome{value: Bool(false), known: true, grounds: all}
	case c.op == atMost && mayNot, nUnknown == 0:
		return outcome{value: Bool(true), known: true, grounds: all}
	}
	return outcome{value: Bool(false), grounds: union(all, unknown.grounds), missing: unknown.missing}
}

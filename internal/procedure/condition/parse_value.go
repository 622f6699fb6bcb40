package condition

import (
	"regexp"
	"strings"
	"unicode"

	"passend/internal/civil"
)

func (p *parser) sum() node {
	left := p.product()
	for {
		p.space()
		at := p.at
		op := p.sign(map[rune]string{'+': "+", '-': "-−–"}, map[string]rune{"plus": '+', "min": '-'})
		if op == 0 {
			return left
		}
		left = p.calculate(op, left, p.product(), at)
	}
}

func (p *parser) product() node {
	left := p.factor()
	for {
		p.space()
		at := p.at
		op := p.sign(map[rune]string{'×': "×*·", '/': "/÷:"}, map[string]rune{"maal": '×', "keer": '×', "gedeeld door": '/'})
		if op == 0 {
			return left
		}
		left = p.calculate(op, left, p.factor(), at)
	}
}

func (p *parser) sign(signs map[rune]string, words map[string]rune) rune {
	r := p.peek()
	for op, all := range signs {
		if r != 0 && strings.ContainsRune(all, r) {
			p.at++
			return op
		}
	}
	for word, op := range words {
		if p.take(word) {
			return op
		}
	}
	return 0
}

// results tells what each calculation gives; what is not in it cannot be done.
var results = map[rune]map[[2]Type]Type{
	'+': {{Number, Number}: Number, {Money, Money}: Money, {Date, Length}: Date},
	'-': {{Number, Number}: Number, {Money, Money}: Money, {Date, Length}: Date, {Date, Date}: Number},
	'×': {{Number, Number}: Number, {Money, Number}: Money, {Number, Money}: Money},
	'/': {{Number, Number}: Number, {Money, Number}: Money, {Money, Money}: Number},
}

var signWords = map[rune]string{'+': "optellen", '-': "aftrekken", '×': "vermenigvuldigen", '/': "delen"}

func (p *parser) calculate(op rune, left, right node, at int) node {
	if isBroken(left) || isBroken(right) {
		return broken{}
	}
	kind, ok := results[op][[2]Type{left.typ(), right.typ()}]
	if !ok {
		hint := ""
		if left.typ() == Date && right.typ() == Number {
			hint = "schrijf er een eenheid bij, zoals `" + plain(right) + " dagen`"
		}
		p.fault(at, "met "+left.typ().phrase()+" en "+right.typ().phrase()+" valt niet te "+strings.Replace(signWords[op], "optellen", "rekenen", 1), "getallen, bedragen, of een dag en een duur", hint)
		return broken{}
	}
	if l, ok := right.(literal); ok && op == '/' && l.value.num.Sign() == 0 {
		p.fault(at, "delen door nul kan niet", "", "")
		return broken{}
	}
	return arithmetic{op, left, right, kind}
}

func (p *parser) factor() node {
	p.space()
	from := p.at
	r := p.peek()
	if r == '(' {
		return p.brackets(from)
	}
	if symbol, ok := p.name(); ok {
		return name{symbol}
	}
	switch {
	case closings[r] != 0:
		text, ok := p.quoted()
		if !ok {
			p.fault(from, "deze tekst sluit niet", "een `\"` aan het eind", "")
			return broken{}
		}
		return literal{TextValue(text)}
	case p.take("ja"):
		return literal{Bool(true)}
	case p.take("nee"):
		return literal{Bool(false)}
	}
	if n := p.number(); n != nil {
		return n
	}
	if p.take("de", "het", "een") && p.seesName() {
		return p.factor()
	}
	p.at = from
	return p.nothing(from)
}

func (p *parser) brackets(from int) node {
	defer func(listing bool) { p.depth--; p.last, p.listing = nil, listing }(p.listing)
	if !p.deeper() {
		return broken{}
	}
	p.at++
	p.listing = false
	x := p.logic()
	if p.peek() != ')' {
		if p.depth <= maxDepth && p.ended() {
			p.fault(from, "deze `(` sluit niet", "`)`", "")
		}
		return broken{}
	}
	p.at++
	return x
}

// nothing reports a word that is no name and no value.
func (p *parser) nothing(from int) node {
	if p.ended() {
		p.fault(p.at, "hier ontbreekt iets", "een gegeven of een waarde", "")
		return broken{}
	}
	for _, word := range []string{"en", "of", "is"} {
		if p.sees(word) {
			p.fault(from, "hier ontbreekt een gegeven vóór "+show(word), "een gegeven of een waarde", "")
			return broken{}
		}
	}
	if sign, hint, ok := p.foreign(); ok {
		p.fault(from, show(sign)+" kent deze taal niet", "", hint)
		p.skip()
		return broken{}
	}
	text := p.unknown("min")
	if text == "" {
		at := p.at
		p.fault(at, "hier ontbreekt een gegeven vóór "+show(string(p.src[at:min(at+1, len(p.src))])), "een gegeven of een waarde", "")
		p.skip()
		return broken{}
	}
	hint := meant(text, p.all)
	if hint == "" {
		hint = p.longer(from)
	}
	p.fault(from, show(text)+" is hier geen bekend gegeven", "een gegeven of een waarde", hint)
	return broken{}
}

// longer looks whether the unknown word begins a name with words such as `in`.
func (p *parser) longer(from int) string {
	at := p.at
	defer func() { p.at = at }()
	p.skip()
	return meant(strings.TrimSpace(string(p.src[from:p.at])), p.all)
}

var (
	dayForm    = regexp.MustCompile(`^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}\s+(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\s+\d{4})`)
	lengthForm = regexp.MustCompile(`^(\d+|een half|een|één|half|anderhalf|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|twintig)\s+(dagen|dag|werkdagen|werkdag|weken|week|schoolweken|schoolweek|maanden|maand|jaar)`)
	moneyForm  = regexp.MustCompile(`^(€\s*[-−]?\d[\d.]*(,\d+)?|[-−]?\d[\d.]*(,\d+)?\s+euro)`)
	numForm    = regexp.MustCompile(`^[-−]?\d[\d.]*(,\d+)?(/\d+|\s*%)?`)
)

// maxForm is how far ahead a written value is sought.
const maxForm = 60

// number reads a day, a length of time, an amount or a number; nil when none
// stands here.
func (p *parser) number() node {
	ahead := p.low[p.at:min(p.at+maxForm, len(p.low))]
	rest := string(ahead)
	for _, form := range []struct {
		pattern *regexp.Regexp
		read    func(string) (Value, bool)
		fault   string
		example string
	}{
		{dayForm, readDay, "is geen dag die bestaat", "bijvoorbeeld `1 augustus 2026`"},
		{lengthForm, readLength, "is geen duur", "bijvoorbeeld `6 maanden`"},
		{moneyForm, ParseMoney, "is geen bedrag", "bijvoorbeeld `€ 1.250,00`"},
		{numForm, ParseNumber, "is geen getal", "bijvoorbeeld `12`, `0,5` of `1/2`"},
	} {
		text := form.pattern.FindString(rest)
		from, size := p.at, len([]rune(text))
		if size == 0 || !p.boundary(from+size) {
			continue
		}
		p.at += size
		v, ok := form.read(text)
		if !ok {
			p.fault(from, show(text)+" "+form.fault, form.example, decimalHint(text))
			return broken{}
		}
		return literal{v}
	}
	return nil
}

func decimalHint(text string) string {
	if strings.Count(text, ".") == 1 && unicode.IsDigit([]rune(text)[0]) {
		return "schrijf een komma: `" + strings.Replace(text, ".", ",", 1) + "`"
	}
	return ""
}

func readDay(text string) (Value, bool) {
	d, err := civil.ParseDay(text)
	return DayValue(d), err == nil
}

func readLength(text string) (Value, bool) {
	l, err := civil.ParseDuration(strings.ReplaceAll(text, "één", "een"))
	return LengthValue(l), err == nil
}

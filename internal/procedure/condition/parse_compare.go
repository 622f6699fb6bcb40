package condition

// comparison reads a value and what is said of it. After `en` or `of` the value
// may be left out: `iq ten minste 50 en hoogstens 70`.
func (p *parser) comparison(goesOn bool) node {
	p.space()
	from := p.at
	var left node
	if goesOn && p.last != nil && p.seesRelation() {
		left = p.last
	} else {
		left = p.sum()
	}
	return p.relation(left, from)
}

func (p *parser) seesRelation() bool {
	return !p.seesName() && (p.sees("is", "in", "niet in", "bevat") || p.seesOperator() || p.seesNegatedOperator())
}

func (p *parser) relation(left node, from int) node {
	p.space()
	at := p.at
	if isBroken(left) {
		p.skipRelation()
		return left
	}
	switch {
	case p.take("is"):
		p.last = left
		return p.afterIs(left, from, at)
	case p.take("niet in"):
		p.last = left
		return p.member(left, from, true)
	case p.take("in"):
		p.last = left
		return p.member(left, from, false)
	case p.take("bevat niet", "bevat geen"):
		p.last = left
		return p.contains(left, from, true)
	case p.take("bevat"):
		p.last = left
		return p.contains(left, from, false)
	}
	negated := p.seesNegatedOperator() && p.take("niet")
	word, ok := p.operator()
	if !ok {
		return left
	}
	p.last = left
	return p.compare(word, negated, left, from, at)
}

// skipRelation passes what is said of something that could not be read.
func (p *parser) skipRelation() {
	if p.seesRelation() {
		p.take("is", "niet in", "in", "bevat")
		p.take("niet")
		p.operator()
		p.skip()
	}
}

// afterIs reads what follows `is`. A choice comes first, because choices such
// as “niet toelaatbaar” begin with words of the language.
func (p *parser) afterIs(left node, from, at int) node {
	if textual(left.typ()) && !p.sees("niet ingevuld", "niet leeg") {
		if c, ok := p.choice(choicesOf(left)); ok {
			return comparison{equal, left, literal{ChoiceValue(c)}}
		}
	}
	switch {
	case p.take("niet ingevuld", "leeg"):
		return p.filled(left, from, true)
	case p.take("niet leeg", "ingevuld"):
		return p.filled(left, from, false)
	case p.take("een van", "één van", "in"):
		return p.member(left, from, false)
	case p.take("geen van", "niet een van", "niet één van", "niet in"):
		return p.member(left, from, true)
	}
	negated := p.take("niet")
	if word, ok := p.operator(); ok {
		return p.compare(word, negated, left, from, at)
	}
	return p.compare(operatorWord{"is", equal, left.typ() == Date}, negated, left, from, at)
}

func (p *parser) filled(left node, from int, negated bool) node {
	n, ok := left.(name)
	if !ok {
		p.fault(from, show(plain(left))+" is geen gegeven dat kan worden ingevuld", "de naam van een gegeven", "")
		return broken{}
	}
	return filled{n, negated}
}

func (p *parser) compare(word operatorWord, negated bool, left node, from, at int) node {
	op := word.op
	if negated {
		op = opposite[op]
	}
	if !p.fits(word, left, at) {
		p.skip()
		return broken{}
	}
	p.space()
	start := p.at
	right := p.value(left)
	if isBroken(right) {
		return right
	}
	left, right = asMoney(left, right), asMoney(right, left)
	if !p.alike(left, right, start) {
		return broken{}
	}
	return comparison{op, left, right}
}

// fits checks that an order is asked of something that has one.
func (p *parser) fits(word operatorWord, left node, at int) bool {
	t := left.typ()
	ordered := t == Number || t == Money || t == Date
	switch {
	case word.op == equal && word.words != "op":
		return true
	case !ordered:
		p.fault(at, show(plain(left))+" is "+t.phrase()+"; daar kan "+show(word.words)+" niet bij", "`is`, `is niet` of `in (…)`", orderHint(t))
	case word.day && t != Date:
		p.fault(at, show(word.words)+" hoort bij een dag; "+show(plain(left))+" is "+t.phrase(), "`minder dan`, `meer dan`, `ten minste` of `hoogstens`", "")
	case !word.day && t == Date && word.op != equal:
		p.fault(at, show(word.words)+" kan niet bij een dag", "`voor`, `na`, `op of voor` of `op of na`", "")
	default:
		return true
	}
	return false
}

func orderHint(t Type) string {
	switch t {
	case Length:
		return "reken met dagen: `datum plus 6 maanden op of na vandaag`"
	case Choices:
		return "schrijf `bevat …`"
	}
	return ""
}

// asMoney reads a plain number beside an amount as euros.
func asMoney(n, beside node) node {
	l, ok := n.(literal)
	if ok && l.value.kind == Number && beside.typ() == Money {
		return literal{moneyOf(times(l.value.num, hundred))}
	}
	return n
}

// alike checks that two sides can be the same.
func (p *parser) alike(left, right node, at int) bool {
	l, r := left.typ(), right.typ()
	if l == r || textual(l) && textual(r) {
		return true
	}
	hint := ""
	switch {
	case l == Number && r == Length:
		hint = "schrijf alleen het getal; de eenheid hoort bij het gegeven"
	case l == Choices:
		hint = "schrijf " + show(plain(left)+" bevat …")
	case l == Truth:
		hint = "schrijf alleen " + show(plain(left)) + ", of " + show("niet "+plain(left))
	}
	p.fault(at, show(plain(left))+" is "+l.phrase()+" en "+show(plain(right))+" is "+r.phrase(), l.phrase(), hint)
	return false
}

// member reads what follows `in`: a list in brackets, or a name that is a list.
func (p *parser) member(x node, from int, negated bool) node {
	if x.typ() == Choices {
		p.fault(from, show(plain(x))+" kan meer dan één antwoord hebben", "", "schrijf "+show(plain(x)+" bevat een van (…)"))
		p.skip()
		return broken{}
	}
	p.space()
	at := p.at
	if p.peek() != '(' {
		return p.memberOf(x, from, at, negated)
	}
	items, ok := p.list(x)
	if !ok {
		return broken{}
	}
	return member{x: x, items: items, not: negated}
}

func (p *parser) memberOf(x node, from, at int, negated bool) node {
	symbol, ok := p.name()
	if ok && symbol.Type == Choices && textual(x.typ()) {
		return member{x: x, set: name{symbol}, not: negated}
	}
	text := symbol.Name
	if !ok {
		text = p.unknown()
	}
	hint := "schrijf `in (a, b)`"
	if longer := meant(string(p.src[from:p.at]), p.all); longer != "" && !ok {
		hint = longer
	}
	p.fault(at, show(text)+" is geen lijst", "een lijst tussen haakjes", hint)
	p.skipRelation()
	return broken{}
}

// list reads `(a, b, c)` with values that x can have.
func (p *parser) list(x node) ([]node, bool) {
	open := p.at
	p.at++
	var items []node
	ok := true
	for {
		p.space()
		at := p.at
		item := p.value(x)
		if !isBroken(item) {
			item = asMoney(item, x)
			like := x
			if x.typ() == Choices {
				like = literal{ChoiceValue("")}
			}
			ok = p.alike(like, item, at) && ok
		}
		ok = ok && !isBroken(item)
		items = append(items, item)
		if p.peek() == ')' {
			p.at++
			return items, ok
		}
		if r := p.peek(); r == ',' || r == ';' {
			p.at++
			continue
		}
		if !p.take("of") {
			p.fault(open, "deze lijst sluit niet", "`)`", "scheid de waarden met komma's en sluit met `)`")
			p.skip()
			return nil, false
		}
	}
}

func (p *parser) contains(x node, from int, negated bool) node {
	if t := x.typ(); t != Choices && t != Text {
		p.fault(from, show(plain(x))+" is "+t.phrase()+"; daar kan `bevat` niet bij", "een meerkeuze", "schrijf `is …` of `in (…)`")
		p.skip()
		return broken{}
	}
	if p.take("een van", "één van") && p.peek() == '(' {
		items, ok := p.list(x)
		if !ok {
			return broken{}
		}
		return contains{x, items, negated}
	}
	p.space()
	at := p.at
	item := p.value(x)
	if isBroken(item) || !textual(item.typ()) {
		if !isBroken(item) {
			p.fault(at, show(plain(item))+" is "+item.typ().phrase(), "een keuze of een tekst", "")
		}
		return broken{}
	}
	return contains{x, []node{item}, negated}
}

// value reads what is compared with: for a choice first one of its words.
func (p *parser) value(with node) node {
	choices := choicesOf(with)
	t := with.typ()
	if !textual(t) && t != Choices {
		return p.sum()
	}
	if c, ok := p.choice(choices); ok {
		return literal{ChoiceValue(c)}
	}
	p.space()
	from := p.at
	if p.seesName() || p.peek() == '(' {
		return p.sum()
	}
	if closings[p.peek()] != 0 {
		return p.writtenChoice(with, from)
	}
	return p.noChoice(with, from)
}

// writtenChoice is a choice or a text between quotes.
func (p *parser) writtenChoice(with node, from int) node {
	text, ok := p.quoted()
	switch {
	case !ok:
		p.fault(from, "deze tekst sluit niet", "een `\"` aan het eind", "")
	case len(choicesOf(with)) == 0 && with.typ() == Text:
		return literal{TextValue(text)}
	case with.typ() == Choice && len(choicesOf(with)) == 0:
		return literal{ChoiceValue(text)}
	}
	for _, c := range choicesOf(with) {
		if string(fold(c)) == string(fold(text)) {
			return literal{ChoiceValue(c)}
		}
	}
	if ok {
		p.wrongChoice(with, text, from)
	}
	return broken{}
}

func (p *parser) noChoice(with node, from int) node {
	if p.ended() || p.peek() == ')' || p.peek() == ',' {
		p.fault(p.at, "hier ontbreekt een waarde voor "+show(plain(with)), "een keuze of een tekst", "")
		return broken{}
	}
	text := p.unknown()
	if text == "" {
		p.skip()
		text = string(p.src[from:p.at])
	}
	p.wrongChoice(with, text, from)
	return broken{}
}

func (p *parser) wrongChoice(with node, text string, from int) {
	choices := choicesOf(with)
	if len(choices) == 0 && with.typ() == Text {
		p.fault(from, show(text)+" is geen gegeven en geen tekst", "een tekst tussen aanhalingstekens", "schrijf `\""+text+"\"`")
		return
	}
	expected, hint := "", meant(text, choices)
	if len(choices) > 0 && len(choices) <= 12 {
		expected = "een van " + quotedList(choices)
	}
	p.fault(from, show(text)+" kan niet bij "+show(plain(with)), expected, hint)
}

package letter

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// reading is the state of ParseTemplate.
type reading struct {
	template *Template
	lines    []string
	at       int // index of the line that is next
	open     []*block
	faults   []Fault
}

// block is an {als: …} or {voor elke: …} that waits for its {einde}.
type block struct {
	choice *choice
	loop   *loop
	other  bool // after {anders}
	line   int
}

var partNames = []string{"motivering", "adviseurs", "mandaat", "bezwaarclausule", "beroepsclausule"}

func (p *reading) fault(column int, what, hint string) {
	p.faults = append(p.faults, Fault{p.at + 1, column, what, hint})
}

func (p *reading) use(kind UseKind, text string, column int) {
	u := Use{Kind: kind, Text: text, Line: p.at + 1, Column: column}
	for _, b := range slices.Backward(p.open) {
		if b.loop != nil {
			u.Loop = b.loop.list
			break
		}
	}
	p.template.uses = append(p.template.uses, u)
}

func (p *reading) front() {
	if strings.TrimSpace(p.lines[0]) != "---" {
		return
	}
	list := false
	for p.at = 1; p.at < len(p.lines); p.at++ {
		text := strings.TrimSpace(p.lines[p.at])
		if text == "---" {
			p.at++
			return
		}
		list = p.frontLine(text, list)
	}
	p.at = 0
	p.fault(1, "het begin van de brief sluit niet", "zet --- op een eigen regel na onderwerp en bijlagen")
	p.at = len(p.lines)
}

// frontLine reads one line of front matter; list says that lines with a dash
// are attachments.
func (p *reading) frontLine(text string, list bool) bool {
	item, dash := strings.CutPrefix(text, "- ")
	key, value, colon := strings.Cut(text, ":")
	switch value = strings.TrimSpace(value); {
	case text == "":
		return list
	case dash && list:
		p.attach(item)
		return true
	case colon && key == "onderwerp":
		p.template.subject = p.pieces(value)
	case colon && key == "bijlagen":
		for item := range strings.SplitSeq(value, ";") {
			p.attach(item)
		}
		return true
	default:
		p.fault(1, "onbekende regel aan het begin van de brief", "alleen onderwerp: … en bijlagen: … mogen hier staan")
	}
	return false
}

func (p *reading) attach(item string) {
	if item = strings.TrimSpace(item); item != "" {
		p.template.attachments = append(p.template.attachments, p.pieces(item))
	}
}

func (p *reading) body() {
	for ; p.at < len(p.lines); p.at++ {
		text := p.lines[p.at]
		if trimmed := strings.TrimSpace(text); !p.directive(trimmed, column(text)) {
			p.unfit(trimmed, column(text))
			p.add(p.pieces(text))
		}
	}
	for _, b := range p.open {
		p.at = b.line
		p.fault(1, "dit blok sluit niet", "zet {einde} op een eigen regel na het blok")
	}
}

func column(text string) int {
	lead := len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	return utf8.RuneCountInString(text[:lead]) + 1
}

func (p *reading) add(n node) {
	into := &p.template.body
	if len(p.open) > 0 {
		switch b := p.open[len(p.open)-1]; {
		case b.loop != nil:
			into = &b.loop.body
		case b.other:
			into = &b.choice.not
		default:
			into = &b.choice.then
		}
	}
	*into = append(*into, n)
}

// directive reads a line that steers; false when the line is text.
func (p *reading) directive(text string, col int) bool {
	if name, ok := inside(text, "{{", "}}"); ok {
		p.part(name, col)
		return true
	}
	inner, ok := inside(text, "{", "}")
	if !ok {
		return false
	}
	word, rest, colon := strings.Cut(inner, ":")
	rest = strings.TrimSpace(rest)
	switch word = strings.Join(strings.Fields(word), " "); {
	case word == "als" && colon:
		p.begin(&block{choice: &choice{test: rest}, line: p.at}, UsesCondition, rest, col)
	case word == "voor elke" && colon:
		p.begin(&block{loop: &loop{list: rest}, line: p.at}, UsesList, rest, col)
	case word == "anders" && !colon:
		p.otherwise(col)
	case word == "einde" && !colon:
		p.end(col)
	default:
		return false
	}
	return true
}

// inside gives what stands between the marks when nothing else is on the line.
func inside(text, before, after string) (string, bool) {
	inner, opened := strings.CutPrefix(text, before)
	inner, closed := strings.CutSuffix(inner, after)
	if !opened || !closed || strings.ContainsAny(inner, "{}") {
		return "", false
	}
	return strings.TrimSpace(inner), true
}

func (p *reading) part(name string, col int) {
	if !slices.Contains(partNames, name) {
		p.fault(col, "onbekend blok {{"+name+"}}", "kies uit "+strings.Join(partNames, ", "))
		return
	}
	p.use(UsesPart, name, col)
	p.add(part{name})
}

func (p *reading) begin(b *block, kind UseKind, text string, col int) {
	if text == "" {
		p.fault(col, "hier ontbreekt een naam", "schrijf {als: naam} of {voor elke: lijst}")
	} else {
		p.use(kind, text, col)
	}
	if b.loop != nil {
		p.add(b.loop)
	} else {
		p.add(b.choice)
	}
	p.open = append(p.open, b)
}

func (p *reading) otherwise(col int) {
	if len(p.open) == 0 || p.open[len(p.open)-1].choice == nil || p.open[len(p.open)-1].other {
		p.fault(col, "{anders} hoort hier niet", "gebruik {anders} één keer, tussen {als: …} en {einde}")
		return
	}
	p.open[len(p.open)-1].other = true
}

func (p *reading) end(col int) {
	if len(p.open) == 0 {
		p.fault(col, "{einde} zonder begin", "haal de regel weg, of zet {als: …} of {voor elke: …} erboven")
		return
	}
	p.open = p.open[:len(p.open)-1]
}

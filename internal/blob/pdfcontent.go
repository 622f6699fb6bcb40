package blob

import (
	"bytes"
	"strconv"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// wideGap is the move between two pieces of a shown string, in thousandths of the
// letter size, from which it reads as a space (ISO 32000-1, 9.4.3).
const wideGap = 180

// content reads the text that a content stream shows (ISO 32000-1, 9.4), in the
// order in which it is drawn.
func (p *pdfText) content(content []byte, resources types.Dict, depth int) {
	lex := pdfLexer{b: content}
	font := plainFont
	var args []pdfToken
	for !p.full() {
		t, ok := lex.next()
		if !ok {
			return
		}
		if t.kind != pdfOperator {
			if len(args) < 4096 {
				args = append(args, t)
			}
			continue
		}
		switch t.text {
		case "Tf":
			if len(args) >= 2 {
				font = p.font(resources, args[len(args)-2].text)
			}
		case "Do":
			if len(args) >= 1 {
				p.form(resources, args[len(args)-1].text, depth)
			}
		default:
			p.show(t.text, font, args)
		}
		args = args[:0]
	}
}

// show handles the operators that write text or move to another place.
func (p *pdfText) show(operator string, font *pdfFont, args []pdfToken) {
	switch operator {
	case "Tj", "TJ":
		p.strings(font, args)
	case "'", `"`:
		p.text.WriteByte('\n')
		p.strings(font, args)
	case "T*", "ET":
		p.text.WriteByte('\n')
	case "Td", "TD":
		p.move(len(args) >= 2 && args[len(args)-1].number == 0)
	case "Tm":
		if len(args) >= 6 {
			y := args[len(args)-1].number
			p.move(y == p.line)
			p.line = y
		}
	}
}

func (p *pdfText) move(sameLine bool) {
	if sameLine {
		p.text.WriteByte(' ')
		return
	}
	p.text.WriteByte('\n')
}

func (p *pdfText) strings(font *pdfFont, args []pdfToken) {
	for _, a := range args {
		switch {
		case a.kind == pdfString:
			text, whole := font.decode(a.text)
			p.text.WriteString(text)
			p.partly = p.partly || !whole
		case a.kind == pdfNumber && a.number < -wideGap:
			p.text.WriteByte(' ')
		}
	}
}

type pdfTokenKind int

const (
	pdfOperator pdfTokenKind = iota
	pdfNumber
	pdfName
	pdfString
	pdfMark // [ ] << >>
)

type pdfToken struct {
	kind   pdfTokenKind
	text   string
	number float64
}

// pdfLexer cuts a content stream in tokens (ISO 32000-1, 7.2 and 7.3). It never
// fails: what it does not know it passes over.
type pdfLexer struct {
	b  []byte
	at int
}

func isPDFSpace(c byte) bool {
	return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' '
}

func isPDFDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (l *pdfLexer) next() (pdfToken, bool) {
	l.skip()
	if l.at >= len(l.b) {
		return pdfToken{}, false
	}
	switch c := l.b[l.at]; {
	case c == '(':
		return pdfToken{kind: pdfString, text: l.literal()}, true
	case c == '<' && l.peek(1) != '<':
		return pdfToken{kind: pdfString, text: l.hex()}, true
	case c == '/':
		l.at++
		return pdfToken{kind: pdfName, text: l.name()}, true
	case isPDFDelimiter(c):
		l.at++
		return pdfToken{kind: pdfMark, text: string(c)}, true
	}
	return l.word(), true
}

func (l *pdfLexer) peek(n int) byte {
	if l.at+n < len(l.b) {
		return l.b[l.at+n]
	}
	return 0
}

func (l *pdfLexer) skip() {
	for l.at < len(l.b) {
		switch c := l.b[l.at]; {
		case isPDFSpace(c):
			l.at++
		case c == '%':
			for l.at < len(l.b) && l.b[l.at] != '\n' && l.b[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

func (l *pdfLexer) run() string {
	start := l.at
	for l.at < len(l.b) && !isPDFSpace(l.b[l.at]) && !isPDFDelimiter(l.b[l.at]) {
		l.at++
	}
	return string(l.b[start:l.at])
}

func (l *pdfLexer) name() string {
	raw := l.run()
	var out []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if n, err := strconv.ParseUint(raw[i+1:i+3], 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		out = append(out, raw[i])
	}
	return string(out)
}

func (l *pdfLexer) word() pdfToken {
	text := l.run()
	if n, err := strconv.ParseFloat(text, 64); err == nil {
		return pdfToken{kind: pdfNumber, text: text, number: n}
	}
	if text == "ID" {
		l.skipImage()
	}
	return pdfToken{kind: pdfOperator, text: text}
}

// skipImage passes over the bytes of an image in the stream.
func (l *pdfLexer) skipImage() {
	for rest := l.b[l.at:]; ; rest = l.b[l.at:] {
		i := bytes.Index(rest, []byte("EI"))
		if i < 0 {
			l.at = len(l.b)
			return
		}
		l.at += i + 2
		alone := i > 0 && isPDFSpace(rest[i-1]) && (i+2 == len(rest) || isPDFSpace(rest[i+2]))
		if alone {
			return
		}
	}
}

func (l *pdfLexer) hex() string {
	var out []byte
	high, half := byte(0), false
	for l.at++; l.at < len(l.b) && l.b[l.at] != '>'; l.at++ {
		d, err := strconv.ParseUint(string(l.b[l.at]), 16, 8)
		if err != nil {
			continue
		}
		if half {
			out = append(out, high<<4|byte(d))
		}
		high, half = byte(d), !half
	}
	l.at++
	if half {
		out = append(out, high<<4)
	}
	return string(out)
}

func (l *pdfLexer) literal() string {
	var out []byte
	depth := 0
	for ; l.at < len(l.b); l.at++ {
		switch c := l.b[l.at]; c {
		case '\\':
			out = l.escape(out)
			continue
		case '(':
			if depth++; depth == 1 {
				continue
			}
		case ')':
			if depth--; depth == 0 {
				l.at++
				return string(out)
			}
		}
		out = append(out, l.b[l.at])
	}
	return string(out)
}

// escape reads what follows a backslash and stays on its last byte.
func (l *pdfLexer) escape(out []byte) []byte {
	l.at++
	c := l.peek(0)
	if i := bytes.IndexByte([]byte("nrtbf"), c); i >= 0 {
		return append(out, "\n\r\t\b\f"[i])
	}
	if c == '\r' && l.peek(1) == '\n' {
		l.at++
	}
	if c == '\r' || c == '\n' {
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	n := 0
	for i := 0; i < 3 && l.peek(0) >= '0' && l.peek(0) <= '7'; i++ {
		n = n*8 + int(l.peek(0)-'0')
		l.at++
	}
	l.at--
	return append(out, byte(n))
}

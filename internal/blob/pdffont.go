package blob

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"golang.org/x/text/encoding/charmap"
)

// pdfFont turns the codes of a shown string into text.
type pdfFont struct {
	width  int               // bytes per code
	codes  map[string]string // code -> text; from ToUnicode or a list of differences
	simple bool              // codes not in the list are Windows-1252
}

// plainFont serves where a font is not described.
var plainFont = &pdfFont{width: 1, simple: true}

// maxCodes bounds what one font may say about its codes.
const maxCodes = 70_000

// decode gives the text of a shown string, and whether every code was known.
func (f *pdfFont) decode(s string) (string, bool) {
	var text strings.Builder
	whole := true
	for len(s) > 0 {
		n := min(f.width, len(s))
		code := s[:n]
		s = s[n:]
		if t, ok := f.codes[code]; ok {
			text.WriteString(t)
			continue
		}
		if !f.simple {
			whole = false
			continue
		}
		text.WriteRune(charmap.Windows1252.DecodeByte(code[0]))
	}
	return text.String(), whole
}

func (p *pdfText) loadFont(d types.Dict) *pdfFont {
	f := &pdfFont{width: 1, simple: true, codes: map[string]string{}}
	if t := d.NameEntry("Subtype"); t != nil && *t == "Type0" {
		f.width, f.simple = 2, false
	}
	if f.simple {
		f.differences(p.array(p.dict(d["Encoding"])["Differences"]))
	}
	if _, cmap := p.stream(d["ToUnicode"]); cmap != nil {
		f.toUnicode(cmap)
	}
	return f
}

// differences reads which glyph stands at which code (ISO 32000-1, 9.6.6).
func (f *pdfFont) differences(list types.Array) {
	code := 0
	for _, o := range list {
		switch o := o.(type) {
		case types.Integer:
			code = o.Value()
		case types.Name:
			if text := glyphText(o.Value()); text != "" && code >= 0 && code < 256 {
				f.codes[string([]byte{byte(code)})] = text
			}
			code++
		}
	}
}

var glyphNames = map[string]string{
	"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
	"space": " ", "nbspace": " ", "period": ".", "comma": ",", "colon": ":", "semicolon": ";", "hyphen": "-", "minus": "-", "endash": "-",
	"slash": "/", "parenleft": "(", "parenright": ")", "plus": "+", "underscore": "_", "equal": "=", "numbersign": "#",
}

func glyphText(name string) string {
	name, _, _ = strings.Cut(name, ".")
	if t, ok := glyphNames[name]; ok {
		return t
	}
	if len(name) == 1 {
		return name
	}
	if h, ok := strings.CutPrefix(name, "uni"); ok && len(h) == 4 {
		if n, err := strconv.ParseUint(h, 16, 16); err == nil {
			return string(rune(n))
		}
	}
	return ""
}

// toUnicode reads a ToUnicode CMap (ISO 32000-1, 9.10.3). The last words before a
// list say what it is; a code keeps the width in which it is written.
func (f *pdfFont) toUnicode(cmap []byte) {
	lex := pdfLexer{b: cmap}
	var args []pdfToken
	for {
		t, ok := lex.next()
		if !ok || len(f.codes) > maxCodes {
			return
		}
		if t.kind != pdfOperator {
			args = append(args, t)
			continue
		}
		switch t.text {
		case "endcodespacerange":
			if len(args) > 0 && !f.simple && len(args[0].text) > 0 {
				f.width = len(args[0].text)
			}
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				f.codes[args[i].text] = fromUTF16(args[i+1].text)
			}
		case "endbfrange":
			f.ranges(args)
		}
		args = args[:0]
	}
}

// ranges reads "<first> <last> <text>" and "<first> <last> [<text> <text> …]".
func (f *pdfFont) ranges(args []pdfToken) {
	for len(args) >= 3 && len(f.codes) <= maxCodes {
		first, last := number(args[0].text), number(args[1].text)
		width, to := len(args[0].text), args[2]
		args = args[3:]
		if to.kind == pdfString {
			for c := first; c <= last && c-first < 0x10000; c++ {
				f.codes[code(c, width)] = fromUTF16(plus(to.text, c-first))
			}
			continue
		}
		for c := first; len(args) > 0; c++ {
			t := args[0]
			args = args[1:]
			if t.kind != pdfString {
				break
			}
			f.codes[code(c, width)] = fromUTF16(t.text)
		}
	}
}

func number(s string) int {
	n := 0
	for i := 0; i < min(len(s), 4); i++ {
		n = n<<8 | int(s[i])
	}
	return n
}

func code(n, width int) string {
	b := make([]byte, width)
	for i := width - 1; i >= 0; i-- {
		b[i] = byte(n)
		n >>= 8
	}
	return string(b)
}

// plus adds n to the last UTF-16 unit.
func plus(s string, n int) string {
	if len(s) < 2 {
		return s
	}
	head, tail := s[:len(s)-2], s[len(s)-2:]
	return head + code(number(tail)+n, 2)
}

func fromUTF16(s string) string {
	var units []uint16
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

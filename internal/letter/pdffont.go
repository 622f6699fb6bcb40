package letter

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"sync"
	"unicode/utf16"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansbolditalic"
	"github.com/go-fonts/liberation/liberationsansitalic"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// typeface is a font as shipped. The four are numbered regular, bold, italic,
// bold italic.
type typeface struct {
	name   string
	italic bool
	stem   int // width of an upright stem, 1/1000 em
	file   *trueType
	glyphs *sfnt.Font
}

var typefaces = sync.OnceValues(func() ([]*typeface, error) {
	var faces []*typeface
	for _, f := range []struct {
		name   string
		ttf    []byte
		italic bool
		stem   int
	}{
		{"LiberationSans", liberationsansregular.TTF, false, 80},
		{"LiberationSans-Bold", liberationsansbold.TTF, false, 140},
		{"LiberationSans-Italic", liberationsansitalic.TTF, true, 80},
		{"LiberationSans-BoldItalic", liberationsansbolditalic.TTF, true, 140},
	} {
		parsed, err := sfnt.Parse(f.ttf)
		if err != nil {
			return nil, fmt.Errorf("letter: font %s: %w", f.name, err)
		}
		faces = append(faces, &typeface{f.name, f.italic, f.stem, openTrueType(f.ttf), parsed})
	}
	return faces, nil
})

// faceOf gives the number of the face for a style.
func faceOf(s Span) int {
	n := 0
	if s.Bold {
		n++
	}
	if s.Italic {
		n += 2
	}
	return n
}

// face is a typeface with the characters one document uses. Every character has
// a number of its own, so that copying gives back exactly what was written,
// also when two characters look the same or the font does not know them.
type face struct {
	*typeface
	buffer sfnt.Buffer
	number map[rune]int
	runes  []rune // by number - 1; number 0 is no character
	glyph  []sfnt.GlyphIndex
	width  []float64 // 1/1000 em
}

func newFace(t *typeface) *face {
	return &face{typeface: t, number: map[rune]int{}, glyph: []sfnt.GlyphIndex{0}, width: []float64{0}}
}

// substitutes stand for a character the font lacks, the first it has.
var substitutes = []rune{'\uFFFD', '□', '?'}

func (f *face) numberOf(r rune) (int, error) {
	if n, ok := f.number[r]; ok {
		return n, nil
	}
	glyph, err := f.find(r)
	if err != nil {
		return 0, err
	}
	em := fixed.Int26_6(f.glyphs.UnitsPerEm()) << 6
	advance, err := f.glyphs.GlyphAdvance(&f.buffer, glyph, em, font.HintingNone)
	if err != nil {
		return 0, err
	}
	n := len(f.glyph)
	f.number[r] = n
	f.runes = append(f.runes, r)
	f.glyph = append(f.glyph, glyph)
	f.width = append(f.width, float64(advance)*1000/float64(em))
	return n, nil
}

func (f *face) find(r rune) (sfnt.GlyphIndex, error) {
	for _, candidate := range append([]rune{r}, substitutes...) {
		glyph, err := f.glyphs.GlyphIndex(&f.buffer, candidate)
		if err != nil || glyph != 0 {
			return glyph, err
		}
	}
	return 0, nil
}

// write adds the font to the file and gives its reference.
func (f *face) write(o *objects) ref {
	data := f.file.subset(f.glyph)
	sum := sha256.Sum256(data)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	name := string(tag) + "+" + f.name
	program := o.stream(fmt.Sprintf("/Length1 %d", len(data)), data)
	descriptor := o.add(f.descriptor(name, program))
	var widths strings.Builder
	for _, w := range f.width {
		widths.WriteString(num(w) + " ")
	}
	cid := o.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %s/CIDToGIDMap/Identity/DW 0/W[0[%s]]>>", name, descriptor, widths.String()))
	unicode := o.stream("", []byte(f.toUnicode()))
	return o.add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%s]/ToUnicode %s>>", name, cid, unicode))
}

func (f *face) descriptor(name string, program ref) string {
	m := f.file.metrics()
	angle := 0
	if f.italic {
		angle = -12
	}
	return fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle %d/Ascent %d/Descent %d/CapHeight 729/StemV %d/FontFile2 %s>>",
		name, m.box[0], m.box[1], m.box[2], m.box[3], angle, m.ascent, m.descent, f.stem, program)
}

// toUnicode is the table from numbers back to characters (PDF 1.7, 9.10.3).
func (f *face) toUnicode() string {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const most = 100 // entries a block may have
	for start := 0; start < len(f.runes); start += most {
		chunk := f.runes[start:min(start+most, len(f.runes))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(chunk))
		for i, r := range chunk {
			fmt.Fprintf(&b, "<%04X> <%s>\n", start+i+1, utf16Hex(string(r)))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.String()
}

func utf16Hex(text string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String()
}

package letter

import (
	"strconv"
	"strings"
)

// Sizes in points (1/72 inch) on A4.
const (
	pageWidth, pageHeight = 595.28, 841.89
	marginSide            = 71.0 // 25 mm
	marginTop             = 57.0
	marginBottom          = 79.0
	bodyWidth             = pageWidth - 2*marginSide
	bodyHeight            = pageHeight - marginTop - marginBottom
	bodySize              = 10.5
	paragraphGap          = 8.0
	listIndent            = 18.0
	cellPadding           = 4.0
)

// leading is the height of a line.
func leading(size float64) float64 { return size * 1.4 }

// mark is a line of text; y is its baseline under the top of the atom. Without
// a tag it is decoration.
type mark struct {
	tag  *element
	x, y float64
	runs []run
}

// rule is a line drawn; it is always decoration.
type rule struct {
	x, y, width, thick float64
	color              string
}

// atom is what stays together on one page.
type atom struct {
	gap, height float64 // gap is the white above it, not at the top of a page
	marks       []mark
	rules       []rule
	withNext    bool  // not the last on a page
	repeat      *atom // drawn again when this atom starts a page
}

// stack puts atoms under each other as one.
func stack(atoms ...atom) atom {
	out := atoms[0]
	for _, a := range atoms[1:] {
		out.overlay(a, out.height+a.gap)
	}
	out.withNext = atoms[len(atoms)-1].withNext
	return out
}

// overlay puts another atom over this one, down under its top.
func (a *atom) overlay(other atom, down float64) {
	for _, m := range other.marks {
		m.y += down
		a.marks = append(a.marks, m)
	}
	for _, r := range other.rules {
		r.y += down
		a.rules = append(a.rules, r)
	}
	a.height = max(a.height, down+other.height)
}

// box is where text goes, between left and right.
type box struct{ x, width float64 }

// indent moves the left side, as long as there is room to read.
func (b box) indent(by float64) box {
	if b.width-by < 100 {
		return b
	}
	return box{b.x + by, b.width - by}
}

// flow lays out a document from top to bottom, before pages are known.
type flow struct {
	*typesetter
	atoms []atom
	level int
}

// text gives an atom for every line.
func (f *flow) text(tag *element, spans Spans, size float64, in box) []atom {
	var atoms []atom
	for _, line := range f.lines(spans, size, in.width) {
		atoms = append(atoms, atom{height: leading(size), marks: []mark{{tag, in.x, size * 1.1, line}}})
	}
	return atoms
}

// add puts lines in the flow so that no line of a paragraph stands alone on a
// page.
func (f *flow) add(gap float64, lines []atom) {
	switch n := len(lines); {
	case n == 0:
		return
	case n < 4:
		lines = []atom{stack(lines...)}
	default:
		last := stack(lines[n-2:]...)
		lines = append(append([]atom{stack(lines[:2]...)}, lines[2:n-2]...), last)
	}
	lines[0].gap = gap
	f.atoms = append(f.atoms, lines...)
}

// addWithNext puts lines in the flow that belong to what follows. They stay
// together unless they are longer than anything that has to.
func (f *flow) addWithNext(gap float64, lines []atom) {
	if len(lines) == 0 {
		return
	}
	if whole := stack(lines...); whole.height < bodyHeight/3 {
		lines = []atom{whole}
	}
	lines[0].gap, lines[len(lines)-1].withNext = gap, true
	f.atoms = append(f.atoms, lines...)
}

func bold(text string) Spans { return Spans{{Text: text, Bold: true}} }

func (f *flow) blocks(parent *element, blocks Blocks, in box) {
	for _, b := range blocks {
		switch b := b.(type) {
		case Heading:
			f.level = outline(f.level, b.Level)
			f.heading(parent, f.level, b.Text, in)
		case Paragraph:
			f.add(paragraphGap, f.text(parent.child("P"), b.Spans, bodySize, in))
		case List:
			f.list(parent, b, in)
		case Table:
			f.table(parent, b, in)
		case Definitions:
			f.definitions(parent, b, in)
		case SignatureLine:
			f.signature(parent, b, in)
		}
	}
}

func (f *flow) heading(parent *element, level int, text string, in box) {
	if inPrint(text) != "" {
		size := max(bodySize, 14-float64(level))
		f.addWithNext(14, f.text(parent.child("H"+strconv.Itoa(level)), bold(text), size, in))
	}
}

func (f *flow) list(parent *element, l List, in box) {
	numbering := "Disc"
	if l.Ordered {
		numbering = "Decimal"
	}
	tag := parent.child("L").with("/O/List/ListNumbering/" + numbering)
	start := len(f.atoms)
	for i, item := range l.Items {
		label := "•"
		if l.Ordered {
			label = strconv.Itoa(i+1) + "."
		}
		f.item(tag.child("LI"), label, item, in)
	}
	if start < len(f.atoms) {
		f.atoms[start].gap = paragraphGap
	}
}

func (f *flow) item(tag *element, label string, item Blocks, in box) {
	mark := stack(f.text(tag.child("Lbl"), Text(label+" "), bodySize, in)...)
	start := len(f.atoms)
	f.blocks(tag.child("LBody"), item, in.indent(listIndent))
	if len(f.atoms) == start {
		f.atoms = append(f.atoms, atom{})
	}
	first := &f.atoms[start]
	marks := first.marks
	first.marks = nil
	first.overlay(mark, 0)
	first.marks = append(first.marks, marks...)
	first.gap = paragraphGap / 2
}

func (f *flow) definitions(parent *element, d Definitions, in box) {
	list := parent.child("L").with("/O/List/ListNumbering/None")
	for _, row := range d.Rows {
		item := list.child("LI")
		f.addWithNext(paragraphGap, f.text(item.child("Lbl"), bold(row.Question), bodySize, in))
		answer := f.text(item.child("LBody"), Text(row.Answer), bodySize, in)
		if len(answer) == 0 {
			answer = []atom{{height: leading(bodySize)}}
		}
		f.add(1, answer)
	}
}

// signature leaves room to write on lines, with what must be filled in before
// each.
func (f *flow) signature(parent *element, s SignatureLine, in box) {
	const label, room = 90.0, 14.0
	f.addWithNext(20, f.text(parent.child("P"), bold(s.Label), bodySize, in))
	all := atom{}
	for _, field := range signatureFields {
		line := stack(f.text(parent.child("P"), Text(field+":"), bodySize, in)...)
		line.gap = room
		line.rules = []rule{{in.x + label, bodySize * 1.3, in.width - label, 0.7, inkRule}}
		all = stack(all, line)
	}
	f.atoms = append(f.atoms, all)
}

// joined gives lines as one text with breaks.
func joined(lines []string) Spans { return Text(strings.Join(lines, "\n")) }

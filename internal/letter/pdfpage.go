package letter

import (
	"fmt"
	"math"
	"strings"
)

// Colours as PDF operands for red, green, blue.
const (
	inkText      = "0 0 0"
	inkRule      = "0.35 0.35 0.35"
	inkFooter    = "0.3 0.3 0.3"
	inkWatermark = "0.88 0.88 0.88"
)

// setting is an atom with its place on a page, y down from the top.
type setting struct {
	atom
	y          float64
	decoration bool // drawn before, so no content now
}

// paginate divides the atoms over pages.
func paginate(atoms []atom) [][]setting {
	pages := [][]setting{nil}
	y := marginTop
	for i, a := range atoms {
		page := &pages[len(pages)-1]
		if len(*page) > 0 && y+together(atoms[i:]) > pageHeight-marginBottom {
			pages = append(pages, nil)
			page, y = &pages[len(pages)-1], marginTop
			if a.repeat != nil {
				*page = append(*page, setting{*a.repeat, y, true})
				y += a.repeat.height
			}
		} else if len(*page) > 0 {
			y += a.gap
		}
		*page = append(*page, setting{a, y, false})
		y += a.height
	}
	return pages
}

// together is the height from here to the first atom that may end a page. What
// does not fit on any page need not stay together.
func together(atoms []atom) float64 {
	height := 0.0
	for _, a := range atoms {
		height += a.gap + a.height
		if !a.withNext {
			break
		}
	}
	if height > bodyHeight {
		return atoms[0].gap + atoms[0].height
	}
	return height
}

// sheet is one page in the making.
type sheet struct {
	*typesetter
	strings.Builder
	number int // from 0
	owners []*element
}

// place draws one atom.
func (s *sheet) place(p setting) {
	for _, r := range p.rules {
		s.begin("/Artifact BMC")
		fmt.Fprintf(s, "%s RG %s w %s %s m %s %s l S EMC\n", r.color, num(r.thick),
			num(r.x), num(pageHeight-p.y-r.y), num(r.x+r.width), num(pageHeight-p.y-r.y))
	}
	for _, m := range p.marks {
		if m.tag == nil || p.decoration {
			s.begin("/Artifact <</Type/Pagination>> BDC")
		} else {
			s.begin(fmt.Sprintf("/%s <</MCID %d>> BDC", m.tag.tag, len(s.owners)))
			m.tag.kids = append(m.tag.kids, kid{page: s.number, mcid: len(s.owners)})
			s.owners = append(s.owners, m.tag)
		}
		s.text(m.runs, inkText, fmt.Sprintf("1 0 0 1 %s %s", num(m.x), num(pageHeight-p.y-m.y)))
	}
}

func (s *sheet) begin(operator string) { s.WriteString(operator + "\n") }

// text shows runs after each other from where the matrix says, and closes the
// marked content.
func (s *sheet) text(runs []run, color, matrix string) {
	fmt.Fprintf(s, "BT %s rg %s Tm\n", color, matrix)
	for _, r := range runs {
		fmt.Fprintf(s, "/F%d %s Tf <", r.face, num(r.size))
		for _, c := range r.text {
			fmt.Fprintf(s, "%04X", s.typesetter.number(r.face, c))
		}
		s.WriteString("> Tj\n")
	}
	s.WriteString("ET EMC\n")
}

func plainRun(face int, size float64, text string) []run {
	return []run{{face, size, []rune(strings.ReplaceAll(inPrint(text), "\n", " "))}}
}

// watermark goes from corner to corner, behind the letter.
func (s *sheet) watermark(text string) {
	if text == "" {
		return
	}
	const angle = math.Pi / 3.4
	width := s.natural(bold(text), 1)
	size := min(90, 620/max(width, 1))
	cos, sin := math.Cos(angle), math.Sin(angle)
	x, y := pageWidth/2-cos*width*size/2, pageHeight/2-sin*width*size/2
	s.begin("/Artifact <</Type/Pagination/Subtype/Watermark>> BDC")
	s.text(plainRun(1, size, text), inkWatermark, fmt.Sprintf("%.4f %.4f %.4f %.4f %s %s", cos, sin, -sin, cos, num(x), num(y)))
}

// footer says whose letter it is and which page.
func (s *sheet) footer(doc Document, pages int) {
	const size, baseline = 8.5, 40.0
	left := strings.Join(present(doc.Letterhead.Name, doc.Reference), " · ")
	right := fmt.Sprintf("Pagina %d van %d", s.number+1, pages)
	room := s.natural(Text(right), size)
	s.begin("/Artifact <</Type/Pagination/Subtype/Footer>> BDC")
	s.text(plainRun(0, size, right), inkFooter, fmt.Sprintf("1 0 0 1 %s %s", num(pageWidth-marginSide-room), num(baseline)))
	if lines := s.lines(Text(left), size, bodyWidth-room-20); len(lines) > 0 {
		s.begin("/Artifact <</Type/Pagination/Subtype/Footer>> BDC")
		s.text(lines[0], inkFooter, fmt.Sprintf("1 0 0 1 %s %s", num(marginSide), num(baseline)))
	}
}

func present(texts ...string) []string {
	var out []string
	for _, text := range texts {
		if text != "" {
			out = append(out, text)
		}
	}
	return out
}

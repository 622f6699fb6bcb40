package procedure

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Draw gives an SVG picture of the phases and the ways between them. now is the
// phase where a case is, "" for none. Colours stand in attributes, so that the
// picture shows alone and under a policy that forbids styles; a page can change
// them by the classes tekening__….
func Draw(p *Procedure, now string) string {
	g := newGraph(p)
	for _, b := range g.boxes {
		b.now = b.phase.Name == now
		b.title = wrap(b.phase.Title, textRoom, titleFont, 3)
		b.below = wrap(onMove(p, b.phase), textRoom, smallFont, 2)
		if n := g.onwardNumbers(b); len(n) > 0 {
			b.below = append(b.below, wrap("daarna verder bij "+choosing(n), textRoom, smallFont, 2)...)
		}
	}
	s := &svg{}
	if len(g.boxes) == 0 {
		s.open(p, now, 420, 60)
		s.text(margin, 36, 15, "start", "tekening__tekst", ink, "Deze procedure heeft geen fasen die worden getekend.")
		return s.close()
	}
	r := route(g)
	notes := r.notesBelow()
	s.open(p, now, r.width, r.height+len(notes)*smallLine+44)
	s.start(r)
	for _, a := range drawOrder(g.arrows) {
		s.arrow(r, a)
	}
	for _, a := range g.arrows {
		s.label(r.labelAt(a), a)
	}
	for _, b := range g.boxes {
		s.box(b)
	}
	s.legend(r, notes)
	return s.close()
}

// drawOrder puts the main way on top.
func drawOrder(arrows []*arrow) []*arrow {
	sorted := slices.Clone(arrows)
	slices.SortStableFunc(sorted, func(a, b *arrow) int {
		return weight(a) - weight(b)
	})
	return sorted
}

func weight(a *arrow) int {
	if a.main {
		return 1
	}
	return 0
}

func onMove(p *Procedure, f *Phase) string {
	if f.End || len(f.OnMove) == 0 {
		return ""
	}
	w := &prose{p: p}
	return "aan zet: " + w.roleList(f.OnMove)
}

// DrawText is the picture in words: every phase, and where it leads.
func DrawText(p *Procedure, now string) string {
	g := newGraph(p)
	var b strings.Builder
	for _, x := range g.boxes {
		line := fmt.Sprintf("%d. %s", x.number, x.phase.Title)
		if who := onMove(p, x.phase); who != "" {
			line += " (" + who + ")"
		}
		if x.phase.Name == now {
			line += ": hier is de zaak"
		}
		b.WriteString(line + ".\n")
		for _, a := range g.out(x) {
			b.WriteString("   - " + a.inWords() + ".\n")
		}
		if n := g.onwardNumbers(x); len(n) > 0 {
			b.WriteString("   - Daarna verder bij " + choosing(n) + ".\n")
		}
		if len(g.out(x)) == 0 && len(x.onward) == 0 {
			b.WriteString("   - Hier eindigt de zaak.\n")
		}
	}
	for _, n := range g.notes {
		b.WriteString(n + "\n")
	}
	return b.String()
}

func (a *arrow) inWords() string {
	word := "naar"
	if a.back {
		word = "terug naar"
	}
	var quoted []string
	for _, l := range a.labels {
		if strings.HasPrefix(l, "als ") || l == "anders" {
			quoted = append(quoted, l)
		} else {
			quoted = append(quoted, "“"+l+"”")
		}
	}
	return capital(choosing(quoted)) + ": " + word + " " + fmt.Sprintf("%d. %s", a.to.number, a.to.phase.Title)
}

func (b *box) textHeight() int {
	h := 26 + len(b.title)*titleLine + len(b.below)*smallLine
	if b.now {
		h += 28
	}
	return h
}

// Colours of the drawing.
const (
	ink       = "#17212c"
	inkSoft   = "#4a5866"
	lineSoft  = "#74808d"
	paper     = "#ffffff"
	well      = "#f1f4f8"
	accent    = "#1d5b8f"
	highlight = "#fef4dd"
	amber     = "#7d4a00"
	fontList  = "'Source Sans 3', 'Segoe UI', system-ui, 'Helvetica Neue', Arial, sans-serif"
)

type svg struct{ b strings.Builder }

func (s *svg) add(format string, args ...any) { fmt.Fprintf(&s.b, format+"\n", args...) }

func escape(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		return ""
	}
	return b.String()
}

func (s *svg) open(p *Procedure, now string, width, height int) {
	id := "tekening-" + strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '-'
	}, p.ID)
	s.add(`<svg xmlns="http://www.w3.org/2000/svg" class="tekening" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="%s-naam %s-tekst" font-family="%s" lang="nl">`,
		width, height, width, height, id, id, fontList)
	s.add(`<title id="%s-naam">Fasen van %s</title>`, id, escape(p.Title))
	s.add(`<desc id="%s-tekst">%s</desc>`, id, escape(DrawText(p, now)))
	s.add(`<rect width="%d" height="%d" fill="%s" class="tekening__grond"/>`, width, height, paper)
}

func (s *svg) close() string { return s.b.String() + "</svg>\n" }

func (s *svg) text(x, y, size int, anchor, class, fill, text string) {
	weight := ""
	if class == "tekening__naam" {
		weight = ` font-weight="600"`
	}
	s.add(`<text x="%d" y="%d" font-size="%d" text-anchor="%s" fill="%s" class="%s"%s>%s</text>`, x, y, size, anchor, fill, class, weight, escape(text))
}

// start is the dot from which the first phase is reached.
func (s *svg) start(r *router) {
	first := r.boxes[0]
	x, y := first.middle(), margin+6
	s.add(`<circle cx="%d" cy="%d" r="6" fill="%s" class="tekening__begin"/>`, x, y, accent)
	s.line([]point{{x, y + 6}, {x, first.y}}, accent, 2, false, "tekening__hoofdweg")
}

func (s *svg) arrow(r *router, a *arrow) {
	points := r.points(a)
	switch {
	case a.main:
		s.line(points, accent, 3, false, "tekening__hoofdweg")
	case a.back:
		s.line(points, inkSoft, 2, true, "tekening__terug")
	default:
		s.line(points, inkSoft, 2, false, "tekening__weg")
	}
}

// line draws a path with round corners and an arrow head at its end.
func (s *svg) line(points []point, colour string, width int, dashed bool, class string) {
	dash := ""
	if dashed {
		dash = ` stroke-dasharray="6 4"`
	}
	last := len(points) - 1
	tip := points[last]
	dx, dy := direction(points[last-1], tip)
	points = append(slices.Clone(points[:last]), point{tip.x - dx*(arrowHead-1), tip.y - dy*(arrowHead-1)})
	s.add(`<path d="%s" fill="none" stroke="%s" stroke-width="%d"%s class="%s"/>`, rounded(points), colour, width, dash, class)
	s.add(`<path d="M%d %d L%d %d L%d %d Z" fill="%s" class="%s"/>`, tip.x, tip.y,
		tip.x-dx*arrowHead+dy*5, tip.y-dy*arrowHead+dx*5, tip.x-dx*arrowHead-dy*5, tip.y-dy*arrowHead-dx*5, colour, class+"punt")
}

func direction(a, b point) (dx, dy int) { return sign(b.x - a.x), sign(b.y - a.y) }

func sign(n int) int {
	switch {
	case n > 0:
		return 1
	case n < 0:
		return -1
	}
	return 0
}

func rounded(points []point) string {
	d := fmt.Sprintf("M%d %d", points[0].x, points[0].y)
	for i := 1; i < len(points)-1; i++ {
		before, at, after := points[i-1], points[i], points[i+1]
		in, out := min(corner, distanceTo(before, at)/2), min(corner, distanceTo(at, after)/2)
		dx, dy := direction(before, at)
		ex, ey := direction(at, after)
		d += fmt.Sprintf(" L%d %d Q%d %d %d %d", at.x-dx*in, at.y-dy*in, at.x, at.y, at.x+ex*out, at.y+ey*out)
	}
	end := points[len(points)-1]
	return d + fmt.Sprintf(" L%d %d", end.x, end.y)
}

// distanceTo is the length of a line that runs across or down.
func distanceTo(a, b point) int { return max(a.x-b.x, b.x-a.x) + max(a.y-b.y, b.y-a.y) }

// label stands on its arrow, with the paper behind it.
func (s *svg) label(at point, a *arrow) {
	if len(a.text) == 0 {
		return
	}
	width := 0
	for _, l := range a.text {
		width = max(width, textWidth(l, smallFont))
	}
	h := a.labelHeight()
	s.add(`<rect x="%d" y="%d" width="%d" height="%d" rx="4" fill="%s" class="tekening__grond"/>`, at.x-width/2-6, at.y-h/2, width+12, h, paper)
	colour := inkSoft
	if a.main {
		colour = accent
	}
	for i, l := range a.text {
		s.text(at.x, at.y-h/2+15+i*smallLine, 13, "middle", "tekening__tekst", colour, l)
	}
}

func (s *svg) box(b *box) {
	fill, stroke, width, title, soft := paper, lineSoft, 1, ink, inkSoft
	class := "tekening__fase"
	switch {
	case b.now:
		fill, stroke, width, title, soft, class = accent, accent, 2, paper, paper, "tekening__hier"
	case b.main:
		stroke, width, class = accent, 2, "tekening__fase tekening__fase--hoofdweg"
	}
	round := 10
	if b.phase.End {
		round = b.h / 2
		if !b.now {
			fill = well
		}
	}
	s.add(`<rect x="%d" y="%d" width="%d" height="%d" rx="%d" fill="%s" stroke="%s" stroke-width="%d" class="%s"/>`, b.x, b.y, boxWidth, b.h, round, fill, stroke, width, class)
	s.content(b, title, soft)
}

func (s *svg) content(b *box, title, soft string) {
	y := b.y + (b.h-b.textHeight())/2 + 13
	s.number(b, y+titleLine*len(b.title)/2)
	for i, l := range b.title {
		s.text(b.x+48, y+15+i*titleLine, 15, "start", "tekening__naam", title, l)
	}
	y += len(b.title) * titleLine
	for i, l := range b.below {
		s.text(b.x+48, y+13+i*smallLine, 13, "start", "tekening__tekst", soft, l)
	}
	if b.now {
		y += len(b.below)*smallLine + 4
		s.add(`<rect x="%d" y="%d" width="126" height="22" rx="11" fill="%s" class="tekening__vlag"/>`, b.x+46, y, highlight)
		s.text(b.x+109, y+15, 13, "middle", "tekening__naam", amber, "Hier is de zaak")
	}
}

func (s *svg) number(b *box, y int) {
	fill, text := well, ink
	switch {
	case b.now:
		fill, text = paper, accent
	case b.main:
		fill, text = accent, paper
	case b.phase.End:
		fill = paper
	}
	s.add(`<circle cx="%d" cy="%d" r="13" fill="%s" class="tekening__cijfervlak"/>`, b.x+26, y, fill)
	s.text(b.x+26, y+5, 14, "middle", "tekening__naam", text, fmt.Sprint(b.number))
}

func (r *router) notesBelow() []string {
	var lines []string
	for _, n := range r.notes {
		lines = append(lines, wrap(n, max(r.width-2*margin, 300), smallFont, 4)...)
	}
	return lines
}

// legend says what the three kinds of line mean, and what is open everywhere.
func (s *svg) legend(r *router, notes []string) {
	y := r.height + 12
	x := margin
	for _, kind := range []struct {
		text, colour string
		width        int
		dashed       bool
	}{{"gewone weg", accent, 3, false}, {"andere weg", inkSoft, 2, false}, {"terug", inkSoft, 2, true}} {
		s.line([]point{{x, y}, {x + 34, y}}, kind.colour, kind.width, kind.dashed, "tekening__weg")
		s.text(x+42, y+4, 13, "start", "tekening__tekst", inkSoft, kind.text)
		x += 42 + textWidth(kind.text, smallFont) + 24
	}
	for i, n := range notes {
		s.text(margin, y+26+i*smallLine, 13, "start", "tekening__tekst", inkSoft, n)
	}
}

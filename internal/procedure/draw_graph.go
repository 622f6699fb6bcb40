package procedure

import (
	"cmp"
	"slices"
	"strconv"
)

// graph is a procedure as boxes (phases) and arrows (ways from one to another).
type graph struct {
	p      *Procedure
	boxes  []*box
	arrows []*arrow
	notes  []string // ways that are open in many phases, told in words
	layers int
	cols   int
}

type box struct {
	phase   *Phase
	number  int
	main    bool // on the main way
	layer   int
	column  int
	title   []string
	below   []string // who is to act, and where a hidden phase leads from here
	onward  []string // phases to which a hidden phase sends a case on from here
	now     bool
	x, y, h int
}

type arrow struct {
	from, to *box
	labels   []string
	first    bool // the way that the author put first
	main     bool
	back     bool
	track
}

func newGraph(p *Procedure) *graph {
	g := &graph{p: p}
	for i := range p.Phases {
		if f := &p.Phases[i]; !f.Hidden {
			g.boxes = append(g.boxes, &box{phase: f, number: i + 1})
		}
	}
	for _, b := range g.boxes {
		g.leave(b)
	}
	g.always()
	if len(g.boxes) > 0 {
		g.findBack()
		g.findMain()
		g.findLayers()
		g.findColumns()
	}
	return g
}

func (g *graph) box(name string) *box {
	for _, b := range g.boxes {
		if b.phase.Name == name {
			return b
		}
	}
	return nil
}

// leave adds the ways out of a phase.
func (g *graph) leave(b *box) {
	f := b.phase
	for _, a := range slices.Concat(pointers(f.Tasks), pointers(f.Actions)) {
		g.connect(b, a.To, a.button(), a.Main, nil)
	}
	for i, t := range f.Next {
		g.connect(b, t.Target(), t.label(len(f.Next) == 1), i == 0, nil)
	}
}

func (a *Action) button() string {
	if a.Label != "" {
		return a.Label
	}
	return a.Name
}

// label says in words when a transition is taken.
func (t *Transition) label(only bool) string {
	switch {
	case t.When.Given():
		return "als " + t.When.say()
	case only:
		return "als alles is gedaan"
	}
	return "anders"
}

// connect adds a way. A phase that is not drawn is passed through; when it can
// lead to many phases that is told in the box, because the arrows would hide
// the picture.
func (g *graph) connect(from *box, to, label string, first bool, seen []string) {
	if to == "" || to == from.phase.Name || slices.Contains(seen, to) {
		return
	}
	if b := g.box(to); b != nil {
		g.add(from, b, label, first)
		return
	}
	for i := range g.p.Phases {
		f := &g.p.Phases[i]
		switch targets := f.targets(); {
		case f.Name != to:
		case len(targets) > maxThrough:
			from.onward = targets
		default:
			for _, next := range targets {
				g.connect(from, next, label, first, append(seen, to))
			}
		}
	}
}

// maxThrough is to how many phases a hidden phase may lead and still be drawn
// as arrows.
const maxThrough = 2

// onwardNumbers are the numbers of the phases to which a case can be sent on.
func (g *graph) onwardNumbers(b *box) []string {
	var numbers []int
	for _, name := range b.onward {
		if to := g.box(name); to != nil && to != b {
			numbers = append(numbers, to.number)
		}
	}
	slices.Sort(numbers)
	var found []string
	for _, n := range slices.Compact(numbers) {
		found = append(found, strconv.Itoa(n))
	}
	return found
}

// targets are all phases to which a phase can lead.
func (f *Phase) targets() []string {
	var found []string
	for _, a := range slices.Concat(pointers(f.Tasks), pointers(f.Actions)) {
		found = append(found, a.To)
	}
	for _, t := range f.Next {
		found = append(found, t.Target())
	}
	found = slices.DeleteFunc(found, func(n string) bool { return n == "" })
	slices.Sort(found)
	return slices.Compact(found)
}

func (g *graph) add(from, to *box, label string, first bool) {
	for _, a := range g.arrows {
		if a.from == from && a.to == to {
			a.first = a.first || first
			if !slices.Contains(a.labels, label) {
				a.labels = append(a.labels, label)
			}
			return
		}
	}
	g.arrows = append(g.arrows, &arrow{from: from, to: to, labels: []string{label}, first: first})
}

// always draws what is possible in one or two phases, and tells the rest in
// words: an arrow from every phase would hide the picture.
func (g *graph) always() {
	for _, a := range pointers(g.p.Always) {
		to := g.box(a.To)
		switch {
		case to == nil || len(a.By) == 0:
		case len(a.In) > 0 && len(a.In) <= 2:
			for _, in := range a.In {
				if b := g.box(in); b != nil {
					g.connect(b, a.To, a.button(), false, nil)
				}
			}
		default:
			if n := g.note(a, to); !slices.Contains(g.notes, n) {
				g.notes = append(g.notes, n)
			}
		}
	}
}

func (g *graph) note(a *Action, to *box) string {
	var numbers []int
	for _, b := range g.boxes {
		if slices.Contains(a.In, b.phase.Name) {
			numbers = append(numbers, b.number)
		}
	}
	where := "In fase " + numberList(numbers)
	if len(a.In) == 0 || len(numbers) == g.open() {
		where = "In elke fase"
	}
	return where + " mogelijk: “" + a.button() + "”, naar " + strconv.Itoa(to.number) + ". " + period(to.phase.Title)
}

// open counts the phases in which a case is not at its end.
func (g *graph) open() int {
	n := 0
	for _, b := range g.boxes {
		if !b.phase.End {
			n++
		}
	}
	return n
}

// numberList gives “2, 4 tot en met 7 en 9”.
func numberList(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		switch text := strconv.Itoa(numbers[i]); {
		case j > i+1:
			parts = append(parts, text+" tot en met "+strconv.Itoa(numbers[j]))
		case j == i+1:
			parts = append(parts, text, strconv.Itoa(numbers[j]))
		default:
			parts = append(parts, text)
		}
		i = j + 1
	}
	return listing(parts)
}

func (g *graph) out(b *box) []*arrow {
	var found []*arrow
	for _, a := range g.arrows {
		if a.from == b {
			found = append(found, a)
		}
	}
	return found
}

// findBack marks the arrows to a phase that stands earlier in the text: that is
// the order in which its author thinks.
func (g *graph) findBack() {
	for _, a := range g.arrows {
		a.back = a.to.number < a.from.number
	}
}

// findMain follows the way that a case goes when nothing special happens: the
// main action, or the first row of `daarna`, or the next phase of the text.
func (g *graph) findMain() {
	b := g.boxes[0]
	for !b.main {
		b.main = true
		next := g.follow(b)
		if next == nil {
			return
		}
		next.main = true
		b = next.to
	}
}

func (g *graph) follow(b *box) *arrow {
	var best *arrow
	rank := func(a *arrow) int {
		switch {
		case a.first:
			return 2
		case a.to.number == b.number+1:
			return 1
		}
		return 0
	}
	for _, a := range g.out(b) {
		if !a.back && !a.to.main && (best == nil || rank(a) > rank(best)) {
			best = a
		}
	}
	return best
}

// findLayers gives each phase its row: below every phase that leads to it.
func (g *graph) findLayers() {
	for range g.boxes { // the longest way has fewer steps than there are boxes
		for _, a := range g.arrows {
			if !a.back && a.to.layer <= a.from.layer {
				a.to.layer = a.from.layer + 1
			}
		}
	}
	for _, b := range g.boxes {
		g.layers = max(g.layers, b.layer+1)
	}
	g.loose()
}

// loose places phases to which no arrow leads, only an action of `altijd`: an
// end beside the last row, another one beside the phase that follows it.
func (g *graph) loose() {
	for i, b := range g.boxes {
		reached := slices.ContainsFunc(g.arrows, func(a *arrow) bool { return a.to == b && !a.back })
		if i == 0 || b.main || reached {
			continue
		}
		if len(g.out(b)) == 0 && b.phase.End {
			b.layer = g.layers - 1
		} else if i+1 < len(g.boxes) {
			b.layer = max(b.layer, min(g.boxes[i+1].layer, g.ceiling(b)))
		}
	}
}

// ceiling is the lowest row on which a phase still stands above those it leads to.
func (g *graph) ceiling(b *box) int {
	lowest := g.layers - 1
	for _, a := range g.out(b) {
		if !a.back {
			lowest = min(lowest, a.to.layer-1)
		}
	}
	return lowest
}

// findColumns puts the main way in the first column and every other phase in the
// first column where neither it nor the arrows along it meet another phase.
func (g *graph) findColumns() {
	g.cols = 1
	order := slices.Clone(g.boxes)
	slices.SortStableFunc(order, func(a, b *box) int { return cmp.Compare(a.layer, b.layer) })
	taken := map[[2]int]bool{}
	for _, b := range order {
		if b.main {
			continue
		}
		g.settle(b, taken)
		from, to := g.span(b)
		b.column = g.freeColumn(taken, from, to)
		for l := from; l <= to; l++ {
			taken[[2]int{b.column, l}] = true
		}
		g.cols = max(g.cols, b.column+1)
	}
}

func (g *graph) freeColumn(taken map[[2]int]bool, from, to int) int {
	column := 1
	for g.occupied(taken, column, from, to) {
		column++
	}
	return column
}

// settle moves a phase that no arrow touches to the row near it that is widest.
func (g *graph) settle(b *box, taken map[[2]int]bool) {
	if slices.ContainsFunc(g.arrows, func(a *arrow) bool { return a.from == b || a.to == b }) {
		return
	}
	best := g.freeColumn(taken, b.layer, b.layer)
	for l := b.layer + 1; l < min(b.layer+4, g.layers); l++ {
		if c := g.freeColumn(taken, l, l); c < best {
			best, b.layer = c, l
		}
	}
}

func (g *graph) occupied(taken map[[2]int]bool, column, from, to int) bool {
	for l := from; l <= to; l++ {
		if taken[[2]int{column, l}] {
			return true
		}
	}
	return false
}

// span are the rows that a phase and its straight arrows take in its column.
func (g *graph) span(b *box) (from, to int) {
	from, to = b.layer, b.layer
	for _, a := range g.arrows {
		if a.back {
			continue
		}
		if a.to == b {
			from = min(from, a.from.layer+1)
		}
		if a.from == b {
			to = max(to, a.to.layer-1)
		}
	}
	return from, to
}

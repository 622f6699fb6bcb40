package procedure

import (
	"cmp"
	"slices"
)

// Sizes of the drawing in pixels.
const (
	boxWidth    = 248
	textRoom    = boxWidth - 58 // beside the number
	pitch       = boxWidth + 40 // from one column to the next
	margin      = 16
	titleLine   = 20
	smallLine   = 17
	labelWidth  = 148
	labelZone   = labelWidth + 16 // beside the columns, for labels on lanes
	laneStep    = 16
	trackStep   = 14
	corner      = 8
	arrowHead   = 9
	startHeight = 34
)

// way is how an arrow goes from box to box.
type way int

const (
	straight   way = iota // down in its own column
	downAcross            // down in the column of its start, then across
	acrossDown            // across below its start, then down in the column of its end
	leftLane              // beside the columns
	rightLane
)

// track is where an arrow runs.
type track struct {
	way      way
	lane     int
	text     []string // the label, in lines
	outX     int      // offset from the middle of the box below which it starts
	inX      int
	outY     int // offset from the top of the box beside which it starts
	inY      int
	outTrack int // which horizontal below the start
	inTrack  int // which horizontal above the end
	atTop    bool
	atBottom bool
	beside   bool // its label stands beside another one
	slot     int  // which of the labels in the same gap and column
}

func (t track) labelHeight() int {
	if len(t.text) == 0 {
		return 0
	}
	return len(t.text)*smallLine + 6
}

// router gives every arrow its way and the rows and gaps their heights.
type router struct {
	*graph
	outTracks, inTracks []int          // per layer
	stacks              map[[2]int]int // height of the labels in a gap and column
	rowY, rowH          []int
	leftLanes           int
	rightLanes          int
	originX             int
	width, height       int
}

func route(g *graph) *router {
	r := &router{graph: g, outTracks: make([]int, g.layers), inTracks: make([]int, g.layers), stacks: map[[2]int]int{}}
	for _, a := range g.arrows {
		a.way = r.choose(a)
		a.text = wrapLabels(a.labels, a.labelRoom())
	}
	r.sides()
	r.ports()
	r.lanes()
	r.heights()
	r.place()
	return r
}

// labelRoom is how wide a label may be: below a box there is more room than
// beside the columns.
func (a *arrow) labelRoom() int {
	if a.way == leftLane || a.way == rightLane {
		return labelWidth
	}
	return boxWidth - 28
}

// free tells whether a column holds no phase in the rows between two phases.
func (r *router) free(column, above, below int) bool {
	return !slices.ContainsFunc(r.boxes, func(b *box) bool {
		return b.column == column && b.layer > above && b.layer < below
	})
}

func (r *router) choose(a *arrow) way {
	f, t := a.from, a.to
	switch {
	case a.back && f.column == 0:
		return leftLane
	case a.back || t.layer <= f.layer:
		return rightLane
	case f.column == t.column && r.free(f.column, f.layer, t.layer):
		return straight
	case f.column < t.column && r.free(t.column, f.layer, t.layer):
		return acrossDown
	case f.column != t.column && r.free(f.column, f.layer, t.layer):
		return downAcross
	case f.column != t.column && r.free(t.column, f.layer, t.layer):
		return acrossDown
	}
	return rightLane
}

// lastIn tells whether nothing stands to the right of a box.
func (r *router) lastIn(b *box) bool {
	return !slices.ContainsFunc(r.boxes, func(o *box) bool { return o.layer == b.layer && o.column > b.column })
}

// sides gives arrows that run in a lane their place at the side of a box, and
// makes a box high enough for them. Where another box is in the way they leave
// below it and arrive above it.
func (r *router) sides() {
	for _, b := range r.boxes {
		b.h = b.textHeight()
		for _, w := range []way{leftLane, rightLane} {
			r.side(b, w)
		}
	}
}

func (r *router) side(b *box, w way) {
	reachable := w == leftLane && b.column == 0 || w == rightLane && r.lastIn(b)
	var in, out []*arrow
	need := 0
	for _, a := range r.arrows {
		if a.way != w {
			continue
		}
		if a.to == b {
			if a.atTop = !reachable; reachable {
				in = append(in, a)
				need += trackStep
			}
		}
		if a.from == b {
			if a.atBottom = !reachable; reachable {
				out = append(out, a)
				need += a.labelHeight() + 6
			}
		}
	}
	b.h = max(b.h, need+16)
	y := (b.h - need) / 2
	for _, a := range in {
		a.inY = y + trackStep/2
		y += trackStep
	}
	for _, a := range out {
		a.outY = y + (a.labelHeight()+6)/2
		y += a.labelHeight() + 6
	}
}

// ports spreads the arrows over the lower and upper edge of each box, and counts
// the horizontals and labels in the gaps.
func (r *router) ports() {
	for _, b := range r.boxes {
		r.lowerEdge(b)
		r.upperEdge(b)
	}
	for _, a := range r.arrows {
		r.stack(a)
	}
}

// stack keeps the labels in one gap and column apart: below each other, unless
// they stand side by side.
func (r *router) stack(a *arrow) {
	if a.way == leftLane || a.way == rightLane {
		return
	}
	key := [2]int{a.from.layer + 1, a.from.column}
	if a.way == acrossDown {
		key[1] = a.to.column
	}
	if a.beside {
		r.stacks[key] = max(r.stacks[key], a.labelHeight()+4)
		return
	}
	a.slot = r.stacks[key]
	r.stacks[key] += a.labelHeight() + 4
}

func (r *router) lowerEdge(b *box) {
	var centre []*arrow
	side := 0
	for _, a := range r.out(b) {
		switch {
		case a.way == straight || a.way == downAcross:
			centre = append(centre, a)
		case a.way == acrossDown || a.atBottom:
			a.outX = boxWidth/2 - 26 - 18*side
			if a.way == leftLane || a.way == acrossDown && a.to.column < b.column {
				a.outX = -a.outX
			}
			a.outTrack = r.outTracks[b.layer]
			r.outTracks[b.layer]++
			side++
		}
	}
	besides(centre)
}

// besides spreads the arrows that go down from one box. Two get half of its
// width each, for line and label.
func besides(centre []*arrow) {
	slices.SortStableFunc(centre, func(a, b *arrow) int { return cmp.Compare(a.to.column, b.to.column) })
	for i, a := range centre {
		a.outX = spread(i)
		if len(centre) == 2 {
			a.beside, a.outX = true, (2*i-1)*boxWidth/4
			a.text = wrapLabels(a.labels, boxWidth/2-12)
		}
	}
}

func (r *router) upperEdge(b *box) {
	centre, side := 0, 0
	for _, a := range r.arrows {
		if a.to != b {
			continue
		}
		switch {
		case a.way == straight || a.way == acrossDown:
			a.inX = spread(centre)
			if a.way == straight {
				a.inX = a.outX
			}
			centre++
		case a.way == downAcross || a.atTop:
			a.inX = boxWidth/2 - 26 - 18*side
			if a.way == leftLane || a.way == downAcross && a.from.column < b.column {
				a.inX = -a.inX
			}
			a.inTrack = r.inTracks[b.layer]
			r.inTracks[b.layer]++
			side++
		}
	}
}

// spread gives 0, 40, -40, 80 …
func spread(n int) int {
	if n%2 == 1 {
		return 40 * (n + 1) / 2
	}
	return -40 * n / 2
}

// lanes puts arrows beside the columns: the shortest nearest, and two in one
// lane only when they do not meet.
func (r *router) lanes() {
	r.leftLanes, r.rightLanes = r.lanesOf(leftLane), r.lanesOf(rightLane)
}

func (r *router) lanesOf(w way) int {
	var all []*arrow
	for _, a := range r.arrows {
		if a.way == w {
			all = append(all, a)
		}
	}
	slices.SortStableFunc(all, func(a, b *arrow) int { return cmp.Compare(a.reach(), b.reach()) })
	count := 0
	for i, a := range all {
		for slices.ContainsFunc(all[:i], func(o *arrow) bool { return o.lane == a.lane && o.meets(a) }) {
			a.lane++
		}
		count = max(count, a.lane+1)
	}
	return count
}

func (a *arrow) reach() int { return max(a.from.layer, a.to.layer) - min(a.from.layer, a.to.layer) }

func (a *arrow) meets(b *arrow) bool {
	return min(a.from.layer, a.to.layer) <= max(b.from.layer, b.to.layer) && min(b.from.layer, b.to.layer) <= max(a.from.layer, a.to.layer)
}

// heights stacks rows and gaps.
func (r *router) heights() {
	r.rowY, r.rowH = make([]int, r.layers), make([]int, r.layers)
	for _, b := range r.boxes {
		r.rowH[b.layer] = max(r.rowH[b.layer], b.h)
	}
	y := margin + startHeight
	for l := range r.layers {
		if l > 0 {
			y += r.gap(l)
		} else {
			y += trackStep * r.inTracks[0]
		}
		r.rowY[l] = y
		y += r.rowH[l]
	}
	r.height = y + trackStep*r.outTracks[r.layers-1] + margin
}

// gap is the room above a row: horizontals, labels, horizontals, arrow heads.
func (r *router) gap(l int) int {
	return 12 + r.below(l-1) + r.labels(l) + trackStep*r.inTracks[l] + arrowHead + 12
}

func (r *router) below(l int) int { return trackStep * r.outTracks[l] }

func (r *router) labels(l int) int {
	most := 6
	for column := range r.cols {
		most = max(most, r.stacks[[2]int{l, column}])
	}
	return most
}

func (r *router) place() {
	r.originX = margin
	if r.leftLanes > 0 {
		r.originX += r.leftLanes*laneStep + labelZone
	}
	for _, b := range r.boxes {
		b.x = r.originX + b.column*pitch
		b.y = r.rowY[b.layer] + (r.rowH[b.layer]-b.h)/2
	}
	r.width = r.right() + margin
	if r.rightLanes > 0 {
		r.width += r.rightLanes*laneStep + labelZone
	}
}

// right is the right edge of the last column.
func (r *router) right() int { return r.originX + (r.cols-1)*pitch + boxWidth }

func (b *box) middle() int { return b.x + boxWidth/2 }

type point struct{ x, y int }

// points are the corners of an arrow.
func (r *router) points(a *arrow) []point {
	f, t := a.from, a.to
	start, end := point{f.middle() + a.outX, f.y + f.h}, point{t.middle() + a.inX, t.y}
	down, above := r.outY(a), r.inY(a)
	switch a.way {
	case straight:
		return []point{start, end}
	case downAcross:
		return []point{start, {start.x, above}, {end.x, above}, end}
	case acrossDown:
		return []point{start, {start.x, down}, {end.x, down}, end}
	}
	x, side := r.originX-labelZone-a.lane*laneStep, 0
	if a.way == rightLane {
		x, side = r.right()+labelZone+a.lane*laneStep, boxWidth
	}
	path := []point{{f.x + side, f.y + a.outY}, {x, f.y + a.outY}}
	if a.atBottom {
		path = []point{start, {start.x, down}, {x, down}}
	}
	if a.atTop {
		return append(path, point{x, above}, point{end.x, above}, end)
	}
	return append(path, point{x, t.y + a.inY}, point{t.x + side, t.y + a.inY})
}

// outY is the height of the horizontal below the start of an arrow.
func (r *router) outY(a *arrow) int {
	return r.rowY[a.from.layer] + r.rowH[a.from.layer] + 12 + trackStep*a.outTrack
}

// inY is the height of the horizontal above its end.
func (r *router) inY(a *arrow) int {
	return r.rowY[a.to.layer] - arrowHead - 8 - trackStep*a.inTrack
}

// labelAt is the middle of the label of an arrow.
func (r *router) labelAt(a *arrow) point {
	half := a.labelHeight() / 2
	l := a.from.layer
	inGap := r.rowY[l] + r.rowH[l] + 8 + r.below(l) + a.slot + half
	switch a.way {
	case straight, downAcross:
		return point{a.from.middle() + a.outX, inGap}
	case acrossDown:
		return point{a.to.middle() + a.inX, inGap}
	}
	y := a.from.y + a.outY
	if a.atBottom {
		y = r.outY(a)
	}
	if a.way == leftLane {
		return point{r.originX - labelZone/2 + 2, y}
	}
	return point{r.right() + labelZone/2 - 2, y}
}

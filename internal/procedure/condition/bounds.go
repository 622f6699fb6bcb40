package condition

import (
	"math/big"
	"slices"

	"passend/internal/civil"
)

// Facts with an order (numbers, amounts, days) are tried at the boundaries where
// a comparison changes, and in the stretches between them.

// stretch is a part of the line with one outcome. A nil end is open; in and on
// tell whether the ends belong to it.
type stretch struct {
	low, high         *big.Rat
	withLow, withHigh bool
	at                *big.Rat // a value in it
	outcome           string
}

func (f *flipper) ordered(s Symbol, now fact) []Flip {
	bounds := f.bounds(s, now)
	if len(bounds) == 0 {
		return nil
	}
	whole := s.Type == Date || s.Type == Number && now.value.num.IsInt() && !slices.ContainsFunc(bounds, func(b *big.Rat) bool { return !b.IsInt() })
	var merged []stretch
	for _, x := range stretches(bounds, whole) {
		x.outcome = f.verdict(f.run.with(s.Name, fact{onLine(s.Type, x.at), now.source, true}))
		if last := len(merged) - 1; last >= 0 && merged[last].outcome == x.outcome {
			merged[last].high, merged[last].withHigh = x.high, x.withHigh
			continue
		}
		merged = append(merged, x)
	}
	var flips []Flip
	for _, x := range merged {
		if x.outcome != "" && x.outcome != f.now {
			flips = append(flips, flip(s.Name, x.say(s.Type), x.outcome))
		}
	}
	return flips
}

// stretches cuts the line at the bounds: before, at, between, after. On a line
// of whole numbers a stretch without any is left out.
func stretches(bounds []*big.Rat, whole bool) []stretch {
	one := big.NewRat(1, 1)
	first, last := bounds[0], bounds[len(bounds)-1]
	all := []stretch{{high: first, at: new(big.Rat).Sub(first, one)}}
	for i, b := range bounds {
		if i > 0 {
			before := bounds[i-1]
			at, fits := between(before, b, whole)
			if fits {
				all = append(all, stretch{low: before, high: b, at: at})
			}
		}
		all = append(all, stretch{low: b, high: b, withLow: true, withHigh: true, at: b})
	}
	return append(all, stretch{low: last, at: new(big.Rat).Add(last, one)})
}

func between(a, b *big.Rat, whole bool) (*big.Rat, bool) {
	if whole {
		next := new(big.Rat).Add(a, big.NewRat(1, 1))
		return next, next.Cmp(b) < 0
	}
	sum := new(big.Rat).Add(a, b)
	return sum.Quo(sum, big.NewRat(2, 1)), true
}

func onLine(t Type, at *big.Rat) Value {
	if t == Date {
		return DayValue(civil.Day(at.Num().Int64()))
	}
	return Value{kind: t, num: at}
}

// say gives “minder dan 55 was”, “op of na 1 augustus 2026 lag”.
func (x stretch) say(t Type) string {
	day, verb := t == Date, " was"
	if day {
		verb = " lag"
	}
	show := func(r *big.Rat) string { return onLine(t, r).String() }
	if x.low != nil && x.high != nil && x.low.Cmp(x.high) == 0 {
		if day {
			return "op " + show(x.low) + verb
		}
		return show(x.low) + verb
	}
	text := ""
	if x.low != nil {
		text = sayOperator(choose(x.withLow, atLeast, more), day) + " " + show(x.low)
	}
	if x.high != nil {
		if text != "" {
			text += " en "
		}
		text += sayOperator(choose(x.withHigh, atMost, less), day) + " " + show(x.high)
	}
	return text + verb
}

func choose(yes bool, a, b operator) operator {
	if yes {
		return a
	}
	return b
}

// bounds are the values of a fact at which some comparison changes, in order.
func (f *flipper) bounds(s Symbol, now fact) []*big.Rat {
	var found []*big.Rat
	f.each(func(n node) {
		switch n := n.(type) {
		case comparison:
			found = append(found, f.solve(n, s, now)...)
		case member:
			for _, item := range n.items {
				found = append(found, f.solve(comparison{equal, n.x, item}, s, now)...)
			}
		}
	})
	slices.SortFunc(found, (*big.Rat).Cmp)
	return slices.CompactFunc(found, func(a, b *big.Rat) bool { return a.Cmp(b) == 0 })
}

// solve finds where both sides of a comparison are equal when one fact moves.
func (f *flipper) solve(c comparison, s Symbol, now fact) []*big.Rat {
	uses := false
	walk(c, func(n node) {
		x, ok := n.(name)
		uses = uses || ok && x.symbol.Name == s.Name
	})
	if !uses {
		return nil
	}
	gap := func(at *big.Rat) *big.Rat {
		return gapOf(c, f.run.with(s.Name, fact{onLine(s.Type, at), "", true}))
	}
	if s.Type == Date {
		return aroundDay(gap, now.value.day)
	}
	return straight(gap)
}

// gapOf is left minus right, nil when one of them is not known.
func gapOf(c comparison, r *run) *big.Rat {
	v, o := both(r, c.left, c.right)
	switch {
	case !o.known || v[0].kind != v[1].kind:
		return nil
	case v[0].kind == Date:
		return big.NewRat(int64(v[0].day)-int64(v[1].day), 1)
	case v[0].num == nil:
		return nil
	}
	return new(big.Rat).Sub(v[0].num, v[1].num)
}

// straight solves a gap that grows evenly; another kind of gap has no bound here.
func straight(gap func(*big.Rat) *big.Rat) []*big.Rat {
	zero, one := gap(new(big.Rat)), gap(big.NewRat(1, 1))
	if zero == nil || one == nil || zero.Cmp(one) == 0 {
		return nil
	}
	root := zero.Quo(zero, new(big.Rat).Sub(zero, one))
	if g := gap(root); g == nil || g.Sign() != 0 {
		return nil
	}
	return []*big.Rat{root}
}

// nearby is how many days around a solution are tried: months are not equally
// long, so that a comparison can change a few days beside it.
const nearby = 3

// farDay is far enough to see in which direction a gap grows.
const farDay = 1000

func aroundDay(gap func(*big.Rat) *big.Rat, from civil.Day) []*big.Rat {
	at := big.NewRat(int64(from), 1)
	near, far := gap(at), gap(big.NewRat(int64(from)+farDay, 1))
	if near == nil || far == nil || near.Cmp(far) == 0 {
		return nil
	}
	grows := far.Cmp(near) > 0
	for range 4 {
		g := gap(at)
		if g == nil {
			return nil
		}
		if grows {
			g.Neg(g)
		}
		at = new(big.Rat).Add(at, g)
		if at.Cmp(big.NewRat(nearby, 1)) <= 0 || at.Cmp(big.NewRat(lastDay, 1)) > 0 {
			return nil
		}
	}
	var found []*big.Rat
	for i := -nearby; i <= nearby; i++ {
		found = append(found, new(big.Rat).Add(at, big.NewRat(int64(i), 1)))
	}
	return found
}

// lastDay keeps what is tried inside the years that can be written.
const lastDay = 9000 * 366

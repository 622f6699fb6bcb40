package condition

import (
	"math/big"

	"passend/internal/civil"
)

var hundred = big.NewRat(100, 1)

func times(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }

// calculate gives the outcome of a calculation that was found to be possible;
// false when it has none, such as dividing by zero.
func (r *run) calculate(a arithmetic, l, v Value) (Value, bool) {
	switch {
	case l.kind == Date && v.kind == Length:
		d := r.add(l.day, v.length, a.op == '-')
		return DayValue(d), !l.day.IsZero() && !d.IsZero()
	case l.kind == Date && v.kind == Date:
		return Int(int64(l.day.Sub(v.day))), !l.day.IsZero() && !v.day.IsZero()
	case l.num == nil || v.num == nil:
		return Value{}, false
	}
	n := new(big.Rat)
	switch a.op {
	case '+':
		n.Add(l.num, v.num)
	case '-':
		n.Sub(l.num, v.num)
	case '×':
		n.Mul(l.num, v.num)
	default:
		if v.num.Sign() == 0 {
			return Value{}, false
		}
		n.Quo(l.num, v.num)
	}
	return Value{kind: a.kind, num: n}, true
}

// add counts a length of time on from a day, or back. Working days and school
// weeks follow the calendar of the facts, when they have one.
func (r *run) add(d civil.Day, l civil.Duration, back bool) civil.Day {
	if !back {
		return r.calendar.Add(d, l)
	}
	counts, step := r.calendar.IsWorkday, -1
	switch l.Unit {
	case civil.Workdays:
	case civil.SchoolWeeks:
		counts, step = r.calendar.InSchoolWeek, -7
	default:
		return civil.Duration{N: -l.N, Unit: l.Unit}.AddTo(d)
	}
	for n, tries := l.N, 100*l.N+100; n > 0 && tries > 0 && !d.IsZero(); tries-- {
		d = d.AddDays(step)
		if counts(d) {
			n--
		}
	}
	return d
}

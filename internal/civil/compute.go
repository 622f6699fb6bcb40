package civil

import (
	"fmt"
	"slices"
)

// Compute gives the last day of the term as things stand on asOf, with the
// reasons. Suspensions and postponements are taken in the order of their days:
//
//  1. the length is added to the start, which itself does not count;
//  2. each day on which the clock stood still is added once, also when two
//     suspensions overlap; one that began after the last day adds nothing;
//  3. a postponement told in time puts the day it names in the place of all
//     that, and only what is suspended from then on is added to it;
//  4. a term set in a law moves off weekends and holidays (Atw 1), but a day
//     named in a postponement does not: it stands in a letter, not in a law.
//
// Without a start or a length there is no term and the Result is empty.
func (t Term) Compute(cal *Calendar, asOf Day) Result {
	if t.Start.IsZero() || t.Length.IsZero() {
		return Result{}
	}
	if t.Counted {
		return t.computeCounted(cal, asOf)
	}
	c := &clock{Term: t, cal: cal, asOf: asOf, counts: cal.counting(t.Length.Unit, t.FavoursCitizen)}
	c.base = cal.add(t.Start, t.Length, t.FavoursCitizen)
	c.through = t.Start
	c.explainStart()
	for _, step := range t.steps() {
		step.take(c)
	}
	c.result.End = c.end()
	c.explainEnd()
	return c.result
}

// clock is a term while it is being computed.
type clock struct {
	Term
	cal    *Calendar
	asOf   Day
	counts func(Day) bool // the days that use up the term

	base     Day // the last day without the standing days
	still    int // counted standing days to add to base
	named    *Postponement
	through  Day // standing days up to here have been added; at first the start
	runStart Day // first day of the standing days that end at through
	result   Result
}

// step is something that happened to the term on a day.
type step struct {
	on   Day
	take func(*clock)
}

func (t Term) steps() []step {
	var steps []step
	for _, s := range t.Suspensions {
		steps = append(steps, step{s.Invited, func(c *clock) { c.suspend(s) }})
	}
	for _, p := range t.Postponements {
		steps = append(steps, step{p.Notified, func(c *clock) { c.postpone(p) }})
	}
	slices.SortStableFunc(steps, func(a, b step) int { return a.on.Compare(b.on) })
	return steps
}

func (c *clock) unshifted() Day { return addCounted(c.base, c.still, 1, c.counts) }

// end gives the last day as far as the steps have been taken.
func (c *clock) end() Day {
	d := c.unshifted()
	if !c.shifts() {
		return d
	}
	return c.shift(c.withTwoWorkdays(d))
}

// shifts reports whether the Termijnenwet may move the last day.
func (c *clock) shifts() bool {
	return c.Statutory && c.named == nil && withinTermijnenwet(c.Length)
}

// withinTermijnenwet: terms in more than 90 days, 12 weeks or 3 months, and
// those in years, stay outside that law (Atw 4).
func withinTermijnenwet(l Duration) bool {
	switch l.Unit {
	case Days, Workdays:
		return l.N <= 90
	case Weeks, SchoolWeeks:
		return l.N <= 12
	case Months:
		return l.N <= 3
	}
	return false
}

// withTwoWorkdays lengthens a term of three days or more until it holds two
// working days (Atw 2).
func (c *clock) withTwoWorkdays(end Day) Day {
	const shortest, wanted = 3, 2
	if end.Sub(c.Start) < shortest {
		return end
	}
	found := 0
	for d := c.Start.AddDays(1); found < wanted; d = d.AddDays(1) {
		if c.works(d) {
			found++
		}
		end = max(end, d)
	}
	return end
}

// shift gives the first day from d on that is no weekend and no holiday (Atw 1).
func (c *clock) shift(d Day) Day {
	for !c.works(d) {
		d = d.AddDays(1)
	}
	return d
}

func (c *clock) works(d Day) bool { return c.cal.works(d, c.FavoursCitizen) }

func (c *clock) suspend(s Suspension) {
	if s.Invited.IsZero() {
		c.refuse("Een opschorting telt niet: er staat niet bij vanaf welke dag%s.", inBrackets(c.articleOf(s)))
		return
	}
	end := c.end()
	if !s.Invited.Before(end) {
		c.refuse("De opschorting van %s telt niet: %s was de laatste dag van de termijn al%s.",
			s.Invited.Dutch(), end.Dutch(), inBrackets(c.articleOf(s)))
		return
	}
	if s.Until.IsZero() && s.needsTerm() {
		c.explainNoTermSet(s)
		return
	}
	from, to := s.Invited.AddDays(1), s.lastStanding(c.asOf)
	added := c.stand(max(from, c.Start.AddDays(1)), to)
	c.explainSuspension(s, to, added)
}

// stand lets the clock stand from one day to another, both included, and
// gives the number of days that it did not already stand.
func (c *clock) stand(from, to Day) (added int) {
	if to.Before(from) {
		return 0
	}
	if c.runStart.IsZero() || from > c.through+1 {
		c.runStart = from
	}
	for d := max(from, c.through+1); d <= to; d++ {
		added++
		if c.counts(d) {
			c.still++
		}
	}
	c.through = max(c.through, to)
	c.result.DaysStill += added
	if c.asOf.AddDays(1) >= c.runStart && c.asOf <= c.through {
		c.result.StandsStill = c.asOf >= c.runStart
		c.result.StillSince, c.result.StillUntil = c.runStart, c.through
	}
	return added
}

// needsTerm: what has no end of its own suspends only up to a set day. An
// invitation without a term does not suspend (ABRvS 21 September 2016,
// ECLI:NL:RVS:2016:2527).
func (s Suspension) needsTerm() bool { return s.Ground == Invitation || s.Ground == AgreedInWriting }

// lastStanding gives the last day on which the clock stands: the day before
// it was supplemented, the last day of the set term, or, as long as there is
// no end in sight, the day asked about.
func (s Suspension) lastStanding(asOf Day) Day {
	last := s.Until
	if !s.Supplemented.IsZero() && (last.IsZero() || s.Supplemented.AddDays(-1).Before(last)) {
		last = s.Supplemented.AddDays(-1)
	}
	if last.IsZero() {
		return asOf
	}
	return last
}

// open reports whether the clock can still be set going by what comes in.
func (s Suspension) open(asOf Day) bool {
	passed := !s.Until.IsZero() && asOf.After(s.Until)
	return s.Supplemented.IsZero() && !s.Unused && !passed && !asOf.IsZero()
}

func (c *clock) postpone(p Postponement) {
	end := c.end()
	article := inBrackets(c.articleOfNotice(p))
	switch {
	case p.Notified.IsZero():
		c.refuse("Het uitstel tot %s telt niet: er staat niet bij wanneer het is meegedeeld%s.", p.New.Dutch(), article)
	case p.Notified.After(end):
		c.refuse("Het uitstel van %s telt niet: de termijn was op %s al voorbij%s.", p.Notified.Dutch(), end.Dutch(), article)
	case !p.New.After(end):
		c.refuse("Het uitstel van %s telt niet: de nieuwe dag moet na %s liggen%s.", p.Notified.Dutch(), end.Dutch(), article)
	default:
		c.base, c.still, c.named = p.New, 0, &p
		c.line(p.Notified.Dutch(), fmt.Sprintf("uitstel meegedeeld: uiterlijk %s in plaats van %s",
			p.New.Dutch(), end.Dutch()), c.articleOfNotice(p))
	}
}

func (c *clock) refuse(format string, args ...any) {
	c.result.Refused = append(c.result.Refused, fmt.Sprintf(format, args...))
}

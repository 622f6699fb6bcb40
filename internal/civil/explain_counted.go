package civil

import (
	"fmt"
	"slices"
	"strings"
)

// explainCounted tells period by period what counted, which school holidays did
// not, and on which day the length is full.
func (c *clock) explainCounted(goesOn bool) {
	c.line(c.Start.Dutch(), c.opening(), c.Source)
	for _, p := range c.sorted() {
		c.line(c.span(p), c.countOf(p), "")
	}
	c.explainClosed()
	when, what := c.result.End.Dutch(), c.fullWords()
	switch {
	case !c.result.End.After(c.asOf):
		what = "dan " + what
	case goesOn:
		what = "gaat het zo door, dan " + what
	default:
		what = "op zijn vroegst: begint het morgen weer, dan " + what
	}
	c.line(when, what, "")
}

func (c *clock) opening() string {
	what := c.Length.Words() + ", geteld in de dagen hieronder"
	if c.Length.Unit == SchoolWeeks {
		what += "; een dag telt voor zijn deel van de schooldagen in die week"
	}
	if c.What != "" {
		return c.What + "; " + what
	}
	return what
}

func (c *clock) fullWords() string {
	verb := "zijn "
	if c.Length.N == 1 {
		verb = "is "
	}
	return verb + c.Length.Words() + " vol"
}

func (c *clock) sorted() []Period {
	all := slices.DeleteFunc(slices.Clone(c.Periods), func(p Period) bool { return p.From.IsZero() })
	slices.SortStableFunc(all, func(a, b Period) int { return a.From.Compare(b.From) })
	return all
}

func (c *clock) span(p Period) string {
	if p.Until.IsZero() {
		return "vanaf " + p.From.Dutch()
	}
	return c.period(p.From, p.Until)
}

func (c *clock) countOf(p Period) string {
	var parts []string
	if p.What != "" {
		parts = append(parts, p.What)
	}
	if !p.Counts {
		return strings.Join(append(parts, "telt niet mee"), ": ")
	}
	n := c.cal.CountSchoolDays([]Period{p}, c.asOf)
	if c.Length.Unit == SchoolWeeks {
		parts = append(parts, schoolDays(n.Days)+", dat is "+n.SchoolWeeks.Words())
	} else {
		parts = append(parts, schoolDays(n.Days))
	}
	return strings.Join(parts, ": ")
}

func schoolDays(n int) string {
	if n == 1 {
		return "1 schooldag"
	}
	return fmt.Sprintf("%d schooldagen", n)
}

// explainClosed names the school holidays that lie within what is counted.
func (c *clock) explainClosed() {
	counted := counting(c.Periods)
	if c.cal == nil || c.Length.Unit != SchoolWeeks || len(counted) == 0 {
		return
	}
	from, to := first(counted), max(c.asOf, min(c.result.End, lastKnown(counted)))
	if covered(counted, c.asOf) {
		to = max(to, c.result.End)
	}
	for _, h := range c.cal.school {
		if !h.To.Before(from) && !h.From.After(to) && overlaps(counted, h) {
			c.line(c.period(h.From, h.To), h.Name+": telt niet mee", "")
		}
	}
}

func overlaps(periods []Period, h SchoolHoliday) bool {
	return slices.ContainsFunc(periods, func(p Period) bool {
		return !p.From.After(h.To) && (p.Until.IsZero() || !p.Until.Before(h.From))
	})
}

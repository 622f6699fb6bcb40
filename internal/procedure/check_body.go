package procedure

import (
	"strconv"
	"strings"

	"passend/internal/civil"
	"passend/internal/meeting"
)

func (c *checker) body(b *Body) {
	c.refs(b.Members, b.At, "functie", c.known.functions)
	for i := range b.Joins {
		j := &b.Joins[i]
		c.ref(&j.Function, b.At, "functie", c.known.functions)
		c.kind(&j.Kind, b.At)
	}
	c.meets(&b.Every, b.Dates, &b.Cutoff, b.At)
	c.meetingTimes(&b.Start, &b.Minutes, &b.Capacity, b.At)
	c.kinds(b.Counts, b.At)
	for i := range b.Series {
		x := &b.Series[i]
		c.kinds(x.For, x.At)
		c.meets(&x.Every, x.Dates, &x.Cutoff, x.At)
		c.meetingTimes(&x.Start, &x.Minutes, &x.Capacity, x.At)
		if x.Every == "" && len(x.Dates) == 0 {
			c.warn(x.At, "reeks "+show(x.Name)+" heeft nog geen dag", "geef een regel bij `vergadert`, of dagen bij `data`")
		}
	}
	for i := range b.Latest {
		c.latest(&b.Latest[i])
	}
}

// meets checks on which days is met and until when one can hand in.
func (c *checker) meets(every *string, dates []string, cutoff *string, around Pos) {
	if *every != "" {
		if _, err := meeting.ParsePattern(*every); err != nil {
			c.fault(c.place(every, around), show(*every)+" is geen regel voor vergaderdagen", meeting.PatternExample, "losse dagen staan bij `data`")
		}
	}
	for i := range dates {
		if _, err := civil.ParseDay(dates[i]); err != nil {
			c.fault(c.place(&dates[i], around), show(dates[i])+" is geen dag", "een dag zoals 2026-03-10", "")
		}
	}
	if _, err := meeting.ParseCutoff(*cutoff); err != nil {
		c.fault(c.place(cutoff, around), show(*cutoff)+" is geen inlevermoment", meeting.CutoffExample, "")
	}
}

func (c *checker) meetingTimes(start, minutes, capacity *string, around Pos) {
	if _, err := meeting.ParseClock(*start); *start != "" && err != nil {
		c.fault(c.place(start, around), show(*start)+" is geen tijd", "een tijd zoals `09:00`", "")
	}
	for text, most := range map[*string]int{minutes: 480, capacity: 10000} {
		if n, err := strconv.Atoi(*text); *text != "" && (err != nil || n < 1 || n > most) {
			c.fault(c.place(text, around), show(*text)+" is geen aantal", "een getal zoals 12", "")
		}
	}
}

func (c *checker) latest(l *LastDate) {
	c.kinds(l.For, l.At)
	if l.Before == "" || l.Before == summer {
		return
	}
	if _, err := civil.ParseDay(l.Before + " 2024"); err != nil {
		c.fault(c.place(&l.Before, l.At), show(l.Before)+" is geen dag van het jaar", "een dag zoals `9 juni`, of `"+summer+"`", "laat `voor` weg als er geen vaste dag is, en schrijf het bij `uitleg`")
	}
}

func (c *checker) kinds(kinds []string, around Pos) {
	for i := range kinds {
		c.kind(&kinds[i], around)
	}
}

// kind checks the name of a kind of case. One that is not there yet is only
// pointed out: a calendar is often agreed before its procedure is written.
func (c *checker) kind(text *string, around Pos) {
	id, variant, _ := strings.Cut(*text, " ")
	p, ok := c.swv.Find(id)
	if !ok {
		var known []string
		for _, p := range c.swv.Procedures {
			known = append(known, p.ID)
		}
		c.warn(c.place(text, around), "procedure "+show(id)+" is er niet", suggest(id, known))
		return
	}
	var known []string
	for _, v := range p.Variants {
		if v.Name == variant {
			return
		}
		known = append(known, v.Name)
	}
	if variant != "" {
		c.fault(c.place(text, around), "procedure "+show(id)+" heeft geen variant "+show(variant), "een procedure, of een procedure en een van haar varianten", suggest(variant, known))
	}
}

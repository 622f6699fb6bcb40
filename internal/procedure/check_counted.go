package procedure

import (
	"slices"

	"passend/internal/civil"
)

// counted checks a term that is filled by the days of a series. No law counts a
// decision that way.
func (c *checker) counted(t *Term) {
	n := t.Counts
	if n == nil {
		return
	}
	i := slices.IndexFunc(c.p.Journals, func(j Journal) bool { return j.Name == n.Journal })
	if i < 0 {
		names := namesOf(c.p.Journals, func(j *Journal) string { return j.Name })
		c.fault(c.place(&n.Journal, t.At), "reeks "+show(n.Journal)+" bestaat niet", "een naam onder `reeksen`", suggest(n.Journal, names))
		return
	}
	j := &c.p.Journals[i]
	c.dayOfSeries(&n.From, t, j)
	c.dayOfSeries(&n.Until, t, j)
	if n.What != "" && fieldNamed(j.Fields, n.What) == nil {
		c.fault(c.place(&n.What, t.At), show(n.What)+" is geen vraag van reeks "+show(j.Name), "een vraag van die reeks", suggest(n.What, fieldNames(j.Fields)))
	}
	if t.statutory() {
		c.fault(t.At, "termijn "+show(t.Name)+" is wettelijk en telt de dagen van een reeks", "`soort: lokaal`", "een wettelijke termijn telt volgens de kalender (Awb 4:13)")
	}
	if t.From != "" || t.PerPerson {
		c.fault(t.At, "termijn "+show(t.Name)+" telt de dagen van een reeks", "geen `telt vanaf` en geen `per geadresseerde`", "")
	}
	if l, err := civil.ParseDuration(c.settled(t.Length)); err == nil && !l.Countable() {
		c.fault(c.place(&t.Length, t.At), show(t.Length)+" is niet dag voor dag te tellen", "dagen, werkdagen, weken of schoolweken", "")
	}
}

func (c *checker) dayOfSeries(text *string, t *Term, j *Journal) {
	if *text == "" {
		return
	}
	if f := fieldNamed(j.Fields, *text); f == nil || f.Type != "datum" {
		c.fault(c.place(text, t.At), show(*text)+" is geen dag in reeks "+show(j.Name), "een vraag van die reeks met `soort: datum`", suggest(*text, fieldNames(j.Fields)))
	}
}

// settled is the value of the setting that a text names, or else the text.
func (c *checker) settled(text string) string {
	for _, s := range c.swv.Settings {
		if s.Name == text {
			return s.Value
		}
	}
	return text
}

func (n *Counted) say() string {
	if n == nil {
		return ""
	}
	return joined([]string{"Telt de dagen van reeks *" + n.Journal + "*, van *" + n.From + "*", when(n.Until, "tot en met *%s*"), when(n.What, "met de soort uit *%s*"),
		whenTrue(n.When.Given(), ", als "+n.When.say())}) + "."
}

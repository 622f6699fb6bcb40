package condition

import (
	"slices"
	"strings"
)

// Flip is one fact that would change the outcome if it alone were different.
type Flip struct {
	Name string // the fact
	When string // how it would have to be: “minder dan 55 was”
	Then string // the outcome then
	Text string // both as a sentence
}

// Flips tells which facts would change the outcome of a condition. A condition
// of which the outcome is not known has none.
func (e *Expr) Flips(facts Facts) []Flip {
	r := newRun(facts)
	return flipsOf(r, []node{e.root}, func(r *run) string {
		o := e.root.eval(r)
		if !o.known {
			return ""
		}
		return o.value.String()
	})
}

func (t *Table) flips(r *run) []Flip {
	var roots []node
	for _, row := range t.Rows {
		if row.When != nil {
			roots = append(roots, row.When.root)
		}
	}
	return flipsOf(r, roots, func(r *run) string { return t.decide(r).say() })
}

// say gives the outcome in words, "" when nothing is decided.
func (d Decision) say() string {
	var parts []string
	if d.Outcome != "" {
		parts = append(parts, d.Outcome)
	}
	var named []string
	for n, o := range d.Outcomes {
		named = append(named, n+": "+o)
	}
	slices.Sort(named)
	parts = append(parts, named...)
	if d.AskHuman {
		parts = append(parts, "een mens beslist")
	}
	return strings.Join(parts, ", ")
}

// flipper tries other values for one fact at a time.
type flipper struct {
	run     *run
	roots   []node
	verdict func(*run) string
	now     string
}

// trial is a set of values of a fact that need one try.
type trial struct {
	fact fact
	when string
}

func flipsOf(r *run, roots []node, verdict func(*run) string) []Flip {
	f := &flipper{r, roots, verdict, verdict(r)}
	if f.now == "" {
		return nil
	}
	var flips []Flip
	for _, s := range f.symbols() {
		if !s.Fixed {
			flips = append(flips, f.of(s)...)
		}
	}
	return flips
}

func (f *flipper) each(visit func(node)) {
	for _, n := range f.roots {
		walk(n, visit)
	}
}

func (f *flipper) symbols() []Symbol {
	var found []Symbol
	f.each(func(n node) {
		if n, ok := n.(name); ok && !slices.ContainsFunc(found, func(s Symbol) bool { return s.Name == n.symbol.Name }) {
			found = append(found, n.symbol)
		}
	})
	return found
}

func (f *flipper) of(s Symbol) []Flip {
	now := f.run.ask(s.Name)
	flips := f.tried(s, f.presence(s, now))
	if !now.known || !suits(now.value.kind, s.Type) {
		return flips
	}
	switch s.Type {
	case Truth:
		other := Bool(!now.value.IsTrue())
		return append(f.tried(s, []trial{{fact{other, now.source, true}, other.String() + " was"}}), flips...)
	case Number, Money, Date:
		return append(f.ordered(s, now), flips...)
	case Choice, Text:
		return append(f.chosen(s, now), flips...)
	case Choices:
		return append(f.tried(s, f.severalChosen(s, now)), flips...)
	}
	return flips
}

// try gives the outcome with another value; "" when it is the same or unknown.
func (f *flipper) try(name string, x fact) string {
	if v := f.verdict(f.run.with(name, x)); v != f.now {
		return v
	}
	return ""
}

func (f *flipper) tried(s Symbol, trials []trial) []Flip {
	var flips []Flip
	for _, t := range trials {
		if v := f.try(s.Name, t.fact); v != "" {
			flips = append(flips, flip(s.Name, t.when, v))
		}
	}
	return flips
}

func flip(name, when, then string) Flip {
	return Flip{name, when, then, "Als " + name + " " + when + ": " + then + "."}
}

// presence tries a fact that is asked with `is ingevuld`: gone when it is there
// and, when nothing else is asked of it, there when it is not.
func (f *flipper) presence(s Symbol, now fact) []trial {
	asked, otherwise := 0, 0
	f.each(func(n node) {
		switch n := n.(type) {
		case filled:
			if n.of.symbol.Name == s.Name {
				asked++
			}
		case name:
			if n.symbol.Name == s.Name {
				otherwise++
			}
		}
	})
	otherwise -= asked // walk visits the name inside `is ingevuld` as well
	switch {
	case asked == 0:
		return nil
	case now.known && !now.value.empty():
		return []trial{{fact{}, "niet was ingevuld"}}
	case otherwise == 0:
		return []trial{{fact{Value{kind: Truth}, "", true}, "was ingevuld"}}
	}
	return nil
}

// chosen tries the other choices and groups those with the same outcome.
func (f *flipper) chosen(s Symbol, now fact) []Flip {
	words := slices.Clone(s.Choices)
	if len(words) == 0 {
		words = f.mentioned(s.Name)
	}
	byOutcome := map[string][]string{}
	var outcomes []string
	for _, w := range words {
		other := ChoiceValue(w)
		if other.Equal(now.value) {
			continue
		}
		v := f.try(s.Name, fact{other, now.source, true})
		if v != "" && byOutcome[v] == nil {
			outcomes = append(outcomes, v)
		}
		if v != "" {
			byOutcome[v] = append(byOutcome[v], w)
		}
	}
	var flips []Flip
	for _, v := range outcomes {
		flips = append(flips, flip(s.Name, joinWith(byOutcome[v], " of ")+" was", v))
	}
	return flips
}

// mentioned are the texts that a fact is compared with.
func (f *flipper) mentioned(fact string) []string {
	var words []string
	f.each(func(n node) {
		if !mentions(n, fact) || n.typ() != Truth {
			return
		}
		for _, c := range n.children() {
			o := c.eval(f.run)
			if n, ok := c.(name); (!ok || n.symbol.Name != fact) && o.known && textual(o.value.kind) {
				words = union(words, []string{o.value.text})
			}
		}
	})
	return words
}

// mentions tells whether a name stands directly in a comparison.
func mentions(n node, fact string) bool {
	return slices.ContainsFunc(n.children(), func(c node) bool {
		x, ok := c.(name)
		return ok && x.symbol.Name == fact
	})
}

// severalChosen tries each choice that is asked for, there or not.
func (f *flipper) severalChosen(s Symbol, now fact) []trial {
	var trials []trial
	for _, w := range f.mentioned(s.Name) {
		without := slices.DeleteFunc(slices.Clone(now.value.list), func(have string) bool { return strings.EqualFold(have, w) })
		if len(without) < len(now.value.list) {
			trials = append(trials, trial{fact{List(without), now.source, true}, w + " niet bevatte"})
		} else {
			trials = append(trials, trial{fact{List(append(without, w)), now.source, true}, "ook " + w + " bevatte"})
		}
	}
	return trials
}

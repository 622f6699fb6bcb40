package condition

import (
	"slices"
	"strings"

	"passend/internal/civil"
)

// Ground is a fact that led to an outcome, with its value and where it comes
// from. Text says it in words.
type Ground struct {
	Name   string
	Value  Value
	Source string
	Text   string
}

// Result is the outcome of an expression. Known is false when facts are missing
// that matter; Missing names them.
type Result struct {
	Value   Value
	Known   bool
	Grounds []Ground
	Missing []string
}

// Holds tells whether the outcome is known and is ja.
func (r Result) Holds() bool { return r.Known && r.Value.IsTrue() }

// outcome is a result in the making: grounds as names, in order of use.
type outcome struct {
	value   Value
	known   bool
	grounds []string
	missing []string
}

// run is one evaluation: it asks each fact once.
type run struct {
	facts    Facts
	calendar *civil.Calendar
	asked    map[string]fact
}

type fact struct {
	value  Value
	source string
	known  bool
}

// Calendared are facts that know the holidays, for working days and school
// weeks. Without them only weekends and the holidays of the law are known.
type Calendared interface {
	Calendar() *civil.Calendar
}

func newRun(facts Facts) *run {
	r := &run{facts: facts, asked: map[string]fact{}}
	if c, ok := facts.(Calendared); ok {
		r.calendar = c.Calendar()
	}
	return r
}

// with is the same run with another value for one fact.
func (r *run) with(name string, f fact) *run {
	other := &run{facts: r.facts, calendar: r.calendar, asked: map[string]fact{}}
	for n, x := range r.asked {
		other.asked[n] = x
	}
	other.asked[name] = f
	return other
}

func (r *run) ask(name string) fact {
	if f, ok := r.asked[name]; ok {
		return f
	}
	v, source, ok := r.facts.Fact(name)
	f := fact{v, source, ok}
	r.asked[name] = f
	return f
}

func (r *run) ground(name string) Ground {
	f := r.ask(name)
	if !f.known {
		return Ground{Name: name, Source: f.source, Text: name + ": niet ingevuld"}
	}
	g := Ground{name, f.value, f.source, name + ": " + f.value.String()}
	if f.source != "" && f.source != name {
		g.Text += " (" + f.source + ")"
	}
	return g
}

func (r *run) result(o outcome) Result {
	res := Result{Value: o.value, Known: o.known, Missing: o.missing}
	for _, n := range o.grounds {
		res.Grounds = append(res.Grounds, r.ground(n))
	}
	if res.Known {
		res.Missing = nil
	}
	return res
}

// union adds names that are not in the list yet.
func union(names, more []string) []string {
	for _, n := range more {
		if !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return names
}

func (broken) eval(*run) outcome    { return outcome{} }
func (l literal) eval(*run) outcome { return outcome{value: l.value, known: true} }

func (n name) eval(r *run) outcome {
	f := r.ask(n.symbol.Name)
	if !f.known || !suits(f.value.kind, n.symbol.Type) {
		return outcome{missing: []string{n.symbol.Name}}
	}
	return outcome{value: f.value, known: true, grounds: []string{n.symbol.Name}}
}

func suits(given, declared Type) bool {
	return given == declared || textual(given) && textual(declared)
}

func (n not) eval(r *run) outcome {
	o := n.x.eval(r)
	o.value = Bool(!o.value.IsTrue())
	return o
}

// eval of `en` stops at nee, of `of` at ja: such a part decides alone, also
// when others are unknown, and only such parts are the grounds.
func (l logic) eval(r *run) outcome {
	decides := l.word == "of"
	var all, deciding outcome
	all.known = true
	for _, part := range l.parts {
		o := part.eval(r)
		all.known = all.known && o.known
		all.grounds = union(all.grounds, o.grounds)
		if !o.known {
			all.missing = union(all.missing, o.missing)
		} else if o.value.IsTrue() == decides {
			deciding.known = true
			deciding.grounds = union(deciding.grounds, o.grounds)
		}
	}
	if deciding.known {
		deciding.value = Bool(decides)
		return deciding
	}
	all.value = Bool(!decides)
	return all
}

// both evaluates nodes that must all be known.
func both(r *run, nodes ...node) ([]Value, outcome) {
	sum := outcome{known: true}
	values := make([]Value, len(nodes))
	for i, n := range nodes {
		o := n.eval(r)
		values[i] = o.value
		sum.known = sum.known && o.known
		sum.grounds = union(sum.grounds, o.grounds)
		sum.missing = union(sum.missing, o.missing)
	}
	return values, sum
}

func (c comparison) eval(r *run) outcome {
	v, o := both(r, c.left, c.right)
	if o.known {
		order, ok := compareValues(v[0], v[1])
		o.value, o.known = Bool(c.op.holds(order)), ok
	}
	return o
}

// eval of a list is known as soon as one value in it fits.
func (m member) eval(r *run) outcome {
	var parts []node
	for _, item := range m.items {
		parts = append(parts, comparison{equal, m.x, item})
	}
	o := logic{"of", parts}.eval(r)
	if m.set != nil {
		o = contains{m.set, []node{m.x}, false}.eval(r)
	}
	o.value = Bool(o.value.IsTrue() != m.not)
	return o
}

func (c contains) eval(r *run) outcome {
	v, o := both(r, append([]node{c.x}, c.items...)...)
	if !o.known {
		return o
	}
	found := slices.ContainsFunc(v[1:], func(item Value) bool { return holdsWord(v[0], item.text) })
	o.value = Bool(found != c.not)
	return o
}

func holdsWord(in Value, word string) bool {
	if in.kind == Choices {
		return slices.ContainsFunc(in.list, func(w string) bool { return strings.EqualFold(w, word) })
	}
	return strings.Contains(string(fold(in.text)), string(fold(word)))
}

func (f filled) eval(r *run) outcome {
	n := f.of.symbol.Name
	got := r.ask(n)
	is := got.known && !got.value.empty()
	return outcome{value: Bool(is != f.not), known: true, grounds: []string{n}}
}

func (a arithmetic) eval(r *run) outcome {
	v, o := both(r, a.left, a.right)
	if o.known {
		o.value, o.known = r.calculate(a, v[0], v[1])
	}
	return o
}

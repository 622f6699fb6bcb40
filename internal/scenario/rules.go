package scenario

import (
	"fmt"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
)

// Rule is one rule of a procedure that lets something through or not, or that
// proposes something: a precondition, a variant, a `goed als`, a row of a table.
type Rule struct {
	Procedure string
	Where     string // begin, variant, formulier, tabel T, or phase and action
	Name      string
}

func (r Rule) String() string { return r.Procedure + ": " + r.Where + ": " + r.Name }

// Trace counts what the rules did in a scenario: how often each held something
// back (or, for a row of a table, decided), and how often it let it through.
type Trace struct{ Held, Let map[Rule]int }

// NewTrace makes an empty trace.
func NewTrace() *Trace { return &Trace{map[Rule]int{}, map[Rule]int{}} }

// Add counts what another trace counted.
func (t *Trace) Add(other *Trace) {
	for r, n := range other.Held {
		t.Held[r] += n
	}
	for r, n := range other.Let {
		t.Let[r] += n
	}
}

// Rules lists all rules of a procedure, in the order of its text.
func Rules(p *procedure.Procedure) []Rule {
	var all []Rule
	add := func(where, name string) { all = append(all, Rule{p.ID, where, name}) }
	for _, v := range p.Variants {
		if v.When.Given() {
			add("variant", v.Name)
		}
	}
	for _, g := range p.Starts {
		add("begin", g.Name)
	}
	for _, s := range p.Sections {
		for _, f := range s.Fields {
			if f.Valid.Given() {
				add("formulier", f.Name)
			}
		}
	}
	for _, t := range p.Tables {
		for i := range t.Rules {
			add("tabel "+t.Name, rowName(i))
		}
	}
	for _, phase := range p.Phases {
		for _, a := range slices.Concat(phase.Tasks, phase.Actions) {
			all = append(all, rulesOf(p.ID, phase.Name+", "+a.Name, a)...)
		}
	}
	for _, a := range p.Always {
		all = append(all, rulesOf(p.ID, "altijd, "+a.Name, a)...)
	}
	for _, j := range p.Journals {
		all = append(all, rulesOf(p.ID, inJournal(j), noting(j))...)
	}
	return all
}

func rowName(i int) string { return fmt.Sprintf("regel %d", i+1) }

func rulesOf(id, where string, a procedure.Action) []Rule {
	var all []Rule
	for _, g := range a.Gates {
		all = append(all, Rule{id, where, g.Name})
	}
	for _, f := range a.Asks {
		if f.Valid.Given() {
			all = append(all, Rule{id, where, f.Name})
		}
	}
	return all
}

func inJournal(j procedure.Journal) string { return "reeks " + j.Name }

// noting is writing in a series, as if it were an action.
func noting(j procedure.Journal) procedure.Action {
	return procedure.Action{Named: j.Named, Gates: j.Gates, Asks: j.Fields}
}

// whereOf tells where an action stands, as in Rules.
func whereOf(p *procedure.Procedure, phase, action string) (string, procedure.Action, bool) {
	if f, ok := casefile.FindPhase(p, phase); ok {
		for _, a := range slices.Concat(f.Tasks, f.Actions) {
			if a.Name == action {
				return phase + ", " + action, a, true
			}
		}
	}
	for _, a := range p.Always {
		if a.Name == action {
			return "altijd, " + action, a, true
		}
	}
	return "", procedure.Action{}, false
}

// heldStart notes which rules kept a case from beginning.
func (r *run) heldStart(id string, refusal *casefile.Refusal) {
	p, ok := r.swv.Find(id)
	if !ok || refusal == nil {
		return
	}
	for _, v := range p.Variants {
		if v.Else == refusal.Rule {
			r.trace.Held[Rule{id, "variant", v.Name}]++
		}
	}
	for _, problem := range refusal.Problems {
		if problem.Kind == "regel" {
			r.trace.Held[Rule{id, "begin", problem.Name}]++
		}
	}
}

// heldAct notes which rules kept somebody from an action.
func (r *run) heldAct(p *procedure.Procedure, phase, action string, refusal *casefile.Refusal) {
	if where, a, ok := whereOf(p, phase, action); ok {
		r.heldAt(p, where, a, refusal)
	}
}

// heldNote notes which rules kept somebody from writing in a series.
func (r *run) heldNote(p *procedure.Procedure, j procedure.Journal) {
	r.heldAt(p, inJournal(j), noting(j), r.refusal)
}

func (r *run) heldAt(p *procedure.Procedure, where string, a procedure.Action, refusal *casefile.Refusal) {
	if refusal == nil {
		return
	}
	for _, problem := range refusal.Problems {
		switch {
		case problem.Kind == "regel":
			r.trace.Held[Rule{p.ID, where, problem.Name}]++
		case problem.Kind == "veld":
			r.heldField(Rule{p.ID, where, problem.Name}, a.Asks, problem)
			r.heldForm(p, problem)
		}
	}
}

func (r *run) heldForm(p *procedure.Procedure, problem casefile.Problem) {
	for _, s := range p.Sections {
		r.heldField(Rule{p.ID, "formulier", problem.Name}, s.Fields, problem)
	}
}

func (r *run) heldField(rule Rule, fields []procedure.Field, problem casefile.Problem) {
	for _, f := range fields {
		if f.Name == problem.Name && f.Valid.Given() && strings.HasSuffix(problem.Text, f.Invalid) {
			r.trace.Held[rule]++
		}
	}
}

// decided notes which row of a table proposed something.
func (r *run) decided(c *app.Case, table string) {
	for _, t := range c.W.Proc.Tables {
		if t.Name != table {
			continue
		}
		row := t.Compiled.Decide(casefile.Facts(c.W, c.S, nil)).Row
		for i := range t.Rules {
			rule := Rule{c.W.Proc.ID, "tabel " + t.Name, rowName(i)}
			if i == row {
				r.trace.Held[rule]++
			} else {
				r.trace.Let[rule]++
			}
		}
	}
}

// letThrough notes, at the end of a scenario, which rules let something through:
// those of everything that happened in its cases.
func (r *run) letThrough() error {
	was := r.id
	defer func() { r.id = was }()
	for _, id := range r.every {
		r.id = id
		if err := r.know(func(c *app.Case) error { r.letIn(c); return nil }); err != nil && err != app.ErrNotFound {
			return err
		}
	}
	return nil
}

func (r *run) letIn(c *app.Case) {
	p := c.W.Proc
	for _, v := range p.Variants {
		if v.Name == c.S.Started.Variant {
			r.trace.Let[Rule{p.ID, "variant", v.Name}]++
		}
	}
	r.letGates(p.ID, "begin", p.Starts, c.S.Started.Variant)
	for _, e := range c.S.History {
		switch d := e.Data.(type) {
		case casefile.Acted:
			r.letAct(p, c.S, d)
		case casefile.Noted:
			if j, ok := casefile.FindJournal(p, d.Journal); ok {
				r.let(p, c.S, inJournal(j), noting(j), d.Values)
			}
		}
	}
	for _, s := range p.Sections {
		for _, f := range s.Fields {
			if f.Valid.Given() && c.S.Values[f.Name].Text != "" && casefile.Good(c.W, c.S, nil, f) {
				r.trace.Let[Rule{p.ID, "formulier", f.Name}]++
			}
		}
	}
}

func (r *run) letGates(id, where string, gates []procedure.Gate, variant string) {
	for _, g := range gates {
		if !slices.Contains(g.Except, variant) {
			r.trace.Let[Rule{id, where, g.Name}]++
		}
	}
}

func (r *run) letAct(p *procedure.Procedure, s *casefile.State, d casefile.Acted) {
	if where, a, ok := whereOf(p, d.Phase, d.Action); ok {
		r.let(p, s, where, a, d.Answers)
	}
}

func (r *run) let(p *procedure.Procedure, s *casefile.State, where string, a procedure.Action, answers map[string]string) {
	r.letGates(p.ID, where, a.Gates, s.Started.Variant)
	for _, f := range a.Asks {
		if f.Valid.Given() && answers[f.Name] != "" {
			r.trace.Let[Rule{p.ID, where, f.Name}]++
		}
	}
}

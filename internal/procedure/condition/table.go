package condition

import "slices"

// Row is one row of a table: when it holds, its outcome is proposed. A nil When
// always holds.
type Row struct {
	When     *Expr
	Outcome  string
	Outcomes map[string]string
	Because  string
	AskHuman bool // a person must answer; there is nothing to propose
	Record   []string
	AtMost   string
}

// Table is an ordered list of rows; the first that holds decides.
type Table struct {
	Name string
	Rows []Row
}

// Decision is what a table proposes. With Missing nothing is decided yet. Row
// is the index of the row that decided, -1 for none.
type Decision struct {
	Outcome  string
	Outcomes map[string]string
	Because  string
	AskHuman bool
	Record   []string
	AtMost   string
	Missing  []string
	Grounds  []Ground
	Flips    []Flip
	Row      int
}

// Decide finds the first row that holds. A row before it of which a fact is
// missing could have held as well: then nothing is decided.
func (t *Table) Decide(facts Facts) Decision {
	r := newRun(facts)
	d := t.decide(r)
	if d.Row >= 0 {
		d.Flips = t.flips(r)
	}
	return d
}

// Propose is Decide without what would change the outcome.
func (t *Table) Propose(facts Facts) Decision { return t.decide(newRun(facts)) }

func (t *Table) decide(r *run) Decision {
	var missing, grounds []string
	for i, row := range t.Rows {
		o := outcome{value: Bool(true), known: true}
		if row.When != nil {
			o = row.When.root.eval(r)
		}
		if !o.known {
			missing = union(missing, o.missing)
			continue
		}
		if !o.value.IsTrue() {
			grounds = union(grounds, o.grounds)
			continue
		}
		grounds = union(slices.Clone(o.grounds), grounds)
		if len(missing) > 0 {
			break
		}
		return row.decision(i, r, grounds)
	}
	d := Decision{Row: -1, Missing: missing}
	if len(missing) == 0 {
		d.AskHuman, d.Because = true, "geen rij van de tabel past"
		d.Grounds = r.result(outcome{grounds: grounds}).Grounds
	}
	return d
}

func (row Row) decision(i int, r *run, grounds []string) Decision {
	return Decision{Outcome: row.Outcome, Outcomes: row.Outcomes, Because: row.Because, AskHuman: row.AskHuman,
		Record: row.Record, AtMost: row.AtMost, Row: i, Grounds: r.result(outcome{grounds: grounds}).Grounds}
}

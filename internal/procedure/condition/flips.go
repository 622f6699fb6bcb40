package condition

// Flip is a fact that would change the outcome.
type Flip struct {
	Name string // the fact
	When string // the values with which the outcome is another: “55 of meer”
	Then string // that outcome
	Text string // both as a sentence
}

func (t *Table) flips(r *run, now Decision) []Flip { return nil }

package condition

// Expr is a condition that was read without faults, or a calculation.
type Expr struct {
	root  node
	names []string
	said  string
}

func newExpr(root node, s Symbols) *Expr {
	e := &Expr{root: root}
	walk(root, func(n node) {
		if n, ok := n.(name); ok {
			e.names = union(e.names, []string{n.symbol.Name})
		}
	})
	e.said = sayAgain(root, s)
	return e
}

// Type tells what kind of answer the expression gives; a condition gives Truth.
func (e *Expr) Type() Type { return e.root.typ() }

// Names lists the facts that the expression looks at, in order of first use.
func (e *Expr) Names() []string { return append([]string(nil), e.names...) }

// Say reads the expression back in the canonical words of the language; Parse
// of what it says gives the same expression.
func (e *Expr) Say() string { return e.said }

// Eval gives the outcome for these facts.
func (e *Expr) Eval(facts Facts) Result {
	r := newRun(facts)
	return r.result(e.root.eval(r))
}

package condition

// node is a piece of a condition that was read.
type node interface {
	typ() Type
	eval(*run) outcome
	say(*speaker) string
	level() level
	children() []node
}

// level is how tightly a piece holds together; a looser piece inside a tighter
// one is said in brackets.
type level int

const (
	ofLevel level = iota
	enLevel
	notLevel
	compareLevel
	sumLevel
	productLevel
	atomLevel
)

// operator compares two values.
type operator int

const (
	equal operator = iota
	notEqual
	less
	atMost
	more
	atLeast
)

var opposite = map[operator]operator{equal: notEqual, notEqual: equal, less: atLeast, atLeast: less, more: atMost, atMost: more}

func (o operator) holds(order int) bool {
	switch o {
	case equal:
		return order == 0
	case notEqual:
		return order != 0
	case less:
		return order < 0
	case atMost:
		return order <= 0
	case more:
		return order > 0
	}
	return order >= 0
}

type (
	// broken stands where a fault was found.
	broken struct{}

	literal struct{ value Value }

	name struct{ symbol Symbol }

	// not keeps the word that the author chose: `niet` or `geen`.
	not struct {
		word string
		x    node
	}

	// logic is `a en b en c` or `a of b of c`.
	logic struct {
		word  string
		parts []node
	}

	comparison struct {
		op          operator
		left, right node
	}

	// member is `x in (a, b)`, or `x in lijst` with a set.
	member struct {
		x     node
		items []node
		set   node
		not   bool
	}

	// contains is `x bevat a` and `x bevat een van (a, b)`.
	contains struct {
		x     node
		items []node
		not   bool
	}

	filled struct {
		of  name
		not bool
	}

	arithmetic struct {
		op          rune // + - × /
		left, right node
		kind        Type
	}
)

func (broken) typ() Type       { return 0 }
func (l literal) typ() Type    { return l.value.kind }
func (n name) typ() Type       { return n.symbol.Type }
func (not) typ() Type          { return Truth }
func (logic) typ() Type        { return Truth }
func (comparison) typ() Type   { return Truth }
func (member) typ() Type       { return Truth }
func (contains) typ() Type     { return Truth }
func (filled) typ() Type       { return Truth }
func (a arithmetic) typ() Type { return a.kind }

func (broken) children() []node       { return nil }
func (literal) children() []node      { return nil }
func (name) children() []node         { return nil }
func (n not) children() []node        { return []node{n.x} }
func (l logic) children() []node      { return l.parts }
func (c comparison) children() []node { return []node{c.left, c.right} }
func (c contains) children() []node   { return append([]node{c.x}, c.items...) }
func (f filled) children() []node     { return []node{f.of} }
func (a arithmetic) children() []node { return []node{a.left, a.right} }

func (m member) children() []node {
	all := append([]node{m.x}, m.items...)
	if m.set != nil {
		all = append(all, m.set)
	}
	return all
}

// walk visits a node and all below it.
func walk(n node, visit func(node)) {
	visit(n)
	for _, c := range n.children() {
		walk(c, visit)
	}
}

// choicesOf are the words that can be chosen where n stands.
func choicesOf(n node) []string {
	if n, ok := n.(name); ok {
		return n.symbol.Choices
	}
	return nil
}

func isBroken(n node) bool { return n.typ() == 0 }

package condition

// Symbol is a name that conditions may use.
type Symbol struct {
	Name    string
	Type    Type
	Choices []string // what can be chosen; a Text may have them too
	Fixed   bool     // the same in every case, so never told as what would change an outcome
}

// Symbols are the names that may be used in one place.
type Symbols interface {
	Lookup(name string) (Symbol, bool)
	Names() []string
}

// Facts gives names their values: the value, who or what it comes from, and
// false when it is not known.
type Facts interface {
	Fact(name string) (value Value, source string, ok bool)
}

// Fault is something wrong in a condition, in Dutch. Column counts characters
// from 1.
type Fault struct {
	Column               int
	What, Expected, Hint string
}

// Package figures makes numbers fit for readers outside: it keeps small ones back,
// so that nobody can be recognised in them, and also what would give them away.
//
// What must never enter: people, cases, a database, a page.
package figures

import "strconv"

// Figure is a number as it may be shown.
type Figure struct {
	N    int
	Kept Kept
}

// Kept says why a number is not shown.
type Kept uint8

// A number is shown, is a small one, or would give a small one away.
const (
	Shown Kept = iota
	Small
	Telling
)

// String gives the number, "< 5" or "niet getoond".
func (f Figure) String(smallest int) string {
	switch f.Kept {
	case Small:
		return "< " + strconv.Itoa(smallest)
	case Telling:
		return "niet getoond"
	}
	return strconv.Itoa(f.N)
}

// Column is a column of counts with its total.
type Column struct {
	Parts []Figure
	Total Figure
}

// Guard keeps back every part from 1 to smallest-1, and the total when from it
// and the other parts somebody could compute one that is kept back. Nothing is
// shown as 0: it says of nobody anything.
func Guard(parts []int, smallest int) Column {
	c := Column{Parts: make([]Figure, len(parts))}
	small, sum := 0, 0
	for i, n := range parts {
		c.Parts[i], c.Total.N = Figure{N: n}, c.Total.N+n
		if n > 0 && n < smallest {
			c.Parts[i].Kept = Small
			small, sum = small+1, sum+n
		}
	}
	switch {
	case small == 0:
	case c.Total.N < smallest && small < smallest-1:
		c.Total.Kept = Small
	case c.Total.N < smallest, !unsure(small, sum, smallest):
		c.Total.Kept = Telling
	}
	return c
}

// unsure tells whether every one of the parts that are kept back can still be
// more than one number when their sum is known. At an end of the range it cannot;
// next to the upper end the sum is kept back too, since else keeping it back
// would mean that it is the highest.
func unsure(small, sum, smallest int) bool {
	return small > 1 && sum > small && sum < small*(smallest-1)-1
}

// Table is several columns over the same rows, guarded one by one.
func Table(columns [][]int, smallest int) []Column {
	guarded := make([]Column, len(columns))
	for i, parts := range columns {
		guarded[i] = Guard(parts, smallest)
	}
	return guarded
}

package procedure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is something wrong in the text of a procedure, with the place, what was
// expected there and what the author can do. All texts are Dutch. A warning is
// something the law leaves to the SWV but that deserves a second look; it does
// not stop a procedure from being used.
type Fault struct {
	Pos
	What, Expected, Hint string
	Warning              bool
}

// Refused tells whether a text cannot be used: it has a fault that is more than
// a warning.
func Refused(faults []Fault) bool {
	return slices.ContainsFunc(faults, func(f Fault) bool { return !f.Warning })
}

// String gives the fault on one line: `file:line:column: what; verwacht: …; tip: …`.
func (f Fault) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: ", f.File, max(f.Line, 1), max(f.Column, 1))
	if f.Warning {
		b.WriteString("let op: ")
	}
	b.WriteString(f.What)
	if f.Expected != "" {
		b.WriteString("; verwacht: " + f.Expected)
	}
	if f.Hint != "" {
		b.WriteString("; tip: " + f.Hint)
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}

// SortFaults puts faults in the order of the text and drops repeats.
func SortFaults(faults []Fault) []Fault {
	slices.SortStableFunc(faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column), cmp.Compare(a.What, b.What))
	})
	return slices.Compact(faults)
}

// nearest gives the known word that looks most like the one written, or "" when
// none comes close enough to be a slip of the pen.
func nearest(word string, known []string) string {
	best, found := len([]rune(word))/3+2, ""
	for _, k := range known {
		if d := distance(strings.ToLower(word), strings.ToLower(k)); d < best {
			best, found = d, k
		}
	}
	return found
}

// distance counts the letters to add, drop or change to go from a to b.
func distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range from {
		before := row[0]
		row[0] = i + 1
		for j, s := range to {
			change := before
			if r != s {
				change++
			}
			before = row[j+1]
			row[j+1] = min(change, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(to)]
}

// meant is the hint for an unknown word: the nearest known one, or all of them
// when they are few.
func meant(word string, known []string) string {
	if n := nearest(word, known); n != "" {
		return fmt.Sprintf("bedoelde u `%s`?", n)
	}
	if len(known) == 0 {
		return "er is er hier nog geen beschreven"
	}
	if len(known) > 12 {
		return ""
	}
	return "u kunt kiezen uit " + quoted(known)
}

func quoted(words []string) string {
	return "`" + strings.Join(words, "`, `") + "`"
}

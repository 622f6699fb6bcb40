package figures

import (
	"testing"

	"pgregory.net/rapid"
)

func TestKRS05_SmallNumbersAreKeptBack(t *testing.T) {
	c := Guard([]int{12, 4, 0, 5}, 5)
	want := []string{"12", "< 5", "0", "5"}
	for i, f := range c.Parts {
		if got := f.String(5); got != want[i] {
			t.Errorf("part %d reads %q, want %q", i, got, want[i])
		}
	}
	if got := c.Total.String(5); got != "niet getoond" {
		t.Errorf("the total reads %q and gives the 4 away", got)
	}
}

// A total smaller than the limit is small itself; one that is the sum of a small
// and a large number is kept back.
func TestKRS05_TheTotalIsShownWhenItTellsNothing(t *testing.T) {
	for _, tc := range []struct {
		parts []int
		want  string
	}{{[]int{7, 8}, "15"}, {[]int{3}, "< 5"}, {[]int{2, 2, 9}, "13"}, {[]int{1, 1, 9}, "niet getoond"}, {[]int{4, 4}, "niet getoond"}, {[]int{0, 0}, "0"}} {
		if got := Guard(tc.parts, 5).Total.String(5); got != tc.want {
			t.Errorf("%v: the total reads %q, want %q", tc.parts, got, tc.want)
		}
	}
}

// Whoever knows all that is shown can never tell what a number is that is kept
// back: at least two numbers fit in its place.
func TestKRS05_WhatIsKeptBackCannotBeComputed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		smallest := rapid.IntRange(3, 7).Draw(t, "grens")
		parts := rapid.SliceOfN(rapid.IntRange(0, 12), 1, 5).Draw(t, "aantallen")
		c := Guard(parts, smallest)
		for i, f := range c.Parts {
			if f.Kept != Shown && len(possible(c, smallest, i)) < 2 {
				t.Fatalf("%v: part %d can only be %v", parts, i, possible(c, smallest, i))
			}
		}
	})
}

// possible tries every table that would have been shown the same; whoever looks
// knows this rule too.
func possible(c Column, smallest, at int) map[int]bool {
	found := map[int]bool{}
	guess := make([]int, len(c.Parts))
	var try func(i int)
	try = func(i int) {
		if i == len(c.Parts) {
			if other := Guard(guess, smallest); other.Total.String(smallest) == c.Total.String(smallest) {
				found[guess[at]] = true
			}
			return
		}
		from, to := c.Parts[i].N, c.Parts[i].N
		if c.Parts[i].Kept == Small {
			from, to = 1, smallest-1
		}
		for n := from; n <= to; n++ {
			guess[i] = n
			try(i + 1)
		}
	}
	try(0)
	return found
}

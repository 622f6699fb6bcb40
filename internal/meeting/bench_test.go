package meeting

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkAYearOfMeetings plans a school year with 400 cases anew.
func BenchmarkAYearOfMeetings(b *testing.B) {
	r := weeklyRules(12)
	items := make([]Item, 400)
	for i := range items {
		items[i] = Item{ID: fmt.Sprintf("%03d", i), At: first.Start().Add(time.Duration(i) * 18 * time.Hour)}
	}
	for b.Loop() {
		if moves := r.Between(middle, first, last, nil).Replan(items, first); len(moves) != 400 {
			b.Fatalf("%d cases have a meeting", len(moves))
		}
	}
}

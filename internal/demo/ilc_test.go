package demo

import (
	"testing"
	"time"

	"passend/internal/civil"
)

// TestTheWaitingListOfCoachingIsAlive: all places are taken, one is offered, others
// wait, and enough came free to tell how long.
func TestTheWaitingListOfCoachingIsAlive(t *testing.T) {
	s := newStageOn(t, "ilc", civil.NewDay(2026, time.November, 25), size{boards: 2, schools: 5, special: 2, pupils: 80})
	tellAll(t, s)
	s.play(func(p *Player) error {
		counts := map[string]int{}
		lines, err := p.b.Tx().Places("ilc", nil)
		for _, l := range lines {
			counts[l.Status]++
		}
		if counts["geplaatst"] != 12 || counts["aangeboden"] != 1 || counts["wacht"] != 5 {
			t.Errorf("places of coaching: %v", counts)
		}
		waiting, other := p.b.Tx().Places("inzicht", nil)
		if len(waiting) != 2 {
			t.Errorf("%d at InZicht", len(waiting))
		}
		if err == nil {
			err = other
		}
		return err
	})
}

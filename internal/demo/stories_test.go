package demo

import (
	"errors"
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/civil"
)

func TestEveryStoryOfTheDemonstrationCanBeTold(t *testing.T) {
	s := newStage(t, "rijn-gelderse-vallei")
	var tales []tale
	err := s.app.Bulk(t.Context(), s.cast.SWV.ID, func(b *app.Bulk) error {
		p := &Player{b: b, cast: s.cast, paper: described{}, texts: textsOf(s.cast.SWV), end: s.now, seed: 1}
		tales = plan(s.cast, civil.DayOf(s.now), 1)
		for _, tale := range tales {
			if err := p.tale(tale); err != nil {
				var stuck errStuck
				if !errors.As(err, &stuck) {
					return err
				}
				t.Errorf("%v", err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(tales) < 20 {
		t.Errorf("only %d stories", len(tales))
	}
	_ = time.Now
}

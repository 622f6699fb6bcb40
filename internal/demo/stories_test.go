package demo

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"passend/internal/civil"
)

// tellAll plays everything that is planned and says how each case stands.
func tellAll(t *testing.T, s *stage) []string {
	t.Helper()
	var cases []string
	s.play(func(p *Player) error {
		for _, tale := range plan(s.cast, civil.DayOf(s.now), 1) {
			if err := p.tale(tale); err != nil {
				var stuck errStuck
				if !errors.As(err, &stuck) {
					return err
				}
				t.Errorf("%v", err)
			}
		}
		for _, pupil := range s.cast.Pupils {
			rows, err := p.b.Tx().CasesOfPupil(pupil.ID)
			if err != nil {
				return err
			}
			for _, r := range rows {
				cases = append(cases, fmt.Sprint(r.Number, " ", r.PupilName, " ", r.Procedure, " ", r.Phase, " ", r.Due, " ", r.Outcome, " ", r.Updated))
			}
		}
		return nil
	})
	return cases
}

func TestEveryStoryOfTheDemonstrationCanBeToldAndAlwaysTheSame(t *testing.T) {
	s := newStage(t, "rijn-gelderse-vallei")
	first := tellAll(t, s)
	if len(first) < 25 {
		t.Errorf("only %d cases", len(first))
	}
	if diff := cmp.Diff(first, tellAll(t, newStage(t, "rijn-gelderse-vallei"))); diff != "" {
		t.Errorf("the same seed and day gave something else (-first +second):\n%s", diff)
	}
	rebuilt, err := s.app.Rebuild(t.Context(), s.cast.SWV.ID, true)
	if err != nil || len(rebuilt.Differences) > 0 {
		t.Errorf("rebuild --check: %v %q", err, rebuilt.Differences)
	}
}

func TestEveryStoryOfTheLoketCanBeTold(t *testing.T) {
	s := newStage(t, "swv-25-05")
	if cases := tellAll(t, s); len(cases) < 20 {
		t.Errorf("only %d cases", len(cases))
	}
}

func TestEveryStoryOfKoersCanBeTold(t *testing.T) {
	s := newStage(t, "koers-vo")
	if cases := tellAll(t, s); len(cases) < 25 {
		t.Errorf("only %d cases", len(cases))
	}
	rebuilt, err := s.app.Rebuild(t.Context(), s.cast.SWV.ID, true)
	if err != nil || len(rebuilt.Differences) > 0 {
		t.Errorf("rebuild --check: %v %q", err, rebuilt.Differences)
	}
}

func TestNoPersonHasTwoNamesAndNoIDStandsForTwo(t *testing.T) {
	s := newStage(t, "rijn-gelderse-vallei")
	names, ids := map[string]string{}, map[string]bool{}
	for _, p := range s.cast.People {
		if known := names[p.Account]; known != "" && known != p.Name {
			t.Errorf("an account is both %s and %s", known, p.Name)
		}
		names[p.Account] = p.Name
		if ids[p.ID] {
			t.Errorf("the member id of %s stands for two functions", p.Name)
		}
		ids[p.ID] = true
	}
	for _, p := range s.cast.Pupils {
		if ids[p.ID] {
			t.Errorf("the id of pupil %s is not its own", p.FullName())
		}
		ids[p.ID] = true
	}
}

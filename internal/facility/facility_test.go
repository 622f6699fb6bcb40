package facility

import (
	"testing"
	"time"

	"passend/internal/civil"
)

// life plays commands on a facility, each a day later than the one before.
type life struct {
	t *testing.T
	w World
	s *State
}

func newLife(t *testing.T, rules Rules) *life {
	return &life{t, World{rules, civil.NewCalendar("midden"), begin}, New()}
}

func (l *life) do(c Command) []Change {
	l.t.Helper()
	before := Fold(l.s.History)
	out, refusal := Decide(l.w, l.s, c)
	if refusal != nil {
		l.t.Fatalf("%T: %s", c, refusal.Rule)
	}
	for _, d := range out {
		l.s.Evolve(Event{Seq: l.s.Seq + 1, At: l.w.Now, Data: d})
	}
	return Changes(l.w.Rules, before, l.s, out)
}

func (l *life) refused(c Command, rule string) {
	l.t.Helper()
	if _, refusal := Decide(l.w, l.s, c); refusal == nil || refusal.Rule != rule {
		l.t.Errorf("%T: %+v, want: %s", c, refusal, rule)
	}
}

func (l *life) later(days int) { l.w.Now = l.w.Now.AddDate(0, 0, days) }

func (l *life) stands(id string, want int) {
	l.t.Helper()
	if got := l.s.Position(l.w.Rules, id); got != want {
		l.t.Errorf("%s stands at %d, want %d", id, got, want)
	}
}

var asking = Rules{Places: 1, Answer: civil.Duration{N: 5, Unit: civil.Workdays}}

func TestAFreePlaceIsOfferedToWhoIsNextAndLapses(t *testing.T) {
	l := newLife(t, asking)
	l.do(Ask{Case: "a"})
	l.later(1)
	l.do(Ask{Case: "b"})
	l.later(1)
	l.do(Ask{Case: "c"})
	l.stands("b", 1)
	l.refused(Accept{"b"}, "Er is nu geen plek aangeboden.")
	changes := l.do(Free{Case: "a"})
	if len(changes) != 3 || changes[1] != (Change{Case: "b", What: IsOffer, Until: civil.NewDay(2026, time.March, 11)}) || changes[2].What != MovedUp {
		t.Fatalf("changes: %+v", changes)
	}
	l.later(7) // the last day itself still counts
	if len(l.do(Tick{})) != 0 {
		t.Error("the offer lapsed on its last day")
	}
	l.later(1)
	changes = l.do(Tick{})
	if len(changes) != 2 || changes[0].What != Lapse || changes[0].Position != 1 || changes[1].Case != "c" || changes[1].What != IsOffer {
		t.Fatalf("changes: %+v", changes)
	}
	if len(l.do(Tick{})) != 0 {
		t.Error("a day that speaks twice says the same again")
	}
}

func TestWhoWasSentBackKeepsItsPlaceInTime(t *testing.T) {
	l := newLife(t, asking)
	first := l.w.Now
	l.do(Ask{Case: "x"})
	l.later(1)
	l.do(Ask{Case: "b"})
	l.later(1)
	l.do(Ask{Case: "a", Since: first})
	l.stands("a", 1)
	l.stands("b", 2)
}

func TestLoweringTakesNobodysPlace(t *testing.T) {
	l := newLife(t, Rules{Places: 2})
	l.do(Ask{Case: "a"})
	l.do(Ask{Case: "b"})
	l.do(SetCapacity{1, "een coach minder"})
	if len(l.s.Taken) != 2 || l.s.Free(l.w.Rules) != 0 {
		t.Errorf("taken: %v", l.s.Taken)
	}
	l.do(Ask{Case: "c"})
	l.do(Free{Case: "a"})
	l.stands("c", 1)
	l.refused(SetCapacity{1, "nog eens"}, "Dit is al het aantal plaatsen.")
	l.refused(SetCapacity{3, " "}, "Schrijf waarom het aantal plaatsen verandert.")
	l.do(SetCapacity{3, "er is een coach bij"})
	if !l.s.Has("c") {
		t.Error("a new place did not go to who waits")
	}
}

func TestUrgencyGoesBeforeArrivalOnlyWhereThatWasChosen(t *testing.T) {
	l := newLife(t, Rules{Places: 0})
	l.do(Ask{Case: "a"})
	l.later(1)
	l.do(Ask{Case: "b"})
	l.refused(SetUrgency{"b", true, "spoed"}, "Hier geldt de volgorde van aankomst. Voorrang bestaat niet.")
	l.w.Rules.UrgentFirst = true
	l.refused(SetUrgency{"b", true, ""}, "Schrijf waarom.")
	l.do(SetUrgency{"b", true, "spoed"})
	l.stands("b", 1)
	l.stands("a", 2)
}

func TestTheWaitIsOnlyTellableFromFiveFreedPlacesOn(t *testing.T) {
	l := newLife(t, Rules{Places: 10})
	for i := range 5 {
		id := string(rune('a' + i))
		l.do(Ask{Case: id})
		if _, known := l.s.Wait(1, civil.DayOf(l.w.Now)); known {
			t.Errorf("known after %d", i)
		}
		l.do(Free{Case: id})
		l.later(30)
	}
	if weeks, known := l.s.Wait(2, civil.DayOf(l.w.Now)); !known || weeks != 21 {
		t.Errorf("%d weeks, %v", weeks, known)
	}
	if _, known := l.s.Wait(2, civil.DayOf(l.w.Now).AddYears(1)); known {
		t.Error("places that came free long ago count")
	}
}

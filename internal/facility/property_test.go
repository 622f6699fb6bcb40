package facility

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"passend/internal/civil"
)

var begin = civil.NewDay(2026, time.March, 2).Start().Add(9 * time.Hour)

func someRules(t *rapid.T) Rules {
	r := Rules{Places: rapid.IntRange(0, 4).Draw(t, "places"), UrgentFirst: rapid.Bool().Draw(t, "urgent first"), OffAtLapse: rapid.Bool().Draw(t, "off")}
	if rapid.Bool().Draw(t, "asked first") {
		r.Answer = civil.Duration{N: 5, Unit: civil.Workdays}
	}
	return r
}

func someCommand(t *rapid.T, now time.Time) Command {
	id := fmt.Sprintf("z%d", rapid.IntRange(1, 9).Draw(t, "case"))
	switch rapid.IntRange(0, 8).Draw(t, "command") {
	case 0:
		return SetCapacity{rapid.IntRange(-1, 6).Draw(t, "places"), rapid.SampledFrom([]string{"", "nieuw lokaal"}).Draw(t, "why")}
	case 1, 2, 3:
		return Ask{id, now.Add(-time.Duration(rapid.IntRange(0, 200).Draw(t, "hours ago")) * time.Hour)}
	case 4:
		return Accept{id}
	case 5:
		return Decline{id, ""}
	case 6:
		return Free{id, ""}
	case 7:
		return Withdraw{id, ""}
	}
	return SetUrgency{id, rapid.Bool().Draw(t, "urgent"), "het wordt thuis onhoudbaar"}
}

// TestWhateverHappensNobodyIsLost plays random lives of a facility and looks after
// every step whether what must always hold still does.
func TestWhateverHappensNobodyIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := World{Rules: someRules(t), Calendar: civil.NewCalendar("midden"), Now: begin}
		s := New()
		asked := map[string]bool{}
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			w.Now = w.Now.Add(time.Duration(rapid.IntRange(0, 60).Draw(t, "later")) * time.Hour)
			c := someCommand(t, w.Now)
			if rapid.IntRange(0, 5).Draw(t, "day") == 0 {
				c = Tick{}
			}
			before := Fold(s.History)
			out, refusal := Decide(w, s, c)
			if d := cmp.Diff(before, s); d != "" {
				t.Fatalf("deciding changed the state: %s", d)
			}
			if refusal != nil && len(out) > 0 {
				t.Fatal("refused, and yet something happened")
			}
			for _, d := range out {
				checkStep(t, w.Rules, s, d)
				s.Evolve(Event{Seq: s.Seq + 1, At: w.Now, Data: d})
				if a, ok := d.(Asked); ok {
					asked[a.Case] = true
				}
			}
			checkState(t, w, s, asked)
			checkChanges(t, w.Rules, before, s, out)
		}
		if d := cmp.Diff(Fold(s.History), s); d != "" {
			t.Fatalf("folded again it is another state: %s", d)
		}
	})
}

// checkStep: a place is only given or offered when there is one, and to who is
// next, or to whom it was offered.
func checkStep(t *rapid.T, rules Rules, s *State, d Data) {
	switch d := d.(type) {
	case Offered:
		if s.Free(rules) == 0 || s.Position(rules, d.Case) != 1 {
			t.Fatalf("offered out of turn or beyond the number of places: %+v with %+v", d, s.Requests)
		}
	case Taken:
		if r, _ := s.Request(d.Case); !r.Offered() && (s.Free(rules) == 0 || s.Position(rules, d.Case) != 1) {
			t.Fatalf("given out of turn or beyond the number of places: %+v with %+v", d, s.Requests)
		}
	}
}

func checkState(t *rapid.T, w World, s *State, asked map[string]bool) {
	here := slices.Clone(s.Taken)
	for _, r := range s.Requests {
		here = append(here, r.Case)
	}
	slices.Sort(here)
	if len(slices.Compact(slices.Clone(here))) != len(here) {
		t.Fatalf("somebody stands here twice: %v", here)
	}
	for id := range asked {
		if !slices.Contains(here, id) && !left(s, id) {
			t.Fatalf("%s was lost", id)
		}
	}
	if queue := s.Queue(w.Rules); len(queue) > 0 && s.Free(w.Rules) > 0 {
		t.Fatalf("%d places are free while %d wait", s.Free(w.Rules), len(queue))
	} else if !slices.IsSortedFunc(queue, w.Rules.compare) {
		t.Fatalf("not in order: %+v", queue)
	}
}

// left tells whether the last thing that is known of a case is that it went.
func left(s *State, id string) bool {
	for _, e := range slices.Backward(s.History) {
		if CaseOf(e.Data) != id {
			continue
		}
		switch d := e.Data.(type) {
		case Declined, Withdrawn, Freed:
			return true
		case Lapsed:
			return d.Off
		}
		return false
	}
	return false
}

// checkChanges: who is told to wait stands where the message says, and who moved
// is told so.
func checkChanges(t *rapid.T, rules Rules, before, after *State, out []Data) {
	all := Changes(rules, before, after, out)
	for _, c := range all {
		if c.Position != after.Position(rules, c.Case) {
			t.Fatalf("told another place than it has: %+v", c)
		}
	}
	for i, r := range after.Queue(rules) {
		told := slices.ContainsFunc(all, func(c Change) bool { return c.Case == r.Case })
		if !told && before.Position(rules, r.Case) != i+1 {
			t.Fatalf("%s moved from %d to %d and was not told", r.Case, before.Position(rules, r.Case), i+1)
		}
	}
}

func TestWhatHappenedIsReadBackAsItWas(t *testing.T) {
	for _, d := range []Data{CapacitySet{4, "x"}, Asked{"a", begin, true, "y"}, Offered{"a", civil.DayOf(begin)}, Taken{"a"}, Declined{"a", ""},
		Lapsed{"a", false, begin}, Freed{"a", civil.DayOf(begin), "z"}, Withdrawn{"a", ""}, UrgencyChanged{"a", true, "y"}} {
		text, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Decode(d.EventKind(), text)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(d, again); diff != "" {
			t.Error(diff)
		}
	}
	if len(kinds) != 9 {
		t.Errorf("%d kinds are known, and 9 are tried here", len(kinds))
	}
}

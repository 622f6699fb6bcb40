package store_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"passend/internal/store"
)

func TestAppend_GivesBackWhatWasPutIn(t *testing.T) {
	eachTenant(t, func(t *tester) {
		early := noon.Add(-time.Hour)
		t.do(func(tx *store.Tx) error {
			v, err := tx.Append("z1", "zaak", 0, []store.Event{event("ingediend", "één"), {At: early, Actor: "klok", Kind: "herinnerd"}})
			if v != 2 {
				t.Errorf("version %d after two events", v)
			}
			return err
		})
		t.tell("z1", event("besloten", "<>&\x00"))
		got := ask(t, func(tx *store.Tx) ([]store.Event, error) { return tx.Events("z1", 0) })
		want := []store.Event{
			{Seq: 1, At: noon, Actor: "iemand", Kind: "ingediend", Body: []byte("één")},
			{Seq: 2, At: early, Actor: "klok", Kind: "herinnerd"},
			{Seq: 3, At: noon, Actor: "iemand", Kind: "besloten", Body: []byte("<>&\x00")},
		}
		if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
			t.Error(d)
		}
		rest := ask(t, func(tx *store.Tx) ([]store.Event, error) { return tx.Events("z1", 2) })
		if len(rest) != 1 || rest[0].Seq != 3 {
			t.Errorf("after 2: %v", rest)
		}
	})
}

func TestAppend_TellsWhoWasFirst(t *testing.T) {
	eachTenant(t, func(t *tester) {
		t.tell("z1", event("een", ""), event("twee", ""))
		for _, expected := range []int64{0, 1, 3} {
			err := t.try(func(tx *store.Tx) error {
				_, err := tx.Append("z1", "zaak", expected, []store.Event{event("drie", "")})
				return err
			})
			var conflict *store.ErrConflict
			if !errors.As(err, &conflict) || *conflict != (store.ErrConflict{Stream: "z1", Expected: expected, Actual: 2}) {
				t.Errorf("expected %d: %v", expected, err)
			}
		}
		err := t.try(func(tx *store.Tx) error {
			_, err := tx.Append("z9", "zaak", 4, []store.Event{event("vijf", "")})
			return err
		})
		var conflict *store.ErrConflict
		if !errors.As(err, &conflict) || conflict.Actual != 0 {
			t.Errorf("stream that is not there: %v", err)
		}
		err = t.try(func(tx *store.Tx) error {
			_, err := tx.Append("z1", "leerling", 2, []store.Event{event("drie", "")})
			return err
		})
		if err == nil {
			t.Error("a stream changed its kind")
		}
	})
}

// together runs n writers at once and gives their errors.
func together(n int, f func(i int) error) []error {
	errs := make([]error, n)
	start := make(chan bool)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			<-start
			errs[i] = f(i)
		})
	}
	close(start)
	all.Wait()
	return errs
}

func TestAppend_LetsOneOfTwoThrough(t *testing.T) {
	eachTenant(t, func(t *tester) {
		for round := range 10 {
			for _, expected := range []int64{0, 1} {
				stream := fmt.Sprint("z", round)
				errs := together(2, func(i int) error {
					return t.try(func(tx *store.Tx) error {
						_, err := tx.Append(stream, "zaak", expected, []store.Event{event("getekend", fmt.Sprint(i))})
						return err
					})
				})
				var conflict *store.ErrConflict
				if (errs[0] == nil) == (errs[1] == nil) || !errors.As(errors.Join(errs...), &conflict) {
					t.Fatalf("round %d at %d: %v", round, expected, errs)
				}
			}
		}
		if r := t.verify(); r.Events != 20 || len(r.Problems) > 0 {
			t.Errorf("%+v", r)
		}
	})
}

func TestWrite_ManyAtOnceMakeOneChain(t *testing.T) {
	eachTenant(t, func(t *tester) {
		errs := together(20, func(i int) error {
			if i%4 == 0 {
				return t.LogRead(t.Context(), store.Access{At: noon, Kind: "lezen"})
			}
			return t.try(func(tx *store.Tx) error {
				id := fmt.Sprint("z", i)
				tx.Log(store.Access{Kind: "wijzigen", Cases: []string{id}})
				if err := tx.PutCase(store.CaseRow{ID: id, Procedure: "tlv", Phase: "intake", Audiences: []string{"swv", "school"}}, nil, nil); err != nil {
					return err
				}
				_, err := tx.Append(id, "zaak", 0, []store.Event{event("ingediend", id), event("gestart", id)})
				return err
			})
		})
		must(t, errors.Join(errs...))
		if r := t.verify(); r.Events != 30 || r.Log != 20 || r.Streams != 15 || len(r.Problems) > 0 {
			t.Errorf("%+v", r)
		}
		counts := ask(t, func(tx *store.Tx) (map[string]int, error) { return tx.PhaseCounts("swv", false) })
		if counts["tlv|intake"] != 15 {
			t.Errorf("counted %v", counts)
		}
	})
}

func TestNextNumber_NeverComesTwiceAndLeavesNoGap(t *testing.T) {
	eachTenant(t, func(t *tester) {
		var mu sync.Mutex
		seen := map[int64]bool{}
		boom := errors.New("boom")
		errs := together(20, func(i int) error {
			var n int64
			err := t.try(func(tx *store.Tx) (err error) {
				n, err = tx.NextNumber("tlv", "2026")
				if err == nil && i%5 == 0 {
					return boom
				}
				return err
			})
			if err == nil {
				mu.Lock()
				seen[n] = true
				mu.Unlock()
			} else if errors.Is(err, boom) {
				err = nil
			}
			return err
		})
		must(t, errors.Join(errs...))
		for n := int64(1); n <= 16; n++ {
			if !seen[n] {
				t.Errorf("number %d is missing of %v", n, seen)
			}
		}
	})
}

func TestLock_LetsOneAtATime(t *testing.T) {
	eachTenant(t, func(t *tester) {
		errs := together(8, func(i int) error {
			keys := []string{"leerling/1", "plaats/2"}
			if i%2 == 0 {
				keys[0], keys[1] = keys[1], keys[0]
			}
			return t.try(func(tx *store.Tx) error {
				if err := tx.Lock(keys...); err != nil {
					return err
				}
				// Reading and writing back loses a count unless nobody is between.
				text, err := tx.Setting("teller")
				if err != nil {
					return err
				}
				return tx.PutSetting("teller", text+"x")
			})
		})
		must(t, errors.Join(errs...))
		if got := ask(t, func(tx *store.Tx) (string, error) { return tx.Setting("teller") }); got != strings.Repeat("x", 8) {
			t.Errorf("counted %q", got)
		}
	})
}

func TestStreams_AreListedByKind(t *testing.T) {
	eachTenant(t, func(t *tester) {
		for _, id := range []string{"z3", "z1", "z2"} {
			t.tell(id, event("een", ""))
		}
		t.do(func(tx *store.Tx) error {
			_, err := tx.Append("l1", "leerling", 0, []store.Event{event("een", "")})
			return err
		})
		for _, c := range []struct{ kind, after, want string }{
			{"zaak", "", "z1 z2"}, {"zaak", "z2", "z3"}, {"", "", "l1 z1"}, {"", "z1", "z2 z3"}, {"niets", "", ""},
		} {
			found := ask(t, func(tx *store.Tx) ([]store.StreamInfo, error) { return tx.Streams(c.kind, c.after, 2) })
			var ids []string
			for _, s := range found {
				ids = append(ids, s.ID)
			}
			if got := strings.Join(ids, " "); got != c.want {
				t.Errorf("%q after %q: %s", c.kind, c.after, got)
			}
		}
	})
}

func TestDestroyStream_TakesContentAndLeavesTheRest(t *testing.T) {
	eachTenant(t, func(t *tester) {
		t.tell("z1", event("ingediend", "geheim"))
		t.tell("z2", event("ingediend", "blijft"))
		t.do(func(tx *store.Tx) error {
			_, err := tx.SaveDraft("z1", "formulier", -1, map[string]string{"naam": "geheim"})
			return err
		})
		t.do(func(tx *store.Tx) error { return tx.DestroyStream("z1", "2029-08-01") })
		events := ask(t, func(tx *store.Tx) ([]store.Event, error) { return tx.Events("z1", 0) })
		want := []store.Event{{Seq: 1, At: noon, Actor: "iemand", Kind: "ingediend"}}
		if d := cmp.Diff(want, events); d != "" {
			t.Error(d)
		}
		info := ask(t, func(tx *store.Tx) (store.StreamInfo, error) { return tx.Stream("z1") })
		if info != (store.StreamInfo{ID: "z1", Kind: "zaak", Version: 1, Destroyed: "2029-08-01"}) {
			t.Errorf("stream: %v", info)
		}
		fields := ask(t, func(tx *store.Tx) ([]store.DraftField, error) {
			f, _, err := tx.Draft("z1", "formulier")
			return f, err
		})
		if len(fields) > 0 {
			t.Errorf("draft is still there: %v", fields)
		}
		r := t.verify()
		if len(r.Problems) > 0 || len(r.Destroyed) != 1 || r.Destroyed[0] != info {
			t.Errorf("%+v", r)
		}
		for what, f := range map[string]func(*store.Tx) error{
			"destroy": func(tx *store.Tx) error { return tx.DestroyStream("z1", "2029-08-02") },
			"append": func(tx *store.Tx) error {
				_, err := tx.Append("z1", "zaak", 1, []store.Event{event("x", "")})
				return err
			},
			"begin": func(tx *store.Tx) error {
				_, err := tx.Append("z1", "zaak", 0, []store.Event{event("x", "")})
				return err
			},
			"draft": func(tx *store.Tx) error {
				_, err := tx.SaveDraft("z1", "formulier", -1, map[string]string{"naam": "x"})
				return err
			},
		} {
			if err := t.try(f); !errors.Is(err, store.ErrDestroyed) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if err := t.try(func(tx *store.Tx) error { return tx.DestroyStream("z9", "2029-08-01") }); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("destroy what is not there: %v", err)
		}
	})
}

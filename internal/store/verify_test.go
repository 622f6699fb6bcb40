package store_test

import (
	"fmt"
	"strings"
	"testing"

	"passend/internal/store"
	"passend/internal/store/storetest"
)

// history makes three dossiers of which one was destroyed, and some log.
func history(t *tester) {
	t.tell("z1", event("ingediend", "een"), event("gestart", "een"))
	t.tell("z2", event("ingediend", "twee"))
	t.tell("z3", event("ingediend", "drie"))
	t.tell("z1", event("besloten", "een"))
	t.do(func(tx *store.Tx) error { return tx.DestroyStream("z3", "2029-08-01") })
	for i := range 3 {
		t.do(func(tx *store.Tx) error {
			tx.Log(store.Access{Kind: "lezen", Account: fmt.Sprint("m", i), Cases: []string{"z1"}})
			return nil
		})
	}
}

func TestVerify_FindsNothingInAnHonestHistory(t *testing.T) {
	eachTenant(t, func(t *tester) {
		first := t.heads()
		history(t)
		middle := t.heads()
		t.tell("z2", event("besloten", "twee"))
		t.do(func(tx *store.Tx) error { return tx.DestroyStream("z2", "2030-08-01") })
		r := t.verify(first, middle, t.heads())
		if r.Events != 6 || r.Streams != 3 || r.Log != 3 || len(r.Destroyed) != 2 || len(r.Problems) > 0 {
			t.Errorf("%+v", r)
		}
	})
}

// tamperings are what somebody with the password of the database may try, and
// what the report then says.
var tamperings = []struct{ what, query, says string }{
	{"another moment", "UPDATE event SET at = '2026-01-01T00:00:00.000000Z' WHERE stream = 'z1' AND seq = 1", "is gewijzigd"},
	{"another actor", "UPDATE event SET actor = 'ander' WHERE stream = 'z1' AND seq = 2", "is gewijzigd"},
	{"another kind", "UPDATE event SET kind = 'afgewezen' WHERE stream = 'z2'", "is gewijzigd"},
	{"actor of what was destroyed", "UPDATE event SET actor = 'ander' WHERE stream = 'z3'", "is gewijzigd"},
	{"another digest", "UPDATE event SET digest = (SELECT e.digest FROM event e WHERE e.stream = 'z2') WHERE stream = 'z1' AND seq = 1", "is gewijzigd"},
	{"content of another event", "UPDATE event SET body = (SELECT e.body FROM event e WHERE e.stream = 'z1' AND e.seq = 2) WHERE stream = 'z1' AND seq = 1", "gaat niet open"},
	{"key of another stream", "UPDATE stream SET box = (SELECT s.box FROM stream s WHERE s.id = 'z2') WHERE id = 'z1'", "gaat niet open"},
	{"content gone", "UPDATE event SET body = (SELECT e.body FROM event e WHERE e.stream = 'z3') WHERE stream = 'z1' AND seq = 1", "ontbreekt, zonder dat"},
	{"event gone", "DELETE FROM event WHERE stream = 'z1' AND seq = 2", "is er niet meer"},
	{"event and link gone", "DELETE FROM link WHERE stream = 'z1' AND seq = 2", "ontbreekt wat na schakel"},
	{"stream gone", "DELETE FROM stream WHERE id = 'z2'", "is er niet meer"},
	{"version back", "UPDATE stream SET version = 2 WHERE id = 'z1'", "in de keten staan er 3"},
	{"event beside the chain", "INSERT INTO event (tenant, stream, seq, at, actor, kind, digest, body) SELECT tenant, stream, 9, at, actor, kind, digest, body FROM event WHERE stream = 'z2'", "in de keten staan er"},
	{"another day of destruction", "UPDATE stream SET destroyed = '2027-01-01' WHERE id = 'z3'", "volgens de keten vernietigd op"},
	{"destruction without a trace", "UPDATE stream SET destroyed = '2027-01-01' WHERE id = 'z2'", "terwijl het dossier is vernietigd"},
	{"destruction undone", "UPDATE stream SET destroyed = '' WHERE id = 'z3'", "volgens de keten vernietigd op"},
	{"day of destruction in the chain", "UPDATE link SET note = '2027-01-01 x y' WHERE seq = 0", "is gewijzigd"},
	{"chain cut short", "DELETE FROM link WHERE n = (SELECT MAX(l.n) FROM link l)", "De keten houdt op"},
	{"line of the log changed", "UPDATE access SET account = 'ander' WHERE seq = 2", "Regel 2 van het inzagelogboek"},
	{"line of the log hidden", "UPDATE access SET only_case = '' WHERE seq = 2", "Regel 2 van het inzagelogboek"},
	{"line of the log gone", "DELETE FROM access WHERE seq = 2", "ontbreekt wat na regel 1"},
	{"log cut short", "DELETE FROM access WHERE seq = 3", "houdt op bij regel 2"},
	{"log emptied", "DELETE FROM access WHERE seq > 0", "houdt op bij regel 0"},
}

func TestVerify_FindsTampering(t *testing.T) {
	eachTenant(t, func(t *tester) {
		for _, c := range tamperings {
			for _, table := range []string{"event", "link", "stream", "access", "head"} {
				_, err := t.db.Tamper(t.Context(), "DELETE FROM "+table)
				must(t, err)
			}
			history(at(t, t.db, "a"))
			n, err := t.db.Tamper(t.Context(), c.query)
			if err != nil || n == 0 {
				t.Fatalf("%s: nothing was tampered with: %v", c.what, err)
			}
			if r := t.verify(); !says(r, c.says) {
				t.Errorf("%s: report says %q", c.what, r.Problems)
			}
		}
	})
}

func says(r store.Report, text string) bool {
	return strings.Contains(strings.Join(r.Problems, "\n"), text)
}

// Whoever holds the database can write a whole new chain that fits; only an
// anchor that was kept elsewhere shows it.
func TestVerify_FindsAWholeNewHistoryByAnAnchor(t *testing.T) {
	eachTenant(t, func(t *tester) {
		history(t)
		anchor := t.heads()
		storetest.Each(t.TB.(*testing.T), func(t *testing.T, db *store.DB) {
			forged := at(t, db, "a")
			history(forged)
			r := forged.verify(anchor)
			if !says(r, "anders dan op 2026-03-02") {
				t.Errorf("report says %q", r.Problems)
			}
			shorter := at(t, storetest.Open(t, "sqlite"), "a")
			r = shorter.verify(anchor)
			if !says(r, "De keten houdt op bij schakel 0; op 2026-03-02 waren het er 6") || !says(r, "Het inzagelogboek houdt op bij regel 0; op 2026-03-02 waren het er 3") {
				t.Errorf("report says %q", r.Problems)
			}
		})
	})
}

func TestPruneAccess_KeepsTheRestProven(t *testing.T) {
	eachTenant(t, func(t *tester) {
		before := t.heads()
		for i := range 6 {
			must(t, t.LogRead(t.Context(), store.Access{At: noon.AddDate(0, 0, i), Kind: "lezen"}))
		}
		after := t.heads()
		prune := func(day string) (n int) {
			t.do(func(tx *store.Tx) (err error) {
				n, err = tx.PruneAccess(day)
				return err
			})
			return n
		}
		if n := prune("2026-03-04"); n != 2 {
			t.Errorf("pruned %d lines", n)
		}
		if n := prune("2026-03-04"); n != 0 {
			t.Errorf("pruned %d lines once more", n)
		}
		r := t.verify(before, after)
		if r.Log != 4 || r.LogFrom != 3 || len(r.Problems) > 0 {
			t.Errorf("%+v", r)
		}
		if n := prune("2027-01-01"); n != 4 {
			t.Errorf("pruned %d lines at the end", n)
		}
		must(t, t.LogRead(t.Context(), store.Access{At: noon, Kind: "lezen"}))
		if r := t.verify(after); r.Log != 1 || len(r.Problems) > 0 {
			t.Errorf("%+v", r)
		}
	})
}

func TestAnchors_AreKeptByDay(t *testing.T) {
	eachTenant(t, func(t *tester) {
		history(t)
		anchor := t.heads()
		anchor.Signature, anchor.PublicKey, anchor.At = "hand", "sleutel", noon
		t.do(func(tx *store.Tx) error { return tx.PutAnchor(anchor) })
		kept := ask(t, (*store.Tx).Anchors)
		if len(kept) != 1 || kept[0] != anchor {
			t.Errorf("kept %+v", kept)
		}
	})
}

func TestCheckLinks_NeedsNoDatabase(t *testing.T) {
	eachTenant(t, func(t *tester) {
		history(t)
		anchor := t.heads()
		var links []store.Link
		must(t, t.Read(t.Context(), func(tx *store.Tx) error {
			return tx.Links(func(l store.Link) error { links = append(links, l); return nil })
		}))
		check := func(links []store.Link) store.Report {
			r, err := store.CheckLinks(func(yield func(store.Link, error) bool) {
				for _, l := range links {
					if !yield(l, nil) {
						return
					}
				}
			}, []store.Anchor{anchor})
			must(t, err)
			return r
		}
		if r := check(links); r.Events != 5 || r.Streams != 3 || len(r.Destroyed) != 1 || len(r.Problems) > 0 {
			t.Errorf("%+v", r)
		}
		if r := check(links[:4]); !says(r, "waren het er 6") {
			t.Errorf("cut short: %+v", r)
		}
		for _, spoil := range []func(*store.Link){
			func(l *store.Link) { l.Salted = append([]byte("x"), l.Salted...) },
			func(l *store.Link) { l.Actor = "ander" },
			func(l *store.Link) { l.Salted = nil },
		} {
			spoilt := append([]store.Link(nil), links...)
			spoil(&spoilt[1])
			if r := check(spoilt); len(r.Problems) == 0 {
				t.Error("a change in an export was not found")
			}
		}
	})
}

func TestCheckLinks_KnowsAChainOfWhichNotAllIsShown(t *testing.T) {
	eachTenant(t, func(t *tester) {
		history(t)
		anchor := t.heads()
		var links []store.Link
		must(t, t.Read(t.Context(), func(tx *store.Tx) error {
			return tx.Links(func(l store.Link) error { links = append(links, l); return nil })
		}))
		shown := links[1].Stream
		for i, l := range links {
			if l.Stream != shown {
				links[i] = l.Veiled()
			}
		}
		check := func(links []store.Link) store.Report {
			r, err := store.CheckLinks(func(yield func(store.Link, error) bool) {
				for _, l := range links {
					if !yield(l, nil) {
						return
					}
				}
			}, []store.Anchor{anchor})
			must(t, err)
			return r
		}
		if r := check(links); r.Streams != 1 || r.Veiled == 0 || len(r.Problems) > 0 {
			t.Errorf("%+v", r)
		}
		for i := range links {
			spoilt := append([]store.Link(nil), links...)
			spoilt[i].Hash = append([]byte("x"), spoilt[i].Hash...)
			if len(spoilt[i].Inner) > 0 {
				spoilt[i].Inner = append([]byte("x"), spoilt[i].Inner...)
			}
			if r := check(spoilt); len(r.Problems) == 0 {
				t.Errorf("a change in link %d was not found", links[i].N)
			}
		}
	})
}

func TestCheckLog_NeedsNoDatabase(t *testing.T) {
	eachTenant(t, func(t *tester) {
		for i := range 5 {
			must(t, t.LogRead(t.Context(), store.Access{At: noon.AddDate(0, 0, i), Kind: "lezen", Cases: []string{"z"}}))
		}
		anchor := t.heads()
		t.do(func(tx *store.Tx) error { _, err := tx.PruneAccess("2026-03-04"); return err })
		var base, end store.LogLine
		var lines []store.LogLine
		must(t, t.Read(t.Context(), func(tx *store.Tx) (err error) {
			if base, end, err = tx.LogBase(); err != nil {
				return err
			}
			return tx.LogLines(func(l store.LogLine) error { lines = append(lines, l); return nil })
		}))
		check := func(lines []store.LogLine) (r store.Report) {
			must(t, store.CheckLog(base, end, func(yield func(store.LogLine, error) bool) {
				for _, l := range lines {
					if !yield(l, nil) {
						return
					}
				}
			}, []store.Anchor{anchor}, &r))
			return r
		}
		if r := check(lines); r.Log != 3 || r.LogFrom != 3 || len(r.Problems) > 0 {
			t.Errorf("%+v", r)
		}
		if r := check(lines[:2]); !says(r, "houdt op bij regel 4") {
			t.Errorf("cut short: %+v", r)
		}
		lines[1].Name = "iemand anders"
		if r := check(lines); !says(r, "Regel 4 van het inzagelogboek is gewijzigd") {
			t.Errorf("changed: %+v", r)
		}
	})
}

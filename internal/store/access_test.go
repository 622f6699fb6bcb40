package store_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"passend/internal/store"
)

// allLines walks through the pages of the log.
func allLines(t *tester, f store.AccessFilter) (all []store.Access) {
	t.Helper()
	for range 1000 {
		var next string
		page := ask(t, func(tx *store.Tx) (page []store.Access, err error) {
			page, next, err = tx.AccessLog(f)
			return page, err
		})
		all = append(all, page...)
		if next == "" {
			return all
		}
		f.Cursor = next
	}
	t.Fatal("the log has no end")
	return nil
}

func TestAccessLog_GivesBackWhatWasLogged(t *testing.T) {
	eachTenant(t, func(t *tester) {
		line := store.Access{At: noon, Account: "m", Name: "Naam", Function: "secretaris", Org: "o", OrgName: "Het SWV", Kind: "lijst",
			Pupil: "l", Cases: []string{"z1", "z2"}, Part: "werkvoorraad", Ground: "AVG 6", Result: "getoond", Session: "s"}
		must(t, t.LogRead(t.Context(), line))
		line.Seq = 1
		if d := cmp.Diff([]store.Access{line}, allLines(t, store.AccessFilter{})); d != "" {
			t.Error(d)
		}
	})
}

// A filter gives exactly the lines that a reader would pick by hand.
func TestAccessLog_FiltersLikeAReader(t *testing.T) {
	eachTenant(t, func(t *tester) {
		var lines []store.Access
		for i := range 200 {
			a := store.Access{
				Seq: int64(i + 1), At: noon.Add(time.Duration(i%7) * 24 * time.Hour), Account: fmt.Sprint("m", i%5), Pupil: fmt.Sprint("l", i%3),
				Kind: []string{"lezen", "wijzigen", "lijst"}[i%4%3],
			}
			for j := range i % 4 {
				a.Cases = append(a.Cases, fmt.Sprint("z", (i+j)%6))
			}
			lines = append(lines, a)
		}
		t.do(func(tx *store.Tx) error {
			for _, a := range lines {
				tx.Log(a)
			}
			return nil
		})
		for _, f := range []store.AccessFilter{
			{}, {Account: "m1"}, {Pupil: "l2"}, {Case: "z3"}, {Kind: "lijst"}, {Account: "m1", Case: "z3", Kind: "lezen"},
			{From: "2026-03-04", Until: "2026-03-06"}, {Until: "2026-03-02"}, {Pupil: "l0", From: "2026-03-08"}, {Case: "z", Pupil: "l1"},
		} {
			var want []store.Access
			for _, a := range lines {
				day := a.At.Format(time.DateOnly)
				if (f.Account == "" || f.Account == a.Account) && (f.Pupil == "" || f.Pupil == a.Pupil) && (f.Kind == "" || f.Kind == a.Kind) &&
					(f.Case == "" || slices.Contains(a.Cases, f.Case)) && (f.From == "" || day >= f.From) && (f.Until == "" || day <= f.Until) {
					want = append(want, a)
				}
			}
			slices.SortFunc(want, func(a, b store.Access) int {
				if c := b.At.Compare(a.At); c != 0 {
					return c
				}
				return int(b.Seq - a.Seq)
			})
			f.Limit = 7
			if d := cmp.Diff(want, allLines(t, f)); d != "" {
				t.Errorf("%+v: %s", f, d)
			}
		}
	})
}

// Half past midnight in Amsterdam is still the day before in UTC.
func TestAccessLog_KnowsWhenADayBegins(t *testing.T) {
	eachTenant(t, func(t *tester) {
		night := time.Date(2026, 3, 1, 23, 30, 0, 0, time.UTC)
		must(t, t.LogRead(t.Context(), store.Access{At: night}))
		for day, want := range map[string]int{"2026-03-01": 0, "2026-03-02": 1, "2026-03-03": 0} {
			if found := allLines(t, store.AccessFilter{From: day, Until: day}); len(found) != want {
				t.Errorf("%s: %d lines", day, len(found))
			}
		}
		t.do(func(tx *store.Tx) error {
			if n, err := tx.PruneAccess("2026-03-02"); n > 0 || err != nil {
				t.Errorf("pruned %d: %v", n, err)
			}
			if _, err := tx.PruneAccess("ooit"); err == nil {
				t.Error("pruned before no day")
			}
			return nil
		})
	})
}

func TestAccessLog_WalksPastManyOthersInBoundedPages(t *testing.T) {
	eachTenant(t, func(t *tester) {
		t.do(func(tx *store.Tx) error {
			tx.Log(store.Access{Kind: "geweigerd", Account: "m"})
			for range 12_000 {
				tx.Log(store.Access{Kind: "lezen", Account: "m"})
			}
			return nil
		})
		if found := allLines(t, store.AccessFilter{Kind: "geweigerd"}); len(found) != 1 || found[0].Seq != 1 {
			t.Errorf("found %v", found)
		}
	})
}

func TestLogRead_IsThereWhenItReturns(t *testing.T) {
	eachTenant(t, func(t *tester) {
		other := at(t, t.db, "b")
		errs := together(60, func(i int) error {
			who := []*tester{t, other}[i%2]
			account := fmt.Sprint("m", i)
			if err := who.LogRead(t.Context(), store.Access{At: noon, Account: account, Kind: "lezen"}); err != nil {
				return err
			}
			if found := allLines(who, store.AccessFilter{Account: account}); len(found) != 1 {
				return fmt.Errorf("%s: %d lines", account, len(found))
			}
			return nil
		})
		must(t, errors.Join(errs...))
		for _, who := range []*tester{t, other} {
			if r := who.verify(); r.Log != 30 || len(r.Problems) > 0 {
				t.Errorf("%+v", r)
			}
		}
	})
}

func TestLogRead_SharesTransactions(t *testing.T) {
	eachTenant(t, func(t *tester) {
		var heads int
		release := make(chan bool)
		held := make(chan bool)
		done := make(chan error, 1)
		// While a writer holds the tenant's sequence, readers gather.
		go func() {
			done <- t.try(func(tx *store.Tx) error {
				if _, err := tx.PruneAccess("2000-01-01"); err != nil {
					return err
				}
				close(held)
				<-release
				return nil
			})
		}()
		<-held
		heads = t.db.CountBatches(func() {
			time.AfterFunc(300*time.Millisecond, func() { close(release) })
			must(t, errors.Join(together(50, func(int) error {
				return t.LogRead(t.Context(), store.Access{At: noon, Kind: "lezen"})
			})...))
		})
		must(t, <-done)
		if heads > 5 {
			t.Errorf("50 lines took %d transactions", heads)
		}
	})
}

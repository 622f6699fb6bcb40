package store_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"passend/internal/store"
	"passend/internal/store/storetest"
)

// noon is the moment of most tests.
var noon = time.Date(2026, 3, 2, 11, 0, 0, 0, time.UTC)

// tester lets a test write and read in one line each.
type tester struct {
	testing.TB
	db *store.DB
	*store.Tenant
}

func at(t testing.TB, db *store.DB, tenant string) *tester {
	t.Helper()
	must(t, db.PutTenant(t.Context(), store.TenantRow{ID: tenant, Name: "SWV " + tenant}))
	return &tester{t, db, db.Tenant(tenant)}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// do writes as somebody at noon.
func (t *tester) do(f func(*store.Tx) error) {
	t.Helper()
	must(t, t.try(f))
}

func (t *tester) try(f func(*store.Tx) error) error {
	return t.Write(t.Context(), store.Meta{At: noon, Actor: "iemand"}, f)
}

// ask reads one answer.
func ask[T any](t *tester, f func(*store.Tx) (T, error)) (out T) {
	t.Helper()
	must(t, t.Read(t.Context(), func(tx *store.Tx) (err error) {
		out, err = f(tx)
		return err
	}))
	return out
}

func event(kind, body string) store.Event { return store.Event{Kind: kind, Body: []byte(body)} }

// tell appends events to a stream, whatever its version is.
func (t *tester) tell(stream string, events ...store.Event) {
	t.Helper()
	t.do(func(tx *store.Tx) error {
		info, err := tx.Stream(stream)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		_, err = tx.Append(stream, "zaak", info.Version, events)
		return err
	})
}

func (t *tester) verify(anchors ...store.Anchor) store.Report {
	t.Helper()
	r, err := t.Verify(t.Context(), anchors)
	must(t, err)
	return r
}

func (t *tester) heads() store.Anchor {
	t.Helper()
	a, err := t.Heads(t.Context())
	must(t, err)
	a.Day = "2026-03-02"
	return a
}

// eachTenant runs f for a tenant in a fresh database of every kind.
func eachTenant(t *testing.T, f func(t *tester)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.DB) { f(at(t, db, "a")) })
}

func TestWrite_LeavesNothingWhenItFails(t *testing.T) {
	eachTenant(t, func(t *tester) {
		boom := errors.New("boom")
		half := func(end func() error) func(*store.Tx) error {
			return func(tx *store.Tx) error {
				if _, err := tx.Append("z1", "zaak", 0, []store.Event{event("ingediend", "x")}); err != nil {
					return err
				}
				tx.Log(store.Access{Kind: "wijzigen"})
				if err := tx.PutCase(store.CaseRow{ID: "z1", Audiences: []string{"swv"}}, nil, nil); err != nil {
					return err
				}
				return end()
			}
		}
		if err := t.try(half(func() error { return boom })); !errors.Is(err, boom) {
			t.Errorf("error of the caller came back as %v", err)
		}
		func() {
			defer func() {
				if recover() == nil {
					t.Error("panic was swallowed")
				}
			}()
			t.try(half(func() error { panic("boom") }))
		}()
		ctx, cancel := context.WithCancel(t.Context())
		if err := t.Write(ctx, store.Meta{At: noon}, half(func() error { cancel(); return nil })); err == nil {
			t.Error("a transaction whose context ended was committed")
		}
		if _, err := t.Heads(t.Context()); err != nil {
			t.Fatal(err)
		}
		r := t.verify()
		if r.Events+r.Log+r.Streams != 0 || len(r.Problems) > 0 {
			t.Errorf("something was left: %+v", r)
		}
		// Nothing is held either: the next writer gets through.
		t.tell("z1", event("ingediend", "x"))
	})
}

func TestWrite_RefusesAnUnknownTenant(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		nobody := db.Tenant("niemand")
		err := nobody.Write(t.Context(), store.Meta{At: noon}, func(tx *store.Tx) error {
			return tx.PutOrg(store.OrgRow{ID: "o"})
		})
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("write: %v", err)
		}
		if err := nobody.LogRead(t.Context(), store.Access{At: noon}); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("log: %v", err)
		}
		// The one that is not there must not keep the others from logging.
		must(t, at(t, db, "a").LogRead(t.Context(), store.Access{At: noon}))
	})
}

func TestRead_CannotWrite(t *testing.T) {
	eachTenant(t, func(t *tester) {
		err := t.Read(t.Context(), func(tx *store.Tx) error { return tx.PutOrg(store.OrgRow{ID: "o"}) })
		if err == nil {
			t.Error("a reader wrote")
		}
	})
}

func TestRead_SeesOneMoment(t *testing.T) {
	eachTenant(t, func(t *tester) {
		t.tell("z1", event("een", ""))
		must(t, t.Read(t.Context(), func(tx *store.Tx) error {
			before, err := tx.Stream("z1")
			if err != nil {
				return err
			}
			t.tell("z1", event("twee", ""))
			after, err := tx.Stream("z1")
			if before != after {
				t.Errorf("the picture moved from %v to %v", before, after)
			}
			return err
		}))
	})
}

func TestOpen_FindsWhatWasWrittenBefore(t *testing.T) {
	for _, kind := range storetest.Kinds {
		t.Run(kind, func(t *testing.T) {
			c := storetest.Config(t, kind)
			a := at(t, storetest.Reopen(t, c), "a")
			a.tell("z1", event("ingediend", "tekst"))
			again := at(t, storetest.Reopen(t, c), "a")
			events := ask(again, func(tx *store.Tx) ([]store.Event, error) { return tx.Events("z1", 0) })
			if len(events) != 1 || string(events[0].Body) != "tekst" {
				t.Errorf("found %v", events)
			}
			c.Master = make([]byte, 32)
			stranger := at(t, storetest.Reopen(t, c), "a")
			err := stranger.Read(t.Context(), func(tx *store.Tx) error {
				_, err := tx.Events("z1", 0)
				return err
			})
			if err == nil {
				t.Error("content opened with another master key")
			}
		})
	}
}

func TestMigrate_IsKnownToBeDone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		must(t, db.Migrate(t.Context()))
		applied, known, err := db.SchemaVersion(t.Context())
		if err != nil || applied != known || known == 0 {
			t.Errorf("applied %d of %d: %v", applied, known, err)
		}
	})
}

func TestOpen_SaysWhatIsWrong(t *testing.T) {
	for what, c := range map[string]store.Config{
		"short key":   {Dir: t.TempDir(), Master: make([]byte, 16)},
		"odd address": {URL: "mysql://nergens", Master: make([]byte, 32)},
		"no file":     {URL: "sqlite:", Master: make([]byte, 32)},
	} {
		if db, err := store.Open(t.Context(), c); err == nil {
			db.Close()
			t.Errorf("%s: opened", what)
		}
	}
}

func TestNewID_SortsByTime(t *testing.T) {
	seen := map[string]bool{}
	before := ""
	for i := range 1000 {
		id := store.NewID(noon.Add(time.Duration(i) * time.Millisecond))
		if id <= before || seen[id] || len(id) != 26 {
			t.Fatalf("id %s after %s", id, before)
		}
		seen[id], before = true, id
	}
}

func TestTenants_AreListedAndRenamed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		for _, name := range []string{"Oud", "Nieuw"} {
			must(t, db.PutTenant(t.Context(), store.TenantRow{ID: "b", Name: name}))
		}
		at(t, db, "a")
		found, err := db.Tenants(t.Context())
		must(t, err)
		if fmt.Sprint(found) != "[{a SWV a} {b Nieuw}]" {
			t.Errorf("tenants: %v", found)
		}
	})
}

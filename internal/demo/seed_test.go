package demo

import (
	"errors"
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/blob"
	"passend/internal/civil"
	"passend/internal/store"
	"passend/internal/store/storetest"
)

func TestASeededDatabaseIsSoundAndItsNumbersGoOn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		now := civil.NewDay(2026, time.March, 3).Start().Add(10 * time.Hour)
		blobs, err := blob.New(t.TempDir(), make([]byte, 32), blob.Options{})
		if err != nil {
			t.Fatal(err)
		}
		a := app.New(app.Options{DB: db, Blobs: blobs, Now: func() time.Time { return now }})
		o := SeedOptions{App: a, DB: db, Now: now, SWVs: 3, Cases: 120, Password: "verzonnen-wachtwoord", Seed: 1}
		made, err := Seed(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		if made.Cases < 120 || made.Cases > 125 {
			t.Errorf("%d cases were made", made.Cases)
		}
		tenants, err := a.Tenants(t.Context())
		if err != nil || len(tenants) != 3 {
			t.Fatalf("tenants: %v %v", tenants, err)
		}
		for _, tenant := range tenants {
			sound(t, a, tenant.ID)
			numbersGoOn(t, db, tenant.ID, now)
		}
		if len(made.Accounts) < 10 {
			t.Errorf("only %d functions can sign in", len(made.Accounts))
		}
		if _, err := Seed(t.Context(), o); !errors.Is(err, ErrNotEmpty) {
			t.Errorf("filling it again: %v", err)
		}
	})
}

func sound(t *testing.T, a *app.App, tenant string) {
	t.Helper()
	report, err := a.Verify(t.Context(), tenant, nil)
	if err != nil || len(report.Problems) > 0 || report.Streams == 0 {
		t.Errorf("%s: verify: %v %d streams %q", tenant, err, report.Streams, report.Problems)
	}
	rebuilt, err := a.Rebuild(t.Context(), tenant, true)
	if err != nil || len(rebuilt.Differences) > 0 {
		t.Errorf("%s: rebuild --check: %v %q", tenant, err, rebuilt.Differences)
	}
}

// numbersGoOn: the next case gets a number that no case has.
func numbersGoOn(t *testing.T, db *store.DB, tenant string, now time.Time) {
	t.Helper()
	err := db.Tenant(tenant).Write(t.Context(), store.Meta{At: now}, func(tx *store.Tx) error {
		cases, _, err := tx.Cases(store.CaseQuery{Audience: "secretaris@s:", Limit: 500})
		if err != nil {
			return err
		}
		taken := map[string]bool{}
		for _, c := range cases {
			if taken[c.Number] {
				t.Errorf("%s: two cases have number %s", tenant, c.Number)
			}
			taken[c.Number] = true
		}
		n, err := tx.NextNumber("zaak", "2026")
		if number := caseNumber("2026", n); taken[number] {
			t.Errorf("%s: number %s is given out again", tenant, number)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

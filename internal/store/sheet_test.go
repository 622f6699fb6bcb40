package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"passend/internal/store"
	"passend/internal/store/storetest"
)

func TestABatchKeepsItsLinesAndWhatWasTypedLiesSealed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		at := time.Date(2027, 4, 5, 10, 0, 0, 0, time.UTC)
		own, other := db.Tenant("een"), db.Tenant("twee")
		for _, id := range []string{"een", "twee"} {
			if err := db.PutTenant(t.Context(), store.TenantRow{ID: id, Name: id}); err != nil {
				t.Fatal(err)
			}
		}
		batch := store.BatchRow{ID: "b1", Procedure: "lwoo", Org: "s1", OrgName: "De Eik", Year: 2026, At: at}
		lines := []store.BatchLine{
			{ID: "r1", Line: 2, Pupil: "p1", Case: "c1"},
			{ID: "r2", Line: 3, Body: []byte(`{"achternaam":"Voorbeeld"}`)},
		}
		write := func(tn *store.Tenant, f func(*store.Tx) error) {
			t.Helper()
			if err := tn.Write(t.Context(), store.Meta{At: at, Actor: "a"}, f); err != nil {
				t.Fatal(err)
			}
		}
		write(own, func(tx *store.Tx) error {
			if err := tx.PutBatch(batch); err != nil {
				return err
			}
			for _, l := range lines {
				if err := tx.PutBatchLine("b1", l); err != nil {
					return err
				}
			}
			return nil
		})
		read := func(tn *store.Tenant, f func(*store.Tx) error) {
			t.Helper()
			if err := tn.Read(t.Context(), f); err != nil {
				t.Fatal(err)
			}
		}
		read(own, func(tx *store.Tx) error {
			found, err := tx.BatchOf("lwoo", "s1", 2026)
			if err != nil || !cmp.Equal(found, batch) {
				t.Error(cmp.Diff(batch, found), err)
			}
			got, err := tx.BatchLines("b1")
			if d := cmp.Diff(lines, got, cmpopts.EquateEmpty()); d != "" || err != nil {
				t.Error(d, err)
			}
			id, err := tx.BatchOfCase("c1")
			if id != "b1" || err != nil {
				t.Error(id, err)
			}
			all, err := tx.Batches("", 10)
			if len(all) != 1 || err != nil {
				t.Error(all, err)
			}
			return nil
		})
		read(other, func(tx *store.Tx) error {
			if _, err := tx.Batch("b1"); !errors.Is(err, store.ErrNotFound) {
				t.Error("another tenant finds it", err)
			}
			got, err := tx.BatchLines("b1")
			if len(got) != 0 || err != nil {
				t.Error("another tenant reads its lines", got, err)
			}
			return nil
		})
		write(own, func(tx *store.Tx) error {
			if err := tx.DropBatchLine("b1", "r2"); err != nil {
				return err
			}
			return tx.DropBatchLinesOf("c1")
		})
		read(own, func(tx *store.Tx) error {
			got, err := tx.BatchLines("b1")
			if len(got) != 0 || err != nil {
				t.Error(got, err)
			}
			return nil
		})
	})
}

package store_test

import (
	"os"
	"testing"

	"passend/internal/store"
	"passend/internal/store/storetest"
)

func TestScratch_GivesEmptyDatabasesAndLeavesNothing(t *testing.T) {
	for _, kind := range storetest.Kinds {
		t.Run(kind, func(t *testing.T) {
			c := storetest.Config(t, kind)
			t.Setenv("TMPDIR", t.TempDir())
			s, err := store.NewScratch(t.Context(), c)
			if err != nil {
				t.Fatal(err)
			}
			for range 2 {
				leavesNothingBehind(t, s)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if left, err := os.ReadDir(os.Getenv("TMPDIR")); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v %v", left, err)
			}
		})
	}
}

// leavesNothingBehind writes in a fresh database, that holds nothing of another.
func leavesNothingBehind(t *testing.T, s *store.Scratch) {
	t.Helper()
	db, done, err := s.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	tenants, err := db.Tenants(t.Context())
	if err != nil || len(tenants) > 0 {
		t.Errorf("a fresh database holds %v: %v", tenants, err)
	}
	if err := db.PutTenant(t.Context(), store.TenantRow{ID: "proef", Name: "Proef"}); err != nil {
		t.Error(err)
	}
	if err := done(); err != nil {
		t.Error(err)
	}
}

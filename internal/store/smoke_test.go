package store_test

import (
	"testing"

	"passend/internal/store"
	"passend/internal/store/storetest"
)

func TestSmoke(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		if err := db.PutTenant(t.Context(), store.TenantRow{ID: "a", Name: "A"}); err != nil {
			t.Fatal(err)
		}
	})
}

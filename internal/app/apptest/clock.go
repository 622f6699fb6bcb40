package apptest

import (
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/blob"
	"passend/internal/civil"
	"passend/internal/store"
	"passend/procedures"
)

// place is an App with the folder of one samenwerkingsverband, and a clock that
// stands still until it is set.
type place struct {
	T      testing.TB
	App    *app.App
	DB     *store.DB
	Blobs  *blob.Store
	Tenant string

	now time.Time
}

// settle makes a place in an empty database, at ten in the morning of a day.
func settle(t testing.TB, db *store.DB, tenant string, day civil.Day) *place {
	t.Helper()
	w := &place{T: t, DB: db, Tenant: tenant, now: day.Start().Add(10 * time.Hour)}
	var err error
	w.Blobs, err = blob.New(t.TempDir(), make([]byte, 32), blob.Options{Now: w.Now})
	w.must(err)
	w.App = app.New(app.Options{DB: db, Blobs: w.Blobs, Now: w.Now, Demo: true, URL: "http://passend.test"})
	folder, err := procedures.Folder(tenant)
	w.must(err)
	w.must(w.App.AddTenant(t.Context(), folder, "2015-01-01"))
	return w
}

func (w *place) must(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

// Now is the moment at which the clock stands.
func (w *place) Now() time.Time { return w.now }

// Set puts the clock at ten in the morning of a day, written as 2026-03-03.
func (w *place) Set(day string) {
	w.T.Helper()
	d, err := civil.ParseDay(day)
	w.must(err)
	w.now = d.Start().Add(10 * time.Hour)
}

// Later moves the clock.
func (w *place) Later(d time.Duration) { w.now = w.now.Add(d) }

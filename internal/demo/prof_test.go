package demo

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/blob"
	"passend/internal/civil"
	"passend/internal/store/storetest"
)

func TestProf(t *testing.T) {
	db := storetest.Open(t, "sqlite")
	now := civil.NewDay(2026, 11, 25).Start().Add(10 * time.Hour)
	blobs, _ := blob.New(t.TempDir(), make([]byte, 32), blob.Options{Loose: true})
	a := app.New(app.Options{DB: db, Blobs: blobs, Now: func() time.Time { return now }, Demo: true})
	start := time.Now()
	_, err := Make(context.Background(), Options{App: a, DB: db, Blobs: blobs, Now: now, Seed: 1, Log: slog.Default()})
	t.Log(err, time.Since(start))
}

package demo

import (
	"context"
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/blob"
	"passend/internal/civil"
	"passend/internal/store/storetest"
	"passend/procedures"
)

// stage is a small samenwerkingsverband on which stories can be played.
type stage struct {
	t    *testing.T
	app  *app.App
	cast *Cast
	now  time.Time
}

func newStage(t *testing.T, swv string) *stage {
	t.Helper()
	return newStageOn(t, swv, civil.NewDay(2026, time.March, 3), size{2, 4, 2, 1, 40})
}

func newStageOn(t *testing.T, swv string, today civil.Day, n size) *stage {
	t.Helper()
	db := storetest.Open(t, "sqlite")
	s := &stage{t: t, now: today.Start().Add(10 * time.Hour)}
	blobs, err := blob.New(t.TempDir(), make([]byte, 32), blob.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.app = app.New(app.Options{DB: db, Blobs: blobs, Now: func() time.Time { return s.now }, Demo: true, URL: "http://test"})
	folder, err := procedures.Folder(swv)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if err := s.app.AddTenant(ctx, folder, "2020-01-01"); err != nil {
		t.Fatal(err)
	}
	loaded, err := s.app.SWV(ctx, swv)
	if err != nil {
		t.Fatal(err)
	}
	err = s.app.Bulk(ctx, swv, func(b *app.Bulk) error {
		s.cast, err = settle(b, loaded, n, today, 1)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *stage) play(f func(p *Player) error) {
	s.t.Helper()
	err := s.app.Bulk(context.Background(), s.cast.SWV.ID, func(b *app.Bulk) error {
		return f(&Player{b: b, cast: s.cast, paper: described{}, texts: &phrases{}, end: s.now, seed: 1})
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

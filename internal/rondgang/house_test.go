//go:build browser

package rondgang_test

import (
	"context"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/auth"
	"passend/internal/blob"
	"passend/internal/civil"
	"passend/internal/demo"
	"passend/internal/jobs"
	"passend/internal/ops"
	"passend/internal/rondgang"
	"passend/internal/store"
	"passend/internal/store/storetest"
	"passend/internal/web"
)

// house is the product with its demonstration, and a browser in front of it.
type house struct {
	t       *testing.T
	walk    rondgang.Walk
	ctx     context.Context
	first   context.Context // the browser that was put aside
	url     string
	db      *store.DB
	clock   *clock
	today   civil.Day         // of the demonstration
	alarm   *jobs.Alarm       // none in a demonstration that runs already
	judged  map[string]bool   // page and role
	shapes  map[[32]byte]bool // of pages that axe judged
	role    string
	known   map[string]string // remembered cases
	current string            // the case in hand
	folder  string
	files   map[string]string   // in the folder, to hand in
	sheets  map[string][]string // files that the walk writes line by line
	stuck   bool
}

// open makes the demonstration, or takes the one that runs already: its address
// in PASSEND_RONDGANG and its folder in PASSEND_DATA, for who writes the walk.
func open(t *testing.T, w rondgang.Walk) *house {
	t.Helper()
	h := &house{t: t, walk: w, judged: map[string]bool{}, shapes: map[[32]byte]bool{}, known: map[string]string{}, today: w.Day, folder: t.TempDir(), sheets: map[string][]string{}}
	h.files = papers(t, h.folder)
	if h.url = os.Getenv("PASSEND_RONDGANG"); h.url != "" {
		h.db = running(t)
	} else {
		h.make()
	}
	h.ctx = browser(t)
	return h
}

func running(t *testing.T) *store.DB {
	t.Helper()
	config, _, err := ops.Load(os.Environ())
	if err != nil {
		t.Fatal(err)
	}
	master, _, err := config.MasterKey()
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(context.Background(), store.Config{URL: config.Database, Dir: config.Data, Master: master})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func (h *house) make() {
	t := h.t
	h.clock = &clock{}
	h.clock.set(h.walk.Day)
	now, log := h.clock.now, ops.NewLogger(testLog{t}, false)
	h.db = storetest.Open(t, "sqlite")
	blobs, err := blob.New(t.TempDir(), make([]byte, 32), blob.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	a := app.New(app.Options{DB: h.db, Blobs: blobs, Now: now, Demo: true, URL: "http://127.0.0.1"})
	if _, err := demo.Make(context.Background(), demo.Options{App: a, DB: h.db, Blobs: blobs, Now: now(), Seed: 1, Log: log, Only: h.walk.SWV}); err != nil {
		t.Fatal(err)
	}
	doors, err := auth.New(auth.Config{Store: h.db, Now: now, Demo: true, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(web.New(web.Options{App: a, Auth: doors, Log: log, Metrics: ops.NewMetrics()}))
	t.Cleanup(server.Close)
	h.url, h.alarm = server.URL, jobs.New(jobs.Options{App: a, DB: h.db, Auth: doors, Now: now, Log: log})
}

// clock stands at ten in the morning of a day when it is set, and goes on.
type clock struct{ ahead atomic.Int64 }

func (c *clock) set(day civil.Day) {
	c.ahead.Store(int64(time.Until(day.Start().Add(10 * time.Hour))))
}

func (c *clock) now() time.Time {
	return time.Now().Add(time.Duration(c.ahead.Load())).In(civil.NewDay(2000, time.January, 1).Start().Location())
}

// testLog shows faults of the server, and nothing else, in the output of the test.
type testLog struct{ t *testing.T }

func (l testLog) Write(p []byte) (int, error) {
	if strings.Contains(string(p), "level=ERROR") || strings.Contains(string(p), "blijft steken") {
		l.t.Log(strings.TrimSpace(string(p)))
	}
	return len(p), nil
}

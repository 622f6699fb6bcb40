//go:build browser

package rondgang_test

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"passend/internal/app"
	"passend/internal/auth"
	"passend/internal/blob"
	"passend/internal/civil"
	"passend/internal/demo"
	"passend/internal/letter"
	"passend/internal/ops"
	"passend/internal/store"
	"passend/internal/store/storetest"
	"passend/internal/web"
)

//go:embed walk.js
var script string

// tenant is the SWV whose walk this is.
const tenant = "rijn-gelderse-vallei"

// house is the product with its demonstration, and a browser in front of it.
type house struct {
	t       *testing.T
	ctx     context.Context
	first   context.Context // the browser that was put aside
	url     string
	db      *store.DB
	axe     string
	judged  map[string]bool
	role    string
	known   map[string]string // remembered cases
	current string            // the case in hand
	files   map[string]string
	stuck   bool
}

// open makes the demonstration, or takes the one that runs already: its address
// in PASSEND_RONDGANG and its folder in PASSEND_DATA, for who writes the walk.
func open(t *testing.T) *house {
	t.Helper()
	h := &house{t: t, judged: map[string]bool{}, known: map[string]string{}, files: papers(t)}
	if h.url = os.Getenv("PASSEND_RONDGANG"); h.url != "" {
		h.db = running(t)
	} else {
		h.make()
	}
	axe, err := os.ReadFile("../../node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf("axe-core is not there, run npm ci first: %v", err)
	}
	h.axe, h.ctx = string(axe), browser(t)
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
	now := func() time.Time {
		return civil.NewDay(2026, time.November, 25).Start().Add(10*time.Hour + time.Since(started))
	}
	db := storetest.Open(t, "sqlite")
	blobs, err := blob.New(t.TempDir(), make([]byte, 32), blob.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	a := app.New(app.Options{DB: db, Blobs: blobs, Now: now, Demo: true, URL: "http://127.0.0.1"})
	if _, err := demo.Make(context.Background(), demo.Options{App: a, DB: db, Blobs: blobs, Now: now(), Seed: 1, Log: ops.NewLogger(os.Stderr, false)}); err != nil {
		t.Fatal(err)
	}
	doors, err := auth.New(auth.Config{Store: db, Now: now, Demo: true, Log: ops.NewLogger(os.Stderr, false)})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(web.New(web.Options{App: a, Auth: doors, Log: ops.NewLogger(testLog{t}, false), Metrics: ops.NewMetrics()}))
	t.Cleanup(server.Close)
	h.url, h.db = server.URL, db
}

var started = time.Now()

// testLog shows faults of the server, and nothing else, in the output of the test.
type testLog struct{ t *testing.T }

func (l testLog) Write(p []byte) (int, error) {
	if strings.Contains(string(p), "level=ERROR") {
		l.t.Log(strings.TrimSpace(string(p)))
	}
	return len(p), nil
}

func browser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("hide-scrollbars", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900)); err != nil {
		t.Fatal(err)
	}
	ctx, cancelTime := context.WithTimeout(ctx, 13*time.Minute)
	t.Cleanup(cancelTime)
	return ctx
}

// papers are real files to hand in.
func papers(t *testing.T) map[string]string {
	t.Helper()
	dir := t.TempDir()
	pdf, err := letter.PDF(letter.Document{Title: "Voorbeeld", Lang: "nl", Subject: "Voorbeeld", Blocks: letter.Paragraphs("Een verzonnen verslag.")})
	if err != nil {
		t.Fatal(err)
	}
	photo := image.NewRGBA(image.Rect(0, 0, 640, 480))
	var jpg, picture bytes.Buffer
	if err := errors.Join(jpeg.Encode(&jpg, photo, nil), png.Encode(&picture, photo)); err != nil {
		t.Fatal(err)
	}
	all := map[string]string{"verslag.pdf": string(pdf), "geen-pdf.pdf": "PK\x03\x04dit is geen pdf", "foto.jpg": jpg.String(), "foto.png": picture.String(),
		"te-groot.pdf": string(pdf) + strings.Repeat("%                              \n", 26<<15)}
	for name, text := range all {
		all[name] = filepath.Join(dir, name)
		if err := os.WriteFile(all[name], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// another opens a second browser, in which nobody is signed in yet.
func (h *house) another() error {
	ctx, stop := chromedp.NewContext(h.ctx, chromedp.WithNewBrowserContext())
	h.t.Cleanup(stop)
	h.ctx = ctx
	return chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900))
}

func (h *house) do(steps ...chromedp.Action[chromedp.Void]) error {
	return chromedp.Do(h.ctx, steps...)
}

// ask runs a function of walk.js and gives what it answers: "" when it went
// well, or what a reader would say is wrong.
func (h *house) ask(function string, args ...string) error {
	list, err := json.Marshal(append([]string{}, args...))
	if err != nil {
		return err
	}
	answer, err := chromedp.Run(h.ctx, chromedp.Evaluate[string](script+"\n;String(walk."+function+"(..."+string(list)+") || '')"))
	if err != nil {
		return err
	}
	if answer != "" {
		return fmt.Errorf("%s", answer)
	}
	return nil
}

// settle waits until the page that a step leads to is there.
func (h *house) settle() error {
	for range 500 {
		ready, err := chromedp.Run(h.ctx, chromedp.Evaluate[bool](`document.readyState === "complete" && !window.passendLeaving`))
		if err == nil && ready {
			return nil
		}
		time.Sleep(40 * time.Millisecond)
	}
	return fmt.Errorf("the page does not come")
}

func (h *house) text(code string) (string, error) {
	return chromedp.Run(h.ctx, chromedp.Evaluate[string](code))
}

// look judges every page once for each role: axe-core finds nothing, and the
// page fits a narrow screen.
func (h *house) look() error {
	path, err := h.text(`location.pathname`)
	if err != nil {
		return err
	}
	key := h.role + " " + pattern(path)
	if h.judged[key] || !strings.HasPrefix(path, "/") || strings.HasSuffix(path, ".pdf") {
		return nil
	}
	h.judged[key] = true
	if _, err := h.text(h.axe + "\n;'ok'"); err != nil {
		return err
	}
	found, err := chromedp.Run(h.ctx, chromedp.Evaluate[[]string](runAxe, chromedp.EvalAwaitPromise))
	if err != nil {
		return fmt.Errorf("axe on %s: %w", key, err)
	}
	for _, f := range found {
		h.t.Errorf("%s: %s", key, f)
	}
	h.picture(key + " 1280")
	return h.narrow(key)
}

// narrow looks at the page on a telephone: it scrolls in one direction only.
func (h *house) narrow(key string) error {
	if err := h.do(chromedp.EmulateViewport(390, 844)); err != nil {
		return err
	}
	h.picture(key + " 390")
	wide, err := h.text(`(() => { const wide = document.scrollingElement.scrollWidth; return wide > 390 ? "the page is " + wide + " pixels wide" : ""; })()`)
	if err == nil && wide != "" {
		h.t.Errorf("%s: %s", key, wide)
	}
	return errors.Join(err, h.do(chromedp.EmulateViewport(1280, 900)))
}

// picture keeps what the page looks like, for who wants to see it.
func (h *house) picture(name string) {
	folder := os.Getenv("PASSEND_SHOTS")
	if folder == "" {
		return
	}
	if shot, err := chromedp.Run(h.ctx, chromedp.FullScreenshot(100)); err == nil {
		name = strings.NewReplacer("/", "_", " ", "_", tenant, "", "…", "x").Replace(name)
		_ = os.WriteFile(filepath.Join(folder, name+".png"), shot, 0o600)
	}
}

const runAxe = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"]}).then(r => r.violations.flatMap(v => v.nodes.slice(0, 3).map(n => v.id + ": " + n.target.join(" ") + ": " + n.failureSummary)))`

// pattern is a path with its ids left out.
func pattern(path string) string {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		if len(p) > 20 && !strings.Contains(p, "-") {
			parts[i] = "…"
		}
	}
	return strings.Join(parts, "/")
}

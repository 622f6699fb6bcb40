//go:build browser

// These tests need Chromium on the machine and axe-core from `npm ci`:
//
//	go test -tags browser ./internal/web/kit
package kit_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"passend/internal/web/assets"
	"passend/internal/web/kit"
)

// policy is as strict as the one the server sends.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"

func galleryServer(t *testing.T) string {
	t.Helper()
	set := parsed(t)
	mux := http.NewServeMux()
	mux.Handle(assets.Prefix, assets.Handler())
	mux.HandleFunc("/thema.css", func(w http.ResponseWriter, _ *http.Request) {
		css, err := kit.Theme("#7a2c6b")
		if err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "text/css")
		_, _ = w.Write([]byte(css))
	})
	mux.HandleFunc("POST /concept", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Versie", "8")
	})
	mux.HandleFunc("GET /page/{view}", func(w http.ResponseWriter, r *http.Request) {
		g := filled()
		if r.URL.Query().Has("thema") {
			g.Shell.ThemeURL = "/thema.css"
		}
		w.Header().Set("Content-Security-Policy", policy)
		_, _ = w.Write([]byte(render(t, set, r.PathValue("view"), g)))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func browser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("hide-scrollbars", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	do(t, ctx, chromedp.Navigate("about:blank"))
	ctx, cancelTime := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancelTime)
	return ctx
}

func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

func ask[T any](t *testing.T, ctx context.Context, action chromedp.Action[T]) T {
	t.Helper()
	answer, err := chromedp.Run(ctx, action)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

func axe(t *testing.T) string {
	t.Helper()
	script, err := os.ReadFile("../../../node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf("axe-core is not there, run npm ci first: %v", err)
	}
	return string(script)
}

const runAxe = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.target.join(" ") + ": " + n.failureSummary)))`

// unseenText finds buttons whose text cannot be read. Axe leaves them undecided,
// because the stylesheet of the button lays an empty field over the text.
const unseenText = `[...document.querySelectorAll(".nl-button")].filter(b => getComputedStyle(b).color === getComputedStyle(b).backgroundColor).map(b => b.textContent)`

func TestGalleryIsAccessibleAndFitsAtEveryWidth(t *testing.T) {
	base, script, ctx := galleryServer(t), axe(t), browser(t)
	for _, width := range []int64{1280, 390, 320} {
		for _, view := range views {
			t.Run(fmt.Sprintf("%s at %d", view, width), func(t *testing.T) {
				do(t, ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(base+"/page/"+view+theme(width)),
					chromedp.Evaluate[chromedp.Void](script))
				for _, fault := range ask(t, ctx, chromedp.Evaluate[[]string](runAxe, chromedp.EvalAwaitPromise)) {
					t.Error(fault)
				}
				for _, unseen := range ask(t, ctx, chromedp.Evaluate[[]string](unseenText)) {
					t.Errorf("text has the colour of its own ground: %s", unseen)
				}
				if wider := ask(t, ctx, chromedp.Evaluate[float64](`document.documentElement.scrollWidth - innerWidth`)); wider > 0 {
					t.Errorf("the page is %v px wider than the screen", wider)
				}
				keepShot(t, ctx, fmt.Sprintf("%s-%d.png", view, width))
			})
		}
	}
}

// theme shows one width in the colours of another samenwerkingsverband.
func theme(width int64) string {
	if width == 390 {
		return "?thema"
	}
	return ""
}

// keepShot writes what the screen shows to the folder PASSEND_SHOTS, for whoever wants to look.
func keepShot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	folder := os.Getenv("PASSEND_SHOTS")
	if folder == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(folder, name), ask(t, ctx, chromedp.FullScreenshot(100)), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestTypingInAFormKeepsADraft(t *testing.T) {
	base, ctx := galleryServer(t), browser(t)
	do(t, ctx, chromedp.Navigate(base+"/page/form-page"), chromedp.SendKeys("#veld-postcode", "X"))
	ask(t, ctx, chromedp.Poll[bool](`document.querySelector("[data-autosave-status]").textContent.startsWith("Bewaard om")`))
	if version := ask(t, ctx, chromedp.Value("input[name=versie]")); version != "8" {
		t.Errorf("the form holds version %q after saving, want 8", version)
	}
}

func TestMenuOpensOnASmallScreen(t *testing.T) {
	base, ctx := galleryServer(t), browser(t)
	shown := chromedp.Evaluate[bool](`getComputedStyle(document.getElementById("menu")).display !== "none"`)
	do(t, ctx, chromedp.EmulateViewport(390, 800), chromedp.Navigate(base+"/page/work"))
	if ask(t, ctx, shown) {
		t.Error("the menu is open before it is asked for")
	}
	do(t, ctx, chromedp.Click(".top__menu"))
	if !ask(t, ctx, shown) {
		t.Error("the menu stays closed")
	}
}

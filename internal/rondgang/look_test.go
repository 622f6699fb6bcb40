//go:build browser

package rondgang_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/chromedp/chromedp"
)

// axe is the judge of accessibility, from the packages of package.json.
var axe = sync.OnceValues(func() (string, error) {
	text, err := os.ReadFile("../../node_modules/axe-core/axe.min.js")
	if err != nil {
		return "", fmt.Errorf("axe-core is not there, run npm ci first: %w", err)
	}
	return string(text), nil
})

const runAxe = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"], preload: false}).then(r => r.violations.flatMap(v => v.nodes.slice(0, 3).map(n => v.id + ": " + n.target.join(" ") + ": " + n.failureSummary)))`

// look judges every page once for each role: axe-core finds nothing, and the
// page fits a narrow screen. A page that is built as one that was judged is not
// judged again: its words do not matter to axe.
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
	shape, err := h.text(script + `;walk.shape(document.documentElement)`)
	if err != nil {
		return err
	}
	if sum := sha256.Sum256([]byte(shape)); !h.shapes[sum] {
		h.shapes[sum] = true
		if err := h.judge(key); err != nil {
			return err
		}
	}
	h.picture(key + " 1280")
	return h.narrow(key)
}

func (h *house) judge(key string) error {
	judge, err := axe()
	if err != nil {
		return err
	}
	found, err := chromedp.Run(h.ctx, chromedp.Evaluate[[]string](judge+"\n;"+runAxe, chromedp.EvalAwaitPromise))
	if err != nil {
		return fmt.Errorf("axe on %s: %w", key, err)
	}
	for _, f := range found {
		h.t.Errorf("%s: %s", key, f)
	}
	return nil
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
		name = strings.NewReplacer("/", "_", " ", "_", h.walk.SWV, "", "…", "x").Replace(name)
		_ = os.WriteFile(filepath.Join(folder, name+".png"), shot, 0o600)
	}
}

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

//go:build browser

// These tests need Chromium on the machine and axe-core from `npm ci`:
//
//	go test -tags browser ./internal/web/signin
package signin_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"passend/internal/auth"
	"passend/internal/web/assets"
)

// screens walks through the site and keeps every page as it was shown.
func screens(t *testing.T) map[string]string {
	t.Helper()
	kept := map[string]string{}
	keep := func(name string, r *reader) { kept[name] = r.page }
	demoScreens(t, keep)
	s := newSite(t, false)
	s.demanded["secretaris"] = true
	s.account("noor", swv+"/ib", "elders/secretaris")
	r := s.reader()
	r.open("/inloggen")
	r.press("Log in", "email", email, "wachtwoord", "iets anders")
	keep("wrong", r)
	r.signIn("noor")
	keep("function", r)
	r.press("Ga verder als Noor Verhagen, Intern begeleider")
	s.pass(2 * time.Hour)
	r.show(r.client.PostForm(r.url+"/voorbeeld/zaken/7", url.Values{"reden": {"x"}}))
	keep("ended", r)
	r.signIn("noor")
	r.press("Ga verder als Noor Verhagen, Intern begeleider")
	keep("parked", r)
	r.press("Gooi weg")
	for name, path := range map[string]string{"account": "/account", "name": "/account/naam", "password": "/account/wachtwoord", "sign-out": "/uitloggen", "forgotten": "/inloggen/vergeten"} {
		r.open(path)
		keep(name, r)
	}
	r.open("/account/tweede-stap")
	keep("app", r)
	code, _ := r.appCode()
	r.press("Zet de tweede stap aan", "code", code, "wachtwoord", goodWord)
	keep("account-strong", r)
	r = s.reader()
	r.open("/inloggen")
	r.signIn("noor")
	keep("code", r)
	invitedScreens(s, keep)
	return kept
}

func demoScreens(t *testing.T, keep func(string, *reader)) {
	t.Helper()
	s := newSite(t, true)
	a := s.account("noor", swv+"/ib", swv+"/secretaris", swv+"/ouder", "elders/ib")
	a.Demo = true
	s.put(a)
	r := s.reader()
	r.open("/inloggen")
	keep("demo", r)
}

func invitedScreens(s *site, keep func(string, *reader)) {
	for name, i := range map[string]auth.Invite{
		"invited": {Email: "ilse@linde.example", Name: "Ilse de Wit", Function: "secretaris"},
		"parent":  {Email: "ouder@thuis.example", Function: "ouder", Pupil: "p1", Paper: true},
		"known":   {Email: email, Function: "ib"},
	} {
		i.Tenant = swv
		out, _, err := s.auth.Invite(s.t.Context(), i)
		if err != nil {
			s.t.Fatal(err)
		}
		r := s.reader()
		r.open(out.Path)
		keep(name, r)
		if name == "parent" {
			r.press("Maak mijn account", "nieuw", "kort")
			keep("parent-wrong", r)
		}
	}
	r := s.reader()
	r.open("/uitnodiging/geraden")
	keep("dead", r)
}

const runAxe = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.target.join(" ") + ": " + n.failureSummary)))`

func TestPagesAreAccessibleAndFitAtEveryWidth(t *testing.T) {
	kept := screens(t)
	mux := http.NewServeMux()
	mux.Handle(assets.Prefix, assets.Handler())
	mux.HandleFunc("GET /page/{name}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, kept[r.PathValue("name")])
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	script, err := os.ReadFile("../../../node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf("axe-core is not there, run npm ci first: %v", err)
	}
	ctx := browser(t)
	for _, width := range []int64{1280, 320} {
		for name := range kept {
			t.Run(fmt.Sprintf("%s at %d", name, width), func(t *testing.T) {
				do(t, ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(server.URL+"/page/"+name), chromedp.Evaluate[chromedp.Void](string(script)))
				for _, fault := range ask(t, ctx, chromedp.Evaluate[[]string](runAxe, chromedp.EvalAwaitPromise)) {
					t.Error(fault)
				}
				if wider := ask(t, ctx, chromedp.Evaluate[float64](`document.documentElement.scrollWidth - innerWidth`)); wider > 0 {
					t.Errorf("the page is %v px wider than the screen", wider)
				}
				keepShot(t, ctx, fmt.Sprintf("%s-%d.png", name, width))
			})
		}
	}
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

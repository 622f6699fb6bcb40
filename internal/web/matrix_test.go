package web_test

import (
	"context"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/auth"
	"passend/internal/blob"
	"passend/internal/civil"
	"passend/internal/demo"
	"passend/internal/ops"
	"passend/internal/store"
	"passend/internal/store/storetest"
	"passend/internal/web"
	"passend/internal/web/page"
	"passend/procedures"
)

// own and other are two samenwerkingsverbanden in one installation.
const own, other = "rijn-gelderse-vallei", "berseba"

// town is an installation with people of every function in one of its SWV's.
type town struct {
	url    string
	db     *store.DB
	swv    string
	app    *app.App
	people []app.Principal // one of each function
	all    []app.Principal // everybody
}

func settle(t *testing.T) town { return settleIn(t, own, other) }

// settleIn puts people in one of two samenwerkingsverbanden.
func settleIn(t *testing.T, own, other string) town {
	t.Helper()
	ctx := context.Background()
	now := func() time.Time { return civil.NewDay(2026, time.November, 25).Start().Add(10 * time.Hour) }
	db := storetest.Open(t, "sqlite")
	blobs, err := blob.New(t.TempDir(), make([]byte, 32), blob.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	a := app.New(app.Options{DB: db, Blobs: blobs, Now: now, Demo: true, URL: "http://127.0.0.1"})
	for _, name := range []string{own, other} {
		folder, err := procedures.Folder(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := a.AddTenant(ctx, folder, "2015-01-01"); err != nil {
			t.Fatal(err)
		}
		// In a demonstration one enters with one click, without a second factor.
		err = db.Tenant(name).Write(ctx, store.Meta{At: now(), Actor: "toets"}, func(tx *store.Tx) error { return tx.PutSetting("tweede factor", "uit") })
		if err != nil {
			t.Fatal(err)
		}
	}
	company, err := demo.Found(ctx, a, db, own, now())
	if err != nil {
		t.Fatal(err)
	}
	doors, err := auth.New(auth.Config{Store: db, Now: now, Demo: true, Log: ops.NewLogger(t.Output(), false)})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(web.New(web.Options{App: a, Auth: doors, Log: ops.NewLogger(t.Output(), false), Metrics: ops.NewMetrics()}))
	t.Cleanup(server.Close)
	w := town{url: server.URL, db: db, swv: own, app: a}
	for _, p := range company.People {
		who, err := a.Principal(ctx, own, p.Member)
		if err != nil {
			t.Fatal(err)
		}
		w.all = append(w.all, who)
		if slices.ContainsFunc(w.people, func(k app.Principal) bool { return k.Function == p.Function }) {
			continue
		}
		w.people = append(w.people, who)
	}
	return w
}

// enter signs in as somebody, the way the page does.
func (w town) enter(t *testing.T, p app.Principal) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.PostForm(w.url+"/inloggen/demonstratie", url.Values{"tenant": {w.swv}, "context": {p.ID}})
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusSeeOther {
		t.Fatalf("%s cannot sign in: %s", p.Function, res.Status)
	}
	return client
}

func status(t *testing.T, client *http.Client, method, address string) int {
	t.Helper()
	req, err := http.NewRequest(method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	return res.StatusCode
}

var places = regexp.MustCompile(`\{[^}]*\}`)

// address makes a path of a route: of an SWV, with ids that nobody has.
func (w town) address(r page.Route, swv string) string {
	first := true
	return w.url + places.ReplaceAllStringFunc(r.Path, func(name string) string {
		switch {
		case name == "{$}":
			return ""
		case first:
			first = false
			return swv
		}
		return "onbekend"
	})
}

// TestALL01_NoRouteOpensForAnotherFunctionOrAnotherSWV asks every route of the
// table as every function: of the own SWV it opens for whom the table says, of
// another one it is not there.
func TestALL01_NoRouteOpensForAnotherFunctionOrAnotherSWV(t *testing.T) {
	w := settle(t)
	if len(w.people) < 10 {
		t.Fatalf("only %d functions have people", len(w.people))
	}
	table := web.Table()
	for _, p := range w.people {
		t.Run(p.Function, func(t *testing.T) {
			client := w.enter(t, p)
			for _, r := range table {
				if r.Who.Public || !places.MatchString(r.Path) {
					continue
				}
				here, there := status(t, client, r.Method, w.address(r, own)), status(t, client, r.Method, w.address(r, other))
				if there != http.StatusNotFound {
					t.Errorf("%s %s of another SWV answers %d", r.Method, r.Path, there)
				}
				switch allowed := r.Who.Allows(p); {
				case !allowed && here != http.StatusForbidden:
					t.Errorf("%s %s answers %d to who may not ask for it", r.Method, r.Path, here)
				case allowed && (here == http.StatusForbidden && !r.Who.Case || here >= 500):
					t.Errorf("%s %s answers %d to who may ask for it", r.Method, r.Path, here)
				}
			}
		})
	}
}

// TestWhoIsNotSignedInReachesNoPageOfAnSWV sends everybody else to the door.
func TestWhoIsNotSignedInReachesNoPageOfAnSWV(t *testing.T) {
	w := settle(t)
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, r := range web.Table() {
		if r.Who.Public || r.Method != http.MethodGet {
			continue
		}
		if got := status(t, client, r.Method, w.address(r, own)); got != http.StatusSeeOther {
			t.Errorf("%s answers %d to nobody", r.Path, got)
		}
	}
}

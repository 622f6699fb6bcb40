package web_test

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/auth"
	"passend/internal/blob"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/demo"
	"passend/internal/ops"
	"passend/internal/store"
	"passend/internal/store/storetest"
	"passend/internal/web"
	"passend/procedures"
)

// sharing is an installation in which a case was shared with a colleague.
type sharing struct {
	a        *app.App
	now      time.Time
	url      string
	company  *demo.Company
	pupil    app.Pupil
	id       string
	own, mee app.Principal
}

const gatekept = "koers-vo"

// share plays a consult and lets its consulent share it until in two days.
func share(t *testing.T) *sharing {
	t.Helper()
	ctx := context.Background()
	s := &sharing{now: civil.NewDay(2026, time.November, 25).Start().Add(10 * time.Hour)}
	now := func() time.Time { return s.now }
	db := storetest.Open(t, "sqlite")
	blobs, err := blob.New(t.TempDir(), make([]byte, 32), blob.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	s.a = app.New(app.Options{DB: db, Blobs: blobs, Now: now, Demo: true, URL: "http://127.0.0.1"})
	folder, err := procedures.Folder(gatekept)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.a.AddTenant(ctx, folder, "2015-01-01"); err != nil {
		t.Fatal(err)
	}
	if s.company, err = demo.Found(ctx, s.a, db, gatekept, s.now.AddDate(0, 0, -30)); err != nil {
		t.Fatal(err)
	}
	err = db.Tenant(gatekept).Write(ctx, store.Meta{At: s.now, Actor: "toets"}, func(tx *store.Tx) error { return tx.PutSetting("tweede factor", "uit") })
	if err != nil {
		t.Fatal(err)
	}
	doors, err := auth.New(auth.Config{Store: db, Now: now, Demo: true, Log: ops.NewLogger(t.Output(), false)})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(web.New(web.Options{App: s.a, Auth: doors, Log: ops.NewLogger(t.Output(), false), Metrics: ops.NewMetrics()}))
	t.Cleanup(server.Close)
	s.url = server.URL
	s.consult(t)
	return s
}

func (s *sharing) consult(t *testing.T) {
	t.Helper()
	i := slices.IndexFunc(s.company.Pupils, func(p app.Pupil) bool { return p.SchoolType == "vo" && p.Enrolled })
	s.pupil = s.company.Pupils[i]
	ids, err := s.company.Play(t.Context(), s.pupil, s.now.AddDate(0, 0, -12), s.now, demo.Story{Procedure: "consult", Until: "bij de consulent",
		Values: map[string]string{"reden": "zorgen en nog geen oplossing", "bpo erbij": "ja", "leerling gehoord": "nee"}})
	if err != nil {
		t.Fatal(err)
	}
	s.id = ids[0]
	for _, who := range s.company.With("koersconsulent") {
		p, err := s.a.Principal(t.Context(), gatekept, who.Member)
		if err != nil {
			t.Fatal(err)
		}
		if slices.Contains(p.Schools, s.pupil.Org) {
			s.own = p
		} else {
			s.mee = p
		}
	}
	res, err := s.a.Do(t.Context(), s.own, s.id, 0, casefile.Act{Action: "delen", Values: map[string]string{"wie denkt mee": s.mee.Account,
		"waarom delen": "Kent de wijk.", "delen tot en met": civil.DayOf(s.now).AddDays(2).String()}})
	if err != nil || res.Refusal != nil {
		t.Fatal(err, res.Refusal)
	}
}

func (s *sharing) enter(t *testing.T, p app.Principal) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	res, err := client.PostForm(s.url+"/inloggen/demonstratie", url.Values{"tenant": {gatekept}, "context": {p.ID}})
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	return client
}

// body asks a page and gives what it says.
func (s *sharing) body(t *testing.T, client *http.Client, path string) (int, string) {
	t.Helper()
	res, err := client.Get(s.url + path)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(text)
}

// path fills in a path of the table with the case that was shared.
func (s *sharing) path(pattern string) string {
	path := strings.NewReplacer("{swv}", gatekept, "{zaak}", s.id, "{leerling}", s.pupil.ID, "{$}", "").Replace(pattern)
	return places.ReplaceAllString(path, "onbekend")
}

// TestKRS06_AccessThatEndsByItselfEndsEverywhere asks every page of the route
// table after sharing has ended: none opens the case, none says its name.
func TestKRS06_AccessThatEndsByItselfEndsEverywhere(t *testing.T) {
	s := share(t)
	client := s.enter(t, s.mee)
	if code, _ := s.body(t, client, s.path("/{swv}/zaken/{zaak}")); code != http.StatusOK {
		t.Fatalf("while it is shared the case answers %d", code)
	}
	if _, list := s.body(t, client, "/"+gatekept+"/zaken"); !strings.Contains(list, s.pupil.FullName()) {
		t.Fatal("while it is shared the case is not in the list")
	}
	s.now = s.now.AddDate(0, 0, 3)
	if _, err := s.a.TickDue(t.Context(), gatekept); err != nil {
		t.Fatal(err)
	}
	client = s.enter(t, s.mee)
	for _, r := range web.Table() {
		if r.Method != http.MethodGet || r.Who.Public || !strings.HasPrefix(r.Path, "/{swv}") {
			continue
		}
		code, text := s.body(t, client, s.path(r.Path))
		if strings.Contains(r.Path, "{zaak}") && code == http.StatusOK {
			t.Errorf("%s still opens", r.Path)
		}
		if strings.Contains(text, s.pupil.FullName()) || strings.Contains(text, s.id) {
			t.Errorf("%s still tells of the case", r.Path)
		}
	}
	res, err := client.PostForm(s.url+"/"+gatekept+"/zoeken", url.Values{"zoek": {s.pupil.FullName()}})
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if text, _ := io.ReadAll(res.Body); strings.Contains(string(text), s.id) {
		t.Error("search still finds the case")
	}
}

// Package webtest asks pages over a small world, as anybody, the way the server
// does: it holds the door of each route and reads what comes back.
//
// It is for tests only; no other code may lean on it.
package webtest

import (
	"errors"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/auth"
	"passend/internal/web/page"
)

// Site is the pages of some routes over a small world.
type Site struct {
	t    testing.TB
	site *page.Site
	mux  *http.ServeMux
	who  app.Principal
}

// New opens the pages of the routes.
func New(t testing.TB, w *apptest.World, routes []page.Route) *Site {
	door, err := auth.New(auth.Config{Store: w.DB, Now: w.Now, Demo: true})
	if err != nil {
		t.Fatal(err)
	}
	s := &Site{t: t, site: &page.Site{App: w.App, Routes: routes, Inviter: door}, mux: http.NewServeMux()}
	for _, route := range routes {
		s.mux.Handle(route.Method+" "+route.Path, s.door(route))
	}
	return s
}

func (s *Site) door(route page.Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		req := &page.Request{Request: r, Site: s.site, P: s.who}
		err := s.enter(w, req, route)
		switch {
		case err == nil:
		case errors.Is(err, app.ErrForbidden):
			w.WriteHeader(http.StatusForbidden)
		case errors.Is(err, app.ErrNotFound):
			w.WriteHeader(http.StatusNotFound)
		case errors.Is(err, page.ErrBadRequest):
			w.WriteHeader(http.StatusBadRequest)
		default:
			s.t.Errorf("%s %s: %v", r.Method, r.URL.Path, err)
			w.WriteHeader(http.StatusInternalServerError)
		}
	})
}

func (s *Site) enter(w http.ResponseWriter, r *page.Request, route page.Route) error {
	if tenant := r.PathValue("swv"); tenant != "" {
		swv, err := s.site.App.SWV(r.Context(), tenant)
		if err != nil {
			return err
		}
		r.SWV = swv
	}
	switch {
	case route.Who.Public:
	case s.who.Account == "" || r.PathValue("swv") != "" && r.PathValue("swv") != s.who.Tenant:
		return app.ErrNotFound
	case !route.Who.Allows(s.who):
		return app.ErrForbidden
	}
	return route.Handler(w, r)
}

// Answer is what came back.
type Answer struct {
	Status int
	Body   string // with entities read
	To     string // where a redirect leads
	t      testing.TB
}

// address is the path of a page of the principal's samenwerkingsverband, or of
// the usual one for nobody.
func address(who app.Principal, path string) string {
	if who.Tenant == "" {
		return "/" + apptest.Tenant + path
	}
	return "/" + who.Tenant + path
}

// Get asks a page of the samenwerkingsverband, such as "/werk".
func (s *Site) Get(who app.Principal, path string) Answer {
	return s.ask(who, httptest.NewRequest(http.MethodGet, address(who, path), nil))
}

// Post sends a form.
func (s *Site) Post(who app.Principal, path string, form url.Values) Answer {
	r := httptest.NewRequest(http.MethodPost, address(who, path), strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.ask(who, r)
}

// Send sends a request as it is, such as a form with a file.
func (s *Site) Send(who app.Principal, r *http.Request) Answer { return s.ask(who, r) }

func (s *Site) ask(who app.Principal, r *http.Request) Answer {
	s.who = who
	w := httptest.NewRecorder()
	s.mux.ServeHTTP(w, r)
	return Answer{Status: w.Code, Body: html.UnescapeString(w.Body.String()), To: strings.TrimPrefix(w.Header().Get("Location"), address(who, "")), t: s.t}
}

// Is asks for a status.
func (a Answer) Is(status int) Answer {
	a.t.Helper()
	if a.Status != status {
		a.t.Fatalf("the answer is %d, want %d: %s", a.Status, status, a.Text())
	}
	return a
}

// Shows asks that texts stand on the page.
func (a Answer) Shows(texts ...string) Answer {
	a.t.Helper()
	for _, text := range texts {
		if !strings.Contains(a.Body, text) {
			a.t.Errorf("the page does not show %q: %s", text, a.Text())
		}
	}
	return a
}

// Hides asks that texts stand nowhere on the page.
func (a Answer) Hides(texts ...string) Answer {
	a.t.Helper()
	for _, text := range texts {
		if strings.Contains(a.Body, text) {
			a.t.Errorf("the page shows %q", text)
		}
	}
	return a
}

var (
	tags   = regexp.MustCompile(`<[^>]*>`)
	spaces = regexp.MustCompile(`\s+`)
	fields = regexp.MustCompile(`<(input|textarea|option)\b[^>]*>`)
	named  = regexp.MustCompile(`\bname="([^"]*)"`)
	valued = regexp.MustCompile(`\bvalue="([^"]*)"`)
)

// Text is the page without its tags.
func (a Answer) Text() string {
	return strings.TrimSpace(spaces.ReplaceAllString(tags.ReplaceAllString(a.Body, " "), " "))
}

// Field gives the value of the first input with this name.
func (a Answer) Field(name string) string {
	for _, tag := range fields.FindAllString(a.Body, -1) {
		if m := named.FindStringSubmatch(tag); m != nil && m[1] == name {
			if v := valued.FindStringSubmatch(tag); v != nil {
				return v[1]
			}
		}
	}
	return ""
}

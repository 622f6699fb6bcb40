package web

import (
	"embed"
	"log/slog"
	"net/http"
	"strings"

	"passend/internal/app"
	"passend/internal/auth"
	"passend/internal/ops"
	"passend/internal/web/assets"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// Options are what the pages are served with.
type Options struct {
	App     *app.App
	Auth    *auth.Manager
	Log     *slog.Logger
	Metrics *ops.Metrics
	Checks  []ops.Check // for /readyz
	Secure  bool        // served over https
}

// idleMinutes is how long a session lasts without a request.
const idleMinutes = 60

type server struct {
	Options
	site *page.Site
}

//go:embed *.html
var templates embed.FS

var pages = page.Must(kit.Parse(templates, "*.html"))

// New joins everything into one handler.
func New(o Options) http.Handler {
	s := &server{Options: o}
	s.site = &page.Site{App: o.App, Routes: s.table(), SessionMinutes: idleMinutes, Inviter: o.Auth}
	// The pages of a samenwerkingsverband have a table of their own: a name that
	// can be anything may not stand beside /uitnodiging/{token} in one table.
	mux, inside := http.NewServeMux(), http.NewServeMux()
	for _, r := range s.site.Routes {
		table := mux
		if strings.HasPrefix(r.Path, "/{swv}/") {
			table = inside
		}
		table.Handle(r.Method+" "+r.Path, s.door(r))
	}
	lost := s.door(page.Route{Name: "onbekende pagina", Who: page.Public, Handler: unknown})
	inside.Handle("/", lost)
	mux.Handle("/{swv}/", inside)
	mux.Handle("GET "+assets.Prefix, assets.Handler())
	mux.HandleFunc("GET /healthz", ops.Healthz)
	mux.Handle("GET /readyz", ops.Readyz(o.Log, o.Checks...))
	mux.Handle("GET /metrics", o.Metrics)
	mux.Handle("/", lost)
	return ops.Requests(o.Log, o.Metrics, s.headers(s.recovering(http.NewCrossOriginProtection().Handler(o.Auth.Load(mux)))))
}

// headers let nothing run, and nothing stand in a frame, that is not ours. What
// a page shows is for one person: it is kept nowhere.
func (s *server) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if s.Secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if !strings.HasPrefix(r.URL.Path, assets.Prefix) {
			h.Set("Cache-Control", "no-store")
		}
		next.ServeHTTP(w, r)
	})
}

// contexts lists the functions that the person who asks can take.
func (s *server) contexts(r *http.Request) []kit.Context {
	id, ok := s.Auth.Current(r)
	if !ok || id.Contexts == nil {
		return nil
	}
	found, err := id.Contexts(r.Context())
	if err != nil {
		return nil
	}
	var all []kit.Context
	for _, c := range found {
		all = append(all, kit.Context{Value: c.Key(), Label: s.functionTitle(r, c), Organisation: where(c),
			Current: c.Member.ID == id.Member.ID})
	}
	return all
}

func (s *server) functionTitle(r *http.Request, c auth.Context) string {
	p, err := s.App.Principal(r.Context(), c.Tenant, c.Member)
	if err != nil || p.Title == "" {
		return page.Capital(c.Member.Function)
	}
	return p.Title
}

func where(c auth.Context) string {
	if c.Member.OrgName == "" || c.Member.OrgKind == "swv" {
		return c.TenantName
	}
	return c.Member.OrgName
}

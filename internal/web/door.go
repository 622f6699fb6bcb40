package web

import (
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"

	"passend/internal/app"
	"passend/internal/ops"
	"passend/internal/store"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// door lets through who may ask for a route, and answers what goes wrong.
func (s *server) door(route page.Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ops.NameRoute(r.Context(), route.Name)
		req := &page.Request{Request: r, Site: s.site}
		if err := s.enter(w, req, route); err != nil {
			s.fail(w, req, err)
		}
	})
}

// errSignIn says that nobody is signed in.
var errSignIn = errors.New("web: nobody is signed in")

func (s *server) enter(w http.ResponseWriter, r *page.Request, route page.Route) error {
	if err := s.identify(r); err != nil {
		return err
	}
	if route.Who.Public {
		return route.Handler(w, r)
	}
	if r.P.Account == "" {
		return errSignIn
	}
	// The SWV in the path must be the one of the function in hand: of another
	// one it is not told whether it exists.
	if swv := r.PathValue("swv"); swv != "" && swv != r.P.Tenant {
		return app.ErrNotFound
	}
	if !route.Who.Allows(r.P) {
		return app.ErrForbidden
	}
	return route.Handler(w, r)
}

// identify finds who asks, in which function, for which SWV.
func (s *server) identify(r *page.Request) error {
	id, ok := s.Auth.Current(r.Request)
	tenant := r.PathValue("swv")
	r.Contexts = s.contexts(r.Request)
	if ok && id.Tenant != "" {
		p, err := s.App.Principal(r.Context(), id.Tenant, id.Member)
		if err != nil {
			return err
		}
		p.Session, r.P = id.Session, p
		tenant = id.Tenant
	}
	if tenant == "" {
		return nil
	}
	swv, err := s.App.SWV(r.Context(), tenant)
	if err != nil {
		return err
	}
	r.SWV = swv
	return nil
}

func (s *server) recovering(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if fault := recover(); fault != nil {
				if fault == http.ErrAbortHandler {
					panic(fault)
				}
				s.Log.ErrorContext(r.Context(), "panic", "reference", ops.ReferenceOf(r.Context()), "stack", string(debug.Stack()))
				s.fault(w, &page.Request{Request: r, Site: s.site})
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// fail turns an error into a page that says what to do.
func (s *server) fail(w http.ResponseWriter, r *page.Request, err error) {
	switch {
	case errors.Is(err, errSignIn):
		s.signIn(w, r)
	case errors.Is(err, app.ErrForbidden):
		s.show(w, r, http.StatusForbidden, kit.ErrorPage{Title: "Deze pagina is niet voor uw functie",
			Text: "U bent ingelogd als " + r.P.Title + ". Met deze functie kunt u deze pagina niet openen.",
			Help: "Hebt u nog een functie? Wissel dan rechtsboven van functie. Anders kan de beheerder van het samenwerkingsverband u helpen."})
	case errors.Is(err, app.ErrNotFound):
		s.show(w, r, http.StatusNotFound, kit.ErrorPage{Title: "Deze pagina is er niet",
			Text: "De pagina bestaat niet, of u mag haar in deze functie niet zien.",
			Help: "Ga terug naar uw overzicht, of zoek op naam of nummer."})
	case errors.Is(err, page.ErrTooLarge):
		s.show(w, r, http.StatusRequestEntityTooLarge, kit.ErrorPage{Title: "Dit is te groot",
			Text: "Een document mag ten hoogste 25 MB zijn.", Help: "Maak het document kleiner en probeer het opnieuw."})
	case errors.Is(err, page.ErrBadRequest):
		s.show(w, r, http.StatusBadRequest, kit.ErrorPage{Title: "Dit kunnen wij niet lezen",
			Text: "Uw browser stuurde iets wat niet bij deze pagina hoort.", Help: "Ga terug, ververs de pagina en probeer het opnieuw."})
	case errors.Is(err, store.ErrBusy):
		s.show(w, r, http.StatusServiceUnavailable, kit.ErrorPage{Title: "Het is nu even druk",
			Text: "Wat u deed is nog niet verwerkt.", Help: "Wacht een paar tellen en probeer het opnieuw."})
	default:
		s.Log.LogAttrs(r.Context(), slog.LevelError, "fault", slog.String("reference", ops.ReferenceOf(r.Context())), slog.String("error", err.Error()))
		s.fault(w, r)
	}
}

func (s *server) fault(w http.ResponseWriter, r *page.Request) {
	s.show(w, r, http.StatusInternalServerError, kit.ErrorPage{Title: "Er ging bij ons iets mis",
		Text: "Dit ligt niet aan u. Wat al was bewaard, is er nog.", Reference: ops.ReferenceOf(r.Context()),
		Help: "Probeer het over een paar minuten opnieuw. Blijft het misgaan, vraag dan hulp aan het samenwerkingsverband."})
}

// signIn sends who is not signed in to the door. What was posted is parked, so
// that nothing typed is lost when a session ended meanwhile.
func (s *server) signIn(w http.ResponseWriter, r *page.Request) {
	if r.Method == http.MethodPost && s.Auth.Park(w, r.Request) {
		http.Redirect(w, r.Request, "/inloggen?verlopen=ja", http.StatusSeeOther)
		return
	}
	http.Redirect(w, r.Request, "/inloggen?verder="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
}

type errorPage struct {
	kit.Shell
	Page kit.ErrorPage
}

func (s *server) show(w http.ResponseWriter, r *page.Request, status int, e kit.ErrorPage) {
	e.Links = []kit.Link{{Text: "Naar uw overzicht", Href: "/"}}
	if err := r.Render(w, status, pages, "error", errorPage{r.Shell(e.Title), e}); err != nil {
		s.Log.ErrorContext(r.Context(), "error page", "error", err.Error())
		http.Error(w, e.Title, status)
	}
}

func unknown(http.ResponseWriter, *page.Request) error { return app.ErrNotFound }

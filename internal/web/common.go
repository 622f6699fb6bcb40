package web

import (
	"fmt"
	"net/http"

	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// common are the pages that belong to no subject.
func (s *server) common() []page.Route {
	return []page.Route{
		{Method: "GET", Path: "/{$}", Name: "begin", Who: page.Public, Handler: s.begin},
		{Method: "GET", Path: "/{swv}/{$}", Name: "begin van swv", Who: page.Everybody, Handler: s.begin},
		{Method: "GET", Path: "/{swv}/kleuren.css", Name: "kleuren", Who: page.Public, Handler: colours},
		{Method: "GET", Path: "/sessie", Name: "sessie verlengen", Who: page.Everybody, Handler: alive},
	}
}

// begin leads everybody to the own work (ALL-04).
func (s *server) begin(w http.ResponseWriter, r *page.Request) error {
	to := "/inloggen"
	if r.P.Account != "" {
		to = r.Home()
	} else if _, ok := s.Auth.Current(r.Request); ok {
		to = "/inloggen/functie"
	}
	http.Redirect(w, r.Request, to, http.StatusSeeOther)
	return nil
}

// colours is the stylesheet of the accent colour of an SWV.
func colours(w http.ResponseWriter, r *page.Request) error {
	css, err := kit.Theme(r.SWV.Look.Accent)
	if err != nil {
		css = ""
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=86400")
	_, err = fmt.Fprint(w, css)
	return err
}

func alive(w http.ResponseWriter, _ *page.Request) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}

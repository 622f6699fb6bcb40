package web

import (
	"context"
	"net/http"

	"passend/internal/web/kit"
	"passend/internal/web/page"
	"passend/internal/web/signin"
)

// signInRoutes puts the pages of signing in into the table. They answer also
// when no function was chosen yet, and ask by themselves whether somebody is
// signed in.
func (s *server) signInRoutes() []page.Route {
	deps := signin.Deps{Auth: s.Auth, Shell: s.bareShell, Function: s.function, Mail: s.App.SendLink}
	var all []page.Route
	for _, r := range signin.Routes(deps) {
		all = append(all, page.Route{Method: r.Method, Path: r.Path, Name: r.Name, Who: page.Public,
			Handler: func(w http.ResponseWriter, req *page.Request) error { return r.Handler(w, req.Request) }})
	}
	return all
}

// bareShell is the shell for pages that know only the plain request.
func (s *server) bareShell(r *http.Request, title string) kit.Shell {
	req := &page.Request{Request: r, Site: s.site}
	if err := s.identify(req); err != nil {
		req.SWV = nil
	}
	return req.Shell(title)
}

// function gives the words of a function, in the order of swv.yaml.
func (s *server) function(ctx context.Context, tenant, name string) signin.Function {
	swv, err := s.App.SWV(ctx, tenant)
	if err != nil {
		return signin.Function{Title: page.Capital(name)}
	}
	for i, f := range swv.Functions {
		if f.Name == name {
			return signin.Function{Title: f.Title, Text: beginsOn[f.Opens], Order: i}
		}
	}
	return signin.Function{Title: page.Capital(name), Order: len(swv.Functions)}
}

// beginsOn says what a function finds first, by where it begins.
var beginsOn = map[string]string{
	"werk":      "Begint met wat er te doen is.",
	"termijnen": "Bewaakt alle termijnen.",
	"besluiten": "Neemt besluiten.",
	"agenda":    "Wijst deskundigen aan en leidt de vergadering.",
	"beheer":    "Beheert mensen, procedures en kalender.",
	"inzagelog": "Ziet wie welk dossier las.",
	"kind":      "Ziet hoe het met de aanvraag voor het eigen kind staat.",
	"bestuur":   "Ziet de aanvragen van de eigen scholen.",
}

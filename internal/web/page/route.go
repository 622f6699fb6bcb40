package page

import (
	"errors"
	"net/http"
	"slices"

	"passend/internal/app"
)

// Handler answers a request, or gives the error that says why not. What it has
// rendered is held back until it returns nil.
type Handler func(http.ResponseWriter, *Request) error

// Route is one line of the route table. Paths of a samenwerkingsverband begin
// with /{swv}/.
type Route struct {
	Method, Path, Name string
	Who                Who
	Handler            Handler
	Nav                *Nav
}

// Nav puts a route in the main menu.
type Nav struct {
	Label string
	Order int
}

// Who says who may ask for a route at all. Whether a single case may be seen is
// for the app to say.
type Who struct {
	Public bool
	Rights []string // one of these rights of swv.yaml
	Scopes []string // one of these scopes (bereik)
	Opens  []string // functions that begin on one of these pages
	Case   bool     // about one case: whoever can see that case
	Other  func(app.Principal) bool
}

// Everybody who is signed in.
var Everybody = Who{Other: func(app.Principal) bool { return true }}

// Public pages need nobody.
var Public = Who{Public: true}

// OfCase are pages about one case.
var OfCase = Who{Case: true}

// With asks one of these rights.
func With(rights ...string) Who { return Who{Rights: rights} }

// Content are functions that see content of dossiers at all.
var Content = Who{Other: func(p app.Principal) bool { return p.Scope != "geen inhoud" && p.Scope != "" }}

// Allows tells whether a principal may ask for the route. Pages about one case
// are open to all who see content; the app refuses the single case.
func (w Who) Allows(p app.Principal) bool {
	switch {
	case w.Public:
		return true
	case w.Case:
		return p.Scope != "geen inhoud" && p.Scope != ""
	case slices.ContainsFunc(w.Rights, p.Can),
		slices.Contains(w.Scopes, p.Scope) && p.Scope != "",
		slices.Contains(w.Opens, p.Opens) && p.Opens != "":
		return true
	}
	return w.Other != nil && w.Other(p)
}

// The kinds of error an answer can be beside those of the app.
var (
	// ErrBadRequest says that the request was not made by a page of ours.
	ErrBadRequest = errors.New("page: request cannot be read")
	// ErrTooLarge says that more was sent than is taken.
	ErrTooLarge = errors.New("page: request is too large")
)

package signin

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"passend/internal/auth"
	"passend/internal/web/kit"
)

// maxForm is more than any form here needs.
const maxForm = 64 << 10

// Challenge answers a request that needs somebody to be signed in: it keeps what
// was typed, and leads to the sign-in page and from there back.
func Challenge(m *auth.Manager, w http.ResponseWriter, r *http.Request) {
	next := ""
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		next = r.URL.RequestURI()
	}
	m.Park(w, r)
	to(w, r, with(PathSignIn, next))
}

func to(w http.ResponseWriter, r *http.Request, path string) {
	http.Redirect(w, r, path, http.StatusSeeOther)
}

// with adds where to go on to an address.
func with(path, next string) string {
	if next == "" {
		return path
	}
	return path + "?verder=" + url.QueryEscape(next)
}

// next gives where the reader was going, when that is a page of ours.
func next(r *http.Request) string {
	path := r.FormValue("verder")
	if !Local(path) {
		return ""
	}
	return path
}

// Local says whether an address leads to a page of this site and nowhere else,
// however a browser reads it.
func Local(path string) bool {
	if !strings.HasPrefix(path, "/") || strings.ContainsAny(path, "\\\t\r\n") || len(path) > 2000 {
		return false
	}
	u, err := url.Parse(path)
	return err == nil && u.Scheme == "" && u.Host == "" && u.User == nil && !strings.HasPrefix(path, "//")
}

// goOn leads to where somebody belongs now: the second step, the choice of a
// function, the form that was kept, where they were going, or the start.
func (p pages) goOn(w http.ResponseWriter, r *http.Request, next string) error {
	if _, asked := p.Auth.Asked(r.Context()); asked {
		to(w, r, with(PathCode, next))
		return nil
	}
	id, ok := p.Auth.Current(r)
	if !ok {
		to(w, r, with(PathSignIn, next))
		return nil
	}
	elsewhere, err := p.elsewhere(r, id, next)
	switch {
	case err != nil:
		return err
	case id.Member.ID == "" && !free(next), elsewhere:
		to(w, r, with(PathFunction, next))
	case p.Auth.HasParked(r):
		to(w, r, with(PathParked, next))
	default:
		to(w, r, arrival(next))
	}
	return nil
}

// free are the pages that need no function.
func free(path string) bool {
	return strings.HasPrefix(path, PathAccount) || strings.HasPrefix(path, "/uitnodiging/")
}

// arrival leaves out pages one does not come back to after signing in.
func arrival(path string) string {
	switch firstPart(path) {
	case "", "inloggen", "uitloggen":
		return "/"
	}
	return path
}

// elsewhere says whether a page belongs to a samenwerkingsverband where somebody
// has a function, but not the one they act in now.
func (p pages) elsewhere(r *http.Request, id auth.Identity, path string) (bool, error) {
	first := firstPart(path)
	if first == "" || first == id.Tenant {
		return false, nil
	}
	all, err := id.Contexts(r.Context())
	return slices.ContainsFunc(all, func(c auth.Context) bool { return c.Tenant == first }), err
}

func firstPart(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	first, _, _ = strings.Cut(first, "?")
	return first
}

// posted reads a form, at most maxForm of it.
func posted(w http.ResponseWriter, r *http.Request) bool {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	return r.ParseForm() == nil
}

// formPage is a page with one form.
type formPage struct {
	Shell kit.Shell
	Title kit.Title
	Form  kit.Form
	Links []kit.Link
}

// show answers with a page that has one form; a refusal makes it 422.
func (p pages) show(w http.ResponseWriter, r *http.Request, refusal *auth.Refusal, page formPage) error {
	page.Shell = p.Shell(r, page.Title.Text)
	status := explain(&page.Shell, &page.Form, refusal)
	return p.Render(w, r, status, "signin-form", page)
}

// explain puts the problems of a refusal next to their fields, and what belongs
// to no field above the page.
func explain(shell *kit.Shell, form *kit.Form, refusal *auth.Refusal) (status int) {
	if refusal == nil {
		return http.StatusOK
	}
	placed := mark(form.Fields, refusal)
	for _, section := range form.Sections {
		placed = mark(section.Fields, refusal) || placed
	}
	if !placed {
		shell.Notices = append(shell.Notices, kit.Notice{Tone: kit.Bad, Title: refusal.What, Text: refusal.Help, Live: true})
	}
	return http.StatusUnprocessableEntity
}

func mark(fields []kit.Field, refusal *auth.Refusal) (placed bool) {
	for i := range fields {
		if text := refusal.At(fields[i].Name); text != "" {
			fields[i].Error, placed = text, true
		}
	}
	return placed
}

// message is a page that only says something.
type message struct {
	Shell kit.Shell
	Error kit.ErrorPage
}

func (p pages) say(w http.ResponseWriter, r *http.Request, status int, e kit.ErrorPage) error {
	return p.Render(w, r, status, "signin-message", message{p.Shell(r, e.Title), e})
}

func keepNext(form *kit.Form, next string) {
	if next != "" {
		form.Hidden = append(form.Hidden, kit.Hidden{Name: "verder", Value: next})
	}
}

package signin

import (
	"bytes"
	"context"
	"embed"
	"html/template"
	"net/http"
	"time"

	"passend/internal/auth"
	"passend/internal/web/kit"
)

// Deps is what the pages lean on.
type Deps struct {
	Auth  *auth.Manager
	Shell func(r *http.Request, title string) kit.Shell
	// Render answers with one of the templates of this package; nil renders them
	// here.
	Render func(w http.ResponseWriter, r *http.Request, status int, template string, data any) error
	// Function gives the words of a function of a samenwerkingsverband; nil takes
	// its name.
	Function func(ctx context.Context, tenant, function string) Function
	// Mail puts the link for a new password in the outbox of a samenwerkingsverband;
	// the link is a path, to be put behind the public address. Without Mail the
	// pages say whom to ask.
	Mail func(ctx context.Context, tenant, to, subject, text, path string) error
	// Pause evens out how long it takes to answer who forgot a password, so that
	// nobody sees from it whether an account exists; half a second when 0.
	Pause time.Duration
}

// Function is how a function is shown.
type Function struct {
	Title string // "Intern begeleider"
	Text  string // what it does, for the demonstration
	Order int    // place among the others
}

// Route is one line of the route table.
type Route struct {
	Method, Path, Name string
	// Public routes need nobody to be signed in. The others send who is not to
	// the sign-in page themselves; none needs a function to be chosen.
	Public  bool
	Handler func(http.ResponseWriter, *http.Request) error
}

// Addresses that other pages lead to.
const (
	PathSignIn    = "/inloggen"
	PathCode      = "/inloggen/code"
	PathFunction  = "/inloggen/functie" // also takes "context" posted, to switch
	PathParked    = "/inloggen/bewaard"
	PathForgotten = "/inloggen/vergeten"
	PathSignOut   = "/uitloggen"
	PathAccount   = "/account"
	PathApp       = "/account/tweede-stap"
)

// Routes gives the pages of this package.
func Routes(d Deps) []Route {
	p := pages{fillIn(d)}
	return []Route{
		{"GET", PathSignIn, "inloggen", true, p.signIn},
		{"POST", PathSignIn, "inloggen", true, p.postSignIn},
		{"POST", "/inloggen/demonstratie", "inloggen demonstratie", true, p.postDemo},
		{"GET", PathCode, "inloggen code", true, p.code},
		{"POST", PathCode, "inloggen code", true, p.postCode},
		{"GET", PathFunction, "functie kiezen", false, p.signed(p.functions)},
		{"POST", PathFunction, "functie kiezen", false, p.signed(p.postFunction)},
		{"GET", PathParked, "bewaarde tekst", false, p.signed(p.parked)},
		{"POST", PathParked, "bewaarde tekst", false, p.signed(p.postParked)},
		{"POST", "/inloggen/bewaard/weg", "bewaarde tekst weggooien", false, p.signed(p.dropParked)},
		{"GET", "/uitnodiging/{token}", "uitnodiging", true, p.invitation},
		{"POST", "/uitnodiging/{token}", "uitnodiging", true, p.postInvitation},
		{"GET", PathForgotten, "wachtwoord vergeten", true, p.forgotten},
		{"POST", PathForgotten, "wachtwoord vergeten", true, p.postForgotten},
		{"GET", "/wachtwoord/{token}", "nieuw wachtwoord", true, p.link},
		{"POST", "/wachtwoord/{token}", "nieuw wachtwoord", true, p.postLink},
		{"GET", PathSignOut, "uitloggen", true, p.signOut},
		{"POST", PathSignOut, "uitloggen", true, p.postSignOut},
		{"GET", PathAccount, "account", false, p.signed(p.account)},
		{"GET", "/account/naam", "account naam", false, p.signed(p.name)},
		{"POST", "/account/naam", "account naam", false, p.signed(p.postName)},
		{"GET", "/account/wachtwoord", "account wachtwoord", false, p.signed(p.password)},
		{"POST", "/account/wachtwoord", "account wachtwoord", false, p.signed(p.postPassword)},
		{"GET", PathApp, "account tweede stap", false, p.signed(p.app)},
		{"POST", PathApp, "account tweede stap", false, p.signed(p.postApp)},
		{"GET", "/account/tweede-stap/uit", "account tweede stap uit", false, p.signed(p.dropApp)},
		{"POST", "/account/tweede-stap/uit", "account tweede stap uit", false, p.signed(p.postDropApp)},
		{"POST", "/account/sessies", "account sessies", false, p.signed(p.postSession)},
	}
}

//go:embed *.html
var files embed.FS

// Templates gives the templates of the pages, with the parts of the kit.
func Templates() (*template.Template, error) { return kit.Parse(files, "*.html") }

type pages struct{ Deps }

func fillIn(d Deps) Deps {
	if d.Function == nil {
		d.Function = func(_ context.Context, _, function string) Function { return Function{Title: function} }
	}
	if d.Pause == 0 {
		d.Pause = time.Second / 2
	}
	if d.Render == nil {
		d.Render = render(template.Must(Templates()))
	}
	return d
}

func render(set *template.Template) func(http.ResponseWriter, *http.Request, int, string, any) error {
	return func(w http.ResponseWriter, _ *http.Request, status int, name string, data any) error {
		var page bytes.Buffer
		if err := set.ExecuteTemplate(&page, name, data); err != nil {
			return err
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		_, err := w.Write(page.Bytes())
		return err
	}
}

// signed holds the door of a page for who is signed in.
func (p pages) signed(page func(http.ResponseWriter, *http.Request, auth.Identity) error) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		id, ok := p.Auth.Current(r)
		if !ok {
			Challenge(p.Auth, w, r)
			return nil
		}
		return page(w, r, id)
	}
}

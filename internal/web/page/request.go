package page

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/web/kit"
)

// Site is what all pages lean on.
type Site struct {
	App    *app.App
	Routes []Route // the whole table, for menus
	// SessionMinutes is how long a session lasts without a request.
	SessionMinutes int
	// Inviter makes accounts and helps people who lost their second factor.
	Inviter app.Inviter
}

// Request is a request with who asks, and for which samenwerkingsverband.
type Request struct {
	*http.Request
	Site *Site
	P    app.Principal  // empty on public pages
	SWV  *procedure.SWV // nil on pages of no SWV
	// Contexts are the functions that this person can take. They are looked up
	// before the page: most of a page is made inside a transaction, and who
	// holds one must not ask for another.
	Contexts []kit.Context
}

// To gives the address of a page of the SWV in hand.
func (r *Request) To(format string, parts ...any) string {
	for i, p := range parts {
		if text, ok := p.(string); ok {
			parts[i] = url.PathEscape(text)
		}
	}
	return "/" + r.P.Tenant + fmt.Sprintf(format, parts...)
}

// Home is the page on which a function begins.
func (r *Request) Home() string { return r.To("/%s", homes(r.P.Opens)) }

func homes(opens string) string {
	if opens == "" {
		return "werk"
	}
	return opens
}

// Shell makes what stands around a page.
func (r *Request) Shell(title string, crumbs ...kit.Link) kit.Shell {
	s := kit.Shell{Title: title, SWV: "Passend", Home: "/", Demo: r.Site.App.Demo(), Crumbs: crumbs}
	if r.SWV != nil {
		s.SWV, s.ThemeURL = r.SWV.Title, "/"+r.SWV.ID+"/kleuren.css?"+short(r.SWV.Hash)
		if r.SWV.Short != "" {
			s.SWV = r.SWV.Short
		}
	}
	s.Footer = r.footer()
	if r.P.Account == "" {
		return s
	}
	s.Home, s.User, s.Role, s.Organisation = r.Home(), r.P.Name, r.P.Title, r.P.OrgName
	s.ContextAction, s.SignOut = "/inloggen/functie", "/uitloggen"
	s.SessionMinutes, s.SessionURL = r.Site.SessionMinutes, "/sessie"
	s.Contexts = r.Contexts
	s.Nav = r.nav()
	// Who sees no dossiers, or only those of one child, has nothing to seek.
	if r.P.Scope != "geen inhoud" && r.P.Scope != "eigen kind" {
		s.Search = &kit.Search{Action: r.To("/zoeken")}
	}
	return s
}

func short(hash string) string { return hash[:min(8, len(hash))] }

func (r *Request) footer() []kit.Link {
	links := []kit.Link{{Text: "Toegankelijkheid", Href: "/toegankelijkheid"}, {Text: "Privacy", Href: "/privacy"}}
	if r.P.Account != "" {
		links = append([]kit.Link{{Text: "Formulieren en uitleg", Href: r.To("/informatie")}, {Text: "Mijn account", Href: "/account"}}, links...)
	}
	return links
}

func (r *Request) nav() []kit.NavItem {
	var items []kit.NavItem
	for _, route := range r.Site.Routes {
		if route.Nav == nil || !route.Who.Allows(r.P) {
			continue
		}
		href := strings.Replace(route.Path, "{swv}", r.P.Tenant, 1)
		items = append(items, kit.NavItem{Label: route.Nav.Label, Href: href,
			Current: r.URL.Path == href || strings.HasPrefix(r.URL.Path, href+"/")})
	}
	return items
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Render answers with a page. The page is made whole first, so that a fault in
// it never gives half a page.
func (r *Request) Render(w http.ResponseWriter, status int, set *template.Template, name string, data any) error {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	defer buffers.Put(b)
	if err := set.ExecuteTemplate(b, name, data); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, err := w.Write(b.Bytes())
	return err
}

// flashCookie carries one sentence to the page after a redirect.
const flashCookie = "melding"

// Done redirects after a POST, with a sentence that the next page shows.
func (r *Request) Done(w http.ResponseWriter, to, sentence string) error {
	if sentence != "" {
		http.SetCookie(w, &http.Cookie{Name: flashCookie, Value: url.QueryEscape(sentence), Path: "/", MaxAge: 60,
			HttpOnly: true, SameSite: http.SameSiteLaxMode})
	}
	http.Redirect(w, r.Request, to, http.StatusSeeOther)
	return nil
}

// Notices takes the sentence of Done, once.
func (r *Request) Notices(w http.ResponseWriter) []kit.Notice {
	c, err := r.Cookie(flashCookie)
	if err != nil {
		return nil
	}
	http.SetCookie(w, &http.Cookie{Name: flashCookie, Path: "/", MaxAge: -1})
	text, err := url.QueryUnescape(c.Value)
	if err != nil || text == "" {
		return nil
	}
	return []kit.Notice{{Tone: kit.Good, Text: text, Live: true}}
}

// RefusalNotice shows a refusal as a banner: what, on what ground, what helps.
func RefusalNotice(r *casefile.Refusal) kit.Notice {
	text := r.Help
	if r.Ground != "" {
		text = strings.TrimSpace(text + " (" + r.Ground + ")")
	}
	return kit.Notice{Tone: kit.Bad, Title: r.Rule, Text: text}
}

// ConflictNotice says that somebody else was first.
func ConflictNotice(since []casefile.Entry) kit.Notice {
	who := "Iemand anders"
	if len(since) > 0 {
		who = since[0].By.Name
	}
	return kit.Notice{Tone: kit.Warn, Title: who + " heeft deze zaak net gewijzigd.",
		Text: "Wat u invulde staat er nog. Kijk wat er is veranderd en kies daarna opnieuw."}
}

// Problems puts the problems of a refusal next to the fields they are about;
// the rest comes back.
func Problems(fields []kit.Field, r *casefile.Refusal) (rest []casefile.Problem) {
	if r == nil {
		return nil
	}
next:
	for _, p := range r.Problems {
		for i := range fields {
			if fields[i].Name == p.Name && fields[i].Error == "" {
				fields[i].Error = p.Text
				continue next
			}
		}
		rest = append(rest, p)
	}
	return rest
}

// Must gives the templates of a package, or stops the program: a page that does
// not parse is a fault of ours that a test shows at once.
func Must(set *template.Template, err error) *template.Template {
	if err != nil {
		panic(err)
	}
	return set
}

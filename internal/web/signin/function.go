package signin

import (
	"net/http"

	"passend/internal/auth"
	"passend/internal/web/kit"
)

type functionPage struct {
	Shell kit.Shell
	Title kit.Title
	Cards kit.SignIn
	Empty *kit.Empty
	Links []kit.Link // without a function the head of the page has none of these
}

func (p pages) functions(w http.ResponseWriter, r *http.Request, id auth.Identity) error {
	return p.showFunctions(w, r, id, nil)
}

func (p pages) showFunctions(w http.ResponseWriter, r *http.Request, id auth.Identity, refusal *auth.Refusal) error {
	all, err := id.Contexts(r.Context())
	if err != nil {
		return err
	}
	page := functionPage{
		Shell: p.Shell(r, "Kies een functie"),
		Title: kit.Title{Text: "Kies een functie", Lead: "U hebt meer dan één functie. Wat u ziet en kunt doen hangt af van uw keuze. Wisselen kan altijd."},
		Cards: kit.SignIn{Groups: p.groups(r.Context(), all, PathFunction, next(r))},
		Links: []kit.Link{{Text: "Mijn account", Href: PathAccount}, {Text: "Log uit", Href: PathSignOut}},
	}
	switch len(all) {
	case 0:
		page.Title = kit.Title{Text: "U hebt nog geen functie", Lead: "U bent ingelogd als " + id.Name + "."}
		page.Empty = &kit.Empty{Title: "Er is nu niets om te kiezen", Text: "Uw functie is beëindigd of nog niet begonnen. Vraag het samenwerkingsverband om een uitnodiging."}
	case 1:
		page.Title.Lead = "U bent ingelogd als " + id.Name + "."
	}
	if !id.Strong && anyNeedsStrong(all) {
		page.Shell.Notices = append(page.Shell.Notices, kit.Notice{Tone: kit.Warn, Title: "Voor een functie is een tweede stap bij het inloggen verplicht.",
			Text: "Stel die in met een app op uw telefoon. Het duurt een paar minuten.", Links: []kit.Link{{Text: "Stel de tweede stap in", Href: with(PathApp, next(r))}}})
	}
	status := explain(&page.Shell, &kit.Form{}, refusal)
	return p.Render(w, r, status, "signin-function", page)
}

func anyNeedsStrong(all []auth.Context) bool {
	for _, c := range all {
		if c.NeedsStrong {
			return true
		}
	}
	return false
}

func (p pages) postFunction(w http.ResponseWriter, r *http.Request, id auth.Identity) error {
	if !posted(w, r) {
		return p.unread(w, r)
	}
	refusal, err := p.Auth.SwitchContext(r.Context(), chosen(r))
	if err != nil {
		return err
	}
	if refusal != nil {
		return p.showFunctions(w, r, id, refusal)
	}
	return p.goOn(w, r, p.kept(r))
}

// kept is where the reader was going, when the function they chose reaches it.
func (p pages) kept(r *http.Request) string {
	path := next(r)
	now, _ := p.Auth.Current(r)
	if elsewhere, err := p.elsewhere(r, now, path); err != nil || elsewhere {
		return ""
	}
	return path
}

// chosen is the key of a context: the cards name the samenwerkingsverband apart,
// the menu in the head of a page does not.
func chosen(r *http.Request) string {
	if tenant := r.PostFormValue("tenant"); tenant != "" {
		return tenant + "/" + r.PostFormValue("context")
	}
	return r.PostFormValue("context")
}

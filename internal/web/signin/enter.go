package signin

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"

	"passend/internal/auth"
	"passend/internal/web/kit"
)

type signInPage struct {
	Shell kit.Shell
	Title kit.Title
	Form  kit.Form
	Demo  kit.SignIn
	Tabs  kit.Tabs
}

func (p pages) signIn(w http.ResponseWriter, r *http.Request) error {
	return p.showSignIn(w, r, nil)
}

func (p pages) showSignIn(w http.ResponseWriter, r *http.Request, refusal *auth.Refusal) error {
	page := signInPage{
		Shell: p.Shell(r, "Inloggen"),
		Title: kit.Title{Text: "Inloggen", Lead: "Met het e-mailadres waarop u bent uitgenodigd."},
		Form: kit.Form{Action: PathSignIn, Submit: "Log in", Fields: []kit.Field{
			{Kind: kit.EmailField, Name: auth.FieldEmail, Label: "E-mailadres", Value: r.PostFormValue(auth.FieldEmail), Complete: "username"},
			{Kind: kit.PasswordField, Name: auth.FieldPassword, Label: "Wachtwoord", Complete: "current-password"},
		}, Cancel: &kit.Link{Text: "Wachtwoord vergeten?", Href: PathForgotten}},
	}
	keepNext(&page.Form, next(r))
	page.Shell.Notices = append(page.Shell.Notices, p.why(r)...)
	status := explain(&page.Shell, &page.Form, refusal)
	if err := p.demo(r, &page); err != nil {
		return err
	}
	return p.Render(w, r, status, "signin", page)
}

// why says why the reader sees this page, when they may wonder.
func (p pages) why(r *http.Request) []kit.Notice {
	if id, ok := p.Auth.Current(r); ok {
		return []kit.Notice{{Title: "U bent al ingelogd als " + id.Name + ".", Links: []kit.Link{{Text: "Ga verder", Href: "/"}, {Text: "Log uit", Href: PathSignOut}}}}
	}
	switch {
	case r.Method == http.MethodPost:
	case p.Auth.HasParked(r):
		return []kit.Notice{{Tone: kit.Warn, Title: "U was uitgelogd. Uw tekst is bewaard.", Text: "Log in als dezelfde persoon. Daarna kunt u alsnog versturen wat u had ingevuld."}}
	case r.FormValue("uit") == "ja":
		return []kit.Notice{{Tone: kit.Good, Title: "U bent uitgelogd."}}
	case p.Auth.Ended(r) && (next(r) != "" || r.FormValue("verlopen") != ""):
		return []kit.Notice{{Title: "U was uitgelogd, omdat u een tijd niets had gedaan.", Text: "Log in om verder te gaan."}}
	}
	return nil
}

// demo offers each role of one samenwerkingsverband with one click, and leads to
// the others.
func (p pages) demo(r *http.Request, page *signInPage) error {
	if !p.Auth.Demonstration() {
		return nil
	}
	all, err := p.Auth.DemoContexts(r.Context())
	if err != nil {
		return err
	}
	chosen := r.FormValue("swv")
	if !slices.ContainsFunc(all, func(c auth.Context) bool { return c.Tenant == chosen }) {
		chosen = fullest(all)
	}
	page.Title.Lead = "Kies als wie u Passend wilt zien. U hebt geen wachtwoord nodig."
	page.Tabs = tenants(all, chosen, next(r))
	all = slices.DeleteFunc(all, func(c auth.Context) bool { return c.Tenant != chosen })
	page.Demo = kit.SignIn{Groups: p.groups(r.Context(), all, "/inloggen/demonstratie", next(r))}
	for i := range page.Demo.Groups {
		page.Demo.Groups[i].Cards = folded(page.Demo.Groups[i].Cards)
	}
	return nil
}

// fullest is the samenwerkingsverband with the most people to be.
func fullest(all []auth.Context) string {
	count, most := map[string]int{}, ""
	for _, c := range all {
		count[c.Tenant]++
	}
	for _, c := range all {
		if count[c.Tenant] > count[most] {
			most = c.Tenant
		}
	}
	return most
}

func tenants(all []auth.Context, chosen, next string) kit.Tabs {
	tabs := kit.Tabs{Label: "Samenwerkingsverbanden"}
	seen := map[string]bool{}
	for _, c := range all {
		if seen[c.Tenant] {
			continue
		}
		seen[c.Tenant] = true
		query := url.Values{"swv": {c.Tenant}}
		if next != "" {
			query.Set("verder", next)
		}
		tabs.Items = append(tabs.Items, kit.Tab{Label: c.TenantName, Href: PathSignIn + "?" + query.Encode(), Current: c.Tenant == chosen})
	}
	return tabs
}

// folded makes one card of each role; the others who have it are folded away.
func folded(cards []kit.RoleCard) []kit.RoleCard {
	var out []kit.RoleCard
	for _, c := range cards {
		i := slices.IndexFunc(out, func(o kit.RoleCard) bool { return o.Role == c.Role })
		if i < 0 {
			out = append(out, c)
			continue
		}
		out[i].Others = append(out[i].Others, c)
	}
	return out
}

// groups makes cards of contexts, by samenwerkingsverband and in the order of
// its functions.
func (p pages) groups(ctx context.Context, all []auth.Context, action, next string) []kit.SignInGroup {
	words := map[string]Function{}
	for _, c := range all {
		words[c.Key()] = p.Function(ctx, c.Tenant, c.Member.Function)
	}
	slices.SortStableFunc(all, func(a, b auth.Context) int {
		return cmp.Or(cmp.Compare(a.TenantName, b.TenantName), cmp.Compare(a.Tenant, b.Tenant),
			cmp.Compare(words[a.Key()].Order, words[b.Key()].Order))
	})
	var groups []kit.SignInGroup
	for i, c := range all {
		if i == 0 || all[i-1].Tenant != c.Tenant {
			groups = append(groups, kit.SignInGroup{SWV: c.TenantName})
		}
		group := &groups[len(groups)-1]
		group.Cards = append(group.Cards, card(c, words[c.Key()], action, next))
	}
	return groups
}

func card(c auth.Context, f Function, action, next string) kit.RoleCard {
	role := kit.RoleCard{Role: f.Title, Person: c.Member.Name, Organisation: cmp.Or(c.Member.Profession, c.Member.OrgName), Text: f.Text, Action: action,
		Hidden: []kit.Hidden{{Name: "tenant", Value: c.Tenant}, {Name: "context", Value: c.Member.ID}}}
	if next != "" {
		role.Hidden = append(role.Hidden, kit.Hidden{Name: "verder", Value: next})
	}
	return role
}

func (p pages) postSignIn(w http.ResponseWriter, r *http.Request) error {
	if !posted(w, r) {
		return p.unread(w, r)
	}
	_, refusal, err := p.Auth.SignIn(r.Context(), r.PostFormValue(auth.FieldEmail), r.PostFormValue(auth.FieldPassword))
	if err != nil {
		return err
	}
	if refusal != nil {
		return p.showSignIn(w, r, refusal)
	}
	return p.goOn(w, r, next(r))
}

func (p pages) postDemo(w http.ResponseWriter, r *http.Request) error {
	if !posted(w, r) {
		return p.unread(w, r)
	}
	refusal, err := p.Auth.DemoSignIn(r.Context(), r.PostFormValue("tenant"), r.PostFormValue("context"))
	if err != nil {
		return err
	}
	if refusal != nil {
		return p.showSignIn(w, r, refusal)
	}
	return p.goOn(w, r, next(r))
}

func (p pages) code(w http.ResponseWriter, r *http.Request) error {
	return p.showCode(w, r, nil)
}

func (p pages) showCode(w http.ResponseWriter, r *http.Request, refusal *auth.Refusal) error {
	asked, ok := p.Auth.Asked(r.Context())
	if !ok {
		return p.goOn(w, r, next(r))
	}
	page := formPage{
		Title: kit.Title{Text: "Vul uw code in", Lead: "Open de app op uw telefoon en neem de 6 cijfers over."},
		Form: kit.Form{Action: PathCode, Submit: "Ga verder", Cancel: &kit.Link{Text: "Log in als iemand anders", Href: PathSignIn},
			Fields: []kit.Field{{Kind: kit.CodeField, Name: auth.FieldCode, Label: "Code uit uw app", Max: 12}}},
		Links: []kit.Link{{Text: "Telefoon kwijt of een nieuwe telefoon?", Href: "/inloggen/code?hulp=ja"}},
	}
	if asked == auth.Paper {
		page.Title.Lead = "De code staat op de brief die u van de school of per post hebt gekregen."
		page.Form.Fields = []kit.Field{paperField()}
		page.Links = []kit.Link{{Text: "Brief kwijt?", Href: "/inloggen/code?hulp=ja"}}
	}
	keepNext(&page.Form, next(r))
	page.Shell = p.Shell(r, page.Title.Text)
	if r.FormValue("hulp") == "ja" {
		page.Links = nil
		page.Shell.Notices = append(page.Shell.Notices, kit.Notice{Title: "U kunt een nieuwe code krijgen.",
			Text: "Bel de school of het samenwerkingsverband. Zij geven u een nieuwe code op papier. Wij sturen nooit een code per e-mail."})
	}
	return p.Render(w, r, explain(&page.Shell, &page.Form, refusal), "signin-form", page)
}

func paperField() kit.Field {
	return kit.Field{Name: auth.FieldCode, Label: "Code van uw brief", Hint: "8 letters en cijfers, bijvoorbeeld AC34-KRTW", Short: true, Max: 20, Complete: "off"}
}

func (p pages) postCode(w http.ResponseWriter, r *http.Request) error {
	if !posted(w, r) {
		return p.unread(w, r)
	}
	if _, asked := p.Auth.Asked(r.Context()); !asked {
		return p.goOn(w, r, next(r))
	}
	refusal, err := p.Auth.GiveCode(r.Context(), r.PostFormValue(auth.FieldCode))
	if err != nil {
		return err
	}
	if refusal != nil {
		return p.showCode(w, r, refusal)
	}
	return p.goOn(w, r, next(r))
}

func (p pages) signOut(w http.ResponseWriter, r *http.Request) error {
	if _, ok := p.Auth.Current(r); !ok {
		to(w, r, PathSignIn)
		return nil
	}
	title := kit.Title{Text: "Wilt u uitloggen?", Lead: "Doe dit altijd op een computer die ook anderen gebruiken."}
	return p.show(w, r, nil, formPage{Title: title, Form: kit.Form{Action: PathSignOut, Submit: "Log uit", Cancel: &kit.Link{Text: "Terug", Href: "/"}}})
}

func (p pages) postSignOut(w http.ResponseWriter, r *http.Request) error {
	if err := p.Auth.SignOut(r.Context()); err != nil {
		return err
	}
	to(w, r, PathSignIn+"?uit=ja")
	return nil
}

func (p pages) unread(w http.ResponseWriter, r *http.Request) error {
	return p.say(w, r, http.StatusBadRequest, kit.ErrorPage{Title: "Dit kunnen wij niet lezen",
		Text: "Uw browser stuurde iets wat niet bij deze pagina hoort.", Help: "Ga terug, ververs de pagina en probeer het opnieuw.",
		Links: []kit.Link{{Text: "Naar inloggen", Href: PathSignIn}}})
}

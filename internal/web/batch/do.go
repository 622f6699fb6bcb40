package batch

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type askPage struct {
	kit.Shell
	Title   kit.Title
	Pupils  []string
	Form    kit.Form
	Refused []string
}

// chosen are the cases that were ticked, or all that were shown.
func chosen(r *page.Request) []app.Chosen {
	name := "zaak"
	if r.Value("welke") == "alle" {
		name = "getoond"
	}
	var all []app.Chosen
	for _, text := range r.PostForm[name] {
		id, version, _ := strings.Cut(text, ":")
		n, err := strconv.ParseInt(version, 10, 64)
		if id == "" || err != nil {
			continue
		}
		if c := (app.Chosen{Case: id, Version: n}); !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	return all
}

// back is the page from which was chosen; only pages of ours.
func back(r *page.Request) string {
	to := r.Value("terug")
	if !strings.HasPrefix(to, r.To("/aanleveren")) || strings.Contains(to, "//") {
		return r.To("/aanleveren")
	}
	return to
}

// together asks what an action asks once, and then does it in every case that
// was chosen.
func together(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	all, action := chosen(r), r.Value("actie")
	if len(all) == 0 {
		return r.Done(w, back(r), "Kies eerst een of meer leerlingen.")
	}
	if action == registering {
		done, err := r.Site.App.RegisterTogether(r.Context(), r.P, all)
		if err != nil {
			return err
		}
		return finish(w, r, done, len(all))
	}
	var a procedure.Action
	var fields []kit.Field
	var names []string
	err := r.Site.App.See(r.Context(), r.P, all[0].Case, "aanlevering", func(c *app.Case) error {
		var ok bool
		if a, ok = casefile.ActionOf(c.W.Proc, action); !ok {
			return app.ErrNotFound
		}
		fields = asked(c, a, r)
		return nil
	})
	if err != nil {
		return err
	}
	if r.Value("stap") == "doen" || len(a.Asks) == 0 {
		done, err := r.Site.App.DoTogether(r.Context(), r.P, action, all, r.Typed(a.Asks))
		if err != nil {
			return err
		}
		if len(done.Done) > 0 || len(a.Asks) == 0 {
			return finish(w, r, done, len(all))
		}
		return ask(w, r, a, fields, names, all, done.Refused)
	}
	return ask(w, r, a, fields, names, all, nil)
}

// asked are the questions of an action, as they stand for many cases: what the
// procedure takes over or proposes for each case may be left empty.
func asked(c *app.Case, a procedure.Action, r *page.Request) []kit.Field {
	var fields []kit.Field
	for _, f := range a.Asks {
		k := page.Asked(c, f, r.Value(f.Name))
		if f.Copies != "" || f.Propose != "" {
			k.Optional = true
			k.Hint = strings.TrimSpace(k.Hint + " Laat u dit leeg, dan geldt per leerling wat de procedure voorstelt.")
		}
		if f.When.Given() {
			k.Optional = true
		}
		fields = append(fields, k)
	}
	return fields
}

func ask(w http.ResponseWriter, r *page.Request, a procedure.Action, fields []kit.Field, names []string, all []app.Chosen, refused map[string]*casefile.Refusal) error {
	title := labelOf(a)
	p := askPage{Shell: r.Shell(title, kit.Link{Text: "Aanleveren", Href: r.To("/aanleveren")}, kit.Link{Text: title}),
		Title: kit.Title{Text: title, Lead: "Voor " + kit.Meervoud(len(all), "leerling", "leerlingen") + " tegelijk. Wat u hier invult, geldt voor elk van hen."}, Pupils: names}
	p.Form = kit.Form{Action: r.To("/aanleveren/samen"), Fields: fields, Submit: title + " (" + strconv.Itoa(len(all)) + ")", Cancel: &kit.Link{Text: "Terug", Href: back(r)},
		Hidden: []kit.Hidden{{Name: "actie", Value: a.Name}, {Name: "stap", Value: "doen"}, {Name: "terug", Value: back(r)}}}
	for _, c := range all {
		p.Form.Hidden = append(p.Form.Hidden, kit.Hidden{Name: "zaak", Value: c.Case + ":" + strconv.FormatInt(c.Version, 10)})
	}
	status := http.StatusOK
	for _, refusal := range refused {
		status = http.StatusUnprocessableEntity
		rest := page.Problems(p.Form.Fields, refusal)
		text := refusal.Rule
		for _, x := range rest {
			text += " " + x.Text
		}
		if len(p.Notices) == 0 {
			p.Notices = []kit.Notice{{Tone: kit.Bad, Title: "Er is niets gedaan.", Text: text}}
		}
	}
	return r.Render(w, status, pages, "samen", p)
}

// finish says in how many cases it was done, and why not in the others.
func finish(w http.ResponseWriter, r *page.Request, done app.Together, asked int) error {
	text := "Gedaan voor " + kit.Meervoud(len(done.Done), "leerling", "leerlingen") + "."
	if n := asked - len(done.Done); n > 0 {
		text += " Niet gedaan voor " + kit.Meervoud(n, "leerling", "leerlingen") + ": " + reasons(done.Refused)
	}
	return r.Done(w, back(r), text)
}

func reasons(refused map[string]*casefile.Refusal) string {
	var texts []string
	for _, x := range refused {
		text := strings.TrimSpace(x.Rule + " " + x.Help)
		if !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	slices.Sort(texts)
	if len(texts) > 3 {
		texts = append(texts[:3], "en andere redenen")
	}
	return strings.Join(texts, " ")
}

// sign sets one signature for all cases of a batch.
func sign(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	id := r.PathValue("reeks")
	done, err := r.Site.App.SignTogether(r.Context(), r.P, id, r.Value("handtekening"), r.Value("gezien"))
	if err != nil {
		return err
	}
	to := r.To("/aanleveren/reeks/%s", id)
	if refusal := done.Refused[""]; refusal != nil {
		return r.Done(w, to, refusal.Rule+" "+refusal.Help)
	}
	return r.Done(w, to, "Uw handtekening staat onder de aanvraag van "+kit.Meervoud(len(done.Done), "leerling", "leerlingen")+". Wijzigt er iets aan een aanvraag, dan vervalt zij daar.")
}

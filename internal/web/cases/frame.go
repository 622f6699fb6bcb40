package cases

import (
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// sight is a case with what several parts of its pages need, worked out once.
type sight struct {
	*app.Case
	r      *page.Request
	phase  procedure.Phase
	tasks  []casefile.Task
	terms  []casefile.TermResult
	offers []casefile.Offer
	gaps   []casefile.Item
}

func look(r *page.Request, c *app.Case) *sight {
	v := &sight{Case: c, r: r}
	v.phase, _ = casefile.FindPhase(c.W.Proc, c.S.Phase)
	v.tasks = casefile.OpenTasks(c.W, c.S)
	v.terms = casefile.Terms(c.W, c.S)
	return v
}

// lookAhead adds what the reader can do and what is missing.
func lookAhead(r *page.Request, c *app.Case) (*sight, error) {
	v := look(r, c)
	v.offers = casefile.Offers(c.W, c.S)
	if !v.gathers() || !c.View.Form {
		return v, nil
	}
	draft, _, err := c.FormDraft()
	v.gaps = casefile.Missing(c.W, c.S, draft)
	return v, err
}

// gathers tells whether the dossier is being put together in this phase.
func (v *sight) gathers() bool {
	return len(v.phase.Fill) > 0 || len(v.phase.Sign) > 0 || v.phase.Upload
}

func (v *sight) to(rest string) string { return caseTo(v.r, v.S.ID) + rest }

func caseTo(r *page.Request, id string) string { return r.To("/zaken/%s", id) }

func (v *sight) parent() bool { return v.P.OrgKind == "gezin" }

func (v *sight) mine(roles []string) bool {
	return slices.ContainsFunc(roles, func(role string) bool { return slices.Contains(v.View.Roles, role) })
}

func (v *sight) titles(roles []string) string {
	var all []string
	for _, name := range roles {
		all = append(all, casefile.RoleTitle(v.W.Proc, name))
	}
	return and(all)
}

func and(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " en " + words[len(words)-1]
}

// Frame is what stands around every page of a case.
type Frame struct {
	kit.Shell
	Title kit.Title
	Tabs  kit.Tabs
}

// Around makes the frame of a page of a case; tab is the path of the tab in
// hand, such as "/documenten". Other packages with pages of a case use it too.
func Around(r *page.Request, c *app.Case, tab, title string) Frame {
	return look(r, c).frame(tab, title)
}

func (v *sight) frame(tab, title string) Frame {
	name := v.Pupil.FullName()
	crumbs := []kit.Link{{Text: "Overzicht", Href: v.r.Home()}, {Text: name, Href: v.to("")}}
	if title == "" {
		crumbs[1].Href = ""
	} else {
		crumbs = append(crumbs, kit.Link{Text: title})
	}
	f := Frame{Shell: v.r.Shell(either(title, v.W.Proc.Title), crumbs...), Tabs: v.tabs(tab)}
	f.Title = kit.Title{Above: v.W.Proc.Title + " · " + v.S.Started.Number, Text: name, Lead: v.stand()}
	return f
}

func either(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// stand says in one sentence where the case is and who is to act.
func (v *sight) stand() string {
	if v.S.Closed != nil {
		return v.phase.Title + ". Deze zaak is afgesloten op " + v.S.Closed.Day.Dutch() + "."
	}
	roles := casefile.WaitsFor(v.tasks)
	switch {
	case v.mine(roles):
		return v.phase.Title + ". U bent aan zet."
	case len(roles) > 0:
		return v.phase.Title + ". Aan zet: " + v.titles(roles) + "."
	}
	return v.phase.Title + "."
}

// tabs leads to the parts of the case that the reader may see.
func (v *sight) tabs(current string) kit.Tabs {
	t := kit.Tabs{Label: "Onderdelen van de zaak"}
	add := func(may bool, label, path string, count int) {
		if may {
			t.Items = append(t.Items, kit.Tab{Label: label, Href: v.to(path), Current: path == current, Count: count})
		}
	}
	add(true, "Overzicht", "", 0)
	add(v.View.Form && len(v.W.Proc.Sections) > 0, "Formulier", "/formulier", 0)
	add(v.View.Documents && len(v.W.Proc.Documents) > 0, "Documenten", "/documenten", len(v.S.Documents))
	add(v.View.Form && len(v.W.Proc.Signings) > 0, "Handtekeningen", "/handtekeningen", 0)
	add(v.View.Advices && v.hasAdvice(), "Advies", "/advies", 0)
	add(v.View.Decision && len(v.S.Letters) > 0, "Brieven", "/brieven", len(v.S.Letters))
	for _, j := range v.W.Proc.Journals {
		add(casefile.ReadsJournal(v.W, v.S, j), j.Title, journalPath(j.Name), len(casefile.NotesOf(v.S, j)))
	}
	add(v.View.Messages, "Berichten", "/berichten", v.messages())
	add(len(v.S.Terms) > 0, "Termijnen", "/termijnen", 0)
	add(v.View.History, "Geschiedenis", "/geschiedenis", 0)
	return t
}

// hasAdvice tells whether the case came to where advice is asked.
func (v *sight) hasAdvice() bool {
	return slices.ContainsFunc(v.W.Proc.Phases, func(f procedure.Phase) bool { return len(adviceTasks(f)) > 0 && v.been(f.Name) })
}

package cases

import (
	"fmt"
	"net/http"
	"slices"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// CheckPage is a checklist with a finding for each point.
type CheckPage struct {
	kit.Shell
	Title kit.Title
	Form  Form
	Core  []PrintedSection
	Links []kit.Link
}

// The two fields of a point; it is known by its place on the list.
func verdictField(i int) string { return fmt.Sprintf("oordeel-%d", i) }
func noteField(i int) string    { return fmt.Sprintf("noot-%d", i) }

func showChecklist(w http.ResponseWriter, r *page.Request) error {
	return checklist(w, r, nil, attempt{})
}

func checklist(w http.ResponseWriter, r *page.Request, items map[string]casefile.Finding, try attempt) error {
	var p CheckPage
	err := r.Site.App.See(r.Context(), r.P, r.PathValue("zaak"), "controle", func(c *app.Case) error {
		v := look(r, c)
		list, err := v.checklist(r.PathValue("lijst"))
		if err != nil {
			return err
		}
		p = v.checkPage(list, items)
		if try.since != nil {
			p.Notices = append(p.Notices, page.ConflictNotice(try.since))
		}
		v.refuse(&p.Form, &p.Shell, onFields(list, try.refusal))
		return nil
	})
	if err != nil {
		return err
	}
	p.Notices = append(p.Notices, r.Notices(w)...)
	return r.Render(w, try.status(), pages, "check-page", p)
}

// checklist finds a list that the reader may fill in now.
func (v *sight) checklist(name string) (procedure.Checklist, error) {
	lists := v.checklists()
	i := slices.IndexFunc(lists, func(l procedure.Checklist) bool { return l.Name == name })
	if i < 0 {
		return procedure.Checklist{}, app.ErrNotFound
	}
	return lists[i], nil
}

// onFields names the problems of a checklist by the fields of the page.
func onFields(list procedure.Checklist, r *casefile.Refusal) *casefile.Refusal {
	if r == nil {
		return nil
	}
	moved := *r
	moved.Problems = slices.Clone(r.Problems)
	for i, p := range moved.Problems {
		at := slices.IndexFunc(list.Items, func(x procedure.CheckItem) bool { return x.Name == p.Name })
		if p.Kind == "controle" && at >= 0 {
			moved.Problems[i].Kind, moved.Problems[i].Name = "veld", noteField(at)
		}
	}
	return &moved
}

func (v *sight) checkPage(list procedure.Checklist, items map[string]casefile.Finding) CheckPage {
	f := v.frame("", list.Title)
	p := CheckPage{Shell: f.Shell, Title: kit.Title{Above: v.W.Proc.Title + " · " + v.S.Started.Number + " · " + v.Pupil.FullName(), Text: list.Title,
		Lead: "Geef bij elk punt uw bevinding. Voldoet iets niet, schrijf er dan bij wat er ontbreekt of niet klopt."}}
	p.Form = Form{Action: v.r.To("/zaken/%s/controle/%s", v.S.ID, list.Name), Hidden: v.seen(), Submit: "Bewaar de bevindingen",
		Cancel: &kit.Link{Text: "Terug naar de zaak", Href: v.to("")}}
	for i, item := range list.Items {
		if !casefile.Holds(v.W, v.S, nil, item.When) {
			continue
		}
		found := v.S.Checks[list.Name][item.Name]
		if typed, ok := items[item.Name]; ok {
			found = typed
		}
		p.Form.Sections = append(p.Form.Sections, point(list, item, i, len(p.Form.Sections)+1, found))
	}
	if v.View.Form {
		p.Core = typed{v, nil}.printedSections()
	}
	if v.View.Documents {
		p.Links = append(p.Links, kit.Link{Text: "Bekijk de documenten", Href: v.to("/documenten")})
	}
	return p
}

// point asks the finding on one point, the n-th on the page.
func point(list procedure.Checklist, item procedure.CheckItem, i, n int, f casefile.Finding) Section {
	verdict := kit.Field{Kind: kit.YesNo, Name: verdictField(i), Label: kit.Getal(n) + ". " + item.Question, Hint: item.Help, Value: f.Verdict,
		Options: []kit.Option{{Value: "voldoet", Label: "Voldoet"}, {Value: "voldoet niet", Label: "Voldoet niet"}}}
	if list.NA {
		verdict.Options = append(verdict.Options, kit.Option{Value: "n.v.t.", Label: "Niet van toepassing"})
	}
	note := kit.Field{Kind: kit.TextArea, Name: noteField(i), Label: "Toelichting bij punt " + kit.Getal(n), Value: f.Note, Rows: 2, Max: 5000, Optional: true}
	return Section{ID: fmt.Sprintf("punt-%d", n), Questions: []Question{{Field: verdict}, {Field: note}}}
}

func saveChecklist(w http.ResponseWriter, r *page.Request) error {
	id, name := r.PathValue("zaak"), r.PathValue("lijst")
	if err := r.ReadForm(w); err != nil {
		return err
	}
	items, err := typedFindings(r, name)
	if err != nil {
		return err
	}
	res, err := r.Site.App.Do(r.Context(), r.P, id, seenOf(r), casefile.Check{Checklist: name, Items: items})
	switch {
	case err != nil:
		return err
	case res.Conflict:
		return checklist(w, r, items, attempt{since: res.Since})
	case res.Refusal != nil:
		return checklist(w, r, items, attempt{refusal: res.Refusal})
	}
	open := 0
	for _, f := range items {
		if f.Verdict == "" {
			open++
		}
	}
	if open > 0 {
		return r.Done(w, r.To("/zaken/%s/controle/%s", id, name), "Bewaard. Nog "+kit.Meervoud(open, "punt", "punten")+" te beoordelen.")
	}
	return r.Done(w, caseTo(r, id), "Alle punten zijn beoordeeld. Kies nu hoe de zaak verdergaat.")
}

// typedFindings reads the findings on the points that stood on the page.
func typedFindings(r *page.Request, name string) (map[string]casefile.Finding, error) {
	items := map[string]casefile.Finding{}
	err := r.Site.App.See(r.Context(), r.P, r.PathValue("zaak"), "controle", func(c *app.Case) error {
		v := look(r, c)
		list, err := v.checklist(name)
		for i, item := range list.Items {
			if casefile.Holds(v.W, v.S, nil, item.When) {
				items[item.Name] = casefile.Finding{Verdict: r.Value(verdictField(i)), Note: r.Value(noteField(i))}
			}
		}
		return err
	})
	return items, err
}

package cases

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// saveForm records what was typed.
func saveForm(w http.ResponseWriter, r *page.Request) error {
	id := r.PathValue("zaak")
	if err := r.ReadForm(w); err != nil {
		return err
	}
	fields, err := r.Site.App.Fillable(r.Context(), r.P, id, "")
	if err != nil {
		return err
	}
	values := r.Typed(fields)
	res, err := r.Site.App.Do(r.Context(), r.P, id, seenOf(r), casefile.Record{Values: values})
	switch {
	case err != nil:
		return err
	case res.Conflict:
		return form(w, r, attempt{typed: values, since: res.Since})
	case res.Refusal != nil:
		return form(w, r, attempt{typed: values, refusal: res.Refusal})
	}
	return r.Done(w, caseTo(r, id)+"/formulier", "Het formulier is bewaard.")
}

// keepForm keeps what is typed in the form, without recording it.
func keepForm(w http.ResponseWriter, r *page.Request) error {
	return keepAction(w, r, "", app.FormScope)
}

// keepTask keeps what is typed for an action.
func keepTask(w http.ResponseWriter, r *page.Request) error {
	action := r.PathValue("actie")
	return keepAction(w, r, action, app.TaskScope(r.P, action))
}

func keepAction(w http.ResponseWriter, r *page.Request, action, scope string) error {
	return keep(w, r, scope, func() ([]procedure.Field, error) {
		return r.Site.App.Fillable(r.Context(), r.P, r.PathValue("zaak"), action)
	})
}

// keep keeps what is typed in the fields given, under a scope.
func keep(w http.ResponseWriter, r *page.Request, scope string, asked func() ([]procedure.Field, error)) error {
	id := r.PathValue("zaak")
	if err := r.ReadForm(w); err != nil {
		return err
	}
	version, err := strconv.ParseInt(r.Value("versie"), 10, 64)
	if err != nil || version < 0 {
		return page.ErrBadRequest
	}
	fields, err := asked()
	if err != nil {
		return err
	}
	draft, err := r.Site.App.SaveDraft(r.Context(), r.P, id, scope, version, r.Typed(fields))
	if err != nil {
		return err
	}
	w.Header().Set("X-Versie", strconv.FormatInt(draft.Version, 10))
	if draft.Conflict {
		w.WriteHeader(http.StatusConflict)
		return nil
	}
	if len(draft.Problems) > 0 {
		return notKept(w, draft.Problems)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// notKept tells the page which answers were not kept, and why, while somebody is
// still typing.
func notKept(w http.ResponseWriter, problems []casefile.Problem) error {
	type line struct {
		Name string `json:"vraag"`
		Text string `json:"tekst"`
	}
	var lines []line
	for _, p := range problems {
		lines = append(lines, line{p.Name, p.Text})
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(lines)
}

// missing is the panel of what is missing alone, for who has scripts.
func missing(w http.ResponseWriter, r *page.Request) error {
	var m kit.Missing
	err := r.Site.App.See(r.Context(), r.P, r.PathValue("zaak"), "formulier", func(c *app.Case) error {
		if !c.View.Form {
			return app.ErrNotFound
		}
		v := look(r, c)
		draft, version, err := c.FormDraft()
		if err != nil {
			return err
		}
		v.gaps = casefile.Missing(c.W, c.S, draft)
		// A question may have appeared since the page was made: the links load it anew.
		m = typed{v, draft}.panel(v.to("/formulier") + "?versie=" + strconv.FormatInt(version, 10))
		m.Refresh = v.to("/ontbreekt")
		return nil
	})
	if err != nil {
		return err
	}
	return r.Render(w, http.StatusOK, pages, "missing", m)
}

// PrintedForm is the form on paper, for wet signatures.
type PrintedForm struct {
	kit.PrintPage
	Demo       bool
	Facts      []kit.Fact
	Sections   []PrintedSection
	Documents  []PrintedDocument
	Signatures []PrintedSignature
}

// PrintedSection is a part of the form with its answers.
type PrintedSection struct {
	Title   string
	Answers []Answer
}

// PrintedDocument is a document of the dossier with its parts.
type PrintedDocument struct {
	Title string
	Parts []kit.Fact
}

// PrintedSignature is a place to sign.
type PrintedSignature struct{ Title, Text, Name string }

func printForm(w http.ResponseWriter, r *page.Request) error {
	var p PrintedForm
	err := r.Site.App.Print(r.Context(), r.P, r.PathValue("zaak"), "formulier", func(c *app.Case) (err error) {
		p, err = printed(r, c)
		return err
	})
	if err != nil {
		return err
	}
	return r.Render(w, http.StatusOK, pages, "printed-form", p)
}

func printed(r *page.Request, c *app.Case) (PrintedForm, error) {
	if !c.View.Form {
		return PrintedForm{}, app.ErrNotFound
	}
	v := look(r, c)
	draft, _, err := c.FormDraft()
	p := PrintedForm{Demo: r.Site.App.Demo(), Facts: append([]kit.Fact{{Label: "Leerling", Value: c.Pupil.FullName()}, {Label: "Kenmerk", Value: c.S.Started.Number}}, v.headFacts()...)}
	shell := r.Shell("")
	p.PrintPage = kit.PrintPage{Title: c.W.Proc.Title, Subtitle: c.Pupil.FullName(), SWV: c.W.SWV.Title, ThemeURL: shell.ThemeURL,
		By: r.P.Name + ", " + r.P.Title, At: kit.Moment(c.W.Now), Back: v.to("")}
	t := typed{v, draft}
	p.Sections = t.printedSections()
	if c.View.Documents {
		p.Documents = v.printedDocuments()
	}
	p.Signatures = v.places()
	return p, err
}

func (t typed) printedSections() []PrintedSection {
	var all []PrintedSection
	for _, def := range t.v.W.Proc.Sections {
		if !casefile.Holds(t.v.W, t.v.S, t.values, def.When) {
			continue
		}
		s := PrintedSection{Title: def.Title}
		for _, f := range def.Fields {
			if f.Private || !casefile.Holds(t.v.W, t.v.S, t.values, f.When) || t.answer(f.Name) == "" && !t.v.gathers() {
				continue
			}
			s.Answers = append(s.Answers, Answer{f.Question, t.v.read(f, canonical(f, t.answer(f.Name)))})
		}
		if len(s.Answers) > 0 {
			all = append(all, s)
		}
	}
	return all
}

func (v *sight) printedDocuments() []PrintedDocument {
	var all []PrintedDocument
	for _, doc := range v.S.Documents {
		p := PrintedDocument{Title: doc.Title}
		for _, def := range v.W.Proc.Documents {
			if def.Name != doc.Kind {
				continue
			}
			p.Title = def.Title
			for _, part := range def.Parts {
				p.Parts = append(p.Parts, kit.Fact{Label: either(part.Title, part.Name), Value: partText(doc.Parts[part.Name])})
			}
		}
		if !doc.Dated.IsZero() {
			p.Title += ", " + doc.Dated.Dutch()
		}
		all = append(all, p)
	}
	return all
}

func partText(text string) string {
	switch strings.TrimSpace(text) {
	case "":
		return "niet aangevinkt"
	case "ja":
		return "aanwezig"
	}
	return "niet van toepassing: " + text
}

// places are the places to sign: one for each person who must.
func (v *sight) places() []PrintedSignature {
	var all []PrintedSignature
	for _, def := range v.W.Proc.Signings {
		if def.NeedWhen.Given() && !casefile.Holds(v.W, v.S, nil, def.NeedWhen) {
			continue
		}
		role, _ := casefile.FindRole(v.W.Proc, def.By)
		if role.Of != "gezin" {
			all = append(all, PrintedSignature{def.Title, def.Text, ""})
			continue
		}
		for _, c := range v.S.Carers {
			if c.Authority {
				all = append(all, PrintedSignature{def.Title, def.Text, c.Name})
			}
		}
	}
	return all
}

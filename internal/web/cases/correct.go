package cases

import (
	"net/http"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// CorrectPage mends one answer, with a reason (ALL-09).
type CorrectPage struct {
	kit.Shell
	Title kit.Title
	Now   []kit.Fact
	Form  kit.Form
}

func showCorrect(w http.ResponseWriter, r *page.Request) error {
	return correct(w, r, attempt{})
}

func correct(w http.ResponseWriter, r *page.Request, try attempt) error {
	var p CorrectPage
	err := r.Site.App.See(r.Context(), r.P, r.PathValue("zaak"), "formulier", func(c *app.Case) error {
		name := r.PathValue("veld")
		f, ok := casefile.FieldOf(c.W.Proc, name)
		if !ok || !c.View.Form || casefile.HiddenField(c.W, c.S, f) || !casefile.MayCorrect(c.W, c.S, name) {
			return app.ErrNotFound
		}
		v := look(r, c)
		p = v.correctPage(f.Question, page.Read(c, f, c.S.Values[name].Text))
		field := page.Asked(c, f, c.S.Values[name].Text)
		reason := ""
		if try.typed != nil {
			field.Value, reason = try.typed["waarde"], try.typed["reden"]
		}
		field.Name, field.Label, field.Optional = "waarde", "Wat moet het zijn?", false
		p.Form = kit.Form{Action: r.URL.Path, Hidden: v.seen(), Submit: "Herstel dit antwoord", Cancel: &kit.Link{Text: "Niet herstellen", Href: v.to("/formulier")},
			Fields: []kit.Field{field, {Kind: kit.TextArea, Name: "reden", Label: "Waarom herstelt u dit?", Value: reason, Rows: 3, Max: 2000}}}
		if try.since != nil {
			p.Notices = append(p.Notices, page.ConflictNotice(try.since))
		}
		if left := page.Problems(p.Form.Fields, try.refusal); try.refusal != nil && (len(left) > 0 || len(try.refusal.Problems) == 0) {
			p.Notices = append(p.Notices, page.RefusalNotice(try.refusal))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.Render(w, try.status(), pages, "correct-page", p)
}

func (v *sight) correctPage(question, now string) CorrectPage {
	f := v.frame("", "Antwoord herstellen")
	return CorrectPage{Shell: f.Shell, Title: kit.Title{Above: v.Pupil.FullName() + " · " + v.S.Started.Number, Text: "Antwoord herstellen",
		Lead: "Het oude antwoord en uw reden blijven in de geschiedenis staan. Is er al getekend, dan kan die handtekening vervallen."},
		Now: []kit.Fact{{Label: "Vraag", Value: question}, {Label: "Nu staat er", Value: now}}}
}

func saveCorrect(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	id, name := r.PathValue("zaak"), r.PathValue("veld")
	try := attempt{typed: map[string]string{"waarde": r.Value("waarde"), "reden": r.Value("reden")}}
	res, err := r.Site.App.Do(r.Context(), r.P, id, seenOf(r), casefile.Correct{Field: name, Value: try.typed["waarde"], Reason: try.typed["reden"]})
	switch {
	case err != nil:
		return err
	case res.Conflict:
		try.since = res.Since
		return correct(w, r, try)
	case res.Refusal != nil:
		try.refusal = res.Refusal
		return correct(w, r, try)
	}
	return r.Done(w, caseTo(r, id)+"/formulier", "Het antwoord is hersteld. Het oude antwoord staat in de geschiedenis.")
}

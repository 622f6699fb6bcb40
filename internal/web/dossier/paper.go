package dossier

import (
	"net/http"
	"strconv"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/web/cases"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type paperPage struct {
	cases.Frame
	Heading string
	Print   kit.Link
	Blocked *kit.Notice
	Form    *kit.Form
}

func paper(w http.ResponseWriter, r *page.Request) error {
	return showPaper(w, r, http.StatusOK, map[string]string{}, nil, nil)
}

// showPaper shows the form on which the school records a signature that was set
// on paper: whose, on which day, and the sheet itself.
func showPaper(w http.ResponseWriter, r *page.Request, status int, typed map[string]string, refusal *casefile.Refusal, notice []kit.Notice) error {
	var p paperPage
	err := r.Site.App.See(r.Context(), r.P, caseID(r), "handtekening", func(c *app.Case) error {
		def, ok := signingNow(c, r.PathValue("tekening"))
		if !ok || !casefile.MayUpload(c.W, c.S) || c.P.OrgKind == "gezin" {
			return app.ErrNotFound
		}
		p = paperPage{Frame: cases.Around(r, c, "/handtekeningen", "Handtekening op papier"), Heading: "Handtekening op papier: " + def.Title,
			Print: kit.Link{Text: "Druk de aanvraag af om op te tekenen", Href: to(r, "/formulier/afdrukken")}}
		p.Shell.Notices = notice
		waits, err := c.Unrecorded()
		if err != nil {
			return err
		}
		if waits {
			p.Blocked = unsaved(r)
			return nil
		}
		form := paperForm(r, c, def, typed)
		p.Form = &form
		if refusal != nil {
			if left := page.Problems(p.Form.Fields, refusal); len(left) > 0 || len(refusal.Problems) == 0 {
				p.Shell.Notices = append(p.Shell.Notices, page.RefusalNotice(refusal))
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.Render(w, status, pages, "paper", p)
}

func paperForm(r *page.Request, c *app.Case, def procedure.Signing, typed map[string]string) kit.Form {
	digest := casefile.ShownFor(c.W, c.S, def.Name).Digest()
	form := kit.Form{ID: "papier", Action: r.To("/zaken/%s/handtekeningen/%s/papier", c.S.ID, def.Name), Upload: true, Submit: "Leg vast",
		Cancel: &kit.Link{Text: "Terug naar de handtekeningen", Href: to(r, "/handtekeningen")},
		Hidden: []kit.Hidden{{Name: "gezien", Value: strconv.FormatInt(c.S.Seq, 10)}, {Name: "getoond", Value: either(typed["getoond"], digest)}}}
	role, _ := casefile.FindRole(c.W.Proc, def.By)
	if role.Of == "gezin" {
		who := kit.Field{Kind: kit.Radios, Name: "ouder", Label: "Wie tekende?", Value: typed["ouder"]}
		for _, s := range waiting(c, def) {
			who.Options = append(who.Options, kit.Option{Value: s.id, Label: s.name, Hint: s.function})
		}
		form.Fields = append(form.Fields, who)
	} else {
		form.Fields = append(form.Fields, kit.Field{Name: "naam", Label: "Wie tekende?", Hint: "De naam die onder de handtekening staat.", Value: typed["naam"], Max: 200})
	}
	form.Fields = append(form.Fields,
		kit.Field{Kind: kit.DateField, Name: "papier", Label: "Welke datum staat onder de handtekening?", Value: typed["papier"]},
		kit.Field{Kind: kit.Checkbox, Name: "zelfde", Label: "Op het papier staat dezelfde aanvraag als die nu in Passend staat.", Value: typed["zelfde"]},
		kit.Field{Kind: kit.FileField, Name: "bestand", Label: "De scan of foto van het getekende papier", Accept: formats, MaxBytes: app.MaxDocument,
			Hint: "Een PDF of een foto, ten hoogste 25 MB. Bewaar het papier zelf ook. U legt vast dat u, " + c.P.Name + ", het ontving."})
	return form
}

func signOnPaper(w http.ResponseWriter, r *page.Request) error {
	s, err := receive(w, r)
	if err != nil {
		return err
	}
	c, refusal := s.paperSign(r.PathValue("tekening"))
	if refusal == nil && s.Large {
		refusal = problem("bestand", tooLarge)
	}
	if refusal != nil {
		return refusePaper(w, r, &s, refusal)
	}
	res, err := r.Site.App.SignOnPaper(r.Context(), r.P, caseID(r), s.seen(), c, s.File)
	switch {
	case err != nil:
		return err
	case res.Refusal != nil:
		return refusePaper(w, r, &s, res.Refusal)
	case res.Conflict:
		s.rest(w)
		typed := s.typed()
		delete(typed, "getoond")
		return showPaper(w, r, http.StatusConflict, typed, nil, []kit.Notice{page.ConflictNotice(res.Since)})
	}
	return r.Done(w, to(r, "/handtekeningen"), "De handtekening op papier is vastgelegd.")
}

func refusePaper(w http.ResponseWriter, r *page.Request, s *sending, refusal *casefile.Refusal) error {
	s.rest(w)
	status := http.StatusUnprocessableEntity
	if s.Large {
		status = http.StatusRequestEntityTooLarge
	}
	typed := s.typed()
	if len(refusal.Problems) == 0 {
		// What was shown changed; the next try rests on what is shown now.
		delete(typed, "getoond")
	}
	err := showPaper(w, r, status, typed, refusal, nil)
	if err != app.ErrNotFound {
		return err
	}
	return r.Done(w, to(r, "/handtekeningen"), refusal.Rule+" "+refusal.Help)
}

// paperSign reads what was typed about a signature on paper.
func (s *sending) paperSign(signing string) (casefile.Sign, *casefile.Refusal) {
	c := casefile.Sign{Signing: signing, Shown: s.Value("getoond"), Carer: s.Value("ouder"), Name: s.Value("naam")}
	r := &casefile.Refusal{Rule: "Controleer wat u invulde over de handtekening op papier."}
	say := func(field, text string) {
		if text != "" {
			r.Problems = append(r.Problems, casefile.Problem{Kind: "veld", Name: field, Text: text})
		}
	}
	day, text := readDay(s.Value("papier"))
	if text == "" && day.IsZero() {
		text = "Vul de datum in die onder de handtekening staat."
	}
	say("papier", text)
	c.Paper = day
	if s.Value("zelfde") != "ja" {
		say("zelfde", "Vergelijk het papier met de aanvraag. Is die veranderd, laat dan opnieuw tekenen.")
	}
	if s.File == nil {
		say("bestand", "Voeg een scan of foto van het getekende papier toe.")
	}
	if len(r.Problems) > 0 {
		return c, r
	}
	return c, nil
}

package batch

import (
	"net/http"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/exchange"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type formPage struct {
	kit.Shell
	Title kit.Title
	Form  kit.Form
}

// mendForm shows a faulty row as it was typed, with what is wrong beside it.
func mendForm(w http.ResponseWriter, r *page.Request) error {
	v, err := r.Site.App.Batch(r.Context(), r.P, r.PathValue("reeks"))
	if err != nil {
		return err
	}
	i := slices.IndexFunc(v.Faulty, func(f app.FaultyRow) bool { return f.ID == r.PathValue("regel") })
	if i < 0 {
		return app.ErrNotFound
	}
	f := v.Faulty[i]
	p := formPage{Shell: r.Shell("Regel herstellen", kit.Link{Text: "Aanleveren", Href: r.To("/aanleveren")}, kit.Link{Text: v.Proc.Title, Href: r.To("/aanleveren/reeks/%s", v.ID)}, kit.Link{Text: "Regel herstellen"}),
		Title: kit.Title{Text: "Regel " + kit.Getal(f.Line) + " herstellen", Lead: "Verbeter wat er niet klopt. Daarna gaat deze leerling verder met de rest."}}
	p.Form = kit.Form{Action: r.To("/aanleveren/reeks/%s/regel/%s", v.ID, f.ID), Submit: "Herstel deze regel", Cancel: &kit.Link{Text: "Terug", Href: r.To("/aanleveren/reeks/%s", v.ID)},
		Others: []kit.SubmitButton{{Label: "Haal deze regel weg", Name: "weg", Value: "ja"}}}
	for _, c := range app.BatchFormat(v.Proc).Columns {
		p.Form.Fields = append(p.Form.Fields, cellField(c, f))
	}
	if f.Known {
		p.Form.Fields = append([]kit.Field{{Kind: kit.Checkbox, Name: "zeker", Label: "Dit is een andere leerling dan die wij al kennen", Optional: true}}, p.Form.Fields...)
	}
	for _, x := range f.Faults {
		if x.Column == "" {
			p.Notices = append(p.Notices, kit.Notice{Tone: kit.Bad, Title: x.What, Text: x.Mend})
		}
	}
	status := http.StatusOK
	return r.Render(w, status, pages, "regel", p)
}

func cellField(c exchange.Column, f app.FaultyRow) kit.Field {
	k := kit.Field{Name: "cel-" + c.Key, Label: c.Heading, Hint: c.Help, Value: f.Values[c.Key], Optional: !c.Required, Max: 20000}
	switch c.Kind {
	case exchange.Date:
		k.Kind, k.Value = kit.DateField, page.TypedDay(k.Value)
	case exchange.YesNo:
		k.Kind = kit.YesNo
	case exchange.Choice:
		k.Kind = kit.Select
		for _, choice := range c.Choices {
			k.Options = append(k.Options, kit.Option{Value: choice, Label: app.Capital(choice)})
		}
	}
	for _, x := range f.Faults {
		if x.Key == c.Key && k.Error == "" {
			k.Error = strings.TrimSpace(x.What + " " + x.Mend)
		}
	}
	return k
}

func mend(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	id, row := r.PathValue("reeks"), r.PathValue("regel")
	to := r.To("/aanleveren/reeks/%s", id)
	if r.Value("weg") == "ja" {
		if err := r.Site.App.DropRow(r.Context(), r.P, id, row); err != nil {
			return err
		}
		return r.Done(w, to, "De regel is weggehaald.")
	}
	typed := map[string]string{}
	for name := range r.PostForm {
		if key, ok := strings.CutPrefix(name, "cel-"); ok {
			typed[key] = r.Value(name)
		}
	}
	done, err := r.Site.App.MendRow(r.Context(), r.P, id, row, typed, r.Value("zeker") == "ja")
	switch {
	case err != nil:
		return err
	case done.What == app.RowFaulty:
		return r.Done(w, to, "Er klopt nog iets niet in deze regel. Wat u invulde, is bewaard: "+done.Faults[0].What+" "+done.Faults[0].Mend)
	}
	return r.Done(w, to, "De regel is hersteld.")
}

// fillForm asks of one pupil what is still missing, and the explanation of who
// applies where the criteria speak against each other.
func fillForm(w http.ResponseWriter, r *page.Request) error {
	return showFill(w, r, http.StatusOK, nil)
}

func showFill(w http.ResponseWriter, r *page.Request, status int, refusal *casefile.Refusal) error {
	id := r.PathValue("zaak")
	p := formPage{Shell: r.Shell("Aanvullen", kit.Link{Text: "Aanleveren", Href: r.To("/aanleveren")}, kit.Link{Text: "Aanvullen"})}
	err := r.Site.App.See(r.Context(), r.P, id, "formulier", func(c *app.Case) error {
		fields := toFill(c)
		if c.W.Proc.Intake == nil || len(casefile.Editable(c.W, c.S)) == 0 {
			return app.ErrNotFound
		}
		p.Title = kit.Title{Text: c.Pupil.FullName(), Lead: "Vul aan wat nog nodig is."}
		p.Title.More = []kit.Action{{Label: "Hele aanvraag", Href: r.To("/zaken/%s/formulier", id), Weight: kit.Subtle}, {Label: "Bijlagen", Href: r.To("/zaken/%s/documenten", id), Weight: kit.Subtle}}
		p.Form = kit.Form{Action: r.To("/aanleveren/leerling/%s", id), Submit: "Bewaar", Cancel: &kit.Link{Text: "Terug", Href: r.To("/aanleveren")}}
		for _, f := range fields {
			value := c.S.Values[f.Name].Text
			if r.PostForm.Has(f.Name) {
				value = r.Value(f.Name)
			}
			p.Form.Fields = append(p.Form.Fields, page.Asked(c, f, value))
		}
		if len(fields) == 0 {
			p.Title.Lead = "Er is niets meer aan te vullen."
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, x := range page.FieldErrors(&p.Form, refusal) {
		p.Notices = append(p.Notices, kit.Notice{Tone: kit.Bad, Title: x.Text})
	}
	return r.Render(w, status, pages, "regel", p)
}

// toFill are the questions that are asked on this page.
func toFill(c *app.Case) []procedure.Field {
	in := c.W.Proc.Intake
	if in == nil {
		return nil
	}
	want := map[string]bool{}
	for _, m := range casefile.MissingOf(c.W, c.S, nil, "veld") {
		want[m.Name] = true
	}
	if in.Contrary.Given() && casefile.Holds(c.W, c.S, nil, in.Contrary) {
		for _, name := range in.Explain {
			want[name] = true
		}
	}
	var fields []procedure.Field
	for _, name := range casefile.Editable(c.W, c.S) {
		if f, ok := casefile.FieldOf(c.W.Proc, name); ok && want[name] {
			fields = append(fields, f)
		}
	}
	return fields
}

func fill(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	id := r.PathValue("zaak")
	values := map[string]string{}
	err := r.Site.App.See(r.Context(), r.P, id, "formulier", func(c *app.Case) error {
		values = r.Typed(toFill(c))
		return nil
	})
	if err != nil {
		return err
	}
	res, err := r.Site.App.Do(r.Context(), r.P, id, 0, casefile.Record{Values: values})
	switch {
	case err != nil:
		return err
	case res.Refusal != nil:
		return showFill(w, r, http.StatusUnprocessableEntity, res.Refusal)
	}
	to, err := r.Site.App.BatchOfCase(r.Context(), r.P, id)
	if err != nil {
		return r.Done(w, r.To("/aanleveren"), "Bewaard.")
	}
	return r.Done(w, r.To("/aanleveren/reeks/%s", to), "Bewaard.")
}

package transfer

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
	"passend/internal/web/pupils"
)

// formOf asks what is taken over.
func formOf(r *page.Request, f app.OSOFile, in app.OSOChoice) kit.Form {
	to := r.To("/oso/bestand/%s", f.ID)
	form := kit.Form{Action: to, Submit: "Begin de zaak", Others: []kit.SubmitButton{{Label: "Gooi het bestand weg", Action: to + "/weg"}}}
	if f.Begun != "" {
		form.Submit, form.Others = "Ga verder met de documenten", nil
		return form
	}
	form.Sections = append(form.Sections, whoIs(r, f, in)...)
	if s := shapeOf(f, in); s != nil {
		form.Sections = append(form.Sections, *s)
	}
	for i, o := range f.Offers {
		form.Sections = append(form.Sections, offered(i, o, in))
	}
	if f.Begin.Refusal != nil {
		form.Submit = "Probeer het opnieuw"
	}
	return form
}

// whoIs says which pupil it is, or asks what is needed to add one.
func whoIs(r *page.Request, f app.OSOFile, in app.OSOChoice) []kit.Section {
	if f.Pupil != nil {
		return []kit.Section{{ID: "leerling", Title: "De leerling", Fields: []kit.Field{{Kind: kit.ShownField, Name: "bekend", Label: "Deze leerling kent u al",
			Value: f.Pupil.FullName() + "\nWat van de leerling en de ouders bekend is, blijft zoals het is."}}}}
	}
	s := kit.Section{ID: "leerling", Title: "De leerling", Intro: "Deze leerling kennen wij nog niet. De gegevens komen uit het bestand; kijk ze na."}
	if f.Doubles != nil && len(f.Doubles.Own) > 0 {
		s.Fields = append(s.Fields, sameAs(f, in))
	}
	v := in.Input.Values
	s.Fields = append(s.Fields,
		kit.Field{Name: "voornaam", Label: "Voornaam", Hint: "In het bestand: " + f.Dossier.Pupil.First, Value: v["voornaam"], Max: 400},
		kit.Field{Kind: kit.ShownField, Name: "naam", Label: "Achternaam en geboortedatum", Value: strings.TrimSpace(v["voorvoegsel"]+" "+v["achternaam"]) + ", " + kit.Dag(f.Dossier.Pupil.Birth)},
		kit.Field{Kind: kit.Select, Name: "schoolsoort", Label: "Soort school", Value: v["schoolsoort"], Options: pupils.SchoolTypes(r.SWV.Sector)},
		kit.Field{Kind: kit.Select, Name: "groep", Label: "Groep of leerjaar", Value: v["groep"], Options: pupils.Groups(r.SWV.Sector), Nothing: "Geen groep", Optional: true})
	all := []kit.Section{s}
	for i, c := range in.Input.Carers {
		all = append(all, carer(i, c))
	}
	return all
}

func sameAs(f app.OSOFile, in app.OSOChoice) kit.Field {
	k := kit.Field{Kind: kit.Radios, Name: "leerling", Label: "Kennen wij deze leerling al?", Hint: "Er is iemand met dezelfde geboortedatum en dezelfde naam of hetzelfde nummer.", Value: in.Pupil}
	for _, p := range f.Doubles.Own {
		k.Options = append(k.Options, kit.Option{Value: p.ID, Label: "Ja, dit is " + p.FullName(), Hint: strings.Trim("Leerlingnummer "+p.Number+", "+p.OrgName, ", ")})
	}
	k.Options = append(k.Options, kit.Option{Value: app.NewPupil, Label: "Nee, dit is een andere leerling"})
	return k
}

func carer(i int, c app.CarerInput) kit.Section {
	name := func(field string) string { return app.CarerField(i, field) }
	v := c.Values
	where := strings.Trim(v["adres"]+", "+v["postcode"]+" "+v["plaats"], ", ")
	if v["geheim"] == "ja" {
		where = "Adres is geheim"
	}
	take := "ja"
	if v["weg"] == "ja" {
		take = ""
	}
	relation := kit.Field{Kind: kit.Select, Name: name("relatie"), Label: "Wat is deze persoon van de leerling?", Value: v["relatie"]}
	for _, rel := range pupils.Relations {
		relation.Options = append(relation.Options, kit.Option{Value: rel, Label: page.Capital(rel)})
	}
	return kit.Section{ID: fmt.Sprintf("verzorger-%d", i+1), Title: fmt.Sprintf("Ouder of verzorger %d", i+1), Fields: []kit.Field{
		{Kind: kit.ShownField, Name: name("naam"), Label: "In het bestand", Value: strings.Join(slices.DeleteFunc([]string{v["naam"], where, v["email"], v["telefoon"]}, func(t string) bool { return t == "" }), "\n")},
		{Kind: kit.Checkbox, Name: name("mee"), Label: "Neem deze persoon over", Value: take},
		relation,
		{Kind: kit.YesNo, Name: name("gezag"), Label: "Heeft deze persoon het gezag?", Hint: "Het bestand zegt alleen wie wettelijk vertegenwoordiger is. Kijk na of dat klopt.", Value: v["gezag"]},
	}}
}

// shapeOf asks for the shape of the case, when there is a choice.
func shapeOf(f app.OSOFile, in app.OSOChoice) *kit.Section {
	if len(f.Begin.Variants) == 0 {
		return nil
	}
	k := kit.Field{Kind: kit.Radios, Name: "variant", Label: "Welke aanvraag past?", Value: in.Variant}
	for _, v := range f.Begin.Variants {
		if v.Refusal == nil {
			k.Options = append(k.Options, kit.Option{Value: v.Name, Label: v.Title, Hint: v.Help})
		}
	}
	switch len(k.Options) {
	case 0:
		return nil
	case 1:
		k.Value = k.Options[0].Value
	}
	return &kit.Section{ID: "soort", Title: "De aanvraag", Fields: []kit.Field{k}}
}

// offered asks of one block what is taken over.
func offered(i int, o app.OSOOffer, in app.OSOChoice) kit.Section {
	s := kit.Section{ID: fmt.Sprintf("blok-%d", i+1), Title: o.Title}
	if o.Health {
		s.Intro = "Dit zegt iets over de gezondheid van de leerling. Neem het alleen over als het nodig is."
	}
	if len(o.Lines) > 0 {
		s.Fields = append(s.Fields, kit.Field{Kind: kit.ShownField, Name: fmt.Sprintf("inhoud %d", i+1), Label: "In het bestand", Value: strings.Join(o.Lines, "\n")})
	}
	s.Fields = append(s.Fields, slices.Concat(answers(i, o, in), papers(i, o, in))...)
	return s
}

func answers(i int, o app.OSOOffer, in app.OSOChoice) (fields []kit.Field) {
	var good []string
	for n, a := range o.Answers {
		if a.Wrong != "" {
			fields = append(fields, kit.Field{Kind: kit.ShownField, Name: fmt.Sprintf("past niet %d %d", i+1, n), Label: a.Field.Question, Value: "Kan niet worden overgenomen. " + a.Wrong})
			continue
		}
		good = append(good, a.Field.Question+" "+page.Read(nil, a.Field, a.Value))
	}
	if len(good) == 0 {
		return fields
	}
	return append(fields, kit.Field{Kind: kit.Checkboxes, Name: "blok", ID: fmt.Sprintf("antwoorden-%d", i+1), Label: "Antwoorden in het formulier", Values: in.Blocks,
		Options: []kit.Option{{Value: o.Path, Label: "Neem over", Hint: strings.Join(good, " · ")}}})
}

func papers(i int, o app.OSOOffer, in app.OSOChoice) (fields []kit.Field) {
	k := kit.Field{Kind: kit.Checkboxes, Name: "document", ID: fmt.Sprintf("documenten-%d", i+1), Label: "Documenten", Values: in.Documents}
	for n, p := range o.Papers {
		if p.Fault != nil {
			fields = append(fields, kit.Field{Kind: kit.ShownField, Name: fmt.Sprintf("stuk %d %d", i+1, n), Label: p.Title(), Value: "Kan niet worden overgenomen. " + p.Fault.Text()})
			continue
		}
		hint := p.Name + ". Wordt: " + p.Kind.Title + "."
		if !p.Kind.Many {
			hint += " Daarvan kan er één zijn."
		}
		k.Options = append(k.Options, kit.Option{Value: p.Path, Label: p.Title(), Hint: hint})
	}
	if len(k.Options) == 0 {
		return fields
	}
	return append([]kit.Field{k}, fields...)
}

// chosen reads what was posted, on top of what the file says.
func chosen(r *page.Request, f app.OSOFile) app.OSOChoice {
	in := app.OSOChoice{Variant: r.Value("variant"), Pupil: r.Value("leerling"), Blocks: r.PostForm["blok"], Documents: r.PostForm["document"], Input: app.OSOInput(f.Dossier)}
	for _, name := range []string{"voornaam", "schoolsoort", "groep"} {
		if r.PostForm.Has(name) {
			in.Input.Values[name] = r.Value(name)
		}
	}
	for i, c := range in.Input.Carers {
		for _, name := range []string{"relatie", "gezag"} {
			if field := app.CarerField(i, name); r.PostForm.Has(field) {
				c.Values[name] = r.Value(field)
			}
		}
		if r.Value(app.CarerField(i, "mee")) != "ja" {
			c.Values["weg"] = "ja"
		}
	}
	return in
}

func take(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	id := r.PathValue("bestand")
	f, err := r.Site.App.OSOFileOf(r.Context(), r.P, id)
	if err != nil {
		return err
	}
	var in app.OSOChoice
	if f.Dossier != nil {
		in = chosen(r, f)
	}
	res, done, err := r.Site.App.TakeOSO(r.Context(), r.P, id, in)
	switch {
	case err != nil:
		return err
	case res.Refusal != nil:
		return showFile(w, r, f, in, res.Refusal)
	case len(done.Left) > 0:
		return r.Done(w, r.To("/oso/bestand/%s", id), "")
	}
	return r.Done(w, r.To("/zaken/%s", done.Case), takenText(done))
}

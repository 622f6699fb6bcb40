package pupils

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// ownFields are the names of the fields about the pupil.
var ownFields = []string{"voornaam", "voorvoegsel", "achternaam", "geboortedatum", "school", "ingeschreven", "schoolsoort", "groep", "nummer"}

// carerFields are the names of the fields about one carer.
var carerFields = []string{"naam", "relatie", "gezag", "adres", "postcode", "plaats", "geheim", "email", "telefoon", "elektronisch", "sinds", "weg"}

// mostCarers is how many carers a form holds.
const mostCarers = 8

// typed reads what was posted about a pupil.
func typed(r *page.Request) app.PupilInput {
	in := app.PupilInput{Values: map[string]string{}}
	for _, name := range ownFields {
		in.Values[name] = r.Value(name)
	}
	n, err := strconv.Atoi(r.Value("verzorgers"))
	if err != nil {
		n = 0
	}
	for i := range min(max(n, 0), mostCarers) {
		c := app.CarerInput{ID: r.Value(app.CarerField(i, "id")), Values: map[string]string{}}
		for _, name := range carerFields {
			c.Values[name] = r.Value(app.CarerField(i, name))
		}
		in.Carers = append(in.Carers, c)
	}
	return in
}

// known is what is known of a pupil, as it would have been typed. A secret
// address is not shown again.
func known(v app.PupilView) app.PupilInput {
	prefix, main := v.NameParts()
	in := app.PupilInput{Values: map[string]string{"voornaam": v.FirstName, "voorvoegsel": prefix, "achternaam": main, "geboortedatum": page.TypedDay(v.Birth),
		"ingeschreven": yesNo(v.Enrolled), "schoolsoort": v.SchoolType, "nummer": v.Number}}
	if v.Group >= 0 {
		in.Values["groep"] = strconv.Itoa(v.Group)
	}
	for _, c := range v.Carers {
		values := map[string]string{"naam": c.Name, "relatie": c.Relation, "gezag": yesNo(c.Authority), "email": c.Email, "telefoon": c.Phone}
		if c.Secret {
			values["geheim"] = "ja"
		}
		if !c.Secret || v.Secret {
			values["adres"], values["postcode"], values["plaats"] = c.Address, c.Postcode, c.Place
		}
		if c.Electronic {
			values["elektronisch"], values["sinds"] = "ja", page.TypedDay(c.Since)
		}
		in.Carers = append(in.Carers, app.CarerInput{ID: c.ID, Values: values})
	}
	return in
}

func yesNo(yes bool) string {
	if yes {
		return "ja"
	}
	return "nee"
}

// asking is a form about a pupil in the making.
type asking struct {
	r    *page.Request
	in   app.PupilInput
	orgs []app.OrgRow // to choose from; none when the school is settled
	born bool         // the pupil is known already
}

func (a asking) form(action, submit, back string) kit.Form {
	f := kit.Form{Action: action, Submit: submit, Cancel: &kit.Link{Text: "Annuleren", Href: back},
		Hidden:   []kit.Hidden{{Name: "verzorgers", Value: strconv.Itoa(len(a.in.Carers))}},
		Sections: []kit.Section{{ID: "leerling", Title: "De leerling", Fields: a.pupil()}, {ID: "school", Title: "School", Fields: a.school()}}}
	for i, c := range a.in.Carers {
		f.Hidden = append(f.Hidden, kit.Hidden{Name: app.CarerField(i, "id"), Value: c.ID})
		f.Sections = append(f.Sections, a.carer(i, c))
	}
	if len(a.in.Carers) < mostCarers {
		f.Others = []kit.SubmitButton{{Label: "Nog een ouder of verzorger", Name: "meer", Value: "ja"}}
	}
	return f
}

func (a asking) value(name string) string { return a.in.Values[name] }

func (a asking) pupil() []kit.Field {
	return []kit.Field{
		{Name: "voornaam", Label: "Voornaam", Value: a.value("voornaam"), Max: 400},
		{Name: "voorvoegsel", Label: "Voorvoegsel", Hint: "Bijvoorbeeld van, de of van der", Value: a.value("voorvoegsel"), Short: true, Optional: true, Max: 60},
		{Name: "achternaam", Label: "Achternaam", Hint: "Zonder voorvoegsel. Op dit deel staat de leerling in lijsten.", Value: a.value("achternaam"), Max: 400},
		{Kind: kit.DateField, Name: "geboortedatum", Label: "Geboortedatum", Value: a.value("geboortedatum")},
	}
}

func (a asking) school() []kit.Field {
	var fields []kit.Field
	if len(a.orgs) > 0 {
		fields = append(fields, kit.Field{Kind: kit.Select, Name: "school", Label: "School of voorschool", Hint: "Kies bij een jong kind de voorschool, of niets als er nog geen is.",
			Value: a.value("school"), Options: orgOptions(a.orgs), Nothing: "Kies een school"})
	}
	fields = append(fields, kit.Field{Kind: kit.YesNo, Name: "ingeschreven", Label: "Is de leerling ingeschreven op een school?", Hint: "Kies nee als het kind nog op een voorschool of thuis is.", Value: a.value("ingeschreven")},
		kit.Field{Kind: kit.Select, Name: "schoolsoort", Label: "Soort school", Hint: "Alleen als de leerling is ingeschreven.", Value: a.value("schoolsoort"), Options: SchoolTypes(a.r.SWV.Sector), Optional: true},
		kit.Field{Kind: kit.Select, Name: "groep", Label: "Groep of leerjaar", Value: a.value("groep"), Options: Groups(a.r.SWV.Sector), Nothing: "Geen groep", Optional: true},
		kit.Field{Name: "nummer", Label: "Leerlingnummer van de school", Hint: "Het nummer in uw eigen leerlingvolgsysteem. Gebruik nooit het burgerservicenummer (BSN).", Value: a.value("nummer"), Optional: true, Max: 60})
	return fields
}

func orgOptions(orgs []app.OrgRow) (options []kit.Option) {
	for _, o := range orgs {
		hint := o.Place
		if o.Kind == "voorschool" {
			hint = strings.TrimPrefix(hint+", voorschool", ", ")
		}
		options = append(options, kit.Option{Value: o.ID, Label: o.Name, Hint: hint})
	}
	return options
}

// SchoolTypes are the kinds of school to choose from in a sector.
func SchoolTypes(sector string) (options []kit.Option) {
	for _, s := range app.SchoolTypes(sector) {
		options = append(options, kit.Option{Value: s, Label: app.SchoolTypeText(s)})
	}
	return options
}

// Groups are the groups to choose from in a sector.
func Groups(sector string) (options []kit.Option) {
	most := 8
	if sector == "vo" {
		most = 6
	}
	for g := range most {
		label := fmt.Sprintf("Groep %d", g+1)
		if sector == "vo" || sector == "povo" && g < 6 {
			label = fmt.Sprintf("Leerjaar %d", g+1)
			if sector == "povo" {
				label = fmt.Sprintf("Groep of leerjaar %d", g+1)
			}
		}
		options = append(options, kit.Option{Value: strconv.Itoa(g + 1), Label: label})
	}
	return options
}

// Relations are what a carer can be of a pupil.
var Relations = []string{"moeder", "vader", "ouder", "voogd", "pleegouder", "grootouder", "andere verzorger", casefile.OwnRelation}

func (a asking) carer(i int, c app.CarerInput) kit.Section {
	name := func(field string) string { return app.CarerField(i, field) }
	relation := []kit.Option{}
	for _, rel := range Relations {
		relation = append(relation, kit.Option{Value: rel, Label: page.Capital(rel)})
	}
	if v := c.Values["relatie"]; v != "" && !slices.Contains(Relations, v) {
		relation = append(relation, kit.Option{Value: v, Label: page.Capital(v)})
	}
	s := kit.Section{ID: fmt.Sprintf("verzorger-%d", i+1), Title: fmt.Sprintf("Ouder of verzorger %d", i+1), Fields: []kit.Field{
		{Name: name("naam"), Label: "Naam", Value: c.Values["naam"], Max: 400},
		{Kind: kit.Select, Name: name("relatie"), Label: "Wat is deze persoon van de leerling?", Value: c.Values["relatie"], Options: relation},
		{Kind: kit.YesNo, Name: name("gezag"), Label: "Heeft deze persoon het gezag?", Hint: "Wie gezag heeft, krijgt de besluiten en tekent mee.", Value: c.Values["gezag"]},
		{Name: name("adres"), Label: "Straat en huisnummer", Value: c.Values["adres"], Optional: true, Max: 250},
		{Name: name("postcode"), Label: "Postcode", Value: c.Values["postcode"], Short: true, Optional: true, Max: 20},
		{Name: name("plaats"), Label: "Plaats", Value: c.Values["plaats"], Optional: true, Max: 250},
		{Kind: kit.Checkbox, Name: name("geheim"), Label: "Dit adres is geheim: alleen wie de post verstuurt, ziet het", Value: c.Values["geheim"]},
		{Kind: kit.EmailField, Name: name("email"), Label: "E-mailadres", Value: c.Values["email"], Optional: true, Max: 250},
		{Kind: kit.PhoneField, Name: name("telefoon"), Label: "Telefoonnummer", Value: c.Values["telefoon"], Optional: true, Max: 40},
		{Kind: kit.Checkbox, Name: name("elektronisch"), Label: "Deze persoon heeft zelf gezegd dat besluiten ook digitaal mogen komen", Value: c.Values["elektronisch"]},
		{Kind: kit.DateField, Name: name("sinds"), Label: "Op welke dag is dat gezegd?", Hint: "Alleen invullen als u het vakje hierboven aankruist: dd-mm-jjjj", Value: c.Values["sinds"], Optional: true},
	}}
	if c.ID == "" && i > 0 {
		s.Intro = "Vul dit alleen in als er nog iemand is die voor de leerling zorgt."
	}
	if c.ID != "" {
		if c.Values["geheim"] == "ja" && c.Values["adres"] == "" {
			s.Fields[3].Hint = "Het geheime adres is bewaard en wordt hier niet getoond. Vul het alleen in als het verandert."
		}
		s.Fields = append(s.Fields, kit.Field{Kind: kit.Checkbox, Name: name("weg"), Label: "Haal deze persoon weg bij de leerling", Value: c.Values["weg"]})
	}
	return s
}

// more adds room for another carer.
func more(in app.PupilInput) app.PupilInput {
	if len(in.Carers) < mostCarers {
		in.Carers = append(in.Carers, app.CarerInput{Values: map[string]string{}})
	}
	return in
}

// hidden carries everything that was typed to the next page.
func hidden(in app.PupilInput) []kit.Hidden {
	all := []kit.Hidden{{Name: "verzorgers", Value: strconv.Itoa(len(in.Carers))}}
	for _, name := range ownFields {
		all = append(all, kit.Hidden{Name: name, Value: in.Values[name]})
	}
	for i, c := range in.Carers {
		for _, name := range carerFields {
			if v := c.Values[name]; v != "" {
				all = append(all, kit.Hidden{Name: app.CarerField(i, name), Value: v})
			}
		}
	}
	return all
}

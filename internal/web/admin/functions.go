package admin

import (
	"net/http"
	"slices"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// placeFields ask which function somebody gets, where and from when until when.
func placeFields(r *page.Request, in app.FunctionInput, orgs []app.OrgRow) []kit.Field {
	fields := []kit.Field{
		{Kind: kit.Select, Name: "functie", Label: "Functie", Value: in.Function, Options: functionOptions(r)},
		{Kind: kit.Select, Name: "organisatie", Label: "School, bestuur of voorschool", Value: in.Org, Options: orgOptions(orgs, app.OrgKinds...), Optional: true,
			Hint: "Alleen voor een functie op een school, bij een bestuur of bij een voorschool.", Nothing: "Het samenwerkingsverband zelf"},
	}
	if len(r.SWV.Regions) > 0 && slices.ContainsFunc(app.InvitableFunctions(r.SWV), app.AsksRegion) {
		options := append([]kit.Option{{Value: "alle", Label: "Alle regio’s"}}, regionOptions(r)...)
		fields = append(fields, kit.Field{Kind: kit.Select, Name: "regio", Label: "Regio", Value: in.Region, Options: options, Optional: true,
			Hint: "Alleen voor een functie van het samenwerkingsverband die per regio is.", Nothing: "Niet van toepassing"})
	}
	if len(r.SWV.Professions) > 0 {
		fields = append(fields, kit.Field{Kind: kit.Select, Name: "beroep", Label: "Beroep", Value: in.Profession, Options: plainOptions(r.SWV.Professions), Optional: true,
			Hint: "Voor deskundigen: het beroep bepaalt in welke zaken iemand kan adviseren.", Nothing: "Niet van toepassing"})
	}
	return append(fields,
		kit.Field{Kind: kit.DateField, Name: "van", Label: "Eerste dag", Value: in.From, Optional: true, Hint: "Leeg is vandaag. Schrijf dag, maand en jaar: dd-mm-jjjj"},
		kit.Field{Kind: kit.DateField, Name: "tot", Label: "Laatste dag", Value: in.Until, Optional: true, Hint: "Voor een vervanger, of voor wie weggaat: dd-mm-jjjj"})
}

func regionOptions(r *page.Request) (options []kit.Option) {
	for _, reg := range r.SWV.Regions {
		options = append(options, kit.Option{Value: reg.Name, Label: app.RegionTitle(r.SWV, reg.Name)})
	}
	return options
}

func plainOptions(values []string) (options []kit.Option) {
	for _, v := range values {
		options = append(options, kit.Option{Value: v, Label: page.Capital(v)})
	}
	return options
}

func typedPlace(r *page.Request) app.FunctionInput {
	return app.FunctionInput{Function: r.Value("functie"), Org: r.Value("organisatie"), Region: r.Value("regio"), Profession: r.Value("beroep"),
		From: r.Value("van"), Until: r.Value("tot")}
}

func addFunctionForm(w http.ResponseWriter, r *page.Request) error {
	p, err := functionPage(r, app.FunctionInput{})
	if err != nil {
		return err
	}
	return answered(w, r, p, nil)
}

func functionPage(r *page.Request, in app.FunctionInput) (formPage, error) {
	v, err := r.Site.App.Person(r.Context(), r.P, r.PathValue("account"))
	if err != nil {
		return formPage{}, err
	}
	orgs, err := r.Site.App.Orgs(r.Context(), r.P, "")
	return formPage{Shell: shell(r, "Functie toevoegen", kit.Link{Text: "Mensen", Href: r.To("/beheer/mensen")}, kit.Link{Text: v.Name, Href: r.To("/beheer/mensen/%s", v.Account)}, kit.Link{Text: "Functie toevoegen"}),
		Title: kit.Title{Above: v.Name, Text: "Voeg een functie toe", Lead: "Wie meer functies heeft, kiest na het inloggen met welke functie hij of zij werkt."},
		Form: kit.Form{Action: r.To("/beheer/mensen/%s/functie", v.Account), Fields: placeFields(r, in, orgs), Submit: "Voeg toe",
			Cancel: &kit.Link{Text: "Terug", Href: r.To("/beheer/mensen/%s", v.Account)}}}, err
}

func addFunction(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	account, in := r.PathValue("account"), typedPlace(r)
	res, err := r.Site.App.AddFunction(r.Context(), r.P, r.Site.Inviter, account, in)
	if err != nil {
		return err
	}
	if res.Refusal == nil {
		return r.Done(w, r.To("/beheer/mensen/%s", account), "De functie is toegevoegd en geldt meteen na de eerste dag.")
	}
	p, err := functionPage(r, in)
	if err != nil {
		return err
	}
	return answered(w, r, p, res.Refusal)
}

func endFunctionForm(w http.ResponseWriter, r *page.Request) error {
	p, err := endPage(r, page.TypedDay(r.Site.App.Today().String()), "")
	if err != nil {
		return err
	}
	return answered(w, r, p, nil)
}

func endPage(r *page.Request, last, now string) (formPage, error) {
	v, err := r.Site.App.Person(r.Context(), r.P, r.PathValue("account"))
	if err != nil {
		return formPage{}, err
	}
	i := slices.IndexFunc(v.Functions, func(m app.Member) bool { return m.ID == r.PathValue("functie") })
	if i < 0 {
		return formPage{}, app.ErrNotFound
	}
	m := v.Functions[i]
	facts := []kit.Fact{{Label: "Functie", Value: functionText(r, m)}, {Label: "Waar", Value: m.OrgName}}
	if v.Work > 0 {
		facts = append(facts, kit.Fact{Label: "Zaken op eigen naam", Value: page.Counted(v.Work) + " – draag die eerst over", Href: r.To("/overdragen/%s", v.Account)})
	}
	return formPage{Shell: shell(r, "Functie beëindigen", kit.Link{Text: "Mensen", Href: r.To("/beheer/mensen")}, kit.Link{Text: v.Name, Href: r.To("/beheer/mensen/%s", v.Account)}, kit.Link{Text: "Functie beëindigen"}),
		Title: kit.Title{Above: v.Name, Text: "Beëindig de functie"}, Facts: facts,
		Form: kit.Form{Action: r.URL.Path, Submit: "Beëindig de functie", Danger: true, Cancel: &kit.Link{Text: "Terug", Href: r.To("/beheer/mensen/%s", v.Account)}, Fields: []kit.Field{
			{Kind: kit.DateField, Name: "tot", Label: "Laatste dag", Value: last},
			{Kind: kit.Checkbox, Name: "nu", Label: "Stop de toegang nu meteen", Value: now, Optional: true, Hint: "Deze persoon wordt dan ook overal uitgelogd."}}}}, nil
}

func endFunction(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	res, err := r.Site.App.EndFunction(r.Context(), r.P, r.Site.Inviter, r.PathValue("functie"), r.Value("tot"), r.Value("nu") == "ja")
	if err != nil {
		return err
	}
	if res.Refusal == nil {
		return r.Done(w, r.To("/beheer/mensen/%s", res.Account), "De functie eindigt. Wat deze persoon deed, blijft in de dossiers staan.")
	}
	p, err := endPage(r, r.Value("tot"), r.Value("nu"))
	if err != nil {
		return err
	}
	return answered(w, r, p, res.Refusal)
}

func factorForm(w http.ResponseWriter, r *page.Request) error {
	v, err := r.Site.App.Person(r.Context(), r.P, r.PathValue("account"))
	if err != nil {
		return err
	}
	return answered(w, r, factorPage(r, v), nil)
}

func factorPage(r *page.Request, v app.Person) formPage {
	return formPage{Shell: shell(r, "Tweede stap opnieuw", kit.Link{Text: "Mensen", Href: r.To("/beheer/mensen")}, kit.Link{Text: v.Name, Href: r.To("/beheer/mensen/%s", v.Account)}, kit.Link{Text: "Tweede stap opnieuw"}),
		Title: kit.Title{Above: v.Name, Text: "Zet de tweede stap opnieuw", Lead: "De app op de oude telefoon werkt daarna niet meer. Deze persoon wordt overal uitgelogd."},
		Form: kit.Form{Action: r.URL.Path, Submit: "Geef een code", Danger: true, Cancel: &kit.Link{Text: "Terug", Href: r.To("/beheer/mensen/%s", v.Account)}, Fields: []kit.Field{
			{Kind: kit.Checkbox, Name: "zeker", Label: "Ik weet zeker dat ik met " + v.Name + " zelf te maken heb", Hint: "Bel of spreek deze persoon eerst. Een e-mail alleen is niet genoeg."}}}}
}

type codePage struct {
	kit.Shell
	Title kit.Title
	Code  kit.Copy
	Back  kit.Action
}

func factor(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	v, err := r.Site.App.Person(r.Context(), r.P, r.PathValue("account"))
	if err != nil {
		return err
	}
	if r.Value("zeker") != "ja" {
		return answered(w, r, factorPage(r, v), app.Refuse("zeker", "Controleer eerst of het echt deze persoon is."))
	}
	code, refusal, err := r.Site.App.ResetFactor(r.Context(), r.P, r.Site.Inviter, v.Account)
	if err != nil {
		return err
	}
	if refusal != nil {
		return answered(w, r, factorPage(r, v), refusal)
	}
	p := codePage{Shell: shell(r, "Code"), Title: kit.Title{Above: v.Name, Text: "Geef deze code zelf", Lead: "Zeg of schrijf hem op papier. Stuur hem nooit per e-mail. U ziet hem maar één keer."},
		Code: kit.Copy{Label: "Code", Value: code}, Back: kit.Action{Label: "Klaar", Href: r.To("/beheer/mensen/%s", v.Account), Weight: kit.Primary}}
	return r.Render(w, http.StatusOK, pages, "code", p)
}

func passwordLink(w http.ResponseWriter, r *page.Request) error {
	account := r.PathValue("account")
	if err := r.Site.App.SendPasswordLink(r.Context(), r.P, r.Site.Inviter, account); err != nil {
		return err
	}
	return r.Done(w, r.To("/beheer/mensen/%s", account), "De link is onderweg. Hij werkt één keer, 24 uur lang.")
}

package register

import (
	"net/http"
	"strconv"

	"passend/internal/app"
	"passend/internal/budget"
	"passend/internal/casefile"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type grantPage struct {
	kit.Shell
	Title    kit.Title
	Standing kit.Badge
	EMB      bool
	Number   *kit.Copy
	Copies   []kit.Copy
	Register *kit.Form
	Facts    kit.Facts
	Related  kit.Facts
	History  kit.Timeline
	Others   *kit.Table
}

func show(w http.ResponseWriter, r *page.Request) error {
	v, err := r.Site.App.Grant(r.Context(), r.P, r.PathValue("verklaring"))
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, v, nil, nil)
}

func render(w http.ResponseWriter, r *page.Request, status int, v app.GrantView, form *kit.Form, notices []kit.Notice) error {
	p := grantPage{Shell: r.Shell("Verklaring "+v.Number, kit.Link{Text: "Register", Href: r.To("/register")}, kit.Link{Text: title(v)}),
		Title: kit.Title{Above: app.GrantText(v.What), Text: v.PupilName}, Standing: standing(v.GrantRow, r.Site.App.Today()), EMB: v.Whole}
	p.Notices = append(append(notices, watch(r, v)...), r.Notices(w)...)
	p.Title.More = actions(r, v)
	if v.Number != "" {
		p.Number = &kit.Copy{Label: "Nummer", Value: v.Number}
	}
	p.Copies = copies(r, v)
	if v.MayRegister && form == nil {
		form = registerForm(r, v, "", "")
	}
	p.Register = form
	p.Facts, p.Related = facts(v), related(r, v)
	p.History = history(v)
	if len(v.Others) > 0 {
		p.Others = others(r, v.Others)
	}
	return r.Render(w, status, pages, "verklaring", p)
}

func title(v app.GrantView) string {
	if v.Number == "" {
		return app.GrantText(v.What)
	}
	return v.Number
}

// watch warns of what has to be done about this grant (BER-10).
func watch(r *page.Request, v app.GrantView) []kit.Notice {
	today := r.Site.App.Today()
	switch left := lastDay(v.GrantRow).Sub(today); {
	case v.Ended != "":
		return []kit.Notice{{Tone: kit.Bad, Title: "Deze verklaring is " + app.EndedHow(v.GrantRow), Text: "Zij geldt tot en met " + kit.Dag(lastDay(v.GrantRow)) + "."}}
	case left < 0:
		return []kit.Notice{{Tone: kit.Bad, Title: "Deze verklaring is verlopen", Text: "Zij gold tot en met " + kit.Dag(lastDay(v.GrantRow)) + "."}}
	case left <= soonDays:
		n := kit.Notice{Tone: kit.Warn, Title: "Deze verklaring loopt af: " + kit.Relatief(lastDay(v.GrantRow), today),
			Text: "Bespreek op tijd met de ouders of een nieuwe nodig is."}
		if v.MayRenew {
			n.Links = []kit.Link{{Text: "Begin een nieuwe aanvraag", Href: r.To("/leerlingen/%s/nieuw", v.Pupil)}}
		}
		return []kit.Notice{n}
	}
	return nil
}

func actions(r *page.Request, v app.GrantView) []kit.Action {
	var all []kit.Action
	if v.MayRenew && v.Destroyed == "" {
		all = append(all, kit.Action{Label: "Vraag een nieuwe aan", Href: r.To("/leerlingen/%s/nieuw", v.Pupil)})
	}
	if v.MayCorrect {
		all = append(all, kit.Action{Label: "Herstel een fout", Href: r.To("/register/%s/herstellen", v.ID)})
		if v.Ended == "" {
			all = append(all, kit.Action{Label: "Beëindig", Href: r.To("/register/%s/beeindigen", v.ID), Weight: kit.Subtle})
		}
	}
	return all
}

// copies are what a school types over in its own administration.
func copies(r *page.Request, v app.GrantView) []kit.Copy {
	all := []kit.Copy{{Label: "Leerling", Value: v.PupilName}, {Label: "Geboren", Value: page.TypedDay(v.Birth)},
		{Label: "Samenwerkingsverband", Value: r.SWV.Number}, {Label: "Schoolsoort", Value: v.School},
		{Label: "Categorie", Value: v.Category}, {Label: "Eerste dag", Value: page.TypedDay(v.From)},
		{Label: "Laatste dag", Value: page.TypedDay(v.Until)}, {Label: "Besluit van", Value: page.TypedDay(v.Decided)}}
	var kept []kit.Copy
	for _, c := range all {
		if c.Value != "" {
			kept = append(kept, c)
		}
	}
	return kept
}

func facts(v app.GrantView) kit.Facts {
	f := kit.Facts{Title: "Zo staat het ervoor", Items: []kit.Fact{{Label: "Geldig", Value: period(v.GrantRow)}}}
	if v.School != "" {
		f.Items = append(f.Items, kit.Fact{Label: "Voor", Value: schoolText(v.GrantRow)})
	}
	if v.Whole {
		f.Items = append(f.Items, kit.Fact{Label: "EMB", Value: "Ernstige meervoudige beperking: geldt voor de hele schooltijd"})
	}
	f.Items = append(f.Items, kit.Fact{Label: "Aangevraagd door", Value: withCode(v.ApplicantName, v.AppCode)})
	if v.Spends != nil {
		return spends(v, f)
	}
	f.Items = append(f.Items, kit.Fact{Label: "Geplaatst", Value: placement(v)}, kit.Fact{Label: "Bij DUO", Value: duoText(v)})
	return f
}

// spends tells what a grant takes of its budget, in place of what schools tell DUO.
func spends(v app.GrantView, f kit.Facts) kit.Facts {
	if v.Spends.Cents > 0 {
		f.Items = append(f.Items, kit.Fact{Label: "Bedrag", Value: budget.Euros(v.Spends.Cents)})
	}
	if v.Spends.Minutes > 0 {
		f.Items = append(f.Items, kit.Fact{Label: "Uren toegekend", Value: budget.Hours(v.Spends.Minutes)},
			kit.Fact{Label: "Uren afgeboekt", Value: budget.Hours(v.Spends.Drawn)},
			kit.Fact{Label: "Uren over", Value: budget.Hours(v.Spends.Minutes - v.Spends.Drawn)})
	}
	return f
}

func withCode(name, code string) string {
	if code == "" {
		return name
	}
	return name + " (" + code + ")"
}

func placement(v app.GrantView) string {
	switch {
	case v.Admitted != "" && v.ReceivingName != "":
		return withCode(v.ReceivingName, v.RecCode) + ", vanaf " + kit.Dag(page.DayOf(v.Admitted))
	case v.Admitted != "":
		return "Vanaf " + kit.Dag(page.DayOf(v.Admitted))
	case v.ReceivingName != "":
		return "Nog niet; aangemeld bij " + v.ReceivingName
	}
	return "Nog niet"
}

func duoText(v app.GrantView) string {
	switch v.Registered {
	case "":
		return "Nog niet geregistreerd"
	case "niet nodig":
		return "Registratie is niet nodig"
	}
	return "Geregistreerd op " + kit.Dag(page.DayOf(v.Registered))
}

func related(r *page.Request, v app.GrantView) kit.Facts {
	f := kit.Facts{Title: "Waar komt het vandaan"}
	decided := kit.Fact{Label: "Besluit", Value: kit.Dag(page.DayOf(v.Decided))}
	zaak := kit.Fact{Label: "Zaak", Value: v.CaseNumber}
	switch {
	case v.Destroyed != "":
		zaak.Value = "Vernietigd op " + kit.Dag(page.DayOf(v.Destroyed))
	case v.CaseVisible:
		zaak.Href = r.To("/zaken/%s", v.Case)
	}
	f.Items = append(f.Items, decided, zaak)
	return f
}

func history(v app.GrantView) kit.Timeline {
	t := kit.Timeline{Title: "Wat er met deze verklaring is gebeurd"}
	for _, l := range v.History {
		e := kit.Event{At: l.At, Who: who(l.By), Icon: "document"}
		e.What, e.Detail, e.Tone = told(v, l.Data)
		if e.What != "" {
			t.Items = append(t.Items, e)
		}
	}
	return t
}

func who(a casefile.Actor) string {
	text := a.Name
	if a.Function != casefile.System.Function {
		text += ", " + a.Function
	}
	if a.OrgName != "" {
		text += ", " + a.OrgName
	}
	return text
}

func told(v app.GrantView, d casefile.Data) (what, detail string, tone kit.Tone) {
	switch d := d.(type) {
	case casefile.Granted:
		return "Afgegeven", said(d), kit.Good
	case casefile.GrantRegistered:
		switch d.How {
		case "geregistreerd":
			return "Bij DUO geregistreerd op " + kit.Dag(d.Day), "", kit.Good
		case "niet nodig":
			return "Registratie bij DUO is niet nodig", "", kit.Neutral
		}
		return "Nog niet bij DUO geregistreerd", "", kit.Warn
	case casefile.GrantCorrected:
		return "Hersteld", "Was: " + said(d.Was) + " Is nu: " + said(d.Is) + " Reden: " + d.Reason, kit.Warn
	case casefile.GrantEnded:
		return page.Capital(d.How) + "; geldt tot en met " + kit.Dag(d.Day), d.Reason, kit.Bad
	case casefile.GrantExpected:
		return "De school verwacht: " + d.Answer, d.Note, kit.Neutral
	case casefile.GrantExpiring:
		return "De school is gewaarschuwd dat de verklaring afloopt", "", kit.Warn
	case casefile.Acted:
		if day := page.DayOf(d.Answers["datum van inschrijving"]); !day.IsZero() {
			return "Leerling ingeschreven vanaf " + kit.Dag(day), v.ReceivingName, kit.Good
		}
	}
	return "", "", kit.Neutral
}

func said(g casefile.Granted) string {
	text := kit.Dag(g.From) + " tot en met " + kit.Dag(g.Until)
	if g.School != "" {
		text += ", " + g.School
	}
	if g.Category != "" {
		text += ", categorie " + app.CategoryText(g.Category)
	}
	return text + "."
}

func others(r *page.Request, rows []app.GrantRow) *kit.Table {
	t := &kit.Table{Caption: "Andere verklaringen van deze leerling", Columns: []kit.Column{{Label: "Nummer"}, {Label: "Soort"}, {Label: "Geldig"}, {Label: "Stand"}}}
	for _, g := range rows {
		badge := standing(g, r.Site.App.Today())
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: g.Number, Href: r.To("/register/%s", g.ID)}, {Text: schoolText(g)}, {Text: period(g)}, {Badge: &badge}}})
	}
	return t
}

// registerForm asks the school whether DUO knows of the grant.
func registerForm(r *page.Request, v app.GrantView, how, day string) *kit.Form {
	if how == "" {
		how = "geregistreerd"
		if v.Registered == "niet nodig" {
			how = v.Registered
		}
		day = page.TypedDay(v.Registered)
		if page.DayOf(v.Registered).IsZero() {
			day = page.TypedDay(r.Site.App.Today().String())
		}
	}
	return &kit.Form{Action: r.To("/register/%s/registratie", v.ID), Hidden: hidden(v), Submit: "Leg vast", Fields: []kit.Field{
		{Kind: kit.Radios, Name: "stand", Label: "Is de verklaring bij DUO geregistreerd (BRON, ROD)?", Value: how, Options: []kit.Option{
			{Value: "geregistreerd", Label: "Ja"}, {Value: "nog niet", Label: "Nog niet"},
			{Value: "niet nodig", Label: "Niet nodig", Hint: "Bijvoorbeeld omdat de leerling de verklaring niet gebruikt."}}},
		{Kind: kit.DateField, Name: "dag", Label: "Op welke dag?", Value: day, Optional: true, Hint: "Alleen bij ja. Schrijf dag, maand en jaar: dd-mm-jjjj"}}}
}

func hidden(v app.GrantView) []kit.Hidden {
	return []kit.Hidden{{Name: "zaak", Value: v.Case}, {Name: "gezien", Value: strconv.FormatInt(v.Version, 10)}}
}

func registered(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	day, fault := r.ReadDay("dag")
	c := casefile.RegisterGrant{ID: r.PathValue("verklaring"), How: r.Value("stand"), Day: day}
	res, err := try(r, fault, "dag", c)
	if err != nil {
		return err
	}
	if res.Refusal == nil {
		return r.Done(w, r.To("/register/%s", c.ID), "Vastgelegd. "+sentenceOf(c))
	}
	v, err := r.Site.App.Grant(r.Context(), r.P, c.ID)
	if err != nil {
		return err
	}
	form := registerForm(r, v, c.How, r.Value("dag"))
	page.Problems(form.Fields, res.Refusal)
	return render(w, r, http.StatusUnprocessableEntity, v, form, []kit.Notice{page.RefusalNotice(res.Refusal)})
}

func sentenceOf(c casefile.RegisterGrant) string {
	switch c.How {
	case "geregistreerd":
		return "De verklaring is bij DUO geregistreerd op " + kit.Dag(c.Day) + "."
	case "niet nodig":
		return "Deze verklaring hoeft niet bij DUO geregistreerd te worden."
	}
	return "De verklaring blijft op de lijst van wat nog bij DUO moet."
}

// try has a command done, unless a day was typed that is none.
func try(r *page.Request, fault, field string, c casefile.Command) (app.Result, error) {
	if fault != "" {
		return app.Result{Refusal: &casefile.Refusal{Rule: fault, Problems: []casefile.Problem{{Kind: "veld", Name: field, Text: fault}}}}, nil
	}
	seen, err := strconv.ParseInt(r.Value("gezien"), 10, 64)
	if err != nil {
		return app.Result{}, page.ErrBadRequest
	}
	return r.Site.App.Do(r.Context(), r.P, r.Value("zaak"), seen, c)
}

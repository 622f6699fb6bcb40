package admin

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// kindTitles are the kinds of organisation, in the order of the tabs.
var kindTitles = []struct{ kind, one, many, created string }{
	{"school", "School", "Scholen", "een school"},
	{"bestuur", "Bestuur", "Besturen", "een bestuur"},
	{"voorschool", "Voorschool", "Voorscholen", "een voorschool"},
}

func kindTitle(kind string) (one, many, created string) {
	for _, k := range kindTitles {
		if k.kind == kind {
			return k.one, k.many, k.created
		}
	}
	return page.Capital(kind), page.Capital(kind), kind
}

func orgList(w http.ResponseWriter, r *page.Request) error {
	kind := r.URL.Query().Get("soort")
	if !slices.Contains(app.OrgKinds, kind) {
		kind = "school"
	}
	all, err := r.Site.App.Orgs(r.Context(), r.P, "")
	if err != nil {
		return err
	}
	_, _, created := kindTitle(kind)
	p := listPage{Shell: shell(r, "Scholen en besturen"), Title: kit.Title{Text: "Scholen en besturen", Lead: "Met wie het samenwerkingsverband werkt.",
		Main: &kit.Action{Label: "Voeg " + created + " toe", Href: r.To("/beheer/organisaties/nieuw") + "?soort=" + kind, Weight: kit.Primary}}}
	p.Notices = r.Notices(w)
	p.Tabs = &kit.Tabs{Label: "Soort organisatie"}
	for _, k := range kindTitles {
		count := 0
		for _, o := range all {
			if o.Kind == k.kind && o.Closed == "" {
				count++
			}
		}
		p.Tabs.Items = append(p.Tabs.Items, kit.Tab{Label: k.many, Href: r.To("/beheer/organisaties") + "?soort=" + k.kind, Current: k.kind == kind, Count: count})
	}
	p.Table = orgTable(r, all, kind)
	return r.Render(w, http.StatusOK, pages, "lijst", p)
}

func orgTable(r *page.Request, all []app.OrgRow, kind string) kit.Table {
	one, many, created := kindTitle(kind)
	t := kit.Table{Caption: many, HideCaption: true, Columns: []kit.Column{{Label: one}, {Label: "Plaats"}, {Label: "Bestuur"}, {Label: "Regio"}, {Label: "Besluiten"}},
		Empty: kit.Empty{Title: "Hier staat nog niets", Text: "Voeg " + created + " toe om mee te beginnen."}}
	names := map[string]string{}
	for _, o := range all {
		names[o.ID] = o.Name
	}
	for _, o := range all {
		if o.Kind != kind {
			continue
		}
		cell := kit.Cell{Text: o.Name, Href: r.To("/beheer/organisaties/%s", o.ID), Sub: strings.Trim(o.Code+", "+schoolType(o), ", ")}
		if o.Closed != "" {
			cell.Badge = &kit.Badge{Text: "Gesloten op " + kit.DagKort(page.DayOf(o.Closed))}
		}
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{cell, {Text: either(o.Place, "–")}, {Text: either(names[o.Board], "–")}, {Text: orgRegion(r, o)}, {Text: reached(o)}}})
	}
	if kind == "bestuur" {
		t.Columns = slices.Delete(t.Columns, 2, 4)
		for i := range t.Rows {
			t.Rows[i].Cells = slices.Delete(t.Rows[i].Cells, 2, 4)
		}
	}
	return t
}

func schoolType(o app.OrgRow) string {
	if o.Kind != "school" {
		return ""
	}
	return app.SchoolTypeText(o.SchoolType)
}

func orgRegion(r *page.Request, o app.OrgRow) string {
	if o.Region == "" {
		return "–"
	}
	return app.RegionTitle(r.SWV, o.Region)
}

func reached(o app.OrgRow) string {
	if o.Electronic {
		return "Digitaal"
	}
	return "Per post"
}

type orgPage struct {
	kit.Shell
	Title   kit.Title
	Facts   kit.Facts
	People  kit.Table
	Schools *kit.Table
	History kit.Timeline
}

func showOrg(w http.ResponseWriter, r *page.Request) error {
	v, err := r.Site.App.Organisation(r.Context(), r.P, r.PathValue("organisatie"))
	if err != nil {
		return err
	}
	one, _, _ := kindTitle(v.Kind)
	p := orgPage{Shell: shell(r, v.Name, orgCrumbs(r, v.Kind, kit.Link{Text: v.Name})...), Title: kit.Title{Above: one, Text: v.Name,
		More: []kit.Action{{Label: "Nodig iemand uit", Href: r.To("/beheer/mensen/nieuw") + "?organisatie=" + v.ID}}},
		Facts: orgFacts(r, v), People: peopleTable(r, v.People), History: kit.Timeline{Title: "Wat er is gewijzigd", Items: orgHistory(v)}}
	p.Notices = r.Notices(w)
	if slices.Contains(app.OrgKinds, v.Kind) {
		p.Title.Main = &kit.Action{Label: "Wijzig", Href: r.To("/beheer/organisaties/%s/wijzigen", v.ID), Weight: kit.Primary}
	}
	p.People.Caption, p.People.HideCaption = "Mensen", false
	if v.Kind == "bestuur" {
		t := orgTable(r, v.Schools, "school")
		t.Caption, t.HideCaption = "Scholen van dit bestuur", false
		p.Schools = &t
	}
	return r.Render(w, http.StatusOK, pages, "organisatie", p)
}

func orgCrumbs(r *page.Request, kind string, more ...kit.Link) []kit.Link {
	return append([]kit.Link{{Text: "Scholen en besturen", Href: r.To("/beheer/organisaties") + "?soort=" + kind}}, more...)
}

func orgFacts(r *page.Request, v app.OrgView) kit.Facts {
	f := kit.Facts{}
	add := func(label, value string) {
		if value != "" {
			f.Items = append(f.Items, kit.Fact{Label: label, Value: value})
		}
	}
	if v.Closed != "" {
		add("Gesloten", kit.Dag(page.DayOf(v.Closed)))
	}
	add("Schoolsoort", schoolType(v.OrgRow))
	add("BRIN en vestiging", v.Code)
	if v.Board != "" {
		f.Items = append(f.Items, kit.Fact{Label: "Bestuur", Value: v.BoardName, Href: r.To("/beheer/organisaties/%s", v.Board)})
	}
	if v.Region != "" {
		add("Regio", app.RegionTitle(r.SWV, v.Region))
	}
	add("Adres", strings.Trim(strings.Join([]string{v.Address, strings.TrimSpace(v.Postcode + " " + v.Place)}, ", "), ", "))
	add("E-mail", v.Email)
	text := "Per post"
	if v.Electronic {
		text = "Digitaal"
		if d := page.DayOf(v.Since); !d.IsZero() {
			text += ", zoals gezegd op " + kit.Dag(d)
		}
	}
	add("Besluiten ontvangt men", text)
	return f
}

func orgHistory(v app.OrgView) []kit.Event {
	var all []kit.Event
	for _, c := range v.History {
		e := kit.Event{At: c.At, Who: by(c.ByName), Icon: "building", What: "Gewijzigd", Detail: orgDifferences(c)}
		if c.Was.ID == "" {
			e.What, e.Detail = "Toegevoegd", ""
		}
		all = append(all, e)
	}
	return all
}

func orgDifferences(c app.OrgChange) string {
	var parts []string
	tell := func(what, was, is string) {
		if was != is {
			parts = append(parts, what+" was "+either(was, "leeg")+", is nu "+either(is, "leeg")+".")
		}
	}
	tell("Naam", c.Was.Name, c.Is.Name)
	tell("BRIN", c.Was.Code, c.Is.Code)
	tell("Schoolsoort", c.Was.SchoolType, c.Is.SchoolType)
	tell("Regio", c.Was.Region, c.Is.Region)
	tell("Adres", c.Was.Address+" "+c.Was.Postcode+" "+c.Was.Place, c.Is.Address+" "+c.Is.Postcode+" "+c.Is.Place)
	tell("E-mail", c.Was.Email, c.Is.Email)
	tell("Besluiten", reached(c.Was), reached(c.Is))
	tell("Gesloten", kit.Dag(page.DayOf(c.Was.Closed)), kit.Dag(page.DayOf(c.Is.Closed)))
	if c.Was.Board != c.Is.Board {
		parts = append(parts, "Een ander bestuur.")
	}
	return strings.Join(parts, " ")
}

func newOrgForm(w http.ResponseWriter, r *page.Request) error {
	in := app.OrgInput{Kind: r.URL.Query().Get("soort")}
	if !slices.Contains(app.OrgKinds, in.Kind) {
		in.Kind = "school"
	}
	p, err := orgFormPage(r, app.OrgView{}, in)
	if err != nil {
		return err
	}
	return answered(w, r, p, nil)
}

func orgForm(w http.ResponseWriter, r *page.Request) error {
	v, err := r.Site.App.Organisation(r.Context(), r.P, r.PathValue("organisatie"))
	if err != nil {
		return err
	}
	p, err := orgFormPage(r, v, app.OrgInput{Kind: v.Kind, Name: v.Name, Code: v.Code, Board: v.Board, Region: v.Region, SchoolType: v.SchoolType,
		Address: v.Address, Postcode: v.Postcode, Place: v.Place, Email: v.Email, Electronic: v.Electronic, Since: page.TypedDay(v.Since), Closed: page.TypedDay(v.OrgRow.Closed)})
	if err != nil {
		return err
	}
	return answered(w, r, p, nil)
}

func orgFormPage(r *page.Request, v app.OrgView, in app.OrgInput) (formPage, error) {
	_, _, created := kindTitle(in.Kind)
	p := formPage{Title: kit.Title{Text: "Voeg " + created + " toe"}}
	action, back := r.To("/beheer/organisaties/nieuw"), r.To("/beheer/organisaties")+"?soort="+in.Kind
	if v.ID != "" {
		p.Title = kit.Title{Above: v.Name, Text: "Wijzig de gegevens", Lead: "Wat in lopende zaken, bij leerlingen en bij mensen staat, gaat mee."}
		action, back = r.To("/beheer/organisaties/%s/wijzigen", v.ID), r.To("/beheer/organisaties/%s", v.ID)
	}
	p.Shell = shell(r, p.Title.Text, orgCrumbs(r, in.Kind, kit.Link{Text: p.Title.Text})...)
	fields, err := orgFields(r, v, in)
	p.Form = kit.Form{Action: action, Fields: fields, Submit: "Bewaar", Cancel: &kit.Link{Text: "Terug", Href: back},
		Hidden: []kit.Hidden{{Name: "soort", Value: in.Kind}, {Name: "gezien", Value: strconv.FormatInt(v.Version, 10)}}}
	return p, err
}

func orgFields(r *page.Request, v app.OrgView, in app.OrgInput) ([]kit.Field, error) {
	fields := []kit.Field{{Name: "naam", Label: "Naam", Value: in.Name, Max: 300}}
	if in.Kind == "school" {
		boards, err := r.Site.App.Orgs(r.Context(), r.P, "bestuur")
		if err != nil {
			return nil, err
		}
		var types []kit.Option
		for _, t := range app.SchoolTypes(r.SWV.Sector) {
			types = append(types, kit.Option{Value: t, Label: app.SchoolTypeText(t)})
		}
		fields = append(fields,
			kit.Field{Kind: kit.Select, Name: "schoolsoort", Label: "Schoolsoort", Value: in.SchoolType, Options: types},
			kit.Field{Name: "code", Label: "BRIN en vestiging", Value: in.Code, Short: true, Optional: true, Max: 7, Hint: "Zoals 12AB-00"},
			kit.Field{Kind: kit.Select, Name: "bestuur", Label: "Bestuur", Value: in.Board, Options: orgOptions(boards, "bestuur")})
	}
	if in.Kind != "bestuur" && len(r.SWV.Regions) > 0 {
		fields = append(fields, kit.Field{Kind: kit.Select, Name: "regio", Label: "Regio", Value: in.Region, Options: regionOptions(r)})
	}
	reach := "nee"
	if in.Electronic {
		reach = "ja"
	}
	fields = append(fields,
		kit.Field{Name: "adres", Label: "Straat en huisnummer", Value: in.Address, Optional: true, Max: 200},
		kit.Field{Name: "postcode", Label: "Postcode", Value: in.Postcode, Short: true, Optional: true, Max: 7},
		kit.Field{Name: "plaats", Label: "Plaats", Value: in.Place, Optional: true, Max: 200},
		kit.Field{Kind: kit.EmailField, Name: "email", Label: "E-mailadres", Value: in.Email, Optional: true, Max: 300},
		kit.Field{Kind: kit.YesNo, Name: "elektronisch", Label: "Heeft deze organisatie gezegd dat besluiten digitaal mogen komen?", Value: reach,
			Hint: "Alleen wie dat uitdrukkelijk zegt, krijgt besluiten digitaal (Awb 2:8). Anders gaan ze per post."},
		kit.Field{Kind: kit.DateField, Name: "sinds", Label: "Op welke dag is dat gezegd?", Value: in.Since, Optional: true, Hint: "Alleen bij ja: dd-mm-jjjj"})
	if v.ID != "" {
		fields = append(fields, kit.Field{Kind: kit.DateField, Name: "gesloten", Label: "Gesloten op", Value: in.Closed, Optional: true,
			Hint: "Vul dit in als de organisatie is opgeheven. Zij is dan niet meer te kiezen: dd-mm-jjjj"})
	}
	return fields, nil
}

func putOrg(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	in := app.OrgInput{Kind: r.Value("soort"), Name: r.Value("naam"), Code: r.Value("code"), Board: r.Value("bestuur"), Region: r.Value("regio"),
		SchoolType: r.Value("schoolsoort"), Address: r.Value("adres"), Postcode: r.Value("postcode"), Place: r.Value("plaats"), Email: r.Value("email"),
		Electronic: r.Value("elektronisch") == "ja", Since: r.Value("sinds"), Closed: r.Value("gesloten")}
	seen, err := strconv.ParseInt(r.Value("gezien"), 10, 64)
	if err != nil {
		return page.ErrBadRequest
	}
	id := r.PathValue("organisatie")
	res, err := r.Site.App.PutOrganisation(r.Context(), r.P, id, seen, in)
	if err != nil {
		return err
	}
	if res.Refusal == nil && !res.Conflict {
		return r.Done(w, r.To("/beheer/organisaties/%s", res.ID), savedOrg(res))
	}
	return orgAgain(w, r, id, in, res)
}

func savedOrg(res app.OrgResult) string {
	if res.Cases == 0 {
		return "De gegevens zijn bewaard."
	}
	return "De gegevens zijn bewaard. In " + kit.Meervoud(res.Cases, "lopende zaak zijn ze", "lopende zaken zijn ze") + " meegegaan."
}

func orgAgain(w http.ResponseWriter, r *page.Request, id string, in app.OrgInput, res app.OrgResult) error {
	var v app.OrgView
	var err error
	if id != "" {
		if v, err = r.Site.App.Organisation(r.Context(), r.P, id); err != nil {
			return err
		}
	}
	p, err := orgFormPage(r, v, in)
	if err != nil {
		return err
	}
	if res.Conflict {
		p.Notices = []kit.Notice{page.ConflictNotice(nil)}
		return r.Render(w, http.StatusConflict, pages, "formulier", p)
	}
	return answered(w, r, p, res.Refusal)
}

package pupils

import (
	"net/http"
	"strings"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type pupilPage struct {
	kit.Shell
	Title   kit.Title
	Facts   kit.Facts
	Cases   kit.Table
	Grants  *kit.Table
	Carers  []kit.Facts
	Joined  []joined
	History *kit.Timeline
	Links   []kit.Link
}

// joined is a record that turned out to be this pupil.
type joined struct{ Name, About, Href string }

// show is the page of a pupil: who it is, who takes care, which cases there are
// and what can be begun.
func show(w http.ResponseWriter, r *page.Request) error {
	v, err := r.Site.App.Pupil(r.Context(), r.P, r.PathValue("leerling"))
	if err != nil {
		return err
	}
	if v.ID != r.PathValue("leerling") {
		http.Redirect(w, r.Request, pupilTo(r, v.ID), http.StatusSeeOther)
		return nil
	}
	above := []kit.Link{{Text: "Overzicht", Href: r.Home()}, {Text: v.FullName()}}
	if r.P.KeepsPupils() {
		above = crumbs(r, kit.Link{Text: v.FullName()})
	}
	p := pupilPage{Shell: r.Shell(v.FullName(), above...), Title: title(r, v), Facts: facts(v), Cases: caseTable(r, v), Grants: grants(r, v)}
	p.Notices = append(r.Notices(w), standing(r, v)...)
	for _, c := range v.Carers {
		p.Carers = append(p.Carers, carerFacts(v, c))
	}
	p.Links = links(r, v)
	for _, other := range v.Joined {
		p.Joined = append(p.Joined, joined{other.FullName(), strings.TrimSpace(other.OrgName + " " + other.Number), pupilTo(r, v.ID) + "/splitsen/" + other.ID})
	}
	p.History = history(v)
	return r.Render(w, http.StatusOK, pages, "pupil", p)
}

func title(r *page.Request, v app.PupilView) kit.Title {
	t := kit.Title{Above: "Leerling", Text: v.FullName(), Lead: strings.Join(lead(v), " · ")}
	if v.MayStart && v.Left == "" {
		t.Main = &kit.Action{Label: "Begin een zaak", Href: pupilTo(r, v.ID) + "/nieuw", Weight: kit.Primary, Icon: "plus"}
	}
	if v.MayEdit {
		t.More = append(t.More, kit.Action{Label: "Wijzigen", Href: pupilTo(r, v.ID) + "/wijzigen", Icon: "pen", About: "de gegevens van " + v.FullName()})
	}
	return t
}

func lead(v app.PupilView) []string {
	parts := []string{"Geboren op " + kit.Dag(page.DayOf(v.Birth))}
	if v.OrgName != "" {
		parts = append(parts, v.OrgName)
	}
	if v.Group >= 0 {
		parts = append(parts, app.GroupText(v.SchoolType, v.Group))
	}
	return parts
}

func facts(v app.PupilView) kit.Facts {
	f := kit.Facts{Title: "Gegevens", Items: []kit.Fact{
		{Label: "Geboortedatum", Value: kit.Dag(page.DayOf(v.Birth))}, {Label: "School", Value: orDash(v.OrgName)}, {Label: "Soort school", Value: orDash(kindOf(v.PupilRow))},
		{Label: "Groep", Value: groupOf(v.PupilRow)}, {Label: "Leerlingnummer", Value: orDash(v.Number)}, {Label: "Ingeschreven", Value: page.Capital(yesNo(v.Enrolled))}}}
	return f
}

// standing are the things one must know before doing anything with this pupil.
func standing(r *page.Request, v app.PupilView) (all []kit.Notice) {
	if v.Left != "" {
		all = append(all, kit.Notice{Tone: kit.Warn, Title: page.Capital(v.LeftWhy) + ", op " + kit.Dag(page.DayOf(v.Left)) + ".", Text: stillRunning(v)})
	}
	if v.Doubles == nil {
		return all
	}
	for _, d := range v.Doubles.Own {
		all = append(all, kit.Notice{Tone: kit.Warn, Title: "Misschien staat deze leerling er twee keer in.", Text: d.FullName() + ", geboren op " + kit.Dag(page.DayOf(d.Birth)) + ", " + orDash(d.OrgName) + ".",
			Links: []kit.Link{{Text: "Vergelijk de twee", Href: pupilTo(r, v.ID) + "/dezelfde/" + d.ID}}})
	}
	if v.Doubles.Elsewhere {
		all = append(all, kit.Notice{Tone: kit.Info, Title: "Er is misschien ook een dossier bij een andere school.", Text: "Vraag het aan het samenwerkingsverband: " + contact(r) + "."})
	}
	return all
}

func stillRunning(v app.PupilView) string {
	if n := running(v); n > 0 {
		return "Er " + lopen(n) + " nog " + kit.Meervoud(n, "zaak", "zaken") + ". Rond die af of trek ze in."
	}
	return "Er lopen geen zaken meer."
}

func lopen(n int) string {
	if n == 1 {
		return "loopt"
	}
	return "lopen"
}

func caseTable(r *page.Request, v app.PupilView) kit.Table {
	t := kit.Table{Caption: "Zaken", Columns: []kit.Column{{Label: "Zaak"}, {Label: "Stand"}, {Label: "Begonnen"}},
		Empty: kit.Empty{Title: "Er is nog geen zaak", Text: "Een zaak is bijvoorbeeld een bespreking in het ondersteuningsteam of een aanvraag."}}
	if v.MayStart && v.Left == "" {
		t.Empty.Text += " Kies bovenaan “Begin een zaak”."
	}
	for _, c := range v.Cases {
		if !c.Visible {
			state := kit.Cell{Text: "Loopt", Sub: "U ziet deze zaak niet. Vraag het samenwerkingsverband wie haar behandelt."}
			if c.Closed != "" {
				state.Text = "Afgesloten"
			}
			t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: c.Title}, state, {Text: "–"}}})
			continue
		}
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: c.Title, Href: r.To("/zaken/%s", c.ID), Sub: c.Number}, state(r, c), {Text: kit.DagKort(page.DayOf(c.Started))}}})
	}
	return t
}

func state(r *page.Request, c app.PupilCase) kit.Cell {
	if c.Closed != "" {
		return kit.Cell{Text: orDash(c.OutcomeTitle), Sub: "Afgesloten op " + kit.Dag(page.DayOf(c.Closed))}
	}
	cell := kit.Cell{Text: c.PhaseTitle}
	if c.OnMove != "" {
		cell.Sub = "Aan zet: " + c.OnMove
	}
	if c.Still {
		d := kit.StandsStill("")
		cell.Due = &d
	} else if d := kit.DueOn(page.DayOf(c.Due), r.Site.App.Today(), app.SoonDays); d.Shown() {
		cell.Due = &d
	}
	return cell
}

func grants(r *page.Request, v app.PupilView) *kit.Table {
	if len(v.Grants) == 0 {
		return nil
	}
	t := kit.Table{Caption: "Verleend", Columns: []kit.Column{{Label: "Nummer"}, {Label: "Wat"}, {Label: "Geldig"}}}
	for _, g := range v.Grants {
		cell := kit.Cell{Text: kit.DagKort(page.DayOf(g.From)) + " tot en met " + kit.DagKort(page.DayOf(g.Until))}
		switch until := page.DayOf(g.Until); {
		case g.Ended != "":
			cell.Sub = "Ingetrokken of vervangen"
		case until.Before(r.Site.App.Today()):
			cell.Sub = "Niet meer geldig"
		case until.Sub(r.Site.App.Today()) < expiring:
			cell.Badge = &kit.Badge{Text: "Loopt bijna af", Tone: kit.Warn}
		}
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: orDash(g.Number)}, {Text: strings.ToUpper(g.What), Sub: strings.TrimSpace(strings.ToUpper(g.School) + " " + categoryOf(g))}, cell}})
	}
	return &t
}

// expiring is how many days before its end a declaration is said to end soon.
const expiring = 120

func categoryOf(g app.GrantRow) string {
	if g.Category == "" {
		return ""
	}
	return app.CategoryText(g.Category)
}

func carerFacts(v app.PupilView, c app.Carer) kit.Facts {
	f := kit.Facts{Title: c.Name, Items: []kit.Fact{{Label: "Relatie", Value: page.Capital(c.Relation)}, {Label: "Gezag", Value: page.Capital(yesNo(c.Authority))}, {Label: "Adres", Value: addressOf(v, c)},
		{Label: "E-mail", Value: orDash(c.Email)}, {Label: "Telefoon", Value: orDash(c.Phone)}}}
	account := "Nog niet"
	if c.Account != "" {
		account = "Ja"
	}
	f.Items = append(f.Items, kit.Fact{Label: "Kan inloggen", Value: account})
	electronic := "Per post"
	if c.Electronic {
		electronic = "Ook digitaal"
		if c.Since != "" {
			electronic += ", gezegd op " + kit.Dag(page.DayOf(c.Since))
		}
	}
	f.Items = append(f.Items, kit.Fact{Label: "Besluiten", Value: electronic})
	return f
}

// addressOf: a secret address is only for who sends the post (LAW-11).
func addressOf(v app.PupilView, c app.Carer) string {
	if c.Secret && !v.Secret {
		return "Geheim adres"
	}
	text := strings.Trim(c.Address+", "+strings.TrimSpace(c.Postcode+" "+c.Place), ", ")
	if c.Secret {
		return text + " (geheim: geef dit niet door)"
	}
	return orDash(text)
}

func links(r *page.Request, v app.PupilView) (all []kit.Link) {
	if r.P.Can("uitnodigen") && r.P.KeepsPupils() {
		all = append(all, kit.Link{Text: "Ouders uitnodigen om mee te kijken", Href: pupilTo(r, v.ID) + "/uitnodigen"})
	}
	if r.P.Can("uitnodigen") && r.P.KeepsPupils() && v.Left == "" {
		all = append(all, kit.Link{Text: "Ouders uitnodigen", Href: pupilTo(r, v.ID) + "/uitnodigen"})
	}
	if v.MayMove {
		all = append(all, kit.Link{Text: "Naar een andere school", Href: pupilTo(r, v.ID) + "/school"})
	}
	if v.MayEdit && v.Left == "" {
		all = append(all, kit.Link{Text: "Leerling vertrekt of is overleden", Href: pupilTo(r, v.ID) + "/vertrek"})
	}
	if v.MayEdit && v.Left != "" {
		all = append(all, kit.Link{Text: "Toch niet vertrokken", Href: pupilTo(r, v.ID) + "/vertrek"})
	}
	return all
}

func history(v app.PupilView) *kit.Timeline {
	if len(v.History) == 0 {
		return nil
	}
	t := kit.Timeline{Title: "Wijzigingen"}
	for i, h := range v.History {
		e := kit.Event{At: h.At, Who: h.By, What: "Gewijzigd", Icon: "pen", Detail: strings.Join(h.Differences, ". ")}
		if i == len(v.History)-1 {
			e.What, e.Icon = "Toegevoegd", "plus"
		} else if h.Why != "" {
			e.What = "Gewijzigd: " + h.Why
		}
		t.Items = append(t.Items, e)
	}
	return &t
}

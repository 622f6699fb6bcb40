package privacy

import (
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/letter"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type retentionPage struct {
	kit.Shell
	Title   kit.Title
	Tabs    kit.Tabs
	Count   string
	Action  string
	Rows    []proposal
	Blocked kit.Table
	Held    kit.Table
	Empty   kit.Empty
	Pager   kit.Pager
}

// proposal is a dossier that may go.
type proposal struct {
	ID, Number, Title, What, From, Stays string
}

func tabs(r *page.Request, current string) kit.Tabs {
	t := kit.Tabs{Label: "Bewaren en vernietigen"}
	for _, x := range [][2]string{{"Voorstellen", "/bewaren"}, {"Bewaarde besluiten", "/bewaren/besluiten"}, {"Vernietigd", "/bewaren/vernietigd"}} {
		t.Items = append(t.Items, kit.Tab{Label: x[0], Href: r.To("") + x[1], Current: x[1] == current})
	}
	return t
}

// proposals lists what may be destroyed; nothing goes before a person says so.
func proposals(w http.ResponseWriter, r *page.Request) error {
	return showProposals(w, r, http.StatusOK, nil)
}

func showProposals(w http.ResponseWriter, r *page.Request, status int, notice *kit.Notice) error {
	cursor := r.URL.Query().Get("vanaf")
	found, err := r.Site.App.Proposals(r.Context(), r.P, cursor)
	if errors.Is(err, app.ErrCursor) {
		return page.ErrBadRequest
	}
	if err != nil {
		return err
	}
	p := retentionPage{Shell: r.Shell("Bewaren en vernietigen"), Tabs: tabs(r, "/bewaren"), Action: r.To("/bewaren"),
		Title: kit.Title{Text: "Bewaren en vernietigen", Lead: "Van deze dossiers is de bewaartermijn voorbij. Er gaat niets weg voordat u het zegt. Wat volgens zijn procedure vanzelf gaat, staat hier niet; u vindt het bij Vernietigd.",
			More: []kit.Action{{Label: "Houd een dossier tegen", Href: r.To("/bewaren/tegenhouden"), Icon: "lock"}}},
		Empty: kit.Empty{Title: "Er is nu niets te vernietigen", Text: "Zodra de bewaartermijn van een dossier voorbij is, staat het hier."}}
	p.Notices = r.Notices(w)
	if notice != nil {
		p.Notices = append(p.Notices, *notice)
	}
	if found.Count > 0 {
		p.Count = kit.Meervoud(found.Count, "dossier", "dossiers")
	}
	p.fill(r, found)
	if cursor != "" {
		p.Pager.StartHref = r.To("/bewaren")
	}
	if found.Next != "" {
		p.Pager.NextHref = r.To("/bewaren") + "?vanaf=" + url.QueryEscape(found.Next)
	}
	return r.Render(w, status, pages, "retention", p)
}

func (p *retentionPage) fill(r *page.Request, found app.Proposals) {
	p.Held = kit.Table{Caption: "Kan nog niet", Columns: []kit.Column{{Label: "Zaak"}, {Label: "Waarom nog niet"}}}
	for _, one := range found.Rows {
		if one.Blocked != "" {
			if !one.ByHand {
				p.Held.Rows = append(p.Held.Rows, kit.Row{Cells: []kit.Cell{{Text: one.Number, Sub: one.Title}, {Text: one.Blocked}}})
			}
			continue
		}
		stays := ""
		if one.Stays != "" {
			stays = "Blijft bewaard als dat nog moet: " + one.Stays + "."
		}
		p.Rows = append(p.Rows, proposal{one.Case, one.Number, one.Title, one.What + ". Grond: " + one.Ground, kit.Dag(day(one.From)), stays})
	}
	p.Blocked = kit.Table{Caption: "Tegengehouden", Columns: []kit.Column{{Label: "Zaak"}, {Label: "Reden"}, {Label: "Door"}, {}}}
	for _, b := range found.Blocks {
		p.Blocked.Rows = append(p.Blocked.Rows, kit.Row{Cells: []kit.Cell{{Text: b.Number, Sub: b.Title}, {Text: b.Why}, {Text: b.ByName, Sub: kit.Moment(b.At)},
			{Actions: []kit.Action{{Label: "Laat los", Post: true, Href: r.To("/bewaren/tegenhouden"), Weight: kit.Subtle, About: "zaak " + b.Number, Hidden: []kit.Hidden{{Name: "nummer", Value: b.Number}, {Name: "los", Value: "ja"}}}}}}})
	}
}

func askBlock(w http.ResponseWriter, r *page.Request) error { return showBlock(w, r, nil) }

func showBlock(w http.ResponseWriter, r *page.Request, refusal *casefile.Refusal) error {
	p := askPage{Shell: r.Shell("Houd een dossier tegen", kit.Link{Text: "Bewaren en vernietigen", Href: r.To("/bewaren")}, kit.Link{Text: "Houd een dossier tegen"}),
		Title: kit.Title{Text: "Houd een dossier tegen", Lead: "Bijvoorbeeld omdat er een klacht of een rechtszaak is. Het dossier wordt dan niet vernietigd totdat u het loslaat. Bij een lopend bezwaar gaat dit vanzelf."}}
	p.Form = blockForm(r, refusal)
	status := http.StatusOK
	if refusal != nil {
		status = http.StatusUnprocessableEntity
	}
	return r.Render(w, status, pages, "ask", p)
}

func blockForm(r *page.Request, refusal *casefile.Refusal) kit.Form {
	f := kit.Form{Action: r.To("/bewaren/tegenhouden"), Submit: "Houd tegen", Fields: []kit.Field{
		{Name: "nummer", Label: "Nummer van de zaak", Hint: "Bijvoorbeeld 2026-00012", Value: r.PostFormValue("nummer"), Short: true, Max: 40},
		{Kind: kit.TextArea, Name: "reden", Label: "Waarom moet dit dossier blijven?", Value: r.PostFormValue("reden"), Rows: 2, Max: 500}}}
	page.Problems(f.Fields, refusal)
	return f
}

func block(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	loose := r.Value("los") == "ja"
	why := r.Value("reden")
	if !loose && why == "" {
		return showBlock(w, r, &casefile.Refusal{Problems: []casefile.Problem{{Kind: "veld", Name: "reden", Text: "Schrijf waarom dit dossier moet blijven."}}})
	}
	if loose {
		why = ""
	}
	refusal, err := r.Site.App.BlockDestruction(r.Context(), r.P, r.Value("nummer"), why)
	switch {
	case err != nil:
		return err
	case refusal != nil:
		return showBlock(w, r, refusal)
	case loose:
		return r.Done(w, r.To("/bewaren"), "Zaak "+r.Value("nummer")+" wordt niet meer tegengehouden.")
	}
	return r.Done(w, r.To("/bewaren"), "Zaak "+r.Value("nummer")+" wordt niet vernietigd totdat u dit loslaat.")
}

type confirmPage struct {
	kit.Shell
	Confirm kit.Confirm
}

// mostAtOnce bounds how many dossiers go in one turn.
const mostAtOnce = 50

// consequences say what destroying means, before it is done.
var consequences = []string{"De inhoud gaat weg: wat is ingevuld, de documenten, de adviezen, de berichten, de brieven, wat nog getypt was en de e-mail die klaarstond.",
	"Niemand kan het dossier daarna nog vinden of lezen. Ook wij niet.", "Een besluit dat langer moet blijven, wordt eerst apart bewaard.",
	"Dat het dossier er was, wie er wanneer aan werkte en dat u het vernietigde, blijft vastgelegd."}

// confirm asks once more, with the numbers.
func confirm(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	return askConfirm(w, r, http.StatusOK, "")
}

func askConfirm(w http.ResponseWriter, r *page.Request, status int, fault string) error {
	ids := r.PostForm["zaak"]
	if len(ids) == 0 || len(ids) > mostAtOnce {
		return showProposals(w, r, http.StatusUnprocessableEntity, &kit.Notice{Tone: kit.Bad, Title: "Kies eerst welke dossiers weg mogen.", Text: "Vink ten minste één dossier aan."})
	}
	p := confirmPage{Shell: r.Shell("Vernietigen", kit.Link{Text: "Bewaren en vernietigen", Href: r.To("/bewaren")}, kit.Link{Text: "Vernietigen"})}
	p.Confirm = kit.Confirm{Title: kit.Meervoud(len(ids), "dossier", "dossiers") + " vernietigen?", Text: "Dit kan niet ongedaan worden gemaakt.", Consequences: consequences}
	f := kit.Form{Action: r.To("/bewaren/vernietigen"), Submit: "Vernietig voorgoed", Danger: true, Cancel: &kit.Link{Text: "Toch niet", Href: r.To("/bewaren")},
		Fields: []kit.Field{{Name: "zeker", Label: "Typ het woord vernietigen", Short: true, Max: 20, Error: fault}}}
	var numbers []string
	for _, id := range ids {
		f.Hidden = append(f.Hidden, kit.Hidden{Name: "zaak", Value: id})
		if n := r.Value("nummer " + id); n != "" {
			numbers = append(numbers, n)
			f.Hidden = append(f.Hidden, kit.Hidden{Name: "nummer " + id, Value: n})
		}
	}
	if len(numbers) > 0 {
		p.Confirm.Facts = []kit.Fact{{Label: "Zaken", Value: strings.Join(numbers, ", ")}}
	}
	p.Confirm.Form = f
	return r.Render(w, status, pages, "confirm-page", p)
}

func destroy(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	if !strings.EqualFold(r.Value("zeker"), "vernietigen") {
		return askConfirm(w, r, http.StatusUnprocessableEntity, "Typ het woord vernietigen om verder te gaan.")
	}
	ids := r.PostForm["zaak"]
	done := 0
	for _, id := range slices.Compact(ids[:min(len(ids), mostAtOnce)]) {
		refusal, err := r.Site.App.Destroy(r.Context(), r.P, id)
		switch {
		case errors.Is(err, app.ErrNotFound): // it went already
		case err != nil:
			return err
		case refusal != nil:
			n := page.RefusalNotice(refusal)
			n.Title = "Zaak " + r.Value("nummer "+id) + ": " + n.Title
			return showProposals(w, r, http.StatusUnprocessableEntity, &n)
		default:
			done++
		}
	}
	return r.Done(w, r.To("/bewaren"), kit.Meervoud(done, "dossier is", "dossiers zijn")+" vernietigd. Dat staat in het register van wat is vernietigd.")
}

type tablePage struct {
	kit.Shell
	Title kit.Title
	Tabs  kit.Tabs
	Table kit.Table
	Pager kit.Pager
}

// destroyed is the register of what was destroyed.
func destroyed(w http.ResponseWriter, r *page.Request) error {
	rows, err := r.Site.App.Destructions(r.Context(), r.P)
	if err != nil {
		return err
	}
	p := tablePage{Shell: r.Shell("Vernietigd"), Tabs: tabs(r, "/bewaren/vernietigd"), Title: kit.Title{Text: "Vernietigd", Lead: "Wat is vernietigd, wanneer, door wie en op welke grond. Wat erin stond, is er niet meer."}}
	p.Table = kit.Table{Caption: "Vernietigd", HideCaption: true, Columns: []kit.Column{{Label: "Wat"}, {Label: "Vernietigd op"}, {Label: "Door"}, {Label: "Grond"}},
		Empty: kit.Empty{Title: "Er is nog niets vernietigd", Text: "Wat u vernietigt, komt hier te staan."}}
	for _, d := range rows {
		p.Table.Rows = append(p.Table.Rows, kit.Row{Cells: []kit.Cell{{Text: d.What, Sub: countText(d)}, {Text: kit.Dag(day(d.Day))}, {Text: d.ByName}, {Text: d.Ground}}})
	}
	return r.Render(w, http.StatusOK, pages, "plain-table", p)
}

func countText(d app.Destruction) string {
	if d.Case == "" || d.Count == 0 {
		return ""
	}
	return "met " + kit.Meervoud(d.Count, "document", "documenten")
}

// keptList lists the decisions that are kept longer than their dossiers.
func keptList(w http.ResponseWriter, r *page.Request) error {
	cursor := r.URL.Query().Get("vanaf")
	found, err := r.Site.App.KeptDecisions(r.Context(), r.P, cursor)
	if errors.Is(err, app.ErrCursor) {
		return page.ErrBadRequest
	}
	if err != nil {
		return err
	}
	p := tablePage{Shell: r.Shell("Bewaarde besluiten"), Tabs: tabs(r, "/bewaren/besluiten"),
		Title: kit.Title{Text: "Bewaarde besluiten", Lead: "Van deze zaken is het dossier vernietigd. Het besluit moet langer blijven."}}
	p.Notices = r.Notices(w)
	p.Table = kit.Table{Caption: "Bewaarde besluiten", HideCaption: true, Columns: []kit.Column{{Label: "Zaak"}, {Label: "Wat"}, {Label: "Besloten"}, {Label: "Mag weg vanaf"}},
		Empty: kit.Empty{Title: "Er zijn geen bewaarde besluiten", Text: "Wordt een dossier vernietigd en moet het besluit langer blijven, dan staat dat hier."}}
	for _, k := range found.Rows {
		cell := kit.Cell{Text: kit.Dag(day(k.DestroyFrom))}
		if slices.Contains(found.Due, k) {
			cell.Badge = &kit.Badge{Text: "Mag weg", Tone: kit.Warn}
		}
		p.Table.Rows = append(p.Table.Rows, kit.Row{Cells: []kit.Cell{{Text: k.Number, Href: r.To("/bewaren/besluiten/%s", k.Case), Sub: k.Title}, {Text: k.What, Sub: k.Ground}, {Text: kit.Dag(day(k.Decided))}, cell}})
	}
	if cursor != "" {
		p.Pager.StartHref = r.To("/bewaren/besluiten")
	}
	if found.Next != "" {
		p.Pager.NextHref = r.To("/bewaren/besluiten") + "?vanaf=" + url.QueryEscape(found.Next)
	}
	return r.Render(w, http.StatusOK, pages, "plain-table", p)
}

type keptPage struct {
	kit.Shell
	Title   kit.Title
	Facts   kit.Facts
	Letters []kit.Letter
	Destroy *kit.Form
}

// keptDecision shows what is left of a case.
func keptDecision(w http.ResponseWriter, r *page.Request) error {
	return showKept(w, r, http.StatusOK, nil)
}

func showKept(w http.ResponseWriter, r *page.Request, status int, refusal *casefile.Refusal) error {
	d, docs, err := r.Site.App.ReadKept(r.Context(), r.P, r.PathValue("zaak"))
	if err != nil {
		return err
	}
	p := keptPage{Shell: r.Shell("Bewaard besluit", kit.Link{Text: "Bewaarde besluiten", Href: r.To("/bewaren/besluiten")}, kit.Link{Text: d.Number}),
		Title: kit.Title{Above: d.Title + " · " + d.Number, Text: "Bewaard besluit", Lead: "Het dossier is vernietigd. Dit blijft tot " + kit.Dag(day(d.DestroyFrom)) + "."}}
	if refusal != nil {
		p.Notices = append(p.Notices, page.RefusalNotice(refusal))
	}
	p.Facts = kit.Facts{Title: "Besluit", Items: []kit.Fact{{Label: "Leerling", Value: d.PupilName}, {Label: "Uitkomst", Value: d.Outcome}, {Label: "Besloten op", Value: kit.Dag(day(d.Decided))},
		{Label: "Wordt bewaard", Value: d.What}, {Label: "Grond", Value: d.Ground}}}
	for _, g := range d.Grants {
		p.Facts.Items = append(p.Facts.Items, kit.Fact{Label: strings.ToUpper(g.What) + " " + g.Number, Value: "van " + kit.Dag(day(g.From)) + " tot en met " + kit.Dag(day(g.Until))})
	}
	for i, l := range d.Letters {
		one := kit.Letter{Title: l.Title, To: l.ToName, Body: template.HTML(letter.HTML(docs[i])), Status: kit.Badge{Text: "Bewaard", Tone: kit.Info}}
		if !l.Posted.IsZero() {
			one.Sent = "Verzonden op " + kit.Dag(l.Posted) + "."
		}
		p.Letters = append(p.Letters, one)
	}
	if r.P.Can("vernietigen") && d.DestroyFrom <= r.Site.App.Today().String() {
		p.Destroy = &kit.Form{Action: r.To("/bewaren/besluiten/%s", d.Case), Submit: "Vernietig dit besluit", Danger: true,
			Fields: []kit.Field{{Kind: kit.Checkbox, Name: "zeker", Label: "Ja, dit besluit mag voorgoed weg"}}}
	}
	return r.Render(w, status, pages, "kept", p)
}

func destroyKept(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	if r.Value("zeker") != "ja" {
		return showKept(w, r, http.StatusUnprocessableEntity, &casefile.Refusal{Rule: "Er is niets vernietigd.", Help: "Vink aan dat dit besluit voorgoed weg mag."})
	}
	refusal, err := r.Site.App.DestroyKept(r.Context(), r.P, r.PathValue("zaak"))
	switch {
	case err != nil:
		return err
	case refusal != nil:
		return showKept(w, r, http.StatusUnprocessableEntity, refusal)
	}
	return r.Done(w, r.To("/bewaren/besluiten"), "Het besluit is vernietigd. Dat staat in het register van wat is vernietigd.")
}

package dossier

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/web/cases"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type documentsPage struct {
	cases.Frame
	Lead    string
	List    kit.Documents
	Earlier kit.Documents
	More    []kit.Link
}

func documents(w http.ResponseWriter, r *page.Request) error {
	var p documentsPage
	err := r.Site.App.See(r.Context(), r.P, caseID(r), "documenten", func(c *app.Case) error {
		if !c.View.Documents && !c.SignsNow() && len(c.Documents()) == 0 && !casefile.MayUpload(c.W, c.S) {
			return app.ErrNotFound
		}
		gaps, err := documentGaps(c)
		if err != nil {
			return err
		}
		p = documentsPage{Frame: cases.Around(r, c, "/documenten", "Documenten"), List: list(r, c, gaps), Earlier: earlier(r, c)}
		p.Lead = leadOf(c, gaps)
		p.More = wholeLinks(r, c)
		return nil
	})
	if err != nil {
		return err
	}
	p.Shell.Notices = r.Notices(w)
	return r.Render(w, http.StatusOK, pages, "documenten", p)
}

func leadOf(c *app.Case, gaps map[string][]string) string {
	missing := 0
	for _, whys := range gaps {
		missing += len(whys)
	}
	switch {
	case c.S.Closed != nil:
		return ""
	case missing > 0 && casefile.MayUpload(c.W, c.S):
		return "Er " + is(missing) + " nog " + kit.Meervoud(missing, "punt", "punten") + " nodig. Bij elk document staat wat en waarom."
	case missing > 0:
		return "Er " + is(missing) + " nog " + kit.Meervoud(missing, "punt", "punten") + " nodig."
	case len(c.S.Documents) > 0:
		return "De documenten zijn compleet."
	}
	return ""
}

func is(n int) string {
	if n == 1 {
		return "is"
	}
	return "zijn"
}

// documentGaps tells per kind of document what is still asked. What was typed in
// the form and is not recorded counts, as it does on the form.
func documentGaps(c *app.Case) (map[string][]string, error) {
	draft, _, err := c.FormDraft()
	if err != nil {
		return nil, err
	}
	gaps := map[string][]string{}
	if c.S.Closed != nil {
		return gaps, nil
	}
	for _, item := range casefile.MissingOf(c.W, c.S, draft, "document") {
		gaps[item.Name] = append(gaps[item.Name], item.Why)
	}
	return gaps, nil
}

// list shows the documents by kind, in the order of the procedure, and between
// them what is missing.
func list(r *page.Request, c *app.Case, gaps map[string][]string) kit.Documents {
	may := casefile.MayUpload(c.W, c.S)
	out := kit.Documents{Title: "In het dossier", Empty: kit.Empty{Title: "Er zijn nog geen documenten",
		Text: "In deze fase worden geen documenten gevraagd."}}
	if may {
		out.Empty.Text = "Voeg een document toe: een PDF, een Word-bestand of een foto."
		out.Add = &kit.Action{Label: "Voeg een document toe", Href: to(r, "/documenten/nieuw"), Weight: kit.Primary, Icon: "plus"}
	}
	docs := c.Documents()
	for _, def := range c.W.Proc.Documents {
		found := false
		for _, d := range docs {
			if d.Kind == def.Name {
				found = true
				out.Items = append(out.Items, present(r, c, def, d, gaps[def.Name], may))
			}
		}
		if whys := gaps[def.Name]; !found && len(whys) > 0 {
			out.Items = append(out.Items, missing(r, def, whys, may))
		}
	}
	return out
}

func missing(r *page.Request, def procedure.Document, whys []string, may bool) kit.Document {
	d := kit.Document{Name: def.Title, Kind: "Ontbreekt", Missing: true, Why: strings.Join(whys, " ")}
	if may {
		d.Upload = newFor(r, def.Name)
	}
	return d
}

func newFor(r *page.Request, kind string) string {
	return to(r, "/documenten/nieuw?soort=") + queryEscape(kind)
}

func present(r *page.Request, c *app.Case, def procedure.Document, d casefile.Document, whys []string, may bool) kit.Document {
	out := kit.Document{Name: d.Title, Kind: def.Title, View: toDocument(r, d.ID, ""), Download: toDocument(r, d.ID, "/bestand"),
		Added: added(d), Bytes: d.Size, Version: versions(c, d), Age: age(c, d, whys), Signed: signedBadge(def, d),
		Warnings: append(slices.Clone(whys), shortWarnings(d)...)}
	if strings.EqualFold(d.Title, def.Title) || d.Title == "" {
		out.Name, out.Kind = def.Title, strings.ToUpper(d.FileKind)
	}
	if may {
		out.Replace, out.Remove = toDocument(r, d.ID, "/wijzigen"), toDocument(r, d.ID, "/verwijderen")
	}
	return out
}

func added(d casefile.Document) string {
	by := d.By.Name
	if d.By.OrgName != "" {
		by += ", " + d.By.OrgName
	}
	if !d.ReceivedOn.IsZero() {
		return "op papier ontvangen op " + d.ReceivedOn.Dutch() + ", toegevoegd door " + by
	}
	if d.From != "" {
		return civil.DayOf(d.At).Dutch() + " door " + by + ", uit " + d.From
	}
	return civil.DayOf(d.At).Dutch() + " door " + by
}

// shortWarnings point at the document; the whole text is on its page.
func shortWarnings(d casefile.Document) []string {
	if len(d.Warnings) == 0 {
		return nil
	}
	return []string{"Er " + is(len(d.Warnings)) + " " + kit.Meervoud(len(d.Warnings), "ding", "dingen") + " om na te kijken in dit document."}
}

// versions counts how often a document was put in the place of an earlier one.
func versions(c *app.Case, d casefile.Document) int {
	n, id := 1, d.ID
	for _, e := range slices.Backward(c.S.History) {
		if x, ok := e.Data.(casefile.DocumentReplaced); ok && x.Document.ID == id && x.Old != id {
			n, id = n+1, x.Old
		}
	}
	return n
}

func age(c *app.Case, d casefile.Document, whys []string) *kit.Badge {
	if d.Dated.IsZero() || c.W.Today().Before(d.Dated) {
		return nil
	}
	badge := kit.Badge{Text: "Van " + d.Dated.Dutch() + ", " + old(d.Dated, c.W.Today())}
	if slices.ContainsFunc(whys, func(why string) bool { return strings.Contains(why, "hoogstens") }) {
		badge.Tone = kit.Warn
	}
	return &badge
}

// old says how old something is, in whole months once it is more than one.
func old(from, today civil.Day) string {
	days := today.Sub(from)
	months := 0
	for !today.Before(civil.Duration{N: months + 1, Unit: civil.Months}.AddTo(from)) {
		months++
	}
	if months > 0 {
		return kit.Meervoud(months, "maand", "maanden") + " oud"
	}
	return kit.Meervoud(days, "dag", "dagen") + " oud"
}

func signedBadge(def procedure.Document, d casefile.Document) *kit.Badge {
	if len(def.SignedBy) == 0 {
		return nil
	}
	for _, role := range def.SignedBy {
		if d.Signed[role].IsZero() {
			return &kit.Badge{Text: "Handtekening ontbreekt", Tone: kit.Warn}
		}
	}
	return &kit.Badge{Text: "Getekend", Tone: kit.Good}
}

// earlier shows what was replaced since the request was received.
func earlier(r *page.Request, c *app.Case) kit.Documents {
	out := kit.Documents{Title: "Eerdere versies"}
	if !c.View.History {
		return out
	}
	for _, d := range c.Earlier() {
		if c.MayOpen(d) {
			out.Items = append(out.Items, kit.Document{Name: d.Title, Kind: c.KindTitle(d.Kind), Added: added(d), Bytes: d.Size,
				Download: toDocument(r, d.ID, "/bestand")})
		}
	}
	return out
}

// wholeLinks lead to the case as a whole.
func wholeLinks(r *page.Request, c *app.Case) []kit.Link {
	links := []kit.Link{{Text: "Druk het dossier af", Href: to(r, "/afdrukken")}}
	if c.MayBundle() {
		links = append(links, kit.Link{Text: "Alle stukken in één bestand", Href: to(r, "/bundel")})
	}
	return links
}

type documentPage struct {
	cases.Frame
	Name     string
	Facts    kit.Facts
	Warnings []kit.Notice
	Photo    string // address, when the browser can show it
	Alt      string
	How      string // what happens on opening, when it is no photo
	Actions  []kit.Action
}

func document(w http.ResponseWriter, r *page.Request) error {
	var p documentPage
	err := r.Site.App.See(r.Context(), r.P, caseID(r), "document", func(c *app.Case) error {
		d, ok := c.Document(r.PathValue("document"))
		if !ok {
			return app.ErrNotFound
		}
		p = aboutDocument(r, c, d)
		return nil
	})
	if err != nil {
		return err
	}
	p.Shell.Notices = r.Notices(w)
	return r.Render(w, http.StatusOK, pages, "document", p)
}

func aboutDocument(r *page.Request, c *app.Case, d casefile.Document) documentPage {
	kind := c.KindTitle(d.Kind)
	p := documentPage{Frame: cases.Around(r, c, "/documenten", kind), Name: kind, Facts: kit.Facts{Title: "Gegevens", Items: factsOf(c, d)}}
	for _, text := range d.Warnings {
		p.Warnings = append(p.Warnings, kit.Notice{Tone: kit.Warn, Title: "Kijk dit document na", Text: text})
	}
	content := toDocument(r, d.ID, "/bestand")
	switch d.FileKind {
	case "jpeg", "png":
		p.Photo, p.Alt = content, "Foto of scan: "+kind
	case "heic":
		p.How = "Dit is een HEIC-foto. Uw browser kan die niet tonen. Download de foto om haar te bekijken."
	default:
		p.How = "Het document opent in een programma op uw eigen apparaat."
	}
	p.Actions = []kit.Action{{Label: "Download", Href: content, Weight: kit.Primary, Icon: "download"}}
	if _, now := find(c.S.Documents, d.ID); now && casefile.MayUpload(c.W, c.S) {
		p.Actions = append(p.Actions, kit.Action{Label: "Vervang of wijzig", Href: toDocument(r, d.ID, "/wijzigen"), Icon: "replace"},
			kit.Action{Label: "Verwijder", Href: toDocument(r, d.ID, "/verwijderen"), Weight: kit.Subtle, Danger: true, Icon: "trash"})
	}
	return p
}

func find(docs []casefile.Document, id string) (casefile.Document, bool) {
	for _, d := range docs {
		if d.ID == id {
			return d, true
		}
	}
	return casefile.Document{}, false
}

func factsOf(c *app.Case, d casefile.Document) []kit.Fact {
	facts := []kit.Fact{{Label: "Naam", Value: d.Title}, {Label: "Bestand", Value: d.FileName + ", " + kit.Bestandsgrootte(d.Size)}}
	add := func(label, value string) {
		if value != "" {
			facts = append(facts, kit.Fact{Label: label, Value: value})
		}
	}
	if d.Pages > 0 {
		add("Omvang", kit.Meervoud(d.Pages, "bladzijde", "bladzijden"))
	}
	add("Datum", dutch(d.Dated))
	add("Toegevoegd", added(d))
	def, _ := kindOf(c, d.Kind)
	for _, role := range def.SignedBy {
		add("Getekend door "+strings.ToLower(casefile.RoleTitle(c.W.Proc, role)), dutch(d.Signed[role]))
	}
	for _, part := range def.Parts {
		add("Onderdeel "+partTitle(part), partText(d.Parts[part.Name]))
	}
	add("Controlegetal (SHA-256)", short(d.SHA256))
	return facts
}

func dutch(d civil.Day) string {
	if d.IsZero() {
		return ""
	}
	return d.Dutch()
}

func partTitle(p procedure.Part) string {
	if p.Title != "" {
		return p.Title
	}
	return p.Name
}

func partText(text string) string {
	switch text {
	case "":
		return "niet aangevinkt"
	case "ja":
		return "staat erin"
	}
	return "niet van toepassing: " + text
}

// short is the beginning of a digest, enough to compare by eye.
func short(digest string) string { return fmt.Sprintf("%.16s", digest) }

func kindOf(c *app.Case, kind string) (procedure.Document, bool) {
	for _, d := range c.W.Proc.Documents {
		if d.Name == kind {
			return d, true
		}
	}
	return procedure.Document{}, false
}

package dossier

import (
	"net/http"
	"strconv"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/web/cases"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// formats are the files that are taken, as a browser asks for them.
const formats = ".pdf,.docx,.jpg,.jpeg,.png,.heic,.heif"

type kindsPage struct {
	cases.Frame
	Kinds []kindChoice
	Empty kit.Empty
}

// kindChoice is a kind of document to add.
type kindChoice struct {
	Title, Help, Href string
	State             string // that there is one already
	Needed            bool
}

type uploadPage struct {
	cases.Frame
	Heading string
	Help    string
	Tells   []kit.Notice
	Form    kit.Form
}

// filling is the form of a document with what was typed in it.
type filling struct {
	values  map[string]string // by the names of the fields
	refusal *casefile.Refusal
	old     casefile.Document // the one that is replaced or changed
	notice  []kit.Notice
	// elsewhere are the papers of other cases of the pupil.
	elsewhere []kit.Option
}

// fromElsewhere names the choice of a paper of another case.
const fromElsewhere = "overnemen"

// elsewhere offers what is there already in other cases of the pupil; not when a
// document is replaced.
func elsewhere(c *app.Case, old casefile.Document) ([]kit.Option, error) {
	if old.ID != "" {
		return nil, nil
	}
	pieces, err := c.Elsewhere()
	var options []kit.Option
	for _, p := range pieces {
		options = append(options, kit.Option{Value: p.Key, Label: p.Title + ", " + kit.Dag(p.Day)})
	}
	return options, err
}

func newDocument(w http.ResponseWriter, r *page.Request) error {
	kind := r.URL.Query().Get("soort")
	if kind == "" {
		return chooseKind(w, r)
	}
	return showUpload(w, r, http.StatusOK, kind, filling{values: map[string]string{}})
}

func chooseKind(w http.ResponseWriter, r *page.Request) error {
	var p kindsPage
	err := r.Site.App.See(r.Context(), r.P, caseID(r), "documenten", func(c *app.Case) error {
		gaps, err := documentGaps(c)
		if err != nil {
			return err
		}
		p.Frame = cases.Around(r, c, "/documenten", "Voeg een document toe")
		p.Empty = kit.Empty{Title: "U kunt nu geen documenten toevoegen", Text: "De zaak is in een fase waarin dat niet kan. Stuur zo nodig een bericht in de zaak."}
		if casefile.MayUpload(c.W, c.S) {
			p.Kinds = choicesOf(r, c, gaps)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.Render(w, http.StatusOK, pages, "kinds", p)
}

// choicesOf lists what is missing first, then the rest in the order of the procedure.
func choicesOf(r *page.Request, c *app.Case, gaps map[string][]string) []kindChoice {
	var first, rest []kindChoice
	for _, def := range c.W.Proc.Documents {
		k := kindChoice{Title: def.Title, Help: def.Help, Href: newFor(r, def.Name)}
		_, has := c.S.Document(def.Name)
		switch {
		case !has && len(gaps[def.Name]) > 0:
			k.Needed = true
			first = append(first, k)
			continue
		case has && !def.Many:
			k.State = "Is er al; een nieuw document komt in de plaats"
		}
		rest = append(rest, k)
	}
	return append(first, rest...)
}

func editDocument(w http.ResponseWriter, r *page.Request) error {
	return showUpload(w, r, http.StatusOK, "", filling{old: casefile.Document{ID: r.PathValue("document")}})
}

// showUpload shows the form of a document, new or replaced, with what was typed.
func showUpload(w http.ResponseWriter, r *page.Request, status int, kind string, f filling) error {
	var p uploadPage
	err := r.Site.App.See(r.Context(), r.P, caseID(r), "document", func(c *app.Case) (err error) {
		if f.old.ID != "" {
			d, ok := find(c.Documents(), f.old.ID)
			if !ok {
				return app.ErrNotFound
			}
			f.old, kind = d, d.Kind
			if f.values == nil {
				f.values = typedOf(d)
			}
		}
		def, ok := kindOf(c, kind)
		if !ok {
			return app.ErrNotFound
		}
		if f.elsewhere, err = elsewhere(c, f.old); err != nil {
			return err
		}
		p = uploadForm(r, c, def, f)
		return nil
	})
	if err != nil {
		return err
	}
	return r.Render(w, status, pages, "upload", p)
}

func uploadForm(r *page.Request, c *app.Case, def procedure.Document, f filling) uploadPage {
	heading, action := "Voeg toe: "+def.Title, to(r, "/documenten/nieuw")
	submit := "Voeg toe"
	if f.old.ID != "" {
		heading, action, submit = "Vervang of wijzig: "+def.Title, toDocument(r, f.old.ID, "/wijzigen"), "Sla op"
	}
	p := uploadPage{Frame: cases.Around(r, c, "/documenten", heading), Heading: heading, Help: def.Help, Tells: tellsBefore(c)}
	p.Shell.Notices = append(p.Shell.Notices, f.notice...)
	p.Form = kit.Form{ID: "document", Action: action, Upload: true, Submit: submit, Cancel: &kit.Link{Text: "Terug naar de documenten", Href: to(r, "/documenten")},
		Hidden: []kit.Hidden{{Name: "gezien", Value: strconv.FormatInt(c.S.Seq, 10)}, {Name: "soort", Value: def.Name}}}
	p.Form.Fields = documentFields(c, def, f)
	if f.refusal != nil {
		if left := page.Problems(p.Form.Fields, f.refusal); len(left) > 0 || len(f.refusal.Problems) == 0 {
			p.Shell.Notices = append(p.Shell.Notices, page.RefusalNotice(f.refusal))
		}
	}
	return p
}

// tellsBefore is what somebody must know before sending a document.
func tellsBefore(c *app.Case) []kit.Notice {
	tells := []kit.Notice{{Tone: kit.Info, Title: "Kijk eerst of er geen burgerservicenummer (BSN) of onderwijsnummer in staat",
		Text: "Een samenwerkingsverband mag die nummers niet hebben. Maak ze onleesbaar. Wij zoeken er ook naar als u het document toevoegt."}}
	if len(c.S.Signatures) > 0 && casefile.Received(c.W.Proc, c.S).IsZero() {
		tells = append(tells, kit.Notice{Tone: kit.Warn, Title: "Er is al getekend",
			Text: "Wie tekende, tekende voor de documenten zoals ze nu zijn. Komt er een document bij of verandert er een, dan vervallen die handtekeningen en moet iedereen opnieuw tekenen."})
	}
	return tells
}

func documentFields(c *app.Case, def procedure.Document, f filling) []kit.Field {
	value := func(name string) string { return f.values[name] }
	fields := []kit.Field{{Name: "titel", Label: "Naam van het document", Value: value("titel"), Max: 200, Optional: true,
		Hint: "Laat dit leeg, dan nemen wij de naam van het bestand. Schrijf geen nummers van de leerling in de naam."}}
	fields = append(fields, kit.Field{Kind: kit.DateField, Name: "datum", Label: "Datum van het document", Value: value("datum"), Optional: def.MaxAge == ""})
	for _, role := range def.SignedBy {
		name := "getekend " + role
		fields = append(fields, kit.Field{Kind: kit.DateField, Name: name, Value: value(name), Optional: true,
			Label: "Datum van de handtekening: " + casefile.RoleTitle(c.W.Proc, role), Hint: "De datum onder de handtekening. Laat dit leeg als die handtekening er nog niet op staat."})
	}
	fields = append(fields, partFields(c, def, f)...)
	fields = append(fields, kit.Field{Kind: kit.DateField, Name: "ontvangen", Label: "Kwam het op papier binnen? Op welke dag?", Value: value("ontvangen"), Optional: true,
		Hint: "Alleen voor een document dat u op papier kreeg en hebt gescand."})
	if len(f.elsewhere) > 0 {
		fields = append(fields, kit.Field{Kind: kit.Select, Name: fromElsewhere, Label: "Neem een document over uit een andere zaak van deze leerling", Value: value(fromElsewhere),
			Options: f.elsewhere, Nothing: "Niet overnemen: ik kies zelf een bestand", Optional: true, Hint: "Dan hoeft u geen bestand te kiezen. Naam en datum nemen wij over als u die leeg laat."})
	}
	file := kit.Field{Kind: kit.FileField, Name: "bestand", Label: "Kies het bestand", Accept: formats, MaxBytes: app.MaxDocument,
		Hint: "Een PDF, een Word-bestand (.docx) of een foto (JPEG, PNG of HEIC), ten hoogste 25 MB."}
	file.Optional = len(f.elsewhere) > 0
	if f.old.ID != "" {
		file.Label, file.Optional = "Kies een ander bestand", true
		file.Hint = "Nu staat hier: " + f.old.FileName + ". Laat dit leeg als alleen de gegevens veranderen. " + file.Hint
	}
	if f.refusal != nil && f.values != nil {
		file.Hint = "Kies het bestand opnieuw: om uw apparaat te beschermen onthoudt de browser het niet. " + file.Hint
	}
	return append(fields, file)
}

// partFields ask whether each part is in the document; a part that may lack asks
// why it does not apply.
func partFields(c *app.Case, def procedure.Document, f filling) []kit.Field {
	var fields []kit.Field
	for _, part := range asked(c, def) {
		name := "onderdeel " + part.Name
		if !part.MayLack {
			fields = append(fields, kit.Field{Kind: kit.Checkbox, Name: name, Label: "In het document staat: " + partTitle(part), Value: f.values[name]})
			continue
		}
		fields = append(fields, kit.Field{Kind: kit.Radios, Name: name, Label: "Staat dit in het document: " + partTitle(part) + "?", Value: f.values[name], Optional: true,
			Options: []kit.Option{{Value: "ja", Label: "Ja"}, {Value: "nvt", Label: "Niet van toepassing"}}},
			kit.Field{Name: name + " reden", Label: "Niet van toepassing, omdat", Value: f.values[name+" reden"], Max: 500, Optional: true})
	}
	return fields
}

// asked are the parts that this case asks of a document.
func asked(c *app.Case, def procedure.Document) []procedure.Part {
	var parts []procedure.Part
	for _, part := range def.Parts {
		if !part.NotWhen.Given() || !casefile.Holds(c.W, c.S, nil, part.NotWhen) {
			parts = append(parts, part)
		}
	}
	return parts
}

// typedOf is a document as somebody would have typed it.
func typedOf(d casefile.Document) map[string]string {
	values := map[string]string{"titel": d.Title, "datum": typedDay(d.Dated), "ontvangen": typedDay(d.ReceivedOn)}
	for role, day := range d.Signed {
		values["getekend "+role] = typedDay(day)
	}
	for part, text := range d.Parts {
		name := "onderdeel " + part
		switch text {
		case "", "ja":
			values[name] = text
		default:
			values[name], values[name+" reden"] = "nvt", text
		}
	}
	return values
}

func typedDay(d civil.Day) string {
	if d.IsZero() {
		return ""
	}
	y, m, day := d.Date()
	return two(day) + "-" + two(int(m)) + "-" + strconv.Itoa(y)
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// readDay reads a typed day; the text says what is wrong with it.
func readDay(typed string) (civil.Day, string) {
	if strings.TrimSpace(typed) == "" {
		return 0, ""
	}
	text, problem := casefile.Canonical(procedure.Field{Type: "datum"}, typed)
	if problem != "" {
		return 0, problem
	}
	day, err := civil.ParseDay(text)
	if err != nil {
		return 0, "Schrijf dag, maand en jaar: dd-mm-jjjj."
	}
	return day, ""
}

package transfer

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/oso"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type showPage struct {
	kit.Shell
	Title    kit.Title
	Facts    kit.Facts
	Findings findings
	Not      []notNow
	Form     kit.Form
	Left     []leftPart
}

// findings are what the rules of the standard say of the file.
type findings struct {
	Title string
	Items []finding
}

type finding struct{ Text, Where string }

type notNow struct{ Title, Why string }

// leftPart is a block that the procedure does not ask.
type leftPart struct {
	Title string
	Lines []string
	Why   string
}

type donePage struct {
	kit.Shell
	Title kit.Title
	Taken []string
	Left  []app.OSOLeft
}

func show(w http.ResponseWriter, r *page.Request) error {
	f, err := r.Site.App.OSOFileOf(r.Context(), r.P, r.PathValue("bestand"))
	if err != nil {
		return err
	}
	if f.Done != nil {
		return showDone(w, r, f)
	}
	return showFile(w, r, f, chosenFirst(f), nil)
}

// chosenFirst is what is ticked when the page opens: what the procedure asks and
// can be taken over, without what says something about health, and one document
// where there can be only one.
func chosenFirst(f app.OSOFile) app.OSOChoice {
	in := app.OSOChoice{Input: app.OSOInput(f.Dossier)}
	one := map[string]bool{}
	for _, o := range f.Offers {
		if o.Health {
			continue
		}
		in.Blocks = append(in.Blocks, o.Path)
		for _, p := range o.Papers {
			if p.Fault == nil && (p.Kind.Many || !one[p.Kind.Name]) {
				in.Documents = append(in.Documents, p.Path)
				one[p.Kind.Name] = true
			}
		}
	}
	return in
}

func showFile(w http.ResponseWriter, r *page.Request, f app.OSOFile, in app.OSOChoice, no *casefile.Refusal) error {
	name := f.Dossier.Pupil.FullName()
	p := showPage{Shell: r.Shell("OSO-bestand van "+name, kit.Link{Text: "Leerlingen", Href: r.To("/leerlingen")}, kit.Link{Text: "OSO-bestand"}),
		Title: kit.Title{Above: f.Kind.Title, Text: "OSO-bestand van " + name, Lead: "Kies wat u overneemt. Er is nog niets bewaard in een zaak. Dit bestand verdwijnt op " + kit.Moment(f.Until) + ", of eerder als u klaar bent."}}
	p.Notices = r.Notices(w)
	p.Facts, p.Findings = factsOf(f), findingsOf(f.Dossier)
	p.Form = formOf(r, f, in)
	p.Left = leftOf(f)
	p.Notices = append(p.Notices, noticesOf(f)...)
	for _, v := range f.Begin.Variants {
		if v.Refusal != nil {
			p.Not = append(p.Not, notNow{v.Title, refusalText(v.Refusal)})
		}
	}
	status := http.StatusOK
	if no != nil {
		status = http.StatusUnprocessableEntity
		rest := page.FieldErrors(&p.Form, no)
		if len(rest) > 0 || len(no.Problems) == 0 {
			p.Notices = append(p.Notices, refusalNotice(no, rest))
		}
	}
	return r.Render(w, status, pages, "file", p)
}

func refusalNotice(no *casefile.Refusal, rest []casefile.Problem) kit.Notice {
	var texts []string
	for _, x := range rest {
		texts = append(texts, x.Text)
	}
	if no.Help != "" {
		texts = append(texts, no.Help)
	}
	return kit.Notice{Tone: kit.Bad, Title: no.Rule, Text: strings.Join(slices.Compact(texts), " ")}
}

func refusalText(no *casefile.Refusal) string { return strings.TrimSpace(no.Rule + " " + no.Help) }

func noticesOf(f app.OSOFile) (all []kit.Notice) {
	if f.Begun != "" {
		all = append(all, kit.Notice{Tone: kit.Warn, Title: "De zaak is al begonnen.", Text: "Het overnemen van de documenten is onderbroken. Ga verder om het af te maken."})
	}
	if f.Begin.Refusal != nil && f.Begun == "" {
		all = append(all, kit.Notice{Tone: kit.Bad, Title: "Deze zaak kan nu niet beginnen.", Text: refusalText(f.Begin.Refusal)})
	}
	if f.OtherSchool {
		all = append(all, kit.Notice{Tone: kit.Warn, Title: "Dit bestand komt van een andere school.", Text: f.Dossier.School.Name + " (" + f.Dossier.School.BRIN + "). Controleer of u het juiste bestand koos."})
	}
	if f.Doubles != nil && f.Doubles.Elsewhere {
		all = append(all, kit.Notice{Tone: kit.Warn, Title: "Er is misschien al een dossier bij een andere school.", Text: "Vraag het aan het samenwerkingsverband voordat u verdergaat."})
	}
	if s := f.Dossier.Parents; s.Told && !s.Saw {
		all = append(all, kit.Notice{Tone: kit.Warn, Title: "De ouders zagen dit bestand nog niet.", Text: "Laat het hun eerst zien: ouders kijken mee voordat een dossier naar het samenwerkingsverband gaat."})
	}
	return all
}

func factsOf(f app.OSOFile) kit.Facts {
	d := f.Dossier
	items := []kit.Fact{{Label: "Leerling", Value: d.Pupil.FullName()}, {Label: "Geboren", Value: kit.Dag(d.Pupil.Birth)}, {Label: "Leerlingnummer", Value: orDash(d.Pupil.Number)},
		{Label: "Van", Value: strings.Trim(d.School.Name+", "+d.School.BRIN+d.School.Branch, ", ")}, {Label: "Gemaakt", Value: dayOr(d.Made)},
		{Label: "Soort", Value: kindText(d.Kind)}, {Label: "Versie", Value: orDash(strings.TrimSpace(d.Version))}, {Label: "Gezien door de ouders", Value: seen(d.Parents)}}
	return kit.Facts{Title: "Het bestand", Items: items}
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

func dayOr(d civil.Day) string {
	if d.IsZero() {
		return "–"
	}
	return kit.Dag(d)
}

func kindText(kind string) string {
	switch kind {
	case "POSWV":
		return "Primair onderwijs (POSWV)"
	case "VOSWV":
		return "Voortgezet onderwijs (VOSWV)"
	}
	return "Niet bekend"
}

// seen says what parents found of the content and of the transfer: two things.
func seen(s oso.Seen) string {
	if !s.Told {
		return "Staat niet in het bestand"
	}
	parts := []string{"Nee"}
	if s.Saw {
		parts[0] = "Ja"
	}
	if !s.On.IsZero() {
		parts[0] += ", op " + s.On.Dutch()
	}
	for label, text := range map[string]string{"Eens met de inhoud: ": s.Agrees, "Toestemming voor de overdracht: ": s.Consent} {
		if text != "" {
			parts = append(parts, label+strings.ToLower(text))
		}
	}
	slices.Sort(parts[1:])
	return strings.Join(parts, ". ")
}

func findingsOf(d *oso.Dossier) findings {
	faults := 0
	f := findings{}
	for _, x := range d.Findings {
		text := x.Text
		if x.Fault {
			faults++
			text = "Fout. " + text
		}
		if x.Rule != "" {
			text += " (regel " + x.Rule + ")"
		}
		f.Items = append(f.Items, finding{text, x.Path})
	}
	switch {
	case faults > 0:
		f.Title = kit.Meervoud(faults, "fout", "fouten") + " tegen de standaard"
	case len(f.Items) > 0:
		f.Title = "Goed volgens de standaard, " + kit.Meervoud(len(f.Items), "opmerking", "opmerkingen")
	default:
		f.Title = "Goed volgens de standaard"
	}
	return f
}

func leftOf(f app.OSOFile) (all []leftPart) {
	for _, p := range f.Left {
		l := leftPart{Title: p.Title, Lines: slices.Clone(p.Lines), Why: "Wordt niet gevraagd bij “" + f.Kind.Title + "”."}
		if p.Unread {
			l.Why = "Neemt Passend nooit over."
		}
		for _, d := range p.Documents {
			l.Lines = append(l.Lines, "Document: "+d.Title())
		}
		all = append(all, l)
	}
	return all
}

func showDone(w http.ResponseWriter, r *page.Request, f app.OSOFile) error {
	to := r.To("/zaken/%s", f.Done.Case)
	p := donePage{Shell: r.Shell("Overgenomen", kit.Link{Text: "Leerlingen", Href: r.To("/leerlingen")}, kit.Link{Text: "OSO-bestand"}),
		Title: kit.Title{Text: "De zaak is begonnen", Lead: "Het OSO-bestand is vernietigd. Hieronder staat wat ervan is overgenomen, en wat niet.",
			Main: &kit.Action{Label: "Ga naar de zaak", Href: to, Weight: kit.Primary}}, Left: f.Done.Left}
	if f.Done.Answers > 0 {
		p.Taken = append(p.Taken, kit.Meervoud(f.Done.Answers, "antwoord", "antwoorden")+" in het formulier")
	}
	for _, d := range f.Done.Documents {
		p.Taken = append(p.Taken, "Document: "+d)
	}
	p.Notices = r.Notices(w)
	return r.Render(w, http.StatusOK, pages, "done", p)
}

// takenText says in one sentence what was taken over.
func takenText(d app.OSODone) string {
	return fmt.Sprintf("De zaak is begonnen. Overgenomen uit het OSO-bestand: %s en %s. Het bestand is vernietigd.",
		kit.Meervoud(d.Answers, "antwoord", "antwoorden"), kit.Meervoud(len(d.Documents), "document", "documenten"))
}

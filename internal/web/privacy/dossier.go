package privacy

import (
	"net/http"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/web/cases/narrate"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type askPage struct {
	kit.Shell
	Title kit.Title
	Form  kit.Form
}

func askDossier(w http.ResponseWriter, r *page.Request) error {
	return ask(w, r, app.LookBack{Number: r.URL.Query().Get("nummer")}, nil)
}

func ask(w http.ResponseWriter, r *page.Request, in app.LookBack, refusal *casefile.Refusal) error {
	p := askPage{Shell: r.Shell("Dossier op een dag"), Title: kit.Title{Text: "Dossier op een dag",
		Lead: "Zie een dossier zoals het was aan het einde van een dag. U ziet dan ook wat erin stond. De reden die u geeft, komt met uw naam in het inzagelogboek."}}
	p.Form = kit.Form{Action: r.To("/dossier"), Submit: "Toon het dossier", Fields: []kit.Field{
		{Name: "nummer", Label: "Nummer van de zaak", Hint: "Bijvoorbeeld 2026-00012", Value: in.Number, Short: true, Max: 40},
		{Kind: kit.DateField, Name: "dag", Label: "Op welke dag?", Value: in.Day},
		{Kind: kit.TextArea, Name: "reden", Label: "Waarom moet u dit dossier zien?", Value: in.Reason, Rows: 3, Max: 500}}}
	status := http.StatusOK
	if refusal != nil {
		status = http.StatusUnprocessableEntity
		if left := page.Problems(p.Form.Fields, refusal); len(left) > 0 {
			p.Notices = append(p.Notices, page.RefusalNotice(refusal))
		}
	}
	return r.Render(w, status, pages, "ask", p)
}

// oldPage is a dossier as it was.
type oldPage struct {
	kit.Shell
	Title      kit.Title
	Facts      kit.Facts
	Parts      []part
	Documents  kit.Table
	Signatures []string
	Steps      []step
	Letters    kit.Table
	Messages   []kit.Message
	History    kit.Timeline
	Who        string
	Log        string
}

type part struct {
	Title   string
	Answers []app.Answered
}

type step struct {
	Title, By string
	Answers   []app.Answered
}

func showDossier(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	in := app.LookBack{Number: r.Value("nummer"), Day: r.Value("dag"), Reason: r.Value("reden")}
	var p oldPage
	refusal, err := r.Site.App.DossierOn(r.Context(), r.P, in, func(c *app.Case) error {
		p = old(r, c)
		return nil
	})
	switch {
	case err != nil:
		return err
	case refusal != nil:
		return ask(w, r, in, refusal)
	}
	return r.Render(w, http.StatusOK, pages, "old", p)
}

func old(r *page.Request, c *app.Case) oldPage {
	on := civil.DayOf(c.W.Now)
	p := oldPage{Shell: r.Shell("Dossier op "+kit.Dag(on), kit.Link{Text: "Dossier op een dag", Href: r.To("/dossier")}, kit.Link{Text: c.S.Started.Number}),
		Title: kit.Title{Above: c.W.Proc.Title + " · " + c.S.Started.Number, Text: c.Pupil.FullName(), Lead: "Zo was dit dossier aan het einde van " + kit.Dag(on) + ". U kunt hier niets wijzigen."},
		Who:   r.To("/dossier/%s/wie", c.S.ID), Log: r.To("/inzagelog") + "?" + byCase + "=" + c.S.ID}
	p.Notices = []kit.Notice{{Tone: kit.Info, Text: "Dat u dit dossier opende, staat met uw reden in het inzagelogboek."}}
	p.Facts = oldFacts(c)
	for _, a := range c.FormAnswers() {
		if n := len(p.Parts); n == 0 || p.Parts[n-1].Title != a.Heading {
			p.Parts = append(p.Parts, part{Title: a.Heading})
		}
		last := &p.Parts[len(p.Parts)-1]
		last.Answers = append(last.Answers, a)
	}
	p.Documents, p.Letters = oldDocuments(c), oldLetters(c)
	for _, g := range c.S.Signatures {
		p.Signatures = append(p.Signatures, c.SigningTitle(g.Signing)+": "+g.Name+", "+g.Means+", op "+kit.Dag(g.On))
	}
	for _, s := range c.Steps() {
		p.Steps = append(p.Steps, step{s.Title, s.By + ", " + s.Role + ", op " + kit.Dag(s.Day), s.Answers})
	}
	for _, e := range c.S.Messages {
		if said, ok := e.Data.(casefile.Said); ok {
			p.Messages = append(p.Messages, kit.Message{From: e.By.Name, Function: e.By.Function, At: e.At, Body: said.Text})
		}
	}
	p.History = kit.Timeline{Title: "Wat er tot dan gebeurde", Items: narrate.All(c)}
	return p
}

func oldFacts(c *app.Case) kit.Facts {
	f := kit.Facts{Title: "Stand op die dag", Items: []kit.Fact{{Label: "Leerling", Value: c.Pupil.FullName() + ", geboren op " + kit.Dag(c.W.Pupil.Birth)},
		{Label: "School", Value: c.S.ApplicantName}, {Label: "Begonnen", Value: kit.Dag(c.S.Started.Day)}}}
	if phase, ok := casefile.FindPhase(c.W.Proc, c.S.Phase); ok {
		f.Items = append(f.Items, kit.Fact{Label: "Fase", Value: phase.Title})
	}
	for _, t := range casefile.Terms(c.W, c.S) {
		if t.Running && t.Key == "" {
			f.Items = append(f.Items, kit.Fact{Label: t.Def.Title, Value: "tot en met " + kit.Dag(t.End)})
		}
	}
	for _, k := range casefile.Keeps(c.W.Proc, c.S) {
		text := k.Length + " vanaf " + k.From
		if !k.Until.IsZero() {
			text = "tot en met " + kit.Dag(k.Until) + " (" + k.Source + ")"
		}
		f.Items = append(f.Items, kit.Fact{Label: "Bewaren: " + k.What, Value: text})
	}
	return f
}

func oldDocuments(c *app.Case) kit.Table {
	t := kit.Table{Caption: "Documenten", Columns: []kit.Column{{Label: "Document"}, {Label: "Datum"}, {Label: "Toegevoegd"}},
		Empty: kit.Empty{Title: "Er waren geen documenten", Text: "Op die dag stond er nog niets in het dossier."}}
	for _, d := range c.S.Documents {
		dated := "–"
		if !d.Dated.IsZero() {
			dated = kit.Dag(d.Dated)
		}
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: c.KindTitle(d.Kind), Sub: d.Title}, {Text: dated}, {Text: kit.Moment(d.At), Sub: d.By.Name}}})
	}
	return t
}

func oldLetters(c *app.Case) kit.Table {
	t := kit.Table{Caption: "Brieven", Columns: []kit.Column{{Label: "Brief"}, {Label: "Aan"}, {Label: "Gemaakt"}, {Label: "Verzonden"}},
		Empty: kit.Empty{Title: "Er waren geen brieven", Text: "Op die dag was er nog geen brief gemaakt."}}
	for _, l := range c.S.Letters {
		sent := "nog niet"
		if !l.Posted.IsZero() {
			sent = kit.Dag(l.Posted)
		}
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{{Text: l.Title}, {Text: l.ToName}, {Text: kit.Dag(l.Day)}, {Text: sent}}})
	}
	return t
}

package dossier

import (
	"html/template"
	"net/http"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/letter"
	"passend/internal/web/cases/narrate"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// dossierPage is the whole case on paper, as far as the reader sees it.
type dossierPage struct {
	Sheet      kit.PrintPage
	Demo       bool
	Facts      []kit.Fact
	Form       []answersBlock
	Signatures []kit.Fact
	Documents  kit.Table
	Steps      []printedStep
	Letters    []printedLetter
	Messages   []kit.Message
	Terms      []kit.TermTable
	History    []kit.Event
}

type printedStep struct {
	Title, By string
	Answers   []kit.Fact
}

type printedLetter struct {
	Title, Sent string
	Body        template.HTML
}

func printDossier(w http.ResponseWriter, r *page.Request) error {
	var p dossierPage
	err := r.Site.App.Print(r.Context(), r.P, caseID(r), "dossier", func(c *app.Case) (err error) {
		p, err = printed(r, c)
		return err
	})
	if err != nil {
		return err
	}
	return r.Render(w, http.StatusOK, pages, "dossier", p)
}

func printed(r *page.Request, c *app.Case) (dossierPage, error) {
	shell := r.Shell("Dossier")
	p := dossierPage{Demo: shell.Demo, Sheet: kit.PrintPage{Title: "Dossier van " + c.Pupil.FullName(), Subtitle: c.W.Proc.Title + ", " + c.S.Started.Number,
		SWV: c.W.SWV.Title, ThemeURL: shell.ThemeURL, By: c.P.Name + ", " + c.P.Title, At: kit.Moment(c.W.Now), Back: to(r, "")}}
	p.Facts = factsOfCase(c)
	if c.View.Form {
		p.Form = answerBlocks(c.FormAnswers())
		for _, g := range c.S.Signatures {
			p.Signatures = append(p.Signatures, kit.Fact{Label: c.SigningTitle(g.Signing), Value: g.Name + ". " + shownSignature(c, g).When})
		}
	}
	p.Documents = signedFiles(r, c)
	p.Documents.HideCaption = true
	p.Documents.Empty = kit.Empty{Title: "Geen documenten", Text: "Er staan geen documenten in het dossier die u mag zien."}
	for _, s := range c.Steps() {
		p.Steps = append(p.Steps, printedStep{s.Title, s.By + ", " + s.Role + ", op " + s.Day.Dutch(), facts(s.Answers)})
	}
	if c.View.Messages {
		p.Messages = messages(c)
	}
	for _, t := range casefile.Terms(c.W, c.S) {
		p.Terms = append(p.Terms, termTable(t))
	}
	if c.View.History {
		p.History = narrate.All(c)
	}
	return p, printLetters(c, &p)
}

func factsOfCase(c *app.Case) []kit.Fact {
	facts := []kit.Fact{{Label: "Leerling", Value: c.Pupil.FullName()}, {Label: "School", Value: c.S.ApplicantName},
		{Label: "Begonnen", Value: c.S.Started.Day.Dutch()}}
	if phase, ok := casefile.FindPhase(c.W.Proc, c.S.Phase); ok {
		facts = append(facts, kit.Fact{Label: "Fase", Value: phase.Title})
	}
	for _, o := range c.W.Proc.Outcomes {
		if o.Name == c.S.Outcome {
			facts = append(facts, kit.Fact{Label: "Uitkomst", Value: o.Title})
		}
	}
	return append(facts, kit.Fact{Label: "U ziet dit dossier omdat", Value: c.View.Why})
}

func facts(answers []app.Answered) []kit.Fact {
	var all []kit.Fact
	for _, a := range answers {
		all = append(all, kit.Fact{Label: a.Question, Value: a.Text})
	}
	return all
}

// messages are those that the reader sent or that went to a role of the reader.
func messages(c *app.Case) []kit.Message {
	var all []kit.Message
	for _, e := range c.S.Messages {
		if said, ok := e.Data.(casefile.Said); ok && narrate.Reads(c, e) {
			all = append(all, kit.Message{From: e.By.Name, Function: e.By.Function, At: e.At, Body: said.Text})
		}
	}
	return all
}

func termTable(t casefile.TermResult) kit.TermTable {
	title := t.Def.Title
	if t.KeyName != "" {
		title += " van " + t.KeyName
	}
	table := kit.TermTable{Title: title}
	for _, l := range t.Lines {
		table.Rows = append(table.Rows, kit.TermRow{Said: l.When, What: l.What, Article: l.Article})
	}
	return table
}

func printLetters(c *app.Case, p *dossierPage) error {
	for _, l := range c.Letters() {
		doc, err := app.DocumentOf(l.LetterMade)
		if err != nil {
			return err
		}
		sent := "Nog niet verzonden"
		if !l.Posted.IsZero() {
			sent = "Verzonden op " + l.Posted.Dutch() + ", " + means(l.Means)
		}
		p.Letters = append(p.Letters, printedLetter{l.Title + " (" + l.ToName + ")", sent, body(doc)})
	}
	return nil
}

// body is a letter inside a page that has a main heading of its own.
func body(doc letter.Document) template.HTML {
	doc.Blocks = append([]letter.Block{letter.Paragraph{Spans: letter.Spans{{Text: doc.Subject, Bold: true}}}}, doc.Blocks...)
	doc.Subject = ""
	return template.HTML(letter.HTML(doc))
}

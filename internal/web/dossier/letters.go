package dossier

import (
	"html/template"
	"net/http"
	"strings"
	"unicode"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/letter"
	"passend/internal/procedure"
	"passend/internal/web/cases"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type lettersPage struct {
	cases.Frame
	List kit.Table
}

func letters(w http.ResponseWriter, r *page.Request) error {
	var p lettersPage
	err := r.Site.App.See(r.Context(), r.P, caseID(r), "brieven", func(c *app.Case) error {
		p = lettersPage{Frame: cases.Around(r, c, "/brieven", "Brieven"), List: letterTable(r, c)}
		return nil
	})
	if err != nil {
		return err
	}
	p.Shell.Notices = r.Notices(w)
	return r.Render(w, http.StatusOK, pages, "brieven", p)
}

func letterTable(r *page.Request, c *app.Case) kit.Table {
	t := kit.Table{Caption: "Brieven in deze zaak", HideCaption: true,
		Columns: []kit.Column{{Label: "Brief"}, {Label: "Aan"}, {Label: "Gemaakt"}, {Label: "Verzonden"}, {Label: "Bezwaar kan tot en met"}},
		Empty:   kit.Empty{Title: "Er zijn nog geen brieven voor u", Text: "Als het samenwerkingsverband een brief aan u maakt, staat die hier."}}
	all := c.Letters()
	for i := len(all) - 1; i >= 0; i-- {
		l := all[i]
		cell := kit.Cell{Text: l.Title, Href: r.To("/zaken/%s/brieven/%s", c.S.ID, l.ID)}
		if l.Decision {
			cell.Sub = "besluit"
		}
		t.Rows = append(t.Rows, kit.Row{Cells: []kit.Cell{cell, {Text: l.ToName}, {Text: l.Day.Dutch()}, sentCell(c, l), objectionCell(c, l)}})
	}
	return t
}

func sentCell(c *app.Case, l casefile.LetterState) kit.Cell {
	if l.Posted.IsZero() {
		cell := kit.Cell{Badge: &kit.Badge{Text: "Nog niet verzonden", Tone: kit.Warn}}
		if last := latest(c, l); last != "" {
			cell.Sub = "uiterlijk " + last
		}
		return cell
	}
	return kit.Cell{Text: l.Posted.Dutch(), Sub: means(l.Means)}
}

func means(how string) string {
	if how == "elektronisch" {
		return "digitaal, in Passend"
	}
	return "per post"
}

// latest is the day by which the letter must have left.
func latest(c *app.Case, l casefile.LetterState) string {
	day := c.LatestPost(l)
	if day.IsZero() {
		return ""
	}
	return day.Dutch()
}

// objectionCell tells until when the addressee of a letter can object.
func objectionCell(c *app.Case, l casefile.LetterState) kit.Cell {
	def, ok := letterDef(c, l)
	if !ok || len(def.Starts) == 0 {
		return kit.Cell{Text: "–"}
	}
	if last := objectionDay(c, l); !last.IsZero() {
		return objectionUntil(last, c.W.Today())
	}
	return kit.Cell{Text: "begint de dag na verzending"}
}

// objectionDay is the last day to object; none when the letter has not left, or
// starts no term.
func objectionDay(c *app.Case, l casefile.LetterState) civil.Day {
	def, _ := letterDef(c, l)
	for _, name := range def.Starts {
		if t := c.S.Term(name, l.To); t != nil {
			return casefile.TermView(c.W, t).End
		}
	}
	return 0
}

func can(last, today civil.Day) string {
	if last.Before(today) {
		return "kon"
	}
	return "kan"
}

// objectionUntil is the last day to object. That it went by is nobody's fault.
func objectionUntil(last, today civil.Day) kit.Cell {
	if last.Before(today) {
		return kit.Cell{Text: last.Dutch(), Sub: "voorbij"}
	}
	due := kit.DueOn(last, today, 7)
	if due.State == kit.DueSoon {
		return kit.Cell{Due: &due}
	}
	return kit.Cell{Text: last.Dutch(), Sub: due.Text}
}

func letterDef(c *app.Case, l casefile.LetterState) (procedure.Letter, bool) {
	for _, d := range c.W.Proc.Letters {
		if d.Name == l.Letter {
			return d, true
		}
	}
	return procedure.Letter{}, false
}

type letterPage struct {
	cases.Frame
	Letter kit.Letter
}

func readLetter(w http.ResponseWriter, r *page.Request) error {
	var p letterPage
	err := r.Site.App.See(r.Context(), r.P, caseID(r), "brief", func(c *app.Case) error {
		l, doc, err := c.Letter(r.PathValue("brief"))
		if err != nil {
			return err
		}
		p = letterPage{Frame: cases.Around(r, c, "/brieven", l.Title), Letter: shownLetter(r, c, l, doc)}
		return nil
	})
	if err != nil {
		return err
	}
	return r.Render(w, http.StatusOK, pages, "brief", p)
}

func shownLetter(r *page.Request, c *app.Case, l casefile.LetterState, doc letter.Document) kit.Letter {
	out := kit.Letter{Title: l.Title, To: l.ToName, Body: template.HTML(letter.HTML(doc)),
		Download: r.To("/zaken/%s/brieven/%s/pdf", c.S.ID, l.ID), Status: kit.Badge{Text: "Nog niet verzonden", Tone: kit.Warn}}
	if l.Posted.IsZero() {
		out.Sent = "Deze brief gaat per post."
		if last := latest(c, l); last != "" {
			out.Sent += " Hij gaat uiterlijk op " + last + " op de post."
		}
	} else {
		out.Status = kit.Badge{Text: "Verzonden", Tone: kit.Good}
		out.Sent = "Verzonden op " + l.Posted.Dutch() + ", " + means(l.Means) + "."
	}
	if last := objectionDay(c, l); !last.IsZero() {
		out.Sent += " Bezwaar maken " + can(last, c.W.Today()) + " tot en met " + last.Dutch() + "."
	}
	return out
}

func letterPDF(w http.ResponseWriter, r *page.Request) error {
	doc, err := r.Site.App.DownloadLetter(r.Context(), r.P, caseID(r), r.PathValue("brief"))
	if err != nil {
		return err
	}
	file, err := letter.PDF(doc)
	if err != nil {
		return err
	}
	attachment(w, "pdf", "application/pdf", fileName(doc.Subject, "brief")+".pdf")
	_, err = w.Write(file)
	broken(0, err)
	return nil
}

// fileName makes a name of a title that every disk takes.
func fileName(title, otherwise string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == ',':
			return r
		case strings.ContainsRune(":()“”‘’'\"", r):
			return -1
		}
		return ' '
	}, title)
	if name = strings.Join(strings.Fields(name), " "); name == "" {
		return otherwise
	}
	return name
}

package app

import (
	"strings"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/letter"
	"passend/internal/procedure"
)

// Each goes through a list of procedure.LetterLists.
func (d *letterData) Each(list string) []letter.Data {
	var items []letter.Data
	for _, row := range d.list(list) {
		items = append(items, &letterData{w: d.w, s: d.s, made: d.made, item: row})
	}
	return items
}

func (d *letterData) list(name string) []map[string]string {
	switch name {
	case "deskundigen":
		return d.experts()
	case "documenten":
		return d.documents()
	case "wat ontbreekt":
		return d.missing()
	case "uitleg termijn":
		return d.explanation()
	case "ouders":
		return d.carers()
	case "vastgelegd":
		return d.recorded()
	case "handtekeningen":
		return d.signatures()
	case "berichten":
		return d.messages()
	}
	return nil
}

// experts are the people who advised, each with the day of the own advice; they
// are named in the decision (Awb 3:8).
func (d *letterData) experts() []map[string]string {
	var rows []map[string]string
	for _, phase := range d.w.Proc.Phases {
		for _, task := range phase.Tasks {
			done, ok := d.s.Done[task.Name]
			if !ok || !task.Advice {
				continue
			}
			row := map[string]string{"naam": done.By.Name, "datum": civil.DayOf(done.At).Dutch(),
				"rol": casefile.RoleTitle(d.w.Proc, done.Role), "organisatie": done.By.OrgName, "beroep": ""}
			if h, ok := d.s.Holder(done.Role); ok {
				row["beroep"] = h.Profession
			}
			rows = append(rows, row)
		}
	}
	return rows
}

func (d *letterData) documents() []map[string]string {
	var rows []map[string]string
	for _, doc := range d.s.Documents {
		date := ""
		if !doc.Dated.IsZero() {
			date = doc.Dated.Dutch()
		}
		rows = append(rows, map[string]string{"naam": doc.Title, "datum": date})
	}
	return rows
}

func (d *letterData) missing() []map[string]string {
	var rows []map[string]string
	for _, i := range casefile.Missing(d.w.World, d.s, nil) {
		rows = append(rows, map[string]string{"naam": i.Title, "waarom": i.Why})
	}
	return rows
}

func (d *letterData) explanation() []map[string]string {
	var rows []map[string]string
	for _, t := range casefile.Terms(d.w.World, d.s) {
		if t.Def.Kind != "wettelijk" || t.Key != "" {
			continue
		}
		for _, l := range t.Lines {
			rows = append(rows, map[string]string{"wanneer": l.When, "wat": l.What, "artikel": l.Article})
		}
		break
	}
	return rows
}

func (d *letterData) carers() []map[string]string {
	var rows []map[string]string
	for _, c := range d.s.Carers {
		if c.Authority {
			rows = append(rows, map[string]string{"naam": c.Name})
		}
	}
	return rows
}

func (d *letterData) recorded() []map[string]string {
	var rows []map[string]string
	for _, q := range casefile.Answered(d.w.Proc, d.s) {
		rows = append(rows, map[string]string{"vraag": q.Field.Question, "antwoord": ReadValue(q.Field, d.s.Values[q.Field.Name].Text)})
	}
	return rows
}

func (d *letterData) signatures() []map[string]string {
	var rows []map[string]string
	for _, g := range d.s.Signatures {
		rows = append(rows, map[string]string{"naam": g.Name, "rol": g.Signing, "datum": g.On.Dutch()})
	}
	return rows
}

func (d *letterData) messages() []map[string]string {
	var rows []map[string]string
	for _, e := range d.s.Messages {
		said, ok := e.Data.(casefile.Said)
		if ok {
			rows = append(rows, map[string]string{"datum": civil.DayOf(e.At).Dutch(), "van": e.By.Name + ", " + e.By.Function, "tekst": said.Text})
		}
	}
	return rows
}

// advisers names who advised, in one sentence each.
func (d *letterData) advisers() []letter.Block {
	var items []string
	for _, e := range d.experts() {
		text := e["naam"]
		if e["beroep"] != "" {
			text += ", " + e["beroep"]
		}
		items = append(items, text+" (advies van "+e["datum"]+")")
	}
	if len(items) == 0 {
		return letter.Paragraphs("Er is geen advies van deskundigen gevraagd.")
	}
	return []letter.Block{letter.Paragraph{Spans: letter.Text("Het besluit rust op het advies van:")}, letter.Bullets(items...)}
}

// reasons are the reasons of the decision, word for word as they were written:
// the answers to the questions of reasonNames in the latest action that has one.
func (d *letterData) reasons() []letter.Block {
	for i := len(d.s.History) - 1; i >= 0; i-- {
		acted, ok := d.s.History[i].Data.(casefile.Acted)
		if !ok {
			continue
		}
		if blocks := d.reasonsOf(acted); len(blocks) > 0 {
			return blocks
		}
	}
	return nil
}

// reasonNames are the names that mark a question as the reasons of a decision.
var reasonNames = []string{"motivering", "gemotiveerd besluit", "motivering van het besluit", "eindadvies", "redenen", "reden van afwijzing"}

func (d *letterData) reasonsOf(acted casefile.Acted) []letter.Block {
	var blocks []letter.Block
	for _, name := range reasonNames {
		if text := acted.Answers[name]; text != "" {
			blocks = append(blocks, letter.Paragraphs(text)...)
		}
	}
	return blocks
}

// ReadValue is an answer as it is read.
func ReadValue(f procedure.Field, text string) string {
	if f.Type == "datum" {
		if day, err := civil.ParseDay(text); err == nil {
			return day.Dutch()
		}
	}
	if f.Type == "meerkeuze" {
		return strings.ReplaceAll(text, "\n", ", ")
	}
	return text
}

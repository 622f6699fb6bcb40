package app

import (
	"fmt"
	"maps"
	"slices"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/letter"
	"passend/internal/procedure"
)

// Answered is one answer of the form as this principal may read it.
type Answered struct{ Heading, Question, Text string }

// FormAnswers are the answers of the form; a private note is only for who wrote it.
func (c *Case) FormAnswers() []Answered {
	if !c.View.Form {
		return nil
	}
	return c.answers()
}

func (c *Case) answers() []Answered {
	var all []Answered
	for _, q := range casefile.Answered(c.W.Proc, c.S) {
		text := c.Answer(q.Field.Name, c.S.Values[q.Field.Name].Text)
		if casefile.HiddenField(c.W, c.S, q.Field) {
			text = "(een eigen notitie van wie het schreef)"
		}
		all = append(all, Answered{q.Heading, q.Field.Question, text})
	}
	return all
}

// Step is something somebody decided or advised, with the answers given.
type Step struct {
	Title, By, Role string
	Day             civil.Day
	Advice          bool
	Answers         []Answered
}

// Steps are the tasks and choices with answers that this principal may read, in
// order. Advices of a blind round stay hidden until all are in.
func (c *Case) Steps() []Step {
	var all []Step
	for _, e := range c.S.History {
		if noted, ok := e.Data.(casefile.Noted); ok {
			all = append(all, c.noteStep(noted)...)
			continue
		}
		acted, ok := e.Data.(casefile.Acted)
		if !ok || len(acted.Answers) == 0 || casefile.HiddenTask(c.W, c.S, acted.Action) {
			continue
		}
		def, _ := casefile.ActionOf(c.W.Proc, acted.Action)
		if def.Advice && !c.View.Advices || !def.Advice && !c.View.Decision {
			continue
		}
		all = append(all, Step{Title: stepTitle(def, acted.Action), By: e.By.Name, Role: casefile.RoleTitle(c.W.Proc, acted.Role),
			Day: civil.DayOf(e.At), Advice: def.Advice, Answers: c.given(def, acted)})
	}
	return all
}

// noteStep is an entry of a series that the reader reads, as it stands now.
func (c *Case) noteStep(noted casefile.Noted) []Step {
	j, ok := casefile.FindJournal(c.W.Proc, noted.Journal)
	n, has := c.S.Note(noted.ID)
	if !ok || !has || n.Struck != nil || !casefile.ReadsJournal(c.W, c.S, j) {
		return nil
	}
	return []Step{{Title: j.Title, By: n.By.Name, Role: casefile.RoleTitle(c.W.Proc, n.Role), Day: casefile.NoteDay(j, n),
		Answers: c.given(procedure.Action{Asks: j.Fields}, casefile.Acted{Answers: n.Values})}}
}

func stepTitle(def procedure.Action, name string) string {
	if def.Label != "" {
		return def.Label
	}
	return Capital(name)
}

// given are the answers of a step, in the order of its questions.
func (c *Case) given(def procedure.Action, acted casefile.Acted) []Answered {
	var all []Answered
	known := map[string]bool{}
	for _, f := range def.Asks {
		known[f.Name] = true
		if text := acted.Answers[f.Name]; text != "" {
			all = append(all, Answered{Question: f.Question, Text: c.Answer(f.Name, text)})
		}
		if reason := acted.Answers[f.Name+" reden"]; reason != "" {
			known[f.Name+" reden"] = true
			all = append(all, Answered{Question: "Waarom is afgeweken van het voorstel?", Text: reason})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(acted.Answers)) {
		if !known[name] && acted.Answers[name] != "" {
			all = append(all, Answered{Question: Capital(name), Text: acted.Answers[name]})
		}
	}
	return all
}

func (c *Case) formBlocks() []letter.Block {
	var blocks []letter.Block
	heading := ""
	for i, a := range c.FormAnswers() {
		if i == 0 || a.Heading != heading {
			heading = a.Heading
			blocks = append(blocks, letter.Heading{Level: 2, Text: heading}, letter.Definitions{})
		}
		blocks = added(blocks, a)
	}
	return append(blocks, c.signatureBlocks()...)
}

// added puts an answer in the list at the end of the blocks.
func added(blocks []letter.Block, a Answered) []letter.Block {
	last := len(blocks) - 1
	list, ok := blocks[last].(letter.Definitions)
	if !ok {
		return append(blocks, letter.Definitions{Rows: []letter.Definition{{Question: a.Question, Answer: a.Text}}})
	}
	list.Rows = append(list.Rows, letter.Definition{Question: a.Question, Answer: a.Text})
	blocks[last] = list
	return blocks
}

func (c *Case) signatureBlocks() []letter.Block {
	var lines []string
	for _, g := range c.S.Signatures {
		lines = append(lines, c.signatureLine(g))
	}
	if len(lines) == 0 {
		return nil
	}
	return []letter.Block{letter.Heading{Level: 2, Text: "Handtekeningen"}, letter.Bullets(lines...)}
}

func (c *Case) signatureLine(g casefile.Signature) string {
	line := fmt.Sprintf("%s: %s, %s, op %s", c.SigningTitle(g.Signing), g.Name, g.Means, g.On.Dutch())
	if g.ReceivedBy != "" {
		line += ", ontvangen door " + g.ReceivedBy
	}
	return line
}

// SigningTitle is how the procedure names a signature.
func (c *Case) SigningTitle(name string) string {
	for _, g := range c.W.Proc.Signings {
		if g.Name == name {
			return g.Title
		}
	}
	return Capital(name)
}

func (c *Case) stepBlocks() []letter.Block {
	var blocks []letter.Block
	for _, s := range c.Steps() {
		blocks = append(blocks, letter.Heading{Level: 2, Text: s.Title},
			letter.Paragraph{Spans: letter.Text(s.By + ", " + s.Role + ", op " + s.Day.Dutch())}, letter.Definitions{})
		for _, a := range s.Answers {
			blocks = added(blocks, a)
		}
	}
	return blocks
}

// courseBlocks tell the phases of the case, what left it, and how its terms were
// counted.
func (c *Case) courseBlocks() []letter.Block {
	var lines []string
	for _, e := range c.S.History {
		if text := c.courseLine(e); text != "" {
			lines = append(lines, civil.DayOf(e.At).Dutch()+": "+text)
		}
	}
	blocks := []letter.Block{letter.Heading{Level: 2, Text: "Verloop"}, letter.Bullets(lines...)}
	for _, t := range casefile.Terms(c.W, c.S) {
		title := t.Def.Title
		if t.KeyName != "" {
			title += " van " + t.KeyName
		}
		var rows []string
		for _, l := range t.Lines {
			rows = append(rows, l.When+" – "+l.What+article(l.Article))
		}
		if len(rows) > 0 {
			blocks = append(blocks, letter.Heading{Level: 2, Text: title}, letter.Bullets(rows...))
		}
	}
	return blocks
}

func article(name string) string {
	if name == "" {
		return ""
	}
	return " (" + name + ")"
}

func (c *Case) courseLine(e casefile.Entry) string {
	switch d := e.Data.(type) {
	case casefile.Started:
		return "de zaak is begonnen door " + e.By.Name
	case casefile.Entered:
		if phase, ok := casefile.FindPhase(c.W.Proc, d.Phase); ok {
			return "naar de fase “" + phase.Title + "”"
		}
	case casefile.Acted:
		def, _ := casefile.ActionOf(c.W.Proc, d.Action)
		if casefile.HiddenTask(c.W, c.S, d.Action) {
			return ""
		}
		return stepTitle(def, d.Action) + " – " + e.By.Name
	case casefile.DocumentAdded:
		return "document toegevoegd: " + c.KindTitle(d.Document.Kind)
	case casefile.DocumentReplaced:
		return "document vervangen: " + c.KindTitle(d.Document.Kind)
	case casefile.DocumentRemoved:
		return "document verwijderd: " + d.Reason
	case casefile.Signed:
		return "ondertekend door " + d.Signature.Name
	case casefile.SignaturesVoided:
		return "handtekeningen vervallen: " + d.Why
	case casefile.Noted:
		if j, ok := casefile.FindJournal(c.W.Proc, d.Journal); ok {
			return "genoteerd in: " + j.Title
		}
	case casefile.LetterPosted:
		if l, ok := letterOf(c.S, d.ID); ok {
			return "brief verzonden: " + l.Title + " aan " + l.ToName
		}
	case casefile.Resulted:
		return "uitkomst: " + d.Outcome
	case casefile.Closed:
		return "de zaak is afgesloten"
	}
	return ""
}

func (c *Case) messageBlocks() []letter.Block {
	var blocks []letter.Block
	for _, m := range c.S.Messages {
		said, ok := m.Data.(casefile.Said)
		if !ok || !c.readsMessage(m, said) {
			continue
		}
		blocks = append(blocks, letter.Heading{Level: 2, Text: civil.DayOf(m.At).Dutch() + ", " + m.By.Name})
		blocks = append(blocks, letter.Paragraphs(said.Text)...)
	}
	return blocks
}

// readsMessage: who wrote it, whoever shares that function there, and the roles
// to which it was written.
func (c *Case) readsMessage(m casefile.Entry, said casefile.Said) bool {
	if m.By.Account == c.P.Account || m.By.Function == c.P.Function && m.By.Org == c.P.Org {
		return true
	}
	return len(said.To) == 0 || slices.ContainsFunc(said.To, func(role string) bool { return slices.Contains(c.View.Roles, role) })
}

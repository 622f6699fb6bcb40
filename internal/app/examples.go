package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/letter"
	"passend/internal/procedure"
)

// LetterTemplate is a letter of a procedure.
type LetterTemplate struct {
	Procedure *procedure.Procedure
	procedure.Letter
	Conditions []string // on which parts of it depend
}

// MayReadTemplates tells whether this function looks at the letters of the SWV
// as they are written, without a case.
func (p Principal) MayReadTemplates() bool {
	return p.Can(writeRight) || p.Can(approveRight) || p.Can(outboxRight)
}

// LetterTemplates lists the letters of the running version.
func (a *App) LetterTemplates(ctx context.Context, p Principal) ([]LetterTemplate, error) {
	if !p.MayReadTemplates() {
		return nil, ErrForbidden
	}
	swv, err := a.SWV(ctx, p.Tenant)
	if err != nil {
		return nil, err
	}
	var all []LetterTemplate
	for _, proc := range swv.Procedures {
		for _, l := range proc.Letters {
			all = append(all, LetterTemplate{Procedure: proc, Letter: l})
		}
	}
	line := p.access(a.now(), "lezen", "brieven")
	line.Ground = p.Title
	return all, a.tenant(p).LogRead(ctx, line)
}

// ExampleLetter fills a letter with invented data. Of what depends on a
// condition the first way is shown; other names the conditions that are taken
// not to hold.
func (a *App) ExampleLetter(ctx context.Context, p Principal, procedureID, name string, not []string) (LetterTemplate, letter.Document, error) {
	all, err := a.LetterTemplates(ctx, p)
	if err != nil {
		return LetterTemplate{}, letter.Document{}, err
	}
	i := slices.IndexFunc(all, func(t LetterTemplate) bool { return t.Procedure.ID == procedureID && t.Name == name })
	if i < 0 {
		return LetterTemplate{}, letter.Document{}, ErrNotFound
	}
	t := all[i]
	template, _ := letter.ParseTemplate(t.Name, t.Procedure.Texts[t.File])
	t.Conditions = template.Conditions()
	swv, err := a.SWV(ctx, p.Tenant)
	if err != nil {
		return t, letter.Document{}, err
	}
	e := &example{swv: swv, proc: t.Procedure, letter: t.Letter, today: a.Today(), not: not}
	doc, _ := template.Fill(e)
	e.head(&doc)
	return t, doc, nil
}

// example answers the names of a letter with invented data.
type example struct {
	swv    *procedure.SWV
	proc   *procedure.Procedure
	letter procedure.Letter
	today  civil.Day
	not    []string
	item   map[string]string // inside a list
}

func (e *example) head(doc *letter.Document) {
	head := e.swv.Letterhead
	doc.Letterhead = letter.Letterhead{Name: head.Name, Lines: head.Lines, Place: head.Place, Contact: head.Contact, Accent: e.swv.Look.Accent}
	doc.Addressee = []string{e.addressee(), "Voorbeeldstraat 1", "1234 AB  Voorbeeldstad"}
	doc.Date, doc.Reference = e.today.Dutch(), "VOORBEELD-1"
	if head.Signer != "" {
		doc.Signer = []string{head.Signer, head.Name}
	}
	doc.Watermark = "VOORBEELD"
}

func (e *example) addressee() string {
	for _, r := range e.proc.Roles {
		if r.Name == e.letter.To && r.Of == "gezin" {
			return "A. Voorbeeld"
		}
	}
	return "De Voorbeeldschool"
}

// exampleTexts are the names that a letter can always ask.
func (e *example) texts() map[string]string {
	day := e.today.Dutch()
	year := civil.SchoolYearOf(e.today)
	return map[string]string{
		"naam van de leerling": "Sam Voorbeeld", "voornaam van de leerling": "Sam", "school": "De Voorbeeldschool", "ouders": "A. Voorbeeld en B. Voorbeeld",
		"naam geadresseerde": e.addressee(), "samenwerkingsverband": e.swv.Title, "ondertekenaar": e.swv.Letterhead.Signer,
		"plaats": e.swv.Letterhead.Place, "datum": day, "kenmerk": "VOORBEELD-1", "naam van de procedure": e.proc.Title, "mandaat": e.swv.Mandate,
		"aanhef": "Beste " + e.addressee(), "adres geadresseerde": "Voorbeeldstraat 1, 1234 AB Voorbeeldstad",
		"plaats van de school": "Voorbeeldstad", "schoolbestuur": "Stichting Voorbeeldscholen", "wat ontbreekt": "het ontwikkelingsperspectief met een handtekening",
		"laatste dag bezwaar": e.today.AddDays(42).Dutch(), "tlv nummer": "VOORBEELD", "tlv van": year.Next().First().Dutch(),
		"tlv tot en met": year.Next().Next().Last().Dutch(), "tlv schoolsoort": "so", "tlv categorie": "1 (laag)",
	}
}

// Text gives invented data: what always can be asked, or an answer that fits the
// kind of the question.
func (e *example) Text(name string) (string, bool) {
	if t, ok := e.item[name]; ok {
		return t, true
	}
	if t, ok := e.texts()[name]; ok && t != "" {
		return t, true
	}
	switch name {
	case "uitkomst", "wat nu":
		if len(e.proc.Outcomes) > 0 && name == "uitkomst" {
			return e.proc.Outcomes[0].Title, true
		}
		return "Hier staat wat er daarna gebeurt.", true
	}
	if f, ok := e.field(name); ok {
		return e.answer(f), true
	}
	for _, t := range e.proc.Terms {
		if strings.Contains(name, t.Name) {
			return e.today.AddDays(56).Dutch(), true
		}
	}
	return "[" + name + "]", true
}

func (e *example) field(name string) (procedure.Field, bool) {
	if f, ok := casefile.FieldOf(e.proc, name); ok {
		return f, true
	}
	for _, act := range actionsOf(e.proc) {
		for _, f := range act.Asks {
			if f.Name == name || act.Name+"."+f.Name == name {
				return f, true
			}
		}
	}
	return procedure.Field{}, false
}

func (e *example) answer(f procedure.Field) string {
	switch {
	case len(f.Choices) > 0:
		return f.Choices[0]
	case f.Type == "datum":
		return e.today.AddDays(14).Dutch()
	case f.Type == "getal":
		return "3"
	case f.Type == "bedrag":
		return "€ 1.000,00"
	case f.Type == "ja-nee":
		return "ja"
	case f.Type == "persoon":
		return "C. Voorbeeld"
	case f.Type == "organisatie":
		return "De Andere Voorbeeldschool"
	}
	return "Hier staat het antwoord op de vraag “" + f.Question + "”"
}

// Holds takes every condition to be met, but for those that are left out.
func (e *example) Holds(condition string) bool { return !slices.Contains(e.not, condition) }

// Each gives two items of a list, with a text for each of its names.
func (e *example) Each(list string) []letter.Data {
	var items []letter.Data
	for _, who := range []string{"D. Voorbeeld", "E. Voorbeeld"} {
		item := map[string]string{}
		for _, name := range procedure.LetterLists[list] {
			item[name] = exampleOf(name, who, e.today)
		}
		items = append(items, &example{swv: e.swv, proc: e.proc, letter: e.letter, today: e.today, not: e.not, item: item})
	}
	return items
}

func exampleOf(name, who string, today civil.Day) string {
	switch name {
	case "naam", "van":
		return who
	case "datum", "wanneer":
		return today.Dutch()
	case "beroep":
		return "orthopedagoog"
	case "artikel":
		return "Awb 4:13"
	}
	return "voorbeeld van " + name
}

// Part gives what always stands in a decision.
func (e *example) Part(name string) []letter.Block {
	switch name {
	case "mandaat":
		return letter.Paragraphs(cmp.Or(e.letter.Mandate, e.swv.Mandate))
	case "bezwaarclausule":
		return letter.Paragraphs(e.swv.Clause)
	case "beroepsclausule":
		return letter.Paragraphs(e.swv.Appeal)
	case "adviseurs":
		return []letter.Block{letter.Paragraph{Spans: letter.Text("Het besluit rust op het advies van:")},
			letter.Bullets("D. Voorbeeld, orthopedagoog", "E. Voorbeeld, psycholoog")}
	}
	return letter.Paragraphs("Hier staan de redenen van het besluit, zoals die zijn opgeschreven.")
}

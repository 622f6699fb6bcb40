package app

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/letter"
	"passend/internal/procedure"
	"passend/internal/procedure/condition"
)

// letter fills one letter for one addressee, word for word as it will be sent.
func (a *App) letter(w *world, s *casefile.State, made casefile.LetterMade) (letter.Document, error) {
	def, ok := letterDef(w.Proc, made.Letter)
	if !ok {
		return letter.Document{}, fmt.Errorf("letter %q is not in procedure %s", made.Letter, w.Proc.ID)
	}
	template, faults := a.letters.template(w.Proc, def)
	if len(faults) > 0 {
		return letter.Document{}, fmt.Errorf("letter %s: %s", def.File, faults[0])
	}
	data := &letterData{w: w, s: s, made: made}
	doc, missing := template.Fill(data)
	if len(missing) > 0 {
		a.log.Warn("letter has gaps", "procedure", w.Proc.ID, "letter", def.Name, "missing", strings.Join(missing, ", "))
	}
	data.head(&doc, a.demo)
	return doc, nil
}

func letterDef(p *procedure.Procedure, name string) (procedure.Letter, bool) {
	for _, l := range p.Letters {
		if l.Name == name {
			return l, true
		}
	}
	return procedure.Letter{}, false
}

// DocumentOf reads the letter that an event keeps.
func DocumentOf(made casefile.LetterMade) (letter.Document, error) {
	var doc letter.Document
	err := json.Unmarshal(made.Content, &doc)
	return doc, err
}

// letterData answers the names of a letter from the case.
type letterData struct {
	w    *world
	s    *casefile.State
	made casefile.LetterMade
	item map[string]string // inside a list
}

func (d *letterData) head(doc *letter.Document, demo bool) {
	head := d.w.SWV.Letterhead
	head.Signer = d.office()
	doc.Letterhead = letter.Letterhead{Name: head.Name, Lines: head.Lines, Place: head.Place, Contact: head.Contact, Accent: d.w.SWV.Look.Accent}
	doc.Addressee = d.addressee()
	doc.Date = d.made.Day.Dutch()
	doc.Reference = d.s.Started.Number
	if signer := d.signer(); signer != "" {
		doc.Signer = []string{signer, head.Signer}
	} else if head.Signer != "" {
		doc.Signer = []string{head.Signer, head.Name}
	}
	if demo {
		doc.Watermark = "DEMONSTRATIE"
	}
}

// signer is who decided, when this is a decision: also when the letter is made
// later, by another or by itself.
func (d *letterData) signer() string {
	if !d.made.Decision {
		return ""
	}
	for _, e := range slices.Backward(d.s.History) {
		if _, ok := e.Data.(casefile.Resulted); ok {
			return d.ofSWV(e.By)
		}
	}
	if d.w.Who.OrgKind != "swv" {
		return ""
	}
	return d.w.Who.Name
}

func (d *letterData) ofSWV(a casefile.Actor) string {
	if slices.ContainsFunc(d.w.SWV.Functions, func(f procedure.Function) bool { return f.Name == a.Function && f.At == "swv" }) {
		return a.Name
	}
	return ""
}

// office is the function that signs this letter.
func (d *letterData) office() string {
	if def, ok := letterDef(d.w.Proc, d.made.Letter); ok && def.Signer != "" {
		return def.Signer
	}
	return d.w.SWV.Letterhead.Signer
}

func (d *letterData) mandate() string {
	if def, ok := letterDef(d.w.Proc, d.made.Letter); ok && def.Mandate != "" {
		return def.Mandate
	}
	return d.w.SWV.Mandate
}

// addressee is name and address; a secret address is only on the envelope that
// the office writes by hand (LAW-11).
func (d *letterData) addressee() []string {
	lines := []string{d.made.ToName}
	if d.made.ToKind == "ouder" {
		c, _ := d.w.pupil.carer(d.made.To)
		if c.Secret {
			return append(lines, "adres bekend bij het samenwerkingsverband")
		}
		return addressLines(lines, c.Address, c.Postcode, c.Place)
	}
	if org, err := d.w.org(d.made.To); err == nil {
		return addressLines(lines, org.Address, org.Postcode, org.Place)
	}
	return lines
}

func addressLines(lines []string, address, postcode, place string) []string {
	if address != "" {
		lines = append(lines, address)
	}
	if city := strings.TrimSpace(postcode + "  " + place); city != "" {
		lines = append(lines, city)
	}
	return lines
}

func (d *letterData) facts() condition.Facts { return casefile.Facts(d.w.World, d.s, nil) }

// Text gives a name of procedure.LetterNames, or a fact of the case.
func (d *letterData) Text(name string) (string, bool) {
	if t, ok := d.item[name]; ok {
		return t, true
	}
	if t, ok := d.fixed(name); ok {
		return t, t != ""
	}
	if v, _, ok := d.facts().Fact(name); ok {
		return v.String(), true
	}
	return "", false
}

func (d *letterData) fixed(name string) (string, bool) {
	p, s := d.w.pupil, d.s
	texts := map[string]string{
		"naam van de leerling": p.FullName(), "voornaam van de leerling": p.FirstName, "school": s.ApplicantName,
		"ouders": d.parents(), "naam geadresseerde": d.made.ToName, "samenwerkingsverband": d.w.SWV.Title,
		"ondertekenaar": d.office(), "plaats": d.w.SWV.Letterhead.Place, "datum": d.made.Day.Dutch(),
		"kenmerk": s.Started.Number, "naam van de procedure": d.w.Proc.Title, "mandaat": d.mandate(),
		"aanhef": d.salutation(), "adres geadresseerde": strings.Join(d.addressee()[1:], ", "),
	}
	if t, ok := texts[name]; ok {
		return t, true
	}
	return d.looked(name)
}

// looked are the names that cost a look elsewhere.
func (d *letterData) looked(name string) (string, bool) {
	switch name {
	case "plaats van de school", "schoolbestuur":
		return d.orgText(name), true
	case "uitkomst", "wat nu":
		return d.outcome(name), true
	case "wat ontbreekt":
		return strings.Join(d.s.SentBack, "; "), true
	case "laatste dag bezwaar":
		return d.objectionDay(), true
	}
	if field, ok := strings.CutPrefix(name, "tlv "); ok {
		return d.grantText(field), true
	}
	return "", false
}

func (d *letterData) parents() string {
	var names []string
	for _, c := range d.s.Carers {
		if c.Authority {
			names = append(names, c.Name)
		}
	}
	return strings.Join(names, " en ")
}

func (d *letterData) salutation() string {
	if d.made.ToKind == "ouder" {
		return "Beste " + d.made.ToName
	}
	return "Geachte directie"
}

func (d *letterData) orgText(name string) string {
	id := d.s.Applicant
	if name == "schoolbestuur" {
		id = d.s.Board
	}
	org, err := d.w.org(id)
	switch {
	case err != nil:
		return ""
	case name == "schoolbestuur":
		return org.Name
	}
	return org.Place
}

func (d *letterData) outcome(name string) string {
	for _, o := range d.w.Proc.Outcomes {
		if o.Name == d.s.Outcome {
			if name == "wat nu" {
				return o.Next
			}
			return o.Title
		}
	}
	return ""
}

// objectionDay is the last day to object when the letter leaves on its date.
func (d *letterData) objectionDay() string {
	return civil.ObjectionEnd(d.made.Day, d.w.Calendar).Dutch()
}

func (d *letterData) grantText(field string) string {
	if len(d.s.Grants) == 0 {
		return ""
	}
	g := d.s.Grants[len(d.s.Grants)-1]
	switch field {
	case "nummer":
		return g.Number
	case "van":
		return g.From.Dutch()
	case "tot en met":
		return g.Until.Dutch()
	case "schoolsoort":
		return g.School
	case "categorie":
		return CategoryText(g.Category)
	}
	return ""
}

// CategoryText shows a funding category as number and word (LAW-06).
func CategoryText(category string) string {
	switch category {
	case "1":
		return "1 (laag)"
	case "2":
		return "2 (midden)"
	case "3":
		return "3 (hoog)"
	case "":
		return "geen"
	}
	return category
}

// Holds judges a condition of the letter; its text was checked when the
// procedure was loaded.
func (d *letterData) Holds(text string) bool {
	expr := d.condition(text)
	if expr == nil {
		return false
	}
	r := expr.Eval(withOutcome{d})
	return r.Known && r.Value.IsTrue()
}

func (d *letterData) condition(text string) *condition.Expr {
	if d.item == nil {
		return d.w.app.letters.condition(d.w.Proc, d.w.SWV, text)
	}
	expr, faults := condition.Parse(text, d.symbols())
	if len(faults) > 0 {
		return nil
	}
	return expr
}

func (d *letterData) symbols() condition.Symbols {
	s := procedure.LetterSymbols(d.w.Proc, d.w.SWV)
	if d.item == nil {
		return s
	}
	return itemSymbols{s, d.item}
}

type itemSymbols struct {
	condition.Symbols
	item map[string]string
}

func (s itemSymbols) Lookup(name string) (condition.Symbol, bool) {
	if _, ok := s.item[name]; ok {
		return condition.Symbol{Name: name, Type: condition.Text}, true
	}
	return s.Symbols.Lookup(name)
}

func (s itemSymbols) Names() []string {
	names := s.Symbols.Names()
	for n := range s.item {
		names = append(names, n)
	}
	return names
}

// withOutcome adds what only letters know to the facts of the case.
type withOutcome struct{ d *letterData }

func (f withOutcome) Fact(name string) (condition.Value, string, bool) {
	if t, ok := f.d.item[name]; ok {
		return condition.TextValue(t), "de lijst", t != ""
	}
	if name == "uitkomst" {
		return condition.ChoiceValue(f.d.s.Outcome), "de zaak", f.d.s.Outcome != ""
	}
	return f.d.facts().Fact(name)
}

// Part gives the blocks that the law asks of a decision (LAW-15).
func (d *letterData) Part(name string) []letter.Block {
	switch name {
	case "mandaat":
		return letter.Paragraphs(d.mandate())
	case "beroepsclausule":
		return letter.Paragraphs(d.w.SWV.Appeal)
	case "bezwaarclausule":
		return letter.Paragraphs(d.w.SWV.Clause)
	case "adviseurs":
		return d.advisers()
	case "motivering":
		return d.reasons()
	}
	return nil
}

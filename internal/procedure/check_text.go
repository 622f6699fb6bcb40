package procedure

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"passend/internal/letter"
	"passend/internal/procedure/condition"
)

// LetterNames are the names that letters and messages may use beside the facts
// of the case (see facts.go).
var LetterNames = []string{
	"naam van de leerling", "voornaam van de leerling", "school", "plaats van de school", "schoolbestuur",
	"ouders", "naam geadresseerde", "aanhef", "adres geadresseerde", "samenwerkingsverband", "ondertekenaar",
	"plaats", "datum", "kenmerk", "naam van de procedure", "uitkomst", "wat nu", "wat ontbreekt",
	"tlv nummer", "tlv van", "tlv tot en met", "tlv schoolsoort", "tlv categorie",
	"laatste dag bezwaar", "mandaat",
}

// LetterLists are the lists a letter can go through with {voor elke: …}, with
// the names that each of their items adds.
var LetterLists = map[string][]string{
	"deskundigen":     {"naam", "beroep", "rol", "organisatie", "datum"},
	"documenten":      {"naam", "datum"},
	"wat ontbreekt":   {"naam", "waarom"},
	"uitleg termijn":  {"wanneer", "wat", "artikel"},
	"ouders":          {"naam"},
	"vastgelegd":      {"vraag", "antwoord"},
	"handtekeningen":  {"naam", "rol", "datum"},
	"berichten":       {"datum", "van", "tekst"},
	"voorwaarden":     {"tekst"},
	"gronden besluit": {"tekst", "bron"},
}

// LetterSymbols gives the names that the conditions of letters may use: those
// of the procedure, and the outcome of the case.
func LetterSymbols(p *Procedure, swv *SWV) condition.Symbols { return letterSymbols(p, swv) }

func letterSymbols(p *Procedure, swv *SWV) *symbols {
	s := symbolsOf(p, swv)
	s.add("uitkomst", condition.Choice, namesOf(p.Outcomes, func(o *Outcome) string { return o.Name })...)
	return s
}

func (c *checker) checkLetters() {
	var used []string
	s := letterSymbols(c.p, c.swv)
	for i := range c.p.Letters {
		t := &c.p.Letters[i]
		used = append(used, t.File)
		text, ok := c.p.Texts[t.File]
		if !ok {
			files := keysSorted(c.p.Texts)
			c.fault(c.place(&t.File, t.At), "bestand "+show(t.File)+" staat niet in de map "+letterDir, "een bestand met .md", suggest(t.File, files))
			continue
		}
		c.letter(t, text, s)
	}
	for _, file := range keysSorted(c.p.Texts) {
		if !slices.Contains(used, file) {
			c.warn(Pos{c.prefix + letterDir + "/" + file, 1, 1}, "geen brief gebruikt dit bestand", "noem het bij `bestand` van een brief, of haal het weg")
		}
	}
}

func keysSorted[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func (c *checker) letter(t *Letter, text string, s *symbols) {
	template, faults := letter.ParseTemplate(t.Name, text)
	file := c.prefix + letterDir + "/" + t.File
	for _, f := range faults {
		c.fault(Pos{file, f.Line, f.Column}, f.What, "", f.Hint)
	}
	for _, u := range template.Uses() {
		c.letterUse(u, Pos{file, u.Line, u.Column}, s, strings.Split(text, "\n"))
	}
	c.decisionLetter(t, template, file)
}

func (c *checker) letterUse(u letter.Use, at Pos, s *symbols, text []string) {
	item := LetterLists[u.Loop]
	switch u.Kind {
	case letter.UsesText:
		c.placeholder(u.Text, at, s, item)
	case letter.UsesList:
		if _, ok := LetterLists[u.Text]; !ok {
			c.fault(at, "lijst "+show(u.Text)+" bestaat niet", "een van "+quoted(keysSorted(LetterLists)), suggest(u.Text, keysSorted(LetterLists)))
		}
	case letter.UsesCondition:
		c.letterCondition(u, at, s, text)
	}
}

func (c *checker) letterCondition(u letter.Use, at Pos, s *symbols, text []string) {
	here := s
	if items := LetterLists[u.Loop]; len(items) > 0 {
		here = s.with(nil)
		for _, n := range items {
			here.add(n, condition.Text)
		}
	}
	if at.Line <= len(text) {
		if i := strings.Index(text[at.Line-1], u.Text); i >= 0 {
			at.Column = utf8.RuneCountInString(text[at.Line-1][:i]) + 1
		}
	}
	expr, faults := condition.Parse(u.Text, here)
	for _, f := range faults {
		c.fault(Pos{at.File, at.Line, at.Column + f.Column - 1}, f.What, f.Expected, f.Hint)
	}
	if len(faults) == 0 && expr.Type() != condition.Truth {
		c.fault(at, show(u.Text)+" is geen vraag met ja of nee als antwoord", "een voorwaarde", "vergelijk het met iets: `… is …`, `… is ingevuld`")
	}
}

func (c *checker) placeholder(name string, at Pos, s *symbols, more []string) {
	if _, ok := s.Lookup(name); ok || slices.Contains(LetterNames, name) || slices.Contains(more, name) {
		return
	}
	known := slices.Concat(more, s.names, LetterNames)
	c.fault(at, "onbekend gegeven {"+name+"}", "een gegeven van deze procedure", suggest(name, known))
}

var braces = regexp.MustCompile(`\{([^{}]*)\}`)

// placeholders checks every {name} in a text of the procedure.
func (c *checker) placeholders(text *string, around Pos, s *symbols) {
	start := c.place(text, around)
	for _, m := range braces.FindAllStringSubmatchIndex(*text, -1) {
		at := c.source.within(start, *text, utf8.RuneCountInString((*text)[:m[0]])+1)
		c.placeholder((*text)[m[2]:m[3]], at, s, []string{"dag"})
	}
}

// checkMessages: inside the case facts may be told; the mail that says so may
// only hold a day (LAW-12).
func (c *checker) checkMessages() {
	s := letterSymbols(c.p, c.swv)
	for i := range c.p.Messages {
		m := &c.p.Messages[i]
		c.placeholders(&m.Subject, m.At, s)
		c.placeholders(&m.Text, m.At, s)
		for _, found := range braces.FindAllStringSubmatchIndex(m.Mail, -1) {
			if name := m.Mail[found[2]:found[3]]; name != "dag" {
				at := c.source.within(c.place(&m.Mail, m.At), m.Mail, utf8.RuneCountInString(m.Mail[:found[0]])+1)
				c.fault(at, "een mail mag geen gegevens bevatten: {"+name+"}", "alleen {dag}", "zet {"+name+"} in `tekst`; die staat achter de inlog")
			}
		}
	}
}

package procedure

import (
	"fmt"
	"slices"
	"strings"

	"passend/internal/letter"
)

// law looks whether a procedure can lead to a decision that stands up. What the
// law demands is a fault; what it leaves to the SWV is a warning.
func (c *checker) law() {
	c.lawClock()
	c.lawAdvice()
	c.lawGrant()
	c.lawDecision()
	c.lawObjection()
	c.lawHearing()
	c.lawRetention()
}

// top is the place of the text that says what a procedure ends in, or of its id.
func (c *checker) top() Pos {
	if c.p.EndsIn != "" {
		return c.place(&c.p.EndsIn, Pos{})
	}
	return c.place(&c.p.ID, Pos{})
}

func (c *checker) term(name string) *Term {
	for i := range c.p.Terms {
		if c.p.Terms[i].Name == name {
			return &c.p.Terms[i]
		}
	}
	return nil
}

func (t *Term) statutory() bool { return t != nil && t.Kind == "wettelijk" }

// lawClock: Awb 4:13 (a decision term), 4:14 lid 3 (postponement is notified),
// 4:15 (only an invitation with a set term makes the clock stand).
func (c *checker) lawClock() {
	for i := range c.p.Terms {
		if t := &c.p.Terms[i]; t.statutory() && t.Source == "" {
			c.fault(t.At, "termijn "+show(t.Name)+" is wettelijk, maar noemt geen wet", "`grond: Awb 4:13`, of `soort: lokaal`", "")
		}
	}
	decides := c.p.Kind == "bezwaar" || c.p.EndsIn == "tlv" || c.p.EndsIn == "lwoo"
	if decides && !slices.ContainsFunc(c.p.Terms, func(t Term) bool { return t.statutory() && !t.PerPerson && t.Favours != "burger" }) {
		c.fault(c.top(), "deze procedure heeft geen wettelijke beslistermijn", "een termijn met `soort: wettelijk` (Awb 4:13, in bezwaar Awb 7:10)", "")
	}
	for _, a := range allActions(c.p) {
		c.suspension(a)
		c.postponement(a)
		for i := range a.Stops {
			c.objectorsTerm(a, &a.Stops[i])
		}
	}
}

func (c *checker) suspension(a *Action) {
	s := a.Suspends
	if s == nil {
		return
	}
	c.objectorsTerm(a, &s.Term)
	if !c.term(s.Term).statutory() {
		return
	}
	if s.Until == "" {
		if s.Ground != "schriftelijk akkoord" {
			c.fault(c.place(&s.Term, a.At), "zonder dag schort "+show(a.Name)+" de termijn niet op", "`tot: …`, een vraag naar een dag (Awb 4:15)", "vraag bij deze handeling naar de dag waarvoor moet worden aangevuld, of kies `grond: schriftelijk akkoord`")
		}
	} else if f := fieldNamed(a.Asks, s.Until); f != nil && !f.Required {
		c.fault(f.At, "zonder antwoord op "+show(f.Name)+" staat de termijn niet stil", "`verplicht: ja`", "alleen een uitnodiging met een dag schort op (Awb 4:15)")
	}
	if len(a.Tells) == 0 && len(a.Letters) == 0 {
		c.fault(a.At, "niemand hoort dat "+show(a.Name)+" de termijn opschort", "`meldt` of `brieven`", "alleen een uitnodiging om aan te vullen schort op (Awb 4:5 en 4:15)")
	}
}

func (c *checker) postponement(a *Action) {
	if a.Postpones == nil || !c.term(a.Postpones.Term).statutory() {
		return
	}
	if len(a.Tells) == 0 && len(a.Letters) == 0 && a.Postpones.Notice == "" {
		c.fault(a.At, "niemand hoort dat "+show(a.Name)+" het besluit uitstelt", "`meldt`, `brieven` of `medegedeeld op`", "uitstel telt pas als het vóór de laatste dag is meegedeeld (Awb 4:14 lid 3)")
	}
}

// objectorsTerm: what an SWV does never shortens or stops the six weeks that
// somebody has to object (Awb 6:7).
func (c *checker) objectorsTerm(a *Action, term *string) {
	if t := c.term(*term); t.statutory() && t.Favours == "burger" {
		c.fault(c.place(term, a.At), show(a.Name)+" kan termijn "+show(*term)+" niet laten stoppen of stilstaan", "", "de termijn om bezwaar te maken loopt door, ook tijdens een gesprek of heroverweging (Awb 6:7)")
	}
}

func fieldNamed(fields []Field, name string) *Field {
	for i := range fields {
		if fields[i].Name == name {
			return &fields[i]
		}
	}
	return nil
}

// lawGrant: a TLV has a number, a first and a last day, and for so and vso a
// category.
func (c *checker) lawGrant() {
	granted := false
	for _, a := range allActions(c.p) {
		g := a.Grants
		if g == nil || g.What != "tlv" {
			continue
		}
		granted = true
		for _, need := range []struct{ word, value string }{{"van", g.From}, {"tot", g.Until}, {"nummerreeks", g.Series}, {"schoolsoort", g.School}} {
			if need.value == "" {
				c.fault(a.At, fmt.Sprintf("bij `verleent` van %s ontbreekt `%s`", show(a.Name), need.word), "`"+need.word+": …`", "een verklaring noemt nummer, schoolsoort, begin en einde")
			}
		}
		if g.Category == "" && c.special(g.School, a) {
			c.warn(a.At, show(a.Name)+" geeft een verklaring zonder categorie", "voor so en vso hoort er een `categorie` bij (1 laag, 2 midden, 3 hoog)")
		}
	}
	if c.p.EndsIn == "tlv" && !granted {
		c.fault(c.top(), "geen handeling verleent de tlv", "een handeling met `verleent: {wat: tlv, …}`", "")
	}
}

// special tells whether a grant can be for so or vso.
func (c *checker) special(school string, a *Action) bool {
	could := []string{school}
	if f := fieldNamed(a.Asks, school); f != nil {
		could = f.Choices
	} else if sym, ok := c.names.Lookup(school); ok {
		could = sym.Choices
	}
	return slices.Contains(could, "so") || slices.Contains(could, "vso")
}

// decisionParts are what every decision letter must hold: Awb 3:46 (reasons),
// 3:8 (advisers), 10:10 (mandate), and the way on: objection (3:45), or appeal
// against a decision on an objection (6:23).
func (c *checker) decisionParts() []string {
	parts := []string{"motivering", "adviseurs", "mandaat"}
	switch c.p.Kind {
	case "bezwaar":
		return append(parts, "beroepsclausule")
	case "aanvraag":
		return append(parts, "bezwaarclausule")
	}
	return parts
}

func (c *checker) decisionLetter(t *Letter, template *letter.Template, file string) {
	if !t.Decision {
		return
	}
	for _, part := range c.decisionParts() {
		again := part == "beroepsclausule" && c.anew(t) && slices.Contains(template.Parts(), "bezwaarclausule")
		if !slices.Contains(template.Parts(), part) && !again {
			c.fault(Pos{file, 1, 1}, "in besluit "+show(t.Name)+" ontbreekt {{"+part+"}}", "een regel met {{"+part+"}}", "een besluit noemt de reden, de adviseurs, het mandaat en de weg van bezwaar of beroep (Awb 3:45, 3:46, 3:8, 6:23 en 10:10)")
		}
	}
}

// anew tells whether a letter is a new decision, such as after reconsideration: it
// starts the six weeks to object, not those to appeal.
func (c *checker) anew(t *Letter) bool {
	return slices.ContainsFunc(t.Starts, func(name string) bool { return strings.Contains(name, "bezwaar") })
}

// lawDecision: a decision is told by letter, to the family by a set day, and
// starts the six weeks of each addressee (Awb 3:41, 6:7, 6:8).
func (c *checker) lawDecision() {
	var decisions []*Letter
	for _, t := range pointers(c.p.Letters) {
		if t.Decision {
			decisions = append(decisions, t)
		}
	}
	if len(decisions) == 0 {
		if c.formal() {
			c.fault(c.top(), "deze procedure heeft geen besluitbrief", "een brief met `besluit: ja`", "")
		}
		return
	}
	c.clause()
	if !c.formal() {
		return
	}
	family := false
	for _, t := range decisions {
		if c.toFamily(t) {
			family = true
			c.onTime(t)
		}
		if !slices.ContainsFunc(t.Starts, func(n string) bool { return c.term(n).statutory() }) {
			c.fault(t.At, "besluit "+show(t.Name)+" start geen bezwaartermijn", "`start bij verzending: …`, een wettelijke termijn per geadresseerde (Awb 6:7 en 6:8)", "")
		}
	}
	if !family {
		c.fault(c.top(), "het besluit gaat niet naar de ouders", "een brief met `besluit: ja` aan een rol met `van: gezin`", "")
	}
	c.toldOf()
}

// formal: these end in a decision that the family can object to.
func (c *checker) formal() bool { return c.p.EndsIn == "tlv" || c.p.EndsIn == "lwoo" }

func (c *checker) toFamily(t *Letter) bool {
	return t.To == "gezin" || slices.ContainsFunc(c.p.Roles, func(r Role) bool { return r.Name == t.To && r.Of == "gezin" })
}

func (c *checker) onTime(t *Letter) {
	if t.Latest == "" {
		c.fault(t.At, "besluit "+show(t.Name)+" kan bij de ouders uitblijven", "`uiterlijk verzonden: …`, een duur na het besluit", "")
	}
}

// clause: what the SWV itself must say in each decision.
func (c *checker) clause() {
	if c.p.Kind == "bezwaar" {
		if c.swv.Appeal == "" {
			c.fault(Pos{swvFile, 1, 1}, "er is geen beroepsclausule, maar wel een beslissing op bezwaar in "+show(c.p.ID), "`beroepsclausule: …` (Awb 6:23)", "")
		}
	} else if c.swv.Clause == "" {
		c.fault(Pos{swvFile, 1, 1}, "er is geen bezwaarclausule, maar wel een besluitbrief in "+show(c.p.ID), "`bezwaarclausule: …` (Awb 3:45)", "")
	}
	if c.swv.Mandate == "" {
		c.fault(Pos{swvFile, 1, 1}, "er is geen mandaat, maar wel een besluitbrief in "+show(c.p.ID), "`mandaat: …` (Awb 10:10)", "")
	}
}

// toldOf warns of decisions of which no letter is made in the same step.
func (c *checker) toldOf() {
	for _, a := range allActions(c.p) {
		decides := a.Grants != nil || c.refusal(a.Outcome)
		told := slices.ContainsFunc(c.p.Letters, func(t Letter) bool { return t.Decision && slices.Contains(a.Letters, t.Name) })
		if decides && !told {
			c.warn(a.At, show(a.Name)+" neemt een besluit zonder besluitbrief", "noem bij `brieven` een brief met `besluit: ja`")
		}
	}
}

func (c *checker) refusal(outcome string) bool {
	return slices.ContainsFunc(c.p.Outcomes, func(o Outcome) bool { return o.Name == outcome && o.Refusal })
}

// lawHearing: Awb 4:7 and 4:8 (hear before a refusal); the pupil's own voice.
func (c *checker) lawHearing() {
	for _, a := range allActions(c.p) {
		if c.refusal(a.Outcome) && !c.asks(slices.Concat(a.Asks, c.formFields(), c.askedFields()), "gehoord", "horen", "hoorgesprek", "zienswijze") {
			c.warn(a.At, show(a.Name)+" wijst af zonder te vragen of de aanvrager is gehoord", "vraag of en wanneer is gehoord, of waarom niet (Awb 4:7 en 4:8)")
		}
	}
	if c.p.EndsIn == "tlv" && !c.asks(slices.Concat(c.formFields(), c.askedFields()), "stem van", "vindt de leerling", "leerling zelf", "hoorrecht", "mening van de leerling", "leerling gehoord") {
		c.warn(c.top(), "nergens wordt gevraagd wat de leerling zelf vindt", "vraag wanneer en door wie de leerling is gehoord, in eigen woorden, of waarom niet (hoorrecht)")
	}
}

func (c *checker) asks(fields []Field, words ...string) bool {
	return slices.ContainsFunc(fields, func(f Field) bool {
		text := strings.ToLower(f.Name + " " + f.Question)
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
	})
}

func (c *checker) formFields() []Field {
	var all []Field
	for _, s := range c.p.Sections {
		all = append(all, s.Fields...)
	}
	return all
}

func (c *checker) askedFields() []Field {
	var all []Field
	for _, a := range allActions(c.p) {
		all = append(all, a.Asks...)
	}
	return all
}

// lawRetention: AVG 5 lid 1 e; what is kept has a term.
func (c *checker) lawRetention() {
	for _, d := range pointers(c.p.Documents) {
		if d.Class == "" {
			c.warn(d.At, "document "+show(d.Name)+" heeft geen bewaartermijn", "zet er een `bewaarklasse` bij (AVG 5 lid 1 onder e)")
		}
	}
}

package procedure

import (
	"slices"

	"passend/internal/procedure/condition"
)

// Budget is what an SWV has to grant in a year, as a whole and divided among its
// schools, in euros, in hours or in both.
type Budget struct {
	Named
	Title string   `nl:"naam,nodig"`
	Help  string   `nl:"uitleg"`
	Per   string   `nl:"loopt per" keuze:"schooljaar kalenderjaar"` // default: schooljaar
	Units []string `nl:"in" keuze:"bedrag uren"`                    // default: both
}

// Counts tells whether the budget is kept in this unit: bedrag or uren.
func (b Budget) Counts(unit string) bool {
	return len(b.Units) == 0 || slices.Contains(b.Units, unit)
}

// BudgetNamed finds a budget by name.
func (s *SWV) BudgetNamed(name string) (Budget, bool) {
	i := slices.IndexFunc(s.Budgets, func(b Budget) bool { return b.Name == name })
	if i < 0 {
		return Budget{}, false
	}
	return s.Budgets[i], true
}

// BudgetsOf lists the budgets out of which a procedure grants, or on whose grants
// it draws: all of the SWV for the latter.
func (s *SWV) BudgetsOf(p *Procedure) []string {
	var names []string
	for _, a := range allActions(p) {
		if a.Draws != "" || a.GivesBack != "" {
			return namesOf(s.Budgets, func(b *Budget) string { return b.Name })
		}
		if a.Grants != nil && a.Grants.Budget != "" && !slices.Contains(names, a.Grants.Budget) {
			names = append(names, a.Grants.Budget)
		}
	}
	return names
}

func (s *symbols) budgets(swv *SWV) {
	for _, b := range swv.Budgets {
		s.add("over in budget "+b.Name, condition.Money)
		s.add("uren over in budget "+b.Name, condition.Number)
	}
	for _, p := range swv.Pages {
		s.setting("versie van pagina "+p.Name, condition.Text)
	}
}

func (s *symbols) granted() {
	for _, n := range []string{"uren van de toekenning", "uren over van de toekenning", "uren van deze zaak"} {
		s.add(n, condition.Number)
	}
	s.add("bedrag van de toekenning", condition.Money)
	s.add("einde van de toekenning", condition.Date)
}

func (c *checker) budgets() {
	for i := range c.swv.Budgets {
		b := &c.swv.Budgets[i]
		c.refs(b.Units, b.At, "eenheid", []string{"bedrag", "uren"})
	}
}

// spends checks what a grant takes of a budget: something to take, a question of
// the right kind, and one that asks why there may be more than is left.
func (c *checker) spends(a *Action) {
	g := a.Grants
	names := namesOf(c.swv.Budgets, func(b *Budget) string { return b.Name })
	c.ref(&g.Budget, a.At, "budget", names)
	c.ofKind(&g.Amount, a, condition.Money, "bedrag")
	c.ofKind(&g.Hours, a, condition.Number, "getal")
	c.ofKind(&g.Beyond, a, condition.Text, "lange tekst")
	b, ok := c.swv.BudgetNamed(g.Budget)
	switch {
	case !ok:
	case g.Amount == "" && g.Hours == "":
		c.fault(a.At, show(a.Name)+" neemt niets uit budget "+show(g.Budget), "`bedrag: …` of `uren: …`", "")
	case g.Amount != "" && !b.Counts("bedrag"), g.Hours != "" && !b.Counts("uren"):
		c.fault(a.At, "budget "+show(g.Budget)+" wordt niet zo geteld", "bij het budget: `in: [bedrag, uren]`", "")
	case g.From == "":
		c.fault(a.At, show(a.Name)+" zegt niet vanaf wanneer de toekenning geldt", "`van: eerste van de volgende maand`, of een vraag met `soort: datum`", "")
	case g.Beyond == "":
		c.fault(a.At, show(a.Name)+" vraagt niet waarom er meer wordt toegekend dan er over is", "`boven budget: …` met een vraag", "zonder reden kan dat niet")
	}
}

// ofKind checks a text that must name a question of one kind.
func (c *checker) ofKind(text *string, a *Action, want condition.Type, kind string) {
	if *text == "" {
		return
	}
	sym, ok := c.names.with(a.Asks).Lookup(*text)
	switch {
	case !ok:
		c.fault(c.place(text, a.At), "vraag "+show(*text)+" bestaat niet", "een vraag met `soort: "+kind+"`", suggest(*text, append(fieldNames(a.Asks), c.names.names...)))
	case sym.Type != want:
		c.fault(c.place(text, a.At), show(*text)+" is van een andere soort", "een vraag met `soort: "+kind+"`", "")
	}
}

func (c *checker) hours(a *Action) {
	c.ofKind(&a.Draws, a, condition.Number, "getal")
	c.ofKind(&a.GivesBack, a, condition.Number, "getal")
}

// opens checks where and how another case is opened: without a name only a kind
// that can be without one.
func (c *checker) opens(a *Action) {
	if a.OpensCase == "" && (a.OpensAt != "" || a.OpensBare.Given() || len(a.OpensWith) > 0) {
		c.fault(a.At, show(a.Name)+" opent geen zaak", "`opent zaak: …`", "")
		return
	}
	if f := fieldNamed(slices.Concat(a.Asks, valuesOf(c.allFields())), a.OpensAt); a.OpensAt != "" && (f == nil || f.Type != "organisatie") {
		c.fault(c.place(&a.OpensAt, a.At), show(a.OpensAt)+" vraagt niet naar een organisatie", "een vraag met `soort: organisatie`", "")
	}
	c.refs(a.OpensWith, a.At, "vraag", append(fieldNames(a.Asks), c.known.fields...))
	i := slices.IndexFunc(c.swv.Procedures, func(p *Procedure) bool { return p.ID == a.OpensCase })
	if a.OpensBare.Given() && i >= 0 && !c.swv.Procedures[i].Nameless {
		c.fault(a.OpensBare.At, "een zaak "+show(a.OpensCase)+" kan niet zonder naam", "daar: `zonder naam: ja`", "")
	}
	if i >= 0 {
		c.takes(a, c.swv.Procedures[i])
	}
}

// takes checks that the opened case asks what it takes over.
func (c *checker) takes(a *Action, opened *Procedure) {
	var there []string
	for i := range opened.Sections {
		there = append(there, fieldNames(opened.Sections[i].Fields)...)
	}
	for i := range a.OpensWith {
		if !slices.Contains(there, a.OpensWith[i]) {
			c.fault(c.place(&a.OpensWith[i], a.At), "het formulier van "+show(opened.ID)+" vraagt niet naar "+show(a.OpensWith[i]), "een vraag met dezelfde naam", suggest(a.OpensWith[i], there))
		}
	}
}

func valuesOf[T any](list []*T) []T {
	out := make([]T, len(list))
	for i, p := range list {
		out[i] = *p
	}
	return out
}

// records checks the {names} in what an action records without asking.
func (c *checker) records(a *Action) {
	for i := range a.Records {
		c.placeholders(&a.Records[i].Value, a.At, c.names.with(a.Asks))
	}
}

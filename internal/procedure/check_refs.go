package procedure

import (
	"slices"
	"strings"

	"passend/internal/civil"
	"passend/internal/procedure/condition"
)

func (c *checker) refsOfStart() {
	p, k := c.p, c.known
	c.refs(p.Starters, Pos{}, "functie", k.functions)
	for i := range p.Starts {
		g := &p.Starts[i]
		c.refs(g.Except, g.At, "variant", k.variants)
		c.gate(g)
	}
	for i := range p.Roles {
		c.role(&p.Roles[i])
	}
	for i := range p.Views {
		v := &p.Views[i]
		if !slices.Contains(k.roles, v.Name) && !slices.Contains(k.functions, v.Name) {
			c.fault(v.At, "rol "+show(v.Name)+" bestaat niet", "een rol van deze procedure of een functie van "+swvFile, suggest(v.Name, slices.Concat(k.roles, k.functions)))
		}
		c.refs(v.In, v.At, "fase", k.phases)
	}
}

// notFor are the others than roles of whom an adviser can be independent.
var notFor = []string{"leerling", "aanvragende school", "beoogde school"}

func (c *checker) role(r *Role) {
	k := c.known
	c.ref(&r.Function, r.At, "functie", k.functions)
	c.refs(r.Professions, r.At, "beroep", k.professions)
	c.ref(&r.OtherField, r.At, "rol", k.roles)
	c.refs(r.IndependentOf, r.At, "rol", slices.Concat(notFor, k.roles))
	c.refs(r.NotAlso, r.At, "rol", k.roles)
	if r.Function == "" && r.Of != "toegewezen" {
		c.fault(r.At, "niemand kan rol "+show(r.Name)+" hebben", "`functie` en `van`, of `van: toegewezen`", "")
	}
	if r.Of == "toegewezen" && !slices.ContainsFunc(allActions(c.p), func(a *Action) bool { return assigns(a, r.Name) }) {
		c.fault(r.At, "niemand wijst rol "+show(r.Name)+" aan", "een handeling met `wijst aan`", "laat een handeling vragen wie het wordt (`soort: persoon`) en hem aanwijzen")
	}
}

func assigns(a *Action, role string) bool {
	return slices.ContainsFunc(a.Assigns, func(x Assign) bool { return x.Role == role })
}

func (c *checker) gate(g *Gate) {
	c.placeholders(&g.Else, g.At, c.names)
}

func (c *checker) refsOfDossier() {
	p, k := c.p, c.known
	for i := range p.Sections {
		s := &p.Sections[i]
		c.refs(s.By, s.At, "rol", k.roles)
		for j := range s.Fields {
			c.field(&s.Fields[j])
			c.pathOfOSO(s, &s.Fields[j])
		}
	}
	for i := range p.Documents {
		d := &p.Documents[i]
		c.age(d)
		c.refs(d.SignedBy, d.At, "rol", k.roles)
		c.ref(&d.InPlace, d.At, "document", k.documents)
		c.ref(&d.Class, d.At, "bewaarklasse", k.classes)
		c.blocksOfOSO(d)
	}
	for i := range p.Signings {
		c.ref(&p.Signings[i].By, p.Signings[i].At, "rol", k.roles)
	}
	for i := range p.Checks {
		c.ref(&p.Checks[i].By, p.Checks[i].At, "rol", k.roles)
	}
	for i := range p.Tables {
		c.looks(&p.Tables[i])
	}
}

// age checks `hoogstens oud`: a length of time, or the name of a setting that is one.
func (c *checker) age(d *Document) {
	if d.MaxAge == "" {
		return
	}
	lengths := c.lengths()
	if _, err := civil.ParseDuration(d.MaxAge); err != nil && !slices.Contains(lengths, d.MaxAge) {
		c.fault(c.place(&d.MaxAge, d.At), show(d.MaxAge)+" is geen duur en geen instelling die een duur is", "bijvoorbeeld `6 maanden`", suggest(d.MaxAge, lengths))
	}
}

// lengths are the settings of the SWV that are a length of time.
func (c *checker) lengths() []string {
	var names []string
	for _, s := range c.swv.Settings {
		if s.Value != "" && SettingValue(s).Type() == condition.Length {
			names = append(names, s.Name)
		}
	}
	return names
}

func (c *checker) looks(t *Table) {
	for i := range t.Looks {
		if _, ok := c.names.Lookup(t.Looks[i]); !ok {
			c.fault(c.place(&t.Looks[i], t.At), show(t.Looks[i])+" is geen gegeven van deze procedure", "", suggest(t.Looks[i], c.names.names))
		}
	}
	for i := range t.Rules {
		r := &t.Rules[i]
		if len(t.Looks) == 0 || r.When.Expr == nil {
			continue
		}
		for _, n := range r.When.Expr.Names() {
			if !slices.Contains(t.Looks, n) && !strings.HasPrefix(n, "instelling ") {
				c.warn(r.When.At, "deze rij kijkt ook naar "+show(n), "zet "+show(n)+" bij `kijkt naar`")
			}
		}
	}
}

// copies checks that what a field takes over is a question or another fact of the
// case, of the same kind.
func (c *checker) copies(f *Field) {
	if f.Copies == "" || slices.Contains(c.known.fields, f.Copies) {
		return
	}
	fact, ok := c.names.Lookup(f.Copies)
	switch {
	case !ok:
		c.fault(c.place(&f.Copies, f.At), show(f.Copies)+" is geen vraag en geen gegeven van deze procedure", "", suggest(f.Copies, c.names.names))
	case fact.Type != fieldType(f.Type) && !(fact.Type == condition.Text && fieldType(f.Type) == condition.Choice):
		c.fault(c.place(&f.Copies, f.At), show(f.Copies)+" is van een andere soort dan "+show(f.Name), "een gegeven van dezelfde soort", "")
	}
}

func (c *checker) field(f *Field) {
	k := c.known
	c.refs(f.By, f.At, "rol", k.roles)
	c.ref(&f.Propose, f.At, "tabel of vraag", slices.Concat(k.tables, k.fields))
	c.ref(&f.Guard, f.At, "woordenlijst", k.words)
	c.ref(&f.GuardBy, f.At, "vraag", k.fields)
	c.copies(f)
	if f.Type == "persoon" {
		c.ref(&f.Among, f.At, "rol", k.roles)
	}
	choice := f.Type == "keuze" || f.Type == "meerkeuze"
	switch {
	case choice && len(f.Choices) == 0:
		c.fault(f.At, "bij "+show(f.Name)+" valt niets te kiezen", "`keuzes: […]`", "")
	case !choice && len(f.Choices) > 0:
		c.fault(f.At, "bij "+show(f.Name)+" staan keuzes, maar het is geen keuze", "`soort: keuze` of `soort: meerkeuze`", "")
	}
	if f.Valid.Given() != (f.Invalid != "") {
		c.fault(f.At, "bij "+show(f.Name)+" horen `goed als` en `anders` bij elkaar", "een voorwaarde en de zin die wordt getoond als zij niet klopt", "")
	}
	if f.Depart != "" && f.Propose == "" {
		c.fault(c.place(&f.Depart, f.At), "bij "+show(f.Name)+" is geen voorstel om van af te wijken", "`voorstel: tabel`", "")
	}
	c.proposal(f)
}

// proposal checks that what a table proposes can be chosen.
func (c *checker) proposal(f *Field) {
	i := slices.IndexFunc(c.p.Tables, func(t Table) bool { return t.Name == f.Propose })
	if i < 0 {
		return
	}
	t := &c.p.Tables[i]
	named := false
	for j := range t.Rules {
		r := &t.Rules[j]
		outcome := r.row().Outcome
		if f.Outcome != "" {
			_, has := r.Outcomes[f.Outcome]
			named = named || has
			outcome = r.Outcomes[f.Outcome]
		}
		if outcome != "" && len(f.Choices) > 0 && !slices.Contains(f.Choices, outcome) {
			c.fault(r.At, "uitkomst "+show(outcome)+" kan niet worden gekozen bij "+show(f.Name), "een van "+quoted(f.Choices), suggest(outcome, f.Choices))
		}
	}
	if f.Outcome != "" && !named {
		c.fault(c.place(&f.Outcome, f.At), "tabel "+show(t.Name)+" heeft geen uitkomst met de naam "+show(f.Outcome), "een naam onder `uitkomsten`", "")
	}
}

func (c *checker) refsOfTerms() {
	p, k := c.p, c.known
	for i := range p.Terms {
		t := &p.Terms[i]
		if !slices.Contains(c.lengths(), t.Length) {
			c.duration(&t.Length, t.At)
		}
		c.counted(t)
		c.ref(&t.OnMove, t.At, "rol", k.roles)
		if t.From != "" {
			c.dateName(&t.From, t.At, nil)
		}
		for j := range t.Warn {
			c.ref(&t.Warn[j].Role, t.At, "rol", k.roles)
			c.duration(&t.Warn[j].Before, t.At)
		}
		c.tells(t.Passed.Tells, t.At)
	}
}

func (c *checker) duration(text *string, around Pos) {
	if *text == "" {
		return
	}
	if _, err := civil.ParseDuration(*text); err != nil {
		c.fault(c.place(text, around), show(*text)+" is geen duur", "bijvoorbeeld `8 weken`, `5 werkdagen` of `6 maanden`", "")
	}
}

// dateName checks a text that must name a date: a fact or a question asked here.
func (c *checker) dateName(text *string, around Pos, asked []Field) {
	if *text == "" {
		return
	}
	sym, ok := c.names.with(asked).Lookup(*text)
	switch {
	case !ok:
		c.fault(c.place(text, around), "vraag "+show(*text)+" bestaat niet", "een vraag met `soort: datum`", suggest(*text, slices.Concat(fieldNames(asked), c.names.names)))
	case sym.Type != condition.Date:
		c.fault(c.place(text, around), show(*text)+" is geen datum", "een vraag met `soort: datum`", "")
	}
}

func (c *checker) tells(tells []Tell, around Pos) {
	for i := range tells {
		c.ref(&tells[i].To, around, "rol", c.known.roles)
		c.ref(&tells[i].Message, around, "bericht", c.known.messages)
	}
}

func (c *checker) refsOfEnd() {
	p, k := c.p, c.known
	for i := range p.Letters {
		t := &p.Letters[i]
		c.ref(&t.To, t.At, "rol", append(slices.Clone(k.roles), "gezin"))
		c.refs(t.Starts, t.At, "termijn", k.terms)
		c.duration(&t.Latest, t.At)
		c.ref(&t.Class, t.At, "bewaarklasse", k.classes)
	}
	for i := range p.Outcomes {
		c.refs(p.Outcomes[i].Follow, p.Outcomes[i].At, "procedure", k.procedures)
	}
	for i := range p.Retention {
		c.duration(&p.Retention[i].Length, p.Retention[i].At)
		c.byItself(&p.Retention[i])
	}
}

// byItself: a decision is proof that somebody may need, so a person says when it
// goes (LAW-10); what ends in no decision may go by itself.
func (c *checker) byItself(r *Retention) {
	if r.Auto && c.p.Kind != "dossier" {
		c.fault(r.At, "wat tot een besluit leidt, wordt niet vanzelf vernietigd", "`vanzelf` alleen bij `soort: dossier`", "laat `vanzelf` weg; dan geeft een mens de vernietiging vrij")
	}
}

package procedure

import (
	"fmt"
	"slices"
)

// checker looks whether everything one procedure names exists, can be reached
// and is lawful.
type checker struct {
	*loader
	*folder
	p     *Procedure
	swv   *SWV
	names *symbols
	known names
}

// names are the words that a procedure may refer to, by kind.
type names struct {
	roles, functions, sections, documents, signings, checks, tasks, terms, phases,
	letters, messages, outcomes, tables, variants, procedures, classes, bodies, facilities,
	professions, words, series, fields, always []string
}

func (l *loader) check(f *folder, swv *SWV) {
	c := &checker{loader: l, folder: f, p: f.proc, swv: swv, names: symbolsOf(f.proc, swv)}
	c.known = c.collect()
	c.refsOfStart()
	c.refsOfDossier()
	c.refsOfJournals()
	c.refsOfIntake()
	c.refsOfTerms()
	c.refsOfPhases()
	c.places()
	c.shares()
	c.refsOfEnd()
	c.clashes()
	c.reach()
	c.use()
	c.checkLetters()
	c.checkMessages()
	c.law()
}

func (c *checker) collect() names {
	p, swv := c.p, c.swv
	n := names{
		roles:     namesOf(p.Roles, func(x *Role) string { return x.Name }),
		sections:  namesOf(p.Sections, func(x *Section) string { return x.Name }),
		documents: namesOf(p.Documents, func(x *Document) string { return x.Name }),
		signings:  namesOf(p.Signings, func(x *Signing) string { return x.Name }),
		checks:    namesOf(p.Checks, func(x *Checklist) string { return x.Name }),
		terms:     namesOf(p.Terms, func(x *Term) string { return x.Name }),
		phases:    namesOf(p.Phases, func(x *Phase) string { return x.Name }),
		letters:   namesOf(p.Letters, func(x *Letter) string { return x.Name }),
		messages:  namesOf(p.Messages, func(x *Message) string { return x.Name }),
		outcomes:  namesOf(p.Outcomes, func(x *Outcome) string { return x.Name }),
		tables:    namesOf(p.Tables, func(x *Table) string { return x.Name }),
		variants:  namesOf(p.Variants, func(x *Variant) string { return x.Name }),
		classes:   namesOf(p.Retention, func(x *Retention) string { return x.Name }),
		always:    namesOf(p.Always, func(x *Action) string { return x.Name }),

		functions:  namesOf(swv.Functions, func(x *Function) string { return x.Name }),
		bodies:     namesOf(swv.Bodies, func(x *Body) string { return x.Name }),
		facilities: namesOf(swv.Facilities, func(x *Facility) string { return x.Name }),
		words:      namesOf(swv.Words, func(x *WordList) string { return x.Name }),
		series:     namesOf(swv.Series, func(x *Series) string { return x.Name }),

		professions: swv.Professions,
	}
	for _, other := range swv.Procedures {
		n.procedures = append(n.procedures, other.ID)
	}
	for i := range p.Phases {
		n.tasks = append(n.tasks, namesOf(p.Phases[i].Tasks, func(x *Action) string { return x.Name })...)
	}
	for i := range p.Sections {
		n.fields = append(n.fields, fieldNames(p.Sections[i].Fields)...)
	}
	for _, a := range allActions(p) {
		n.fields = append(n.fields, fieldNames(a.Asks)...)
	}
	return n
}

func fieldNames(fields []Field) []string {
	return namesOf(fields, func(f *Field) string { return f.Name })
}

// fault reports what stands at a place; without a place at the top of the file.
func (c *checker) fault(at Pos, what, expected, hint string) {
	if at.File == "" {
		at = Pos{c.source.file, 1, 1}
	}
	c.source.fault(at, what, expected, hint)
}

func (c *checker) warn(at Pos, what, hint string) {
	c.faults = append(c.faults, Fault{Pos: at, What: what, Hint: hint, Warning: true})
}

// ref reports a text that names something which is not there.
func (c *checker) ref(text *string, around Pos, kind string, known []string) {
	if *text != "" && !slices.Contains(known, *text) {
		c.fault(c.place(text, around), kind+" "+show(*text)+" bestaat niet", "", meant(*text, known))
	}
}

func (c *checker) refs(texts []string, around Pos, kind string, known []string) {
	for i := range texts {
		c.ref(&texts[i], around, kind, known)
	}
}

// clashes reports names that mean two things.
func (c *checker) clashes() {
	c.formClashes()
	c.askedClashes()
	c.actionClashes()
	fixed := symbolsOf(&Procedure{}, nil)
	for _, f := range c.allFields() {
		if _, ok := fixed.known[f.Name]; ok || f.Name == "waarde" {
			c.fault(f.At, show(f.Name)+" is al een vast woord", "een eigen naam voor deze vraag", "kies een andere naam; elke procedure kent "+show(f.Name)+" al")
		}
	}
}

func (c *checker) allFields() []*Field {
	var all []*Field
	for i := range c.p.Sections {
		all = append(all, pointers(c.p.Sections[i].Fields)...)
	}
	for _, a := range allActions(c.p) {
		all = append(all, pointers(a.Asks)...)
	}
	for i := range c.p.Journals {
		all = append(all, pointers(c.p.Journals[i].Fields)...)
	}
	return all
}

func (c *checker) formClashes() {
	first := map[string]Pos{}
	for i := range c.p.Sections {
		for _, f := range c.p.Sections[i].Fields {
			if at, ok := first[f.Name]; ok {
				c.fault(f.At, show(f.Name)+" staat al in het formulier", "een eigen naam per vraag", fmt.Sprintf("de andere staat op regel %d", at.Line))
				continue
			}
			first[f.Name] = f.At
		}
	}
}

// askedClashes: a question may be asked again, but then as the same kind.
func (c *checker) askedClashes() {
	for _, a := range allActions(c.p) {
		if a.Advice {
			continue
		}
		for _, f := range a.Asks {
			if sym, ok := c.names.known[f.Name]; ok && sym.Type != fieldType(f.Type) {
				c.fault(f.At, show(f.Name)+" is elders van een andere soort", "overal dezelfde soort", "geef deze vraag een eigen naam of dezelfde soort")
			}
		}
	}
}

func (c *checker) actionClashes() {
	tasks := map[string]Pos{}
	for i := range c.p.Phases {
		f := &c.p.Phases[i]
		here := map[string]bool{}
		for _, t := range f.Tasks {
			if at, ok := tasks[t.Name]; ok {
				c.fault(t.At, "taak "+show(t.Name)+" bestaat al", "een eigen naam per taak", fmt.Sprintf("de andere staat op regel %d", at.Line))
			}
			tasks[t.Name], here[t.Name] = t.At, true
		}
		for _, a := range f.Actions {
			if here[a.Name] {
				c.fault(a.At, "in deze fase heet ook een taak "+show(a.Name), "een eigen naam per handeling", "")
			}
			here[a.Name] = true
		}
		for _, a := range c.p.Always {
			if here[a.Name] && (len(a.In) == 0 && !f.End || slices.Contains(a.In, f.Name)) {
				c.fault(a.At, show(a.Name)+" bestaat ook in fase "+show(f.Name), "een eigen naam per handeling", "noem bij `in fasen` de fasen waarvoor deze bedoeld is")
			}
		}
	}
}

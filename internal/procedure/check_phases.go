package procedure

import (
	"fmt"
	"slices"

	"passend/internal/civil"
)

func (c *checker) refsOfPhases() {
	k := c.known
	for i := range c.p.Phases {
		f := &c.p.Phases[i]
		c.refs(f.OnMove, f.At, "rol", k.roles)
		c.refs(f.Fill, f.At, "onderdeel van het formulier", k.sections)
		c.refs(f.Sign, f.At, "handtekening", k.signings)
		c.refs(f.Check, f.At, "controle", k.checks)
		c.duration(&f.Within, f.At)
		c.blind(f)
		for j := range f.Next {
			c.transition(f, &f.Next[j], j == len(f.Next)-1)
		}
		for _, a := range slices.Concat(pointers(f.Tasks), pointers(f.Actions)) {
			c.action(a)
			if len(a.By) == 0 && len(f.OnMove) == 0 {
				c.fault(a.At, "niemand kan "+show(a.Name)+" doen", "`door: rol`, of `aan zet` bij de fase", "")
			}
		}
	}
	for _, a := range pointers(c.p.Always) {
		c.action(a)
		c.refs(a.In, a.At, "fase", k.phases)
	}
}

func (c *checker) blind(f *Phase) {
	tasks := namesOf(f.Tasks, func(a *Action) string { return a.Name })
	c.refs(f.Blind, f.At, "taak", tasks)
	for i := range f.Unanimous {
		for _, t := range f.Tasks {
			if slices.Contains(f.Blind, t.Name) && !slices.Contains(fieldNames(t.Asks), f.Unanimous[i]) {
				c.fault(c.place(&f.Unanimous[i], f.At), "taak "+show(t.Name)+" vraagt niet naar "+show(f.Unanimous[i]), "een vraag die elke blinde taak stelt", suggest(f.Unanimous[i], fieldNames(t.Asks)))
			}
		}
	}
}

func (c *checker) transition(f *Phase, t *Transition, last bool) {
	c.ref(&t.To, t.At, "fase", c.known.phases)
	c.ref(&t.Else, t.At, "fase", c.known.phases)
	c.refs(t.Does, t.At, "handeling onder `altijd`", c.known.always)
	switch {
	case t.When.Given() && t.Else != "", t.To != "" && t.Else != "":
		c.fault(t.At, "een rij met `als` of `naar` én `anders`", "`als` met `naar`, of alleen `anders`", "")
	case t.Target() == "":
		c.fault(t.At, "deze rij gaat nergens heen", "`naar: fase` of `anders: fase`", "")
	case !t.When.Given() && !last:
		c.fault(t.At, "een rij zonder `als` die niet de laatste is", "", "de rijen eronder worden nooit gelezen; zet haar onderaan")
	case t.Target() == f.Name:
		c.fault(t.At, "deze rij gaat naar de fase zelf", "een andere fase", "")
	}
}

// Target is the phase to which the row leads.
func (t *Transition) Target() string {
	if t.To != "" {
		return t.To
	}
	return t.Else
}

var requirements = []string{"formulier", "documenten", "handtekeningen", "controles", "adviezen"}

func (c *checker) action(a *Action) {
	k := c.known
	c.refs(a.By, a.At, "rol", k.roles)
	c.refs(a.Requires, a.At, "onderdeel van het dossier", requirements)
	c.ref(&a.To, a.At, "fase", k.phases)
	c.refs(a.Starts, a.At, "termijn", k.terms)
	c.refs(a.Stops, a.At, "termijn", k.terms)
	c.refs(a.Resumes, a.At, "termijn", k.terms)
	c.refs(a.Letters, a.At, "brief", k.letters)
	c.ref(&a.Outcome, a.At, "uitkomst", k.outcomes)
	c.refs(a.Reopens, a.At, "taak", k.tasks)
	c.ref(&a.Agenda, a.At, "orgaan", k.bodies)
	c.ref(&a.OpensCase, a.At, "procedure", k.procedures)
	c.duration(&a.Within, a.At)
	c.tells(a.Tells, a.At)
	for i := range a.Asks {
		c.field(&a.Asks[i])
		c.noOSO(&a.Asks[i])
	}
	for i := range a.Gates {
		c.gate(&a.Gates[i])
	}
	c.clock(a)
	c.assign(a)
	c.grant(a)
	c.cost(a)
	c.opens(a)
	c.hours(a)
	c.records(a)
	c.placeEffect(a)
}

func (c *checker) clock(a *Action) {
	if s := a.Suspends; s != nil {
		c.ref(&s.Term, a.At, "termijn", c.known.terms)
		c.dateName(&s.Until, a.At, a.Asks)
	}
	if s := a.Postpones; s != nil {
		c.ref(&s.Term, a.At, "termijn", c.known.terms)
		c.dateName(&s.Until, a.At, a.Asks)
		c.dateName(&s.Notice, a.At, a.Asks)
	}
}

func (c *checker) assign(a *Action) {
	for i := range a.Assigns {
		x := &a.Assigns[i]
		c.ref(&x.Role, a.At, "rol", c.known.roles)
		at := c.place(&x.Field, a.At)
		n := slices.IndexFunc(c.allFields(), func(f *Field) bool { return f.Name == x.Field })
		switch {
		case n < 0:
			c.ref(&x.Field, a.At, "vraag", fieldNames(a.Asks))
		case c.allFields()[n].Type != "persoon":
			c.fault(at, show(x.Field)+" vraagt niet naar een persoon", "een vraag met `soort: persoon`", "")
		}
		for _, r := range c.p.Roles {
			if r.Name == x.Role && r.Of != "toegewezen" {
				c.fault(c.place(&x.Role, a.At), "rol "+show(x.Role)+" wordt niet toegewezen", "een rol met `van: toegewezen`", "")
			}
		}
	}
}

// grant checks what a decision gives; a text that is no question stands for itself.
func (c *checker) grant(a *Action) {
	g := a.Grants
	if g == nil {
		return
	}
	c.ref(&g.Series, a.At, "nummerreeks", c.known.series)
	c.spends(a)
	for _, text := range []*string{&g.From, &g.Until} {
		if _, err := civil.ParseDay(*text); *text != "" && err != nil {
			c.dateName(text, a.At, a.Asks)
		}
	}
}

// start is the phase where a case begins.
func (p *Procedure) start() string {
	if len(p.Phases) == 0 {
		return ""
	}
	return p.Phases[0].Name
}

// exits lists the phases to which a phase can lead by itself; general tells
// whether the actions that are possible everywhere count too.
func (p *Procedure) exits(f *Phase, general bool) []string {
	var to []string
	add := func(target string) {
		if target != "" && target != f.Name && !slices.Contains(to, target) {
			to = append(to, target)
		}
	}
	for _, a := range slices.Concat(f.Tasks, f.Actions) {
		add(a.To)
	}
	for _, t := range f.Next {
		add(t.Target())
		for _, a := range p.Always {
			if slices.Contains(t.Does, a.Name) {
				add(a.To)
			}
		}
	}
	for _, a := range p.Always {
		if slices.Contains(a.In, f.Name) || general && len(a.In) == 0 && !f.End {
			add(a.To)
		}
	}
	return to
}

// reached lists the phases that can be reached from one phase, itself included.
func (p *Procedure) reached(from string, general bool) map[string]bool {
	seen := map[string]bool{from: true}
	for queue := []string{from}; len(queue) > 0; queue = queue[1:] {
		for i := range p.Phases {
			if p.Phases[i].Name != queue[0] {
				continue
			}
			for _, to := range p.exits(&p.Phases[i], general) {
				if !seen[to] {
					seen[to] = true
					queue = append(queue, to)
				}
			}
		}
	}
	return seen
}

// reach reports phases where no case comes and phases that no case can leave.
func (c *checker) reach() {
	ends := false
	for _, f := range c.p.Phases {
		ends = ends || f.End
	}
	if !ends && len(c.p.Phases) > 0 {
		c.fault(c.p.Phases[0].At, "geen enkele fase is een einde", "`einde: ja` bij de laatste fase", "")
		return
	}
	met := c.p.reached(c.p.start(), true)
	for i := range c.p.Phases {
		f := &c.p.Phases[i]
		if !met[f.Name] {
			c.fault(f.At, "geen zaak komt in fase "+show(f.Name), "een handeling of rij met `naar: "+f.Name+"`", "")
		}
		c.leave(f)
	}
}

func (c *checker) leave(f *Phase) {
	if f.End {
		return
	}
	met := c.p.reached(f.Name, false)
	ends := slices.ContainsFunc(c.p.Phases, func(o Phase) bool { return o.End && met[o.Name] })
	switch {
	case len(c.p.exits(f, false)) == 0:
		c.fault(f.At, "fase "+show(f.Name)+" heeft geen uitweg", "een handeling met `naar`, rijen onder `daarna`, of `einde: ja`", "")
	case !ends:
		c.fault(f.At, "vanuit fase "+show(f.Name)+" komt een zaak nooit bij een einde", "een weg naar een fase met `einde: ja`", "")
	}
}

// use reports what was described and can never be used.
func (c *checker) use() {
	var fill, sign, check, started, letters, outcomes, messages, proposed []string
	for _, f := range c.p.Phases {
		fill, sign, check = append(fill, f.Fill...), append(sign, f.Sign...), append(check, f.Check...)
	}
	for _, a := range allActions(c.p) {
		started, letters = append(started, a.Starts...), append(letters, a.Letters...)
		outcomes = append(outcomes, a.Outcome)
		messages = append(messages, messagesOf(a.Tells)...)
	}
	for _, t := range c.p.Letters {
		started = append(started, t.Starts...)
	}
	for _, t := range c.p.Terms {
		messages = append(messages, messagesOf(t.Passed.Tells)...)
	}
	for _, j := range c.p.Journals {
		messages = append(messages, messagesOf(j.Tells)...)
	}
	for i := range c.p.Places {
		for _, what := range placeChanges {
			messages = append(messages, messagesOf(c.p.Places[i].Tells(what))...)
		}
	}
	for _, f := range c.allFields() {
		proposed = append(proposed, f.Propose)
	}
	if c.p.Intake != nil {
		proposed = append(proposed, c.p.Intake.Tables...)
	}
	unused(c, c.p.Sections, fill, func(x *Section) Named { return x.Named }, "geen fase laat onderdeel %s invullen", "noem het bij `invullen` van een fase", false)
	unused(c, c.p.Signings, sign, func(x *Signing) Named { return x.Named }, "geen fase vraagt handtekening %s", "noem haar bij `ondertekenen` van een fase", false)
	unused(c, c.p.Checks, check, func(x *Checklist) Named { return x.Named }, "geen fase laat controle %s doen", "noem haar bij `controleren` van een fase", false)
	unused(c, c.p.Terms, started, func(x *Term) Named { return x.Named }, "niets start termijn %s", "noem haar bij `start` van een handeling of `start bij verzending` van een brief", false)
	unused(c, c.p.Letters, letters, func(x *Letter) Named { return x.Named }, "geen handeling maakt brief %s", "noem haar bij `brieven` van een handeling, of haal haar weg", true)
	unused(c, c.p.Messages, messages, func(x *Message) Named { return x.Named }, "niets verstuurt bericht %s", "noem het bij `meldt`, of haal het weg", true)
	unused(c, c.p.Outcomes, outcomes, func(x *Outcome) Named { return x.Named }, "geen handeling geeft uitkomst %s", "noem haar bij `uitkomst` van een handeling, of haal haar weg", true)
	unused(c, c.p.Tables, proposed, func(x *Table) Named { return x.Named }, "geen vraag gebruikt tabel %s", "noem haar bij `voorstel` van een vraag, of haal haar weg", true)
}

func messagesOf(tells []Tell) []string {
	return namesOf(tells, func(t *Tell) string { return t.Message })
}

func unused[T any](c *checker, list []T, used []string, name func(*T) Named, what, hint string, mild bool) {
	for i := range list {
		n := name(&list[i])
		if slices.Contains(used, n.Name) {
			continue
		}
		said := fmt.Sprintf(what, show(n.Name))
		if mild {
			c.warn(n.At, said, hint)
		} else {
			c.fault(n.At, said, "", hint)
		}
	}
}

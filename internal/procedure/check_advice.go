package procedure

import (
	"slices"
	"strings"
)

// Professions as the decrees name them, by the piece of the word that tells.
// The first expert is an orthopedagoog or psycholoog; the second is of another
// of these fields (Besluit bekostiging WPO; case law of the national committee).
var (
	firstExperts  = []string{"orthopedagoog", "psycholoog"}
	secondExperts = []string{"psycholoog", "pedagoog", "psychiater", "maatschappelijk werk", "arts"}
)

// lawAdvice: a decision about a TLV rests on two advices, each of one author
// who does not see the other's, of two fields, by people not involved.
func (c *checker) lawAdvice() {
	if c.p.EndsIn != "tlv" {
		return
	}
	found := false
	for i := range c.p.Phases {
		f := &c.p.Phases[i]
		advices := blindAdvices(f)
		if len(advices) >= 2 {
			found = true
			c.experts(advices[0], advices[1])
		}
	}
	if !found {
		c.fault(c.top(), "een tlv vraagt twee afzonderlijke adviezen", "een fase met twee taken met `geeft advies: ja`, beide bij `blind`", "laat twee deskundigen adviseren zonder dat zij elkaars advies zien")
	}
}

// blindAdvices are the tasks of a phase that give an advice without seeing the
// others, in the order of `blind`.
func blindAdvices(f *Phase) []*Action {
	var found []*Action
	for _, name := range f.Blind {
		for _, t := range pointers(f.Tasks) {
			if t.Name == name && t.Advice {
				found = append(found, t)
			}
		}
	}
	return found
}

func (c *checker) experts(one, two *Action) {
	first, second := c.author(one), c.author(two)
	if first == nil || second == nil {
		return
	}
	if first == second {
		c.fault(two.At, "beide adviezen komen van rol "+show(first.Name), "twee rollen, elk met een eigen advies", "")
		return
	}
	c.firstField(first)
	c.secondField(second)
	if second.OtherField != first.Name && first.OtherField != second.Name {
		c.fault(second.At, show(second.Name)+" kan hetzelfde vakgebied hebben als "+show(first.Name), "`ander vakgebied dan: "+first.Name+"`", "")
	}
	for _, r := range []*Role{first, second} {
		c.independent(r)
	}
	c.apart(one, first, two, second)
}

// author is the one role that gives an advice.
func (c *checker) author(task *Action) *Role {
	if len(task.By) != 1 {
		c.fault(task.At, "advies "+show(task.Name)+" heeft niet één schrijver", "`door:` met één rol", "elk advies moet van één deskundige zijn")
		return nil
	}
	return c.roleNamed(task.By[0])
}

func (c *checker) roleNamed(name string) *Role {
	for _, r := range pointers(c.p.Roles) {
		if r.Name == name {
			return r
		}
	}
	return nil
}

func (c *checker) firstField(r *Role) {
	c.professions(r, firstExperts, "de eerste deskundige is orthopedagoog of psycholoog")
}

func (c *checker) secondField(r *Role) {
	c.professions(r, secondExperts, "de tweede deskundige is psycholoog, pedagoog, psychiater, maatschappelijk werker of arts")
}

func (c *checker) professions(r *Role, allowed []string, rule string) {
	if len(r.Professions) == 0 {
		c.fault(r.At, "bij "+show(r.Name)+" staat geen beroep", "`beroep: […]`", rule)
	}
	for i := range r.Professions {
		word := strings.ToLower(r.Professions[i])
		if !slices.ContainsFunc(allowed, func(a string) bool { return strings.Contains(word, a) }) {
			c.fault(c.place(&r.Professions[i], r.At), "een "+r.Professions[i]+" kan niet "+show(r.Name)+" zijn", "", rule)
		}
	}
}

// independent: not involved with the pupil, nor with either school.
func (c *checker) independent(r *Role) {
	for _, of := range notFor {
		if !slices.Contains(r.IndependentOf, of) {
			c.fault(r.At, show(r.Name)+" hoeft niet onafhankelijk te zijn van "+of, "`onafhankelijk van: ["+strings.Join(notFor, ", ")+"]`", "")
		}
	}
}

// apart: who organises, who advises first and who decides are three people. An
// SWV may allow otherwise in swv.yaml and is then warned.
func (c *checker) apart(one *Action, first *Role, two *Action, second *Role) {
	organisers, deciders := c.organisers(first, second), c.deciders()
	for _, x := range []struct {
		what, who string
		roles     []string
	}{{"organiseert", "wie organiseert", organisers}, {"besluit", "wie besluit", deciders}} {
		for _, advice := range []struct {
			at   *Action
			role *Role
		}{{one, first}, {two, second}} {
			for _, name := range x.roles {
				c.together(advice.at.At, advice.role.Name, name, first.Name, "adviseert en "+x.what, x.who)
			}
		}
	}
	for _, o := range organisers {
		for _, d := range deciders {
			if o == d {
				c.severe(first.At, "rol "+show(o)+" organiseert en besluit", "laat twee rollen dat doen")
			}
		}
	}
	c.chair(deciders)
}

// together refuses one role with two tasks, and warns when the first adviser can
// be the same person as another role.
func (c *checker) together(at Pos, adviser, other, first, does, who string) {
	if adviser == other {
		c.severe(at, "rol "+show(adviser)+" "+does, "laat twee rollen dat doen")
		return
	}
	a, b := c.roleNamed(adviser), c.roleNamed(other)
	if a == nil || b == nil || first != adviser || slices.Contains(a.NotAlso, other) || slices.Contains(b.NotAlso, adviser) || slices.Contains(a.IndependentOf, other) {
		return
	}
	c.warn(a.At, who+" ("+show(other)+") kan ook "+show(adviser)+" zijn", "zet `"+other+"` bij `niet tegelijk` van "+show(adviser))
}

// severe is a fault, unless the SWV says in swv.yaml that it allows this.
func (c *checker) severe(at Pos, what, hint string) {
	c.faults = append(c.faults, Fault{Pos: at, What: what, Hint: hint, Warning: c.swv.Separate,
		Expected: "organiseren, adviseren en besluiten door verschillende mensen"})
}

// organisers are the roles that say who advises.
func (c *checker) organisers(advisers ...*Role) []string {
	var found []string
	for _, a := range allActions(c.p) {
		if slices.ContainsFunc(advisers, func(r *Role) bool { return assigns(a, r.Name) }) {
			found = append(found, c.doers(a)...)
		}
	}
	return distinct(found)
}

// deciders are the roles that grant or refuse.
func (c *checker) deciders() []string {
	var found []string
	for _, a := range allActions(c.p) {
		if a.Grants != nil || c.refusal(a.Outcome) {
			found = append(found, c.doers(a)...)
		}
	}
	return distinct(found)
}

func distinct(words []string) []string {
	slices.Sort(words)
	return slices.Compact(words)
}

// doers are the roles that may do something: its own, or those `aan zet`.
func (c *checker) doers(a *Action) []string { return c.p.doers(a) }

func (p *Procedure) doers(a *Action) []string {
	if len(a.By) > 0 {
		return a.By
	}
	for i := range p.Phases {
		f := &p.Phases[i]
		if slices.Contains(slices.Concat(pointers(f.Tasks), pointers(f.Actions)), a) {
			return f.OnMove
		}
	}
	return nil
}

// chair warns when who decides also sits in the commission that advises.
func (c *checker) chair(deciders []string) {
	for _, a := range allActions(c.p) {
		for _, b := range c.swv.Bodies {
			if b.Name != a.Agenda {
				continue
			}
			for _, name := range deciders {
				if r := c.roleNamed(name); r != nil && slices.Contains(b.Members, r.Function) {
					c.warn(r.At, "wie besluit ("+show(name)+") zit ook in "+b.Title, "laat iemand besluiten die niet heeft meegepraat, of leg uit waarom dit zo is")
				}
			}
		}
	}
}

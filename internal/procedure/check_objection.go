package procedure

import (
	"slices"
	"strings"
)

// lawObjection: against a decision there is objection under the Awb, with the
// national committee's advice (Awb 6:4, 6:7, 7:10, 7:13). What an SWV adds of
// its own (a talk, reconsideration, a mediator) comes beside that, never in its
// place; whoever leaves it out is warned.
func (c *checker) lawObjection() {
	if c.p.Kind == "bezwaar" {
		c.objectionItself()
		return
	}
	if !c.formal() {
		return
	}
	var objections []string
	for _, p := range c.swv.Procedures {
		if p.Kind == "bezwaar" {
			objections = append(objections, p.ID)
		}
	}
	switch {
	case len(objections) == 0:
		c.warn(c.top(), "dit samenwerkingsverband heeft geen procedure voor bezwaar", "maak een procedure met `soort: bezwaar`: bezwaar volgens de Awb staat altijd open")
	case !c.leadsTo(objections):
		c.warn(c.top(), "vanuit deze procedure is geen bezwaar te maken", "noem "+quoted(objections)+" bij `opent zaak` van een handeling of bij `kan volgen` van de uitkomsten")
	}
	c.clauseSays()
}

func (c *checker) leadsTo(objections []string) bool {
	for _, a := range allActions(c.p) {
		if slices.Contains(objections, a.OpensCase) {
			return true
		}
	}
	return slices.ContainsFunc(c.p.Outcomes, func(o Outcome) bool {
		return slices.ContainsFunc(o.Follow, func(id string) bool { return slices.Contains(objections, id) })
	})
}

// clauseSays: the clause names the six weeks and does not send people elsewhere.
func (c *checker) clauseSays() {
	text := strings.ToLower(c.swv.Clause)
	if text == "" {
		return
	}
	at := c.place(&c.swv.Clause, Pos{swvFile, 1, 1})
	if !strings.Contains(text, "bezwaar") || !strings.Contains(text, "zes weken") && !strings.Contains(text, "6 weken") {
		c.warn(at, "de bezwaarclausule noemt geen bezwaar binnen zes weken", "schrijf bij wie en binnen welke tijd bezwaar kan (Awb 3:45 en 6:7)")
	}
	if !strings.Contains(text, "landelijke") {
		c.warn(at, "de bezwaarclausule noemt de landelijke bezwaaradviescommissie niet", "schrijf dat deze commissie advies geeft over het bezwaar")
	}
}

// objectionItself: six weeks, or twelve with a commission; advice of the
// national one; withdrawal.
func (c *checker) objectionItself() {
	for _, t := range pointers(c.p.Terms) {
		if t.statutory() && strings.HasPrefix(t.Source, "Awb 7:10") && t.Length != "6 weken" && t.Length != "12 weken" {
			c.fault(c.place(&t.Length, t.At), "op bezwaar wordt niet binnen "+t.Length+" besloten", "`6 weken`, of `12 weken` met een adviescommissie (Awb 7:10)", "")
		}
	}
	if !c.national() {
		c.warn(c.top(), "de landelijke bezwaaradviescommissie komt in deze procedure niet voor", "laat een taak of handeling haar advies vragen (Awb 7:13)")
	}
	if !slices.ContainsFunc(allActions(c.p), func(a *Action) bool { return strings.Contains(strings.ToLower(a.Name+" "+a.Label), "intrek") }) {
		c.warn(c.top(), "een bezwaar kan niet worden ingetrokken", "maak een handeling `intrekken` (Awb 6:21)")
	}
}

// national tells whether a role, task or action is about the national committee.
func (c *checker) national() bool {
	about := func(texts ...string) bool {
		return strings.Contains(strings.ToLower(strings.Join(texts, " ")), "landelijke")
	}
	return slices.ContainsFunc(c.p.Roles, func(r Role) bool { return about(r.Name, r.Title) }) ||
		slices.ContainsFunc(allActions(c.p), func(a *Action) bool { return about(a.Name, a.Label, a.Help) })
}

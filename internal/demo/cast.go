package demo

import (
	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/store"
)

// Cast knows who is there to play a role.
type Cast struct {
	SWV     *procedure.SWV
	People  []Person
	Orgs    []store.OrgRow
	Pupils  []app.Pupil
	byRole  map[string][]app.Principal // function, or function and organisation
	byOwner map[string][]app.Principal // account
	byCarer map[string]app.Principal
	shown   map[string]bool // accounts that one can be with one click
}

// newCast makes everybody into who they are with the rights of the SWV.
func newCast(swv *procedure.SWV, orgs []store.OrgRow, people []Person, pupils []app.Pupil, as func(store.Member) (app.Principal, error)) (*Cast, error) {
	c := &Cast{SWV: swv, Orgs: orgs, People: people, Pupils: pupils, byRole: map[string][]app.Principal{},
		byOwner: map[string][]app.Principal{}, byCarer: map[string]app.Principal{}, shown: map[string]bool{}}
	for _, who := range people {
		p, err := as(who.Member)
		if err != nil {
			return nil, err
		}
		c.byRole[p.Function] = append(c.byRole[p.Function], p)
		c.byRole[p.Function+"@"+p.Org] = append(c.byRole[p.Function+"@"+p.Org], p)
		for _, school := range p.Schools {
			c.byRole[p.Function+"@"+school] = append(c.byRole[p.Function+"@"+school], p)
		}
		c.byOwner[p.Account] = append(c.byOwner[p.Account], p)
		if who.Shown {
			c.shown[p.Account] = true
		}
		if p.Carer != "" {
			c.byCarer[p.Carer] = p
		}
	}
	return c, nil
}

// At gives who has a function at an organisation.
func (c *Cast) At(function, org string) []app.Principal { return c.byRole[function+"@"+org] }

// With gives who has a function anywhere.
func (c *Cast) With(function string) []app.Principal { return c.byRole[function] }

// May gives the first person of a function with a right of swv.yaml.
func (c *Cast) May(right string) (app.Principal, bool) {
	for _, f := range c.SWV.Functions {
		for _, p := range c.byRole[f.Name] {
			if p.Can(right) {
				return p, true
			}
		}
	}
	return app.Principal{}, false
}

// In gives everybody who has a role in a case.
func (c *Cast) In(s *casefile.State, r procedure.Role) []app.Principal {
	switch r.Of {
	case "toegewezen":
		return c.holder(s, r)
	case "aanvragende school", "voorschool":
		return c.At(r.Function, s.Applicant)
	case "ontvangende school":
		return c.At(r.Function, s.ReceivingSchool())
	case "schoolbestuur":
		return c.At(r.Function, s.Board)
	case "gezin":
		return c.family(s, func(x casefile.Carer) bool { return !x.Self() })
	case "leerling":
		return c.family(s, casefile.Carer.Self)
	case "regio":
		return c.region(s, r)
	}
	return c.With(r.Function)
}

func (c *Cast) holder(s *casefile.State, r procedure.Role) []app.Principal {
	h, ok := s.Holder(r.Name)
	if !ok {
		return nil
	}
	for _, p := range c.byOwner[h.Account] {
		if p.Function == r.Function || r.Function == "" {
			return []app.Principal{p}
		}
	}
	return nil
}

func (c *Cast) family(s *casefile.State, is func(casefile.Carer) bool) []app.Principal {
	var all []app.Principal
	for _, carer := range s.Carers {
		if p, ok := c.byCarer[carer.ID]; ok && is(carer) {
			all = append(all, p)
		}
	}
	return all
}

func (c *Cast) region(s *casefile.State, r procedure.Role) []app.Principal {
	var all []app.Principal
	for _, p := range c.With(r.Function) {
		if p.Region == "" || s.Region == "" || p.Region == s.Region {
			all = append(all, p)
		}
	}
	return all
}

// onlyShown are the people one can be, each in every function.
func (c *Cast) onlyShown() []Person {
	var all []Person
	for _, p := range c.People {
		if c.shown[p.Account] {
			all = append(all, p)
		}
	}
	return all
}

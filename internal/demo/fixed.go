package demo

import (
	"passend/internal/procedure"
	"passend/internal/store"
)

// ownSchools is the `bereik` of who is there for schools of their own.
const ownSchools = "eigen scholen"

// fixedPeople is how many people of such a function a demonstration has.
const fixedPeople = 3

// fixedOf shares the schools among the people who are there for schools of their
// own, one after the other.
func fixedOf(swv *procedure.SWV, orgs []store.OrgRow, people []Person) []store.Fixed {
	var all []store.Fixed
	for _, f := range swv.Functions {
		if f.Sees != ownSchools {
			continue
		}
		var holders []store.Member
		for _, p := range people {
			if p.Function == f.Name {
				holders = append(holders, p.Member)
			}
		}
		n := 0
		for _, o := range orgs {
			if o.Kind != "school" || len(holders) == 0 {
				continue
			}
			who := holders[n%len(holders)]
			all = append(all, store.Fixed{Function: f.Name, Org: o.ID, Account: who.Account, Name: who.Name, Since: "2025-08-01"})
			n++
		}
	}
	return all
}

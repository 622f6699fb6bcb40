package scenario

import (
	"fmt"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/store"
)

// ownSchools is the `bereik` of who is there for schools of their own.
const ownSchools = "eigen scholen"

// fixWhereNobody makes somebody the fixed person of a school that has none yet,
// or only who stands in.
func (r *run) fixWhereNobody(tx *store.Tx, m store.Member, org string) error {
	o, err := tx.Org(org)
	if err != nil || o.Kind != "school" {
		return err
	}
	now, err := tx.FixedOf(m.Function, org)
	if err != nil || now.Account != "" && !strings.HasSuffix(now.Name, " Voorbeeld") {
		return err
	}
	return r.fix(tx, m, org)
}

func (r *run) fix(tx *store.Tx, m store.Member, org string) error {
	return tx.PutFixed(store.Fixed{Function: m.Function, Org: org, Account: m.Account, Name: m.Name, Since: "2025-08-01"})
}

// fixNewSchool gives a school that comes in the people who are there for schools.
func (r *run) fixNewSchool(tx *store.Tx, org string) error {
	for _, f := range r.swv.Functions {
		if p := r.cast.first[f.Name]; f.Sees == ownSchools && p != nil {
			if err := r.fixWhereNobody(tx, p.Member, org); err != nil {
				return err
			}
		}
	}
	return nil
}

// isThereFor says beforehand who is there for a school.
func (r *run) isThereFor(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	org, ok := r.cast.orgs[a.at[1]]
	if !ok {
		return fmt.Errorf("school %q is nog niet genoemd", a.at[1])
	}
	return r.write(func(tx *store.Tx) error { return r.fix(tx, p.Member, org) })
}

// appoints has somebody who manages people say who is there for a school from now on.
func (r *run) appoints(a args) error {
	by, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	p, err := r.who(a.at[1])
	if err != nil {
		return err
	}
	_, refusal, err := r.app.FixPerson(r.ctx, *by, app.FixedInput{Function: p.Function, Account: p.Account, Orgs: []string{r.cast.orgs[a.at[2]]}})
	r.refusal, r.spoken = refusal, false
	return err
}

// isContact: the school is told who is there for it.
func (r *run) isContact(a args) error {
	school := slices.IndexFunc(r.cast.all, func(p *app.Principal) bool { return p.OrgKind == "school" && p.OrgName == a.at[1] })
	if school < 0 {
		return fmt.Errorf("er werkt niemand op school %q", a.at[1])
	}
	all, err := r.app.Contacts(r.ctx, *r.cast.all[school])
	if err != nil {
		return err
	}
	var names []string
	for _, c := range all {
		names = append(names, c.Name)
	}
	return truth(slices.Contains(names, a.at[0]), "voor %s zijn er: %s", a.at[1], strings.Join(names, ", "))
}

// reach brings the schools of somebody up to date.
func (r *run) reach(p *app.Principal) error {
	if p.Scope != ownSchools {
		return nil
	}
	now, err := r.app.Principal(r.ctx, r.swv.ID, p.Member)
	p.Schools = now.Schools
	return err
}

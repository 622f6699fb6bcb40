package app

import (
	"context"
	"errors"
	"slices"

	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/store"
)

// holdsSchools tells whether people of a function are there for schools of their
// own.
func holdsSchools(swv *procedure.SWV, function string) bool {
	return slices.ContainsFunc(swv.Functions, func(f procedure.Function) bool { return f.Name == function && f.Sees == ownSchools })
}

// portfolioOf is the list in which the fixed person of a school finds the case.
func (w *world) portfolioOf(s *casefile.State, r procedure.Role) string {
	if !holdsSchools(w.SWV, r.Function) {
		return ""
	}
	account := ""
	switch r.Of {
	case "toegewezen":
		if h, ok := s.Holder(r.Name); ok {
			account = h.Account
		}
	case "aanvragende school":
		account = w.fixed(r.Function, s.Applicant).Account
	}
	if account == "" {
		return ""
	}
	return portfolio(r.Function, account)
}

// fixed finds the fixed person of a school.
func (w *world) fixed(function, org string) store.Fixed {
	if w.fixedOf != nil {
		return w.fixedOf(function, org)
	}
	f, err := w.tx.FixedOf(function, org)
	w.keep(err)
	return f
}

// FixedFor gives the fixed person of the school of this case in the function of
// a role; empty when the role is no such role.
func (c *Case) FixedFor(r procedure.Role) (store.Fixed, error) {
	if !holdsSchools(c.W.SWV, r.Function) || r.Of != "aanvragende school" {
		return store.Fixed{}, nil
	}
	return c.tx.FixedOf(r.Function, c.S.Applicant)
}

// Contact is who is there for a school, in one function.
type Contact struct {
	Function procedure.Function
	store.Fixed
	Email string
}

// Contacts tells a school who at the samenwerkingsverband is there for it (KRS-01).
func (a *App) Contacts(ctx context.Context, p Principal) ([]Contact, error) {
	var all []Contact
	if p.OrgKind != "school" {
		return nil, ErrForbidden
	}
	err := a.list(ctx, p, "vaste contactpersonen", func(tx *store.Tx, swv *procedure.SWV) ([]string, error) {
		all = nil
		for _, f := range swv.Functions {
			if f.Sees != ownSchools {
				continue
			}
			one := Contact{Function: f}
			var err error
			if one.Fixed, err = tx.FixedOf(f.Name, p.Org); err != nil {
				return nil, err
			}
			if one.Email, err = mailboxOf(tx, one.Account); err != nil {
				return nil, err
			}
			all = append(all, one)
		}
		return nil, nil
	})
	return all, err
}

func mailboxOf(tx *store.Tx, account string) (string, error) {
	if account == "" {
		return "", nil
	}
	members, err := tx.MembersOf(account)
	for _, m := range members {
		if len(reachable([]string{m.Email})) > 0 {
			return m.Email, err
		}
	}
	return "", err
}

// FixedTable is who is there for which school, in one function.
type FixedTable struct {
	Function   procedure.Function
	Functions  []procedure.Function // all such functions of the SWV
	Schools    []store.OrgRow
	Fixed      map[string]store.Fixed // by school
	Candidates []store.Member
}

// FixedPeople gives who is there for which school; function "" is the first.
func (a *App) FixedPeople(ctx context.Context, p Principal, function string) (FixedTable, error) {
	var out FixedTable
	err := a.managing(ctx, p, peopleRight, "vaste personen", func(tx *store.Tx, swv *procedure.SWV) (err error) {
		out, err = a.fixedTable(tx, swv, function)
		return err
	})
	return out, err
}

func (a *App) fixedTable(tx *store.Tx, swv *procedure.SWV, function string) (out FixedTable, err error) {
	for _, f := range swv.Functions {
		if f.Sees != ownSchools {
			continue
		}
		out.Functions = append(out.Functions, f)
		if f.Name == function || function == "" && out.Function.Name == "" {
			out.Function = f
		}
	}
	if out.Function.Name == "" {
		return out, ErrNotFound
	}
	if out.Schools, err = allOrgs(tx, "school"); err != nil {
		return out, err
	}
	out.Schools = slices.DeleteFunc(out.Schools, func(o store.OrgRow) bool { return o.Closed != "" })
	sortOrgs(out.Schools)
	rows, err := tx.AllFixed(out.Function.Name)
	out.Fixed = map[string]store.Fixed{}
	for _, f := range rows {
		out.Fixed[f.Org] = f
	}
	if err == nil {
		out.Candidates, err = a.fixable(tx, out.Function.Name)
	}
	return out, err
}

// fixable are the people who can be the fixed person of a school.
func (a *App) fixable(tx *store.Tx, function string) ([]store.Member, error) {
	members, err := tx.Members(function, "", "", 500)
	members = slices.DeleteFunc(members, func(m store.Member) bool { return m.Account == "" || ended(m, a.Today()) })
	sortPeople(members)
	return members, err
}

// FixedInput says who becomes the fixed person of which schools.
type FixedInput struct {
	Function, Account string
	Orgs              []string
}

// FixPerson makes somebody the fixed person of schools; the open work of those
// schools goes along, and who did what before stays as it was (KRS-01). It gives
// how many running cases moved.
func (a *App) FixPerson(ctx context.Context, p Principal, in FixedInput) (cases int, refusal *casefile.Refusal, err error) {
	err = a.changingPeople(ctx, p, "vaste persoon", &refusal, func(tx *store.Tx, swv *procedure.SWV) (*casefile.Refusal, error) {
		cases = 0
		t, err := a.fixedTable(tx, swv, in.Function)
		if err != nil {
			return nil, err
		}
		var w wrong
		i := slices.IndexFunc(t.Candidates, func(m store.Member) bool { return m.Account == in.Account })
		if i < 0 {
			w.add("persoon", "Kies wie het wordt.")
		}
		orgs := slices.DeleteFunc(slices.Clone(in.Orgs), func(id string) bool {
			return !slices.ContainsFunc(t.Schools, func(o store.OrgRow) bool { return o.ID == id })
		})
		if len(orgs) == 0 {
			w.add("scholen", "Kies ten minste één school.")
		}
		if r := w.refusal(); r != nil {
			return r, nil
		}
		cases, err = a.fixPerson(tx, t.Candidates[i], orgs)
		return nil, err
	})
	return cases, refusal, err
}

func (a *App) fixPerson(tx *store.Tx, m store.Member, orgs []string) (cases int, err error) {
	for _, org := range orgs {
		was, err := tx.FixedOf(m.Function, org)
		if err != nil {
			return cases, err
		}
		if was.Account == m.Account {
			continue
		}
		if err := tx.PutFixed(store.Fixed{Function: m.Function, Org: org, Account: m.Account, Name: m.Name, Since: isoOf(a.Today())}); err != nil {
			return cases, err
		}
		n, err := a.listAnew(tx, org)
		if cases += n; err != nil {
			return cases, err
		}
	}
	return cases, nil
}

// handSchools gives the schools of who leaves to who takes over.
func (a *App) handSchools(tx *store.Tx, h Handover) error {
	for _, m := range h.Functions {
		schools, err := tx.FixedSchools(m.Function, h.From.Account)
		if err != nil || len(schools) == 0 {
			return err
		}
		candidates, err := a.fixable(tx, m.Function)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(candidates, func(c store.Member) bool { return c.Account == h.To.Account }); i >= 0 {
			if _, err := a.fixPerson(tx, candidates[i], schools); err != nil {
				return err
			}
		}
	}
	return nil
}

// listAnew lets the cases of a school be found by who is there for it now, and
// counts those that run.
func (a *App) listAnew(tx *store.Tx, org string) (running int, err error) {
	for after := ""; ; {
		rows, err := tx.CasesOfApplicant(org, after, 500)
		if err != nil || len(rows) == 0 {
			return running, err
		}
		for _, row := range rows {
			if after = row.ID; row.Closed == "" {
				running++
			}
			// What was destroyed is in no list.
			if err := a.reproject(tx, row.ID); err != nil && !errors.Is(err, ErrNotFound) {
				return running, err
			}
		}
	}
}

package store

import "errors"

// Fixed is who at the samenwerkingsverband is there for a school, by function.
type Fixed struct {
	Function, Org string
	Account, Name string // empty: nobody
	Since         string // day
}

var fixedTable = tenantTable("fixed", 2, "function, org, account, name, since", func(f *Fixed) []any {
	return []any{&f.Function, &f.Org, &f.Account, &f.Name, &f.Since}
})

// PutFixed makes somebody the fixed person of a school.
func (tx *Tx) PutFixed(f Fixed) error {
	old, err := fixedTable.get(tx.scope(), f.Function, f.Org)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if err := fixedTable.put(tx.scope(), &f); err != nil {
		return err
	}
	return tx.changedRow("vaste persoon", f.Function+" "+f.Org, old.Org != "", old, f)
}

// FixedOf gives the fixed person of a school; empty when there is none.
func (tx *Tx) FixedOf(function, org string) (Fixed, error) {
	f, err := fixedTable.get(tx.scope(), function, org)
	if errors.Is(err, ErrNotFound) {
		return Fixed{}, nil
	}
	return f, err
}

// FixedSchools lists for which schools somebody is the fixed person.
func (tx *Tx) FixedSchools(function, account string) ([]string, error) {
	found, err := fixedTable.list(tx.scope(), "function = ? AND account = ? ORDER BY org", function, account)
	var orgs []string
	for _, f := range found {
		orgs = append(orgs, f.Org)
	}
	return orgs, err
}

// CasesOfApplicant lists the cases that a school brought in by id, after the id
// given.
func (tx *Tx) CasesOfApplicant(org, after string, limit int) ([]CaseRow, error) {
	return caseTable.list(tx.scope(), "applicant = ? AND id > ? ORDER BY id LIMIT ?", org, after, bounded(limit))
}

// AllFixed lists the fixed persons of a function, by school.
func (tx *Tx) AllFixed(function string) ([]Fixed, error) {
	return fixedTable.list(tx.scope(), "function = ? ORDER BY org", function)
}

package store

import "errors"

var orgTable = tenantTable("org", 1,
	"id, kind, name, code, board, region, school_type, address, postcode, town, email, electronic, closed, version", func(o *OrgRow) []any {
		return []any{&o.ID, &o.Kind, &o.Name, &o.Code, &o.Board, &o.Region, &o.SchoolType, &o.Address, &o.Postcode, &o.Place,
			&o.Email, &o.Electronic, &o.Closed, &o.Version}
	})

// PutOrg keeps an organisation and counts its version up.
func (tx *Tx) PutOrg(o OrgRow) error {
	old, err := tx.Org(o.ID)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	o.Version = old.Version + 1
	if err := orgTable.put(tx.scope(), &o); err != nil {
		return err
	}
	return tx.changedRow("organisatie", o.ID, old.Version > 0, old, o)
}

// Org gives an organisation.
func (tx *Tx) Org(id string) (OrgRow, error) { return orgTable.get(tx.scope(), id) }

// Orgs lists the organisations of a kind ("" is all) by id, after the id given.
func (tx *Tx) Orgs(kind, after string, limit int) ([]OrgRow, error) {
	if kind == "" {
		return orgTable.list(tx.scope(), "id > ? ORDER BY id LIMIT ?", after, bounded(limit))
	}
	return orgTable.list(tx.scope(), "kind = ? AND id > ? ORDER BY id LIMIT ?", kind, after, bounded(limit))
}

// OrgsOfBoard lists the schools of a board.
func (tx *Tx) OrgsOfBoard(board string) ([]OrgRow, error) {
	return orgTable.list(tx.scope(), "board = ? AND board <> '' ORDER BY id", board)
}

// OrgByCode finds an organisation by its BRIN with location.
func (tx *Tx) OrgByCode(code string) (OrgRow, error) {
	return orgTable.first(tx.scope(), "code = ? AND code <> ''", code)
}

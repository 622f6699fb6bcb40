package store

import (
	"encoding/json"
	"time"
)

// Change is one line of what was changed by whom in who and where.
type Change struct {
	At            time.Time
	Actor         string
	What, ID      string // What: leerling, organisatie, lid, vakantie
	Before, After []byte // JSON of the row; empty when there was none, or when it was destroyed
}

func (c Change) row(into any) error { return json.Unmarshal(c.After, into) }

type changeRow struct {
	Change
	n int64
}

var changeTable = tenantTable("change", 3, "what, id, n, at, actor, before_it, after_it", func(c *changeRow) []any {
	return []any{&c.What, &c.ID, &c.n, &c.At, &c.Actor, &c.Before, &c.After}
})

// changedRow writes down what a row was and is; sealed, since it holds people.
func (tx *Tx) changedRow(what, id string, known bool, before, after any) error {
	c := changeRow{Change: Change{At: tx.meta.At, Actor: tx.meta.Actor, What: what, ID: id}}
	err := tx.one("SELECT COALESCE(MAX(n), 0) + 1 FROM change WHERE tenant = ? AND what = ? AND id = ?", []any{tx.tenant, what, id}, &c.n)
	if err == nil && known {
		c.Before, err = tx.sealRow(what, id, before)
	}
	if err == nil {
		c.After, err = tx.sealRow(what, id, after)
	}
	if err != nil {
		return err
	}
	return changeTable.add(tx.scope(), []changeRow{c})
}

func (tx *Tx) sealRow(what, id string, row any) ([]byte, error) {
	plain, err := json.Marshal(row)
	if err != nil {
		return nil, err
	}
	return tx.db.keys.seal("change", tx.tenant, place(what, id), plain)
}

// Changes lists what was changed in one thing, newest first.
func (tx *Tx) Changes(what, id string) ([]Change, error) {
	found, err := changeTable.list(tx.scope(), "what = ? AND id = ? ORDER BY n DESC", what, id)
	if err != nil {
		return nil, err
	}
	out := make([]Change, len(found))
	for i, c := range found {
		for _, side := range []*[]byte{&c.Before, &c.After} {
			if len(*side) == 0 {
				continue
			}
			if *side, err = tx.db.keys.open("change", tx.tenant, place(what, id), *side); err != nil {
				return nil, err
			}
		}
		out[i] = c.Change
	}
	return out, nil
}

// forgetChanges empties the history of something and says when that was done.
func (tx *Tx) forgetChanges(what, id string) error {
	err := tx.exec("UPDATE change SET before_it = ?, after_it = ? WHERE tenant = ? AND what = ? AND id = ?", []byte{}, []byte{}, tx.tenant, what, id)
	if err != nil {
		return err
	}
	return tx.exec("INSERT INTO change (tenant, what, id, n, at, actor, before_it, after_it) SELECT ?, ?, ?, COALESCE(MAX(n), 0) + 1, ?, ?, ?, ? FROM change WHERE tenant = ? AND what = ? AND id = ?",
		tx.tenant, what, id, tx.meta.At, tx.meta.Actor, []byte{}, []byte{}, tx.tenant, what, id)
}

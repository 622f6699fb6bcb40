package store

import "time"

// Destruction is the record that something was destroyed; it says what and why,
// and nothing of what was in it.
type Destruction struct {
	ID, Case, What, Ground, Day, By, ByName string
	Count                                   int
}

var destructionTable = tenantTable("destruction", 1, "id, case_id, what, ground, day, by_who, by_name, count", func(d *Destruction) []any {
	return []any{&d.ID, &d.Case, &d.What, &d.Ground, &d.Day, &d.By, &d.ByName, &d.Count}
})

// PutDestruction keeps the record of a destruction.
func (tx *Tx) PutDestruction(d Destruction) error { return destructionTable.put(tx.scope(), &d) }

// Destructions lists what was destroyed, by day.
func (tx *Tx) Destructions() ([]Destruction, error) {
	return destructionTable.list(tx.scope(), "1 = 1 ORDER BY day, id")
}

// Block says why a case may not be destroyed yet.
type Block struct {
	Case, Why, By string
	At            time.Time
}

var blockTable = tenantTable("destruction_block", 1, "case_id, why, by_who, at", func(b *Block) []any {
	return []any{&b.Case, &b.Why, &b.By, &b.At}
})

// BlockDestruction keeps a case from being destroyed; an empty reason ends that.
func (tx *Tx) BlockDestruction(caseID, why, by string, at time.Time) error {
	if why == "" {
		_, err := blockTable.drop(tx.scope(), "case_id = ?", caseID)
		return err
	}
	return blockTable.put(tx.scope(), &Block{caseID, why, by, at})
}

// Blocks lists the cases that may not be destroyed.
func (tx *Tx) Blocks() ([]Block, error) {
	return blockTable.list(tx.scope(), "1 = 1 ORDER BY at, case_id")
}

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

// Kept is a decision that is kept longer than the dossier it came from.
type Kept struct {
	Case, Number, Title   string
	Pupil, PupilName      string
	What, Ground, Decided string
	DestroyFrom           string // first day on which it may be destroyed too
}

var keptTable = tenantTable("kept", 1, "case_id, number, title, pupil, pupil_name, what, ground, decided, destroy_from", func(k *Kept) []any {
	return []any{&k.Case, &k.Number, &k.Title, &k.Pupil, &k.PupilName, &k.What, &k.Ground, &k.Decided, &k.DestroyFrom}
})

// PutKept keeps a decision in the list of those.
func (tx *Tx) PutKept(k Kept) error { return keptTable.put(tx.scope(), &k) }

// Kept gives a decision that is kept.
func (tx *Tx) Kept(caseID string) (Kept, error) { return keptTable.get(tx.scope(), caseID) }

// KeptOfPupil lists the decisions about a pupil that are kept.
func (tx *Tx) KeptOfPupil(pupil string) ([]Kept, error) {
	return keptTable.list(tx.scope(), "pupil = ? ORDER BY case_id", pupil)
}

// DropKept takes a decision from the list, with what it granted.
func (tx *Tx) DropKept(caseID string) error {
	if _, err := keptTable.drop(tx.scope(), "case_id = ?", caseID); err != nil {
		return err
	}
	return tx.DeleteCase(caseID)
}

type retentionMark struct{ From, ID string }

// KeptDecisions gives a page of the decisions that are kept, those that go first
// first; until narrows it to what may go by that day.
func (tx *Tx) KeptDecisions(until, cursor string, limit int) ([]Kept, string, error) {
	limit = bounded(limit)
	if until == "" {
		until = never
	}
	var from retentionMark
	if err := tx.openCursor("kept", until, cursor, &from); err != nil {
		return nil, "", err
	}
	found, err := keptTable.list(tx.scope(), "(destroy_from, case_id) > (?, ?) AND destroy_from <= ? ORDER BY destroy_from, case_id LIMIT ?",
		from.From, from.ID, until, limit+1)
	if err != nil {
		return nil, "", err
	}
	return page(tx, "kept", until, found, limit, func(k Kept) any { return retentionMark{k.DestroyFrom, k.Case} })
}

// CasesToDestroy gives a page of the cases whose content may be destroyed by a
// day, those that may longest first.
func (tx *Tx) CasesToDestroy(day, cursor string, limit int) ([]CaseRow, string, error) {
	limit = bounded(limit)
	var from retentionMark
	if err := tx.openCursor("destroy", day, cursor, &from); err != nil {
		return nil, "", err
	}
	found, err := caseTable.list(tx.scope(), "destroy_from <> '' AND (destroy_from, id) > (?, ?) AND destroy_from <= ? ORDER BY destroy_from, id LIMIT ?",
		from.From, from.ID, day, limit+1)
	if err != nil {
		return nil, "", err
	}
	return page(tx, "destroy", day, found, limit, func(c CaseRow) any { return retentionMark{c.DestroyFrom, c.ID} })
}

// CountToDestroy counts them, and stops at most.
func (tx *Tx) CountToDestroy(day string, most int) (int, error) {
	return tx.atMost(most, "SELECT 1 FROM case_file WHERE tenant = ? AND destroy_from <> '' AND destroy_from <= ?", tx.tenant, day)
}

// CaseByNumber finds a case by the number by which people name it.
func (tx *Tx) CaseByNumber(number string) (CaseRow, error) {
	return caseTable.first(tx.scope(), "number = ?", number)
}

// DropMail deletes the messages in the outbox that are about a case.
func (tx *Tx) DropMail(caseID string) (int, error) {
	return mailTable.drop(tx.scope(), "case_id = ? AND case_id <> ''", caseID)
}

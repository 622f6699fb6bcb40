package store

import (
	"errors"
	"time"
)

// BatchRow is a batch: the cases of one kind that a school hands in together in
// one school year.
type BatchRow struct {
	ID, Procedure, Org, OrgName string
	Year                        int // the calendar year in which the school year begins
	At                          time.Time
}

// BatchLine is a row of a sheet: a case, or what was typed and is not one yet.
type BatchLine struct {
	ID    string
	Line  int // in the sheet it came from last
	Pupil string
	Case  string
	Body  []byte // only of a line that is no case yet; sealed where it lies
}

type sealedLine struct {
	batch string
	BatchLine
	sealed []byte
}

var (
	batchTable = tenantTable("batch", 1, "id, procedure, org, org_name, school_year, at", func(b *BatchRow) []any {
		return []any{&b.ID, &b.Procedure, &b.Org, &b.OrgName, &b.Year, &b.At}
	})
	lineTable = tenantTable("batch_row", 2, "batch, id, line, pupil, case_id, body", func(l *sealedLine) []any {
		return []any{&l.batch, &l.ID, &l.Line, &l.Pupil, &l.Case, &l.sealed}
	})
)

// batchPurpose is the key with which lines that are no case yet are sealed.
const batchPurpose = "aanlevering"

// PutBatch keeps a batch; there is one of a kind, school and year.
func (tx *Tx) PutBatch(b BatchRow) error { return batchTable.put(tx.scope(), &b) }

// Batch gives a batch by its id.
func (tx *Tx) Batch(id string) (BatchRow, error) { return batchTable.get(tx.scope(), id) }

// BatchOf finds the batch of a kind, school and year.
func (tx *Tx) BatchOf(procedure, org string, year int) (BatchRow, error) {
	return batchTable.first(tx.scope(), "procedure = ? AND org = ? AND school_year = ?", procedure, org, year)
}

// Batches lists the batches of a school, of all schools with an empty org; the
// latest first.
func (tx *Tx) Batches(org string, most int) ([]BatchRow, error) {
	if org == "" {
		return batchTable.list(tx.scope(), "school_year > 0 ORDER BY school_year DESC, org_name, id LIMIT ?", most)
	}
	return batchTable.list(tx.scope(), "org = ? AND school_year > 0 ORDER BY school_year DESC, procedure, id LIMIT ?", org, most)
}

// BatchLines lists the lines of a batch.
func (tx *Tx) BatchLines(batch string) ([]BatchLine, error) {
	found, err := lineTable.list(tx.scope(), "batch = ? ORDER BY line, id", batch)
	if err != nil {
		return nil, err
	}
	out := make([]BatchLine, len(found))
	for i, l := range found {
		if len(l.sealed) > 0 {
			if l.Body, err = tx.db.keys.open(batchPurpose, tx.tenant, place("batch", batch, l.ID), l.sealed); err != nil {
				return nil, err
			}
		}
		out[i] = l.BatchLine
	}
	return out, nil
}

// PutBatchLine keeps a line of a batch.
func (tx *Tx) PutBatchLine(batch string, l BatchLine) error {
	row := sealedLine{batch: batch, BatchLine: l}
	if len(l.Body) > 0 {
		var err error
		if row.sealed, err = tx.db.keys.seal(batchPurpose, tx.tenant, place("batch", batch, l.ID), l.Body); err != nil {
			return err
		}
	}
	return lineTable.put(tx.scope(), &row)
}

// DropBatchLine forgets a line.
func (tx *Tx) DropBatchLine(batch, id string) error {
	_, err := lineTable.drop(tx.scope(), "batch = ? AND id = ?", batch, id)
	return err
}

// DropBatchLinesOf forgets the lines of a case that is destroyed.
func (tx *Tx) DropBatchLinesOf(caseID string) error {
	_, err := lineTable.drop(tx.scope(), "case_id = ?", caseID)
	return err
}

// BatchOfCase finds the batch with which a case came in; ErrNotFound when it
// came in by itself.
func (tx *Tx) BatchOfCase(caseID string) (string, error) {
	l, err := lineTable.first(tx.scope(), "case_id = ?", caseID)
	if errors.Is(err, ErrNotFound) {
		return "", err
	}
	return l.batch, err
}

package store

import (
	"cmp"
	"errors"
	"slices"
	"strings"
)

var caseTable = tenantTable("case_file", 1,
	"id, number, procedure, hash, title, variant, pupil, pupil_name, sort_name, birth, applicant, applicant_name, board, region, receiving, "+
		"phase, phase_title, on_move, act, started, received, closed, due, due_title, still, outcome, outcome_title, refusal, parent, "+
		"next_check, destroy_from, version, updated, audiences", caseFields)

func caseFields(r *CaseRow) []any {
	return []any{&r.ID, &r.Number, &r.Procedure, &r.Hash, &r.Title, &r.Variant, &r.Pupil, &r.PupilName, &r.SortName, &r.Birth,
		&r.Applicant, &r.ApplicantName, &r.Board, &r.Region, &r.Receiving, &r.Phase, &r.PhaseTitle, &r.OnMove, &r.Act,
		&r.Started, &r.Received, &r.Closed, &r.Due, &r.DueTitle, &r.Still, &r.Outcome, &r.OutcomeTitle, &r.Refusal, &r.Parent,
		&r.NextCheck, &r.DestroyFrom, &r.Version, &r.Updated, &r.Audiences}
}

// found is what lists know of a case for one audience.
type foundRow struct {
	audience                           string
	open                               bool
	due, caseID, sortName, updated     string
	procedure, phase, region, applying string
	still                              bool
}

var audienceTable = tenantTable("case_audience", 4,
	"audience, open, due, case_id, sort_name, updated, procedure, phase, region, applicant, still", func(f *foundRow) []any {
		return []any{&f.audience, &f.open, &f.due, &f.caseID, &f.sortName, &f.updated, &f.procedure, &f.phase, &f.region, &f.applying, &f.still}
	})

// PutCase replaces what is read of a case: its row, who finds it, its tasks,
// its terms and the words it is found by. What is equal is not written again.
func (tx *Tx) PutCase(row CaseRow, tasks []TaskRow, terms []TermRow) error {
	row.Audiences = slices.Compact(slices.Sorted(slices.Values(row.Audiences)))
	old, err := tx.Case(row.ID)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	known := err == nil
	if err := tx.putCaseRow(old, row, known); err != nil {
		return err
	}
	if err := tx.putTasks(row.ID, tasks, known); err != nil {
		return err
	}
	return tx.putTerms(row.ID, terms, known)
}

func (tx *Tx) putCaseRow(old, row CaseRow, known bool) error {
	if known && sameFields(caseFields(&old), caseFields(&row)) {
		return nil
	}
	if known {
		if err := caseTable.change(tx.scope(), &old, &row); err != nil {
			return err
		}
	} else if err := caseTable.put(tx.scope(), &row); err != nil {
		return err
	}
	if err := tx.putAudiences(old, row); err != nil {
		return err
	}
	tx.tallyCase(old, -1)
	tx.tallyCase(row, 1)
	if err := tx.putWords(caseWords, row.ID, "zaak", wordsOf(old.searched()...), wordsOf(row.searched()...)); err != nil {
		return err
	}
	return tx.wordsOfPupil(old, row)
}

// sameFields compares two rows by what would be written.
func sameFields(a, b []any) bool { return slices.Equal(values(a), values(b)) }

// putAudiences makes the rows by which a case is found say what its new row
// says. Audiences that stay keep their place in the indexes that did not change.
func (tx *Tx) putAudiences(old, row CaseRow) error {
	was, is := old.found(""), row.found("")
	if was != is {
		if err := tx.refreshAudiences(was, is, stay(old.Audiences, row.Audiences)); err != nil {
			return err
		}
	}
	for _, gone := range without(old.Audiences, row.Audiences) {
		if _, err := audienceTable.drop(tx.scope(), "case_id = ? AND audience = ?", row.ID, gone); err != nil {
			return err
		}
	}
	var added []foundRow
	for _, a := range without(row.Audiences, old.Audiences) {
		added = append(added, row.found(a))
	}
	return audienceTable.add(tx.scope(), added)
}

// refreshAudiences writes only what differs, so that the indexes on the rest are
// left alone.
func (tx *Tx) refreshAudiences(was, is foundRow, stays []string) error {
	if len(stays) == 0 {
		return nil
	}
	var sets []string
	var args []any
	old, new := audienceTable.fields(&was), audienceTable.fields(&is)
	for i, name := range audienceTable.cols {
		if v := value(new[i]); v != value(old[i]) {
			sets = append(sets, name+" = ?")
			args = append(args, v)
		}
	}
	return tx.exec("UPDATE case_audience SET "+strings.Join(sets, ", ")+" WHERE tenant = ? AND case_id = ?", append(args, tx.tenant, is.caseID)...)
}

// found gives what lists know of the case for an audience.
func (r *CaseRow) found(audience string) foundRow {
	return foundRow{audience: audience, open: r.Closed == "", due: cmp.Or(r.Due, never), caseID: r.ID, sortName: r.SortName,
		updated: stamp(r.Updated), procedure: r.Procedure, phase: r.Phase, region: r.Region, applying: r.Applicant, still: r.Still}
}

// without gives what is in a and not in b.
func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) })
}

// stay gives what is in both.
func stay(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return !slices.Contains(b, s) })
}

// Case gives what lists show of a case.
func (tx *Tx) Case(id string) (CaseRow, error) { return caseTable.get(tx.scope(), id) }

// CasesOfPupil lists the cases of a pupil by their first day.
func (tx *Tx) CasesOfPupil(pupil string) ([]CaseRow, error) {
	return caseTable.list(tx.scope(), "pupil = ? ORDER BY started, id", pupil)
}

// CasesOfParent lists the cases that follow on another one, by their first day.
func (tx *Tx) CasesOfParent(parent string) ([]CaseRow, error) {
	return caseTable.list(tx.scope(), "parent = ? AND parent <> '' ORDER BY started, id", parent)
}

// MayFind says whether one of the audiences finds the case in its lists.
func (tx *Tx) MayFind(caseID string, audiences []string) (bool, error) {
	if len(audiences) == 0 {
		return false, nil
	}
	_, err := audienceTable.first(tx.scope(), "case_id = ? AND audience IN ("+marks("?", len(audiences))+")",
		append([]any{caseID}, anys(audiences)...)...)
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// DueCases lists the cases at which something may have to happen by this day,
// those that wait longest first.
func (tx *Tx) DueCases(day string, limit int) ([]string, error) {
	return rows(&tx.conn, "SELECT id FROM case_file WHERE tenant = ? AND next_check <> '' AND next_check <= ? ORDER BY next_check, id LIMIT ?",
		[]any{tx.tenant, day, bounded(limit)}, func(id *string) []any { return []any{id} })
}

// DeleteCase deletes all that is read of a case.
func (tx *Tx) DeleteCase(id string) error {
	old, err := tx.Case(id)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	tx.tallyCase(old, -1)
	for _, table := range []string{"case_audience", "case_word", "task", "term", "notice", "letter", "granted", "agenda", "meeting_item", "counted_period"} {
		if err := tx.exec("DELETE FROM "+table+" WHERE tenant = ? AND case_id = ?", tx.tenant, id); err != nil {
			return err
		}
	}
	return tx.exec("DELETE FROM case_file WHERE tenant = ? AND id = ?", tx.tenant, id)
}

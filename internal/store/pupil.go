package store

import (
	"errors"
	"time"
)

var pupilTable = tenantTable("pupil", 1,
	"id, number, first_name, name, sort_name, search_name, birth, grade, school_type, enrolled, org, org_name, board, region, merged_into, left_on, body, version",
	func(p *PupilRow) []any {
		return []any{&p.ID, &p.Number, &p.FirstName, &p.Name, &p.SortName, &p.SearchName, &p.Birth, &p.Group, &p.SchoolType, &p.Enrolled,
			&p.Org, &p.OrgName, &p.Board, &p.Region, &p.MergedInto, &p.Left, &p.Body, &p.Version}
	})

// PutPupil keeps a pupil that the caller saw at version expected (0: a new one)
// and returns the new version, or an [*ErrConflict] when somebody else was first.
func (tx *Tx) PutPupil(p PupilRow, expected int64) (int64, error) {
	if err := tx.Lock("pupil/" + p.ID); err != nil {
		return 0, err
	}
	old, err := tx.Pupil(p.ID)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return 0, err
	}
	if old.Version != expected {
		return old.Version, &ErrConflict{Stream: p.ID, Expected: expected, Actual: old.Version}
	}
	p.Version = expected + 1
	sealed := p
	if sealed.Body, err = tx.db.keys.seal("pupil", tx.tenant, p.ID, p.Body); err != nil {
		return 0, err
	}
	if err := pupilTable.put(tx.scope(), &sealed); err != nil {
		return 0, err
	}
	if err := tx.findPupilBy(old, p); err != nil {
		return 0, err
	}
	return p.Version, tx.changedRow("leerling", p.ID, old.Version > 0, old, p)
}

// findPupilBy keeps the words by which the pupil, and its cases, are found.
func (tx *Tx) findPupilBy(old, p PupilRow) error {
	err := tx.putWords(pupilWords, p.ID, "", wordsOf(old.searched()...), wordsOf(p.searched()...))
	if err != nil || old.Number == p.Number {
		return err
	}
	cases, err := tx.CasesOfPupil(p.ID)
	for _, c := range cases {
		if err == nil {
			err = tx.putWords(caseWords, c.ID, "leerling", wordsOf(old.Number), wordsOf(p.Number))
		}
	}
	return err
}

func (p *PupilRow) searched() []string { return []string{p.FirstName, p.Name, p.Number, p.SearchName} }

// Pupil gives a pupil.
func (tx *Tx) Pupil(id string) (PupilRow, error) {
	p, err := pupilTable.get(tx.scope(), id)
	if err == nil {
		err = tx.openPupil(&p)
	}
	return p, err
}

func (tx *Tx) openPupil(p *PupilRow) (err error) {
	p.Body, err = tx.db.keys.open("pupil", tx.tenant, p.ID, p.Body)
	return err
}

func (tx *Tx) pupils(condition string, args ...any) ([]PupilRow, error) {
	found, err := pupilTable.list(tx.scope(), condition, args...)
	for i := range found {
		if err == nil {
			err = tx.openPupil(&found[i])
		}
	}
	return found, err
}

// PupilScope says whose pupils are looked at: those of a school, a board or a
// region, or all. An empty scope sees none.
type PupilScope struct {
	Org, Board, Region string
	All                bool
}

// condition names the pupils of the scope, of which those that were merged into
// another are not shown.
func (s PupilScope) condition(prefix string) (string, []any) {
	shown := prefix + "merged_into = ''"
	switch {
	case s.All:
		return shown, nil
	case s.Org != "":
		return shown + " AND " + prefix + "org = ?", []any{s.Org}
	case s.Board != "":
		return shown + " AND " + prefix + "board = ?", []any{s.Board}
	case s.Region != "":
		return shown + " AND " + prefix + "region = ?", []any{s.Region}
	}
	return "1 = 0", nil
}

type nameMark struct{ Name, ID string }

// PupilsOf gives a page of the pupils of a scope by name.
func (tx *Tx) PupilsOf(scope PupilScope, cursor string, limit int) ([]PupilRow, string, error) {
	limit = bounded(limit)
	var from nameMark
	if err := tx.openCursor("pupils", scope, cursor, &from); err != nil {
		return nil, "", err
	}
	condition, args := scope.condition("")
	found, err := tx.pupils(condition+" AND sort_name <> '' AND (sort_name, id) > (?, ?) ORDER BY sort_name, id LIMIT ?", append(args, from.Name, from.ID, limit+1)...)
	if err != nil {
		return nil, "", err
	}
	return page(tx, "pupils", scope, found, limit, func(p PupilRow) any { return nameMark{p.SortName, p.ID} })
}

// PupilsLike finds pupils who may be the same one: born on the same day, with
// the same name as it is searched (see [Fold]) or the same number.
func (tx *Tx) PupilsLike(foldedNameOrNumber, birth, exceptID string) ([]PupilRow, error) {
	return tx.pupils("birth = ? AND (search_name = ? OR number = ?) AND id <> ? AND merged_into = '' ORDER BY id LIMIT 50",
		birth, foldedNameOrNumber, foldedNameOrNumber, exceptID)
}

// SearchPupils finds pupils of a scope by the starts of words of their name and
// number; all words must match.
func (tx *Tx) SearchPupils(scope PupilScope, question string, limit int) ([]PupilRow, error) {
	terms := termsOf(question)
	if len(terms) == 0 {
		return nil, nil
	}
	f := pupilWords
	f.within, f.args = scope.condition("s.")
	if scope.All {
		f.large = func(*Tx) (bool, error) { return true, nil }
	}
	ids, err := tx.find(f, terms, bounded(limit))
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return tx.pupils("id IN ("+marks("?", len(ids))+") ORDER BY sort_name, id", anys(ids)...)
}

// PupilVersion is a pupil as it was recorded at a moment.
type PupilVersion struct {
	PupilRow
	At    time.Time
	Actor string
}

// PupilVersions lists how a pupil was recorded over time, newest first.
func (tx *Tx) PupilVersions(id string) ([]PupilVersion, error) {
	changes, err := tx.Changes("leerling", id)
	var out []PupilVersion
	for _, c := range changes {
		if len(c.After) == 0 {
			continue
		}
		v := PupilVersion{At: c.At, Actor: c.Actor}
		if err := c.row(&v.PupilRow); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, err
}

// DeletePupil deletes a pupil with its history; that it was deleted stays.
func (tx *Tx) DeletePupil(id string) error {
	old, err := tx.Pupil(id)
	if err != nil {
		return err
	}
	if err := tx.findPupilBy(old, PupilRow{ID: id}); err != nil {
		return err
	}
	if _, err := pupilTable.drop(tx.scope(), "id = ?", id); err != nil {
		return err
	}
	if err := tx.exec("DELETE FROM involved WHERE tenant = ? AND pupil = ?", tx.tenant, id); err != nil {
		return err
	}
	return tx.forgetChanges("leerling", id)
}

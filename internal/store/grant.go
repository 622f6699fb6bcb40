package store

import "errors"

var grantTable = tenantTable("granted", 1,
	"id, case_id, what, number, pupil, pupil_name, sort_name, applicant, applicant_name, region, school, category, from_day, until_day, "+
		"receiving, admitted, registered, ended, decided, whole, expected, expected_on, expected_note, leaves", func(g *GrantRow) []any {
		return []any{&g.ID, &g.Case, &g.What, &g.Number, &g.Pupil, &g.PupilName, &g.SortName, &g.Applicant, &g.ApplicantName, &g.Region,
			&g.School, &g.Category, &g.From, endless{&g.Until}, &g.Receiving, &g.Admitted, &g.Registered, &g.Ended, &g.Decided, &g.Whole,
			&g.Expected, &g.ExpectedOn, &g.ExpectedNote, &g.Leaves}
	})

// PutGrant keeps a line of the register. A number that stands there already for
// something else of the same kind is [ErrExists].
func (tx *Tx) PutGrant(g GrantRow) error {
	old, err := tx.Grant(g.ID)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if err := grantTable.put(tx.scope(), &g); err != nil {
		return err
	}
	if old.Case == "" {
		old.Case = g.Case
	}
	if old.Case == g.Case {
		return tx.putWords(caseWords, g.Case, g.ID, wordsOf(old.Number), wordsOf(g.Number))
	}
	if err := tx.putWords(caseWords, old.Case, g.ID, wordsOf(old.Number), nil); err != nil {
		return err
	}
	return tx.putWords(caseWords, g.Case, g.ID, nil, wordsOf(g.Number))
}

// Grant gives a line of the register.
func (tx *Tx) Grant(id string) (GrantRow, error) { return grantTable.get(tx.scope(), id) }

// GrantByNumber finds a line of the register by its number.
func (tx *Tx) GrantByNumber(what, number string) (GrantRow, error) {
	return grantTable.first(tx.scope(), "what = ? AND number = ? AND number <> ''", what, number)
}

// GrantsOfPupil lists what a pupil was granted, what lasts longest first.
func (tx *Tx) GrantsOfPupil(pupil string) ([]GrantRow, error) {
	return grantTable.list(tx.scope(), "pupil = ? ORDER BY until_day DESC, id DESC", pupil)
}

// GrantsOfCase lists what was granted in a case.
func (tx *Tx) GrantsOfCase(id string) ([]GrantRow, error) {
	return grantTable.list(tx.scope(), "case_id = ? ORDER BY id", id)
}

// GrantsOfPupils lists what several pupils were granted, what lasts longest first.
func (tx *Tx) GrantsOfPupils(pupils []string) ([]GrantRow, error) {
	if len(pupils) == 0 {
		return nil, nil
	}
	return grantTable.list(tx.scope(), "pupil IN ("+marks("?", len(pupils))+") ORDER BY until_day DESC, id DESC", anys(pupils)...)
}

type grantMark struct{ Until, ID string }

// GrantsOfCases lists what was granted in several cases, what ends first first.
func (tx *Tx) GrantsOfCases(ids []string) ([]GrantRow, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return grantTable.list(tx.scope(), "case_id IN ("+marks("?", len(ids))+") ORDER BY until_day, id", anys(ids)...)
}

// Grants gives a page of the register, what ends first first.
func (tx *Tx) Grants(q GrantQuery) ([]GrantRow, string, error) {
	limit, question := bounded(q.Limit), q
	question.Cursor, question.Limit = "", 0
	mark := grantMark{Until: q.UntilFrom}
	if err := tx.openCursor("grants", question, q.Cursor, &mark); err != nil {
		return nil, "", err
	}
	w := q.conditions(tx.tenant)
	w.add("(until_day, id) > (?, ?)", mark.Until, mark.ID)
	found, err := rows(&tx.conn, grantTable.selects+w.where()+" ORDER BY until_day, id LIMIT ?", append(w.args, limit+1), grantTable.fields)
	if err != nil {
		return nil, "", err
	}
	return page(tx, "grants", question, found, limit, func(g GrantRow) any {
		return grantMark{value(endless{&g.Until}).(string), g.ID}
	})
}

// CountGrants counts the lines of a page's question, and stops at most.
func (tx *Tx) CountGrants(q GrantQuery, most int) (int, error) {
	w := q.conditions(tx.tenant)
	w.add("until_day >= ?", q.UntilFrom)
	return tx.atMost(most, "SELECT 1 FROM granted"+w.where(), w.args...)
}

func (q *GrantQuery) conditions(tenant string) (w query) {
	w.add("tenant = ?", tenant)
	w.equal("what", q.What)
	w.equal("school", q.School)
	w.equal("category", q.Category)
	w.equal("region", q.Region)
	w.equal("pupil", q.Pupil)
	w.equal("number", q.Number)
	w.equal("applicant", q.Applicant)
	w.equal("receiving", q.Receiving)
	if q.Standing {
		w.add("ended = ''")
	}
	if q.UntilTo != "" {
		w.add("until_day <= ?", q.UntilTo)
	}
	if q.NotRegistered {
		w.add("registered = ''")
	}
	if q.NotAdmitted {
		w.add("admitted = ''")
	}
	return w
}

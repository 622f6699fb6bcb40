package store

func letterFields(l *LetterRow) []any {
	return []any{&l.Case, &l.ID, &l.Title, &l.ToKind, &l.To, &l.ToName, &l.Made, &l.Posted, &l.Means, &l.Latest, &l.Decision}
}

var letterTable = tenantTable("letter", 2, "case_id, id, title, to_kind, to_who, to_name, made, posted, means, latest, decision", letterFields)

const readLetter = "SELECT l.case_id, l.id, l.title, l.to_kind, l.to_who, l.to_name, l.made, l.posted, l.means, l.latest, l.decision, " +
	"COALESCE(c.pupil_name, ''), COALESCE(c.title, '') FROM letter l LEFT JOIN case_file c ON c.tenant = l.tenant AND c.id = l.case_id WHERE l.tenant = ? AND "

func (tx *Tx) letters(condition string, args ...any) ([]LetterRow, error) {
	return rows(&tx.conn, readLetter+condition, append([]any{tx.tenant}, args...), func(l *LetterRow) []any {
		return append(letterFields(l), &l.PupilName, &l.CaseTitle)
	})
}

// PutLetter keeps a letter that was made.
func (tx *Tx) PutLetter(l LetterRow) error { return letterTable.put(tx.scope(), &l) }

// LettersToPost lists the letters that wait to be posted, those that wait
// longest first.
func (tx *Tx) LettersToPost(limit int) ([]LetterRow, error) {
	return tx.letters("l.posted = '' AND l.means <> 'elektronisch' ORDER BY l.made, l.case_id, l.id LIMIT ?", bounded(limit))
}

// LettersOfCase lists the letters of a case in the order in which they were made.
func (tx *Tx) LettersOfCase(id string) ([]LetterRow, error) {
	return tx.letters("l.case_id = ? ORDER BY l.made, l.id", id)
}

type letterMark struct{ Posted, Case, ID string }

// afterAnyID sorts behind every id.
const afterAnyID = "~"

// LettersPosted gives a page of the letters that were sent from one day until
// another, both included, the latest first.
func (tx *Tx) LettersPosted(from, until, cursor string, limit int) ([]LetterRow, string, error) {
	limit = bounded(limit)
	if until == "" {
		until = never
	}
	question := [2]string{from, until}
	mark := letterMark{Posted: until, Case: afterAnyID}
	if err := tx.openCursor("posted", question, cursor, &mark); err != nil {
		return nil, "", err
	}
	found, err := tx.letters("l.posted <> '' AND (l.posted, l.case_id, l.id) < (?, ?, ?) AND l.posted >= ? ORDER BY l.posted DESC, l.case_id DESC, l.id DESC LIMIT ?",
		mark.Posted, mark.Case, mark.ID, from, limit+1)
	if err != nil {
		return nil, "", err
	}
	return page(tx, "posted", question, found, limit, func(l LetterRow) any { return letterMark{l.Posted, l.Case, l.ID} })
}

package store

import (
	"cmp"
	"slices"
)

// finder knows where the words of something lie, and which of it may be found.
type finder struct {
	words, owner string
	scope, id    string // table that says who finds it, and its column with the id
	within       string // condition on that table, s
	args         []any
	// large asks whether there is much to look at; without it rows are counted.
	large func(tx *Tx) (bool, error)
}

var (
	caseWords  = finder{words: "case_word", owner: "case_id", scope: "case_audience", id: "case_id"}
	pupilWords = finder{words: "pupil_word", owner: "pupil", scope: "pupil", id: "id"}
)

// searched gives the texts by which a case is found.
func (r *CaseRow) searched() []string {
	return []string{r.PupilName, r.Number, r.ApplicantName}
}

// putWords replaces the words that come from one origin.
func (tx *Tx) putWords(f finder, id, origin string, old, new []string) error {
	if gone := without(old, new); len(gone) > 0 {
		err := tx.exec("DELETE FROM "+f.words+" WHERE tenant = ? AND "+f.owner+" = ? AND origin = ? AND word IN ("+marks("?", len(gone))+")",
			append([]any{tx.tenant, id, origin}, anys(gone)...)...)
		if err != nil {
			return err
		}
	}
	added := without(new, old)
	if len(added) == 0 {
		return nil
	}
	var args []any
	for _, w := range added {
		args = append(args, tx.tenant, w, id, origin)
	}
	return tx.exec("INSERT INTO "+f.words+" (tenant, word, "+f.owner+", origin) VALUES "+marks("(?, ?, ?, ?)", len(added)), args...)
}

// wordsOfPupil lets a case be found by the number its pupil has at school.
func (tx *Tx) wordsOfPupil(old, row CaseRow) error {
	if old.Pupil == row.Pupil {
		return nil
	}
	was, err := tx.numberOf(old.Pupil)
	if err != nil {
		return err
	}
	is, err := tx.numberOf(row.Pupil)
	if err != nil {
		return err
	}
	return tx.putWords(caseWords, row.ID, "leerling", wordsOf(was), wordsOf(is))
}

func (tx *Tx) numberOf(pupil string) (string, error) {
	return maybe(&tx.conn, "SELECT number FROM pupil WHERE tenant = ? AND id = ?", tx.tenant, pupil)
}

// after every word that starts the same.
const past = "\U0010FFFF"

// Search finds cases by the starts of words: of the pupil's name and school
// number, the numbers of the case and of what was granted, and the school's
// name. All words must match, and only what the audiences find is found.
func (tx *Tx) Search(audiences []string, question string, limit int) ([]CaseRow, error) {
	terms := termsOf(question)
	if len(terms) == 0 || len(audiences) == 0 {
		return nil, nil
	}
	f := caseWords
	f.within = "s.audience IN (" + marks("?", len(audiences)) + ")"
	f.args = anys(audiences)
	f.large = func(tx *Tx) (bool, error) { return tx.findsMany(audiences) }
	ids, err := tx.find(f, terms, bounded(limit))
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	found, err := caseTable.list(tx.scope(), "id IN ("+marks("?", len(ids))+")", anys(ids)...)
	slices.SortFunc(found, func(a, b CaseRow) int {
		return cmp.Or(cmp.Compare(min(1, len(a.Closed)), min(1, len(b.Closed))), cmp.Compare(a.SortName, b.SortName), cmp.Compare(a.ID, b.ID))
	})
	return found, err
}

// few is how many rows are cheap enough to look at one by one.
const few = 300

// find looks from the side where there is least to look at: all of a small
// scope, or the rarest of the words.
func (tx *Tx) find(f finder, terms []string, limit int) ([]string, error) {
	large, err := tx.isLarge(f)
	if err != nil {
		return nil, err
	}
	if large {
		return tx.findByWord(f, terms, limit)
	}
	return tx.findInScope(f, terms, limit)
}

func (tx *Tx) isLarge(f finder) (bool, error) {
	if f.large != nil {
		return f.large(tx)
	}
	n, err := tx.atMost(few+1, "SELECT 1 FROM "+f.scope+" s WHERE s.tenant = ? AND "+f.within, append([]any{tx.tenant}, f.args...)...)
	return n > few, err
}

// findsMany tells from the counts that stand ready whether audiences find more
// than few cases.
func (tx *Tx) findsMany(audiences []string) (bool, error) {
	var n int64
	err := tx.one("SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) FROM tally WHERE tenant = ? AND kind IN ('open', 'closed') AND audience IN ("+marks("?", len(audiences))+")",
		append([]any{tx.tenant}, anys(audiences)...), &n)
	return n > few, err
}

func (tx *Tx) atMost(most int, query string, args ...any) (n int, err error) {
	err = tx.one("SELECT COUNT(*) FROM ("+query+" LIMIT ?) counted", append(args, most), &n)
	return n, err
}

func (tx *Tx) findInScope(f finder, terms []string, limit int) ([]string, error) {
	q := query{args: []any{tx.tenant}, conditions: []string{"s.tenant = ?"}}
	q.add(f.within, f.args...)
	for _, t := range terms {
		q.add(f.hasWord("s", f.id), t, t+past)
	}
	return rows(&tx.conn, "SELECT DISTINCT s."+f.id+" FROM "+f.scope+" s"+q.where()+" ORDER BY 1 LIMIT ?",
		append(q.args, limit), func(id *string) []any { return []any{id} })
}

// hasWord is the condition that what a row is about has a word that starts so.
func (f finder) hasWord(alias, id string) string {
	return "EXISTS (SELECT 1 FROM " + f.words + " x WHERE x.tenant = " + alias + ".tenant AND x." + f.owner + " = " + alias + "." + id + " AND x.word >= ? AND x.word < ?)"
}

func (tx *Tx) findByWord(f finder, terms []string, limit int) ([]string, error) {
	rare, err := tx.rarest(f, terms)
	if err != nil {
		return nil, err
	}
	var q query
	q.add("w.tenant = ? AND w.word >= ? AND w.word < ?", tx.tenant, terms[rare], terms[rare]+past)
	q.add("EXISTS (SELECT 1 FROM "+f.scope+" s WHERE s.tenant = w.tenant AND s."+f.id+" = w."+f.owner+" AND "+f.within+")", f.args...)
	for i, t := range terms {
		if i != rare {
			q.add(f.hasWord("w", f.owner), t, t+past)
		}
	}
	var ids []string
	seen := map[string]bool{}
	err = each(&tx.conn, "SELECT w."+f.owner+" FROM "+f.words+" w"+q.where()+" ORDER BY w.word, w."+f.owner+" LIMIT ?", append(q.args, 4*limit),
		func(id *string) []any { return []any{id} }, func(id string) error {
			if !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
			if len(ids) == limit {
				return errEnough
			}
			return nil
		})
	return ids, err
}

// rarest gives the place of the word that fewest things have.
func (tx *Tx) rarest(f finder, terms []string) (rare int, err error) {
	if len(terms) == 1 {
		return 0, nil
	}
	least := few + 1
	for i, t := range terms {
		n, err := tx.atMost(least, "SELECT 1 FROM "+f.words+" WHERE tenant = ? AND word >= ? AND word < ?", tx.tenant, t, t+past)
		if err != nil {
			return 0, err
		}
		if n < least {
			rare, least = i, n
		}
	}
	return rare, nil
}

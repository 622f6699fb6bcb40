package store

import (
	"slices"

	"passend/internal/civil"
)

// logged is a line of the access log as it lies. A line about one case can be
// found by it; a list is one line with many cases.
type logged struct {
	Access
	onlyCase string
	many     bool
	hash     []byte
}

var accessTable = tenantTable("access", 1,
	"seq, at, account, name, func, org, org_name, kind, pupil, cases, part, ground, result, session, only_case, many, hash",
	func(a *logged) []any {
		return []any{&a.Seq, &a.At, &a.Account, &a.Name, &a.Function, &a.Org, &a.OrgName, &a.Kind, &a.Pupil,
			&a.Cases, &a.Part, &a.Ground, &a.Result, &a.Session, &a.onlyCase, &a.many, &a.hash}
	})

// after computes the hash of a line that follows on before.
func (a *logged) after(before []byte) []byte {
	parts := [][]byte{before, number(a.Seq), []byte(stamp(a.At)), []byte(words(a.Cases))}
	for _, text := range []string{a.Account, a.Name, a.Function, a.Org, a.OrgName, a.Kind, a.Pupil, a.Part, a.Ground, a.Result, a.Session} {
		parts = append(parts, []byte(text))
	}
	return digest(parts...)
}

// Log adds a line to the access log, together with what this transaction does.
func (tx *Tx) Log(a Access) {
	if a.At.IsZero() {
		a.At = tx.meta.At
	}
	tx.logged = append(tx.logged, a)
}

// flushAccess writes lines to the log and moves its head.
func flushAccess(s scope, h *head, lines []Access) error {
	all := make([]logged, len(lines))
	for i, a := range lines {
		h.logSeq++
		a.Seq = h.logSeq
		l := logged{Access: a, onlyCase: onlyCase(a.Cases), many: len(a.Cases) > 1}
		l.hash = l.after(h.logHash)
		h.logHash = l.hash
		all[i] = l
	}
	return accessTable.add(s, all)
}

func onlyCase(cases []string) string {
	if len(cases) == 1 {
		return cases[0]
	}
	return ""
}

// logWalk is how many lines one page of a filtered log may walk past.
const logWalk = 5000

type logMark struct {
	At  string
	Seq int64
}

// AccessLog gives lines of the log, newest first. A page may hold fewer lines
// than asked, even none, while next says that there is more to walk through.
// Days begin when they do in the Netherlands.
func (tx *Tx) AccessLog(f AccessFilter) (out []Access, next string, err error) {
	list := f
	list.Cursor, list.Limit = "", 0
	from := logMark{At: "~"}
	if err := tx.openCursor("access", list, f.Cursor, &from); err != nil {
		return nil, "", err
	}
	walked, limit, more := 0, bounded(f.Limit), false
	var last logMark
	query, args := tx.accessQuery(f, from)
	err = each(&tx.conn, query, args, accessTable.fields, func(l logged) error {
		match := f.matches(&l)
		if more = match && len(out) == limit; more {
			return errEnough
		}
		if match {
			out = append(out, l.Access)
		}
		walked++
		last = logMark{stamp(l.At), l.Seq}
		return nil
	})
	if err != nil || !more && walked < logWalk {
		return out, "", err
	}
	next, err = tx.sealCursor("access", list, last)
	return out, next, err
}

// accessQuery walks along the index that serves the filter best; what it cannot
// serve is left to matches.
func (tx *Tx) accessQuery(f AccessFilter, from logMark) (string, []any) {
	var q query
	q.add("tenant = ?", tx.tenant)
	q.add("(at, seq) < (?, ?)", from.At, from.Seq)
	if day, err := civil.ParseDay(f.From); err == nil {
		q.add("at >= ?", day.Start())
	}
	if day, err := civil.ParseDay(f.Until); err == nil {
		q.add("at < ?", day.AddDays(1).Start())
	}
	switch {
	case f.Case != "":
		return tx.caseLines(q, f.Case)
	case f.Pupil != "":
		q.add("pupil = ? AND pupil <> ''", f.Pupil)
	case f.Account != "":
		q.add("account = ?", f.Account)
	}
	return accessTable.selects + q.where() + " ORDER BY at DESC, seq DESC LIMIT ?", append(q.args, logWalk)
}

// caseLines walks along two indexes at once: the lines about this case alone,
// and the lists, of which any may hold it.
func (tx *Tx) caseLines(q query, id string) (string, []any) {
	lists := q.clone()
	q.add("only_case = ? AND only_case <> ''", id)
	lists.add("many = 1")
	const end = " ORDER BY at DESC, seq DESC LIMIT ?"
	text := "SELECT * FROM (" + accessTable.selects + q.where() + end + ") one UNION ALL SELECT * FROM (" +
		accessTable.selects + lists.where() + end + ") lists" + end
	args := append(q.args, logWalk)
	return text, append(append(args, lists.args...), logWalk, logWalk)
}

func (f AccessFilter) matches(l *logged) bool {
	if f.Case != "" && !slices.Contains(l.Cases, f.Case) {
		return false
	}
	return (f.Account == "" || f.Account == l.Account) && (f.Pupil == "" || f.Pupil == l.Pupil) && (f.Kind == "" || f.Kind == l.Kind)
}

// PruneAccess deletes the log up to a day, and keeps the hash of the last line
// that went, on which the rest follows. It counts what it deleted.
func (tx *Tx) PruneAccess(before string) (int, error) {
	day, err := civil.ParseDay(before)
	if err != nil {
		return 0, err
	}
	h, err := tx.scope().holdHead()
	if err != nil {
		return 0, err
	}
	// Lines are pruned in order, so that what is left is one unbroken end.
	var keep int64
	err = tx.one("SELECT COALESCE(MIN(seq), ?) FROM access WHERE tenant = ? AND at >= ?", []any{h.logSeq + 1, tx.tenant, day.Start()}, &keep)
	if err != nil || keep-1 <= h.baseSeq {
		return 0, err
	}
	last, err := accessTable.get(tx.scope(), keep-1)
	if err != nil {
		return 0, err
	}
	err = tx.exec("UPDATE head SET base_seq = ?, base_hash = ? WHERE tenant = ?", last.Seq, last.hash, tx.tenant)
	if err != nil {
		return 0, err
	}
	return accessTable.drop(tx.scope(), "seq < ?", keep)
}

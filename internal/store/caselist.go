package store

// order is a way to walk through the cases of an audience.
type order struct {
	by   string // column that comes first
	back bool   // newest first
	mark func(*CaseRow) string
}

var orders = map[string]order{
	"due":     {by: "due", mark: func(r *CaseRow) string { return value(endless{&r.Due}).(string) }},
	"name":    {by: "sort_name", mark: func(r *CaseRow) string { return r.SortName }},
	"updated": {by: "updated", back: true, mark: func(r *CaseRow) string { return stamp(r.Updated) }},
}

func (q *CaseQuery) order() order {
	if o, ok := orders[q.Sort]; ok {
		return o
	}
	return orders["due"]
}

type caseMark struct{ By, ID string }

// Cases gives a page of the cases that an audience finds. A cursor is good for
// the same question only; a page may be of another size.
func (tx *Tx) Cases(q CaseQuery) ([]CaseRow, string, error) {
	o, limit := q.order(), bounded(q.Limit)
	question := q
	question.Cursor, question.Limit = "", 0
	var from caseMark
	if err := tx.openCursor("cases", question, q.Cursor, &from); err != nil {
		return nil, "", err
	}
	w := q.conditions(tx.tenant)
	w.add(joined)
	step, dir := " > ", ""
	if o.back {
		step, dir = " < ", " DESC"
	}
	if q.Cursor != "" {
		w.add("(a."+o.by+", a.case_id)"+step+"(?, ?)", from.By, from.ID)
	}
	text := "SELECT c." + columns(caseTable.cols, "c.") + q.tables() + w.where() +
		" ORDER BY a." + o.by + dir + ", a.case_id" + dir + " LIMIT ?"
	found, err := rows(&tx.conn, text, append(w.args, limit+1), caseFields)
	if err != nil {
		return nil, "", err
	}
	return page(tx, "cases", question, found, limit, func(r CaseRow) any { return caseMark{o.mark(&r), r.ID} })
}

// CountCases counts the cases of a list, and stops at most.
func (tx *Tx) CountCases(q CaseQuery, most int) (n int, err error) {
	w := q.conditions(tx.tenant)
	from := " FROM case_audience a"
	if q.Pupil != "" {
		from = q.tables()
		w.add(joined)
	}
	err = tx.one("SELECT COUNT(*) FROM (SELECT 1"+from+w.where()+" LIMIT ?) counted", append(w.args, most), &n)
	return n, err
}

// joined says which case a row of an audience is about.
const joined = "c.tenant = a.tenant AND c.id = a.case_id"

// tables joins in the order in which they are to be walked: a pupil has few
// cases, an audience many.
func (q *CaseQuery) tables() string {
	if q.Pupil != "" {
		return " FROM case_file c CROSS JOIN case_audience a"
	}
	return " FROM case_audience a CROSS JOIN case_file c"
}

func (q *CaseQuery) conditions(tenant string) (w query) {
	w.add("a.tenant = ? AND a.audience = ? AND a.open = ?", tenant, q.Audience, !q.Closed)
	w.equal("a.procedure", q.Procedure)
	w.equal("a.phase", q.Phase)
	w.equal("a.region", q.Region)
	w.equal("a.applicant", q.Applicant)
	if q.DueFrom != "" {
		w.add("a.due >= ?", q.DueFrom)
	}
	if q.DueUntil != "" {
		w.add("a.due <= ?", q.DueUntil)
	}
	if q.Still != "" {
		w.add("a.still = ?", q.Still == "ja")
	}
	if q.Pupil != "" {
		w.add("c.pupil = ?", q.Pupil)
	}
	return w
}

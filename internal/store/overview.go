package store

// TermQuery asks a page of the running terms of the cases that an audience
// finds. Audience is needed.
type TermQuery struct {
	Audience                string
	Procedure, Term, Region string
	Applicant               string
	Statutory, Still        string // "ja", "nee" or ""
	// Persons asks the terms of single addressees, which are theirs to use and
	// pass without anybody being late, instead of those of the running cases.
	Persons           bool
	DueFrom, DueUntil string
	Cursor            string
	Limit             int
}

// WatchedTerm is a running term with what its case adds.
type WatchedTerm struct {
	TermRow
	Number, CaseTitle, PupilName, ApplicantName, PhaseTitle, OnMove string
}

type termMark struct{ Due, Case, Term, Key string }

// RunningTerms gives a page of the terms that run, what ends first first.
func (tx *Tx) RunningTerms(q TermQuery) ([]WatchedTerm, string, error) {
	limit, question := bounded(q.Limit), q
	question.Cursor, question.Limit = "", 0
	var from termMark
	if err := tx.openCursor("terms", question, q.Cursor, &from); err != nil {
		return nil, "", err
	}
	w := q.conditions(tx.tenant)
	w.add("(t.due, t.case_id, t.term, t.instance) > (?, ?, ?, ?)", from.Due, from.Case, from.Term, from.Key)
	found, err := rows(&tx.conn, "SELECT t."+columns(termTable.cols, "t.")+", c.number, c.title, c.pupil_name, c.applicant_name, c.phase_title, c.on_move "+
		"FROM term t CROSS JOIN case_file c"+w.where()+" AND c.tenant = t.tenant AND c.id = t.case_id ORDER BY t.due, t.case_id, t.term, t.instance LIMIT ?",
		append(w.args, limit+1), func(t *WatchedTerm) []any {
			return append(termFields(&t.TermRow), &t.Number, &t.CaseTitle, &t.PupilName, &t.ApplicantName, &t.PhaseTitle, &t.OnMove)
		})
	if err != nil {
		return nil, "", err
	}
	return page(tx, "terms", question, found, limit, func(t WatchedTerm) any { return termMark{t.Due, t.Case, t.Term, t.Key} })
}

// CountTerms counts the terms of a page's question, and stops at most.
func (tx *Tx) CountTerms(q TermQuery, most int) (int, error) {
	w := q.conditions(tx.tenant)
	return tx.atMost(most, "SELECT 1 FROM term t"+w.where(), w.args...)
}

// oneByOne ends an inner query that is to be asked for each row as it comes: the
// rows come in the order of the page, and few are enough.
const oneByOne = " LIMIT 1 OFFSET 0)"

func (q *TermQuery) conditions(tenant string) (w query) {
	found := "EXISTS (SELECT 1 FROM case_audience a WHERE a.tenant = t.tenant AND a.case_id = t.case_id AND a.audience = ?"
	if q.Persons {
		w.add("t.tenant = ? AND t.running = 1 AND t.instance <> ''", tenant)
		w.add(found+oneByOne, q.Audience)
	} else {
		w.add("t.tenant = ? AND t.running = 1 AND t.instance = ''", tenant)
		w.add(found+" AND a.open = 1"+oneByOne, q.Audience)
	}
	w.equal("t.procedure", q.Procedure)
	w.equal("t.term", q.Term)
	w.equal("t.region", q.Region)
	w.equal("t.applicant", q.Applicant)
	if q.Statutory != "" {
		w.add("t.statutory = ?", q.Statutory == "ja")
	}
	if q.Still != "" {
		w.add("t.still = ?", q.Still == "ja")
	}
	if q.DueFrom != "" {
		w.add("t.due >= ?", q.DueFrom)
	}
	if q.DueUntil != "" {
		w.add("t.due <= ?", q.DueUntil)
	}
	return w
}

// LeadQuery asks for the terms that stopped from one day until another, both
// included. Applicants narrows it to those schools when there are any.
type LeadQuery struct {
	Procedure, Term, Region string
	From, Until             string
	Applicants              []string
}

// LeadLine is one month of terms that stopped, of one procedure in one region.
type LeadLine struct {
	LeadTime
	Procedure, Region string
}

// LeadLines adds up the terms that stopped, per month, procedure and region.
func (tx *Tx) LeadLines(q LeadQuery) ([]LeadLine, error) {
	var w query
	w.add("tenant = ? AND stopped <> '' AND stopped >= ?", tx.tenant, q.From)
	w.equal("procedure", q.Procedure)
	w.equal("term", q.Term)
	w.equal("region", q.Region)
	if q.Until != "" {
		w.add("stopped <= ?", q.Until)
	}
	if len(q.Applicants) > 0 {
		w.add("applicant IN ("+marks("?", len(q.Applicants))+")", anys(q.Applicants)...)
	}
	return rows(&tx.conn, "SELECT SUBSTR(stopped, 1, 7), procedure, region, COUNT(*), SUM(in_time), SUM(net_days), SUM(gross_days), SUM(still_days) FROM term"+
		w.where()+" GROUP BY SUBSTR(stopped, 1, 7), procedure, region ORDER BY 1, 2, 3", w.args, func(l *LeadLine) []any {
		return []any{&l.Month, &l.Procedure, &l.Region, &l.Count, &l.InTime, &l.NetDays, &l.GrossDays, &l.Still}
	})
}

// ApplicantCount is how many cases of a school an audience finds.
type ApplicantCount struct {
	Applicant string
	Count     int
}

// CasesPerApplicant counts the running cases that an audience finds, by school.
func (tx *Tx) CasesPerApplicant(audience string) ([]ApplicantCount, error) {
	return rows(&tx.conn, "SELECT applicant, COUNT(*) FROM case_audience WHERE tenant = ? AND audience = ? AND open = 1 GROUP BY applicant ORDER BY applicant",
		[]any{tx.tenant, audience}, func(c *ApplicantCount) []any { return []any{&c.Applicant, &c.Count} })
}

type birthMark struct{ Birth, ID string }

// NotEnrolled gives a page of the pupils of a scope who are at no school yet,
// born from one day until another, the oldest first.
func (tx *Tx) NotEnrolled(scope PupilScope, from, until, cursor string, limit int) ([]PupilRow, string, error) {
	limit = bounded(limit)
	question := []any{scope, from, until}
	mark := birthMark{Birth: from}
	if err := tx.openCursor("not enrolled", question, cursor, &mark); err != nil {
		return nil, "", err
	}
	condition, args := scope.condition("")
	args = append(args, until, mark.Birth, mark.ID, limit+1)
	found, err := tx.pupils(condition+" AND enrolled = 0 AND left_on = '' AND birth <= ? AND (birth, id) > (?, ?) ORDER BY birth, id LIMIT ?", args...)
	if err != nil {
		return nil, "", err
	}
	return page(tx, "not enrolled", question, found, limit, func(p PupilRow) any { return birthMark{p.Birth, p.ID} })
}

// DropInvolved forgets who was involved with a pupil, to be found out again from
// the cases after pupils were joined or parted.
func (tx *Tx) DropInvolved(pupil string) error {
	_, err := involvedTable.drop(tx.scope(), "pupil = ?", pupil)
	return err
}

// CasesOfPupils lists the cases of several pupils by their first day.
func (tx *Tx) CasesOfPupils(pupils []string) ([]CaseRow, error) {
	if len(pupils) == 0 {
		return nil, nil
	}
	return caseTable.list(tx.scope(), "pupil IN ("+marks("?", len(pupils))+") ORDER BY started, id", anys(pupils)...)
}

// TermMark is a term that runs, as far as one needs to look further: when it
// ends and of which case it is.
type TermMark struct{ Due, Case string }

// TermsFrom lists the terms that run and end on a day or later, or that stand
// still, what ends first first and after the mark.
func (tx *Tx) TermsFrom(day string, after TermMark, limit int) ([]TermMark, error) {
	return rows(&tx.conn, "SELECT due, case_id FROM term WHERE tenant = ? AND running = 1 AND (due >= ? OR still = 1) AND (due, case_id) > (?, ?) ORDER BY due, case_id LIMIT ?",
		[]any{tx.tenant, day, after.Due, after.Case, bounded(limit)}, func(m *TermMark) []any { return []any{&m.Due, &m.Case} })
}

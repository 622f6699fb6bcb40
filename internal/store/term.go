package store

import (
	"slices"
	"time"
)

// termFields leaves gross, the days from start to stop, to who writes.
func termFields(t *TermRow) []any {
	return []any{&t.Case, &t.Term, &t.Key, &t.KeyName, &t.Title, &t.Procedure, &t.Region, &t.Applicant,
		&t.Statutory, &t.Running, &t.Still, &t.InTime, &t.Started, &t.Due, &t.Stopped, &t.StillDays, &t.NetDays}
}

const termColumns = "case_id, term, instance, instance_name, title, procedure, region, applicant, " +
	"statutory, running, still, in_time, started, due, stopped, still_days, net_days"

var termTable = tenantTable("term", 3, termColumns, termFields)

type writtenTerm struct {
	TermRow
	gross int
}

var writtenTermTable = tenantTable("term", 3, termColumns+", gross_days", func(t *writtenTerm) []any {
	return append(termFields(&t.TermRow), &t.gross)
})

func (tx *Tx) putTerms(id string, terms []TermRow, known bool) error {
	terms = slices.Clone(terms)
	for i := range terms {
		terms[i].Case = id
	}
	var old []TermRow
	if known {
		var err error
		if old, err = termTable.list(tx.scope(), "case_id = ?", id); err != nil {
			return err
		}
	}
	gone, added := differences(old, terms, termFields)
	for _, t := range gone {
		if _, err := termTable.drop(tx.scope(), termTable.byKey(), t.Case, t.Term, t.Key); err != nil {
			return err
		}
	}
	written := make([]writtenTerm, len(added))
	for i, t := range added {
		written[i] = writtenTerm{t, daysBetween(t.Started, t.Stopped)}
	}
	return writtenTermTable.add(tx.scope(), written)
}

// daysBetween counts the days from one to the other; 0 when one is missing.
func daysBetween(from, to string) int {
	a, err1 := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}

// TermsOfCase lists the terms of a case in the order in which they started.
func (tx *Tx) TermsOfCase(id string) ([]TermRow, error) {
	return termTable.list(tx.scope(), "case_id = ? ORDER BY started, term, instance", id)
}

// LeadTimes adds up, per month in which they stopped, the terms that stopped
// from one day until another, both included. Empty texts ask for all.
func (tx *Tx) LeadTimes(procedure, term, region, from, until string) ([]LeadTime, error) {
	var q query
	q.add("tenant = ?", tx.tenant)
	q.equal("procedure", procedure)
	q.equal("term", term)
	q.equal("region", region)
	q.add("stopped <> '' AND stopped >= ?", from)
	if until != "" {
		q.add("stopped <= ?", until)
	}
	return rows(&tx.conn, "SELECT SUBSTR(stopped, 1, 7), COUNT(*), SUM(in_time), SUM(net_days), SUM(gross_days), SUM(still_days) FROM term"+
		q.where()+" GROUP BY SUBSTR(stopped, 1, 7) ORDER BY 1", q.args, func(l *LeadTime) []any {
		return []any{&l.Month, &l.Count, &l.InTime, &l.NetDays, &l.GrossDays, &l.Still}
	})
}

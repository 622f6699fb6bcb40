package store

// PeriodRow is a period of which a term of a case counts the days, or knows and
// does not count them.
type PeriodRow struct {
	Case, Term  string
	Place       int    // in the order of their first days
	From, Until string // Until "": it goes on
	What        string
	Counts      bool
}

func periodFields(p *PeriodRow) []any {
	return []any{&p.Case, &p.Term, &p.Place, &p.From, &p.Until, &p.What, &p.Counts}
}

var periodTable = tenantTable("counted_period", 3, "case_id, term, place, from_day, until_day, what, counts", periodFields)

// PutPeriods replaces the periods of a case.
func (tx *Tx) PutPeriods(id string, periods []PeriodRow) error {
	old, err := periodTable.list(tx.scope(), "case_id = ? ORDER BY term, place", id)
	if err != nil {
		return err
	}
	gone, added := differences(old, periods, periodFields)
	for _, p := range gone {
		if _, err := periodTable.drop(tx.scope(), periodTable.byKey(), p.Case, p.Term, p.Place); err != nil {
			return err
		}
	}
	return periodTable.add(tx.scope(), added)
}

// PeriodsOfCases lists the periods of a term in several cases.
func (tx *Tx) PeriodsOfCases(cases []string, term string) ([]PeriodRow, error) {
	if len(cases) == 0 {
		return nil, nil
	}
	return periodTable.list(tx.scope(), "case_id IN ("+marks("?", len(cases))+") AND term = ? ORDER BY case_id, place", append(anys(cases), term)...)
}

// TermsOfCases lists one term of several cases.
func (tx *Tx) TermsOfCases(cases []string, term string) ([]TermRow, error) {
	if len(cases) == 0 {
		return nil, nil
	}
	return termTable.list(tx.scope(), "case_id IN ("+marks("?", len(cases))+") AND term = ? ORDER BY case_id", append(anys(cases), term)...)
}

// OpenersOf tells from which of the cases another one was opened that still runs.
func (tx *Tx) OpenersOf(cases []string) ([]string, error) {
	if len(cases) == 0 {
		return nil, nil
	}
	return rows(&tx.conn, "SELECT parent FROM case_file WHERE tenant = ? AND parent IN ("+marks("?", len(cases))+") AND parent <> '' AND closed = '' ORDER BY parent",
		append([]any{tx.tenant}, anys(cases)...), func(id *string) []any { return []any{id} })
}

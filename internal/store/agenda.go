package store

func agendaFields(a *AgendaRow) []any {
	return []any{&a.Body, &a.Day, &a.Case, &a.Order, &a.Result}
}

var agendaTable = tenantTable("agenda", 3, "body, day, case_id, place, result", agendaFields)

func (tx *Tx) agenda(condition string, args ...any) ([]AgendaRow, error) {
	return rows(&tx.conn, "SELECT a.body, a.day, a.case_id, a.place, a.result, COALESCE(c.pupil_name, ''), COALESCE(c.title, ''), COALESCE(c.number, '') "+
		"FROM agenda a LEFT JOIN case_file c ON c.tenant = a.tenant AND c.id = a.case_id WHERE a.tenant = ? AND "+condition,
		append([]any{tx.tenant}, args...), func(a *AgendaRow) []any {
			return append(agendaFields(a), &a.PupilName, &a.Title, &a.Number)
		})
}

// PutAgenda puts a case on a meeting, or changes its place or result there.
func (tx *Tx) PutAgenda(a AgendaRow) error { return agendaTable.put(tx.scope(), &a) }

// DropAgenda takes a case off a meeting.
func (tx *Tx) DropAgenda(body, day, caseID string) error {
	_, err := agendaTable.drop(tx.scope(), "body = ? AND day = ? AND case_id = ?", body, day, caseID)
	return err
}

// Agenda lists the cases of a meeting in their order.
func (tx *Tx) Agenda(body, day string) ([]AgendaRow, error) {
	return tx.agenda("a.body = ? AND a.day = ? ORDER BY a.place, a.case_id", body, day)
}

// AgendaOfCase lists the meetings a case is or was on, by day.
func (tx *Tx) AgendaOfCase(id string) ([]AgendaRow, error) {
	return tx.agenda("a.case_id = ? ORDER BY a.day, a.body", id)
}

// AgendaDay is how many cases are on a meeting.
type AgendaDay struct {
	Day   string
	Count int
}

// AgendaDays lists the days from one on, on which a body has cases to treat.
func (tx *Tx) AgendaDays(body, from string, limit int) ([]AgendaDay, error) {
	return rows(&tx.conn, "SELECT day, COUNT(*) FROM agenda WHERE tenant = ? AND body = ? AND day >= ? GROUP BY day ORDER BY day LIMIT ?",
		[]any{tx.tenant, body, from, bounded(limit)}, func(d *AgendaDay) []any { return []any{&d.Day, &d.Count} })
}

// involvement is how somebody is tied to a pupil.
type involvement struct{ pupil, account, how string }

var involvedTable = tenantTable("involved", 3, "pupil, account, how", func(i *involvement) []any {
	return []any{&i.pupil, &i.account, &i.how}
})

// PutInvolved remembers how an account was involved with a pupil.
func (tx *Tx) PutInvolved(pupil, account, how string) error {
	return involvedTable.put(tx.scope(), &involvement{pupil, account, how})
}

// Involved lists how an account was involved with a pupil.
func (tx *Tx) Involved(pupil, account string) ([]string, error) {
	return rows(&tx.conn, "SELECT how FROM involved WHERE tenant = ? AND pupil = ? AND account = ? ORDER BY how",
		[]any{tx.tenant, pupil, account}, func(how *string) []any { return []any{how} })
}

// NextNumber gives the next number of a series in a period, from 1 on. Numbers
// of committed transactions follow each other without gaps.
func (tx *Tx) NextNumber(series, period string) (n int64, err error) {
	err = tx.one("INSERT INTO serial (tenant, series, period, n) VALUES (?, ?, ?, 1) ON CONFLICT (tenant, series, period) DO UPDATE SET n = serial.n + 1 RETURNING n",
		[]any{tx.tenant, series, period}, &n)
	return n, err
}

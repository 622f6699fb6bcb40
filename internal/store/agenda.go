package store

import (
	"errors"
	"time"
)

func agendaFields(a *AgendaRow) []any {
	return []any{&a.Body, &a.Day, &a.Case, &a.Order, &a.Result, &a.Since, &a.Fixed}
}

const agendaColumns = "body, day, case_id, place, result, since, fixed"

var agendaTable = tenantTable("agenda", 3, agendaColumns, agendaFields)

// agendaFrom joins what a list shows of a case. What was closed before the day of
// the meeting is no longer on it.
const agendaFrom = " FROM agenda a LEFT JOIN case_file c ON c.tenant = a.tenant AND c.id = a.case_id " +
	"LEFT JOIN meeting_item i ON i.tenant = a.tenant AND i.body = a.body AND i.day = a.day AND i.case_id = a.case_id WHERE a.tenant = ? AND " +
	"(COALESCE(c.closed, '') = '' OR a.day <> '' AND c.closed >= a.day) AND "

const agendaSelect = "SELECT a.body, a.day, a.case_id, a.place, a.result, a.since, a.fixed, COALESCE(c.pupil_name, ''), COALESCE(c.title, ''), COALESCE(c.number, ''), " +
	"COALESCE(c.procedure, ''), COALESCE(c.variant, ''), COALESCE(c.applicant_name, ''), COALESCE(i.invited, '')" + agendaFrom

// agendaOrder is the order in which people put the cases, and of the others that
// in which they were complete.
const agendaOrder = "COALESCE(i.place, 1000000), a.since, a.place, a.case_id"

func (tx *Tx) agenda(condition string, args ...any) ([]AgendaRow, error) {
	return rows(&tx.conn, agendaSelect+condition, append([]any{tx.tenant}, args...), func(a *AgendaRow) []any {
		return append(agendaFields(a), &a.PupilName, &a.Title, &a.Number, &a.Procedure, &a.Variant, &a.ApplicantName, &a.Invited)
	})
}

// PutAgenda puts a case on a meeting, or changes its place or result there. A day
// that is not known yet is "".
func (tx *Tx) PutAgenda(a AgendaRow) error { return agendaTable.put(tx.scope(), &a) }

// DropAgenda takes a case off a meeting.
func (tx *Tx) DropAgenda(body, day, caseID string) error {
	_, err := agendaTable.drop(tx.scope(), "body = ? AND day = ? AND case_id = ?", body, day, caseID)
	return err
}

// Agenda lists the cases of a meeting in their order.
func (tx *Tx) Agenda(body, day string) ([]AgendaRow, error) {
	return tx.agenda("a.body = ? AND a.day = ? ORDER BY "+agendaOrder, body, day)
}

// AgendaFrom lists the cases on the meetings of a body from a day on, and those
// that wait for a date.
func (tx *Tx) AgendaFrom(body, from string) ([]AgendaRow, error) {
	return tx.agenda("a.body = ? AND (a.day >= ? OR a.day = '') ORDER BY a.day, "+agendaOrder, body, from)
}

// AgendaOfCase lists the meetings a case is or was on, by day.
func (tx *Tx) AgendaOfCase(id string) ([]AgendaRow, error) {
	return agendaRowsOf(tx, id)
}

// agendaRowsOf also gives what a closed case left behind.
func agendaRowsOf(tx *Tx, id string) ([]AgendaRow, error) {
	return rows(&tx.conn, "SELECT a.body, a.day, a.case_id, a.place, a.result, a.since, a.fixed, COALESCE(c.pupil_name, '') FROM agenda a "+
		"LEFT JOIN case_file c ON c.tenant = a.tenant AND c.id = a.case_id WHERE a.tenant = ? AND a.case_id = ? ORDER BY a.day, a.body",
		[]any{tx.tenant, id}, func(a *AgendaRow) []any { return append(agendaFields(a), &a.PupilName) })
}

// AgendaDay is how many cases are on a meeting.
type AgendaDay struct {
	Day   string
	Count int
}

// AgendaDays lists the days from one on, on which a body has cases to treat.
func (tx *Tx) AgendaDays(body, from string, limit int) ([]AgendaDay, error) {
	return rows(&tx.conn, "SELECT a.day, COUNT(*)"+agendaFrom+"a.body = ? AND a.day >= ? GROUP BY a.day ORDER BY a.day LIMIT ?",
		[]any{tx.tenant, body, from, bounded(limit)}, func(d *AgendaDay) []any { return []any{&d.Day, &d.Count} })
}

// MeetingRow is what people changed in one meeting of the calendar that the rules
// propose. Days are ISO text; Most 0 and empty texts leave it as the rules say.
type MeetingRow struct {
	Body, Origin, Day string
	Added, Cancelled  bool
	Most              int
	HandIn            time.Time
	Start             string // 09:00
	Minutes           int
	Why               string
	Version           int64
	By, ByName        string
	At                time.Time
}

var meetingTable = tenantTable("meeting", 2, "body, origin, day, added, cancelled, most, hand_in, start_at, minutes, why, version, by_who, by_name, at", func(m *MeetingRow) []any {
	return []any{&m.Body, &m.Origin, &m.Day, &m.Added, &m.Cancelled, &m.Most, &m.HandIn, &m.Start, &m.Minutes, &m.Why, &m.Version, &m.By, &m.ByName, &m.At}
})

// PutMeeting keeps a change in a meeting, with what it was before. Who changed an
// older version than the one that stands gets [ErrConflict].
func (tx *Tx) PutMeeting(m MeetingRow) error {
	old, err := meetingTable.get(tx.scope(), m.Body, m.Origin)
	known := err == nil
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if m.Version != old.Version+1 {
		return &ErrConflict{Stream: m.Body + " " + m.Origin, Expected: m.Version - 1, Actual: old.Version}
	}
	if err := meetingTable.put(tx.scope(), &m); err != nil {
		return err
	}
	return tx.changedRow("vergadering", m.Body+" "+m.Origin, known, old, m)
}

// Meetings lists what people changed in the meetings of a body, by day.
func (tx *Tx) Meetings(body string) ([]MeetingRow, error) {
	return meetingTable.list(tx.scope(), "body = ? ORDER BY day, origin", body)
}

// MeetingItem is the place that people gave a case on a meeting, and for when its
// school was invited. Place 1000000 is: in the order of handing in.
type MeetingItem struct {
	Body, Case, Day string
	Place           int
	Invited         string // what the invitation says of the time
}

var meetingItemTable = tenantTable("meeting_item", 3, "body, case_id, day, place, invited", func(m *MeetingItem) []any {
	return []any{&m.Body, &m.Case, &m.Day, &m.Place, &m.Invited}
})

// PutMeetingItem keeps the place of a case on a meeting.
func (tx *Tx) PutMeetingItem(m MeetingItem) error { return meetingItemTable.put(tx.scope(), &m) }

// Feed is a secret address of a calendar feed, known by the digest of its secret.
type Feed struct {
	Digest, Account, Function, Org string
	Made                           time.Time
}

var feedTable = tenantTable("feed", 1, "digest, account, function, org, made", func(f *Feed) []any {
	return []any{&f.Digest, &f.Account, &f.Function, &f.Org, &f.Made}
})

// PutFeed keeps a new feed.
func (tx *Tx) PutFeed(f Feed) error { return feedTable.put(tx.scope(), &f) }

// Feed finds a feed by the digest of its secret.
func (tx *Tx) Feed(digest string) (Feed, error) { return feedTable.get(tx.scope(), digest) }

// Feeds lists the feeds of an account, the newest first.
func (tx *Tx) Feeds(account string) ([]Feed, error) {
	return feedTable.list(tx.scope(), "account = ? ORDER BY made DESC, digest", account)
}

// DropFeeds ends the feeds of an account in a function.
func (tx *Tx) DropFeeds(account, function, org string) error {
	_, err := feedTable.drop(tx.scope(), "account = ? AND function = ? AND org = ?", account, function, org)
	return err
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

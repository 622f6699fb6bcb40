package store

import (
	"slices"
	"strings"
	"time"
)

func noticeFields(n *NoticeRow) []any {
	return []any{&n.ID, &n.Audience, &n.Case, &n.Subject, &n.Text, &n.Until, &n.At}
}

var noticeTable = tenantTable("notice", 2, "id, audience, case_id, subject, body, until, at", noticeFields)

// readNotice reads a notice with what its case adds. A notice can be about a
// case that is no longer there to read.
const readNotice = "SELECT n.id, n.audience, n.case_id, n.subject, n.body, n.until, n.at, COALESCE(c.pupil_name, ''), COALESCE(c.title, '') " +
	"FROM notice n LEFT JOIN case_file c ON c.tenant = n.tenant AND c.id = n.case_id WHERE n.tenant = ? AND "

func readNoticeFields(n *NoticeRow) []any { return append(noticeFields(n), &n.PupilName, &n.Title) }

// PutNotice keeps a notice.
func (tx *Tx) PutNotice(n NoticeRow) error { return noticeTable.put(tx.scope(), &n) }

// PutNotices keeps several; one that is there twice is kept once.
func (tx *Tx) PutNotices(all []NoticeRow) error {
	known := map[[2]string]bool{}
	all = slices.DeleteFunc(slices.Clone(all), func(n NoticeRow) bool {
		key := [2]string{n.ID, n.Audience}
		twice := known[key]
		known[key] = true
		return twice
	})
	return noticeTable.add(tx.scope(), all, noticeTable.conflict)
}

type noticeMark struct{ At, ID string }

func newerFirst(a, b NoticeRow) int {
	return -strings.Compare(place(stamp(a.At), a.ID), place(stamp(b.At), b.ID))
}

// Notices gives a page of the notices for any of the audiences, newest first.
// Read are those from before the moment until which the account read them.
func (tx *Tx) Notices(audiences []string, account, cursor string, limit int) ([]NoticeRow, string, error) {
	limit = bounded(limit)
	from := noticeMark{At: "~"}
	if err := tx.openCursor("notices", audiences, cursor, &from); err != nil {
		return nil, "", err
	}
	var all []NoticeRow
	for _, a := range distinct(audiences) {
		some, err := rows(&tx.conn, readNotice+"n.audience = ? AND (n.at, n.id) < (?, ?) AND "+stillFound+" ORDER BY n.at DESC, n.id DESC LIMIT ?",
			[]any{tx.tenant, a, from.At, from.ID, limit + 1}, readNoticeFields)
		if err != nil {
			return nil, "", err
		}
		all = append(all, some...)
	}
	all = merged(all, newerFirst)
	if err := tx.markRead(all, account); err != nil {
		return nil, "", err
	}
	return page(tx, "notices", audiences, all, limit, func(n NoticeRow) any { return noticeMark{stamp(n.At), n.ID} })
}

// stillFound keeps back what was told about a case that its reader no longer
// finds: access that ended ends here too. Who is there for the whole of the SWV
// may be told of a case before its turn has come to look into it.
const stillFound = "(n.audience LIKE '%@s:' OR EXISTS (SELECT 1 FROM case_audience v WHERE v.tenant = n.tenant AND v.case_id = n.case_id AND v.audience = n.audience))"

func (tx *Tx) markRead(notices []NoticeRow, account string) error {
	members, err := tx.MembersOf(account)
	if err != nil {
		return err
	}
	var seen time.Time
	for _, m := range members {
		if m.SeenAt.After(seen) {
			seen = m.SeenAt
		}
	}
	for i := range notices {
		notices[i].Read = !notices[i].At.After(seen)
	}
	return nil
}

// CountNotices counts the notices for any of the audiences from after a moment,
// and stops at most.
func (tx *Tx) CountNotices(audiences []string, since time.Time, most int) (n int, err error) {
	var parts []string
	var args []any
	for _, a := range distinct(audiences) {
		parts = append(parts, "SELECT * FROM (SELECT at, id FROM notice WHERE tenant = ? AND audience = ? AND at > ? ORDER BY at DESC, id DESC LIMIT ?) part")
		args = append(args, tx.tenant, a, since, most)
	}
	if len(parts) == 0 {
		return 0, nil
	}
	err = tx.one("SELECT COUNT(*) FROM ("+strings.Join(parts, " UNION ")+") counted", args, &n)
	return min(n, most), err
}

// NoticesOfCase lists the notices about a case for any of the audiences, newest
// first.
func (tx *Tx) NoticesOfCase(id string, audiences []string) ([]NoticeRow, error) {
	if len(audiences) == 0 {
		return nil, nil
	}
	found, err := rows(&tx.conn, readNotice+"n.case_id = ? AND n.audience IN ("+marks("?", len(audiences))+")",
		append([]any{tx.tenant, id}, anys(audiences)...), readNoticeFields)
	return merged(found, newerFirst), err
}

package store

import (
	"errors"
	"time"
)

func memberFields(m *Member) []any {
	return []any{&m.ID, &m.Account, &m.Name, &m.Email, &m.Function, &m.Profession, &m.Org, &m.OrgName, &m.OrgKind, &m.Board, &m.Region,
		&m.Pupil, &m.Carer, &m.From, &m.Until, &m.Version, &m.SeenAt}
}

var memberTable = tenantTable("member", 1,
	"id, account, name, email, func, profession, org, org_name, org_kind, board, region, pupil, carer, from_day, until_day, version, seen_at", memberFields)

// PutMember keeps a function of somebody, and counts its version up.
func (tx *Tx) PutMember(m Member) error {
	old, err := tx.Member(m.ID)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	m.Version = old.Version + 1
	if m.SeenAt.Before(old.SeenAt) {
		m.SeenAt = old.SeenAt
	}
	if err := memberTable.put(tx.scope(), &m); err != nil {
		return err
	}
	return tx.changedRow("lid", m.ID, old.Version > 0, old, m)
}

// Member gives a function of somebody.
func (tx *Tx) Member(id string) (Member, error) { return memberTable.get(tx.scope(), id) }

// MembersOf lists the functions that an account has here.
func (tx *Tx) MembersOf(account string) ([]Member, error) {
	return memberTable.list(tx.scope(), "account = ? ORDER BY id", account)
}

// Members lists who has a function at an organisation by id, after the id
// given; an empty function or organisation is any.
func (tx *Tx) Members(function, org, after string, limit int) ([]Member, error) {
	var q query
	q.add("tenant = ?", tx.tenant)
	q.equal("func", function)
	q.equal("org", org)
	q.add("id > ?", after)
	return rows(&tx.conn, memberTable.selects+q.where()+" ORDER BY id LIMIT ?", append(q.args, bounded(limit)), memberFields)
}

// MembersOfPupil lists who has a function because of a pupil: its parents.
func (tx *Tx) MembersOfPupil(pupil string) ([]Member, error) {
	return memberTable.list(tx.scope(), "pupil = ? AND pupil <> '' ORDER BY id", pupil)
}

// SeenNotices remembers until when somebody read the notices.
func (tx *Tx) SeenNotices(member string, at time.Time) error {
	return tx.exec("UPDATE member SET seen_at = ? WHERE tenant = ? AND id = ? AND seen_at < ?", at, tx.tenant, member, at)
}

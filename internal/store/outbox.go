package store

import (
	"context"
	"time"
)

func mailFields(m *Mail) []any {
	return []any{&m.ID, &m.To, &m.Subject, &m.Body, &m.State, &m.Attempts, &m.At, &m.NextAt, &m.SentAt, &m.Fault, &m.Case}
}

var mailTable = tenantTable("mail", 1, "id, to_who, subject, body, state, attempts, at, next_at, sent_at, fault, case_id", mailFields)

// PutMail puts a message in the outbox, to leave when the transaction is there
// to stay. An empty state is "wacht".
func (tx *Tx) PutMail(m Mail) error {
	if m.State == "" {
		m.State = "wacht"
	}
	if m.At.IsZero() {
		m.At = tx.meta.At
	}
	return mailTable.put(tx.scope(), &m)
}

// DueMail is a message that waits, with the tenant it belongs to.
type DueMail struct {
	Tenant string
	Mail
}

// DueMail lists the messages of all tenants that may be sent now.
func (db *DB) DueMail(ctx context.Context, now time.Time, limit int) (out []DueMail, err error) {
	err = db.reading(ctx, func(c *conn) error {
		out, err = rows(c, "SELECT tenant, "+columns(mailTable.cols, "")+" FROM mail WHERE state = 'wacht' AND next_at <= ? ORDER BY next_at, tenant, id LIMIT ?",
			[]any{now, bounded(limit)}, func(d *DueMail) []any {
				return append([]any{&d.Tenant}, mailFields(&d.Mail)...)
			})
		return err
	})
	return out, err
}

// MailDone says that a message was handed over.
func (db *DB) MailDone(ctx context.Context, tenant, id string, at time.Time) error {
	return db.run(ctx, "UPDATE mail SET state = 'verzonden', sent_at = ?, fault = '', attempts = attempts + 1 WHERE tenant = ? AND id = ?", at, tenant, id)
}

// MailFailed says that a message could not be handed over, and when to try
// again; final is never.
func (db *DB) MailFailed(ctx context.Context, tenant, id, fault string, next time.Time, final bool) error {
	state := "wacht"
	if final {
		state = "mislukt"
	}
	return db.run(ctx, "UPDATE mail SET state = ?, fault = ?, next_at = ?, attempts = attempts + 1 WHERE tenant = ? AND id = ?", state, fault, next, tenant, id)
}

type mailMark struct{ At, ID string }

// Mails gives a page of the outbox in a state ("" is any), newest first.
func (tx *Tx) Mails(state, cursor string, limit int) ([]Mail, string, error) {
	limit = bounded(limit)
	from := mailMark{At: "~"}
	if err := tx.openCursor("mails", state, cursor, &from); err != nil {
		return nil, "", err
	}
	var q query
	q.add("tenant = ?", tx.tenant)
	q.equal("state", state)
	q.add("(at, id) < (?, ?)", from.At, from.ID)
	found, err := rows(&tx.conn, mailTable.selects+q.where()+" ORDER BY at DESC, id DESC LIMIT ?", append(q.args, limit+1), mailFields)
	if err != nil {
		return nil, "", err
	}
	return page(tx, "mails", state, found, limit, func(m Mail) any { return mailMark{stamp(m.At), m.ID} })
}

// Mail gives a message of the outbox.
func (tx *Tx) Mail(id string) (Mail, error) { return mailTable.get(tx.scope(), id) }

// RetryMail lets a message that failed be tried again.
func (tx *Tx) RetryMail(id string) error {
	return tx.exec("UPDATE mail SET state = 'wacht', next_at = ? WHERE tenant = ? AND id = ? AND state = 'mislukt'", tx.meta.At, tx.tenant, id)
}

package store

import (
	"context"
	"errors"
	"time"
)

var sessionTable = wideTable("session", 1, "token, account, agent, made, seen, expires, tenant, member, strong, data", func(s *Session) []any {
	return []any{&s.Token, &s.Account, &s.Agent, &s.Made, &s.Seen, &s.Expires, &s.Tenant, &s.Member, &s.Strong, &s.Data}
})

// PutSession keeps a session.
func (db *DB) PutSession(ctx context.Context, s Session) error {
	return db.retry(ctx, func(c *conn) error { return sessionTable.put(c.scope(), &s) })
}

// Session gives the session with this hash of its token; whether it expired is
// for the caller to see.
func (db *DB) Session(ctx context.Context, tokenHash string) (s Session, err error) {
	err = db.reading(ctx, func(c *conn) error {
		s, err = sessionTable.get(c.scope(), tokenHash)
		return err
	})
	return s, err
}

// TouchSession says that a session was used, and until when it lasts.
func (db *DB) TouchSession(ctx context.Context, tokenHash string, seen, expires time.Time) error {
	return db.run(ctx, "UPDATE session SET seen = ?, expires = ? WHERE token = ?", seen, expires, tokenHash)
}

// DeleteSession ends a session.
func (db *DB) DeleteSession(ctx context.Context, tokenHash string) error {
	return db.run(ctx, "DELETE FROM session WHERE token = ?", tokenHash)
}

// SessionsOf lists the sessions of an account, last used first.
func (db *DB) SessionsOf(ctx context.Context, account string) (out []Session, err error) {
	err = db.reading(ctx, func(c *conn) error {
		out, err = sessionTable.list(c.scope(), "account = ? ORDER BY seen DESC, token", account)
		return err
	})
	return out, err
}

// DeleteSessionsOf ends all sessions of an account except one.
func (db *DB) DeleteSessionsOf(ctx context.Context, account, exceptToken string) error {
	return db.run(ctx, "DELETE FROM session WHERE account = ? AND token <> ?", account, exceptToken)
}

// DeleteExpired deletes the sessions that are over, and the attempts to sign in
// that no longer count.
func (db *DB) DeleteExpired(ctx context.Context, now time.Time) error {
	return db.retry(ctx, func(c *conn) error {
		if err := c.exec("DELETE FROM session WHERE expires < ?", now); err != nil {
			return err
		}
		return c.exec("DELETE FROM attempt WHERE at < ? AND until < ?", now.Add(-remembered), now)
	})
}

// remembered is how long failed attempts count after the last one.
const remembered = 24 * time.Hour

func (db *DB) run(ctx context.Context, query string, args ...any) error {
	return db.retry(ctx, func(c *conn) error { return c.exec(query, args...) })
}

// Attempts tells how often something was tried in vain under a key, and until
// when it may not be tried again.
func (db *DB) Attempts(ctx context.Context, key string) (failures int, until time.Time, err error) {
	err = db.reading(ctx, func(c *conn) error {
		err := c.one("SELECT failures, until FROM attempt WHERE id = ?", []any{key}, &failures, &until)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		return err
	})
	return failures, until, err
}

// AddAttempt counts one more failure, after which there is no trying until a
// moment.
func (db *DB) AddAttempt(ctx context.Context, key string, at, until time.Time) error {
	return db.run(ctx, "INSERT INTO attempt (id, failures, until, at) VALUES (?, 1, ?, ?) ON CONFLICT (id) DO UPDATE SET failures = attempt.failures + 1, until = excluded.until, at = excluded.at",
		key, until, at)
}

// ClearAttempts forgets the failures under a key.
func (db *DB) ClearAttempts(ctx context.Context, key string) error {
	return db.run(ctx, "DELETE FROM attempt WHERE id = ?", key)
}

package store

import (
	"context"
	"strings"
)

var accountTable = wideTable("account", 1,
	"id, email, name, phone, password_hash, totp, totp_confirmed, paper_code, disabled, demo, made", func(a *Account) []any {
		return []any{&a.ID, &a.Email, &a.Name, &a.Phone, &a.PasswordHash, &a.TOTP, &a.TOTPConfirmed, &a.PaperCode, &a.Disabled, &a.Demo, &a.Made}
	})

// Account gives an account.
func (db *DB) Account(ctx context.Context, id string) (a Account, err error) {
	err = db.reading(ctx, func(c *conn) error {
		a, err = accountTable.get(c.scope(), id)
		return err
	})
	return a, err
}

// AccountByEmail finds an account by its address, in capitals or not.
func (db *DB) AccountByEmail(ctx context.Context, email string) (a Account, err error) {
	err = db.reading(ctx, func(c *conn) error {
		a, err = accountTable.first(c.scope(), "email = ?", address(email))
		return err
	})
	return a, err
}

func address(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// PutAccount keeps an account. An address that another account has is
// [ErrExists].
func (db *DB) PutAccount(ctx context.Context, a Account) error {
	a.Email = address(a.Email)
	return db.retry(ctx, func(c *conn) error { return accountTable.put(c.scope(), &a) })
}

// AccountsDemo lists the accounts of the demonstration by name.
func (db *DB) AccountsDemo(ctx context.Context) (out []Account, err error) {
	err = db.reading(ctx, func(c *conn) error {
		out, err = accountTable.list(c.scope(), "demo = 1 ORDER BY name, id")
		return err
	})
	return out, err
}

// Context is a function that an account has at a samenwerkingsverband.
type Context struct {
	Tenant, TenantName string
	Member
}

// ContextsOf lists the functions of an account at all of them.
func (db *DB) ContextsOf(ctx context.Context, account string) (out []Context, err error) {
	err = db.reading(ctx, func(c *conn) error {
		out, err = rows(c, "SELECT t.id, t.name, m."+columns(memberTable.cols, "m.")+
			" FROM member m CROSS JOIN tenant t WHERE m.account = ? AND t.id = m.tenant ORDER BY t.name, t.id, m.id",
			[]any{account}, func(x *Context) []any {
				return append([]any{&x.Tenant, &x.TenantName}, memberFields(&x.Member)...)
			})
		return err
	})
	return out, err
}

// SealSecret encrypts something that belongs to no tenant, for one purpose.
func (db *DB) SealSecret(purpose string, plain []byte) ([]byte, error) {
	return db.keys.seal("secret/"+purpose, "", purpose, plain)
}

// OpenSecret opens what [DB.SealSecret] sealed for the same purpose.
func (db *DB) OpenSecret(purpose string, sealed []byte) ([]byte, error) {
	return db.keys.open("secret/"+purpose, "", purpose, sealed)
}

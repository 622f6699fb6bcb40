package store

import (
	"context"
	"errors"
)

// Setting gives a setting of the whole instance; "" when it was never set.
func (db *DB) Setting(ctx context.Context, name string) (value string, err error) {
	err = db.reading(ctx, func(c *conn) error {
		value, err = maybe(c, "SELECT value FROM instance_setting WHERE name = ?", name)
		return err
	})
	return value, err
}

// PutSetting sets a setting of the whole instance.
func (db *DB) PutSetting(ctx context.Context, name, value string) error {
	return db.run(ctx, "INSERT INTO instance_setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value)
}

// Setting gives a setting of this tenant; "" when it was never set.
func (tx *Tx) Setting(name string) (string, error) {
	return maybe(&tx.conn, "SELECT value FROM setting WHERE tenant = ? AND name = ?", tx.tenant, name)
}

// PutSetting sets a setting of this tenant.
func (tx *Tx) PutSetting(name, value string) error {
	return tx.exec("INSERT INTO setting (tenant, name, value) VALUES (?, ?, ?) ON CONFLICT (tenant, name) DO UPDATE SET value = excluded.value",
		tx.tenant, name, value)
}

// maybe reads one text that need not be there.
func maybe(c *conn, query string, args ...any) (text string, err error) {
	err = c.one(query, args, &text)
	if errors.Is(err, ErrNotFound) {
		err = nil
	}
	return text, err
}

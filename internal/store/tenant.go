package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"slices"
	"time"
)

// TenantRow is one samenwerkingsverband.
type TenantRow struct {
	ID   string
	Name string
}

// Tenants lists the tenants by id.
func (db *DB) Tenants(ctx context.Context) (out []TenantRow, err error) {
	err = db.reading(ctx, func(c *conn) error {
		out, err = rows(c, "SELECT id, name FROM tenant ORDER BY id", nil, func(t *TenantRow) []any {
			return []any{&t.ID, &t.Name}
		})
		return err
	})
	return out, err
}

// PutTenant adds a tenant or renames it.
func (db *DB) PutTenant(ctx context.Context, t TenantRow) error {
	return db.writing(ctx, func(c *conn) error {
		err := c.exec("INSERT INTO tenant (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name", t.ID, t.Name)
		if err != nil {
			return err
		}
		return c.exec("INSERT INTO head (tenant, event_seq, event_hash, log_seq, log_hash, base_seq, base_hash) VALUES (?, 0, ?, 0, ?, 0, ?) ON CONFLICT (tenant) DO NOTHING",
			t.ID, []byte{}, []byte{}, []byte{})
	})
}

// Tenant is the only way to a tenant's data. It does not look whether the
// tenant exists: of an unknown tenant every list is empty, and nothing can be
// written.
func (db *DB) Tenant(id string) *Tenant { return &Tenant{db: db, id: id} }

// Tenant is one samenwerkingsverband, held in the hand.
type Tenant struct {
	db *DB
	id string
}

// ID returns the tenant's id.
func (t *Tenant) ID() string { return t.id }

// Meta says when a transaction happens and who does it (an account id, or a
// name of the program's own such as "klok").
type Meta struct {
	At    time.Time
	Actor string
}

// Tx is one transaction of one tenant.
type Tx struct {
	conn
	tenant string
	meta   Meta

	// What flush writes at the end.
	links   []link
	logged  []Access
	tallied map[count]int
}

// Tenant returns the id of the tenant the transaction belongs to.
func (tx *Tx) Tenant() string { return tx.tenant }

// Context is that of the transaction, for what is done beside it.
func (tx *Tx) Context() context.Context { return tx.ctx }

// Meta returns what was handed to [Tenant.Write]; empty when reading.
func (tx *Tx) Meta() Meta { return tx.meta }

// Read runs f on one consistent picture of the data. Writing in f fails.
func (t *Tenant) Read(ctx context.Context, f func(*Tx) error) error {
	return t.db.reading(ctx, func(c *conn) error {
		return f(&Tx{conn: *c, tenant: t.id})
	})
}

// Write runs f in one transaction: all of it is durable when Write returns nil,
// nothing of it otherwise. When another writer stood in the way it runs f again,
// so f keeps nothing from one time to the next. Of a tenant that does not exist
// nothing is written: ErrNotFound.
func (t *Tenant) Write(ctx context.Context, m Meta, f func(*Tx) error) error {
	if err := t.db.mustHave(ctx, t.id); err != nil {
		return err
	}
	return t.db.retry(ctx, func(c *conn) error {
		tx := &Tx{conn: *c, tenant: t.id, meta: m}
		if err := f(tx); err != nil {
			return err
		}
		return tx.flush()
	})
}

// Lock makes every other transaction that locks one of the same keys wait until
// this one ends. Keys are taken in a fixed order; who needs several asks for
// them in one call, or risks [ErrBusy].
func (tx *Tx) Lock(keys ...string) error {
	if tx.db.dialect.lock == "" {
		return nil
	}
	numbers := make([]int64, len(keys))
	for i, k := range keys {
		sum := sha256.Sum256([]byte(tx.tenant + "\x00" + k))
		numbers[i] = int64(binary.BigEndian.Uint64(sum[:8]))
	}
	slices.Sort(numbers)
	for _, n := range slices.Compact(numbers) {
		if err := tx.exec(tx.db.dialect.lock, n); err != nil {
			return err
		}
	}
	return nil
}

func (db *DB) reading(ctx context.Context, f func(*conn) error) error {
	return db.in(ctx, db.read, &sql.TxOptions{Isolation: db.dialect.snapshot, ReadOnly: true}, f)
}

func (db *DB) writing(ctx context.Context, f func(*conn) error) error {
	return db.in(ctx, db.write, nil, f)
}

// tries is how often a transaction is tried in which another stood in the way.
const tries = 6

// retry is writing, with patience for other writers.
func (db *DB) retry(ctx context.Context, f func(*conn) error) error {
	for i := 1; ; i++ {
		err := db.writing(ctx, f)
		if !errors.Is(err, ErrBusy) || i == tries {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(rand.N(10 * time.Millisecond << i)):
		}
	}
}

// mustHave returns ErrNotFound for a tenant that is not there. Tenants never go
// away, so those that were seen are remembered.
func (db *DB) mustHave(ctx context.Context, tenant string) error {
	if _, ok := db.tenants.Load(tenant); ok {
		return nil
	}
	err := db.reading(ctx, func(c *conn) error {
		var id string
		return c.one("SELECT id FROM tenant WHERE id = ?", []any{tenant}, &id)
	})
	if err == nil {
		db.tenants.Store(tenant, true)
	}
	return err
}

func (db *DB) in(ctx context.Context, pool *sql.DB, o *sql.TxOptions, f func(*conn) error) error {
	tx, err := pool.BeginTx(ctx, o)
	if err != nil {
		return kind(err)
	}
	// After a commit this does nothing; after an error or a panic it undoes all.
	defer tx.Rollback()
	if err := f(&conn{ctx: ctx, tx: tx, db: db}); err != nil {
		return err
	}
	return kind(tx.Commit())
}

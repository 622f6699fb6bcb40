package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
)

// The scripts are portable SQL: TEXT, BIGINT and BLOB, which the dialect turns
// into its own words. A script that was released is never changed again, and
// takes nothing away that the previous release still reads.
//
//go:embed migrations/*.sql
var scripts embed.FS

// Migrate brings the schema to this program's version.
func (db *DB) Migrate(ctx context.Context) error {
	p, err := db.migrations()
	if err != nil {
		return err
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("store: migrate: %w", err)
	}
	if db.dialect.blind {
		return db.assume(ctx)
	}
	return nil
}

// SchemaVersion returns the number of the last migration that was applied and
// the number this program knows.
func (db *DB) SchemaVersion(ctx context.Context) (applied, known int64, err error) {
	p, err := db.migrations()
	if err != nil {
		return 0, 0, err
	}
	return p.GetVersions(ctx)
}

func (db *DB) migrations() (*goose.Provider, error) {
	entries, err := scripts.ReadDir("migrations")
	if err != nil {
		return nil, err
	}
	var all []*goose.Migration
	for _, e := range entries {
		number, _, _ := strings.Cut(e.Name(), "_")
		version, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("store: migration %s has no number: %w", e.Name(), err)
		}
		text, err := scripts.ReadFile(path.Join("migrations", e.Name()))
		if err != nil {
			return nil, err
		}
		all = append(all, goose.NewGoMigration(version, db.script(string(text)), nil))
	}
	return goose.NewProvider(db.dialect.goose, db.write, nil,
		goose.WithGoMigrations(all...), goose.WithDisableGlobalRegistry(true))
}

func (db *DB) script(text string) *goose.GoFunc {
	text = db.dialect.schema(text)
	return &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, text)
		return err
	}}
}

// Schema names the schema this program knows: other scripts, another name.
func Schema() string {
	h := sha256.New()
	entries, _ := scripts.ReadDir("migrations") // what is embedded is always readable
	for _, e := range entries {
		text, _ := scripts.ReadFile(path.Join("migrations", e.Name()))
		h.Write(text)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// Config says where the data lies and with which master key it is sealed.
type Config struct {
	// URL is empty (a file passend.db in Dir), "sqlite:PATH" or "postgres://…".
	URL string
	// Dir is the folder for the SQLite file when URL is empty.
	Dir string
	// Master is the master key, 32 bytes. Without it no content can be read.
	Master []byte
}

// DB is an open database. It is safe for use by many goroutines.
type DB struct {
	dialect *dialect
	read    *sql.DB
	write   *sql.DB
	keys    keyring
	log     batcher
	tenants sync.Map // those known to exist
}

// Open connects, and does not change the schema: see [DB.Migrate].
func Open(ctx context.Context, c Config) (*DB, error) {
	if len(c.Master) != 32 {
		return nil, errors.New("store: the master key must be 32 bytes")
	}
	db := &DB{keys: newKeyring(c.Master)}
	db.log.db = db
	var err error
	if strings.HasPrefix(c.URL, "postgres://") || strings.HasPrefix(c.URL, "postgresql://") {
		err = db.openPostgres(c.URL)
	} else {
		err = db.openSQLite(c)
	}
	if err == nil {
		err = db.write.PingContext(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func (db *DB) openPostgres(address string) error {
	db.dialect = postgresDialect
	c, err := pgx.ParseConfig(address)
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	maps.Copy(c.RuntimeParams, lookUp)
	db.write = stdlib.OpenDB(*c)
	db.read = db.write
	n := max(16, 4*runtime.GOMAXPROCS(0))
	db.write.SetMaxOpenConns(n)
	db.write.SetMaxIdleConns(n)
	return nil
}

// lookUp keeps PostgreSQL to looking rows up one by one along an index. Every
// page asks for few rows and stops early; a plan that first gathers all that may
// match is never the faster one here, and often chosen.
var lookUp = map[string]string{"enable_hashjoin": "off", "enable_mergejoin": "off", "jit": "off"}

func (db *DB) openSQLite(c Config) (err error) {
	path, named := strings.CutPrefix(c.URL, "sqlite:")
	switch {
	case c.URL == "":
		path = filepath.Join(c.Dir, "passend.db")
	case !named || path == "":
		return fmt.Errorf("store: address %q is neither sqlite:PATH nor postgres://…", c.URL)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	db.dialect = sqliteDialect
	if db.write, err = openCaching(sqliteName(path, "cache_size(-12000)", "journal_mode(WAL)") + "&_txlock=immediate"); err != nil {
		return err
	}
	db.write.SetMaxOpenConns(1)
	// The first connection creates the file and sets its journal mode, which a
	// reader is not allowed to do.
	if err := db.write.Ping(); err != nil {
		return fmt.Errorf("store: %s: %w", path, err)
	}
	db.read, err = openCaching(sqliteName(path, "cache_size(-6000)", "query_only(1)"))
	if err == nil {
		readers := max(4, 2*runtime.GOMAXPROCS(0))
		db.read.SetMaxOpenConns(readers)
		db.read.SetMaxIdleConns(readers)
	}
	return err
}

// sqliteName is the driver's name for a file, with what every connection needs.
// What a statement may have to undo is kept in memory: in a file it costs more
// than the statement. Pages that fall out of a connection's own memory are still
// in that of the system.
func sqliteName(path string, own ...string) string {
	q := url.Values{"_pragma": append([]string{"busy_timeout(10000)", "synchronous(FULL)", "secure_delete(fast)", "temp_store(MEMORY)",
		"wal_autocheckpoint(4000)", "journal_size_limit(67108864)"}, own...)}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// Close waits for what is being logged and closes the connections.
func (db *DB) Close() error {
	db.log.wait()
	var errs []error
	if db.write != nil {
		errs = append(errs, db.write.Close())
	}
	if db.read != nil && db.read != db.write {
		errs = append(errs, db.read.Close())
	}
	return errors.Join(errs...)
}

// Filling makes room for transactions that write much: without it their pages
// leave memory before the end and come back again. It is for filling an empty
// database, and lasts until Close.
func (db *DB) Filling(ctx context.Context) error {
	if db.dialect != sqliteDialect {
		return nil
	}
	_, err := db.write.ExecContext(ctx, "PRAGMA cache_size = -400000; PRAGMA wal_autocheckpoint = 30000")
	return kind(err)
}

// Ping says whether the database answers.
func (db *DB) Ping(ctx context.Context) error { return db.read.PingContext(ctx) }

// Package storetest gives tests a fresh database of either kind: SQLite in a
// temporary folder, and PostgreSQL on the server that PASSEND_TEST_POSTGRES
// names (a URL with the right to create databases) or else on a private one,
// started from the installed package. A database that cannot be had fails the
// test. Nothing but tests may import it.
package storetest

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"passend/internal/store"
)

// Kinds are the databases that every test must hold on.
var Kinds = []string{"sqlite", "postgres"}

// Each runs f on a fresh database of every kind.
func Each(t *testing.T, f func(t *testing.T, db *store.DB)) {
	t.Helper()
	for _, kind := range Kinds {
		t.Run(kind, func(t *testing.T) { f(t, Open(t, kind)) })
	}
}

// Open gives a fresh, migrated database of a kind, which is closed and removed
// after the test.
func Open(t testing.TB, kind string) *store.DB {
	t.Helper()
	return Reopen(t, Config(t, kind))
}

// Reopen opens a database once more, as another process would.
func Reopen(t testing.TB, c store.Config) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return db
}

// Config makes a fresh, migrated database of a kind and says where it lies.
func Config(t testing.TB, kind string) store.Config {
	t.Helper()
	c := store.Config{Master: []byte("0123456789abcdef0123456789abcdef")}
	switch kind {
	case "sqlite":
		c.Dir = t.TempDir()
		writeSQLite(t, filepath.Join(c.Dir, "passend.db"))
	case "postgres":
		c.URL = clonePostgres(t)
	default:
		t.Fatalf("storetest: no database of kind %q", kind)
	}
	return c
}

// migrated is an empty SQLite database with the schema in it, made once.
var migrated = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "passend-store-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := migrate(store.Config{Dir: dir, Master: make([]byte, 32)}); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, "passend.db"))
})

func writeSQLite(t testing.TB, path string) {
	t.Helper()
	content, err := migrated()
	if err == nil {
		err = os.WriteFile(path, content, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
)

// Scratch makes empty databases of the kind that a configuration names, to try
// something out in: in a temporary folder, or beside the named database on its
// server. The named database itself is neither read nor changed.
type Scratch struct {
	config Config
	dir    string  // SQLite
	server *sql.DB // PostgreSQL
	name   string  // of the database that is copied
	made   atomic.Int64
}

// NewScratch makes the database that the others are copied from. On PostgreSQL
// the role must be allowed to make databases.
func NewScratch(ctx context.Context, c Config) (*Scratch, error) {
	s := &Scratch{config: c, name: "passend_probeer_" + strings.ToLower(rand.Text())}
	if s.config.Master == nil {
		s.config.Master = make([]byte, 32)
		if _, err := rand.Read(s.config.Master); err != nil {
			return nil, err
		}
	}
	if err := s.begin(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Scratch) begin(ctx context.Context) (err error) {
	if !strings.HasPrefix(s.config.URL, "postgres") {
		if s.dir, err = os.MkdirTemp("", "passend-probeer-"); err != nil {
			return err
		}
		return s.migrate(ctx)
	}
	if s.server, err = sql.Open("pgx", s.config.URL); err != nil {
		return err
	}
	if _, err = s.server.ExecContext(ctx, "CREATE DATABASE "+s.name+" TEMPLATE template0"); err != nil {
		return fmt.Errorf("make a database to try things out in: %w", err)
	}
	return s.migrate(ctx)
}

func (s *Scratch) migrate(ctx context.Context) error {
	db, err := Open(ctx, s.at(s.name))
	if err != nil {
		return err
	}
	return errors.Join(db.Migrate(ctx), db.Close())
}

// at is where one of the databases lies.
func (s *Scratch) at(name string) Config {
	c := s.config
	if s.server == nil {
		c.URL, c.Dir = "", filepath.Join(s.dir, name)
		return c
	}
	u, _ := url.Parse(c.URL) // sql.Open has read it before
	u.Path = "/" + name
	c.URL = u.String()
	return c
}

// Open gives a fresh database; done closes and removes it.
func (s *Scratch) Open(ctx context.Context) (db *DB, done func() error, err error) {
	name := fmt.Sprintf("%s_%d", s.name, s.made.Add(1))
	if err := s.copy(ctx, name); err != nil {
		return nil, nil, err
	}
	if db, err = Open(ctx, s.at(name)); err != nil {
		return nil, nil, errors.Join(err, s.remove(name))
	}
	return db, func() error { return errors.Join(db.Close(), s.remove(name)) }, nil
}

func (s *Scratch) copy(ctx context.Context, name string) error {
	if s.server != nil {
		_, err := s.server.ExecContext(ctx, "CREATE DATABASE "+name+" TEMPLATE "+s.name)
		return err
	}
	return os.CopyFS(filepath.Join(s.dir, name), os.DirFS(filepath.Join(s.dir, s.name)))
}

// remove also works when the context of the work was broken off.
func (s *Scratch) remove(name string) error {
	if s.server != nil {
		_, err := s.server.ExecContext(context.Background(), "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)")
		return err
	}
	return os.RemoveAll(filepath.Join(s.dir, name))
}

// Close removes what the databases were copied from.
func (s *Scratch) Close() error {
	if s.server != nil {
		return errors.Join(s.remove(s.name), s.server.Close())
	}
	if s.dir == "" {
		return nil
	}
	return os.RemoveAll(s.dir)
}

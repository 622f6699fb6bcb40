package store

import (
	"context"
	"database/sql"
	"database/sql/driver"

	"modernc.org/sqlite"
)

// openCaching opens a SQLite file with connections that keep their statements:
// to compile one costs more than to run it. The PostgreSQL driver does so by
// itself.
func openCaching(name string) (*sql.DB, error) {
	base, err := sqlite.NewConnector(name)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(connector{base}), nil
}

type connector struct{ driver.Connector }

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	base, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &keeper{liteConn: base.(liteConn), kept: map[string]*statement{}}, nil
}

// liteConn is all that a connection of the driver can do.
type liteConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// keeper is a connection that keeps its statements.
type keeper struct {
	liteConn
	kept map[string]*statement
}

type statement struct {
	driver.Stmt
	busy bool // its rows are still being read
}

// keepMost is how many statements a connection keeps. There are a few hundred
// different ones; those with lists of many lengths could make it more.
const keepMost = 1000

// Unwrap lets the driver's own helpers see through the keeper.
func (k *keeper) Unwrap() driver.Conn { return k.liteConn }

// Close closes the statements and the connection.
func (k *keeper) Close() error {
	k.forget()
	return k.liteConn.Close()
}

func (k *keeper) forget() {
	for text, s := range k.kept {
		if !s.busy {
			s.Close()
			delete(k.kept, text)
		}
	}
}

func (k *keeper) statement(ctx context.Context, text string) (*statement, error) {
	if s, ok := k.kept[text]; ok {
		return s, nil
	}
	if len(k.kept) >= keepMost {
		k.forget()
	}
	s, err := k.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	k.kept[text] = &statement{Stmt: s}
	return k.kept[text], nil
}

// ExecContext runs a statement. Scripts, which have no arguments, go past the
// keeper.
func (k *keeper) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	if len(args) == 0 {
		return k.liteConn.ExecContext(ctx, text, args)
	}
	s, err := k.statement(ctx, text)
	if err != nil {
		return nil, err
	}
	if s.busy {
		return k.liteConn.ExecContext(ctx, text, args)
	}
	return s.Stmt.(driver.StmtExecContext).ExecContext(unhurried(ctx), args)
}

// QueryContext runs a query; one whose rows are still being read goes past the
// keeper the second time.
func (k *keeper) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := k.statement(ctx, text)
	if err != nil {
		return nil, err
	}
	if s.busy {
		return k.liteConn.QueryContext(ctx, text, args)
	}
	found, err := s.Stmt.(driver.StmtQueryContext).QueryContext(unhurried(ctx), args)
	if err != nil {
		return nil, err
	}
	s.busy = true
	return &keptRows{found, s}, nil
}

// unhurried takes from a context what would make the driver watch it with a
// goroutine per statement; database/sql looks at it between statements.
func unhurried(ctx context.Context) context.Context { return context.WithoutCancel(ctx) }

type keptRows struct {
	driver.Rows
	of *statement
}

// Close lets the statement be used again.
func (r *keptRows) Close() error {
	r.of.busy = false
	return r.Rows.Close()
}

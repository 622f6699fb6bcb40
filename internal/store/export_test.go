package store

import (
	"context"
	"strings"
)

// Tamper changes the database as somebody with its password would, past all
// that this package does.
func (db *DB) Tamper(ctx context.Context, query string, args ...any) (n int, err error) {
	err = db.writing(ctx, func(c *conn) error {
		n, err = c.changed(query, args...)
		return err
	})
	return n, err
}

// Watch hands over every statement that is run from now on.
func (db *DB) Watch(saw func(query string)) {
	watched := *db.dialect
	watched.bind = func(query string) string {
		saw(query)
		return db.bound(query)
	}
	db.dialect = &watched
}

func (db *DB) bound(query string) string {
	if db.read == db.write {
		return postgresDialect.bind(query)
	}
	return query
}

// Plan gives how the database means to find the rows of a query.
func (db *DB) Plan(ctx context.Context, query string) (plan []string, err error) {
	if db.read == db.write {
		return db.planPostgres(ctx, query)
	}
	found, err := db.read.QueryContext(ctx, "EXPLAIN QUERY PLAN "+query, make([]any, strings.Count(query, "?"))...)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		var id, parent, unused int
		var detail string
		if err := found.Scan(&id, &parent, &unused, &detail); err != nil {
			return nil, err
		}
		plan = append(plan, detail)
	}
	return plan, found.Err()
}

// planPostgres asks for the plan of a query whatever its arguments are, on
// tables that seem to hold a million rows each.
func (db *DB) planPostgres(ctx context.Context, query string) (plan []string, err error) {
	c, err := db.read.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	for _, step := range []string{
		"UPDATE pg_class SET reltuples = 1000000, relpages = 1 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')",
		"SET plan_cache_mode = force_generic_plan",
		"PREPARE asked AS " + postgresDialect.bind(query),
	} {
		if _, err := c.ExecContext(ctx, step); err != nil {
			return nil, err
		}
	}
	defer c.ExecContext(ctx, "DEALLOCATE asked")
	found, err := c.QueryContext(ctx, "EXPLAIN (COSTS OFF) EXECUTE asked"+nulls(strings.Count(query, "?")))
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		var line string
		if err := found.Scan(&line); err != nil {
			return nil, err
		}
		plan = append(plan, strings.TrimSpace(line))
	}
	return plan, found.Err()
}

func nulls(n int) string {
	if n == 0 {
		return ""
	}
	return "(" + marks("NULL", n) + ")"
}

// CountBatches counts the transactions in which lines of readers were logged
// while f ran.
func (db *DB) CountBatches(f func()) int {
	before := db.log.batches.Load()
	f()
	return int(db.log.batches.Load() - before)
}

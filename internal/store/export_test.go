package store

import "context"

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

// Plan gives how the database means to find the rows of a statement.
func (db *DB) Plan(ctx context.Context, query string) (plan []string, err error) {
	explain := "EXPLAIN QUERY PLAN " + query
	if db.read == db.write {
		return db.planPostgres(ctx, query)
	}
	type step struct {
		id, parent, unused int
		detail             string
	}
	err = db.reading(ctx, func(c *conn) error {
		found, err := c.tx.QueryContext(ctx, explain)
		if err != nil {
			return err
		}
		defer found.Close()
		for found.Next() {
			var s step
			if err := found.Scan(&s.id, &s.parent, &s.unused, &s.detail); err != nil {
				return err
			}
			plan = append(plan, s.detail)
		}
		return found.Err()
	})
	return plan, err
}

// planPostgres asks for the plan of a statement whatever its arguments are, and
// does away with sequential scans where any index can serve.
func (db *DB) planPostgres(ctx context.Context, query string) (plan []string, err error) {
	c, err := db.read.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	for _, set := range []string{"SET enable_seqscan = off", "SET plan_cache_mode = force_generic_plan", "DEALLOCATE ALL", "PREPARE asked AS " + postgresDialect.bind(query)} {
		if _, err := c.ExecContext(ctx, set); err != nil {
			return nil, err
		}
	}
	nulls := ""
	for range countMarks(query) {
		nulls += ", NULL"
	}
	if nulls != "" {
		nulls = "(" + nulls[2:] + ")"
	}
	found, err := c.QueryContext(ctx, "EXPLAIN EXECUTE asked"+nulls)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		var line string
		if err := found.Scan(&line); err != nil {
			return nil, err
		}
		plan = append(plan, line)
	}
	return plan, found.Err()
}

func countMarks(query string) (n int) {
	for _, r := range query {
		if r == '?' {
			n++
		}
	}
	return n
}

// CountBatches counts the transactions in which lines of readers were logged
// while f ran.
func (db *DB) CountBatches(f func()) int {
	before := db.log.batches.Load()
	f()
	return int(db.log.batches.Load() - before)
}

package store

import (
	"context"
	"fmt"
	"strings"
)

// Optimize lets the database look at how much there is of everything, so that
// it chooses its ways well. It is meant for quiet hours and after a large load.
func (db *DB) Optimize(ctx context.Context) error {
	for _, step := range db.dialect.optimize {
		if _, err := db.write.ExecContext(ctx, step); err != nil {
			return kind(err)
		}
	}
	return nil
}

// SQLite knows nothing about the content of a table until it is analysed, and
// then takes a tenant to have ten rows, so that it walks through all of a
// tenant's rows for want of anything better. assume tells it what any database
// of this program will be like.
func (db *DB) assume(ctx context.Context) error {
	return db.writing(ctx, func(c *conn) error {
		// Only the database itself can make the table in which it keeps this.
		if err := c.exec("ANALYZE tenant"); err != nil {
			return err
		}
		found, err := rows(c, `SELECT t.name, CASE WHEN i.origin = 'pk' AND t.wr = 1 THEN t.name ELSE i.name END, i."unique", i.partial,
				(SELECT COUNT(*) FROM pragma_index_info(i.name)), (SELECT name FROM pragma_index_info(i.name) WHERE seqno = 0)
			FROM pragma_table_list t JOIN pragma_index_list(t.name) i
			WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'goose%' ORDER BY 1, 2`, nil, (*index).fields)
		if err != nil {
			return err
		}
		for _, i := range found {
			if err := i.assume(c); err != nil {
				return err
			}
		}
		return c.exec("ANALYZE sqlite_schema")
	})
}

// index is what there is to know of an index.
type index struct {
	table, name     string
	unique, partial bool
	columns         int
	first           string
}

func (i *index) fields() []any {
	return []any{&i.table, &i.name, &i.unique, &i.partial, &i.columns, &i.first}
}

// assume writes down how many rows an index holds, and how many of them share
// their first columns; what was really counted is left alone.
func (i *index) assume(c *conn) error {
	return c.exec("INSERT INTO sqlite_stat1 (tbl, idx, stat) SELECT ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM sqlite_stat1 WHERE tbl = ? AND idx = ?)",
		i.table, i.name, i.statistics(), i.table, i.name)
}

func (i *index) statistics() string {
	shares := []int{200_000, 1000, 100, 10, 5, 2}
	if i.first != "tenant" {
		shares = []int{10, 5, 2}
	}
	out := []string{"1000000"}
	for n := range i.columns {
		share := shares[min(n, len(shares)-1)]
		if i.partial {
			share = max(1, share/10)
		}
		if n == i.columns-1 && i.unique {
			share = 1
		}
		out = append(out, fmt.Sprint(share))
	}
	if i.partial {
		out[0] = "100000"
	}
	return strings.Join(out, " ")
}

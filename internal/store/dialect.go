package store

import (
	"database/sql"
	"strconv"
	"strings"
	"sync"

	"github.com/pressly/goose/v3/database"
)

// dialect holds the few places where the two databases differ.
type dialect struct {
	goose database.Dialect
	// bind writes the placeholders of a query the way the driver wants them.
	bind func(query string) string
	// schema turns the portable words of a migration into the dialect's own.
	schema func(script string) string
	// lock takes a named lock until the end of the transaction; empty where
	// every writer already stands alone.
	lock string
	// snapshot is the isolation in which a reader sees one moment throughout.
	snapshot sql.IsolationLevel
	// hold ends a SELECT whose rows no other writer may touch meanwhile.
	hold string
	// blind says that the database must be told what to expect of its tables.
	blind bool
	// optimize are the statements with which it looks for itself.
	optimize []string
}

var sqliteDialect = &dialect{
	goose:  database.DialectSQLite3,
	bind:   func(query string) string { return query },
	schema: func(script string) string { return script },

	blind:    true,
	optimize: []string{"PRAGMA analysis_limit = 2000", "ANALYZE", "PRAGMA optimize"},
}

var postgresDialect = &dialect{
	goose:    database.DialectPostgres,
	bind:     numbered(),
	schema:   strings.NewReplacer(" TEXT", ` TEXT COLLATE "C"`, " BLOB", " BYTEA", " WITHOUT ROWID", "").Replace,
	snapshot: sql.LevelRepeatableRead,
	lock:     "SELECT pg_advisory_xact_lock(?)",
	hold:     " FOR UPDATE",
	optimize: []string{"ANALYZE"},
}

// numbered rewrites ? into $1, $2 …; the outcome is kept, since there are only
// a few hundred different queries.
func numbered() func(string) string {
	var known sync.Map
	return func(query string) string {
		if done, ok := known.Load(query); ok {
			return done.(string)
		}
		var out strings.Builder
		n := 0
		for part := range strings.SplitSeq(query, "?") {
			if n > 0 {
				out.WriteString("$" + strconv.Itoa(n))
			}
			out.WriteString(part)
			n++
		}
		known.Store(query, out.String())
		return out.String()
	}
}

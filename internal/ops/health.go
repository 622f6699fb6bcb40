package ops

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"
)

// Healthz says that the process lives. It asks nothing of anything else, so that
// a slow database does not get the program killed.
func Healthz(w http.ResponseWriter, _ *http.Request) {
	plain(w, http.StatusOK, "goed\n")
}

// Check is one thing without which no request can be answered.
type Check struct {
	Name string // Dutch, as in "de database"
	Run  func(context.Context) error
}

// Readyz says whether requests can be answered. What went wrong is logged; the
// answer only names the check.
func Readyz(log *slog.Logger, checks ...Check) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		for _, c := range checks {
			if err := c.Run(ctx); err != nil {
				log.WarnContext(ctx, "nog niet gereed", "controle", c.Name, "fout", err)
				plain(w, http.StatusServiceUnavailable, "nog niet gereed: "+c.Name+"\n")
				return
			}
		}
		plain(w, http.StatusOK, "gereed\n")
	}
}

// Database is what readiness asks of a store.
type Database interface {
	Ping(context.Context) error
	SchemaVersion(context.Context) (applied, known int64, err error)
}

// DatabaseChecks says that the database answers and has the tables this program
// knows. A newer schema is good: the program of one release back still works.
func DatabaseChecks(db Database) []Check {
	return []Check{
		{"de database antwoordt niet", db.Ping},
		{"de database heeft een oudere indeling; voer `passend migrate` uit", func(ctx context.Context) error {
			applied, known, err := db.SchemaVersion(ctx)
			if err == nil && applied < known {
				err = fmt.Errorf("schema %d, expected %d", applied, known)
			}
			return err
		}},
	}
}

func plain(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	io.WriteString(w, text)
}

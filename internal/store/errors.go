package store

import (
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

var (
	// ErrNotFound says that there is no such row for this tenant.
	ErrNotFound = errors.New("store: not found")
	// ErrExists says that a row with this key or unique number stands already.
	ErrExists = errors.New("store: exists already")
	// ErrDestroyed says that the stream was destroyed and takes no more events.
	ErrDestroyed = errors.New("store: stream is destroyed")
	// ErrBusy says that another writer stood in the way; nothing was written
	// and the same call may be made again.
	ErrBusy = errors.New("store: busy")
	// ErrText says that a text is not UTF-8 or holds a zero byte, which not
	// every database can keep.
	ErrText = errors.New("store: text is not UTF-8 or holds a zero byte")
	// ErrCursor says that a cursor was not made by this tenant's lists.
	ErrCursor = errors.New("store: cursor is not ours")
)

// ErrConflict says that somebody else appended first: the caller had seen
// version Expected, the stream stands at Actual.
type ErrConflict struct {
	Stream           string
	Expected, Actual int64
}

func (e *ErrConflict) Error() string {
	return fmt.Sprintf("store: stream %s is at %d, expected %d", e.Stream, e.Actual, e.Expected)
}

// kind turns a driver's error into one of the package's own kinds, keeping the
// cause.
func kind(err error) error {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		switch pg.Code {
		case "23505":
			return fmt.Errorf("%w: %w", ErrExists, err)
		case "40P01", "40001", "55P03":
			return fmt.Errorf("%w: %w", ErrBusy, err)
		}
		return err
	}
	var lite *sqlite.Error
	if !errors.As(err, &lite) {
		return err
	}
	switch code := lite.Code(); {
	case code == lib.SQLITE_CONSTRAINT_PRIMARYKEY, code == lib.SQLITE_CONSTRAINT_UNIQUE:
		return fmt.Errorf("%w: %w", ErrExists, err)
	case code&0xff == lib.SQLITE_BUSY:
		return fmt.Errorf("%w: %w", ErrBusy, err)
	}
	return err
}

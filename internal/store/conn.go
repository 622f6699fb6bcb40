package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// conn is a transaction with the context it runs in: the two live and end
// together, so they travel together.
type conn struct {
	ctx context.Context
	tx  *sql.Tx
	db  *DB
}

func (c *conn) exec(query string, args ...any) error {
	_, err := c.changed(query, args...)
	return err
}

// changed runs a statement and returns the number of rows it touched.
func (c *conn) changed(query string, args ...any) (int, error) {
	given := values(args)
	if err := checkTexts(given); err != nil {
		return 0, err
	}
	res, err := c.tx.ExecContext(c.ctx, c.db.dialect.bind(query), given...)
	if err != nil {
		return 0, kind(err)
	}
	n, err := res.RowsAffected()
	return int(n), err
}

// one reads a single row into pointers, or returns ErrNotFound.
func (c *conn) one(query string, args []any, into ...any) error {
	given := values(args)
	if err := checkTexts(given); err != nil {
		return err
	}
	err := c.tx.QueryRowContext(c.ctx, c.db.dialect.bind(query), given...).Scan(targets(into)...)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return kind(err)
}

// rows reads all rows of a query; fields names where the columns go.
func rows[T any](c *conn, query string, args []any, fields func(*T) []any) ([]T, error) {
	var out []T
	err := each(c, query, args, fields, func(row T) error {
		out = append(out, row)
		return nil
	})
	return out, err
}

// errEnough is what the function given to each returns to see no more rows.
var errEnough = errors.New("store: enough")

// each hands over the rows of a query one by one.
func each[T any](c *conn, query string, args []any, fields func(*T) []any, f func(T) error) error {
	given := values(args)
	if err := checkTexts(given); err != nil {
		return err
	}
	found, err := c.tx.QueryContext(c.ctx, c.db.dialect.bind(query), given...)
	if err != nil {
		return kind(err)
	}
	defer found.Close()
	for found.Next() {
		var row T
		if err := found.Scan(targets(fields(&row))...); err != nil {
			return err
		}
		if err := f(row); err == errEnough {
			return nil
		} else if err != nil {
			return err
		}
	}
	return kind(found.Err())
}

// moment is how a time is kept: of one width, so that text order is time order.
const moment = "2006-01-02T15:04:05.000000Z"

// values turns Go values, or pointers to them, into what both drivers take.
func values(args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		out[i] = value(a)
	}
	return out
}

// checkTexts refuses what one of the databases would not keep as it is.
func checkTexts(values []any) error {
	for _, v := range values {
		if text, ok := v.(string); ok && (!utf8.ValidString(text) || strings.IndexByte(text, 0) >= 0) {
			return ErrText
		}
	}
	return nil
}

func value(a any) any {
	switch v := a.(type) {
	case *string:
		return *v
	case *int:
		return int64(*v)
	case *int64:
		return *v
	case *bool:
		return value(*v)
	case *time.Time:
		return value(*v)
	case *[]byte:
		return value(*v)
	case *[]string:
		return value(*v)
	case int:
		return int64(v)
	case bool:
		if v {
			return int64(1)
		}
		return int64(0)
	case time.Time:
		if v.IsZero() {
			return ""
		}
		return v.UTC().Format(moment)
	case []byte:
		if v == nil {
			return []byte{}
		}
		return v
	case []string:
		return words(v)
	case endless:
		if *v.day == "" {
			return never
		}
		return *v.day
	}
	return a
}

// never is how a day that is not there is kept where it must sort last.
const never = "9999-12-31"

// endless is a day that sorts after all others when it is not there.
type endless struct{ day *string }

// words keeps a list of texts in one column.
func words(list []string) string {
	if len(list) == 0 {
		return "[]"
	}
	text, _ := json.Marshal(list) // texts always marshal
	return string(text)
}

// targets wraps the pointers that need more than the driver's own conversion.
func targets(into []any) []any {
	out := make([]any, len(into))
	for i, p := range into {
		switch p.(type) {
		case *bool, *time.Time, *[]string, endless:
			out[i] = column{p}
		default:
			out[i] = p
		}
	}
	return out
}

type column struct{ into any }

// Scan implements [sql.Scanner].
func (c column) Scan(src any) error {
	switch into := c.into.(type) {
	case *bool:
		n, ok := src.(int64)
		*into = n == 1
		return expect(ok, src)
	case *time.Time:
		text, ok := src.(string)
		if !ok || text == "" {
			*into = time.Time{}
			return expect(ok, src)
		}
		at, err := time.Parse(moment, text)
		*into = at
		return err
	case *[]string:
		text, ok := src.(string)
		if err := expect(ok, src); err != nil || text == "[]" {
			return err
		}
		return json.Unmarshal([]byte(text), into)
	case endless:
		text, ok := src.(string)
		if *into.day = text; text == never {
			*into.day = ""
		}
		return expect(ok, src)
	}
	return expect(false, src)
}

func expect(ok bool, src any) error {
	if ok {
		return nil
	}
	return fmt.Errorf("store: column holds an unexpected %T", src)
}

var idText = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// NewID makes an id whose text order is the order of making: 6 bytes of time in
// milliseconds and 10 random bytes, as 26 letters and digits.
func NewID(at time.Time) string {
	var b [16]byte
	rand.Read(b[6:])
	ms := uint64(at.UnixMilli())
	for i := range 6 {
		b[i] = byte(ms >> (8 * (5 - i)))
	}
	return idText.EncodeToString(b[:])
}

package store

import (
	"strconv"
	"strings"
)

// table binds a Go row to its columns, so that each list of columns is written
// once. Columns come in the order of fields; the first key of them, after the
// tenant, are the primary key.
type table[T any] struct {
	name   string
	lead   string // "tenant, " where the rows belong to one
	cols   []string
	key    int
	fields func(*T) []any

	selects, upsert string
	conflict        string // how upsert ends
}

// tenantTable describes a table whose rows belong to a tenant.
func tenantTable[T any](name string, key int, cols string, fields func(*T) []any) *table[T] {
	return define(name, "tenant, ", key, cols, fields)
}

// wideTable describes a table that stands above tenants.
func wideTable[T any](name string, key int, cols string, fields func(*T) []any) *table[T] {
	return define(name, "", key, cols, fields)
}

func define[T any](name, lead string, key int, cols string, fields func(*T) []any) *table[T] {
	t := &table[T]{name: name, lead: lead, cols: strings.Split(cols, ", "), key: key, fields: fields}
	if n := len(fields(new(T))); n != len(t.cols) {
		panic("store: table " + name + " has " + strconv.Itoa(len(t.cols)) + " columns and " + strconv.Itoa(n) + " fields")
	}
	t.selects = "SELECT " + cols + " FROM " + name
	t.conflict = "ON CONFLICT (" + strings.TrimSuffix(lead+strings.Join(t.cols[:key], ", "), ", ") + ")"
	var sets []string
	for _, c := range t.cols[key:] {
		sets = append(sets, c+" = excluded."+c)
	}
	if len(sets) == 0 {
		t.conflict += " DO NOTHING"
	} else {
		t.conflict += " DO UPDATE SET " + strings.Join(sets, ", ")
	}
	t.upsert = t.insert(1) + " " + t.conflict
	return t
}

// insert is the statement that adds n rows.
func (t *table[T]) insert(n int) string {
	count := len(t.cols)
	if t.lead != "" {
		count++
	}
	return "INSERT INTO " + t.name + " (" + t.lead + strings.Join(t.cols, ", ") + ") VALUES " +
		marks("("+marks("?", count)+")", n)
}

// marks repeats a placeholder, with commas between.
func marks(mark string, n int) string {
	return strings.TrimSuffix(strings.Repeat(mark+", ", n), ", ")
}

// where names the rows a statement is about: those of the tenant for which the
// condition holds.
func (t *table[T]) where(condition string) string {
	if t.lead != "" {
		return " WHERE tenant = ? AND " + condition
	}
	return " WHERE " + condition
}

func (t *table[T]) byKey() string {
	return strings.Join(t.cols[:t.key], " = ? AND ") + " = ?"
}

// put adds the row or replaces the one with the same key.
func (t *table[T]) put(s scope, row *T) error {
	return s.c.exec(t.upsert, s.with(t.fields(row))...)
}

// change writes what differs between two rows with the same key. Columns that stay
// keep their place in the indexes.
func (t *table[T]) change(s scope, old, row *T) error {
	was, is := t.fields(old), t.fields(row)
	var sets []string
	var args []any
	for i := t.key; i < len(t.cols); i++ {
		if v := value(is[i]); !same(value(was[i]), v) {
			sets = append(sets, t.cols[i]+" = ?")
			args = append(args, v)
		}
	}
	if len(sets) == 0 {
		return nil
	}
	return s.c.exec("UPDATE "+t.name+" SET "+strings.Join(sets, ", ")+t.where(t.byKey()), append(append(args, s.lead...), is[:t.key]...)...)
}

// same compares what would be written; bytes always count as another.
func same(a, b any) bool {
	if _, ok := a.([]byte); ok {
		return false
	}
	return a == b
}

// most is how many rows go into one statement.
const most = 50

// add adds rows, many to a statement, which may end in what to do with those
// that are there already.
func (t *table[T]) add(s scope, rows []T, end ...string) error {
	for len(rows) > 0 {
		n := min(len(rows), most)
		var args []any
		for i := range n {
			args = append(args, s.with(t.fields(&rows[i]))...)
		}
		if err := s.c.exec(strings.Join(append([]string{t.insert(n)}, end...), " "), args...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// get finds the row with this key, or returns [ErrNotFound].
func (t *table[T]) get(s scope, key ...any) (row T, err error) {
	err = s.c.one(t.selects+t.where(t.byKey()), s.with(key), t.fields(&row)...)
	return row, err
}

// first finds the first row for which the condition holds, or ErrNotFound.
func (t *table[T]) first(s scope, condition string, args ...any) (row T, err error) {
	err = s.c.one(t.selects+t.where(condition+" LIMIT 1"), s.with(args), t.fields(&row)...)
	return row, err
}

// list gives the rows for which the condition holds; it may end in an order.
func (t *table[T]) list(s scope, condition string, args ...any) ([]T, error) {
	return rows(s.c, t.selects+t.where(condition), s.with(args), t.fields)
}

// drop deletes the rows for which the condition holds and counts them.
func (t *table[T]) drop(s scope, condition string, args ...any) (int, error) {
	return s.c.changed("DELETE FROM "+t.name+t.where(condition), s.with(args)...)
}

// scope is where rows are looked for: a transaction, and the tenant that comes
// first in every key of its tables.
type scope struct {
	c    *conn
	lead []any
}

func (tx *Tx) scope() scope { return scope{c: &tx.conn, lead: []any{tx.tenant}} }

func (c *conn) scope() scope { return scope{c: c} }

func (s scope) with(args []any) []any {
	return append(s.lead[:len(s.lead):len(s.lead)], args...)
}

package store

import (
	"slices"
	"strings"
)

// query gathers conditions with their arguments.
type query struct {
	conditions []string
	args       []any
}

func (q *query) add(condition string, args ...any) {
	q.conditions = append(q.conditions, condition)
	q.args = append(q.args, args...)
}

// equal adds a condition when there is something to compare with.
func (q *query) equal(column, text string) {
	if text != "" {
		q.add(column+" = ?", text)
	}
}

func (q *query) where() string { return " WHERE " + strings.Join(q.conditions, " AND ") }

func (q *query) clone() query {
	return query{slices.Clone(q.conditions), slices.Clone(q.args)}
}

// bounded is how many rows a page holds: 50 unless asked, never over 500.
func bounded(limit int) int {
	if limit <= 0 {
		return 50
	}
	return min(limit, 500)
}

func anys[T any](list []T) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v
	}
	return out
}

// columns writes a list of columns of one table of a join; the first has its
// prefix already.
func columns(cols []string, prefix string) string { return strings.Join(cols, ", "+prefix) }

package store

import (
	"cmp"
	"maps"
	"slices"
)

// count is one number that stands ready for a page.
type count struct{ audience, kind, day, name string }

func (a count) compare(b count) int {
	return cmp.Compare(place(a.audience, a.kind, a.day, a.name), place(b.audience, b.kind, b.day, b.name))
}

// tallyCase counts a case in, or with -1 out, for everyone who finds it.
func (tx *Tx) tallyCase(r CaseRow, by int) {
	for _, a := range r.Audiences {
		tx.tally(count{a, openOr(r.Closed != ""), "", r.Procedure + "|" + r.Phase}, by)
		if r.Closed != "" && r.Outcome != "" {
			tx.tally(count{a, "outcome", r.Closed, r.Outcome}, by)
		}
	}
}

func openOr(closed bool) string {
	if closed {
		return "closed"
	}
	return "open"
}

func (tx *Tx) tally(c count, by int) {
	if tx.tallied == nil {
		tx.tallied = map[count]int{}
	}
	tx.tallied[c] += by
}

type countRow struct {
	count
	n int
}

var tallyTable = tenantTable("tally", 4, "audience, kind, day, name, n", func(r *countRow) []any {
	return []any{&r.audience, &r.kind, &r.day, &r.name, &r.n}
})

// flushTally writes what changed, in a fixed order so that two writers never
// wait for each other in a circle.
func (tx *Tx) flushTally() error {
	var changed []countRow
	for _, c := range slices.SortedFunc(maps.Keys(tx.tallied), count.compare) {
		if n := tx.tallied[c]; n != 0 {
			changed = append(changed, countRow{c, n})
		}
	}
	clear(tx.tallied)
	return tallyTable.add(tx.scope(), changed, "ON CONFLICT (tenant, audience, kind, day, name) DO UPDATE SET n = tally.n + excluded.n")
}

// PhaseCounts gives how many cases an audience finds in each phase, running or
// closed ones, by "procedure|phase".
func (tx *Tx) PhaseCounts(audience string, closed bool) (map[string]int, error) {
	return tx.counts("audience = ? AND kind = ? AND n <> 0", audience, openOr(closed))
}

// OutcomeCounts gives how many cases an audience saw closed with each outcome,
// from one day until another, both included.
func (tx *Tx) OutcomeCounts(audience, from, until string) (map[string]int, error) {
	return tx.counts("audience = ? AND kind = 'outcome' AND day >= ? AND day <= ? AND n <> 0", audience, from, cmp.Or(until, never))
}

func (tx *Tx) counts(condition string, args ...any) (map[string]int, error) {
	if len(tx.tallied) > 0 {
		if err := tx.flushTally(); err != nil {
			return nil, err
		}
	}
	found, err := tallyTable.list(tx.scope(), condition, args...)
	out := map[string]int{}
	for _, r := range found {
		out[r.name] += r.n
	}
	return out, err
}

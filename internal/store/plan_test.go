package store_test

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"passend/internal/store"
	"passend/internal/store/storetest"
)

// walks is a step in a plan that goes through all there is of a tenant, or of
// everybody.
var walks = regexp.MustCompile(`^SCAN |Seq Scan|\(tenant=\?\)$|^Index Cond: \(tenant = \(?\$\d+\)?(::text)?\)$`)

// inner are the names that inner queries give to what they found.
var inner = []string{"SCAN counted", "SCAN part", "SCAN one", "SCAN lists"}

func walk(step string) bool { return walks.MatchString(step) && !slices.Contains(inner, step) }

// harmless are the plans in which that does not matter, and why.
var harmless = []struct{ part, why string }{
	{" FROM holiday ", "a few a year"},
	{" FROM version ", "a few a year"},
	{" FROM anchor ", "one a day, for the one check that needs all"},
	{" FROM destruction ", "the register of what was destroyed is read whole"},
	{" FROM destruction_block ", "exceptions"},
	{" FROM link l LEFT JOIN", "a check of the chain goes through all of it"},
	{" FROM access WHERE tenant = ? ORDER BY seq", "and so does an export of the log"},
	{" FROM head ", "one row a tenant"},
	{"LIMIT ?) counted", "counting stops at a bound"},
	{"l.posted = '' AND l.means <> 'elektronisch'", "the index holds nothing but what waits"},
}

// TestPlans_WalkThroughNoTenant looks at the plan of every query that reading
// leads to: no page may cost more because there is more.
func TestPlans_WalkThroughNoTenant(t *testing.T) {
	unused := map[string]bool{}
	for _, h := range harmless {
		unused[h.part] = true
	}
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		for _, query := range asked(t, db) {
			plan, err := db.Plan(t.Context(), query)
			must(t, err)
			bad := slices.ContainsFunc(plan, walk)
			excused := false
			for _, h := range harmless {
				if bad && strings.Contains(query, h.part) {
					excused = true
					delete(unused, h.part)
				}
			}
			if bad && !excused {
				t.Errorf("%s\n    %s", query, strings.Join(plan, "\n    "))
			}
			if unsorted(query) && slices.ContainsFunc(plan, sorts.MatchString) {
				t.Errorf("sorted before it is cut: %s\n    %s", query, strings.Join(plan, "\n    "))
			}
		}
	})
	if len(unused) > 0 {
		t.Errorf("excuses that nothing needs: %v", unused)
	}
}

var sorts = regexp.MustCompile(`TEMP B-TREE FOR ORDER BY|^(-> +)?Sort$`)

// unsorted says that a query is a page of a list, which must come out of an
// index in its order.
func unsorted(query string) bool {
	return strings.HasSuffix(query, "LIMIT ?") && !strings.Contains(query, "UNION") && !strings.Contains(query, "c.pupil = ?") && !strings.Contains(query, "DISTINCT")
}

// asked gives every query that the questions lead to, but for the one that
// writes all there is.
func asked(t *testing.T, db *store.DB) []string {
	a := at(t, db, "a")
	furnish(a, "merkteken")
	var mu sync.Mutex
	var seen []string
	db.Watch(func(query string) {
		mu.Lock()
		defer mu.Unlock()
		if !slices.Contains(seen, query) {
			seen = append(seen, query)
		}
	})
	for _, q := range questions {
		if q.name != "DumpReadModels" {
			ask(a, q.ask)
		}
	}
	return seen
}

func TestOptimize_LeavesTheWaysGood(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := at(t, db, "a")
		furnish(a, "merkteken")
		must(t, db.Optimize(t.Context()))
		ask(a, func(tx *store.Tx) (bool, error) { return tx.MayFind("z", everybody) })
		if r := a.verify(); len(r.Problems) > 0 {
			t.Errorf("%+v", r)
		}
	})
}

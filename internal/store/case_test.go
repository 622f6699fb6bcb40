package store_test

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	diff "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"passend/internal/store"
	"passend/internal/store/storetest"
)

// shown is a case as it was put, the model that the lists are held against.
type shown struct {
	row   store.CaseRow
	tasks []store.TaskRow
	terms []store.TermRow
}

var (
	audiences = []string{"swv", "school/1", "school/2", "m/1"}
	someDay   = rapid.SampledFrom([]string{"2026-03-01", "2026-03-02", "2026-04-15", "2026-05-01"})
	maybeDay  = rapid.OneOf(rapid.Just(""), someDay)
)

func pick(list ...string) *rapid.Generator[string] { return rapid.SampledFrom(list) }

var someCase = rapid.Custom(func(r *rapid.T) shown {
	id := pick("z1", "z2", "z3", "z4", "z5", "z6").Draw(r, "id")
	name := pick("Jan de Vries", "Anaïs van 't Hof", "Łukasz Wójcik", "Fatima el Amrani").Draw(r, "name")
	row := store.CaseRow{
		ID: id, Number: "2026-" + id, Procedure: pick("tlv", "bezwaar").Draw(r, "procedure"), Phase: pick("intake", "advies").Draw(r, "phase"),
		Pupil: pick("l1", "l2").Draw(r, "pupil"), PupilName: name, SortName: name[strings.Index(name, " ")+1:], Applicant: pick("s1", "s2").Draw(r, "applicant"),
		ApplicantName: pick("De Regenboog", "Het Kompas").Draw(r, "applicant name"), Region: pick("noord", "zuid").Draw(r, "region"),
		Started: someDay.Draw(r, "started"), Closed: maybeDay.Draw(r, "closed"), Due: maybeDay.Draw(r, "due"), Still: rapid.Bool().Draw(r, "still"),
		Outcome: pick("", "toegewezen", "afgewezen").Draw(r, "outcome"), Parent: pick("", "z1").Draw(r, "parent"), NextCheck: maybeDay.Draw(r, "check"),
		Updated:   noon.Add(time.Duration(rapid.IntRange(0, 3).Draw(r, "updated")) * time.Hour),
		Audiences: rapid.SliceOfN(rapid.SampledFrom(audiences), 0, 5).Draw(r, "audiences"),
	}
	return shown{row, someTasks(row).Draw(r, "tasks"), someTerms(row).Draw(r, "terms")}
})

func someTasks(row store.CaseRow) *rapid.Generator[[]store.TaskRow] {
	return rapid.SliceOfN(rapid.Custom(func(r *rapid.T) store.TaskRow {
		name := pick("advies", "controle", "ondertekenen").Draw(r, "name")
		return store.TaskRow{Case: row.ID, Name: name, Label: "Doe " + name, Audience: rapid.SampledFrom(audiences).Draw(r, "audience"),
			Due: row.Due, Still: row.Still, Why: "WPO"}
	}), 0, 4)
}

func someTerms(row store.CaseRow) *rapid.Generator[[]store.TermRow] {
	return rapid.SliceOfNDistinct(rapid.Custom(func(r *rapid.T) store.TermRow {
		return store.TermRow{Case: row.ID, Term: pick("beslissen", "advies").Draw(r, "term"), Key: pick("", "1").Draw(r, "key"), Procedure: row.Procedure,
			Region: row.Region, InTime: rapid.Bool().Draw(r, "in time"), Started: "2026-01-01", Stopped: maybeDay.Draw(r, "stopped"),
			StillDays: rapid.IntRange(0, 5).Draw(r, "still"), NetDays: rapid.IntRange(0, 90).Draw(r, "net")}
	}), 0, 3, func(t store.TermRow) string { return t.Term + "/" + t.Key })
}

// model is what the read models must hold.
type model map[string]shown

func (m model) rows(keep func(shown) bool) (out []store.CaseRow) {
	for _, id := range slices.Sorted(maps.Keys(m)) {
		if s := m[id]; keep(s) {
			s.row.Audiences = slices.Compact(slices.Sorted(slices.Values(s.row.Audiences)))
			out = append(out, s.row)
		}
	}
	return out
}

// TestReadModels_SayWhatWasPut puts and deletes cases in any order, and then
// asks every question of the lists.
func TestReadModels_SayWhatWasPut(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		var n atomic.Int64
		rapid.Check(t, func(r *rapid.T) {
			a := at(t, db, fmt.Sprint("t", n.Add(1)))
			m := model{}
			for _, batch := range rapid.SliceOfN(rapid.SliceOfN(someCase, 1, 6), 1, 4).Draw(r, "batches") {
				a.do(func(tx *store.Tx) error { return m.apply(tx, batch) })
			}
			m.checkCases(r, a)
			m.checkWork(r, a)
			m.checkCounts(r, a)
			m.checkSearch(r, a)
			m.checkRebuild(r, a)
		})
	})
}

// apply puts cases; one that would be put with the very same day of start as
// before is deleted instead, so that there is some of both.
func (m model) apply(tx *store.Tx, batch []shown) error {
	for _, s := range batch {
		if old, ok := m[s.row.ID]; ok && old.row.Started == s.row.Started {
			delete(m, s.row.ID)
			if err := tx.DeleteCase(s.row.ID); err != nil {
				return err
			}
			continue
		}
		m[s.row.ID] = s
		if err := tx.PutCase(s.row, s.tasks, s.terms); err != nil {
			return err
		}
	}
	return nil
}

func same(r *rapid.T, what string, want, got any) {
	r.Helper()
	if d := diff.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		r.Fatalf("%s: %s", what, d)
	}
}

func (m model) checkCases(r *rapid.T, a *tester) {
	q := store.CaseQuery{
		Audience: rapid.SampledFrom(audiences).Draw(r, "audience"), Closed: rapid.Bool().Draw(r, "closed"), Sort: pick("", "due", "name", "updated").Draw(r, "sort"),
		Procedure: pick("", "", "tlv").Draw(r, "procedure"), Phase: pick("", "", "intake").Draw(r, "phase"), Region: pick("", "", "noord").Draw(r, "region"),
		Applicant: pick("", "", "s1").Draw(r, "applicant"), DueFrom: maybeDay.Draw(r, "from"), DueUntil: maybeDay.Draw(r, "until"),
		Still: pick("", "", "ja", "nee").Draw(r, "still"), Pupil: pick("", "", "l1").Draw(r, "pupil"), Limit: rapid.IntRange(1, 4).Draw(r, "limit"),
	}
	want := m.rows(func(s shown) bool { return matches(q, s.row) })
	slices.SortFunc(want, inOrder(q.Sort))
	var got []store.CaseRow
	for page := q; ; {
		var next string
		got = append(got, ask(a, func(tx *store.Tx) (rows []store.CaseRow, err error) {
			rows, next, err = tx.Cases(page)
			return rows, err
		})...)
		if next == "" {
			break
		}
		if page.Cursor = next; len(got) > len(want) {
			break // a list without an end fails below
		}
	}
	same(r, fmt.Sprintf("%+v", q), want, got)
	same(r, "count", min(2, len(want)), ask(a, func(tx *store.Tx) (int, error) { return tx.CountCases(q, 2) }))
	for id, s := range m {
		may := ask(a, func(tx *store.Tx) (bool, error) { return tx.MayFind(id, []string{"school/1", "m/1"}) })
		same(r, "may find "+id, slices.Contains(s.row.Audiences, "school/1") || slices.Contains(s.row.Audiences, "m/1"), may)
	}
	byStart := func(a, b store.CaseRow) int {
		return cmp.Or(cmp.Compare(a.Started, b.Started), cmp.Compare(a.ID, b.ID))
	}
	pupil := m.rows(func(s shown) bool { return s.row.Pupil == "l1" })
	slices.SortFunc(pupil, byStart)
	same(r, "of pupil", pupil, ask(a, func(tx *store.Tx) ([]store.CaseRow, error) { return tx.CasesOfPupil("l1") }))
	parent := m.rows(func(s shown) bool { return s.row.Parent == "z1" })
	slices.SortFunc(parent, byStart)
	same(r, "of parent", parent, ask(a, func(tx *store.Tx) ([]store.CaseRow, error) { return tx.CasesOfParent("z1") }))
}

func matches(q store.CaseQuery, row store.CaseRow) bool {
	due := cmp.Or(row.Due, "9999-12-31")
	return slices.Contains(row.Audiences, q.Audience) && q.Closed == (row.Closed != "") &&
		(q.Procedure == "" || q.Procedure == row.Procedure) && (q.Phase == "" || q.Phase == row.Phase) && (q.Region == "" || q.Region == row.Region) &&
		(q.Applicant == "" || q.Applicant == row.Applicant) && (q.Pupil == "" || q.Pupil == row.Pupil) && (q.Still == "" || (q.Still == "ja") == row.Still) &&
		(q.DueFrom == "" || due >= q.DueFrom) && (q.DueUntil == "" || due <= q.DueUntil)
}

func inOrder(sort string) func(a, b store.CaseRow) int {
	return func(a, b store.CaseRow) int {
		switch sort {
		case "name":
			return cmp.Or(cmp.Compare(a.SortName, b.SortName), cmp.Compare(a.ID, b.ID))
		case "updated":
			return cmp.Or(b.Updated.Compare(a.Updated), cmp.Compare(b.ID, a.ID))
		}
		return cmp.Or(cmp.Compare(cmp.Or(a.Due, "9999-12-31"), cmp.Or(b.Due, "9999-12-31")), cmp.Compare(a.ID, b.ID))
	}
}

func (m model) checkWork(r *rapid.T, a *tester) {
	who := rapid.SliceOfN(rapid.SampledFrom(audiences), 0, 3).Draw(r, "who")
	until := maybeDay.Draw(r, "due until")
	want := map[string]bool{}
	due := map[string]bool{}
	for _, s := range m {
		for _, t := range s.tasks {
			if slices.Contains(who, t.Audience) {
				key := cmp.Or(t.Due, "9999-12-31") + " " + t.Case + " " + t.Name
				want[key] = true
				if until == "" || t.Due != "" && t.Due <= until {
					due[key] = true
				}
			}
		}
	}
	var got []string
	for cursor, limit := "", rapid.IntRange(1, 4).Draw(r, "limit"); ; {
		var next string
		for _, t := range ask(a, func(tx *store.Tx) (rows []store.TaskRow, err error) {
			rows, next, err = tx.Tasks(who, cursor, limit)
			return rows, err
		}) {
			row := m[t.Case].row
			same(r, "what the case adds", []string{row.PupilName, row.Title, row.Number, row.PhaseTitle, row.ApplicantName},
				[]string{t.PupilName, t.Title, t.Number, t.PhaseTitle, t.ApplicantName})
			got = append(got, cmp.Or(t.Due, "9999-12-31")+" "+t.Case+" "+t.Name)
		}
		if next == "" {
			break
		}
		cursor = next
	}
	same(r, fmt.Sprint("tasks of ", who), slices.Sorted(maps.Keys(want)), got)
	same(r, "count", min(3, len(due)), ask(a, func(tx *store.Tx) (int, error) { return tx.CountTasks(who, until, 3) }))
}

func (m model) checkCounts(r *rapid.T, a *tester) {
	phases, outcomes := map[string]int{}, map[string]int{}
	months := map[string]store.LeadTime{}
	var checks []string
	for id, s := range m {
		if slices.Contains(s.row.Audiences, "swv") && s.row.Closed != "" {
			phases[s.row.Procedure+"|"+s.row.Phase]++
			if s.row.Outcome != "" && s.row.Closed >= "2026-03-02" && s.row.Closed <= "2026-04-15" {
				outcomes[s.row.Outcome]++
			}
		}
		if s.row.NextCheck != "" && s.row.NextCheck <= "2026-04-15" {
			checks = append(checks, s.row.NextCheck+" "+id)
		}
		for _, t := range s.terms {
			if t.Stopped != "" && t.Stopped <= "2026-04-15" && t.Procedure == "tlv" && t.Term == "beslissen" {
				months[t.Stopped[:7]] = added(months[t.Stopped[:7]], t)
			}
		}
	}
	same(r, "phases", phases, ask(a, func(tx *store.Tx) (map[string]int, error) { return tx.PhaseCounts("swv", true) }))
	same(r, "outcomes", outcomes, ask(a, func(tx *store.Tx) (map[string]int, error) { return tx.OutcomeCounts("swv", "2026-03-02", "2026-04-15") }))
	slices.Sort(checks)
	for i := range checks {
		checks[i] = strings.Fields(checks[i])[1]
	}
	same(r, "due cases", checks, ask(a, func(tx *store.Tx) ([]string, error) { return tx.DueCases("2026-04-15", 0) }))
	var leads []store.LeadTime
	for _, month := range slices.Sorted(maps.Keys(months)) {
		leads = append(leads, months[month])
	}
	same(r, "lead times", leads, ask(a, func(tx *store.Tx) ([]store.LeadTime, error) {
		return tx.LeadTimes("tlv", "beslissen", "", "", "2026-04-15")
	}))
}

func added(l store.LeadTime, t store.TermRow) store.LeadTime {
	day := func(s string) time.Time { d, _ := time.Parse(time.DateOnly, s); return d }
	l.Month = t.Stopped[:7]
	l.Count++
	if t.InTime {
		l.InTime++
	}
	l.NetDays += t.NetDays
	l.Still += t.StillDays
	l.GrossDays += int(day(t.Stopped).Sub(day(t.Started)).Hours() / 24)
	return l
}

func (m model) checkSearch(r *rapid.T, a *tester) {
	question := pick("vries", "JAN de", "hof anais", "lukasz", "wojc komp", "2026-z3", "regenboog amrani", "x", "de").Draw(r, "question")
	who := rapid.SliceOfN(rapid.SampledFrom(audiences), 1, 2).Draw(r, "who")
	want := m.rows(func(s shown) bool {
		words := strings.Fields(store.Fold(s.row.PupilName+" "+s.row.ApplicantName) + " 2026" + s.row.ID)
		for _, term := range strings.Fields(strings.ReplaceAll(store.Fold(question), "2026 ", "2026")) {
			if !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, term) }) {
				return false
			}
		}
		return slices.ContainsFunc(who, func(w string) bool { return slices.Contains(s.row.Audiences, w) })
	})
	slices.SortStableFunc(want, func(a, b store.CaseRow) int {
		return cmp.Or(min(1, len(a.Closed))-min(1, len(b.Closed)), cmp.Compare(a.SortName, b.SortName))
	})
	same(r, question, want, ask(a, func(tx *store.Tx) ([]store.CaseRow, error) { return tx.Search(who, question, 0) }))
}

// checkRebuild makes everything anew in another order, to the same bytes.
func (m model) checkRebuild(r *rapid.T, a *tester) {
	dump := func(tx *store.Tx) (string, error) {
		var b bytes.Buffer
		err := tx.DumpReadModels(&b)
		return b.String(), err
	}
	before := ask(a, dump)
	a.do(func(tx *store.Tx) error {
		if err := tx.ClearReadModels(); err != nil {
			return err
		}
		for _, id := range slices.Backward(slices.Sorted(maps.Keys(m))) {
			if err := tx.PutCase(m[id].row, m[id].tasks, m[id].terms); err != nil {
				return err
			}
		}
		after, err := dump(tx)
		same(r, "rebuilt within the transaction", before, after)
		return err
	})
	same(r, "rebuilt", before, ask(a, dump))
}

func TestText_IsRefusedWhenItCannotBeKept(t *testing.T) {
	eachTenant(t, func(t *tester) {
		for _, bad := range []string{"Ana\xef", "nul\x00"} {
			err := t.try(func(tx *store.Tx) error { return tx.PutOrg(store.OrgRow{ID: "o", Name: bad}) })
			if !errors.Is(err, store.ErrText) {
				t.Errorf("%q: %v", bad, err)
			}
			err = t.Read(t.Context(), func(tx *store.Tx) error { _, err := tx.Org(bad); return err })
			if !errors.Is(err, store.ErrText) {
				t.Errorf("asked for %q: %v", bad, err)
			}
		}
	})
}

func TestCase_IsNotThere(t *testing.T) {
	eachTenant(t, func(t *tester) {
		err := t.Read(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Case("z9")
			return err
		})
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("case: %v", err)
		}
		t.do(func(tx *store.Tx) error { return tx.DeleteCase("z9") })
	})
}

// A cursor opens for nobody and nothing else than what it was made for.
func TestCursor_OpensForItsOwnListOnly(t *testing.T) {
	eachTenant(t, func(t *tester) {
		other := at(t, t.db, "b")
		for _, who := range []*tester{t, other} {
			who.do(func(tx *store.Tx) error {
				for i := range 3 {
					row := store.CaseRow{ID: fmt.Sprint("z", i), SortName: "Geheim", Audiences: []string{"swv"}}
					if err := tx.PutCase(row, []store.TaskRow{{Name: "t", Audience: "swv"}}, nil); err != nil {
						return err
					}
				}
				return nil
			})
		}
		q := store.CaseQuery{Audience: "swv", Sort: "name", Limit: 1}
		cursor := func(t *tester) string {
			return ask(t, func(tx *store.Tx) (next string, err error) {
				_, next, err = tx.Cases(q)
				return next, err
			})
		}
		mine, theirs := cursor(t), cursor(other)
		if strings.Contains(mine, "Geheim") {
			t.Error("the cursor shows a name")
		}
		last := []byte(mine)
		last[len(last)-2] ^= 1
		otherSort, otherCase := q, q
		otherSort.Sort, otherCase.Closed = "due", true
		for what, f := range map[string]func(*store.Tx) (string, error){
			"of another tenant": func(tx *store.Tx) (string, error) { return cases(tx, q, theirs) },
			"changed":           func(tx *store.Tx) (string, error) { return cases(tx, q, string(last)) },
			"no cursor at all":  func(tx *store.Tx) (string, error) { return cases(tx, q, "' OR 1=1 --") },
			"another order":     func(tx *store.Tx) (string, error) { return cases(tx, otherSort, mine) },
			"another question":  func(tx *store.Tx) (string, error) { return cases(tx, otherCase, mine) },
			"another list": func(tx *store.Tx) (string, error) {
				_, next, err := tx.Tasks([]string{"swv"}, mine, 1)
				return next, err
			},
		} {
			err := t.Read(t.Context(), func(tx *store.Tx) error {
				_, err := f(tx)
				return err
			})
			if !errors.Is(err, store.ErrCursor) {
				t.Errorf("%s: %v", what, err)
			}
		}
		larger := q
		larger.Limit = 2
		ask(t, func(tx *store.Tx) (string, error) { return cases(tx, larger, mine) })
	})
}

func cases(tx *store.Tx, q store.CaseQuery, cursor string) (string, error) {
	q.Cursor = cursor
	_, next, err := tx.Cases(q)
	return next, err
}

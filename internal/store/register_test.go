package store_test

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	diff "github.com/google/go-cmp/cmp"

	"passend/internal/store"
)

func grantID(g store.GrantRow) string { return g.ID }

// grants walks through the pages of the register.
func grants(t *tester, q store.GrantQuery) (all []store.GrantRow) {
	t.Helper()
	for {
		var next string
		all = append(all, ask(t, func(tx *store.Tx) (rows []store.GrantRow, err error) {
			rows, next, err = tx.Grants(q)
			return rows, err
		})...)
		if next == "" {
			return all
		}
		q.Cursor = next
	}
}

func TestGrants_FilterLikeAReader(t *testing.T) {
	eachTenant(t, func(t *tester) {
		var all []store.GrantRow
		pick := func(i int, list ...string) string { return list[i%len(list)] }
		for i := range 60 {
			all = append(all, store.GrantRow{
				ID: fmt.Sprintf("g%02d", i), Case: "z1", What: pick(i, "tlv", "arrangement"), Number: pick(i, fmt.Sprint(i), ""), Pupil: pick(i, "l1", "l2", "l3"), Applicant: pick(i/2, "s1", "s2"),
				Region: pick(i/3, "noord", "zuid"), School: pick(i/5, "s3", "s4"), Category: pick(i/7, "1", "2"), Until: pick(i, "2026-07-31", "2027-07-31", ""),
				Registered: pick(i/4, "", "2026-03-01"), Admitted: pick(i/6, "", "2026-03-01"),
			})
		}
		t.put(func(tx *store.Tx) error {
			for _, g := range all {
				if err := tx.PutGrant(g); err != nil {
					return err
				}
			}
			return nil
		})
		until := func(g store.GrantRow) string { return cmp.Or(g.Until, "9999-12-31") }
		for _, q := range []store.GrantQuery{
			{}, {What: "tlv"}, {School: "s3", Category: "2"}, {Region: "zuid"}, {Pupil: "l2"}, {Number: "4"}, {Applicant: "s2", NotRegistered: true}, {NotAdmitted: true},
			{UntilFrom: "2026-07-31", UntilTo: "2027-01-01"}, {UntilFrom: "2027-07-31"}, {UntilTo: "2026-07-30"},
		} {
			var want []store.GrantRow
			for _, g := range all {
				if (q.What == "" || q.What == g.What) && (q.School == "" || q.School == g.School) && (q.Category == "" || q.Category == g.Category) &&
					(q.Region == "" || q.Region == g.Region) && (q.Pupil == "" || q.Pupil == g.Pupil) && (q.Number == "" || q.Number == g.Number) &&
					(q.Applicant == "" || q.Applicant == g.Applicant) && (!q.NotRegistered || g.Registered == "") && (!q.NotAdmitted || g.Admitted == "") &&
					until(g) >= q.UntilFrom && (q.UntilTo == "" || until(g) <= q.UntilTo) {
					want = append(want, g)
				}
			}
			slices.SortFunc(want, func(a, b store.GrantRow) int {
				return cmp.Or(cmp.Compare(until(a), until(b)), cmp.Compare(a.ID, b.ID))
			})
			q.Limit = 7
			if d := diff.Diff(want, grants(t, q)); d != "" {
				t.Errorf("%+v: %s", q, d)
			}
			if n := ask(t, func(tx *store.Tx) (int, error) { return tx.CountGrants(q, 100) }); n != len(want) {
				t.Errorf("%+v: counted %d of %d", q, n, len(want))
			}
		}
		if got := ids(ask(t, func(tx *store.Tx) ([]store.GrantRow, error) { return tx.GrantsOfPupil("l3") })[:2], grantID); got != "g59 g56" {
			t.Errorf("of pupil: %s", got)
		}
	})
}

func TestPutGrant_GivesANumberOnce(t *testing.T) {
	eachTenant(t, func(t *tester) {
		t.put(func(tx *store.Tx) error { return tx.PutGrant(store.GrantRow{ID: "g1", What: "tlv", Number: "7"}) },
			func(tx *store.Tx) error { return tx.PutGrant(store.GrantRow{ID: "g2", What: "lwoo", Number: "7"}) })
		err := t.try(func(tx *store.Tx) error { return tx.PutGrant(store.GrantRow{ID: "g3", What: "tlv", Number: "7"}) })
		if !errors.Is(err, store.ErrExists) {
			t.Errorf("same number: %v", err)
		}
		at(t, t.db, "b").put(func(tx *store.Tx) error { return tx.PutGrant(store.GrantRow{ID: "g1", What: "tlv", Number: "7"}) })
		if g := ask(t, func(tx *store.Tx) (store.GrantRow, error) { return tx.GrantByNumber("lwoo", "7") }); g.ID != "g2" {
			t.Errorf("by number: %v", g)
		}
	})
}

func TestPutGrant_MovesToAnotherCase(t *testing.T) {
	eachTenant(t, func(t *tester) {
		for _, id := range []string{"z1", "z2"} {
			t.put(func(tx *store.Tx) error {
				return tx.PutCase(store.CaseRow{ID: id, Audiences: []string{"swv"}}, nil, nil)
			})
		}
		t.put(func(tx *store.Tx) error { return tx.PutGrant(store.GrantRow{ID: "g1", Case: "z1", Number: "77"}) },
			func(tx *store.Tx) error { return tx.PutGrant(store.GrantRow{ID: "g1", Case: "z2", Number: "77"}) })
		if got := found(t, "77", "swv"); got != "z2" {
			t.Errorf("number finds %s", got)
		}
		if got := ids(ask(t, func(tx *store.Tx) ([]store.GrantRow, error) { return tx.GrantsOfCase("z2") }), grantID); got != "g1" {
			t.Errorf("of case: %s", got)
		}
	})
}

func TestLetters_WaitUntilTheyArePosted(t *testing.T) {
	eachTenant(t, func(t *tester) {
		id := func(l store.LetterRow) string { return l.ID + l.PupilName }
		t.put(func(tx *store.Tx) error { return tx.PutCase(store.CaseRow{ID: "z1", PupilName: "Jan"}, nil, nil) })
		for _, l := range []store.LetterRow{
			{Case: "z1", ID: "b1", Made: "2026-03-03"}, {Case: "z1", ID: "b2", Made: "2026-03-01"}, {Case: "z1", ID: "b3", Made: "2026-03-01", Means: "elektronisch"},
			{Case: "z2", ID: "b4", Made: "2026-03-02", Posted: "2026-03-04"}, {Case: "z1", ID: "b5", Made: "2026-03-02", Posted: "2026-03-03", Means: "post"},
		} {
			t.put(func(tx *store.Tx) error { return tx.PutLetter(l) })
		}
		if got := ids(ask(t, func(tx *store.Tx) ([]store.LetterRow, error) { return tx.LettersToPost(0) }), id); got != "b2Jan b1Jan" {
			t.Errorf("to post: %s", got)
		}
		var next string
		page := func(cursor string) string {
			return ids(ask(t, func(tx *store.Tx) (rows []store.LetterRow, err error) {
				rows, next, err = tx.LettersPosted("2026-03-03", "2026-03-04", cursor, 1)
				return rows, err
			}), id)
		}
		if first, second := page(""), page(next); first+" "+second != "b4 b5Jan" || next != "" {
			t.Errorf("posted: %s, %s", first, second)
		}
	})
}

func TestAgenda_ListsAMeetingInOrder(t *testing.T) {
	eachTenant(t, func(t *tester) {
		t.put(func(tx *store.Tx) error {
			return tx.PutCase(store.CaseRow{ID: "z1", PupilName: "Jan", Number: "1"}, nil, nil)
		})
		for _, a := range []store.AgendaRow{
			{Body: "c", Day: "2026-03-10", Case: "z1", Order: 2}, {Body: "c", Day: "2026-03-10", Case: "z2", Order: 1}, {Body: "c", Day: "2026-03-17", Case: "z1"},
			{Body: "d", Day: "2026-03-10", Case: "z3"}, {Body: "c", Day: "2026-03-03", Case: "z4"},
		} {
			t.put(func(tx *store.Tx) error { return tx.PutAgenda(a) })
		}
		caseOf := func(a store.AgendaRow) string { return a.Day[8:] + a.Case + a.PupilName }
		if got := ids(ask(t, func(tx *store.Tx) ([]store.AgendaRow, error) { return tx.Agenda("c", "2026-03-10") }), caseOf); got != "10z2 10z1Jan" {
			t.Errorf("agenda: %s", got)
		}
		if got := ids(ask(t, func(tx *store.Tx) ([]store.AgendaRow, error) { return tx.AgendaOfCase("z1") }), caseOf); got != "10z1Jan 17z1Jan" {
			t.Errorf("of case: %s", got)
		}
		days := ask(t, func(tx *store.Tx) ([]store.AgendaDay, error) { return tx.AgendaDays("c", "2026-03-05", 0) })
		if fmt.Sprint(days) != "[{2026-03-10 2} {2026-03-17 1}]" {
			t.Errorf("days: %v", days)
		}
		t.put(func(tx *store.Tx) error { return tx.DropAgenda("c", "2026-03-17", "z1") })
		if days := ask(t, func(tx *store.Tx) ([]store.AgendaDay, error) { return tx.AgendaDays("c", "2026-03-11", 0) }); len(days) > 0 {
			t.Errorf("days after dropping: %v", days)
		}
	})
}

func TestInvolved_ListsEveryTieOnce(t *testing.T) {
	eachTenant(t, func(t *tester) {
		for _, how := range []string{"leraar", "adviseur", "leraar"} {
			t.put(func(tx *store.Tx) error { return tx.PutInvolved("l1", "a1", how) })
		}
		got := ask(t, func(tx *store.Tx) ([]string, error) { return tx.Involved("l1", "a1") })
		if strings.Join(got, " ") != "adviseur leraar" {
			t.Errorf("involved: %v", got)
		}
		if got := ask(t, func(tx *store.Tx) ([]string, error) { return tx.Involved("l1", "a2") }); len(got) > 0 {
			t.Errorf("a stranger: %v", got)
		}
	})
}

func TestOutbox_TriesUntilItIsDone(t *testing.T) {
	eachTenant(t, func(t *tester) {
		ctx := t.Context()
		for i, id := range []string{"p1", "p2", "p3"} {
			t.put(func(tx *store.Tx) error {
				return tx.PutMail(store.Mail{ID: id, To: "x@voorbeeld.nl", At: noon.Add(time.Duration(i) * time.Minute), NextAt: noon.Add(time.Duration(i) * time.Hour)})
			})
		}
		due := func(now time.Time) string {
			found, err := t.db.DueMail(ctx, now, 0)
			must(t, err)
			return ids(found, func(d store.DueMail) string { return d.Tenant + d.ID + d.To })
		}
		if got := due(noon.Add(time.Hour)); got != "ap1x@voorbeeld.nl ap2x@voorbeeld.nl" {
			t.Errorf("due: %s", got)
		}
		must(t, t.db.MailDone(ctx, "a", "p1", noon))
		must(t, t.db.MailFailed(ctx, "a", "p2", "vol", noon.Add(2*time.Hour), false))
		must(t, t.db.MailFailed(ctx, "a", "p3", "weg", noon, true))
		if got := due(noon.Add(time.Hour)); got != "" {
			t.Errorf("due after: %s", got)
		}
		for state, want := range map[string]string{"wacht": "p2wachtvol1", "mislukt": "p3misluktweg1", "verzonden": "p1verzonden1", "": "p3misluktweg1 p2wachtvol1 p1verzonden1"} {
			list := ask(t, func(tx *store.Tx) ([]store.Mail, error) { rows, _, err := tx.Mails(state, "", 0); return rows, err })
			if got := ids(list, func(m store.Mail) string { return fmt.Sprint(m.ID, m.State, m.Fault, m.Attempts) }); got != want {
				t.Errorf("%q: %s", state, got)
			}
		}
		t.put(func(tx *store.Tx) error { return tx.RetryMail("p3") }, func(tx *store.Tx) error { return tx.RetryMail("p1") })
		if got := due(noon); got != "ap3x@voorbeeld.nl" {
			t.Errorf("due after a retry: %s", got)
		}
	})
}

func TestVersions_HoldFromTheirDay(t *testing.T) {
	eachTenant(t, func(t *tester) {
		versions := []store.Version{
			{Hash: "v1", Procedures: `{"tlv":"p1","bezwaar":"q1"}`, Files: []byte("een"), At: noon, ApprovedAt: noon, From: "2026-01-01"},
			{Hash: "v2", Procedures: `{"tlv":"p2","bezwaar":"q1"}`, Files: []byte("twee"), At: noon.Add(time.Hour), ApprovedAt: noon, From: "2026-08-01"},
			{Hash: "v3", Procedures: `{"tlv":"p3"}`, Files: []byte("drie"), At: noon.Add(2 * time.Hour), From: "2026-03-01"},
			{Hash: "v4", Procedures: `{"tlv":"p4"}`, Files: []byte("vier"), At: noon.Add(3 * time.Hour), ApprovedAt: noon, From: "2026-03-01", Withdrawn: noon},
		}
		for _, v := range versions {
			t.put(func(tx *store.Tx) error { return tx.PutVersion(v) })
		}
		current := func(day string) string {
			var v store.Version
			err := t.Read(t.Context(), func(tx *store.Tx) (err error) {
				v, err = tx.CurrentVersion(day)
				return err
			})
			if errors.Is(err, store.ErrNotFound) {
				return "niets"
			}
			must(t, err)
			return v.Hash + string(v.Files)
		}
		for day, want := range map[string]string{"2025-12-31": "niets", "2026-01-01": "v1een", "2026-07-31": "v1een", "2026-08-01": "v2twee"} {
			if got := current(day); got != want {
				t.Errorf("on %s: %s, want %s", day, got, want)
			}
		}
		approved := versions[2]
		approved.ApprovedAt, approved.Files = noon, nil
		t.put(func(tx *store.Tx) error { return tx.PutVersion(approved) })
		if got := current("2026-07-31"); got != "v3drie" {
			t.Errorf("after approval: %s", got)
		}
		for procedure, want := range map[string]string{"p1": "v1", "q1": "v2", "p3": "v3"} {
			if v := ask(t, func(tx *store.Tx) (store.Version, error) { return tx.VersionOfProcedure(procedure) }); v.Hash != want {
				t.Errorf("%s stands in %s, want %s", procedure, v.Hash, want)
			}
		}
		list := ask(t, (*store.Tx).Versions)
		if got := ids(list, func(v store.Version) string { return v.Hash + string(v.Files) }); got != "v4 v3 v2 v1" {
			t.Errorf("versions: %s", got)
		}
		if err := t.try(func(tx *store.Tx) error { return tx.PutVersion(store.Version{Hash: "v9", Procedures: "{}"}) }); err == nil {
			t.Error("a version without files was kept")
		}
	})
}

func TestHolidays_ThatWereWithdrawnAreKeptApart(t *testing.T) {
	eachTenant(t, func(t *tester) {
		t.put(func(tx *store.Tx) error { return tx.PutHoliday(store.Holiday{ID: "v2", From: "2026-05-01"}) },
			func(tx *store.Tx) error { return tx.PutHoliday(store.Holiday{ID: "v1", From: "2026-02-01"}) },
			func(tx *store.Tx) error {
				return tx.PutHoliday(store.Holiday{ID: "v0", From: "2026-01-01", Withdrawn: noon})
			})
		id := func(h store.Holiday) string { return h.ID }
		if got := ids(ask(t, (*store.Tx).Holidays), id); got != "v1 v2" {
			t.Errorf("holidays: %s", got)
		}
		if got := ids(ask(t, (*store.Tx).AllHolidays), id); got != "v0 v1 v2" {
			t.Errorf("all holidays: %s", got)
		}
	})
}

func TestBlocks_EndWithoutAReason(t *testing.T) {
	eachTenant(t, func(t *tester) {
		t.put(func(tx *store.Tx) error { return tx.BlockDestruction("z1", "bezwaar loopt", "iemand", noon) })
		if got := ask(t, (*store.Tx).Blocks); len(got) != 1 || got[0].Why != "bezwaar loopt" {
			t.Errorf("blocks: %v", got)
		}
		t.put(func(tx *store.Tx) error { return tx.BlockDestruction("z1", "", "iemand", noon) })
		if got := ask(t, (*store.Tx).Blocks); len(got) > 0 {
			t.Errorf("blocks: %v", got)
		}
	})
}

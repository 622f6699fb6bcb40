package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"passend/internal/store"
	"passend/internal/store/storetest"
)

func (t *tester) put(puts ...func(*store.Tx) error) {
	t.Helper()
	t.do(func(tx *store.Tx) error {
		for _, put := range puts {
			if err := put(tx); err != nil {
				return err
			}
		}
		return nil
	})
}

// ids writes what a list names, in its order.
func ids[T any](list []T, id func(T) string) string {
	var out []string
	for _, row := range list {
		out = append(out, id(row))
	}
	return strings.Join(out, " ")
}

func orgID(o store.OrgRow) string { return o.ID }

func TestOrgs_AreFoundByKindBoardAndCode(t *testing.T) {
	eachTenant(t, func(t *tester) {
		for _, o := range []store.OrgRow{
			{ID: "b1", Kind: "bestuur"}, {ID: "s1", Kind: "school", Board: "b1", Code: "00AB-00"}, {ID: "s2", Kind: "school", Board: "b1"}, {ID: "s3", Kind: "school"},
		} {
			t.put(func(tx *store.Tx) error { return tx.PutOrg(o) })
		}
		for what, c := range map[string]struct {
			list func(*store.Tx) ([]store.OrgRow, error)
			want string
		}{
			"schools":       {func(tx *store.Tx) ([]store.OrgRow, error) { return tx.Orgs("school", "", 2) }, "s1 s2"},
			"schools after": {func(tx *store.Tx) ([]store.OrgRow, error) { return tx.Orgs("school", "s2", 2) }, "s3"},
			"all":           {func(tx *store.Tx) ([]store.OrgRow, error) { return tx.Orgs("", "", 0) }, "b1 s1 s2 s3"},
			"of board":      {func(tx *store.Tx) ([]store.OrgRow, error) { return tx.OrgsOfBoard("b1") }, "s1 s2"},
			"of no board":   {func(tx *store.Tx) ([]store.OrgRow, error) { return tx.OrgsOfBoard("") }, ""},
		} {
			if got := ids(ask(t, c.list), orgID); got != c.want {
				t.Errorf("%s: %s", what, got)
			}
		}
		if o := ask(t, func(tx *store.Tx) (store.OrgRow, error) { return tx.OrgByCode("00AB-00") }); o.ID != "s1" {
			t.Errorf("by code: %v", o)
		}
		err := t.Read(t.Context(), func(tx *store.Tx) error { _, err := tx.OrgByCode(""); return err })
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("without a code: %v", err)
		}
	})
}

func TestChanges_SayWhoMadeWhatOfWhat(t *testing.T) {
	eachTenant(t, func(t *tester) {
		t.put(func(tx *store.Tx) error { return tx.PutOrg(store.OrgRow{ID: "s1", Name: "Oud"}) })
		must(t, t.Write(t.Context(), store.Meta{At: noon.Add(time.Hour), Actor: "ander"}, func(tx *store.Tx) error {
			return tx.PutOrg(store.OrgRow{ID: "s1", Name: "Nieuw"})
		}))
		changes := ask(t, func(tx *store.Tx) ([]store.Change, error) { return tx.Changes("organisatie", "s1") })
		if len(changes) != 2 {
			t.Fatalf("%d changes", len(changes))
		}
		newest, first := changes[0], changes[1]
		if newest.Actor != "ander" || !newest.At.Equal(noon.Add(time.Hour)) || name(t, newest.Before) != "Oud" || name(t, newest.After) != "Nieuw" {
			t.Errorf("newest: %+v", newest)
		}
		if first.Actor != "iemand" || len(first.Before) > 0 || name(t, first.After) != "Oud" {
			t.Errorf("first: %+v", first)
		}
	})
}

func name(t testing.TB, row []byte) string {
	t.Helper()
	var o store.OrgRow
	must(t, json.Unmarshal(row, &o))
	return o.Name
}

func TestPutPupil_KeepsEveryVersion(t *testing.T) {
	eachTenant(t, func(t *tester) {
		p := filled[store.PupilRow](0)
		put := func(p store.PupilRow, expected int64) (version int64, err error) {
			err = t.try(func(tx *store.Tx) (err error) {
				version, err = tx.PutPupil(p, expected)
				return err
			})
			return version, err
		}
		first, err := put(p, 0)
		must(t, err)
		moved := p
		moved.Org, moved.Body = "s2", nil
		second, err := put(moved, first)
		must(t, err)
		for _, expected := range []int64{0, first} {
			_, err := put(p, expected)
			var conflict *store.ErrConflict
			if !errors.As(err, &conflict) || conflict.Actual != second {
				t.Errorf("expected %d: %v", expected, err)
			}
		}
		p.Version, moved.Version, moved.Body = first, second, []byte{}
		got := ask(t, func(tx *store.Tx) (store.PupilRow, error) { return tx.Pupil(p.ID) })
		if got.Body == nil {
			got.Body = []byte{}
		}
		if d := cmp.Diff(moved, got); d != "" {
			t.Error(d)
		}
		versions := ask(t, func(tx *store.Tx) ([]store.PupilVersion, error) { return tx.PupilVersions(p.ID) })
		if len(versions) != 2 || versions[0].Org != "s2" || versions[0].Actor != "iemand" || !versions[0].At.Equal(noon) {
			t.Errorf("versions: %+v", versions)
		}
		if d := cmp.Diff(p, versions[1].PupilRow); d != "" {
			t.Error(d)
		}
		t.put(func(tx *store.Tx) error { return tx.PutInvolved(p.ID, "a1", "leraar") }, func(tx *store.Tx) error { return tx.DeletePupil(p.ID) })
		if left := ask(t, func(tx *store.Tx) ([]store.PupilVersion, error) { return tx.PupilVersions(p.ID) }); len(left) > 0 {
			t.Errorf("after deletion: %+v", left)
		}
		trace := ask(t, func(tx *store.Tx) ([]store.Change, error) { return tx.Changes("leerling", p.ID) })
		if len(trace) != 3 || len(trace[0].Before)+len(trace[1].After) > 0 {
			t.Errorf("trace of a deletion: %+v", trace)
		}
	})
}

func TestPutPupil_LetsOneOfTwoThrough(t *testing.T) {
	eachTenant(t, func(t *tester) {
		errs := together(4, func(int) error {
			return t.try(func(tx *store.Tx) error { _, err := tx.PutPupil(store.PupilRow{ID: "l1"}, 0); return err })
		})
		won := 0
		for _, err := range errs {
			var conflict *store.ErrConflict
			if err == nil {
				won++
			} else if !errors.As(err, &conflict) {
				t.Error(err)
			}
		}
		if won != 1 {
			t.Errorf("%d of four made the same pupil", won)
		}
	})
}

func pupilID(p store.PupilRow) string { return p.ID }

func TestPupils_AreListedByNameAndComparedForDoubles(t *testing.T) {
	eachTenant(t, func(t *tester) {
		for _, p := range []store.PupilRow{
			{ID: "l1", SortName: "Vries", SearchName: "jan de vries", Birth: "2015-04-01", Org: "s1", Number: "9"}, {ID: "l2", SortName: "Aalst", SearchName: "jan de vries", Birth: "2015-04-01", Org: "s2"},
			{ID: "l3", SortName: "Berg", SearchName: "jan berg", Birth: "2015-04-01", Org: "s1", Number: "9"}, {ID: "l4", SortName: "Cox", SearchName: "jan de vries", Birth: "2015-04-02", Org: "s1"},
		} {
			t.put(func(tx *store.Tx) error { _, err := tx.PutPupil(p, 0); return err })
		}
		var all []store.PupilRow
		for cursor := ""; ; {
			var next string
			all = append(all, ask(t, func(tx *store.Tx) (rows []store.PupilRow, err error) {
				rows, next, err = tx.PupilsOf(store.PupilScope{Org: "s1"}, cursor, 2)
				return rows, err
			})...)
			if next == "" {
				break
			}
			cursor = next
		}
		if got := ids(all, pupilID); got != "l3 l4 l1" {
			t.Errorf("of school: %s", got)
		}
		for _, c := range []struct{ like, want string }{{"jan de vries", "l2"}, {"9", "l3"}, {"jan", ""}} {
			if got := ids(ask(t, func(tx *store.Tx) ([]store.PupilRow, error) { return tx.PupilsLike(c.like, "2015-04-01", "l1") }), pupilID); got != c.want {
				t.Errorf("like %s: %s", c.like, got)
			}
		}
	})
}

func TestMembers_AreFoundByWhatTheyDo(t *testing.T) {
	eachTenant(t, func(t *tester) {
		other := at(t, t.db, "b")
		other.put(func(tx *store.Tx) error {
			return tx.PutMember(store.Member{ID: "m9", Account: "a1", Function: "ib'er"})
		})
		for _, m := range []store.Member{
			{ID: "m1", Account: "a1", Function: "secretaris", Org: "swv"}, {ID: "m2", Account: "a1", Function: "ouder", Pupil: "l1"},
			{ID: "m3", Account: "a2", Function: "secretaris", Org: "s1"},
		} {
			t.put(func(tx *store.Tx) error { return tx.PutMember(m) })
		}
		id := func(m store.Member) string { return m.ID }
		for what, c := range map[string]struct {
			list func(*store.Tx) ([]store.Member, error)
			want string
		}{
			"account":          {func(tx *store.Tx) ([]store.Member, error) { return tx.MembersOf("a1") }, "m1 m2"},
			"function":         {func(tx *store.Tx) ([]store.Member, error) { return tx.Members("secretaris", "", "", 0) }, "m1 m3"},
			"function and org": {func(tx *store.Tx) ([]store.Member, error) { return tx.Members("secretaris", "s1", "", 0) }, "m3"},
			"everybody after":  {func(tx *store.Tx) ([]store.Member, error) { return tx.Members("", "", "m1", 1) }, "m2"},
			"pupil":            {func(tx *store.Tx) ([]store.Member, error) { return tx.MembersOfPupil("l1") }, "m2"},
			"no pupil":         {func(tx *store.Tx) ([]store.Member, error) { return tx.MembersOfPupil("") }, ""},
		} {
			if got := ids(ask(t, c.list), id); got != c.want {
				t.Errorf("%s: %s", what, got)
			}
		}
		contexts, err := t.db.ContextsOf(t.Context(), "a1")
		must(t, err)
		got := ids(contexts, func(c store.Context) string { return c.Tenant + "/" + c.TenantName + "/" + c.ID })
		if got != "a/SWV a/m1 a/SWV a/m2 b/SWV b/m9" {
			t.Errorf("contexts: %s", got)
		}
	})
}

func TestNotices_AreReadUntilAMoment(t *testing.T) {
	eachTenant(t, func(t *tester) {
		t.put(func(tx *store.Tx) error { return tx.PutMember(store.Member{ID: "m1", Account: "a1"}) },
			func(tx *store.Tx) error {
				return tx.PutCase(store.CaseRow{ID: "z1", PupilName: "Jan", Title: "TLV", Audiences: []string{"m1", "swv"}}, nil, nil)
			})
		for i := range 6 {
			for _, audience := range []string{"swv", "m1"} {
				t.put(func(tx *store.Tx) error {
					return tx.PutNotice(store.NoticeRow{ID: fmt.Sprint("n", i), Case: "z1", Audience: audience, At: noon.Add(time.Duration(i/2) * time.Minute)})
				})
			}
		}
		t.put(func(tx *store.Tx) error { return tx.SeenNotices("m1", noon.Add(time.Minute)) },
			func(tx *store.Tx) error { return tx.SeenNotices("m1", noon) })
		var all []store.NoticeRow
		for cursor := ""; ; {
			var next string
			all = append(all, ask(t, func(tx *store.Tx) (rows []store.NoticeRow, err error) {
				rows, next, err = tx.Notices([]string{"swv", "m1", "niemand"}, "a1", cursor, 4)
				return rows, err
			})...)
			if next == "" {
				break
			}
			cursor = next
		}
		got := ids(all, func(n store.NoticeRow) string { return fmt.Sprint(n.ID, n.PupilName, n.Title, n.Read) })
		if got != "n5JanTLVfalse n4JanTLVfalse n3JanTLVtrue n2JanTLVtrue n1JanTLVtrue n0JanTLVtrue" {
			t.Errorf("notices: %s", got)
		}
		n := ask(t, func(tx *store.Tx) (int, error) { return tx.CountNotices([]string{"swv", "m1"}, noon, 3) })
		if n != 3 {
			t.Errorf("counted %d", n)
		}
		m := ask(t, func(tx *store.Tx) (int, error) {
			return tx.CountNotices([]string{"swv", "m1"}, noon.Add(time.Minute), 9)
		})
		if m != 2 {
			t.Errorf("counted %d unread", m)
		}
	})
}

func TestAccount_HasOneAddress(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		must(t, db.PutAccount(t.Context(), store.Account{ID: "a1", Email: "een@voorbeeld.nl"}))
		err := db.PutAccount(t.Context(), store.Account{ID: "a2", Email: "EEN@voorbeeld.nl"})
		if !errors.Is(err, store.ErrExists) {
			t.Errorf("second account: %v", err)
		}
		if _, err := db.AccountByEmail(t.Context(), "twee@voorbeeld.nl"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("nobody: %v", err)
		}
	})
}

func TestSecret_OpensForItsPurposeOnly(t *testing.T) {
	db := storetest.Open(t, "sqlite")
	sealed, err := db.SealSecret("totp", []byte("geheim"))
	must(t, err)
	plain, err := db.OpenSecret("totp", sealed)
	if err != nil || string(plain) != "geheim" {
		t.Errorf("opened %q: %v", plain, err)
	}
	if _, err := db.OpenSecret("handtekening", sealed); err == nil {
		t.Error("opened for another purpose")
	}
}

func TestSessions_EndWhenToldTo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		for i, token := range []string{"t1", "t2", "t3"} {
			must(t, db.PutSession(ctx, store.Session{Token: token, Account: "a1", Seen: noon.Add(time.Duration(i) * time.Minute), Expires: noon.Add(time.Hour)}))
		}
		token := func(s store.Session) string { return s.Token }
		is := func(want string) {
			t.Helper()
			found, err := db.SessionsOf(ctx, "a1")
			if got := ids(found, token); err != nil || got != want {
				t.Errorf("sessions %s, want %s: %v", got, want, err)
			}
		}
		is("t3 t2 t1")
		must(t, db.TouchSession(ctx, "t1", noon.Add(5*time.Minute), noon.Add(3*time.Hour)))
		is("t1 t3 t2")
		must(t, db.DeleteSession(ctx, "t3"))
		is("t1 t2")
		must(t, db.DeleteExpired(ctx, noon.Add(2*time.Hour)))
		is("t1")
		must(t, db.PutSession(ctx, store.Session{Token: "t4", Account: "a1"}))
		must(t, db.DeleteSessionsOf(ctx, "a1", "t4"))
		is("t4")
		if _, err := db.Session(ctx, "t1"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("ended session: %v", err)
		}
	})
}

func TestAttempts_AreCountedUntilCleared(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		for range 3 {
			must(t, db.AddAttempt(ctx, "een@voorbeeld.nl", noon, noon.Add(time.Minute)))
		}
		n, until, err := db.Attempts(ctx, "een@voorbeeld.nl")
		if err != nil || n != 3 || !until.Equal(noon.Add(time.Minute)) {
			t.Errorf("%d until %v: %v", n, until, err)
		}
		must(t, db.DeleteExpired(ctx, noon.Add(time.Hour)))
		if n, _, err := db.Attempts(ctx, "een@voorbeeld.nl"); err != nil || n != 3 {
			t.Errorf("an hour later %d: %v", n, err)
		}
		must(t, db.ClearAttempts(ctx, "een@voorbeeld.nl"))
		must(t, db.AddAttempt(ctx, "twee@voorbeeld.nl", noon, noon))
		must(t, db.DeleteExpired(ctx, noon.AddDate(0, 0, 2)))
		for _, key := range []string{"een@voorbeeld.nl", "twee@voorbeeld.nl"} {
			if n, until, err := db.Attempts(ctx, key); err != nil || n != 0 || !until.IsZero() {
				t.Errorf("%s: %d until %v: %v", key, n, until, err)
			}
		}
	})
}

func TestSettings_OfTheWholeAndOfATenant(t *testing.T) {
	eachTenant(t, func(t *tester) {
		other := at(t, t.db, "b")
		must(t, t.db.PutSetting(t.Context(), "dag", "geheel"))
		t.put(func(tx *store.Tx) error { return tx.PutSetting("dag", "eerst") }, func(tx *store.Tx) error { return tx.PutSetting("dag", "a") })
		whole, err := t.db.Setting(t.Context(), "dag")
		must(t, err)
		mine := ask(t, func(tx *store.Tx) (string, error) { return tx.Setting("dag") })
		theirs := ask(other, func(tx *store.Tx) (string, error) { return tx.Setting("dag") })
		if whole != "geheel" || mine != "a" || theirs != "" {
			t.Errorf("whole %q, a %q, b %q", whole, mine, theirs)
		}
	})
}

package store_test

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"passend/internal/store"
	"passend/internal/store/storetest"
)

// filled gives a row with something different in every field, so that fields
// that were mixed up or forgotten show.
func filled[T any](start int) (row T) {
	n := start
	fill(reflect.ValueOf(&row).Elem(), &n)
	return row
}

func fill(v reflect.Value, n *int) {
	for i := range v.NumField() {
		*n++
		switch f := v.Field(i); f.Interface().(type) {
		case string:
			f.SetString(fmt.Sprint("tekst ", *n))
		case int, int64:
			f.SetInt(int64(*n))
		case bool:
			f.SetBool(true)
		case time.Time:
			f.Set(reflect.ValueOf(noon.Add(time.Duration(*n) * time.Minute)))
		case []byte:
			f.SetBytes([]byte(fmt.Sprint("bytes ", *n)))
		case []string:
			f.Set(reflect.ValueOf([]string{fmt.Sprint("een ", *n), fmt.Sprint("twee ", *n)}))
		default:
			fill(f, n)
		}
	}
}

// kept puts a row, in its full and its emptiest form, and gets the same back.
// ignore names the fields that are not put but added.
func kept[T any](t *tester, key func(*T), put func(*store.Tx, T) error, get func(*store.Tx) (T, error), ignore ...string) {
	t.Helper()
	empty := *new(T)
	for _, row := range []T{filled[T](0), empty, filled[T](100)} {
		key(&row)
		t.do(func(tx *store.Tx) error { return put(tx, row) })
		got := ask(t, get)
		if d := cmp.Diff(row, got, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(empty, ignore...)); d != "" {
			t.Errorf("%T: %s", row, d)
		}
	}
}

// only takes the single row of a list.
func only[T any](list []T, err error) (row T, _ error) {
	if err == nil && len(list) != 1 {
		return row, fmt.Errorf("%d rows, want one", len(list))
	}
	if err != nil {
		return row, err
	}
	return list[0], nil
}

func TestRows_ComeBackAsTheyWerePut(t *testing.T) {
	eachTenant(t, func(t *tester) {
		kept(t, func(r *store.CaseRow) { r.ID = "z" }, func(tx *store.Tx, r store.CaseRow) error { return tx.PutCase(r, nil, nil) },
			func(tx *store.Tx) (store.CaseRow, error) { return tx.Case("z") })
		kept(t, func(r *store.TaskRow) { r.Case = "z" }, func(tx *store.Tx, r store.TaskRow) error {
			return tx.PutCase(store.CaseRow{ID: "z", PupilName: r.PupilName, Title: r.Title, Number: r.Number, PhaseTitle: r.PhaseTitle, ApplicantName: r.ApplicantName}, []store.TaskRow{r}, nil)
		}, func(tx *store.Tx) (store.TaskRow, error) { return only(tx.TasksOfCase("z")) })
		kept(t, func(r *store.TermRow) { r.Case = "z" }, func(tx *store.Tx, r store.TermRow) error {
			return tx.PutCase(store.CaseRow{ID: "z"}, nil, []store.TermRow{r})
		}, func(tx *store.Tx) (store.TermRow, error) { return only(tx.TermsOfCase("z")) })
		kept(t, func(r *store.NoticeRow) { r.ID, r.Audience, r.Case = "n", "swv", "z" }, (*store.Tx).PutNotice,
			func(tx *store.Tx) (store.NoticeRow, error) { return only(tx.NoticesOfCase("z", []string{"swv"})) }, "PupilName", "Title", "Read")
		kept(t, func(r *store.LetterRow) { r.Case, r.ID = "z", "b" }, (*store.Tx).PutLetter,
			func(tx *store.Tx) (store.LetterRow, error) { return only(tx.LettersOfCase("z")) }, "PupilName", "CaseTitle")
		kept(t, func(r *store.GrantRow) { r.ID = "g" }, (*store.Tx).PutGrant, func(tx *store.Tx) (store.GrantRow, error) { return tx.Grant("g") })
		kept(t, func(r *store.AgendaRow) { r.Body, r.Day, r.Case = "commissie", "2026-03-10", "z" }, (*store.Tx).PutAgenda,
			func(tx *store.Tx) (store.AgendaRow, error) { return only(tx.Agenda("commissie", "2026-03-10")) },
			"PupilName", "Title", "Number", "Procedure", "Variant", "ApplicantName", "Invited")
		kept(t, func(r *store.Feed) { r.Digest = "d" }, (*store.Tx).PutFeed, func(tx *store.Tx) (store.Feed, error) { return tx.Feed("d") })
		kept(t, func(r *store.OrgRow) { r.ID = "o" }, (*store.Tx).PutOrg, func(tx *store.Tx) (store.OrgRow, error) { return tx.Org("o") }, "Version")
		kept(t, func(r *store.Member) { r.ID = "m"; r.SeenAt = noon }, (*store.Tx).PutMember, func(tx *store.Tx) (store.Member, error) { return tx.Member("m") }, "Version")
		kept(t, func(r *store.Holiday) { r.ID = "v"; r.Withdrawn = time.Time{} }, (*store.Tx).PutHoliday,
			func(tx *store.Tx) (store.Holiday, error) { return only(tx.Holidays()) })
		kept(t, func(r *store.Version) { r.Hash, r.Files = "h", []byte("map"); r.Procedures = `{"tlv":"p"}` }, (*store.Tx).PutVersion,
			func(tx *store.Tx) (store.Version, error) { return tx.Version("h") })
		kept(t, func(r *store.Mail) { r.ID, r.State, r.At = "p", "wacht", noon }, (*store.Tx).PutMail, func(tx *store.Tx) (store.Mail, error) { return tx.Mail("p") })
		kept(t, func(r *store.Anchor) { r.Day = "2026-03-02" }, (*store.Tx).PutAnchor, func(tx *store.Tx) (store.Anchor, error) { return only(tx.Anchors()) })
		kept(t, func(r *store.Destruction) { r.ID = "d" }, (*store.Tx).PutDestruction, func(tx *store.Tx) (store.Destruction, error) { return only(tx.Destructions()) })
		kept(t, func(r *store.Kept) { r.Case = "z" }, (*store.Tx).PutKept, func(tx *store.Tx) (store.Kept, error) { return tx.Kept("z") })
		kept(t, func(r *store.Block) { r.Case, r.Why = "z", "bezwaar" }, func(tx *store.Tx, b store.Block) error { return tx.BlockDestruction(b.Case, b.Why, b.By, b.At) },
			func(tx *store.Tx) (store.Block, error) { return only(tx.Blocks()) })
	})
}

func TestWideRows_ComeBackAsTheyWerePut(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		account := filled[store.Account](0)
		account.Email = " Iemand@Voorbeeld.NL "
		must(t, db.PutAccount(ctx, account))
		byEmail, err := db.AccountByEmail(ctx, "IEMAND@voorbeeld.nl")
		must(t, err)
		byID, err := db.Account(ctx, account.ID)
		must(t, err)
		demo, err := only(db.AccountsDemo(ctx))
		must(t, err)
		account.Email = "iemand@voorbeeld.nl"
		for _, got := range []store.Account{byEmail, byID, demo} {
			if d := cmp.Diff(account, got); d != "" {
				t.Error(d)
			}
		}
		session := filled[store.Session](0)
		must(t, db.PutSession(ctx, session))
		got, err := db.Session(ctx, session.Token)
		must(t, err)
		if d := cmp.Diff(session, got); d != "" {
			t.Error(d)
		}
		invitation := filled[store.Invitation](0)
		must(t, db.PutInvitation(ctx, invitation))
		byToken, err := db.InvitationByToken(ctx, invitation.TokenHash)
		must(t, err)
		listed, err := only(db.Invitations(ctx, invitation.Tenant, 0))
		must(t, err)
		for _, got := range []store.Invitation{byToken, listed} {
			if d := cmp.Diff(invitation, got); d != "" {
				t.Error(d)
			}
		}
	})
}

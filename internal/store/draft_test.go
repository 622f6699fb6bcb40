package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"passend/internal/store"
)

// draft reads a draft as a map, and its version.
func draft(t *tester, stream, scope string) (values map[string]string, version int64) {
	t.Helper()
	values = map[string]string{}
	fields := ask(t, func(tx *store.Tx) (f []store.DraftField, err error) {
		f, version, err = tx.Draft(stream, scope)
		return f, err
	})
	for _, f := range fields {
		if f.By != "iemand" || !f.At.Equal(noon) {
			t.Errorf("field %s was typed by %q at %v", f.Name, f.By, f.At)
		}
		values[f.Name] = f.Value
	}
	return values, version
}

func save(t *tester, stream, scope string, expected int64, values map[string]string) (version int64, err error) {
	err = t.try(func(tx *store.Tx) (err error) {
		version, err = tx.SaveDraft(stream, scope, expected, values)
		return err
	})
	return version, err
}

func TestSaveDraft_KeepsFieldsThatWereNotTyped(t *testing.T) {
	eachTenant(t, func(t *tester) {
		t.tell("z1", event("begonnen", ""))
		for _, values := range []map[string]string{{"naam": "Jan", "school": "A"}, {"naam": "Janneke"}, {"reden": ""}} {
			_, err := save(t, "z1", "formulier", -1, values)
			must(t, err)
		}
		values, version := draft(t, "z1", "formulier")
		if d := cmp.Diff(map[string]string{"naam": "Janneke", "school": "A", "reden": ""}, values); d != "" || version != 3 {
			t.Errorf("version %d: %s", version, d)
		}
		if values, version := draft(t, "z1", "notitie"); len(values) > 0 || version != 0 {
			t.Errorf("another scope holds %v at %d", values, version)
		}
	})
}

func TestSaveDraft_LosesNothingWhenTwoType(t *testing.T) {
	eachTenant(t, func(t *tester) {
		t.tell("z1", event("begonnen", ""))
		first, err := save(t, "z1", "formulier", 0, map[string]string{"naam": "een"})
		must(t, err)
		second, err := save(t, "z1", "formulier", first, map[string]string{"naam": "twee"})
		must(t, err)
		for _, expected := range []int64{0, first, second + 1} {
			version, err := save(t, "z1", "formulier", expected, map[string]string{"naam": "drie"})
			var conflict *store.ErrConflict
			if !errors.As(err, &conflict) || conflict.Expected != expected || conflict.Actual != second || version != second {
				t.Errorf("expected %d: version %d, %v", expected, version, err)
			}
		}
		if values, _ := draft(t, "z1", "formulier"); values["naam"] != "twee" {
			t.Errorf("draft holds %v", values)
		}
		errs := together(6, func(int) error {
			_, err := save(t, "z1", "formulier", second, map[string]string{"naam": "vier"})
			return err
		})
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			}
		}
		if won != 1 {
			t.Errorf("%d of six that saw the same version saved: %v", won, errs)
		}
	})
}

func TestSaveDraft_AsksForAStream(t *testing.T) {
	eachTenant(t, func(t *tester) {
		if _, err := save(t, "z9", "formulier", 0, map[string]string{"naam": "x"}); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("saved: %v", err)
		}
	})
}

func TestDraft_IsSealed(t *testing.T) {
	eachTenant(t, func(t *tester) {
		t.tell("z1", event("begonnen", ""))
		_, err := save(t, "z1", "formulier", 0, map[string]string{"een": "geheim", "twee": "ook"})
		must(t, err)
		_, err = t.db.Tamper(t.Context(), "UPDATE draft SET value = (SELECT d.value FROM draft d WHERE d.name = 'twee') WHERE name = 'een'")
		must(t, err)
		err = t.Read(t.Context(), func(tx *store.Tx) error {
			_, _, err := tx.Draft("z1", "formulier")
			return err
		})
		if err == nil {
			t.Error("a value opened in the place of another")
		}
	})
}

func TestDropDrafts(t *testing.T) {
	eachTenant(t, func(t *tester) {
		for _, id := range []string{"z1", "z2"} {
			t.tell(id, event("begonnen", ""))
			_, err := save(t, id, "formulier", 0, map[string]string{"naam": "x"})
			must(t, err)
		}
		t.do(func(tx *store.Tx) error { return tx.DropDraft("z1", "formulier") })
		if values, version := draft(t, "z1", "formulier"); len(values) > 0 || version != 0 {
			t.Errorf("dropped draft holds %v at %d", values, version)
		}
		_, err := save(t, "z1", "formulier", 0, map[string]string{"ander": "x"})
		must(t, err)
		for _, c := range []struct{ late, want int }{{0, 0}, {1, 2}, {1, 0}} {
			t.do(func(tx *store.Tx) error {
				n, err := tx.DropDraftsBefore(noon.AddDate(0, 0, c.late))
				if n != c.want {
					t.Errorf("dropped %d drafts, want %d", n, c.want)
				}
				return err
			})
		}
		if values, _ := draft(t, "z2", "formulier"); len(values) > 0 {
			t.Errorf("old draft holds %v", values)
		}
	})
}

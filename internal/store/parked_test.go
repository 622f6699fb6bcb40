package store_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"passend/internal/store"
	"passend/internal/store/storetest"
)

func TestAParkedFileIsThereForItsTimeAndGoesWhenItIsDone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := at(t, db, "een")
		file := store.Parked{ID: "p", Account: "a", Until: noon.Add(time.Hour), Note: []byte("keuze"), Content: bytes.Repeat([]byte("inhoud "), 1<<18)}
		a.put(func(tx *store.Tx) error { return tx.Park(file) })
		got := ask(a, func(tx *store.Tx) (any, error) { return tx.Parked("p", noon) }).(store.Parked)
		if !bytes.Equal(got.Content, file.Content) || string(got.Note) != "keuze" || got.Account != "a" {
			t.Errorf("there is %d bytes of content, note %q", len(got.Content), got.Note)
		}
		gone := func(when time.Time, what string) {
			t.Helper()
			a.put(func(tx *store.Tx) error {
				if _, err := tx.Parked("p", when); !errors.Is(err, store.ErrNotFound) {
					t.Errorf("%s: %v", what, err)
				}
				return nil
			})
		}
		gone(file.Until, "after its time")
		a.put(func(tx *store.Tx) error { return tx.NoteParked("p", []byte("klaar"), true) })
		got = ask(a, func(tx *store.Tx) (any, error) { return tx.Parked("p", noon) }).(store.Parked)
		if len(got.Content) > 0 || string(got.Note) != "klaar" {
			t.Errorf("done, and there is %d bytes, note %q", len(got.Content), got.Note)
		}
		must(t, db.DropParkedBefore(t.Context(), file.Until))
		gone(noon, "dropped")
	})
}

func TestSomebodyParksOneFileAtATime(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := at(t, db, "een")
		for _, p := range []store.Parked{{ID: "1", Account: "a"}, {ID: "2", Account: "b"}, {ID: "3", Account: "a"}} {
			p.Until, p.Content = noon.Add(time.Hour), []byte("x")
			a.put(func(tx *store.Tx) error { return tx.Park(p) })
		}
		a.put(func(tx *store.Tx) error {
			for id, there := range map[string]bool{"1": false, "2": true, "3": true} {
				if _, err := tx.Parked(id, noon); (err == nil) != there {
					t.Errorf("%s: %v", id, err)
				}
			}
			return tx.DropParked("3")
		})
	})
}

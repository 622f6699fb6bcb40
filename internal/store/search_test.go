package store_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"passend/internal/store"
)

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"Anaïs van 't Hof":  "anais van t hof",
		"De Vries-Jansen":   "de vries jansen",
		"ŁUKASZ Wójcik":     "lukasz wojcik",
		"O’Brien, Seán":     "obrien sean",
		"Straße 12-B":       "strasse 12 b",
		"Søren Ærø":         "soren aero",
		"IJsbrand Ĳ":        "ijsbrand ij",
		"  veel   ruimte  ": "veel ruimte",
		"محمد":              "محمد",
		"...":               "",
	} {
		if got := store.Fold(text); got != want {
			t.Errorf("%q folds to %q, want %q", text, got, want)
		}
	}
}

func TestFold_OnceIsEnough(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.String().Draw(r, "text")
		once := store.Fold(text)
		if twice := store.Fold(once); twice != once {
			r.Errorf("%q folds to %q and then to %q", text, once, twice)
		}
		if strings.Contains(once, "  ") || strings.TrimSpace(once) != once {
			r.Errorf("%q folds to %q", text, once)
		}
	})
}

// found gives the ids that a search finds.
func found(t *tester, question string, who ...string) string {
	t.Helper()
	var ids []string
	for _, c := range ask(t, func(tx *store.Tx) ([]store.CaseRow, error) { return tx.Search(who, question, 0) }) {
		ids = append(ids, c.ID)
	}
	return strings.Join(ids, " ")
}

func TestSearch_FindsByAllThatNamesACase(t *testing.T) {
	eachTenant(t, func(t *tester) {
		t.do(func(tx *store.Tx) error {
			if _, err := tx.PutPupil(store.PupilRow{ID: "l1", Number: "4471-b", Name: "Anaïs van der Berg"}, 0); err != nil {
				return err
			}
			if err := tx.PutCase(store.CaseRow{ID: "z1", Number: "2026-0123", Pupil: "l1", PupilName: "Anaïs van der Berg", SortName: "Berg, van der",
				ApplicantName: "Basisschool De Regenboog", Audiences: []string{"swv", "school/1"}}, nil, nil); err != nil {
				return err
			}
			if err := tx.PutGrant(store.GrantRow{ID: "g1", Case: "z1", What: "tlv", Number: "SWV28-77"}); err != nil {
				return err
			}
			return tx.PutCase(store.CaseRow{ID: "z2", Number: "2026-0124", PupilName: "Jan de Vries", SortName: "Vries, de",
				Closed: "2026-02-01", ApplicantName: "Basisschool De Regenboog", Audiences: []string{"swv", "school/2"}}, nil, nil)
		})
		for _, c := range []struct{ question, want string }{
			{"anais", "z1"}, {"ANAÏS", "z1"}, {"berg", "z1"}, {"van der berg", "z1"}, {"Berg, van der", "z1"}, {"berg regenboog", "z1"},
			{"de", "z1 z2"}, {"basis", "z1 z2"}, {"2026-0123", "z1"}, {"20260123", "z1"}, {"0124", "z2"}, {"4471-B", "z1"}, {"swv28-77", "z1"},
			{"berg vries", ""}, {"bergen", ""}, {"", ""}, {"--", ""}, {"vries 2026-0124 regen", "z2"},
		} {
			if got := found(t, c.question, "swv"); got != c.want {
				t.Errorf("%q finds %q, want %q", c.question, got, c.want)
			}
		}
		if got := found(t, "regenboog", "school/2", "m/3"); got != "z2" {
			t.Errorf("school 2 finds %q", got)
		}
		if got := found(t, "regenboog"); got != "" {
			t.Errorf("nobody finds %q", got)
		}
	})
}

func TestSearch_FollowsWhatChanges(t *testing.T) {
	eachTenant(t, func(t *tester) {
		row := store.CaseRow{ID: "z1", Pupil: "l1", PupilName: "Jan de Vries", Audiences: []string{"swv"}}
		t.do(func(tx *store.Tx) error {
			if _, err := tx.PutPupil(store.PupilRow{ID: "l1", Number: "111"}, 0); err != nil {
				return err
			}
			if err := tx.PutGrant(store.GrantRow{ID: "g1", Case: "z1", What: "tlv", Number: "555"}); err != nil {
				return err
			}
			return tx.PutCase(row, nil, nil)
		})
		t.do(func(tx *store.Tx) error {
			if _, err := tx.PutPupil(store.PupilRow{ID: "l1", Number: "222"}, 1); err != nil {
				return err
			}
			if err := tx.PutGrant(store.GrantRow{ID: "g1", Case: "z1", What: "tlv", Number: "666"}); err != nil {
				return err
			}
			row.PupilName = "Jan Jansen"
			return tx.PutCase(row, nil, nil)
		})
		for question, want := range map[string]string{"vries": "", "111": "", "555": "", "jansen": "z1", "222": "z1", "666": "z1"} {
			if got := found(t, question, "swv"); got != want {
				t.Errorf("%q finds %q, want %q", question, got, want)
			}
		}
		t.do(func(tx *store.Tx) error { return tx.DeletePupil("l1") })
		if got := found(t, "222", "swv"); got != "" {
			t.Errorf("the number of a deleted pupil finds %q", got)
		}
		t.do(func(tx *store.Tx) error { return tx.DeleteCase("z1") })
		if got := found(t, "jansen", "swv"); got != "" {
			t.Errorf("the name in a deleted case finds %q", got)
		}
	})
}

// In a large tenant the search starts from the rarest word instead of from all
// that an audience finds; what it finds is the same.
func TestSearch_FindsTheSameInALargeTenant(t *testing.T) {
	eachTenant(t, func(t *tester) {
		t.do(func(tx *store.Tx) error {
			for i := range 400 {
				name := fmt.Sprintf("Maria Jansen %c%c", 'a'+i/26%26, 'a'+i%26)
				who := []string{"swv"}
				if i%100 == 7 {
					who = append(who, "school/1")
				}
				if err := tx.PutCase(store.CaseRow{ID: fmt.Sprintf("z%03d", i), Number: fmt.Sprint(1000 + i), PupilName: name, SortName: name, Audiences: who}, nil, nil); err != nil {
					return err
				}
			}
			return nil
		})
		for _, c := range []struct{ question, who, want string }{
			{"maria jansen ah", "swv", "z007"}, {"1307", "swv", "z307"}, {"jansen 1307", "school/1", "z307"}, {"1308", "school/1", ""},
			{"maria", "school/1", "z007 z107 z207 z307"}, {"jansen bert", "swv", ""},
		} {
			if got := found(t, c.question, c.who); got != c.want {
				t.Errorf("%q finds %q for %s, want %q", c.question, got, c.who, c.want)
			}
		}
		if got := strings.Fields(found(t, "maria", "swv")); len(got) != 50 {
			t.Errorf("a word of all finds %d", len(got))
		}
	})
}

func TestSearchPupils_StaysWithinItsScope(t *testing.T) {
	eachTenant(t, func(t *tester) {
		pupils := []store.PupilRow{
			{ID: "l1", Number: "11", FirstName: "Anaïs", Name: "Anaïs de Vries", SortName: "Vries, de", Org: "s1", Board: "b1", Region: "noord"},
			{ID: "l2", Number: "12", FirstName: "Jan", Name: "Jan de Vries", SortName: "Vries, de", Org: "s2", Board: "b1", Region: "zuid"},
			{ID: "l3", Number: "13", FirstName: "Jan", Name: "Jan de Vries", SortName: "Vries, de", Org: "s1", Board: "b2", Region: "zuid", MergedInto: "l2"},
		}
		t.do(func(tx *store.Tx) error {
			for _, p := range pupils {
				if _, err := tx.PutPupil(p, 0); err != nil {
					return err
				}
			}
			return nil
		})
		for _, c := range []struct {
			scope          store.PupilScope
			question, want string
		}{
			{store.PupilScope{All: true}, "vries", "l1 l2"}, {store.PupilScope{Org: "s1"}, "vries", "l1"}, {store.PupilScope{Board: "b1"}, "jan vries", "l2"},
			{store.PupilScope{Region: "zuid"}, "vri", "l2"}, {store.PupilScope{}, "vries", ""}, {store.PupilScope{All: true}, "12", "l2"}, {store.PupilScope{All: true}, "", ""},
		} {
			var ids []string
			for _, p := range ask(t, func(tx *store.Tx) ([]store.PupilRow, error) { return tx.SearchPupils(c.scope, c.question, 0) }) {
				ids = append(ids, p.ID)
			}
			if got := strings.Join(ids, " "); got != c.want {
				t.Errorf("%+v: %q finds %q, want %q", c.scope, c.question, got, c.want)
			}
		}
	})
}

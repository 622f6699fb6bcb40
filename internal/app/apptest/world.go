package apptest

import (
	"context"
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/demo"
	"passend/internal/store"
)

// Tenant is the samenwerkingsverband of the small world.
const Tenant = "rijn-gelderse-vallei"

// Present is the day on which a small world begins: a Tuesday outside the school
// holidays, with months of school behind it.
var Present = civil.NewDay(2026, time.March, 3)

// World is a small samenwerkingsverband with a clock that stands still until it
// is set.
type World struct {
	*demo.Company
	*place
}

// New makes a small world in an empty database, at ten in the morning of
// [Present].
func New(t testing.TB, db *store.DB) *World { t.Helper(); return NewOf(t, db, Tenant) }

// NewOf is New of another samenwerkingsverband than [Tenant].
func NewOf(t testing.TB, db *store.DB, tenant string) *World {
	t.Helper()
	w := &World{place: settle(t, db, tenant, Present)}
	var err error
	w.Company, err = demo.Found(t.Context(), w.App, db, tenant, w.now)
	w.must(err)
	return w
}

// As gives the n-th person with a function; somebody at a school is of the n-th
// school.
func (w *World) As(function string, n int) app.Principal {
	w.T.Helper()
	people := w.With(function)
	if n >= len(people) {
		w.T.Fatalf("apptest: there is no person %d with the function %s", n, function)
	}
	return people[n]
}

// Of gives who has a function at the school of a pupil.
func (w *World) Of(function string, pupil app.Pupil) app.Principal {
	w.T.Helper()
	people := w.At(function, pupil.Org)
	if len(people) == 0 {
		w.T.Fatalf("apptest: nobody is %s at %s", function, pupil.OrgName)
	}
	return people[0]
}

// Pupil gives the n-th pupil who goes to an ordinary school and of whom some
// parent has an account.
func (w *World) Pupil(n int) app.Pupil {
	w.T.Helper()
	for _, p := range w.Pupils {
		if _, ok := w.parentOf(p); !ok || p.SchoolType != "bao" || !p.Enrolled {
			continue
		}
		if n == 0 {
			return p
		}
		n--
	}
	w.T.Fatal("apptest: there are not so many pupils")
	return app.Pupil{}
}

// Parent gives a parent of a pupil.
func (w *World) Parent(pupil app.Pupil) app.Principal {
	w.T.Helper()
	p, ok := w.parentOf(pupil)
	if !ok {
		w.T.Fatal("apptest: no parent of this pupil has an account")
	}
	return p
}

func (w *World) parentOf(pupil app.Pupil) (app.Principal, bool) {
	for _, who := range w.With("ouder") {
		if who.Pupil == pupil.ID {
			return who, true
		}
	}
	return app.Principal{}, false
}

// Case plays a case of a pupil up to a phase ("" is to its end), with what must
// come before it, and gives its id. All of it happens in the weeks before the
// present, so that no term of it has passed.
func (w *World) Case(pupil app.Pupil, procedure, phase string) string {
	w.T.Helper()
	stories := demo.Before(procedure)
	story := demo.Story{Procedure: procedure, Until: phase, Slow: 2}
	if procedure == "tlv-sbo-so" {
		story.Variant = "zij-instroom"
	}
	ids, err := w.Play(context.Background(), pupil, w.now.AddDate(0, 0, -50), w.now, append(stories, story)...)
	w.must(err)
	id := ids[len(ids)-1]
	if row := w.row(id); phase != "" && row.Phase != phase || phase == "" && row.Closed == "" {
		w.T.Fatalf("apptest: the case of %s came no further than %q", procedure, row.Phase)
	}
	return id
}

func (w *World) row(id string) (row store.CaseRow) {
	w.T.Helper()
	w.must(w.DB.Tenant(w.Tenant).Read(w.T.Context(), func(tx *store.Tx) (err error) {
		row, err = tx.Case(id)
		return err
	}))
	return row
}

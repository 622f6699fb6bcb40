package app_test

import (
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/facility"
	"passend/internal/store"
	"passend/internal/store/storetest"
	"passend/procedures"
)

// waiters is a samenwerkingsverband with a facility, and one person in each
// function that matters to it.
type waiters struct {
	t      *testing.T
	app    *app.App
	db     *store.DB
	now    time.Time
	people map[string]app.Principal
}

const waitTenant = "ilc"

func newWaiters(t *testing.T, db *store.DB) *waiters {
	t.Helper()
	w := &waiters{t: t, db: db, now: civil.NewDay(2026, time.March, 2).Start().Add(9 * time.Hour), people: map[string]app.Principal{}}
	w.app = app.New(app.Options{DB: db, Now: func() time.Time { return w.now }, URL: "https://passend.voorbeeld"})
	folder, err := procedures.Folder(waitTenant)
	w.must(err)
	w.must(w.app.AddTenant(t.Context(), folder, "2020-01-01"))
	w.must(db.Tenant(waitTenant).Write(t.Context(), store.Meta{At: w.now, Actor: "proef"}, w.found))
	for function, p := range w.people {
		w.people[function], err = w.app.Principal(t.Context(), waitTenant, p.Member)
		w.must(err)
	}
	return w
}

func (w *waiters) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *waiters) found(tx *store.Tx) error {
	for _, o := range []store.OrgRow{{ID: "swv", Kind: "swv", Name: "Voorbeeldstad VO"}, {ID: "school", Kind: "school", Name: "De Meander", SchoolType: "vo"}} {
		if err := tx.PutOrg(o); err != nil {
			return err
		}
	}
	for _, m := range []store.Member{{Function: "zorgcoördinator", Org: "school", OrgKind: "school", OrgName: "De Meander"},
		{Function: "leerlingcoach", Org: "swv", OrgKind: "swv"}, {Function: "coördinator leerlingcoaching", Org: "swv", OrgKind: "swv"}} {
		m.ID, m.Account, m.Name, m.Email = "m "+m.Function, "a "+m.Function, app.Capital(m.Function)+" Voorbeeld", "iemand@voorbeeld.example"
		if err := tx.PutMember(m); err != nil {
			return err
		}
		w.people[m.Function] = app.Principal{Member: m, Schools: []string{"school"}}
	}
	coach := w.people["leerlingcoach"]
	return tx.PutFixed(store.Fixed{Function: coach.Function, Org: "school", Account: coach.Account, Name: coach.Name, Since: "2025-08-01"})
}

// asks brings the request of a new pupil to the coach.
func (w *waiters) asks(n int) string {
	w.t.Helper()
	school := w.people["zorgcoördinator"]
	pupil := fmt.Sprintf("leerling-%d", n)
	body, err := json.Marshal(struct{ Carers []app.Carer }{})
	w.must(err)
	w.must(w.db.Tenant(waitTenant).Write(w.t.Context(), store.Meta{At: w.now}, func(tx *store.Tx) error {
		_, err := tx.PutPupil(store.PupilRow{ID: pupil, FirstName: "Noor", Name: fmt.Sprintf("Voorbeeld %d", n), SortName: "Voorbeeld", SearchName: "noor voorbeeld",
			Birth: "2012-05-04", Group: -1, SchoolType: "vo", Enrolled: true, Org: "school", OrgName: "De Meander", Body: body}, 0)
		return err
	}))
	file := w.start(school, "zorgwekkend-verzuim", pupil, map[string]string{"eerste verzuimdag": "2026-02-02", "soort verzuim": "ziek gemeld",
		"wat de school ziet": "veel thuis", "wat ouders en leerling zeggen": "het lukt niet"})
	w.act(school, file, "registreren", nil)
	id := w.start(school, "leerlingcoaching", pupil, map[string]string{"hulpvraag": "weer naar school"})
	for i, kind := range []string{"thuiszitters-opp", "aanmeldformulier"} {
		w.do(school, id, casefile.AddDocument{Document: casefile.Document{Kind: kind, Title: kind, FileName: kind + ".pdf", SHA256: fmt.Sprint(n, i), Dated: civil.DayOf(w.now)}})
	}
	w.act(school, id, "indienen", nil)
	return id
}

func (w *waiters) start(p app.Principal, proc, pupil string, values map[string]string) string {
	w.t.Helper()
	res, err := w.app.Start(w.t.Context(), p, app.StartInput{Procedure: proc, Pupil: pupil})
	w.must(err)
	if res.Refusal != nil {
		w.t.Fatalf("%s: %s %v", proc, res.Refusal.Rule, res.Refusal.Problems)
	}
	w.do(p, res.Case, casefile.Record{Values: values})
	return res.Case
}

func (w *waiters) act(p app.Principal, id, action string, values map[string]string) {
	w.t.Helper()
	w.do(p, id, casefile.Act{Action: action, Values: values})
}

func (w *waiters) do(p app.Principal, id string, c casefile.Command) {
	w.t.Helper()
	res, err := w.app.Do(w.t.Context(), p, id, 0, c)
	w.must(err)
	if res.Refusal != nil {
		w.t.Fatalf("%T: %s %v", c, res.Refusal.Rule, res.Refusal.Problems)
	}
}

// place is how a case stands at the facility, through the eyes of its school.
func (w *waiters) place(id string) (place casefile.PlaceState, phase string) {
	w.t.Helper()
	w.must(w.app.See(w.t.Context(), w.people["zorgcoördinator"], id, "zaak", func(c *app.Case) error {
		place, phase = c.S.Place("ilc"), c.S.Phase
		return nil
	}))
	return place, phase
}

func (w *waiters) keep(c facility.Command) {
	w.t.Helper()
	done, err := w.app.ChangeFacility(w.t.Context(), w.people["coördinator leerlingcoaching"], "ilc", 0, c)
	w.must(err)
	if done.Refusal != nil || done.Conflict {
		w.t.Fatalf("%T: %+v", c, done)
	}
}

func (w *waiters) consistent() {
	w.t.Helper()
	rebuilt, err := w.app.Rebuild(w.t.Context(), waitTenant, true)
	w.must(err)
	if len(rebuilt.Differences) > 0 {
		w.t.Errorf("rebuild --check: %q", rebuilt.Differences)
	}
}

// TestTheLastPlaceIsGivenOnce: several ask the last place at once; one has it, the
// others wait, each at a place of its own.
func TestTheLastPlaceIsGivenOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWaiters(t, db)
		w.keep(facility.SetCapacity{Places: 1, Why: "er is één coach"})
		var ids []string
		for i := range 4 {
			ids = append(ids, w.asks(i))
		}
		var all sync.WaitGroup
		faults := make([]error, len(ids))
		for i, id := range ids {
			all.Go(func() {
				res, err := w.app.Do(t.Context(), w.people["leerlingcoach"], id, 0, casefile.Act{Action: "aannemen"})
				if err == nil && res.Refusal != nil {
					err = fmt.Errorf("refused: %s", res.Refusal.Rule)
				}
				faults[i] = err
			})
		}
		all.Wait()
		placed, positions := 0, map[int]bool{}
		for i, id := range ids {
			w.must(faults[i])
			p, phase := w.place(id)
			switch {
			case p.Placed && phase == "kennismaking":
				placed++
			case p.Waits() && phase == "wachtlijst":
				positions[p.Position] = true
			default:
				t.Errorf("%s is in %q with %+v", id, phase, p)
			}
		}
		if placed != 1 || len(positions) != 3 || !positions[1] || !positions[2] || !positions[3] {
			t.Errorf("%d have a place; on the list: %v", placed, positions)
		}
		w.consistent()
	})
}

// TestAnOfferThatLapsesGoesToTheNext also looks whether each case hears it, and
// that a day that speaks twice says nothing new.
func TestAnOfferThatLapsesGoesToTheNext(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWaiters(t, db)
		w.keep(facility.SetCapacity{Places: 0, Why: "nog geen coach"})
		var ids []string
		for i := range 3 {
			ids = append(ids, w.asks(i))
			w.act(w.people["leerlingcoach"], ids[i], "aannemen", nil)
			w.now = w.now.Add(time.Hour)
		}
		w.keep(facility.SetCapacity{Places: 1, Why: "een coach"})
		if p, phase := w.place(ids[0]); !p.Offered() || phase != "plek aangeboden" {
			t.Fatalf("the first is in %q with %+v", phase, p)
		}
		w.now = w.now.AddDate(0, 0, 10)
		for range 2 {
			if _, err := w.app.TickDue(t.Context(), waitTenant); err != nil {
				t.Fatal(err)
			}
		}
		for i, want := range []int{2, 0, 1} {
			if p, _ := w.place(ids[i]); p.Position != want || p.Offered() != (want == 0) {
				t.Errorf("case %d: %+v", i, p)
			}
		}
		w.act(w.people["zorgcoördinator"], ids[1], "plek aannemen", nil)
		if p, phase := w.place(ids[1]); !p.Placed || phase != "kennismaking" {
			t.Errorf("the second is in %q with %+v", phase, p)
		}
		w.consistent()
	})
}

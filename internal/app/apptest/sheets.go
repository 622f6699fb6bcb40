package apptest

import (
	"context"
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/store"
)

// Sheets is a small samenwerkingsverband in which schools hand in many cases at
// once, with one person in each function.
type Sheets struct {
	*place
	people map[string]app.Principal
}

// NewSheets makes it of a folder of procedures with sheets, at ten in the morning
// of a day in April.
func NewSheets(t testing.TB, db *store.DB, tenant string) *Sheets {
	t.Helper()
	w := &Sheets{place: settle(t, db, tenant, civil.NewDay(2027, time.April, 6)), people: map[string]app.Principal{}}
	w.must(db.Tenant(w.Tenant).Write(t.Context(), store.Meta{At: w.now, Actor: "proef"}, w.found))
	for function := range w.people {
		p, err := w.App.Principal(context.Background(), w.Tenant, w.people[function].Member)
		w.must(err)
		w.people[function] = p
	}
	return w
}

// As gives who has a function.
func (w *Sheets) As(function string) app.Principal {
	w.T.Helper()
	p, ok := w.people[function]
	if !ok {
		w.T.Fatalf("apptest: nobody is %s", function)
	}
	return p
}

func (w *Sheets) found(tx *store.Tx) error {
	for _, o := range []store.OrgRow{
		{ID: "bestuur", Kind: "bestuur", Name: "Stichting Voorbeeldscholen"}, {ID: "swv", Kind: "swv", Name: "VO Loket"},
		{ID: "extern", Kind: "extern", Name: "Zelfstandig"}, {ID: "school", Kind: "school", Name: "De Praktijkschool", Board: "bestuur", SchoolType: "pro"},
		{ID: "school2", Kind: "school", Name: "De Andere School", Board: "bestuur", SchoolType: "vo"},
	} {
		if err := tx.PutOrg(o); err != nil {
			return err
		}
	}
	for _, m := range []store.Member{
		{Function: "ondersteuningscoördinator", Org: "school", OrgKind: "school", OrgName: "De Praktijkschool", Board: "bestuur"},
		{Function: "schooldirecteur", Org: "school", OrgKind: "school", OrgName: "De Praktijkschool", Board: "bestuur"},
		{Function: "gedragswetenschapper", Org: "school", OrgKind: "school", OrgName: "De Praktijkschool", Board: "bestuur", Profession: "orthopedagoog"},
		{Function: "lid van het loket", Org: "swv", OrgKind: "swv", OrgName: "VO Loket", Profession: "psycholoog"},
		{Function: "deskundige pro", Org: "extern", OrgKind: "extern", OrgName: "Zelfstandig", Profession: "orthopedagoog"},
		{Function: "deskundige lwoo", Org: "extern", OrgKind: "extern", OrgName: "Zelfstandig", Profession: "orthopedagoog"},
		{Function: "secretaris", Org: "swv", OrgKind: "swv", OrgName: "VO Loket"},
		{Function: "directeur", Org: "swv", OrgKind: "swv", OrgName: "VO Loket"},
		{Function: "beheerder", Org: "swv", OrgKind: "swv", OrgName: "VO Loket"},
	} {
		m.Name = app.Capital(m.Function) + " Voorbeeld"
		m.ID, m.Account, m.Email = "m "+m.Function, "a "+m.Function, "iemand@voorbeeld.example"
		if err := tx.PutMember(m); err != nil {
			return err
		}
		w.people[m.Function] = app.Principal{Member: m}
	}
	other := w.people["ondersteuningscoördinator"].Member
	other.ID, other.Account, other.Org, other.OrgName, other.Name = "m ander", "a ander", "school2", "De Andere School", "Ander Voorbeeld"
	w.people["andere school"] = app.Principal{Member: other}
	return tx.PutMember(other)
}

// World is this place for who asks its pages.
func (w *Sheets) World() *World {
	return &World{place: w.place}
}

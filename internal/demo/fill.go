package demo

import (
	"context"
	"time"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// settle puts the organisations, the people and the pupils of a
// samenwerkingsverband in the database.
func settle(b *app.Bulk, swv *procedure.SWV, n size, today civil.Day, seed int64) (*Cast, error) {
	orgs := organisations(swv, n)
	people := staff(swv, orgs)
	children := pupils(swv, orgs, n.pupils, today, seed)
	for _, p := range children {
		for _, c := range p.Carers {
			if m, ok := parent(swv, p, c); ok {
				people = append(people, Person{Member: m})
			}
		}
	}
	for _, o := range orgs {
		if err := b.Tx().PutOrg(o); err != nil {
			return nil, err
		}
	}
	for _, p := range people {
		if err := b.Tx().PutMember(p.Member); err != nil {
			return nil, err
		}
	}
	for _, f := range fixedOf(swv, orgs, people) {
		if err := b.Tx().PutFixed(f); err != nil {
			return nil, err
		}
	}
	for _, p := range children {
		if err := b.PutPupil(p); err != nil {
			return nil, err
		}
	}
	if err := b.Tx().PutSetting("tweede factor", "uit"); err != nil {
		return nil, err
	}
	return newCast(swv, orgs, people, children, b.Principal)
}

// accounts lets people sign in: those who are shown with one click.
func accounts(ctx context.Context, db *store.DB, people []Person, hash string, at time.Time) error {
	known := map[string]bool{}
	for _, p := range people {
		if known[p.Account] || !p.Shown && hash == "" {
			continue
		}
		known[p.Account] = true
		a := store.Account{ID: p.Account, Email: p.Email, Name: p.Name, PasswordHash: hash, Demo: p.Shown, Made: at}
		if err := db.PutAccount(ctx, a); err != nil {
			return err
		}
	}
	return nil
}

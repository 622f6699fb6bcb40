package demo

import (
	"context"
	"errors"
	"time"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/store"
)

// Company is a small samenwerkingsverband in a database, with whoever plays in
// it. It is made for tests, and for whoever wants a case in a given phase.
type Company struct {
	*Cast
	app *app.App
}

// Found makes a company in a tenant that has its folder already: two boards, a
// few schools, everybody who works there, and some pupils with their parents.
func Found(ctx context.Context, a *app.App, db *store.DB, tenant string, now time.Time) (*Company, error) {
	swv, err := a.SWV(ctx, tenant)
	if err != nil {
		return nil, err
	}
	c := &Company{app: a}
	err = a.Bulk(ctx, tenant, func(b *app.Bulk) (err error) {
		b.At(now)
		c.Cast, err = settle(b, swv, size{boards: 2, schools: 4, special: 2, preschools: 1, pupils: 40}, civil.DayOf(now), 1)
		return err
	})
	if err != nil {
		return nil, err
	}
	for i := range c.People {
		c.People[i].Shown = true
	}
	return c, accounts(ctx, db, c.People, "", now)
}

// Play plays stories about one pupil, one after another, and gives their cases.
// The first begins at from; nothing happens after until. A story that gets stuck
// is an error here.
func (c *Company) Play(ctx context.Context, pupil app.Pupil, from, until time.Time, stories ...Story) (ids []string, err error) {
	err = c.app.Bulk(ctx, c.SWV.ID, func(b *app.Bulk) error {
		ids = nil
		p := &Player{b: b, cast: c.Cast, paper: described{}, texts: textsOf(c.SWV), end: until, seed: 1}
		for _, s := range stories {
			if from.After(until) {
				return errors.New("demo: the present comes before the last story begins")
			}
			id, err := p.Tell(pupil, s, from)
			if err != nil {
				return err
			}
			ids = append(ids, id)
			from = p.last.Add(26 * time.Hour)
		}
		return nil
	})
	return ids, err
}

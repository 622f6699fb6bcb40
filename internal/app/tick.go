package app

import (
	"context"
	"errors"
	"fmt"

	"passend/internal/casefile"
	"passend/internal/store"
)

// tickBatch is how many cases are looked up at once.
const tickBatch = 200

// TickDue lets the day speak in every case of which a term may have something
// to say today, and gives how many said something. Run twice it adds nothing. A
// case that fails stops no other; the faults come together.
func (a *App) TickDue(ctx context.Context, tenant string) (int, error) {
	var faults []error
	if err := a.tickFacilities(ctx, tenant); err != nil {
		faults = append(faults, err)
	}
	tried := map[string]bool{}
	changed := 0
	for {
		var ids []string
		err := a.db.Tenant(tenant).Read(ctx, func(tx *store.Tx) (err error) {
			ids, err = tx.DueCases(a.dayText(), tickBatch+len(tried))
			return err
		})
		if err != nil {
			return changed, errors.Join(append(faults, err)...)
		}
		fresh := false
		for _, id := range ids {
			if tried[id] {
				continue
			}
			tried[id], fresh = true, true
			spoke, err := a.tick(ctx, tenant, id)
			if err != nil {
				faults = append(faults, fmt.Errorf("case %s: %w", id, err))
			}
			if spoke {
				changed++
			}
		}
		if !fresh {
			return changed, errors.Join(faults...)
		}
	}
}

func (a *App) tick(ctx context.Context, tenant, id string) (bool, error) {
	p := systemPrincipal(tenant)
	before, after := int64(0), int64(0)
	err := a.write(ctx, p, a.now(), func(tx *store.Tx) error {
		info, err := tx.Stream(id)
		if err != nil {
			return err
		}
		before = info.Version
		t := &turn{app: a, tx: tx, p: p, now: a.now(), res: &Result{}}
		if err := t.do(id, 0, casefile.Tick{}); err != nil {
			return err
		}
		after = t.res.Version
		if after == before {
			return a.reproject(tx, id)
		}
		return nil
	})
	return after > before, err
}

// reproject writes the read models of a case again: nothing happened, but a day
// that was looked forward to has passed, or another is there for its school.
func (a *App) reproject(tx *store.Tx, id string) error {
	s, err := a.load(tx, id)
	if err != nil {
		return err
	}
	w, err := a.world(tx, systemPrincipal(tx.Tenant()), a.now(), subjectOf(s), id)
	if err != nil {
		return err
	}
	return a.project(tx, w, s, s.Seq)
}

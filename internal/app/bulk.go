package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"passend/internal/casefile"
	"passend/internal/facility"
	"passend/internal/procedure"
	"passend/internal/store"
)

// Bulk does many commands in one transaction, each as somebody at a moment of
// its own, and sends no mail: it fills a demonstration, a test or a database to
// measure on. Every command goes the same way as that of a page.
type Bulk struct {
	app *App
	tx  *store.Tx
	at  time.Time
}

// Bulk runs f in one transaction of a samenwerkingsverband. f may be run again
// from its beginning when another writer stood in the way.
func (a *App) Bulk(ctx context.Context, tenant string, f func(*Bulk) error) error {
	return a.write(ctx, systemPrincipal(tenant), a.now(), func(tx *store.Tx) error {
		b := &Bulk{tx: tx, at: a.now()}
		b.app = a.inPrivate()
		b.app.now = func() time.Time { return b.at }
		return f(b)
	})
}

// At sets the moment of what follows.
func (b *Bulk) At(now time.Time) { b.at = now }

// Now is the moment that was set.
func (b *Bulk) Now() time.Time { return b.at }

// Tx is the transaction, for rows that no use case makes.
func (b *Bulk) Tx() *store.Tx { return b.tx }

// SWV gives the version that holds at the moment.
func (b *Bulk) SWV() (*procedure.SWV, error) { return b.app.swvIn(b.tx, b.app.Today()) }

// Principal is App.Principal inside the transaction.
func (b *Bulk) Principal(m store.Member) (Principal, error) {
	p := Principal{Tenant: b.tx.Tenant(), Member: m}
	swv, err := b.SWV()
	if err != nil {
		return p, err
	}
	p.fill(swv)
	return p, p.reachSchools(b.tx)
}

// FixBudget is [App.FixBudget].
func (b *Bulk) FixBudget(p Principal, in BudgetInput) (*casefile.Refusal, error) {
	swv, err := b.SWV()
	if err != nil {
		return nil, err
	}
	return b.app.fixBudget(b.tx, p, swv, b.at, in)
}

// Start is [App.Start].
func (b *Bulk) Start(p Principal, in StartInput) (Result, error) {
	var res Result
	t := b.turn(p, &res)
	return res, b.outcome(&res, "", t.start(in))
}

// Do is [App.Do] with nothing seen before.
func (b *Bulk) Do(p Principal, id string, c casefile.Command) (Result, error) {
	res := Result{Case: id}
	t := b.turn(p, &res)
	return res, b.outcome(&res, id, t.do(id, 0, c))
}

func (b *Bulk) turn(p Principal, res *Result) *turn {
	return &turn{app: b.app, tx: b.tx, p: p, now: b.at, res: res, quiet: true}
}

// outcome lets a plain refusal pass as an answer. A refusal after something was
// written already, of a case that another case opens, undoes the whole bulk.
func (b *Bulk) outcome(res *Result, id string, err error) error {
	if err != errRefused {
		return err
	}
	if id != "" && res.Version > 0 {
		info, err := b.tx.Stream(id)
		if err != nil || info.Version == res.Version {
			return err
		}
	}
	if id == "" {
		if _, err := b.tx.Stream(res.Case); errors.Is(err, store.ErrNotFound) {
			return nil
		}
	}
	return fmt.Errorf("app: half done and then refused: %s", res.Refusal.Rule)
}

// StartNameless is [App.StartNameless].
func (b *Bulk) StartNameless(p Principal, kind, variant string) (Result, error) {
	var res Result
	t := b.turn(p, &res)
	return res, b.outcome(&res, "", t.startNameless(kind, variant))
}

// HandInRows is [App.HandInRows] of rows as they are typed: the texts by the name
// of their column.
func (b *Bulk) HandInRows(p Principal, kind string, rows []map[string]string) (Handed, error) {
	var out Handed
	h, err := b.app.handing(b.tx, p, kind)
	if err != nil {
		return out, err
	}
	out.Batch = h.batch.ID
	for i, typed := range rows {
		done, err := h.row(h.format.Check(i+firstRow, typed), false)
		if err != nil {
			return out, err
		}
		out.Rows = append(out.Rows, done)
	}
	return out, nil
}

// firstRow is the line of a sheet that stands below its headings.
const firstRow = 2

// Tick lets the day of the moment speak in every case that waits for it.
func (b *Bulk) Tick() error {
	p := systemPrincipal(b.tx.Tenant())
	if err := b.tickFacilities(p); err != nil {
		return err
	}
	ids, err := b.tx.DueCases(b.app.dayText(), 500)
	for _, id := range ids {
		if err == nil {
			_, err = b.Do(p, id, casefile.Tick{})
		}
	}
	return err
}

func (b *Bulk) tickFacilities(p Principal) error {
	swv, err := b.SWV()
	if err != nil {
		return err
	}
	for _, f := range swv.Facilities {
		if _, err := b.turn(p, &Result{}).atFacility(f.Name, facility.Tick{}); err != nil {
			return err
		}
	}
	return nil
}

// AtFacility has a command done at a facility by who keeps it.
func (b *Bulk) AtFacility(p Principal, name string, c facility.Command) error {
	refusal, err := b.turn(p, &Result{}).atFacility(name, c)
	if refusal != nil {
		return fmt.Errorf("app: %s refuses: %s", name, refusal.Rule)
	}
	return err
}

// See reads a case as somebody sees it now, without a line in the access log.
func (b *Bulk) See(p Principal, id string) (*Case, error) { return b.app.caseIn(b.tx, p, id) }

// ChangePupil writes a pupil that is there already.
func (b *Bulk) ChangePupil(p Pupil) error {
	was, err := b.tx.Pupil(p.ID)
	if err != nil {
		return err
	}
	row, err := p.row()
	if err == nil {
		_, err = b.tx.PutPupil(row, was.Version)
	}
	return err
}

// PutPupil keeps a new pupil.
func (b *Bulk) PutPupil(p Pupil) error {
	row, err := p.row()
	if err == nil {
		_, err = b.tx.PutPupil(row, 0)
	}
	return err
}

package demo

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"passend/internal/app"
	"passend/internal/blob"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
	"passend/procedures"
)

// Options say where a demonstration is made.
type Options struct {
	App   *app.App
	DB    *store.DB
	Blobs *blob.Store // where the documents go; a loose one is quicker
	Now   time.Time   // the present of the demonstration
	Seed  int64
	Log   *slog.Logger // what could not be played is told here
	Only  string       // the one samenwerkingsverband to make; "" makes all
}

// madeOn is the setting that keeps the day on which the demonstration was made.
const madeOn = "demonstratie gemaakt op"

// since is the day from which the first version of each samenwerkingsverband
// holds: before everything that is told.
const since = "2015-01-01"

// Make fills an empty database with the demonstration; when it is there already
// it only brings in what changed in the text folders. It tells whether it was
// made now.
func Make(ctx context.Context, o Options) (made bool, err error) {
	day, err := o.DB.Setting(ctx, madeOn)
	if err != nil {
		return false, err
	}
	first := day == ""
	for _, name := range procedures.Names() {
		if o.Only != "" && name != o.Only {
			continue
		}
		if err := o.tenant(ctx, name, first); err != nil {
			return first, fmt.Errorf("demo: %s: %w", name, err)
		}
	}
	if first {
		err = o.DB.PutSetting(ctx, madeOn, civil.DayOf(o.Now).String())
	}
	return first, err
}

func (o Options) tenant(ctx context.Context, name string, first bool) error {
	folder, err := procedures.Folder(name)
	if err != nil {
		return err
	}
	from := since
	if !first {
		from = civil.DayOf(o.Now).String()
	}
	if err := o.App.AddTenant(ctx, folder, from); err != nil || !first {
		return err
	}
	swv, err := o.App.SWV(ctx, name)
	if err != nil {
		return err
	}
	return o.fill(ctx, swv)
}

// fill makes one samenwerkingsverband: in one transaction, so that a start that
// is broken off leaves nothing half behind.
func (o Options) fill(ctx context.Context, swv *procedure.SWV) error {
	var cast *Cast
	var shown []string
	err := o.App.Bulk(ctx, swv.ID, func(b *app.Bulk) (err error) {
		today := civil.DayOf(o.Now)
		b.At(o.Now)
		if cast, err = settle(b, swv, sizeOf(swv), today, o.Seed); err != nil {
			return err
		}
		p := &Player{b: b, cast: cast, paper: printed{ctx, o.Blobs, map[string][]byte{}}, texts: textsOf(swv), end: o.Now, seed: o.Seed}
		if err = p.budgets(today); err != nil {
			return err
		}
		if shown, err = o.tell(p, plan(cast, today, o.Seed)); err != nil {
			return err
		}
		return read(b, cast, o.Now)
	})
	if err != nil {
		return err
	}
	for i := range cast.People {
		for _, account := range shown {
			cast.People[i].Shown = cast.People[i].Shown || cast.People[i].Account == account
		}
	}
	return accounts(ctx, o.DB, cast.People, "", o.Now)
}

// read lets everybody have read the messages up to some days ago.
func read(b *app.Bulk, cast *Cast, now time.Time) error {
	for _, p := range cast.People {
		days := time.Duration(1 + source(p.ID).IntN(5))
		if err := b.Tx().SeenNotices(p.ID, now.Add(-days*24*time.Hour)); err != nil {
			return err
		}
	}
	return nil
}

// tell plays all that was planned. A story that gets stuck stays where it is:
// that is worth a line in the log, not a demonstration that does not start.
func (o Options) tell(p *Player, tales []tale) (shown []string, err error) {
	for _, t := range tales {
		if err := p.tale(t); err != nil {
			var stuck errStuck
			if !errors.As(err, &stuck) {
				return nil, err
			}
			o.Log.Warn("verhaal blijft steken", "swv", p.cast.SWV.ID, "fout", err.Error())
		}
	}
	return p.families(), nil
}

func sizeOf(swv *procedure.SWV) size {
	if swv.Sector == "vo" && len(swv.Procedures) >= 4 {
		return size{boards: 3, schools: 7, special: 4, pupils: 182}
	}
	if len(swv.Procedures) >= 4 {
		return size{boards: 4, schools: 16, special: 4, preschools: 3, pupils: 414}
	}
	return size{boards: 2, schools: 5, special: 2, preschools: 1, pupils: 64}
}

package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"passend/internal/app"
	"passend/internal/auth"
	"passend/internal/civil"
	"passend/internal/ops"
	"passend/internal/store"
)

// Options are what an alarm clock works with.
type Options struct {
	App     *app.App
	DB      *store.DB
	Auth    *auth.Manager
	Now     func() time.Time
	Log     *slog.Logger
	Metrics *ops.Metrics
	Post    Post   // how mail leaves; nil: it stays in the outbox
	Anchors string // folder for the signed heads of the chains; empty: none are written
}

// Alarm runs the work of the hours and the days. Get one from [New].
type Alarm struct {
	Options
	day civil.Day // the last day whose work was done
}

// beat is how often the outbox is looked at, and the day.
const beat = time.Minute

// New makes an alarm clock that stands still.
func New(o Options) *Alarm {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	a := &Alarm{Options: o}
	if o.Metrics != nil {
		o.Metrics.Gauge("passend_outbox_waiting", "Berichten in de lijst met uitgaande post die nu weg kunnen, ten hoogste 500.", a.waiting)
	}
	return a
}

// Start lets the clock run until ctx ends. The channel closes when the work
// under way is done.
func (a *Alarm) Start(ctx context.Context) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(beat)
		defer tick.Stop()
		for {
			a.Beat(ctx)
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
		}
	}()
	return done
}

// Beat does what is due now: the work of the day once after midnight, and the
// outbox and files whose time is over each time.
func (a *Alarm) Beat(ctx context.Context) {
	if today := civil.DayOf(a.Now()); today != a.day && a.Day(ctx) {
		a.day = today
	}
	a.do(ctx, "uitgaande post", a.deliver)
	a.do(ctx, "geparkeerde bestanden", func(ctx context.Context) error { return a.DB.DropParkedBefore(ctx, a.Now()) })
}

// Day does the work of a day: first the terms, since people act on those. It
// tells whether all of it was done; otherwise it is tried again at the next beat.
func (a *Alarm) Day(ctx context.Context) bool {
	good := true
	for _, job := range []struct {
		name string
		run  func(context.Context) error
	}{
		{"termijnen", a.terms},
		{"concepten", a.drafts},
		{"sessies", a.Auth.Clean},
		{"bewaartermijnen", a.retention},
		{"ankers", a.anchors},
	} {
		good = a.do(ctx, job.name, job.run) && good
	}
	return good
}

// do runs one job. A fault in it, or a panic, stops no other.
func (a *Alarm) do(ctx context.Context, name string, run func(context.Context) error) (good bool) {
	if ctx.Err() != nil {
		return false
	}
	start := time.Now()
	defer func() {
		if fault := recover(); fault != nil {
			a.Log.ErrorContext(ctx, "taak liep vast", "taak", name, "fout", fmt.Sprint(fault), "stack", string(debug.Stack()))
			good = false
		}
		a.count(name, good)
	}()
	err := run(ctx)
	if err != nil && ctx.Err() == nil {
		a.Log.ErrorContext(ctx, "taak mislukt", "taak", name, "fout", err.Error())
	}
	if took := time.Since(start); took > time.Second {
		a.Log.InfoContext(ctx, "taak klaar", "taak", name, "ms", took.Milliseconds())
	}
	return err == nil
}

func (a *Alarm) count(name string, good bool) {
	if a.Metrics == nil {
		return
	}
	result := "gelukt"
	if !good {
		result = "mislukt"
	}
	a.Metrics.Count("passend_jobs_total", "Taken die op de klok lopen.", "taak", name, "uitkomst", result)
}

// each runs f for every samenwerkingsverband; one that fails stops no other.
func (a *Alarm) each(ctx context.Context, f func(tenant string) error) error {
	tenants, err := a.App.Tenants(ctx)
	if err != nil {
		return err
	}
	for _, t := range tenants {
		if fault := f(t.ID); fault != nil && err == nil {
			err = fmt.Errorf("%s: %w", t.ID, fault)
		}
	}
	return err
}

func (a *Alarm) terms(ctx context.Context) error {
	return a.each(ctx, func(tenant string) error {
		_, err := a.App.TickDue(ctx, tenant)
		return err
	})
}

// draftLife is how long what was typed and never handed in is kept: longer than
// a school year's rhythm would leave a form lying.
const draftLife = 180 * 24 * time.Hour

func (a *Alarm) drafts(ctx context.Context) error {
	now := a.Now()
	return a.each(ctx, func(tenant string) error {
		return a.DB.Tenant(tenant).Write(ctx, store.Meta{At: now, Actor: "klok"}, func(tx *store.Tx) error {
			_, err := tx.DropDraftsBefore(now.Add(-draftLife))
			return err
		})
	})
}

package scenario

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// run is one scenario while it plays.
type run struct {
	ctx    context.Context
	app    *app.App
	db     *store.DB
	tenant *store.Tenant
	swv    *procedure.SWV
	folder Folder // the text that holds now
	now    time.Time
	cast   *cast
	pupil  string
	id     string            // the case in hand
	cases  map[string]string // procedure → latest case
	// known and choices are the answers and actions that a story gives when it
	// takes the way to a phase for granted.
	known, choices map[string]string
	// refusal is what was refused in the last step and not yet spoken of.
	refusal *casefile.Refusal
	// left are the parts of the last transfer file that nobody asked for.
	left []string
	// heard is that refusal once it was spoken of: the next sentence may say more of it.
	heard *casefile.Refusal
	// spoken tells whether something was refused or kept from somebody, as
	// every scenario shows at least once.
	spoken bool
	every  []string // all cases of the story
	eyes   *app.Principal
	trace  *Trace
}

// Result is what came of a scenario.
type Result struct {
	Faults []Fault
	Trace  *Trace
	// Guards tells whether the scenario shows something that is refused or kept
	// from somebody.
	Guards bool
}

// Play plays one scenario on an SWV in an empty database. Its result holds what
// did not come out as written; no faults when all did.
func Play(ctx context.Context, db *store.DB, swv *procedure.SWV, folder Folder, s Scenario) Result {
	r := &run{ctx: ctx, db: db, swv: swv, cases: map[string]string{}, known: map[string]string{}, choices: map[string]string{}, trace: NewTrace()}
	r.now = civil.NewDay(2026, time.March, 2).Start().Add(9 * time.Hour)
	r.app = app.New(app.Options{DB: db, Now: func() time.Time { return r.now }, URL: "https://passend.voorbeeld"})
	r.tenant = db.Tenant(swv.ID)
	faults := r.play(s, folder)
	return Result{faults, r.trace, r.spoken}
}

// play goes on after an expectation that does not hold, so that all of them are
// told at once; it stops at a step that cannot be taken.
func (r *run) play(s Scenario, folder Folder) []Fault {
	var faults []Fault
	fault := func(line int, err error) { faults = append(faults, Fault{s.File, line, err.Error()}) }
	r.folder = folder
	if err := errors.Join(r.app.AddTenant(r.ctx, folder, "2020-01-01"), r.newCast()); err != nil {
		fault(1, err)
		return faults
	}
	for _, step := range s.Steps {
		if err := r.step(step); err != nil {
			fault(step.Line, err)
			if step.Word != "dan" {
				return faults
			}
		}
	}
	if r.refusal != nil {
		fault(s.Steps[len(s.Steps)-1].Line, r.unspoken())
	}
	if err := r.letThrough(); err != nil {
		fault(1, err)
	}
	return faults
}

func (r *run) step(step Step) error {
	form, a, err := match(step)
	if err != nil {
		return err
	}
	if step.Word != "dan" && r.refusal != nil {
		return r.unspoken()
	}
	if step.Word != "dan" {
		r.heard = nil
	}
	if err := form.do(r, a); err != nil {
		return err
	}
	if step.Word == "gegeven" && r.refusal != nil {
		return r.unspoken()
	}
	return nil
}

// unspoken: a refusal that the scenario does not expect is a fault.
func (r *run) unspoken() error {
	return fmt.Errorf("de stap hiervoor is geweigerd: %s", sayRefusal(r.refusal))
}

func sayRefusal(r *casefile.Refusal) string {
	parts := []string{r.Rule}
	for _, p := range r.Problems {
		switch {
		case p.Text == r.Rule:
		case p.Kind == "veld":
			parts = append(parts, p.Name+": "+p.Text)
		default:
			parts = append(parts, p.Text)
		}
	}
	if r.Help != "" {
		parts = append(parts, r.Help)
	}
	return strings.Join(parts, " · ")
}

// day reads a day as it is written in a sentence, with or without its weekday;
// a weekday that does not fit is a fault.
func day(text string) (civil.Day, error) {
	first, rest, found := strings.Cut(text, " ")
	if !found || !strings.HasSuffix(first, "dag") {
		return civil.ParseDay(text)
	}
	d, err := civil.ParseDay(rest)
	if err == nil && !strings.HasPrefix(d.DutchWeekday(), first) {
		return 0, fmt.Errorf("die dag is %s, geen %s", d.DutchWeekday(), first)
	}
	return d, err
}

func (r *run) itIs(a args) error {
	d, err := day(a.at[0])
	r.now = d.Start().Add(9 * time.Hour)
	return err
}

func (r *run) itIsAt(a args) error {
	d, err := day(a.at[0])
	if err != nil {
		return err
	}
	clock, err := time.Parse("15:04", a.at[1]+":"+a.at[2])
	r.now = d.Start().Add(time.Duration(clock.Hour())*time.Hour + time.Duration(clock.Minute())*time.Minute)
	return err
}

// becomes lets the days pass one by one, so that every term is looked at on its
// own day.
func (r *run) becomes(a args) error {
	until, err := day(a.at[0])
	if err != nil {
		return err
	}
	// What goes by itself on the way can no longer be looked at afterwards.
	if slices.ContainsFunc(r.swv.Procedures, (*procedure.Procedure).GoesByItself) {
		if err := r.letThrough(); err != nil {
			return err
		}
	}
	for d := civil.DayOf(r.now); d.Before(until); {
		d = d.AddDays(1)
		r.now = d.Start().Add(9 * time.Hour)
		if _, err := r.app.DestroyDue(r.ctx, r.swv.ID); err != nil {
			return err
		}
		if _, err := r.app.TickDue(r.ctx, r.swv.ID); err != nil {
			return err
		}
	}
	return nil
}

// result keeps a refusal for the sentences that follow.
func (r *run) result(res app.Result, err error) error {
	r.refusal = res.Refusal
	if err == app.ErrNotFound || err == app.ErrForbidden {
		r.refusal, err = &casefile.Refusal{Rule: "Deze zaak is er niet, of niet voor deze functie."}, nil
	}
	if err == nil && res.Conflict {
		return fmt.Errorf("iemand anders was eerder")
	}
	for _, id := range res.Opened {
		if err := r.opens(id); err != nil {
			return err
		}
	}
	return err
}

func (r *run) opens(id string) error {
	return r.tenant.Read(r.ctx, func(tx *store.Tx) error {
		row, err := tx.Case(id)
		r.cases[row.Procedure] = id
		r.every = append(r.every, id)
		return err
	})
}

func (r *run) do(who *app.Principal, c casefile.Command) error {
	if r.id == "" {
		return fmt.Errorf("er is nog geen zaak; schrijf eerst wie er een begint")
	}
	return r.result(r.app.Do(r.ctx, *who, r.id, 0, c))
}

// see looks at the case as somebody, through the app.
func (r *run) see(who *app.Principal, f func(*app.Case) error) error {
	if r.id == "" {
		return fmt.Errorf("er is nog geen zaak; schrijf eerst wie er een begint")
	}
	return r.app.See(r.ctx, *who, r.id, "zaak", f)
}

// know looks at the case as it is, for what a sentence states of it. It goes
// through the eyes of whoever sees most.
func (r *run) know(f func(*app.Case) error) error {
	if r.eyes != nil {
		if err := r.see(r.eyes, f); err != app.ErrNotFound {
			return err
		}
	}
	for _, p := range r.cast.all {
		if p.Scope == "geen inhoud" {
			continue
		}
		if err := r.see(p, f); err != app.ErrNotFound {
			r.eyes = p
			return err
		}
	}
	return app.ErrNotFound
}

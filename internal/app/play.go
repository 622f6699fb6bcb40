package app

import (
	"errors"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/store"
)

// Play is one case in a [Bulk] whose life is decided step by step in memory and
// written at once by Flush: the same decisions, letters, messages and lines in
// the access log as when each step had been a request of its own.
type Play struct {
	b     *Bulk
	w     *world
	s     *casefile.State
	steps []playStep
	told  []store.NoticeRow
	saved int64 // version that is written
	day   civil.Day
	ready *readable // what is read of it, when that was made already
	// employed gives where somebody works who is asked to advise.
	employed func(account string) ([]string, error)
}

// playStep is one command that was done.
type playStep struct {
	p   Principal
	at  time.Time
	out []casefile.Data
	row []store.Event
}

// Begin starts a case of a pupil at the moment of the bulk.
func (b *Bulk) Begin(p Principal, in StartInput) (*Play, *casefile.Refusal, error) {
	pupil, err := readPupil(b.tx, in.Pupil)
	if err != nil {
		return nil, nil, err
	}
	swv, err := b.SWV()
	if err != nil {
		return nil, nil, err
	}
	proc, ok := swv.Find(in.Procedure)
	if !ok {
		return nil, nil, ErrNotFound
	}
	id := store.NewID(b.at)
	w, err := b.app.world(b.tx, p, b.at, subject{proc.ID, proc.Hash, in.Pupil, in.Parent}, id)
	if err != nil {
		return nil, nil, err
	}
	c, err := b.turn(p, nil).startCommand(w, proc, pupil, in)
	if err != nil {
		return nil, nil, err
	}
	y := &Play{b: b, w: w, s: casefile.New(id), day: civil.DayOf(b.at), employed: b.employed}
	refusal, err := y.do(p, b.at, c)
	return y, refusal, err
}

// Resume takes up a case that is there.
func (b *Bulk) Resume(id string) (*Play, error) {
	s, err := b.app.load(b.tx, id)
	if err != nil {
		return nil, err
	}
	own := casefile.Fold(id, casefile.EventsOf(s))
	w, err := b.app.world(b.tx, systemPrincipal(b.tx.Tenant()), b.at, subjectOf(s), id)
	return &Play{b: b, w: w, s: own, saved: s.Seq, day: civil.DayOf(lastMoment(own)), employed: b.employed}, err
}

func (b *Bulk) employed(account string) ([]string, error) { return employedAt(b.tx, account) }

// Case gives the case as somebody sees it at a moment. It must not be changed,
// and not be kept after the next step.
func (y *Play) Case(p Principal, at time.Time) (casefile.World, *casefile.State, error) {
	err := y.as(p, at)
	return y.w.World, y.s, err
}

// State gives the case as it stands.
func (y *Play) State() *casefile.State { return y.s }

// as makes somebody the one who acts.
func (y *Play) as(p Principal, at time.Time) (err error) {
	y.w.Now = at
	if y.w.Who.Account == p.Account && y.w.Who.Function == p.Function && y.w.Who.Org == p.Org {
		return nil
	}
	y.w.Who = p.person()
	if p.Scope == "toegewezen" {
		y.w.Who.EmployedAt, err = y.employed(p.Account)
	}
	return err
}

// Do has a command done at a moment; the days up to it pass first.
func (y *Play) Do(p Principal, at time.Time, c casefile.Command) (*casefile.Refusal, error) {
	if err := y.Pass(civil.DayOf(at)); err != nil {
		return nil, err
	}
	return y.do(p, at, c)
}

func (y *Play) do(p Principal, at time.Time, c casefile.Command) (*casefile.Refusal, error) {
	if err := y.as(p, at); err != nil {
		return nil, err
	}
	out, refusal := casefile.Decide(y.w.World, y.s, c)
	if refusal != nil || y.w.err != nil || len(out) == 0 {
		return refusal, y.w.err
	}
	return nil, y.took(playStep{p: p, at: at, out: out})
}

// took lets the case go on to what was decided.
func (y *Play) took(step playStep) error {
	y.ready = nil
	from := y.s.Seq
	for _, d := range step.out {
		y.s.Evolve(casefile.Event{Seq: y.s.Seq + 1, At: step.at, By: casefile.ActorOf(y.w.Who), Data: d})
	}
	if err := (&turn{app: y.w.app}).write(y.w, y.s, step.out); err != nil {
		return err
	}
	y.fillIn(from, step.out)
	who := y.w.World
	who.Who, who.Now = step.p.person(), step.at
	var err error
	if step.row, err = encodeEvents(who, step.out); err != nil {
		return err
	}
	y.steps = append(y.steps, step)
	y.told = append(y.told, noticeRows(y.w, y.s, from)...)
	return y.along(step)
}

// fillIn puts the letters that were written into the history as well.
func (y *Play) fillIn(from int64, out []casefile.Data) {
	for i, d := range out {
		if made, ok := d.(casefile.LetterMade); ok {
			y.s.History[from+int64(i)].Data = made
			for j := range y.s.Letters {
				if y.s.Letters[j].ID == made.ID {
					y.s.Letters[j].Content = made.Content
				}
			}
		}
	}
}

// errNoDatabase says that a case wants another one, or a place, on a [Stage].
var errNoDatabase = errors.New("app: a case asks something outside itself, and there is no database yet")

// along does what a step asks outside the case, once this one is written.
func (y *Play) along(step playStep) error {
	if err := y.spend(step); err != nil {
		return err
	}
	for _, d := range step.out {
		if do := y.beside(step, d); do != nil {
			if y.b == nil {
				return errNoDatabase
			}
			if err := y.Flush(); err != nil {
				return err
			}
			if err := do(); err != nil {
				return err
			}
			return y.reload()
		}
	}
	return nil
}

// beside is what an event asks outside the case; nil when that is nothing.
func (y *Play) beside(step playStep, d casefile.Data) func() error {
	switch d := d.(type) {
	case casefile.CaseWanted:
		return func() error { return y.b.turn(step.p, &Result{}).open(y.w, y.s, d) }
	case casefile.Started:
		if bringsAlong(y.w.Proc) {
			return func() error { return y.b.turn(step.p, &Result{}).bringAlong(y.w, y.s.ID) }
		}
	case casefile.PlaceWanted:
		return func() error { return y.b.turn(step.p, &Result{Case: y.s.ID}).wantPlace(y.s, d) }
	}
	return nil
}

func (y *Play) reload() error {
	again, err := y.b.Resume(y.s.ID)
	if err == nil {
		y.s, y.saved = again.s, again.saved
	}
	return err
}

// Pass lets the days pass up to a day, with what they bring about in this case.
func (y *Play) Pass(until civil.Day) error {
	for y.s.Closed == nil {
		next := y.nextCheck()
		if next.IsZero() || !next.After(y.day) || next.After(until) {
			return nil
		}
		y.day = next
		p := systemPrincipal(y.w.SWV.ID)
		if _, err := y.do(p, next.Start().Add(tickMoment), casefile.Tick{}); err != nil {
			return err
		}
	}
	return nil
}

// tickMoment is how long after midnight a day speaks.
const tickMoment = 5 * time.Minute

// nextCheck is the first day after the last one that spoke on which there may be
// something to say.
func (y *Play) nextCheck() civil.Day {
	var first civil.Day
	for _, t := range y.s.Terms {
		next := casefile.NextCheck(y.w.World, t)
		if next.After(y.day) && (first.IsZero() || next.Before(first)) {
			first = next
		}
	}
	return first
}

// Flush writes what is not written yet. On a [Stage] it waits for [Bulk.Write].
func (y *Play) Flush() error {
	if len(y.steps) == 0 || y.b == nil {
		return nil
	}
	var rows []store.Event
	for _, step := range y.steps {
		rows = append(rows, step.row...)
		y.log(step)
		if err := y.involve(step); err != nil {
			return err
		}
	}
	version, err := y.b.tx.Append(y.s.ID, streamKind, y.saved, rows)
	if err != nil {
		return err
	}
	if err := y.b.tx.PutNotices(y.told); err != nil {
		return err
	}
	y.saved, y.steps, y.told = version, nil, nil
	if y.ready == nil {
		y.Prepare()
	}
	made := *y.ready
	y.ready = nil
	return made.put(y.b.tx)
}

// Prepare makes what is read of the case as it now stands, so that Flush has
// only to write it.
func (y *Play) Prepare() { y.ready = readableOf(y.w, y.s, y.s.Seq) }

func (y *Play) involve(step playStep) error {
	t := y.b.turn(step.p, nil)
	for _, d := range step.out {
		if err := t.involve(y.w, d); err != nil {
			return err
		}
	}
	return nil
}

func (y *Play) log(step playStep) {
	line := step.p.access(step.at, "wijzigen", kindsOf(step.out))
	line.Pupil, line.Cases, line.Ground = y.w.pupil.ID, []string{y.s.ID}, step.p.Title
	y.b.tx.Log(line)
}

// SaveDraft keeps something that was typed in the form and not recorded.
func (y *Play) SaveDraft(values map[string]string) error {
	if y.b == nil {
		return nil
	}
	_, err := y.b.tx.SaveDraft(y.s.ID, FormScope, -1, values)
	return err
}

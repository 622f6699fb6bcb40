package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/store"
)

// Destroy destroys the content of a dossier whose time is over: its key and what
// was sealed with it, documents, drafts, outgoing mail, and all that lists and
// search know of it. What must be kept longer, the decision, moves to a stream
// with a key of its own first. That there was a dossier, when it was worked on
// and that it was destroyed stays, and so does the proof.
func (a *App) Destroy(ctx context.Context, p Principal, id string) (*casefile.Refusal, error) {
	if !p.Can(destroyRight) {
		return nil, ErrForbidden
	}
	return a.destroy(ctx, p, id)
}

// DestroyDue destroys the dossiers that go by themselves and whose time is over,
// each with its record, and gives how many. What is kept back, or still runs,
// stays until a person looks at it.
func (a *App) DestroyDue(ctx context.Context, tenant string) (n int, err error) {
	due, err := a.goingByThemselves(ctx, tenant)
	for _, id := range due {
		refusal, err := a.destroy(ctx, systemPrincipal(tenant), id)
		if err != nil {
			return n, err
		}
		if refusal == nil {
			n++
		}
	}
	return n, err
}

func (a *App) goingByThemselves(ctx context.Context, tenant string) (ids []string, err error) {
	err = a.db.Tenant(tenant).Read(ctx, func(tx *store.Tx) error {
		ids = nil
		for cursor := ""; ; {
			rows, next, err := tx.CasesToDestroy(isoOf(a.Today()), cursor, 200)
			if err != nil {
				return err
			}
			for _, row := range rows {
				_, proc, err := a.procedureOf(tx, row.Procedure, row.Hash)
				if err != nil {
					return err
				}
				if proc.GoesByItself() && row.Closed != "" {
					ids = append(ids, row.ID)
				}
			}
			if cursor = next; next == "" {
				return nil
			}
		}
	})
	return ids, err
}

func (a *App) destroy(ctx context.Context, p Principal, id string) (*casefile.Refusal, error) {
	now := a.now()
	var refusal *casefile.Refusal
	err := a.write(ctx, p, now, func(tx *store.Tx) (err error) {
		t := &turn{app: a, tx: tx, p: p, now: now, res: &Result{}}
		refusal, err = t.destroy(id)
		return err
	})
	if err != nil || refusal != nil {
		return refusal, err
	}
	a.states.forget(p.Tenant + " " + id)
	if a.blobs == nil {
		return nil, nil
	}
	// The documents go after the rest is certain to have gone: a file without a
	// dossier is found again and destroyed, a dossier without files is broken.
	return nil, a.blobs.DestroyCase(context.WithoutCancel(ctx), p.Tenant, id)
}

func (t *turn) destroy(id string) (*casefile.Refusal, error) {
	s, err := t.app.load(t.tx, id)
	if err != nil {
		return nil, err
	}
	w, err := t.app.world(t.tx, t.p, t.now, subjectOf(s), id)
	if err != nil {
		return nil, err
	}
	row, err := t.tx.Case(id)
	if err != nil {
		return nil, err
	}
	if no, err := t.notBefore(row, casefile.DestroyFrom(w.Proc, s)); no != nil || err != nil {
		return no, err
	}
	main, _ := casefile.Main(w.Proc, s)
	grants, err := t.tx.GrantsOfCase(id)
	if err != nil {
		return nil, err
	}
	decision, keeps := decisionOf(w, s, row, grants, civil.DayOf(t.now))
	if err := t.wipe(id, id); err != nil {
		return nil, err
	}
	if keeps {
		if err := decision.keep(t.tx, t.actor(w)); err != nil {
			return nil, err
		}
	}
	if err := t.involveAgain(w.pupil.ID); err != nil {
		return nil, err
	}
	record := store.Destruction{Case: id, What: fmt.Sprintf("%s, zaak %s: %s", row.Title, row.Number, main.What), Ground: main.Source, Count: len(s.Documents)}
	if err := t.recordDestruction(record, row.Pupil); err != nil {
		return nil, err
	}
	return nil, t.forgetPupil(w.pupil)
}

// involveAgain forgets who had a part in the cases of a pupil, and finds it again
// from the cases that are left.
func (t *turn) involveAgain(pupil string) error {
	if err := t.tx.DropInvolved(pupil); err != nil {
		return err
	}
	rows, err := t.tx.CasesOfPupil(pupil)
	for _, row := range rows {
		if err != nil {
			return err
		}
		err = t.involveFrom(row.ID)
	}
	return err
}

func (t *turn) involveFrom(id string) error {
	events, err := t.app.events(t.tx, id)
	if err != nil || len(events) == 0 {
		return err
	}
	w, err := t.app.world(t.tx, t.p, t.now, subjectOf(casefile.Fold(id, events)), id)
	for _, e := range events {
		if err != nil {
			return err
		}
		err = involveBy(t.tx, w, e)
	}
	return err
}

// actor is who acts as events keep it.
func (t *turn) actor(w *world) string {
	text, _ := json.Marshal(casefile.ActorOf(w.Who)) // texts always marshal
	return string(text)
}

// wipe destroys a stream, and all that is read of its case.
func (t *turn) wipe(stream, id string) error {
	if err := t.tx.DestroyStream(stream, isoOf(civil.DayOf(t.now))); err != nil {
		return err
	}
	if err := t.tx.DropBatchLinesOf(id); err != nil {
		return err
	}
	if _, err := t.tx.DropMail(id); err != nil {
		return err
	}
	if err := t.tx.BlockDestruction(id, "", t.p.Account, t.now); err != nil {
		return err
	}
	return t.tx.DropKept(id)
}

func (t *turn) recordDestruction(d store.Destruction, pupil string) error {
	d.ID, d.Day, d.By, d.ByName = store.NewID(t.now), isoOf(civil.DayOf(t.now)), t.p.Account, t.p.Name
	line := t.p.access(t.now, "vernietigen", "dossier")
	line.Cases, line.Pupil, line.Ground = []string{d.Case}, pupil, d.Ground
	t.tx.Log(line)
	return t.tx.PutDestruction(d)
}

// forgetPupil destroys what is known of a pupil who left, once nothing is left
// that it is needed for; nobody signs in for that pupil any more.
func (t *turn) forgetPupil(pupil Pupil) error {
	if pupil.Left == "" && !pupil.Nameless {
		return nil
	}
	cases, err := t.tx.CasesOfPupil(pupil.ID)
	if err != nil || len(cases) > 0 {
		return err
	}
	kept, err := t.tx.KeptOfPupil(pupil.ID)
	if err != nil || len(kept) > 0 {
		return err
	}
	members, err := t.tx.MembersOfPupil(pupil.ID)
	if err != nil {
		return err
	}
	for _, m := range members {
		m.Until = isoOf(civil.DayOf(t.now).AddDays(-1))
		if err := t.tx.PutMember(m); err != nil {
			return err
		}
	}
	if err := t.tx.DeletePupil(pupil.ID); err != nil {
		return err
	}
	if pupil.Nameless {
		return nil // the record of the case says it all
	}
	return t.recordDestruction(store.Destruction{What: "De gegevens van een leerling die is vertrokken", Ground: "Er is geen dossier meer", Count: 1}, pupil.ID)
}

// DestroyKept destroys a decision that was kept after its dossier had gone.
func (a *App) DestroyKept(ctx context.Context, p Principal, id string) (*casefile.Refusal, error) {
	if !p.Can(destroyRight) {
		return nil, ErrForbidden
	}
	now := a.now()
	var refusal *casefile.Refusal
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		refusal = nil
		t := &turn{app: a, tx: tx, p: p, now: now, res: &Result{}}
		k, err := tx.Kept(id)
		if err != nil {
			return err
		}
		if isoOf(civil.DayOf(now)) < k.DestroyFrom {
			refusal = &casefile.Refusal{Rule: "Dit besluit mag nog niet worden vernietigd.", Ground: k.Ground,
				Help: "Het wordt bewaard tot en met " + dayOf(k.DestroyFrom).AddDays(-1).Dutch() + "."}
			return nil
		}
		if err := t.wipe(keptStream(id), id); err != nil {
			return err
		}
		record := store.Destruction{Case: id, What: fmt.Sprintf("%s, zaak %s: %s", k.Title, k.Number, k.What), Ground: k.Ground, Count: 1}
		if err := t.recordDestruction(record, k.Pupil); err != nil {
			return err
		}
		pupil, err := readPupil(tx, k.Pupil)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		return t.forgetPupil(pupil)
	})
	return refusal, err
}

// sweepDays is how long after a destruction is looked whether its documents went.
const sweepDays = 7

// Sweep destroys the documents of dossiers that were destroyed lately, in case
// the program stopped in between. Doing it twice does no harm.
func (a *App) Sweep(ctx context.Context, tenant string) error {
	var rows []store.Destruction
	err := a.db.Tenant(tenant).Read(ctx, func(tx *store.Tx) (err error) {
		rows, err = tx.Destructions()
		return err
	})
	since := isoOf(a.Today().AddDays(-sweepDays))
	for _, d := range rows {
		if err == nil && d.Case != "" && d.Day >= since {
			err = a.blobs.DestroyCase(ctx, tenant, d.Case)
		}
	}
	return err
}

// logSetting is how long the access log is kept, and logKept when an SWV sets
// nothing: long enough for a parent to ask, after the dossier has gone, who saw it.
const (
	logSetting = "inzagelog bewaren"
	logKept    = "5 jaar"
)

// LogLength is how long the access log is kept.
func (a *App) LogLength(ctx context.Context, tenant string) (civil.Duration, error) {
	swv, err := a.SWV(ctx, tenant)
	if err != nil {
		return civil.Duration{}, err
	}
	l, err := civil.ParseDuration(setting(swv, logSetting, logKept))
	if err != nil {
		l, err = civil.ParseDuration(logKept)
	}
	return l, err
}

// PruneLog destroys the lines of the access log that are older than it is kept,
// and gives how many. The rest stays proven.
func (a *App) PruneLog(ctx context.Context, tenant string) (n int, err error) {
	l, err := a.LogLength(ctx, tenant)
	if err != nil {
		return 0, err
	}
	now, p := a.now(), systemPrincipal(tenant)
	before := civil.Duration{N: -l.N, Unit: l.Unit}.AddTo(civil.DayOf(now))
	err = a.write(ctx, p, now, func(tx *store.Tx) error {
		if n, err = tx.PruneAccess(isoOf(before)); err != nil || n == 0 {
			return err
		}
		tx.Log(logPruned(p, now, before))
		return tx.PutDestruction(store.Destruction{ID: store.NewID(now), What: "Het inzagelogboek van voor " + before.Dutch(),
			Ground: "Bewaartermijn van het inzagelogboek: " + l.String(), Day: isoOf(civil.DayOf(now)), ByName: p.Name, Count: n})
	})
	return n, err
}

func logPruned(p Principal, now time.Time, before civil.Day) store.Access {
	line := p.access(now, "vernietigen", "inzagelogboek van voor "+before.Dutch())
	line.Ground = "bewaartermijn"
	return line
}

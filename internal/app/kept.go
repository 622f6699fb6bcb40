package app

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/letter"
	"passend/internal/store"
)

// keptKind is the kind of the streams that hold a decision after its dossier has
// gone, and the kind of the one event in each.
const keptKind = "besluit"

func keptStream(caseID string) string { return keptKind + ":" + caseID }

// KeptDecision is what is left of a case whose dossier was destroyed, because it
// must be kept longer: the decision letters, and what was granted.
type KeptDecision struct {
	store.Kept
	Outcome string
	Letters []casefile.LetterState
	Grants  []store.GrantRow
}

// decisionOf takes from a case what must be kept longer than its dossier; false
// when there is nothing of the kind.
func decisionOf(w *world, s *casefile.State, row store.CaseRow, grants []store.GrantRow, today civil.Day) (KeptDecision, bool) {
	d := KeptDecision{Outcome: row.OutcomeTitle, Grants: grants}
	until := civil.Day(0)
	for _, k := range casefile.Longer(w.Proc, s) {
		if k.Until.Before(today) {
			continue
		}
		for _, l := range s.Letters {
			if casefile.LetterClass(w.Proc, l) == k.Name {
				d.Letters = append(d.Letters, l)
			}
		}
		if k.Until.After(until) {
			until, d.What, d.Ground = k.Until, k.What, k.Source
		}
	}
	for i, g := range grants {
		until = max(until, dayOf(g.Until))
		grants[i].ExpectedNote = "" // of the dossier, not of the decision
	}
	d.Kept = store.Kept{Case: s.ID, Number: row.Number, Title: row.Title, Pupil: row.Pupil, PupilName: row.PupilName,
		What: d.What, Ground: d.Ground, Decided: isoOf(casefile.DecidedOn(s)), DestroyFrom: isoOf(until.AddDays(1))}
	return d, !until.IsZero() && (len(d.Letters) > 0 || len(d.Grants) > 0) && d.What != ""
}

// keep puts the decision in a stream of its own, with a key of its own.
func (d KeptDecision) keep(tx *store.Tx, actor string) error {
	body, err := json.Marshal(d)
	if err != nil {
		return err
	}
	event := store.Event{Actor: actor, Kind: "besluit bewaard", Body: body}
	if _, err := tx.Append(keptStream(d.Case), keptKind, 0, []store.Event{event}); err != nil {
		return err
	}
	return d.project(tx)
}

func (d KeptDecision) project(tx *store.Tx) error {
	for _, g := range d.Grants {
		if err := tx.PutGrant(g); err != nil {
			return err
		}
	}
	return tx.PutKept(d.Kept)
}

func readKept(tx *store.Tx, caseID string) (d KeptDecision, err error) {
	events, err := tx.Events(keptStream(caseID), 0)
	if err != nil || len(events) == 0 || len(events[0].Body) == 0 {
		return d, errors.Join(err, onlyWhen(err == nil, ErrNotFound))
	}
	return d, json.Unmarshal(events[0].Body, &d)
}

func onlyWhen(is bool, err error) error {
	if is {
		return err
	}
	return nil
}

// replayKept makes what is read of the decisions that are kept again.
func replayKept(tx *store.Tx) error {
	for after := ""; ; {
		streams, err := tx.Streams(keptKind, after, 500)
		if err != nil || len(streams) == 0 {
			return err
		}
		for _, s := range streams {
			after = s.ID
			if s.Destroyed != "" {
				continue
			}
			d, err := readKept(tx, s.ID[len(keptKind)+1:])
			if err == nil {
				err = d.project(tx)
			}
			if err != nil {
				return err
			}
		}
	}
}

// readsKept are the rights with which a decision that is kept can be read.
var readsKept = []string{"register inzien", "vernietigen", "inzagelog lezen"}

// ReadKept gives a decision whose dossier has gone.
func (a *App) ReadKept(ctx context.Context, p Principal, caseID string) (KeptDecision, []letter.Document, error) {
	var d KeptDecision
	if !slices.ContainsFunc(readsKept, p.Can) {
		return d, nil, ErrForbidden
	}
	err := a.read(ctx, p, func(tx *store.Tx) (err error) {
		d, err = readKept(tx, caseID)
		return err
	})
	line := p.access(a.now(), "lezen", "bewaard besluit")
	line.Cases, line.Pupil, line.Ground = []string{caseID}, d.Pupil, p.Title
	if errors.Is(err, ErrNotFound) {
		line.Result = "geweigerd"
	} else if err != nil {
		return d, nil, err
	}
	if logged := a.tenant(p).LogRead(ctx, line); logged != nil || err != nil {
		return d, nil, errors.Join(err, logged)
	}
	var docs []letter.Document
	for _, l := range d.Letters {
		doc, err := DocumentOf(l.LetterMade)
		if err != nil {
			return d, nil, err
		}
		docs = append(docs, doc)
	}
	return d, docs, nil
}

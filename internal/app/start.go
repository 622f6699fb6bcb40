package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// StartInput says which case is to begin.
type StartInput struct {
	Procedure, Variant, Pupil string
	Parent                    string // the case from which it is opened
	Org                       string // the school whose case it is, when that is not plain
	Values                    map[string]string
}

// Start opens a case of a pupil.
func (a *App) Start(ctx context.Context, p Principal, in StartInput) (Result, error) {
	var res Result
	now := a.now()
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		res = Result{}
		t := &turn{app: a, tx: tx, p: p, now: now, res: &res}
		return t.start(in)
	})
	if err == errRefused {
		return res, nil
	}
	return res, err
}

// start locks the pupil, so that rules across the cases of a pupil hold also
// when two schools begin at once.
func (t *turn) start(in StartInput) error {
	if err := t.tx.Lock("leerling " + in.Pupil); err != nil {
		return err
	}
	pupil, err := readPupil(t.tx, in.Pupil)
	if err != nil {
		return err
	}
	if in.Parent == "" && !mayReach(t.p, pupil) {
		return ErrNotFound
	}
	swv, err := t.app.swvIn(t.tx, civil.DayOf(t.now))
	if err != nil {
		return err
	}
	proc, ok := swv.Find(in.Procedure)
	if !ok {
		return ErrNotFound
	}
	id := store.NewID(t.now)
	w, err := t.app.world(t.tx, t.p, t.now, subject{proc.ID, proc.Hash, in.Pupil, in.Parent}, id)
	if err != nil {
		return err
	}
	if err := t.lockBudgets(w); err != nil {
		return err
	}
	c, err := t.startCommand(w, proc, pupil, in)
	if err != nil {
		return err
	}
	t.res.Case = id
	return t.decide(w, casefile.New(id), c)
}

func (t *turn) startCommand(w *world, proc *procedure.Procedure, pupil Pupil, in StartInput) (casefile.Start, error) {
	year := fmt.Sprintf("%04d", civil.DayOf(t.now).Year())
	n, err := t.tx.NextNumber("zaak", year)
	if err != nil {
		return casefile.Start{}, err
	}
	org, err := t.applicant(w, pupil, in)
	if err != nil {
		return casefile.Start{}, err
	}
	return casefile.Start{Number: fmt.Sprintf("%s-%05d", year, n), Variant: in.Variant, Pupil: in.Pupil,
		Applicant: org.ID, ApplicantName: org.Name, Board: org.Board, Region: org.Region, Parent: in.Parent,
		Carers: pupil.caseCarers(), Values: in.Values}, nil
}

// applicant is the organisation whose case it is: of the case from which this
// one is opened, of the person who starts it, or else the pupil's school.
func (t *turn) applicant(w *world, pupil Pupil, in StartInput) (store.OrgRow, error) {
	id := pupil.Org
	switch {
	case in.Org != "":
		id = in.Org
	case w.Parent != nil:
		id = w.Parent.Applicant
	case t.p.OrgKind == "school" || t.p.OrgKind == "voorschool":
		id = t.p.Org
	}
	if id == "" {
		return store.OrgRow{Region: cmp.Or(pupil.Region, t.p.Region)}, nil
	}
	org, err := t.tx.Org(id)
	if errors.Is(err, store.ErrNotFound) {
		return store.OrgRow{ID: id}, nil
	}
	return org, err
}

// mayReach tells whether a pupil is within reach of a function at all.
func mayReach(p Principal, pupil Pupil) bool {
	switch p.Scope {
	case "alles":
		return true
	case "eigen organisatie":
		return pupil.Org == p.Org
	case "eigen bestuur":
		return pupil.Board == p.Org
	case ownSchools:
		return slices.Contains(p.Schools, pupil.Org)
	case "eigen regio":
		return p.Region == "" || pupil.Region == p.Region
	case "eigen kind":
		return pupil.ID == p.Pupil
	}
	return false
}

// Possible is a kind of case that may be started for a pupil, or why not.
type Possible struct {
	Procedure *procedure.Procedure
	Variants  []PossibleVariant
	Refusal   *casefile.Refusal
}

// PossibleVariant is a shape of it.
type PossibleVariant struct {
	procedure.Variant
	Refusal *casefile.Refusal
}

// Startable lists the kinds of case that this function can start for a pupil,
// each with why it is not possible now (ALL-03: what can come next).
func (a *App) Startable(ctx context.Context, p Principal, pupilID string) ([]Possible, error) {
	var all []Possible
	err := a.read(ctx, p, func(tx *store.Tx) error {
		pupil, err := readPupil(tx, pupilID)
		if err != nil {
			return err
		}
		if !mayReach(p, pupil) {
			return ErrNotFound
		}
		swv, err := a.swvIn(tx, a.Today())
		if err != nil {
			return err
		}
		for _, proc := range swv.Procedures {
			if !slices.Contains(proc.Starters, p.Function) {
				continue
			}
			possible, err := a.possible(tx, p, proc, pupil)
			if err != nil {
				return err
			}
			all = append(all, possible)
		}
		return nil
	})
	return all, err
}

func (a *App) possible(tx *store.Tx, p Principal, proc *procedure.Procedure, pupil Pupil) (Possible, error) {
	w, err := a.world(tx, p, a.now(), subject{proc.ID, proc.Hash, pupil.ID, ""}, "")
	if err != nil {
		return Possible{}, err
	}
	return shapes(w, p, pupil), w.err
}

// shapes tells which shapes of a kind can begin for a pupil.
func shapes(w *world, p Principal, pupil Pupil) Possible {
	found := Possible{Procedure: w.Proc}
	try := func(variant string) *casefile.Refusal {
		_, refusal := casefile.Decide(w.World, casefile.New(""), casefile.Start{Variant: variant, Pupil: pupil.ID,
			Applicant: p.Org, Board: p.Board, Region: p.Region, Carers: pupil.caseCarers()})
		return refusal
	}
	for _, v := range w.Proc.Variants {
		found.Variants = append(found.Variants, PossibleVariant{v, try(v.Name)})
	}
	if len(found.Variants) == 0 {
		found.Refusal = try("")
		return found
	}
	for _, v := range found.Variants {
		if v.Refusal == nil {
			return found
		}
	}
	found.Refusal = found.Variants[0].Refusal
	return found
}

package app

import (
	"context"
	"slices"

	"passend/internal/procedure"
	"passend/internal/store"
)

// NamelessKinds lists the kinds of case that this function can begin without
// saying who the pupil is.
func (a *App) NamelessKinds(ctx context.Context, p Principal) ([]Possible, error) {
	if p.OrgKind != "school" {
		return nil, nil
	}
	swv, err := a.SWV(ctx, p.Tenant)
	if err != nil {
		return nil, err
	}
	var all []Possible
	err = a.read(ctx, p, func(tx *store.Tx) error {
		for _, proc := range swv.Procedures {
			if !proc.Nameless || !slices.Contains(proc.Starters, p.Function) {
				continue
			}
			all = append(all, Possible{Procedure: proc})
		}
		return nil
	})
	return all, err
}

// StartNameless begins a case of a pupil whose name the school does not give. The
// pupil is nobody that the product knows, and goes when the case is destroyed.
func (a *App) StartNameless(ctx context.Context, p Principal, kind string) (Result, error) {
	var res Result
	now := a.now()
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		res = Result{}
		t := &turn{app: a, tx: tx, p: p, now: now, res: &res}
		return t.startNameless(kind)
	})
	if err == errRefused {
		return res, nil
	}
	return res, err
}

func (t *turn) startNameless(kind string) error {
	if err := t.mayBeNameless(kind); err != nil {
		return err
	}
	org, err := t.tx.Org(t.p.Org)
	if err != nil {
		return err
	}
	pupil := Pupil{}
	pupil.ID, pupil.FirstName, pupil.Name = store.NewID(t.now), "Leerling", "zonder naam"
	pupil.Group, pupil.Enrolled, pupil.SchoolType = -1, true, org.SchoolType
	pupil.setOrg(org)
	pupil.Nameless, pupil.Reason, pupil.By = true, "zaak zonder naam", t.p.Name
	if _, err := putPupil(t.tx, pupil, 0); err != nil {
		return err
	}
	return t.start(StartInput{Procedure: kind, Pupil: pupil.ID})
}

func (t *turn) mayBeNameless(kind string) error {
	if t.p.OrgKind != "school" {
		return ErrForbidden
	}
	swv, err := t.app.swvIn(t.tx, t.app.Today())
	if err != nil {
		return err
	}
	ok := slices.ContainsFunc(swv.Procedures, func(x *procedure.Procedure) bool {
		return x.ID == kind && x.Nameless && slices.Contains(x.Starters, t.p.Function)
	})
	if !ok {
		return ErrNotFound
	}
	return nil
}

package app

import (
	"context"
	"slices"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// NamelessKinds lists the kinds of case that this function can begin without
// saying who the pupil is.
func (a *App) NamelessKinds(ctx context.Context, p Principal) ([]Possible, error) {
	if !p.asksNameless() {
		return nil, nil
	}
	swv, err := a.SWV(ctx, p.Tenant)
	if err != nil {
		return nil, err
	}
	var all []Possible
	err = a.read(ctx, p, func(tx *store.Tx) error {
		org, err := namelessOrg(tx, p)
		if err != nil {
			return err
		}
		for _, proc := range swv.Procedures {
			if !proc.Nameless || !slices.Contains(proc.Starters, p.Function) {
				continue
			}
			all = append(all, a.namelessKind(p, swv, proc, namelessPupil(org)))
		}
		return nil
	})
	return all, err
}

// namelessKind tells which shapes of a kind can begin without a name.
func (a *App) namelessKind(p Principal, swv *procedure.SWV, proc *procedure.Procedure, pupil Pupil) Possible {
	w := casefile.World{Proc: proc, SWV: swv, Calendar: civil.NewCalendar(swv.Region), Now: a.now(), Who: p.person(),
		Pupil: pupil.facts(), NewID: func() string { return "" }}
	found := Possible{Procedure: proc}
	try := func(variant string) *casefile.Refusal {
		_, refusal := casefile.Decide(w, casefile.New(""), casefile.Start{Variant: variant, Applicant: p.Org})
		return refusal
	}
	for _, v := range proc.Variants {
		found.Variants = append(found.Variants, PossibleVariant{v, try(v.Name)})
	}
	if len(proc.Variants) == 0 {
		found.Refusal = try("")
	}
	return found
}

// StartNameless begins a case of a pupil whose name the school does not give. The
// pupil is nobody that the product knows, and goes when the case is destroyed.
func (a *App) StartNameless(ctx context.Context, p Principal, kind, variant string) (Result, error) {
	var res Result
	now := a.now()
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		res = Result{}
		t := &turn{app: a, tx: tx, p: p, now: now, res: &res}
		return t.startNameless(kind, variant)
	})
	if err == errRefused {
		return res, nil
	}
	return res, err
}

func (t *turn) startNameless(kind, variant string) error {
	if err := t.mayBeNameless(kind); err != nil {
		return err
	}
	org, err := namelessOrg(t.tx, t.p)
	if err != nil {
		return err
	}
	pupil, err := t.putNameless(org)
	if err != nil {
		return err
	}
	return t.start(StartInput{Procedure: kind, Variant: variant, Pupil: pupil})
}

// asksNameless: a school about a pupil of its own, or somebody of the SWV for who
// called and gave no name.
func (p Principal) asksNameless() bool { return p.OrgKind == "school" || p.OrgKind == "swv" }

// ownOrg is the first of these organisations that is there.
func (t *turn) ownOrg(w *world, ids ...string) (store.OrgRow, error) {
	for _, id := range ids {
		if id != "" {
			return w.org(id)
		}
	}
	return store.OrgRow{Region: t.p.Region}, nil
}

// namelessOrg is the school of somebody who works at one.
func namelessOrg(tx *store.Tx, p Principal) (store.OrgRow, error) {
	if p.OrgKind == "school" {
		return tx.Org(p.Org)
	}
	return store.OrgRow{Region: p.Region}, nil
}

// namelessPupil is a pupil of whom only the school is known.
func namelessPupil(org store.OrgRow) (pupil Pupil) {
	pupil.FirstName, pupil.Name, pupil.Nameless = "Leerling", "zonder naam", true
	pupil.Group, pupil.Enrolled, pupil.SchoolType = -1, org.ID != "", org.SchoolType
	pupil.setOrg(org)
	return pupil
}

// putNameless adds a pupil of whom nothing is told but the school.
func (t *turn) putNameless(org store.OrgRow) (string, error) {
	pupil := namelessPupil(org)
	pupil.ID, pupil.Reason, pupil.By = store.NewID(t.now), "zaak zonder naam", t.p.Name
	_, err := putPupil(t.tx, pupil, 0)
	return pupil.ID, err
}

func (t *turn) mayBeNameless(kind string) error {
	if !t.p.asksNameless() {
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

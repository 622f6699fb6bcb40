package app

import (
	"context"
	"errors"
	"slices"

	"passend/internal/casefile"
	"passend/internal/store"
)

// MovePupil puts a pupil at another school, and its running cases with it: who
// sees what moves along (ALL-08). Both schools must be within reach.
func (a *App) MovePupil(ctx context.Context, p Principal, id string, seen int64, org, reason string) (PupilResult, error) {
	return a.changing(ctx, p, id, seen, func(t *turn, was Pupil, res *PupilResult) error {
		to, err := t.tx.Org(org)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		why, refusal := reasonOf(reason)
		if err != nil || org == "" || org == was.Org || !p.reachesOrg(to) {
			refusal = joined(refused("school", "Kies de nieuwe school van de leerling."), refusal)
		}
		if res.Refusal = refusal; refusal != nil {
			return errRefused
		}
		pupil := was
		pupil.moveTo(to)
		pupil.Reason = why
		if err := t.putChanged(pupil, was.Version, res, "leerling naar andere school"); err != nil {
			return err
		}
		return t.moveCases(pupil, why)
	})
}

func (p *Pupil) moveTo(o store.OrgRow) {
	p.setOrg(o)
	p.Left, p.LeftWhy, p.Number = "", "", ""
	p.Enrolled = o.Kind == "school"
	if o.SchoolType != "" {
		p.SchoolType = o.SchoolType
	}
}

func (t *turn) moveCases(pupil Pupil, why string) error {
	rows, err := t.tx.CasesOfPupil(pupil.ID)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if row.Closed != "" || row.Applicant == pupil.Org {
			continue
		}
		move := casefile.MovePupil{Org: pupil.Org, OrgName: pupil.OrgName, Board: pupil.Board, Region: pupil.Region, Why: why}
		if err := t.do(row.ID, 0, move); err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
	}
	return nil
}

// JoinPupils makes two records one: other turned out to be the pupil id. Its
// cases, declarations and parents go along; nothing of it is lost, and
// [App.PartPupils] undoes it. A person decides this, never the program.
func (a *App) JoinPupils(ctx context.Context, p Principal, id string, seen int64, other string, reason string) (PupilResult, error) {
	return a.changing(ctx, p, id, seen, func(t *turn, was Pupil, res *PupilResult) error {
		gone, err := readPupil(t.tx, other)
		if err != nil {
			return err
		}
		if !mayReach(p, gone) || gone.ID == was.ID {
			return ErrNotFound
		}
		if err := t.tx.Lock("leerling " + gone.ID); err != nil {
			return err
		}
		why, refusal := reasonOf(reason)
		if res.Refusal = refusal; refusal != nil {
			return errRefused
		}
		kept := was
		kept.Joined = append(slices.Clone(was.Joined), gone.ID)
		kept.Reason = why
		carers := kept.takeCarers(gone.Carers)
		if err := t.point(gone, was.ID, why); err != nil {
			return err
		}
		if err := t.moveParents(gone.ID, was.ID, carers); err != nil {
			return err
		}
		return t.rejoin(kept, was.Version, res, "leerlingen samengevoegd", gone.ID)
	})
}

// takeCarers adds the carers that are not known yet, and tells which carer each
// of them is here.
func (p *Pupil) takeCarers(others []Carer) map[string]string {
	same := map[string]string{}
	p.Carers = slices.Clone(p.Carers)
	for _, o := range others {
		i := slices.IndexFunc(p.Carers, func(c Carer) bool {
			return store.Fold(c.Name) == store.Fold(o.Name) || c.Account != "" && c.Account == o.Account
		})
		if i < 0 {
			p.Carers = append(p.Carers, o)
			i = len(p.Carers) - 1
		}
		if p.Carers[i].Account == "" {
			p.Carers[i].Account = o.Account
		}
		same[o.ID] = p.Carers[i].ID
	}
	return same
}

// point makes a record say that it is another pupil; "" makes it one of its own.
func (t *turn) point(p Pupil, into, why string) error {
	p.MergedInto, p.Reason, p.By = into, why, t.p.Name
	_, err := putPupil(t.tx, p, p.Version)
	return err
}

// moveParents lets parents follow the record of their child.
func (t *turn) moveParents(from, to string, carers map[string]string) error {
	members, err := t.tx.MembersOfPupil(from)
	for _, m := range members {
		if err != nil {
			return err
		}
		if c, ok := carers[m.Carer]; ok {
			m.Pupil, m.Carer = to, c
			err = t.tx.PutMember(m)
		}
	}
	return err
}

// rejoin keeps the pupil that remains, and makes the cases of both records say
// of whom they are now and who was involved with whom.
func (t *turn) rejoin(kept Pupil, seen int64, res *PupilResult, part, other string) (err error) {
	rows, err := t.tx.CasesOfPupils([]string{kept.ID, other})
	if err != nil {
		return err
	}
	if err := t.putChanged(kept, seen, res, part); err != nil {
		return err
	}
	for _, id := range []string{kept.ID, other} {
		if err := t.tx.DropInvolved(id); err != nil {
			return err
		}
	}
	for _, row := range rows {
		if err := t.app.inPrivate().replay(t.tx, row.ID); err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if err := t.refresh(row); err != nil {
			return err
		}
	}
	res.Cases = len(rows)
	return nil
}

// PartPupils undoes a [App.JoinPupils]: other is a pupil of its own again, with
// the cases that began with it.
func (a *App) PartPupils(ctx context.Context, p Principal, id string, seen int64, other string, reason string) (PupilResult, error) {
	return a.changing(ctx, p, id, seen, func(t *turn, was Pupil, res *PupilResult) error {
		row, err := t.tx.Pupil(other)
		if err != nil {
			return err
		}
		apart, err := pupilOf(row)
		if err != nil {
			return err
		}
		if apart.MergedInto != was.ID {
			return ErrNotFound
		}
		why, refusal := reasonOf(reason)
		if res.Refusal = refusal; refusal != nil {
			return errRefused
		}
		kept := was
		kept.Joined = slices.DeleteFunc(slices.Clone(was.Joined), func(x string) bool { return x == other })
		kept.Carers = withoutCarers(was.Carers, apart.Carers)
		kept.Reason = why
		if err := t.point(apart, "", why); err != nil {
			return err
		}
		if err := t.partParents(kept, apart); err != nil {
			return err
		}
		return t.rejoin(kept, was.Version, res, "leerlingen gesplitst", apart.ID)
	})
}

// withoutCarers drops the carers that came along with the other record.
func withoutCarers(carers, others []Carer) []Carer {
	return slices.DeleteFunc(slices.Clone(carers), func(c Carer) bool {
		return slices.ContainsFunc(others, func(o Carer) bool { return o.ID == c.ID })
	})
}

// partParents gives the parents of the other record their own child back.
func (t *turn) partParents(kept, apart Pupil) error {
	members, err := t.tx.MembersOfPupil(kept.ID)
	for _, m := range members {
		if err != nil {
			return err
		}
		i := slices.IndexFunc(apart.Carers, func(c Carer) bool { return c.ID == m.Carer || c.Account != "" && c.Account == m.Account })
		if i < 0 {
			continue
		}
		if _, here := kept.carer(m.Carer); here {
			m.ID, m.Version = store.NewID(t.now), 0
		}
		m.Pupil, m.Carer = apart.ID, apart.Carers[i].ID
		err = t.tx.PutMember(m)
	}
	return err
}

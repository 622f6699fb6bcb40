package app

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// ownChild is the scope of parents.
const ownChild = "eigen kind"

// Child is what a parent sees of the own child.
type Child struct {
	Pupil Pupil
	Carer Carer // who asks
	Looks []Look
	More  bool // there are more looks than these
}

// mostChildCases bounds how many cases stand on one page.
const mostChildCases = 20

// Child shows a parent the own child: each is called for each case that the
// parent may see, the running ones first and the latest of those first.
func (a *App) Child(ctx context.Context, p Principal, each func(*Case) error) (Child, error) {
	var out Child
	if p.Scope != ownChild {
		return out, ErrForbidden
	}
	line := p.access(a.now(), "lezen", "kind")
	line.Ground = p.Title
	err := a.read(ctx, p, func(tx *store.Tx) error {
		swv, err := a.childIn(tx, p, &out)
		if err != nil {
			return err
		}
		line.Pupil, line.Cases = out.Pupil.ID, nil
		cases, err := a.childCases(tx, p, out.Pupil.ID)
		if err != nil {
			return err
		}
		for _, c := range cases {
			line.Cases = append(line.Cases, c.S.ID)
			if err := errors.Join(each(c), c.world.err); err != nil {
				return err
			}
		}
		looks, next, err := looksAt(tx, swv, p, out.Pupil.ID, "", 40)
		out.Looks, out.More = looks[:min(len(looks), 5)], len(looks) > 5 || next != ""
		return err
	})
	if err != nil {
		return out, err
	}
	return out, a.tenant(p).LogRead(ctx, line)
}

// childIn finds the child of a parent, and which of its carers the parent is.
func (a *App) childIn(tx *store.Tx, p Principal, out *Child) (*procedure.SWV, error) {
	swv, err := a.swvIn(tx, a.Today())
	if err != nil {
		return nil, err
	}
	if out.Pupil, err = readPupil(tx, p.Pupil); err != nil {
		return nil, err
	}
	carer, ok := out.Pupil.carer(p.Carer)
	if !ok {
		return nil, ErrNotFound
	}
	out.Carer = carer
	return swv, nil
}

func (a *App) childCases(tx *store.Tx, p Principal, pupil string) ([]*Case, error) {
	rows, err := tx.CasesOfPupil(pupil)
	if err != nil {
		return nil, err
	}
	slices.Reverse(rows)
	slices.SortStableFunc(rows, func(a, b store.CaseRow) int { return boolInt(a.Closed != "") - boolInt(b.Closed != "") })
	var all []*Case
	for _, row := range rows {
		if len(all) == mostChildCases {
			break
		}
		c, err := a.caseIn(tx, p, row.ID)
		if err != nil {
			return nil, err
		}
		if c.View.Any {
			all = append(all, c)
		}
	}
	return all, nil
}

// Look tells that somebody of an organisation looked at the dossier of a child,
// by function and never by name (LAW-13).
type Look struct {
	Day                 civil.Day
	Function, Org, What string
	Times               int
}

// Looks is a page of them, the latest first.
type Looks struct {
	Rows []Look
	Next string
}

// Looks gives a page of who looked at the dossier of the own child.
func (a *App) Looks(ctx context.Context, p Principal, cursor string) (Looks, error) {
	var out Looks
	if p.Scope != ownChild {
		return out, ErrForbidden
	}
	line := p.access(a.now(), "lezen", "wie keek")
	line.Ground = p.Title
	err := a.read(ctx, p, func(tx *store.Tx) error {
		var child Child
		swv, err := a.childIn(tx, p, &child)
		if err != nil {
			return err
		}
		line.Pupil = child.Pupil.ID
		out.Rows, out.Next, err = looksAt(tx, swv, p, child.Pupil.ID, cursor, 200)
		return err
	})
	if err != nil {
		return out, err
	}
	return out, a.tenant(p).LogRead(ctx, line)
}

// looked says what a line of the access log means to a parent.
var looked = map[string]string{"lezen": "bekeek het dossier", "wijzigen": "werkte aan het dossier", "downloaden": "opende een document of brief",
	"afdrukken": "drukte het dossier af", "exporteren": "nam het dossier mee naar buiten Passend", "vernietigen": "vernietigde het dossier"}

// looksAt gathers the lines of a pupil by day, function and organisation. What
// the parent did, and what was refused, is not among them.
func looksAt(tx *store.Tx, swv *procedure.SWV, p Principal, pupil, cursor string, lines int) ([]Look, string, error) {
	rows, next, err := tx.AccessLog(store.AccessFilter{Pupil: pupil, Cursor: cursor, Limit: lines})
	var all []Look
	for _, r := range rows {
		what := looked[r.Kind]
		if what == "" || r.Account == "" || r.Account == p.Account || r.Result == "geweigerd" {
			continue
		}
		l := Look{Day: civil.DayOf(r.At), Function: titleOfFunction(swv, r.Function), Org: whose(swv, r), What: what, Times: 1}
		i := slices.IndexFunc(all, func(x Look) bool {
			return x.Day == l.Day && x.Function == l.Function && x.Org == l.Org && x.What == l.What
		})
		if i >= 0 {
			all[i].Times++
			continue
		}
		all = append(all, l)
	}
	return all, next, err
}

func whose(swv *procedure.SWV, r store.Access) string {
	for _, f := range swv.Functions {
		if f.Name != r.Function {
			continue
		}
		switch f.At {
		case "swv":
			return swv.Title
		case "gezin":
			return "het gezin"
		}
	}
	return r.OrgName
}

// Reachable records that a parent wants decisions to come electronically too, or
// no longer (Awb 2:8). seen is the version of the child on the page.
func (a *App) Reachable(ctx context.Context, p Principal, yes bool, seen int64) (conflict bool, err error) {
	if p.Scope != ownChild {
		return false, ErrForbidden
	}
	now := a.now()
	err = a.write(ctx, p, now, func(tx *store.Tx) error {
		if err := tx.Lock("leerling " + p.Pupil); err != nil {
			return err
		}
		var child Child
		if _, err := a.childIn(tx, p, &child); err != nil {
			return err
		}
		pupil := child.Pupil
		pupil.Carers = slices.Clone(pupil.Carers)
		i := slices.IndexFunc(pupil.Carers, func(c Carer) bool { return c.ID == p.Carer })
		c := &pupil.Carers[i]
		if conflict = pupil.Version != seen && c.Electronic != yes; conflict || c.Electronic == yes {
			return nil
		}
		c.Electronic, c.Since = yes, ""
		pupil.Reason = "wil besluiten niet meer digitaal"
		if yes {
			c.Since, pupil.Reason = isoOf(civil.DayOf(now)), "wil besluiten ook digitaal"
		}
		t := &turn{app: a, tx: tx, p: p, now: now, res: &Result{}}
		return t.putChanged(pupil, pupil.Version, &PupilResult{}, "bereikbaar voor besluiten")
	})
	return conflict, err
}

// Joined makes what somebody was invited for count in the cases of the pupil: a
// parent who signs in is who the school wrote down as carer. It may be done twice.
func (a *App) Joined(ctx context.Context, tenant string, m store.Member) error {
	if m.Carer == "" {
		return nil
	}
	p, now := systemPrincipal(tenant), a.now()
	return a.write(ctx, p, now, func(tx *store.Tx) error {
		if err := tx.Lock("leerling " + m.Pupil); err != nil {
			return err
		}
		pupil, err := readPupil(tx, m.Pupil)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		pupil.Carers = slices.Clone(pupil.Carers)
		i := slices.IndexFunc(pupil.Carers, func(c Carer) bool { return c.ID == m.Carer })
		if i < 0 || pupil.Carers[i].Account == m.Account {
			return nil
		}
		c := &pupil.Carers[i]
		c.Account, pupil.Reason = m.Account, "heeft een account"
		if c.Email == "" {
			c.Email = m.Email
		}
		t := &turn{app: a, tx: tx, p: p, now: now, res: &Result{}}
		return t.putChanged(pupil, pupil.Version, &PupilResult{}, "ouder heeft een account")
	})
}

// Older tells whether the pupil is at least so many years old.
func (p Pupil) Older(years int, today civil.Day) bool {
	born := p.birth()
	return !born.IsZero() && !today.Before(born.AddYears(years))
}

// ParentSentence is what happens now, for parents; the title of the phase when
// the procedure says nothing to them.
func (c *Case) ParentSentence() string {
	phase, _ := casefile.FindPhase(c.W.Proc, c.S.Phase)
	if phase.Parents != "" {
		return phase.Parents
	}
	return phase.Title + "."
}

// When the reader is to act or waits is told by the latest moment something
// happened.
func (c *Case) LastMoment() time.Time { return lastMoment(c.S) }

// functionsAt lists the functions of a kind of organisation.
func functionsAt(swv *procedure.SWV, at string) []procedure.Function {
	return slices.DeleteFunc(slices.Clone(swv.Functions), func(f procedure.Function) bool { return f.At != at })
}

func spaced(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
}

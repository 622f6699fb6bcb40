package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// PupilResult is the answer to adding or changing a pupil.
type PupilResult struct {
	ID       string
	Version  int64
	Refusal  *casefile.Refusal
	Doubles  *Doubles // a person must say first whether it is one of these
	Conflict bool     // somebody else changed the pupil since the page was made
	Cases    int      // running cases that were brought in line
}

// Doubles are pupils who may be the same one. Of a pupil out of reach only that
// there may be one is told (ALL-08).
type Doubles struct {
	Own       []Pupil
	Elsewhere bool
}

func (d *Doubles) any() bool { return d != nil && (len(d.Own) > 0 || d.Elsewhere) }

// KeepsPupils tells whether pupils as such, with or without a case, are the work
// of this function: at school, or at the SWV for who may add or change them.
func (p Principal) KeepsPupils() bool {
	switch p.Scope {
	case "eigen organisatie":
		return true
	case "eigen regio", "alles":
		return p.Can("leerling toevoegen") || p.Can("leerling wijzigen")
	}
	return false
}

// pupilScope is whose pupils this principal looks at in lists.
func (p Principal) pupilScope() store.PupilScope {
	switch {
	case !p.KeepsPupils():
		return store.PupilScope{}
	case p.Scope == "eigen organisatie":
		return store.PupilScope{Org: p.Org}
	case p.Scope == "eigen regio" && p.Region != "":
		return store.PupilScope{Region: p.Region}
	}
	return store.PupilScope{All: true}
}

// PupilList is a page of pupils.
type PupilList struct {
	Rows []store.PupilRow
	Next string
}

// Pupils gives a page of the pupils within reach, by name.
func (a *App) Pupils(ctx context.Context, p Principal, cursor string) (PupilList, error) {
	return a.pupilList(ctx, p, "lijst", func(tx *store.Tx) (out PupilList, err error) {
		out.Rows, out.Next, err = tx.PupilsOf(p.pupilScope(), cursor, 50)
		return out, err
	})
}

// FindPupils finds pupils within reach by name or by the number of the school.
func (a *App) FindPupils(ctx context.Context, p Principal, question string) ([]store.PupilRow, error) {
	if !p.KeepsPupils() {
		return nil, nil
	}
	found, err := a.pupilList(ctx, p, "zoeken", func(tx *store.Tx) (out PupilList, err error) {
		out.Rows, err = tx.SearchPupils(p.pupilScope(), question, 50)
		return out, err
	})
	return found.Rows, err
}

func (a *App) pupilList(ctx context.Context, p Principal, kind string, f func(*store.Tx) (PupilList, error)) (PupilList, error) {
	if !p.KeepsPupils() {
		return PupilList{}, ErrForbidden
	}
	var out PupilList
	err := a.read(ctx, p, func(tx *store.Tx) (err error) {
		out, err = f(tx)
		return err
	})
	if err != nil || len(out.Rows) == 0 {
		return out, err
	}
	return out, a.tenant(p).LogRead(ctx, pupilLine(p, a.now(), kind, len(out.Rows)))
}

func pupilLine(p Principal, at time.Time, kind string, n int) store.Access {
	line := p.access(at, kind, fmt.Sprintf("leerlingen (%d)", n))
	line.Ground = p.Title
	return line
}

// PupilOrgs lists the schools and pre-schools at which this principal can add a
// pupil; none when that is always the own one.
func (a *App) PupilOrgs(ctx context.Context, p Principal) ([]store.OrgRow, error) {
	if p.Scope == "eigen organisatie" {
		return nil, nil
	}
	var all []store.OrgRow
	err := a.read(ctx, p, func(tx *store.Tx) error {
		for _, kind := range []string{"school", "voorschool"} {
			rows, err := tx.Orgs(kind, "", 500)
			if err != nil {
				return err
			}
			all = append(all, slices.DeleteFunc(rows, func(o store.OrgRow) bool { return o.Closed != "" || !p.reachesOrg(o) })...)
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b store.OrgRow) int { return strings.Compare(store.Fold(a.Name), store.Fold(b.Name)) })
	return all, err
}

func (p Principal) reachesOrg(o store.OrgRow) bool {
	switch p.Scope {
	case "eigen organisatie":
		return o.ID == p.Org
	case ownSchools:
		return slices.Contains(p.Schools, o.ID)
	case "eigen regio":
		return p.Region == "" || o.Region == p.Region
	}
	return p.Scope == "alles"
}

// AddPupil adds a pupil. With sure a person has looked at who may be the same
// pupil, and said that it is another.
func (a *App) AddPupil(ctx context.Context, p Principal, in PupilInput, sure bool) (PupilResult, error) {
	var res PupilResult
	if !p.Can("leerling toevoegen") {
		return res, ErrForbidden
	}
	now := a.now()
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		res = PupilResult{}
		pupil, refusal, err := a.readInput(tx, p, in, Pupil{})
		if err != nil {
			return err
		}
		if res.Refusal = refusal; refusal != nil {
			return errRefused
		}
		if err := tx.Lock("leerling " + pupil.SearchName + pupil.Birth); err != nil {
			return err
		}
		doubles, err := a.doublesOf(tx, p, pupil)
		if err != nil {
			return err
		}
		if doubles.any() && !sure {
			res.Doubles = doubles
			return errRefused
		}
		pupil.ID = store.NewID(now)
		pupil.Reason, pupil.By = "toegevoegd", p.Name
		res.ID = pupil.ID
		res.Version, err = putPupil(tx, pupil, 0)
		logPupil(tx, p, now, pupil.ID, "wijzigen", "leerling toegevoegd")
		return err
	})
	if err == errRefused {
		return res, a.logDoubles(ctx, p, res.Doubles)
	}
	return res, err
}

func putPupil(tx *store.Tx, p Pupil, expected int64) (int64, error) {
	newCarerIDs(&p, func() string { return store.NewID(tx.Meta().At) })
	row, err := p.row()
	if err != nil {
		return 0, err
	}
	return tx.PutPupil(row, expected)
}

func logPupil(tx *store.Tx, p Principal, now time.Time, id, kind, part string) {
	line := p.access(now, kind, part)
	line.Pupil, line.Ground = id, p.Title
	tx.Log(line)
}

// logDoubles records that somebody saw who may be the same pupil.
func (a *App) logDoubles(ctx context.Context, p Principal, d *Doubles) error {
	if d == nil || len(d.Own) == 0 {
		return nil
	}
	line := p.access(a.now(), "zoeken", "dubbele leerling")
	line.Pupil, line.Ground = d.Own[0].ID, p.Title
	return a.tenant(p).LogRead(ctx, line)
}

// readInput turns what was typed into a pupil, at a school within reach.
func (a *App) readInput(tx *store.Tx, p Principal, in PupilInput, was Pupil) (Pupil, *casefile.Refusal, error) {
	swv, err := a.swvIn(tx, a.Today())
	if err != nil {
		return was, nil, err
	}
	r := &reading{in: in, today: a.Today(), swv: swv}
	pupil := was
	r.into(&pupil)
	if was.ID == "" {
		err = a.settle(tx, p, r, &pupil)
	}
	return pupil, r.refusal(), err
}

// settle puts a new pupil at a school: the own one, or the one that was chosen.
func (a *App) settle(tx *store.Tx, p Principal, r *reading, pupil *Pupil) error {
	id := p.Org
	if p.Scope != "eigen organisatie" {
		id = r.in.Values["school"]
	}
	if id == "" && !pupil.Enrolled {
		pupil.Region = p.Region
		return nil
	}
	org, err := tx.Org(id)
	if errors.Is(err, ErrNotFound) || err == nil && !p.reachesOrg(org) {
		r.wrong("school", "Kies de school van de leerling.")
		return nil
	}
	pupil.setOrg(org)
	if org.Kind == "voorschool" {
		pupil.SchoolType, pupil.Enrolled, pupil.Group = "voorschool", false, -1
	}
	return err
}

func (p *Pupil) setOrg(o store.OrgRow) {
	p.Org, p.OrgName, p.Board, p.Region = o.ID, o.Name, o.Board, o.Region
}

// doublesOf finds pupils born on the same day with the same name, or with the
// same number at a school.
func (a *App) doublesOf(tx *store.Tx, p Principal, pupil Pupil) (*Doubles, error) {
	found, err := tx.PupilsLike(pupil.SearchName, pupil.Birth, pupil.ID)
	if err == nil && pupil.Number != "" {
		var more []store.PupilRow
		more, err = tx.PupilsLike(pupil.Number, pupil.Birth, pupil.ID)
		found = append(found, more...)
	}
	if err != nil {
		return nil, err
	}
	d := &Doubles{}
	for _, row := range found {
		other, err := pupilOf(row)
		switch {
		case err != nil:
			return nil, err
		case slices.ContainsFunc(d.Own, func(x Pupil) bool { return x.ID == row.ID }):
		case p.KeepsPupils() && mayReach(p, other):
			d.Own = append(d.Own, other)
		default:
			d.Elsewhere = true
		}
	}
	return d, nil
}

// changing is a write to one pupil, for who may.
func (a *App) changing(ctx context.Context, p Principal, id string, seen int64, f func(t *turn, was Pupil, res *PupilResult) error) (PupilResult, error) {
	var res PupilResult
	if !p.Can("leerling wijzigen") {
		return res, ErrForbidden
	}
	now := a.now()
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		res = PupilResult{ID: id}
		if err := tx.Lock("leerling " + id); err != nil {
			return err
		}
		was, err := readPupil(tx, id)
		if err != nil {
			return err
		}
		if !mayReach(p, was) {
			return ErrNotFound
		}
		res.Version = was.Version
		if seen != was.Version {
			res.Conflict = true
			return errRefused
		}
		return f(&turn{app: a, tx: tx, p: p, now: now, res: &Result{}}, was, &res)
	})
	if err == errRefused {
		err = nil
	}
	return res, err
}

// reasonOf reads why something is changed.
func reasonOf(text string) (string, *casefile.Refusal) {
	r := &reading{}
	clean := r.text("reden", text, 1000)
	r.needed("reden", clean, "Schrijf kort waarom u dit wijzigt.")
	return clean, r.refusal()
}

// ChangePupil changes what is known of a pupil, with the reason. What lists and
// running cases show of the pupil follows at once.
func (a *App) ChangePupil(ctx context.Context, p Principal, id string, seen int64, in PupilInput, reason string) (PupilResult, error) {
	return a.changing(ctx, p, id, seen, func(t *turn, was Pupil, res *PupilResult) error {
		pupil, refusal, err := a.readInput(t.tx, p, in, was)
		if err != nil {
			return err
		}
		why, noReason := reasonOf(reason)
		if res.Refusal = joined(refusal, noReason); res.Refusal != nil {
			return errRefused
		}
		pupil.Reason = why
		return t.putChanged(pupil, was.Version, res, "leerling gewijzigd")
	})
}

func joined(a, b *casefile.Refusal) *casefile.Refusal {
	if a == nil || b == nil {
		if a == nil {
			return b
		}
		return a
	}
	both := *a
	both.Problems = append(slices.Clone(a.Problems), b.Problems...)
	return &both
}

// putChanged keeps a changed pupil and brings its cases in line.
func (t *turn) putChanged(pupil Pupil, seen int64, res *PupilResult, part string) (err error) {
	pupil.By = t.p.Name
	if res.Version, err = putPupil(t.tx, pupil, seen); err != nil {
		return err
	}
	logPupil(t.tx, t.p, t.now, pupil.ID, "wijzigen", part)
	res.Cases, err = t.bringInLine(pupil.ID)
	return err
}

// bringInLine makes the cases of a pupil say what is now known of the pupil, and
// counts the running ones.
func (t *turn) bringInLine(pupil string) (running int, err error) {
	rows, err := t.tx.CasesOfPupil(pupil)
	for _, row := range rows {
		if err != nil {
			return running, err
		}
		if row.Closed == "" {
			running++
		}
		err = t.refresh(row)
	}
	return running, err
}

func (t *turn) refresh(row store.CaseRow) error {
	s, err := t.app.load(t.tx, row.ID)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	w, err := t.app.world(t.tx, t.p, t.now, subjectOf(s), row.ID)
	if err != nil {
		return err
	}
	if carers := w.pupil.caseCarers(); row.Closed == "" && !sameCarers(carers, s.Carers) {
		return t.do(row.ID, 0, casefile.ChangeCarers{Carers: carers})
	}
	return t.app.project(t.tx, w, s, s.Seq)
}

// Departures are the ways in which a pupil goes.
var Departures = []string{"verhuisd", "naar een andere school buiten het samenwerkingsverband", "klaar met school", "overleden"}

// PupilLeft records that a pupil left or died, or with an empty day that this
// was a mistake. It closes no case: people do.
func (a *App) PupilLeft(ctx context.Context, p Principal, id string, seen int64, day, why string) (PupilResult, error) {
	return a.changing(ctx, p, id, seen, func(t *turn, was Pupil, res *PupilResult) error {
		pupil := was
		if day == "" && was.Left != "" {
			pupil.Left, pupil.LeftWhy, pupil.Reason = "", "", "toch niet vertrokken"
			return t.putChanged(pupil, was.Version, res, "leerling niet vertrokken")
		}
		r := &reading{today: civil.DayOf(t.now)}
		d := r.day("dag", day, "Vul de dag in.")
		if r.today.Before(d) {
			r.wrong("dag", "Deze datum ligt in de toekomst. Leg dit vast als het zover is.")
		}
		if !slices.Contains(Departures, why) {
			r.wrong("waarom", "Kies wat er is gebeurd.")
		}
		if res.Refusal = r.refusal(); res.Refusal != nil {
			return errRefused
		}
		pupil.Left, pupil.LeftWhy, pupil.Reason = isoOf(d), why, why
		return t.putChanged(pupil, was.Version, res, "leerling vertrokken")
	})
}

// setting gives a value of swv.yaml, or what holds when there is none.
func setting(swv *procedure.SWV, name, otherwise string) string {
	for _, s := range swv.Settings {
		if s.Name == name && s.Value != "" {
			return s.Value
		}
	}
	return otherwise
}

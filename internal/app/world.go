package app

import (
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

// world gathers what a decision about a case depends on, inside the transaction
// in which it is taken. Errors met while the core asks on are kept, and given
// by err afterwards.
type world struct {
	casefile.World
	app   *App
	tx    *store.Tx
	pupil Pupil
	cases []store.CaseRow // of the pupil
	days  []store.Holiday // all days that the SWV ever set
	id    string          // of the case
	err   error
	orgs  func(id string) (store.OrgRow, error) // instead of the store, on a Stage

	fixedOf func(function, org string) store.Fixed // likewise
}

// subject is what a case is about.
type subject struct{ procedure, hash, pupil, parent string }

func subjectOf(s *casefile.State) subject {
	return subject{s.Started.Procedure, s.Started.Hash, s.Started.Pupil, s.Started.Parent}
}

func (a *App) world(tx *store.Tx, p Principal, now time.Time, on subject, caseID string) (*world, error) {
	swv, proc, err := a.procedureOf(tx, on.procedure, on.hash)
	if err != nil {
		return nil, err
	}
	w := &world{app: a, tx: tx, id: caseID}
	w.World = casefile.World{Proc: proc, SWV: swv, Now: now, Who: p.person()}
	if w.days, err = tx.AllHolidays(); err != nil {
		return nil, err
	}
	w.Calendar = w.calendarAt(now)
	if p.Scope == "toegewezen" {
		w.Who.EmployedAt, err = employedAt(tx, p.Account)
		if err != nil {
			return nil, err
		}
	}
	if err := w.about(on, caseID); err != nil {
		return nil, err
	}
	w.asks()
	return w, nil
}

func (w *world) about(on subject, caseID string) (err error) {
	if w.pupil, err = readPupil(w.tx, on.pupil); err != nil {
		return fmt.Errorf("pupil of case: %w", err)
	}
	w.Pupil = w.pupil.facts()
	if w.cases, err = w.tx.CasesOfPupil(w.pupil.ID); err != nil {
		return err
	}
	for _, c := range w.cases {
		if c.ID != caseID {
			w.Others = append(w.Others, casefile.OtherCase{ID: c.ID, Procedure: c.Procedure, Outcome: c.Outcome,
				Running: c.Closed == "", Closed: dayOf(c.Closed)})
		}
	}
	grants, err := w.tx.GrantsOfPupil(w.pupil.ID)
	if err != nil {
		return err
	}
	w.TLV = latestDeclaration(grants, w.Today())
	return w.from(on.parent)
}

// from finds the case from which this one was opened. A case outlives the one it
// came from: what was destroyed is not there.
func (w *world) from(parent string) (err error) {
	if parent == "" {
		return nil
	}
	if w.Parent, err = w.app.load(w.tx, parent); errors.Is(err, ErrNotFound) {
		w.Parent = nil
		return nil
	}
	if err == nil {
		_, w.ParentProc, err = w.app.procedureOf(w.tx, w.Parent.Started.Procedure, w.Parent.Started.Hash)
	}
	if err == nil && w.Pupil.Nameless {
		err = w.withhold()
	}
	return err
}

func latestDeclaration(grants []store.GrantRow, today civil.Day) *casefile.Declaration {
	for _, g := range grants {
		if g.What == "tlv" && (g.Ended == "" || !EndedOn(g).Before(today)) {
			return &casefile.Declaration{Number: g.Number, School: g.School, Category: g.Category, From: dayOf(g.From), Until: dayOf(g.Until),
				Expected: g.Expected, Leaves: dayOf(g.Leaves)}
		}
	}
	return nil
}

// asks hands the core its questions to the store.
func (w *world) asks() {
	w.NewID = func() string { return store.NewID(w.Now) }
	w.Number = w.number
	w.Find = w.find
	w.Involved = w.involved
	w.Electronic = w.electronic
	w.NextMeeting = w.nextMeeting
	w.Room, w.Hours = w.room, w.hours
	w.Facility = w.facilityView
	w.Other = w.other
}

// org finds an organisation.
func (w *world) org(id string) (store.OrgRow, error) {
	if w.orgs != nil {
		return w.orgs(id)
	}
	return w.tx.Org(id)
}

func (w *world) keep(err error) bool {
	if err != nil && w.err == nil {
		w.err = err
	}
	return err == nil
}

// number gives the next number of a series by its pattern: {jj} or {jjjj} the
// year of the decision, {volgnr:4} the number within it (LAW-05).
func (w *world) number(series string) string {
	i := slices.IndexFunc(w.SWV.Series, func(s procedure.Series) bool { return s.Name == series })
	if i < 0 {
		w.keep(fmt.Errorf("number series %q is not in swv.yaml", series))
		return ""
	}
	year := fmt.Sprintf("%04d", w.Today().Year())
	n, err := w.tx.NextNumber(series, year)
	if !w.keep(err) {
		return ""
	}
	return fillPattern(w.SWV.Series[i].Pattern, year, n)
}

func fillPattern(pattern, year string, n int64) string {
	out := strings.NewReplacer("{jjjj}", year, "{jj}", year[2:], "{volgnr}", fmt.Sprint(n)).Replace(pattern)
	for width := 1; width <= 9; width++ {
		out = strings.ReplaceAll(out, fmt.Sprintf("{volgnr:%d}", width), fmt.Sprintf("%0*d", width, n))
	}
	return out
}

func (w *world) find(account string) (casefile.Person, bool) {
	members, err := w.tx.MembersOf(account)
	if !w.keep(err) || len(members) == 0 {
		return casefile.Person{}, false
	}
	members = slices.DeleteFunc(members, func(m store.Member) bool { return ended(m, w.Today()) })
	if len(members) == 0 {
		return casefile.Person{}, false
	}
	// The function in which somebody is assigned comes first: who is expert
	// somewhere and works at a school too is found as the expert.
	slices.SortStableFunc(members, func(a, b store.Member) int { return w.assignable(b) - w.assignable(a) })
	p := personOf(members[0])
	for _, m := range members {
		p.EmployedAt = append(p.EmployedAt, m.Org)
	}
	return p, true
}

func (w *world) assignable(m store.Member) int {
	for _, r := range w.Proc.Roles {
		if r.Of == "toegewezen" && r.Function == m.Function {
			return 1
		}
	}
	return 0
}

func ended(m store.Member, today civil.Day) bool {
	return m.Until != "" && dayOf(m.Until).Before(today)
}

func employedAt(tx *store.Tx, account string) ([]string, error) {
	members, err := tx.MembersOf(account)
	var orgs []string
	for _, m := range members {
		orgs = append(orgs, m.Org)
	}
	return orgs, err
}

// involved tells whether somebody had a part in this pupil's life at school or
// SWV: as a parent, or by what was done in the pupil's cases.
func (w *world) involved(account string) (bool, string) {
	for _, c := range w.pupil.Carers {
		if c.Account == account && account != "" {
			return true, "ouder of verzorger"
		}
	}
	hows, err := w.tx.Involved(w.pupil.ID, account)
	if !w.keep(err) || len(hows) == 0 {
		return false, ""
	}
	return true, strings.Join(hows, ", ")
}

func (w *world) electronic(kind, id string) bool {
	if kind == "ouder" {
		c, ok := w.pupil.carer(id)
		return ok && c.Electronic && c.Account != ""
	}
	if kind != "school" && kind != "bestuur" || id == "" {
		return false
	}
	org, err := w.org(id)
	return err == nil && org.Electronic
}

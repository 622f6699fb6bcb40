package app

import (
	"context"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// Backstage answers from memory what cases ask of the database while they are
// played on a [Stage]. It is called by one goroutine.
type Backstage struct {
	Find   func(account string) (casefile.Person, bool)
	Org    func(id string) (store.OrgRow, error)
	Number func(series string, day civil.Day) string // "zaak" is that of the case
	Fixed  func(function, org string) store.Fixed    // the fixed person of a school
}

// Stage plays cases in memory, beside a database that is being written to: to
// fill one with so many that decisions and writing must go on at the same time.
type Stage struct {
	app      *App
	swv      *procedure.SWV
	calendar *civil.Calendar
	back     Backstage
}

// Stage makes a stage for a samenwerkingsverband.
func (a *App) Stage(ctx context.Context, tenant string, back Backstage) (*Stage, error) {
	swv, err := a.SWV(ctx, tenant)
	if err != nil {
		return nil, err
	}
	return &Stage{app: a.inPrivate(), swv: swv, calendar: civil.NewCalendar(swv.Region), back: back}, nil
}

// Principal is [App.Principal] for who is not in the database yet.
func (s *Stage) Principal(m store.Member) (Principal, error) {
	p := Principal{Tenant: s.swv.ID, Member: m}
	p.fill(s.swv)
	return p, nil
}

// Begin starts a case of a pupil, beside the cases that this pupil had before.
func (s *Stage) Begin(p Principal, pupil Pupil, before []*Play, in StartInput, at time.Time) (*Play, *casefile.Refusal, error) {
	proc, ok := s.swv.Find(in.Procedure)
	if !ok {
		return nil, nil, ErrNotFound
	}
	y := &Play{w: s.world(proc, pupil, before, at), s: casefile.New(store.NewID(at)), day: civil.DayOf(at)}
	y.employed = func(account string) ([]string, error) {
		who, _ := s.back.Find(account)
		return who.EmployedAt, nil
	}
	id := pupil.Org
	if p.OrgKind == "school" || p.OrgKind == "voorschool" {
		id = p.Org
	}
	org, err := s.back.Org(id)
	if err != nil {
		return nil, nil, err
	}
	refusal, err := y.do(p, at, casefile.Start{Number: s.back.Number("zaak", civil.DayOf(at)), Variant: in.Variant, Pupil: pupil.ID,
		Applicant: org.ID, ApplicantName: org.Name, Board: org.Board, Region: org.Region, Carers: pupil.caseCarers(), Values: in.Values})
	return y, refusal, err
}

func (s *Stage) world(proc *procedure.Procedure, pupil Pupil, before []*Play, at time.Time) *world {
	w := &world{app: s.app, pupil: pupil, orgs: s.back.Org, fixedOf: s.fixed}
	w.World = casefile.World{Proc: proc, SWV: s.swv, Now: at, Calendar: s.calendar, Pupil: pupil.facts(), Find: s.back.Find}
	for _, y := range before {
		other := casefile.OtherCase{ID: y.s.ID, Procedure: y.s.Started.Procedure, Outcome: y.s.Outcome, Running: y.s.Closed == nil}
		if y.s.Closed != nil {
			other.Closed = y.s.Closed.Day
		}
		w.Others = append(w.Others, other)
	}
	w.NewID = func() string { return store.NewID(w.Now) }
	w.Number = func(series string) string { return s.back.Number(series, w.Today()) }
	w.Electronic = w.electronic
	w.Involved = func(string) (bool, string) { return false, "" }
	w.NextMeeting = w.stageMeeting
	return w
}

func (s *Stage) fixed(function, org string) store.Fixed {
	if s.back.Fixed == nil {
		return store.Fixed{}
	}
	return s.back.Fixed(function, org)
}

// Write writes a case that was played on a stage.
func (b *Bulk) Write(y *Play) error {
	y.b, y.w.tx = b, b.tx
	return y.Flush()
}

// NumberText writes a number of a series as its pattern says (LAW-05).
func NumberText(swv *procedure.SWV, series, year string, n int64) string {
	for _, s := range swv.Series {
		if s.Name == series {
			return fillPattern(s.Pattern, year, n)
		}
	}
	return ""
}

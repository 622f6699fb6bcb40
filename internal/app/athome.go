package app

import (
	"cmp"
	"context"
	"slices"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// countsDays tells whether a procedure has a term that counts the days of a
// series.
func countsDays(p *procedure.Procedure) bool {
	return slices.ContainsFunc(p.Terms, func(t procedure.Term) bool { return t.Counts != nil })
}

// periodRows are the periods of every counted term of a case.
func periodRows(w *world, s *casefile.State) []store.PeriodRow {
	var rows []store.PeriodRow
	for _, t := range w.Proc.Terms {
		if t.Counts == nil || s.Term(t.Name, "") == nil {
			continue
		}
		for i, p := range casefile.PeriodsOf(w.World, s, *t.Counts) {
			rows = append(rows, store.PeriodRow{Case: s.ID, Term: t.Name, Place: i, From: isoOf(p.From), Until: isoOf(p.Until), What: p.What, Counts: p.Counts})
		}
	}
	return rows
}

// AtHome is who stays away from school, as far as this principal finds the cases
// (KRS-05).
type AtHome struct {
	Procedure *procedure.Procedure
	Term      procedure.Term
	Full      int // school weeks after which a pupil counts
	Call      *procedure.Action
	Rows      []AtHomeRow
	Schools   []AtHomeSchool
	Months    []AtHomeMonth // the last thirteen, the present one last
	Cut       bool          // there are more cases than were read
}

// AtHomeRow is a pupil with a running report.
type AtHomeRow struct {
	counted
	civil.Count
	What     string // of the latest period
	Reach    civil.Day
	Full     bool // the school weeks are full
	Near     bool // they are within a school week
	MayCall  bool
	LastSeen civil.Day // last day of the latest period; zero: no end
}

// counted is a case with a counted term as it stands.
type counted struct {
	store.CaseRow
	Stopped string // when the term was stopped
	Ends    string // when it is full, or was
	Called  bool   // a case that was opened from it still runs
	Periods []civil.Period
}

// AtHomeSchool is the sum of a school.
type AtHomeSchool struct {
	Org, Name             string
	Reports, Now, AreFull int
}

// AtHomeMonth is how it stood on the last day of a month, or today.
type AtHomeMonth struct {
	Day       civil.Day
	Now, Full int // counted absent on that day; of those, the school weeks are full
}

// mostAtHome is how many reports a page adds up at most.
const mostAtHome = 500

// CountsAbsence is the procedure that counts the days of a series, and its term;
// false when this SWV has none.
func CountsAbsence(swv *procedure.SWV) (*procedure.Procedure, procedure.Term, bool) {
	for _, p := range swv.Procedures {
		for _, t := range p.Terms {
			if t.Counts != nil {
				return p, t, true
			}
		}
	}
	return nil, procedure.Term{}, false
}

// SeesAtHome tells whether somebody has a part in reports of pupils at home, or
// watches over all of them.
func (p Principal) SeesAtHome() bool { return p.AtHome && p.Scope != "eigen kind" }

// AtHome gives who is at home, per school and over the last year.
func (a *App) AtHome(ctx context.Context, p Principal) (AtHome, error) {
	var out AtHome
	if p.ListAudience() == "" || !p.SeesAtHome() {
		return out, ErrForbidden
	}
	err := a.list(ctx, p, "thuiszitters", func(tx *store.Tx, swv *procedure.SWV) ([]string, error) {
		var ok bool
		if out.Procedure, out.Term, ok = CountsAbsence(swv); !ok {
			return nil, ErrNotFound
		}
		cal, err := a.calendar(tx, swv)
		if err != nil {
			return nil, err
		}
		found, err := a.counted(tx, p, &out)
		if err != nil {
			return nil, err
		}
		out.Full = fullWeeks(swv, out.Term)
		out.Call = callAction(out.Procedure)
		out.addUp(p, found, cal, a.Today())
		var ids []string
		for _, r := range out.Rows {
			ids = append(ids, r.ID)
		}
		return ids, nil
	})
	return out, err
}

// counted gathers the cases: those that run, and those that closed in the last
// year for the months that were.
func (a *App) counted(tx *store.Tx, p Principal, out *AtHome) ([]counted, error) {
	var all []counted
	var ids []string
	since := isoOf(a.Today().AddMonths(-13))
	for _, q := range []store.CaseQuery{{}, {Closed: true, Sort: "updated"}} {
		q.Audience, q.Procedure, q.Limit = p.ListAudience(), out.Procedure.ID, mostAtHome
		rows, next, err := tx.Cases(q)
		if err != nil {
			return nil, err
		}
		out.Cut = out.Cut || next != ""
		for _, r := range rows {
			if r.Closed == "" || r.Closed >= since {
				all, ids = append(all, counted{CaseRow: r}), append(ids, r.ID)
			}
		}
	}
	return all, fillCounted(tx, all, ids, out.Term.Name)
}

// fillCounted reads the terms and periods of all of them at once.
func fillCounted(tx *store.Tx, all []counted, ids []string, term string) error {
	at := map[string]*counted{}
	for i := range all {
		at[all[i].ID] = &all[i]
	}
	terms, err := tx.TermsOfCases(ids, term)
	if err != nil {
		return err
	}
	for _, t := range terms {
		at[t.Case].Ends, at[t.Case].Stopped = t.Due, t.Stopped
	}
	periods, err := tx.PeriodsOfCases(ids, term)
	if err != nil {
		return err
	}
	for _, p := range periods {
		c := at[p.Case]
		c.Periods = append(c.Periods, civil.Period{From: dayOf(p.From), Until: dayOf(p.Until), What: p.What, Counts: p.Counts})
	}
	openers, err := tx.OpenersOf(ids)
	for _, id := range openers {
		at[id].Called = true
	}
	return err
}

// fullWeeks is the length of a term in school weeks.
func fullWeeks(swv *procedure.SWV, t procedure.Term) int {
	l, err := civil.ParseDuration(casefile.LengthOf(casefile.World{SWV: swv}, t))
	if err != nil || l.Unit != civil.SchoolWeeks {
		return 0
	}
	return l.N
}

// callAction is what opens a case for help without asking anything.
func callAction(p *procedure.Procedure) *procedure.Action {
	for i := range p.Phases {
		for j := range p.Phases[i].Actions {
			if x := &p.Phases[i].Actions[j]; x.OpensCase != "" && len(x.Asks) == 0 {
				return x
			}
		}
	}
	return nil
}

func (out *AtHome) addUp(p Principal, found []counted, cal *civil.Calendar, today civil.Day) {
	share := cal.Remembering()
	days := monthEnds(today)
	out.Months = make([]AtHomeMonth, len(days))
	for i, d := range days {
		out.Months[i].Day = d
	}
	schools := map[string]*AtHomeSchool{}
	for _, c := range found {
		periods := c.Periods
		counts := civil.CountAt(share, periods, days)
		for i, n := range counts {
			out.Months[i].add(n, out.Full, c, days[i])
		}
		if c.Closed != "" || c.Stopped != "" || c.Ends == "" {
			continue
		}
		row := out.row(p, c, periods, counts[len(counts)-1], today)
		out.Rows = append(out.Rows, row)
		s := schools[c.Applicant]
		if s == nil {
			s = &AtHomeSchool{Org: c.Applicant, Name: c.ApplicantName}
			schools[c.Applicant] = s
		}
		s.add(row)
	}
	for _, s := range schools {
		out.Schools = append(out.Schools, *s)
	}
	slices.SortFunc(out.Schools, func(a, b AtHomeSchool) int {
		return cmp.Or(b.AreFull-a.AreFull, b.Now-a.Now, cmp.Compare(a.Name, b.Name))
	})
	slices.SortStableFunc(out.Rows, func(a, b AtHomeRow) int { return cmp.Compare(b.SchoolWeeks, a.SchoolWeeks) })
}

func (m *AtHomeMonth) add(n civil.Count, full int, c counted, day civil.Day) {
	if !n.GoesOn || c.Closed != "" && !day.Before(dayOf(c.Closed)) {
		return
	}
	m.Now++
	if whole, _ := n.SchoolWeeks.Weeks(); full > 0 && whole >= full {
		m.Full++
	}
}

func (s *AtHomeSchool) add(r AtHomeRow) {
	s.Reports++
	if r.GoesOn {
		s.Now++
	}
	if r.Full {
		s.AreFull++
	}
}

func (out *AtHome) row(p Principal, c counted, periods []civil.Period, n civil.Count, today civil.Day) AtHomeRow {
	r := AtHomeRow{counted: c, Count: n, Reach: dayOf(c.Ends)}
	if len(periods) > 0 {
		latest := periods[len(periods)-1]
		r.What, r.LastSeen = latest.What, latest.Until
	}
	whole, _ := n.SchoolWeeks.Weeks()
	r.Full = out.Full > 0 && whole >= out.Full
	r.Near = !r.Full && n.GoesOn && whole >= out.Full-1
	r.MayCall = !c.Called && out.Call != nil && out.does(p, c)
	return r
}

// does tells whether somebody is one of those who may call for help: by function
// and place; the case itself decides in the end.
func (out *AtHome) does(p Principal, c counted) bool {
	for _, r := range out.Procedure.Roles {
		if r.Function == p.Function && slices.Contains(out.Call.By, r.Name) {
			return r.Of != "aanvragende school" || p.OrgKind != "school" || p.Org == c.Applicant
		}
	}
	return false
}

// monthEnds are the last days of the twelve months before this one, and today.
func monthEnds(today civil.Day) []civil.Day {
	year, month, _ := today.Date()
	first := civil.NewDay(year, month, 1)
	var days []civil.Day
	for i := 12; i > 0; i-- {
		days = append(days, first.AddMonths(1-i).AddDays(-1))
	}
	return append(days, today)
}

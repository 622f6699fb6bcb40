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

// TermList is a page of running terms with their counts.
type TermList struct {
	Rows                   []store.WatchedTerm
	Next                   string
	Late, Soon, Still, All int // at most mostCounted
}

// SoonDays is how many calendar days before its last day a term is nearly over.
const SoonDays = soonDays

// MostCounted is where counting stops: that many means that many or more.
const MostCounted = mostCounted

// Terms gives a page of the running terms that this principal watches, late and
// nearly late first.
func (a *App) Terms(ctx context.Context, p Principal, q store.TermQuery) (TermList, error) {
	var out TermList
	if !p.Can("termijnen bewaken") || p.ListAudience() == "" {
		return out, ErrForbidden
	}
	q.Audience = p.ListAudience()
	if q.Persons && q.DueFrom == "" {
		q.DueFrom = a.dayText()
	}
	err := a.list(ctx, p, "termijnen", func(tx *store.Tx, _ *procedure.SWV) (ids []string, err error) {
		if out.Rows, out.Next, err = tx.RunningTerms(q); err != nil {
			return nil, err
		}
		for _, r := range out.Rows {
			ids = append(ids, r.Case)
		}
		return ids, a.countTerms(tx, q, &out)
	})
	return out, err
}

// countTerms counts within the choices of the page, the state of the term aside.
func (a *App) countTerms(tx *store.Tx, q store.TermQuery, out *TermList) error {
	q.DueFrom, q.DueUntil, q.Still, q.Cursor = "", "", "", ""
	if q.Persons {
		q.DueFrom = a.dayText()
	}
	late, soon, still := q, q, q
	late.DueUntil, late.Still = isoOf(a.Today().AddDays(-1)), "nee"
	soon.DueFrom, soon.DueUntil, soon.Still = isoOf(a.Today()), isoOf(a.Today().AddDays(soonDays)), "nee"
	still.Still = "ja"
	for _, c := range []struct {
		q  store.TermQuery
		to *int
	}{{late, &out.Late}, {soon, &out.Soon}, {still, &out.Still}, {q, &out.All}} {
		var err error
		if *c.to, err = tx.CountTerms(c.q, mostCounted); err != nil {
			return err
		}
	}
	return nil
}

// Report is how long terms took in a period, and what was decided (RGV-1.9).
type Report struct {
	Months      []store.LeadTime // every month of the period, also the empty ones
	ByProcedure []ReportLine
	ByRegion    []ReportLine
	Total       store.LeadTime
	Outcomes    []OutcomeCount
}

// ReportLine is the sum of one procedure or one region.
type ReportLine struct {
	Name, Title string
	store.LeadTime
}

// OutcomeCount is how often a case was closed with an outcome.
type OutcomeCount struct {
	Title   string
	Refusal bool
	Count   int
}

// Report adds up the terms of the cases within reach of this principal that
// stopped in a period.
func (a *App) Report(ctx context.Context, p Principal, q store.LeadQuery) (Report, error) {
	var out Report
	if !p.Can("rapportage") && !p.Can("termijnen bewaken") {
		return out, ErrForbidden
	}
	now := a.now()
	err := a.read(ctx, p, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, civil.DayOf(now))
		if err != nil {
			return err
		}
		none, err := narrowed(tx, p, &q)
		if err != nil {
			return err
		}
		var lines []store.LeadLine
		if !none {
			if lines, err = tx.LeadLines(q); err != nil {
				return err
			}
		}
		out = addUp(swv, lines, q)
		counts, err := tx.OutcomeCounts(p.ListAudience(), q.From, q.Until)
		out.Outcomes = outcomesOf(swv, counts)
		return err
	})
	if err != nil {
		return out, err
	}
	line := p.access(now, "lezen", "rapportage")
	line.Ground = p.Title
	return out, a.tenant(p).LogRead(ctx, line)
}

// narrowed keeps a report within the reach of who asks; none when nothing is.
func narrowed(tx *store.Tx, p Principal, q *store.LeadQuery) (none bool, err error) {
	switch p.Scope {
	case "alles":
		return false, nil
	case "eigen regio":
		if p.Region != "" {
			q.Region = p.Region
		}
		return false, nil
	case "eigen organisatie":
		q.Applicants = []string{p.Org}
		return false, nil
	case ownSchools:
		q.Applicants = p.Schools
		return len(p.Schools) == 0, nil
	case "eigen bestuur":
		schools, err := tx.OrgsOfBoard(p.Org)
		for _, s := range schools {
			q.Applicants = append(q.Applicants, s.ID)
		}
		return len(q.Applicants) == 0, err
	}
	return true, nil
}

func addUp(swv *procedure.SWV, lines []store.LeadLine, q store.LeadQuery) Report {
	out := Report{Months: monthsBetween(q.From, q.Until)}
	for _, l := range lines {
		plus(&out.Total, l.LeadTime)
		if i := slices.IndexFunc(out.Months, func(m store.LeadTime) bool { return m.Month == l.Month }); i >= 0 {
			plus(&out.Months[i], l.LeadTime)
		}
		plusTo(&out.ByProcedure, l.Procedure, l.LeadTime)
		plusTo(&out.ByRegion, l.Region, l.LeadTime)
	}
	for i, l := range out.ByProcedure {
		out.ByProcedure[i].Title = l.Name
		if proc, ok := swv.Find(l.Name); ok {
			out.ByProcedure[i].Title = proc.Title
		}
	}
	for i, l := range out.ByRegion {
		out.ByRegion[i].Title = RegionTitle(swv, l.Name)
	}
	slices.SortFunc(out.ByProcedure, byTitle)
	slices.SortFunc(out.ByRegion, byTitle)
	return out
}

func byTitle(a, b ReportLine) int { return cmp.Compare(a.Title, b.Title) }

// RegionTitle is a region as it is read.
func RegionTitle(swv *procedure.SWV, name string) string {
	for _, r := range swv.Regions {
		if r.Name == name && r.Title != "" {
			return r.Title
		}
	}
	if name == "" {
		return "Zonder regio"
	}
	return Capital(name)
}

func plus(to *store.LeadTime, l store.LeadTime) {
	to.Count += l.Count
	to.InTime += l.InTime
	to.NetDays += l.NetDays
	to.GrossDays += l.GrossDays
	to.Still += l.Still
}

func plusTo(lines *[]ReportLine, name string, l store.LeadTime) {
	i := slices.IndexFunc(*lines, func(r ReportLine) bool { return r.Name == name })
	if i < 0 {
		*lines = append(*lines, ReportLine{Name: name})
		i = len(*lines) - 1
	}
	plus(&(*lines)[i].LeadTime, l)
}

// mostMonths bounds how many months a report holds.
const mostMonths = 360

func monthsBetween(from, until string) []store.LeadTime {
	var all []store.LeadTime
	first, last := dayOf(from), dayOf(until)
	year, month, _ := first.Date()
	for d := civil.NewDay(year, month, 1); !d.After(last) && len(all) < mostMonths; d = d.AddMonths(1) {
		all = append(all, store.LeadTime{Month: isoOf(d)[:len("2026-03")]})
	}
	return all
}

func outcomesOf(swv *procedure.SWV, counts map[string]int) []OutcomeCount {
	var all []OutcomeCount
	for name, n := range counts {
		o := OutcomeCount{Title: Capital(name), Count: n}
		for _, p := range swv.Procedures {
			for _, def := range p.Outcomes {
				if def.Name == name {
					o.Title, o.Refusal = def.Title, def.Refusal
				}
			}
		}
		all = append(all, o)
	}
	slices.SortFunc(all, func(a, b OutcomeCount) int { return cmp.Or(b.Count-a.Count, cmp.Compare(a.Title, b.Title)) })
	return all
}

// Board is what a school board sees: its schools, and their requests.
type Board struct {
	Schools []BoardSchool
	Cases   []store.CaseRow // the newest changes first
	Next    string
	Notices []store.NoticeRow
	Open    int
}

// BoardSchool is a school of the board with its running cases.
type BoardSchool struct {
	store.OrgRow
	Open int
}

// Board gives the schools of a board with their requests.
func (a *App) Board(ctx context.Context, p Principal, cursor string) (Board, error) {
	var out Board
	if p.Scope != "eigen bestuur" {
		return out, ErrForbidden
	}
	err := a.list(ctx, p, "bestuur", func(tx *store.Tx, swv *procedure.SWV) (ids []string, err error) {
		if out.Schools, out.Open, err = boardSchools(tx, p); err != nil {
			return nil, err
		}
		if out.Notices, _, err = tx.Notices(p.Audiences(swv), p.Account, "", 10); err != nil {
			return nil, err
		}
		out.Cases, out.Next, err = tx.Cases(store.CaseQuery{Audience: p.ListAudience(), Sort: "updated", Cursor: cursor, Limit: 25})
		for _, c := range out.Cases {
			ids = append(ids, c.ID)
		}
		return ids, err
	})
	return out, err
}

func boardSchools(tx *store.Tx, p Principal) (all []BoardSchool, open int, err error) {
	schools, err := tx.OrgsOfBoard(p.Org)
	if err != nil {
		return nil, 0, err
	}
	counts, err := tx.CasesPerApplicant(p.ListAudience())
	for _, s := range schools {
		b := BoardSchool{OrgRow: s}
		if i := slices.IndexFunc(counts, func(c store.ApplicantCount) bool { return c.Applicant == s.ID }); i >= 0 {
			b.Open = counts[i].Count
		}
		if s.Closed == "" || b.Open > 0 {
			all = append(all, b)
		}
		open += b.Open
	}
	slices.SortStableFunc(all, func(a, b BoardSchool) int { return cmp.Or(b.Open-a.Open, cmp.Compare(a.Name, b.Name)) })
	return all, open, err
}

// Decisions is what waits for somebody who decides, and what was decided lately.
type Decisions struct {
	Waiting []Decision
	Other   []store.TaskRow // what else waits
	Recent  []store.CaseRow
}

// Decision is one case that waits for a decision, with the advice in one line.
type Decision struct {
	store.TaskRow
	Advice string // "" when there is none, or when it is not for this function
	Agreed bool   // the advisers agree
}

// Decisions gives what waits for a decision of this principal.
func (a *App) Decisions(ctx context.Context, p Principal) (Decisions, error) {
	var out Decisions
	err := a.list(ctx, p, "besluiten", func(tx *store.Tx, swv *procedure.SWV) ([]string, error) {
		tasks, _, err := tx.Tasks(p.Audiences(swv), "", 50)
		if err != nil {
			return nil, err
		}
		for _, t := range tasks {
			if err := a.weigh(tx, p, t, &out); err != nil {
				return nil, err
			}
		}
		ids := taskCases(tasks)
		out.Recent, err = decidedLately(tx, p)
		for _, c := range out.Recent {
			ids = append(ids, c.ID)
		}
		return ids, err
	})
	return out, err
}

// weigh tells decisions from what else waits, and reads the advice.
func (a *App) weigh(tx *store.Tx, p Principal, t store.TaskRow, out *Decisions) error {
	c, err := a.caseIn(tx, p, t.Case)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(casefile.Offers(c.W, c.S), func(o casefile.Offer) bool { return o.Action.Outcome != "" || o.Action.Grants != nil }) {
		out.Other = append(out.Other, t)
		return nil
	}
	d := Decision{TaskRow: t}
	if c.View.Advices {
		d.Advice, d.Agreed = adviceLine(c)
	}
	out.Waiting = append(out.Waiting, d)
	return c.world.err
}

// decidedLately looks among what changed last: a case that was decided can run
// on for a while.
func decidedLately(tx *store.Tx, p Principal) ([]store.CaseRow, error) {
	var all []store.CaseRow
	for _, closed := range []bool{false, true} {
		rows, _, err := tx.Cases(store.CaseQuery{Audience: p.ListAudience(), Closed: closed, Sort: "updated", Limit: 60})
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if r.Outcome != "" {
				all = append(all, r)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b store.CaseRow) int { return b.Updated.Compare(a.Updated) })
	return all[:min(len(all), 15)], nil
}

package app

import (
	"context"
	"time"

	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// Work is what waits for a principal.
type Work struct {
	Tasks           []store.TaskRow
	Next            string // cursor of the next page
	Late, Soon, All int    // late; due within the week; all, at most mostCounted
	Notices         []store.NoticeRow
	New             int
	// Renewals is of how many declarations the school of this principal must
	// still say what it expects, before RenewalsBefore.
	Renewals       int
	RenewalsBefore civil.Day
}

// mostCounted bounds what a page counts: past it a list says "meer dan".
const mostCounted = 999

// soonDays is how many calendar days before its last day a term is nearly over.
const soonDays = 7

// Work gives what waits for this principal, most urgent first, and what changed
// since the notices were last looked at.
func (a *App) Work(ctx context.Context, p Principal, cursor string) (Work, error) {
	var out Work
	now := a.now()
	today := civil.DayOf(now)
	err := a.list(ctx, p, "werk", func(tx *store.Tx, swv *procedure.SWV) ([]string, error) {
		names := p.Audiences(swv)
		var err error
		if out.Tasks, out.Next, err = tx.Tasks(names, cursor, 50); err != nil {
			return nil, err
		}
		if err := countWork(tx, names, today, &out); err != nil {
			return nil, err
		}
		if err := a.renewalWork(tx, swv, p, &out); err != nil {
			return nil, err
		}
		if out.Notices, _, err = tx.Notices(names, p.Account, "", 6); err != nil {
			return nil, err
		}
		out.New, err = tx.CountNotices(names, p.SeenAt, mostCounted)
		return taskCases(out.Tasks), err
	})
	return out, err
}

func countWork(tx *store.Tx, names []string, today civil.Day, out *Work) (err error) {
	if out.Late, err = tx.CountTasks(names, isoOf(today.AddDays(-1)), mostCounted); err != nil {
		return err
	}
	soon, err := tx.CountTasks(names, isoOf(today.AddDays(soonDays)), mostCounted)
	if err != nil {
		return err
	}
	out.Soon = soon - out.Late
	out.All, err = tx.CountTasks(names, "9999-12-31", mostCounted)
	return err
}

func taskCases(tasks []store.TaskRow) []string {
	var ids []string
	for _, t := range tasks {
		ids = append(ids, t.Case)
	}
	return ids
}

// list runs a read that shows many cases: one line in the access log, with the
// ids of what was shown.
func (a *App) list(ctx context.Context, p Principal, part string, f func(*store.Tx, *procedure.SWV) ([]string, error)) error {
	var ids []string
	err := a.read(ctx, p, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, a.Today())
		if err != nil {
			return err
		}
		ids, err = f(tx, swv)
		return err
	})
	if err != nil || len(ids) == 0 {
		return err
	}
	line := p.access(a.now(), "lijst", part)
	line.Cases, line.Ground = ids, p.Title
	return a.tenant(p).LogRead(ctx, line)
}

// CaseList is a page of cases.
type CaseList struct {
	Rows             []store.CaseRow
	Next             string
	Late, Soon, Open int
	Phases           map[string]int // running cases per "procedure phase"
}

// Cases gives a page of the cases that this principal may find.
func (a *App) Cases(ctx context.Context, p Principal, q store.CaseQuery) (CaseList, error) {
	var out CaseList
	q.Audience = p.ListAudience()
	if q.Audience == "" {
		return out, ErrForbidden
	}
	err := a.list(ctx, p, "zaken", func(tx *store.Tx, _ *procedure.SWV) ([]string, error) {
		var err error
		if out.Rows, out.Next, err = tx.Cases(q); err != nil {
			return nil, err
		}
		if err := a.countCases(tx, q.Audience, &out); err != nil {
			return nil, err
		}
		var ids []string
		for _, r := range out.Rows {
			ids = append(ids, r.ID)
		}
		return ids, nil
	})
	return out, err
}

func (a *App) countCases(tx *store.Tx, audience string, out *CaseList) (err error) {
	today := a.Today()
	if out.Late, err = tx.CountCases(store.CaseQuery{Audience: audience, DueUntil: isoOf(today.AddDays(-1)), Still: "nee"}, mostCounted); err != nil {
		return err
	}
	soon := store.CaseQuery{Audience: audience, DueFrom: isoOf(today), DueUntil: isoOf(today.AddDays(soonDays)), Still: "nee"}
	if out.Soon, err = tx.CountCases(soon, mostCounted); err != nil {
		return err
	}
	if out.Phases, err = tx.PhaseCounts(audience, false); err != nil {
		return err
	}
	for _, n := range out.Phases {
		out.Open += n
	}
	return nil
}

// Search finds cases by name, number or school among those that this principal
// may find. What was sought is not logged, what was found is.
func (a *App) Search(ctx context.Context, p Principal, query string) ([]store.CaseRow, error) {
	var rows []store.CaseRow
	err := a.list(ctx, p, "zoeken", func(tx *store.Tx, swv *procedure.SWV) (ids []string, err error) {
		names := append(p.Audiences(swv), p.ListAudience())
		rows, err = tx.Search(names, query, 50)
		for _, r := range rows {
			ids = append(ids, r.ID)
		}
		return ids, err
	})
	return rows, err
}

// Find is Search together with FindPupils.
func (a *App) Find(ctx context.Context, p Principal, question string) (cases []store.CaseRow, pupils []store.PupilRow, err error) {
	err = a.read(ctx, p, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, a.Today())
		if err != nil {
			return err
		}
		if cases, err = tx.Search(append(p.Audiences(swv), p.ListAudience()), question, 50); err != nil || !p.KeepsPupils() {
			return err
		}
		pupils, err = tx.SearchPupils(p.pupilScope(), question, 50)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return cases, pupils, a.tenant(p).LogRead(ctx, foundLines(p, a.now(), cases, pupils)...)
}

// foundLines are one line for the cases and one for the pupils.
func foundLines(p Principal, at time.Time, cases []store.CaseRow, pupils []store.PupilRow) []store.Access {
	var lines []store.Access
	if len(cases) > 0 {
		line := p.access(at, "lijst", "zoeken")
		line.Ground = p.Title
		for _, r := range cases {
			line.Cases = append(line.Cases, r.ID)
		}
		lines = append(lines, line)
	}
	if len(pupils) > 0 {
		lines = append(lines, pupilLine(p, at, "zoeken", len(pupils)))
	}
	return lines
}

// LeadTimes gives the terms that stopped in a period, per month (RGV-1.9).
func (a *App) LeadTimes(ctx context.Context, p Principal, procedure, term, region, from, until string) ([]store.LeadTime, error) {
	if !p.Can("rapportage") && !p.Can("termijnen bewaken") {
		return nil, ErrForbidden
	}
	var rows []store.LeadTime
	err := a.read(ctx, p, func(tx *store.Tx) (err error) {
		rows, err = tx.LeadTimes(procedure, term, region, from, until)
		return err
	})
	return rows, err
}

// SawNotices remembers up to when the notices were looked at.
func (a *App) SawNotices(ctx context.Context, p Principal, at time.Time) error {
	return a.write(ctx, p, a.now(), func(tx *store.Tx) error { return tx.SeenNotices(p.ID, at) })
}

// NoticeList is a page of what was told, newest first.
type NoticeList struct {
	Rows []store.NoticeRow
	Next string
	New  int // at most mostCounted
}

// Notices gives a page of what was told to this principal.
func (a *App) Notices(ctx context.Context, p Principal, cursor string) (NoticeList, error) {
	var out NoticeList
	err := a.list(ctx, p, "meldingen", func(tx *store.Tx, swv *procedure.SWV) (ids []string, err error) {
		names := p.Audiences(swv)
		if out.Rows, out.Next, err = tx.Notices(names, p.Account, cursor, 30); err != nil {
			return nil, err
		}
		for _, n := range out.Rows {
			ids = append(ids, n.Case)
		}
		out.New, err = tx.CountNotices(names, p.SeenAt, mostCounted)
		return ids, err
	})
	return out, err
}

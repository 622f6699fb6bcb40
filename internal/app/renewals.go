package app

import (
	"context"
	"slices"
	"strings"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// Renewals is what schools expect of the declarations that end in a school year
// (VO-25), for who runs the meetings.
type Renewals struct {
	Rules   procedure.Renewals
	Year    civil.SchoolYear
	Before  civil.Day // the first day that is too late
	Schools []RenewalSchool
	Counts  map[string]int // per expectation; "" for who said nothing, [RenewalRuns] where a request runs
	Load    RenewalLoad
}

// RenewalRuns stands in [Renewals].Counts for declarations of which a new one is
// asked already.
const RenewalRuns = "aangevraagd"

// RenewalSchool is one school with declarations that end.
type RenewalSchool struct {
	ID, Name  string
	All, Open int    // declarations; of which the school said nothing yet
	Reminded  string // day on which it was reminded last
	ByName    string
}

// RenewalLine is one declaration that ends in the school year.
type RenewalLine struct {
	RegisterLine
	Holder string // school where the pupil is
}

// Open tells whether its school still has to say something.
func (l RenewalLine) Open() bool { return l.Expected == "" && l.Renewal == "" }

// counted is under what the line is counted.
func (l RenewalLine) counted() string {
	if l.Renewal != "" {
		return RenewalRuns
	}
	return l.Expected
}

// RunsRenewals tells whether this function keeps an eye on what schools expect.
func (p Principal) RunsRenewals() bool {
	return p.Renews != nil && (p.Can("termijnen bewaken") || p.Can(agendaRight))
}

// GivesRenewals tells whether this function says what its own school expects.
func (p Principal) GivesRenewals() bool {
	return p.Renews.AsksOf(p.Function) && p.OrgKind == "school" && p.Org != ""
}

// Renewals gives the whole picture of the present school year.
func (a *App) Renewals(ctx context.Context, p Principal) (Renewals, error) {
	var out Renewals
	if !p.RunsRenewals() {
		return out, ErrForbidden
	}
	err := a.list(ctx, p, "verlengingen", func(tx *store.Tx, swv *procedure.SWV) ([]string, error) {
		out = Renewals{Rules: *swv.Renewals, Year: civil.SchoolYearOf(a.Today()), Counts: map[string]int{}}
		out.Before = swv.RenewalsBefore(out.Year)
		lines, err := a.renewalLines(tx, swv, "")
		if err != nil {
			return nil, err
		}
		if out.Schools, err = renewalSchools(tx, out.Year, lines); err != nil {
			return nil, err
		}
		for _, l := range lines {
			out.Counts[l.counted()]++
		}
		out.Load, err = a.renewalLoad(tx, swv, out)
		return nil, err
	})
	return out, err
}

// renewalLines are the declarations that end in this school year and have no
// later one, of one school or of all.
func (a *App) renewalLines(tx *store.Tx, swv *procedure.SWV, school string) ([]RenewalLine, error) {
	year := civil.SchoolYearOf(a.Today())
	q := store.GrantQuery{What: swv.Renewals.What, School: swv.Renewals.School, Standing: true,
		UntilFrom: isoOf(max(year.First(), a.Today())), UntilTo: isoOf(year.Last()), Limit: 500}
	asked, took := q, q
	asked.Applicant, took.Receiving = school, school
	questions := []store.GrantQuery{asked, took}
	if school == "" {
		questions = questions[:1]
	}
	var all []RenewalLine
	for _, q := range questions {
		lines, err := renewalPages(tx, swv, q)
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			known := slices.ContainsFunc(all, func(o RenewalLine) bool { return o.ID == l.ID })
			if !known && (school == "" || l.Holder == school) {
				all = append(all, l)
			}
		}
	}
	slices.SortStableFunc(all, func(x, y RenewalLine) int { return strings.Compare(x.SortName, y.SortName) })
	return all, nil
}

func renewalPages(tx *store.Tx, swv *procedure.SWV, q store.GrantQuery) (all []RenewalLine, err error) {
	for {
		rows, next, err := tx.Grants(q)
		if err != nil {
			return nil, err
		}
		if rows, err = withoutLater(tx, rows); err != nil {
			return nil, err
		}
		lines, err := withRenewals(tx, swv, rows)
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			all = append(all, RenewalLine{l, holderOf(l.GrantRow)})
		}
		if q.Cursor = next; next == "" {
			return all, nil
		}
	}
}

// holderOf is the school where the pupil of a declaration is: the one that took
// the pupil, or else the one that asked for it.
func holderOf(g store.GrantRow) string {
	if g.Receiving != "" {
		return g.Receiving
	}
	return g.Applicant
}

// withoutLater leaves out what a later declaration follows upon.
func withoutLater(tx *store.Tx, rows []store.GrantRow) ([]store.GrantRow, error) {
	later := map[string]string{} // pupil → the last day of all
	var pupils []string
	for _, g := range rows {
		pupils = append(pupils, g.Pupil)
	}
	slices.Sort(pupils)
	all, err := tx.GrantsOfPupils(slices.Compact(pupils))
	for _, g := range all {
		if g.Ended == "" {
			later[g.Pupil] = max(later[g.Pupil], g.Until)
		}
	}
	return slices.DeleteFunc(rows, func(g store.GrantRow) bool { return later[g.Pupil] > g.Until }), err
}

func renewalSchools(tx *store.Tx, year civil.SchoolYear, lines []RenewalLine) ([]RenewalSchool, error) {
	orgs, err := allOrgs(tx, "school")
	if err != nil {
		return nil, err
	}
	reminded, err := tx.Reminders(remindedOf(year))
	if err != nil {
		return nil, err
	}
	var all []RenewalSchool
	for _, o := range orgs {
		s := RenewalSchool{ID: o.ID, Name: o.Name}
		for _, l := range lines {
			if l.Holder == o.ID {
				s.count(l)
			}
		}
		for _, r := range reminded {
			if r.Org == o.ID {
				s.Reminded, s.ByName = r.Day, r.ByName
			}
		}
		if s.All > 0 {
			all = append(all, s)
		}
	}
	slices.SortStableFunc(all, func(x, y RenewalSchool) int {
		if (x.Open > 0) != (y.Open > 0) {
			return btoi(y.Open > 0) - btoi(x.Open > 0)
		}
		return strings.Compare(store.Fold(x.Name), store.Fold(y.Name))
	})
	return all, nil
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (s *RenewalSchool) count(l RenewalLine) {
	s.All++
	if l.Open() {
		s.Open++
	}
}

// remindedOf is about what schools are reminded.
func remindedOf(year civil.SchoolYear) string { return "verlengingen " + year.String() }

// RenewalList is what one school is asked.
type RenewalList struct {
	Rules      procedure.Renewals
	Year       civil.SchoolYear
	Before     civil.Day
	School     string // name
	Lines      []RenewalLine
	Open       int
	MaySay     bool
	CaseTitle  string // the kind of case by which is renewed
	MayRequest bool
}

// RenewalsOf gives what one school expects, to that school and to who runs the
// meetings.
func (a *App) RenewalsOf(ctx context.Context, p Principal, school string) (RenewalList, error) {
	out := RenewalList{MaySay: p.GivesRenewals() && p.Org == school}
	if !out.MaySay && !p.RunsRenewals() {
		return out, ErrNotFound
	}
	err := a.list(ctx, p, "verlengingen", func(tx *store.Tx, swv *procedure.SWV) ([]string, error) {
		org, err := tx.Org(school)
		if err != nil {
			return nil, err
		}
		out.Rules, out.Year, out.School, out.Open = *swv.Renewals, civil.SchoolYearOf(a.Today()), org.Name, 0
		out.Before = swv.RenewalsBefore(out.Year)
		if proc, ok := swv.Find(swv.Renewals.Procedure); ok {
			out.CaseTitle, out.MayRequest = proc.Title, out.MaySay && slices.Contains(proc.Starters, p.Function)
		}
		if out.Lines, err = a.renewalLines(tx, swv, school); err != nil {
			return nil, err
		}
		var rows []store.GrantRow
		for _, l := range out.Lines {
			rows, out.Open = append(rows, l.GrantRow), out.Open+btoi(l.Open())
		}
		return grantCases(rows), nil
	})
	return out, err
}

// RenewalAnswer is what a school says of one declaration, as typed.
type RenewalAnswer struct {
	Grant, Case          string
	Answer, Leaves, Note string
}

// RenewalRefusal says what is wrong with one answer.
type RenewalRefusal struct {
	Grant   string
	Refusal *casefile.Refusal
}

// ExpectRenewals records what a school expects: all of it, or nothing when
// something is wrong. n counts the answers.
func (a *App) ExpectRenewals(ctx context.Context, p Principal, answers []RenewalAnswer) (n int, wrong []RenewalRefusal, err error) {
	if !p.GivesRenewals() {
		return 0, nil, ErrForbidden
	}
	now := a.now()
	err = a.write(ctx, p, now, func(tx *store.Tx) error {
		n, wrong = 0, nil
		for _, in := range answers {
			refusal, err := a.expectRenewal(tx, p, in)
			if err != nil {
				return err
			}
			if n++; refusal != nil {
				wrong = append(wrong, RenewalRefusal{in.Grant, refusal})
			}
		}
		if len(wrong) > 0 {
			return errRefused
		}
		return nil
	})
	if err == errRefused {
		return 0, wrong, nil
	}
	return n, nil, err
}

func (a *App) expectRenewal(tx *store.Tx, p Principal, in RenewalAnswer) (*casefile.Refusal, error) {
	var w wrong
	leaves := w.day("uitstroom", in.Leaves)
	if r := w.refusal(); r != nil && in.Answer == "uitstroom bekend" {
		return r, nil
	}
	t := &turn{app: a, tx: tx, p: p, now: tx.Meta().At, res: &Result{}}
	err := t.do(in.Case, 0, casefile.ExpectGrant{ID: in.Grant, Answer: in.Answer, Leaves: leaves, Note: in.Note})
	if err == errRefused {
		return t.res.Refusal, nil
	}
	return nil, err
}

// RemindRenewals sends a message, without personal data, to every school that
// did not say of all its declarations what it expects. It gives how many.
func (a *App) RemindRenewals(ctx context.Context, p Principal) (n int, err error) {
	if !p.RunsRenewals() {
		return 0, ErrForbidden
	}
	now := a.now()
	err = a.write(ctx, p, now, func(tx *store.Tx) error {
		n = 0
		swv, err := a.swvIn(tx, civil.DayOf(now))
		if err != nil {
			return err
		}
		year := civil.SchoolYearOf(civil.DayOf(now))
		lines, err := a.renewalLines(tx, swv, "")
		if err != nil {
			return err
		}
		schools, err := renewalSchools(tx, year, lines)
		if err != nil {
			return err
		}
		n, err = a.remind(tx, p, swv, schools)
		line := p.access(now, "wijzigen", "verlengingen, scholen herinnerd")
		line.Ground = p.Title
		tx.Log(line)
		return err
	})
	return n, err
}

func (a *App) remind(tx *store.Tx, p Principal, swv *procedure.SWV, schools []RenewalSchool) (n int, err error) {
	now := tx.Meta().At
	year := civil.SchoolYearOf(civil.DayOf(now))
	boxes, err := mailboxes(tx, swv.Renewals.By, civil.DayOf(now))
	if err != nil {
		return 0, err
	}
	text := swv.Renewals.Reminder
	if text == "" {
		text = "Wij horen graag van uw school welke verklaringen u verwacht te verlengen. U hebt dat nog niet voor alle leerlingen doorgegeven."
	}
	for _, s := range schools {
		if s.Open == 0 || s.Reminded == isoOf(civil.DayOf(now)) {
			continue
		}
		for _, address := range reachable(boxes[s.ID]) {
			m := store.Mail{ID: store.NewID(now), To: address, Subject: swv.Renewals.Title + " bij " + swv.Title,
				Body: a.mailBody(tx.Tenant(), swv.Title, text, swv.RenewalsBefore(year).AddDays(-1)), State: "wacht", At: now, NextAt: now}
			if err := tx.PutMail(m); err != nil {
				return n, err
			}
		}
		if err := tx.PutReminder(store.Reminder{About: remindedOf(year), Org: s.ID, Day: isoOf(civil.DayOf(now)), By: p.Account, ByName: p.Name}); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// mailboxes are the addresses of who has one of these functions, by organisation.
func mailboxes(tx *store.Tx, functions []string, today civil.Day) (map[string][]string, error) {
	boxes := map[string][]string{}
	for _, f := range functions {
		for after := ""; ; {
			rows, err := tx.Members(f, "", after, 500)
			if err != nil {
				return nil, err
			}
			for _, m := range rows {
				if after = m.ID; !ended(m, today) && !slices.Contains(boxes[m.Org], m.Email) {
					boxes[m.Org] = append(boxes[m.Org], m.Email)
				}
			}
			if len(rows) < 500 {
				break
			}
		}
	}
	return boxes, nil
}

// askMonths is how many months before the last day schools see it in their work.
const askMonths = 3

// renewalWork counts of what the school of this principal must still say what it
// expects.
func (a *App) renewalWork(tx *store.Tx, swv *procedure.SWV, p Principal, out *Work) error {
	out.Renewals = 0
	before := swv.RenewalsBefore(civil.SchoolYearOf(a.Today()))
	if !p.GivesRenewals() || before.IsZero() || a.Today().Before(before.AddMonths(-askMonths)) {
		return nil
	}
	lines, err := a.renewalLines(tx, swv, p.Org)
	for _, l := range lines {
		out.Renewals += btoi(l.Open())
	}
	out.RenewalsBefore = before
	return err
}

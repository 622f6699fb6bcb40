package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	"passend/internal/bsn"
	"passend/internal/budget"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/procedure/condition"
	"passend/internal/store"
)

const (
	budgetRight     = "budget inzien"
	budgetKeepRight = "budget beheren"
)

// SeesBudgets tells whether this function sees budgets: all of them, or what
// concerns the own school.
func (p Principal) SeesBudgets() bool { return p.Can(budgetRight) || p.Can(budgetKeepRight) }

// onlyOwnBudget: a school sees what it has itself, nothing of another school.
func (p Principal) onlyOwnBudget() bool { return p.OrgKind != "swv" }

// BudgetPage is a budget in one year as this principal sees it.
type BudgetPage struct {
	Def      procedure.Budget
	Number   int // the year in which its year begins
	Year     budget.Year
	Own      bool // only that of the own school
	MayFix   bool
	Whole    budget.Standing
	Forecast budget.Forecast
	Schools  []BudgetSchool
	Grants   []BudgetLine  // of the own school, or of the school that was asked
	Fixed    []BudgetFixed // who set what, the latest first
	School   store.OrgRow  // the one that was asked
	Unshared budget.Amount // of the whole, what is not divided among schools
}

// BudgetSchool is how it stands for a school.
type BudgetSchool struct {
	ID, Name, Region string
	Shared           bool // has a part of its own
	budget.Standing
	Forecast budget.Forecast
}

// BudgetLine is one grant.
type BudgetLine struct {
	budget.Grant
	Number, Pupil string // of the register; "" when this principal does not see it
	Used          budget.Amount
}

// BudgetFixed is one time that an amount was set.
type BudgetFixed struct {
	budget.Event
	budget.Set
	OrgName string
}

// Budgets lists the budgets of the SWV with how they stand this year.
func (a *App) Budgets(ctx context.Context, p Principal) ([]BudgetPage, error) {
	var all []BudgetPage
	err := a.readBudgets(ctx, p, func(tx *store.Tx, swv *procedure.SWV) error {
		for _, def := range swv.Budgets {
			number, _ := budget.YearOf(def.Per, a.Today())
			page, err := a.budgetPage(tx, p, swv, def, number, "")
			if err != nil {
				return err
			}
			all = append(all, page)
		}
		return nil
	})
	return all, err
}

// Budget gives one budget in a year; year 0 is this one. school narrows it to one
// school; who sees only the own school gets that one whatever is asked.
func (a *App) Budget(ctx context.Context, p Principal, name string, year int, school string) (BudgetPage, error) {
	var out BudgetPage
	err := a.readBudgets(ctx, p, func(tx *store.Tx, swv *procedure.SWV) error {
		def, ok := swv.BudgetNamed(name)
		if !ok {
			return ErrNotFound
		}
		if year == 0 {
			year, _ = budget.YearOf(def.Per, a.Today())
		}
		var err error
		out, err = a.budgetPage(tx, p, swv, def, year, school)
		return err
	})
	return out, err
}

func (a *App) readBudgets(ctx context.Context, p Principal, f func(*store.Tx, *procedure.SWV) error) error {
	if !p.SeesBudgets() {
		return ErrForbidden
	}
	err := a.read(ctx, p, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, a.Today())
		if err != nil {
			return err
		}
		return f(tx, swv)
	})
	if err != nil {
		return err
	}
	line := p.access(a.now(), "lezen", "budget")
	line.Ground = p.Title
	return a.tenant(p).LogRead(ctx, line)
}

func (a *App) budgetPage(tx *store.Tx, p Principal, swv *procedure.SWV, def procedure.Budget, number int, school string) (BudgetPage, error) {
	pot, err := purseIn(tx, def, number)
	if err != nil {
		return BudgetPage{}, err
	}
	out := BudgetPage{Def: def, Number: number, Year: pot.year, Own: p.onlyOwnBudget(), MayFix: p.Can(budgetKeepRight)}
	if out.Own {
		school = p.Org
	}
	if school != "" {
		if out.School, err = tx.Org(school); err != nil {
			return out, err
		}
		out.Whole = pot.s.Of(school, a.Today())
		out.Grants, err = a.budgetLines(tx, p, pot, school)
	} else {
		out.Whole = pot.s.Whole(a.Today())
		out.Unshared = out.Whole.Set.Minus(pot.s.Shared())
		out.Schools, err = a.budgetSchools(tx, p, pot)
	}
	if err != nil {
		return out, err
	}
	out.Forecast = out.Whole.Project(pot.year, a.Today())
	out.Fixed, err = fixedOf(tx, p, pot, school, out.Own)
	return out, err
}

// mostSchools bounds the table of schools.
const mostSchools = 1000

func (a *App) budgetSchools(tx *store.Tx, p Principal, pot purse) ([]BudgetSchool, error) {
	orgs, err := tx.Orgs("school", "", mostSchools)
	if err != nil {
		return nil, err
	}
	have := pot.s.Orgs()
	var all []BudgetSchool
	for _, o := range orgs {
		if !slices.Contains(have, o.ID) || elsewhere(p, o) {
			continue
		}
		b := BudgetSchool{ID: o.ID, Name: o.Name, Region: o.Region, Standing: pot.s.Of(o.ID, a.Today())}
		_, b.Shared = pot.s.Sets[o.ID]
		b.Forecast = b.Project(pot.year, a.Today())
		all = append(all, b)
	}
	slices.SortStableFunc(all, func(a, b BudgetSchool) int { return cmp.Compare(store.Fold(a.Name), store.Fold(b.Name)) })
	return all, nil
}

// mostLines bounds the table of grants of one school.
const mostLines = 500

// budgetLines are the grants of a school; the name of the pupil is for who sees
// the line in the register.
func (a *App) budgetLines(tx *store.Tx, p Principal, pot purse, school string) ([]BudgetLine, error) {
	grants := pot.s.GrantsOf(school)
	slices.Reverse(grants)
	grants = grants[:min(len(grants), mostLines)]
	var cases []string
	for _, g := range grants {
		cases = append(cases, g.Case)
	}
	rows, err := tx.GrantsOfCases(cases)
	if err != nil {
		return nil, err
	}
	var all []BudgetLine
	for _, g := range grants {
		l := BudgetLine{Grant: g, Used: g.Used(a.Today())}
		i := slices.IndexFunc(rows, func(r store.GrantRow) bool { return r.ID == g.ID })
		if i >= 0 && p.seesGrant(rows[i]) {
			l.Number, l.Pupil = rows[i].Number, rows[i].PupilName
		}
		all = append(all, l)
	}
	return all, nil
}

// fixedOf tells who set what, of the schools that the principal looks at.
func fixedOf(tx *store.Tx, p Principal, pot purse, school string, own bool) ([]BudgetFixed, error) {
	orgs, err := tx.Orgs("school", "", mostSchools)
	if err != nil {
		return nil, err
	}
	names := map[string]string{"": ""}
	for _, o := range orgs {
		if !elsewhere(p, o) {
			names[o.ID] = o.Name
		}
	}
	var all []BudgetFixed
	for _, e := range slices.Backward(pot.s.History) {
		d, ok := e.Data.(budget.Set)
		name, seen := names[d.Org]
		if !ok || !seen || own && d.Org != school || school != "" && d.Org != school || len(all) == mostLines {
			continue
		}
		all = append(all, BudgetFixed{e, d, name})
	}
	return all, nil
}

// elsewhere tells whether a school is outside the region of who looks.
func elsewhere(p Principal, o store.OrgRow) bool {
	return p.Scope == "eigen regio" && p.Region != "" && o.Region != p.Region
}

// BudgetSchools are the schools that can have a part of a budget.
func (a *App) BudgetSchools(ctx context.Context, p Principal) (all []store.OrgRow, err error) {
	if !p.Can(budgetKeepRight) {
		return nil, ErrForbidden
	}
	err = a.read(ctx, p, func(tx *store.Tx) error {
		all, err = tx.Orgs("school", "", mostSchools)
		all = slices.DeleteFunc(all, func(o store.OrgRow) bool { return o.Closed != "" })
		return err
	})
	return all, err
}

// BudgetInput is what somebody typed to set a budget: bedrag and uren as text, for
// a school or the whole ("").
type BudgetInput struct {
	Name                  string
	Year                  int
	Org                   string
	Amount, Hours, Reason string
}

// FixBudget sets what a school or the whole has for a year, with the reason.
func (a *App) FixBudget(ctx context.Context, p Principal, in BudgetInput) (*casefile.Refusal, error) {
	if !p.Can(budgetKeepRight) {
		return nil, ErrForbidden
	}
	var refusal *casefile.Refusal
	now := a.now()
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, civil.DayOf(now))
		if err != nil {
			return err
		}
		refusal, err = a.fixBudget(tx, p, swv, now, in)
		if err == nil && refusal != nil {
			return errRefused
		}
		line := p.access(now, "wijzigen", "budget")
		line.Ground = p.Title
		tx.Log(line)
		return err
	})
	if err == errRefused {
		err = nil
	}
	return refusal, err
}

func (a *App) fixBudget(tx *store.Tx, p Principal, swv *procedure.SWV, at time.Time, in BudgetInput) (*casefile.Refusal, error) {
	def, ok := swv.BudgetNamed(in.Name)
	if !ok {
		return nil, ErrNotFound
	}
	if err := tx.Lock(budgetKind + " " + def.Name); err != nil {
		return nil, err
	}
	pot, err := purseIn(tx, def, in.Year)
	if err != nil {
		return nil, err
	}
	var w wrong
	if in.Org != "" {
		org, err := tx.Org(in.Org)
		if err != nil && err != ErrNotFound {
			return nil, err
		}
		if org.Kind != "school" {
			w.add("school", "Kies een school.")
		}
	}
	c := budget.Fix{Org: in.Org, Amount: readAmount(def, in, pot.s.Sets[in.Org], &w), Reason: w.text("reden", in.Reason, 2000)}
	if bsn.In(c.Reason) || len(w) > 0 {
		return w.refusal(), nil
	}
	return pot.apply(tx, casefile.ActorOf(p.person()), at, c)
}

// readAmount reads what was typed; a unit that the budget does not count stays as
// it was.
func readAmount(def procedure.Budget, in BudgetInput, was budget.Amount, w *wrong) budget.Amount {
	out := was
	if def.Counts(budget.Money) {
		v, ok := condition.ParseMoney(in.Amount)
		if cents, fits := v.Cents(); ok && fits {
			out.Cents = cents
		} else {
			w.add(budget.Money, "Vul een bedrag in, zoals 12.500 of 12.500,00.")
		}
	}
	if def.Counts(budget.Time) {
		minutes, ok := casefile.MinutesOf(in.Hours)
		if !ok {
			w.add(budget.Time, "Vul hele uren of kwartieren in, zoals 120 of 7,25.")
		}
		out.Minutes = minutes
	}
	return out
}

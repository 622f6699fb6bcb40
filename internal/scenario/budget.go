package scenario

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/budget"
	"passend/internal/casefile"
)

func init() {
	say("gegeven", "in budget {naam} is {naam} en {naam} vastgesteld voor school {naam}", (*run).budgetOfSchool)
	say("gegeven", "in budget {naam} is {naam} en {naam} vastgesteld", (*run).budgetOfAll)
	say("als", "{wie} in budget {naam} {naam} en {naam} vaststelt voor school {naam} omdat {naam}", (*run).fixesForSchool)
	say("als", "{wie} in budget {naam} {naam} en {naam} vaststelt omdat {naam}", (*run).fixes)
	say("als", "{wie} de toekenning beëindigt op {dag}", (*run).endsGrant)
	say("dan", "is in budget {naam} over: {naam} en {naam}", (*run).leftInBudget)
	say("dan", "is in budget {naam} voor school {naam} over: {naam} en {naam}", (*run).leftForSchool)
	say("dan", "is in budget {naam} gebruikt: {naam} en {naam}", (*run).usedInBudget)
	say("dan", "ziet {wie} in budget {naam} alleen de eigen school", (*run).seesOwnBudget)
	say("dan", "ziet {wie} geen budget", (*run).seesNoBudget)
}

// keeper is somebody who may set budgets.
func (r *run) keeper() (*app.Principal, error) {
	for _, p := range r.cast.all {
		if p.Can("budget beheren") {
			return p, nil
		}
	}
	return nil, fmt.Errorf("niemand mag `budget beheren`")
}

func (r *run) setBudget(p *app.Principal, name, amount, hours, school, reason string) (*casefile.Refusal, error) {
	def, _ := r.swv.BudgetNamed(name)
	year, _ := budget.YearOf(def.Per, r.app.Today())
	org := ""
	if school != "" {
		if org = r.cast.orgs[school]; org == "" {
			return nil, fmt.Errorf("school %q is nog niet genoemd", school)
		}
	}
	return r.app.FixBudget(r.ctx, *p, app.BudgetInput{Name: name, Year: year, Org: org, Amount: amount,
		Hours: strings.TrimSuffix(hours, " uur"), Reason: reason})
}

func (r *run) given(name, amount, hours, school string) error {
	p, err := r.keeper()
	if err != nil {
		return err
	}
	refusal, err := r.setBudget(p, name, amount, hours, school, "begroting")
	if err == nil && refusal != nil {
		return fmt.Errorf("dat kan niet: %s", refusal.Rule)
	}
	return err
}

func (r *run) budgetOfAll(a args) error { return r.given(a.at[0], a.at[1], a.at[2], "") }

func (r *run) budgetOfSchool(a args) error { return r.given(a.at[0], a.at[1], a.at[2], a.at[3]) }

func (r *run) tries(who, name, amount, hours, school, reason string) error {
	p, err := r.who(who)
	if err != nil {
		return err
	}
	refusal, err := r.setBudget(p, name, amount, hours, school, reason)
	return r.result(app.Result{Refusal: refusal}, err)
}

func (r *run) fixes(a args) error {
	return r.tries(a.at[0], a.at[1], a.at[2], a.at[3], "", a.at[4])
}

func (r *run) fixesForSchool(a args) error {
	return r.tries(a.at[0], a.at[1], a.at[2], a.at[3], a.at[4], a.at[5])
}

// endsGrant ends what was granted last in the case.
func (r *run) endsGrant(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	until, err := day(a.at[1])
	if err != nil {
		return err
	}
	id := ""
	if err := r.know(func(c *app.Case) error {
		if n := len(c.S.Grants); n > 0 {
			id = c.S.Grants[n-1].ID
		}
		return nil
	}); err != nil {
		return err
	}
	return r.result(r.app.Do(r.ctx, *p, r.id, 0, casefile.EndGrant{ID: id, How: "vervallen", Day: until, Reason: "de leerling is verhuisd"}))
}

func (r *run) standing(name, school string) (budget.Standing, error) {
	p, err := r.keeper()
	if err != nil {
		return budget.Standing{}, err
	}
	org := ""
	if school != "" {
		org = r.cast.orgs[school]
	}
	page, err := r.app.Budget(r.ctx, *p, name, 0, org)
	return page.Whole, err
}

func sums(what string, got budget.Amount, amount, hours string) error {
	if err := expect(what, budget.Euros(got.Cents), amount); err != nil {
		return err
	}
	return expect(what, budget.Hours(got.Minutes), hours)
}

func (r *run) leftInBudget(a args) error {
	st, err := r.standing(a.at[0], "")
	if err != nil {
		return err
	}
	return sums("wat over is", st.Left, a.at[1], a.at[2])
}

func (r *run) leftForSchool(a args) error {
	st, err := r.standing(a.at[0], a.at[1])
	if err != nil {
		return err
	}
	return sums("wat over is", st.Left, a.at[2], a.at[3])
}

func (r *run) usedInBudget(a args) error {
	st, err := r.standing(a.at[0], "")
	if err != nil {
		return err
	}
	return sums("wat is gebruikt", st.Used, a.at[1], a.at[2])
}

// seesOwnBudget: whatever school is asked, the own one is shown and no other.
func (r *run) seesOwnBudget(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	for _, other := range append(slices.Sorted(maps.Values(r.cast.orgs)), "") {
		page, err := r.app.Budget(r.ctx, *p, a.at[1], 0, other)
		if err != nil {
			return err
		}
		if page.School.ID != p.Org || len(page.Schools) > 0 {
			return fmt.Errorf("ook %s is te zien", page.School.Name)
		}
	}
	return nil
}

func (r *run) seesNoBudget(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	_, err = r.app.Budgets(r.ctx, *p)
	if err != app.ErrForbidden {
		return fmt.Errorf("de budgetten zijn te zien")
	}
	return nil
}

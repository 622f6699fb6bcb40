package store

// BudgetGrant is a grant as it weighs on a budget: cents and minutes, of which
// minutes were drawn. Budgets live in streams of their own.
type BudgetGrant struct {
	ID, Budget              string
	Year                    int64
	Case, Org               string
	Cents, Minutes, Drawn   int64
	FromDay, Until, EndedOn string
}

var budgetTable = tenantTable("budget_grant", 1, "id, budget, year, case_id, org, cents, minutes, drawn, from_day, until_day, ended",
	func(g *BudgetGrant) []any {
		return []any{&g.ID, &g.Budget, &g.Year, &g.Case, &g.Org, &g.Cents, &g.Minutes, &g.Drawn, &g.FromDay, &g.Until, &g.EndedOn}
	})

// PutBudgetGrant keeps a grant as it weighs on its budget.
func (tx *Tx) PutBudgetGrant(g BudgetGrant) error { return budgetTable.put(tx.scope(), &g) }

// BudgetGrant finds a grant by its id.
func (tx *Tx) BudgetGrant(id string) (BudgetGrant, error) { return budgetTable.get(tx.scope(), id) }

package budgets

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"passend/internal/app"
	"passend/internal/budget"
	"passend/internal/casefile"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type fixPage struct {
	kit.Shell
	Title kit.Title
	Now   []kit.Fact
	Form  kit.Form
}

func fixForm(w http.ResponseWriter, r *page.Request) error {
	_, _, _, ok := chosen(r)
	if !ok {
		return none(w, r)
	}
	def, year, _, _ := chosen(r)
	in := app.BudgetInput{Name: def.Name, Year: year, Org: r.URL.Query().Get("school")}
	b, err := r.Site.App.Budget(r.Context(), r.P, def.Name, year, in.Org)
	if err != nil {
		return err
	}
	in.Amount = strings.TrimPrefix(budget.Euros(b.Whole.Set.Cents), "€ ")
	in.Hours = strings.TrimSuffix(budget.Hours(b.Whole.Set.Minutes), " uur")
	return form(w, r, in, nil)
}

func form(w http.ResponseWriter, r *page.Request, in app.BudgetInput, refusal *casefile.Refusal) error {
	def, ok := r.SWV.BudgetNamed(in.Name)
	if !ok {
		return app.ErrNotFound
	}
	b, err := r.Site.App.Budget(r.Context(), r.P, def.Name, in.Year, "")
	if err != nil {
		return err
	}
	orgs, err := r.Site.App.BudgetSchools(r.Context(), r.P)
	if err != nil {
		return err
	}
	school := kit.Field{Kind: kit.Select, Name: "school", Label: "Voor wie?", Value: in.Org, Nothing: "Het hele samenwerkingsverband"}
	for _, o := range orgs {
		school.Options = append(school.Options, kit.Option{Value: o.ID, Label: o.Name})
	}
	fields := []kit.Field{school}
	if def.Counts(budget.Money) {
		fields = append(fields, kit.Field{Name: budget.Money, Label: "Bedrag in euro", Value: in.Amount, Hint: "Bijvoorbeeld 12.500 of 12.500,50.", Max: 30})
	}
	if def.Counts(budget.Time) {
		fields = append(fields, kit.Field{Name: budget.Time, Label: "Uren", Value: in.Hours, Hint: "In hele uren of kwartieren, zoals 120 of 7,25.", Max: 20})
	}
	fields = append(fields, kit.Field{Kind: kit.TextArea, Name: "reden", Label: "Waarom stelt u dit zo vast?", Value: in.Reason, Rows: 3, Max: 2000,
		Hint: "De reden blijft staan bij het budget."})
	back := page.List{Path: r.To("/budgetten")}.With("jaar", strconv.Itoa(in.Year))
	p := fixPage{Shell: r.Shell("Budget vaststellen", kit.Link{Text: "Budgetten", Href: back}, kit.Link{Text: "Vaststellen"}),
		Title: kit.Title{Above: b.Year.Title, Text: "Stel het budget vast", Lead: "Wat de scholen samen hebben, is nooit meer dan wat het samenwerkingsverband heeft."}}
	shared := b.Whole.Set.Minus(b.Unshared)
	p.Now = []kit.Fact{{Label: "Budget", Value: def.Title}, {Label: "Hele samenwerkingsverband", Value: inWords(b, b.Whole.Set)},
		{Label: "Daarvan verdeeld over scholen", Value: inWords(b, shared)}, {Label: "Toegekend", Value: inWords(b, b.Whole.Granted)}}
	p.Form = kit.Form{Action: r.To("/budgetten/vaststellen"), Fields: fields, Submit: "Stel vast", Cancel: &kit.Link{Text: "Terug", Href: back},
		Hidden: []kit.Hidden{{Name: "budget", Value: def.Name}, {Name: "jaar", Value: strconv.Itoa(in.Year)}}}
	status := http.StatusOK
	if refusal != nil {
		status = http.StatusUnprocessableEntity
		if rest := page.Problems(p.Form.Fields, refusal); len(rest) > 0 || len(refusal.Problems) == 0 {
			p.Notices = append(p.Notices, page.RefusalNotice(refusal))
		}
	}
	return r.Render(w, status, pages, "vaststellen", p)
}

func inWords(b app.BudgetPage, a budget.Amount) string {
	c := cell(b.Def, a)
	if c.Sub == "" {
		return c.Text
	}
	return c.Text + " en " + c.Sub
}

func fix(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	in := app.BudgetInput{Name: r.Value("budget"), Org: r.Value("school"), Amount: r.Value(budget.Money), Hours: r.Value(budget.Time), Reason: r.Value("reden")}
	def, ok := r.SWV.BudgetNamed(in.Name)
	now, _ := budget.YearOf(def.Per, r.Site.App.Today())
	year, err := strconv.Atoi(r.Value("jaar"))
	if !ok || err != nil || !slices.Contains(years(now), year) {
		return app.ErrNotFound
	}
	in.Year = year
	refusal, err := r.Site.App.FixBudget(r.Context(), r.P, in)
	if err != nil {
		return err
	}
	if refusal != nil {
		return form(w, r, in, refusal)
	}
	return r.Done(w, page.List{Path: r.To("/budgetten")}.With("jaar", strconv.Itoa(year)), "Het budget is vastgesteld.")
}

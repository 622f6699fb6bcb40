package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"passend/internal/budget"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// budgetKind is the kind of the streams of budgets: one for each budget and year.
const budgetKind = "budget"

// purse is a budget in one year, as it stands in a transaction.
type purse struct {
	def    procedure.Budget
	number int // the year in which its year begins
	year   budget.Year
	s      *budget.State
}

func (p purse) stream() string { return budgetStream(p.def.Name, p.number) }

func budgetStream(name string, year int) string {
	return fmt.Sprintf("%s %d %s", budgetKind, year, name)
}

// purseOn reads the year of a budget in which a day falls.
func purseOn(tx *store.Tx, swv *procedure.SWV, name string, day civil.Day) (purse, error) {
	def, ok := swv.BudgetNamed(name)
	if !ok {
		return purse{}, ErrNotFound
	}
	number, _ := budget.YearOf(def.Per, day)
	return purseIn(tx, def, number)
}

func purseIn(tx *store.Tx, def procedure.Budget, number int) (p purse, err error) {
	p = purse{def: def, number: number, year: budget.YearNamed(def.Per, number)}
	p.s, err = foldBudget(tx, p.stream())
	if errors.Is(err, ErrNotFound) {
		p.s, err = budget.Fold(nil), nil
	}
	return p, err
}

func foldBudget(tx *store.Tx, stream string) (*budget.State, error) {
	rows, err := tx.Events(stream, 0)
	if err != nil {
		return nil, err
	}
	events := make([]budget.Event, len(rows))
	for i, r := range rows {
		e := budget.Event{Seq: r.Seq, At: r.At}
		if err := json.Unmarshal([]byte(r.Actor), &e.By); err != nil {
			return nil, err
		}
		if e.Data, err = budget.Decode(r.Kind, r.Body); err != nil {
			return nil, fmt.Errorf("%s event %d: %w", stream, r.Seq, err)
		}
		events[i] = e
	}
	return budget.Fold(events), nil
}

// apply has a command done in a budget, and brings what is read in line.
func (p purse) apply(tx *store.Tx, by casefile.Actor, at time.Time, c budget.Command) (*casefile.Refusal, error) {
	out, refusal := budget.Decide(p.s, c)
	if refusal != nil {
		return refusal, nil
	}
	actor, err := json.Marshal(by)
	if err != nil {
		return nil, err
	}
	before := p.s.Seq
	var rows []store.Event
	for _, d := range out {
		body, err := json.Marshal(d)
		if err != nil {
			return nil, err
		}
		rows = append(rows, store.Event{At: at, Actor: string(actor), Kind: d.EventKind(), Body: body})
		p.s.Evolve(budget.Event{Seq: p.s.Seq + 1, At: at, By: by, Data: d})
	}
	if _, err := tx.Append(p.stream(), budgetKind, before, rows); err != nil {
		return nil, err
	}
	return nil, p.project(tx, grantOf(c))
}

func grantOf(c budget.Command) string {
	switch c := c.(type) {
	case budget.Give:
		return c.Grant
	case budget.Draw:
		return c.Grant
	case budget.Return:
		return c.Grant
	case budget.End:
		return c.Grant
	case budget.Retime:
		return c.Grant
	}
	return ""
}

func (p purse) project(tx *store.Tx, grant string) error {
	g, ok := p.s.Grants[grant]
	if !ok {
		return nil
	}
	return tx.PutBudgetGrant(store.BudgetGrant{ID: g.ID, Budget: p.def.Name, Year: int64(p.number), Case: g.Case, Org: g.Org,
		Cents: g.Amount.Cents, Minutes: g.Amount.Minutes, Drawn: g.DrawnMinutes(), FromDay: isoOf(g.From), Until: isoOf(g.Until), EndedOn: isoOf(g.Ended)})
}

// replayBudgets makes what is read of budgets again from their events.
func replayBudgets(tx *store.Tx) error {
	for after := ""; ; {
		streams, err := tx.Streams(budgetKind, after, 500)
		if err != nil || len(streams) == 0 {
			return err
		}
		for _, info := range streams {
			after = info.ID
			p := purse{}
			if _, err := fmt.Sscanf(info.ID, budgetKind+" %d", &p.number); err != nil {
				return fmt.Errorf("stream %q: %w", info.ID, err)
			}
			p.def.Name = info.ID[len(budgetStream("", p.number)):]
			if p.s, err = foldBudget(tx, info.ID); err != nil {
				return err
			}
			for id := range p.s.Grants {
				if err := p.project(tx, id); err != nil {
					return err
				}
			}
		}
	}
}

// lockBudgets makes others wait who grant out of the same budgets.
func (t *turn) lockBudgets(w *world) error {
	var keys []string
	for _, name := range w.SWV.BudgetsOf(w.Proc) {
		keys = append(keys, budgetKind+" "+name)
	}
	if len(keys) == 0 {
		return nil
	}
	return t.tx.Lock(keys...)
}

// spend carries what was granted, drawn and ended in a case over to its budget.
func (t *turn) spend(w *world, s *casefile.State, out []casefile.Data) error {
	for _, d := range out {
		p, c, err := t.spending(w, s, d)
		if err != nil {
			return err
		}
		if c == nil {
			continue
		}
		refusal, err := p.apply(t.tx, casefile.ActorOf(w.Who), w.Now, c)
		if err != nil {
			return err
		}
		if refusal != nil {
			t.res.Refusal = refusal
			return errRefused
		}
	}
	return nil
}

// spending finds the budget that an event is about, and what it asks there.
func (t *turn) spending(w *world, s *casefile.State, d casefile.Data) (purse, budget.Command, error) {
	switch d := d.(type) {
	case casefile.Granted:
		if d.Budget == "" {
			return purse{}, nil, nil
		}
		p, err := purseOn(t.tx, w.SWV, d.Budget, d.From)
		return p, budget.Give{Grant: d.ID, Case: s.ID, Org: s.Applicant, Amount: budget.Amount{Cents: d.Cents, Minutes: d.Minutes},
			From: d.From, Until: d.Until, Reason: d.Beyond}, err
	case casefile.Drew:
		return t.ofGrant(w, d.Grant, budget.Draw{Grant: d.Grant, Case: s.ID, Minutes: d.Minutes, Day: w.Today()})
	case casefile.GaveBack:
		return t.ofGrant(w, d.Grant, budget.Return{Grant: d.Grant, Case: s.ID, Minutes: d.Minutes})
	case casefile.GrantEnded:
		return t.ofGrant(w, d.ID, budget.End{Grant: d.ID, Day: d.Day})
	case casefile.GrantCorrected:
		return t.ofGrant(w, d.Is.ID, budget.Retime{Grant: d.Is.ID, From: d.Is.From, Until: d.Is.Until})
	}
	return purse{}, nil, nil
}

// ofGrant finds the budget on which a grant weighs; no command when on none.
func (t *turn) ofGrant(w *world, grant string, c budget.Command) (purse, budget.Command, error) {
	row, err := t.tx.BudgetGrant(grant)
	if errors.Is(err, ErrNotFound) {
		return purse{}, nil, nil
	}
	if err != nil {
		return purse{}, nil, err
	}
	p, err := purseIn(t.tx, budgetDef(w.SWV, row.Budget), int(row.Year))
	return p, c, err
}

// budgetDef is a budget as swv.yaml has it; one that is no longer there keeps its
// name.
func budgetDef(swv *procedure.SWV, name string) procedure.Budget {
	def, ok := swv.BudgetNamed(name)
	if !ok {
		def.Name, def.Title = name, Capital(name)
	}
	return def
}

// room answers what is left to grant in a budget.
func (w *world) room(name, org string, day civil.Day) casefile.Room {
	p, err := purseOn(w.tx, w.SWV, name, day)
	if !w.keep(err) {
		return casefile.Room{}
	}
	left := p.s.Room(org)
	return casefile.Room{Cents: left.Cents, Minutes: left.Minutes}
}

// hours answers what was drawn of a grant.
func (w *world) hours(grant string) casefile.Hours {
	row, err := w.tx.BudgetGrant(grant)
	if errors.Is(err, ErrNotFound) || !w.keep(err) {
		return casefile.Hours{}
	}
	p, err := purseIn(w.tx, budgetDef(w.SWV, row.Budget), int(row.Year))
	if !w.keep(err) {
		return casefile.Hours{}
	}
	g := p.s.Grants[grant]
	return casefile.Hours{All: g.DrawnMinutes(), Here: g.Drawn[w.id]}
}

// spend is that of [turn.spend] for a case that is played.
func (y *Play) spend(step playStep) error {
	if y.b == nil {
		return nil
	}
	was := y.w.Who
	y.w.Who, y.w.Now = step.p.person(), step.at
	defer func() { y.w.Who = was }()
	res := Result{}
	err := y.b.turn(step.p, &res).spend(y.w, y.s, step.out)
	if res.Refusal != nil {
		return fmt.Errorf("budget: %w", res.Refusal)
	}
	return err
}

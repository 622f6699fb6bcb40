package casefile

import (
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/procedure/condition"
)

// CostLine is what a decision costs in one school year.
type CostLine struct {
	Year           civil.SchoolYear
	Months         int
	PerYear, Cents int64
	Source         string
	Example        bool // the amount was not established
}

// Cost is what a decision costs over its years.
type Cost struct {
	Title, Help, Kind string
	Lines             []CostLine
	Cents             int64
	Example           bool
	Unknown           bool // for some year there is no amount
}

// CostOf counts what an action costs with the answers given until now, or those
// that are proposed. A year counts by whole months: begun is whole.
func CostOf(w World, s *State, draft map[string]string, a procedure.Action) (Cost, bool) {
	if a.Costs == nil {
		return Cost{}, false
	}
	amounts, ok := w.SWV.AmountsNamed(a.Costs.Amounts)
	f := &facts{w: w, s: s, draft: draft}
	kind := f.given(a, a.Costs.Kind)
	from, err := civil.ParseDay(f.given(a, a.Costs.From))
	until, err2 := civil.ParseDay(f.given(a, a.Costs.Until))
	if !ok || kind == "" || err != nil || err2 != nil || until.Before(from) {
		return Cost{}, false
	}
	c := Cost{Title: amounts.Title, Help: amounts.Help, Kind: kind}
	for y := civil.SchoolYearOf(from); !until.Before(y.First()) && len(c.Lines) < mostYears; y++ {
		c.add(amounts, y, max(from, y.First()), min(until, y.Last()))
	}
	return c, len(c.Lines) > 0
}

// mostYears bounds what is counted.
const mostYears = 20

func (c *Cost) add(amounts procedure.Amounts, y civil.SchoolYear, from, until civil.Day) {
	on, ok := amounts.On(y.First())
	v, fits := condition.ParseMoney(on.Values[c.Kind])
	if !ok || !fits {
		c.Unknown = true
		return
	}
	perYear, _ := v.Cents()
	line := CostLine{Year: y, Months: months(from, until), PerYear: perYear, Source: on.Source, Example: on.Example}
	line.Cents = (line.PerYear*int64(line.Months) + 6) / 12
	c.Lines = append(c.Lines, line)
	c.Cents += line.Cents
	c.Example = c.Example || on.Example
}

func months(from, until civil.Day) int {
	fy, fm, _ := from.Date()
	uy, um, _ := until.Date()
	return (uy-fy)*12 + int(um) - int(fm) + 1
}

// given is the answer to a question of an action, or what is proposed for it.
func (f *facts) given(a procedure.Action, name string) string {
	if text, _, ok := f.text(name); ok {
		return text
	}
	field, ok := fieldIn(a.Asks, name)
	if !ok {
		return ""
	}
	return f.propose(field).Value
}

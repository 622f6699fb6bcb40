package cases

import (
	"fmt"

	"passend/internal/casefile"
	"passend/internal/procedure/condition"
	"passend/internal/web/kit"
)

// cost shows what a decision costs, year by year, with the answers as they are.
func (t *task) cost() *kit.Table {
	c, ok := casefile.CostOf(t.v.W, t.v.S, canonicalAll(t.asks, t.values), t.offer.Action)
	if !ok {
		return nil
	}
	table := &kit.Table{Caption: "Wat dit kost: " + c.Title + ", " + c.Kind,
		Columns: []kit.Column{{Label: "Schooljaar"}, {Label: "Maanden", Num: true}, {Label: "Per jaar", Num: true}, {Label: "Kosten", Num: true}}}
	for _, l := range c.Lines {
		table.Rows = append(table.Rows, kit.Row{Cells: []kit.Cell{{Text: l.Year.String(), Sub: l.Source}, {Text: fmt.Sprint(l.Months)}, {Text: euro(l.PerYear)}, {Text: euro(l.Cents)}}})
	}
	total := "Samen"
	if c.Example {
		total = "Samen, met bedragen die nog niet zijn vastgesteld"
	}
	table.Rows = append(table.Rows, kit.Row{Cells: []kit.Cell{{Text: total}, {}, {}, {Text: euro(c.Cents)}}})
	return table
}

func euro(cents int64) string { return condition.MoneyValue(cents).String() }

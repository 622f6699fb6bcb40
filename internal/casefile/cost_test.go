package casefile_test

import (
	"testing"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
)

func TestADecisionCostsEachSchoolYearByTheAmountsOfThatYear(t *testing.T) {
	st := newStory(t)
	swv := *st.swv
	swv.Amounts = []procedure.Amounts{{Named: procedure.Named{Name: "tlv"}, Title: "TLV", Years: []procedure.AmountYear{
		{From: civil.NewDay(2025, 8, 1), Values: map[string]string{"1 (laag)": "€ 12.000,00"}, Source: "a"},
		{From: civil.NewDay(2027, 8, 1), Values: map[string]string{"1 (laag)": "€ 15.000,00"}, Source: "b", Example: true},
	}}}
	a := procedure.Action{Costs: &procedure.Cost{Amounts: "tlv", Kind: "k", From: "v", Until: "t"}}
	w := casefile.World{Proc: st.proc, SWV: &swv, Now: st.now}
	draft := map[string]string{"k": "1 (laag)", "v": "2026-03-01", "t": "2028-07-31"}
	c, ok := casefile.CostOf(w, st.s, draft, a)
	// Five months of one year, a whole one, and one at the new amount.
	if want := int64(500000 + 1200000 + 1500000); !ok || c.Cents != want || len(c.Lines) != 3 || !c.Example || c.Unknown {
		t.Errorf("cost %+v, want %d cents", c, want)
	}
	draft["k"] = "2 (midden)"
	if c, ok := casefile.CostOf(w, st.s, draft, a); ok {
		t.Errorf("there is no amount for this kind, but it costs %+v", c)
	}
	draft["t"] = "2020-01-01"
	if _, ok := casefile.CostOf(w, st.s, draft, a); ok {
		t.Error("a period that ends before it begins costs something")
	}
}

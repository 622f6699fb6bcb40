package procedure

import (
	"passend/internal/civil"
	"passend/internal/procedure/condition"
)

// Amounts are what something costs an SWV per school year, by kind, from the day
// on which they hold.
type Amounts struct {
	Named
	Title string       `nl:"naam,nodig"`
	Help  string       `nl:"uitleg"`
	Years []AmountYear `nl:"per,nodig"`
}

// AmountYear are the amounts from a day on.
type AmountYear struct {
	At      Pos
	From    civil.Day         `nl:"vanaf,nodig"`
	Values  map[string]string `nl:"bedragen,nodig"`
	Source  string            `nl:"bron,nodig"`
	Example bool              `nl:"voorbeeld"` // not established: only to show how it works
}

// Cost says what a decision costs: by which amounts, of which kind and in which
// period. Kind, From and Until name questions of the action.
type Cost struct {
	Amounts string `nl:"bedragen,nodig"`
	Kind    string `nl:"soort,nodig"`
	From    string `nl:"van,nodig"`
	Until   string `nl:"tot,nodig"`
}

// On gives the amounts that hold on a day: the latest that began by then.
func (a Amounts) On(day civil.Day) (AmountYear, bool) {
	var found AmountYear
	ok := false
	for _, y := range a.Years {
		if !day.Before(y.From) && (!ok || found.From.Before(y.From)) {
			found, ok = y, true
		}
	}
	return found, ok
}

// AmountsNamed finds amounts by name.
func (s *SWV) AmountsNamed(name string) (Amounts, bool) {
	for _, a := range s.Amounts {
		if a.Name == name {
			return a, true
		}
	}
	return Amounts{}, false
}

func (c *checker) amounts() {
	for i := range c.swv.Amounts {
		for j := range c.swv.Amounts[i].Years {
			y := &c.swv.Amounts[i].Years[j]
			for _, kind := range keysSorted(y.Values) {
				if _, ok := condition.ParseMoney(y.Values[kind]); !ok {
					c.fault(y.At, show(y.Values[kind])+" is geen bedrag", "een bedrag zoals € 1.250,00", "")
				}
			}
		}
	}
}

func (c *checker) cost(a *Action) {
	if a.Costs == nil {
		return
	}
	c.ref(&a.Costs.Amounts, a.At, "lijst met bedragen", namesOf(c.swv.Amounts, func(x *Amounts) string { return x.Name }))
	for _, field := range []*string{&a.Costs.Kind, &a.Costs.From, &a.Costs.Until} {
		c.ref(field, a.At, "vraag", c.known.fields)
	}
}

package procedure

import (
	"fmt"
	"reflect"

	"passend/internal/procedure/condition"
)

// compiler turns the texts of all conditions of one procedure into trees.
type compiler struct {
	source *source
}

func (l *loader) compile(f *folder, swv *SWV) {
	c := &compiler{f.source}
	c.walk(reflect.ValueOf(f.proc).Elem(), symbolsOf(f.proc, swv))
	for i := range f.proc.Tables {
		c.table(&f.proc.Tables[i])
	}
}

// walk compiles every condition in a piece of the model. Inside an action its
// own questions are names too; inside `goed als` of a field there is `waarde`.
func (c *compiler) walk(v reflect.Value, s *symbols) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && v.Type() != reflect.TypeFor[*condition.Table]() {
			c.walk(v.Elem(), s)
		}
	case reflect.Slice:
		for i := range v.Len() {
			c.walk(v.Index(i), s)
		}
	case reflect.Struct:
		c.structure(v, s)
	}
}

func (c *compiler) structure(v reflect.Value, s *symbols) {
	switch x := v.Addr().Interface().(type) {
	case *Condition:
		c.condition(x, s)
		return
	case *Action:
		if len(x.Asks) > 0 {
			s = s.with(x.Asks)
		}
	case *Journal:
		s = s.with(x.Fields)
	case *Field:
		if x.Valid.Given() {
			c.condition(&x.Valid, valueSymbols(s, x))
		}
	}
	for _, k := range keysOf(v.Type()) {
		if f := v.Field(k.field); k.name != "goed als" {
			c.walk(f, s)
		}
	}
}

func (c *compiler) condition(x *Condition, s *symbols) {
	if !x.Given() {
		return
	}
	expr, faults := condition.Parse(x.Source, s)
	for _, f := range faults {
		c.source.fault(c.source.within(x.At, x.Source, f.Column), f.What, f.Expected, f.Hint)
	}
	switch {
	case len(faults) > 0:
	case expr.Type() != condition.Truth:
		c.source.fault(x.At, show(x.Source)+" is geen vraag met ja of nee als antwoord", "een voorwaarde", "vergelijk het met iets: `… is …`, `… is ingevuld`")
	default:
		x.Expr = expr
	}
}

// askHuman in the place of an outcome says that the table has none.
const askHuman = "vraag een mens"

func (c *compiler) table(t *Table) {
	compiled := &condition.Table{Name: t.Name}
	for i := range t.Rules {
		r := &t.Rules[i]
		c.rule(t, r, i == len(t.Rules)-1)
		if r.When.Given() && r.When.Expr == nil {
			continue
		}
		compiled.Rows = append(compiled.Rows, r.row())
	}
	t.Compiled = compiled
}

func (r *Rule) row() condition.Row {
	row := condition.Row{When: r.When.Expr, Outcome: r.Then, Outcomes: r.Outcomes, Because: r.Because,
		AskHuman: r.AskHuman, Record: r.Record, AtMost: r.AtMost}
	if row.Outcome == "" {
		row.Outcome = r.Else
	}
	if row.Outcome == askHuman {
		row.Outcome, row.AskHuman = "", true
	}
	return row
}

// rule checks the shape of a row: a condition and an outcome, or the last one
// for all that is left.
func (c *compiler) rule(t *Table, r *Rule, last bool) {
	fault := func(what, hint string) {
		c.source.fault(r.At, fmt.Sprintf("%s in tabel %s", what, show(t.Name)), "", hint)
	}
	row := r.row()
	switch {
	case r.When.Given() && r.Else != "":
		fault("een rij met `als` én `anders`", "schrijf `dan` achter `als`; `anders` staat alleen, als laatste rij")
	case r.Else != "" && r.Then != "":
		fault("een rij met `dan` én `anders`", "schrijf `als` en `dan`, of alleen `anders`")
	case !r.When.Given() && !last:
		fault("een rij zonder `als` die niet de laatste is", "de rijen eronder worden nooit gelezen; zet haar onderaan")
	case row.Outcome == "" && len(row.Outcomes) == 0 && !row.AskHuman:
		fault("een rij zonder uitkomst", "schrijf `dan: …`, `uitkomsten:` of `vraag een mens: ja`")
	}
}

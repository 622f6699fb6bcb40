package app

import (
	"sync"

	"passend/internal/letter"
	"passend/internal/procedure"
	"passend/internal/procedure/condition"
)

// letterCache keeps what was read of letters: a version of a procedure never
// changes, so what was read once stays true.
type letterCache struct{ templates, conditions sync.Map }

type letterKey struct {
	proc *procedure.Procedure
	text string // name of the file, or the condition as written
}

type readTemplate struct {
	template *letter.Template
	faults   []letter.Fault
}

func (c *letterCache) template(p *procedure.Procedure, def procedure.Letter) (*letter.Template, []letter.Fault) {
	key := letterKey{p, def.File}
	if known, ok := c.templates.Load(key); ok {
		return known.(readTemplate).template, known.(readTemplate).faults
	}
	template, faults := letter.ParseTemplate(def.Name, p.Texts[def.File])
	c.templates.Store(key, readTemplate{template, faults})
	return template, faults
}

// condition reads a condition of a letter outside its lists; nil when it cannot
// be read.
func (c *letterCache) condition(p *procedure.Procedure, swv *procedure.SWV, text string) *condition.Expr {
	key := letterKey{p, text}
	if known, ok := c.conditions.Load(key); ok {
		return known.(*condition.Expr)
	}
	expr, faults := condition.Parse(text, procedure.LetterSymbols(p, swv))
	if len(faults) > 0 {
		expr = nil
	}
	c.conditions.Store(key, expr)
	return expr
}

package casefile

import (
	"slices"
	"sync"

	"passend/internal/procedure"
)

// index is what is looked up in a procedure over and over: each condition that
// is judged asks for the type of its facts. A procedure that was loaded never
// changes, so it is made once.
type index struct {
	actions []procedure.Action
	mu      sync.RWMutex
	fields  map[string]foundField
}

type foundField struct {
	field procedure.Field
	ok    bool
}

var indexes sync.Map // *procedure.Procedure → *index

func indexOf(p *procedure.Procedure) *index {
	if x, ok := indexes.Load(p); ok {
		return x.(*index)
	}
	actions := slices.Clone(p.Always)
	for _, phase := range p.Phases {
		actions = append(append(actions, phase.Tasks...), phase.Actions...)
	}
	x, _ := indexes.LoadOrStore(p, &index{actions: actions, fields: map[string]foundField{}})
	return x.(*index)
}

// allActions lists every action and task; who asks must not change the list.
func allActions(p *procedure.Procedure) []procedure.Action { return indexOf(p).actions }

// FieldOf finds a field of the form, or one that an action asks, by its name.
func FieldOf(p *procedure.Procedure, name string) (procedure.Field, bool) {
	x := indexOf(p)
	x.mu.RLock()
	f, known := x.fields[name]
	x.mu.RUnlock()
	if known {
		return f.field, f.ok
	}
	f.field, f.ok = searchField(p, name)
	x.mu.Lock()
	defer x.mu.Unlock()
	if f.ok || len(x.fields) < mostNames {
		x.fields[name] = f
	}
	return f.field, f.ok
}

// mostNames bounds how many names that are no field are remembered: some may
// come from outside.
const mostNames = 4096

package cases

import (
	"slices"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/web/kit"
)

// visit is a phase in which the case was, with the day on which it left.
type visit struct {
	phase string
	left  civil.Day
}

// steps is the way of the case: the phases behind it, where it is, and the way
// it will likely go from here.
func (v *sight) steps() kit.Steps {
	ahead := v.likely()
	var items []kit.Step
	for _, past := range v.visits() {
		if past.phase == v.S.Phase || slices.Contains(ahead, past.phase) {
			continue
		}
		items = append(items, kit.Step{Label: v.phaseTitle(past.phase), State: kit.StepDone, Note: kit.Dag(past.left)})
	}
	items = append(items, v.present())
	for _, name := range ahead {
		items = append(items, kit.Step{Label: v.phaseTitle(name)})
	}
	return kit.Steps{Items: items}
}

func (v *sight) present() kit.Step {
	if v.S.Closed != nil {
		return kit.Step{Label: v.phase.Title, State: kit.StepDone, Note: kit.Dag(v.S.Closed.Day)}
	}
	return kit.Step{Label: v.phase.Title, State: kit.StepNow, Note: v.progress()}
}

// progress tells how many tasks of the phase are done, or since when it is there.
func (v *sight) progress() string {
	done, all := 0, 0
	for _, t := range v.phase.Tasks {
		_, is := v.S.Done[t.Name]
		if is || casefile.Holds(v.W, v.S, nil, t.Shown) {
			all++
		}
		if is {
			done++
		}
	}
	if all > 0 {
		return kit.Getal(done) + " van " + kit.Getal(all) + " binnen"
	}
	return "sinds " + kit.Dag(civil.DayOf(v.S.Since))
}

// visits lists the phases behind the case, each once, in the order in which it
// was left last.
func (v *sight) visits() []visit {
	var all []visit
	now := ""
	for _, e := range v.S.History {
		d, ok := e.Data.(casefile.Entered)
		if !ok {
			continue
		}
		if now != "" && !v.hidden(now) {
			all = slices.DeleteFunc(all, func(x visit) bool { return x.phase == now })
			all = append(all, visit{now, civil.DayOf(e.At)})
		}
		now = d.Phase
	}
	return all
}

func (v *sight) hidden(name string) bool {
	f, ok := casefile.FindPhase(v.W.Proc, name)
	return ok && f.Hidden
}

func (v *sight) phaseTitle(name string) string {
	f, _ := casefile.FindPhase(v.W.Proc, name)
	return either(f.Title, name)
}

// likely follows the main way from where the case is to its end.
func (v *sight) likely() []string {
	var names []string
	seen := map[string]bool{v.S.Phase: true}
	for phase, ok := v.phase, v.S.Closed == nil; ok; {
		next := v.nextOf(phase)
		if next == "" || seen[next] {
			break
		}
		seen[next] = true
		if phase, ok = casefile.FindPhase(v.W.Proc, next); ok && !phase.Hidden {
			names = append(names, next)
		}
	}
	return names
}

// nextOf is where a phase leads when all goes well: the row that holds now, the
// first row, or the main action.
func (v *sight) nextOf(phase procedure.Phase) string {
	for _, row := range phase.Next {
		if row.Else == "" && casefile.Holds(v.W, v.S, nil, row.When) {
			return row.To
		}
	}
	if len(phase.Next) > 0 {
		return v.untold(phase)
	}
	return v.mainWay(phase)
}

// mainWay is where the main action leads; without one, the first action that
// leads to where the case has not been yet.
func (v *sight) mainWay(phase procedure.Phase) string {
	first, fresh := "", ""
	for _, a := range phase.Actions {
		if a.To == "" || a.To == phase.Name {
			continue
		}
		if a.Main {
			return a.To
		}
		first = either(first, a.To)
		if fresh == "" && a.Suspends == nil && !v.been(a.To) {
			fresh = a.To
		}
	}
	return either(fresh, first)
}

func (v *sight) been(name string) bool {
	return slices.ContainsFunc(v.S.History, func(e casefile.Entry) bool {
		d, ok := e.Data.(casefile.Entered)
		return ok && d.Phase == name
	})
}

// untold chooses between rows of which none holds yet: where only rows decide,
// the last one; where tasks come first, the first one.
func (v *sight) untold(phase procedure.Phase) string {
	first, last := phase.Next[0], phase.Next[len(phase.Next)-1]
	if len(phase.Tasks) > 0 {
		return either(first.To, first.Else)
	}
	return either(last.Else, last.To)
}

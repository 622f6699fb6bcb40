package demo

import (
	"slices"
	"strings"

	"passend/internal/casefile"
	"passend/internal/procedure"
)

// clear takes away what stands in the way of an action: it does what would make
// a precondition hold, and tells whether it did anything.
func (k *walk) clear(r *casefile.Refusal) bool {
	for _, p := range r.Problems {
		switch p.Kind {
		case "document":
			if k.addAgain(p.Name) {
				return true
			}
		case "handtekening":
			phase, _ := casefile.FindPhase(k.proc, k.play.State().Phase)
			before := k.play.State().Seq
			if k.sign(phase) == nil && k.play.State().Seq > before {
				return true
			}
		}
		for _, fact := range k.looksAt(p.Name) {
			if k.appointFor(fact) || k.addFor(fact) || k.answerAfterAll(fact) || k.recordBy(fact) {
				return true
			}
		}
	}
	return false
}

// looksAt lists the facts that a precondition of this phase looks at.
func (k *walk) looksAt(gate string) []string {
	for _, a := range k.here() {
		for _, g := range a.Gates {
			if g.Name == gate && g.When.Expr != nil {
				return g.When.Expr.Names()
			}
		}
	}
	return nil
}

// here are the actions that are possible in this phase.
func (k *walk) here() []procedure.Action {
	phase, _ := casefile.FindPhase(k.proc, k.play.State().Phase)
	all := slices.Concat(phase.Tasks, phase.Actions)
	for _, a := range k.proc.Always {
		if len(a.In) == 0 || slices.Contains(a.In, phase.Name) {
			all = append(all, a)
		}
	}
	return all
}

// appointFor appoints somebody when the fact is that a role is held.
func (k *walk) appointFor(fact string) bool {
	for _, role := range k.proc.Roles {
		if _, has := k.play.State().Holder(role.Name); has || fact != "rol "+role.Name+" aangewezen" {
			continue
		}
		for _, a := range k.here() {
			if slices.ContainsFunc(a.Assigns, func(as procedure.Assign) bool { return as.Role == role.Name }) {
				return k.act(a) == nil
			}
		}
	}
	return false
}

// answerAfterAll answers a question of the form that was left out.
func (k *walk) answerAfterAll(fact string) bool {
	s := k.play.State()
	if k.forced[fact] || s.Values[fact].Text != "" {
		return false
	}
	phase, _ := casefile.FindPhase(k.proc, s.Phase)
	for _, section := range k.proc.Sections {
		asked := slices.ContainsFunc(section.Fields, func(f procedure.Field) bool { return f.Name == fact })
		if asked && slices.Contains(phase.Fill, section.Name) {
			k.forced[fact] = true
			before := s.Seq
			return k.fillForm(phase) == nil && s.Seq > before && s.Values[fact].Text != ""
		}
	}
	return false
}

// recordBy does a small action that asks the fact, and moves the case nowhere.
func (k *walk) recordBy(fact string) bool {
	if k.play.State().Values[fact].Text != "" {
		return false
	}
	for _, a := range k.here() {
		asks := slices.ContainsFunc(a.Asks, func(f procedure.Field) bool { return f.Name == fact })
		if asks && a.To == "" && a.Outcome == "" && !a.Danger && a.OpensCase == "" {
			return k.act(a) == nil
		}
	}
	return false
}

// addAgain adds a document that is not there, or is too old by now.
func (k *walk) addAgain(kind string) bool {
	phase, _ := casefile.FindPhase(k.proc, k.play.State().Phase)
	p, ok := k.uploader(phase)
	return ok && k.document(p, kind) == nil
}

// addFor adds a document when the fact is that the dossier has it.
func (k *walk) addFor(fact string) bool {
	kind, ok := strings.CutPrefix(fact, "dossier heeft ")
	s := k.play.State()
	_, has := s.Document(kind)
	return ok && !has && k.addAgain(kind)
}

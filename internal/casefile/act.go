package casefile

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"passend/internal/civil"
	"passend/internal/procedure"
)

// act does an action, or answers a task, of the phase where the case is.
func (d *decision) act(c Act) *Refusal {
	a, task, ok := actionNow(d.w.Proc, d.s, c.Action)
	if !ok {
		return d.notNow(c.Action)
	}
	role, r := d.mayAct(a)
	if r != nil {
		return r
	}
	if _, done := d.s.Done[a.Name]; task && done {
		return refuse("“"+labelOf(a)+"” is al gedaan.", "", "")
	}
	if !d.facts(nil).holds(a.Shown) {
		return d.notNow(a.Name)
	}
	answers, r := d.answers(a.Asks, ownAnswers(a, c.Values))
	if r != nil {
		return r
	}
	if r := d.allowed(a, answers); r != nil {
		return r
	}
	if r := d.checkEffects(a, answers); r != nil {
		return r
	}
	d.emit(Acted{Action: a.Name, Phase: d.s.Phase, Role: role, Task: task, Answers: answers, List: d.listOf(a)})
	d.effects(a, answers)
	if a.To != "" {
		d.enter(a.To)
	}
	return nil
}

// ownAnswers has an advice rest on its own answers: what another expert answered
// to the same question never fills a gap (LAW-04).
func ownAnswers(a procedure.Action, typed map[string]string) map[string]string {
	if !a.Advice {
		return typed
	}
	own := map[string]string{}
	for _, f := range a.Asks {
		own[f.Name] = ""
	}
	maps.Copy(own, typed)
	return own
}

// listOf keeps what was still missing when a case is sent back.
func (d *decision) listOf(a procedure.Action) []string {
	if a.Suspends == nil {
		return nil
	}
	var list []string
	for _, i := range Missing(d.w, d.s, nil) {
		list = append(list, i.Title+": "+i.Why)
	}
	return list
}

// actionNow finds a task or action that the present phase knows.
func actionNow(p *procedure.Procedure, s *State, name string) (a procedure.Action, task, ok bool) {
	phase, _ := findPhase(p, s.Phase)
	named := func(a procedure.Action) bool { return a.Name == name }
	if a, ok := find(phase.Tasks, named); ok {
		return a, true, true
	}
	if a, ok := find(phase.Actions, named); ok {
		return a, false, true
	}
	a, ok = find(p.Always, func(a procedure.Action) bool { return named(a) && always(a, phase) })
	return a, false, ok
}

// always tells whether an action of `altijd` is there in this phase.
func always(a procedure.Action, phase procedure.Phase) bool {
	if len(a.In) > 0 {
		return slices.Contains(a.In, phase.Name)
	}
	return !phase.End
}

func (d *decision) notNow(name string) *Refusal {
	phase, _ := findPhase(d.w.Proc, d.s.Phase)
	return refuse("Dat kan nu niet: de zaak is in de fase “"+phase.Title+"”.", d.w.Proc.Source, "Ververs de pagina: misschien heeft een ander de zaak verder gebracht.")
}

// mayAct gives the role in which the person acts, or refuses.
func (d *decision) mayAct(a procedure.Action) (string, *Refusal) {
	by := byOf(d.w.Proc, d.s, a)
	for _, role := range RolesOf(d.w, d.s, d.w.Who) {
		if slices.Contains(by, role) {
			return role, nil
		}
	}
	return "", refuse("U kunt dit niet doen.", "", "Dit doet: "+d.titles(by)+".")
}

func byOf(p *procedure.Procedure, s *State, a procedure.Action) []string {
	if len(a.By) > 0 {
		return a.By
	}
	phase, _ := findPhase(p, s.Phase)
	return phase.OnMove
}

func (d *decision) titles(roles []string) string {
	var titles []string
	for _, r := range roles {
		titles = append(titles, roleTitle(d.w.Proc, r))
	}
	return strings.Join(titles, ", ")
}

func labelOf(a procedure.Action) string {
	if a.Label != "" {
		return a.Label
	}
	return a.Name
}

// allowed checks what the procedure and the law ask before this action.
func (d *decision) allowed(a procedure.Action, answers map[string]string) *Refusal {
	if !d.facts(answers).holds(a.Shown) {
		return d.notNow(a.Name)
	}
	if r := d.unmet(a, answers); r != nil {
		return r
	}
	if a.Advice {
		return d.adviserFits(a)
	}
	return d.deciderFits(a)
}

// unmet shows everything at once that keeps the action back. A precondition that
// rests on an answer which is still missing is left out: that the answer is
// missing says it better.
func (d *decision) unmet(a procedure.Action, answers map[string]string) *Refusal {
	r, missing := d.gates(a.Gates, answers), d.requires(a)
	if r == nil || missing == nil {
		return cmp.Or(r, missing)
	}
	f := d.facts(answers)
	for _, p := range r.Problems {
		g, ok := find(a.Gates, func(g procedure.Gate) bool { return g.Name == p.Name })
		if ok && g.When.Expr != nil && g.When.Expr.Eval(f).Known {
			missing.Problems = append(missing.Problems, p)
		}
	}
	return missing
}

// requires shows everything that is missing at once.
func (d *decision) requires(a procedure.Action) *Refusal {
	r := refuse("Er ontbreekt nog iets.", d.w.Proc.Source, "Vul aan wat hieronder staat.")
	for _, what := range a.Requires {
		switch what {
		case "formulier":
			r.addMissing(d, "veld")
		case "documenten":
			r.addMissing(d, "document")
		case "handtekeningen":
			r.addMissing(d, "handtekening")
		case "controles":
			d.missingChecks(r)
		case "adviezen":
			d.missingAdvice(r)
		}
	}
	if len(r.Problems) == 0 {
		return nil
	}
	return r
}

func (r *Refusal) addMissing(d *decision, kind string) {
	for _, i := range MissingOf(d.w, d.s, nil, kind) {
		r.Problems = append(r.Problems, Problem{i.Kind, i.Name, i.Title + ": " + i.Why})
	}
}

func (d *decision) missingChecks(r *Refusal) {
	phase, _ := findPhase(d.w.Proc, d.s.Phase)
	f := d.facts(nil)
	for _, c := range d.w.Proc.Checks {
		if !slices.Contains(phase.Check, c.Name) {
			continue
		}
		for _, item := range c.Items {
			if f.holds(item.When) && d.s.Checks[c.Name][item.Name].Verdict == "" {
				r.Problems = append(r.Problems, Problem{"controle", item.Name, "Nog niet beoordeeld: " + item.Question})
			}
		}
	}
}

func (d *decision) missingAdvice(r *Refusal) {
	for _, a := range adviceTasks(d.w.Proc) {
		if _, done := d.s.Done[a.Name]; !done && d.facts(nil).holds(a.Shown) {
			r.Problems = append(r.Problems, Problem{"taak", a.Name, "Nog niet binnen: " + labelOf(a) + "."})
		}
	}
}

func adviceTasks(p *procedure.Procedure) []procedure.Action {
	var tasks []procedure.Action
	for _, a := range allActions(p) {
		if a.Advice {
			tasks = append(tasks, a)
		}
	}
	return tasks
}

// adviserFits refuses an advice by somebody who may not (or no longer) advise,
// and a second advice by the same person: each advice is traceable to an author
// of its own (Besluit bekostiging WPO, LAW-04).
func (d *decision) adviserFits(a procedure.Action) *Refusal {
	for name, done := range d.s.Done {
		if name != a.Name && isAdvice(d.w.Proc, name) && done.By.Account == d.w.Who.Account {
			return refuse("U gaf al een advies in deze zaak. Het andere advies komt van een ander.", "LAW-04", "Vraag de voorzitter een andere deskundige aan te wijzen.")
		}
	}
	for _, name := range byOf(d.w.Proc, d.s, a) {
		role, ok := findRole(d.w.Proc, name)
		if h, has := d.s.Holder(name); ok && has && h.Account == d.w.Who.Account {
			if why := d.unfit(role, d.w.Who); why != "" {
				return refuse(why, "LAW-04", "Vraag de voorzitter een andere deskundige aan te wijzen.")
			}
		}
	}
	return nil
}

func isAdvice(p *procedure.Procedure, task string) bool {
	return slices.ContainsFunc(adviceTasks(p), func(a procedure.Action) bool { return a.Name == task })
}

// deciderFits keeps adviser and decider apart, and asks two advices of two
// people before a declaration is granted (WPO 18a lid 11, LAW-04).
func (d *decision) deciderFits(a procedure.Action) *Refusal {
	if a.Grants == nil && (a.Outcome == "" || !d.endsInDeclaration()) {
		return nil
	}
	advisers := map[string]bool{}
	for name, done := range d.s.Done {
		if isAdvice(d.w.Proc, name) {
			advisers[done.By.Account] = true
		}
	}
	if advisers[d.w.Who.Account] && !d.w.SWV.Separate {
		return refuse("U adviseerde in deze zaak en kunt er niet ook over beslissen.", "LAW-04", "Laat een ander beslissen die daartoe is gemachtigd.")
	}
	if a.Grants != nil && d.endsInDeclaration() && len(advisers) < 2 {
		return refuse("Er zijn nog geen twee adviezen van twee deskundigen.", "WPO 18a lid 11", "Wacht tot beide deskundigen hun advies hebben gegeven.")
	}
	return nil
}

func (d *decision) endsInDeclaration() bool { return d.w.Proc.EndsIn == "tlv" }

// answers checks what was typed for an action, field by field.
func (d *decision) answers(asks []procedure.Field, typed map[string]string) (map[string]string, *Refusal) {
	r := refuse("Controleer wat u invulde.", "", "")
	answers := map[string]string{}
	for name, text := range typed {
		field, ok := fieldIn(asks, name)
		if !ok {
			if strings.TrimSpace(text) != "" {
				r.Problems = append(r.Problems, Problem{"veld", name, "Deze vraag hoort hier niet."})
			}
			continue
		}
		value, problem := Canonical(field, text)
		if problem != "" {
			r.Problems = append(r.Problems, Problem{"veld", name, problem})
			continue
		}
		answers[name] = value
	}
	f := d.facts(answers)
	for _, field := range asks {
		for _, item := range f.fieldItems("", field) {
			if !slices.ContainsFunc(r.Problems, func(p Problem) bool { return p.Name == item.Name }) {
				r.Problems = append(r.Problems, Problem{"veld", item.Name, item.Why})
			}
		}
	}
	if len(r.Problems) > 0 {
		return nil, r
	}
	for name, value := range answers {
		if value == "" {
			delete(answers, name)
		}
	}
	return answers, nil
}

// value reads what an effect names: an answer, a field, `vandaag`, or the text
// itself.
func (d *decision) value(name string, answers map[string]string) string {
	if name == "" {
		return ""
	}
	if name == "vandaag" {
		return d.w.Today().String()
	}
	if name == firstOfNextMonth {
		return d.dayOrFact(name, nil).String()
	}
	if v, ok := answers[name]; ok {
		return v
	}
	if v, ok := d.s.Values[name]; ok {
		return v.Text
	}
	if _, isField := FieldOf(d.w.Proc, name); isField {
		return ""
	}
	return name
}

func (d *decision) day(name string, answers map[string]string) civil.Day {
	day, err := civil.ParseDay(d.value(name, answers))
	if err != nil {
		return 0
	}
	return day
}

package casefile

import (
	"slices"

	"passend/internal/civil"
	"passend/internal/procedure"
)

// Task is work that waits: for whom, what, until when and why by then.
type Task struct {
	Name, Label string
	Kind        string // taak, actie, handtekening, controle
	Roles       []string
	Due         civil.Day
	Why         string // why by then
}

// OpenTasks lists what the case waits for in the phase where it is.
func OpenTasks(w World, s *State) []Task {
	phase, ok := findPhase(w.Proc, s.Phase)
	if !ok || s.Closed != nil {
		return nil
	}
	f := &facts{w: w, s: s}
	var tasks []Task
	for _, a := range phase.Tasks {
		if _, done := s.Done[a.Name]; !done && f.holds(a.Shown) {
			tasks = append(tasks, Task{Name: a.Name, Label: labelOf(a), Kind: "taak", Roles: byOf(w.Proc, s, a)})
		}
	}
	tasks = append(tasks, f.signingTasks(phase)...)
	if main, ok := mainTask(w.Proc, s, f, phase); ok {
		tasks = append(tasks, main)
	}
	due, why := f.due(phase)
	for i := range tasks {
		tasks[i].Due, tasks[i].Why = due, why
	}
	return tasks
}

// mainTask is the work of who is to act when it is not a task of its own: fill
// in, check, or choose what happens next.
func mainTask(p *procedure.Procedure, s *State, f *facts, phase procedure.Phase) (Task, bool) {
	if len(phase.OnMove) == 0 || len(phase.Actions) == 0 && len(phase.Fill) == 0 {
		return Task{}, false
	}
	label := phase.Title
	for _, a := range phase.Actions {
		if a.Main && f.holds(a.Shown) {
			label = labelOf(a)
		}
	}
	return Task{Name: phase.Name, Label: label, Kind: "actie", Roles: phase.OnMove}, true
}

func (f *facts) signingTasks(phase procedure.Phase) []Task {
	var tasks []Task
	for _, def := range f.w.Proc.Signings {
		if !slices.Contains(phase.Sign, def.Name) || def.NeedWhen.Given() && !f.holds(def.NeedWhen) || len(f.missingFields()) > 0 {
			continue
		}
		if len(f.unsigned(def)) > 0 && len(f.missingDocuments()) == 0 {
			tasks = append(tasks, Task{Name: def.Name, Label: def.Title, Kind: "handtekening", Roles: []string{def.By}})
		}
	}
	return tasks
}

// due is the day by which the phase must move on: the running term that ends
// first, or the local aim of the phase.
func (f *facts) due(phase procedure.Phase) (civil.Day, string) {
	var first TermResult
	for _, t := range f.s.Terms {
		if v := TermView(f.w, t); v.Running && !v.StandsStill && t.Key == "" && (first.End.IsZero() || v.End.Before(first.End)) {
			first = v
		}
	}
	if l, err := civil.ParseDuration(phase.Within); phase.Within != "" && err == nil {
		aim := f.w.Calendar.Add(civil.DayOf(f.s.Since), l)
		if first.End.IsZero() || aim.Before(first.End) {
			return aim, "afspraak van het samenwerkingsverband: " + phase.Within
		}
	}
	if first.End.IsZero() {
		return 0, ""
	}
	return first.End, titleOfTerm(first.Def)
}

// OnMove lists the roles that the case waits for.
func OnMove(w World, s *State) []string { return WaitsFor(OpenTasks(w, s)) }

// WaitsFor lists the roles of open tasks: who signs comes after who is to act.
func WaitsFor(tasks []Task) []string {
	var roles []string
	add := func(list []string) {
		for _, r := range list {
			if !slices.Contains(roles, r) {
				roles = append(roles, r)
			}
		}
	}
	for _, t := range tasks {
		if t.Kind != "handtekening" {
			add(t.Roles)
		}
	}
	for _, t := range tasks {
		add(t.Roles)
	}
	return roles
}

// Offer is something the person can do now, or a reason why not (yet).
type Offer struct {
	Action  procedure.Action
	Label   string
	Task    bool
	Refusal *Refusal // nil: possible
}

// Offers lists what the person in w.Who can choose in the phase where the case
// is: tasks first, then actions, then what is always possible.
func Offers(w World, s *State) []Offer {
	phase, ok := findPhase(w.Proc, s.Phase)
	if !ok {
		return nil
	}
	d := &decision{w: w, s: s}
	var offers []Offer
	for _, a := range phase.Tasks {
		if _, done := s.Done[a.Name]; !done {
			offers = d.offer(offers, a, true)
		}
	}
	for _, a := range phase.Actions {
		offers = d.offer(offers, a, false)
	}
	for _, a := range w.Proc.Always {
		if always(a, phase) {
			offers = d.offer(offers, a, false)
		}
	}
	return offers
}

func (d *decision) offer(offers []Offer, a procedure.Action, task bool) []Offer {
	if _, r := d.mayAct(a); r != nil || !d.facts(nil).holds(a.Shown) {
		return offers
	}
	return append(offers, Offer{Action: a, Label: labelOf(a), Task: task, Refusal: d.allowedBefore(a)})
}

// allowedBefore is allowed, without the preconditions that look at answers that
// are still to be given.
func (d *decision) allowedBefore(a procedure.Action) *Refusal {
	a.Gates = slices.DeleteFunc(slices.Clone(a.Gates), func(g procedure.Gate) bool {
		return g.When.Expr != nil && slices.ContainsFunc(g.When.Expr.Names(), func(name string) bool {
			_, asked := fieldIn(a.Asks, name)
			return asked
		})
	})
	return d.allowed(a, nil)
}

// ActionNow finds a task or action of the present phase by name.
func ActionNow(w World, s *State, name string) (procedure.Action, bool) {
	a, _, ok := actionNow(w.Proc, s, name)
	return a, ok
}

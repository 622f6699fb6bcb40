package demo

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
)

// walk plays one case: it does what the procedure asks, as whoever must do it.
type walk struct {
	cast  *Cast
	story Story
	play  *app.Play
	ask   *answers
	paper paper
	at    time.Time // the moment of the next step
	end   time.Time // the present: nothing happens after it
	proc  *procedure.Procedure
	// posted is how long a letter lies before it is posted.
	posted time.Duration
	forced map[string]bool // fields that must be answered after all
}

// Story is what is to happen in a case. Where it says nothing, the case goes the
// ordinary way.
type Story struct {
	Procedure, Variant string
	Choices            map[string]string // phase → action, instead of the main one
	Before             map[string][]string
	Values             map[string]string   // field, or action.field → answer
	Until              string              // phase in which it stops; "" for wherever it is by now
	Hold               string              // phase in which all is done but the action that ends it
	Pace               map[string]int      // phase → days before something happens there
	Slow               int                 // days a phase takes when Pace says nothing
	LeaveLetters       bool                // letters are not posted
	Notes              map[string][]Note   // phase → what people write each other there
	Draft              bool                // where it stops, half of the form is typed and not recorded
	By                 string              // function of who begins it, when it is not the first that can
	School             string              // organisation that begins it; "" is that of the pupil
	Meets              []string            // phases in which all waits for the day of the meeting
	Journal            map[string][]Entry  // phase → what is noted there in series, day by day
	After              map[string][]string // phase → actions done there once all of that is noted
	Registers          int                 // days after a grant until the school tells DUO; 0 is three weeks
}

// Note is a message inside the case.
type Note struct{ From, To, Text string } // roles

// Entry is a note in a series of the case. A value that is [today] is the day on
// which it is noted.
type Entry struct {
	Journal string
	Days    int // after the one before
	Values  map[string]string
}

// today stands for the day on which an entry is noted.
const today = "vandaag"

// pace is how many days a phase takes.
func (k *walk) pace(phase string) int {
	if n, ok := k.story.Pace[phase]; ok {
		return n
	}
	return max(k.story.Slow, 1)
}

// errStuck says that the player found no way on.
type errStuck struct {
	phase  string
	reason string
}

func (e errStuck) Error() string {
	return fmt.Sprintf("demo: stuck in phase %q: %s", e.phase, e.reason)
}

// errHeld says that the story has come to where it is held.
var errHeld = errors.New("demo: held")

// mostSteps bounds a story; a case that goes in a circle ends here.
const mostSteps = 60

// run plays until the story stops, the case is closed, or the present is there.
func (k *walk) run() error {
	for range mostSteps {
		s := k.play.State()
		if s.Closed != nil || s.Phase == k.story.Until {
			break
		}
		phase, _ := casefile.FindPhase(k.proc, s.Phase)
		if phase.End {
			break
		}
		on, err := k.phase(phase)
		if err == errHeld {
			return k.stop()
		}
		if stuck, ok := err.(errStuck); ok {
			return errors.Join(stuck, k.stop())
		}
		if err != nil {
			return err
		}
		if !on {
			break
		}
	}
	return k.stop()
}

// stop lets the rest of the days pass and writes it all.
func (k *walk) stop() error {
	if err := k.postLast(); err != nil {
		return err
	}
	if err := k.tellDUO(); err != nil {
		return err
	}
	if err := k.play.Pass(civil.DayOf(k.end)); err != nil {
		return err
	}
	if err := k.play.Flush(); err != nil {
		return err
	}
	return k.draft()
}

// draft leaves half of the form typed and not recorded.
func (k *walk) draft() error {
	s := k.play.State()
	phase, _ := casefile.FindPhase(k.proc, s.Phase)
	if !k.story.Draft || s.Closed != nil || len(phase.Fill) == 0 {
		return nil
	}
	for _, p := range k.fillers(phase)[:1] {
		values, err := k.typed(p, phase)
		if err != nil {
			return err
		}
		for i, name := range slices.Sorted(maps.Keys(values)) {
			if i%2 == 1 {
				delete(values, name)
			}
		}
		if err := k.play.SaveDraft(values); err != nil {
			return err
		}
	}
	return nil
}

// wait lets working days go by, and tells whether that day has come yet.
func (k *walk) wait(days int) bool {
	day := civil.DayOf(k.at).AddDays(days)
	for day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		day = day.AddDays(1)
	}
	next := day.Start().Add(time.Duration(9*60+k.ask.r.IntN(300)) * time.Minute)
	if !next.After(k.at) {
		next = k.at.Add(time.Duration(5+k.ask.r.IntN(40)) * time.Minute)
	}
	if next.After(k.end) {
		return false
	}
	k.at = next
	return true
}

// meeting lets the days go by until the meeting on which the case is, and tells
// whether that day has come.
func (k *walk) meeting() bool {
	var day civil.Day
	for _, a := range k.play.State().Agenda {
		if a.Day.IsZero() {
			return false
		}
		day = max(day, a.Day)
	}
	if begins := day.Start().Add(time.Duration(9*60+k.ask.r.IntN(120)) * time.Minute); !day.IsZero() && begins.After(k.at) {
		if begins.After(k.end) {
			return false
		}
		k.at = begins
	}
	return true
}

// moment lets some minutes go by within a step.
func (k *walk) moment() time.Time {
	k.at = k.at.Add(time.Duration(1+k.ask.r.IntN(6))*time.Minute + time.Duration(k.ask.r.IntN(60))*time.Second)
	return k.at
}

// phase does all that is asked in a phase, over the days that it takes; on tells
// whether the case moved before the present came.
func (k *walk) phase(phase procedure.Phase) (on bool, err error) {
	if slices.Contains(k.story.Meets, phase.Name) && !k.meeting() {
		return false, nil
	}
	days := k.pace(phase.Name)
	parts := [][]func(procedure.Phase) error{{k.notes, k.before, k.check, k.tasks, k.journal, k.decide}}
	if len(phase.Fill) > 0 {
		parts = [][]func(procedure.Phase) error{{k.fillForm, k.documents}, {k.notes, k.before, k.sign}, {k.check, k.tasks, k.journal, k.decide}}
	}
	before := k.play.State().Seq
	for i, part := range parts {
		if !k.wait((i+1)*days/len(parts) - i*days/len(parts)) {
			return false, nil
		}
		if err := k.postLetters(); err != nil {
			return true, err
		}
		for _, do := range part {
			if err := do(phase); err != nil || k.left(phase) {
				return true, err
			}
		}
	}
	return k.play.State().Seq > before, nil
}

// decide takes the action that brings the case on. What is not possible yet is
// tried again after some weeks: there may be a time to be waited for.
func (k *walk) decide(phase procedure.Phase) error {
	if phase.Name == k.story.Hold {
		return errHeld
	}
	if len(phase.Actions) == 0 {
		return nil
	}
	a := k.chosen(phase)
	for tries := 0; ; tries++ {
		err := k.act(a)
		if _, stuck := err.(errStuck); !stuck || tries == 3 {
			return err
		}
		if !k.wait(20) {
			return nil
		}
	}
}

// journal notes what the story wants noted, until the present comes, and does what
// comes after it.
func (k *walk) journal(phase procedure.Phase) error {
	entries := k.story.Journal[phase.Name]
	for i, e := range entries {
		if !k.wait(e.Days) {
			k.story.Journal[phase.Name] = entries[i:]
			return errHeld
		}
		j, ok := casefile.FindJournal(k.proc, e.Journal)
		people := k.inRoles(j.By)
		if !ok || len(people) == 0 {
			return errStuck{phase.Name, "nobody writes in " + e.Journal}
		}
		values := maps.Clone(e.Values)
		for name, v := range values {
			if v == today {
				values[name] = civil.DayOf(k.at).String()
			}
		}
		refusal, err := k.play.Do(people[0], k.moment(), casefile.Note{Journal: j.Name, Values: values})
		if refusal != nil {
			return errStuck{phase.Name, told(refusal)}
		}
		if err != nil {
			return err
		}
	}
	delete(k.story.Journal, phase.Name)
	for _, name := range k.story.After[phase.Name] {
		a, _ := casefile.ActionOf(k.proc, name)
		if err := k.act(a); err != nil {
			return err
		}
	}
	delete(k.story.After, phase.Name)
	return nil
}

// notes writes the messages of the story.
func (k *walk) notes(phase procedure.Phase) error {
	for _, n := range k.story.Notes[phase.Name] {
		people := k.inRoles([]string{n.From})
		if len(people) == 0 {
			continue
		}
		if err := k.signed(k.play.Do(people[0], k.moment(), casefile.Say{Text: n.Text, To: []string{n.To}})); err != nil {
			return err
		}
	}
	delete(k.story.Notes, phase.Name)
	return nil
}

func (k *walk) left(phase procedure.Phase) bool {
	s := k.play.State()
	return s.Phase != phase.Name || s.Closed != nil
}

// chosen is the action that the story takes in a phase, or the main one that is
// shown.
func (k *walk) chosen(phase procedure.Phase) procedure.Action {
	if name := k.story.Choices[phase.Name]; name != "" {
		if a, ok := casefile.ActionOf(k.proc, name); ok {
			delete(k.story.Choices, phase.Name)
			return a
		}
	}
	if i := slices.IndexFunc(phase.Actions, func(a procedure.Action) bool { return a.Main && k.shown(a) }); i >= 0 {
		return phase.Actions[i]
	}
	return phase.Actions[0]
}

// shown tells whether an action is there for who may do it.
func (k *walk) shown(a procedure.Action) bool {
	w, s, err := k.see(k.actors(a))
	return err == nil && casefile.Holds(w, s, nil, a.Shown)
}

// before does what the story wants done first in a phase.
func (k *walk) before(phase procedure.Phase) error {
	for _, name := range k.story.Before[phase.Name] {
		a, ok := casefile.ActionOf(k.proc, name)
		if !ok {
			return errStuck{phase.Name, "unknown action " + name}
		}
		if err := k.act(a); err != nil {
			return err
		}
	}
	delete(k.story.Before, phase.Name)
	return nil
}

// actors are those who may do an action now.
func (k *walk) actors(a procedure.Action) []app.Principal {
	by := a.By
	if len(by) == 0 {
		phase, _ := casefile.FindPhase(k.proc, k.play.State().Phase)
		by = phase.OnMove
	}
	return k.inRoles(by)
}

func (k *walk) inRoles(names []string) []app.Principal {
	var all []app.Principal
	for _, name := range names {
		if r, ok := casefile.FindRole(k.proc, name); ok {
			all = append(all, k.cast.In(k.play.State(), r)...)
		}
	}
	return all
}

// tasks answers every task that stands open.
func (k *walk) tasks(phase procedure.Phase) error {
	for _, t := range phase.Tasks {
		w, s, err := k.see(k.actors(t))
		if err != nil {
			return err
		}
		if _, done := s.Done[t.Name]; done || !casefile.Holds(w, s, nil, t.Shown) {
			continue
		}
		if err := k.act(t); err != nil || k.left(phase) {
			return err
		}
	}
	return nil
}

// see gives the case as the first of some people sees it.
func (k *walk) see(people []app.Principal) (casefile.World, *casefile.State, error) {
	if len(people) == 0 {
		return casefile.World{}, nil, errStuck{k.play.State().Phase, "nobody has the role that is asked"}
	}
	return k.play.Case(people[0], k.at)
}

// receiving is the field that names the school which takes the pupil.
const receiving = "ontvangende school"

// mostTries bounds how often one action is tried with other answers.
const mostTries = 40

// act does an action as the first person who may, trying other answers for what
// is refused.
func (k *walk) act(a procedure.Action) error {
	people := k.actors(a)
	if len(people) == 0 && k.recordBy(receiving) {
		people = k.actors(a)
	}
	w, s, err := k.see(people)
	if err != nil {
		return err
	}
	var last *casefile.Refusal
	k.moment()
	for range mostTries {
		values := k.ask.fill(w, s, a.Name, a.Asks, func(f procedure.Field) bool { return k.leaveOut(f) })
		k.reasons(w, s, a.Asks, values)
		refusal, err := k.play.Do(people[0], k.at, casefile.Act{Action: a.Name, Values: values})
		if refusal == nil || err != nil {
			return err
		}
		last = refusal
		if !k.learn(a.Name, refusal) && !k.clear(refusal) {
			break
		}
		if w, s, err = k.see(people); err != nil {
			return err
		}
	}
	return errStuck{s.Phase, a.Name + ": " + told(last)}
}

func told(r *casefile.Refusal) string {
	text := r.Rule
	for _, p := range r.Problems {
		text += fmt.Sprintf(" [%s %s: %s]", p.Kind, p.Name, p.Text)
	}
	return text
}

// leaveOut skips some of what need not be answered.
func (k *walk) leaveOut(f procedure.Field) bool {
	if _, told := k.ask.known("", f.Name); told || k.forced[f.Name] {
		return false
	}
	return f.Private || k.ask.r.IntN(3) == 0
}

// learn marks the answers that were refused; false when none was.
func (k *walk) learn(action string, r *casefile.Refusal) bool {
	learned := false
	for _, p := range r.Problems {
		if p.Kind == "veld" {
			k.ask.wrong(action, p.Name)
			learned = true
		}
	}
	return learned
}

// reasons gives a reason for each answer that departs from what is proposed.
func (k *walk) reasons(w casefile.World, s *casefile.State, fields []procedure.Field, values map[string]string) {
	for _, f := range fields {
		if f.Depart != "met reden" || values[f.Name] == "" {
			continue
		}
		if p := casefile.Propose(w, s, values, f); p.Value != "" && p.Value != values[f.Name] {
			values[f.Name+" reden"] = k.ask.texts.departure(w.Pupil)
		}
	}
}

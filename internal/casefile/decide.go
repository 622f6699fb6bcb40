package casefile

import (
	"slices"
	"strings"

	"passend/internal/procedure"
)

// Decide turns a command into the events that follow from it, or refuses it. It
// changes nothing: s stays as it was.
func Decide(w World, s *State, c Command) ([]Data, *Refusal) {
	d := &decision{w: w, s: Fold(s.ID, s.events())}
	if r := d.do(c); r != nil {
		return nil, r
	}
	if len(d.out) > 0 {
		d.move()
	}
	return d.out, nil
}

// decision gathers events, and keeps the state that they lead to at hand: later
// effects and transitions look at what earlier ones brought about.
type decision struct {
	w   World
	s   *State
	out []Data
}

func (d *decision) emit(data Data) {
	d.out = append(d.out, data)
	d.s.Evolve(Event{Seq: d.s.Seq + 1, At: d.w.Now, By: d.w.Who.actor(), Data: data})
}

func (s *State) events() []Event {
	events := make([]Event, len(s.History))
	for i, e := range s.History {
		events[i] = Event(e)
	}
	return events
}

func (d *decision) do(c Command) *Refusal {
	if r := d.w.holdsName(c); r != nil {
		return r
	}
	if start, ok := c.(Start); ok {
		return d.start(start)
	}
	if d.s.Started.Procedure == "" {
		return refuse("Deze zaak bestaat niet.", "", "Ga terug naar uw overzicht.")
	}
	switch c := c.(type) {
	case Record:
		return d.record(c)
	case AddDocument:
		return d.addDocument(c)
	case ReplaceDocument:
		return d.replaceDocument(c)
	case RemoveDocument:
		return d.removeDocument(c)
	case Sign:
		return d.sign(c)
	case Check:
		return d.check(c)
	case Act:
		return d.act(c)
	case Note:
		return d.note(c)
	case MendNote:
		return d.mendNote(c)
	case StrikeNote:
		return d.strikeNote(c)
	case Post:
		return d.post(c)
	case Say:
		return d.say(c)
	case Correct:
		return d.correct(c)
	case Tick:
		d.tick()
		return nil
	}
	return d.doAround(c)
}

// doAround handles what happens around the case, also when it is closed: another
// school, other carers, a colleague who takes over, a case that hangs together
// with it, another calendar, what becomes of what was granted.
func (d *decision) doAround(c Command) *Refusal {
	switch c := c.(type) {
	case Takeover:
		d.takeover(c)
	case MovePupil:
		d.emit(PupilMoved(c))
	case ChangeCarers:
		d.emit(CarersChanged(c))
	case Link:
		d.emit(Linked(c))
	case Recalculate:
		d.recalculate(c)
	case MoveOnAgenda:
		return d.moveOnAgenda(c)
	case Bring:
		return d.bring(c)
	case ChangePlace:
		return d.changePlace(c)
	case InviteToMeeting:
		return d.inviteToMeeting(c)
	case RegisterGrant:
		return d.registerGrant(c)
	case ExpectGrant:
		return d.expectGrant(c)
	case CorrectGrant:
		return d.correctGrant(c)
	case EndGrant:
		return d.endGrant(c)
	}
	return nil
}

func (d *decision) start(c Start) *Refusal {
	p := d.w.Proc
	if len(p.Starters) == 0 && c.Parent == "" || c.Parent == "" && !slices.Contains(p.Starters, d.w.Who.Function) {
		return refuse("U kunt deze zaak niet beginnen.", p.Source, "Dit doet: "+strings.Join(p.Starters, ", ")+".")
	}
	if p.Once && slices.ContainsFunc(d.w.Others, func(o OtherCase) bool { return o.Running && o.Procedure == p.ID }) {
		return refuse("Voor deze leerling loopt al een zaak “"+p.Title+"”.", "één tegelijk", "Wacht tot die klaar is, of vraag het samenwerkingsverband wie de zaak behandelt.")
	}
	d.s.Started.Variant = c.Variant
	d.s.Carers = c.Carers
	if r := d.possibleVariant(c.Variant); r != nil {
		return r
	}
	if r := d.gates(p.Starts, c.Values); r != nil {
		return r
	}
	d.s.Started, d.s.Carers = Started{}, nil
	d.emit(Started{Number: c.Number, Procedure: p.ID, Hash: p.Hash, Variant: c.Variant, Pupil: c.Pupil, Applicant: c.Applicant,
		ApplicantName: c.ApplicantName, Board: c.Board, Region: c.Region, Parent: c.Parent, Day: d.w.Today(), Carers: c.Carers})
	d.enter(p.Phases[0].Name)
	if len(c.Values) == 0 {
		return nil
	}
	return d.record(Record{Values: c.Values})
}

func (d *decision) possibleVariant(name string) *Refusal {
	if len(d.w.Proc.Variants) == 0 {
		return nil
	}
	v, ok := find(d.w.Proc.Variants, func(v procedure.Variant) bool { return v.Name == name })
	if !ok {
		return &Refusal{Rule: "Kies eerst om welke soort aanvraag het gaat.", Problems: []Problem{{"veld", "variant", "Kies een van de mogelijkheden."}}}
	}
	if !d.facts(nil).holds(v.When) {
		why := v.Else
		if why == "" {
			why = "“" + v.Title + "” is voor deze leerling niet mogelijk."
		}
		return &Refusal{Rule: why, Ground: d.w.Proc.Source, Problems: []Problem{{"veld", "variant", why}}}
	}
	return nil
}

func (d *decision) facts(draft map[string]string) *facts {
	return &facts{w: d.w, s: d.s, draft: draft}
}

// gates refuses on the first precondition that does not hold; the others stand
// in Problems, so that everything can be mended at once.
func (d *decision) gates(gates []procedure.Gate, draft map[string]string) *Refusal {
	var r *Refusal
	f := d.facts(draft)
	for _, g := range gates {
		if slices.Contains(g.Except, d.s.Started.Variant) || f.holds(g.When) {
			continue
		}
		text := f.fill(g.Else)
		if r == nil {
			r = refuse(text, g.Source, "")
		}
		r.Problems = append(r.Problems, Problem{"regel", g.Name, text})
	}
	return r
}

// Fill replaces {fact} in a sentence by its value in this case.
func Fill(w World, s *State, text string) string { return (&facts{w: w, s: s}).fill(text) }

// fill replaces {fact} in a sentence by its value.
func (f *facts) fill(text string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			b.WriteString("{" + rest)
			return b.String()
		}
		b.WriteString(f.say(strings.TrimSpace(name)))
		text = after
	}
}

// maxMoves bounds the transitions that follow one another without anybody
// acting; a procedure that needs more goes in a circle.
const maxMoves = 20

// move follows the rows `daarna` of the phase for as long as one holds.
func (d *decision) move() {
	for range maxMoves {
		phase, ok := findPhase(d.w.Proc, d.s.Phase)
		if !ok || d.s.Closed != nil || !d.tasksDone(phase) {
			return
		}
		row, ok := d.nextRow(phase)
		if !ok || row.To == d.s.Phase {
			return
		}
		for _, name := range row.Does {
			if a, ok := find(d.w.Proc.Always, func(a procedure.Action) bool { return a.Name == name }); ok {
				d.effects(a, nil)
			}
		}
		d.enter(row.To)
	}
}

func (d *decision) nextRow(phase procedure.Phase) (procedure.Transition, bool) {
	f := d.facts(nil)
	for _, row := range phase.Next {
		if row.Else != "" {
			row.To = row.Else
			return row, true
		}
		if f.holds(row.When) {
			return row, true
		}
	}
	return procedure.Transition{}, false
}

func (d *decision) tasksDone(phase procedure.Phase) bool {
	f := d.facts(nil)
	return !slices.ContainsFunc(phase.Tasks, func(t procedure.Action) bool {
		_, done := d.s.Done[t.Name]
		return !done && f.holds(t.Shown)
	})
}

// enter moves the case to a phase; in a phase that is an end the case closes.
func (d *decision) enter(name string) {
	if name == "" || name == d.s.Phase {
		return
	}
	d.emit(Entered{name})
	if phase, ok := findPhase(d.w.Proc, name); ok && phase.End {
		d.emit(Closed{Outcome: d.s.Outcome, Day: d.w.Today()})
		d.leaveLists()
	}
}

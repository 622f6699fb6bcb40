package casefile

import (
	"slices"
	"strings"
	"time"

	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/procedure/condition"
)

// NoteState is an entry of a journal as it stands.
type NoteState struct {
	Noted
	Seq    int64
	By     Actor
	At     time.Time
	Mended *Mended // when it was mended last
	Struck *Mended // it counts no longer
}

// Mended is who changed an entry, when and why.
type Mended struct {
	By     Actor
	At     time.Time
	Reason string
}

func (s *State) evolveNote(e Event) bool {
	switch d := e.Data.(type) {
	case Noted:
		s.Notes = append(slices.Clone(s.Notes), NoteState{Noted: d, Seq: e.Seq, By: e.By, At: e.At})
	case NoteMended:
		s.changeNote(d.ID, func(n *NoteState) { n.Values, n.Mended = d.Values, &Mended{e.By, e.At, d.Reason} })
	case NoteStruck:
		s.changeNote(d.ID, func(n *NoteState) { n.Struck = &Mended{e.By, e.At, d.Reason} })
	default:
		return false
	}
	return true
}

func (s *State) changeNote(id string, change func(*NoteState)) {
	s.Notes = slices.Clone(s.Notes)
	for i := range s.Notes {
		if s.Notes[i].ID == id {
			change(&s.Notes[i])
		}
	}
}

// Note finds an entry by its id.
func (s *State) Note(id string) (NoteState, bool) {
	return find(s.Notes, func(n NoteState) bool { return n.ID == id })
}

// FindJournal finds a journal of the procedure by name.
func FindJournal(p *procedure.Procedure, name string) (procedure.Journal, bool) {
	return find(p.Journals, func(j procedure.Journal) bool { return j.Name == name })
}

// NotesOf lists the entries of a journal that count, oldest first: by the day
// that they ask, and else by the order in which they were written.
func NotesOf(s *State, j procedure.Journal) []NoteState {
	var notes []NoteState
	for _, n := range s.Notes {
		if n.Journal == j.Name && n.Struck == nil {
			notes = append(notes, n)
		}
	}
	if dated, ok := j.Dated(); ok {
		slices.SortStableFunc(notes, func(a, b NoteState) int { return strings.Compare(a.Values[dated.Name], b.Values[dated.Name]) })
	}
	return notes
}

// noted is the value of a field in the latest entry of its journal.
func (f *facts) noted(name string) (Value, bool) {
	for _, j := range f.w.Proc.Journals {
		if _, ok := fieldIn(j.Fields, name); !ok {
			continue
		}
		notes := NotesOf(f.s, j)
		if len(notes) == 0 {
			return Value{}, false
		}
		n := notes[len(notes)-1]
		return Value{n.Values[name], n.By, n.At, j.Name, ""}, true
	}
	return Value{}, false
}

// journalFact counts the entries of a journal.
func (f *facts) journalFact(name string) (condition.Value, string, bool) {
	journal, ok := strings.CutPrefix(name, "aantal in ")
	if !ok {
		return condition.Value{}, "", false
	}
	j, ok := FindJournal(f.w.Proc, journal)
	return condition.Int(int64(len(NotesOf(f.s, j)))), j.Title, ok
}

// ReadsJournal tells whether the person sees the entries of a journal: who writes
// it, who may read it, and when nobody is named everyone who sees the form.
func ReadsJournal(w World, s *State, j procedure.Journal) bool {
	v := Visible(w, s)
	if len(j.Read) == 0 && v.Form {
		return true
	}
	return slices.ContainsFunc(v.Roles, func(role string) bool {
		return (slices.Contains(j.By, role) || slices.Contains(j.Read, role)) && RoleSees(w, s, role)
	})
}

// Writes tells whether the person can add to a journal now.
func Writes(w World, s *State, j procedure.Journal) bool {
	return (&decision{w: w, s: s}).mayNote(j) == nil
}

func (d *decision) mayNote(j procedure.Journal) *Refusal {
	if !shares(RolesOf(d.w, d.s, d.w.Who), j.By) || !ReadsJournal(d.w, d.s, j) {
		return refuse("U schrijft niet in “"+j.Title+"”.", "", "Dit doet: "+d.titles(j.By)+".")
	}
	phase, _ := findPhase(d.w.Proc, d.s.Phase)
	if d.s.Closed != nil || !always(procedure.Action{In: j.In}, phase) {
		return refuse("In “"+j.Title+"” kan nu niet worden geschreven: de zaak is in de fase “"+phase.Title+"”.", d.w.Proc.Source, "")
	}
	return nil
}

// journalNow finds the journal when the person can write in it.
func (d *decision) journalNow(name string) (procedure.Journal, *Refusal) {
	j, ok := FindJournal(d.w.Proc, name)
	if !ok {
		return j, refuse("Deze reeks is er niet.", "", "Ga terug naar de zaak.")
	}
	return j, d.mayNote(j)
}

func (d *decision) note(c Note) *Refusal {
	j, r := d.journalNow(c.Journal)
	if r != nil {
		return r
	}
	values, r := d.entry(j, c.Values)
	if r != nil {
		return r
	}
	role := ""
	for _, own := range RolesOf(d.w, d.s, d.w.Who) {
		if slices.Contains(j.By, own) {
			role = own
			break
		}
	}
	was := d.countedEnds()
	d.emit(Noted{ID: d.w.NewID(), Journal: j.Name, Role: role, Values: values})
	d.recount(was)
	d.tell(j.Tells)
	return nil
}

// SameNote tells whether an entry holds just what a command would write.
func SameNote(p *procedure.Procedure, n Noted, c Note) bool {
	j, ok := FindJournal(p, c.Journal)
	if !ok || n.Journal != c.Journal {
		return false
	}
	return !slices.ContainsFunc(j.Fields, func(f procedure.Field) bool {
		text, _ := Canonical(f, c.Values[f.Name])
		return text != n.Values[f.Name]
	})
}

// entry checks what was typed for one entry; an empty one is refused.
func (d *decision) entry(j procedure.Journal, typed map[string]string) (map[string]string, *Refusal) {
	full := map[string]string{}
	for _, f := range j.Fields {
		full[f.Name] = typed[f.Name] // what stood in the entry before never fills a gap
	}
	for name, text := range typed {
		full[name] = text
	}
	values, r := d.answers(j.Fields, full)
	if r != nil {
		return nil, r
	}
	if len(values) == 0 {
		return nil, &Refusal{Rule: "Er is nog niets ingevuld.", Problems: []Problem{{"veld", j.Fields[0].Name, "Vul dit in, of ga terug zonder te bewaren."}}}
	}
	return values, d.gates(j.Gates, values)
}

func (d *decision) mendNote(c MendNote) *Refusal {
	j, r := d.noteToMend(c.ID, c.Reason)
	if r != nil {
		return r
	}
	values, r := d.entry(j, c.Values)
	if r != nil {
		return r
	}
	was := d.countedEnds()
	d.emit(NoteMended{ID: c.ID, Reason: strings.TrimSpace(c.Reason), Values: values})
	d.recount(was)
	return nil
}

func (d *decision) strikeNote(c StrikeNote) *Refusal {
	if _, r := d.noteToMend(c.ID, c.Reason); r != nil {
		return r
	}
	was := d.countedEnds()
	d.emit(NoteStruck{ID: c.ID, Reason: strings.TrimSpace(c.Reason)})
	d.recount(was)
	return nil
}

// noteToMend finds the journal of an entry that the person may mend: the writer,
// or whoever has the same function there (ALL-09).
func (d *decision) noteToMend(id, reason string) (procedure.Journal, *Refusal) {
	n, ok := d.s.Note(id)
	if !ok || n.Struck != nil {
		return procedure.Journal{}, refuse("Dit staat er niet meer.", "", "Ververs de pagina.")
	}
	j, r := d.journalNow(n.Journal)
	if r != nil {
		return j, r
	}
	if !MendsNote(d.w, d.s, n) {
		return j, refuse("U kunt dit niet wijzigen.", "ALL-09", "Vraag het aan "+n.By.Name+", die het schreef.")
	}
	if strings.TrimSpace(reason) == "" {
		return j, &Refusal{Rule: "Controleer wat u invulde.", Ground: "ALL-09", Problems: []Problem{{"veld", "reden van wijziging", "Schrijf waarom u dit wijzigt."}}}
	}
	return j, nil
}

// MendsNote tells whether the person may mend this entry.
func MendsNote(w World, s *State, n NoteState) bool {
	j, ok := FindJournal(w.Proc, n.Journal)
	same := n.By.Account == w.Who.Account || n.By.Function == w.Who.Function && n.By.Org == w.Who.Org
	return ok && n.Struck == nil && same && Writes(w, s, j)
}

// NoteDay is the day of an entry: the one it asks, and else when it was written.
func NoteDay(j procedure.Journal, n NoteState) civil.Day {
	if dated, ok := j.Dated(); ok {
		if d, err := civil.ParseDay(n.Values[dated.Name]); err == nil {
			return d
		}
	}
	return civil.DayOf(n.At)
}

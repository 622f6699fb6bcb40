package casefile

import (
	"slices"
	"strings"

	"passend/internal/civil"
	"passend/internal/procedure"
)

// checkEffects refuses what the effects of an action may not bring about: a
// suspension without a term, a postponement that comes too late, an adviser who
// is involved, a declaration of the wrong period.
func (d *decision) checkEffects(a procedure.Action, answers map[string]string) *Refusal {
	r := refuse("Dit kan zo niet.", d.w.Proc.Source, "")
	for _, check := range []func(procedure.Action, map[string]string, *Refusal){
		d.checkSuspension, d.checkPostponement, d.checkAssignments, d.checkGrant, d.checkSpending, d.checkHours, d.checkPlace,
	} {
		check(a, answers, r)
	}
	if len(r.Problems) == 0 {
		return nil
	}
	r.Rule = r.Problems[0].Text
	return r
}

// checkSuspension: without a set term to answer the clock does not stand still
// (Awb 4:5 lid 1, 4:15 lid 1; LAW-03).
func (d *decision) checkSuspension(a procedure.Action, answers map[string]string, r *Refusal) {
	sus := a.Suspends
	if sus == nil {
		return
	}
	t := d.s.Term(sus.Term, "")
	if t == nil || !t.Stopped.IsZero() {
		return
	}
	if TermView(d.w, t).StandsStill {
		r.Problems = append(r.Problems, Problem{"veld", sus.Until, "De termijn staat al stil."})
		return
	}
	if sus.Until != "" && !d.w.Today().Before(d.day(sus.Until, answers)) {
		r.Problems = append(r.Problems, Problem{"veld", sus.Until, "Kies een dag na vandaag: tot dan krijgt de school de tijd om aan te vullen."})
	}
}

// checkPostponement: the notice must leave before the term has passed (Awb 4:14
// lid 3; LAW-02).
func (d *decision) checkPostponement(a procedure.Action, answers map[string]string, r *Refusal) {
	if a.Postpones == nil {
		return
	}
	t := d.s.Term(a.Postpones.Term, "")
	if t == nil || !t.Stopped.IsZero() {
		r.Problems = append(r.Problems, Problem{"veld", a.Postpones.Until, "Deze termijn loopt niet."})
		return
	}
	v := TermView(d.w, t)
	if v.Late {
		r.Ground = "Awb 4:14 lid 3"
		r.Problems = append(r.Problems, Problem{"veld", a.Postpones.Until, "De termijn liep af op " + v.End.Dutch() + ". Uitstel melden kan alleen voor die dag."})
		return
	}
	if day := d.day(a.Postpones.Until, answers); !v.End.Before(day) {
		r.Problems = append(r.Problems, Problem{"veld", a.Postpones.Until, "Kies een dag na " + v.End.Dutch() + ", de dag waarop de termijn nu afloopt."})
	}
}

func (d *decision) checkGrant(a procedure.Action, answers map[string]string, r *Refusal) {
	g := a.Grants
	if g == nil || g.What != "tlv" {
		return
	}
	from, until := d.day(g.From, answers), d.day(g.Until, answers)
	if from.IsZero() || until.IsZero() || until.Before(from) {
		r.Problems = append(r.Problems, Problem{"veld", g.Until, "Vul de eerste en de laatste dag van de verklaring in; de laatste dag komt na de eerste."})
		return
	}
	if d.reasonFor(g.Until, answers) {
		return
	}
	if _, month, day := until.Date(); month != 7 || day != 31 {
		r.Problems = append(r.Problems, Problem{"veld", g.Until, "Een verklaring loopt tot en met 31 juli. Wijkt u af, geef dan de reden."})
	}
	if until.Before(civil.SchoolYearOf(from.AddMonths(11)).Last()) || until.Before(from.AddMonths(11)) {
		r.Problems = append(r.Problems, Problem{"veld", g.Until, "Een verklaring geldt ten minste een vol schooljaar. Wijkt u af, geef dan de reden."})
	}
}

// reasonFor tells whether a reason was given for departing in this field.
func (d *decision) reasonFor(field string, answers map[string]string) bool {
	name := field + " reden"
	return answers[name] != "" || d.s.Values[name].Text != ""
}

// effects lets everything happen that the action names, in a fixed order: what
// is recorded first, then people, then terms, then what is granted, and at last
// what is told about it.
func (d *decision) effects(a procedure.Action, answers map[string]string) {
	d.recordFixed(a.Records, answers)
	d.assign(a.Assigns, answers)
	d.void(a.Voids)
	if len(a.Reopens) > 0 {
		d.emit(Reopened{a.Reopens})
	}
	d.termEffects(a, answers)
	if a.Outcome != "" {
		d.emit(Resulted{a.Outcome})
	}
	d.grant(a.Grants, answers)
	d.hours(a, answers)
	if a.Duty != "" {
		d.emit(Duty{d.value(a.Duty, answers)})
	}
	d.letters(a.Letters)
	d.tell(a.Tells)
	if a.Agenda != "" && d.w.NextMeeting != nil {
		d.toAgenda(a.Agenda)
	}
	d.wantPlace(a.Place)
	if a.OpensCase != "" {
		d.wantCase(a, answers)
	}
}

func (d *decision) recordFixed(records []procedure.Fixed, answers map[string]string) {
	values := map[string]string{}
	for _, r := range records {
		values[r.Name] = d.value(r.Value, answers)
		if strings.Contains(r.Value, "{") {
			values[r.Name] = d.facts(answers).fill(r.Value)
		}
	}
	if len(values) > 0 {
		d.emit(Recorded{Values: values})
	}
}

func (d *decision) void(what []string) {
	for _, v := range what {
		switch v {
		case "handtekeningen":
			d.voidSignatures("de aanvraag ging terug om te worden aangepast", func(Signature) bool { return true })
		case "adviezen":
			var tasks []string
			for _, a := range adviceTasks(d.w.Proc) {
				if _, done := d.s.Done[a.Name]; done {
					tasks = append(tasks, a.Name)
				}
			}
			if len(tasks) > 0 {
				d.emit(Reopened{tasks})
			}
		case "controles":
			d.emit(ChecksVoided{Why: "opnieuw te beoordelen"})
		}
	}
}

func (d *decision) termEffects(a procedure.Action, answers map[string]string) {
	// Stopped first: a term that is both stopped and started begins anew.
	for _, name := range a.Stops {
		if t := d.s.Term(name, ""); t != nil && t.Stopped.IsZero() {
			d.emit(TermStopped{Term: name, Day: d.w.Today()})
		}
	}
	for _, name := range a.Starts {
		d.startTerm(name, "", "", answers)
	}
	if sus := a.Suspends; sus != nil {
		d.suspend(sus, answers)
	}
	for _, name := range a.Resumes {
		d.resume(name)
	}
	if p := a.Postpones; p != nil {
		notified := d.day(p.Notice, answers)
		if notified.IsZero() {
			notified = d.w.Today()
		}
		before := TermView(d.w, d.s.Term(p.Term, "")).End
		d.emit(TermPostponed{Term: p.Term, Notified: notified, Until: d.day(p.Until, answers)})
		d.moved(p.Term, before, "uitstel gemeld")
	}
}

func (d *decision) startTerm(name, key, keyName string, answers map[string]string) {
	if t := d.s.Term(name, key); t != nil && t.Key == key && t.Stopped.IsZero() {
		return
	}
	def, ok := findTerm(d.w.Proc, name)
	if !ok {
		return
	}
	day := d.w.Today()
	if def.From != "" {
		if from := d.dayOrFact(def.From, answers); !from.IsZero() {
			day = from
		}
	}
	d.emit(TermStarted{Term: name, Key: key, KeyName: keyName, Day: day})
}

// dayOrFact is a day that was answered, or else one that the case knows.
func (d *decision) dayOrFact(name string, answers map[string]string) civil.Day {
	if name != firstOfNextMonth {
		if day := d.day(name, answers); !day.IsZero() {
			return day
		}
	}
	v, _, _ := d.facts(answers).Fact(name)
	day, _ := v.Day()
	return day
}

func (d *decision) suspend(sus *procedure.Suspend, answers map[string]string) {
	t := d.s.Term(sus.Term, "")
	if t == nil || !t.Stopped.IsZero() {
		return
	}
	d.emit(TermSuspended{Term: sus.Term, Day: d.w.Today(), Until: d.day(sus.Until, answers), Ground: sus.Ground})
}

// resume lets a term run on from the day on which the last piece came in, not
// from the day on which somebody looked at it (LAW-02).
func (d *decision) resume(name string) {
	t := d.s.Term(name, "")
	if t == nil || !t.Stopped.IsZero() || len(t.Suspensions) == 0 {
		return
	}
	last := t.Suspensions[len(t.Suspensions)-1]
	if !last.Supplemented.IsZero() || last.Unused {
		return
	}
	before := TermView(d.w, t).End
	day := d.w.Today()
	if last.Ground == civil.Invitation {
		day = d.lastPiece(name)
	}
	d.emit(TermResumed{Term: name, Day: day})
	d.moved(name, before, "aangevuld")
}

// lastPiece is the day of the latest supplement after the invitation: when a
// document came in (on paper: the day it was received) or an answer was given.
// What the SWV itself records is no supplement.
func (d *decision) lastPiece(term string) civil.Day {
	last := d.w.Today()
	found := false
	for _, e := range d.afterInvitation(term) {
		day := civil.DayOf(e.At)
		switch x := e.Data.(type) {
		case DocumentAdded:
			day = receivedOn(x.Document, day)
		case DocumentReplaced:
			day = receivedOn(x.Document, day)
		case Recorded, Signed:
			if e.By.Account == "" || d.ofSWV(e.By) {
				continue
			}
		default:
			continue
		}
		if !found || last.Before(day) {
			last, found = day, true
		}
	}
	return last
}

// afterInvitation is what happened since the term was last made to stand still.
func (d *decision) afterInvitation(term string) []Entry {
	for i, e := range slices.Backward(d.s.History) {
		if x, ok := e.Data.(TermSuspended); ok && x.Term == term {
			return d.s.History[i+1:]
		}
	}
	return nil
}

func (d *decision) ofSWV(a Actor) bool {
	f, ok := find(d.w.SWV.Functions, func(f procedure.Function) bool { return f.Name == a.Function })
	return ok && f.At == "swv"
}

func receivedOn(doc Document, day civil.Day) civil.Day {
	if !doc.ReceivedOn.IsZero() {
		return doc.ReceivedOn
	}
	return day
}

// moved records that a last day moved, so that it is told and can be read back.
func (d *decision) moved(name string, before civil.Day, why string) {
	if after := TermView(d.w, d.s.Term(name, "")).End; after != before {
		d.emit(TermMoved{Term: name, Why: why, From: before, To: after})
	}
}

func (d *decision) grant(g *procedure.Grant, answers map[string]string) {
	if g == nil {
		return
	}
	out := d.spending(g, answers)
	if g.Budget != "" && out.Cents == 0 && out.Minutes == 0 {
		return
	}
	number := ""
	if g.Series != "" && d.w.Number != nil {
		number = d.w.Number(g.Series)
	}
	out.ID, out.What, out.Number = d.w.NewID(), g.What, number
	out.School, out.Category = d.value(g.School, answers), d.value(g.Category, answers)
	out.From, out.Until = d.dayOrFact(g.From, answers), d.dayOrFact(g.Until, answers)
	d.emit(out)
}

// wantCase asks for the case that an action opens.
func (d *decision) wantCase(a procedure.Action, answers map[string]string) {
	c := CaseWanted{Procedure: a.OpensCase, Org: d.value(a.OpensAt, answers)}
	c.Bare = a.OpensBare.Given() && d.facts(answers).holds(a.OpensBare)
	for _, name := range a.OpensWith {
		if text := d.value(name, answers); text != "" && text != name {
			if c.Values == nil {
				c.Values = map[string]string{}
			}
			c.Values[name] = text
		}
	}
	d.emit(c)
}

func (d *decision) tell(tells []procedure.Tell) {
	for _, t := range tells {
		f := d.facts(nil)
		if !f.holds(t.When) {
			continue
		}
		m, ok := find(d.w.Proc.Messages, func(m procedure.Message) bool { return m.Name == t.Message })
		if !ok {
			continue
		}
		d.emit(Told{Message: m.Name, To: t.To, Subject: f.fill(m.Subject), Text: f.fill(m.Text), Until: d.firstDue()})
	}
}

// firstDue is the last day of the running term that ends first.
func (d *decision) firstDue() civil.Day {
	var first civil.Day
	for _, t := range d.s.Terms {
		if v := TermView(d.w, t); v.Running && !v.StandsStill && (first.IsZero() || v.End.Before(first)) {
			first = v.End
		}
	}
	return first
}

// letters makes each letter that applies, one for each addressee: letters go to
// persons (LAW-11). Who can be reached electronically has it at once; for the
// others it waits to be posted (Awb 2:8, 3:41; LAW-14).
func (d *decision) letters(names []string) {
	for _, name := range names {
		def, ok := find(d.w.Proc.Letters, func(l procedure.Letter) bool { return l.Name == name })
		if !ok || !d.facts(nil).holds(def.When) {
			continue
		}
		for _, to := range d.addressees(def) {
			d.letter(def, to)
		}
	}
}

type addressee struct{ kind, id, name string }

func (d *decision) addressees(def procedure.Letter) []addressee {
	role, _ := findRole(d.w.Proc, def.To)
	switch role.Of {
	case "gezin":
		var all []addressee
		for _, c := range d.s.Carers {
			if c.Authority {
				all = append(all, addressee{"ouder", c.ID, c.Name})
			}
		}
		return all
	case "aanvragende school", "voorschool":
		return []addressee{{"school", d.s.Applicant, d.s.ApplicantName}}
	case "schoolbestuur":
		return []addressee{{"bestuur", d.s.Board, roleTitle(d.w.Proc, def.To)}}
	case "ontvangende school":
		if id := d.s.ReceivingSchool(); id != "" {
			return []addressee{{"school", id, roleTitle(d.w.Proc, def.To)}}
		}
		return nil
	}
	return []addressee{{"rol", def.To, roleTitle(d.w.Proc, def.To)}}
}

func (d *decision) letter(def procedure.Letter, to addressee) {
	electronic := d.w.Electronic != nil && d.w.Electronic(to.kind, to.id)
	id := d.w.NewID()
	d.emit(LetterMade{ID: id, Letter: def.Name, Title: def.Title, To: to.id, ToName: to.name, ToKind: to.kind,
		Day: d.w.Today(), Decision: def.Decision, Electronic: electronic})
	if electronic {
		d.sent(def, id, to, d.w.Today(), "elektronisch")
	}
}

// sent records that a letter left, and starts the terms of its addressee the
// day after (Awb 6:8).
func (d *decision) sent(def procedure.Letter, id string, to addressee, day civil.Day, means string) {
	d.emit(LetterPosted{ID: id, Means: means, Day: day})
	for _, name := range def.Starts {
		if t := d.s.Term(name, to.id); t == nil || t.Key != to.id {
			d.emit(TermStarted{Term: name, Key: to.id, KeyName: to.name, Day: day})
		}
	}
}

// post records that somebody put a letter in the post.
func (d *decision) post(c Post) *Refusal {
	i := slices.IndexFunc(d.s.Letters, func(l LetterState) bool { return l.ID == c.Letter })
	if i < 0 {
		return refuse("Deze brief is er niet.", "", "Ga terug naar de lijst met brieven.")
	}
	l := d.s.Letters[i]
	problem := func(text string) *Refusal {
		return &Refusal{Rule: text, Ground: "LAW-14", Problems: []Problem{{"veld", "dag", text}}}
	}
	switch {
	case !l.Posted.IsZero():
		return problem("Deze brief is al verzonden op " + l.Posted.Dutch() + ".")
	case c.Day.IsZero() || c.Day.Before(l.Day):
		return problem("Vul de dag van verzending in; die ligt niet voor " + l.Day.Dutch() + ", toen de brief is gemaakt.")
	case d.w.Today().Before(c.Day):
		return problem("De dag van verzending kan niet in de toekomst liggen.")
	}
	def, ok := find(d.w.Proc.Letters, func(x procedure.Letter) bool { return x.Name == l.Letter })
	if !ok {
		def = procedure.Letter{}
	}
	d.sent(def, l.ID, addressee{l.ToKind, l.To, l.ToName}, c.Day, c.Means)
	return nil
}

package cases

import (
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/web/cases/narrate"
	"passend/internal/web/kit"
)

func dueText(due string, still bool) string {
	d, err := civil.ParseDay(due)
	if err != nil || still {
		return ""
	}
	return ", uiterlijk " + kit.Dag(d)
}

// follows tells beforehand what a step brings about, as far as that does not
// hang on what is still to be filled in.
func (t *task) follows() []string {
	v, a := t.v, t.offer.Action
	var all []string
	for _, name := range a.Starts {
		all = append(all, v.wouldStart(name))
	}
	if a.Suspends != nil {
		all = append(all, upper(v.term(a.Suspends.Term))+" staat stil vanaf morgen, tot uiterlijk de dag die u kiest.")
	}
	for _, name := range a.Resumes {
		all = append(all, upper(v.term(name))+" loopt weer vanaf de dag waarop het laatste stuk binnenkwam.")
	}
	if a.Postpones != nil {
		all = append(all, upper(v.term(a.Postpones.Term))+" krijgt een nieuwe laatste dag.")
	}
	all = append(all, v.wouldEnd(a)...)
	all = append(all, v.wouldWrite(a)...)
	if roles := v.told(a); len(roles) > 0 {
		all = append(all, "Bericht krijgen: "+v.titles(roles)+".")
	}
	if a.To != "" && a.To != v.S.Phase && !v.hidden(a.To) {
		all = append(all, "De zaak gaat naar de fase “"+v.phaseTitle(a.To)+"”.")
	}
	return all
}

func (v *sight) term(name string) string {
	for _, def := range v.W.Proc.Terms {
		if def.Name == name {
			return "de " + strings.ToLower(either(def.Title, def.Name))
		}
	}
	return name
}

// wouldStart computes the last day of a term that starts today.
func (v *sight) wouldStart(name string) string {
	r := casefile.TermView(v.W, &casefile.TermState{Term: name, Started: v.W.Today()})
	text := upper(v.term(name)) + " begint"
	if r.Def.From == "" && !r.End.IsZero() {
		text += ": " + lengthText(v.W, r.Def) + ", dus tot en met " + kit.Dag(r.End)
	}
	if r.Def.Source != "" {
		text += " (" + r.Def.Source + ")"
	}
	return text + "."
}

func (v *sight) wouldEnd(a procedure.Action) []string {
	var all []string
	for _, name := range a.Stops {
		if t := v.S.Term(name, ""); t != nil && t.Stopped.IsZero() {
			all = append(all, upper(v.term(name))+" eindigt.")
		}
	}
	for _, o := range v.W.Proc.Outcomes {
		if o.Name == a.Outcome && a.Outcome != "" {
			all = append(all, "De uitkomst is: "+o.Title+".")
		}
	}
	if a.Agenda != "" && v.W.NextMeeting != nil {
		if on := v.W.NextMeeting(v.S, a.Agenda); !on.Day.IsZero() {
			all = append(all, "De zaak komt op de agenda van "+kit.Dag(on.Day)+".")
		}
	}
	all = append(all, v.placeEffect(a.Place)...)
	if slices.Contains(a.Voids, "handtekeningen") {
		all = append(all, "De handtekeningen vervallen.")
	}
	if slices.Contains(a.Voids, "adviezen") {
		all = append(all, "De adviezen worden opnieuw gevraagd.")
	}
	if p, ok := v.W.SWV.Find(a.OpensCase); ok && a.OpensCase != "" {
		all = append(all, "Er begint een nieuwe zaak: "+p.Title+".")
	}
	return all
}

func (v *sight) wouldWrite(a procedure.Action) []string {
	var all []string
	for _, name := range a.Letters {
		for _, def := range v.W.Proc.Letters {
			if def.Name == name && v.may(def.When, a) {
				all = append(all, "Brief aan "+v.titles([]string{def.To})+": "+def.Title+".")
			}
		}
	}
	return all
}

// told are the roles that will be told.
func (v *sight) told(a procedure.Action) []string {
	var roles []string
	for _, t := range a.Tells {
		if !slices.Contains(roles, t.To) && v.may(t.When, a) {
			roles = append(roles, t.To)
		}
	}
	return roles
}

// may tells whether something can still follow: it holds now, or it hangs on
// what the action asks.
func (v *sight) may(c procedure.Condition, a procedure.Action) bool {
	if casefile.Holds(v.W, v.S, nil, c) || c.Expr == nil {
		return true
	}
	asked := app.AskedNames(a)
	return slices.ContainsFunc(c.Expr.Names(), func(name string) bool { return slices.Contains(asked, name) })
}

// outlook tells what a step that was tried would bring about, with its days.
func (v *sight) outlook(o app.Outlook) []string {
	var all, told []string
	for _, d := range o.Events {
		if notice, ok := d.(casefile.Told); ok {
			told = append(told, notice.To)
			continue
		}
		if text := v.effect(d, o.State); text != "" && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	if len(told) > 0 {
		all = append(all, "Bericht krijgen: "+v.titles(unique(told))+".")
	}
	if roles := casefile.OnMove(v.W, o.State); len(roles) > 0 {
		all = append(all, "Daarna is aan zet: "+v.titles(roles)+".")
	}
	return all
}

func (v *sight) effect(d casefile.Data, after *casefile.State) string {
	switch d := d.(type) {
	case casefile.Entered:
		if !v.hidden(d.Phase) {
			return "De zaak gaat naar de fase “" + v.phaseTitle(d.Phase) + "”."
		}
	case casefile.Assigned:
		return d.Name + " wordt " + strings.ToLower(casefile.RoleTitle(v.W.Proc, d.Role)) + "."
	case casefile.LetterMade:
		return "Brief aan " + d.ToName + " (" + sentBy(d) + "): " + d.Title + "."
	case casefile.Granted:
		return "De verklaring geldt van " + kit.Dag(d.From) + " tot en met " + kit.Dag(d.Until) + "."
	case casefile.Duty:
		return "De zorgplicht ligt bij " + narrate.DutyText(v.Case, d.Who) + "."
	case casefile.OnAgenda:
		if text := app.WhenSentence(d); text != "" {
			return text
		}
	case casefile.PlaceWanted:
		return v.wanted(d)
	case casefile.SignaturesVoided:
		return "Handtekeningen vervallen, want " + d.Why + "."
	case casefile.Resulted:
		if i := slices.IndexFunc(v.W.Proc.Outcomes, func(x procedure.Outcome) bool { return x.Name == d.Outcome }); i >= 0 {
			return "De uitkomst is: " + v.W.Proc.Outcomes[i].Title + "."
		}
	}
	return v.termEffect(d, after)
}

func sentBy(l casefile.LetterMade) string {
	if l.Electronic {
		return "elektronisch"
	}
	return "per post"
}

func (v *sight) termEffect(d casefile.Data, after *casefile.State) string {
	end := func(name, key string) string {
		if t := after.Term(name, key); t != nil {
			return kit.Dag(casefile.TermView(v.W, t).End)
		}
		return "–"
	}
	switch d := d.(type) {
	case casefile.TermStarted:
		return upper(v.term(d.Term)) + " begint; de laatste dag is " + end(d.Term, d.Key) + "."
	case casefile.TermSuspended:
		return upper(v.term(d.Term)) + " staat stil vanaf " + kit.Dag(d.Day.AddDays(1)) + " tot en met uiterlijk " + kit.Dag(d.Until) + "."
	case casefile.TermResumed:
		return upper(v.term(d.Term)) + " loopt weer; de laatste dag is " + end(d.Term, "") + "."
	case casefile.TermPostponed:
		return upper(v.term(d.Term)) + " krijgt een nieuwe laatste dag: " + kit.Dag(d.Until) + "."
	case casefile.TermStopped:
		return upper(v.term(d.Term)) + " eindigt."
	case casefile.CaseWanted:
		if p, ok := v.W.SWV.Find(d.Procedure); ok {
			return "Er begint een nieuwe zaak: " + p.Title + "."
		}
	}
	return ""
}

package casefile

import (
	"slices"

	"passend/internal/civil"
	"passend/internal/procedure"
)

// tick lets the day speak. Asked again on the same day it says nothing new.
func (d *decision) tick() {
	d.w.Who = System
	for _, t := range slices.Clone(d.s.Terms) {
		if !t.Stopped.IsZero() || !t.Passed.IsZero() {
			continue
		}
		d.answerTerm(t)
		v := TermView(d.w, d.s.Term(t.Term, t.Key))
		if v.Over {
			d.passed(t, v)
		} else if !v.StandsStill {
			d.warn(t, v)
		}
	}
	d.expiring()
}

// answerTerm: the time set for supplementing went by unused; the clock runs on
// by itself and the secretary chooses (Awb 4:5, 4:15; LAW-03).
func (d *decision) answerTerm(t *TermState) {
	for _, p := range t.Suspensions {
		if p.Supplemented.IsZero() && !p.Unused && !p.Until.IsZero() && p.Until.Before(d.w.Today()) {
			d.emit(AnswerTermPassed{Term: t.Term, Day: p.Until})
			if def, ok := findTerm(d.w.Proc, t.Term); ok && def.OnMove != "" {
				d.emit(Told{Message: "antwoordtermijn voorbij", To: def.OnMove, Subject: "De tijd om aan te vullen is voorbij",
					Text: "De school vulde niet aan voor of op " + p.Until.Dutch() + ". De termijn loopt weer. Kies: beslissen, buiten behandeling laten, of schriftelijk een langere termijn afspreken."})
			}
			return
		}
	}
}

func (d *decision) passed(t *TermState, v TermResult) {
	d.emit(TermPassed{Term: t.Term, Key: t.Key, Day: v.End})
	d.recordFixed(v.Def.Passed.Records, nil)
	d.tell(v.Def.Passed.Tells)
}

func (d *decision) warn(t *TermState, v TermResult) {
	for _, w := range v.Def.Warn {
		length, err := civil.ParseDuration(w.Before)
		if err != nil || t.Warned[w.Role+" "+w.Before] || d.w.Today().Before(back(d.w.Calendar, v.End, length)) {
			continue
		}
		d.emit(TermWarned{Term: t.Term, Key: t.Key, Role: w.Role, Before: w.Before, Due: v.End})
		d.emit(Told{Message: "termijn nadert", To: w.Role, Subject: v.Def.Title + ": nog tot en met " + v.End.Dutch(),
			Text: "De " + titleOfTerm(v.Def) + " loopt af op " + v.End.Dutch() + ".", Until: v.End})
	}
}

func titleOfTerm(def procedure.Term) string {
	if def.Title != "" {
		return def.Title
	}
	return def.Name
}

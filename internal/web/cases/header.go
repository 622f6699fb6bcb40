package cases

import (
	"slices"
	"strings"

	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/web/kit"
)

// soonDays is how many calendar days before its last day a term is nearly over.
const soonDays = 7

// header tells whom and what the case is about, who is to act, by when and why
// (ALL-03).
func (v *sight) header() kit.CaseHeader {
	h := kit.CaseHeader{Pupil: v.Pupil.FullName(), Kind: v.W.Proc.Title, Number: v.S.Started.Number, Facts: v.headFacts(),
		Phase: v.phaseBadge()}
	if v.S.Closed != nil {
		h.Act = "Deze zaak is afgesloten op " + v.S.Closed.Day.Dutch() + "."
		return h
	}
	roles := casefile.WaitsFor(v.tasks)
	h.Actor, h.Yours = v.titles(roles), v.mine(roles)
	h.Act = v.whatNow()
	h.Due, h.Why = v.due()
	if len(v.terms) > 0 && h.Due.Shown() {
		h.WhyHref = v.to("/termijnen")
	}
	h.Main = v.main()
	h.More = v.beside(h.Main)
	return h
}

func (v *sight) phaseBadge() kit.Badge {
	b := kit.Badge{Text: v.phase.Title, Tone: kit.Info}
	if v.S.Closed == nil {
		return b
	}
	if o, ok := v.outcome(); ok && v.View.Decision {
		b = kit.Badge{Text: o.Title, Tone: kit.Good}
		if o.Refusal {
			b.Tone = kit.Warn
		}
	}
	return b
}

func (v *sight) outcome() (procedure.Outcome, bool) {
	i := slices.IndexFunc(v.W.Proc.Outcomes, func(o procedure.Outcome) bool { return o.Name == v.S.Outcome })
	if v.S.Outcome == "" || i < 0 {
		return procedure.Outcome{}, false
	}
	return v.W.Proc.Outcomes[i], true
}

func (v *sight) headFacts() []kit.Fact {
	facts := []kit.Fact{{Label: "School", Value: either(v.S.ApplicantName, "–")}, {Label: "Geboren", Value: kit.Dag(v.W.Pupil.Birth)}}
	for _, variant := range v.W.Proc.Variants {
		if variant.Name == v.S.Started.Variant {
			facts = append(facts, kit.Fact{Label: "Soort", Value: variant.Title})
		}
	}
	if d := casefile.Received(v.W.Proc, v.S); !d.IsZero() {
		facts = append(facts, kit.Fact{Label: "Ontvangen", Value: kit.Dag(d)})
	}
	return facts
}

// whatNow says what has to be done: to a parent what happens now, to who is to
// act the work, to others what is waited for.
func (v *sight) whatNow() string {
	if v.parent() && v.phase.Parents != "" {
		return v.phase.Parents
	}
	for _, t := range v.tasks {
		if v.mine(t.Roles) {
			return sentence(t.Label, v.phase.Help)
		}
	}
	if len(v.tasks) > 0 {
		return sentence(v.tasks[0].Label, "")
	}
	return v.phase.Help
}

func sentence(a, b string) string {
	if a != "" && !strings.HasSuffix(a, ".") && !strings.HasSuffix(a, "?") {
		a += "."
	}
	return strings.TrimSpace(a + " " + b)
}

// due is the last day that counts now, with why by then.
func (v *sight) due() (kit.Due, string) {
	for _, t := range v.terms {
		if t.Running && t.Key == "" && v.still(t) {
			return kit.StandsStill(stillText(t)), titleOf(t) + " staat stil. De laatste dag is nu voorlopig " + kit.Dag(t.End) + "."
		}
	}
	for _, t := range v.tasks {
		if !t.Due.IsZero() {
			return kit.DueOn(t.Due, v.W.Today(), soonDays), v.why(t)
		}
	}
	return kit.Due{}, ""
}

// still tells whether a term stands still, also when it does so from tomorrow on.
func (v *sight) still(t casefile.TermResult) bool {
	return t.StandsStill || !t.StillSince.IsZero() && v.W.Today().Before(t.StillSince)
}

func stillText(t casefile.TermResult) string {
	if t.StillUntil.IsZero() {
		return ""
	}
	return "uiterlijk tot en met " + t.StillUntil.Dutch()
}

func titleOf(t casefile.TermResult) string { return either(t.Def.Title, t.Def.Name) }

func (v *sight) why(task casefile.Task) string {
	for _, t := range v.terms {
		if t.Running && t.Key == "" && t.End == task.Due {
			why := titleOf(t) + ": " + lengthText(v.W, t.Def)
			if t.Def.Source != "" {
				why += " (" + t.Def.Source + ")"
			}
			return why + "."
		}
	}
	return sentence(upper(task.Why), "")
}

// lengthText gives the length of a term, also when it is a setting of the SWV.
func lengthText(w casefile.World, def procedure.Term) string {
	for _, s := range w.SWV.Settings {
		if s.Name == def.Length {
			return s.Value
		}
	}
	return def.Length
}

func upper(text string) string {
	if text == "" {
		return ""
	}
	r := []rune(text)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// dueOf weighs one term.
func (v *sight) dueOf(t casefile.TermResult) kit.Due {
	switch {
	case t.Over && !t.Late: // the time of the addressee is over
		return kit.Met(t.End)
	case !t.Running:
		return kit.Met(t.Stopped)
	case v.still(t):
		return kit.StandsStill(stillText(t))
	}
	return kit.DueOn(t.End, v.W.Today(), soonDays)
}

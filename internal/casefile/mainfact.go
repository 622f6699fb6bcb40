package casefile

import (
	"strings"

	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/procedure/condition"
)

// parentFact answers what a case may know of the one from which it was opened.
func (f *facts) parentFact(name string) (condition.Value, bool) {
	main := f.w.Parent
	if main == nil {
		return condition.Value{}, false
	}
	day := civil.Day(0)
	switch name {
	case "uitkomst van de hoofdzaak":
		if main.Closed == nil {
			return condition.Value{}, false
		}
		return condition.TextValue(main.Closed.Outcome), true
	case "besluit van de hoofdzaak verzonden op":
		day = f.announced().sent
	case "einde bezwaartermijn van de hoofdzaak":
		day = f.announced().end
	default:
		return f.mainAnswer(name)
	}
	return condition.DayValue(day), !day.IsZero()
}

// mainAnswer is what was filled in in the form of the main case.
func (f *facts) mainAnswer(name string) (condition.Value, bool) {
	field, ok := strings.CutSuffix(name, " van de hoofdzaak")
	if !ok || f.w.ParentProc == nil {
		return condition.Value{}, false
	}
	def, found := FieldOf(f.w.ParentProc, field)
	answer := f.w.Parent.Values[field].Text
	if !found || def.Private || answer == "" {
		return condition.Value{}, false
	}
	return parseValue(def, answer)
}

// announcement is when a decision was sent to an addressee, and the last day on
// which that addressee could object (Awb 6:7, 6:8).
type announcement struct{ sent, end civil.Day }

// announced gives the announcement to who opened this case; when a third person
// wrote the objection down, the latest of all: nobody is cut off by it.
func (f *facts) announced() announcement {
	var latest announcement
	for _, a := range f.announcements() {
		if f.opened(a.to) {
			return a.announcement
		}
		if latest.end.Before(a.end) {
			latest = a.announcement
		}
	}
	return latest
}

type addressed struct {
	announcement
	to string
}

// announcements lists the decision letters of the main case that were sent and
// started a term for their addressee, the latest first.
func (f *facts) announcements() []addressed {
	if f.w.ParentProc == nil {
		return nil
	}
	there := f.w
	there.Proc = f.w.ParentProc
	var all []addressed
	for i := len(f.w.Parent.Terms) - 1; i >= 0; i-- {
		t := f.w.Parent.Terms[i]
		if def, ok := findTerm(there.Proc, t.Term); ok && def.PerPerson {
			all = append(all, addressed{announcement{t.Started, TermView(there, t).End}, t.Key})
		}
	}
	return all
}

// opened tells whether this addressee, a school or a carer, opened this case.
func (f *facts) opened(addressee string) bool {
	if len(f.s.History) == 0 {
		return false
	}
	by := f.s.History[0].By
	if by.Org != "" && by.Org == addressee {
		return true
	}
	for _, c := range f.s.Carers {
		if c.ID == addressee && c.Account == by.Account && by.Account != "" {
			return true
		}
	}
	return false
}

// openedAs is the first role with the function of who opened the case, or is about
// to.
func (f *facts) openedAs() string {
	by := f.w.Who.Function
	if len(f.s.History) > 0 {
		by = f.s.History[0].By.Function
	}
	r, _ := find(f.w.Proc.Roles, func(r procedure.Role) bool { return r.Function != "" && r.Function == by })
	return r.Name
}

// canonicalOf writes a fact as a field of the same kind would hold it.
func canonicalOf(v condition.Value) string {
	if day, ok := v.Day(); ok {
		return day.String()
	}
	return v.String()
}

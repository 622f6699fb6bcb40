package casefile

import (
	"math/big"

	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/procedure/condition"
)

// Room is what is left to grant: whole cents and whole minutes, never below nothing.
type Room struct{ Cents, Minutes int64 }

// Hours are the hours drawn of one grant, in minutes: by all cases, and by this one.
type Hours struct{ All, Here int64 }

// Drew asks for hours of a grant of another case, or of this one.
type Drew struct {
	Grant   string
	Minutes int64
}

// GaveBack are hours of a grant that this case took and did not need.
type GaveBack struct {
	Grant   string
	Minutes int64
}

func (Drew) EventKind() string     { return "uren afgeboekt" }
func (GaveBack) EventKind() string { return "uren teruggegeven" }

func init() {
	register[Drew]()
	register[GaveBack]()
}

// MinutesOf reads hours as minutes; false when they are no whole number of
// quarters.
func MinutesOf(text string) (int64, bool) {
	v, ok := condition.ParseNumber(text)
	if !ok {
		return 0, false
	}
	hours, _ := v.Rat()
	quarters := new(big.Rat).Mul(hours, big.NewRat(4, 1))
	if !quarters.IsInt() || quarters.Sign() < 0 || quarters.Num().BitLen() > 40 {
		return 0, false
	}
	return quarters.Num().Int64() * 15, true
}

const noQuarters = "Vul hele uren of kwartieren in, zoals 7,25."

// spending is what a grant takes of its budget; what was not answered is nothing.
func (d *decision) spending(g *procedure.Grant, answers map[string]string) Granted {
	out := Granted{Budget: g.Budget}
	if v, ok := condition.ParseMoney(d.value(g.Amount, answers)); ok {
		out.Cents, _ = v.Cents()
	}
	out.Minutes, _ = MinutesOf(d.value(g.Hours, answers))
	if g.Beyond != "" {
		out.Beyond = d.value(g.Beyond, answers)
	}
	return out
}

// checkSpending: more than is left in the budget only with a reason (BER-07).
func (d *decision) checkSpending(a procedure.Action, answers map[string]string, r *Refusal) {
	g := a.Grants
	if g == nil || g.Budget == "" || d.w.Room == nil {
		return
	}
	if text := d.value(g.Hours, answers); text != "" && g.Hours != "" {
		if _, ok := MinutesOf(text); !ok {
			r.Problems = append(r.Problems, Problem{"veld", g.Hours, noQuarters})
		}
	}
	wanted := d.spending(g, answers)
	if wanted.Beyond != "" {
		return
	}
	room := d.w.Room(g.Budget, d.s.Applicant, d.dayOrFact(g.From, answers))
	if wanted.Cents > room.Cents {
		r.tooMuch(g.Amount, condition.MoneyValue(room.Cents).String())
	}
	if wanted.Minutes > room.Minutes {
		r.tooMuch(g.Hours, hoursText(room.Minutes))
	}
}

func (r *Refusal) tooMuch(field, left string) {
	r.Ground, r.Help = "BER-07", "Ken minder toe, of schrijf waarom u meer toekent dan er over is."
	r.Problems = append(r.Problems, Problem{"veld", field, "In het budget is nog " + left + " over. Kent u meer toe, schrijf dan waarom."})
}

func hoursText(minutes int64) string {
	return condition.NumberValue(big.NewRat(minutes, 60)).String() + " uur"
}

// checkHours: no more hours than what was granted has left (BER-07).
func (d *decision) checkHours(a procedure.Action, answers map[string]string, r *Refusal) {
	field := a.Draws + a.GivesBack
	if field == "" || d.w.Hours == nil {
		return
	}
	minutes, ok := MinutesOf(d.value(field, answers))
	if !ok {
		r.Problems = append(r.Problems, Problem{"veld", field, noQuarters})
		return
	}
	g, found := d.facts(nil).purse()
	taken := d.w.Hours(g.ID)
	switch {
	case minutes == 0:
	case !found:
		r.Problems = append(r.Problems, Problem{"veld", field, "Er is geen toekenning waar deze uren van af kunnen."})
	case a.Draws != "" && minutes > g.Minutes-taken.All:
		r.Ground = "BER-07"
		r.Problems = append(r.Problems, Problem{"veld", field, "Van de toekenning is nog " + hoursText(g.Minutes-taken.All) + " over."})
	case a.GivesBack != "" && minutes > taken.Here:
		r.Problems = append(r.Problems, Problem{"veld", field, "Deze zaak kreeg " + hoursText(taken.Here) + "; meer kan niet terug."})
	}
}

func (d *decision) hours(a procedure.Action, answers map[string]string) {
	g, ok := d.facts(nil).purse()
	if minutes, read := MinutesOf(d.value(a.Draws, answers)); a.Draws != "" && ok && read && minutes > 0 {
		d.emit(Drew{g.ID, minutes})
	}
	if minutes, read := MinutesOf(d.value(a.GivesBack, answers)); a.GivesBack != "" && ok && read && minutes > 0 {
		d.emit(GaveBack{g.ID, minutes})
	}
}

// purse is the grant on which hours are drawn: that of the case from which this
// one was opened, or else its own; the latest that takes of a budget.
func (f *facts) purse() (Granted, bool) {
	if f.w.Parent != nil {
		if g, ok := spendingGrant(f.w.Parent); ok {
			return g, true
		}
	}
	return spendingGrant(f.s)
}

func spendingGrant(s *State) (Granted, bool) {
	for i := len(s.Grants) - 1; i >= 0; i-- {
		if s.Grants[i].Budget != "" {
			return s.Grants[i], true
		}
	}
	return Granted{}, false
}

// lastDayOf is the last day on which a grant holds.
func lastDayOf(s *State, g Granted) civil.Day {
	if f := s.Fates[g.ID]; f.Ended != "" {
		return f.EndedOn
	}
	return g.Until
}

// grantFact answers what is left of budgets and grants.
func (f *facts) grantFact(name string) (condition.Value, string, bool) {
	for _, b := range f.w.SWV.Budgets {
		if name != "over in budget "+b.Name && name != "uren over in budget "+b.Name || f.w.Room == nil {
			continue
		}
		room := f.w.Room(b.Name, f.s.Applicant, f.w.Today())
		if name == "over in budget "+b.Name {
			return condition.MoneyValue(room.Cents), "het budget “" + b.Title + "”", true
		}
		return hoursValue(room.Minutes), "het budget “" + b.Title + "”", true
	}
	v, ok := f.purseFact(name)
	return v, "de toekenning", ok
}

func hoursValue(minutes int64) condition.Value {
	return condition.NumberValue(big.NewRat(minutes, 60))
}

func (f *facts) purseFact(name string) (condition.Value, bool) {
	g, ok := f.purse()
	if !ok {
		return condition.Value{}, false
	}
	var taken Hours
	if f.w.Hours != nil {
		taken = f.w.Hours(g.ID)
	}
	switch name {
	case "uren van de toekenning":
		return hoursValue(g.Minutes), true
	case "uren over van de toekenning":
		return hoursValue(max(0, g.Minutes-taken.All)), true
	case "uren van deze zaak":
		return hoursValue(taken.Here), true
	case "bedrag van de toekenning":
		return condition.MoneyValue(g.Cents), true
	case "einde van de toekenning":
		day := g.Until
		if f.w.Parent != nil {
			day = lastDayOf(f.w.Parent, g)
		}
		return condition.DayValue(day), !day.IsZero()
	}
	return condition.Value{}, false
}

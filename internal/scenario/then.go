package scenario

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/procedure/condition"
)

// expect makes a fault of a difference.
func expect(what, got, want string) error {
	if got == want {
		return nil
	}
	return fmt.Errorf("%s is %q, verwacht was %q", what, got, want)
}

func truth(ok bool, format string, parts ...any) error {
	if ok {
		return nil
	}
	return fmt.Errorf(format, parts...)
}

func (r *run) refused(a args) error {
	was := cmp.Or(r.refusal, r.heard)
	r.refusal, r.heard, r.spoken = nil, was, true
	if was == nil {
		return fmt.Errorf("de stap hiervoor is niet geweigerd, verwacht was: %s", a.at[0])
	}
	return truth(strings.Contains(sayRefusal(was), a.at[0]), "de weigering luidt: %s", sayRefusal(was))
}

func (r *run) inPhase(a args) error {
	return r.know(func(c *app.Case) error { return expect("de fase", c.S.Phase, a.at[0]) })
}

func (r *run) closed(args) error {
	return r.know(func(c *app.Case) error { return truth(c.S.Closed != nil, "de zaak loopt nog, in fase %q", c.S.Phase) })
}

func (r *run) open(args) error {
	return r.know(func(c *app.Case) error { return truth(c.S.Closed == nil, "de zaak is afgesloten") })
}

func (r *run) outcome(a args) error {
	return r.know(func(c *app.Case) error { return expect("de uitkomst", c.S.Outcome, a.at[0]) })
}

func (r *run) onMove(a args) error {
	return r.know(func(c *app.Case) error {
		roles := casefile.OnMove(c.W, c.S)
		name := strings.TrimPrefix(a.at[0], "de ")
		return truth(slices.Contains(roles, name), "aan zet: %s", strings.Join(roles, ", "))
	})
}

// term finds a term by its name, and by the name of its addressee when given.
func (r *run) term(name, to string, f func(casefile.TermResult) error) error {
	return r.know(func(c *app.Case) error {
		for _, t := range casefile.Terms(c.W, c.S) {
			if t.Def.Name == name && (to == "" || t.KeyName == to) {
				return f(t)
			}
		}
		return fmt.Errorf("er is geen termijn %q %s", name, to)
	})
}

func lastDayIs(t casefile.TermResult, text string) error {
	want, err := day(text)
	if err != nil {
		return err
	}
	return expect("de laatste dag", t.End.DutchWeekday(), want.DutchWeekday())
}

func (r *run) lastDay(a args) error {
	return r.term(a.at[0], "", func(t casefile.TermResult) error { return lastDayIs(t, a.at[1]) })
}

func (r *run) lastDayFor(a args) error {
	return r.term(a.at[0], a.at[1], func(t casefile.TermResult) error { return lastDayIs(t, a.at[2]) })
}

func (r *run) still(a args) error {
	return r.term(a.at[0], "", func(t casefile.TermResult) error {
		return truth(t.Running && (t.StandsStill || t.StillSince == civil.DayOf(r.now).AddDays(1)), "de termijn loopt, tot en met %s", t.End.Dutch())
	})
}

func (r *run) running(a args) error {
	return r.term(a.at[0], "", func(t casefile.TermResult) error {
		return truth(t.Running && !t.StandsStill, "de termijn loopt niet")
	})
}

func (r *run) stopped(a args) error {
	return r.term(a.at[0], "", func(t casefile.TermResult) error {
		return truth(!t.Running, "de termijn loopt nog, tot en met %s", t.End.Dutch())
	})
}

func (r *run) passed(a args) error {
	return r.term(a.at[0], "", func(t casefile.TermResult) error {
		return truth(t.Over, "de termijn loopt tot en met %s", t.End.Dutch())
	})
}

func (r *run) noTerm(a args) error {
	return r.know(func(c *app.Case) error {
		return truth(c.S.Term(a.at[0], "") == nil, "termijn %q is wel begonnen", a.at[0])
	})
}

// explanation: each row stands in the explanation, in this order; an empty cell
// is not looked at.
func (r *run) explanation(a args) error {
	return r.term(a.at[0], "", func(t casefile.TermResult) error {
		i := 0
		for _, line := range t.Lines {
			if i < len(a.rows) && fits(a.rows[i], line.When, line.What, line.Article) {
				i++
			}
		}
		var all []string
		for _, l := range t.Lines {
			all = append(all, l.When+" | "+l.What+" | "+l.Article)
		}
		return truth(i == len(a.rows), "de uitleg luidt:\n  %s", strings.Join(all, "\n  "))
	})
}

func fits(row []string, texts ...string) bool {
	for i, cell := range row {
		if i < len(texts) && !strings.Contains(texts[i], cell) {
			return false
		}
	}
	return true
}

func (r *run) penalty(a args) error {
	return r.know(func(c *app.Case) error {
		p, _ := casefile.PenaltyOf(c.W, c.S)
		return expect("de dwangsom", condition.MoneyValue(int64(p.Cents)).String(), a.at[0])
	})
}

func (r *run) noPenalty(args) error {
	return r.know(func(c *app.Case) error {
		p, _ := casefile.PenaltyOf(c.W, c.S)
		return truth(p.Cents == 0, "de dwangsom is %s", condition.MoneyValue(int64(p.Cents)).String())
	})
}

func (r *run) hasTold(role, subject string) (bool, []string, error) {
	role = strings.TrimPrefix(role, "de ")
	found := false
	var all []string
	err := r.know(func(c *app.Case) error {
		for _, e := range c.S.History {
			d, ok := e.Data.(casefile.Told)
			if !ok || d.To != role {
				continue
			}
			all = append(all, d.Subject)
			found = found || d.Message == subject || strings.Contains(d.Subject, subject)
		}
		return nil
	})
	return found, all, err
}

func (r *run) told(a args) error {
	found, all, err := r.hasTold(a.at[0], a.at[1])
	if err != nil {
		return err
	}
	return truth(found, "%s kreeg: %s", a.at[0], strings.Join(all, "; "))
}

func (r *run) notTold(a args) error {
	found, _, err := r.hasTold(a.at[0], a.at[1])
	if err != nil {
		return err
	}
	return truth(!found, "%s kreeg dat bericht wel", a.at[0])
}

func (r *run) missingItems() (items []casefile.Item, err error) {
	err = r.know(func(c *app.Case) error { items = casefile.Missing(c.W, c.S, nil); return nil })
	return items, err
}

func sayItems(items []casefile.Item) string {
	var all []string
	for _, i := range items {
		all = append(all, i.Name+" ("+i.Why+")")
	}
	return strings.Join(all, "; ")
}

func (r *run) missing(a args) error { return r.missingBecause(args{at: []string{a.at[0], ""}}) }

func (r *run) missingBecause(a args) error {
	items, err := r.missingItems()
	if err != nil {
		return err
	}
	for _, i := range items {
		if (i.Name == a.at[0] || i.Title == a.at[0]) && strings.Contains(i.Why, a.at[1]) {
			proc, err := r.proc()
			if err == nil {
				r.heldForm(proc, casefile.Problem{Kind: "veld", Name: i.Name, Text: i.Why})
			}
			return err
		}
	}
	return fmt.Errorf("ontbreekt: %s", sayItems(items))
}

func (r *run) notMissing(a args) error {
	if r.missing(a) == nil {
		return fmt.Errorf("%q ontbreekt wel", a.at[0])
	}
	return nil
}

func (r *run) nothingMissing(args) error {
	items, err := r.missingItems()
	if err != nil {
		return err
	}
	return truth(len(items) == 0, "ontbreekt: %s", sayItems(items))
}

func (r *run) condition(text string) (result condition.Result, err error) {
	err = r.know(func(c *app.Case) error {
		expr, faults := condition.Parse(text, procedure.Symbols(c.W.Proc, c.W.SWV))
		if len(faults) > 0 {
			return fmt.Errorf("%s", faults[0].What)
		}
		result = expr.Eval(casefile.Facts(c.W, c.S, nil))
		return nil
	})
	return result, err
}

func (r *run) holds(a args) error {
	result, err := r.condition(a.at[0])
	if err != nil {
		return err
	}
	return truth(result.Known && result.Value.IsTrue(), "dat geldt niet: %s", sayGrounds(result))
}

func (r *run) holdsNot(a args) error {
	result, err := r.condition(a.at[0])
	if err != nil {
		return err
	}
	return truth(!result.Known || !result.Value.IsTrue(), "dat geldt wel: %s", sayGrounds(result))
}

func sayGrounds(result condition.Result) string {
	var all []string
	for _, g := range result.Grounds {
		all = append(all, g.Text)
	}
	return strings.Join(append(all, result.Missing...), "; ")
}

func (r *run) offer(who, action string) (refusal *casefile.Refusal, offered bool, err error) {
	p, err := r.who(who)
	if err != nil {
		return nil, false, err
	}
	err = r.see(p, func(c *app.Case) error {
		for _, o := range casefile.Offers(c.W, c.S) {
			if o.Action.Name == action {
				refusal, offered = o.Refusal, true
			}
		}
		return nil
	})
	if err == app.ErrNotFound {
		return nil, false, nil
	}
	return refusal, offered, err
}

func (r *run) can(a args) error {
	refusal, offered, err := r.offer(a.at[0], a.at[1])
	if err != nil {
		return err
	}
	if refusal != nil {
		return fmt.Errorf("dat kan niet: %s", sayRefusal(refusal))
	}
	return truth(offered, "die keuze is er nu niet")
}

func (r *run) cannot(a args) error { return r.cannotBecause(args{at: []string{a.at[0], a.at[1], ""}}) }

func (r *run) cannotBecause(a args) error {
	refusal, offered, err := r.offer(a.at[0], a.at[1])
	if err != nil {
		return err
	}
	r.spoken = true
	if !offered {
		return truth(a.at[2] == "", "die keuze is er helemaal niet")
	}
	if refusal == nil {
		return fmt.Errorf("die keuze kan wel")
	}
	return truth(strings.Contains(sayRefusal(refusal), a.at[2]), "de weigering luidt: %s", sayRefusal(refusal))
}

func (r *run) startable(who, proc string) (*casefile.Refusal, bool, error) {
	p, err := r.who(who)
	if err != nil {
		return nil, false, err
	}
	all, err := r.app.Startable(r.ctx, *p, r.pupil)
	if err == app.ErrNotFound {
		return nil, false, nil
	}
	for _, possible := range all {
		if possible.Procedure.ID == proc {
			r.heldStart(proc, possible.Refusal)
			return possible.Refusal, true, err
		}
	}
	return nil, false, err
}

func (r *run) canStart(a args) error {
	refusal, there, err := r.startable(a.at[0], a.at[1])
	if err != nil {
		return err
	}
	if refusal != nil {
		return fmt.Errorf("dat kan niet: %s", sayRefusal(refusal))
	}
	return truth(there, "die soort zaak kan deze functie niet beginnen")
}

func (r *run) cannotStart(a args) error {
	return r.cannotStartBecause(args{at: []string{a.at[0], a.at[1], ""}})
}

func (r *run) cannotStartBecause(a args) error {
	refusal, there, err := r.startable(a.at[0], a.at[1])
	if err != nil {
		return err
	}
	r.spoken = true
	if !there {
		return truth(a.at[2] == "", "deze functie kan die soort zaak helemaal niet beginnen")
	}
	if refusal == nil {
		return fmt.Errorf("dat kan wel")
	}
	return truth(strings.Contains(sayRefusal(refusal), a.at[2]), "de weigering luidt: %s", sayRefusal(refusal))
}

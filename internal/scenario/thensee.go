package scenario

import (
	"fmt"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/letter"
	"passend/internal/procedure"
	"passend/internal/store"
)

// view is what somebody sees of the case; nothing when the case is not there
// for that person.
func (r *run) view(who string) (view casefile.View, err error) {
	p, err := r.who(who)
	if err != nil {
		return view, err
	}
	err = r.see(p, func(c *app.Case) error { view = c.View; return nil })
	if err == app.ErrNotFound {
		return casefile.View{}, nil
	}
	return view, err
}

func (r *run) sees(a args) error {
	v, err := r.view(a.at[0])
	if err != nil {
		return err
	}
	return truth(v.Any, "%s ziet de zaak niet", a.at[0])
}

// seesBecause: the product tells somebody why he or she may see this.
func (r *run) seesBecause(a args) error {
	v, err := r.view(a.at[0])
	if err != nil {
		return err
	}
	return truth(strings.Contains(v.Why, a.at[1]), "de reden luidt: %q", v.Why)
}

func (r *run) seesNot(a args) error {
	v, err := r.view(a.at[0])
	if err != nil {
		return err
	}
	r.spoken = true
	return truth(!v.Any, "%s ziet de zaak wel: %s", a.at[0], v.Why)
}

func part(v casefile.View, name string) (bool, error) {
	parts := map[string]bool{"het formulier": v.Form, "de documenten": v.Documents, "de adviezen": v.Advices, "het besluit": v.Decision,
		"de berichten": v.Messages, "de geschiedenis": v.History}
	seen, ok := parts[name]
	return seen, truth(ok, "%q is geen deel van een zaak", name)
}

func (r *run) seesPart(a args) error {
	v, err := r.view(a.at[0])
	if err != nil {
		return err
	}
	seen, err := part(v, a.at[1])
	if err != nil {
		return err
	}
	return truth(seen, "%s ziet %s niet", a.at[0], a.at[1])
}

func (r *run) seesPartNot(a args) error {
	v, err := r.view(a.at[0])
	if err != nil {
		return err
	}
	seen, err := part(v, a.at[1])
	if err != nil {
		return err
	}
	r.spoken = true
	return truth(!seen, "%s ziet %s wel", a.at[0], a.at[1])
}

func (r *run) hidden(who, task string) (hidden bool, err error) {
	p, err := r.who(who)
	if err != nil {
		return false, err
	}
	err = r.see(p, func(c *app.Case) error {
		hidden = casefile.HiddenTask(c.W, c.S, task) || !c.View.Advices
		return nil
	})
	return hidden, err
}

func (r *run) hiddenTask(a args) error {
	hidden, err := r.hidden(a.at[0], a.at[1])
	if err != nil {
		return err
	}
	r.spoken = true
	return truth(hidden, "%s ziet dat antwoord wel", a.at[0])
}

func (r *run) shownTask(a args) error {
	hidden, err := r.hidden(a.at[0], a.at[1])
	if err != nil {
		return err
	}
	return truth(!hidden, "%s ziet dat antwoord niet", a.at[0])
}

func (r *run) workOf(who string) (bool, error) {
	p, err := r.who(who)
	if err != nil {
		return false, err
	}
	work, err := r.app.Work(r.ctx, *p, "")
	return slices.ContainsFunc(work.Tasks, func(t store.TaskRow) bool { return t.Case == r.id }), err
}

func (r *run) inWork(a args) error {
	there, err := r.workOf(a.at[0])
	if err != nil {
		return err
	}
	return truth(there, "de zaak staat niet in het werk van %s", a.at[0])
}

func (r *run) notInWork(a args) error {
	there, err := r.workOf(a.at[0])
	if err != nil {
		return err
	}
	return truth(!there, "de zaak staat in het werk van %s", a.at[0])
}

func (r *run) nearlyLate(a args) error {
	return r.counted(a, func(l app.CaseList) int { return l.Soon })
}

func (r *run) tooLate(a args) error {
	return r.counted(a, func(l app.CaseList) int { return l.Late })
}

func (r *run) counted(a args, count func(app.CaseList) int) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	list, err := r.app.Cases(r.ctx, *p, store.CaseQuery{})
	if err != nil {
		return err
	}
	return expect("het aantal", fmt.Sprint(count(list)), a.at[1])
}

func (r *run) valueIs(a args) error {
	return r.know(func(c *app.Case) error {
		v, ok := c.S.Values[a.at[0]]
		if !ok {
			return fmt.Errorf("%q is niet ingevuld", a.at[0])
		}
		f, _ := casefile.FieldOf(c.W.Proc, a.at[0])
		return truth(v.Text == a.at[1] || app.ReadValue(f, v.Text) == a.at[1], "%q is %q", a.at[0], v.Text)
	})
}

func (r *run) proposal(name string) (p casefile.Proposal, err error) {
	err = r.know(func(c *app.Case) error {
		f, ok := fieldNamed(c.W.Proc, c.S.Phase, name)
		if !ok {
			return fmt.Errorf("bij de vraag %q hoort geen voorstel", name)
		}
		p = casefile.Propose(c.W, c.S, nil, f)
		r.decided(c, f.Propose)
		return nil
	})
	return p, err
}

// fieldNamed finds the question of this name that is asked now: in the phase
// where the case is, in the form, or elsewhere. Of several, the one that proposes
// something counts.
func fieldNamed(p *procedure.Procedure, phase, name string) (procedure.Field, bool) {
	now, _ := casefile.FindPhase(p, phase)
	asks := asked(now)
	for _, s := range p.Sections {
		asks = append(asks, s.Fields...)
	}
	for _, other := range p.Phases {
		asks = append(asks, asked(other)...)
	}
	i := slices.IndexFunc(asks, func(f procedure.Field) bool { return f.Name == name && (f.Propose != "" || f.Copies != "") })
	if i < 0 {
		return procedure.Field{}, false
	}
	return asks[i], true
}

func asked(phase procedure.Phase) []procedure.Field {
	var all []procedure.Field
	for _, a := range slices.Concat(phase.Tasks, phase.Actions) {
		all = append(all, a.Asks...)
	}
	return all
}

func (r *run) proposed(a args) error {
	p, err := r.proposal(a.at[0])
	if err != nil {
		return err
	}
	return truth(p.Value == a.at[1] || p.Text == a.at[1], "het voorstel is %q (%s %s)", p.Text, p.Because, strings.Join(p.Missing, ", "))
}

func (r *run) notProposed(a args) error {
	p, err := r.proposal(a.at[0])
	if err != nil {
		return err
	}
	return truth(p.Value == "", "het voorstel is %q", p.Text)
}

func (r *run) proposedBecause(a args) error {
	p, err := r.proposal(a.at[0])
	if err != nil {
		return err
	}
	return truth(strings.Contains(p.Because, a.at[1]), "de reden is %q", p.Because)
}

// granted compares the latest grant with the rows: schoolsoort, categorie, van,
// tot en met, nummer.
func (r *run) granted(a args) error {
	return r.know(func(c *app.Case) error {
		if len(c.S.Grants) == 0 {
			return fmt.Errorf("er is niets verleend")
		}
		g := c.S.Grants[len(c.S.Grants)-1]
		got := map[string]string{"wat": g.What, "schoolsoort": g.School, "categorie": g.Category, "nummer": g.Number, "van": g.From.Dutch(), "tot en met": g.Until.Dutch()}
		for _, row := range a.rows {
			value, ok := got[row[0]]
			if !ok {
				return fmt.Errorf("%q is geen gegeven van wat is verleend", row[0])
			}
			if err := expect(row[0], value, row[1]); err != nil {
				return err
			}
		}
		return nil
	})
}

func (r *run) grantedNothing(args) error {
	return r.know(func(c *app.Case) error { return truth(len(c.S.Grants) == 0, "er is wel iets verleend") })
}

func (r *run) duty(a args) error {
	return r.know(func(c *app.Case) error { return expect("de zorgplicht ligt bij", c.S.DutyOf, a.at[0]) })
}

func (r *run) voided(args) error {
	return r.know(func(c *app.Case) error {
		return truth(c.S.Voided != nil && len(c.S.Signatures) == 0, "er staan nog %d handtekeningen", len(c.S.Signatures))
	})
}

func (r *run) isSigned(a args) error {
	return r.know(func(c *app.Case) error {
		signed := slices.ContainsFunc(c.S.Signatures, func(g casefile.Signature) bool { return g.Signing == a.at[0] && g.Name == a.at[1] })
		return truth(signed, "%s heeft %q niet getekend", a.at[1], a.at[0])
	})
}

func (r *run) letterNamed(name, to string, f func(*app.Case, casefile.LetterState) error) error {
	return r.know(func(c *app.Case) error {
		var all []string
		for _, l := range slices.Backward(c.S.Letters) {
			if l.Letter == name && (to == "" || l.ToName == to) {
				return f(c, l)
			}
			all = append(all, l.Letter+" aan "+l.ToName)
		}
		return fmt.Errorf("die brief is er niet; wel: %s", strings.Join(all, "; "))
	})
}

func (r *run) letterTo(a args) error {
	return r.letterNamed(a.at[0], a.at[1], func(*app.Case, casefile.LetterState) error { return nil })
}

func (r *run) noLetter(a args) error { return r.noLetterTo(args{at: []string{a.at[0], ""}}) }

func (r *run) noLetterTo(a args) error {
	r.spoken = true
	if r.letterTo(a) == nil {
		return fmt.Errorf("die brief is er wel")
	}
	return nil
}

func (r *run) leavesBy(a args) error {
	want, err := day(a.at[2])
	if err != nil {
		return err
	}
	return r.letterNamed(a.at[0], a.at[1], func(c *app.Case, l casefile.LetterState) error {
		return expect("de laatste dag van verzending", c.LatestPost(l).DutchWeekday(), want.DutchWeekday())
	})
}

func (r *run) letterText(name string) (text string, err error) {
	err = r.letterNamed(name, "", func(_ *app.Case, l casefile.LetterState) error {
		doc, err := app.DocumentOf(l.LetterMade)
		text = plain(letter.HTML(doc))
		return err
	})
	return text, err
}

// plain leaves the words of a page.
func plain(html string) string {
	var b strings.Builder
	inside := false
	for _, r := range html {
		switch {
		case r == '<':
			inside = true
		case r == '>':
			inside = false
			b.WriteRune(' ')
		case !inside:
			b.WriteRune(r)
		}
	}
	text := strings.NewReplacer("&#39;", "'", "&amp;", "&", "&#34;", `"`, "&lt;", "<", "&gt;", ">", "\u00a0", " ").Replace(b.String())
	return strings.Join(strings.Fields(text), " ")
}

func (r *run) letterSays(a args) error {
	text, err := r.letterText(a.at[0])
	if err != nil {
		return err
	}
	return truth(strings.Contains(text, strings.Join(strings.Fields(a.at[1]), " ")), "de brief luidt: %s", text)
}

func (r *run) letterSaysNot(a args) error {
	text, err := r.letterText(a.at[0])
	if err != nil {
		return err
	}
	return truth(!strings.Contains(text, a.at[1]), "de brief luidt: %s", text)
}

func (r *run) onAgenda(a args) error {
	want, err := day(a.at[1])
	if err != nil {
		return err
	}
	return r.know(func(c *app.Case) error {
		for _, item := range slices.Backward(c.S.Agenda) {
			if item.Body == a.at[0] {
				return expect("de vergadering", item.Day.Dutch(), want.Dutch())
			}
		}
		return fmt.Errorf("de zaak staat niet op een agenda van %s", a.at[0])
	})
}

func (r *run) opened(a args) error {
	return truth(r.cases[a.at[0]] != "", "er is geen zaak %q geopend", a.at[0])
}

func (r *run) logged(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	kinds := map[string]string{"las": "lezen", "wijzigde": "wijzigen", "niet mocht zien": "lezen"}
	kind, ok := kinds[a.at[1]]
	if !ok {
		return fmt.Errorf("schrijf: las, wijzigde of niet mocht zien")
	}
	return r.tenant.Read(r.ctx, func(tx *store.Tx) error {
		rows, _, err := tx.AccessLog(store.AccessFilter{Case: r.id, Account: p.Account, Kind: kind})
		if err != nil {
			return err
		}
		denied := slices.ContainsFunc(rows, func(l store.Access) bool { return l.Result == "geweigerd" })
		if a.at[1] == "niet mocht zien" {
			return truth(denied, "er staat geen geweigerde inzage in het log")
		}
		return truth(len(rows) > 0, "het inzagelog noemt %s niet", p.Name)
	})
}

// mailWithout: no mail in the outbox holds a text, such as the pupil's name.
func (r *run) mailWithout(a args) error {
	return r.tenant.Read(r.ctx, func(tx *store.Tx) error {
		mails, _, err := tx.Mails("", "", 500)
		if err != nil {
			return err
		}
		if len(mails) == 0 {
			return fmt.Errorf("er is geen mail")
		}
		for _, m := range mails {
			if strings.Contains(m.Subject+m.Body, a.at[0]) {
				return fmt.Errorf("een mail noemt %q: %s", a.at[0], m.Body)
			}
		}
		return nil
	})
}

func (r *run) unfit(a args) error {
	return r.know(func(c *app.Case) error {
		r.spoken = true
		why := casefile.Unfit(c.W, c.S, a.at[1], r.account(a.at[0]), nil)
		return truth(why != "" && strings.Contains(why, a.at[2]), "de reden luidt: %q", why)
	})
}

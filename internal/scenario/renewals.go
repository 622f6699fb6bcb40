package scenario

import (
	"fmt"

	"passend/internal/app"
)

func init() {
	say("als", "{wie} voor de verlenging doorgeeft {naam}", (*run).expectsRenewal)
	say("als", "{wie} de scholen herinnert aan de verlengingen", (*run).remindsSchools)
	say("dan", "is van school {naam} van {getal} verlenging nog niets gehoord", (*run).renewalsOpen)
	say("dan", "is van school {naam} alles over de verlengingen gehoord", (*run).renewalsKnown)
	say("dan", "is school {naam} herinnerd op {dag}", (*run).remindedOn)
	say("dan", "komen er op de vergaderingen {getal} verlengingen bij, en misschien {getal}", (*run).renewalLoad)
	say("dan", "ziet {wie} de verwachte verlengingen niet", (*run).seesNoRenewals)
}

// expectsRenewal says what a school expects of the declaration of the pupil in
// hand that ends first; rows give `uitstroom` and `toelichting`.
func (r *run) expectsRenewal(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	in := app.RenewalAnswer{Answer: a.at[1]}
	for _, row := range a.rows {
		switch row[0] {
		case "uitstroom":
			in.Leaves = row[1]
		case "toelichting":
			in.Note = row[1]
		default:
			return fmt.Errorf("schrijf: uitstroom of toelichting")
		}
	}
	list, err := r.app.RenewalsOf(r.ctx, *p, p.Org)
	if err != nil {
		return r.result(app.Result{}, err)
	}
	for _, l := range list.Lines {
		if l.Pupil == r.pupil {
			in.Grant, in.Case = l.ID, l.Case
		}
	}
	if in.Grant == "" {
		return fmt.Errorf("van deze leerling loopt dit schooljaar geen verklaring af")
	}
	_, wrong, err := r.app.ExpectRenewals(r.ctx, *p, []app.RenewalAnswer{in})
	r.eyes = nil
	if len(wrong) > 0 {
		return r.result(app.Result{Refusal: wrong[0].Refusal}, err)
	}
	return r.result(app.Result{}, err)
}

func (r *run) remindsSchools(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	_, err = r.app.RemindRenewals(r.ctx, *p)
	return r.result(app.Result{}, err)
}

// renewals is the picture for the first who keeps an eye on it.
func (r *run) renewals() (app.Renewals, error) {
	for _, p := range r.cast.all {
		if p.RunsRenewals() {
			return r.app.Renewals(r.ctx, *p)
		}
	}
	return app.Renewals{}, fmt.Errorf("niemand houdt bij wat scholen verwachten")
}

func (r *run) renewalSchool(name string) (app.RenewalSchool, error) {
	found, err := r.renewals()
	for _, s := range found.Schools {
		if s.Name == name {
			return s, err
		}
	}
	if err == nil {
		err = fmt.Errorf("van %s loopt dit schooljaar geen verklaring af", name)
	}
	return app.RenewalSchool{}, err
}

func (r *run) renewalsOpen(a args) error {
	s, err := r.renewalSchool(a.at[0])
	if err != nil {
		return err
	}
	return expect("het aantal waarvan niets is gehoord", fmt.Sprint(s.Open), a.at[1])
}

func (r *run) renewalsKnown(a args) error {
	s, err := r.renewalSchool(a.at[0])
	if err != nil {
		return err
	}
	return truth(s.Open == 0, "van %d is nog niets gehoord", s.Open)
}

func (r *run) remindedOn(a args) error {
	s, err := r.renewalSchool(a.at[0])
	if err != nil {
		return err
	}
	on, err := day(a.at[1])
	if err != nil {
		return err
	}
	return expect("de dag van de herinnering", s.Reminded, on.String())
}

func (r *run) renewalLoad(a args) error {
	found, err := r.renewals()
	if err != nil {
		return err
	}
	return expect("wat erbij komt", fmt.Sprint(found.Load.Sure, found.Load.Maybe), a.at[0]+" "+a.at[1])
}

func (r *run) seesNoRenewals(a args) error {
	p, err := r.who(a.at[0])
	if err != nil {
		return err
	}
	r.spoken = true
	_, whole := r.app.Renewals(r.ctx, *p)
	list, own := r.app.RenewalsOf(r.ctx, *p, p.Org)
	return truth(whole != nil && (own != nil || len(list.Lines) == 0), "%s ziet ze wel", a.at[0])
}

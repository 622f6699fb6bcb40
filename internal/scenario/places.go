package scenario

import (
	"fmt"
	"strconv"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/facility"
)

func init() {
	say("als", "{wie} bij {naam} {getal} plaatsen maakt omdat {naam}", (*run).setsPlaces)
	say("als", "{wie} bij {naam} voorrang geeft omdat {naam}", (*run).givesPriority)
	say("als", "{wie} bij {naam} de voorrang weghaalt omdat {naam}", (*run).takesPriority)
	say("als", "{wie} bij {naam} de plek vrijmaakt omdat {naam}", (*run).freesPlace)
	say("als", "{wie} verdergaat met de zaak {naam} van {naam}", (*run).switchToOf)
	say("dan", "heeft de zaak een plek bij {naam}", (*run).hasPlace)
	say("dan", "heeft de zaak geen plek bij {naam}", (*run).hasNoPlace)
	say("dan", "is de plek op de wachtlijst van {naam} {getal}", (*run).standsAt)
	say("dan", "geldt het aanbod van {naam} tot en met {dag}", (*run).offeredUntil)
	say("dan", "zijn er bij {naam} {getal} plaatsen, {getal} vrij, en wachten er {getal}", (*run).counts)
	say("dan", "is de verwachte wachttijd bij {naam} {naam}", (*run).expectedWait)
	say("dan", "ziet {wie} de wachtlijst van {naam} niet", (*run).seesNoQueue)
	say("dan", "ziet {wie} de wachtlijst van {naam}", (*run).seesQueue)
}

// keep has who keeps a facility change it.
func (r *run) keep(who, name string, c facility.Command) error {
	p, err := r.who(who)
	if err != nil {
		return err
	}
	done, err := r.app.ChangeFacility(r.ctx, *p, name, 0, c)
	return r.result(app.Result{Refusal: done.Refusal}, err)
}

func (r *run) setsPlaces(a args) error {
	n, err := strconv.Atoi(a.at[2])
	if err != nil {
		return err
	}
	return r.keep(a.at[0], a.at[1], facility.SetCapacity{Places: n, Why: a.at[3]})
}

func (r *run) givesPriority(a args) error {
	return r.keep(a.at[0], a.at[1], facility.SetUrgency{Case: r.id, Urgent: true, Why: a.at[2]})
}

func (r *run) takesPriority(a args) error {
	return r.keep(a.at[0], a.at[1], facility.SetUrgency{Case: r.id, Why: a.at[2]})
}

func (r *run) freesPlace(a args) error {
	return r.keep(a.at[0], a.at[1], facility.Free{Case: r.id, Why: a.at[2]})
}

// switchToOf takes the case of a kind of another pupil in hand, and that pupil.
func (r *run) switchToOf(a args) error {
	if _, err := r.who(a.at[0]); err != nil {
		return err
	}
	id, ok := r.cases[ofPupil(a.at[1], pupilID(a.at[2]))]
	if !ok {
		return fmt.Errorf("er is geen zaak %q van %s", a.at[1], a.at[2])
	}
	r.id, r.pupil, r.eyes = id, pupilID(a.at[2]), nil
	return nil
}

func ofPupil(proc, pupil string) string { return proc + " van " + pupil }

func (r *run) placeOf(name string) (place casefile.PlaceState, err error) {
	err = r.know(func(c *app.Case) error { place = c.S.Place(name); return nil })
	return place, err
}

func sayPlace(p casefile.PlaceState) string {
	switch {
	case p.Placed:
		return "de zaak heeft daar een plek"
	case p.Offered():
		return "er is een plek aangeboden tot en met " + p.Until.Dutch()
	case p.Waits():
		return fmt.Sprintf("de zaak staat op de wachtlijst, plek %d", p.Position)
	}
	return "de zaak staat daar niet op de lijst"
}

func (r *run) hasPlace(a args) error {
	p, err := r.placeOf(a.at[0])
	if err != nil {
		return err
	}
	return truth(p.Placed, "%s", sayPlace(p))
}

func (r *run) hasNoPlace(a args) error {
	p, err := r.placeOf(a.at[0])
	if err != nil {
		return err
	}
	return truth(!p.Placed, "%s", sayPlace(p))
}

func (r *run) standsAt(a args) error {
	p, err := r.placeOf(a.at[0])
	if err != nil {
		return err
	}
	return truth(strconv.Itoa(p.Position) == a.at[1], "%s", sayPlace(p))
}

func (r *run) offeredUntil(a args) error {
	p, err := r.placeOf(a.at[0])
	if err != nil {
		return err
	}
	d, err := day(a.at[1])
	if err != nil {
		return err
	}
	return truth(p.Until == d, "%s", sayPlace(p))
}

// facility looks at the numbers of a facility through the eyes of a school.
func (r *run) facility(name string, f func(app.FacilityPage) error) error {
	for _, p := range r.cast.all {
		if !p.SeesPlaces || p.OrgKind != "school" {
			continue
		}
		all, err := r.app.Facilities(r.ctx, *p)
		if err != nil {
			return err
		}
		for _, one := range all {
			if one.Name == name {
				return f(one)
			}
		}
	}
	return fmt.Errorf("er is geen voorziening %q", name)
}

func (r *run) counts(a args) error {
	return r.facility(a.at[0], func(f app.FacilityPage) error {
		got := fmt.Sprintf("%d plaatsen, %d vrij, en wachten er %d", f.FacilityView.Places, f.Free, f.Waiting)
		return expect("het aantal", got, fmt.Sprintf("%s plaatsen, %s vrij, en wachten er %s", a.at[1], a.at[2], a.at[3]))
	})
}

func (r *run) expectedWait(a args) error {
	return r.know(func(c *app.Case) error {
		view, ok := c.W.Facility(a.at[0])
		if !ok {
			return fmt.Errorf("er is geen voorziening %q", a.at[0])
		}
		return expect("de wachttijd", view.WaitText(c.S.Place(a.at[0])), a.at[1])
	})
}

func (r *run) queueOf(who, name string) error {
	p, err := r.who(who)
	if err != nil {
		return err
	}
	_, err = r.app.FacilityBook(r.ctx, *p, name)
	return err
}

func (r *run) seesQueue(a args) error { return r.queueOf(a.at[0], a.at[1]) }

func (r *run) seesNoQueue(a args) error {
	err := r.queueOf(a.at[0], a.at[1])
	if err == app.ErrNotFound {
		r.spoken = true
		return nil
	}
	if err != nil {
		return err
	}
	return fmt.Errorf("%s ziet de wachtlijst wel", a.at[0])
}

package scenario

import (
	"fmt"

	"passend/internal/app"
)

func init() {
	say("als", "{wie} de vergadering van {naam} op {dag} afzegt omdat {naam}", (*run).cancelsMeeting)
	say("als", "{wie} de vergadering van {naam} op {dag} verplaatst naar {dag} omdat {naam}", (*run).movesMeeting)
	say("als", "{wie} hoogstens {getal} zaken toelaat op de vergadering van {naam} op {dag} omdat {naam}", (*run).limitsMeeting)
	say("dan", "is de reden van de vergadering {naam}", (*run).meetingBecause)
}

func (r *run) cancelsMeeting(a args) error {
	return r.changeMeeting(a.at[0], a.at[1], a.at[2], app.MeetingInput{Cancel: true, Why: a.at[3]})
}

func (r *run) movesMeeting(a args) error {
	to, err := day(a.at[3])
	if err != nil {
		return err
	}
	return r.changeMeeting(a.at[0], a.at[1], a.at[2], app.MeetingInput{Day: to.String(), Why: a.at[4]})
}

func (r *run) limitsMeeting(a args) error {
	return r.changeMeeting(a.at[0], a.at[2], a.at[3], app.MeetingInput{Most: a.at[1], Why: a.at[4]})
}

// changeMeeting changes a meeting that is known by the day that the rules gave it.
func (r *run) changeMeeting(who, body, on string, in app.MeetingInput) error {
	p, err := r.who(who)
	if err != nil {
		return err
	}
	d, err := day(on)
	if err != nil {
		return err
	}
	in.Body, in.Origin = body, d.String()
	if in.Day == "" {
		in.Day = in.Origin
	}
	done, err := r.app.SetMeeting(r.ctx, *p, in)
	r.eyes = nil
	return r.result(app.Result{Refusal: done.Refusal}, err)
}

func (r *run) meetingBecause(a args) error {
	return r.know(func(c *app.Case) error {
		if len(c.S.Agenda) == 0 {
			return fmt.Errorf("de zaak staat op geen agenda")
		}
		last := c.S.Agenda[len(c.S.Agenda)-1]
		return expect("de reden", last.Why, a.at[0])
	})
}

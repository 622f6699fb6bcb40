package app

import (
	"context"
	"slices"
	"strings"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/meeting"
	"passend/internal/procedure"
	"passend/internal/store"
)

// onMeeting runs f in one transaction of somebody who runs the agenda of a body,
// while nobody else changes what is on it.
func (a *App) onMeeting(ctx context.Context, p Principal, body string, f func(*store.Tx, *procedure.SWV, procedure.Body) error) error {
	if !p.Can(agendaRight) {
		return ErrForbidden
	}
	now := a.now()
	return a.write(ctx, p, now, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, civil.DayOf(now))
		if err != nil {
			return err
		}
		b, err := bodyOf(swv, p, body)
		if err != nil {
			return err
		}
		if err := tx.Lock(meetingLock(b.Name)); err != nil {
			return err
		}
		return f(tx, swv, b)
	})
}

// Reorder moves a case one place up or down on the agenda of a meeting.
func (a *App) Reorder(ctx context.Context, p Principal, body, day, id string, up bool) error {
	return a.onMeeting(ctx, p, body, func(tx *store.Tx, _ *procedure.SWV, b procedure.Body) error {
		rows, err := tx.Agenda(b.Name, day)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(rows, func(r store.AgendaRow) bool { return r.Case == id })
		if i < 0 {
			return ErrNotFound
		}
		j := i + 1
		if up {
			j = i - 1
		}
		if j < 0 || j >= len(rows) {
			return nil
		}
		rows[i], rows[j] = rows[j], rows[i]
		for place, r := range rows {
			if err := tx.PutMeetingItem(store.MeetingItem{Body: b.Name, Case: r.Case, Day: day, Place: place + 1, Invited: r.Invited}); err != nil {
				return err
			}
		}
		line := p.access(tx.Meta().At, "wijzigen", "volgorde van de agenda")
		line.Cases, line.Ground = []string{id}, p.Title
		tx.Log(line)
		return nil
	})
}

// OneOnMeeting is one case of a meeting, for who puts it elsewhere or invites its
// school.
type OneOnMeeting struct {
	MeetingPage
	Case    MeetingCase
	Choices []Meeting
}

// OneOnMeeting gives a case on a meeting with the meetings to which it can go.
func (a *App) OneOnMeeting(ctx context.Context, p Principal, body, day, id string) (OneOnMeeting, error) {
	page, err := a.Meeting(ctx, p, body, day)
	if err != nil {
		return OneOnMeeting{}, err
	}
	i := slices.IndexFunc(page.Cases, func(c MeetingCase) bool { return c.ID == id && c.Visible })
	if i < 0 || !p.Can(agendaRight) {
		return OneOnMeeting{}, ErrNotFound
	}
	out := OneOnMeeting{MeetingPage: page, Case: page.Cases[i]}
	err = a.read(ctx, p, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, a.Today())
		if err != nil {
			return err
		}
		found, err := a.meetingsOf(tx, swv, page.Body, a.Today().AddDays(1), a.Today().AddDays(comingDays))
		out.Choices = slices.DeleteFunc(found.Coming, func(m Meeting) bool { return m.Cancelled || m.Day == page.Day })
		return err
	})
	return out, err
}

// MoveCase puts a case on another meeting by hand. There it stays when the
// calendar changes, as long as that meeting is held.
func (a *App) MoveCase(ctx context.Context, p Principal, body, day, id, to, why string) (*casefile.Refusal, error) {
	var refusal *casefile.Refusal
	err := a.onMeeting(ctx, p, body, func(tx *store.Tx, swv *procedure.SWV, b procedure.Body) error {
		m, r, err := a.goesTo(tx, swv, b, to)
		if err != nil {
			return err
		}
		var w wrong
		why = w.text("reden", why, 200)
		if why == "" {
			w.add("reden", "Schrijf waarom. De school leest dit.")
		}
		if r != "" {
			w.add("naar", r)
		}
		if refusal = w.refusal(); refusal != nil {
			return errRefused
		}
		t := &turn{app: a, tx: tx, p: p, now: tx.Meta().At, res: &Result{}}
		err = t.do(id, 0, casefile.MoveOnAgenda{Body: b.Name, From: dayOf(day), To: m.Day, Fixed: true,
			Why: movedText(dayOf(day), m.Day, Capital(strings.TrimSuffix(why, "."))+".")})
		refusal = t.res.Refusal
		return err
	})
	if err == errRefused {
		return refusal, nil
	}
	return nil, err
}

// goesTo finds the meeting that was chosen, or tells why it cannot be.
func (a *App) goesTo(tx *store.Tx, swv *procedure.SWV, b procedure.Body, to string) (meeting.Meeting, string, error) {
	day := dayOf(to)
	if day.IsZero() || !day.After(a.Today()) {
		return meeting.Meeting{}, "Kies een vergadering.", nil
	}
	cal, _, err := a.bodyCalendar(tx, swv, b, day, day)
	if err != nil {
		return meeting.Meeting{}, "", err
	}
	m, ok := cal.Find(day)
	if !ok {
		return m, "Op die dag is er geen vergadering. Kies een andere.", nil
	}
	rows, err := tx.Agenda(b.Name, isoOf(day))
	taken := 0
	for _, r := range rows {
		if b.TakesRoom(r.Procedure, r.Variant) {
			taken++
		}
	}
	if m.Most > 0 && taken >= m.Most {
		return m, "Die vergadering is vol. Kies een andere, of maak daar eerst plaats.", err
	}
	return m, "", err
}

// InviteSchool asks the school of a case to be there when it is treated (VO-07).
func (a *App) InviteSchool(ctx context.Context, p Principal, body, day, id, text string) (*casefile.Refusal, error) {
	var refusal *casefile.Refusal
	err := a.onMeeting(ctx, p, body, func(tx *store.Tx, swv *procedure.SWV, b procedure.Body) error {
		out := MeetingPage{Body: b}
		rows, err := a.findMeeting(tx, swv, b, day, &out)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(rows, func(r store.AgendaRow) bool { return r.Case == id })
		if i < 0 {
			return ErrNotFound
		}
		var w wrong
		text = w.text("tekst", text, 600)
		if out.Day.Before(a.Today()) {
			w.add("tekst", "Deze vergadering is al geweest.")
		}
		if refusal = w.refusal(); refusal != nil {
			return errRefused
		}
		when := slotText(out.Meeting.Meeting, i)
		t := &turn{app: a, tx: tx, p: p, now: tx.Meta().At, res: &Result{}}
		err = t.do(id, 0, casefile.InviteToMeeting{Subject: "Uitnodiging voor de vergadering van " + out.Day.DutchWeekday(), Text: invitation(b, when, text)})
		if refusal = t.res.Refusal; err != nil {
			return err
		}
		return tx.PutMeetingItem(store.MeetingItem{Body: b.Name, Case: id, Day: day, Place: i + 1, Invited: when})
	})
	if err == errRefused {
		return refusal, nil
	}
	return nil, err
}

func slotText(m meeting.Meeting, place int) string {
	if m.Minutes == 0 {
		return m.Day.DutchWeekday()
	}
	from, to := m.Slot(place)
	return m.Day.DutchWeekday() + " van " + strings.TrimSuffix(from.Words(), " uur") + " tot " + to.Words()
}

func invitation(b procedure.Body, when, text string) string {
	out := "U bent uitgenodigd om erbij te zijn als uw zaak wordt besproken: " + b.Title + ", " + when + "."
	if b.Place != "" {
		out += " Plaats: " + b.Place + "."
	}
	if text != "" {
		out += " " + Capital(text)
	}
	return out
}

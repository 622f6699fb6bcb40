package app

import (
	"slices"
	"strings"
	"time"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/meeting"
	"passend/internal/procedure"
	"passend/internal/store"
)

// planAhead is how far ahead a calendar is looked at.
const planAhead = 2 * 366

// meetingLock is what who puts a case on a meeting of a body holds, so that two
// at once never take the last place.
func meetingLock(body string) string { return "vergadering " + body }

// nextMeeting puts a case on the first meeting of a body that is open for what is
// complete now and has room. While it is only looked at, nothing is locked.
func (w *world) nextMeeting(s *casefile.State, body string) casefile.OnAgenda {
	b, ok := w.SWV.MeetingFor(body, w.Proc.ID, s.Started.Variant)
	if !ok {
		return casefile.OnAgenda{Body: body, Since: w.Now}
	}
	if !w.tx.Meta().At.IsZero() {
		w.keep(w.tx.Lock(meetingLock(b.Name)))
	}
	changes, err := w.tx.Meetings(b.Name)
	w.keep(err)
	rows, err := w.tx.AgendaFrom(b.Name, isoOf(w.Today()))
	w.keep(err)
	cal := b.Rules().Between(w.Calendar, w.Today(), w.Today().AddDays(planAhead), departures(changes))
	return w.placed(b, cal, slices.DeleteFunc(rows, func(r store.AgendaRow) bool { return r.Case == s.ID }), s)
}

// placed finds the place between what is on the agenda already.
func (w *world) placed(b procedure.Body, cal meeting.Calendar, rows []store.AgendaRow, s *casefile.State) casefile.OnAgenda {
	if !b.TakesRoom(w.Proc.ID, s.Started.Variant) {
		return onAgendaOf(b, cal.Place(w.Now, 0, func(civil.Day) int { return -1 }))
	}
	taken, floor := map[civil.Day]int{}, civil.Day(0)
	for _, r := range rows {
		if !b.TakesRoom(r.Procedure, r.Variant) || r.Day == "" {
			continue
		}
		taken[dayOf(r.Day)]++
		if !r.Fixed && r.Since.Before(w.Now) && !r.Since.IsZero() {
			floor = max(floor, dayOf(r.Day))
		}
	}
	return onAgendaOf(b, cal.Place(w.Now, floor, func(d civil.Day) int { return taken[d] }))
}

func onAgendaOf(b procedure.Body, p meeting.Placing) casefile.OnAgenda {
	return casefile.OnAgenda{Body: b.Name, Day: p.Meeting.Day, Why: p.Why(), Since: p.At, Carried: p.Carried()}
}

// stageMeeting is nextMeeting where nothing is kept: every meeting has room.
func (w *world) stageMeeting(s *casefile.State, body string) casefile.OnAgenda {
	b, ok := w.SWV.MeetingFor(body, w.Proc.ID, s.Started.Variant)
	if !ok {
		return casefile.OnAgenda{Body: body, Since: w.Now}
	}
	cal := b.Rules().Between(w.Calendar, w.Today(), w.Today().AddDays(planAhead), nil)
	return onAgendaOf(b, cal.Place(w.Now, 0, func(civil.Day) int { return 0 }))
}

func departures(rows []store.MeetingRow) []meeting.Departure {
	var all []meeting.Departure
	for _, r := range rows {
		all = append(all, departure(r))
	}
	return all
}

func departure(r store.MeetingRow) meeting.Departure {
	start, _ := meeting.ParseClock(r.Start)
	return meeting.Departure{Origin: dayOf(r.Origin), Day: dayOf(r.Day), Added: r.Added, Cancelled: r.Cancelled, Most: r.Most,
		HandIn: r.HandIn, Start: start, Minutes: r.Minutes, Why: r.Why}
}

// bodyCalendar is the calendar of a body over a period, with what people changed.
func (a *App) bodyCalendar(tx *store.Tx, swv *procedure.SWV, b procedure.Body, from, to civil.Day) (meeting.Calendar, []store.MeetingRow, error) {
	cal, err := a.calendar(tx, swv)
	if err != nil {
		return meeting.Calendar{}, nil, err
	}
	rows, err := tx.Meetings(b.Name)
	return b.Rules().Between(cal, from, to, departures(rows)), rows, err
}

// putAgenda writes the meetings of a case, and takes away those it left.
func putAgenda(tx *store.Tx, w *world, s *casefile.State) error {
	if len(s.Agenda) == 0 {
		return nil
	}
	old, err := tx.AgendaOfCase(s.ID)
	if err != nil {
		return err
	}
	for _, r := range old {
		if !slices.ContainsFunc(s.Agenda, func(a casefile.OnAgenda) bool { return a.Body == r.Body && isoOf(a.Day) == r.Day }) {
			if err := tx.DropAgenda(r.Body, r.Day, s.ID); err != nil {
				return err
			}
		}
	}
	for i, a := range s.Agenda {
		row := store.AgendaRow{Body: a.Body, Day: isoOf(a.Day), Case: s.ID, Order: i, Since: a.Since.Truncate(time.Millisecond), Fixed: a.Fixed}
		if err := tx.PutAgenda(row); err != nil {
			return err
		}
	}
	return nil
}

// WhenSentence says on which meeting a case is and why.
func WhenSentence(a casefile.OnAgenda) string {
	if a.Why != "" || a.Day.IsZero() {
		return a.Why
	}
	return "Op de vergadering van " + a.Day.DutchWeekday() + "."
}

// lowered begins a sentence with a small letter, to stand after a colon.
func lowered(text string) string {
	for _, r := range text {
		first := string(r)
		return strings.ToLower(first) + text[len(first):]
	}
	return text
}

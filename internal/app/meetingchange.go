package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/meeting"
	"passend/internal/procedure"
	"passend/internal/store"
)

// MeetingInput is a change of one meeting, as typed.
type MeetingInput struct {
	Body                  string
	Origin                string // the day by which it is known; "" for a new one
	Day                   string
	HandInDay, HandInTime string
	Most, Start, Minutes  string
	Why                   string
	Cancel                bool
	Version               int64 // of the change that the page showed; 0 when there was none
}

// MovedCase is a case that comes on another meeting.
type MovedCase struct {
	Case, Number, Title, School string
	Body                        string
	From, To                    civil.Day // To none: there is no meeting with room
	Why                         string
}

// MeetingEffect is what a change of a meeting does.
type MeetingEffect struct {
	Body    procedure.Body
	Row     store.MeetingRow
	Moved   []MovedCase
	Notes   []string // what deserves a second look
	Refusal *casefile.Refusal
	Saved   bool
}

// TryMeeting tells what a change of a meeting would do, and changes nothing.
func (a *App) TryMeeting(ctx context.Context, p Principal, in MeetingInput) (MeetingEffect, error) {
	var out MeetingEffect
	err := a.managing(ctx, p, agendaRight, "vergadering", func(tx *store.Tx, swv *procedure.SWV) (err error) {
		out, err = a.meetingEffect(tx, swv, p, in)
		return err
	})
	return out, err
}

// SetMeeting changes a meeting. The cases that come on another meeting move in
// the same step, each with the reason and a message to its school.
func (a *App) SetMeeting(ctx context.Context, p Principal, in MeetingInput) (MeetingEffect, error) {
	var out MeetingEffect
	if !p.Can(agendaRight) {
		return out, ErrForbidden
	}
	now := a.now()
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, civil.DayOf(now))
		if err != nil {
			return err
		}
		if err := tx.Lock(meetingLock(in.Body)); err != nil {
			return err
		}
		if out, err = a.meetingEffect(tx, swv, p, in); err != nil {
			return err
		}
		if out.Refusal != nil {
			return errRefused
		}
		return a.setMeeting(tx, p, &out)
	})
	var conflict *store.ErrConflict
	switch {
	case errors.As(err, &conflict):
		out.Refusal = &casefile.Refusal{Rule: "Iemand anders heeft deze vergadering net gewijzigd.", Help: "Wat u invulde staat er nog. Kijk opnieuw wat er verandert en bewaar daarna."}
		return out, nil
	case err == errRefused:
		return out, nil
	}
	out.Saved = err == nil
	return out, err
}

func (a *App) setMeeting(tx *store.Tx, p Principal, out *MeetingEffect) error {
	now := tx.Meta().At
	if err := tx.PutMeeting(out.Row); err != nil {
		return err
	}
	line := p.access(now, "wijzigen", "vergadering")
	line.Ground = p.Title
	tx.Log(line)
	return a.moveCases(tx, p, out.Moved)
}

// moveCases puts cases on their other meeting, each with the reason and a message
// to its school.
func (a *App) moveCases(tx *store.Tx, p Principal, moved []MovedCase) error {
	for _, m := range moved {
		t := &turn{app: a, tx: tx, p: p, now: tx.Meta().At, res: &Result{}}
		if err := t.do(m.Case, 0, casefile.MoveOnAgenda{Body: m.Body, From: m.From, To: m.To, Why: m.Why}); err != nil {
			return err
		}
		if t.res.Refusal != nil {
			return fmt.Errorf("app: case %s cannot move: %s", m.Case, t.res.Refusal.Rule)
		}
	}
	return nil
}

// movedByHoliday are the cases that come on another meeting when other days are
// free from a day on.
func (a *App) movedByHoliday(tx *store.Tx, swv *procedure.SWV, cal *civil.Calendar, first, why string) ([]MovedCase, error) {
	from := max(dayOf(first), a.Today().AddDays(1))
	var all []MovedCase
	for _, b := range swv.Meetings() {
		if b.Every == "" {
			continue
		}
		if err := a.lockMeetings(tx, b); err != nil {
			return nil, err
		}
		changes, err := tx.Meetings(b.Name)
		if err != nil {
			return nil, err
		}
		moved, err := a.movedCases(tx, b, b.Rules().Between(cal, a.Today(), a.Today().AddDays(planAhead), departures(changes)), from, why)
		if err != nil {
			return nil, err
		}
		all = append(all, moved...)
	}
	return all, nil
}

// lockMeetings holds the meetings of a body when something will be written.
func (a *App) lockMeetings(tx *store.Tx, b procedure.Body) error {
	if tx.Meta().At.IsZero() {
		return nil
	}
	return tx.Lock(meetingLock(b.Name))
}

// meetingEffect reads what was typed and holds the agenda against the calendar as
// it would be.
func (a *App) meetingEffect(tx *store.Tx, swv *procedure.SWV, p Principal, in MeetingInput) (MeetingEffect, error) {
	b, err := bodyOf(swv, p, in.Body)
	if err != nil {
		return MeetingEffect{}, err
	}
	out := MeetingEffect{Body: b}
	until := a.Today().AddDays(planAhead)
	is, changes, err := a.bodyCalendar(tx, swv, b, a.Today().AddDays(-pastDays), until)
	if err != nil {
		return out, err
	}
	cal, err := a.calendar(tx, swv)
	if err != nil {
		return out, err
	}
	read := meetingReader{in: in, is: is, today: a.Today(), by: p, rules: b.Rules(), cal: cal}
	if out.Row, out.Refusal = read.row(); out.Refusal != nil || read.missing {
		if read.missing {
			return out, ErrNotFound
		}
		return out, nil
	}
	out.Row.Body, out.Row.At, out.Row.Version = b.Name, a.now(), in.Version+1
	would := slices.DeleteFunc(slices.Clone(changes), func(r store.MeetingRow) bool { return r.Origin == out.Row.Origin })
	after := b.Rules().Between(cal, a.Today(), until, departures(append(would, out.Row)))
	out.Notes = read.notes(out.Row)
	out.Moved, err = a.movedCases(tx, b, after, read.from(out.Row), changeText(out.Row, read.before, cal))
	return out, err
}

// movedCases are the cases that come on another meeting when the calendar becomes
// this one.
func (a *App) movedCases(tx *store.Tx, b procedure.Body, would meeting.Calendar, from civil.Day, why string) ([]MovedCase, error) {
	rows, err := tx.AgendaFrom(b.Name, isoOf(from))
	if err != nil {
		return nil, err
	}
	byID := map[string]store.AgendaRow{}
	var items []meeting.Item
	for _, r := range rows {
		byID[r.Case] = r
		items = append(items, meeting.Item{ID: r.Case, At: r.Since, Day: dayOf(r.Day), Fixed: r.Fixed, Free: !b.TakesRoom(r.Procedure, r.Variant)})
	}
	var all []MovedCase
	for _, m := range would.Replan(items, from) {
		r := byID[m.ID]
		all = append(all, MovedCase{Case: m.ID, Body: b.Name, Number: r.Number, Title: r.Title, School: r.ApplicantName, From: m.Day, To: m.To.Meeting.Day,
			Why: movedText(m.Day, m.To.Meeting.Day, why)})
	}
	return all, nil
}

func movedText(from, to civil.Day, why string) string {
	text := "Op de vergadering van " + to.DutchWeekday()
	if to.IsZero() {
		text = "Nog niet op een vergadering; er is er nog geen met plaats"
	}
	if !from.IsZero() {
		text += ", niet meer op die van " + from.DutchWeekday()
	}
	return text + ". " + why
}

// changeText says what changed in the calendar, with the reason that was given.
func changeText(row store.MeetingRow, before meeting.Meeting, cal *civil.Calendar) string {
	was := before.Day.DutchWeekday()
	text := "De vergadering van " + was + " is gewijzigd"
	switch now := departure(row); {
	case row.Cancelled:
		text = "De vergadering van " + was + " gaat niet door"
	case before.Day.IsZero():
		text = "Er is een extra vergadering op " + now.Day.DutchWeekday()
	case before.Cancelled:
		text = "De vergadering van " + was + " gaat toch door"
	case now.Day != before.Day:
		text = "De vergadering van " + was + " is verplaatst naar " + now.Day.DutchWeekday()
	case now.Most > 0 && now.Most != before.Most:
		text = "Op de vergadering van " + was + " kunnen nu " + strconv.Itoa(now.Most) + " zaken"
	case !now.HandIn.IsZero() && !now.HandIn.Equal(before.HandIn):
		text = "Voor de vergadering van " + was + " kan nu worden ingeleverd " + meeting.HandInWords(now.HandIn)
	}
	return text + ": " + strings.TrimSuffix(lowered(row.Why), ".") + "."
}

// meetingReader reads a change of a meeting against the calendar that holds.
type meetingReader struct {
	in      MeetingInput
	is      meeting.Calendar
	today   civil.Day
	by      Principal
	rules   meeting.Rules
	cal     *civil.Calendar
	before  meeting.Meeting // none for a new one
	missing bool            // there is no such meeting
	w       wrong
}

func (r *meetingReader) row() (store.MeetingRow, *casefile.Refusal) {
	row := store.MeetingRow{Origin: r.in.Origin, By: r.by.Account, ByName: r.by.Name, Cancelled: r.in.Cancel}
	if r.in.Origin != "" {
		i := slices.IndexFunc(r.is.Meetings, func(m meeting.Meeting) bool { return isoOf(m.Origin) == r.in.Origin })
		if r.missing = i < 0; r.missing {
			return row, nil
		}
		r.before = r.is.Meetings[i]
	}
	if !r.before.Day.IsZero() && !r.before.Day.After(r.today) {
		return row, &casefile.Refusal{Rule: "Deze vergadering is al geweest, of is vandaag.", Help: "Verplaats een zaak die niet is behandeld op de pagina van de vergadering."}
	}
	row.Why = r.w.text("reden", r.in.Why, 200)
	if row.Why == "" {
		r.w.add("reden", "Schrijf waarom. Scholen van wie een zaak verschuift, lezen dit.")
	}
	row.Added = r.before.Day.IsZero() || r.before.Added
	r.day(&row)
	if !row.Cancelled {
		r.handIn(&row)
		row.Most = r.number("hoogstens", r.in.Most, 500)
		row.Minutes = r.number("minuten", r.in.Minutes, 480)
		r.start(&row)
	}
	return row, r.w.refusal()
}

func (r *meetingReader) day(row *store.MeetingRow) {
	if row.Cancelled {
		row.Day = isoOf(r.before.Day)
		return
	}
	day := r.w.day("dag", r.in.Day)
	row.Day = isoOf(day)
	other := slices.ContainsFunc(r.is.Meetings, func(m meeting.Meeting) bool {
		return m.Day == day && (!m.Cancelled || r.before.Day.IsZero()) && isoOf(m.Origin) != row.Origin
	})
	switch {
	case len(r.w) > 0 && r.w[len(r.w)-1].Name == "dag":
	case day.IsZero():
		r.w.add("dag", "Vul de dag van de vergadering in.")
	case !day.After(r.today):
		r.w.add("dag", "Kies een dag na vandaag.")
	case day.Sub(r.today) > planAhead-31:
		r.w.add("dag", "Deze dag ligt te ver weg. Kies een dag binnen twee jaar.")
	case other && r.before.Day.IsZero():
		r.w.add("dag", "Voor die dag staat al een vergadering in de kalender. Wijzig die.")
	case other:
		r.w.add("dag", "Op die dag is er al een vergadering.")
	}
	if row.Origin == "" {
		row.Origin = row.Day
	}
}

// handIn keeps a hand-in moment only when it departs from the rules.
func (r *meetingReader) handIn(row *store.MeetingRow) {
	day := r.w.day("inleverdag", r.in.HandInDay)
	clock, err := meeting.ParseClock(r.in.HandInTime)
	switch {
	case day.IsZero():
		return
	case r.in.HandInTime == "":
		day, clock = day.AddDays(1), 0 // the whole of that day
	case err != nil:
		r.w.add("inlevertijd", err.Error())
		return
	}
	moment := meeting.At(day, clock)
	if moment.After(dayOf(row.Day).AddDays(1).Start()) {
		r.w.add("inleverdag", "Inleveren kan niet tot na de vergadering.")
	}
	if asRule := r.rules.Cutoff.Moment(dayOf(row.Origin), r.cal); !moment.Equal(asRule) {
		row.HandIn = moment
	}
}

func (r *meetingReader) number(field, typed string, most int) int {
	if strings.TrimSpace(typed) == "" {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSpace(typed))
	if err != nil || n < 1 || n > most {
		r.w.add(field, fmt.Sprintf("Vul een getal in van 1 tot en met %d.", most))
		return 0
	}
	return n
}

func (r *meetingReader) start(row *store.MeetingRow) {
	if strings.TrimSpace(r.in.Start) == "" {
		return
	}
	clock, err := meeting.ParseClock(r.in.Start)
	if err != nil {
		r.w.add("begin", err.Error())
		return
	}
	row.Start = clock.String()
}

// from is the first day of the calendar that a change can touch.
func (r *meetingReader) from(row store.MeetingRow) civil.Day {
	first := dayOf(row.Day)
	if !r.before.Day.IsZero() {
		first = min(first, r.before.Day)
	}
	return max(first, r.today.AddDays(1))
}

func (r *meetingReader) notes(row store.MeetingRow) []string {
	if row.Cancelled {
		return nil
	}
	var notes []string
	day := dayOf(row.Day)
	if name, ok := r.cal.SchoolHoliday(day); ok {
		notes = append(notes, Capital(day.DutchWeekday())+" valt in de "+name+".")
	}
	if name, ok := r.cal.Holiday(day); ok {
		notes = append(notes, Capital(day.DutchWeekday())+" is een feestdag: "+name+".")
	}
	return notes
}

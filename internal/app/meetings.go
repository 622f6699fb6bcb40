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

// agendaRight is who runs the meetings.
const agendaRight = "agenda beheren"

// MeetingBody is a body that meets, with its meetings.
type MeetingBody struct {
	procedure.Body
	Coming  []Meeting
	Past    []Meeting // the latest first
	Waiting int       // cases for which there is no meeting yet
}

// Meeting is one day on which a body meets.
type Meeting struct {
	meeting.Meeting
	Count int // cases on it
	Taken int // those that take room
}

// Room is how many cases still fit; -1 when there is no bound.
func (m Meeting) Room() int {
	if m.Most == 0 {
		return -1
	}
	return max(0, m.Most-m.Taken)
}

// sits tells whether a function comes to the meetings of a body, always or when
// such a case is on the agenda.
func sits(b procedure.Body, function string) bool {
	return slices.Contains(b.Members, function) || slices.ContainsFunc(b.Joins, func(j procedure.Joining) bool { return j.Function == function })
}

// bodiesOf are the bodies of which somebody is a member, or which somebody runs.
func bodiesOf(swv *procedure.SWV, p Principal) []procedure.Body {
	return slices.DeleteFunc(swv.Meetings(), func(b procedure.Body) bool { return !sits(b, p.Function) && !p.Can(agendaRight) })
}

func bodyOf(swv *procedure.SWV, p Principal, name string) (procedure.Body, error) {
	for _, b := range bodiesOf(swv, p) {
		if b.Name == name {
			return b, nil
		}
	}
	return procedure.Body{}, ErrNotFound
}

// pastDays is how long back the agenda shows meetings, comingDays how far ahead.
const (
	pastDays   = 200
	comingDays = 366
)

// Meetings lists the bodies of this principal with their meetings.
func (a *App) Meetings(ctx context.Context, p Principal) ([]MeetingBody, error) {
	var all []MeetingBody
	err := a.read(ctx, p, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, a.Today())
		if err != nil {
			return err
		}
		all = nil
		for _, b := range bodiesOf(swv, p) {
			body, err := a.meetingsOf(tx, swv, b, a.Today().AddDays(-pastDays), a.Today().AddDays(comingDays))
			if err != nil {
				return err
			}
			if b.Of == "" || len(body.Coming)+len(body.Past)+body.Waiting > 0 {
				all = append(all, body)
			}
		}
		return nil
	})
	return all, err
}

// meetingsOf lists the meetings of a body in a period. Of those that lie behind
// only the ones with cases are shown: what the rules say of then tells nothing.
func (a *App) meetingsOf(tx *store.Tx, swv *procedure.SWV, b procedure.Body, from, to civil.Day) (MeetingBody, error) {
	out := MeetingBody{Body: b}
	cal, _, err := a.bodyCalendar(tx, swv, b, from, to)
	if err != nil {
		return out, err
	}
	rows, err := tx.AgendaFrom(b.Name, isoOf(from))
	if err != nil {
		return out, err
	}
	counts, taken := map[civil.Day]int{}, map[civil.Day]int{}
	for _, r := range rows {
		if r.Day == "" {
			out.Waiting++
			continue
		}
		counts[dayOf(r.Day)]++
		if b.TakesRoom(r.Procedure, r.Variant) {
			taken[dayOf(r.Day)]++
		}
	}
	for _, m := range withStrays(cal.Meetings, counts) {
		one := Meeting{Meeting: m, Count: counts[m.Day], Taken: taken[m.Day]}
		if m.Cancelled {
			one.Count, one.Taken = 0, 0
		}
		if !m.Day.Before(a.Today()) {
			out.Coming = append(out.Coming, one)
		} else if one.Count > 0 {
			out.Past = append(out.Past, one)
		}
	}
	slices.Reverse(out.Past)
	return out, nil
}

// withStrays adds the days on which cases are though the calendar, as it is now
// written, knows no meeting then.
func withStrays(meetings []meeting.Meeting, counts map[civil.Day]int) []meeting.Meeting {
	for day := range counts {
		if !slices.ContainsFunc(meetings, func(m meeting.Meeting) bool { return m.Day == day && !m.Cancelled }) {
			meetings = append(meetings, meeting.Meeting{Origin: day, Day: day, HandIn: day.Start()})
		}
	}
	slices.SortStableFunc(meetings, func(a, b meeting.Meeting) int { return a.Day.Compare(b.Day) })
	return meetings
}

// MeetingPage is one meeting with the cases on it.
type MeetingPage struct {
	Body procedure.Body
	Meeting
	Changed store.MeetingRow // who changed it last; empty when nobody did
	Cases   []MeetingCase
	People  []MeetingSeat
	Last    []MeetingLast
}

// MeetingCase is a case on the agenda; of one that this principal does not find
// only its number and kind.
type MeetingCase struct {
	store.CaseRow
	Visible bool
	Advice  string
	Agreed  bool
	Slot    string // 9.20 uur
	Invited string
	Why     string
}

// MeetingSeat is a function that comes to a meeting, with who has it.
type MeetingSeat struct {
	Title string
	Names []string
	// Why: it joins for these cases; "" for who always comes.
	Why string
}

// MeetingLast is a last date for a kind of case that concerns a meeting.
type MeetingLast struct {
	procedure.LastDate
	Day   civil.Day // the first day that is too late; none when it is not a day
	Cases int       // on this meeting, that come too late
}

// Meeting gives one meeting of a body of this principal.
func (a *App) Meeting(ctx context.Context, p Principal, body, day string) (MeetingPage, error) {
	var out MeetingPage
	err := a.list(ctx, p, "agenda", func(tx *store.Tx, swv *procedure.SWV) ([]string, error) {
		b, err := bodyOf(swv, p, body)
		if err != nil {
			return nil, err
		}
		out = MeetingPage{Body: b}
		rows, err := a.findMeeting(tx, swv, b, day, &out)
		if err != nil {
			return nil, err
		}
		if out.People, err = a.seats(tx, swv, b, rows); err != nil {
			return nil, err
		}
		if out.Last, err = a.lastDates(tx, swv, b, out.Day, rows); err != nil {
			return nil, err
		}
		return a.onAgenda(tx, p, rows, &out)
	})
	return out, err
}

func (a *App) findMeeting(tx *store.Tx, swv *procedure.SWV, b procedure.Body, day string, out *MeetingPage) ([]store.AgendaRow, error) {
	d, err := civil.ParseDay(day)
	if err != nil || isoOf(d) != day {
		return nil, ErrNotFound
	}
	cal, changes, err := a.bodyCalendar(tx, swv, b, d, d)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Agenda(b.Name, day)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(cal.Meetings, func(m meeting.Meeting) bool { return m.Day == d })
	switch {
	case i >= 0:
		out.Meeting.Meeting = cal.Meetings[i]
	case len(rows) > 0:
		out.Meeting.Meeting = meeting.Meeting{Origin: d, Day: d, HandIn: d.Start()}
	default:
		return nil, ErrNotFound
	}
	for _, c := range changes {
		if c.Origin == isoOf(out.Origin) {
			out.Changed = c
		}
	}
	out.Count = len(rows)
	for _, r := range rows {
		if b.TakesRoom(r.Procedure, r.Variant) {
			out.Taken++
		}
	}
	return rows, nil
}

// seats tells who comes: the members, and who joins for what is on the agenda.
func (a *App) seats(tx *store.Tx, swv *procedure.SWV, b procedure.Body, rows []store.AgendaRow) ([]MeetingSeat, error) {
	var all []MeetingSeat
	add := func(function, why string) error {
		members, err := tx.Members(function, "", "", 50)
		seat := MeetingSeat{Title: functionTitle(swv, function), Why: why}
		for _, m := range members {
			if !ended(m, a.Today()) {
				seat.Names = append(seat.Names, m.Name)
			}
		}
		all = append(all, seat)
		return err
	}
	for _, f := range b.Members {
		if err := add(f, ""); err != nil {
			return nil, err
		}
	}
	for function, kinds := range joining(b, rows) {
		if err := add(function, strings.Join(kinds, ", ")); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(all, func(x, y MeetingSeat) int { return strings.Compare(x.Why, y.Why) })
	return all, nil
}

// joining is who joins for what is on the agenda, with the titles of those cases.
func joining(b procedure.Body, rows []store.AgendaRow) map[string][]string {
	all := map[string][]string{}
	for _, j := range b.Joins {
		for _, r := range rows {
			if procedure.IsKind([]string{j.Kind}, r.Procedure, r.Variant) && !slices.Contains(b.Members, j.Function) && !slices.Contains(all[j.Function], r.Title) {
				all[j.Function] = append(all[j.Function], r.Title)
			}
		}
	}
	return all
}

// lastDates are those of the kinds of case on a meeting.
func (a *App) lastDates(tx *store.Tx, swv *procedure.SWV, b procedure.Body, day civil.Day, rows []store.AgendaRow) ([]MeetingLast, error) {
	cal, err := a.calendar(tx, swv)
	if err != nil {
		return nil, err
	}
	var all []MeetingLast
	for _, l := range b.Latest {
		n := 0
		for _, r := range rows {
			if procedure.IsKind(l.For, r.Procedure, r.Variant) {
				n++
			}
		}
		last := MeetingLast{LastDate: l, Day: l.Day(civil.SchoolYearOf(day), cal)}
		if !last.Day.IsZero() && !day.Before(last.Day) {
			last.Cases = n
		}
		if n > 0 || len(rows) == 0 && b.Of != "" {
			all = append(all, last)
		}
	}
	return all, nil
}

func (a *App) onAgenda(tx *store.Tx, p Principal, rows []store.AgendaRow, out *MeetingPage) ([]string, error) {
	var ids []string
	for i, row := range rows {
		c, err := a.caseIn(tx, p, row.Case)
		if err != nil {
			return nil, err
		}
		m := MeetingCase{CaseRow: store.CaseRow{Number: row.Number, Title: row.Title}, Visible: c.View.Any, Invited: row.Invited}
		if out.Minutes > 0 {
			from, _ := out.Slot(i)
			m.Slot = from.Words()
		}
		if c.View.Any {
			if m.CaseRow, err = c.Row(); err != nil {
				return nil, err
			}
			ids = append(ids, row.Case)
			m.Why = whyOn(c.S, row)
			if c.View.Advices {
				m.Advice, m.Agreed = adviceLine(c)
			}
		}
		out.Cases = append(out.Cases, m)
	}
	return ids, nil
}

func whyOn(s *casefile.State, row store.AgendaRow) string {
	for _, a := range s.Agenda {
		if a.Body == row.Body && isoOf(a.Day) == row.Day {
			return a.Why
		}
	}
	return ""
}

// adviceLine reads what the experts say where they must agree, in one line.
func adviceLine(c *Case) (string, bool) {
	for _, phase := range slices.Backward(c.W.Proc.Phases) {
		if len(phase.Unanimous) == 0 || len(phase.Blind) == 0 {
			continue
		}
		var lines []string
		for _, task := range phase.Blind {
			answer, done := c.S.Done[task]
			if !done || casefile.HiddenTask(c.W, c.S, task) {
				return "", false
			}
			lines = append(lines, c.answerLine(task, phase.Unanimous, answer))
		}
		if !slices.ContainsFunc(lines, func(l string) bool { return l != lines[0] }) {
			return "Eensluidend: " + lines[0], true
		}
		return Capital(strings.Join(lines, " tegenover ")), false
	}
	return "", false
}

func (c *Case) answerLine(task string, fields []string, answer casefile.Answer) string {
	action, _ := casefile.ActionOf(c.W.Proc, task)
	var parts []string
	for _, name := range fields {
		text := answer.Answers[name]
		i := slices.IndexFunc(action.Asks, func(f procedure.Field) bool { return f.Name == name })
		if text == "" || i < 0 {
			continue
		}
		if f := action.Asks[i]; f.Type == "ja-nee" || f.Type == "datum" || f.Type == "bedrag" {
			text = strings.ToLower(f.Name) + " " + ReadValue(f, text)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", ")
}

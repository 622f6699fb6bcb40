package app

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// MeetingBody is a body that meets, with its meetings.
type MeetingBody struct {
	Name, Title string
	Capacity    int // 0: no bound
	Coming      []Meeting
	Past        []Meeting // the latest first
}

// Meeting is one day on which a body meets.
type Meeting struct {
	Day    civil.Day
	HandIn civil.Day // last day to hand in; none when it is not set
	Count  int
}

// Room is how many cases still fit; -1 when there is no bound.
func (b MeetingBody) Room(m Meeting) int {
	if b.Capacity == 0 {
		return -1
	}
	return max(0, b.Capacity-m.Count)
}

// bodiesOf are the bodies of which somebody is a member, or which somebody runs.
func bodiesOf(swv *procedure.SWV, p Principal) []procedure.Body {
	var all []procedure.Body
	for _, b := range swv.Bodies {
		if slices.Contains(b.Members, p.Function) || p.Can("agenda beheren") {
			all = append(all, b)
		}
	}
	return all
}

// pastDays is how long back the agenda shows meetings.
const pastDays = 200

// Meetings lists the bodies of this principal with their meetings.
func (a *App) Meetings(ctx context.Context, p Principal) ([]MeetingBody, error) {
	var all []MeetingBody
	err := a.read(ctx, p, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, a.Today())
		if err != nil {
			return err
		}
		cal, err := a.calendar(tx, swv)
		if err != nil {
			return err
		}
		for _, b := range bodiesOf(swv, p) {
			counts, err := tx.AgendaDays(b.Name, isoOf(a.Today().AddDays(-pastDays)), 500)
			if err != nil {
				return err
			}
			all = append(all, meetingsOf(b, counts, a.Today(), cal))
		}
		return nil
	})
	return all, err
}

func meetingsOf(b procedure.Body, counts []store.AgendaDay, today civil.Day, cal *civil.Calendar) MeetingBody {
	out := MeetingBody{Name: b.Name, Title: b.Title}
	out.Capacity, _ = strconv.Atoi(b.Capacity)
	days := map[civil.Day]int{}
	for _, text := range b.Dates {
		days[dayOf(text)] = 0
	}
	for _, c := range counts {
		days[dayOf(c.Day)] = c.Count
	}
	for day, n := range days {
		m := Meeting{Day: day, Count: n, HandIn: lastToHandIn(cal, day, b.Cutoff)}
		switch {
		case !day.Before(today):
			out.Coming = append(out.Coming, m)
		case n > 0:
			out.Past = append(out.Past, m)
		}
	}
	slices.SortFunc(out.Coming, func(a, b Meeting) int { return a.Day.Compare(b.Day) })
	slices.SortFunc(out.Past, func(a, b Meeting) int { return b.Day.Compare(a.Day) })
	return out
}

// lastToHandIn is the last day on which something still comes on the agenda: the
// same count as when a case is put there.
func lastToHandIn(cal *civil.Calendar, meeting civil.Day, cutoff string) civil.Day {
	l, err := civil.ParseDuration(cutoff)
	if err != nil {
		return 0
	}
	for d := meeting; meeting.Sub(d) < 60; d = d.AddDays(-1) {
		if !cal.Add(d, l).After(meeting) {
			return d
		}
	}
	return 0
}

// MeetingPage is one meeting with the cases on it.
type MeetingPage struct {
	Body MeetingBody
	Meeting
	Cases []MeetingCase
}

// MeetingCase is a case on the agenda; of one that this principal does not find
// only its number and kind.
type MeetingCase struct {
	store.CaseRow
	Visible bool
	Advice  string
	Agreed  bool
}

// Meeting gives one meeting of a body of this principal.
func (a *App) Meeting(ctx context.Context, p Principal, body, day string) (MeetingPage, error) {
	var out MeetingPage
	err := a.list(ctx, p, "agenda", func(tx *store.Tx, swv *procedure.SWV) ([]string, error) {
		mine := bodiesOf(swv, p)
		i := slices.IndexFunc(mine, func(b procedure.Body) bool { return b.Name == body })
		if i < 0 {
			return nil, ErrNotFound
		}
		rows, err := tx.Agenda(body, day)
		if err != nil {
			return nil, err
		}
		if len(rows) == 0 && !slices.Contains(mine[i].Dates, day) {
			return nil, ErrNotFound
		}
		cal, err := a.calendar(tx, swv)
		if err != nil {
			return nil, err
		}
		out.Body = meetingsOf(mine[i], nil, a.Today(), cal)
		out.Meeting = Meeting{Day: dayOf(day), Count: len(rows), HandIn: lastToHandIn(cal, dayOf(day), mine[i].Cutoff)}
		return a.onAgenda(tx, p, rows, &out)
	})
	return out, err
}

func (a *App) onAgenda(tx *store.Tx, p Principal, rows []store.AgendaRow, out *MeetingPage) ([]string, error) {
	var ids []string
	for _, row := range rows {
		c, err := a.caseIn(tx, p, row.Case)
		if err != nil {
			return nil, err
		}
		m := MeetingCase{CaseRow: store.CaseRow{Number: row.Number, Title: row.Title}, Visible: c.View.Any}
		if c.View.Any {
			if m.CaseRow, err = c.Row(); err != nil {
				return nil, err
			}
			ids = append(ids, row.Case)
			if c.View.Advices {
				m.Advice, m.Agreed = adviceLine(c)
			}
		}
		out.Cases = append(out.Cases, m)
	}
	return ids, nil
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

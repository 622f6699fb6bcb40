package app

import (
	"context"
	"fmt"
	"slices"

	"passend/internal/civil"
	"passend/internal/letter"
	"passend/internal/meeting"
	"passend/internal/procedure"
	"passend/internal/store"
)

// MeetingYear is the calendar of a body in a school year.
type MeetingYear struct {
	Body     procedure.Body
	Year     civil.SchoolYear
	Meetings []Meeting
	Skipped  []meeting.Skip
	Last     []MeetingLast
	Sisters  []procedure.Body // the body and its series
}

// MeetingYear gives the calendar of a body of this principal: what the rules
// propose, with what people changed.
func (a *App) MeetingYear(ctx context.Context, p Principal, body string, year civil.SchoolYear) (MeetingYear, error) {
	out := MeetingYear{Year: year}
	err := a.read(ctx, p, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, a.Today())
		if err != nil {
			return err
		}
		if out.Body, err = bodyOf(swv, p, body); err != nil {
			return err
		}
		out.Sisters = sisters(swv, out.Body)
		return a.fillYear(tx, swv, &out)
	})
	return out, err
}

func sisters(swv *procedure.SWV, b procedure.Body) []procedure.Body {
	of := b.Of
	if of == "" {
		of = b.Name
	}
	return slices.DeleteFunc(swv.Meetings(), func(o procedure.Body) bool { return o.Name != of && o.Of != of })
}

func (a *App) fillYear(tx *store.Tx, swv *procedure.SWV, out *MeetingYear) error {
	cal, _, err := a.bodyCalendar(tx, swv, out.Body, out.Year.First(), out.Year.Last())
	if err != nil {
		return err
	}
	days, err := a.calendar(tx, swv)
	if err != nil {
		return err
	}
	rows, err := tx.AgendaFrom(out.Body.Name, isoOf(out.Year.First()))
	if err != nil {
		return err
	}
	counts, taken := map[civil.Day]int{}, map[civil.Day]int{}
	for _, r := range rows {
		counts[dayOf(r.Day)]++
		if out.Body.TakesRoom(r.Procedure, r.Variant) {
			taken[dayOf(r.Day)]++
		}
	}
	for _, m := range cal.Meetings {
		one := Meeting{Meeting: m}
		if !m.Cancelled {
			one.Count, one.Taken = counts[m.Day], taken[m.Day]
		}
		out.Meetings = append(out.Meetings, one)
	}
	out.Skipped, out.Last = cal.Skipped, nil
	for _, l := range out.Body.Latest {
		out.Last = append(out.Last, MeetingLast{LastDate: l, Day: l.Day(out.Year, days)})
	}
	return nil
}

// MeetingBundle gathers the papers of all cases of a meeting that this principal
// sees whole, in the order of the agenda. how is what the access log says of it.
func (a *App) MeetingBundle(ctx context.Context, p Principal, body, day, how string) (Bundle, error) {
	page, err := a.Meeting(ctx, p, body, day)
	if err != nil {
		return Bundle{}, err
	}
	var out Bundle
	for i, m := range page.Cases {
		if !m.Visible {
			continue
		}
		one, err := a.Bundle(ctx, p, m.ID, how, nil)
		if err == ErrForbidden || err == ErrNotFound {
			continue
		}
		if err != nil {
			return out, err
		}
		if out.SWV == "" {
			out = Bundle{SWV: one.SWV, Letterhead: one.Letterhead, Demo: one.Demo}
		}
		for _, piece := range one.Pieces {
			piece.Title = fmt.Sprintf("%d. %s: %s", i+1, one.Pupil, piece.Title)
			out.Pieces = append(out.Pieces, piece)
		}
	}
	out.Title = page.Body.Title
	out.Number = page.Body.Name + " " + day
	out.Intro = fmt.Sprintf("Dit zijn de stukken van de vergadering van %s op %s, in de volgorde van de agenda.", page.Body.Title, page.Day.DutchWeekday())
	out.Agenda = agendaTable(page)
	return out, nil
}

// agendaTable is the agenda as it stands in front of the papers.
func agendaTable(page MeetingPage) letter.Block {
	t := letter.Table{Caption: "De agenda", Head: heads("Nr.", "Tijd", "Leerling", "Zaak", "School")}
	for i, m := range page.Cases {
		name := m.PupilName
		if !m.Visible {
			name = "–"
		}
		t.Rows = append(t.Rows, []letter.Spans{letter.Text(fmt.Sprint(i + 1)), letter.Text(m.Slot), letter.Text(name), letter.Text(m.Title + " " + m.Number), letter.Text(m.ApplicantName)})
	}
	return t
}

package app

import (
	"slices"

	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// RenewalLoad is what the expected renewals bring to the meetings up to the last
// date for them, when they come in evenly.
type RenewalLoad struct {
	Body     procedure.Body
	Last     civil.Day // the first day that is too late; none when there is none
	Sure     int       // of which the school said that it asks a renewal
	Maybe    int       // of which nothing, or nothing certain, is known
	Room     int       // places left; -1 when there is no bound
	Meetings []RenewalMeeting
}

// RenewalMeeting is one meeting with what is on it and what may come.
type RenewalMeeting struct {
	Day         civil.Day
	Taken, Most int
	Sure, Maybe int
}

// Fits tells whether everything that may come has a place.
func (l RenewalLoad) Fits() bool { return l.Room < 0 || l.Sure+l.Maybe <= l.Room }

// renewalLoad spreads what is expected over the meetings that still come.
func (a *App) renewalLoad(tx *store.Tx, swv *procedure.SWV, r Renewals) (RenewalLoad, error) {
	out := RenewalLoad{Sure: r.Counts["verlengen"] + r.Counts["uitstroom bekend"], Maybe: r.Counts[""] + r.Counts["nog niet bekend"]}
	body, ok := renewalBody(swv)
	if !ok {
		return out, nil
	}
	out.Body = body
	days, err := a.calendar(tx, swv)
	if err != nil {
		return out, err
	}
	for _, l := range body.LastDates(swv.Renewals.Procedure, "") {
		out.Last = l.Day(r.Year, days)
	}
	year := MeetingYear{Body: body, Year: r.Year}
	if err := a.fillYear(tx, swv, &year); err != nil {
		return out, err
	}
	out.spread(year.Meetings, a.Today())
	return out, nil
}

// renewalBody is the body that treats renewals.
func renewalBody(swv *procedure.SWV) (procedure.Body, bool) {
	proc, ok := swv.Find(swv.Renewals.Procedure)
	if !ok {
		return procedure.Body{}, false
	}
	i := slices.IndexFunc(actionsOf(proc), func(act procedure.Action) bool { return act.Agenda != "" })
	if i < 0 {
		return procedure.Body{}, false
	}
	return swv.MeetingFor(actionsOf(proc)[i].Agenda, proc.ID, "")
}

// spread gives every meeting its even part; what is left over goes to the first.
func (l *RenewalLoad) spread(meetings []Meeting, today civil.Day) {
	for _, m := range meetings {
		if m.Cancelled || !m.Day.After(today) || !l.Last.IsZero() && !m.Day.Before(l.Last) {
			continue
		}
		l.Meetings = append(l.Meetings, RenewalMeeting{Day: m.Day, Taken: m.Taken, Most: m.Most})
		if m.Most == 0 {
			l.Room = -1
		} else if l.Room >= 0 {
			l.Room += m.Room()
		}
	}
	for i := range l.Meetings {
		l.Meetings[i].Sure = evenly(l.Sure, i, len(l.Meetings))
		l.Meetings[i].Maybe = evenly(l.Maybe, i, len(l.Meetings))
	}
}

// evenly is part i of n when a whole is dealt out one by one.
func evenly(whole, i, n int) int { return (whole*(i+1)+n-1)/n - (whole*i+n-1)/n }

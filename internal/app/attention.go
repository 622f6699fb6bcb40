package app

import (
	"context"
	"slices"
	"time"

	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// Attention is what asks for somebody who runs the SWV. Each part is filled in
// only for who may do something about it.
type Attention struct {
	Failed, Waiting int              // messages
	Expired         int              // invitations that nobody used in time
	Invited         int              // invitations that still can be used
	Leaving         []store.Member   // functions that end within a month
	Versions        []VersionRow     // drafts, what waits for approval, what is to come
	Unconfirmed     []NamedDay       // equated days of the coming year that nobody held against the decree
	NoHolidays      civil.SchoolYear // school year of which no holidays are known
}

// soonLeaving is how many days before its last day a function is told of.
const soonLeaving = 31

// Attention gathers what asks for this principal.
func (a *App) Attention(ctx context.Context, p Principal, door Inviter) (Attention, error) {
	var out Attention
	now := a.now()
	if p.Can(peopleRight) {
		rows, err := door.Invitations(ctx, p.Tenant, mostInvitations)
		if err != nil {
			return out, err
		}
		out.count(rows, now)
	}
	err := a.read(ctx, p, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, civil.DayOf(now))
		if err != nil {
			return err
		}
		for right, part := range map[string]func(*store.Tx, *procedure.SWV, *Attention) error{
			peopleRight: a.leaving, outboxRight: a.stuckMail, writeRight: a.movingVersions, approveRight: a.movingVersions, calendarRight: a.calendarGaps,
		} {
			if !p.Can(right) {
				continue
			}
			if err := part(tx, swv, &out); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return out, err
	}
	line := p.access(now, "lezen", "beheer")
	line.Ground = p.Title
	return out, a.tenant(p).LogRead(ctx, line)
}

func (t *Attention) count(rows []store.Invitation, now time.Time) {
	for _, row := range rows {
		switch r := (InvitationRow{Invitation: row}); {
		case r.Open(now):
			t.Invited++
		case row.Used.IsZero() && row.Withdrawn.IsZero() && now.Sub(row.Expires) < 60*24*time.Hour:
			t.Expired++
		}
	}
}

func (a *App) leaving(tx *store.Tx, swv *procedure.SWV, out *Attention) error {
	all, err := staffOf(tx, swv, func(f procedure.Function) bool { return f.At == "swv" || f.At == "extern" })
	today := a.Today()
	for _, m := range all {
		if last := dayOf(m.Until); !last.IsZero() && !last.Before(today) && last.Sub(today) <= soonLeaving {
			out.Leaving = append(out.Leaving, m)
		}
	}
	sortPeople(out.Leaving)
	return err
}

func (a *App) stuckMail(tx *store.Tx, _ *procedure.SWV, out *Attention) error {
	for state, to := range map[string]*int{"wacht": &out.Waiting, "mislukt": &out.Failed} {
		rows, _, err := tx.Mails(state, "", 500)
		if err != nil {
			return err
		}
		*to = len(rows)
	}
	return nil
}

func (a *App) movingVersions(tx *store.Tx, _ *procedure.SWV, out *Attention) error {
	rows, err := a.versionRows(tx)
	out.Versions = slices.DeleteFunc(rows, func(v VersionRow) bool {
		return v.State != VersionDraft && v.State != VersionOffered && v.State != VersionComing
	})
	return err
}

func (a *App) calendarGaps(tx *store.Tx, swv *procedure.SWV, out *Attention) error {
	cal, err := a.calendar(tx, swv)
	if err != nil {
		return err
	}
	today := a.Today()
	for d := today; d.Before(today.AddDays(365)); d = d.AddDays(1) {
		if row, ok := cal.Equated(d); ok && !row.Confirmed {
			out.Unconfirmed = append(out.Unconfirmed, NamedDay{d, row.Name})
		}
	}
	if next := civil.SchoolYearOf(today).Next(); len(cal.SchoolHolidays(next)) == 0 {
		out.NoHolidays = next
	}
	return nil
}

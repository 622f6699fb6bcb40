package app

import (
	"context"
	"slices"
	"time"

	"passend/internal/auth"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/store"
)

// OwnInvitation is an invitation that this principal may withdraw or send again.
type OwnInvitation struct {
	InvitationRow
	State string // open, gebruikt, ingetrokken, verlopen
}

// OwnInvitations lists the invitations that this principal may know of, the
// newest first: those of the own organisation, or of parents and pre-schools for
// the SWV.
func (a *App) OwnInvitations(ctx context.Context, p Principal, door Inviter) ([]OwnInvitation, error) {
	if !p.Can(inviteRight) {
		return nil, ErrForbidden
	}
	rows, err := door.Invitations(ctx, p.Tenant, mostInvitations)
	if err != nil {
		return nil, err
	}
	var out []OwnInvitation
	now := a.now()
	err = a.read(ctx, p, func(tx *store.Tx) error {
		out = nil
		swv, err := a.swvIn(tx, civil.DayOf(now))
		if err != nil {
			return err
		}
		mine, err := invitedBy(tx, p)
		if err != nil {
			return err
		}
		names, err := orgNames(tx)
		for _, row := range rows {
			if mine(row) {
				one := InvitationRow{row, names[row.Org], titleOfFunction(swv, row.Function)}
				out = append(out, OwnInvitation{one, stateOf(row, now)})
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	line := p.access(now, "lezen", "uitnodigingen")
	line.Ground = p.Title
	return out, a.tenant(p).LogRead(ctx, line)
}

func stateOf(i store.Invitation, now time.Time) string {
	switch {
	case !i.Used.IsZero():
		return "gebruikt"
	case !i.Withdrawn.IsZero():
		return "ingetrokken"
	case !now.Before(i.Expires):
		return "verlopen"
	}
	return "open"
}

// invitedBy tells which invitations belong to this principal.
func invitedBy(tx *store.Tx, p Principal) (func(store.Invitation) bool, error) {
	if p.OrgKind == "swv" {
		return func(i store.Invitation) bool { return i.Pupil != "" || i.By == p.Account }, nil
	}
	members, err := tx.Members("", p.Org, "", 500)
	return func(i store.Invitation) bool {
		return i.By == p.Account || slices.ContainsFunc(members, func(m store.Member) bool { return m.Account == i.By && p.Org != "" })
	}, err
}

// ownInvitation finds one of them.
func (a *App) ownInvitation(ctx context.Context, p Principal, door Inviter, id string) (OwnInvitation, error) {
	all, err := a.OwnInvitations(ctx, p, door)
	if err != nil {
		return OwnInvitation{}, err
	}
	i := slices.IndexFunc(all, func(o OwnInvitation) bool { return o.ID == id })
	if i < 0 {
		return OwnInvitation{}, ErrNotFound
	}
	return all[i], nil
}

// Uninvite withdraws an invitation.
func (a *App) Uninvite(ctx context.Context, p Principal, door Inviter, id string) (*casefile.Refusal, error) {
	row, err := a.ownInvitation(ctx, p, door, id)
	if err != nil {
		return nil, err
	}
	now := a.now()
	err = a.write(ctx, p, now, func(tx *store.Tx) error {
		line := p.access(now, "wijzigen", "uitnodiging ingetrokken")
		line.Pupil, line.Ground = row.Pupil, p.Title
		tx.Log(line)
		return nil
	})
	if err != nil {
		return nil, err
	}
	r, err := door.Withdraw(ctx, p.Tenant, id)
	return refusalOf(r), err
}

// InviteAgain sends a new link, and for a parent makes a new code; what was sent
// before no longer works.
func (a *App) InviteAgain(ctx context.Context, p Principal, door Inviter, id string) (Invited, error) {
	row, err := a.ownInvitation(ctx, p, door, id)
	switch {
	case err != nil:
		return Invited{}, err
	case row.State == "gebruikt":
		return Invited{Refusal: refused("", "Deze uitnodiging is al gebruikt: "+row.Name+" kan inloggen.")}, nil
	case row.Pupil != "":
		return a.InviteParent(ctx, p, door, row.Pupil, row.Carer, row.Email)
	}
	var out Invited
	same := func(i store.Invitation) bool { return i.ID == id }
	if err := a.replaceOpen(ctx, p, door, same); err != nil {
		return out, err
	}
	ask := auth.Invite{Tenant: p.Tenant, Email: row.Email, Name: row.Name, Function: row.Function, Org: row.Org, Profession: row.Profession,
		Region: row.Region, From: row.From, Until: row.Until, By: p.Account}
	_, err = a.letIn(ctx, p, door, ask, &out)
	return out, err
}

package app

import (
	"context"
	"errors"
	"strings"
	"time"

	"passend/internal/auth"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// Inviter lets people in and helps them back in; [auth.Manager] is one. Whether
// somebody may ask for it is decided here, before it is called.
type Inviter interface {
	Invite(context.Context, auth.Invite) (auth.Invited, *auth.Refusal, error)
	Invitations(ctx context.Context, tenant string, limit int) ([]store.Invitation, error)
	Withdraw(ctx context.Context, tenant, id string) (*auth.Refusal, error)
	ResetSecondFactor(ctx context.Context, account string) (code string, err error)
	PasswordLink(ctx context.Context, account string) (path string, err error)
	// Forget makes a change of somebody's functions count at once.
	Forget(account string)
	// EndAll signs an account out everywhere.
	EndAll(ctx context.Context, account string) error
}

// PersonInput is somebody who is to be let in.
type PersonInput struct {
	Name, Email string
	FunctionInput
}

// InvitePerson sends somebody an invitation by e-mail for a function. Who is
// known here already gets a function and needs none.
func (a *App) InvitePerson(ctx context.Context, p Principal, door Inviter, in PersonInput) (FunctionResult, error) {
	var res FunctionResult
	ask := auth.Invite{Tenant: p.Tenant, Email: in.Email, Name: in.Name, By: p.Account}
	err := a.changingPeople(ctx, p, "uitnodiging", &res.Refusal, func(tx *store.Tx, swv *procedure.SWV) (*casefile.Refusal, error) {
		m, w, err := a.place(tx, swv, in.FunctionInput)
		if err != nil {
			return nil, err
		}
		ask.Name = w.text(auth.FieldName, in.Name, maxName)
		email, ok := auth.CleanEmail(in.Email)
		if !ok {
			w.add(auth.FieldEmail, "Dit is geen e-mailadres. Schrijf het zoals naam@school.nl.")
		} else if res.Account, err = a.knownHere(ctx, tx, email); err != nil {
			return nil, err
		} else if res.Account != "" {
			w.add(auth.FieldEmail, "Deze persoon staat al in de lijst. Geef hem of haar daar een functie erbij.")
		}
		ask.Function, ask.Org, ask.Profession, ask.Region, ask.From, ask.Until = m.Function, m.Org, m.Profession, m.Region, m.From, m.Until
		return w.refusal(), nil
	})
	if err != nil || res.Refusal != nil {
		return res, err
	}
	return res, a.invite(ctx, p, door, ask, &res)
}

// knownHere gives the account with an e-mail address when it has a function at
// this SWV; of other accounts nothing is told.
func (a *App) knownHere(ctx context.Context, tx *store.Tx, email string) (string, error) {
	account, err := a.db.AccountByEmail(ctx, email)
	if errors.Is(err, store.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	if _, err := staffMember(tx, account.ID); err != nil {
		if errors.Is(err, ErrNotFound) {
			err = nil
		}
		return "", err
	}
	return account.ID, nil
}

// invite makes the invitation and puts the mail with its link in the outbox.
func (a *App) invite(ctx context.Context, p Principal, door Inviter, ask auth.Invite, res *FunctionResult) error {
	made, refusal, err := door.Invite(ctx, ask)
	if res.Refusal = refusalOf(refusal); err != nil || refusal != nil {
		return err
	}
	return a.write(ctx, p, a.now(), func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, a.Today())
		if err != nil {
			return err
		}
		return a.send(tx, swv, ask.Email, "Uitnodiging voor Passend", "U bent uitgenodigd om Passend te gebruiken als "+functionTitle(swv, ask.Function)+
			". Maak met de link hieronder een account. De link werkt één keer, tot en met "+civil.DayOf(made.Expires).Dutch()+".", made.Path)
	})
}

func functionTitle(swv *procedure.SWV, name string) string {
	for _, f := range swv.Functions {
		if f.Name == name && f.Title != "" {
			return strings.ToLower(f.Title)
		}
	}
	return name
}

// send puts a message with a link in the outbox.
func (a *App) send(tx *store.Tx, swv *procedure.SWV, to, subject, text, path string) error {
	body := "Goedendag,\n\n" + text + "\n\n" + a.url + path + "\n\nMet vriendelijke groet,\n" + swv.Title + "\n"
	if a.demo {
		body += "\nDEMONSTRATIE: dit bericht gaat de deur niet uit.\n"
	}
	now := tx.Meta().At
	return tx.PutMail(store.Mail{ID: store.NewID(now), To: to, Subject: subject, Body: body, State: "wacht", At: now, NextAt: now})
}

// SendLink puts a message with a link in the outbox of a samenwerkingsverband,
// for somebody who is not signed in.
func (a *App) SendLink(ctx context.Context, tenant, to, subject, text, path string) error {
	return a.write(ctx, systemPrincipal(tenant), a.now(), func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, a.Today())
		if err != nil {
			return err
		}
		return a.send(tx, swv, to, subject, text, path)
	})
}

// mostInvitations is how many invitations are shown.
const mostInvitations = 200

// Invitations lists the invitations of staff, the newest first, with the name of
// the organisation.
func (a *App) Invitations(ctx context.Context, p Principal, door Inviter) ([]InvitationRow, error) {
	rows, err := door.Invitations(ctx, p.Tenant, mostInvitations)
	if err != nil {
		return nil, err
	}
	var out []InvitationRow
	err = a.managing(ctx, p, peopleRight, "uitnodigingen", func(tx *store.Tx, swv *procedure.SWV) error {
		out = nil
		names, err := orgNames(tx)
		for _, row := range rows {
			if row.Pupil == "" {
				out = append(out, InvitationRow{Invitation: row, OrgName: names[row.Org], Title: functionTitle(swv, row.Function)})
			}
		}
		return err
	})
	return out, err
}

// InvitationRow is an invitation as it is read.
type InvitationRow struct {
	store.Invitation
	OrgName, Title string
}

// Open tells whether the invitation can still be used.
func (i InvitationRow) Open(now time.Time) bool {
	return i.Used.IsZero() && i.Withdrawn.IsZero() && now.Before(i.Expires)
}

func orgNames(tx *store.Tx) (map[string]string, error) {
	names := map[string]string{}
	rows, err := allOrgs(tx, "")
	for _, o := range rows {
		names[o.ID] = o.Name
	}
	return names, err
}

// invitationOf finds an invitation of staff of this SWV.
func (a *App) invitationOf(ctx context.Context, p Principal, door Inviter, id string) (store.Invitation, error) {
	if !p.Can(peopleRight) {
		return store.Invitation{}, ErrForbidden
	}
	rows, err := door.Invitations(ctx, p.Tenant, mostInvitations)
	if err != nil {
		return store.Invitation{}, err
	}
	for _, row := range rows {
		if row.ID == id && row.Pupil == "" {
			return row, nil
		}
	}
	return store.Invitation{}, ErrNotFound
}

// WithdrawInvitation makes an invitation unusable.
func (a *App) WithdrawInvitation(ctx context.Context, p Principal, door Inviter, id string) (*casefile.Refusal, error) {
	if _, err := a.invitationOf(ctx, p, door, id); err != nil {
		return nil, err
	}
	var refusal *casefile.Refusal
	err := a.changingPeople(ctx, p, "uitnodiging ingetrokken", &refusal, func(*store.Tx, *procedure.SWV) (*casefile.Refusal, error) { return nil, nil })
	if err != nil {
		return nil, err
	}
	r, err := door.Withdraw(ctx, p.Tenant, id)
	return refusalOf(r), err
}

// ResendInvitation sends a new link for the same function; the old one no longer
// works.
func (a *App) ResendInvitation(ctx context.Context, p Principal, door Inviter, id string) (FunctionResult, error) {
	var res FunctionResult
	row, err := a.invitationOf(ctx, p, door, id)
	if err != nil {
		return res, err
	}
	if row.Withdrawn.IsZero() {
		if res.Refusal, err = a.WithdrawInvitation(ctx, p, door, id); err != nil || res.Refusal != nil {
			return res, err
		}
	}
	ask := auth.Invite{Tenant: p.Tenant, Email: row.Email, Name: row.Name, Function: row.Function, Org: row.Org, Profession: row.Profession,
		Region: row.Region, From: row.From, Until: row.Until, By: p.Account}
	return res, a.invite(ctx, p, door, ask, &res)
}

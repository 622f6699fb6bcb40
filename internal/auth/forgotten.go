package auth

import (
	"context"
	"errors"
	"strings"
	"time"

	"passend/internal/store"
)

// linkTime is how long a link for a new password can be used.
const linkTime = 24 * time.Hour

// PasswordLink makes a link with which an account gets a new password, for
// whoever manages people to send by e-mail. The second factor stays: the mailbox
// alone opens nothing of who has one. Whether the caller may do so is for who
// asks.
func (m *Manager) PasswordLink(ctx context.Context, account string) (path string, err error) {
	a, err := m.store.Account(ctx, account)
	if err != nil {
		return "", err
	}
	token, now := newToken(), m.now()
	return "/wachtwoord/" + token, m.store.PutInvitation(ctx, store.Invitation{
		ID: store.NewID(now), TokenHash: digest(token), Email: a.Email, Made: now, Expires: now.Add(linkTime),
	})
}

// isLink tells a link for a new password from an invitation.
func isLink(row store.Invitation) bool { return row.Tenant == "" }

// Forgotten is where the link of somebody who forgot the password goes; Path is
// empty when nothing is to be sent.
type Forgotten struct{ Path, Tenant, Email string }

// Forgot makes a link for whoever says to have forgotten the password. The
// answer to the reader must be the same whether or not anything is sent. Each
// asking counts as a guess, so that nobody's mailbox is filled.
func (m *Manager) Forgot(ctx context.Context, email string) (Forgotten, *Refusal, error) {
	email, ok := CleanEmail(email)
	if !ok {
		return Forgotten{}, refuseField(FieldEmail, "Dit is geen e-mailadres. Schrijf het zoals naam@school.nl."), nil
	}
	var out Forgotten
	_, refusal, err := m.try(ctx, FieldEmail, m.guessing(ctx, "vergeten", email), func() (_ bool, err error) {
		out, err = m.forgot(ctx, email)
		return false, err
	})
	return out, refusal, err
}

func (m *Manager) forgot(ctx context.Context, email string) (Forgotten, error) {
	a, err := m.store.AccountByEmail(ctx, email)
	if errors.Is(err, store.ErrNotFound) || err == nil && (a.Disabled || a.Demo) {
		return Forgotten{}, nil
	}
	if err != nil {
		return Forgotten{}, err
	}
	rows, err := m.store.ContextsOf(ctx, a.ID)
	if err != nil || len(rows) == 0 {
		return Forgotten{}, err
	}
	path, err := m.PasswordLink(ctx, a.ID)
	return Forgotten{path, rows[0].Tenant, a.Email}, err
}

// OpenLink says whether a link for a new password can be used.
func (m *Manager) OpenLink(ctx context.Context, token string) (*Refusal, error) {
	_, refusal, err := m.link(ctx, token)
	return refusal, err
}

func (m *Manager) link(ctx context.Context, token string) (store.Invitation, *Refusal, error) {
	row, refusal, err := m.byToken(ctx, token)
	if err != nil || refusal != nil {
		return row, refusal, err
	}
	if !isLink(row) || !row.Used.IsZero() || !m.now().Before(row.Expires) {
		return row, refuse("Deze link werkt niet (meer).", "U kunt hem één keer gebruiken, binnen 24 uur. Vraag een nieuwe link."), nil
	}
	return row, nil, nil
}

// NewPassword uses a link: it sets the password, signs out everywhere and signs
// in here. more tells that the second factor is asked next.
func (m *Manager) NewPassword(ctx context.Context, token, new, again string) (more bool, refusal *Refusal, err error) {
	row, refusal, err := m.link(ctx, token)
	if err != nil || refusal != nil {
		return false, refusal, err
	}
	defer m.accounts.lock("uitnodiging:" + row.ID)()
	if row, refusal, err = m.link(ctx, token); err != nil || refusal != nil {
		return false, refusal, err
	}
	a, err := m.store.AccountByEmail(ctx, row.Email)
	if err == nil && a.Disabled {
		err = store.ErrNotFound
	}
	if errors.Is(err, store.ErrNotFound) {
		return false, refuse("Dit account is gesloten.", "Vraag het samenwerkingsverband om toegang."), nil
	}
	if err != nil {
		return false, nil, err
	}
	if refusal := newPassword(new, again, a.Email, a.Name); refusal != nil {
		return false, refusal, nil
	}
	return m.useLink(ctx, row, a, new)
}

func (m *Manager) useLink(ctx context.Context, row store.Invitation, a store.Account, password string) (bool, *Refusal, error) {
	if err := m.setPassword(ctx, a.ID, password); err != nil {
		return false, nil, err
	}
	row.Used = m.now()
	if err := m.store.PutInvitation(ctx, row); err != nil {
		return false, nil, err
	}
	if err := m.EndAll(ctx, a.ID); err != nil {
		return false, nil, err
	}
	more, err := m.enter(ctx, a, Password)
	return more, nil, err
}

// byToken finds what a link stands for. Wrong links count as guesses of whoever
// tries them.
func (m *Manager) byToken(ctx context.Context, token string) (row store.Invitation, refusal *Refusal, err error) {
	g := m.guessing(ctx, "uitnodiging", "")
	g.about = ""
	ok, refusal, err := m.try(ctx, "", g, func() (bool, error) {
		row, err = m.store.InvitationByToken(ctx, digest(strings.TrimSpace(token)))
		if errors.Is(err, store.ErrNotFound) {
			return false, nil
		}
		return err == nil, err
	})
	if err == nil && refusal == nil && !ok {
		refusal = refuse("Deze link klopt niet.", "Open de link uit de e-mail nog een keer. Is hij over twee regels verdeeld? Neem dan beide delen over.")
	}
	return row, refusal, err
}

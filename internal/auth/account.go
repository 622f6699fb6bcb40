package auth

import (
	"context"

	"passend/internal/store"
)

// own gives the account of this request, as it stands in the database.
func (m *Manager) own(ctx context.Context) (store.Account, *Refusal, error) {
	id, ok := m.CurrentOf(ctx)
	if !ok {
		return store.Account{}, refuseNobody(), nil
	}
	a, err := m.store.Account(ctx, id.Account)
	if err == nil && a.Demo {
		return a, refuseDemo(), nil
	}
	return a, nil, err
}

// checkOwn asks the password once more before something that matters.
func (m *Manager) checkOwn(ctx context.Context, a store.Account, password string) (*Refusal, error) {
	if password == "" {
		return refuseField(FieldPassword, "Vul uw wachtwoord in."), nil
	}
	ok, refusal, err := m.try(ctx, FieldPassword, m.guessing(ctx, "wachtwoord", a.Email), func() (bool, error) {
		ok, _, err := m.hasher.matches(ctx, password, a.PasswordHash)
		return ok, err
	})
	if err == nil && refusal == nil && !ok {
		refusal = refuseField(FieldPassword, "Dit is niet uw huidige wachtwoord.")
	}
	return refusal, err
}

// ChangePassword sets another password and signs out everywhere else.
func (m *Manager) ChangePassword(ctx context.Context, old, new, again string) (*Refusal, error) {
	a, refusal, err := m.own(ctx)
	if err == nil && refusal == nil {
		refusal = newPassword(new, again, a.Email, a.Name)
	}
	if err == nil && refusal == nil {
		refusal, err = m.checkOwn(ctx, a, old)
	}
	if err != nil || refusal != nil {
		return refusal, err
	}
	if err := m.setPassword(ctx, a.ID, new); err != nil {
		return nil, err
	}
	return nil, m.renew(ctx)
}

func newPassword(new, again, email, name string) *Refusal {
	if fault := weakness(new, email, name); fault != "" {
		return refuseField(FieldNew, fault)
	}
	if new != again {
		return refuseField(FieldAgain, "Dit is niet hetzelfde wachtwoord. Vul het nog een keer in.")
	}
	return nil
}

func (m *Manager) setPassword(ctx context.Context, account, password string) error {
	hash, err := m.hasher.hash(ctx, password)
	if err != nil {
		return err
	}
	_, err = m.change(ctx, account, func(a *store.Account) (*Refusal, error) {
		a.PasswordHash = hash
		return nil, nil
	})
	return err
}

// renew ends all other sessions and goes on under a new token.
func (m *Manager) renew(ctx context.Context, more ...Proof) error {
	v := visitOf(ctx)
	row, s := v.live.row, v.live.state
	all := append(proofsOf(s.Proofs), more...)
	s.Proofs, row.Strong = kindsOf(all), strong(all)
	if row.Member == "" {
		if err := m.onlyContext(ctx, &row); err != nil {
			return err
		}
	}
	if err := m.open(ctx, v, row, s); err != nil {
		return err
	}
	return m.EndOthers(ctx)
}

// Rename changes the name of the present account, also where it stands beside
// its functions.
func (m *Manager) Rename(ctx context.Context, name string) (*Refusal, error) {
	a, refusal, err := m.own(ctx)
	if err != nil || refusal != nil {
		return refusal, err
	}
	name = cleanName(name)
	if fault := nameFault(name); fault != "" {
		return refuseField(FieldName, fault), nil
	}
	if _, err := m.change(ctx, a.ID, func(a *store.Account) (*Refusal, error) {
		a.Name = name
		return nil, nil
	}); err != nil {
		return nil, err
	}
	if err := m.renameMembers(ctx, a.ID, name); err != nil {
		return nil, err
	}
	v := visitOf(ctx)
	v.live, err = m.fill(ctx, v.live.row)
	return nil, err
}

func (m *Manager) renameMembers(ctx context.Context, account, name string) error {
	rows, err := m.store.ContextsOf(ctx, account)
	if err != nil {
		return err
	}
	for _, row := range rows {
		meta := store.Meta{At: m.now(), Actor: account}
		err := m.store.Tenant(row.Tenant).Write(ctx, meta, func(tx *store.Tx) error {
			member, err := tx.Member(row.Member.ID)
			if err != nil {
				return err
			}
			member.Name = name
			return tx.PutMember(member)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// SecondFactor tells which second factor the present account has: [TOTP],
// [Paper] or nil, and whether it may do without.
func (m *Manager) SecondFactor(ctx context.Context) (has Proof, mayDrop bool, err error) {
	id, ok := m.CurrentOf(ctx)
	if !ok {
		return nil, false, nil
	}
	a, err := m.store.Account(ctx, id.Account)
	if err != nil {
		return nil, false, err
	}
	demanded, err := m.demandedAnywhere(ctx, a.ID)
	switch {
	case a.TOTPConfirmed:
		has = TOTP
	case a.PaperCode != "":
		has = Paper
	}
	return has, !demanded, err
}

func (m *Manager) demandedAnywhere(ctx context.Context, account string) (bool, error) {
	all, err := m.Contexts(ctx, account)
	for _, c := range all {
		if c.NeedsStrong {
			return true, err
		}
	}
	return false, err
}

// OfferSecondFactor gives an authenticator app to set up: the one that is shown
// already when its sealed text is handed in, else a new one.
func (m *Manager) OfferSecondFactor(ctx context.Context, sealed string) (Enrolment, error) {
	id, ok := m.CurrentOf(ctx)
	if !ok {
		return Enrolment{}, errNoVisit
	}
	return m.again(sealed, id.Account, id.Email)
}

// ConfirmSecondFactor makes an offered authenticator app the second factor, in
// place of the one before or of the code on paper.
func (m *Manager) ConfirmSecondFactor(ctx context.Context, sealed, password, code string) (*Refusal, error) {
	a, refusal, err := m.own(ctx)
	if err == nil && refusal == nil {
		refusal, err = m.checkOwn(ctx, a, password)
	}
	if err != nil || refusal != nil {
		return refusal, err
	}
	refusal, err = m.tryConfirm(ctx, a.ID, func() (*Refusal, error) {
		return m.change(ctx, a.ID, func(a *store.Account) (*Refusal, error) {
			return m.confirm(ctx, a, sealed, a.ID, code)
		})
	})
	if err != nil || refusal != nil {
		return refusal, err
	}
	return nil, m.renew(ctx, TOTP)
}

// tryConfirm counts wrong first codes as guesses.
func (m *Manager) tryConfirm(ctx context.Context, subject string, confirm func() (*Refusal, error)) (wrong *Refusal, err error) {
	_, refusal, err := m.try(ctx, FieldCode, m.guessing(ctx, TOTP.Kind(), subject), func() (bool, error) {
		var err error
		wrong, err = confirm()
		return wrong == nil, err
	})
	if refusal != nil {
		return refusal, err
	}
	return wrong, err
}

// DropSecondFactor does away with it, unless one of the functions demands it.
func (m *Manager) DropSecondFactor(ctx context.Context, password string) (*Refusal, error) {
	a, refusal, err := m.own(ctx)
	if err != nil || refusal != nil {
		return refusal, err
	}
	demanded, err := m.demandedAnywhere(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	if demanded {
		return refuse("Voor een van uw functies is de tweede stap verplicht. U kunt hem niet uitzetten.", "Hebt u een andere telefoon? Stel de tweede stap dan opnieuw in."), nil
	}
	if refusal, err := m.checkOwn(ctx, a, password); err != nil || refusal != nil {
		return refusal, err
	}
	return m.change(ctx, a.ID, func(a *store.Account) (*Refusal, error) {
		a.TOTP, a.TOTPConfirmed, a.PaperCode = nil, false, ""
		return nil, nil
	})
}

// ResetSecondFactor helps somebody who lost the authenticator app or the letter
// with the code: the old factor no longer counts, every session ends, and the
// new code on paper is the second factor until an app is set up. The code is
// shown to the caller once, to be handed over in person or by post, never by
// e-mail. Whether the caller may do so is for who asks.
func (m *Manager) ResetSecondFactor(ctx context.Context, account string) (code string, err error) {
	code = newPaperCode()
	hash, err := m.hashPaper(ctx, code)
	if err != nil {
		return "", err
	}
	_, err = m.change(ctx, account, func(a *store.Account) (*Refusal, error) {
		a.TOTP, a.TOTPConfirmed, a.PaperCode = nil, false, hash
		return nil, nil
	})
	if err != nil {
		return "", err
	}
	return code, m.EndAll(ctx, account)
}

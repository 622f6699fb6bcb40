package auth

import (
	"context"
	"errors"
	"strings"

	"passend/internal/store"
)

// SignIn checks an e-mail address and a password. more tells that the second
// factor is asked next: see [Manager.Asked] and [Manager.GiveCode].
func (m *Manager) SignIn(ctx context.Context, email, password string) (more bool, refusal *Refusal, err error) {
	email = strings.ToLower(strings.TrimSpace(email))
	if refusal := missingSignIn(email, password); refusal != nil {
		return false, refusal, nil
	}
	var a store.Account
	ok, refusal, err := m.try(ctx, FieldPassword, m.guessing(ctx, "wachtwoord", email), func() (ok bool, err error) {
		a, ok, err = m.match(ctx, email, password)
		return ok, err
	})
	switch {
	case err != nil || refusal != nil:
		return false, refusal, err
	case !ok:
		return false, refuseSignIn(), nil
	}
	more, err = m.enter(ctx, a, Password)
	return more, nil, err
}

func missingSignIn(email, password string) *Refusal {
	r := &Refusal{What: "Vul uw e-mailadres en uw wachtwoord in."}
	if email == "" {
		r.Problems = append(r.Problems, Problem{FieldEmail, "Vul uw e-mailadres in."})
	}
	if password == "" {
		r.Problems = append(r.Problems, Problem{FieldPassword, "Vul uw wachtwoord in."})
	}
	if r.Problems == nil {
		return nil
	}
	return r
}

// match takes as long for an address without an account as for one with.
func (m *Manager) match(ctx context.Context, email, password string) (store.Account, bool, error) {
	a, err := m.store.AccountByEmail(ctx, email)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return a, false, err
	}
	hash := a.PasswordHash
	if a.Disabled {
		hash = ""
	}
	ok, old, err := m.hasher.matches(ctx, password, hash)
	if err != nil || !ok || !old {
		return a, ok, err
	}
	_, err = m.change(ctx, a.ID, func(a *store.Account) (_ *Refusal, err error) {
		a.PasswordHash, err = m.hasher.hash(ctx, password)
		return nil, err
	})
	return a, true, err
}

// Enter opens a session for an account that was proved in some way: the door for
// passkeys and OIDC. more tells that the second factor is asked next.
func (m *Manager) Enter(ctx context.Context, account string, proofs ...Proof) (more bool, err error) {
	a, err := m.store.Account(ctx, account)
	if err == nil && a.Disabled {
		err = store.ErrNotFound
	}
	if err != nil {
		return false, err
	}
	return m.enter(ctx, a, proofs...)
}

func (m *Manager) enter(ctx context.Context, a store.Account, proofs ...Proof) (more bool, err error) {
	v, err := mustVisit(ctx)
	if err != nil {
		return false, err
	}
	row := store.Session{Account: a.ID, Strong: strong(proofs)}
	if !row.Strong && hasSecond(a) {
		return true, m.open(ctx, v, row, state{Proofs: kindsOf(proofs), Pending: true})
	}
	if err := m.onlyContext(ctx, &row); err != nil {
		return false, err
	}
	return false, m.open(ctx, v, row, state{Proofs: kindsOf(proofs)})
}

func hasSecond(a store.Account) bool { return a.TOTPConfirmed || a.PaperCode != "" }

// onlyContext spares the choice to who has one function that may be used.
func (m *Manager) onlyContext(ctx context.Context, row *store.Session) error {
	all, err := m.Contexts(ctx, row.Account)
	if err == nil && len(all) == 1 && (row.Strong || !all[0].NeedsStrong) {
		row.Tenant, row.Member = all[0].Tenant, all[0].Member.ID
	}
	return err
}

// Asked tells which second factor is still to come in this session: [TOTP] or
// [Paper].
func (m *Manager) Asked(ctx context.Context) (Proof, bool) {
	v := visitOf(ctx)
	if v == nil || v.live == nil || !v.live.state.Pending {
		return nil, false
	}
	if v.live.account.TOTPConfirmed {
		return TOTP, true
	}
	return Paper, true
}

// GiveCode takes the second factor that is asked.
func (m *Manager) GiveCode(ctx context.Context, code string) (*Refusal, error) {
	asked, ok := m.Asked(ctx)
	if !ok {
		return refuseNobody(), nil
	}
	v := visitOf(ctx)
	right, refusal, err := m.second(ctx, v.live.account, asked, code)
	switch {
	case err != nil || refusal != nil:
		return refusal, err
	case !right && asked == TOTP:
		return refuseCode(), nil
	case !right:
		return refusePaper(FieldCode), nil
	}
	_, err = m.enter(ctx, v.live.account, append(proofsOf(v.live.state.Proofs), asked)...)
	return nil, err
}

func (m *Manager) second(ctx context.Context, a store.Account, asked Proof, code string) (bool, *Refusal, error) {
	if strings.TrimSpace(code) == "" {
		return false, refuseField(FieldCode, "Vul de code in."), nil
	}
	return m.try(ctx, FieldCode, m.guessing(ctx, asked.Kind(), a.ID), func() (bool, error) {
		if asked == Paper {
			return m.checkPaper(ctx, code, a.PaperCode)
		}
		s, err := m.openSecret(a)
		if err != nil {
			return false, err
		}
		return m.spend(ctx, s, code)
	})
}

// DemoSignIn enters a demonstration as somebody in one of their functions.
func (m *Manager) DemoSignIn(ctx context.Context, tenant, member string) (*Refusal, error) {
	no := refuse("Inloggen met één klik kan hier niet.", "Log in met uw e-mailadres en wachtwoord.")
	if !m.demo {
		return no, nil
	}
	v, err := mustVisit(ctx)
	if err != nil {
		return nil, err
	}
	var row store.Member
	err = m.store.Tenant(tenant).Read(ctx, func(tx *store.Tx) error {
		row, err = tx.Member(member)
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return no, nil
	}
	if err != nil {
		return nil, err
	}
	a, err := m.store.Account(ctx, row.Account)
	if err != nil || !a.Demo || a.Disabled {
		return no, err
	}
	s := store.Session{Account: a.ID, Tenant: tenant, Member: member}
	if err := m.open(ctx, v, s, state{Proofs: kindsOf([]Proof{Demo})}); err != nil {
		return nil, err
	}
	if v.live == nil || v.live.identity.Member.ID == "" {
		return refuseWeak(), nil
	}
	return nil, nil
}

// DemoContexts lists whom one can enter a demonstration as.
func (m *Manager) DemoContexts(ctx context.Context) ([]Context, error) {
	if !m.demo {
		return nil, nil
	}
	accounts, err := m.store.AccountsDemo(ctx)
	var out []Context
	for _, a := range accounts {
		if err == nil && !a.Disabled {
			var own []Context
			own, err = m.Contexts(ctx, a.ID)
			out = append(out, own...)
		}
	}
	return out, err
}

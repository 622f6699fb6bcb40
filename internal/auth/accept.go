package auth

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"passend/internal/civil"
	"passend/internal/store"
)

// Acceptance is what the invited one fills in. Who has an account already and is
// signed in gives at most the code on paper.
type Acceptance struct {
	Token                 string
	Name, Password, Again string
	PaperCode             string
	Sealed, Code          string // of the authenticator app, when one is demanded
}

// AcceptInvitation uses an invitation: it makes the account when there is none,
// adds the function in the samenwerkingsverband and signs in with it.
func (m *Manager) AcceptInvitation(ctx context.Context, a Acceptance) (*Refusal, error) {
	row, refusal, err := m.invitation(ctx, a.Token)
	if err != nil || refusal != nil {
		return refusal, err
	}
	defer m.accounts.lock("uitnodiging:" + row.ID)()
	// Read again: somebody may have used it while this one waited.
	o, refusal, err := m.OpenInvitation(ctx, a.Token, a.Sealed)
	if err != nil || refusal != nil {
		return refusal, err
	}
	if id, signed := m.CurrentOf(ctx); signed && !o.Mine {
		return refuse("U bent ingelogd als "+id.Name+", maar deze uitnodiging is voor iemand anders.", "Log eerst uit en open de link dan opnieuw."), nil
	}
	if o.Known && !o.Mine {
		return refuse("U hebt al een account met dit e-mailadres.", "Log in. Daarna kunt u de uitnodiging aannemen."), nil
	}
	if o.Mine {
		return m.acceptSigned(ctx, o, a)
	}
	return m.acceptNew(ctx, o, a)
}

// acceptSigned adds the function to the account that is signed in.
func (m *Manager) acceptSigned(ctx context.Context, o Open, a Acceptance) (*Refusal, error) {
	id, _ := m.CurrentOf(ctx)
	refusal, err := m.invitedPaper(ctx, o, a.PaperCode)
	if err != nil || refusal != nil {
		return refusal, err
	}
	account, err := m.store.Account(ctx, id.Account)
	if err != nil {
		return nil, err
	}
	if err := m.join(ctx, o.Invitation, account); err != nil {
		return nil, err
	}
	if o.NeedsPaper {
		if err := m.keepPaper(ctx, id.Account, o.CodeHash); err != nil {
			return nil, err
		}
		if err := m.renew(ctx, Paper); err != nil {
			return nil, err
		}
	}
	// A function that demands more than this session has waits for the app.
	_, err = m.SwitchContext(ctx, o.Invitation.Tenant+"/"+o.Invitation.ID)
	return nil, err
}

func (m *Manager) keepPaper(ctx context.Context, account, hash string) error {
	_, err := m.change(ctx, account, func(a *store.Account) (*Refusal, error) {
		if !a.TOTPConfirmed {
			a.PaperCode = hash
		}
		return nil, nil
	})
	return err
}

// acceptNew makes an account. Everything that is wrong is told at once.
func (m *Manager) acceptNew(ctx context.Context, o Open, a Acceptance) (*Refusal, error) {
	account := store.Account{ID: store.NewID(m.now()), Email: o.Email, Name: cleanName(a.Name), Made: m.now(), PaperCode: o.CodeHash}
	refusal := newAccount(account, a)
	more, err := m.invitedFactor(ctx, o, &account, a)
	if err != nil {
		return nil, err
	}
	if refusal = together(refusal, more); refusal != nil {
		return refusal, nil
	}
	if account.PasswordHash, err = m.hasher.hash(ctx, a.Password); err != nil {
		return nil, err
	}
	if err := m.store.PutAccount(ctx, account); errors.Is(err, store.ErrExists) {
		return refuse("U hebt al een account met dit e-mailadres.", "Log in. Daarna kunt u de uitnodiging aannemen."), nil
	} else if err != nil {
		return nil, err
	}
	if err := m.join(ctx, o.Invitation, account); err != nil {
		return nil, err
	}
	_, err = m.enter(ctx, account, invitedProofs(o)...)
	return nil, err
}

func invitedProofs(o Open) []Proof {
	switch {
	case o.NeedsPaper:
		return []Proof{Password, Paper}
	case o.NeedsApp:
		return []Proof{Password, TOTP}
	}
	return []Proof{Password}
}

func newAccount(account store.Account, a Acceptance) *Refusal {
	var r Refusal
	if fault := nameFault(account.Name); fault != "" {
		r.Problems = append(r.Problems, Problem{FieldName, fault})
	}
	if wrong := newPassword(a.Password, a.Again, account.Email, account.Name); wrong != nil {
		r.Problems = append(r.Problems, wrong.Problems...)
	}
	return together(&r, nil)
}

// together makes one refusal of two, nil when nothing is wrong.
func together(a, b *Refusal) *Refusal {
	var r Refusal
	for _, one := range []*Refusal{a, b} {
		if one != nil {
			r.Problems = append(r.Problems, one.Problems...)
		}
	}
	if r.Problems == nil {
		return nil
	}
	r.What = r.Problems[0].Text
	return &r
}

func (m *Manager) invitedFactor(ctx context.Context, o Open, account *store.Account, a Acceptance) (*Refusal, error) {
	if o.NeedsApp {
		return m.tryConfirm(ctx, o.Invitation.ID, func() (*Refusal, error) {
			return m.confirm(ctx, account, a.Sealed, o.Invitation.ID, a.Code)
		})
	}
	return m.invitedPaper(ctx, o, a.PaperCode)
}

// invitedPaper checks the code of the letter and counts wrong ones with the
// invitation.
func (m *Manager) invitedPaper(ctx context.Context, o Open, code string) (*Refusal, error) {
	if !o.NeedsPaper {
		return nil, nil
	}
	if strings.TrimSpace(code) == "" {
		return refuseField(FieldPaper, "Vul de code van uw brief in."), nil
	}
	ok, refusal, err := m.try(ctx, FieldPaper, m.guessing(ctx, "uitnodiging", o.Invitation.ID), func() (bool, error) {
		return m.checkPaper(ctx, code, o.CodeHash)
	})
	if err != nil || refusal != nil || ok {
		return refusal, err
	}
	row := o.Invitation
	row.Tries++
	return refusePaper(FieldPaper), m.store.PutInvitation(ctx, row)
}

// join makes the member and uses the invitation up. The member has the id of the
// invitation, so that doing it twice makes one, and a program that stopped in
// between can be asked again.
func (m *Manager) join(ctx context.Context, row store.Invitation, account store.Account) error {
	now := m.now()
	var member store.Member
	err := m.store.Tenant(row.Tenant).Write(ctx, store.Meta{At: now, Actor: account.ID}, func(tx *store.Tx) error {
		if err := tx.Lock("uitnodiging:" + row.ID); err != nil {
			return err
		}
		before, err := optional(tx.Member(row.ID))
		if err != nil {
			return err
		}
		if before.ID != "" && before.Account != account.ID {
			return errTaken
		}
		if member, err = memberOf(tx, row, account); err != nil {
			return err
		}
		member.From, member.Version = cmp.Or(row.From, civil.DayOf(now).String()), before.Version
		return tx.PutMember(member)
	})
	if err != nil {
		return err
	}
	if err := m.joined(ctx, row.Tenant, member); err != nil {
		return err
	}
	row.Used = now
	m.known.forgetAccount(account.ID)
	return m.store.PutInvitation(ctx, row)
}

var errTaken = errors.New("auth: invitation was used by another account")

func memberOf(tx *store.Tx, row store.Invitation, account store.Account) (store.Member, error) {
	org, err := orgOf(tx, row.Org)
	member := store.Member{
		ID: row.ID, Account: account.ID, Name: account.Name, Email: account.Email,
		Function: row.Function, Profession: row.Profession,
		Org: org.ID, OrgName: org.Name, OrgKind: org.Kind, Board: org.Board, Region: org.Region,
		Pupil: row.Pupil, Carer: row.Carer,
	}
	member.Region, member.Until = cmp.Or(row.Region, org.Region), row.Until
	if org.ID == "" && row.Pupil != "" {
		member.OrgKind = "gezin"
	}
	return member, err
}

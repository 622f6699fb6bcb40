package auth

import (
	"context"
	"errors"
	"time"

	"passend/internal/store"
)

const (
	// InvitationTime is how long an invitation can be used.
	InvitationTime = 14 * 24 * time.Hour
	// paperTries is how often the code of one invitation may be wrong.
	paperTries = 10
)

// Invite says whom to invite for which function.
type Invite struct {
	Tenant, Email, Name, Function string
	Org, Pupil, Carer, Profession string
	Region                        string // when the organisation has several
	From, Until                   string // days; from today on without From
	// Paper gives a code on paper as second factor, for parents.
	Paper bool
	By    string // account
}

// Invited is what goes out: the link by e-mail, the code on paper only by post
// or by hand. Neither can be shown again.
type Invited struct {
	ID        string
	Path      string // "/uitnodiging/…", to be put behind the public address
	PaperCode string // "" unless asked
	Expires   time.Time
}

// Invite makes an invitation.
func (m *Manager) Invite(ctx context.Context, i Invite) (Invited, *Refusal, error) {
	email, ok := CleanEmail(i.Email)
	if !ok {
		return Invited{}, refuseField(FieldEmail, "Dit is geen e-mailadres. Schrijf het zoals naam@school.nl."), nil
	}
	if fault := nameFault(cleanName(i.Name)); i.Name != "" && fault != "" {
		return Invited{}, refuseField(FieldName, fault), nil
	}
	token, now := newToken(), m.now()
	row := store.Invitation{
		ID: store.NewID(now), TokenHash: digest(token), Tenant: i.Tenant, Email: email, Name: cleanName(i.Name),
		Function: i.Function, Org: i.Org, Pupil: i.Pupil, Carer: i.Carer, Profession: i.Profession,
		Region: i.Region, From: i.From, Until: i.Until,
		By: i.By, Made: now, Expires: now.Add(InvitationTime),
	}
	out := Invited{ID: row.ID, Path: "/uitnodiging/" + token, Expires: row.Expires}
	if i.Paper {
		out.PaperCode = newPaperCode()
		var err error
		if row.CodeHash, err = m.hashPaper(ctx, out.PaperCode); err != nil {
			return Invited{}, nil, err
		}
	}
	return out, nil, m.store.PutInvitation(ctx, row)
}

// Invitations lists the invitations of a samenwerkingsverband, the newest first.
func (m *Manager) Invitations(ctx context.Context, tenant string, limit int) ([]store.Invitation, error) {
	return m.store.Invitations(ctx, tenant, limit)
}

// Withdraw makes an invitation of a samenwerkingsverband unusable.
func (m *Manager) Withdraw(ctx context.Context, tenant, id string) (*Refusal, error) {
	defer m.accounts.lock("uitnodiging:" + id)()
	all, err := m.store.Invitations(ctx, tenant, 500)
	if err != nil {
		return nil, err
	}
	for _, row := range all {
		switch {
		case row.ID != id:
		case !row.Used.IsZero():
			return refuse("Deze uitnodiging is al gebruikt.", "Beëindig de functie van deze persoon als de toegang moet stoppen."), nil
		default:
			row.Withdrawn = m.now()
			return nil, m.store.PutInvitation(ctx, row)
		}
	}
	return refuse("Deze uitnodiging bestaat niet (meer).", ""), nil
}

// Open is an invitation as the invited one sees it.
type Open struct {
	store.Invitation
	TenantName, OrgName string
	NeedsPaper          bool // the code of the letter is asked
	NeedsApp            bool // an authenticator app must be set up
	Known               bool // there is an account with this e-mail address
	Mine                bool // and it is the one that is signed in
	Enrolment           Enrolment
}

// OpenInvitation reads the invitation of a link. sealed is the enrolment that is
// shown already, "" for a new one.
func (m *Manager) OpenInvitation(ctx context.Context, token, sealed string) (Open, *Refusal, error) {
	row, refusal, err := m.invitation(ctx, token)
	if err != nil || refusal != nil {
		return Open{}, refusal, err
	}
	o := Open{Invitation: row}
	if err := m.describe(ctx, &o); err != nil {
		return Open{}, nil, err
	}
	demanded, err := m.Demanded(ctx, row.Tenant, row.Function)
	if err != nil {
		return Open{}, nil, err
	}
	id, signed := m.CurrentOf(ctx)
	o.Mine = signed && id.Email == row.Email
	o.NeedsPaper = row.CodeHash != "" && !(o.Mine && id.Strong)
	o.NeedsApp = demanded && row.CodeHash == "" && !o.Known
	if o.NeedsApp {
		o.Enrolment, err = m.again(sealed, row.ID, row.Email)
	}
	return o, nil, err
}

func (m *Manager) describe(ctx context.Context, o *Open) error {
	_, err := m.store.AccountByEmail(ctx, o.Email)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	o.Known = err == nil
	tenants, err := m.store.Tenants(ctx)
	if err != nil {
		return err
	}
	for _, t := range tenants {
		if t.ID == o.Tenant {
			o.TenantName = t.Name
		}
	}
	return m.store.Tenant(o.Tenant).Read(ctx, func(tx *store.Tx) error {
		org, err := optional(orgOf(tx, o.Org))
		o.OrgName = org.Name
		return err
	})
}

func orgOf(tx *store.Tx, id string) (store.OrgRow, error) {
	if id == "" {
		return store.OrgRow{}, nil
	}
	return tx.Org(id)
}

// invitation finds the one of a link that can still be used.
func (m *Manager) invitation(ctx context.Context, token string) (store.Invitation, *Refusal, error) {
	row, refusal, err := m.byToken(ctx, token)
	if err != nil || refusal != nil {
		return row, refusal, err
	}
	return row, m.unusable(row), nil
}

func (m *Manager) unusable(row store.Invitation) *Refusal {
	const ask = "Vraag een nieuwe uitnodiging aan wie u heeft uitgenodigd."
	switch {
	case isLink(row):
		return refuse("Deze link is geen uitnodiging.", ask)
	case !row.Used.IsZero():
		return refuse("Deze uitnodiging is al gebruikt.", "Log in met uw e-mailadres en wachtwoord.")
	case !row.Withdrawn.IsZero():
		return refuse("Deze uitnodiging is ingetrokken.", ask)
	case !m.now().Before(row.Expires):
		return refuse("Deze uitnodiging is verlopen: u kon haar 14 dagen gebruiken.", ask)
	case row.Tries >= paperTries:
		return refuse("De code bij deze uitnodiging is te vaak verkeerd ingevuld.", ask)
	}
	return nil
}

func optional[T any](value T, err error) (T, error) {
	if errors.Is(err, store.ErrNotFound) {
		return value, nil
	}
	return value, err
}

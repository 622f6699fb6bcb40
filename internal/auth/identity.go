package auth

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"passend/internal/civil"
	"passend/internal/store"
)

// Identity is who is at the other end of a request, and in which function. The
// Member is empty as long as no function was chosen or the chosen one may not
// be used in this session.
type Identity struct {
	Account, Name, Email string
	Strong               bool // a second factor was given
	Demo                 bool // an account of the demonstration
	Proofs               []Proof
	Tenant, TenantName   string
	Member               store.Member
	Session              string // names the session in the access log
	// Contexts are the functions this person may choose from.
	Contexts func(context.Context) ([]Context, error)
}

// Context is a function of an account that holds today.
type Context struct {
	Tenant, TenantName string
	Member             store.Member
	// NeedsStrong says that the samenwerkingsverband demands the second factor.
	NeedsStrong bool
}

// Key names the context among those of one account.
func (c Context) Key() string { return c.Tenant + "/" + c.Member.ID }

// Current tells who makes a request; false when nobody is signed in. Somebody
// who has yet to give the second factor is not signed in.
func (m *Manager) Current(r *http.Request) (Identity, bool) { return m.CurrentOf(r.Context()) }

// CurrentOf is [Manager.Current] for whoever holds only the context.
func (m *Manager) CurrentOf(ctx context.Context) (Identity, bool) {
	v := visitOf(ctx)
	if v == nil || v.live == nil || v.live.state.Pending {
		return Identity{}, false
	}
	return v.live.identity, true
}

// Ended says that the request came with a session that is over, so that the
// reader can be told why they see the sign-in page.
func (m *Manager) Ended(r *http.Request) bool {
	v := visitOf(r.Context())
	return v != nil && (v.ended != "" || v.stale)
}

// Contexts lists the functions of an account that hold today.
func (m *Manager) Contexts(ctx context.Context, account string) ([]Context, error) {
	rows, err := m.store.ContextsOf(ctx, account)
	if err != nil {
		return nil, err
	}
	today := civil.DayOf(m.now()).String()
	var out []Context
	for _, row := range rows {
		if !holds(row.Member, today) {
			continue
		}
		c := Context{Tenant: row.Tenant, TenantName: row.TenantName, Member: row.Member}
		if c.NeedsStrong, err = m.Demanded(ctx, c.Tenant, c.Member.Function); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b Context) int {
		return cmp.Or(strings.Compare(a.TenantName, b.TenantName), strings.Compare(a.Member.OrgName, b.Member.OrgName))
	})
	return out, nil
}

// holds compares days as ISO text, in which order of text is order of days.
func holds(m store.Member, today string) bool {
	return (m.From == "" || m.From <= today) && (m.Until == "" || today <= m.Until)
}

// settingSecondFactor switches the demand of the second factor off for a whole
// samenwerkingsverband, as in a demonstration.
const settingSecondFactor = "tweede factor"

// Demanded says whether a function can only be used with the second factor.
func (m *Manager) Demanded(ctx context.Context, tenant, function string) (bool, error) {
	demanded, err := m.demands(ctx, tenant, function)
	if err != nil || !demanded {
		return false, err
	}
	value := ""
	err = m.store.Tenant(tenant).Read(ctx, func(tx *store.Tx) error {
		value, err = optional(tx.Setting(settingSecondFactor))
		return err
	})
	return value != "uit", err
}

// SwitchContext makes another function of this person the active one, under a
// new token. It takes the id of the member or the key of the context.
func (m *Manager) SwitchContext(ctx context.Context, member string) (*Refusal, error) {
	v, err := mustVisit(ctx)
	if err != nil {
		return nil, err
	}
	if _, ok := m.CurrentOf(ctx); !ok {
		return refuseNobody(), nil
	}
	all, err := m.Contexts(ctx, v.live.account.ID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(c Context) bool { return c.Key() == member || c.Member.ID == member })
	switch {
	case i < 0:
		return refuse("U hebt deze functie niet (meer).", "Kies een andere functie, of vraag het samenwerkingsverband om toegang."), nil
	case all[i].NeedsStrong && !v.live.row.Strong:
		return refuseWeak(), nil
	}
	row := v.live.row
	row.Tenant, row.Member = all[i].Tenant, all[i].Member.ID
	return nil, m.open(ctx, v, row, v.live.state)
}

func refuseWeak() *Refusal {
	return refuse("Voor deze functie is een tweede stap bij het inloggen verplicht.", "Stel de tweede stap in. Daarna kunt u verder.")
}

// SessionInfo is one browser in which somebody is signed in.
type SessionInfo struct {
	ID         string
	Agent      string // as a reader knows it: "Firefox op Windows"
	Made, Seen time.Time
	Current    bool
}

// Sessions lists where the present account is signed in: here first, then the
// last used.
func (m *Manager) Sessions(ctx context.Context) ([]SessionInfo, error) {
	v, err := mustVisit(ctx)
	if err != nil || v.live == nil {
		return nil, err
	}
	rows, err := m.liveSessions(ctx, v.live.account.ID)
	var out []SessionInfo
	for _, row := range rows { // last used first
		info := SessionInfo{sessionID(row.Token), browser(row.Agent), row.Made, row.Seen, row.Token == v.live.row.Token}
		if info.Current {
			out = slices.Insert(out, 0, info)
		} else {
			out = append(out, info)
		}
	}
	return out, err
}

func (m *Manager) liveSessions(ctx context.Context, account string) ([]store.Session, error) {
	rows, err := m.store.SessionsOf(ctx, account)
	now := m.now()
	return slices.DeleteFunc(rows, func(s store.Session) bool { return !now.Before(s.Expires) || pending(s) }), err
}

// pending says whether a session still waits for the second factor.
func pending(s store.Session) bool {
	var kept state
	return json.Unmarshal(s.Data, &kept) != nil || kept.Pending
}

// EndSession signs the present account out elsewhere. Ending the present session
// is signing out.
func (m *Manager) EndSession(ctx context.Context, id string) error {
	v, err := mustVisit(ctx)
	if err != nil || v.live == nil {
		return err
	}
	rows, err := m.liveSessions(ctx, v.live.account.ID)
	if err != nil {
		return err
	}
	for _, row := range rows {
		switch {
		case sessionID(row.Token) != id:
		case row.Token == v.live.row.Token:
			return m.SignOut(ctx)
		default:
			m.known.forget(row.Token)
			return m.store.DeleteSession(ctx, row.Token)
		}
	}
	return nil
}

// EndOthers signs the present account out everywhere but here.
func (m *Manager) EndOthers(ctx context.Context) error {
	v, err := mustVisit(ctx)
	if err != nil || v.live == nil {
		return err
	}
	return m.endAll(ctx, v.live.account.ID, v.live.row.Token)
}

func (m *Manager) endAll(ctx context.Context, account, except string) error {
	defer m.known.forgetAccount(account)
	return m.store.DeleteSessionsOf(ctx, account, except)
}

// EndAll signs an account out everywhere, as when it is closed.
func (m *Manager) EndAll(ctx context.Context, account string) error {
	return m.endAll(ctx, account, "")
}

// Forget makes a change of somebody's functions count at once.
func (m *Manager) Forget(account string) { m.known.forgetAccount(account) }

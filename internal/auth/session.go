package auth

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"passend/internal/store"
)

// touchEvery is how often at most a session is written because it was used.
const touchEvery = time.Minute

// state is what a session keeps besides its columns.
type state struct {
	Proofs  []string `json:"bewijs"`
	Pending bool     `json:"code,omitempty"` // the second factor is still to come
}

// visit is one request and the session it carries. Signing in and out change it,
// and the cookie with it.
type visit struct {
	w       http.ResponseWriter
	r       *http.Request
	address netip.Addr
	live    *live
	ended   string // account of a session that ran out; "" when there was none
	stale   bool   // came with a cookie that opens nothing
}

// live is a session that holds, and who it is of.
type live struct {
	row      store.Session
	state    state
	account  store.Account
	identity Identity
}

type visitKey struct{}

func visitOf(ctx context.Context) *visit {
	v, _ := ctx.Value(visitKey{}).(*visit)
	return v
}

var errNoVisit = errors.New("auth: request did not come through Manager.Load")

func mustVisit(ctx context.Context) (*visit, error) {
	if v := visitOf(ctx); v != nil {
		return v, nil
	}
	return nil, errNoVisit
}

// Load finds the session of each request and hands it on in the context.
func (m *Manager) Load(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Cookie")
		v := &visit{w: w, r: r, address: m.address(r)}
		if c, err := r.Cookie(m.cookieName()); err == nil && c.Value != "" {
			if err := m.find(r.Context(), v, c.Value); err != nil {
				m.log.ErrorContext(r.Context(), "sessie niet gelezen", "fout", err)
				m.fault(w, r, err)
				return
			}
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), visitKey{}, v)))
	})
}

// find reads the session of a cookie, from memory when it was just read.
func (m *Manager) find(ctx context.Context, v *visit, token string) error {
	now := m.now()
	key := digest(token)
	found, ok := m.known.get(key, m.real())
	if !ok {
		var err error
		if found, err = m.read(ctx, v, key, now); err != nil {
			return err
		}
	}
	if found == nil {
		v.stale = true
		return nil
	}
	if !now.Before(found.row.Expires) {
		v.ended = found.row.Account
		return nil
	}
	v.live = found
	return m.touch(ctx, found, now)
}

// read gives the session with everything that hangs on it, nil when there is none.
func (m *Manager) read(ctx context.Context, v *visit, key string, now time.Time) (*live, error) {
	row, err := m.store.Session(ctx, key)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if !now.Before(row.Expires) {
		v.ended = row.Account
		return nil, nil
	}
	l, err := m.fill(ctx, row)
	if err == nil && l != nil {
		m.known.put(key, l, m.real())
	}
	return l, err
}

// remembered gives the functions of an account, looked up once for as long as
// the session is believed.
func (m *Manager) remembered(account string) func(context.Context) ([]Context, error) {
	var mu sync.Mutex
	var known []Context
	return func(ctx context.Context) ([]Context, error) {
		mu.Lock()
		defer mu.Unlock()
		if known != nil {
			return slices.Clone(known), nil
		}
		found, err := m.Contexts(ctx, account)
		if err == nil {
			known = append([]Context{}, found...)
		}
		return found, err
	}
}

// fill looks up who a session is of, and the function they act in.
func (m *Manager) fill(ctx context.Context, row store.Session) (*live, error) {
	account, err := m.store.Account(ctx, row.Account)
	if errors.Is(err, store.ErrNotFound) || err == nil && account.Disabled {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	l := &live{row: row, account: account}
	if err := json.Unmarshal(row.Data, &l.state); err != nil {
		return nil, err
	}
	l.identity = Identity{
		Account: account.ID, Name: account.Name, Email: account.Email, Demo: account.Demo,
		Proofs: proofsOf(l.state.Proofs), Strong: row.Strong, Session: sessionID(row.Token),
		Contexts: m.remembered(account.ID),
	}
	return l, m.setContext(ctx, l)
}

// setContext fills in the active function, when it still holds and may be used
// in this session.
func (m *Manager) setContext(ctx context.Context, l *live) error {
	if l.row.Member == "" {
		return nil
	}
	all, err := m.Contexts(ctx, l.account.ID)
	if err != nil {
		return err
	}
	for _, c := range all {
		if c.Tenant == l.row.Tenant && c.Member.ID == l.row.Member && (l.row.Strong || !c.NeedsStrong) {
			l.identity.Tenant, l.identity.TenantName, l.identity.Member = c.Tenant, c.TenantName, c.Member
		}
	}
	return nil
}

// touch moves the end of a session that is in use, at most once a minute.
func (m *Manager) touch(ctx context.Context, l *live, now time.Time) error {
	if l.state.Pending || now.Sub(l.row.Seen) < touchEvery {
		return nil
	}
	expires := m.expiry(l.row.Made, now)
	if err := m.store.TouchSession(ctx, l.row.Token, now, expires); err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	m.known.forget(l.row.Token)
	return nil
}

func (m *Manager) expiry(made, seen time.Time) time.Time {
	end, most := seen.Add(Idle+touchEvery), made.Add(Absolute)
	if end.After(most) {
		return most
	}
	return end
}

// open starts a session under a new token and ends the one the request came
// with. made is zero for a new sign-in.
func (m *Manager) open(ctx context.Context, v *visit, row store.Session, s state) error {
	now := m.now()
	token := newToken()
	if row.Made.IsZero() {
		row.Made, row.Agent = now, agent(v.r)
	}
	row.Token, row.Seen = digest(token), now
	row.Expires = m.expiry(row.Made, now)
	if s.Pending {
		row.Expires = now.Add(codeTime)
	}
	var err error
	if row.Data, err = json.Marshal(s); err != nil {
		return err
	}
	if err := m.store.PutSession(ctx, row); err != nil {
		return err
	}
	if err := m.drop(ctx, v); err != nil {
		return err
	}
	m.setCookie(v.w, m.cookieName(), token)
	v.live, err = m.fill(ctx, row)
	return err
}

// drop ends the session the request came with.
func (m *Manager) drop(ctx context.Context, v *visit) error {
	if v.live == nil {
		return nil
	}
	token := v.live.row.Token
	v.live = nil
	m.known.forget(token)
	return m.store.DeleteSession(ctx, token)
}

// SignOut ends the session of this request. Its row stays for a day as one that
// is over, and so does the cookie: a form that is still open in another window
// can then be told from that of a stranger, see [Manager.Park].
func (m *Manager) SignOut(ctx context.Context) error {
	v, err := mustVisit(ctx)
	if err != nil || v.live == nil {
		return err
	}
	row := v.live.row
	v.live, v.ended = nil, row.Account
	defer m.known.forget(row.Token)
	return m.store.TouchSession(ctx, row.Token, row.Seen, m.now())
}

func (m *Manager) cookieName() string { return m.named("passend_sessie") }

func (m *Manager) named(name string) string {
	if m.secure {
		return "__Host-" + name
	}
	return name
}

// setCookie sets a cookie that goes when the browser closes: computers at a
// school are shared.
func (m *Manager) setCookie(w http.ResponseWriter, name, value string) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", Secure: m.secure, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

func (m *Manager) clearCookie(w http.ResponseWriter, name string) {
	http.SetCookie(w, &http.Cookie{Name: name, Path: "/", MaxAge: -1, Secure: m.secure, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

// sessionID names a session to its owner and in the access log; nobody can get
// in with it.
func sessionID(token string) string { return token[:16] }

// agent keeps what the browser says about itself within bounds.
func agent(r *http.Request) string {
	text := strings.ToValidUTF8(r.UserAgent(), "")
	for utf8.RuneCountInString(text) > 200 {
		text = string([]rune(text)[:200])
	}
	return text
}

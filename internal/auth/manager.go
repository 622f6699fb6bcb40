package auth

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"passend/internal/store"
)

// How long a session lasts.
const (
	// Idle is how long a session lasts without a request.
	Idle = time.Hour
	// Absolute is how long it lasts at most.
	Absolute = 12 * time.Hour
	// codeTime is how long somebody may take to type the second factor.
	codeTime = 15 * time.Minute
)

// Config is what a Manager needs.
type Config struct {
	Store *store.DB
	Now   func() time.Time // the clock of the instance
	// Real is the true time, which authenticator apps go by; time.Now when nil.
	// In a demonstration it differs from Now.
	Real   func() time.Time
	Secure bool   // readers come over https
	Demo   bool   // the instance is a demonstration
	Issuer string // name in authenticator apps; "Passend" when empty
	// Demands says whether a samenwerkingsverband demands the second factor for
	// a function. The setting "tweede factor" with value "uit" goes before it.
	// Nil demands nothing.
	Demands func(ctx context.Context, tenant, function string) (bool, error)
	// Joined is told of everybody who takes a function by an invitation, also
	// twice; the invitation is used up only when it gives no error.
	Joined func(ctx context.Context, tenant string, m store.Member) error
	// Address gives where a request comes from, behind proxies as well; nil
	// takes the other end of the connection.
	Address func(*http.Request) netip.Addr
	// Fault answers a request whose session could not be read; nil answers with
	// one sentence.
	Fault func(http.ResponseWriter, *http.Request, error)
	Log   *slog.Logger
}

// Manager knows who is at the other end. It is safe for use by many goroutines.
type Manager struct {
	store   *store.DB
	now     func() time.Time
	real    func() time.Time
	secure  bool
	demo    bool
	issuer  string
	demands func(ctx context.Context, tenant, function string) (bool, error)
	joined  func(ctx context.Context, tenant string, m store.Member) error
	address func(*http.Request) netip.Addr
	fault   func(http.ResponseWriter, *http.Request, error)
	log     *slog.Logger

	hasher   *hasher
	guesses  locks // one guess at a time for each key
	accounts locks // one change at a time for each account or invitation
	known    *cache
}

// New makes a Manager.
func New(c Config) (*Manager, error) {
	h, err := newHasher(cost)
	if err != nil {
		return nil, err
	}
	m := &Manager{
		store: c.Store, now: c.Now, real: c.Real, secure: c.Secure, demo: c.Demo, issuer: c.Issuer,
		demands: c.Demands, joined: c.Joined, address: c.Address, fault: c.Fault, log: c.Log, hasher: h, known: newCache(),
	}
	m.fillIn()
	return m, nil
}

func (m *Manager) fillIn() {
	if m.now == nil {
		m.now = time.Now
	}
	if m.real == nil {
		m.real = time.Now
	}
	if m.issuer == "" {
		m.issuer = "Passend"
	}
	if m.demands == nil {
		m.demands = func(context.Context, string, string) (bool, error) { return false, nil }
	}
	if m.joined == nil {
		m.joined = func(context.Context, string, store.Member) error { return nil }
	}
	if m.address == nil {
		m.address = peer
	}
	if m.fault == nil {
		m.fault = faultPage
	}
	if m.log == nil {
		m.log = slog.New(slog.DiscardHandler)
	}
}

// Demonstration says whether one click signs in here.
func (m *Manager) Demonstration() bool { return m.demo }

func peer(r *http.Request) netip.Addr {
	port, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return port.Addr().Unmap().WithZone("")
}

func faultPage(w http.ResponseWriter, _ *http.Request, _ error) {
	http.Error(w, "Passend kan nu niet nagaan wie u bent. Probeer het over een minuut opnieuw.", http.StatusServiceUnavailable)
}

// change is the one way an account is written: read, change, write, one at a
// time, so that two changes do not undo each other.
func (m *Manager) change(ctx context.Context, account string, f func(*store.Account) (*Refusal, error)) (*Refusal, error) {
	defer m.accounts.lock(account)()
	a, err := m.store.Account(ctx, account)
	if err != nil {
		return nil, err
	}
	refusal, err := f(&a)
	if err != nil || refusal != nil {
		return refusal, err
	}
	defer m.known.forgetAccount(account)
	return nil, m.store.PutAccount(ctx, a)
}

// Clean removes sessions and counts that are over. The clock of the program
// calls it now and then.
func (m *Manager) Clean(ctx context.Context) error {
	// A day longer: the row of an ended session tells whose form it is that still
	// comes in, see Park.
	return m.store.DeleteExpired(ctx, m.now().Add(-24*time.Hour))
}

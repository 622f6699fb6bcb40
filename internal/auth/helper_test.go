package auth

import (
	"context"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/pquerna/otp/totp"

	"passend/internal/civil"
	"passend/internal/store"
	"passend/internal/store/storetest"
)

// quick is a hash that costs nothing, for tests that are not about the cost.
var quick = argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// world is an instance with one SWV and clocks that stand still until moved.
type world struct {
	t  *testing.T
	m  *Manager
	db *store.DB

	mu       sync.Mutex
	now      time.Time // of the instance; the true time is a year later
	demanded map[string]bool
	host     string // address that requests come from
}

const (
	swv      = "voorbeeld"
	goodWord = "paarse stoel fluit zacht"
)

func newWorld(t *testing.T, db *store.DB) *world {
	w := &world{t: t, db: db, now: civil.NewDay(2026, time.March, 3).Start().Add(10 * time.Hour),
		demanded: map[string]bool{}, host: "203.0.113.7"}
	w.m = w.manager(db)
	if err := db.PutTenant(t.Context(), store.TenantRow{ID: swv, Name: "SWV De Voorbeeldstreek"}); err != nil {
		t.Fatal(err)
	}
	w.write(func(tx *store.Tx) error {
		return tx.PutOrg(store.OrgRow{ID: "linde", Kind: "school", Name: "Basisschool De Linde", Board: "bestuur", Region: "oost"})
	})
	return w
}

func (w *world) manager(db *store.DB) *Manager {
	m, err := New(Config{
		Store: db, Now: w.clock, Real: func() time.Time { return w.clock().AddDate(1, 0, 0) }, Demo: true,
		Demands: func(_ context.Context, _, function string) (bool, error) { return w.demanded[function], nil },
		Address: func(*http.Request) netip.Addr { return netip.MustParseAddr(w.host) },
	})
	if err == nil {
		m.hasher, err = newHasher(quick)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return m
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

func (w *world) write(f func(*store.Tx) error) {
	w.t.Helper()
	if err := w.db.Tenant(swv).Write(w.t.Context(), store.Meta{At: w.clock(), Actor: "proef"}, f); err != nil {
		w.t.Fatal(err)
	}
}

// account makes somebody with a password and functions; each function is an id
// of a member as well.
func (w *world) account(id string, functions ...string) store.Account {
	w.t.Helper()
	hash, err := w.m.hasher.hash(w.t.Context(), goodWord)
	if err != nil {
		w.t.Fatal(err)
	}
	a := store.Account{ID: id, Email: id + "@school.example", Name: "Noor Verhagen", PasswordHash: hash, Made: w.clock()}
	w.put(a)
	for _, function := range functions {
		w.join(id, function)
	}
	return a
}

func (w *world) put(a store.Account) {
	w.t.Helper()
	if err := w.db.PutAccount(w.t.Context(), a); err != nil {
		w.t.Fatal(err)
	}
	w.m.Forget(a.ID)
}

func (w *world) join(account, function string) {
	w.t.Helper()
	w.write(func(tx *store.Tx) error {
		return tx.PutMember(store.Member{ID: account + "-" + function, Account: account, Name: "Noor Verhagen",
			Function: function, Org: "linde", OrgName: "Basisschool De Linde", OrgKind: "school", From: "2026-01-01"})
	})
	w.m.Forget(account)
}

// stored reads an account back.
func (w *world) stored(id string) store.Account {
	w.t.Helper()
	a, err := w.db.Account(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return a
}

// visitor keeps cookies, as somebody's browser does.
type visitor struct {
	w      *world
	m      *Manager
	server *httptest.Server
	client *http.Client
	step   func(http.ResponseWriter, *http.Request)
}

func (w *world) visitor() *visitor { return w.visitorOn(w.m) }

func (w *world) visitorOn(m *Manager) *visitor {
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	b := &visitor{w: w, m: m, client: &http.Client{Jar: jar}}
	b.server = httptest.NewServer(m.Load(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { b.step(rw, r) })))
	w.t.Cleanup(b.server.Close)
	return b
}

// visit makes one request and runs f in it.
func (b *visitor) visit(f func(ctx context.Context, r *http.Request)) {
	b.w.t.Helper()
	b.send(http.MethodGet, f)
}

func (b *visitor) send(method string, f func(ctx context.Context, r *http.Request)) {
	b.w.t.Helper()
	b.step = func(_ http.ResponseWriter, r *http.Request) { f(r.Context(), r) }
	r, err := http.NewRequest(method, b.server.URL+"/", nil)
	if err != nil {
		b.w.t.Fatal(err)
	}
	answer, err := b.client.Do(r)
	if err != nil {
		b.w.t.Fatal(err)
	}
	answer.Body.Close()
}

// who is signed in here, on a request of its own.
func (b *visitor) who() (id Identity, ok bool) {
	b.w.t.Helper()
	b.visit(func(_ context.Context, r *http.Request) { id, ok = b.m.Current(r) })
	return id, ok
}

// signIn signs in and returns the refusal, nil when it went well.
func (b *visitor) signIn(email, password string) (more bool, refusal *Refusal) {
	b.w.t.Helper()
	b.do(func(ctx context.Context) (_ *Refusal, err error) {
		more, refusal, err = b.m.SignIn(ctx, email, password)
		return nil, err
	})
	return more, refusal
}

// do runs one act in a request; a fault of the machine ends the test.
func (b *visitor) do(f func(ctx context.Context) (*Refusal, error)) (refusal *Refusal) {
	b.w.t.Helper()
	var err error
	b.visit(func(ctx context.Context, _ *http.Request) { refusal, err = f(ctx) })
	if err != nil {
		b.w.t.Fatal(err)
	}
	return refusal
}

func (b *visitor) mustSignIn(account string) {
	b.w.t.Helper()
	if _, refusal := b.signIn(account+"@school.example", goodWord); refusal != nil {
		b.w.t.Fatalf("signing in: %s", refusal.Text())
	}
}

// code is what an authenticator app shows for a secret as it was typed over.
func (w *world) code(secret string) string {
	w.t.Helper()
	code, err := totp.GenerateCode(digits(secret), w.m.real())
	if err != nil {
		w.t.Fatal(err)
	}
	return code
}

// setUpApp gives the one who is signed in an authenticator app, and returns its
// secret.
func (b *visitor) setUpApp() string {
	b.w.t.Helper()
	var offer Enrolment
	if refusal := b.do(func(ctx context.Context) (_ *Refusal, err error) {
		if offer, err = b.m.OfferSecondFactor(ctx, ""); err != nil {
			return nil, err
		}
		return b.m.ConfirmSecondFactor(ctx, offer.Sealed, goodWord, b.w.code(offer.Secret))
	}); refusal != nil {
		b.w.t.Fatalf("setting up the app: %s", refusal.Text())
	}
	return offer.Secret
}

// each runs a test on both databases.
func each(t *testing.T, f func(w *world)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.DB) { f(newWorld(t, db)) })
}

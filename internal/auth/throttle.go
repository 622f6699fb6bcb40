package auth

import (
	"context"
	"net/netip"
	"sync"
	"time"
)

// A limit slows guessing down: after a few free misses each one doubles the
// time before the next try counts, up to most. It never locks for ever.
type limit struct {
	free        int
	first, most time.Duration
}

var (
	perAccount = limit{free: 4, first: 5 * time.Second, most: 15 * time.Minute}
	// A school has one address for all who work there.
	perAddress = limit{free: 20, first: 5 * time.Second, most: 15 * time.Minute}
)

// forget is how long after the last miss the count starts anew.
const forget = time.Hour

// wait is how long to wait after the nth miss.
func (l limit) wait(n int) time.Duration {
	over := n - l.free
	if over <= 0 {
		return 0
	}
	if over > 16 {
		return l.most
	}
	return min(l.first<<(over-1), l.most)
}

// guess is one thing that is guessed at, under the keys it is counted by. The
// keys hold no address of a person: the ones that are typed are digested.
type guess struct {
	about   string // key of the account or token
	address string // key of where it comes from, "" when not known
}

func (m *Manager) guessing(ctx context.Context, what, subject string) guess {
	g := guess{about: what + ":" + digest(subject)[:32]}
	if v := visitOf(ctx); v != nil && v.address.IsValid() {
		g.address = "van:" + digest(block(v.address))[:32]
	}
	return g
}

// block is a whole household for IPv6, where each has very many addresses.
func block(a netip.Addr) string {
	if a.Is6() {
		if p, err := a.Prefix(64); err == nil {
			return p.String()
		}
	}
	return a.String()
}

// try lets one guess through at a time for each key, so that many at once are
// counted as many. check says whether it was right.
func (m *Manager) try(ctx context.Context, field string, g guess, check func() (bool, error)) (bool, *Refusal, error) {
	// Always address before account, so that two guesses never wait for each other.
	defer m.guesses.lock(g.address)()
	defer m.guesses.lock(g.about)()
	wait, err := m.mustWait(ctx, g)
	if err != nil {
		return false, nil, err
	}
	if wait > 0 {
		return false, refuseWait(field, wait), nil
	}
	ok, err := check()
	if err != nil {
		return false, nil, err
	}
	if ok {
		return true, nil, m.hit(ctx, g.about)
	}
	return false, nil, m.missed(ctx, g)
}

// hit forgets the misses of one account. Those of the address stay: who guesses
// at many accounts may well have one of their own.
func (m *Manager) hit(ctx context.Context, key string) error {
	if key == "" {
		return nil
	}
	n, _, err := m.store.Attempts(ctx, key)
	if err != nil || n == 0 {
		return err
	}
	return m.store.ClearAttempts(ctx, key)
}

func (m *Manager) mustWait(ctx context.Context, g guess) (time.Duration, error) {
	now, longest := m.now(), time.Duration(0)
	for _, key := range []string{g.about, g.address} {
		if key == "" {
			continue
		}
		_, until, err := m.misses(ctx, key, now)
		if err != nil {
			return 0, err
		}
		longest = max(longest, until.Sub(now))
	}
	return longest, nil
}

// misses reads a count, and lets go of one that is old, or that was made when
// the clock of a demonstration stood on a later day.
func (m *Manager) misses(ctx context.Context, key string, now time.Time) (int, time.Time, error) {
	n, until, err := m.store.Attempts(ctx, key)
	stale := now.Sub(until) >= forget || until.Sub(now) > perAccount.most
	if err != nil || n == 0 || !stale {
		return n, until, err
	}
	return 0, time.Time{}, m.store.ClearAttempts(ctx, key)
}

func (m *Manager) missed(ctx context.Context, g guess) error {
	now := m.now()
	for key, l := range map[string]limit{g.about: perAccount, g.address: perAddress} {
		if key == "" {
			continue
		}
		n, _, err := m.misses(ctx, key, now)
		if err == nil {
			err = m.store.AddAttempt(ctx, key, now, now.Add(l.wait(n+1)))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// locks are mutexes by name, there only as long as somebody holds them.
type locks struct {
	mu   sync.Mutex
	held map[string]*held
}

type held struct {
	sync.Mutex
	waiting int
}

// lock takes the lock and returns how to let go. An empty name locks nothing.
func (l *locks) lock(name string) func() {
	if name == "" {
		return func() {}
	}
	l.mu.Lock()
	if l.held == nil {
		l.held = map[string]*held{}
	}
	h := l.held[name]
	if h == nil {
		h = new(held)
		l.held[name] = h
	}
	h.waiting++
	l.mu.Unlock()
	h.Lock()
	return func() {
		h.Unlock()
		l.mu.Lock()
		defer l.mu.Unlock()
		if h.waiting--; h.waiting == 0 {
			delete(l.held, name)
		}
	}
}

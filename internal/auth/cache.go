package auth

import (
	"sync"
	"time"
)

const (
	// fresh is how long a session that was read is believed. A change made by
	// this process counts at once; one made by another process within this time.
	fresh = 5 * time.Second
	// most is how many sessions are remembered before all are let go of.
	most = 10_000
)

// cache remembers sessions that were just read, so that a page does not ask the
// database again who is looking.
type cache struct {
	mu   sync.Mutex
	live map[string]cached
}

type cached struct {
	*live
	until time.Time
}

func newCache() *cache { return &cache{live: map[string]cached{}} }

func (c *cache) get(key string, now time.Time) (*live, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found, ok := c.live[key]
	if !ok || !now.Before(found.until) {
		return nil, false
	}
	return found.live, true
}

func (c *cache) put(key string, l *live, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.live) >= most {
		clear(c.live)
	}
	c.live[key] = cached{l, now.Add(fresh)}
}

func (c *cache) forget(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.live, key)
}

func (c *cache) forgetAccount(account string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for key, l := range c.live {
		if l.account.ID == account {
			delete(c.live, key)
		}
	}
}

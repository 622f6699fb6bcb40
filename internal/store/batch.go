package store

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// batcher lets many readers share one write transaction for their lines in the
// access log: while one batch is being made durable, the next one fills.
type batcher struct {
	db *DB

	mu      sync.Mutex
	waiting []*entry
	running bool
	work    sync.WaitGroup
	batches atomic.Int64 // how many were written
}

type entry struct {
	tenant string
	lines  []Access
	done   chan error
}

// LogRead adds lines to the access log and returns when they are durable. When
// the context ends first, they may still be written.
func (t *Tenant) LogRead(ctx context.Context, lines ...Access) error {
	if len(lines) == 0 {
		return nil
	}
	e := &entry{tenant: t.id, lines: lines, done: make(chan error, 1)}
	t.db.log.add(e)
	select {
	case err := <-e.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (b *batcher) add(e *entry) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.waiting = append(b.waiting, e)
	if !b.running {
		b.running = true
		b.work.Go(b.run)
	}
}

// wait returns when everything that was added is written.
func (b *batcher) wait() { b.work.Wait() }

// gather is how long a batch waits for others when there were several readers
// a moment ago: a transaction for each costs more than the wait.
const gather = 2 * time.Millisecond

func (b *batcher) run() {
	for busy := false; ; {
		if busy {
			time.Sleep(gather)
		}
		b.mu.Lock()
		batch := b.waiting
		b.waiting = nil
		b.running = len(batch) > 0
		b.mu.Unlock()
		if len(batch) == 0 {
			return
		}
		b.write(batch)
		busy = len(batch) > 1
	}
}

// longest is how long a batch may take before its readers hear that it failed.
const longest = 30 * time.Second

func (b *batcher) write(batch []*entry) {
	b.batches.Add(1)
	// A reader that leaves must not undo the lines of the others.
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	lines := map[string][]*entry{}
	for _, e := range batch {
		lines[e.tenant] = append(lines[e.tenant], e)
	}
	unknown := map[string]bool{}
	err := b.db.retry(ctx, func(c *conn) error {
		clear(unknown)
		for _, tenant := range slices.Sorted(maps.Keys(lines)) {
			err := appendLines(scope{c, []any{tenant}}, lines[tenant])
			if errors.Is(err, ErrNotFound) {
				unknown[tenant] = true
			} else if err != nil {
				return err
			}
		}
		return nil
	})
	for _, e := range batch {
		if err == nil && unknown[e.tenant] {
			e.done <- ErrNotFound
			continue
		}
		e.done <- err
	}
}

func appendLines(s scope, entries []*entry) error {
	h, err := s.holdHead()
	if err != nil {
		return err
	}
	var lines []Access
	for _, e := range entries {
		lines = append(lines, e.lines...)
	}
	if err := flushAccess(s, &h, lines); err != nil {
		return err
	}
	return s.moveHead(h)
}

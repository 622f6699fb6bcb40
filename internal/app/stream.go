package app

import (
	"container/list"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"passend/internal/casefile"
	"passend/internal/store"
)

// caseStream is the name of the stream of a case.
const streamKind = "zaak"

// load folds a case from its events, or takes it from the cache when no event
// was added since. What it gives must not be changed.
func (a *App) load(tx *store.Tx, id string) (*casefile.State, error) {
	info, err := tx.Stream(id)
	if err != nil {
		return nil, err
	}
	if info.Kind != streamKind || info.Destroyed != "" {
		return nil, ErrNotFound
	}
	// A transaction may be undone: what it added itself is not remembered.
	if tx.Touched(id) {
		return a.fold(tx, id)
	}
	key := tx.Tenant() + " " + id
	if s := a.states.get(key, info.Version); s != nil {
		return s, nil
	}
	s, err := a.fold(tx, id)
	if err == nil {
		a.states.put(key, s)
	}
	return s, err
}

func (a *App) fold(tx *store.Tx, id string) (*casefile.State, error) {
	events, err := a.events(tx, id)
	if err != nil {
		return nil, err
	}
	return casefile.Fold(id, events), nil
}

// addition is what a transaction added to a case last, and how the case stood.
type addition struct {
	before *casefile.State
	rows   []store.Event
}

// remember keeps the case as it stands now that the transaction is done, as it
// would be read back.
func (a *App) remember(tenant string, last addition) {
	if last.before == nil {
		return
	}
	events := casefile.EventsOf(last.before)
	for i, r := range last.rows {
		r.Seq, r.At = last.before.Seq+int64(i)+1, r.At.UTC().Truncate(time.Microsecond)
		e, err := decodeEvent(r)
		if err != nil {
			return // it is read again when it is asked for
		}
		events = append(events, e)
	}
	a.states.put(tenant+" "+last.before.ID, casefile.Fold(last.before.ID, events))
}

func (a *App) events(tx *store.Tx, id string) ([]casefile.Event, error) {
	rows, err := tx.Events(id, 0)
	if err != nil {
		return nil, err
	}
	events := make([]casefile.Event, len(rows))
	for i, r := range rows {
		if events[i], err = decodeEvent(r); err != nil {
			return nil, fmt.Errorf("case %s event %d: %w", id, r.Seq, err)
		}
	}
	return events, nil
}

func decodeEvent(r store.Event) (casefile.Event, error) {
	e := casefile.Event{Seq: r.Seq, At: r.At}
	if err := json.Unmarshal([]byte(r.Actor), &e.By); err != nil {
		return e, err
	}
	var err error
	e.Data, err = casefile.Decode(r.Kind, r.Body)
	return e, err
}

func encodeEvents(w casefile.World, out []casefile.Data) ([]store.Event, error) {
	actor, err := json.Marshal(casefile.ActorOf(w.Who))
	if err != nil {
		return nil, err
	}
	rows := make([]store.Event, len(out))
	for i, d := range out {
		body, err := json.Marshal(d)
		if err != nil {
			return nil, err
		}
		rows[i] = store.Event{At: w.Now, Actor: string(actor), Kind: d.EventKind(), Body: body}
	}
	return rows, nil
}

// stateCache keeps the cases that were looked at last, so that a page does not
// open and fold the same events again. A case weighs as much as its history.
type stateCache struct {
	mu     sync.Mutex
	most   int // weight
	weight int
	order  *list.List
	known  map[string]*list.Element
}

type cached struct {
	key    string
	state  *casefile.State
	weight int
}

// cacheWeight is what the cases in memory weigh at most: about 25 megabytes.
const cacheWeight = 24_000

func newStateCache(most int) *stateCache {
	return &stateCache{most: most, order: list.New(), known: map[string]*list.Element{}}
}

// weightOf is about one for each kilobyte.
func weightOf(s *casefile.State) int {
	weight := 2 + len(s.History)
	for _, l := range s.Letters {
		weight += len(l.Content) / 500 // once in the history and once among the letters
	}
	return weight
}

func (c *stateCache) get(key string, version int64) *casefile.State {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.known[key]
	if e == nil {
		return nil
	}
	s := e.Value.(*cached).state
	if s.Seq != version {
		return nil
	}
	c.order.MoveToFront(e)
	return s
}

// forget drops a case, so that what was destroyed is in memory no longer.
func (c *stateCache) forget(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.known[key]; e != nil {
		c.drop(e)
	}
}

func (c *stateCache) put(key string, s *casefile.State) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.known[key]; e != nil {
		c.drop(e)
	}
	n := &cached{key, s, weightOf(s)}
	c.known[key] = c.order.PushFront(n)
	for c.weight += n.weight; c.weight > c.most && c.order.Len() > 1; {
		c.drop(c.order.Back())
	}
}

func (c *stateCache) drop(e *list.Element) {
	gone := c.order.Remove(e).(*cached)
	delete(c.known, gone.key)
	c.weight -= gone.weight
}

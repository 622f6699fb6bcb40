package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"strings"

	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/store"
)

// Rebuilt tells what making the lists again brought about.
type Rebuilt struct {
	Cases       int
	Differences []string // where what stood there was not what the events say
}

// errOnlyLooking undoes a rebuild that was only a check.
var errOnlyLooking = errors.New("app: only looking")

// Rebuild makes everything that lists read again from the events. With check it
// changes nothing and only tells what would differ.
func (a *App) Rebuild(ctx context.Context, tenant string, check bool) (Rebuilt, error) {
	var out Rebuilt
	p := systemPrincipal(tenant)
	now := a.now()
	err := a.write(ctx, p, now, func(tx *store.Tx) error {
		out = Rebuilt{}
		before, after := newLines(), newLines()
		if err := tx.DumpReadModels(before); err != nil {
			return err
		}
		if err := tx.ClearReadModels(); err != nil {
			return err
		}
		if err := replayPlaces(tx); err != nil {
			return err
		}
		n, err := a.inPrivate().replayAll(tx)
		if err != nil {
			return err
		}
		if err := replayKept(tx); err != nil {
			return err
		}
		if err := replayBudgets(tx); err != nil {
			return err
		}
		if err := tx.DumpReadModels(after); err != nil {
			return err
		}
		out = Rebuilt{n, before.differences(after)}
		if check {
			return errOnlyLooking
		}
		tx.Log(p.access(now, "wijzigen", "lijsten opnieuw gemaakt"))
		return nil
	})
	if err == errOnlyLooking {
		err = nil
	}
	return out, err
}

// inPrivate is the same App with a memory of its own for cases: what is read in
// a transaction that may be undone must not be remembered after it.
func (a *App) inPrivate() *App {
	own := *a
	own.states = newStateCache(cacheWeight / 10)
	return &own
}

func (a *App) replayAll(tx *store.Tx) (n int, err error) {
	for after := ""; ; {
		streams, err := tx.Streams(streamKind, after, 500)
		if err != nil || len(streams) == 0 {
			return n, err
		}
		for _, s := range streams {
			after = s.ID
			if s.Destroyed != "" {
				continue
			}
			if err := a.replay(tx, s.ID); err != nil {
				return n, fmt.Errorf("case %s: %w", s.ID, err)
			}
			n++
		}
	}
}

// replay goes through a case step by step, since who was told something depends
// on who had which role at that moment.
func (a *App) replay(tx *store.Tx, id string) error {
	events, err := a.events(tx, id)
	if err != nil {
		return err
	}
	s := casefile.New(id)
	var w *world
	for i, e := range events {
		s.Evolve(e)
		if w == nil {
			if w, err = a.world(tx, systemPrincipal(tx.Tenant()), e.At, subjectOf(s), id); err != nil {
				return err
			}
		}
		if err := involveBy(tx, w, e); err != nil {
			return err
		}
		if i+1 < len(events) && together(e, events[i+1]) {
			continue
		}
		if err := putNotices(tx, w, s, firstOf(events, i)-1); err != nil {
			return err
		}
	}
	return a.project(tx, w, s, s.Seq)
}

// together tells whether two events came of one command.
func together(a, b casefile.Event) bool { return a.At.Equal(b.At) && a.By == b.By }

// firstOf is the number of the first event of the command that brought event i.
func firstOf(events []casefile.Event, i int) int64 {
	for i > 0 && together(events[i-1], events[i]) {
		i--
	}
	return events[i].Seq
}

func involveBy(tx *store.Tx, w *world, e casefile.Event) error {
	p := Principal{Scope: scopeOf(w.SWV, e.By.Function)}
	p.Account, p.Function = e.By.Account, e.By.Function
	return (&turn{tx: tx, p: p}).involve(w, e.Data)
}

func scopeOf(swv *procedure.SWV, function string) string {
	for _, f := range swv.Functions {
		if f.Name == function {
			return f.Sees
		}
	}
	return ""
}

// lines remembers a text line by line as digests, since its rows hold names.
type lines struct {
	seed   maphash.Seed
	half   []byte
	tables []tableLines
}

type tableLines struct {
	name string
	keys []string
	sums []uint64
}

var lineSeed = maphash.MakeSeed()

func newLines() *lines { return &lines{seed: lineSeed} }

func (l *lines) Write(p []byte) (int, error) {
	l.half = append(l.half, p...)
	for {
		line, rest, ok := bytes.Cut(l.half, []byte("\n"))
		if !ok {
			return len(p), nil
		}
		l.add(line)
		l.half = rest
	}
}

func (l *lines) add(line []byte) {
	if name, ok := bytes.CutPrefix(line, []byte("# ")); ok {
		name, _, _ := strings.Cut(string(name), ":")
		l.tables = append(l.tables, tableLines{name: name})
		return
	}
	t := &l.tables[len(l.tables)-1]
	key, _, _ := strings.Cut(string(line), ",")
	t.keys = append(t.keys, strings.Trim(key, `["`))
	t.sums = append(t.sums, maphash.Bytes(l.seed, line))
}

// mostDifferences keeps a report readable.
const mostDifferences = 20

// differences names the rows that are in one of the two and not in the other.
func (l *lines) differences(other *lines) []string {
	var out []string
	for i, t := range l.tables {
		o := other.tables[i]
		out = append(out, t.without(o, "staat er, en volgt niet uit wat er is gebeurd")...)
		out = append(out, o.without(t, "ontbreekt")...)
	}
	if len(out) > mostDifferences {
		out = append(out[:mostDifferences], fmt.Sprintf("en nog %d verschillen", len(out)-mostDifferences))
	}
	return out
}

func (t tableLines) without(o tableLines, what string) []string {
	known := map[uint64]int{}
	for _, s := range o.sums {
		known[s]++
	}
	var out []string
	for i, s := range t.sums {
		if known[s]--; known[s] < 0 {
			out = append(out, fmt.Sprintf("%s: een regel van %s %s", t.name, t.keys[i], what))
		}
	}
	return out
}

package store

import (
	"context"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
)

// Report is what a check of the chains found. Without problems nothing was
// rewritten, left out or cut off since the anchors were handed out.
type Report struct {
	Events, Streams, Log int64
	LogFrom              int64 // number of the first line that was not pruned
	Veiled               int64 // links of which an export does not show what they say
	Destroyed            []StreamInfo
	Problems             []string // Dutch sentences
}

// mostProblems keeps a report readable when everything is wrong.
const mostProblems = 100

func (r *Report) problem(format string, args ...any) {
	if len(r.Problems) < mostProblems {
		r.Problems = append(r.Problems, fmt.Sprintf(format, args...))
	}
}

// Verify recomputes both chains of the tenant, from content where there still
// is content, and compares them with anchors that were kept elsewhere.
func (t *Tenant) Verify(ctx context.Context, anchors []Anchor) (Report, error) {
	c := newChecker(anchors)
	err := t.Read(ctx, func(tx *Tx) error {
		h, err := tx.scope().head()
		if err != nil {
			return err
		}
		if err := tx.Links(func(l Link) error { c.add(l); return nil }); err != nil {
			return err
		}
		c.head(h.eventSeq, h.eventHash)
		if err := tx.checkStreams(c); err != nil {
			return err
		}
		return tx.checkLog(h, anchors, &c.Report)
	})
	return c.Report, err
}

// checkStreams holds what was chained against the streams that are there.
func (tx *Tx) checkStreams(c *checker) error {
	err := each(&tx.conn, streamTable.selects+" WHERE tenant = ? ORDER BY id", []any{tx.tenant}, streamTable.fields, func(s StreamInfo) error {
		c.stream(s)
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(c.versions)) {
		c.problem("Dossier %s staat in de keten, maar is er niet meer.", id)
	}
	var n int64
	if err := tx.one("SELECT COUNT(*) FROM event WHERE tenant = ?", []any{tx.tenant}, &n); err != nil {
		return err
	}
	if n != c.found {
		c.problem("Er zijn %d gebeurtenissen, en in de keten staan er %d.", n, c.found)
	}
	return nil
}

// checkLog recomputes the chain of the access log, from where it was pruned.
func (tx *Tx) checkLog(h head, anchors []Anchor, r *Report) error {
	c := newLogChecker(r, anchors, h.baseSeq, h.baseHash)
	err := each(&tx.conn, accessTable.selects+" WHERE tenant = ? ORDER BY seq", []any{tx.tenant}, accessTable.fields, func(l logged) error {
		if l.onlyCase != onlyCase(l.Cases) || l.many != (len(l.Cases) > 1) {
			r.problem("Regel %d van het inzagelogboek is gewijzigd, of hoort daar niet.", l.Seq)
		}
		c.add(l.Access, l.hash)
		return nil
	})
	if err == nil {
		c.end(h.logSeq, h.logHash)
	}
	return err
}

// checker follows the chain of events.
type checker struct {
	Report
	anchors  []Anchor
	n        int64
	hash     []byte
	found    int64             // events that are there
	versions map[string]int64  // how far each stream came
	gone     map[string]string // day on which the chain says a stream was destroyed
}

func newChecker(anchors []Anchor) *checker {
	c := &checker{anchors: slices.Clone(anchors), versions: map[string]int64{}, gone: map[string]string{}}
	c.compare()
	return c
}

// compare holds the present place in the chain against the anchors made there.
func (c *checker) compare() {
	c.anchors = slices.DeleteFunc(c.anchors, func(a Anchor) bool {
		if a.EventSeq != c.n {
			return false
		}
		if a.EventHash != hex.EncodeToString(c.hash) {
			c.problem("De keten is tot schakel %d anders dan op %s is vastgelegd.", c.n, a.Day)
		}
		return true
	})
}

func (c *checker) add(l Link) {
	if l.N != c.n+1 {
		c.problem("In de keten ontbreekt wat na schakel %d kwam; de volgende is schakel %d.", c.n, l.N)
	}
	if !equal(l.after(c.hash), l.Hash) {
		c.problem("%s is gewijzigd, of hoort daar niet.", l)
	}
	c.n, c.hash = l.N, l.Hash
	if len(l.Inner) > 0 {
		c.Veiled++
	} else if l.Seq == 0 {
		c.gone[l.Stream] = l.day()
	} else {
		c.event(l)
	}
	c.compare()
}

func (c *checker) event(l Link) {
	c.Events++
	if l.Seq != c.versions[l.Stream]+1 {
		c.problem("%s volgt op nummer %d van hetzelfde dossier.", l, c.versions[l.Stream])
	}
	c.versions[l.Stream] = l.Seq
	switch {
	case l.lost:
		c.problem("%s is er niet meer.", l)
		return
	case l.left || len(l.Salted) > 0 && l.destroyed != "":
		c.problem("Van %s is er nog inhoud, terwijl het dossier is vernietigd.", l)
	case l.fault != nil:
		c.problem("De inhoud van %s is gewijzigd: zij gaat niet open.", l)
	case len(l.Salted) == 0 && l.destroyed == "":
		c.problem("De inhoud van %s ontbreekt, zonder dat het dossier is vernietigd.", l)
	case len(l.Salted) > 0 && !equal(digest(l.Salted), l.Digest):
		c.problem("De inhoud van %s is gewijzigd.", l)
	}
	c.found++
}

func (c *checker) head(n int64, hash []byte) {
	if c.n != n || !equal(c.hash, hash) {
		c.problem("De keten houdt op bij schakel %d, en er waren er %d.", c.n, n)
	}
	for _, a := range c.anchors {
		if a.EventSeq > c.n {
			c.problem("De keten houdt op bij schakel %d; op %s waren het er %d.", c.n, a.Day, a.EventSeq)
		}
	}
}

func (c *checker) stream(s StreamInfo) {
	c.Streams++
	if version := c.versions[s.ID]; version != s.Version {
		c.problem("Dossier %s heeft %d gebeurtenissen, en in de keten staan er %d.", s.ID, s.Version, version)
	}
	delete(c.versions, s.ID)
	gone, ok := c.gone[s.ID]
	if s.Destroyed != "" {
		c.Destroyed = append(c.Destroyed, s)
	}
	if ok != (s.Destroyed != "") || gone != s.Destroyed {
		c.problem("Dossier %s is volgens de keten vernietigd op %q, en volgens het dossier op %q.", s.ID, gone, s.Destroyed)
	}
}

package store

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// Link is one place in the chain of events, with all that is needed to check it
// elsewhere: in an export, without the database and its keys.
type Link struct {
	N      int64
	Stream string
	Seq    int64  // 0: the stream was destroyed here
	Note   string // of a destruction: day, moment, who
	Kind   string
	Actor  string
	At     string
	Digest []byte
	Salted []byte `json:",omitempty"` // salt and content; gone when destroyed
	Inner  []byte `json:",omitempty"` // instead of all above, when that is not shown
	Hash   []byte

	lost      bool // the event is not there
	left      bool // there is content, and no key
	destroyed string
	fault     error
}

func (l Link) after(before []byte) []byte { return digest(before, l.inner()) }

func (l Link) inner() []byte {
	if len(l.Inner) > 0 {
		return l.Inner
	}
	in := link{n: l.N, stream: l.Stream, seq: l.Seq, note: l.Note, kind: l.Kind, actor: l.Actor, at: l.At, digest: l.Digest}
	return in.inner()
}

// Veiled is the link without what it says: the chain still holds, and who reads
// it learns nothing of the stream.
func (l Link) Veiled() Link { return Link{N: l.N, Inner: l.inner(), Hash: l.Hash} }

// day is that of a destruction.
func (l Link) day() string {
	day, _, _ := strings.Cut(l.Note, " ")
	return day
}

// String names the link for a reader.
func (l Link) String() string {
	if l.Seq == 0 {
		return fmt.Sprintf("Schakel %d (vernietiging van dossier %s)", l.N, l.Stream)
	}
	return fmt.Sprintf("Schakel %d (gebeurtenis %d van dossier %s)", l.N, l.Seq, l.Stream)
}

// read is a link with what lies beside it.
type readLink struct {
	Link
	there     bool
	body, box []byte
}

// Links hands over the whole chain of the tenant in order.
func (tx *Tx) Links(f func(Link) error) error {
	const query = "SELECT l.n, l.stream, l.seq, l.note, l.hash, COALESCE(e.at, ''), COALESCE(e.actor, ''), COALESCE(e.kind, ''), e.digest, e.body, " +
		"CASE WHEN e.seq IS NULL THEN 0 ELSE 1 END, s.box, COALESCE(s.destroyed, '') " +
		"FROM link l LEFT JOIN event e ON e.tenant = l.tenant AND e.stream = l.stream AND e.seq = l.seq " +
		"LEFT JOIN stream s ON s.tenant = l.tenant AND s.id = l.stream WHERE l.tenant = ? ORDER BY l.n"
	return each(&tx.conn, query, []any{tx.tenant}, func(r *readLink) []any {
		return []any{&r.N, &r.Stream, &r.Seq, &r.Note, &r.Hash, &r.At, &r.Actor, &r.Kind, &r.Digest, &r.body, &r.there, &r.box, &r.destroyed}
	}, func(r readLink) error {
		r.lost = r.Seq > 0 && !r.there
		r.left = len(r.body) > 0 && len(r.box) == 0
		if len(r.body) > 0 && !r.left {
			r.Salted, r.fault = tx.salted(r)
		}
		return f(r.Link)
	})
}

func (tx *Tx) salted(r readLink) ([]byte, error) {
	box, err := tx.openKey(r.Stream, r.box)
	if err != nil {
		return nil, err
	}
	e := stored{stream: r.Stream, Event: Event{Seq: r.Seq}}
	return unseal(box, e.place(), r.body)
}

// CheckLinks checks a chain that was exported against anchors. It cannot see
// what the database holds beside the chain.
func CheckLinks(links iter.Seq2[Link, error], anchors []Anchor) (Report, error) {
	c := newChecker(anchors)
	streams := map[string]bool{}
	for l, err := range links {
		if err != nil {
			return c.Report, err
		}
		if len(l.Salted) == 0 {
			l.destroyed = "?" // told at the end of the chain
		}
		c.add(l)
		if len(l.Salted) == 0 && l.Seq > 0 && len(l.Inner) == 0 {
			streams[l.Stream] = true
		}
	}
	c.head(c.n, c.hash)
	for _, id := range slices.Sorted(maps.Keys(c.versions)) {
		gone, ok := c.gone[id]
		if streams[id] && !ok {
			c.problem("De inhoud van dossier %s ontbreekt, zonder dat het is vernietigd.", id)
		}
		if ok {
			c.Destroyed = append(c.Destroyed, StreamInfo{ID: id, Version: c.versions[id], Destroyed: gone})
		}
		c.Streams++
	}
	return c.Report, nil
}

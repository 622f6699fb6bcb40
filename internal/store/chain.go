package store

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"time"
)

// A chain is the proof of order: every link holds a hash over the one before
// it. What an event says stays out of the link; only a salted digest of it goes
// in, so that content can be destroyed and the chain still holds.

// link is one place in the chain of events. Seq 0 says that the stream was
// destroyed, with the day in note.
type link struct {
	n      int64
	stream string
	seq    int64
	note   string
	hash   []byte

	kind, actor, at string
	digest          []byte
}

var linkTable = tenantTable("link", 1, "n, stream, seq, note, hash", func(l *link) []any {
	return []any{&l.n, &l.stream, &l.seq, &l.note, &l.hash}
})

// after computes the hash of a link that follows on before.
func (l *link) after(before []byte) []byte { return digest(before, l.inner()) }

// inner stands in the chain for all that a link says, so that the chain can be
// shown without what it says of others.
func (l *link) inner() []byte {
	return digest(number(l.n), []byte(l.stream), number(l.seq), []byte(l.note),
		[]byte(l.kind), []byte(l.actor), []byte(l.at), l.digest)
}

// digest hashes parts so that no two different lists of parts hash alike.
func digest(parts ...[]byte) []byte {
	h := sha256.New()
	for _, p := range parts {
		h.Write(number(int64(len(p))))
		h.Write(p)
	}
	return h.Sum(nil)
}

func number(n int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)) }

func equal(a, b []byte) bool { return hmac.Equal(a, b) }

// head is where the two chains of a tenant stand. The log starts after base:
// what came before was pruned.
type head struct {
	eventSeq  int64
	eventHash []byte
	logSeq    int64
	logHash   []byte
	baseSeq   int64
	baseHash  []byte
}

var headTable = tenantTable("head", 0, "event_seq, event_hash, log_seq, log_hash, base_seq, base_hash", func(h *head) []any {
	return []any{&h.eventSeq, &h.eventHash, &h.logSeq, &h.logHash, &h.baseSeq, &h.baseHash}
})

func (s scope) head() (h head, err error) {
	return headTable.first(s, "1 = 1")
}

// holdHead reads the head and keeps every other writer of this tenant's chains
// waiting until the transaction ends.
func (s scope) holdHead() (h head, err error) {
	err = s.c.one(headTable.selects+" WHERE tenant = ?"+s.c.db.dialect.hold, s.lead, headTable.fields(&h)...)
	return h, err
}

func (s scope) moveHead(h head) error {
	return s.c.exec("UPDATE head SET event_seq = ?, event_hash = ?, log_seq = ?, log_hash = ? WHERE tenant = ?",
		append([]any{h.eventSeq, h.eventHash, h.logSeq, h.logHash}, s.lead...)...)
}

// flushLinks gives the events of this transaction their places in the chain.
func (tx *Tx) flushLinks(h *head) error {
	for i := range tx.links {
		l := &tx.links[i]
		h.eventSeq++
		l.n = h.eventSeq
		l.hash = l.after(h.eventHash)
		h.eventHash = l.hash
	}
	return linkTable.add(tx.scope(), tx.links)
}

// flush writes the chains and the tallies last, so that the tenant's one
// sequence is held only for the length of the commit.
func (tx *Tx) flush() error {
	if len(tx.links)+len(tx.logged)+len(tx.tallied) == 0 {
		return nil
	}
	h, err := tx.scope().holdHead()
	if err != nil {
		return err
	}
	if err := tx.flushTally(); err != nil {
		return err
	}
	if len(tx.links)+len(tx.logged) == 0 {
		return nil
	}
	if err := tx.flushLinks(&h); err != nil {
		return err
	}
	if err := flushAccess(tx.scope(), &h, tx.logged); err != nil {
		return err
	}
	return tx.scope().moveHead(h)
}

func stamp(at time.Time) string { return value(at).(string) }

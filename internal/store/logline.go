package store

import (
	"encoding/hex"
	"iter"
	"time"
)

// LogLine is a line of the access log with its place in the chain, to be checked
// elsewhere.
type LogLine struct {
	Access
	Hash []byte
}

// LogBase gives the last line that was pruned, of which only number and hash are
// left, and where the log ends.
func (tx *Tx) LogBase() (base, end LogLine, err error) {
	h, err := tx.scope().head()
	base.Seq, base.Hash = h.baseSeq, h.baseHash
	end.Seq, end.Hash = h.logSeq, h.logHash
	return base, end, err
}

// LogLines hands over the whole access log in order.
func (tx *Tx) LogLines(f func(LogLine) error) error {
	return each(&tx.conn, accessTable.selects+" WHERE tenant = ? ORDER BY seq", []any{tx.tenant}, accessTable.fields, func(l logged) error {
		return f(LogLine{l.Access, l.hash})
	})
}

// CheckLog checks an access log that was exported, from base on, against
// anchors, and adds what it finds to the report.
func CheckLog(base, end LogLine, lines iter.Seq2[LogLine, error], anchors []Anchor, r *Report) error {
	c := newLogChecker(r, anchors, base.Seq, base.Hash)
	for l, err := range lines {
		if err != nil {
			return err
		}
		c.add(l.Access, l.Hash)
	}
	c.end(end.Seq, end.Hash)
	return nil
}

// logChecker follows the chain of the access log.
type logChecker struct {
	r       *Report
	anchors []Anchor
	marks   map[int64][]Anchor
	seq     int64
	hash    []byte
}

func newLogChecker(r *Report, anchors []Anchor, seq int64, hash []byte) *logChecker {
	c := &logChecker{r: r, anchors: anchors, marks: map[int64][]Anchor{}, seq: seq, hash: hash}
	for _, a := range anchors {
		c.marks[a.LogSeq] = append(c.marks[a.LogSeq], a)
	}
	r.LogFrom = seq + 1
	c.compare()
	return c
}

func (c *logChecker) compare() {
	for _, a := range c.marks[c.seq] {
		if a.LogHash != hex.EncodeToString(c.hash) {
			c.r.problem("Het inzagelogboek is tot regel %d anders dan op %s is vastgelegd.", c.seq, a.Day)
		}
	}
}

func (c *logChecker) add(a Access, hash []byte) {
	if a.Seq != c.seq+1 {
		c.r.problem("In het inzagelogboek ontbreekt wat na regel %d kwam; de volgende is regel %d.", c.seq, a.Seq)
	}
	if l := (logged{Access: a}); !equal(l.after(c.hash), hash) {
		c.r.problem("Regel %d van het inzagelogboek is gewijzigd, of hoort daar niet.", a.Seq)
	}
	c.seq, c.hash = a.Seq, hash
	c.r.Log++
	c.compare()
}

func (c *logChecker) end(seq int64, hash []byte) {
	if c.seq != seq || !equal(c.hash, hash) {
		c.r.problem("Het inzagelogboek houdt op bij regel %d, en er waren er %d.", c.seq, seq)
	}
	for _, a := range c.anchors {
		if a.LogSeq > c.seq {
			c.r.problem("Het inzagelogboek houdt op bij regel %d; op %s waren het er %d.", c.seq, a.Day, a.LogSeq)
		}
	}
}

// Stamp writes a moment as the chains hold it.
func Stamp(at time.Time) string { return stamp(at) }

// Head gives where the chain of events stands.
func (tx *Tx) Head() (n int64, hash []byte, err error) {
	h, err := tx.scope().head()
	return h.eventSeq, h.eventHash, err
}

package store

import (
	"context"
	"encoding/hex"
)

var anchorTable = tenantTable("anchor", 1, "day, event_seq, log_seq, event_hash, log_hash, signature, public_key, at", func(a *Anchor) []any {
	return []any{&a.Day, &a.EventSeq, &a.LogSeq, &a.EventHash, &a.LogHash, &a.Signature, &a.PublicKey, &a.At}
})

// Heads gives where the chains stand now, unsigned and without a day.
func (t *Tenant) Heads(ctx context.Context) (a Anchor, err error) {
	err = t.Read(ctx, func(tx *Tx) error {
		h, err := tx.scope().head()
		a = Anchor{EventSeq: h.eventSeq, LogSeq: h.logSeq, EventHash: hex.EncodeToString(h.eventHash), LogHash: hex.EncodeToString(h.logHash)}
		return err
	})
	return a, err
}

// PutAnchor keeps the signed heads of a day.
func (tx *Tx) PutAnchor(a Anchor) error { return anchorTable.put(tx.scope(), &a) }

// Anchors lists the anchors by day.
func (tx *Tx) Anchors() ([]Anchor, error) { return anchorTable.list(tx.scope(), "1 = 1 ORDER BY day") }

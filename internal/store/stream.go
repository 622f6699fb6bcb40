package store

import (
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
)

var streamTable = tenantTable("stream", 1, "id, kind, version, destroyed", func(s *StreamInfo) []any {
	return []any{&s.ID, &s.Kind, &s.Version, &s.Destroyed}
})

// Stream tells how far a stream is.
func (tx *Tx) Stream(id string) (StreamInfo, error) { return streamTable.get(tx.scope(), id) }

// Streams lists the streams of a kind ("" is all) by id, after the id given.
func (tx *Tx) Streams(kind, after string, limit int) ([]StreamInfo, error) {
	if kind == "" {
		return streamTable.list(tx.scope(), "id > ? ORDER BY id LIMIT ?", after, bounded(limit))
	}
	return streamTable.list(tx.scope(), "kind = ? AND id > ? ORDER BY id LIMIT ?", kind, after, bounded(limit))
}

// stored is an event as it lies: its body is salt and content, sealed with the
// key of the stream. Salt and content go together when the key goes.
type stored struct {
	stream string
	Event
	digest []byte
}

var eventTable = tenantTable("event", 2, "stream, seq, at, actor, kind, digest, body", func(e *stored) []any {
	return []any{&e.stream, &e.Seq, &e.At, &e.Actor, &e.Kind, &e.digest, &e.Body}
})

const saltSize = 16

// Events gives the events of a stream in order, from the one after the given
// number. Of a destroyed stream they have no body.
func (tx *Tx) Events(stream string, after int64) ([]Event, error) {
	box, err := tx.streamBox(stream)
	if err != nil {
		return nil, err
	}
	found, err := eventTable.list(tx.scope(), "stream = ? AND seq > ? ORDER BY seq", stream, after)
	if err != nil {
		return nil, err
	}
	out := make([]Event, len(found))
	for i, e := range found {
		if _, err := e.open(box); err != nil {
			return nil, err
		}
		out[i] = e.Event
		out[i].Body = e.content()
	}
	return out, nil
}

// Append adds events to a stream that the caller saw at version expected, and
// returns the new version. At version 0 it makes the stream with a key of its
// own. It returns an [*ErrConflict] when somebody else was first.
func (tx *Tx) Append(stream, kind string, expected int64, events []Event) (int64, error) {
	if len(events) == 0 {
		return expected, nil
	}
	box, err := tx.advance(stream, kind, expected, int64(len(events)))
	if err != nil {
		return 0, err
	}
	all := make([]stored, len(events))
	for i, e := range events {
		all[i] = tx.store(stream, expected+int64(i)+1, e, box)
	}
	if err := eventTable.add(tx.scope(), all); err != nil {
		return 0, err
	}
	return expected + int64(len(events)), nil
}

// Touched tells whether this transaction added events to a stream: what is read
// of it now is not there when the transaction is undone.
func (tx *Tx) Touched(stream string) bool {
	return slices.ContainsFunc(tx.links, func(l link) bool { return l.stream == stream })
}

// store seals an event and remembers its link.
func (tx *Tx) store(stream string, seq int64, e Event, box sealer) stored {
	e.Seq = seq
	if e.At.IsZero() {
		e.At = tx.meta.At
	}
	if e.Actor == "" {
		e.Actor = tx.meta.Actor
	}
	salted := make([]byte, saltSize, saltSize+len(e.Body))
	rand.Read(salted)
	salted = append(salted, e.Body...)
	s := stored{stream: stream, Event: e, digest: digest(salted)}
	s.Body = seal(box, s.place(), salted)
	tx.links = append(tx.links, link{stream: stream, seq: seq, kind: e.Kind, actor: e.Actor, at: stamp(e.At), digest: s.digest})
	return s
}

func (e *stored) place() string { return place("event", e.stream, fmt.Sprint(e.Seq)) }

// open decrypts the body in place and says whether there was any.
func (e *stored) open(box sealer) (bool, error) {
	if box == nil || len(e.Body) == 0 {
		e.Body = nil
		return false, nil
	}
	salted, err := unseal(box, e.place(), e.Body)
	e.Body = salted
	return err == nil, err
}

func (e *stored) content() []byte {
	if len(e.Body) < saltSize {
		return nil
	}
	return e.Body[saltSize:]
}

// advance moves the version of a stream, which is the optimistic lock, and
// gives the box of its key.
func (tx *Tx) advance(stream, kind string, expected, by int64) (sealer, error) {
	if expected == 0 {
		return tx.begin(stream, kind, by)
	}
	var have string
	var sealed []byte
	err := tx.one("UPDATE stream SET version = version + ? WHERE tenant = ? AND id = ? AND version = ? AND destroyed = '' RETURNING kind, box",
		[]any{by, tx.tenant, stream, expected}, &have, &sealed)
	switch {
	case errors.Is(err, ErrNotFound):
		return nil, tx.refused(stream, expected)
	case err != nil:
		return nil, err
	case have != kind:
		return nil, fmt.Errorf("store: stream %s is a %s, not a %s", stream, have, kind)
	}
	return tx.openKey(stream, sealed)
}

func (tx *Tx) begin(stream, kind string, version int64) (sealer, error) {
	key := newKey()
	sealed, err := tx.db.keys.seal("stream", tx.tenant, stream, key)
	if err != nil {
		return nil, err
	}
	n, err := tx.changed("INSERT INTO stream (tenant, id, kind, version, destroyed, box) VALUES (?, ?, ?, ?, '', ?) ON CONFLICT (tenant, id) DO NOTHING",
		tx.tenant, stream, kind, version, sealed)
	if err == nil && n == 0 {
		err = tx.refused(stream, 0)
	}
	if err != nil {
		return nil, err
	}
	return newBox(key)
}

// refused tells why a stream did not move.
func (tx *Tx) refused(stream string, expected int64) error {
	info, err := tx.Stream(stream)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if info.Destroyed != "" {
		return ErrDestroyed
	}
	return &ErrConflict{Stream: stream, Expected: expected, Actual: info.Version}
}

// streamBox gives what opens the content of a stream; nil when it was destroyed.
func (tx *Tx) streamBox(stream string) (sealer, error) {
	var sealed []byte
	err := tx.one("SELECT box FROM stream WHERE tenant = ? AND id = ?", []any{tx.tenant, stream}, &sealed)
	if err != nil || len(sealed) == 0 {
		return nil, err
	}
	return tx.openKey(stream, sealed)
}

func (tx *Tx) openKey(stream string, sealed []byte) (sealer, error) {
	key, err := tx.db.keys.open("stream", tx.tenant, stream, sealed)
	if err != nil {
		return nil, err
	}
	return newBox(key)
}

// DestroyStream deletes the key, the content and the drafts of a stream. That
// there were events, when, of what kind and by whom stays, and the chain says
// on which day the rest went. Destroying twice is [ErrDestroyed].
func (tx *Tx) DestroyStream(id, day string) error {
	n, err := tx.changed("UPDATE stream SET destroyed = ?, box = ? WHERE tenant = ? AND id = ? AND destroyed = ''",
		day, []byte{}, tx.tenant, id)
	if err != nil {
		return err
	}
	if n == 0 {
		if _, err := tx.Stream(id); err != nil {
			return err
		}
		return ErrDestroyed
	}
	if err := tx.exec("UPDATE event SET body = ? WHERE tenant = ? AND stream = ?", []byte{}, tx.tenant, id); err != nil {
		return err
	}
	tx.links = append(tx.links, link{stream: id, note: day + " " + stamp(tx.meta.At) + " " + tx.meta.Actor})
	return tx.dropDrafts(id)
}

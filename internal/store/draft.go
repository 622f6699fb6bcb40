package store

import (
	"errors"
	"maps"
	"slices"
	"time"
)

// sealedField is a draft field as it lies, sealed with the key of its stream.
type sealedField struct {
	stream, scope string
	DraftField
	value []byte
}

var draftTable = tenantTable("draft", 3, "stream, scope, name, value, by_who, at", func(f *sealedField) []any {
	return []any{&f.stream, &f.scope, &f.Name, &f.value, &f.By, &f.At}
})

func (f *sealedField) place() string { return place("draft", f.stream, f.scope, f.Name) }

// Draft gives what was typed for a stream and not yet recorded, by name, with
// its version; without a draft the version is 0.
func (tx *Tx) Draft(stream, scope string) ([]DraftField, int64, error) {
	version, err := tx.draftVersion(stream, scope)
	if err != nil || version == 0 {
		return nil, 0, err
	}
	box, err := tx.streamBox(stream)
	if err != nil || box == nil {
		return nil, 0, err
	}
	found, err := draftTable.list(tx.scope(), "stream = ? AND scope = ? ORDER BY name", stream, scope)
	if err != nil {
		return nil, 0, err
	}
	out := make([]DraftField, len(found))
	for i, f := range found {
		plain, err := unseal(box, f.place(), f.value)
		if err != nil {
			return nil, 0, err
		}
		f.Value = string(plain)
		out[i] = f.DraftField
	}
	return out, version, nil
}

func (tx *Tx) draftVersion(stream, scope string) (version int64, err error) {
	err = tx.one("SELECT version FROM draft_head WHERE tenant = ? AND stream = ? AND scope = ?",
		[]any{tx.tenant, stream, scope}, &version)
	if errors.Is(err, ErrNotFound) {
		return 0, nil
	}
	return version, err
}

// SaveDraft keeps the values given, field by field, and leaves the other fields
// of the draft alone. When somebody saved after version expected it changes
// nothing and returns the present version with an [*ErrConflict]; a negative
// expected asks for no such check. The stream must exist.
func (tx *Tx) SaveDraft(stream, scope string, expected int64, values map[string]string) (int64, error) {
	box, err := tx.streamBox(stream)
	if err != nil {
		return 0, err
	}
	if box == nil {
		return 0, ErrDestroyed
	}
	version, err := tx.moveDraft(stream, scope, expected)
	if err != nil {
		return version, err
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		f := sealedField{stream: stream, scope: scope, DraftField: DraftField{Name: name, By: tx.meta.Actor, At: tx.meta.At}}
		f.value = seal(box, f.place(), []byte(values[name]))
		if err := draftTable.put(tx.scope(), &f); err != nil {
			return 0, err
		}
	}
	return version, nil
}

func (tx *Tx) moveDraft(stream, scope string, expected int64) (version int64, err error) {
	const insert = "INSERT INTO draft_head (tenant, stream, scope, version, at) VALUES (?, ?, ?, 1, ?) ON CONFLICT (tenant, stream, scope)"
	switch args := []any{tx.tenant, stream, scope, tx.meta.At}; {
	case expected < 0:
		err = tx.one(insert+" DO UPDATE SET version = draft_head.version + 1, at = excluded.at RETURNING version", args, &version)
	case expected == 0:
		err = tx.one(insert+" DO NOTHING RETURNING version", args, &version)
	default:
		err = tx.one("UPDATE draft_head SET version = version + 1, at = ? WHERE tenant = ? AND stream = ? AND scope = ? AND version = ? RETURNING version",
			[]any{tx.meta.At, tx.tenant, stream, scope, expected}, &version)
	}
	if !errors.Is(err, ErrNotFound) {
		return version, err
	}
	if version, err = tx.draftVersion(stream, scope); err != nil {
		return 0, err
	}
	return version, &ErrConflict{Stream: stream, Expected: expected, Actual: version}
}

// DropDraft forgets a draft.
func (tx *Tx) DropDraft(stream, scope string) error {
	if err := tx.exec("DELETE FROM draft_head WHERE tenant = ? AND stream = ? AND scope = ?", tx.tenant, stream, scope); err != nil {
		return err
	}
	_, err := draftTable.drop(tx.scope(), "stream = ? AND scope = ?", stream, scope)
	return err
}

func (tx *Tx) dropDrafts(stream string) error {
	if err := tx.exec("DELETE FROM draft_head WHERE tenant = ? AND stream = ?", tx.tenant, stream); err != nil {
		return err
	}
	_, err := draftTable.drop(tx.scope(), "stream = ?", stream)
	return err
}

// DropDraftsBefore forgets the drafts that were last saved before a moment, and
// counts them.
func (tx *Tx) DropDraftsBefore(at time.Time) (int, error) {
	err := tx.exec("DELETE FROM draft WHERE tenant = ? AND EXISTS (SELECT 1 FROM draft_head h WHERE h.tenant = draft.tenant AND h.stream = draft.stream AND h.scope = draft.scope AND h.at < ?)",
		tx.tenant, at)
	if err != nil {
		return 0, err
	}
	return tx.changed("DELETE FROM draft_head WHERE tenant = ? AND at < ?", tx.tenant, at)
}

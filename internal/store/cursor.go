package store

import (
	"encoding/base64"
	"encoding/json"
)

// A cursor says where the next page starts. It is sealed, since it can hold a
// name and travels in an address, and it opens only for the tenant, the list
// and the question it was made for.

func (tx *Tx) sealCursor(list string, question, mark any) (string, error) {
	plain, err := json.Marshal(mark)
	if err != nil {
		return "", err
	}
	spot, err := cursorPlace(list, question)
	if err != nil {
		return "", err
	}
	sealed, err := tx.db.keys.seal("cursor", tx.tenant, spot, plain)
	return base64.RawURLEncoding.EncodeToString(sealed), err
}

// openCursor fills mark from a cursor, and leaves it alone for the first page.
func (tx *Tx) openCursor(list string, question any, cursor string, mark any) error {
	if cursor == "" {
		return nil
	}
	sealed, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return ErrCursor
	}
	spot, err := cursorPlace(list, question)
	if err != nil {
		return err
	}
	plain, err := tx.db.keys.open("cursor", tx.tenant, spot, sealed)
	if err != nil {
		return ErrCursor
	}
	return json.Unmarshal(plain, mark)
}

func cursorPlace(list string, question any) (string, error) {
	text, err := json.Marshal(question)
	return place("cursor", list, string(text)), err
}

// page cuts a list that was read one row too far, and makes the cursor of the
// next page from the last row that stays.
func page[T any](tx *Tx, list string, question any, found []T, limit int, mark func(T) any) ([]T, string, error) {
	if len(found) <= limit {
		return found, "", nil
	}
	found = found[:limit]
	next, err := tx.sealCursor(list, question, mark(found[limit-1]))
	return found, next, err
}

//go:build browser

package rondgang_test

import (
	"context"
	"encoding/json"
	"fmt"

	"passend/internal/casefile"
	"passend/internal/store"
)

// holder reads from the events who was assigned a role in the case in hand.
func (h *house) holder(role string) (account string, err error) {
	err = h.db.Tenant(tenant).Read(context.Background(), func(tx *store.Tx) error {
		events, err := tx.Events(h.current, 0)
		if err != nil {
			return err
		}
		for _, e := range events {
			if e.Kind != (casefile.Assigned{}).EventKind() {
				continue
			}
			var a casefile.Assigned
			if err := json.Unmarshal(e.Body, &a); err != nil {
				return err
			}
			if a.Role == role {
				account = a.Account
			}
		}
		if account == "" {
			return fmt.Errorf("nobody was assigned %q", role)
		}
		return nil
	})
	return account, err
}

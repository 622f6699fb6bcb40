//go:build browser

package rondgang_test

import (
	"context"

	"passend/internal/casefile"
	"passend/internal/store"
)

// holder reads from the events who was assigned a role in the case in hand; when
// nobody was, the region tells whose work it is.
func (h *house) holder(role string) (account, region string, err error) {
	err = h.db.Tenant(h.walk.SWV).Read(context.Background(), func(tx *store.Tx) error {
		events, err := tx.Events(h.current, 0)
		if err != nil {
			return err
		}
		for _, e := range events {
			data, err := casefile.Decode(e.Kind, e.Body)
			if err != nil {
				return err
			}
			switch d := data.(type) {
			case casefile.Started:
				region = d.Region
			case casefile.Assigned:
				if d.Role == role {
					account = d.Account
				}
			}
		}
		return nil
	})
	return account, region, err
}

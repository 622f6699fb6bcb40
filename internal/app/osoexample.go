package app

import (
	"context"

	"passend/internal/oso/sample"
	"passend/internal/store"
)

// ExampleOSO gives a transfer file about a pupil who does not exist, as if the
// school of who asks had made it; in a demonstration only.
func (a *App) ExampleOSO(ctx context.Context, p Principal) ([]byte, error) {
	if !a.demo || !p.MayReadOSO() {
		return nil, ErrNotFound
	}
	f := sample.Pupil("Fenna", "Voorbeeldkind", "2017-05-03", "L-1017")
	err := a.read(ctx, p, func(tx *store.Tx) error {
		swv, err := a.swvIn(tx, a.Today())
		if err != nil {
			return err
		}
		if swv.Sector == "vo" {
			f.Root("metadata/overstap", "VOSWV").Root("huidigeschool/soort", "VO").Set("geboortedatum", "2013-05-03").Group("2026-2027", "12")
		}
		org, err := tx.Org(p.Org)
		if err == nil && len(org.Code) >= 4 {
			f.Root("huidigeschool/brincode", org.Code[:4]).Root("huidigeschool/naam", org.Name)
		}
		return err
	})
	return f.XML(), err
}

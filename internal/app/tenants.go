package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// AddTenant gives an SWV its folder as the running version from a day on; a
// version that was kept before stays as it is. It is for setting up an SWV:
// afterwards its own people bring new versions, which a second person approves.
func (a *App) AddTenant(ctx context.Context, folder fs.FS, from string) error {
	swv, faults := procedure.LoadSWV(folder)
	if procedure.Refused(faults) {
		return fmt.Errorf("the folder of the SWV has faults, the first: %s", faults[0])
	}
	if err := a.db.PutTenant(ctx, store.TenantRow{ID: swv.ID, Name: swv.Title}); err != nil {
		return err
	}
	v, err := versionOf(swv, folder)
	if err != nil {
		return err
	}
	v.By, v.ByName, v.ApprovedBy, v.ApprovedByName = "inrichting", "Inrichting", "inrichting", "Inrichting"
	v.At, v.ApprovedAt, v.From = a.now(), a.now(), from
	defer a.catalog.forget(swv.ID)
	p := systemPrincipal(swv.ID)
	return a.write(ctx, p, v.At, func(tx *store.Tx) error {
		if _, err := tx.Version(v.Hash); !errors.Is(err, store.ErrNotFound) {
			return err
		}
		tx.Log(p.access(v.At, "wijzigen", "procedures"))
		return tx.PutVersion(v)
	})
}

// versionOf packs a folder that was loaded as a version of it.
func versionOf(swv *procedure.SWV, folder fs.FS) (store.Version, error) {
	files, err := PackFolder(folder)
	if err != nil {
		return store.Version{}, err
	}
	hashes := map[string]string{}
	for _, p := range swv.Procedures {
		hashes[p.ID] = p.Hash
	}
	procedures, err := json.Marshal(hashes)
	return store.Version{Hash: swv.Hash, Procedures: string(procedures), Files: files}, err
}

// Tenants lists the SWV's of this installation.
func (a *App) Tenants(ctx context.Context) ([]store.TenantRow, error) { return a.db.Tenants(ctx) }

// dayText is the present day as rows hold it.
func (a *App) dayText() string { return civil.DayOf(a.now()).String() }

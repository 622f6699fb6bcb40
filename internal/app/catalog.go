package app

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"sync"
	"time"

	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/store"
)

// catalog keeps the versions of SWV's that were read, by content hash. A
// version never changes, so what was read once stays true.
type catalog struct {
	mu      sync.RWMutex
	swv     map[string]*procedure.SWV // hash of the folder
	byProc  map[string]string         // hash of a procedure → hash of the folder
	running map[string]running        // tenant → the version in force
}

type running struct {
	day  civil.Day
	hash string
	seen time.Time // when the store was asked
}

// recheck is how long a version is taken to be in force without asking: another
// copy of the program may have approved a new one.
const recheck = 15 * time.Second

func newCatalog() *catalog {
	return &catalog{swv: map[string]*procedure.SWV{}, byProc: map[string]string{}, running: map[string]running{}}
}

func (c *catalog) get(hash string) *procedure.SWV {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.swv[hash]
}

func (c *catalog) ofProcedure(tenant, hash string) *procedure.SWV {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.swv[c.byProc[tenant+" "+hash]]
}

func (c *catalog) current(tenant string, day civil.Day, now time.Time) *procedure.SWV {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if r := c.running[tenant]; r.day == day && now.Sub(r.seen) < recheck {
		return c.swv[r.hash]
	}
	return nil
}

func (c *catalog) keep(tenant string, hash string, swv *procedure.SWV) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.swv[hash] = swv
	for _, p := range swv.Procedures {
		c.byProc[tenant+" "+p.Hash] = hash
	}
}

func (c *catalog) run(tenant string, day civil.Day, hash string, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.running[tenant] = running{day, hash, now}
}

// Forget makes the next use look again which version is in force.
func (c *catalog) forget(tenant string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.running, tenant)
}

// SWV gives the version of the samenwerkingsverband that holds today.
func (a *App) SWV(ctx context.Context, tenant string) (*procedure.SWV, error) {
	if swv := a.catalog.current(tenant, a.Today(), a.now()); swv != nil {
		return swv, nil
	}
	var swv *procedure.SWV
	err := a.db.Tenant(tenant).Read(ctx, func(tx *store.Tx) (err error) {
		swv, err = a.swvIn(tx, a.Today())
		return err
	})
	return swv, err
}

// swvIn is SWV inside a transaction.
func (a *App) swvIn(tx *store.Tx, today civil.Day) (*procedure.SWV, error) {
	now := a.now()
	if swv := a.catalog.current(tx.Tenant(), today, now); swv != nil {
		return swv, nil
	}
	hash, err := tx.CurrentHash(today.String())
	if err != nil {
		return nil, err
	}
	if swv := a.catalog.get(hash); swv != nil {
		a.catalog.keep(tx.Tenant(), hash, swv)
		a.catalog.run(tx.Tenant(), today, hash, now)
		return swv, nil
	}
	v, err := tx.CurrentVersion(today.String())
	if err != nil {
		return nil, err
	}
	swv, err := a.loaded(tx.Tenant(), v)
	if err == nil {
		a.catalog.run(tx.Tenant(), today, v.Hash, now)
	}
	return swv, err
}

// procedureOf gives the procedure a case began with, and its SWV as it then was.
func (a *App) procedureOf(tx *store.Tx, id, hash string) (*procedure.SWV, *procedure.Procedure, error) {
	swv := a.catalog.ofProcedure(tx.Tenant(), hash)
	if swv == nil {
		v, err := tx.VersionOfProcedure(hash)
		if err != nil {
			return nil, nil, fmt.Errorf("procedure %s: %w", id, err)
		}
		if swv, err = a.loaded(tx.Tenant(), v); err != nil {
			return nil, nil, err
		}
	}
	for _, p := range swv.Procedures {
		if p.Hash == hash {
			return swv, p, nil
		}
	}
	return nil, nil, fmt.Errorf("procedure %s is not in its version: %w", id, ErrNotFound)
}

func (a *App) loaded(tenant string, v store.Version) (*procedure.SWV, error) {
	if swv := a.catalog.get(v.Hash); swv != nil {
		a.catalog.keep(tenant, v.Hash, swv)
		return swv, nil
	}
	files, err := zip.NewReader(bytes.NewReader(v.Files), int64(len(v.Files)))
	if err != nil {
		return nil, fmt.Errorf("version %s: %w", v.Hash, err)
	}
	swv, faults := procedure.LoadSWV(files)
	if procedure.Refused(faults) {
		return nil, fmt.Errorf("version %s was accepted and does not load: %s", v.Hash, faults[0])
	}
	a.catalog.keep(tenant, v.Hash, swv)
	return swv, nil
}

// PackFolder packs the folder of an SWV as a version keeps it: the same folder
// gives the same bytes.
func PackFolder(fsys fs.FS) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	err := fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(fsys, path)
		if err != nil {
			return err
		}
		f, err := w.CreateHeader(&zip.FileHeader{Name: path, Method: zip.Deflate})
		if err != nil {
			return err
		}
		_, err = f.Write(text)
		return err
	})
	if err == nil {
		err = w.Close()
	}
	return out.Bytes(), err
}

package store

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

const versionColumns = "hash, procedures, by_who, by_name, note, at, approved_by, approved_by_name, approved_at, from_day, withdrawn"

// versionFields leaves out the files, which are large.
func versionFields(v *Version) []any {
	return []any{&v.Hash, &v.Procedures, &v.By, &v.ByName, &v.Note, &v.At, &v.ApprovedBy, &v.ApprovedByName, &v.ApprovedAt, &v.From, &v.Withdrawn}
}

var (
	versionTable     = tenantTable("version", 1, versionColumns, versionFields)
	fullVersionTable = tenantTable("version", 1, versionColumns+", files", func(v *Version) []any {
		return append(versionFields(v), &v.Files)
	})
)

// PutVersion keeps a version of the folder. Files that were kept already need
// not be handed in again.
func (tx *Tx) PutVersion(v Version) error {
	if len(v.Files) == 0 {
		old, err := tx.Version(v.Hash)
		if err != nil {
			return fmt.Errorf("store: version %s without files: %w", v.Hash, err)
		}
		v.Files = old.Files
	}
	if err := fullVersionTable.put(tx.scope(), &v); err != nil {
		return err
	}
	var procedures map[string]string
	if err := json.Unmarshal([]byte(v.Procedures), &procedures); err != nil {
		return fmt.Errorf("store: version %s: %w", v.Hash, err)
	}
	for _, hash := range slices.Compact(slices.Sorted(maps.Values(procedures))) {
		err := tx.exec("INSERT INTO version_procedure (tenant, procedure_hash, hash) VALUES (?, ?, ?) ON CONFLICT (tenant, procedure_hash, hash) DO NOTHING",
			tx.tenant, hash, v.Hash)
		if err != nil {
			return err
		}
	}
	return nil
}

// Version gives a version with its files.
func (tx *Tx) Version(hash string) (Version, error) { return fullVersionTable.get(tx.scope(), hash) }

// Versions lists the versions without their files, newest first.
func (tx *Tx) Versions() ([]Version, error) {
	return versionTable.list(tx.scope(), "1 = 1 ORDER BY at DESC, hash")
}

// CurrentVersion gives the version that holds on a day: the latest one that was
// approved and not withdrawn.
func (tx *Tx) CurrentVersion(day string) (Version, error) {
	hash, err := tx.CurrentHash(day)
	if err != nil {
		return Version{}, err
	}
	return tx.Version(hash)
}

// CurrentHash names the version that holds on a day, for who has its files
// already.
func (tx *Tx) CurrentHash(day string) (string, error) {
	v, err := versionTable.first(tx.scope(), "approved_at <> '' AND withdrawn = '' AND from_day <= ? ORDER BY from_day DESC, approved_at DESC, hash", day)
	return v.Hash, err
}

// VersionOfProcedure gives the latest version in which a procedure stands as it
// was when it had this hash.
func (tx *Tx) VersionOfProcedure(procedureHash string) (Version, error) {
	return fullVersionTable.first(tx.scope(), "hash IN (SELECT p.hash FROM version_procedure p WHERE p.tenant = version.tenant AND p.procedure_hash = ?) ORDER BY at DESC, hash", procedureHash)
}

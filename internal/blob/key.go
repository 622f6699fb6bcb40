package blob

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"filippo.io/age"
)

const (
	keyFile   = "sleutel"
	tombstone = "vernietigd"
)

// folder is the place of one case.
type folder struct {
	path         string
	tenant, kase string
}

var safePart = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`)

func (s *Store) folder(tenant, caseID string) (folder, error) {
	if !safePart.MatchString(tenant) || !safePart.MatchString(caseID) {
		return folder{}, errors.New("blob: tenant or case cannot be a folder name")
	}
	return folder{filepath.Join(s.dir, tenant, caseID), tenant, caseID}, nil
}

func (f folder) place(what string) []byte {
	return []byte("passend/blob/1\x00" + f.tenant + "\x00" + f.kase + "\x00" + what)
}

func (f folder) destroyed() (bool, error) {
	_, err := os.Stat(filepath.Join(f.path, tombstone))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// identity opens the key of a case.
func (s *Store) identity(f folder) (*age.X25519Identity, error) {
	if gone, err := f.destroyed(); gone || err != nil {
		return nil, errors.Join(err, onlyIf(gone, ErrDestroyed))
	}
	sealed, err := os.ReadFile(filepath.Join(f.path, keyFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	box, err := s.box(f.tenant)
	if err != nil {
		return nil, err
	}
	plain, err := unseal(box, f.place(keyFile), sealed)
	if err != nil {
		return nil, err
	}
	return age.ParseX25519Identity(string(plain))
}

// newIdentity opens the key of a case and makes it when there is none. A link
// fails when the name exists, so two programs never make two keys for one case.
func (s *Store) newIdentity(f folder) (*age.X25519Identity, error) {
	id, err := s.identity(f)
	if !errors.Is(err, ErrNotFound) {
		return id, err
	}
	if err := s.makeFolder(f); err != nil {
		return nil, err
	}
	fresh, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, err
	}
	box, err := s.box(f.tenant)
	if err != nil {
		return nil, err
	}
	sealed := seal(box, f.place(keyFile), []byte(fresh.String()))
	if err := s.disk().writeOnce(f.path, keyFile, sealed); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	if gone, _ := f.destroyed(); gone {
		return nil, errors.Join(ErrDestroyed, removeKey(f))
	}
	return s.identity(f)
}

func (s *Store) makeFolder(f folder) error {
	if err := os.MkdirAll(f.path, 0o700); err != nil {
		return err
	}
	if err := s.disk().syncDir(filepath.Dir(f.path)); err != nil {
		return err
	}
	return s.disk().syncDir(s.dir)
}

// bury marks the case as destroyed, before anything is removed, so that a Put
// under way at the same time cannot make a new key.
func (f folder) bury(at time.Time) error {
	err := disk{}.writeOnce(f.path, tombstone, []byte(at.UTC().Format(time.RFC3339)+"\n"))
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// removeKey writes over the key before it is removed: little help on flash disks,
// but it costs nothing on others.
func removeKey(f folder) error {
	path := filepath.Join(f.path, keyFile)
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err == nil {
		noise := make([]byte, info.Size())
		rand.Read(noise)
		_, err = file.WriteAt(noise, 0)
	}
	err = errors.Join(err, file.Sync(), file.Close(), os.Remove(path))
	return errors.Join(err, disk{}.syncDir(f.path))
}

// box derives the key that seals the case keys of one tenant.
func (s *Store) box(tenant string) (cipher.AEAD, error) {
	key, err := hkdf.Key(sha256.New, s.master, nil, "passend/1/blob/"+tenant, 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

func seal(box cipher.AEAD, place, plain []byte) []byte {
	return box.Seal(nil, nil, plain, place)
}

func unseal(box cipher.AEAD, place, sealed []byte) ([]byte, error) {
	plain, err := box.Open(nil, nil, sealed, place)
	if err != nil {
		return nil, fmt.Errorf("%w: key of the case does not open", ErrChanged)
	}
	return plain, nil
}

func onlyIf(is bool, err error) error {
	if is {
		return err
	}
	return nil
}

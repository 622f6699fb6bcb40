package ops

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const keySize = 32

// KeyFile is the file in the data folder that holds the master key when
// PASSEND_KEY is not set.
func (c Config) KeyFile() string { return filepath.Join(c.Data, "sleutel") }

// MasterKey gives the key of PASSEND_KEY, or else the one in the key file, which
// it makes at the first start. made tells that it did: whoever runs the program
// must then keep a copy elsewhere.
func (c Config) MasterKey() (key []byte, made bool, err error) {
	if c.Key != nil {
		return c.Key, false, nil
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return nil, false, fmt.Errorf("de map %s kan niet worden gemaakt: %w", c.Data, err)
	}
	key, err = readKey(c.KeyFile())
	if !errors.Is(err, fs.ErrNotExist) {
		return key, false, err
	}
	if err := c.mayMakeKey(); err != nil {
		return nil, false, err
	}
	return makeKey(c.KeyFile())
}

// mayMakeKey refuses a new key next to data that was sealed with another one:
// that would look like a working program in which nothing can be read.
func (c Config) mayMakeKey() error {
	if c.Database != "" {
		return nil
	}
	if _, err := os.Stat(filepath.Join(c.Data, "passend.db")); err != nil {
		return nil
	}
	return fmt.Errorf("in %s staat wel een database maar geen sleutel. Zet het bestand ‘sleutel’ terug uit de reservekopie, of geef de sleutel met PASSEND_KEY", c.Data)
}

func readKey(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if wide := info.Mode().Perm() & 0o077; wide != 0 {
		return nil, fmt.Errorf("andere gebruikers van deze computer kunnen %s lezen of wijzigen. Voer uit: chmod 600 %s", path, path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(key) != keySize {
		return nil, fmt.Errorf("in %s staat geen sleutel van 32 bytes in base64. Zet het bestand terug uit de reservekopie", path)
	}
	return key, nil
}

// makeKey writes a new key under a name of its own and then links it into
// place, so that of two programs that start at the same moment both use the
// key of the first, and neither finds half a file.
func makeKey(path string) (key []byte, made bool, err error) {
	key = make([]byte, keySize)
	rand.Read(key)
	file, err := os.CreateTemp(filepath.Dir(path), ".sleutel-*") // mode 0600
	if err != nil {
		return nil, false, err
	}
	defer os.Remove(file.Name())
	_, err = file.WriteString(base64.StdEncoding.EncodeToString(key) + "\n")
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return nil, false, err
	}
	err = os.Link(file.Name(), path)
	if errors.Is(err, fs.ErrExist) {
		key, err = readKey(path)
		return key, false, err
	}
	return key, true, err
}

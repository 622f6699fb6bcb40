package store

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"sync"
)

// keyring derives keys from the master key: one per purpose and tenant, so that
// what is sealed for one tenant never opens for another.
type keyring struct {
	master []byte
	known  *sync.Map
}

func newKeyring(master []byte) keyring {
	return keyring{master: append([]byte(nil), master...), known: new(sync.Map)}
}

func (k keyring) derive(purpose, tenant string) (cipher.AEAD, error) {
	info := "passend/1/" + purpose + "/" + tenant
	if box, ok := k.known.Load(info); ok {
		return box.(cipher.AEAD), nil
	}
	key, err := hkdf.Key(sha256.New, k.master, nil, info, 32)
	if err != nil {
		return nil, err
	}
	box, err := newBox(key)
	if err == nil {
		k.known.Store(info, box)
	}
	return box, err
}

// seal encrypts with a key derived for purpose and tenant; place ties the
// outcome to where it lies, so that rows cannot be exchanged.
func (k keyring) seal(purpose, tenant, place string, plain []byte) ([]byte, error) {
	box, err := k.derive(purpose, tenant)
	if err != nil {
		return nil, err
	}
	return seal(box, place, plain), nil
}

func (k keyring) open(purpose, tenant, place string, sealed []byte) ([]byte, error) {
	box, err := k.derive(purpose, tenant)
	if err != nil {
		return nil, err
	}
	return unseal(box, place, sealed)
}

// sealer is what seals and opens with one key.
type sealer = cipher.AEAD

func newKey() []byte {
	key := make([]byte, 32)
	rand.Read(key)
	return key
}

func newBox(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

func seal(box cipher.AEAD, place string, plain []byte) []byte {
	nonce := make([]byte, box.NonceSize(), box.NonceSize()+len(plain)+box.Overhead())
	rand.Read(nonce)
	return box.Seal(nonce, nonce, plain, []byte(place))
}

var errSealed = errors.New("store: content does not open: changed, or sealed with another key")

func unseal(box cipher.AEAD, place string, sealed []byte) ([]byte, error) {
	n := box.NonceSize()
	if len(sealed) < n {
		return nil, fmt.Errorf("%w (%s)", errSealed, place)
	}
	plain, err := box.Open(nil, sealed[:n], sealed[n:], []byte(place))
	if err != nil {
		return nil, fmt.Errorf("%w (%s)", errSealed, place)
	}
	return plain, nil
}

// place names the spot where something sealed lies.
func place(parts ...string) string { return strings.Join(parts, "\x00") }

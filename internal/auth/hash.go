package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"runtime"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"
)

// cost is what one guess costs: 19 MiB and two passes (OWASP).
var cost = argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hasher makes and compares slow hashes, at most one at a time per core: each
// takes memory and a whole core, and pages must go on meanwhile.
type hasher struct {
	params argon2id.Params
	turns  chan struct{}
	// decoy is compared when there is no account, so that the answer takes as
	// long as for an account.
	decoy string
}

func newHasher(p argon2id.Params) (*hasher, error) {
	decoy, err := argon2id.CreateHash(rand.Text(), &p)
	return &hasher{params: p, turns: make(chan struct{}, runtime.GOMAXPROCS(0)), decoy: decoy}, err
}

func (h *hasher) turn(ctx context.Context) (done func(), err error) {
	select {
	case h.turns <- struct{}{}:
		return func() { <-h.turns }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// hash makes a hash. The same word typed on another keyboard is the same word:
// an é of one and of two code points count as equal.
func (h *hasher) hash(ctx context.Context, secret string) (string, error) {
	done, err := h.turn(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	return argon2id.CreateHash(norm.NFC.String(secret), &h.params)
}

// matches compares. With an empty hash it works as long and says no. old tells
// that the hash was made at another cost and is to be made again.
func (h *hasher) matches(ctx context.Context, secret, hash string) (ok, old bool, err error) {
	done, err := h.turn(ctx)
	if err != nil {
		return false, false, err
	}
	defer done()
	against := hash
	if hash == "" {
		against = h.decoy
	}
	same, params, err := argon2id.CheckHash(norm.NFC.String(secret), against)
	if err != nil {
		return false, false, err
	}
	return same && hash != "", *params != h.params, nil
}

// digest is how a random token of full length is kept: it cannot be guessed, so
// a quick hash is enough.
func digest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// newToken is 128 random bits and more, as letters and digits for an address or
// a cookie.
func newToken() string { return rand.Text() + rand.Text() }

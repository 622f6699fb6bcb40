package ops

import (
	"context"
	"crypto/rand"
	"strings"
)

// readable has no letters or digits that look or sound alike.
const readable = "BCDFGHJKLMNPQRSTVWXZ23456789"

// NewReference makes a number for a reader to mention when asking for help, such
// as "K7QD-3MXP". It says nothing about anybody.
func NewReference() string {
	var b strings.Builder
	for i, r := range randomText(readable, 8) {
		if i == 4 {
			b.WriteByte('-')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// randomText draws n characters of an ASCII alphabet, each equally likely.
func randomText(alphabet string, n int) string {
	limit := 256 - 256%len(alphabet)
	out := make([]byte, 0, n)
	var draw [1]byte
	for len(out) < n {
		rand.Read(draw[:])
		if int(draw[0]) < limit {
			out = append(out, alphabet[int(draw[0])%len(alphabet)])
		}
	}
	return string(out)
}

// ReferenceOf gives the number of the request that ctx belongs to, or "".
func ReferenceOf(ctx context.Context) string {
	if v := visitOf(ctx); v != nil {
		return v.reference
	}
	return ""
}

package auth

import "crypto/rand"

// randomText draws n characters of an ASCII alphabet, each equally likely.
func randomText(alphabet string, n int) string {
	even := 256 - 256%len(alphabet)
	out := make([]byte, 0, n)
	var draw [1]byte
	for len(out) < n {
		rand.Read(draw[:])
		if int(draw[0]) < even {
			out = append(out, alphabet[int(draw[0])%len(alphabet)])
		}
	}
	return string(out)
}

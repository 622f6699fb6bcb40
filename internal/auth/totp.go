package auth

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"passend/internal/store"
)

const (
	step = 30 // seconds
	// skew is how many steps a phone may be early or late.
	skew = 1
	// enrolTime is how long somebody may take to scan and type the first code.
	enrolTime = time.Hour
	purpose   = "totp"
)

// secret is what is sealed in an account: the key of the authenticator app, and
// whose it is, so that it opens in no other row.
type secret struct {
	Key     string `json:"k"`
	Account string `json:"a"`
}

func (m *Manager) openSecret(a store.Account) (secret, error) {
	plain, err := m.store.OpenSecret(purpose, a.TOTP)
	var s secret
	if err == nil {
		err = json.Unmarshal(plain, &s)
	}
	if err == nil && s.Account != a.ID {
		err = errors.New("auth: sealed secret is of another account")
	}
	return s, err
}

func (m *Manager) sealSecret(s secret) ([]byte, error) {
	plain, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	return m.store.SealSecret(purpose, plain)
}

// stepOf finds the step at which a code is right.
func (s secret) stepOf(code string, at time.Time) (uint64, bool) {
	now := uint64(at.Unix()) / step
	for n := now - skew; n <= now+skew; n++ {
		ok, err := hotp.ValidateCustom(code, n, s.Key, hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err == nil && ok {
			return n, true
		}
	}
	return 0, false
}

// spend checks a code and uses it up: the same code is not accepted again.
func (m *Manager) spend(ctx context.Context, s secret, code string) (bool, error) {
	n, ok := s.stepOf(digits(code), m.real())
	if !ok {
		return false, nil
	}
	return m.once(ctx, fmt.Sprintf("app-eenmaal:%s:%d", digest(s.Account + " " + s.Key)[:32], n))
}

// once says whether this is the first time a key is used. The count is kept by
// the database, so it also holds between two programs on one database; of two
// at the very same moment neither is the first.
func (m *Manager) once(ctx context.Context, key string) (bool, error) {
	now := m.now()
	if err := m.store.AddAttempt(ctx, key, now, now); err != nil {
		return false, err
	}
	n, _, err := m.store.Attempts(ctx, key)
	return n == 1, err
}

// digits drops the spaces people type between groups.
func digits(code string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' {
			return -1
		}
		return r
	}, code)
}

// Enrolment is a new authenticator app that is not confirmed yet. It lives in
// the page that shows it: Sealed goes into a hidden field and comes back with
// the first code, so that nothing counts before that code.
type Enrolment struct {
	Sealed string
	Secret string // in groups of four, to be typed over
	URI    string // for the QR code
}

type offered struct {
	Key     string    `json:"k"`
	Subject string    `json:"s"`
	At      time.Time `json:"t"`
}

// offer makes a new key for a subject: an account, or an invitation.
func (m *Manager) offer(subject, label string) (Enrolment, error) {
	var key [20]byte
	rand.Read(key[:])
	text := base32.StdEncoding.EncodeToString(key[:])
	return m.shown(offered{text, subject, m.real()}, label)
}

func (m *Manager) shown(o offered, label string) (Enrolment, error) {
	plain, err := json.Marshal(o)
	if err != nil {
		return Enrolment{}, err
	}
	sealed, err := m.store.SealSecret("totp-instellen", plain)
	return Enrolment{
		Sealed: base64.RawURLEncoding.EncodeToString(sealed),
		Secret: grouped(o.Key),
		URI:    m.uri(o.Key, label),
	}, err
}

func (m *Manager) uri(key, label string) string {
	u := url.URL{Scheme: "otpauth", Host: "totp", Path: "/" + m.issuer + ":" + label}
	u.RawQuery = "secret=" + key + "&issuer=" + url.PathEscape(m.issuer) + "&period=30&digits=6&algorithm=SHA1"
	return u.String()
}

// again shows an offer that was made before, or makes a new one when it is too
// old or not of this subject.
func (m *Manager) again(sealed, subject, label string) (Enrolment, error) {
	o, err := m.offeredKey(sealed, subject)
	if err != nil {
		return m.offer(subject, label)
	}
	return m.shown(o, label)
}

var errOffer = errors.New("auth: enrolment is not of this person or too old")

func (m *Manager) offeredKey(sealed, subject string) (offered, error) {
	var o offered
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil {
		return o, errOffer
	}
	plain, err := m.store.OpenSecret("totp-instellen", raw)
	if err != nil || json.Unmarshal(plain, &o) != nil {
		return o, errOffer
	}
	if o.Subject != subject || m.real().Sub(o.At) > enrolTime {
		return o, errOffer
	}
	return o, nil
}

// confirm puts an offered key into an account when the first code is right.
func (m *Manager) confirm(ctx context.Context, a *store.Account, sealed, subject, code string) (*Refusal, error) {
	o, err := m.offeredKey(sealed, subject)
	if err != nil {
		return refuseField(FieldCode, "Deze QR-code is verlopen. Scan de nieuwe QR-code en vul dan de code uit uw app in."), nil
	}
	s := secret{Key: o.Key, Account: a.ID}
	ok, err := m.spend(ctx, s, code)
	if err != nil {
		return nil, err
	}
	if !ok {
		return refuseField(FieldCode, "Deze code klopt niet. Wacht tot uw app een nieuwe code toont en neem die over. Kijk ook of de tijd op uw telefoon klopt."), nil
	}
	if a.TOTP, err = m.sealSecret(s); err != nil {
		return nil, err
	}
	// The code on paper was for as long as there was no app.
	a.TOTPConfirmed, a.PaperCode = true, ""
	return nil, nil
}

func grouped(text string) string {
	var parts []string
	for len(text) > 4 {
		parts, text = append(parts, text[:4]), text[4:]
	}
	return strings.Join(append(parts, text), " ")
}

// paperAlphabet has no letters and digits that look alike on paper.
const paperAlphabet = "ACDEFHJKMNPRTUVWXY34679"

// newPaperCode makes a code for a letter, such as "KT4W-9HCE".
func newPaperCode() string {
	code := randomText(paperAlphabet, 8)
	return code[:4] + "-" + code[4:]
}

// cleanPaper gives a typed code as it was hashed.
func cleanPaper(code string) string { return strings.ToUpper(digits(code)) }

// checkPaper compares a typed code with the hash of one.
func (m *Manager) checkPaper(ctx context.Context, code, hash string) (bool, error) {
	ok, _, err := m.hasher.matches(ctx, cleanPaper(code), hash)
	return ok, err
}

func (m *Manager) hashPaper(ctx context.Context, code string) (string, error) {
	return m.hasher.hash(ctx, cleanPaper(code))
}

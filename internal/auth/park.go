package auth

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"time"

	"passend/internal/store"
)

const (
	parkTime = 2 * time.Hour
	// parkMost is how much typed text is kept.
	parkMost = 256 << 10
	// parkRead is how much of a form with files is read to get at its text.
	parkRead = 32 << 20
)

// Parked is a form that arrived after its session had ended. It comes back to
// the same person after signing in.
type Parked struct {
	Account string     `json:"a"`
	Path    string     `json:"p"`
	Values  url.Values `json:"v"`
	At      time.Time  `json:"t"`
}

func (m *Manager) parkName() string { return m.named("passend_bewaard") }

// Park keeps what was typed in a form that arrived after its session had ended,
// encrypted and without files, and says whether it did. It keeps nothing of who
// never was signed in, of a request of a script, or of more than 256 kB.
func (m *Manager) Park(w http.ResponseWriter, r *http.Request) bool {
	v := visitOf(r.Context())
	if v == nil || v.ended == "" || r.Method != http.MethodPost || !navigates(r) {
		return false
	}
	values, ok := typed(w, r)
	if !ok || len(values) == 0 {
		return false
	}
	token, err := m.park(r.Context(), Parked{v.ended, r.URL.RequestURI(), values, m.now()})
	if err != nil {
		m.log.ErrorContext(r.Context(), "formulier niet bewaard", "fout", err)
		return false
	}
	m.setCookie(w, m.parkName(), token)
	return true
}

func (m *Manager) park(ctx context.Context, p Parked) (token string, err error) {
	plain, err := json.Marshal(p)
	if err != nil {
		return "", err
	}
	sealed, err := m.store.SealSecret("bewaard", plain)
	if err != nil {
		return "", err
	}
	token = newToken()
	return token, m.store.PutSession(ctx, store.Session{Token: digest(token), Made: p.At, Seen: p.At, Expires: p.At.Add(parkTime), Data: sealed})
}

// navigates tells a reader's form from the request of a script, which shows its
// own answer. Browsers that do not say are taken for readers.
func navigates(r *http.Request) bool {
	mode := r.Header.Get("Sec-Fetch-Mode")
	return mode == "" || mode == "navigate"
}

// typed reads the text fields of a posted form.
func typed(w http.ResponseWriter, r *http.Request) (url.Values, bool) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		return nil, false
	}
	switch kind {
	case "application/x-www-form-urlencoded":
		r.Body = http.MaxBytesReader(w, r.Body, parkMost)
		err := r.ParseForm()
		return r.PostForm, err == nil
	case "multipart/form-data":
		r.Body = http.MaxBytesReader(w, r.Body, parkRead)
		return typedParts(r)
	}
	return nil, false
}

func typedParts(r *http.Request) (url.Values, bool) {
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, false
	}
	values, left := url.Values{}, parkMost
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return values, true
		}
		if err != nil {
			// What came before the fault is still worth keeping.
			return values, len(values) > 0
		}
		if part.FileName() != "" {
			continue
		}
		text, ok := text(part, left)
		if !ok {
			return nil, false
		}
		left -= len(text)
		values.Add(part.FormName(), text)
	}
}

func text(part *multipart.Part, most int) (string, bool) {
	all, err := io.ReadAll(io.LimitReader(part, int64(most)+1))
	return string(all), err == nil && len(all) <= most
}

// HasParked says whether a form of this browser was kept. Of whom is seen after
// signing in.
func (m *Manager) HasParked(r *http.Request) bool {
	c, err := r.Cookie(m.parkName())
	return err == nil && c.Value != ""
}

// Unpark gives the form that was kept of the present account. One of somebody
// else is thrown away.
func (m *Manager) Unpark(ctx context.Context) (Parked, bool, error) {
	v, err := mustVisit(ctx)
	id, signed := m.CurrentOf(ctx)
	if err != nil || !signed || !m.HasParked(v.r) {
		return Parked{}, false, err
	}
	p, err := m.parked(ctx, v.r)
	if err != nil {
		return Parked{}, false, err
	}
	if p.Account != id.Account {
		return Parked{}, false, m.DropParked(ctx)
	}
	return p, true, nil
}

// parked reads the row of the cookie; one that is gone or over is empty.
func (m *Manager) parked(ctx context.Context, r *http.Request) (p Parked, err error) {
	c, err := r.Cookie(m.parkName())
	if err != nil {
		return p, nil
	}
	row, err := optional(m.store.Session(ctx, digest(c.Value)))
	if err != nil || row.Account != "" || !m.now().Before(row.Expires) {
		return p, err
	}
	plain, err := m.store.OpenSecret("bewaard", row.Data)
	if err != nil {
		return p, err
	}
	return p, json.Unmarshal(plain, &p)
}

// DropParked forgets the form that was kept, as when it was sent after all.
func (m *Manager) DropParked(ctx context.Context) error {
	v, err := mustVisit(ctx)
	if err != nil {
		return err
	}
	c, err := v.r.Cookie(m.parkName())
	if err != nil {
		return nil
	}
	m.clearCookie(v.w, m.parkName())
	row, err := optional(m.store.Session(ctx, digest(c.Value)))
	if err != nil || row.Account != "" || row.Token == "" {
		return err
	}
	return m.store.DeleteSession(ctx, row.Token)
}

package auth

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// post sends a form and runs f on it.
func (b *visitor) post(path, kind, body string, header http.Header, f func(http.ResponseWriter, *http.Request)) {
	b.w.t.Helper()
	b.step = f
	r, err := http.NewRequest(http.MethodPost, b.server.URL+path, strings.NewReader(body))
	if err != nil {
		b.w.t.Fatal(err)
	}
	r.Header.Set("Content-Type", kind)
	for name, values := range header {
		r.Header[name] = values
	}
	answer, err := b.client.Do(r)
	if err != nil {
		b.w.t.Fatal(err)
	}
	answer.Body.Close()
}

const urlencoded = "application/x-www-form-urlencoded"

func (b *visitor) park(path, kind, body string, header http.Header) (kept bool) {
	b.w.t.Helper()
	b.post(path, kind, body, header, func(w http.ResponseWriter, r *http.Request) { kept = b.m.Park(w, r) })
	return kept
}

func (b *visitor) unpark() (p Parked, ok bool) {
	b.w.t.Helper()
	b.do(func(ctx context.Context) (_ *Refusal, err error) {
		p, ok, err = b.m.Unpark(ctx)
		return nil, err
	})
	return p, ok
}

// expired is a browser in which somebody was signed in too long ago.
func (w *world) expired(account string) *visitor {
	b := w.visitor()
	b.mustSignIn(account)
	w.pass(Idle + 2*touchEvery)
	return b
}

func TestWhatWasTypedComesBackAfterSigningIn(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.expired("noor")
		typed := url.Values{"reden": {"Regel één\r\nRegel twee", "nog een"}, "naam": {"<script>"}}
		if !b.park("/voorbeeld/zaken/7?deel=2", urlencoded, typed.Encode(), nil) {
			w.t.Fatal("not kept")
		}
		if _, ok := b.unpark(); ok {
			w.t.Error("shown before signing in")
		}
		b.mustSignIn("noor")
		p, ok := b.unpark()
		if !ok || p.Path != "/voorbeeld/zaken/7?deel=2" || cmp.Diff(typed, p.Values) != "" {
			w.t.Errorf("kept %v at %q: %s", ok, p.Path, cmp.Diff(typed, p.Values))
		}
		b.do(func(ctx context.Context) (*Refusal, error) { return nil, w.m.DropParked(ctx) })
		if _, ok := b.unpark(); ok {
			w.t.Error("still there after it was sent")
		}
	})
}

func TestWhatWasTypedComesBackToNobodyElse(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		w.account("piet", "ib")
		b := w.expired("noor")
		b.park("/x", urlencoded, "reden=geheim", nil)
		b.mustSignIn("piet")
		if _, ok := b.unpark(); ok {
			w.t.Error("the next one at this computer sees what was typed")
		}
		b.mustSignIn("noor")
		if _, ok := b.unpark(); ok {
			w.t.Error("it was not thrown away")
		}
	})
}

func TestWhatWasTypedIsEncryptedAndGoesAfterTwoHours(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.expired("noor")
		b.park("/x", urlencoded, "reden=geheim", nil)
		var token string
		b.visit(func(_ context.Context, r *http.Request) {
			if c, err := r.Cookie(w.m.parkName()); err == nil {
				token = c.Value
			}
		})
		row, err := w.db.Session(w.t.Context(), digest(token))
		if err != nil || bytes.Contains(row.Data, []byte("geheim")) {
			w.t.Errorf("the row holds the text itself: %v", err)
		}
		w.pass(parkTime)
		b.mustSignIn("noor")
		if _, ok := b.unpark(); ok {
			w.t.Error("still there after two hours")
		}
	})
}

func TestAFormFromAWindowThatWasStillOpenAfterSigningOut(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.visitor()
		b.mustSignIn("noor")
		b.do(func(ctx context.Context) (*Refusal, error) { return nil, w.m.SignOut(ctx) })
		if !b.park("/x", urlencoded, "reden=getypt", nil) {
			w.t.Error("not kept")
		}
	})
}

func TestWhatIsNotKept(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.expired("noor")
		if w.visitor().park("/x", urlencoded, "reden=x", nil) {
			w.t.Error("kept of who was never signed in")
		}
		if b.park("/x", urlencoded, "reden=x", http.Header{"Sec-Fetch-Mode": {"cors"}}) {
			w.t.Error("kept of a script")
		}
		if b.park("/x", urlencoded, "reden="+strings.Repeat("x", parkMost), nil) {
			w.t.Error("kept more than 256 kB")
		}
		if b.park("/x", "application/json", "{}", nil) || b.park("/x", urlencoded, "", nil) {
			w.t.Error("kept what is no form")
		}
		b.mustSignIn("noor")
		if b.park("/x", urlencoded, "reden=x", nil) {
			w.t.Error("kept of who is signed in")
		}
	})
}

func TestOfAFormWithFilesOnlyTheTextIsKept(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.expired("noor")
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		file, err := form.CreateFormFile("document", "opp.pdf")
		if err != nil {
			w.t.Fatal(err)
		}
		if _, err := file.Write(make([]byte, parkMost+1)); err != nil {
			w.t.Fatal(err)
		}
		if err := form.WriteField("reden", "na het bestand"); err != nil {
			w.t.Fatal(err)
		}
		form.Close()
		if !b.park("/x", form.FormDataContentType(), body.String(), nil) {
			w.t.Fatal("not kept")
		}
		b.mustSignIn("noor")
		if p, _ := b.unpark(); cmp.Diff(url.Values{"reden": {"na het bestand"}}, p.Values) != "" {
			w.t.Errorf("kept %v", p.Values)
		}
	})
}

func TestAnEndedSessionIsRememberedForADay(t *testing.T) {
	each(t, func(w *world) {
		w.account("noor", "ib")
		b := w.expired("noor")
		w.pass(20 * time.Hour)
		if err := w.m.Clean(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
		if !b.park("/x", urlencoded, "reden=de volgende ochtend", nil) {
			w.t.Error("what was typed in a window that stayed open overnight is lost")
		}
	})
}

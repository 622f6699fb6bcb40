package dossier

import (
	"bytes"
	"errors"
	"io"
	"net/http/httptest"
	"testing"
	"unicode/utf8"

	"passend/internal/web/page"
)

// FuzzReceive reads the body of a form with a file as anybody may send it: it is
// read, or refused as a request that no page of ours makes.
func FuzzReceive(f *testing.F) {
	whole := "--x\r\nContent-Disposition: form-data; name=\"soort\"\r\n\r\nopp\r\n--x\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"a.pdf\"\r\n\r\n%PDF\r\n--x--\r\n"
	for _, body := range []string{whole, whole[:40], "--x--", "", "--x\r\n\r\n\xff\r\n--x--\r\n"} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		r := httptest.NewRequest("POST", "/", bytes.NewReader(body))
		r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
		s, err := receive(httptest.NewRecorder(), &page.Request{Request: r})
		if err != nil {
			if !errors.Is(err, page.ErrBadRequest) && !errors.Is(err, page.ErrTooLarge) {
				t.Fatalf("a fault of ours: %v", err)
			}
			return
		}
		for name, values := range s.Values {
			for _, v := range values {
				if !utf8.ValidString(v) {
					t.Fatalf("%q holds %q", name, v)
				}
			}
		}
		if s.File != nil {
			_, _ = io.Copy(io.Discard, s.File.Body) // a body that ends early is for who reads it
		}
		if _, refusal := s.document(); refusal != nil && refusal.Rule == "" {
			t.Fatal("refused without a sentence")
		}
	})
}

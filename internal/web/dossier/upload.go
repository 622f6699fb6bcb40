package dossier

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"passend/internal/app"
	"passend/internal/web/page"
)

const (
	// maxText is the longest single answer beside a file, in bytes.
	maxText = 64 << 10
	// maxFields bounds how many answers stand beside a file.
	maxFields = 200
	// maxBody is all that a form with a file may hold.
	maxBody = app.MaxDocument + 1<<20
)

const tooLarge = "Dit bestand is groter dan 25 MB. Maak het kleiner of verdeel het over meer bestanden."

// sending is a form with a file as it comes in. The answers stand before the
// file, so they are all there when the file begins.
type sending struct {
	Values url.Values
	File   *app.Upload // nil when no file was chosen
	Large  bool        // the file is too large to be read at all
	body   io.Reader
}

// receive reads the answers of a form up to its file.
func receive(w http.ResponseWriter, r *page.Request) (sending, error) {
	large := r.ContentLength > maxBody
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	s := sending{Values: url.Values{}, Large: large, body: r.Body}
	parts, err := r.MultipartReader()
	if err != nil {
		return s, page.ErrBadRequest
	}
	for range maxFields {
		part, err := parts.NextPart()
		if err == io.EOF {
			return s, nil
		}
		if err != nil {
			return s, unreadable(err)
		}
		if done, err := s.take(part); done || err != nil {
			return s, err
		}
	}
	return s, page.ErrBadRequest
}

// take reads one part; done tells that the file has begun.
func (s *sending) take(part *multipart.Part) (done bool, err error) {
	if part.FileName() != "" {
		s.File = &app.Upload{Name: part.FileName(), Body: part}
		return true, nil
	}
	text, err := io.ReadAll(io.LimitReader(part, maxText+1))
	switch {
	case err != nil:
		return false, unreadable(err)
	case len(text) > maxText:
		return false, page.ErrTooLarge
	}
	s.Values.Add(part.FormName(), strings.ToValidUTF8(string(text), ""))
	return false, nil
}

func unreadable(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return page.ErrTooLarge
	}
	return page.ErrBadRequest
}

// Value gives a typed value without the white space around it.
func (s *sending) Value(name string) string { return strings.TrimSpace(s.Values.Get(name)) }

// rest takes in what is left of a form that was refused: a browser that is still
// sending shows no answer. What is too large is not waited for.
func (s *sending) rest(w http.ResponseWriter) {
	if s.Large {
		w.Header().Set("Connection", "close")
		return
	}
	// The answer is made already; a sender that gave up changes nothing in it.
	_, _ = io.Copy(io.Discard, s.body)
}

package dossier

import (
	"io"
	"net/http"
	"net/url"

	"passend/internal/app"
	"passend/internal/blob"
	"passend/internal/web/page"
)

func queryEscape(text string) string { return url.QueryEscape(text) }

// content hands out the bytes of a document, with headers that let nothing in
// them run.
func content(w http.ResponseWriter, r *page.Request) error {
	opened, err := r.Site.App.OpenDocument(r.Context(), r.P, caseID(r), r.PathValue("document"))
	if err != nil {
		return err
	}
	return hand(w, opened)
}

// sheet hands out the scan of a signature on paper.
func sheet(w http.ResponseWriter, r *page.Request) error {
	opened, err := r.Site.App.OpenScan(r.Context(), r.P, caseID(r), r.PathValue("blad"))
	if err != nil {
		return err
	}
	return hand(w, opened)
}

func hand(w http.ResponseWriter, opened app.Opened) error {
	defer opened.Body.Close()
	for name, value := range blob.Headers(opened.Info) {
		w.Header().Set(name, value)
	}
	w.WriteHeader(http.StatusOK)
	broken(io.Copy(w, opened.Body))
	return nil
}

// broken ends the connection when content stops halfway: the headers have left,
// so the browser must see that the file is not whole.
func broken(_ int64, err error) {
	if err != nil {
		panic(http.ErrAbortHandler)
	}
}

// attachment are the headers of a file that Passend makes.
func attachment(w http.ResponseWriter, kind, mime, name string) {
	info := blob.Info{Name: name, Kind: kind, MIME: mime}
	for key, value := range blob.Headers(info) {
		if key != "Content-Length" {
			w.Header().Set(key, value)
		}
	}
}

package invite_test

import (
	"net/http"
	"net/http/httptest"
)

// serve asks once, as a browser without a session.
func serve(h http.Handler) {
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/uitnodiging", nil))
}

package auth

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"passend/internal/store"
	"passend/internal/store/storetest"
)

// BenchmarkLoad is what the door adds to each page.
func BenchmarkLoad(b *testing.B) {
	db := storetest.Open(b, "sqlite")
	m, err := New(Config{Store: db})
	if err != nil {
		b.Fatal(err)
	}
	if err := db.PutAccount(b.Context(), store.Account{ID: "noor", Email: "noor@school.example"}); err != nil {
		b.Fatal(err)
	}
	answer := httptest.NewRecorder()
	m.Load(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if _, err := m.Enter(r.Context(), "noor", Password); err != nil {
			b.Error(err)
		}
	})).ServeHTTP(answer, httptest.NewRequest("GET", "/", nil))
	r := httptest.NewRequest("GET", "/", nil)
	r.AddCookie(answer.Result().Cookies()[0])
	page := m.Load(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if _, ok := m.Current(r); !ok {
			b.Error("nobody is signed in")
		}
	}))
	for b.Loop() {
		page.ServeHTTP(httptest.NewRecorder(), r)
	}
}

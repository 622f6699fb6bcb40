package assets_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"passend/internal/web/assets"
)

func get(t *testing.T, path string) *http.Response {
	t.Helper()
	w := httptest.NewRecorder()
	assets.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w.Result()
}

func TestAssetsAreKeptForEverUnderTheirVersionOnly(t *testing.T) {
	for _, name := range []string{assets.Stylesheet, assets.Script, "favicon.svg", "img/chevron.svg"} {
		if r := get(t, assets.URL(name)); r.StatusCode != http.StatusOK || !strings.Contains(r.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: status %d, Cache-Control %q", name, r.StatusCode, r.Header.Get("Cache-Control"))
		}
		if r := get(t, assets.Prefix+"oud/"+name); r.StatusCode != http.StatusOK || r.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s of an earlier version: status %d, Cache-Control %q", name, r.StatusCode, r.Header.Get("Cache-Control"))
		}
	}
}

func TestNothingElseIsServed(t *testing.T) {
	for _, path := range []string{"assets.go", "css/base.css", "../assets.go", "vendor/.gitkeep", ""} {
		if r := get(t, assets.Prefix+"x/"+path); r.StatusCode != http.StatusNotFound {
			t.Errorf("%q: status %d, want 404", path, r.StatusCode)
		}
	}
}

func TestMissingFilesAreToldWithWhatToDo(t *testing.T) {
	advice := assets.MissingAdvice()
	if len(assets.Missing()) == 0 {
		if advice != "" {
			t.Errorf("advice %q although nothing is missing", advice)
		}
		return
	}
	if !strings.Contains(advice, "npm run vendor") {
		t.Errorf("advice %q does not say what to do", advice)
	}
}

// Package assets holds what a browser loads next to a page: the stylesheet,
// the script, the letter and the site icon. Everything is served from the
// binary itself, because the pages allow no other origin.
//
// What must never enter it: anything about a person or a case, anything that
// differs per samenwerkingsverband, and anything loaded from elsewhere.
package assets

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// The folder vendor is filled by `npm run vendor`; only .gitkeep is kept in
// the repository, so the program compiles before that has run.
//
//go:embed css js img favicon.svg all:vendor
var files embed.FS

// Prefix is the path under which every asset is served. A path that holds the
// version may be kept by a browser for ever.
const Prefix = "/assets/"

// Stylesheet and Script are the two names a page asks for.
const (
	Stylesheet = "passend.css"
	Script     = "passend.js"
)

// layers are the parts of the stylesheet in the order in which they win: a
// later layer beats an earlier one whatever the selectors.
var layers = []struct{ name, path string }{
	{"font", "css/font.css"},
	{"reset", "css/reset.css"},
	{"nlds", "vendor/nlds.css"},
	{"tokens", "css/tokens.css"},
	{"base", "css/base.css"},
	{"components", "css/layout.css"},
	{"components", "css/form.css"},
	{"components", "css/list.css"},
	{"components", "css/case.css"},
	{"components", "css/cases.css"},
	{"components", "css/admin.css"},
	{"components", "css/info.css"},
	{"print", "css/print.css"},
}

// vendored are the files without which a page does not look as meant.
var vendored = []string{
	"vendor/nlds.css",
	"vendor/font/source-sans-3-latin-wght-normal.woff2",
	"vendor/font/source-sans-3-latin-wght-italic.woff2",
}

type bundle struct {
	version string
	content map[string][]byte
}

var load = sync.OnceValue(func() bundle {
	b := bundle{content: map[string][]byte{}}
	b.content[Stylesheet] = stylesheet()
	b.content[Script] = read("js/passend.js")
	b.content["favicon.svg"] = read("favicon.svg")
	for _, path := range matching("vendor/font/*.woff2", "img/*.svg") {
		b.content[path] = read(path)
	}
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(b.content)) {
		sum.Write(b.content[name])
	}
	b.version = hex.EncodeToString(sum.Sum(nil))[:12]
	return b
})

func read(path string) []byte {
	content, _ := files.ReadFile(path)
	return content
}

func matching(patterns ...string) []string {
	var found []string
	for _, pattern := range patterns {
		paths, _ := fs.Glob(files, pattern)
		found = append(found, paths...)
	}
	return found
}

func stylesheet() []byte {
	var out bytes.Buffer
	out.WriteString("@layer font, reset, nlds, tokens, base, components, print;\n")
	for _, l := range layers {
		fmt.Fprintf(&out, "@layer %s {\n%s\n}\n", l.name, read(l.path))
	}
	return out.Bytes()
}

// Missing names the vendored files that are not in this binary. When it is
// not empty, the server says so when it starts and serves pages all the same.
func Missing() []string {
	var missing []string
	for _, path := range vendored {
		if _, err := fs.Stat(files, path); err != nil {
			missing = append(missing, path)
		}
	}
	return missing
}

// MissingAdvice is the sentence for whoever starts a server without the
// vendored files; it is empty when nothing is missing.
func MissingAdvice() string {
	missing := Missing()
	if len(missing) == 0 {
		return ""
	}
	return "De opmaak is niet volledig: " + strings.Join(missing, ", ") +
		" ontbreekt. Voer `npm ci` en `npm run vendor` uit en bouw het programma opnieuw."
}

// URL gives the address of an asset, with the version of its content in it.
func URL(name string) string { return Prefix + load().version + "/" + name }

// Handler serves everything below Prefix.
func Handler() http.Handler { return http.HandlerFunc(serve) }

func serve(w http.ResponseWriter, r *http.Request) {
	version, name, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, Prefix), "/")
	content, known := load().content[name]
	if !known {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-cache")
	if version == load().version {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if strings.HasSuffix(name, ".woff2") {
		w.Header().Set("Content-Type", "font/woff2")
	}
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(content))
}

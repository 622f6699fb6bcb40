package blob

import (
	"fmt"
	"strconv"
	"strings"
)

// Headers are those a page must set to give a document to a browser. Photos in JPEG
// or PNG may be shown in the page; the rest is a download: a browser's own viewer
// for PDF does not work under the sandbox that keeps a hostile file away from the
// session, and few browsers can show HEIC.
func Headers(info Info) map[string]string {
	how := "attachment"
	if info.Kind == jpegKind.name || info.Kind == pngKind.name {
		how = "inline"
	}
	return map[string]string{
		"Content-Type":                 info.MIME,
		"Content-Length":               strconv.FormatInt(info.Size, 10),
		"Content-Disposition":          disposition(how, info.Name),
		"X-Content-Type-Options":       "nosniff",
		"Content-Security-Policy":      "sandbox; default-src 'none'; frame-ancestors 'none'",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Referrer-Policy":              "no-referrer",
		"Cache-Control":                "private, no-store",
	}
}

// disposition gives the name twice: plain for old programs, and in UTF-8 by RFC 6266.
func disposition(how, name string) string {
	var plain, full strings.Builder
	for _, r := range name {
		if r < 0x20 || r > 0x7e || strings.ContainsRune(`"\%`, r) {
			r = '_'
		}
		plain.WriteRune(r)
	}
	for _, b := range []byte(name) {
		if b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || strings.IndexByte("-._~", b) >= 0 {
			full.WriteByte(b)
			continue
		}
		fmt.Fprintf(&full, "%%%02X", b)
	}
	return fmt.Sprintf(`%s; filename="%s"; filename*=UTF-8''%s`, how, plain.String(), full.String())
}

package blob

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxName is how long a cleaned name is at most, in bytes.
const maxName = 120

// cleanName makes a file name that is safe in a header, on any disk and on a page:
// no folders, no control or direction marks, the ending of its kind.
func cleanName(name string, k kind) string {
	base := norm.NFC.String(strings.ToValidUTF8(baseName(name), ""))
	ext := strings.ToLower(path.Ext(base))
	if looksLikeEnding(ext) {
		base = base[:len(base)-len(path.Ext(base))]
	}
	if !slices.Contains(k.ends, ext) {
		ext = k.ends[0]
	}
	base = norm.NFC.String(strings.Map(safeRune, base)) // what was taken out may have stood between a letter and its accent
	base = strings.Trim(strings.Join(strings.Fields(base), " "), " .-")
	base = strings.TrimRight(cut(base, maxName-len(ext)), " .-")
	if base == "" || reserved(base) {
		base = strings.TrimRight("document "+base, " ")
	}
	return base + ext
}

func baseName(name string) string {
	return name[strings.LastIndexAny(name, `/\`)+1:]
}

func safeRune(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.Is(unicode.C, r):
		return -1
	case strings.ContainsRune(`<>:"|?*;%`, r):
		return '-'
	}
	return r
}

func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// reserved are names of devices on Windows.
func reserved(base string) bool {
	up := strings.ToUpper(base)
	if slices.Contains([]string{"CON", "PRN", "AUX", "NUL"}, up) {
		return true
	}
	return len(up) == 4 && (strings.HasPrefix(up, "COM") || strings.HasPrefix(up, "LPT")) && unicode.IsDigit(rune(up[3]))
}

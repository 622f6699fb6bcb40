package ops

import (
	"fmt"
	"log/slog"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"passend/internal/bsn"
)

// longest is how much of one value is logged. What somebody typed is longer
// than what a program has to say.
const longest = 300

// longestStack is for where a program went wrong, which is about code only.
const longestStack = 16_000

const withheld = "(weggelaten)"

var (
	mailAddress = regexp.MustCompile(`[\pL\pN.!#$%&'*+/=?^_{|}~-]+@[\pL\pN-]+(\.[\pL\pN-]+)*`)
	queryString = regexp.MustCompile(`(/[^\s?"]*)\?[^\s"]+`)
	credentials = regexp.MustCompile(`://[^/\s"@]*@`)
)

// never are the names of attributes whose values are of a person or open a door,
// whatever they look like.
var never = map[string]bool{
	"naam": true, "name": true, "voornaam": true, "achternaam": true, "leerling": true, "pupil": true,
	"email": true, "e-mail": true, "mail": true, "telefoon": true, "phone": true, "adres": true,
	"geboortedatum": true, "birth": true, "wachtwoord": true, "password": true, "code": true,
	"token": true, "cookie": true, "query": true, "body": true, "form": true, "key": true, "sleutel": true,
}

// maskText takes out what looks like data of a person, and query strings and
// passwords in addresses.
func maskText(text string) string { return maskLong(text, longest) }

func maskLong(text string, most int) string {
	text = credentials.ReplaceAllString(text, "://…@")
	text = mailAddress.ReplaceAllString(text, "(e-mailadres)")
	text = queryString.ReplaceAllString(text, "$1?…")
	text = bsn.Mask(text)
	if n := utf8.RuneCountInString(text); n > most {
		text = string([]rune(text)[:most]) + "… (" + strconv.Itoa(n) + " tekens)"
	}
	return text
}

// maskAttr keeps what is plain and safe, masks texts and errors, and reduces
// everything else to its type: a struct may hold a person.
func maskAttr(a slog.Attr) slog.Attr {
	a.Value = a.Value.Resolve()
	if a.Value.Kind() == slog.KindGroup {
		return slog.Attr{Key: a.Key, Value: slog.GroupValue(maskAttrs(a.Value.Group())...)}
	}
	if never[strings.ToLower(a.Key)] {
		return slog.String(a.Key, withheld)
	}
	switch a.Value.Kind() {
	case slog.KindString:
		if a.Key == "stack" {
			return slog.String(a.Key, maskLong(a.Value.String(), longestStack))
		}
		return slog.String(a.Key, maskText(a.Value.String()))
	case slog.KindAny:
		return slog.String(a.Key, maskAny(a.Value.Any()))
	}
	return maskNumber(a)
}

func maskAttrs(attrs []slog.Attr) []slog.Attr {
	out := make([]slog.Attr, len(attrs))
	for i, a := range attrs {
		out[i] = maskAttr(a)
	}
	return out
}

func maskAny(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case error:
		return maskText(v.Error())
	case []string:
		return maskText(strings.Join(v, ", "))
	}
	return fmt.Sprintf("(%T)", v)
}

// maskNumber looks at whole numbers as text: nine digits can be a BSN.
func maskNumber(a slog.Attr) slog.Attr {
	switch a.Value.Kind() {
	case slog.KindInt64, slog.KindUint64:
		if text := a.Value.String(); bsn.Possibly(text) {
			return slog.String(a.Key, bsn.Mask(text))
		}
	}
	return a
}

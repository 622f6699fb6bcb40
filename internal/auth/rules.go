package auth

import (
	_ "embed"
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	shortest = 12
	longest  = 200
	// longestName keeps names printable on letters and labels.
	longestName = 120
)

// PasswordHint tells beforehand what a password must be.
const PasswordHint = "Ten minste 12 tekens. Vier losse woorden achter elkaar zijn makkelijk te onthouden en moeilijk te raden."

//go:embed bekend.txt
var commonText string

// common are words that stand at the start of many lists of guesses.
var common = func() map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(commonText) {
		words[strings.TrimSpace(line)] = true
	}
	return words
}()

// weakness says what is wrong with a new password, "" when nothing is.
func weakness(password, email, name string) string {
	switch n := utf8.RuneCountInString(password); {
	case n == 0:
		return "Vul een nieuw wachtwoord in."
	case n < shortest:
		return "Dit wachtwoord is te kort. Kies er een van ten minste 12 tekens, bijvoorbeeld vier losse woorden."
	case n > longest:
		return "Dit wachtwoord is te lang. Kies er een van ten hoogste 200 tekens."
	case ownWords(password, email, name):
		return "Dit wachtwoord lijkt te veel op uw naam of e-mailadres. Kies iets wat een ander niet van u weet."
	case guessable(password):
		return "Dit wachtwoord is makkelijk te raden. Kies er een dat niemand anders gebruikt, bijvoorbeeld vier losse woorden."
	}
	return ""
}

// ownWords says whether little is left of a password without the words of
// somebody's name and e-mail address.
func ownWords(password, email, name string) bool {
	left := plain(password)
	own := strings.FieldsFunc(fold(email)+" "+fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	own = append([]string{plain(email), plain(name)}, own...)
	found := false
	for _, word := range own {
		if utf8.RuneCountInString(word) >= 3 && strings.Contains(left, word) {
			found, left = true, strings.ReplaceAll(left, word, "")
		}
	}
	return found && utf8.RuneCountInString(left) < 8
}

// guessable says whether a password is a common word with decoration, or hardly
// varies.
func guessable(password string) bool {
	letters := strings.TrimFunc(fold(password), func(r rune) bool { return !unicode.IsLetter(r) })
	if letters == "" || common[letters] || common[plain(password)] {
		return true
	}
	return distinct(password) < 5 || onlyCommon(plain(password), 2)
}

// onlyCommon says whether a text is nothing but digits and at most so many
// common words one after the other: "welkomwachtwoord2026". More than two is
// what we ask people to do.
func onlyCommon(text string, words int) bool {
	text = strings.TrimLeftFunc(text, unicode.IsDigit)
	if text == "" || words == 0 {
		return text == ""
	}
	for n := 1; n <= len(text); n++ {
		if common[text[:n]] && onlyCommon(text[n:], words-1) {
			return true
		}
	}
	return false
}

func distinct(text string) int {
	seen := map[rune]bool{}
	for _, r := range text {
		seen[r] = true
	}
	return len(seen)
}

// fold takes away capitals and diacritics.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
}

// plain is folded, without anything that is not a letter or a digit.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return r
	}, fold(text))
}

// CleanEmail gives an address as accounts have it, or false when it is none.
func CleanEmail(text string) (string, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	a, err := mail.ParseAddress(text)
	if err != nil || a.Name != "" || a.Address != text || len(text) > 254 || !strings.Contains(text[strings.LastIndex(text, "@"):], ".") {
		return "", false
	}
	return text, true
}

// nameFault says what is wrong with a name somebody typed, "" when nothing is.
func nameFault(name string) string {
	switch n := utf8.RuneCountInString(name); {
	case n == 0:
		return "Vul uw naam in."
	case n > longestName:
		return "Deze naam is te lang. Gebruik ten hoogste 120 tekens."
	case strings.ContainsFunc(name, unicode.IsControl):
		return "In deze naam staat een teken dat niet kan."
	}
	return ""
}

func cleanName(name string) string {
	return strings.Join(strings.Fields(norm.NFC.String(name)), " ")
}

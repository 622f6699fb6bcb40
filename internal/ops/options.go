package ops

import (
	"slices"
	"strings"
)

// Option is one setting of the environment, as `passend opties` prints it.
type Option struct {
	Name    string
	Default string // as text; empty when there is none
	Example string
	Text    string // what it is for, in one or two sentences
	Secret  bool   // its value is never shown
}

// Options lists every option the program reads, in the order in which somebody
// who sets up a server meets them.
func Options() []Option {
	var out []Option
	for _, o := range table {
		out = append(out, o.Option)
	}
	return out
}

// option is a row of the table: what is told about it, and how it is read. set
// answers with a sentence when the value is wrong.
type option struct {
	Option
	set func(c *Config, value string) string
}

var table = []option{
	{Option{Name: "PASSEND_LISTEN", Default: "127.0.0.1:8080", Example: "0.0.0.0:8080",
		Text: "Het adres en de poort waarop Passend luistert. Zonder webserver ervoor is Passend alleen op deze computer te bereiken."}, setListen},
	{Option{Name: "PASSEND_DATA", Default: "./var", Example: "/var/lib/passend",
		Text: "De map voor documenten, de sleutel en (zonder PASSEND_DATABASE) de database. Passend maakt de map zelf."}, setData},
	{Option{Name: "PASSEND_DATABASE", Example: "postgres://passend@localhost/passend",
		Text: "De PostgreSQL-database. Zonder deze optie gebruikt Passend een SQLite-bestand in PASSEND_DATA.", Secret: true}, setDatabase},
	{Option{Name: "PASSEND_KEY", Example: "uitkomst van: openssl rand -base64 32",
		Text: "De hoofdsleutel waarmee de inhoud is versleuteld: 32 bytes in base64. Zonder deze optie staat de sleutel in het bestand ‘sleutel’ in PASSEND_DATA; dat wordt bij de eerste start gemaakt. Wie de sleutel kwijt is, kan niets meer lezen.", Secret: true}, setKey},
	{Option{Name: "PASSEND_URL", Default: "http:// en het adres van PASSEND_LISTEN", Example: "https://passend.voorbeeld.nl",
		Text: "Het adres waarop gebruikers Passend openen. Het staat in de links in e-mails; begint het met https, dan gaan cookies alleen over een beveiligde verbinding."}, setURL},
	{Option{Name: "PASSEND_PROXY", Example: "127.0.0.1, 10.0.0.0/8",
		Text: "De adressen van de webserver die voor Passend staat. Alleen van die adressen gelooft Passend wie de bezoeker is (X-Forwarded-For)."}, setProxies},
	{Option{Name: "PASSEND_SMTP", Example: "smtp://gebruiker:wachtwoord@mail.voorbeeld.nl:587",
		Text: "De mailserver. Met smtps:// is de verbinding vanaf het begin beveiligd, met smtp:// zodra de server dat aanbiedt. Zonder deze optie blijft e-mail in de lijst met uitgaande post staan.", Secret: true}, setSMTP},
	{Option{Name: "PASSEND_MAIL_FROM", Example: "Passend <niet-beantwoorden@voorbeeld.nl>",
		Text: "De afzender van e-mail. Nodig als PASSEND_SMTP is ingevuld."}, setMailFrom},
	{Option{Name: "PASSEND_CLAMAV", Example: "127.0.0.1:3310 of /run/clamav/clamd.ctl",
		Text: "De virusscanner ClamAV. Is die ingevuld en antwoordt hij niet, dan neemt Passend geen documenten aan."}, setClamAV},
	{Option{Name: "PASSEND_LOG", Default: "tekst", Example: "json",
		Text: "Hoe het logboek wordt geschreven: tekst of json. Er staan nooit persoonsgegevens in."}, setLog},
	{Option{Name: "PASSEND_DEMO", Default: "nee", Example: "ja",
		Text: "Of dit een demonstratie is: verzonnen gegevens, inloggen met één klik en geen e-mail de deur uit. `passend demo` zet dit zelf."}, setDemo},
	{Option{Name: "PASSEND_DEMO_DATUM", Example: "2026-03-03",
		Text: "De dag waarop de klok van de demonstratie begint, op het tijdstip van nu. Alleen in een demonstratie."}, setDemoDay},
}

func lookup(name string) (option, bool) {
	i := slices.IndexFunc(table, func(o option) bool { return o.Name == name })
	if i < 0 {
		return option{}, false
	}
	return table[i], true
}

// nearest gives the option somebody probably meant, or "".
func nearest(name string) string {
	best, least := "", 3
	for _, o := range table {
		if d := distance(name, o.Name); d < least {
			best, least = o.Name, d
		}
	}
	return best
}

// distance counts the letters to add, drop or change to get from a to b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		above := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := above
			if a[i] != b[j] {
				change++
			}
			above = row[j+1]
			row[j+1] = min(change, above+1, row[j]+1)
		}
	}
	return row[len(b)]
}

// split turns "NAME=value" of the environment into its parts.
func split(entry string) (name, value string) {
	name, value, _ = strings.Cut(entry, "=")
	return name, value
}

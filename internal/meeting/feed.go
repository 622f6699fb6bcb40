package meeting

import (
	"strings"
	"time"
	"unicode/utf8"

	"passend/internal/civil"
)

// FeedItem is one meeting in a calendar feed. It says nothing of a person.
type FeedItem struct {
	ID         string // the same for the same meeting, wherever it moves
	Start, End time.Time
	Title      string
	Place      string
	Cancelled  bool
	AllDay     bool // the time of day is not known
}

// Feed writes meetings as a calendar that agendas can subscribe to (RFC 5545).
func Feed(name string, items []FeedItem, now time.Time) []byte {
	var b strings.Builder
	for _, l := range []string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Passend//Vergaderingen//NL", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
		"NAME:" + escaped(name), "X-WR-CALNAME:" + escaped(name), "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"} {
		fold(&b, l)
	}
	for _, it := range items {
		it.write(&b, now)
	}
	fold(&b, "END:VCALENDAR")
	return []byte(b.String())
}

func (it FeedItem) write(b *strings.Builder, now time.Time) {
	status := "CONFIRMED"
	if it.Cancelled {
		status = "CANCELLED"
	}
	start, end := "DTSTART:"+stamp(it.Start), "DTEND:"+stamp(it.End)
	if it.AllDay {
		day := civil.DayOf(it.Start)
		start, end = "DTSTART;VALUE=DATE:"+date(day), "DTEND;VALUE=DATE:"+date(day.AddDays(1))
	}
	for _, l := range []string{"BEGIN:VEVENT", "UID:" + escaped(it.ID), "DTSTAMP:" + stamp(now), start, end,
		"SUMMARY:" + escaped(it.Title), "STATUS:" + status, "CLASS:PRIVATE", "TRANSP:OPAQUE"} {
		fold(b, l)
	}
	if it.Place != "" {
		fold(b, "LOCATION:"+escaped(it.Place))
	}
	fold(b, "END:VEVENT")
}

func date(d civil.Day) string { return strings.ReplaceAll(d.String(), "-", "") }

func stamp(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

// escaped writes a text value (RFC 5545, 3.3.11); control characters are left out.
func escaped(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\r' || r == 0x7f {
			return -1
		}
		return r
	}, escapes.Replace(text))
}

// longest is how many octets a line may have, its end aside (3.1).
const longest = 75

// fold breaks a long line, never inside a character.
func fold(b *strings.Builder, line string) {
	for room := longest; len(line) > room; room = longest - 1 {
		cut := room
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		b.WriteString(line[:cut] + "\r\n ")
		line = line[cut:]
	}
	b.WriteString(line + "\r\n")
}

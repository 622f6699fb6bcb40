package kit

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"

	"passend/internal/civil"
)

var amsterdam = civil.NewDay(2000, time.January, 1).Start().Location()

var monthShort = [...]string{
	"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
}

// Dag gives "3 maart 2026", and a dash for no day.
func Dag(d civil.Day) string {
	if d.IsZero() {
		return "–"
	}
	return d.Dutch()
}

// DagKort gives "3 mrt 2026", and a dash for no day.
func DagKort(d civil.Day) string {
	if d.IsZero() {
		return "–"
	}
	year, month, day := d.Date()
	return fmt.Sprintf("%d %s %d", day, monthShort[month-1], year)
}

// DagISO gives "2026-03-03" for the datetime attribute.
func DagISO(d civil.Day) string { return d.String() }

// Moment gives "3 maart 2026 om 14.05 uur" as the clock stands in the
// Netherlands, and a dash for no moment.
func Moment(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return civil.DayOf(t).Dutch() + t.In(amsterdam).Format(" om 15.04 uur")
}

// MomentISO gives the moment for the datetime attribute.
func MomentISO(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(amsterdam).Format(time.RFC3339)
}

// Relatief says how far a last day is from today: "nog 3 dagen", "vandaag",
// "2 dagen te laat". Counted in calendar days.
func Relatief(due, today civil.Day) string {
	if due.IsZero() || today.IsZero() {
		return ""
	}
	switch left := due.Sub(today); {
	case left < 0:
		return Meervoud(-left, "dag", "dagen") + " te laat"
	case left == 0:
		return "vandaag"
	case left == 1:
		return "morgen"
	default:
		return "nog " + Meervoud(left, "dag", "dagen")
	}
}

// Meervoud gives the number with the word that goes with it: "1 dag", "2 dagen".
func Meervoud(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Getal(n) + " " + many
}

// Getal writes a whole number with points: 12.345.
func Getal(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	return sign + grouped(digits)
}

func grouped(digits string) string {
	if len(digits) <= 3 {
		return digits
	}
	cut := len(digits) - 3
	return grouped(digits[:cut]) + "." + digits[cut:]
}

// Euro writes an amount in cents as "€ 1.234,50".
func Euro(cents int64) string {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	return fmt.Sprintf("€ %s%s,%02d", sign, grouped(strconv.FormatInt(cents/100, 10)), cents%100)
}

// Alineas makes paragraphs of a text: an empty line starts a new one, a
// single line end stays a line end. The text itself is escaped.
func Alineas(text string) template.HTML {
	var out strings.Builder
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		out.WriteString(`<p class="nl-paragraph">`)
		out.WriteString(strings.ReplaceAll(template.HTMLEscapeString(part), "\n", "<br>"))
		out.WriteString("</p>")
	}
	return template.HTML(out.String())
}

// Bestandsgrootte writes a number of bytes as people read it: "340 kB",
// "2,4 MB". Nothing for no bytes.
func Bestandsgrootte(bytes int64) string {
	switch {
	case bytes <= 0:
		return ""
	case bytes < 1000:
		return Meervoud(int(bytes), "byte", "bytes")
	case bytes < 1_000_000:
		return strconv.FormatInt((bytes+500)/1000, 10) + "\u00a0kB"
	}
	return strings.Replace(strconv.FormatFloat(float64(bytes)/1e6, 'f', 1, 64), ".", ",", 1) + "\u00a0MB"
}

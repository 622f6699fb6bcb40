package exchange

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Kind is what the cells of a column hold.
type Kind int

// The kinds of column.
const (
	Text Kind = iota
	Number
	Percentage // in percents: 50 and 50% and 0,5 are the same
	Date
	YesNo
	Choice
)

// Column is one column of a format.
type Column struct {
	Key      string // as the row names it
	Heading  string
	Help     string
	Example  string
	Kind     Kind
	Choices  []string
	Required bool
}

// Format is a sheet as it is asked for: its columns in order, with a word on
// what it is for.
type Format struct {
	Title   string
	Help    string
	Columns []Column
	// Drop tells which cell must not be kept, whatever its column: the column in
	// which it stands is then dropped unread, and reported (LAW-01).
	Drop func(cell string) bool
}

// Fault is something wrong with one cell, or with one row when Column is empty.
type Fault struct {
	Line    int    // as the sheet counts, the heading is 1
	Column  string // the heading
	Key     string
	What    string // what is wrong
	Mend    string // how to mend it
	Written string // what stood there
}

// Row is one row that was read: the values in their canonical text by the key of
// their column, and what was wrong. A cell with a fault keeps what was written.
type Row struct {
	Line   int
	Values map[string]string
	Faults []Fault
}

// Sheet is what was read.
type Sheet struct {
	Rows    []Row
	Dropped []string // headings of columns that were dropped unread
	Unknown []string // headings that the format does not know
}

// Refusal says why a whole file is not read.
type Refusal struct{ What, Mend string }

func refuse(what, mend string) *Refusal { return &Refusal{what, mend} }

// headingKey folds a heading: capitals, accents, spaces and signs do not matter.
func headingKey(text string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(text)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// forbidden are headings of columns that are dropped unread wherever they stand.
var forbidden = []string{"bsn", "burgerservicenummer", "onderwijsnummer", "persoonsgebondennummer", "pgn", "sofinummer"}

func isForbidden(heading string) bool {
	key := headingKey(heading)
	return slices.ContainsFunc(forbidden, func(f string) bool {
		return key == f || len(f) > 4 && strings.Contains(key, f) || strings.HasPrefix(key, "bsn") || strings.HasSuffix(key, "bsn")
	})
}

// bind finds which place of the sheet holds which column of the format.
func (f Format) bind(headings []string) (at []int, sheet Sheet, problem *Refusal) {
	at = make([]int, len(headings))
	found := map[int]bool{}
	for i, h := range headings {
		at[i] = -1
		h = strings.TrimSpace(strings.TrimRight(strings.TrimSpace(h), "*"))
		switch c := f.find(h); {
		case h == "":
		case isForbidden(h):
			sheet.Dropped = append(sheet.Dropped, h)
		case c < 0:
			sheet.Unknown = append(sheet.Unknown, h)
		case found[c]:
			return nil, sheet, refuse("De kolom “"+h+"” staat er twee keer.", "Haal een van de twee weg en stuur het bestand opnieuw.")
		default:
			at[i], found[c] = c, true
		}
	}
	var missing []string
	for i, c := range f.Columns {
		if c.Required && !found[i] {
			missing = append(missing, "“"+c.Heading+"”")
		}
	}
	if len(missing) > 0 {
		return nil, sheet, refuse("Deze kolommen ontbreken: "+strings.Join(missing, ", ")+".", "Gebruik het rekenblad van het samenwerkingsverband en laat de eerste regel staan.")
	}
	return at, sheet, nil
}

func (f Format) find(heading string) int {
	key := headingKey(heading)
	return slices.IndexFunc(f.Columns, func(c Column) bool { return key != "" && headingKey(c.Heading) == key })
}

// looksLike counts how many headings of the format stand in a row.
func (f Format) looksLike(cells []string) int {
	n := 0
	for _, c := range cells {
		if f.find(strings.TrimRight(strings.TrimSpace(c), "*")) >= 0 {
			n++
		}
	}
	return n
}

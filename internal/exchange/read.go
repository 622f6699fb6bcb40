package exchange

import (
	"bytes"
	"strings"
)

// The bounds on what is read.
const (
	MaxBytes   = 10 << 20 // of a file as it comes in
	MaxRows    = 5000     // that hold something
	maxColumns = 200
	maxScan    = 120000    // rows that are looked at, filled or not
	maxUnfold  = 120 << 20 // to which a spreadsheet may unfold
)

// Read reads a file in the format: a spreadsheet or CSV, by what it holds and
// not by its name. Every row that holds something is in the sheet once.
func (f Format) Read(content []byte) (Sheet, *Refusal) {
	switch {
	case len(content) == 0:
		return Sheet{}, refuse("Dit bestand is leeg.", "Kies het ingevulde rekenblad.")
	case len(content) > MaxBytes:
		return Sheet{}, refuse("Dit bestand is te groot.", "Een rekenblad mag ten hoogste 10 MB zijn. Haal afbeeldingen weg.")
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		return f.readXLSX(content)
	case bytes.HasPrefix(content, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		return Sheet{}, refuse("Dit is een oud Excel-bestand, of een bestand met een wachtwoord.", "Bewaar het in Excel als “Excel-werkmap (.xlsx)”, zonder wachtwoord, en stuur het opnieuw.")
	case bytes.HasPrefix(content, []byte("%PDF")):
		return Sheet{}, refuse("Dit is een PDF, geen rekenblad.", "Stuur het rekenblad zelf, als Excel of als CSV.")
	}
	return f.readCSV(content)
}

// taker gathers rows one by one.
type taker struct {
	f     Format
	at    []int
	sheet Sheet
	drop  map[int]bool // places of columns that turned out to hold what may not be kept
	heads []string
}

// headings takes the row with the headings.
func (f Format) headings(cells []string) (*taker, *Refusal) {
	at, sheet, problem := f.bind(cells)
	if problem != nil {
		return nil, problem
	}
	return &taker{f: f, at: at, sheet: sheet, drop: map[int]bool{}, heads: cells}, nil
}

var tooMany = refuse("Er staan te veel regels in dit bestand.", "Lever ten hoogste 5.000 leerlingen per bestand aan.")

func (t *taker) take(line int, cells []cell) *Refusal {
	row := Row{Line: line, Values: map[string]string{}}
	any := false
	for i, c := range t.at {
		if i >= len(cells) || strings.TrimSpace(cells[i].raw) == "" {
			continue
		}
		if c < 0 {
			continue
		}
		any = true
		t.cell(&row, i, c, cells[i])
	}
	if !any {
		return nil
	}
	t.required(&row)
	if len(t.sheet.Rows) >= MaxRows {
		return tooMany
	}
	t.sheet.Rows = append(t.sheet.Rows, row)
	return nil
}

func (t *taker) cell(row *Row, i, c int, x cell) {
	col := t.f.Columns[c]
	if t.f.Drop != nil && t.f.Drop(x.raw) {
		row.Faults = append(row.Faults, Fault{Line: row.Line, Column: col.Heading, Key: col.Key,
			What: "Hier staat een nummer dat wij niet mogen bewaren, zoals een BSN of onderwijsnummer.", Mend: "Haal het nummer weg. Wij hebben het niet gelezen."})
		return
	}
	text, what, mend := col.value(x)
	if what != "" {
		text = clipped(x.raw)
		row.Faults = append(row.Faults, Fault{row.Line, col.Heading, col.Key, what, mend, text})
	}
	row.Values[col.Key] = text
}

func (t *taker) required(row *Row) {
	for _, col := range t.f.Columns {
		if col.Required && row.Values[col.Key] == "" && !row.faulty(col.Key) {
			row.Faults = append(row.Faults, Fault{Line: row.Line, Column: col.Heading, Key: col.Key, What: "Deze cel is leeg.", Mend: "Vul “" + col.Heading + "” in."})
		}
	}
}

func (r Row) faulty(key string) bool {
	for _, f := range r.Faults {
		if f.Key == key {
			return true
		}
	}
	return false
}

// Check reads one row that somebody typed on a page, by the same rules.
func (f Format) Check(line int, typed map[string]string) Row {
	t := &taker{f: f, drop: map[int]bool{}}
	var cells []cell
	for i, c := range f.Columns {
		t.at = append(t.at, i)
		cells = append(cells, cell{raw: typed[c.Key]})
	}
	t.take(line, cells)
	if len(t.sheet.Rows) == 0 {
		row := Row{Line: line, Values: map[string]string{}}
		t.required(&row)
		return row
	}
	return t.sheet.Rows[0]
}

func clipped(text string) string {
	if r := []rune(plain(text)); len(r) > 200 {
		return string(r[:200])
	}
	return plain(text)
}

// done gives the sheet, or says that it is empty.
func (t *taker) done() (Sheet, *Refusal) {
	if len(t.sheet.Rows) == 0 {
		return t.sheet, refuse("Er staan geen leerlingen in dit bestand.", "Vul vanaf de tweede regel per leerling een regel in.")
	}
	return t.sheet, nil
}

var noHeadings = refuse("De koppen van het rekenblad zijn niet gevonden.", "Gebruik het rekenblad van het samenwerkingsverband en laat de regel met de koppen staan.")

// enough is how many headings make a row the row of headings.
func (f Format) enough(cells []string) bool { return f.looksLike(cells) >= min(2, len(f.Columns)) }

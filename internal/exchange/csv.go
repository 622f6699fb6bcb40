package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

func (f Format) readCSV(content []byte) (Sheet, *Refusal) {
	text, ok := decoded(content)
	if !ok {
		return Sheet{}, refuse("Dit bestand is geen rekenblad.", "Stuur een Excel-bestand (.xlsx) of een CSV-bestand.")
	}
	var best *Refusal
	for _, sign := range separators(text) {
		sheet, problem := f.readSeparated(text, sign)
		if problem == nil {
			return sheet, nil
		}
		if best == nil || best == noHeadings {
			best = problem
		}
	}
	return Sheet{}, best
}

// decoded gives the text of a file in UTF-8 or UTF-16, with or without a mark, or
// else in Windows-1252. Bytes that no text holds say it is none.
func decoded(content []byte) (string, bool) {
	switch {
	case bytes.HasPrefix(content, []byte{0xEF, 0xBB, 0xBF}):
		content = content[3:]
	case bytes.HasPrefix(content, []byte{0xFF, 0xFE}), bytes.HasPrefix(content, []byte{0xFE, 0xFF}):
		return wide(content), true
	}
	if bytes.IndexByte(content, 0) >= 0 {
		return "", false
	}
	if utf8.Valid(content) {
		return string(content), true
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(content)
	return string(text), err == nil
}

func wide(content []byte) string {
	little := content[0] == 0xFF
	var units []uint16
	for i := 2; i+1 < len(content); i += 2 {
		a, b := uint16(content[i]), uint16(content[i+1])
		if little {
			a, b = b, a
		}
		units = append(units, a<<8|b)
	}
	return string(utf16.Decode(units))
}

// separators are tried in the order in which they stand most in the first lines.
func separators(text string) []rune {
	head := text[:min(len(text), 4000)]
	signs := []rune{';', ',', '\t'}
	best := 0
	for i, s := range signs {
		if strings.Count(head, string(s)) > strings.Count(head, string(signs[best])) {
			best = i
		}
	}
	order := []rune{signs[best]}
	for i, s := range signs {
		if i != best {
			order = append(order, s)
		}
	}
	return order
}

func (f Format) readSeparated(text string, sign rune) (Sheet, *Refusal) {
	// A line such as “sep=;” tells a spreadsheet how to read what follows.
	skipped := 0
	if first, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(first, "sep=") {
		text, skipped = rest, 1
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = sign, -1, true, true
	var t *taker
	for n := 0; ; n++ {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil || n > maxScan {
			return Sheet{}, refuse("Dit bestand is niet goed te lezen.", "Bewaar het rekenblad opnieuw als CSV of als Excel-bestand.")
		}
		line, _ := r.FieldPos(0)
		for i, c := range record {
			record[i] = unquoted(c)
		}
		if problem := f.next(&t, line+skipped, record); problem != nil {
			return Sheet{}, problem
		}
	}
	if t == nil {
		return Sheet{}, noHeadings
	}
	return t.done()
}

// next takes one line: what stands above the headings is passed over.
func (f Format) next(t **taker, line int, record []string) *Refusal {
	if len(record) > maxColumns {
		record = record[:maxColumns]
	}
	if *t == nil {
		if !f.enough(record) {
			return nil
		}
		found, problem := f.headings(append([]string(nil), record...))
		*t = found
		return problem
	}
	cells := make([]cell, len(record))
	for i, c := range record {
		cells[i] = cell{raw: c}
	}
	return (*t).take(line, cells)
}

// unquoted takes away the sign with which a text is kept from being a formula.
func unquoted(c string) string {
	if len(c) > 1 && c[0] == '\'' && strings.ContainsRune(guarded, rune(c[1])) {
		return c[1:]
	}
	return c
}

// WriteCSV writes rows as CSV with semicolons, which a Dutch spreadsheet opens as
// a table, and in which no cell is a formula.
func (f Format) WriteCSV(w io.Writer, rows []map[string]string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	record := make([]string, len(f.Columns))
	for i, c := range f.Columns {
		record[i] = safe(c.Heading)
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for _, row := range rows {
		for i, c := range f.Columns {
			record[i] = safe(row[c.Key])
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// guarded are the signs with which a program takes a text for a formula, and the
// sign that guards against it.
const guarded = "=+-@\t\r'"

// safe keeps a text from being taken for a formula.
func safe(text string) string {
	quoted := len(text) > 1 && text[0] == '\'' && strings.ContainsRune(guarded, rune(text[1]))
	if quoted || text != "" && text[0] != '\'' && strings.ContainsRune(guarded, rune(text[0])) {
		return "'" + text
	}
	return text
}

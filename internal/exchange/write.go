package exchange

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"passend/internal/civil"
)

// The names of the sheets of a format.
const (
	fillSheet = "Leerlingen"
	helpSheet = "Uitleg"
)

// validated is how many rows below the headings are checked while typing.
const validated = 1000

// WriteXLSX writes the format as a spreadsheet: the headings with their
// explanation, a check on what is typed, a sheet that explains every column, and
// the rows that are given.
func (f Format) WriteXLSX(w io.Writer, rows []map[string]string) error {
	book := excelize.NewFile()
	defer book.Close()
	x := &writer{Format: f, book: book}
	x.try(book.SetSheetName("Sheet1", fillSheet))
	x.headings()
	x.rows(rows)
	x.explanation()
	if x.err != nil {
		return x.err
	}
	_, err := book.WriteTo(w)
	return err
}

// writer keeps the first error, so that a sheet can be described line by line.
type writer struct {
	Format
	book *excelize.File
	err  error
}

func (x *writer) try(err error) {
	if x.err == nil {
		x.err = err
	}
}

func (x *writer) style(s excelize.Style) int {
	id, err := x.book.NewStyle(&s)
	x.try(err)
	return id
}

func place(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column+1, row) // column and row are ours
	return name
}

func columnName(i int) string {
	name, _ := excelize.ColumnNumberToName(i + 1)
	return name
}

func (x *writer) headings() {
	bold := x.style(excelize.Style{Font: &excelize.Font{Bold: true, Color: "FFFFFF"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"1A4F7A"}},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	text := x.style(excelize.Style{NumFmt: 49}) // as text, so that what is typed stays as it was typed
	for i, c := range x.Columns {
		head := c.Heading
		if c.Required {
			head += " *"
		}
		name := columnName(i)
		x.try(x.book.SetColStyle(fillSheet, name, text))
		x.try(x.book.SetColWidth(fillSheet, name, name, width(c)))
		x.try(x.book.SetCellStr(fillSheet, place(i, 1), head))
		x.try(x.book.SetCellStyle(fillSheet, place(i, 1), place(i, 1), bold))
		x.validation(i, c)
	}
	x.try(x.book.SetPanes(fillSheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
}

func width(c Column) float64 {
	return float64(max(12, min(28, len([]rune(c.Heading))+4)))
}

// validation checks a column while typing, and tells what it asks. What is typed
// as text is checked by us, so only a closed list stops.
func (x *writer) validation(i int, c Column) {
	v := excelize.NewDataValidation(true)
	v.SetSqref(place(i, 2) + ":" + place(i, validated+1))
	choices := c.Choices
	if c.Kind == YesNo {
		choices = []string{"ja", "nee"}
	}
	switch {
	case len(choices) > 0 && len(strings.Join(choices, ",")) < 250 && !strings.Contains(strings.Join(choices, ""), ","):
		x.try(v.SetDropList(choices))
		v.SetError(excelize.DataValidationErrorStyleStop, "Kies uit de lijst", shortened("Kies: "+strings.Join(choices, ", ")+".", 220))
	case c.Kind == Number || c.Kind == Percentage:
		x.try(v.SetRange(0, 999, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween))
		v.SetError(excelize.DataValidationErrorStyleWarning, "Is dit een getal?", "Vul een getal in, bijvoorbeeld 68 of 12,5.")
	default:
		x.try(v.SetRange(0, 20000, excelize.DataValidationTypeTextLength, excelize.DataValidationOperatorBetween))
	}
	v.SetInput(shortened(c.Heading, 30), shortened(c.explained(), 250))
	x.try(x.book.AddDataValidation(fillSheet, v))
}

func shortened(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}

// explained says what a column asks, in one or two sentences.
func (c Column) explained() string {
	parts := []string{c.Help}
	switch c.Kind {
	case Date:
		parts = append(parts, "Schrijf dag-maand-jaar.")
	case Percentage:
		parts = append(parts, "50, 50% en 0,5 zijn hetzelfde.")
	case YesNo:
		parts = append(parts, "Kies ja of nee.")
	case Choice:
		parts = append(parts, "Kies uit: "+strings.Join(c.Choices, ", ")+".")
	}
	if c.Example != "" {
		parts = append(parts, "Bijvoorbeeld: "+strings.TrimSuffix(c.Example, ".")+".")
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

func (x *writer) rows(rows []map[string]string) {
	for n, row := range rows {
		for i, c := range x.Columns {
			if text := row[c.Key]; text != "" {
				x.try(x.book.SetCellStr(fillSheet, place(i, n+2), typed(c, text)))
			}
		}
	}
}

// typed is a value as a person would have typed it.
func typed(c Column, text string) string {
	if c.Kind == Date {
		if d, err := civil.ParseDay(text); err == nil {
			y, m, n := d.Date()
			return fmt.Sprintf("%d-%d-%d", n, m, y)
		}
	}
	return text
}

func (x *writer) explanation() {
	_, err := x.book.NewSheet(helpSheet)
	x.try(err)
	wrap := x.style(excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	bold := x.style(excelize.Style{Font: &excelize.Font{Bold: true}})
	lines := [][3]string{{x.Title}, {x.Help}, {"Vul op het blad “" + fillSheet + "” één regel per leerling in. Een kolom met * is verplicht."},
		{"Zet nergens een BSN of onderwijsnummer. Zo'n kolom lezen wij niet."}, {}, {"Kolom", "Verplicht", "Wat vult u in?"}}
	for _, c := range x.Columns {
		must := ""
		if c.Required {
			must = "ja"
		}
		lines = append(lines, [3]string{c.Heading, must, c.explained()})
	}
	for n, line := range lines {
		for i, text := range line {
			if text != "" {
				x.try(x.book.SetCellStr(helpSheet, place(i, n+1), text))
			}
		}
		x.try(x.book.SetCellStyle(helpSheet, place(0, n+1), place(2, n+1), wrap))
	}
	for _, n := range []int{1, 6} {
		x.try(x.book.SetCellStyle(helpSheet, place(0, n), place(2, n), bold))
	}
	for i, wide := range []float64{34, 12, 90} {
		x.try(x.book.SetColWidth(helpSheet, columnName(i), columnName(i), wide))
	}
	for n := 1; n <= 4; n++ {
		x.try(x.book.MergeCell(helpSheet, place(0, n), place(2, n)))
	}
}

package exchange

import (
	"archive/zip"
	"bytes"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

func (f Format) readXLSX(content []byte) (Sheet, *Refusal) {
	if problem := fits(content); problem != nil {
		return Sheet{}, problem
	}
	book, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnfold, UnzipXMLSizeLimit: 16 << 20})
	if err != nil {
		return Sheet{}, unreadable
	}
	defer book.Close()
	problem := noHeadings
	for _, name := range book.GetSheetList() {
		if visible, err := book.GetSheetVisible(name); err != nil || !visible {
			continue
		}
		sheet, p := f.readSheet(book, name)
		if p == nil {
			return sheet, nil
		}
		if p != noHeadings {
			problem = p
		}
	}
	return Sheet{}, problem
}

var unreadable = refuse("Dit Excel-bestand is niet te lezen.", "Open het in Excel, bewaar het opnieuw als “Excel-werkmap (.xlsx)” en stuur het nog een keer.")

// fits looks at a spreadsheet before it is unfolded: how large it would become,
// and whether it holds a program.
func fits(content []byte) *Refusal {
	files, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return unreadable
	}
	var total uint64
	book := false
	for _, file := range files.File {
		name := strings.ToLower(path.Base(file.Name))
		switch {
		case name == "vbaproject.bin" || strings.Contains(strings.ToLower(file.Name), "macrosheets"):
			return refuse("In dit bestand zit een macro.", "Bewaar het als “Excel-werkmap (.xlsx)”, zonder macro's, en stuur het opnieuw.")
		case name == "workbook.xml":
			book = true
		}
		total += file.UncompressedSize64
		if total > maxUnfold || len(files.File) > 1000 {
			return refuse("Dit bestand wordt bij het openen veel te groot.", "Haal lege regels, afbeeldingen en andere bladen weg en bewaar het opnieuw.")
		}
	}
	if !book {
		return refuse("Dit is geen rekenblad.", "Stuur een Excel-bestand (.xlsx) of een CSV-bestand.")
	}
	return nil
}

func (f Format) readSheet(book *excelize.File, name string) (Sheet, *Refusal) {
	rows, err := book.Rows(name)
	if err != nil {
		return Sheet{}, unreadable
	}
	defer rows.Close()
	var t *taker
	for line := 1; rows.Next(); line++ {
		if line > maxScan {
			return Sheet{}, tooMany
		}
		record, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return Sheet{}, unreadable
		}
		if t == nil && line > 50 {
			return Sheet{}, noHeadings
		}
		if problem := f.next(&t, line, record); problem != nil {
			return Sheet{}, problem
		}
	}
	if rows.Error() != nil {
		return Sheet{}, unreadable
	}
	if t == nil {
		return Sheet{}, noHeadings
	}
	return t.done()
}

//go:build browser

package rondgang_test

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"passend/internal/letter"
)

// papers are real files to hand in.
func papers(t *testing.T, dir string) map[string]string {
	t.Helper()
	pdf, err := letter.PDF(letter.Document{Title: "Voorbeeld", Lang: "nl", Subject: "Voorbeeld", Blocks: letter.Paragraphs("Een verzonnen verslag.")})
	if err != nil {
		t.Fatal(err)
	}
	photo := image.NewRGBA(image.Rect(0, 0, 640, 480))
	var jpg, picture bytes.Buffer
	if err := errors.Join(jpeg.Encode(&jpg, photo, nil), png.Encode(&picture, photo)); err != nil {
		t.Fatal(err)
	}
	all := map[string]string{"verslag.pdf": string(pdf), "geen-pdf.pdf": "PK\x03\x04dit is geen pdf", "foto.jpg": jpg.String(), "foto.png": picture.String(),
		"te-groot.pdf": string(pdf) + strings.Repeat("%                              \n", 26<<15)}
	for name, text := range all {
		all[name] = filepath.Join(dir, name)
		if err := os.WriteFile(all[name], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// line adds a line to a sheet that the walk writes; the file is written anew.
func (h *house) line(name, text string) error {
	h.sheets[name] = append(h.sheets[name], text)
	h.files[name] = filepath.Join(h.folder, name)
	if strings.HasSuffix(name, ".xlsx") {
		return writeBook(h.files[name], h.sheets[name])
	}
	return os.WriteFile(h.files[name], []byte(strings.Join(h.sheets[name], "\r\n")+"\r\n"), 0o600)
}

// writeBook writes lines as the rows of a workbook, as a spreadsheet program would.
func writeBook(file string, lines []string) error {
	book := excelize.NewFile()
	defer book.Close()
	for i, line := range lines {
		for j, cell := range strings.Split(line, ";") {
			place, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err == nil {
				err = book.SetCellStr("Sheet1", place, cell)
			}
			if err != nil {
				return err
			}
		}
	}
	return book.SaveAs(file)
}

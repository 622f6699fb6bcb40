package blob

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"passend/internal/letter"
)

// digits writes a number as codes of two bytes that start at 0x20, so that only a
// ToUnicode map can tell what they mean.
func digits(n string) string {
	var b strings.Builder
	for _, r := range n {
		fmt.Fprintf(&b, "%04X", 0x20+int(r-'0'))
	}
	return b.String()
}

func TestLAW01_TextOfAPDFIsSearchedForABSN(t *testing.T) {
	n := madeNumber()
	cmap := "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0020> <0029> <0030> endbfrange"
	letterPDF, err := letter.PDF(letter.Document{Title: "Verslag", Blocks: []letter.Block{letter.Paragraph{Spans: letter.Text("Leerling met BSN " + n)}}})
	if err != nil {
		t.Fatal(err)
	}
	type0 := "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 11 0 R >>"
	for what, data := range map[string][]byte{
		"plain":              textPDF("BSN " + n),
		"escaped":            textPDF(`BSN \(PGN\): ` + fmt.Sprintf(`\%03o`, n[0]) + n[1:]),
		"kerned":             makePDF([]string{"BT /F1 9 Tf [(" + n[:2] + ") 20 (" + n[2:5] + ") -15 (" + n[5:] + ")] TJ ET"}),
		"hexadecimal":        makePDF([]string{fmt.Sprintf("BT /F1 9 Tf <%x> Tj ET", n)}),
		"in pieces":          makePDF([]string{"BT /F1 9 Tf 1 0 0 1 9 700 Tm (BSN ) Tj (" + n[:4] + ") Tj 1 0 0 1 60 700 Tm (" + n[4:] + ") Tj ET"}),
		"second page":        makePDF([]string{"BT (een) Tj ET", "BT /F1 9 Tf (" + n + ") Tj ET"}),
		"subset font":        makePDF([]string{"BT /F2 9 Tf <" + digits(n) + "> Tj ET"}, type0, stream("", cmap)),
		"after an image":     makePDF([]string{"BI /W 1 /H 1 ID \x00(EI\x01 EI BT /F1 9 Tf (" + n + ") Tj ET"}),
		"inside a form":      makePDF([]string{"/Fm Do"}, stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "BT (BSN "+n+") Tj ET")),
		"letter of our own":  letterPDF,
		"named by its glyph": makePDF([]string{"BT /F2 9 Tf (abcdefghi) Tj ET"}, glyphFont(n)),
	} {
		found, refusal := lookPDF(t.Context(), data)
		if refusal != nil {
			t.Errorf("%s: refused: %s", what, refusal.Text())
			continue
		}
		if !found.readable || !slices.Contains(found.warnings("a.pdf"), WarnNumber) {
			t.Errorf("%s: no warning; text %q, warnings %v", what, found.text, found.warnings("a.pdf"))
		}
	}
}

func glyphFont(n string) string {
	names := []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	var list strings.Builder
	for _, r := range n {
		list.WriteString("/" + names[r-'0'] + " ")
	}
	return "<< /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /Type /Encoding /Differences [97 " + list.String() + "] >> >>"
}

func TestLAW01_FilledInFieldsAndPropertiesOfAPDFAreSearched(t *testing.T) {
	n := madeNumber()
	data := textPDF("Formulier")
	filled := strings.Replace(string(data), "/Type /Page /Parent", "/Annots [<< /Subtype /Widget /T (x) /V ("+n+") >>] /Type /Page /Parent", 1)
	found, _ := lookPDF(t.Context(), repaired(filled))
	if !slices.Contains(found.warnings("a.pdf"), WarnNumber) {
		t.Errorf("a filled-in field gives %v; text %q", found.warnings("a.pdf"), found.text)
	}
	titled := makePDF([]string{"BT (x) Tj ET"}, "<< /Title (BSN "+n+") >>")
	titled = []byte(strings.Replace(string(titled), "/Root 1 0 R", "/Root 1 0 R /Info 10 0 R", 1))
	if found, _ = lookPDF(t.Context(), titled); !slices.Contains(found.warnings("a.pdf"), WarnNumber) {
		t.Errorf("a title gives %v", found.warnings("a.pdf"))
	}
}

// repaired points the table of a changed PDF, whose last two objects moved, to
// where they are now.
func repaired(pdf string) []byte {
	for n := 1; n < 14; n++ {
		at := strings.Index(pdf, fmt.Sprintf("\n%d 0 obj", n))
		table := strings.Index(pdf, "xref\n0 ")
		if at < 0 {
			continue
		}
		row := table + strings.Index(pdf[table:], "f \n") + 3 + 20*(n-1)
		pdf = pdf[:row] + fmt.Sprintf("%010d", at+1) + pdf[row+10:]
	}
	start := strings.LastIndex(pdf, "startxref\n")
	return []byte(pdf[:start] + fmt.Sprintf("startxref\n%d\n%%%%EOF\n", strings.Index(pdf, "xref\n0 ")))
}

func TestLAW01_TextOfAWordDocumentIsSearchedForABSN(t *testing.T) {
	n := madeNumber()
	header := entry{"word/header1.xml", docxBody("BSN " + n).body}
	core := entry{"docProps/core.xml", `<p xmlns="urn:x"><title>Verslag ` + n + `</title></p>`}
	for what, data := range map[string][]byte{
		"in one run":   makeDOCX("BSN " + n),
		"in many runs": makeDOCX("BSN ", n[:3], n[3:4], n[4:]),
		"in a header":  makeZip(docxTypes(docxMain), docxBody("x"), header),
		"in the title": makeZip(docxTypes(docxMain), docxBody("x"), core),
	} {
		found, refusal := lookDOCX(t.Context(), data)
		if refusal != nil || !slices.Contains(found.warnings("a.docx"), WarnNumber) {
			t.Errorf("%s: %v; text %q", what, found.warnings("a.docx"), found.text)
		}
	}
}

func TestLAW01_WarningsFitWhatWasSeen(t *testing.T) {
	n := madeNumber()
	s := newStore(t, Options{})
	for _, c := range []struct {
		what, name string
		data       []byte
		want       []string
		text       bool
	}{
		{"nothing special", "a.pdf", textPDF("Telefoon 06-12345678, geboren 12-03-2015"), nil, true},
		{"nothing special in Word", "a.docx", makeDOCX("Plan van aanpak 2025/2026"), nil, true},
		{"perhaps a number", "a.docx", makeDOCX("Factuurnummer " + n), []string{WarnNumberMaybe}, true},
		{"a scan", "a.pdf", makePDF([]string{"q Q"}), []string{WarnScan}, true},
		{"one scanned page", "a.pdf", makePDF([]string{"BT (tekst) Tj ET", "q Q"}), []string{WarnPartly}, true},
		{"font without a map", "a.pdf", makePDF([]string{"BT (x) Tj /F2 9 Tf <0041> Tj ET"}, "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H >>"), []string{WarnPartly}, true},
		{"photo", "a.jpg", makeJPEG(), []string{WarnScan}, false},
		{"photo with place", "a.jpg", withPlace(makeJPEG()), []string{WarnScan, WarnPlace}, false},
		{"photo of a telephone", "a.heic", makeHEIC(), []string{WarnScan, WarnHEIC}, false},
		{"perhaps a number in the name", "jan" + n + ".png", makePNG(), []string{WarnScan, WarnName}, false},
	} {
		info := mustPut(t, s, c.name, c.data)
		if !slices.Equal(info.Warnings, c.want) || info.Text != c.text {
			t.Errorf("%s: warnings %q, text %v; want %q, %v", c.what, info.Warnings, info.Text, c.want, c.text)
		}
	}
}

func TestPut_CountsThePagesOfAPDF(t *testing.T) {
	info := mustPut(t, newStore(t, Options{}), "a.pdf", makePDF([]string{"BT (een) Tj ET", "BT (twee) Tj ET", "BT (drie) Tj ET"}))
	if info.Pages != 3 {
		t.Errorf("%d pages, want 3", info.Pages)
	}
}

package exchange

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"

	"passend/internal/bsn"
)

var format = Format{Title: "Proef", Help: "Eén leerling per regel.", Drop: bsn.In, Columns: []Column{
	{Key: "voornaam", Heading: "Voornaam", Required: true},
	{Key: "achternaam", Heading: "Achternaam", Required: true, Example: "Voorbeeld"},
	{Key: "geboren", Heading: "Geboortedatum", Kind: Date, Required: true},
	{Key: "iq", Heading: "IQ", Kind: Number},
	{Key: "achter", Heading: "Achterstand %", Kind: Percentage},
	{Key: "isk", Heading: "Regels van de ISK", Kind: YesNo},
	{Key: "ltt", Heading: "Taalleerbaarheid", Kind: Choice, Choices: []string{"laag", "gemiddeld", "hoog"}},
	{Key: "uitleg", Heading: "Toelichting"},
}}

func readText(t testing.TB, text string) Sheet {
	t.Helper()
	sheet, problem := format.Read([]byte(text))
	if problem != nil {
		t.Fatalf("%s\n%s %s", text, problem.What, problem.Mend)
	}
	return sheet
}

// VO-16: what schools type comes in many forms.
func TestACellIsReadAsPeopleAndProgramsWriteIt(t *testing.T) {
	for _, c := range []struct{ key, typed, want string }{
		{"geboren", "3-3-2014", "2014-03-03"}, {"geboren", "03/03/2014", "2014-03-03"}, {"geboren", "2014-03-03", "2014-03-03"},
		{"geboren", "41701", "2014-03-03"}, {"geboren", "41701.5", "2014-03-03"}, {"geboren", "2014-03-03 00:00:00", "2014-03-03"}, {"geboren", "3 maart 2014", "2014-03-03"},
		{"iq", "68", "68"}, {"iq", "68,5", "68,5"}, {"iq", "68.5", "68,5"}, {"iq", "1.250,5", "1250,5"}, {"iq", "0.30000000000000004", "0,3"}, {"iq", "6.8E1", "68"},
		{"achter", "50", "50"}, {"achter", "50%", "50"}, {"achter", "0,5", "50"}, {"achter", "0.5", "50"}, {"achter", "57,9 %", "57,9"}, {"achter", "1", "100"}, {"achter", "0", "0"}, {"achter", "0,5%", "0,5"},
		{"isk", "Ja", "ja"}, {"isk", "0", "nee"}, {"isk", "WAAR", "ja"}, {"ltt", "Hoog", "hoog"},
	} {
		row := format.Check(2, map[string]string{"voornaam": "A", "achternaam": "B", "geboren": "3-3-2014", c.key: c.typed})
		if row.Values[c.key] != c.want || len(row.Faults) > 0 {
			t.Errorf("%s %q: %q %v, verwacht %q", c.key, c.typed, row.Values[c.key], row.Faults, c.want)
		}
	}
	for _, c := range []struct{ key, typed string }{
		{"geboren", "31-2-2014"}, {"geboren", "gisteren"}, {"geboren", "12"}, {"iq", "hoog"}, {"iq", "6 8 x"}, {"achter", "150"}, {"achter", "-1"}, {"isk", "soms"}, {"ltt", "matig"},
	} {
		row := format.Check(7, map[string]string{"voornaam": "A", "achternaam": "B", "geboren": "3-3-2014", c.key: c.typed})
		if len(row.Faults) != 1 || row.Faults[0].Line != 7 || row.Faults[0].Key != c.key || row.Faults[0].Written != c.typed || row.Faults[0].Mend == "" {
			t.Errorf("%s %q: %+v", c.key, c.typed, row.Faults)
		}
	}
}

func TestCSVComesInEveryDress(t *testing.T) {
	const semi = "Voornaam;Achternaam;Geboortedatum;IQ;Toelichting\r\nZoë;Müller;3-3-2014;68,5;\"regel een\r\nregel twee\"\r\nAnna;Boon;41701;70;\r\n"
	latin, err := charmap.Windows1252.NewEncoder().String(semi)
	if err != nil {
		t.Fatal(err)
	}
	comma := "voornaam,ACHTERNAAM,geboorte datum,iq,Toelichting\nZoë,Müller,3-3-2014,\"68,5\",\"regel een\nregel twee\"\nAnna,Boon,41701,70,\n"
	wide := "\xff\xfe"
	for _, r := range semi {
		wide += string([]byte{byte(r), byte(r >> 8)})
	}
	want := readText(t, semi).Rows
	if len(want) != 2 || want[0].Values["achternaam"] != "Müller" || want[0].Values["uitleg"] != "regel een\nregel twee" || want[1].Line != 4 {
		t.Fatalf("%+v", want)
	}
	for name, text := range map[string]string{"komma": comma, "BOM": "\ufeff" + semi, "Windows-1252": latin, "UTF-16": wide, "tab": strings.ReplaceAll(semi, ";", "\t"), "sep": "sep=;\n" + semi} {
		got := readText(t, text).Rows
		for i := range got {
			got[i].Line = want[i].Line
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// LAW-01.
func TestAColumnOfNationalNumbersIsDroppedUnreadAndReported(t *testing.T) {
	sheet := readText(t, "BSN;Voornaam;Achternaam;Geboortedatum;Toelichting;Kleur\n123456782;Anna;Boon;3-3-2014;nummer 123456782;blauw\n")
	if !slices.Equal(sheet.Dropped, []string{"BSN"}) || !slices.Equal(sheet.Unknown, []string{"Kleur"}) {
		t.Errorf("%+v", sheet)
	}
	row := sheet.Rows[0]
	if strings.Contains(fmt.Sprint(sheet), "123456782") || len(row.Faults) != 1 || row.Faults[0].Key != "uitleg" {
		t.Errorf("%+v", row)
	}
}

func TestWhatIsWrittenStartsNoFormula(t *testing.T) {
	rows := []map[string]string{{"voornaam": `=cmd|' /C calc'!A0`, "achternaam": "@SUM(1)", "geboren": "2014-03-03", "uitleg": "-1+2"}}
	var out, book bytes.Buffer
	if err := format.WriteCSV(&out, rows); err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(out.String(), "\n") {
		for cell := range strings.SplitSeq(line, ";") {
			if cell = strings.TrimPrefix(cell, `"`); cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) {
				t.Errorf("een formule: %s", cell)
			}
		}
	}
	if err := format.WriteXLSX(&book, rows); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&book)
	if err != nil {
		t.Fatal(err)
	}
	for _, cell := range []string{"A2", "B2", "H2"} {
		if formula, err := f.GetCellFormula(fillSheet, cell); formula != "" || err != nil {
			t.Errorf("%s: %s %v", cell, formula, err)
		}
	}
}

// VO-16: no row is lost, none is there twice, whatever way it travels.
func TestEveryRowComesBackOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[A-Za-zéü=+@;,"'\-]{1,12}( [a-z0-9]{1,5})?`)
		var rows []map[string]string
		for range rapid.IntRange(1, 6).Draw(t, "regels") {
			rows = append(rows, map[string]string{
				"voornaam": text.Draw(t, "voornaam"), "achternaam": text.Draw(t, "achternaam"),
				"geboren": fmt.Sprintf("20%02d-%02d-%02d", rapid.IntRange(10, 16).Draw(t, "j"), rapid.IntRange(1, 12).Draw(t, "m"), rapid.IntRange(1, 28).Draw(t, "d")),
				"iq":      fmt.Sprint(rapid.IntRange(40, 140).Draw(t, "iq")), "achter": fmt.Sprint(rapid.IntRange(2, 100).Draw(t, "la")),
				"isk": rapid.SampledFrom([]string{"ja", "nee"}).Draw(t, "isk"), "ltt": rapid.SampledFrom([]string{"laag", "hoog"}).Draw(t, "ltt"),
			})
		}
		var csv, xlsx bytes.Buffer
		if err := format.WriteCSV(&csv, rows); err != nil {
			t.Fatal(err)
		}
		if err := format.WriteXLSX(&xlsx, rows); err != nil {
			t.Fatal(err)
		}
		for name, content := range map[string][]byte{"csv": csv.Bytes(), "xlsx": xlsx.Bytes()} {
			sheet, problem := format.Read(content)
			if problem != nil {
				t.Fatalf("%s: %+v", name, problem)
			}
			var got []map[string]string
			for i, r := range sheet.Rows {
				if r.Line != i+2 || len(r.Faults) > 0 {
					t.Fatalf("%s: %+v", name, r)
				}
				got = append(got, r.Values)
			}
			if d := cmp.Diff(rows, got); d != "" {
				t.Fatalf("%s: %s", name, d)
			}
		}
	})
}

func TestASheetThatAProgramMadeIsRead(t *testing.T) {
	f := excelize.NewFile()
	hidden, err := f.NewSheet("verborgen")
	if err != nil {
		t.Fatal(err)
	}
	_ = hidden
	for _, sheet := range []string{"Sheet1", "verborgen"} {
		for i, h := range []string{"Voornaam", "Achternaam", "Geboortedatum", "IQ", "Achterstand %"} {
			f.SetCellValue(sheet, place(i, 3), h)
		}
	}
	f.SetSheetVisible("verborgen", false)
	f.SetCellValue("Sheet1", "A1", "Aanvragen van De Eik")
	f.MergeCell("Sheet1", "A1", "D1")
	f.SetCellValue("Sheet1", "A4", "Anna")
	f.SetCellValue("Sheet1", "B4", "Boon")
	f.SetCellValue("Sheet1", "C4", 41701)
	style, _ := f.NewStyle(&excelize.Style{NumFmt: 14})
	f.SetCellStyle("Sheet1", "C4", "C4", style)
	f.SetCellFormula("Sheet1", "D4", "=60+8")
	f.SetCellValue("Sheet1", "E4", 0.5)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	sheet, problem := format.Read(out.Bytes())
	if problem != nil || len(sheet.Rows) != 1 {
		t.Fatal(problem, sheet)
	}
	if v := sheet.Rows[0]; v.Line != 4 || v.Values["geboren"] != "2014-03-03" || v.Values["achter"] != "50" {
		t.Errorf("%+v", v)
	}
}

func zipped(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAFileThatIsNoSheetIsRefusedWithAWayOut(t *testing.T) {
	for name, content := range map[string][]byte{
		"leeg": nil, "te groot": make([]byte, MaxBytes+1), "pdf": []byte("%PDF-1.7"), "oud": {0xD0, 0xCF, 0x11, 0xE0, 1}, "niets": []byte("zomaar wat tekst"),
		"bytes": {1, 0, 2, 0}, "zip": zipped(t, map[string]string{"a.txt": "a"}),
		"macro":   zipped(t, map[string]string{"xl/workbook.xml": "<a/>", "xl/vbaProject.bin": "x"}),
		"bom":     zipped(t, map[string]string{"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": strings.Repeat(" ", maxUnfold+1)}),
		"stuk":    []byte("PK\x03\x04 stuk"),
		"koppen":  []byte("Voornaam;IQ\nAnna;70\n"),
		"dubbel":  []byte("Voornaam;Achternaam;Geboortedatum;Voornaam\nAnna;Boon;3-3-2014;x\n"),
		"zonder":  []byte("Voornaam;Achternaam;Geboortedatum\n;;\n"),
		"te lang": []byte("Voornaam;Achternaam;Geboortedatum\n" + strings.Repeat("Anna;Boon;3-3-2014\n", MaxRows+1)),
	} {
		_, problem := format.Read(content)
		if problem == nil || problem.What == "" || problem.Mend == "" {
			t.Errorf("%s: %+v", name, problem)
		}
	}
}

func FuzzRead(f *testing.F) {
	var xlsx bytes.Buffer
	if err := format.WriteXLSX(&xlsx, []map[string]string{{"voornaam": "Anna", "achternaam": "Boon", "geboren": "2014-03-03"}}); err != nil {
		f.Fatal(err)
	}
	f.Add(xlsx.Bytes())
	f.Add([]byte("Voornaam;Achternaam;Geboortedatum;IQ\nAnna;Boon;3-3-2014;68,5\n"))
	f.Add([]byte("Voornaam,Achternaam,Geboortedatum,IQ\n\"An\"\"na\",Boon,3-3-2014,\"68,5\"\n"))
	f.Add([]byte("\xff\xfeV\x00"))
	f.Fuzz(func(t *testing.T, content []byte) {
		sheet, problem := format.Read(content)
		if problem != nil {
			return
		}
		last := 0
		for _, r := range sheet.Rows {
			if r.Line <= last {
				t.Fatalf("regel %d na %d", r.Line, last)
			}
			last = r.Line
			for key, text := range r.Values {
				if !r.faulty(key) && bsn.In(text) {
					t.Fatalf("%s houdt een nummer", key)
				}
			}
		}
	})
}

func BenchmarkReadFiveThousandRows(b *testing.B) {
	var rows []map[string]string
	for i := range MaxRows {
		rows = append(rows, map[string]string{"voornaam": "Anna", "achternaam": fmt.Sprint("Boon ", i), "geboren": "2014-03-03", "iq": "68", "achter": "50", "isk": "nee", "ltt": "hoog", "uitleg": "een zin"})
	}
	var xlsx bytes.Buffer
	if err := format.WriteXLSX(&xlsx, rows); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if sheet, problem := format.Read(xlsx.Bytes()); problem != nil || len(sheet.Rows) != MaxRows {
			b.Fatal(problem)
		}
	}
}

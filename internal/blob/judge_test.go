package blob

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// pngOf claims a size in its header that it does not have.
func pngOf(width, height uint32) []byte {
	data := makePNG()
	binary.BigEndian.PutUint32(data[16:], width)
	binary.BigEndian.PutUint32(data[20:], height)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

// zeros is a Word document of a few hundred kilobytes that unpacks to too much.
func zeros(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range []entry{docxTypes(docxMain), docxBody("bom")} {
		w, _ := z.Create(e.name)
		io.WriteString(w, e.body)
	}
	w, _ := z.Create("word/media/image1.bmp")
	block := make([]byte, 1<<20)
	for range maxInflated>>20 + 1 {
		w.Write(block)
	}
	z.Close()
	return b.Bytes()
}

func TestPut_RefusesWithASentenceThatHelps(t *testing.T) {
	s := newStore(t, Options{MaxSize: 2 << 20})
	pdf, docx := textPDF("x"), makeDOCX("x")
	cutZip := docx[:len(docx)-30]
	spoiled := bytes.Clone(docx)
	spoiled[bytes.Index(spoiled, []byte("word/document.xml"))+30] ^= 0xff
	for _, c := range []struct {
		what, name string
		data       []byte
		says       string
	}{
		{"empty", "a.pdf", nil, "leeg"},
		{"too large", "a.pdf", make([]byte, 2<<20+1), "groter dan 2 MB"},
		{"program", "a.exe", append([]byte("MZ"), make([]byte, 200)...), "Dit soort bestand"},
		{"program named pdf", "a.pdf", append([]byte("MZ"), make([]byte, 200)...), "Dit soort bestand"},
		{"web page named pdf", "a.pdf", []byte("<html><script>alert(1)</script></html>"), "Dit soort bestand"},
		{"drawing with script", "a.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), "Dit soort bestand"},
		{"gif", "a.gif", []byte("GIF89a\x01\x00\x01\x00"), "Dit soort bestand"},
		{"pdf named docx", "a.docx", pdf, "maar de inhoud is een PDF"},
		{"docx named pdf", "a.pdf", docx, "maar de inhoud is een Word-document"},
		{"photo named pdf", "a.pdf", makeJPEG(), "maar de inhoud is een JPEG"},
		{"photo named exe", "a.jpg.exe", makeJPEG(), "eindigt op .exe"},
		{"plain zip", "a.zip", makeZip(entry{"a.txt", "x"}), "Dit soort bestand"},
		{"spreadsheet", "a.xlsx", makeZip(docxTypes("openxmlformats-officedocument.spreadsheetml.sheet.main"), entry{"xl/workbook.xml", "<x/>"}), "Dit soort bestand"},
		{"docm", "a.docm", makeZip(docxTypes("ms-word.document.macroEnabled.main"), docxBody("x")), "macro"},
		{"docm named docx", "a.docx", makeZip(docxTypes("ms-word.document.macroEnabled.main"), docxBody("x")), "macro"},
		{"docx with macros inside", "a.docx", makeZip(docxTypes(docxMain), docxBody("x"), entry{"word/vbaProject.bin", "x"}), "macro"},
		{"docx with a packed program", "a.docx", makeZip(docxTypes(docxMain), docxBody("x"), entry{"word/embeddings/oleObject1.bin", "x"}), "programma"},
		{"old or protected Word", "a.doc", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 1024)...), "oud Word-bestand"},
		{"zip cut short", "a.docx", cutZip, "beschadigd"},
		{"docx spoiled", "a.docx", spoiled, "beschadigd"},
		{"zip bomb", "a.docx", zeros(t), "te groot"},
		{"encrypted pdf", "a.pdf", encryptedPDF(t, "geheim"), "wachtwoord"},
		{"pdf with restrictions", "a.pdf", encryptedPDF(t, ""), "beperkingen"},
		{"pdf cut short", "a.pdf", pdf[:len(pdf)/2], "beschadigd"},
		{"jpeg cut short", "a.jpg", makeJPEG()[:20], "beschadigd"},
		{"picture of too many points", "a.png", pngOf(60_000, 60_000), "te groot"},
		{"number in the name", "verslag " + madeNumber() + ".pdf", pdf, "BSN"},
	} {
		t.Run(c.what, func(t *testing.T) {
			_, refusal := put(t, s, c.name, c.data)
			if refusal == nil {
				t.Fatal("taken")
			}
			if !strings.Contains(refusal.Text(), c.says) || !strings.HasSuffix(refusal.Help, ".") || !strings.HasSuffix(refusal.What, ".") {
				t.Errorf("says %q, want %q in full sentences", refusal.Text(), c.says)
			}
		})
	}
}

func TestPut_RefusesABrokenPDFWithoutPanic(t *testing.T) {
	whole := makePDF([]string{"BT /F2 9 Tf <0041> Tj /Fm Do ET"}, stream("/Type /XObject /Subtype /Form /BBox [0 0 1 1]", "BT (x) Tj /Fm Do ET"))
	rapid.Check(t, func(t *rapid.T) {
		data := bytes.Clone(whole)
		for range rapid.IntRange(1, 6).Draw(t, "changes") {
			data[rapid.IntRange(9, len(data)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
		}
		found, refusal := lookPDF(t.Context(), data)
		if refusal == nil && !found.readable && len(found.warnings("a.pdf")) == 0 {
			t.Fatal("a PDF that could not be read gives no warning")
		}
	})
}

func TestPut_TelephonesMayNameOnePhotoAsAnother(t *testing.T) {
	s := newStore(t, Options{})
	if info := mustPut(t, s, "IMG_0001.JPG", makeHEIC()); info.Name != "IMG_0001.heic" || info.Kind != "heic" {
		t.Errorf("info %+v", info)
	}
}

func TestCleanName(t *testing.T) {
	for in, want := range map[string]string{
		"verslag.PDF":                     "verslag.pdf",
		`C:\Users\juf\Mijn verslag.pdf`:   "Mijn verslag.pdf",
		"../../etc/passwd":                "passwd.pdf",
		"":                                "document.pdf",
		".pdf":                            "document.pdf",
		"...":                             "document.pdf",
		"con.pdf":                         "document con.pdf",
		"a\r\nSet-Cookie: x.pdf":          "a Set-Cookie- x.pdf",
		"verslag\u202efdp.exe.pdf":        "verslagfdp.exe.pdf",
		"brief van dhr. Jansen":           "brief van dhr. Jansen.pdf",
		"e\u0301e\u0301n \xff plan.pdf":   "één plan.pdf",
		`"quotes" <en> 100%.pdf`:          "quotes- -en- 100.pdf",
		"versie 2.1.pdf":                  "versie 2.1.pdf",
		strings.Repeat("é", 200) + ".pdf": strings.Repeat("é", 58) + ".pdf",
	} {
		if got := cleanName(in, pdfKind); got != want {
			t.Errorf("cleanName(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCleanName_JoinsAnAccentThatWasKeptApart(t *testing.T) {
	if got := cleanName("A\x00\u0300.jpg", jpegKind); got != "\u00c0.jpg" {
		t.Errorf("%q", got)
	}
}

func TestCleanName_IsAlwaysSafe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		got := cleanName(rapid.String().Draw(t, "name"), jpegKind)
		if len(got) > maxName || len(got) < 5 || strings.HasPrefix(got, ".") || strings.ContainsAny(got, "/\\\"\r\n\x00<>:|?*%;") {
			t.Fatalf("%q", got)
		}
		if again := cleanName(got, jpegKind); again != got {
			t.Fatalf("%q becomes %q when cleaned again", got, again)
		}
	})
}

func TestHeaders_KeepAHostileDocumentAwayFromTheSession(t *testing.T) {
	s := newStore(t, Options{})
	for name, data := range map[string][]byte{
		"plan één.pdf": textPDF("x"), "plan.docx": makeDOCX("x"), "foto.jpg": makeJPEG(), "foto.heic": makeHEIC(),
	} {
		info := mustPut(t, s, name, data)
		h := Headers(info)
		if h["X-Content-Type-Options"] != "nosniff" || !strings.HasPrefix(h["Content-Security-Policy"], "sandbox; default-src 'none'") || h["Content-Type"] != info.MIME {
			t.Errorf("%s: %v", name, h)
		}
		if shown := strings.HasPrefix(h["Content-Disposition"], "inline"); shown != (info.Kind == "jpeg") {
			t.Errorf("%s: %s", name, h["Content-Disposition"])
		}
	}
	want := `attachment; filename="plan __n.pdf"; filename*=UTF-8''plan%20%C3%A9%C3%A9n.pdf`
	if got := Headers(Info{Name: "plan één.pdf"})["Content-Disposition"]; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

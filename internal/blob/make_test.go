package blob

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"
	"time"

	"passend/internal/bsn"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// The documents of these tests are made here, so that each shows what it is about.

// madeNumber is made up: the first nine digits that pass from a round start.
func madeNumber() string {
	for n := 987_650_000; ; n++ {
		if s := fmt.Sprint(n); bsn.Valid(s) {
			return s
		}
	}
}

var testMaster = bytes.Repeat([]byte{7}, 32)

func newStore(t testing.TB, o Options) *Store {
	t.Helper()
	if o.Now == nil {
		o.Now = func() time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) }
	}
	s, err := New(t.TempDir(), testMaster, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func put(t testing.TB, s *Store, name string, data []byte) (Info, *Refusal) {
	t.Helper()
	info, refusal, err := s.Put(t.Context(), "swv", "zaak-1", name, bytes.NewReader(data))
	if err != nil {
		t.Fatalf("Put %s: %v", name, err)
	}
	return info, refusal
}

func mustPut(t testing.TB, s *Store, name string, data []byte) Info {
	t.Helper()
	info, refusal := put(t, s, name, data)
	if refusal != nil {
		t.Fatalf("Put %s: refused: %s", name, refusal.Text())
	}
	return info
}

func content(t testing.TB, s *Store, caseID, ref string) ([]byte, error) {
	t.Helper()
	r, err := s.Open(context.Background(), "swv", caseID, ref)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(r)
	return data, errors.Join(err, r.Close())
}

// makePDF writes a PDF with one page per content stream, and extra objects from
// number 10 on. Pages know the fonts F1 (plain) and F2 (object 10).
func makePDF(pages []string, extra ...string) []byte {
	var b bytes.Buffer
	offsets := map[int]int{}
	obj := func(n int, body string) {
		offsets[n] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, body)
	}
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	first := 10 + len(extra)
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", first+2*i)
	}
	obj(1, "<< /Type /Catalog /Pages 2 0 R >>")
	own, form := "", ""
	if len(extra) > 0 {
		own, form = "/F2 10 0 R", "/XObject << /Fm 10 0 R >>"
	}
	obj(2, fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R %s >> %s >> >>", len(pages), kids.String(), own, form))
	obj(3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	for i, body := range extra {
		obj(10+i, body)
	}
	for i, page := range pages {
		obj(first+2*i, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /Contents %d 0 R >>", first+2*i+1))
		obj(first+2*i+1, stream("", page))
	}
	start := b.Len()
	size := first + 2*len(pages)
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", size)
	for n := 1; n < size; n++ {
		if at, ok := offsets[n]; ok {
			fmt.Fprintf(&b, "%010d 00000 n \n", at)
			continue
		}
		b.WriteString("0000000000 00000 f \n")
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", size, start)
	return b.Bytes()
}

func stream(dict, content string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	io.WriteString(z, content)
	z.Close()
	return fmt.Sprintf("<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream", dict, b.Len(), b.String())
}

func textPDF(text string) []byte {
	return makePDF([]string{"BT /F1 12 Tf 72 700 Td (" + text + ") Tj ET"})
}

func encryptedPDF(t testing.TB, user string) []byte {
	t.Helper()
	var b bytes.Buffer
	conf := model.NewAESConfiguration(user, "eigenaar", 256)
	if err := api.Encrypt(bytes.NewReader(textPDF("geheim")), &b, conf); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type entry struct{ name, body string }

func makeZip(entries ...entry) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		w, err := z.Create(e.name)
		if err != nil {
			panic(err)
		}
		io.WriteString(w, e.body)
	}
	z.Close()
	return b.Bytes()
}

func docxTypes(main string) entry {
	return entry{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.` + main + `+xml"/></Types>`}
}

func docxBody(runs ...string) entry {
	body := `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>`
	for _, r := range runs {
		body += "\n<w:r><w:t>" + r + "</w:t></w:r>"
	}
	return entry{"word/document.xml", body + "</w:p></w:body></w:document>"}
}

const docxMain = "openxmlformats-officedocument.wordprocessingml.document.main"

func makeDOCX(runs ...string) []byte {
	return makeZip(docxTypes(docxMain), docxBody(runs...))
}

func makeJPEG() []byte {
	var b bytes.Buffer
	jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8)), nil)
	return b.Bytes()
}

// withPlace puts Exif data with a GPS pointer right after the start of a JPEG.
func withPlace(photo []byte) []byte {
	tiff := "Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x25\x88\x04\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x00\x00\x00\x00"
	segment := "\xff\xe1" + string([]byte{0, byte(len(tiff) + 2)}) + tiff
	return append(append(bytes.Clone(photo[:2]), segment...), photo[2:]...)
}

func makePNG() []byte {
	var b bytes.Buffer
	png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8)))
	return b.Bytes()
}

func makeHEIC() []byte {
	return []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic\x00\x00\x00\x08mdat")
}

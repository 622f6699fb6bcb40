package stage

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"strings"

	"passend/internal/letter"
)

// PDF is a document with a text in it.
func PDF(text string) []byte {
	file, err := letter.PDF(letter.Document{Title: text, Subject: text, Lang: "nl"})
	if err != nil {
		panic(err)
	}
	return file
}

// Number makes a text that holds a citizen service number; no such number
// stands in the source.
func Number() string {
	digits := []int{1, 1, 1, 2, 2, 2, 3, 3}
	sum := 0
	for i, d := range digits {
		sum += d * (9 - i)
	}
	digits = append(digits, sum%11)
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(digits), " ", ""), "[]")
}

// JPEG is a small photo.
func JPEG() []byte {
	var b bytes.Buffer
	_ = jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 30)), nil) // a buffer takes everything
	return b.Bytes()
}

// PNG is a small scan.
func PNG() []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, 30, 40))) // a buffer takes everything
	return b.Bytes()
}

// HEIC begins as a telephone's photo does.
func HEIC() []byte {
	return []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic\x00\x00\x00\x08mdat")
}

// ZIP is an archive with one file in it.
func ZIP(name, body string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, _ := z.Create(name) // a buffer takes everything
	fmt.Fprint(w, body)
	_ = z.Close()
	return b.Bytes()
}

// DOCX is a small Word document.
func DOCX(text string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p></w:body></w:document>`},
	} {
		w, _ := z.Create(f[0]) // a buffer takes everything
		fmt.Fprint(w, f[1])
	}
	_ = z.Close()
	return b.Bytes()
}

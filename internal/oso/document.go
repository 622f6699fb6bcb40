package oso

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
)

// MaxDocument is the largest document that is unpacked, in bytes.
const MaxDocument = 25 << 20

// maxZip is the largest packed document, in bytes of the ZIP.
const maxZip = MaxDocument + 1<<20

// Document is a file inside the file, still packed.
type Document struct {
	Block             string // path of the block it stands in
	Name, Description string
	Path              string
	data              []byte
}

// Title is what the document is called on a page.
func (d Document) Title() string {
	if d.Description != "" {
		return d.Description
	}
	return d.Name
}

// Unpacked is a document that was checked whole: it opens, and is not too large.
type Unpacked struct {
	Name string
	file *zip.File
}

// Open gives the content, unfolded while it is read.
func (u Unpacked) Open() (io.ReadCloser, error) { return u.file.Open() }

const addYourself = "Voeg het document zelf toe."

// Unpack opens the ZIP of a document: one file, without a password, within
// bounds. A fault in it is a fault of this document alone.
func (d Document) Unpack() (Unpacked, *Fault) {
	packed, fault := d.decode()
	if fault != nil {
		return Unpacked{}, fault
	}
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return Unpacked{}, wrong("Dit document is beschadigd: de ZIP in het OSO-bestand gaat niet open.", addYourself)
	}
	file, fault := only(z)
	if fault != nil {
		return Unpacked{}, fault
	}
	if fault := sound(file); fault != nil {
		return Unpacked{}, fault
	}
	return Unpacked{Name: d.fileName(file), file: file}, nil
}

func (d Document) decode() ([]byte, *Fault) {
	if len(d.data)/4*3 > maxZip+maxZip/50 { // white space between the lines
		return nil, tooLarge()
	}
	packed, err := io.ReadAll(io.LimitReader(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(clean(d.data))), maxZip+1))
	switch {
	case err != nil || len(packed) == 0:
		return nil, wrong("Dit document is beschadigd: de inhoud is geen base64.", addYourself)
	case len(packed) > maxZip:
		return nil, tooLarge()
	}
	return packed, nil
}

// clean drops the white space with which administrations break lines; most have
// none, and then nothing is copied.
func clean(data []byte) []byte {
	if !bytes.ContainsAny(data, " \t\r\n") {
		return data
	}
	return bytes.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\n", r) {
			return -1
		}
		return r
	}, data)
}

func tooLarge() *Fault {
	return wrong("Dit document is uitgepakt groter dan 25 MB.", "Maak het kleiner en voeg het zelf toe.")
}

// only gives the one file of a ZIP.
func only(z *zip.Reader) (*zip.File, *Fault) {
	switch {
	case len(z.File) == 0:
		return nil, wrong("Dit document is leeg.", addYourself)
	case len(z.File) > 1:
		return nil, wrong("In de ZIP van dit document zit meer dan één bestand. De standaard staat er één toe.", addYourself)
	}
	f := z.File[0]
	switch {
	case f.Flags&1 != 0:
		return nil, wrong("Op dit document zit een wachtwoord.", addYourself)
	case f.FileInfo().IsDir():
		return nil, wrong("Dit document is leeg.", addYourself)
	case f.UncompressedSize64 > MaxDocument:
		return nil, tooLarge()
	}
	return f, nil
}

// sound reads a packed file to its end once: what it says of its size proves
// nothing, and only at the end is it known to be whole.
func sound(f *zip.File) *Fault {
	damaged := wrong("Dit document is beschadigd: het is niet helemaal uit te pakken.", addYourself)
	r, err := f.Open()
	if err != nil {
		return damaged
	}
	n, err := io.Copy(io.Discard, io.LimitReader(r, MaxDocument+1))
	err = errors.Join(err, r.Close())
	switch {
	case n > MaxDocument:
		return tooLarge()
	case err != nil:
		return damaged
	case n == 0:
		return wrong("Dit document is leeg.", addYourself)
	}
	return nil
}

// fileName is the name that the file gives the document, with the ending of what
// was packed: that one tells the kind. Folders in either name are dropped.
func (d Document) fileName(f *zip.File) string {
	name, inside := base(d.Name), base(f.Name)
	ext := strings.ToLower(path.Ext(inside))
	if !slices.Contains(endings, ext) {
		return name
	}
	return strings.TrimSuffix(name, path.Ext(name)) + ext
}

// endings are those of documents that schools make.
var endings = []string{".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".xls", ".xlsx", ".jpg", ".jpeg", ".png", ".heic"}

func base(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	if name == "." || name == "/" || name == ".." {
		return "document"
	}
	return name
}

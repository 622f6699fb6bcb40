package blob

import (
	"bytes"
	"context"
	"path"
	"slices"
	"strings"

	"passend/internal/bsn"

	"github.com/gabriel-vasile/mimetype"
)

// kind is one of the few types of document that are taken.
type kind struct {
	name, mime string
	ends       []string // file name endings, the first is the one that is given
	article    string   // "een PDF"
	image      bool
	look       func(ctx context.Context, data []byte) (finding, *Refusal)
}

var (
	pdfKind  = kind{"pdf", "application/pdf", []string{".pdf"}, "een PDF", false, lookPDF}
	docxKind = kind{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", []string{".docx"}, "een Word-document", false, lookDOCX}
	jpegKind = kind{"jpeg", "image/jpeg", []string{".jpg", ".jpeg", ".jpe", ".jfif"}, "een JPEG-foto", true, lookJPEG}
	pngKind  = kind{"png", "image/png", []string{".png"}, "een PNG-afbeelding", true, lookPNG}
	heicKind = kind{"heic", "image/heic", []string{".heic", ".heif"}, "een HEIC-foto", true, lookHEIC}

	kinds = []kind{pdfKind, docxKind, jpegKind, pngKind, heicKind}
)

// detect tells the kind by content. The ending of the name must agree, except among
// images: telephones often name one kind of photo as another.
func detect(name string, data []byte) (kind, *Refusal) {
	k, refusal := detectContent(data)
	if refusal != nil {
		return kind{}, refusal
	}
	ext := strings.ToLower(path.Ext(baseName(name)))
	if ext == ".docm" || ext == ".dotm" {
		return kind{}, refuseMacro()
	}
	if slices.Contains(k.ends, ext) || !looksLikeEnding(ext) {
		return k, nil
	}
	if k.image && slices.ContainsFunc(kinds, func(o kind) bool { return o.image && slices.Contains(o.ends, ext) }) {
		return k, nil
	}
	return kind{}, refuseDisguise(ext, k)
}

func detectContent(data []byte) (kind, *Refusal) {
	for m := mimetype.Detect(data); m != nil; m = m.Parent() {
		switch {
		case m.Is("application/zip"):
			return docxKind, judgeZip(data)
		case m.Is("application/x-ole-storage"):
			return kind{}, refuseOldWord()
		}
		for _, k := range []kind{pdfKind, jpegKind, pngKind, heicKind} {
			if m.Is(k.mime) || k.name == "heic" && m.Is("image/heif") {
				return k, nil
			}
		}
	}
	return kind{}, refuseType()
}

// looksLikeEnding tells a file type from the rest of a name with a dot in it, such
// as "verslag dhr. Jansen".
func looksLikeEnding(ext string) bool {
	if len(ext) < 3 || len(ext) > 6 {
		return false
	}
	letters := 0
	for _, r := range ext[1:] {
		switch {
		case r >= 'a' && r <= 'z':
			letters++
		case r < '0' || r > '9':
			return false
		}
	}
	return letters > 0
}

// finding is what was seen inside a document.
type finding struct {
	pages    int
	readable bool   // the text could be read
	text     string // what could be read
	partly   bool   // not all of it
	scanned  bool   // it has no text
	place    bool   // a photo that says where it was taken
	heic     bool
}

// Warnings are shown before sending and do not stop it.
const (
	WarnNumberMaybe = "In dit document staat een getal dat een burgerservicenummer (BSN) of onderwijsnummer kan zijn. Kijk het na. Is het zo’n nummer, maak het dan onleesbaar en voeg het document opnieuw toe."
	WarnNumber      = "In dit document staat een burgerservicenummer (BSN) of onderwijsnummer. Een samenwerkingsverband mag dat niet hebben. Verwijder dit document, maak het nummer onleesbaar en voeg het opnieuw toe."
	WarnScan        = "De tekst van dit document is een afbeelding of kan niet worden gelezen. Kijk zelf na of er een burgerservicenummer (BSN) of onderwijsnummer in staat."
	WarnPartly      = "Niet alle tekst van dit document kon worden gelezen. Kijk zelf na of er een burgerservicenummer (BSN) of onderwijsnummer in staat."
	WarnPlace       = "In deze foto is opgeslagen waar hij is gemaakt. Wilt u dat niet delen, maak dan een schermafbeelding van de foto en stuur die."
	WarnHEIC        = "Deze foto (HEIC) is niet op elk apparaat te bekijken. Een JPEG-foto wel."
	WarnName        = "In de naam van dit bestand staat een getal dat een burgerservicenummer (BSN) of onderwijsnummer kan zijn. Kijk het na."
)

func (f finding) warnings(name string) []string {
	sure, maybe := bsn.In(f.text), bsn.Possibly(f.text)
	var all []string
	for _, w := range []struct {
		is   bool
		text string
	}{
		{sure, WarnNumber},
		{maybe && !sure, WarnNumberMaybe},
		{f.scanned || !f.readable, WarnScan},
		{f.readable && f.partly && !f.scanned, WarnPartly},
		{bsn.Possibly(name), WarnName},
		{f.place, WarnPlace},
		{f.heic, WarnHEIC},
	} {
		if w.is {
			all = append(all, w.text)
		}
	}
	return all
}

func nameHasNumber(name string) bool { return bsn.In(name) }

func isPDFEncrypted(data []byte) bool { return bytes.Contains(data, []byte("/Encrypt")) }

package blob

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

const (
	maxEntries  = 5000
	maxInflated = 200 << 20 // bytes of all entries together
	maxXML      = 40 << 20  // bytes of one text part
	maxText     = 8 << 20   // bytes of text that are searched
)

// judgeZip tells whether a zip is a Word document that may be kept. Every entry is
// unpacked once, counted and thrown away: sizes in a zip are only claims.
func judgeZip(data []byte) *Refusal {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return refuseDamaged()
	}
	if len(z.File) > maxEntries {
		return refuseInflated()
	}
	types, refusal := contentTypes(z)
	if refusal != nil {
		return refusal
	}
	if strings.Contains(types, "macroenabled") || hasProgram(z) {
		return refuseMacro()
	}
	if !strings.Contains(types, "wordprocessingml.document.main+xml") {
		return refuseType()
	}
	return unpacks(z)
}

func contentTypes(z *zip.Reader) (string, *Refusal) {
	for _, f := range z.File {
		if f.Name == "[Content_Types].xml" {
			b, err := readEntry(f, 1<<20)
			if err != nil {
				return "", refuseDamaged()
			}
			return strings.ToLower(string(b)), nil
		}
	}
	return "", refuseType()
}

// hasProgram looks for macros, ActiveX controls and packed-in files.
func hasProgram(z *zip.Reader) bool {
	for _, f := range z.File {
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		base := path.Base(name)
		if strings.Contains(base, "vbaproject") || strings.Contains(base, "vbadata") ||
			strings.Contains(name, "/activex/") ||
			strings.Contains(name, "/embeddings/") && !strings.HasSuffix(base, ".xlsx") && !strings.HasSuffix(base, "/") {
			return true
		}
	}
	return false
}

func unpacks(z *zip.Reader) *Refusal {
	left := int64(maxInflated)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return refuseDamaged()
		}
		n, err := io.Copy(io.Discard, io.LimitReader(r, left+1))
		r.Close()
		if left -= n; left < 0 {
			return refuseInflated()
		}
		if err != nil {
			return refuseDamaged()
		}
	}
	return nil
}

func readEntry(f *zip.File, limit int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(b)) > limit {
		err = errors.New("blob: part of document is too long")
	}
	return b, err
}

// lookDOCX reads the text of every part that a reader of the document can see, and
// its properties.
func lookDOCX(ctx context.Context, data []byte) (finding, *Refusal) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return finding{}, refuseDamaged()
	}
	var text strings.Builder
	found := finding{readable: true}
	for _, f := range z.File {
		if !hasText(f.Name) || ctx.Err() != nil {
			continue
		}
		b, err := readEntry(f, maxXML)
		if err != nil || wordText(&text, b) != nil || text.Len() > maxText {
			found.partly = true
		}
	}
	found.text = text.String()
	found.scanned = strings.TrimSpace(found.text) == ""
	return found, nil
}

func hasText(name string) bool {
	dir, base := path.Split(strings.ToLower(name))
	return path.Ext(base) == ".xml" && (dir == "word/" && base != "styles.xml" && base != "settings.xml" &&
		base != "fonttable.xml" && base != "numbering.xml" && base != "websettings.xml" || dir == "docprops/" || dir == "word/diagrams/" || dir == "word/charts/")
}

// wordText adds the characters of a part. Runs are joined as they are, so that a
// number in two styles stays one number; paragraphs, cells, tabs and properties are
// kept apart.
func wordText(text *strings.Builder, part []byte) error {
	d := xml.NewDecoder(bytes.NewReader(part))
	inside := false
	for text.Len() <= maxText {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.CharData:
			if inside {
				text.Write(t)
			}
		case xml.StartElement:
			inside = holdsText(t.Name)
			text.WriteString(separator(t.Name))
		case xml.EndElement:
			inside = false
			if t.Name.Local == "p" || !isWord(t.Name) {
				text.WriteByte('\n')
			}
		}
	}
	return nil
}

func isWord(n xml.Name) bool { return strings.Contains(n.Space, "wordprocessingml") }

// holdsText leaves out the white space with which some programs lay out the XML.
func holdsText(n xml.Name) bool {
	return !isWord(n) || n.Local == "t" || n.Local == "delText" || n.Local == "instrText"
}

func separator(n xml.Name) string {
	switch n.Local {
	case "tab", "br", "cr":
		return "\n"
	case "noBreakHyphen":
		return "-"
	}
	return ""
}

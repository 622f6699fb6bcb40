package app

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"passend/internal/casefile"
	"passend/internal/store"
)

// FolderUpload is a new text of an SWV as it came in.
type FolderUpload struct {
	Zip   []byte            // the whole folder; or else
	Base  string            // hash of the version on which the files build
	Files map[string][]byte // files that are added, or that come in the place of others
	Drop  []string          // files that go
}

// The limits of a folder. The text of an SWV is some hundreds of kB.
const (
	MaxZip     = 8 << 20
	maxEntries = 1000
	maxFile    = 2 << 20
	maxFolder  = 32 << 20
)

// files gives the folder that an upload makes, as a ZIP in memory.
func (up FolderUpload) files(tx *store.Tx) (*zip.Reader, *casefile.Refusal, error) {
	texts := map[string][]byte{}
	if len(up.Zip) > 0 {
		refusal := unzip(up.Zip, texts)
		if refusal != nil {
			return nil, refusal, nil
		}
		r, err := zipped(texts)
		return r, nil, err
	}
	v, err := tx.Version(up.Base)
	if err != nil {
		return nil, nil, err
	}
	if r := unzip(v.Files, texts); r != nil {
		return nil, r, nil
	}
	for name, text := range up.Files {
		if sentence := wrongFile(name, text); sentence != "" {
			return nil, refused("bestand", sentence), nil
		}
		texts[name] = text
	}
	for _, name := range up.Drop {
		delete(texts, name)
	}
	r, err := zipped(texts)
	return r, nil, err
}

// zipped packs texts, the same texts to the same bytes.
func zipped(texts map[string][]byte) (*zip.Reader, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err == nil {
			_, err = f.Write(texts[name])
		}
		if err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
}

// noFolder is the refusal of a ZIP file.
func noFolder(format string, args ...any) *casefile.Refusal {
	return refused("bestand", fmt.Sprintf(format, args...))
}

// unzip reads a ZIP file from outside. What is said about sizes in it is not
// believed, and a path that leads out of the folder is refused.
func unzip(data []byte, into map[string][]byte) *casefile.Refusal {
	if len(data) > MaxZip {
		return noFolder("Dit ZIP-bestand is te groot: ten hoogste 8 MB.")
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return noFolder("Dit is geen ZIP-bestand dat wij kunnen lezen.")
	}
	if len(r.File) > maxEntries {
		return noFolder("Er zitten te veel bestanden in: ten hoogste %d.", maxEntries)
	}
	total := 0
	lead := commonFolder(r.File)
	for _, f := range r.File {
		name := strings.TrimPrefix(f.Name, lead)
		if f.FileInfo().IsDir() || isLitter(name) {
			continue
		}
		text, refusal := readEntry(f, name)
		if refusal != nil {
			return refusal
		}
		if total += len(text); total > maxFolder {
			return noFolder("Uitgepakt is dit te groot: ten hoogste 32 MB.")
		}
		if _, twice := into[name]; twice {
			return noFolder("Het bestand %s staat er twee keer in.", name)
		}
		into[name] = text
	}
	if len(into) == 0 {
		return noFolder("In dit ZIP-bestand zit geen tekst.")
	}
	return nil
}

func readEntry(f *zip.File, name string) ([]byte, *casefile.Refusal) {
	if !f.Mode().IsRegular() {
		return nil, noFolder("%s is geen gewoon bestand.", name)
	}
	in, err := f.Open()
	if err != nil {
		return nil, noFolder("%s is niet uit te pakken.", name)
	}
	defer in.Close()
	text, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	if err != nil {
		return nil, noFolder("%s is niet uit te pakken.", name)
	}
	if sentence := wrongFile(name, text); sentence != "" {
		return nil, noFolder("%s", sentence)
	}
	return text, nil
}

// commonFolder is the one folder in which everything stands, when somebody
// zipped the folder itself instead of what is in it.
func commonFolder(files []*zip.File) string {
	lead := ""
	for _, f := range files {
		if isLitter(f.Name) {
			continue
		}
		first, _, inside := strings.Cut(f.Name, "/")
		if !inside || lead != "" && lead != first+"/" || first == ".." || first == "" {
			return ""
		}
		lead = first + "/"
	}
	for _, f := range files {
		if f.Name == lead+"swv.yaml" {
			return lead
		}
	}
	return ""
}

// isLitter tells what computers add to folders by themselves.
func isLitter(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(name, "__MACOSX/") || base == ".DS_Store" || base == "Thumbs.db" || base == "desktop.ini"
}

var fileName = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N} ._'-]*(/[\p{L}\p{N}][\p{L}\p{N} ._'-]*){0,3}$`)

// wrongFile says why a file cannot be part of the text of an SWV.
func wrongFile(name string, text []byte) string {
	switch ext := path.Ext(name); {
	case len(name) > 200 || !fileName.MatchString(name) || strings.Contains(name, ".."):
		return "De naam van een bestand kan zo niet: " + shown(name) + "."
	case ext != ".yaml" && ext != ".md" && ext != ".txt":
		return "In de map horen alleen bestanden die eindigen op .yaml, .md of .txt: " + shown(name) + " niet."
	case len(text) > maxFile:
		return name + " is te groot: ten hoogste 2 MB."
	case !utf8.Valid(text):
		return name + " is geen leesbare tekst (UTF-8)."
	}
	return ""
}

// shown is a name from outside that is safe to show.
func shown(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == utf8.RuneError {
			return -1
		}
		return r
	}, name)
	if r := []rune(name); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return name
}

package bundle

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

func init() {
	// pdfcpu would write a settings folder for the user it runs as.
	model.ConfigPath = "disable"
}

// MostBytes bounds what is joined at once: all of it is in memory.
const MostBytes = 80 << 20

// ErrTooLarge says that the papers together are more than [MostBytes].
var ErrTooLarge = errors.New("bundle: too much for one PDF")

// Paper is one thing to join. Kind is that of package blob: pdf, jpeg, png …
type Paper struct {
	Title string
	Kind  string
	Data  []byte
}

// Place tells where a paper stands in the joined PDF.
type Place struct {
	Page  int // the first page, counted from 1; 0 when it is not in the PDF
	Pages int
}

// Joinable tells whether papers of a kind can stand in a PDF.
func Joinable(kind string) bool { return kind == "pdf" || kind == "jpeg" || kind == "png" }

// Contents makes the first pages, as a PDF, once it is known where all stands.
type Contents func([]Place) ([]byte, error)

// alone lets one PDF be joined at a time: each may take a lot of memory.
var alone = make(chan struct{}, 1)

// Join makes one PDF of the contents and the papers, in their order.
func Join(ctx context.Context, contents Contents, papers []Paper) ([]byte, error) {
	total := 0
	for _, p := range papers {
		total += len(p.Data)
	}
	if total > MostBytes {
		return nil, ErrTooLarge
	}
	select {
	case alone <- struct{}{}:
		defer func() { <-alone }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return join(contents, papers)
}

func join(contents Contents, papers []Paper) ([]byte, error) {
	places := make([]Place, len(papers))
	sheets := [][]byte{nil}
	for i, p := range papers {
		sheet, pages := asPDF(p)
		if pages == 0 {
			continue
		}
		places[i].Pages = pages
		sheets = append(sheets, sheet)
	}
	first, err := front(contents, places)
	if err != nil {
		return nil, err
	}
	sheets[0] = first
	joined, err := merge(sheets)
	if err != nil || contents == nil {
		return joined, err
	}
	return mark(joined, papers, places)
}

// front makes the contents. How many pages they take moves all that follows, so
// they are made again until that number stays.
func front(contents Contents, places []Place) ([]byte, error) {
	if contents == nil {
		return nil, nil
	}
	pages := 1
	for range 4 {
		next := pages + 1
		for i := range places {
			if places[i].Pages > 0 {
				places[i].Page = next
				next += places[i].Pages
			}
		}
		file, err := contents(places)
		if err != nil {
			return nil, err
		}
		n, err := count(file)
		if err != nil || n == pages {
			return file, err
		}
		pages = n
	}
	return nil, errors.New("bundle: contents keep changing their length")
}

// asPDF gives a paper as PDF with its number of pages; none when it cannot be.
func asPDF(p Paper) ([]byte, int) {
	data := p.Data
	switch {
	case !Joinable(p.Kind):
		return nil, 0
	case p.Kind != "pdf":
		var err error
		if data, err = photo(p); err != nil {
			return nil, 0
		}
	}
	// A file that can be read may still not be merged: this is found out here,
	// for each alone, and not when all the others are there.
	once, err := merge([][]byte{data, data})
	if err != nil {
		return nil, 0
	}
	n, err := count(once)
	if err != nil {
		return nil, 0
	}
	return data, n / 2
}

func photo(p Paper) (file []byte, err error) {
	defer recoverAs(&err)
	upright, err := turned(p)
	if err != nil {
		return nil, err
	}
	how := pdfcpu.DefaultImportConfig()
	how.PageDim, how.PageSize, how.UserDim = types.PaperSize["A4"], "A4", true
	how.Pos, how.Scale = types.Center, 0.9
	var out bytes.Buffer
	err = api.ImportImages(nil, &out, []io.Reader{bytes.NewReader(upright)}, how, settings())
	return out.Bytes(), err
}

func settings() *model.Configuration {
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationRelaxed
	conf.Offline = true
	conf.CreateBookmarks = false
	conf.Limits.MaxStreamBytes = 64 << 20
	conf.Limits.MaxDecodeBytes = 64 << 20
	conf.Limits.MaxObjectCount = 500_000
	return conf
}

func merge(files [][]byte) (out []byte, err error) {
	defer recoverAs(&err)
	var readers []io.ReadSeeker
	for _, f := range files {
		if f != nil {
			readers = append(readers, bytes.NewReader(f))
		}
	}
	var b bytes.Buffer
	err = api.MergeRaw(readers, &b, false, settings())
	return b.Bytes(), err
}

func count(file []byte) (n int, err error) {
	defer recoverAs(&err)
	return api.PageCount(bytes.NewReader(file), settings())
}

// mark adds bookmarks and a running page number.
func mark(file []byte, papers []Paper, places []Place) (out []byte, err error) {
	defer recoverAs(&err)
	marks := []pdfcpu.Bookmark{{Title: "Inhoud", PageFrom: 1}}
	for i, p := range papers {
		if places[i].Page > 0 {
			marks = append(marks, pdfcpu.Bookmark{Title: fmt.Sprintf("%d. %s", i+1, p.Title), PageFrom: places[i].Page})
		}
	}
	var marked, numbered bytes.Buffer
	if err := api.AddBookmarks(bytes.NewReader(file), &marked, marks, true, settings()); err != nil {
		return nil, err
	}
	number, err := api.TextWatermark("pagina %p van %P", "font:Helvetica, points:8, scale:1 abs, pos:tr, off:-18 -12, rot:0, fillc:#444444", true, false, types.POINTS)
	if err != nil {
		return nil, err
	}
	err = api.AddWatermarks(bytes.NewReader(marked.Bytes()), &numbered, nil, number, settings())
	return numbered.Bytes(), err
}

// recoverAs turns a panic over a hostile file into an error.
func recoverAs(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("bundle: PDF writer gave up: %v", r)
	}
}

package bundle_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"passend/internal/bundle"
	"passend/internal/letter"
)

func sheet(t testing.TB, title string, paragraphs ...string) []byte {
	t.Helper()
	doc := letter.Document{Title: title, Subject: title, Lang: "nl"}
	for _, p := range paragraphs {
		doc.Blocks = append(doc.Blocks, letter.Paragraphs(p)...)
	}
	file, err := letter.PDF(doc)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func picture(width, height int) image.Image {
	p := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			p.Set(x, y, color.RGBA{uint8(x), uint8(y), 120, 255})
		}
	}
	return p
}

func photos(t testing.TB) (jpegFile, pngFile []byte) {
	t.Helper()
	var j, p bytes.Buffer
	if err := errors.Join(jpeg.Encode(&j, picture(300, 200), nil), png.Encode(&p, picture(200, 300))); err != nil {
		t.Fatal(err)
	}
	return j.Bytes(), p.Bytes()
}

// pages reads the text of each page with poppler.
func pages(t testing.TB, file []byte) []string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
}

func contents(t testing.TB, titles []string) bundle.Contents {
	return func(places []bundle.Place) ([]byte, error) {
		var lines []string
		for i, p := range places {
			where := "alleen in het ZIP-bestand"
			if p.Page > 0 {
				where = "pagina " + strings.Repeat("I", p.Page)
			}
			lines = append(lines, titles[i]+" "+where)
		}
		return sheet(t, "Inhoud", lines...), nil
	}
}

func TestJoinPutsEachPaperWhereTheContentsSay(t *testing.T) {
	j, p := photos(t)
	papers := []bundle.Paper{
		{Title: "Aanvraag", Kind: "pdf", Data: sheet(t, "Aanvraag", strings.Repeat("Lange tekst.\n\n", 90))},
		{Title: "Verslag", Kind: "docx", Data: []byte("PK")},
		{Title: "Foto", Kind: "jpeg", Data: j},
		{Title: "Kapot", Kind: "pdf", Data: []byte("%PDF-1.4\nniets")},
		{Title: "Scan", Kind: "png", Data: p},
		{Title: "Besluit", Kind: "pdf", Data: sheet(t, "Besluit", "Wij wijzen de aanvraag toe.")},
	}
	var titles []string
	for _, paper := range papers {
		titles = append(titles, paper.Title)
	}
	var places []bundle.Place
	make := contents(t, titles)
	file, err := bundle.Join(t.Context(), func(at []bundle.Place) ([]byte, error) {
		places = at
		return make(at)
	}, papers)
	if err != nil {
		t.Fatal(err)
	}
	text := pages(t, file)
	for i, paper := range papers {
		switch paper.Title {
		case "Verslag", "Kapot":
			if places[i].Page != 0 {
				t.Errorf("%s stands on page %d and cannot be in a PDF", paper.Title, places[i].Page)
			}
		case "Aanvraag", "Besluit":
			if at := places[i].Page; !strings.Contains(text[at-1], paper.Title) {
				t.Errorf("%s is not on page %d", paper.Title, at)
			}
		}
	}
	if last := text[len(text)-1]; !strings.Contains(last, "van "+strconv.Itoa(len(text))) {
		t.Errorf("the last page does not say its number: %q", last)
	}
	if !strings.Contains(text[0], "alleen in het ZIP-bestand") {
		t.Error("the contents do not name what is left out")
	}
	config := model.NewDefaultConfiguration()
	config.ValidationMode = model.ValidationRelaxed
	if err := api.Validate(bytes.NewReader(file), config); err != nil {
		t.Error(err)
	}
}

func TestContentsOfSeveralPagesMoveWhatFollows(t *testing.T) {
	var papers []bundle.Paper
	var titles []string
	for i := range 70 {
		title := "Stuk " + string(rune('A'+i%26)) + strings.Repeat("x", i/26)
		papers = append(papers, bundle.Paper{Title: title, Kind: "pdf", Data: sheet(t, title)})
		titles = append(titles, title)
	}
	var places []bundle.Place
	make := contents(t, titles)
	file, err := bundle.Join(t.Context(), func(at []bundle.Place) ([]byte, error) {
		places = at
		return make(at)
	}, papers)
	if err != nil {
		t.Fatal(err)
	}
	text := pages(t, file)
	for i, at := range places {
		if !strings.Contains(text[at.Page-1], titles[i]) {
			t.Fatalf("%s is not on page %d", titles[i], at.Page)
		}
	}
	if places[0].Page < 3 {
		t.Errorf("the contents take %d page, want more", places[0].Page-1)
	}
}

func TestTooMuchIsRefusedBeforeItIsRead(t *testing.T) {
	_, err := bundle.Join(t.Context(), nil, []bundle.Paper{{Kind: "pdf", Data: make([]byte, bundle.MostBytes+1)}})
	if !errors.Is(err, bundle.ErrTooLarge) {
		t.Errorf("got %v", err)
	}
}

// A photo that was held upright is kept lying down, with a note to turn it.
func TestPhotoStandsTheWayItWasHeld(t *testing.T) {
	j, _ := photos(t)
	exif := []byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00")
	held := append([]byte{0xff, 0xd8, 0xff, 0xe1, byte((len(exif) + 2) >> 8), byte(len(exif) + 2)}, exif...)
	held = append(held, j[2:]...)
	if way := bundle.Orientation(held); way != 6 {
		t.Fatalf("orientation %d, want 6", way)
	}
	upright := bundle.Turn(picture(3, 2), 6)
	if got := upright.Bounds().Size(); got != (image.Point{X: 2, Y: 3}) {
		t.Fatalf("size %v", got)
	}
	if got, want := upright.At(1, 0), picture(3, 2).At(0, 0); got != want {
		t.Errorf("the first point went to %v, want %v in the right upper corner", got, want)
	}
	file, err := bundle.Join(t.Context(), nil, []bundle.Paper{{Kind: "jpeg", Data: held}})
	if err != nil || len(file) == 0 {
		t.Error(err)
	}
}

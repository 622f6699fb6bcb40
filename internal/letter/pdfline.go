package letter

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// run is text in one face and size.
type run struct {
	face int
	size float64 // points
	text []rune
}

// placed is one character with its style and its width in points.
type placed struct {
	r     rune
	face  int
	width float64
}

// typesetter measures and breaks text. The first thing that goes wrong stays in
// err; a face of the program that cannot be read is the only thing that can.
type typesetter struct {
	faces []*face
	err   error
}

func newTypesetter() (*typesetter, error) {
	loaded, err := typefaces()
	if err != nil {
		return nil, err
	}
	t := &typesetter{}
	for _, f := range loaded {
		t.faces = append(t.faces, newFace(f))
	}
	return t, nil
}

// number gives the character its number in the face.
func (t *typesetter) number(face int, r rune) int {
	n, err := t.faces[face].numberOf(r)
	if err != nil && t.err == nil {
		t.err = err
	}
	return n
}

func (t *typesetter) width(face int, size float64, r rune) float64 {
	return t.faces[face].width[t.number(face, r)] * size / 1000
}

// inPrint gives text as it is put on paper: composed accents, no characters
// that only steer a screen.
func inPrint(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, norm.NFC.String(printable(text)))
}

func (t *typesetter) measure(spans Spans, size float64) []placed {
	var out []placed
	for _, s := range spans {
		face := faceOf(s)
		for _, r := range inPrint(s.Text) {
			if r == '\n' {
				out = append(out, placed{r, face, 0})
				continue
			}
			out = append(out, placed{r, face, t.width(face, size, r)})
		}
	}
	return out
}

// natural gives the width of the text on one line.
func (t *typesetter) natural(spans Spans, size float64) float64 {
	total := 0.0
	for _, p := range t.measure(spans, size) {
		total += p.width
	}
	return total
}

// lines breaks text at spaces, and inside a word only when the word is wider
// than the line. A broken line keeps its space, so that words stay apart when
// the text is copied or read aloud.
func (t *typesetter) lines(spans Spans, size, width float64) [][]run {
	text := t.measure(spans, size)
	var out [][]run
	for len(text) > 0 {
		n := fit(text, width)
		out = append(out, runs(text[:n], size))
		text = text[n:]
	}
	return out
}

// fit gives how many characters go on the first line, with the space or line
// break that ends it.
func fit(text []placed, width float64) int {
	used, space := 0.0, 0
	for i, p := range text {
		if p.r == '\n' {
			return i + 1
		}
		if p.r == ' ' {
			used += p.width
			space = i + 1
			continue
		}
		if used += p.width; used > width && i > 0 {
			if space > 0 {
				return space
			}
			return i
		}
	}
	return len(text)
}

func runs(text []placed, size float64) []run {
	var out []run
	for _, p := range text {
		r := p.r
		if r == '\n' {
			r = ' '
		}
		if n := len(out); n > 0 && out[n-1].face == p.face {
			out[n-1].text = append(out[n-1].text, r)
			continue
		}
		out = append(out, run{p.face, size, []rune{r}})
	}
	return out
}

package letter

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// whole adds the tables that a PDF does without and a font parser wants.
func whole(t *testing.T, original *trueType, subset []byte) *sfnt.Font {
	t.Helper()
	tables := openTrueType(subset).tables
	for _, name := range []string{"cmap", "name", "OS/2"} {
		tables[name] = original.tables[name]
	}
	tables["post"] = append([]byte{0, 3, 0, 0}, make([]byte, 28)...)
	parsed, err := sfnt.Parse(assemble(tables))
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func TestSubsetDrawsTheSameCharacters(t *testing.T) {
	faces, err := typefaces()
	if err != nil {
		t.Fatal(err)
	}
	for _, typeface := range faces {
		f := newFace(typeface)
		for _, r := range "Aaé ëïÜçñ€½fi–“☺ǻ" {
			if _, err := f.numberOf(r); err != nil {
				t.Fatal(err)
			}
		}
		small := whole(t, f.file, f.file.subset(f.glyph))
		em := fixed.I(int(f.glyphs.UnitsPerEm()))
		var a, b sfnt.Buffer
		for number, glyph := range f.glyph {
			want, err := f.glyphs.LoadGlyph(&a, glyph, em, nil)
			if err != nil {
				t.Fatal(err)
			}
			got, err := small.LoadGlyph(&b, sfnt.GlyphIndex(number), em, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: character %d is drawn otherwise", f.name, number)
			}
			wide, _ := f.glyphs.GlyphAdvance(&a, glyph, em, 0)
			if now, _ := small.GlyphAdvance(&b, sfnt.GlyphIndex(number), em, 0); now != wide {
				t.Errorf("%s: character %d has width %v, want %v", f.name, number, now, wide)
			}
		}
	}
}

package casefile

import (
	"testing"

	"passend/internal/bsn"
	"passend/internal/procedure"
)

// FuzzCanonical types whatever into every kind of field: an answer is either
// refused with a sentence or kept in a form that stays the same, and a number of
// the government is never kept (LAW-01).
func FuzzCanonical(f *testing.F) {
	kinds := []string{"", "lange tekst", "ja-nee", "datum", "getal", "bedrag", "keuze", "meerkeuze"}
	for i, text := range []string{"ja", "30 februari 2026", "1.250,00", "0,5", "111222333", "een\ntwee", "é́", "<script>", "\x00"} {
		f.Add(uint8(i), text)
	}
	f.Fuzz(func(t *testing.T, kind uint8, text string) {
		field := procedure.Field{Type: kinds[int(kind)%len(kinds)], Choices: []string{"een", "twee"}}
		field.Name = "vraag"
		kept, problem := Canonical(field, text)
		if problem != "" {
			if kept != "" {
				t.Fatalf("refused and kept: %q %q", kept, problem)
			}
			return
		}
		if again, problem := Canonical(field, kept); again != kept || problem != "" {
			t.Fatalf("%q is kept as %q, and that as %q (%s)", text, kept, again, problem)
		}
		if field.Type == "" && bsn.In(kept) {
			t.Fatalf("%q holds a number of the government", kept)
		}
	})
}

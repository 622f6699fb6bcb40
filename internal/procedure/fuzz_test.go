package procedure

import (
	"testing"
	"testing/fstest"
)

// FuzzLoad reads whatever somebody hands in as a procedure. Each fault points at
// a place in a file that is there, and what is accepted can be explained and drawn.
func FuzzLoad(f *testing.F) {
	files := good(f)
	whole := string(files["tlv/procedure.yaml"].Data)
	for _, text := range []string{whole, whole[:len(whole)/2], "a: &a [*a]", "procedure: tlv\nfasen: {a: {daarna: [{anders: a}]}}", "\x00", "- - - -", "naam: \"\\"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		files := good(t)
		files["tlv/procedure.yaml"] = &fstest.MapFile{Data: []byte(text)}
		swv, faults := LoadSWV(files)
		for _, fault := range faults {
			data, ok := files[fault.File]
			if !ok || fault.Line < 1 || fault.Line > lineCount(data.Data)+1 || fault.What == "" {
				t.Fatalf("a fault nowhere: %+v", fault)
			}
		}
		if Refused(faults) {
			return
		}
		for _, p := range swv.Procedures {
			if Explain(p, swv) == "" || Draw(p, "") == "" {
				t.Fatal("an accepted procedure without explanation or drawing")
			}
		}
	})
}

func lineCount(data []byte) int {
	n := 1
	for _, b := range data {
		if b == '\n' {
			n++
		}
	}
	return n
}

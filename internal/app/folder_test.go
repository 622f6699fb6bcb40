package app

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzUnzip: whatever comes in, what is taken from it is small readable text
// under names that stay inside the folder.
func FuzzUnzip(f *testing.F) {
	for _, names := range [][]string{{"swv.yaml"}, {"map/swv.yaml", "map/tlv/procedure.yaml"}, {"../swv.yaml"}, {"a/../../b.md"}} {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for _, name := range names {
			in, err := w.Create(name)
			if err == nil {
				_, err = in.Write([]byte("swv: x\n"))
			}
			if err != nil {
				f.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			f.Fatal(err)
		}
		f.Add(out.Bytes())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		texts := map[string][]byte{}
		if refusal := unzip(data, texts); refusal != nil {
			if len(refusal.Problems) == 0 || refusal.Rule == "" {
				t.Error("refused without a sentence")
			}
			return
		}
		total := 0
		for name, text := range texts {
			total += len(text)
			if strings.HasPrefix(name, "/") || strings.Contains(name, "..") || strings.Contains(name, `\`) || !utf8.Valid(text) || len(text) > maxFile {
				t.Errorf("%q was taken", name)
			}
		}
		if total > maxFolder || len(texts) > maxEntries {
			t.Errorf("%d files of %d bytes were taken", len(texts), total)
		}
	})
}

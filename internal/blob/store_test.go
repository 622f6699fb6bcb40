package blob

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
)

func TestPut_KeepsEachKindAndGivesItBackUnchanged(t *testing.T) {
	s := newStore(t, Options{})
	for _, c := range []struct {
		name, kind, mime string
		data             []byte
	}{
		{"verslag.pdf", "pdf", "application/pdf", textPDF("Verslag")},
		{"opp.docx", "docx", docxKind.mime, makeDOCX("Ontwikkelingsperspectief")},
		{"foto.jpg", "jpeg", "image/jpeg", makeJPEG()},
		{"scan.png", "png", "image/png", makePNG()},
		{"IMG_1.heic", "heic", "image/heic", makeHEIC()},
	} {
		info := mustPut(t, s, c.name, c.data)
		sum := sha256.Sum256(c.data)
		if info.Kind != c.kind || info.MIME != c.mime || info.Name != c.name || info.Size != int64(len(c.data)) || info.SHA256 != hex.EncodeToString(sum[:]) {
			t.Errorf("%s: info %+v", c.name, info)
		}
		got, err := content(t, s, "zaak-1", info.Ref)
		if err != nil || !bytes.Equal(got, c.data) {
			t.Errorf("%s: got %d bytes back, %v; want %d", c.name, len(got), err, len(c.data))
		}
	}
}

func TestPut_NothingReadableTouchesTheDisk(t *testing.T) {
	s := newStore(t, Options{})
	mustPut(t, s, "Anna de Vries.pdf", textPDF("Anna de Vries"))
	filepath.WalkDir(s.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			t.Fatal(err)
		}
		info, _ := d.Info()
		if path != s.dir && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s may be read by others: %v", path, info.Mode())
		}
		if strings.Contains(path, "Anna") {
			t.Errorf("%s names a person", path)
		}
		if d.IsDir() {
			return nil
		}
		data, _ := os.ReadFile(path)
		if bytes.Contains(data, []byte("%PDF")) || bytes.Contains(data, []byte("AGE-SECRET-KEY")) {
			t.Errorf("%s holds readable content", path)
		}
		return nil
	})
}

func TestDestroyCase_RemovesTheKeySoThatACopyNeverOpens(t *testing.T) {
	s := newStore(t, Options{})
	info := mustPut(t, s, "verslag.pdf", textPDF("Verslag"))
	other, _, err := s.Put(t.Context(), "swv", "zaak-2", "ander.pdf", bytes.NewReader(textPDF("Ander")))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(s.dir, "swv", "zaak-1", info.Ref+sealedSuffix)
	copied, _ := os.ReadFile(path)

	for range 2 {
		if err := s.DestroyCase(t.Context(), "swv", "zaak-1"); err != nil {
			t.Fatal(err)
		}
	}
	entries, _ := os.ReadDir(filepath.Dir(path))
	if len(entries) != 1 || entries[0].Name() != tombstone {
		t.Errorf("left in the folder: %v", entries)
	}
	os.WriteFile(path, copied, 0o600)
	if _, err := content(t, s, "zaak-1", info.Ref); !errors.Is(err, ErrDestroyed) {
		t.Errorf("open after destruction: %v", err)
	}
	os.Remove(filepath.Join(filepath.Dir(path), tombstone))
	mustPut(t, s, "nieuw.pdf", textPDF("Nieuw"))
	if _, err := content(t, s, "zaak-1", info.Ref); !errors.Is(err, ErrChanged) {
		t.Errorf("a copy opens with a new key: %v", err)
	}
	if _, err := content(t, s, "zaak-2", other.Ref); err != nil {
		t.Errorf("another case was harmed: %v", err)
	}
}

func TestPut_AfterDestructionIsAnError(t *testing.T) {
	s := newStore(t, Options{})
	if err := s.DestroyCase(t.Context(), "swv", "zaak-1"); err != nil {
		t.Fatal(err)
	}
	_, _, err := s.Put(t.Context(), "swv", "zaak-1", "a.pdf", bytes.NewReader(textPDF("a")))
	if !errors.Is(err, ErrDestroyed) {
		t.Errorf("Put: %v", err)
	}
}

func TestOpen_NoticesBytesThatWereChangedCutOrMoved(t *testing.T) {
	s := newStore(t, Options{})
	long := textPDF("x")
	long = append(long, bytes.Repeat([]byte("% vulling\n"), 20_000)...)
	a, b := mustPut(t, s, "a.pdf", long), mustPut(t, s, "b.pdf", textPDF("b"))
	path := func(ref string) string { return filepath.Join(s.dir, "swv", "zaak-1", ref+sealedSuffix) }
	whole, _ := os.ReadFile(path(a.Ref))

	flipped := bytes.Clone(whole)
	flipped[len(flipped)-100] ^= 1
	other, _ := os.ReadFile(path(b.Ref))
	for what, data := range map[string][]byte{
		"changed": flipped, "cut": whole[:len(whole)-70_000], "exchanged": other, "empty": nil,
	} {
		os.WriteFile(path(a.Ref), data, 0o600)
		if _, err := content(t, s, "zaak-1", a.Ref); !errors.Is(err, ErrChanged) {
			t.Errorf("%s: %v, want ErrChanged", what, err)
		}
	}
}

func TestOpen_NeedsTheRightMasterTenantCaseAndRef(t *testing.T) {
	s := newStore(t, Options{})
	info := mustPut(t, s, "a.pdf", textPDF("a"))
	for _, c := range []struct{ tenant, kase, ref string }{
		{"ander", "zaak-1", info.Ref}, {"swv", "zaak-2", info.Ref},
		{"swv", "zaak-1", newRef()}, {"swv", "zaak-1", "../zaak-1/" + info.Ref}, {"swv", "zaak-1", "sleutel"},
	} {
		if _, err := s.Open(t.Context(), c.tenant, c.kase, c.ref); !errors.Is(err, ErrNotFound) {
			t.Errorf("%v: %v, want ErrNotFound", c, err)
		}
	}
	for _, bad := range []string{"", "..", "a/b", `a\b`, ".x", "é"} {
		if _, err := s.Open(t.Context(), "swv", bad, info.Ref); err == nil {
			t.Errorf("case %q was taken as a folder", bad)
		}
	}
	stranger, err := New(s.dir, bytes.Repeat([]byte{8}, 32), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := content(t, stranger, "zaak-1", info.Ref); !errors.Is(err, ErrChanged) {
		t.Errorf("opens with another master key: %v", err)
	}
	if _, err := New(t.TempDir(), []byte("kort"), Options{}); err == nil {
		t.Error("a short master key was taken")
	}
}

func TestDelete_RemovesOneDocumentAndMayBeRepeated(t *testing.T) {
	s := newStore(t, Options{})
	a, b := mustPut(t, s, "a.pdf", textPDF("a")), mustPut(t, s, "b.pdf", textPDF("b"))
	for range 2 {
		if err := s.Delete(t.Context(), "swv", "zaak-1", a.Ref); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := content(t, s, "zaak-1", a.Ref); !errors.Is(err, ErrNotFound) {
		t.Errorf("deleted document: %v", err)
	}
	if _, err := content(t, s, "zaak-1", b.Ref); err != nil {
		t.Errorf("the other document: %v", err)
	}
	if err := s.Delete(t.Context(), "swv", "zaak-1", "sleutel"); err != nil {
		t.Fatal(err)
	}
	if _, err := content(t, s, "zaak-1", b.Ref); err != nil {
		t.Errorf("the key was deleted by its name: %v", err)
	}
}

func TestPut_LeavesNothingBehindWhenItFails(t *testing.T) {
	s := newStore(t, Options{})
	broken := io.MultiReader(bytes.NewReader(textPDF("a")), iotest.ErrReader(errors.New("lijn weg")))
	if _, _, err := s.Put(t.Context(), "swv", "zaak-1", "a.pdf", broken); err == nil {
		t.Error("a broken upload was kept")
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := s.Put(gone, "swv", "zaak-1", "a.pdf", bytes.NewReader(textPDF("a"))); !errors.Is(err, context.Canceled) {
		t.Errorf("Put after the visitor left: %v", err)
	}
	if _, refusal := put(t, s, "a.txt", []byte("tekst")); refusal == nil {
		t.Error("text was taken")
	}
	if entries, _ := os.ReadDir(s.dir); len(entries) != 0 {
		t.Errorf("left: %v", entries)
	}
}

func TestPut_ManyAtOnceShareOneKey(t *testing.T) {
	s := newStore(t, Options{})
	refs := make([]string, 12)
	var wg sync.WaitGroup
	for i := range refs {
		wg.Go(func() { refs[i] = mustPut(t, s, "a.png", makePNG()).Ref })
	}
	wg.Wait()
	for _, ref := range refs {
		if _, err := content(t, s, "zaak-1", ref); err != nil {
			t.Errorf("%s: %v", ref, err)
		}
	}
	left, _ := filepath.Glob(filepath.Join(s.dir, "swv", "zaak-1", ".nieuw-*"))
	if len(left) != 0 {
		t.Errorf("temporary files left: %v", left)
	}
}

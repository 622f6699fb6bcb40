package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestExport_WritesOnlyInANewFolder(t *testing.T) {
	dir := t.TempDir()
	to, err := newFolder(filepath.Join(dir, "nieuw"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := to.Create("dossiers/2026-00001/brieven/01-Besluit.html")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(dir, "nieuw", "dossiers", "2026-00001", "brieven", "01-Besluit.html"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v: %v", info, err)
	}
	if _, err := to.Create("dossiers/2026-00001/brieven/01-Besluit.html"); err == nil {
		t.Error("a file was written over")
	}
	if _, err := newFolder(filepath.Join(dir, "nieuw")); err == nil || !strings.Contains(err.Error(), "staat al iets") {
		t.Errorf("a folder that holds something is taken: %v", err)
	}
}

func TestExport_AsksWhatToExport(t *testing.T) {
	for _, args := range [][]string{nil, {"map"}, {"--swv", "x"}, {"--swv", "x", "a", "b"}, {"--alles"}} {
		var out, errOut bytes.Buffer
		if code := runExport(t.Context(), args, &out, &errOut); code != exitUsage || !strings.Contains(errOut.String(), "passend export") {
			t.Errorf("export %q gives %d and says %q", args, code, errOut.String())
		}
	}
}

func TestVerify_OfAFolderThatIsNoExport(t *testing.T) {
	var out, errOut bytes.Buffer
	if code := runVerify(t.Context(), []string{"--export", t.TempDir()}, &out, &errOut); code != exitError || !strings.Contains(errOut.String(), "geen export van Passend") {
		t.Errorf("verify gives %d and says %q", code, errOut.String())
	}
}

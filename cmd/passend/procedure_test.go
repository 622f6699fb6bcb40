package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// unseen copies the folder of an SWV to a place of its own, with one text changed.
func unseen(t *testing.T, file, old, now string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../internal/procedure/testdata/goed")); err != nil {
		t.Fatal(err)
	}
	if old == "" {
		return dir
	}
	path := filepath.Join(dir, file)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), old) {
		t.Fatalf("%s holds no %q", file, old)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(text), old, now, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func ask(t *testing.T, args ...string) (code int, out string) {
	t.Helper()
	var text, wrong bytes.Buffer
	code = runProcedure(t.Context(), args, &text, &wrong)
	return code, text.String() + wrong.String()
}

func TestProcedureCheckNamesThePlaceOfEveryFault(t *testing.T) {
	if code, out := ask(t, "check", unseen(t, "", "", "")); code != exitOK || !strings.Contains(out, "in orde") {
		t.Errorf("a good folder gives %d: %s", code, out)
	}
	code, out := ask(t, "check", unseen(t, "tlv/procedure.yaml", "aan zet: aanvrager", "aan zett: aanvrager"))
	if code != exitError || !strings.Contains(out, "tlv/procedure.yaml:") || !strings.Contains(out, "bedoelde u `aan zet`?") {
		t.Errorf("a fault gives %d: %s", code, out)
	}
	if code, out := ask(t, "check", t.TempDir()); code != exitError || !strings.Contains(out, "swv.yaml") {
		t.Errorf("an empty folder gives %d: %s", code, out)
	}
}

func TestProcedureTestPlaysWhatStandsInTheFolder(t *testing.T) {
	t.Setenv("PASSEND_DATABASE", "")
	dir := unseen(t, "", "", "")
	story := filepath.Join(dir, "tlv", "scenarios", "indienen.txt")
	write := func(end string) {
		text := "# LAW-02  Een aanvraag begint\ngegeven leerling \"Sanne Voorbeeld\", geboren 4 mei 2018, groep 4, op school \"De Linde\"\nals de intern begeleider begint met \"tlv\" als \"zij-instroom\"\n" + end
		if err := os.WriteFile(story, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("dan is de zaak in de fase \"voorbereiden\"\n")
	if code, out := ask(t, "test", dir); code != exitOK || !strings.Contains(out, "1 goed, 0 fout") {
		t.Errorf("a good scenario gives %d: %s", code, out)
	}
	for only, want := range map[string]string{"tlv": "1 goed, 0 fout", "bezwaar": "0 goed, 0 fout"} {
		if code, out := ask(t, "test", filepath.Join(dir, only)); code != exitOK || !strings.Contains(out, want) {
			t.Errorf("the folder of %s alone gives %d: %s", only, code, out)
		}
	}
	if code, out := ask(t, "test", dir, "tvl"); code != exitError || !strings.Contains(out, "staat niet in deze map") {
		t.Errorf("a procedure that is not there gives %d: %s", code, out)
	}
	write("dan is de zaak in de fase \"besluit\"\n")
	if code, out := ask(t, "test", dir); code != exitError || !strings.Contains(out, "indienen.txt:4:") {
		t.Errorf("a wrong scenario gives %d: %s", code, out)
	}
}

func TestProcedureExplainsDrawsAndGivesItsSchema(t *testing.T) {
	dir := unseen(t, "", "", "")
	for _, x := range []struct {
		args []string
		want string
	}{
		{[]string{"explain", dir, "tlv"}, "Dien de aanvraag in"},
		{[]string{"draw", dir, "tlv"}, "<svg"},
		{[]string{"draw", "--tekst", dir, "tlv"}, "Voorbereiden"},
		{[]string{"schema"}, "2020-12"},
		{[]string{"schema", "swv"}, "vakantieregio"},
		{[]string{"zinnen"}, "dan wordt dat geweigerd"},
	} {
		if code, out := ask(t, x.args...); code != exitOK || !strings.Contains(out, x.want) {
			t.Errorf("%v gives %d without %q: %.300s", x.args, code, x.want, out)
		}
	}
	if code, out := ask(t, "draw", dir, "bestaat-niet"); code != exitError || !strings.Contains(out, "bestaat-niet") {
		t.Errorf("an unknown procedure gives %d: %s", code, out)
	}
}

package procedure

import (
	"flag"
	"io/fs"
	"maps"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// good is the folder of an SWV in which nothing is wrong, as files in memory.
func good(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	root := os.DirFS("testdata/goed")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, name)
		files[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// edited is the good folder with one piece of text of a file replaced.
func edited(t testing.TB, file, old, now string) fstest.MapFS {
	t.Helper()
	files := good(t)
	text := string(files[file].Data)
	if strings.Count(text, old) != 1 {
		t.Fatalf("%q staat %d keer in %s", old, strings.Count(text, old), file)
	}
	files[file] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, now, 1))}
	return files
}

func lines(faults []Fault) string {
	var b strings.Builder
	for _, f := range faults {
		b.WriteString(f.String() + "\n")
	}
	return b.String()
}

func wantFault(t *testing.T, faults []Fault, part string) {
	t.Helper()
	if !strings.Contains(lines(faults), part) {
		t.Errorf("geen fout met %q in:\n%s", part, lines(faults))
	}
}

func loadGood(t testing.TB) *SWV {
	t.Helper()
	swv, faults := LoadSWV(good(t))
	if len(faults) > 0 {
		t.Fatalf("fouten in een goede map:\n%s", lines(faults))
	}
	return swv
}

func TestAGoodFolderLoadsWithoutFaults(t *testing.T) {
	swv := loadGood(t)
	p, ok := swv.Find("tlv")
	if !ok {
		t.Fatal("procedure tlv ontbreekt")
	}
	var phases []string
	for _, f := range p.Phases {
		phases = append(phases, f.Name)
	}
	if got := strings.Join(phases, " "); got != "voorbereiden controle advisering bespreken besluit afgehandeld" {
		t.Errorf("de volgorde van de fasen is %s", got)
	}
	if got := p.Version.String(); got != "2026-01-01" {
		t.Errorf("versie %s", got)
	}
	if p.Variants[0].When.Expr == nil || p.Tables[0].Compiled == nil || len(p.Tables[0].Compiled.Rows) != 3 {
		t.Error("voorwaarden en tabellen horen vertaald te zijn")
	}
	if !p.Tables[0].Compiled.Rows[0].AskHuman || p.Tables[0].Compiled.Rows[2].Outcome != "1 schooljaar" {
		t.Errorf("de tabel is %+v", p.Tables[0].Compiled.Rows)
	}
	if swv.LetterText["tlv"]["besluit.md"] == "" || swv.Scenarios["tlv"]["indienen.txt"] == "" {
		t.Error("brieven en scenario's horen meegelezen te zijn")
	}
}

func TestShorthandMeansTheSameAsInFull(t *testing.T) {
	p, _ := loadGood(t).Find("tlv")
	if got := p.Sections[0].Fields[1].Question; got != "Waarop rust dit?" {
		t.Errorf("de vraag is %q", got)
	}
	parts := p.Documents[0].Parts
	if len(parts) != 3 || parts[1].Name != "afwijking van het onderwijsprogramma" || !parts[1].NotWhen.Given() || !parts[2].MayLack {
		t.Errorf("onderdelen: %+v", parts)
	}
	if got := p.Checks[0].Items[0]; got.Name != "Is het proces goed doorlopen" || got.Question != "Is het proces goed doorlopen?" {
		t.Errorf("punt: %+v", got)
	}
	if got := p.Terms[0].Warn; len(got) != 2 || got[0] != (Warn{"secretaris", "3 weken"}) || got[1].Before != "1 week" {
		t.Errorf("waarschuwingen: %+v", got)
	}
	a := p.Phases[0].Actions[0]
	if len(a.Tells) != 1 || a.Tells[0].To != "secretaris" || a.Tells[0].Message != "aanvraag ontvangen" {
		t.Errorf("berichten: %+v", a.Tells)
	}
	if got := p.Outcomes[2].Title; got != "Ingetrokken" {
		t.Errorf("uitkomst %q", got)
	}
	if got := p.Roles[3].Title; got != "secretaris" {
		t.Errorf("een rol zonder naam heet naar haar woord, niet %q", got)
	}
}

func TestTheHashFollowsTheContentOfTheWholeFolder(t *testing.T) {
	before, _ := loadGood(t).Find("tlv")
	again, _ := loadGood(t).Find("tlv")
	swv, _ := LoadSWV(edited(t, "tlv/letters/ontvangst.md", "Geachte", "Beste"))
	after, _ := swv.Find("tlv")
	if before.Hash != again.Hash || before.Hash == after.Hash || len(before.Hash) != 64 {
		t.Errorf("%s, %s, %s", before.Hash, again.Hash, after.Hash)
	}
	if swv.Hash == loadGood(t).Hash {
		t.Error("de hash van het samenwerkingsverband volgt zijn procedures")
	}
}

func TestLoadProcedureReadsOneFolderAndLeavesTheSWVAlone(t *testing.T) {
	swv := loadGood(t)
	sub, err := fs.Sub(good(t), "tlv")
	if err != nil {
		t.Fatal(err)
	}
	p, faults := LoadProcedure(sub, swv)
	if len(faults) > 0 || p.ID != "tlv" || p.Texts["besluit.md"] == "" {
		t.Errorf("%+v\n%s", p, lines(faults))
	}
	if old, _ := swv.Find("tlv"); old == p || old.Hash != p.Hash || len(swv.Procedures) != 2 {
		t.Error("het samenwerkingsverband is veranderd")
	}
}

var write = flag.Bool("schrijf", false, "schrijf de gevonden fouten als verwachting")

// Every file of testdata/fout is a procedure in place of the good one; the file
// beside it tells every fault that must be found, and no other may be.
func TestALL02_AWrongProcedureIsRefusedWithFileLineAndASentenceThatHelps(t *testing.T) {
	files, err := fs.Glob(os.DirFS("testdata/fout"), "*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("geen foute procedures", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(file, ".yaml"), func(t *testing.T) {
			folder := good(t)
			maps.DeleteFunc(folder, func(name string, _ *fstest.MapFile) bool { return strings.HasPrefix(name, "tlv/letters") })
			folder["tlv/procedure.yaml"] = &fstest.MapFile{Data: fileOf(t, "testdata/fout/"+file)}
			_, faults := LoadSWV(folder)
			golden(t, "testdata/fout/"+strings.TrimSuffix(file, ".yaml")+".fouten", lines(faults))
		})
	}
}

func fileOf(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// golden compares a text with a file, or writes that file with -schrijf.
func golden(t *testing.T, name, got string) {
	t.Helper()
	if *write {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(fileOf(t, name)), got); diff != "" {
		t.Errorf("%s verschilt (-verwacht +gevonden):\n%s", name, diff)
	}
}

func TestALL02_ATextThatIsNotYAMLIsRefusedInDutch(t *testing.T) {
	for text, want := range map[string]string{
		"":                            "dit bestand is leeg",
		"procedure: a: b\n":           "er staat nog een `:` in deze tekst",
		"procedure:\n\tnaam: x":       "geen tabs",
		"procedure: [a":               "sluit",
		"a\x00b":                      "niet te lezen",
		"procedure: \xff":             "geen leesbare tekst",
		"- a":                         "bij dit bestand staat één waarde",
		"procedure: a\n---\nb":        "tweede tekst",
		"een tekst zonder meer":       "bij dit bestand staat één waarde",
		"procedure: *a":               "verwijzing",
		"procedure: &a b":             "`&` aan het begin",
		"procedure: !!str b":          "`!` aan het begin",
		"<<: {procedure: a}":          "`<<` kan hier niet",
		"[a, b]: c":                   "geen woord voor de `:`",
		"naam: a\nnaam: b":            "staat er twee keer",
		"naam: ''":                    "lege tekst",
		"één tegelijk: true":          "`ja` of `nee`",
		"versie: 31 april 2026":       "geen dag",
		"fasen: [a]":                  "regels met een naam",
		"naam: [a, b]":                "een lijst of een groep regels",
		"kan beginnen als: x":         "regels met een naam",
		"tabellen: {a: {regels: {}}}": "regels die met `- ` beginnen",
	} {
		files := good(t)
		files["tlv/procedure.yaml"] = &fstest.MapFile{Data: []byte(text)}
		_, faults := LoadSWV(files)
		if !strings.Contains(lines(faults), want) || !Refused(faults) {
			t.Errorf("%q: geen %q in\n%s", text, want, lines(faults))
		}
	}
}

func TestAFolderWithoutFilesSaysWhatIsMissing(t *testing.T) {
	_, faults := LoadSWV(fstest.MapFS{})
	wantFault(t, faults, "swv.yaml:1:1: dit bestand is er niet")
	_, faults = LoadProcedure(fstest.MapFS{}, nil)
	wantFault(t, faults, "procedure.yaml:1:1: dit bestand is er niet")
}

func TestTwoProceduresCannotShareAName(t *testing.T) {
	_, faults := LoadSWV(edited(t, "bezwaar/procedure.yaml", "procedure: bezwaar", "procedure: tlv"))
	wantFault(t, faults, "tlv/procedure.yaml:1:12: procedure `tlv` bestaat al")
}

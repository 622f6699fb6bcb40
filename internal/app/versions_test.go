package app_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/store"
	"passend/internal/store/storetest"
)

// running is the version that holds now.
func running(t *testing.T, w *apptest.World) app.VersionRow {
	t.Helper()
	rows, err := w.App.Versions(t.Context(), w.As("beheerder", 0))
	must(t, err)
	i := slices.IndexFunc(rows, func(v app.VersionRow) bool { return v.State == app.VersionRunning })
	if i < 0 {
		t.Fatal("no version holds")
	}
	return rows[i]
}

// rewrite changes a word in a file of a version.
func rewrite(t *testing.T, w *apptest.World, base, name, old, new string) app.FolderUpload {
	t.Helper()
	text, err := w.App.VersionFile(t.Context(), w.As("beheerder", 0), base, name)
	must(t, err)
	if !strings.Contains(text, old) {
		t.Fatalf("%s does not hold %q", name, old)
	}
	return app.FolderUpload{Base: base, Files: map[string][]byte{name: []byte(strings.Replace(text, old, new, 1))}}
}

func TestALL02_ASecondPersonApprovesAndRunningCasesKeepTheirs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := apptest.New(t, db)
		writer, approver := w.As("beheerder", 0), w.As("directeur-bestuurder", 0)
		old := running(t, w)
		id := w.Case(w.Pupil(0), "tlv-sbo-so", "advisering")
		up := rewrite(t, w, old.Hash, "tlv-sbo-so/procedure.yaml", "naam: Beslistermijn", "naam: Beslistermijn van de aanvraag")
		res, err := w.App.UploadVersion(t.Context(), writer, up)
		must(t, err)
		if res.Refusal != nil || res.Hash == old.Hash {
			t.Fatalf("uploaded %+v %v", res.Refusal, res.Faults)
		}
		if again, err := w.App.UploadVersion(t.Context(), writer, up); err != nil || !again.Known {
			t.Errorf("the same text twice is %+v %v", again, err)
		}
		if r, err := w.App.ApproveVersion(t.Context(), approver, res.Hash, "04-03-2026"); err != nil || r == nil {
			t.Errorf("what was not offered was approved: %v", err)
		}
		if r, err := w.App.OfferVersion(t.Context(), writer, res.Hash, " "); err != nil || !refusedAt(r, "toelichting") {
			t.Errorf("offered without a word: %v %v", r, err)
		}
		if r, err := w.App.OfferVersion(t.Context(), writer, res.Hash, "Een duidelijker naam."); err != nil || r != nil {
			t.Fatal(r, err)
		}
		both := writer
		both.May = append(slices.Clone(both.May), "procedures goedkeuren")
		if r, err := w.App.ApproveVersion(t.Context(), both, res.Hash, "04-03-2026"); err != nil || r == nil || !strings.Contains(r.Help, "zelf gemaakt") {
			t.Errorf("who made it approved it: %v %v", r, err)
		}
		if r, err := w.App.ApproveVersion(t.Context(), approver, res.Hash, "02-03-2026"); err != nil || !refusedAt(r, "vanaf") {
			t.Errorf("it holds from a day that is over: %v %v", r, err)
		}
		if r, err := w.App.ApproveVersion(t.Context(), approver, res.Hash, "05-03-2026"); err != nil || r != nil {
			t.Fatal(r, err)
		}
		if now := running(t, w); now.Hash != old.Hash {
			t.Error("it holds before its day")
		}
		w.Set("2026-03-05")
		if now := running(t, w); now.Hash != res.Hash || now.By != writer.Account || now.ApprovedBy != approver.Account {
			t.Errorf("on its day %s holds, want %s", now.Hash, res.Hash)
		}
		if title := termTitle(t, w, id); title != "Beslistermijn" {
			t.Errorf("a case that ran already now says %q", title)
		}
		fresh := w.Case(w.Pupil(1), "tlv-sbo-so", "advisering")
		if fresh == id {
			t.Fatal("no new case")
		}
	})
}

func termTitle(t *testing.T, w *apptest.World, id string) (title string) {
	t.Helper()
	must(t, w.App.See(t.Context(), w.As("secretaris", 0), id, "zaak", func(c *app.Case) error {
		title = casefile.TermView(c.W, c.S.Term("beslistermijn", "")).Def.Title
		return nil
	}))
	return title
}

func TestALL02_AWrongTextIsRefusedWithItsPlaceAndTheLastGoodOneRuns(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	writer, old := w.As("beheerder", 0), running(t, w)
	for name, text := range map[string]string{
		"a word that is not known": "swv: rijn-gelderse-vallei\nnaam: X\nkleur: groen\n",
		"a circle":                 "swv: &a [*a]\n",
		"no YAML":                  "swv: [\n",
		"an endless text":          "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n",
		"not text":                 "\x00\xff\xfe",
	} {
		res, err := w.App.UploadVersion(t.Context(), writer, app.FolderUpload{Base: old.Hash, Files: map[string][]byte{"swv.yaml": []byte(text)}})
		must(t, err)
		if res.Refusal == nil {
			t.Errorf("%s was kept", name)
		}
		placed := slices.ContainsFunc(res.Faults, func(f procedure.Fault) bool { return strings.HasPrefix(f.String(), "swv.yaml:") })
		if !refusedAt(res.Refusal, "bestand") && !placed {
			t.Errorf("%s is refused without a place", name)
		}
	}
	other := rewrite(t, w, old.Hash, "swv.yaml", "swv: rijn-gelderse-vallei", "swv: een-ander")
	if res, err := w.App.UploadVersion(t.Context(), writer, other); err != nil || !refusedAt(res.Refusal, "bestand") {
		t.Errorf("the folder of another SWV was answered with %v %v", res.Refusal, err)
	}
	if now := running(t, w); now.Hash != old.Hash {
		t.Error("another version runs")
	}
	for _, p := range []app.Principal{w.As("secretaris", 0), w.As("directeur-bestuurder", 0)} {
		if _, err := w.App.UploadVersion(t.Context(), p, app.FolderUpload{Base: old.Hash}); err != app.ErrForbidden {
			t.Errorf("%s brought in a version: %v", p.Function, err)
		}
	}
}

func TestALL02_AVersionThatDropsAFunctionInUseIsNotApproved(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	writer, approver, old := w.As("beheerder", 0), w.As("directeur-bestuurder", 0), running(t, w)
	up := rewrite(t, w, old.Hash, "swv.yaml", "  leerkracht:\n    naam: Leerkracht", "  meester of juf:\n    naam: Leerkracht")
	for _, name := range []string{"ondersteuningsteam/procedure.yaml", "evaluatie-emb/procedure.yaml", "tlv-sbo-so/procedure.yaml", "overgangsarrangement/procedure.yaml"} {
		text, err := w.App.VersionFile(t.Context(), writer, old.Hash, name)
		must(t, err)
		up.Files[name] = []byte(strings.ReplaceAll(text, "functie: leerkracht", "functie: meester of juf"))
	}
	res, err := w.App.UploadVersion(t.Context(), writer, up)
	must(t, err)
	if res.Refusal != nil {
		t.Fatal(res.Refusal.Rule, res.Faults)
	}
	v, err := w.App.Version(t.Context(), writer, res.Hash)
	must(t, err)
	if !slices.Equal(v.Lost, []string{"leerkracht"}) || len(v.Changes) == 0 {
		t.Errorf("it drops %v and changes %d things", v.Lost, len(v.Changes))
	}
	if r, err := w.App.OfferVersion(t.Context(), writer, res.Hash, "Andere naam."); err != nil || r != nil {
		t.Fatal(r, err)
	}
	if r, err := w.App.ApproveVersion(t.Context(), approver, res.Hash, "04-03-2026"); err != nil || r == nil || !strings.Contains(r.Rule, "leerkracht") {
		t.Errorf("approved all the same: %v %v", r, err)
	}
	if r, err := w.App.WithdrawVersion(t.Context(), writer, res.Hash); err != nil || r != nil {
		t.Fatal(r, err)
	}
	if r, err := w.App.WithdrawVersion(t.Context(), approver, old.Hash); err != nil || r == nil {
		t.Errorf("what runs was withdrawn: %v", err)
	}
}

func zipOf(t testing.TB, files ...[2]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range files {
		in, err := w.Create(f[0])
		must(t, err)
		_, err = in.Write([]byte(f[1]))
		must(t, err)
	}
	must(t, w.Close())
	return out.Bytes()
}

func TestAFolderComesBackAsItWentOut(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	writer, old := w.As("beheerder", 0), running(t, w)
	files, err := w.App.DownloadVersion(t.Context(), writer, old.Hash)
	must(t, err)
	res, err := w.App.UploadVersion(t.Context(), writer, app.FolderUpload{Zip: files})
	must(t, err)
	if res.Refusal != nil || !res.Known || res.Hash != old.Hash {
		t.Errorf("what was downloaded comes back as %+v", res)
	}
	// Zipped with the folder around it, and with what computers add to folders.
	r, err := zip.NewReader(bytes.NewReader(files), int64(len(files)))
	must(t, err)
	packed := [][2]string{{"__MACOSX/mijn map/._swv.yaml", "x"}, {"mijn map/.DS_Store", "x"}}
	for _, f := range r.File {
		text, err := w.App.VersionFile(t.Context(), writer, old.Hash, f.Name)
		must(t, err)
		packed = append(packed, [2]string{"mijn map/" + f.Name, text})
	}
	res, err = w.App.UploadVersion(t.Context(), writer, app.FolderUpload{Zip: zipOf(t, packed...)})
	must(t, err)
	if res.Refusal != nil || res.Hash != old.Hash {
		t.Errorf("with its folder around it, it comes back as %+v %v", res, res.Refusal)
	}
}

func TestAHostileZipIsRefusedWithASentence(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	writer := w.As("beheerder", 0)
	many := [][2]string{}
	for i := range 1001 {
		many = append(many, [2]string{fmt.Sprintf("a%d.txt", i), ""})
	}
	for name, data := range map[string][]byte{
		"a way out":       zipOf(t, [2]string{"../swv.yaml", "x"}),
		"a way from root": zipOf(t, [2]string{"/etc/swv.yaml", "x"}),
		"a backslash":     zipOf(t, [2]string{`a\swv.yaml`, "x"}),
		"a program":       zipOf(t, [2]string{"swv.exe", "x"}),
		"a bomb":          zipOf(t, [2]string{"swv.yaml", strings.Repeat("a", 3<<20)}),
		"too many":        zipOf(t, many...),
		"the same twice":  zipOf(t, [2]string{"swv.yaml", "a"}, [2]string{"swv.yaml", "b"}),
		"no ZIP":          []byte("swv: x"),
		"an empty ZIP":    zipOf(t),
		"too large":       make([]byte, app.MaxZip+1),
	} {
		res, err := w.App.UploadVersion(t.Context(), writer, app.FolderUpload{Zip: data})
		must(t, err)
		if !refusedAt(res.Refusal, "bestand") {
			t.Errorf("%s was answered with %v %v", name, res.Refusal, res.Faults)
		}
	}
}

func TestEveryLetterCanBeLookedAtWithInventedData(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	writer := w.As("beheerder", 0)
	all, err := w.App.LetterTemplates(t.Context(), writer)
	must(t, err)
	if len(all) == 0 {
		t.Fatal("there are no letters")
	}
	for _, l := range all {
		one, doc, err := w.App.ExampleLetter(t.Context(), writer, l.Procedure.ID, l.Name, nil)
		must(t, err)
		if len(doc.Blocks) == 0 || doc.Watermark == "" {
			t.Errorf("letter %s of %s is empty, or does not say that it is an example", l.Name, l.Procedure.ID)
		}
		for _, c := range one.Conditions {
			_, _, err := w.App.ExampleLetter(t.Context(), writer, l.Procedure.ID, l.Name, []string{c})
			must(t, err)
		}
	}
	if _, err := w.App.LetterTemplates(t.Context(), w.As("intern begeleider", 0)); err != app.ErrForbidden {
		t.Errorf("a school looked at the letters: %v", err)
	}
}

// Two copies of the program run on one database: what is approved in one soon
// holds in the other.
func TestAnotherCopyOfTheProgramFollowsANewVersion(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := apptest.New(t, db)
		other := app.New(app.Options{DB: db, Now: w.Now})
		tenant := w.As("beheerder", 0).Tenant
		before, err := other.SWV(t.Context(), tenant)
		must(t, err)
		res, err := w.App.UploadVersion(t.Context(), w.As("beheerder", 0), rewrite(t, w, running(t, w).Hash, "swv.yaml", "korte naam: ", "korte naam: Nieuw "))
		must(t, err)
		if r, err := w.App.OfferVersion(t.Context(), w.As("beheerder", 0), res.Hash, "Een andere naam."); err != nil || r != nil {
			t.Fatal(r, err)
		}
		if r, err := w.App.ApproveVersion(t.Context(), w.As("directeur-bestuurder", 0), res.Hash, "03-03-2026"); err != nil || r != nil {
			t.Fatal(r, err)
		}
		w.Later(time.Minute)
		if after, err := other.SWV(t.Context(), tenant); err != nil || after.Short != "Nieuw "+before.Short {
			t.Errorf("the other copy holds on to %q: %v", before.Short, err)
		}
	})
}

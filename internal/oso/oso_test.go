package oso_test

import (
	"bytes"
	"encoding/base64"
	"io"
	"slices"
	"strings"
	"testing"

	"passend/internal/civil"
	"passend/internal/oso"
	"passend/internal/oso/sample"
)

const opp = "onderwijsondersteuning/opp"

func good() *sample.File {
	return sample.New("POSWV", "Fenna", "Voorbeeld", "2016-05-03", "L-1017").Group("2026-2027", "6").
		Carer(1, "Anna", "Voorbeeld", "2", "true").Carer(2, "Bert", "Proef", "1", "false").
		Set("verzorger/adreslijst/adres/straat", "Kerkstraat").Set("verzorger/adreslijst/adres/nummer", "4").
		Set("verzorger/adreslijst/adres/postcode", "6700AA").Set("verzorger/adreslijst/adres/plaats", "Wageningen").
		Set(opp+"/opp_ingangdatum", "2026-02-01").Document(opp, "opp.pdf", "Het OPP", []byte("%PDF-1.4 voorbeeld"))
}

func read(t *testing.T, f *sample.File) *oso.Dossier {
	t.Helper()
	d, fault := oso.Read(f.XML())
	if fault != nil {
		t.Fatalf("refused: %s (%s %s)", fault.Text(), fault.Rule, fault.Path)
	}
	return d
}

func TestAGoodFileIsReadWithoutAFinding(t *testing.T) {
	d := read(t, good())
	if len(d.Findings) > 0 {
		t.Errorf("findings: %+v", d.Findings)
	}
	want := oso.Pupil{First: "Fenna", Last: "Voorbeeld", Birth: day(t, "2016-05-03"), Number: "L-1017", SchoolType: "bao", Group: 6}
	if d.Pupil != want {
		t.Errorf("pupil %+v, want %+v", d.Pupil, want)
	}
	if len(d.Carers) != 2 || d.Carers[0].Relation != "moeder" || !d.Carers[0].Legal || d.Carers[0].Address != "Kerkstraat 4" {
		t.Errorf("carers %+v", d.Carers)
	}
	if got := d.Value(opp + "/opp_ingangdatum"); got != "2026-02-01" {
		t.Errorf("begin of the OPP is %q", got)
	}
	if got := d.Value(opp); got != "Van: 1 februari 2026" {
		t.Errorf("lines of the OPP: %q", got)
	}
}

func day(t *testing.T, iso string) civil.Day {
	t.Helper()
	d, err := civil.ParseDay(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestADocumentComesOutAsItWentIn(t *testing.T) {
	content := bytes.Repeat([]byte("inhoud van een verslag "), 5000)
	d := read(t, good().Document("overigdocumentlijst", `..\..\map/verslag.docx`, "", content))
	docs := d.DocumentsAt("overigdocumentlijst")
	if len(docs) != 1 {
		t.Fatalf("%d documents", len(docs))
	}
	u, fault := docs[0].Unpack()
	if fault != nil {
		t.Fatal(fault.Text())
	}
	if u.Name != "verslag.docx" {
		t.Errorf("name %q keeps a folder", u.Name)
	}
	r, err := u.Open()
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err != nil || !bytes.Equal(got, content) {
		t.Errorf("content differs (%v)", err)
	}
}

// What a samenwerkingsverband may not have refuses the whole file, wherever it
// stands, and is not repeated in the answer.
func TestAFileWithWhatMayNotBeHadIsRefusedWhole(t *testing.T) {
	const number = "123456782"
	for name, f := range map[string]*sample.File{
		"PaO.LL12 bsn":                good().Set("bsn", number),
		"PaO.LL12 empty":              good().Set("bsn", ""),
		"PaO.LL12 onderwijsnummer":    good().Set("onderwijsnummer", number),
		"PaO.LL12 as a pupil number":  good().Set("leerlingid", number),
		"PaO.LL12 inside a text":      good().Set("onderwijsondersteuning/handelingsplan/isgerichtop", "zie BSN "+number),
		"PaO.LL12 with a carer":       good().Set("verzorger/bsn", number),
		"PaO.LL12 in a file name":     good().Document(opp, "opp "+number+".pdf", "", []byte("x")),
		"PaO.LL11 nationaliteit":      good().Set("nationaliteit", "0001"),
		"PaO.LL10 geboorteplaats":     good().Set("geboorteplaats", "Ede"),
		"PaO.LL10 elsewhere":          good().Set("gba/geboorteplaats", "Ede"),
		"PaO.LL12 outside the school": good().Root("inzage/redennietakkoord", number),
	} {
		d, fault := oso.Read(f.XML())
		rule, _, _ := strings.Cut(name, " ")
		switch {
		case fault == nil || d != nil:
			t.Errorf("%s: taken", name)
		case fault.Rule != rule:
			t.Errorf("%s: refused on %q: %s", name, fault.Rule, fault.Text())
		case strings.Contains(fault.Text()+fault.Path, number) || strings.Contains(fault.Text(), "Ede "):
			t.Errorf("%s: the answer repeats it", name)
		}
	}
}

// A telephone number and the number of a decision can look like one.
func TestOtherNumbersRefuseNothing(t *testing.T) {
	read(t, good().Set("verzorger/communicatielijst/communicatie/soort", "telefoon").Set("verzorger/communicatielijst/communicatie/nummer", "0123456782").
		Set("onderwijsondersteuning/tlv/tlvbeschikkingsnummer", "123456782"))
}

func TestRulesAreReportedWithTheirNumberAndPlace(t *testing.T) {
	const who = "/dossier/huidigeschool/leerling"
	for _, c := range []struct {
		rule, path string
		f          *sample.File
	}{
		{"PaO.MD01", "/dossier/metadata/deeldossier", good().Root("metadata/deeldossier", "LVS")},
		{"PaO.MD02", "/dossier/metadata/validatieversie", good().Root("metadata/validatieversie", "2018.1.1")},
		{"PaO.SO02", "/dossier/metadata/overstap", good().Root("metadata/overstap", "POVO")},
		{"PaO.LL06", who + "/adreslijst", good().Set("adreslijst/adres/straat", "Geheim")},
		{"PaO.LL05", who + "/adreslijst", good().Set("adresgeheim", "false")},
		{"PaO.OV01", who + "/verzorger", sample.New("POSWV", "A", "B", "2016-05-03", "1").Group("2026-2027", "6").Set("verzorgersaansprakelijk", "true")},
		{"PaO.OV05", who + "/verzorger/banknummer", good().Set("verzorger/banknummer", "1")},
		{"PaO.OV03", who + "/verzorger/adreslijst", good().Set("verzorger/adresgeheim", "true")},
		{"PaO.EB01", who + "/eindtoets_basisonderwijs", good().Set("eindtoets_basisonderwijs/deelgenomen", "true")},
		{"PaO.VM06", who + "/stage", good().Set("stage/soortstage", "x")},
		{"PaO.VV03", who + "/voorschools", good().Root("metadata/overstap", "VOSWV").Set("voorschools/x", "1")},
		{"PaO.ZB01", who + "/zorg/vir", good().Set("zorg/vir", "ja")},
		{"PaO.TR01", who + "/toetslijst/toets/resultaat", good().Set("toetslijst/toets/resultaat/x", "1")},
		{"PaO.TR02", who + "/toetslijst/toets/resultaat/toetsscore", good().Set("toetslijst/toets/resultaat/toetsscore/x", "1")},
		{"PaO.CL01", who + "/cijferlijstlijst/cijferlijst/cijferlijstTypelijst/score", good().Set("cijferlijstlijst/cijferlijst/cijferlijstTypelijst/score", "")},
		{"PaO.LL08", who + "/communicatielijst/communicatie", good().Set("communicatielijst/communicatie/soort", "telefoon").
			Set("communicatielijst/communicatie/geheim", "true").Set("communicatielijst/communicatie/nummer", "0300000001")},
		{"PaO.OV04", who + "/verzorger/communicatielijst/communicatie", good().Set("verzorger/communicatielijst/communicatie/soort", "e-mail").
			Set("verzorger/communicatielijst/communicatie/geheim", "true").Set("verzorger/communicatielijst/communicatie/nummer", "a@voorbeeld.example")},
		{"OS.cat10", who + "/verzuim", good().Root("metadata/categorie_uitlevering/cat_verzuim", "OPT-UIT").Set("verzuim/dagdelengeoorloofd", "3")},
		{"OG.03", who + "/onderwijsondersteuning/lwoo/lwoo_einddatum", good().Set("onderwijsondersteuning/lwoo/lwoo_einddatum", "2027-06-30")},
		{"", who + "/nieuwblok", good().Set("nieuwblok/x", "1")},
	} {
		d := read(t, c.f)
		if !slices.ContainsFunc(d.Findings, func(f oso.Finding) bool { return f.Rule == c.rule && f.Path == c.path }) {
			t.Errorf("%s at %s is not reported; there is %+v", c.rule, c.path, d.Findings)
		}
	}
}

func TestABlockThatDoesNotBelongIsNotOffered(t *testing.T) {
	f := good().Set("eindtoets_basisonderwijs/deelgenomen", "true").Document("eindtoets_basisonderwijs", "cet.pdf", "", []byte("x"))
	d := read(t, f)
	for _, p := range d.Parts {
		if p.Path == "eindtoets_basisonderwijs" && (!p.Unread || len(p.Documents) > 0 || len(p.Lines) > 0) {
			t.Errorf("offered: %+v", p)
		}
	}
	if len(d.DocumentsAt("eindtoets_basisonderwijs")) > 0 {
		t.Error("its document is offered")
	}
}

func TestWhatIsSecretStaysOut(t *testing.T) {
	f := good().Set("verzorger/adresgeheim", "true")
	for n, mail := range []string{"geheim@geheim.geheim", "open@voorbeeld.example"} {
		at := "verzorger/communicatielijst/communicatie[" + string(rune('1'+n)) + "]/"
		f.Set(at+"soort", "e-mail").Set(at+"nummer", mail)
	}
	c := read(t, f).Carers[0]
	if !c.Secret || c.Address+c.Postcode+c.Place != "" || c.Email != "open@voorbeeld.example" {
		t.Errorf("carer %+v", c)
	}
}

func TestAnotherYearIsReadByItsNames(t *testing.T) {
	for year, word := range map[string]string{"2022": "versie 2022", "2031": "kennen wij niet"} {
		f := good()
		f.Year = year
		d := read(t, f)
		if len(d.Findings) != 1 || !strings.Contains(d.Findings[0].Text, word) || d.Findings[0].Fault {
			t.Errorf("%s: %+v", year, d.Findings)
		}
	}
}

func TestTheLatestOfABlockCounts(t *testing.T) {
	const tlv = "onderwijsondersteuning/tlv"
	d := read(t, good().Set(tlv+"[1]/tlvingangdatum", "2026-08-01").Set(tlv+"[1]/tlvbeschikkingsnummer", "B").
		Set(tlv+"[2]/tlvingangdatum", "2024-08-01").Set(tlv+"[2]/tlvbeschikkingsnummer", "A"))
	if got := d.Value(tlv + "/tlvbeschikkingsnummer"); got != "B" {
		t.Errorf("number %q", got)
	}
	if got := strings.Count(d.Value(tlv), "\n"); got != 1 {
		t.Errorf("lines: %q", d.Value(tlv))
	}
}

func TestEveryPathOfTheListHasAKindAndATitle(t *testing.T) {
	for _, path := range oso.Paths() {
		if _, ok := oso.KindOf(path); !ok || oso.TitleOf(path) == "" {
			t.Errorf("%s", path)
		}
	}
	for _, path := range []string{"", "opp", "huisarts", "onderwijsondersteuning/opp/naam", "schoolloopbaanlijst/schooljaar"} {
		if _, ok := oso.KindOf(path); ok {
			t.Errorf("%q is no path", path)
		}
	}
}

// hostile are files that are made to do harm, or that are no OSO file at all.
func hostile() map[string][]byte {
	head := `<?xml version="1.0" encoding="UTF-8"?>`
	space := `xmlns="http://www.edustandaard.nl/oso_gegevensset/2019/dossier"`
	return map[string][]byte{
		"empty":            nil,
		"no xml":           []byte("leerling;naam"),
		"zip":              sample.Zip("a.xml", good().XML()),
		"other xml":        []byte(head + `<dossier xmlns="http://voorbeeld.example/"/>`),
		"entity bomb":      []byte(head + `<!DOCTYPE d [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><dossier ` + space + `>&b;</dossier>`),
		"external entity":  []byte(head + `<!DOCTYPE d SYSTEM "file:///etc/passwd"><dossier ` + space + `/>`),
		"unknown entity":   []byte(head + `<dossier ` + space + `>&geheim;</dossier>`),
		"deep":             []byte(head + `<dossier ` + space + `>` + strings.Repeat("<a>", 100_000) + strings.Repeat("</a>", 100_000) + `</dossier>`),
		"wide":             []byte(head + `<dossier ` + space + `>` + strings.Repeat("<a/>", 300_000) + `</dossier>`),
		"attributes":       []byte(head + `<dossier ` + space + strings.Repeat(` `, 1) + manyAttrs() + `/>`),
		"long text":        good().Set("achternaam", strings.Repeat("x", 30_000)).XML(),
		"cut short":        good().XML()[:400],
		"utf-16":           append([]byte{0xFF, 0xFE}, good().XML()...),
		"latin-1":          bytes.Replace(bytes.Replace(good().XML(), []byte("UTF-8"), []byte("ISO-8859-1"), 1), []byte("Fenna"), []byte("F\xe9nna"), 1),
		"says latin-1":     bytes.Replace(good().XML(), []byte("UTF-8"), []byte("ISO-8859-1"), 1),
		"two roots":        append(good().XML(), []byte(`<dossier `+space+`/>`)...),
		"two pupils":       good().Root("huidigeschool/leerling[2]/achternaam", "Ander").XML(),
		"no pupil":         []byte(head + `<dossier ` + space + `><overdrachtsoort>swv-dossier</overdrachtsoort></dossier>`),
		"no birth date":    good().Set("geboortedatum", "").XML(),
		"birth in words":   good().Set("geboortedatum", "3 mei 2016").XML(),
		"overstapdossier":  good().Root("overdrachtsoort", "overstapdossier").XML(),
		"larger than that": bytes.Repeat([]byte(" "), oso.MaxBytes+1),
	}
}

func manyAttrs() string {
	var b strings.Builder
	for i := range 1000 {
		b.WriteString(" a" + strings.Repeat("b", i%20) + string(rune('a'+i%26)) + `="x"`)
	}
	return b.String()
}

func TestAHostileFileIsRefusedInPlainWords(t *testing.T) {
	for name, content := range hostile() {
		d, fault := oso.Read(content)
		if d != nil || fault == nil {
			t.Errorf("%s: taken", name)
			continue
		}
		if fault.What == "" || fault.Mend == "" || strings.Contains(fault.Text(), "xml:") {
			t.Errorf("%s: %q", name, fault.Text())
		}
	}
}

// A fault in one document leaves the file and the other documents as they are.
func TestAFaultInADocumentIsOfThatDocumentAlone(t *testing.T) {
	bomb := sample.Zip("bom.pdf", make([]byte, oso.MaxDocument+1))
	whole := sample.Zip("a.pdf", bytes.Repeat([]byte("abc "), 400))
	broken := bytes.Clone(whole)
	for i := 60; i < 70; i++ {
		broken[i] ^= 0xFF
	}
	lies := bytes.Replace(bytes.Clone(bomb), sizeOf(oso.MaxDocument+1), sizeOf(10), -1)
	locked := bytes.Clone(whole)
	locked[6] |= 1
	locked[bytes.LastIndex(locked, []byte("PK\x01\x02"))+8] |= 1
	for name, packed := range map[string][]byte{
		"no zip": []byte("geen zip"), "bomb": bomb, "lies of its size": lies, "broken": broken, "cut short": whole[:len(whole)-30], "locked": locked,
		"two files": sample.Zip("a.pdf", []byte("a"), "b.pdf", []byte("b")), "empty file": sample.Zip("a.pdf", nil), "folder": sample.Zip("map/", nil),
	} {
		d := read(t, good().Packed("overigdocumentlijst", "stuk.pdf", "", packed))
		if _, fault := d.DocumentsAt("overigdocumentlijst")[0].Unpack(); fault == nil {
			t.Errorf("%s: unpacked", name)
		}
		if _, fault := d.DocumentsAt(opp)[0].Unpack(); fault != nil {
			t.Errorf("%s: the other document suffers: %s", name, fault.Text())
		}
	}
}

func sizeOf(n int) []byte { return []byte{byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)} }

func TestBase64MayBeBrokenIntoLinesAndCData(t *testing.T) {
	text := base64.StdEncoding.EncodeToString(sample.Zip("a.pdf", []byte("inhoud")))
	for name, written := range map[string]string{
		"lines": text[:20] + "\r\n   " + text[20:60] + "\n" + text[60:], "cdata": "<![CDATA[" + text + "]]>", "comment": text[:20] + "<!-- x -->" + text[20:],
		"entities": "&#" + "85;" + text[1:],
	} {
		raw := bytes.Replace(good().Packed("overigdocumentlijst", "a.pdf", "", []byte("XXXX")).XML(), []byte("WFhYWA=="), []byte(written), 1)
		d, fault := oso.Read(raw)
		if fault != nil {
			t.Fatal(name, fault.Text())
		}
		if _, fault := d.DocumentsAt("overigdocumentlijst")[0].Unpack(); fault != nil {
			t.Errorf("%s: %s", name, fault.Text())
		}
	}
	d := read(t, good())
	bad, fault := oso.Read(bytes.Replace(good().XML(), []byte("UEsDB"), []byte("U*sDB"), 1))
	if fault != nil || len(d.Documents()) != len(bad.Documents()) {
		t.Fatal("bad base64 touches the file")
	}
	if _, fault := bad.Documents()[0].Unpack(); fault == nil {
		t.Error("bad base64 is unpacked")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(good().XML())
	for _, content := range hostile() {
		if len(content) < 1<<16 {
			f.Add(content)
		}
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		d, fault := oso.Read(content)
		if (d == nil) == (fault == nil) {
			t.Fatal("neither taken nor refused")
		}
		if d == nil {
			return
		}
		for _, x := range d.Documents() {
			if u, fault := x.Unpack(); fault == nil && (u.Name == "" || strings.ContainsAny(u.Name, `/\`)) {
				t.Errorf("name %q", u.Name)
			}
		}
		for _, path := range oso.Paths() {
			d.Value(path)
		}
	})
}

package letter_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"pgregory.net/rapid"

	"passend/internal/letter"
)

type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

func printed(t failer, doc letter.Document) []byte {
	t.Helper()
	file, err := letter.PDF(doc)
	if err != nil {
		t.Fatalf("PDF: %v", err)
	}
	return file
}

// poppler runs one of poppler's programs on a file; without the program there
// is no proof, so its absence is a failure.
func poppler(t failer, file []byte, name string, args ...string) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "letter")
	if err != nil {
		t.Fatalf("%v", err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "letter.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatalf("%v", err)
	}
	var out, complaints bytes.Buffer
	for i, a := range args {
		if a == "FILE" {
			args[i] = path
		}
	}
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &out, &complaints
	if err := cmd.Run(); err != nil || complaints.Len() > 0 {
		t.Fatalf("%s: %v %s", name, err, complaints.String())
	}
	return out.String()
}

// structure is what a screen reader gets: tags and texts in order, with the
// lines of one text joined.
func structure(t failer, file []byte) string {
	t.Helper()
	return betweenLines.ReplaceAllString(poppler(t, file, "pdfinfo", "-struct-text", "FILE"), "")
}

var betweenLines = regexp.MustCompile(`"\n +"`)

func squeezed(text string) string { return strings.Join(strings.Fields(text), " ") }

func TestPDFSaysWhatItIs(t *testing.T) {
	info := poppler(t, printed(t, besluit()), "pdfinfo", "FILE")
	for _, want := range []string{`Title:\s+Besluit op uw aanvraag voor Zoë Ünal`, `Tagged:\s+yes`, `Metadata Stream:\s+yes`,
		`Page size:.*A4`, `PDF version:\s+1.7`, `Author:\s+Verband Voorbeeld`} {
		if !regexp.MustCompile(want).MatchString(info) {
			t.Errorf("%s not in:\n%s", want, info)
		}
	}
	meta := poppler(t, printed(t, besluit()), "pdfinfo", "-meta", "FILE")
	for _, want := range []string{"<pdfuaid:part>1</pdfuaid:part>", "Zoë Ünal</rdf:li>", "<rdf:li>nl-NL</rdf:li>"} {
		if !strings.Contains(meta, want) {
			t.Errorf("%s not in:\n%s", want, meta)
		}
	}
	for _, want := range []string{"/Lang(nl-NL)", "/DisplayDocTitle true", "/Marked true"} {
		if !bytes.Contains(printed(t, besluit()), []byte(want)) {
			t.Errorf("%s is not in the file", want)
		}
	}
}

func TestPDFReadsInOrderWithItsTags(t *testing.T) {
	got := squeezed(structure(t, printed(t, besluit())))
	at := 0
	for _, want := range []string{
		`Document`, `P (block) "Verband Voorbeeld"`, `P (block) "Dorpsstraat 1 1234 AB Plaats"`, `P (block) "info@voorbeeld.example `,
		`P (block) "Mevrouw Ünal Laan 5 1234 AB Plaats"`, `P (block) "Plaats, 3 december 2026"`, `P (block) "Kenmerk: 2026-7/B"`,
		`H1 (block) "Besluit op uw aanvraag voor Zoë Ünal"`, `P (block) "Geachte mevrouw Ünal,"`, `H2 (block) "Besluit"`,
		`P (block) "Wij wijzen de aanvraag toe. Het gaat om`, `P (block) "Eén reden."`, `H3 (block) "Wie ons adviseerden"`,
		`Table (block)`, `Caption`, `"Deskundigen"`, `TR`, `TH`, `"Deskundige"`, `TH`, `"Discipline"`,
		`TR`, `TD`, `"A. Pietersé"`, `TD`, `"orthopedagoog"`, `TR`, `"B. | Jansen"`, `"jeugd*arts*"`,
		`L (block)`, `LI (block)`, `Lbl (block) "1. "`, `LBody (block) P (block) "Eerst"`, `"2. "`, `"Dan"`, `L (block)`, `"• "`, `"dieper"`,
		`"A. Pietersé in regio €"`, `"Namens het bestuur."`, `H2 (block) "Bezwaar"`, `"Binnen zes weken."`, `"Met vriendelijke groet,"`,
		`Lbl (block) "Wat is er aan de hand?"`, `LBody (block) "Niets bijzonders <b>"`, `"Ouder, voor akkoord"`, `"Handtekening:"`,
		`"De directeur Verband Voorbeeld"`, `H2 (block) "Bijlagen"`, `"Verklaring 2026-7"`, `"Advies"`,
	} {
		i := strings.Index(got[at:], want)
		if i < 0 {
			t.Fatalf("%s is not in its place; after it should come:\n%s", want, got[at:])
		}
		at += i + len(want)
	}
	for _, artifact := range []string{"DEMONSTRATIE", "Pagina"} {
		if strings.Contains(got, artifact) {
			t.Errorf("%s is read aloud", artifact)
		}
	}
}

func TestPDFIsValidAndAlwaysTheSame(t *testing.T) {
	for name, doc := range map[string]letter.Document{"besluit": besluit(), "empty": {}, "long": long()} {
		file := printed(t, doc)
		config := model.NewDefaultConfiguration()
		config.ValidationMode = model.ValidationStrict
		if err := api.Validate(bytes.NewReader(file), config); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !bytes.Equal(file, printed(t, doc)) {
			t.Errorf("%s: the same letter gave other bytes", name)
		}
	}
}

func TestPDFFontsAreInTheFile(t *testing.T) {
	for i, line := range strings.Split(strings.TrimSpace(poppler(t, printed(t, besluit()), "pdffonts", "FILE")), "\n") {
		if i > 1 && !regexp.MustCompile(`^[A-Z]{6}\+LiberationSans\S*\s+CID TrueType\s+Identity-H\s+yes yes yes`).MatchString(line) {
			t.Errorf("not embedded, subset and readable: %s", line)
		}
	}
	if n := len(printed(t, besluit())); n > 120_000 {
		t.Errorf("%d bytes: the whole fonts are in it", n)
	}
}

var decoration = regexp.MustCompile(`Verband Voorbeeld · 2026-7/B|Pagina \d+ van \d+|DEMONSTRATIE`)

// bag counts words, because a page is read in columns and not in order.
func bag(text string) map[string]int {
	words := map[string]int{}
	for _, w := range strings.Fields(text) {
		words[w]++
	}
	return words
}

func TestPDFHoldsExactlyTheWordsOfTheLetter(t *testing.T) {
	doc := besluit()
	doc.Watermark = "" // drawn across the text, which a copy of the page shows
	page := decoration.ReplaceAllString(poppler(t, printed(t, doc), "pdftotext", "-layout", "FILE", "-"), " ")
	page = strings.NewReplacer("•", " ", "1.", " ", "2.", " ").Replace(page)
	letterText := strings.NewReplacer("<br>", " ", "</th>", " ", "</td>", " ", "</dt>", " ", "\n", " ").Replace(letter.HTML(doc))
	words := unescaped(tags.ReplaceAllString(letterText, ""))
	if diff := cmp.Diff(bag(words), bag(page)); diff != "" {
		t.Errorf("(-letter +page):\n%s", diff)
	}
}

func long() letter.Document {
	doc := besluit()
	doc.Attachments = nil
	var rows [][]letter.Spans
	for i := range 90 {
		doc.Blocks = append(doc.Blocks, letter.Heading{Level: 2, Text: "Kop" + strconv.Itoa(i)},
			plain(strings.Repeat("Een zin die over meer dan één regel loopt. ", 3+i%5)))
		rows = append(rows, []letter.Spans{letter.Text("rij" + strconv.Itoa(i)), letter.Text(strings.Repeat("cel ", i%40) + "slot" + strconv.Itoa(i))})
	}
	rows = append(rows, []letter.Spans{letter.Text("hoog"), letter.Text(strings.Repeat("hoog ", 2000))})
	doc.Blocks = append(doc.Blocks, letter.Table{Caption: "Lang", Head: []letter.Spans{letter.Text("Kolomkop"), letter.Text("Inhoud")}, Rows: rows})
	return doc
}

func TestPagesBreakWhereAReaderCanFollow(t *testing.T) {
	file := printed(t, long())
	pages := strings.Split(poppler(t, file, "pdftotext", "-layout", "FILE", "-"), "\f")
	pages = pages[:len(pages)-1]
	for n, page := range pages {
		lines := strings.Split(strings.TrimSpace(strings.ReplaceAll(page, "DEMONSTRATIE", "")), "\n")
		footer := "Pagina " + strconv.Itoa(n+1) + " van " + strconv.Itoa(len(pages))
		if !strings.Contains(lines[len(lines)-1], footer) {
			t.Errorf("page %d ends with %q", n+1, lines[len(lines)-1])
		}
		above := strings.TrimSpace(strings.Join(lines[:len(lines)-1], "\n"))
		if last := above[strings.LastIndex(above, "\n")+1:]; strings.HasPrefix(last, "Kop") || strings.HasPrefix(last, "Kolomkop") {
			t.Errorf("page %d ends with a heading: %q", n+1, last)
		}
		for i := range 90 {
			row, end := regexp.MustCompile(`\brij`+strconv.Itoa(i)+`\b`).MatchString(page), regexp.MustCompile(`\bslot`+strconv.Itoa(i)+`\b`).MatchString(page)
			if row != end {
				t.Errorf("row %d is split on page %d", i, n+1)
			}
		}
		if strings.Contains(page, "slot") && !strings.Contains(page, "Kolomkop") {
			t.Errorf("page %d has rows without their head", n+1)
		}
	}
	if got := strings.Count(structure(t, file), `"Kolomkop"`); got != 1 {
		t.Errorf("the head of the table is read %d times", got)
	}
}

// unescaped undoes only what HTML escaping does.
func unescaped(text string) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#34;", `"`, "&#39;", "'", "&amp;", "&").Replace(text)
}

func TestDataStandsInThePDFAsItWasTyped(t *testing.T) {
	tpl := must(letter.ParseTemplate("t", "---\nonderwerp: O {x}\n---\n{x}\n\n- punt {x}\n\n| A |\n|---|\n| {x} |\n"))
	rapid.Check(t, func(t *rapid.T) {
		value := anyText().Draw(t, "value")
		got := structure(t, printed(t, first(tpl.Fill(texts("x", value)))))
		if n := strings.Count(squeezed(got), value); n != 4 {
			t.Fatalf("%q stands there %d times:\n%s", value, n, got)
		}
	})
}

func TestCharactersTheFontLacksCanStillBeCopied(t *testing.T) {
	got := structure(t, printed(t, letter.Document{Blocks: letter.Blocks{plain("naam 漢字 en 🙂 en e\u0301\u200b.")}}))
	if !strings.Contains(got, "naam 漢字 en 🙂 en é.") {
		t.Errorf("got %s", got)
	}
}

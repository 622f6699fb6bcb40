package letter_test

import (
	"encoding/json"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"passend/internal/letter"
)

func besluit() letter.Document {
	doc, _ := must(letter.ParseTemplate("besluit", decision)).Fill(casus())
	doc.Letterhead = letter.Letterhead{Name: "Verband Voorbeeld", Lines: []string{"Dorpsstraat 1", "1234 AB Plaats"},
		Place: "Plaats", Contact: []string{"info@voorbeeld.example", "Telefoon 000 000 00 00"}, Accent: "#2a6f4e"}
	doc.Addressee = []string{"Mevrouw Ünal", "Laan 5", "1234 AB Plaats"}
	doc.Date, doc.Reference, doc.Watermark = "3 december 2026", "2026-7/B", "DEMONSTRATIE"
	doc.Signer = []string{"De directeur", "Verband Voorbeeld"}
	doc.Blocks = append(doc.Blocks,
		letter.Definitions{Rows: []letter.Definition{{Question: "Wat is er aan de hand?", Answer: "Niets\nbijzonders <b>"}}},
		letter.SignatureLine{Label: "Ouder, voor akkoord"})
	return doc
}

func TestHTMLHasTheStructureOfALetter(t *testing.T) {
	got := letter.HTML(besluit())
	at := 0
	for _, want := range []string{
		`<article class="brief" lang="nl">`, `<p class="watermerk">DEMONSTRATIE</p>`,
		`<address class="geadresseerde">Mevrouw Ünal<br>Laan 5<br>1234 AB Plaats</address>`,
		`<p class="datum">Plaats, 3 december 2026</p>`, `<p class="kenmerk">Kenmerk: 2026-7/B</p>`,
		`<h1>Besluit op uw aanvraag voor Zoë Ünal</h1>`, `<h2>Besluit</h2>`, `<strong>toe</strong>`,
		`<h3>Wie ons adviseerden</h3>`, `<caption>Deskundigen</caption>`, `<th scope="col">Discipline</th>`,
		`<td>B. | Jansen</td><td>jeugd*arts*</td>`, `<ol>`, `<li>Eerst</li>`, `<ul>`, `<li>dieper</li>`,
		`<dt>Wat is er aan de hand?</dt><dd>Niets<br>bijzonders &lt;b&gt;</dd>`, `Ouder, voor akkoord`,
		`<p class="ondertekening">De directeur<br>Verband Voorbeeld</p>`, `<h2>Bijlagen</h2>`, `<li>Advies</li>`, `</article>`,
	} {
		i := strings.Index(got[at:], want)
		if i < 0 {
			t.Fatalf("%s is not in its place in:\n%s", want, got)
		}
		at += i + len(want)
	}
}

func TestNoHeadingLevelIsSkipped(t *testing.T) {
	got := letter.HTML(letter.Document{Subject: "S", Blocks: letter.Blocks{
		letter.Heading{Level: 5, Text: "a"}, letter.Heading{Level: 6, Text: "b"}, letter.Heading{Level: 1, Text: "c"}}})
	var levels []string
	for _, m := range regexp.MustCompile(`<h(\d)>`).FindAllStringSubmatch(got, -1) {
		levels = append(levels, m[1])
	}
	if diff := cmp.Diff([]string{"1", "2", "3", "2"}, levels); diff != "" {
		t.Error(diff)
	}
}

func TestDocumentSurvivesItsEvent(t *testing.T) {
	before, err := json.Marshal(besluit())
	if err != nil {
		t.Fatal(err)
	}
	var back letter.Document
	if err := json.Unmarshal(before, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(besluit(), back); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
	again, _ := json.Marshal(back)
	if string(before) != string(again) {
		t.Errorf("not stable:\n%s\n%s", before, again)
	}
}

func TestUnknownBlockIsRefused(t *testing.T) {
	for _, text := range []string{`[{"video":{}}]`, `[{}]`, `[{"heading":{},"list":{}}]`, `[{"heading":1}]`} {
		var b letter.Blocks
		if err := json.Unmarshal([]byte(text), &b); err == nil {
			t.Errorf("%s was read as %v", text, b)
		}
	}
}

// anyText is text as people type or paste it, with everything that means
// something in Markdown, HTML, PDF or a template.
func anyText() *rapid.Generator[string] {
	alphabet := []rune("abcXYZ 012ëéïüÇ€–’“*_#|<>&\"'`~[](){}!\\/-+=.:;%$@^")
	return rapid.Custom(func(t *rapid.T) string {
		runes := rapid.SliceOfN(rapid.SampledFrom(alphabet), 1, 40).Draw(t, "runes")
		return strings.Join(strings.Fields("w"+string(runes)+"w"), " ")
	})
}

var tags = regexp.MustCompile(`<[^>]*>`)

func TestDataIsNeverMarkup(t *testing.T) {
	tpl := must(letter.ParseTemplate("t", "---\nonderwerp: O {x}\n---\n{x}\n\n# Kop {x}\n\n- punt {x}\n\n| A |\n|---|\n| {x} |\n\n**{x}**\n"))
	shape := strings.Join(tags.FindAllString(letter.HTML(first(tpl.Fill(texts("x", "w")))), -1), "")
	rapid.Check(t, func(t *rapid.T) {
		value := anyText().Draw(t, "value")
		got := letter.HTML(first(tpl.Fill(texts("x", value))))
		if n := strings.Count(got, html.EscapeString(value)); n < 6 {
			t.Fatalf("%q stands there %d times:\n%s", value, n, got)
		}
		if now := strings.Join(tags.FindAllString(got, -1), ""); now != shape {
			t.Fatalf("%q changed the markup:\n%s", value, now)
		}
	})
}

func first(doc letter.Document, _ []string) letter.Document { return doc }

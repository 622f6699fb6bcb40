package letter_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"passend/internal/letter"
)

const decision = `---
onderwerp: Besluit op uw aanvraag voor {naam van de leerling}
bijlagen:
- Verklaring {nummer}
- Advies
---
Geachte {naam geadresseerde},

## Besluit

{als: de aanvraag is afgewezen}
Wij **wijzen** de aanvraag *af*.
{anders}
Wij wijzen de aanvraag **toe**.
{einde}
Het gaat om [de regels](https://voorbeeld.example/regels).

{{motivering}}

### Wie ons adviseerden

Tabel: Deskundigen

| Deskundige | Discipline |
|---|---|
{voor elke: deskundigen}
| {naam} | {discipline} |
{einde}

1. Eerst
2. Dan
   - dieper

{voor elke: deskundigen}
- {naam} in {coördinatie één}
{einde}

{{mandaat}}

{{bezwaarclausule}}

Met vriendelijke groet,
`

type facts struct {
	texts map[string]string
	holds map[string]bool
	lists map[string][]letter.Data
	parts map[string][]letter.Block
}

func (f facts) Text(name string) (string, bool)  { text, ok := f.texts[name]; return text, ok }
func (f facts) Holds(condition string) bool      { return f.holds[condition] }
func (f facts) Each(list string) []letter.Data   { return f.lists[list] }
func (f facts) Part(name string) []letter.Block  { return f.parts[name] }
func texts(pairs ...string) facts                { return facts{texts: pair(pairs)} }
func plain(text string) letter.Paragraph         { return letter.Paragraph{Spans: letter.Text(text)} }
func words(text ...letter.Span) letter.Paragraph { return letter.Paragraph{Spans: text} }
func filled(text string, d letter.Data) letter.Blocks {
	return must(letter.ParseTemplate("t", text)).fill(d)
}

func pair(pairs []string) map[string]string {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return m
}

type parsed struct{ *letter.Template }

func must(t *letter.Template, faults []letter.Fault) parsed {
	if len(faults) > 0 {
		panic(faults[0].String())
	}
	return parsed{t}
}

func (p parsed) fill(d letter.Data) letter.Blocks {
	doc, _ := p.Fill(d)
	return doc.Blocks
}

func casus() facts {
	f := texts("naam van de leerling", "Zoë Ünal", "nummer", "2026-7", "naam geadresseerde", "mevrouw Ünal", "coördinatie één", "regio €")
	f.lists = map[string][]letter.Data{"deskundigen": {
		texts("naam", "A. Pietersé", "discipline", "orthopedagoog"),
		texts("naam", "B. | Jansen", "discipline", "jeugd*arts*"),
	}}
	f.parts = map[string][]letter.Block{
		"motivering":      letter.Paragraphs("Eén reden.\n\nNóg een reden."),
		"mandaat":         {plain("Namens het bestuur.")},
		"bezwaarclausule": {letter.Heading{Level: 2, Text: "Bezwaar"}, plain("Binnen zes weken.")},
	}
	return f
}

func TestLetterComesOutWordForWord(t *testing.T) {
	doc, missing := must(letter.ParseTemplate("besluit", decision)).Fill(casus())
	want := letter.Document{
		Title: "Besluit op uw aanvraag voor Zoë Ünal", Subject: "Besluit op uw aanvraag voor Zoë Ünal", Lang: "nl",
		Attachments: []string{"Verklaring 2026-7", "Advies"},
		Blocks: letter.Blocks{
			plain("Geachte mevrouw Ünal,"),
			letter.Heading{Level: 2, Text: "Besluit"},
			words(letter.Span{Text: "Wij wijzen de aanvraag "}, letter.Span{Text: "toe", Bold: true},
				letter.Span{Text: ". Het gaat om de regels (https://voorbeeld.example/regels)."}),
			plain("Eén reden."), plain("Nóg een reden."),
			letter.Heading{Level: 3, Text: "Wie ons adviseerden"},
			letter.Table{Caption: "Deskundigen",
				Head: []letter.Spans{letter.Text("Deskundige"), letter.Text("Discipline")},
				Rows: [][]letter.Spans{
					{letter.Text("A. Pietersé"), letter.Text("orthopedagoog")},
					{letter.Text("B. | Jansen"), letter.Text("jeugd*arts*")},
				}},
			letter.List{Ordered: true, Items: []letter.Blocks{
				{plain("Eerst")},
				{plain("Dan"), letter.Bullets("dieper")},
			}},
			letter.Bullets("A. Pietersé in regio €", "B. | Jansen in regio €"),
			plain("Namens het bestuur."),
			letter.Heading{Level: 2, Text: "Bezwaar"}, plain("Binnen zes weken."),
			plain("Met vriendelijke groet,"),
		},
	}
	if diff := cmp.Diff(want, doc); diff != "" {
		t.Errorf("letter (-want +got):\n%s", diff)
	}
	if len(missing) > 0 {
		t.Errorf("missing %q while all is there", missing)
	}
}

func TestConditionChoosesItsBranch(t *testing.T) {
	text := "{als: buiten}\nA\n\n{als: binnen}\nB\n{anders}\nC\n{einde}\n{anders}\nD\n{einde}\n"
	for name, c := range map[string]struct {
		holds map[string]bool
		want  []letter.Block
	}{
		"both":  {map[string]bool{"buiten": true, "binnen": true}, []letter.Block{plain("A"), plain("B")}},
		"outer": {map[string]bool{"buiten": true}, []letter.Block{plain("A"), plain("C")}},
		"inner": {map[string]bool{"binnen": true}, []letter.Block{plain("D")}},
	} {
		if diff := cmp.Diff(letter.Blocks(c.want), filled(text, facts{holds: c.holds})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestMissingIsNamedOnceAndSeen(t *testing.T) {
	tpl := must(letter.ParseTemplate("t", "---\nonderwerp: {a}\n---\n{a} en {b}\n\n{{mandaat}}\n"))
	doc, missing := tpl.Fill(texts("b", ""))
	if diff := cmp.Diff([]string{"a", "{{mandaat}}"}, missing); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(letter.Blocks{plain("[a] en "), plain("[mandaat]")}, doc.Blocks); diff != "" {
		t.Error(diff)
	}
}

func TestTemplateSaysWhatItUses(t *testing.T) {
	tpl := must(letter.ParseTemplate("besluit", decision))
	for _, c := range []struct{ want, got any }{
		{[]string{"naam van de leerling", "nummer", "naam geadresseerde"}, tpl.Placeholders()},
		{[]string{"motivering", "mandaat", "bezwaarclausule"}, tpl.Parts()},
		{[]string{"de aanvraag is afgewezen"}, tpl.Conditions()},
		{[]letter.Loop{{Name: "deskundigen", Placeholders: []string{"naam", "discipline", "coördinatie één"}}}, tpl.Lists()},
		{letter.Use{Kind: letter.UsesText, Text: "nummer", Line: 4, Column: 14}, tpl.Uses()[1]},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Error(diff)
		}
	}
}

func TestMarkdownThatNoLetterHoldsStaysPlain(t *testing.T) {
	for text, want := range map[string]string{
		`Een \{ en \} en \*`:          "Een { en } en *",
		"een <b>dik</b> woord":        "een <b>dik</b> woord",
		"een `stukje` &euro;":         "een `stukje` &euro;",
		"regel een  \nregel twee":     "regel een\nregel twee",
		"<https://voorbeeld.example>": "https://voorbeeld.example",
	} {
		if diff := cmp.Diff(letter.Blocks{plain(want)}, plainly(text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

// plainly fills a template whatever its faults are.
func plainly(text string) letter.Blocks {
	tpl, _ := letter.ParseTemplate("t", text)
	doc, _ := tpl.Fill(facts{})
	return doc.Blocks
}

func TestAddressesAreNoHTML(t *testing.T) {
	want := letter.Blocks{plain("info@voorbeeld.example of https://voorbeeld.example, 1 < 2 > 0")}
	if diff := cmp.Diff(want, filled("<info@voorbeeld.example> of <https://voorbeeld.example>, 1 < 2 > 0", facts{})); diff != "" {
		t.Error(diff)
	}
}

func TestDataThatLooksLikeATemplateIsOnlyText(t *testing.T) {
	const sly = "\uE0000\uE002 {naam} {{mandaat}} {als: x} # - | \\"
	tpl := must(letter.ParseTemplate("t", "{x}\n\n{{mandaat}}"))
	data := facts{texts: pair([]string{"x", sly, "naam", "GEHEIM"}), parts: map[string][]letter.Block{"mandaat": {plain("\uE0010\uE002")}}}
	if diff := cmp.Diff(letter.Blocks{plain(sly), plain("\uE0010\uE002")}, tpl.fill(data)); diff != "" {
		t.Error(diff)
	}
}

func TestALoopAsksItsItemFirstAndItsSurroundingsAfter(t *testing.T) {
	data := texts("wie", "buiten", "waar", "thuis")
	data.lists = map[string][]letter.Data{"lijst": {texts("wie", "een"), texts()}}
	want := letter.Blocks{plain("een thuis"), plain("buiten thuis")}
	if diff := cmp.Diff(want, filled("{voor elke: lijst}\n{wie} {waar}\n\n{einde}", data)); diff != "" {
		t.Error(diff)
	}
}

func TestFaultsPointAtTheirPlace(t *testing.T) {
	for _, c := range []struct {
		text         string
		line, column int
		what         string
	}{
		{"a\n\n{einde}", 3, 1, "{einde} zonder begin"},
		{"{als: x}\na", 1, 1, "dit blok sluit niet"},
		{"{als: x}\na\n{anders}\nb\n{anders}\n{einde}", 5, 1, "{anders} hoort hier niet"},
		{"{voor elke: x}\n{anders}\n{einde}", 2, 1, "{anders} hoort hier niet"},
		{"{als:}\n{einde}", 1, 1, "hier ontbreekt een naam"},
		{"é {naam", 1, 3, "een { zonder }"},
		{"é naam}", 1, 7, "een } zonder {"},
		{"a {} b", 1, 3, "tussen { en } staat geen naam"},
		{"a {als: x} b", 1, 3, "{als: x} hoort op een eigen regel"},
		{"a {{mandaat}} b", 1, 3, "een blok tussen {{ en }} hoort op een eigen regel"},
		{"\n  {{mandat}}", 2, 3, "onbekend blok {{mandat}}"},
		{"{a;b}", 1, 1, "dit is geen naam van een feit: {a;b}"},
		{"---\nonderwerp: {a\n---\n", 2, 12, "een { zonder }"},
		{"---\nonderwrep: x\n---\n", 2, 1, "onbekende regel aan het begin van de brief"},
		{"---\nonderwerp: x\n", 1, 1, "het begin van de brief sluit niet"},
		{"\u00e9en <b>woord", 1, 5, "HTML kan niet in een brief"},
		{"<div>", 1, 1, "HTML kan niet in een brief"},
		{"a\n---\nb", 2, 1, "een streep kan niet in een brief"},
		{"> a", 1, 1, "een citaat of codeblok kan niet in een brief"},
		{"![a](b)", 1, 1, "een afbeelding kan niet in een brief"},
		{"a\uE0000\uE002", 1, 1, "de regel heeft een teken dat niet te drukken is"},
	} {
		_, faults := letter.ParseTemplate("t", c.text)
		if len(faults) == 0 {
			t.Errorf("%q: no fault", c.text)
			continue
		}
		f := faults[0]
		if f.Line != c.line || f.What != c.what || f.Hint == "" || f.Column != c.column {
			t.Errorf("%q: got %+v, want %d:%d %s", c.text, f, c.line, c.column, c.what)
		}
	}
}

func FuzzParseTemplate(f *testing.F) {
	f.Add(decision)
	f.Add("{a\n{{b}}\n{als: x}\n\\")
	f.Fuzz(func(t *testing.T, text string) {
		tpl, faults := letter.ParseTemplate("t", text)
		for _, fault := range faults {
			if fault.Line < 1 || fault.Line > strings.Count(text, "\n")+1 || fault.Column < 1 {
				t.Errorf("fault outside the text: %v", fault)
			}
		}
		doc, _ := tpl.Fill(facts{})
		letter.HTML(doc)
	})
}

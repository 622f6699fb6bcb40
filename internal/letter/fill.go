package letter

import (
	"slices"
	"strconv"
	"strings"
)

// Data is what a letter is filled with. In a loop the item is asked for text
// first and the surrounding data after that; Holds, Each and Part are asked of
// the item alone, so an item must know what its surroundings know.
type Data interface {
	// Text gives a fact as it must be printed; false when it is unknown.
	Text(name string) (string, bool)
	// Holds says whether the condition, as written in the template, is met.
	Holds(condition string) bool
	// Each gives the items of a list.
	Each(list string) []Data
	// Part gives the body of a special block.
	Part(name string) []Block
}

// Fill makes the letter. Missing names what the data could not give: names of
// facts, and special blocks that came out empty as {{name}}. A letter with
// something missing shows [name] at that place; it is for looking at, not for
// sending.
func (t *Template) Fill(data Data) (doc Document, missing []string) {
	f := &filling{}
	here := scope{data}
	doc.Subject = f.plain(t.subject, here)
	doc.Title, doc.Lang = doc.Subject, "nl"
	for _, item := range t.attachments {
		if text := f.plain(item, here); text != "" {
			doc.Attachments = append(doc.Attachments, text)
		}
	}
	f.expand(t.body, here)
	doc.Blocks = f.read(f.markdown.String())
	return doc, f.missing
}

// scope is the data in force, the innermost loop last.
type scope []Data

func (s scope) text(name string) (string, bool) {
	for _, data := range slices.Backward(s) {
		if text, ok := data.Text(name); ok {
			return printable(text), true
		}
	}
	return "", false
}

func (s scope) inner() Data { return s[len(s)-1] }

// filling writes the Markdown in which every piece of data is a mark, and keeps
// the data until the Markdown is read.
type filling struct {
	markdown strings.Builder
	texts    []string
	parts    []Blocks
	missing  []string
}

func (f *filling) lacks(name string) {
	if !slices.Contains(f.missing, name) {
		f.missing = append(f.missing, name)
	}
}

func (f *filling) value(name string, here scope) string {
	text, ok := here.text(name)
	if !ok {
		f.lacks(name)
		return "[" + name + "]"
	}
	return text
}

func (f *filling) plain(pieces line, here scope) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.name != "" {
			b.WriteString(strings.ReplaceAll(f.value(p.name, here), "\n", " "))
			continue
		}
		b.WriteString(unescape(p.literal))
	}
	return strings.TrimSpace(b.String())
}

func (f *filling) expand(nodes []node, here scope) {
	for _, n := range nodes {
		switch n := n.(type) {
		case line:
			f.line(n, here)
		case *choice:
			if here.inner().Holds(n.test) {
				f.expand(n.then, here)
			} else {
				f.expand(n.not, here)
			}
		case *loop:
			for _, item := range here.inner().Each(n.list) {
				f.expand(n.body, append(slices.Clip(here), item))
			}
		case part:
			f.part(n.name, here)
		}
	}
}

func (f *filling) line(pieces line, here scope) {
	for _, p := range pieces {
		if p.name == "" {
			f.markdown.WriteString(p.literal)
			continue
		}
		f.markdown.WriteString(numbered(markData, len(f.texts)))
		f.texts = append(f.texts, f.value(p.name, here))
	}
	f.markdown.WriteByte('\n')
}

func (f *filling) part(name string, here scope) {
	blocks := Blocks(here.inner().Part(name))
	if len(blocks) == 0 {
		f.lacks("{{" + name + "}}")
		blocks = Blocks{Paragraph{Text("[" + name + "]")}}
	}
	f.markdown.WriteString("\n" + numbered(markPart, len(f.parts)) + "\n\n")
	f.parts = append(f.parts, blocks)
}

func numbered(kind rune, index int) string {
	return string(kind) + strconv.Itoa(index) + string(markEnd)
}

// resolve puts the data in the place of its marks.
func (f *filling) resolve(text string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, string(markData))
		b.WriteString(before)
		if !found {
			return b.String()
		}
		number, after, _ := strings.Cut(rest, string(markEnd))
		index, err := strconv.Atoi(number)
		if err == nil && index < len(f.texts) {
			b.WriteString(f.texts[index])
		}
		text = after
	}
}

// partOf gives the blocks when the text is nothing but the mark of a part.
func (f *filling) partOf(text string) (Blocks, bool) {
	number, ok := strings.CutPrefix(strings.TrimSpace(text), string(markPart))
	number, closed := strings.CutSuffix(number, string(markEnd))
	index, err := strconv.Atoi(number)
	if !ok || !closed || err != nil || index >= len(f.parts) {
		return nil, false
	}
	return f.parts[index], true
}

package letter

import "strings"

// Document is a letter or form that is ready to print: every word is in it and
// no data is needed any more. It is kept as JSON in an event.
type Document struct {
	Title       string     `json:"title"` // of the file; Fill makes it the subject
	Subject     string     `json:"subject,omitempty"`
	Lang        string     `json:"lang"` // "nl"
	Letterhead  Letterhead `json:"letterhead"`
	Addressee   []string   `json:"addressee,omitempty"` // name and address, a line each
	Date        string     `json:"date,omitempty"`      // as printed: "3 december 2026"
	Reference   string     `json:"reference,omitempty"` // our reference (kenmerk)
	Blocks      Blocks     `json:"blocks,omitempty"`
	Signer      []string   `json:"signer,omitempty"` // name and function under the letter; the greeting is in the template
	Watermark   string     `json:"watermark,omitempty"`
	Attachments []string   `json:"attachments,omitempty"`
}

// Letterhead says who sends the letter. Accent is a colour "#rrggbb"; it only
// colours a line, never text, so that every choice stays readable.
type Letterhead struct {
	Name    string   `json:"name,omitempty"`
	Lines   []string `json:"lines,omitempty"`
	Place   string   `json:"place,omitempty"`
	Contact []string `json:"contact,omitempty"`
	Accent  string   `json:"accent,omitempty"`
}

// Block is one part of the body: Heading, Paragraph, List, Table, Definitions
// or SignatureLine.
type Block interface{ kind() string }

// Blocks is a body, with a JSON form that keeps the kind of every block.
type Blocks []Block

// Heading has Level 2 and up; the subject is the only level 1. The printers
// raise a level that skips one.
type Heading struct {
	Level int    `json:"level"`
	Text  string `json:"text"`
}

// Paragraph is running text.
type Paragraph struct {
	Spans Spans `json:"spans"`
}

// List is bulleted, or numbered from 1 when Ordered.
type List struct {
	Ordered bool     `json:"ordered,omitempty"`
	Items   []Blocks `json:"items"`
}

// Table has one row of column heads. Rows may be shorter than the head.
type Table struct {
	Caption string    `json:"caption,omitempty"`
	Head    []Spans   `json:"head,omitempty"`
	Rows    [][]Spans `json:"rows,omitempty"`
}

// Definitions are questions with their answers, as on a filled-in form.
type Definitions struct {
	Rows []Definition `json:"rows"`
}

// Definition is one question with its answer.
type Definition struct {
	Question string `json:"question"`
	Answer   string `json:"answer,omitempty"`
}

// SignatureLine is room to sign by hand, with name and date. Label says who
// signs and for what.
type SignatureLine struct {
	Label string `json:"label"`
}

// Spans is text with its emphasis.
type Spans []Span

// Span is text in one style. "\n" is a line break.
type Span struct {
	Text   string `json:"text"`
	Bold   bool   `json:"bold,omitempty"`
	Italic bool   `json:"italic,omitempty"`
}

func (Heading) kind() string       { return "heading" }
func (Paragraph) kind() string     { return "paragraph" }
func (List) kind() string          { return "list" }
func (Table) kind() string         { return "table" }
func (Definitions) kind() string   { return "definitions" }
func (SignatureLine) kind() string { return "signature" }

// Plain gives the words without emphasis.
func (s Spans) Plain() string {
	var b strings.Builder
	for _, span := range s {
		b.WriteString(span.Text)
	}
	return b.String()
}

// Text makes spans of plain text.
func Text(text string) Spans {
	return Spans{{Text: text}}
}

// Paragraphs makes plain text into paragraphs, one for each stretch between
// blank lines. Nothing in the text is read as Markdown.
func Paragraphs(text string) []Block {
	var blocks []Block
	var lines []string
	flush := func() {
		if len(lines) > 0 {
			blocks = append(blocks, Paragraph{Text(strings.Join(lines, "\n"))})
		}
		lines = nil
	}
	for line := range strings.SplitSeq(printable(text), "\n") {
		if strings.TrimSpace(line) == "" {
			flush()
			continue
		}
		lines = append(lines, line)
	}
	flush()
	return blocks
}

// Bullets makes a bulleted list of plain texts.
func Bullets(items ...string) List {
	list := List{}
	for _, item := range items {
		list.Items = append(list.Items, Blocks{Paragraph{Text(item)}})
	}
	return list
}

// printable drops what cannot be printed: control characters other than the
// line break, and bytes that are no text.
func printable(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r == '\n':
			return r
		case r == '\r', r == '\v', r == '\f', r == '\u2028', r == '\u2029', r == '\u0085':
			return '\n'
		case r < ' ', r >= 0x7f && r < 0xa0, r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef:
			return -1
		}
		return r
	}, text)
}

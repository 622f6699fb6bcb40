package letter

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	table "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown knows only what a letter may hold. HTML, code, quotes and images are
// no part of it and come out as the plain characters they are.
var markdown = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	),
	parser.WithInlineParsers(
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewEmphasisParser(), 500),
	),
	parser.WithParagraphTransformers(
		util.Prioritized(extension.NewTableParagraphTransformer(), 200),
	),
)

// read turns Markdown with marks into blocks with data.
func (f *filling) read(source string) Blocks {
	src := []byte(source)
	return f.blocks(markdown.Parse(text.NewReader(src)), src)
}

func (f *filling) blocks(parent ast.Node, src []byte) Blocks {
	var out Blocks
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			if words := f.spans(n, src).Plain(); strings.TrimSpace(words) != "" {
				out = append(out, Heading{max(n.Level, 2), words})
			}
		case *ast.List:
			out = append(out, f.list(n, src))
		case *table.Table:
			caption := takeCaption(&out)
			out = append(out, f.table(n, src, caption))
		default:
			out = append(out, f.paragraph(n, src)...)
		}
	}
	return out
}

// paragraph gives the paragraph, the blocks of the part it stands for, or
// nothing when its data is empty.
func (f *filling) paragraph(n ast.Node, src []byte) Blocks {
	marked := inline(n, src)
	if blocks, ok := f.partOf(marked.Plain()); ok {
		return blocks
	}
	spans := f.resolved(marked)
	if strings.TrimSpace(spans.Plain()) == "" {
		return nil
	}
	return Blocks{Paragraph{spans}}
}

func (f *filling) list(n *ast.List, src []byte) List {
	list := List{Ordered: n.IsOrdered()}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		list.Items = append(list.Items, f.blocks(item, src))
	}
	return list
}

func (f *filling) table(n *table.Table, src []byte, caption string) Table {
	out := Table{Caption: caption}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []Spans
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, f.spans(cell, src))
		}
		if _, head := row.(*table.TableHeader); head {
			out.Head = cells
			continue
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// takeCaption removes a paragraph "Tabel: …" that the table follows.
func takeCaption(out *Blocks) string {
	if len(*out) == 0 {
		return ""
	}
	last, ok := (*out)[len(*out)-1].(Paragraph)
	caption, found := strings.CutPrefix(last.Spans.Plain(), "Tabel:")
	if !ok || !found {
		return ""
	}
	*out = (*out)[:len(*out)-1]
	return strings.TrimSpace(caption)
}

func (f *filling) spans(n ast.Node, src []byte) Spans {
	return f.resolved(inline(n, src))
}

func (f *filling) resolved(marked Spans) Spans {
	var out Spans
	for _, s := range marked {
		if s.Text = f.resolve(s.Text); s.Text != "" {
			out = append(out, s)
		}
	}
	return out
}

// inline gives the text under a node with its emphasis, marks still in it.
func inline(n ast.Node, src []byte) Spans {
	var out Spans
	collect(n, src, Span{}, &out)
	return out
}

func collect(n ast.Node, src []byte, style Span, out *Spans) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			out.add(style, unescape(string(c.Segment.Value(src)))+lineEnd(c))
		case *ast.String:
			out.add(style, unescape(string(c.Value)))
		case *ast.AutoLink:
			out.add(style, string(c.Label(src)))
		case *ast.Emphasis:
			inner := style
			inner.Bold = style.Bold || c.Level > 1
			inner.Italic = style.Italic || c.Level == 1
			collect(c, src, inner, out)
		case *ast.Link:
			words := len(*out)
			collect(c, src, style, out)
			out.add(style, address(c.Destination, (*out)[min(words, len(*out)):]))
		default:
			collect(c, src, style, out)
		}
	}
}

func lineEnd(t *ast.Text) string {
	switch {
	case t.HardLineBreak():
		return "\n"
	case t.SoftLineBreak():
		return " "
	}
	return ""
}

// address gives where a link leads, in words, unless the text says so already.
func address(destination []byte, words Spans) string {
	to := strings.TrimPrefix(string(destination), "mailto:")
	if to == "" || strings.Contains(words.Plain(), to) {
		return ""
	}
	return " (" + to + ")"
}

// add puts text at the end, in the last span when the style is the same.
func (s *Spans) add(style Span, text string) {
	if text == "" {
		return
	}
	if n := len(*s); n > 0 && (*s)[n-1].Bold == style.Bold && (*s)[n-1].Italic == style.Italic {
		(*s)[n-1].Text += text
		return
	}
	style.Text = text
	*s = append(*s, style)
}

// unescape reads \* as a plain *.
func unescape(literal string) string {
	return string(util.UnescapePunctuations(bytes.Clone([]byte(literal))))
}

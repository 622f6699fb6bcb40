package letter_test

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"pgregory.net/rapid"

	"passend/internal/letter"
)

// author makes up documents in which every text ends in a number of its own,
// in reading order.
type author struct {
	*rapid.T
	words []string
}

func (a *author) text() string {
	filler := strings.Repeat("één ", rapid.SampledFrom([]int{0, 0, 1, 4, 30, 200}).Draw(a.T, "length"))
	a.words = append(a.words, "w"+strconv.Itoa(len(a.words))+"w")
	return filler + a.words[len(a.words)-1]
}

func (a *author) spans() letter.Spans {
	var spans letter.Spans
	for range rapid.IntRange(1, 3).Draw(a.T, "spans") {
		spans = append(spans, letter.Span{Text: a.text() + " ", Bold: rapid.Bool().Draw(a.T, "bold"), Italic: rapid.Bool().Draw(a.T, "italic")})
	}
	return spans
}

func (a *author) row(n int) []letter.Spans {
	var cells []letter.Spans
	for range n {
		cells = append(cells, a.spans())
	}
	return cells
}

func (a *author) block(depth int) letter.Block {
	few := rapid.IntRange(1, 2)
	switch rapid.IntRange(0, 5).Draw(a.T, "kind") {
	case 0:
		return letter.Heading{Level: rapid.IntRange(-1, 9).Draw(a.T, "level"), Text: a.text()}
	case 1:
		list := letter.List{Ordered: rapid.Bool().Draw(a.T, "ordered")}
		for range few.Draw(a.T, "items") {
			list.Items = append(list.Items, a.blocks(depth+1))
		}
		return list
	case 2:
		t := letter.Table{Caption: a.text(), Head: a.row(few.Draw(a.T, "columns"))}
		for range few.Draw(a.T, "rows") {
			t.Rows = append(t.Rows, a.row(few.Draw(a.T, "cells")))
		}
		return t
	case 3:
		return letter.Definitions{Rows: []letter.Definition{{Question: a.text(), Answer: a.text()}}}
	case 4:
		return letter.SignatureLine{Label: a.text()}
	}
	return letter.Paragraph{Spans: a.spans()}
}

func (a *author) blocks(depth int) letter.Blocks {
	if depth > 3 {
		return nil
	}
	var blocks letter.Blocks
	for range rapid.IntRange(0, 3).Draw(a.T, "blocks") {
		blocks = append(blocks, a.block(depth))
	}
	return blocks
}

func TestEveryDocumentPrintsAllItsTextInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := &author{T: t}
		doc := letter.Document{Subject: a.text(), Lang: "nl", Blocks: a.blocks(0), Signer: []string{a.text()}, Attachments: []string{a.text()}}
		file := printed(t, doc)
		inOrder(t, a.words, structure(t, file))
		inOrder(t, a.words, letter.HTML(doc))
		if err := api.Validate(bytes.NewReader(file), nil); err != nil {
			t.Fatalf("%v", err)
		}
		page := poppler(t, file, "pdftotext", "-nopgbrk", "FILE", "-")
		for _, word := range a.words {
			if !strings.Contains(page, word) {
				t.Fatalf("%s is on no page", word)
			}
		}
		var back letter.Document
		if stored, err := json.Marshal(doc); err != nil || json.Unmarshal(stored, &back) != nil {
			t.Fatalf("not kept: %v", err)
		}
		if diff := cmp.Diff(letter.HTML(doc), letter.HTML(back)); diff != "" {
			t.Fatalf("(-before +after):\n%s", diff)
		}
	})
}

func inOrder(t *rapid.T, words []string, text string) {
	t.Helper()
	at := 0
	for _, word := range words {
		i := strings.Index(text[at:], word)
		if i < 0 {
			t.Fatalf("%s is not in its place", word)
		}
		at += i
	}
}

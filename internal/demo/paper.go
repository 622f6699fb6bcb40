package demo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"passend/internal/blob"
	"passend/internal/casefile"
	"passend/internal/letter"
	"passend/internal/procedure"
)

// paper makes the content of documents.
type paper interface {
	put(swv *procedure.SWV, caseID string, pupil casefile.Pupil, doc *casefile.Document) error
}

// printed makes a small real PDF of each document. Documents of one kind have
// the same content, so it is printed once.
type printed struct {
	ctx   context.Context
	blobs *blob.Store
	made  map[string][]byte
}

func (p printed) put(swv *procedure.SWV, caseID string, _ casefile.Pupil, doc *casefile.Document) error {
	content, err := p.content(doc.Title)
	if err != nil {
		return err
	}
	info, refusal, err := p.blobs.Put(p.ctx, swv.ID, caseID, doc.Title+".pdf", bytes.NewReader(content))
	if refusal != nil {
		return fmt.Errorf("demo: document refused: %s", refusal.Text())
	}
	if err != nil {
		return err
	}
	doc.Ref, doc.SHA256, doc.MIME, doc.FileKind, doc.FileName = info.Ref, info.SHA256, info.MIME, info.Kind, info.Name
	doc.Size, doc.Pages, doc.Warnings = info.Size, info.Pages, info.Warnings
	return nil
}

func (p printed) content(title string) ([]byte, error) {
	if p.made[title] == nil {
		content, err := letter.PDF(sheet(title))
		if err != nil {
			return nil, err
		}
		p.made[title] = content
	}
	return p.made[title], nil
}

// sheet is what stands in a document of the demonstration.
func sheet(title string) letter.Document {
	return letter.Document{
		Title: title, Subject: title, Lang: "nl", Watermark: "DEMONSTRATIE",
		Letterhead: letter.Letterhead{Name: "Verzonnen document"},
		Blocks: letter.Blocks{
			letter.Paragraph{Spans: letter.Text("Dit document hoort bij de demonstratie van Passend. Alles wat erin staat is verzonnen.")},
			letter.Paragraph{Spans: letter.Text("In een echt dossier staat hier het stuk zoals de school, de ouders of een deskundige het aanleverden.")},
		},
	}
}

// described only says what a document is: enough to measure with.
type described struct{}

func (described) put(_ *procedure.SWV, caseID string, _ casefile.Pupil, doc *casefile.Document) error {
	sum := sha256.Sum256([]byte(caseID + doc.Kind + doc.Dated.String()))
	doc.Ref, doc.SHA256 = hex.EncodeToString(sum[:13]), hex.EncodeToString(sum[:])
	doc.MIME, doc.FileKind, doc.FileName = "application/pdf", "pdf", doc.Title+".pdf"
	doc.Size, doc.Pages = 48213+int64(sum[0])*640, 1+int(sum[1]%9)
	return nil
}

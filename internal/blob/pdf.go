package blob

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

const (
	pdfTime     = 20 * time.Second
	maxPages    = 1000 // pages whose text is searched
	maxPDFDepth = 6    // forms within forms
)

func init() {
	// pdfcpu would write a settings folder for the user it runs as.
	model.ConfigPath = "disable"
}

// lookPDF counts the pages and reads the text. A PDF with any kind of encryption is
// refused: what cannot be searched or opened later does not belong in a dossier.
func lookPDF(ctx context.Context, data []byte) (finding, *Refusal) {
	ctx, cancel := context.WithTimeout(ctx, pdfTime)
	defer cancel()
	doc, err := readPDF(ctx, data)
	switch {
	case errors.Is(err, pdfcpu.ErrWrongPassword), errors.Is(err, pdfcpu.ErrEncrypted), err == nil && doc.Encrypt != nil:
		return finding{}, refusePassword()
	case err != nil && isPDFEncrypted(data):
		return finding{}, refusePassword()
	case !bytes.Contains(data, []byte("startxref")), err == nil && doc.PageCount == 0:
		return finding{}, refuseDamaged()
	case err != nil:
		// Readers repair much that this library does not; people decide.
		return finding{}, nil
	}
	p := pdfText{doc: doc, ctx: ctx, fonts: map[string]*pdfFont{}}
	return p.all(), nil
}

func readPDF(ctx context.Context, data []byte) (doc *model.Context, err error) {
	defer recoverAs(&err)
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationRelaxed
	conf.Offline = true
	conf.Limits.MaxStreamBytes = 64 << 20
	conf.Limits.MaxDecodeBytes = 64 << 20
	conf.Limits.MaxObjectCount = 500_000
	conf.Limits.MaxXRefEntries = 500_000
	conf.Limits.MaxObjectStreamCount = 50_000
	doc, err = pdfcpu.ReadWithContext(ctx, bytes.NewReader(data), conf)
	if err == nil {
		err = doc.EnsurePageCount()
	}
	return doc, err
}

// recoverAs turns a panic over a hostile file into an error.
func recoverAs(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("blob: PDF reader gave up: %v", r)
	}
}

// pdfText gathers the text of one PDF.
type pdfText struct {
	doc   *model.Context
	ctx   context.Context
	fonts map[string]*pdfFont // by object
	text  strings.Builder

	line   float64 // height of the last text matrix
	partly bool
	empty  int // pages without text
}

func (p *pdfText) all() finding {
	n := p.doc.PageCount
	for page := 1; page <= min(n, maxPages); page++ {
		before := p.text.Len()
		if err := p.page(page); err != nil || p.full() {
			p.partly = true
		}
		if strings.TrimSpace(p.text.String()[before:]) == "" {
			p.empty++
		}
	}
	scanned := p.empty == min(n, maxPages)
	p.properties()
	return finding{
		pages: n, readable: true, text: p.text.String(),
		partly: p.partly || p.empty > 0 || n > maxPages, scanned: scanned,
	}
}

func (p *pdfText) full() bool { return p.text.Len() > maxText || p.ctx.Err() != nil }

func (p *pdfText) page(n int) (err error) {
	defer recoverAs(&err)
	if p.full() {
		return nil
	}
	dict, _, inherited, err := p.doc.PageDict(n, false)
	if err != nil {
		return err
	}
	p.annotations(dict)
	content, err := p.doc.PageContent(dict, n)
	if errors.Is(err, model.ErrNoContent) {
		return nil
	}
	if err != nil {
		return err
	}
	resources := p.dict(dict["Resources"])
	if resources == nil {
		resources = inherited.Resources
	}
	p.content(content, resources, 0)
	p.text.WriteByte('\n')
	return nil
}

// annotations adds what was filled in and noted on a page: values of fields, text
// of notes.
func (p *pdfText) annotations(page types.Dict) {
	for _, o := range p.array(page["Annots"]) {
		note := p.dict(o)
		for range maxPDFDepth {
			if note == nil {
				break
			}
			for _, key := range []string{"V", "Contents", "T"} {
				p.entry(note[key])
			}
			note = p.dict(note["Parent"])
		}
	}
}

// properties adds title, subject, keywords and the like.
func (p *pdfText) properties() {
	if p.doc.Info == nil {
		return
	}
	for _, o := range p.dict(*p.doc.Info) {
		p.entry(o)
	}
}

func (p *pdfText) entry(o types.Object) {
	if o == nil || p.full() {
		return
	}
	o, err := p.doc.Dereference(o)
	if err != nil {
		return
	}
	if s, err := types.StringOrHexLiteral(o); err == nil && s != nil {
		p.text.WriteByte('\n')
		p.text.WriteString(*s)
		p.text.WriteByte('\n')
	}
}

func (p *pdfText) dict(o types.Object) types.Dict {
	if o == nil {
		return nil
	}
	d, err := p.doc.DereferenceDict(o)
	if err != nil {
		return nil
	}
	return d
}

func (p *pdfText) array(o types.Object) types.Array {
	if o == nil {
		return nil
	}
	a, err := p.doc.DereferenceArray(o)
	if err != nil {
		return nil
	}
	return a
}

func (p *pdfText) stream(o types.Object) (*types.StreamDict, []byte) {
	if o == nil {
		return nil, nil
	}
	sd, _, err := p.doc.DereferenceStreamDict(o)
	if err != nil || sd == nil {
		return nil, nil
	}
	if t := sd.NameEntry("Subtype"); t != nil && *t == "Image" {
		return sd, nil
	}
	if err := sd.Decode(); err != nil {
		p.partly = true
		return sd, nil
	}
	return sd, sd.Content
}

// font gives the font that a content stream calls name.
func (p *pdfText) font(resources types.Dict, name string) *pdfFont {
	o, ok := p.dict(resources["Font"])[name]
	if !ok {
		return plainFont
	}
	key := o.String()
	if f, ok := p.fonts[key]; ok {
		return f
	}
	f := p.loadFont(p.dict(o))
	if _, shared := o.(types.IndirectRef); shared {
		p.fonts[key] = f
	}
	return f
}

// form runs a form that a content stream draws.
func (p *pdfText) form(resources types.Dict, name string, depth int) {
	if depth >= maxPDFDepth || p.full() {
		p.partly = p.partly || p.full()
		return
	}
	sd, content := p.stream(p.dict(resources["XObject"])[name])
	if sd == nil || content == nil {
		return
	}
	own := p.dict(sd.Dict["Resources"])
	if own == nil {
		own = resources
	}
	p.content(content, own, depth+1)
}

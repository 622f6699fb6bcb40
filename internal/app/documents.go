package app

import (
	"context"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"passend/internal/blob"
	"passend/internal/bsn"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/store"
)

// MaxDocument is the largest document that is taken, in bytes.
const MaxDocument = 25 << 20

// Upload is a file on its way in; Body is read once.
type Upload struct {
	Name string
	Body io.Reader
}

// DocumentIn is a document to add, or to put in the place of an old one. Without
// a file the old one keeps its content, and only what is said of it changes.
type DocumentIn struct {
	Document casefile.Document
	Old      string
	File     *Upload
}

func (in DocumentIn) command() casefile.Command {
	if in.Old != "" {
		return casefile.ReplaceDocument{Old: in.Old, Document: in.Document}
	}
	return casefile.AddDocument{Document: in.Document}
}

// Rehearse tells whether a command would be refused, and does nothing. It spares
// somebody the sending of a file that is not going to be kept.
func (a *App) Rehearse(ctx context.Context, p Principal, id string, c casefile.Command) (*casefile.Refusal, error) {
	var refusal *casefile.Refusal
	err := a.read(ctx, p, func(tx *store.Tx) error {
		k, err := a.caseIn(tx, p, id)
		if err != nil {
			return err
		}
		if !k.View.Any {
			return ErrNotFound
		}
		_, refusal = casefile.Decide(k.W, k.S, c)
		return k.world.err
	})
	return refusal, err
}

// KeepDocument adds or replaces a document. Its bytes are kept only when the
// core takes it.
func (a *App) KeepDocument(ctx context.Context, p Principal, id string, seen int64, in DocumentIn) (Result, error) {
	before, err := a.dossier(ctx, p, id)
	if err != nil {
		return Result{}, err
	}
	if in.File == nil {
		return a.redescribe(ctx, p, id, seen, in, before)
	}
	if refusal, err := a.Rehearse(ctx, p, id, in.command()); refusal != nil || err != nil {
		return Result{Case: id, Refusal: refusal}, err
	}
	info, refusal, err := a.put(ctx, p, id, *in.File)
	if refusal != nil || err != nil {
		return Result{Case: id, Refusal: refusal}, err
	}
	describe(&in.Document, info)
	if twin, err := a.alreadyIn(ctx, p, id, in); twin || err != nil {
		a.dropBytes(ctx, p, id, info.Ref)
		return Result{Case: id, Again: twin}, err
	}
	res, err := a.Do(ctx, p, id, seen, in.command())
	if err != nil || res.Refusal != nil || res.Conflict {
		a.dropBytes(ctx, p, id, info.Ref)
		return res, err
	}
	a.dropReplaced(ctx, p, id, before)
	return res, nil
}

// alreadyIn tells whether the very same file is there already as that kind of
// document: a double click, or a page sent again.
func (a *App) alreadyIn(ctx context.Context, p Principal, id string, in DocumentIn) (bool, error) {
	now, err := a.dossier(ctx, p, id)
	return err == nil && slices.ContainsFunc(now, func(d casefile.Document) bool {
		return d.SHA256 == in.Document.SHA256 && d.Kind == in.Document.Kind && d.ID != in.Old && in.Old == ""
	}), err
}

// redescribe changes what is said of a document that is there.
func (a *App) redescribe(ctx context.Context, p Principal, id string, seen int64, in DocumentIn, before []casefile.Document) (Result, error) {
	old, ok := findDocument(before, in.Old)
	if !ok {
		return Result{Case: id, Refusal: refused("bestand", "Kies het bestand dat u wilt toevoegen.")}, nil
	}
	doc := in.Document
	doc.ID, doc.Ref, doc.SHA256, doc.MIME, doc.FileKind, doc.FileName = old.ID, old.Ref, old.SHA256, old.MIME, old.FileKind, old.FileName
	doc.Size, doc.Pages, doc.Warnings = old.Size, old.Pages, old.Warnings
	in.Document = doc
	return a.Do(ctx, p, id, seen, in.command())
}

func describe(doc *casefile.Document, info blob.Info) {
	doc.Ref, doc.SHA256, doc.MIME, doc.FileKind, doc.FileName = info.Ref, info.SHA256, info.MIME, info.Kind, info.Name
	doc.Size, doc.Pages, doc.Warnings = info.Size, info.Pages, info.Warnings
	if strings.TrimSpace(doc.Title) == "" {
		doc.Title = strings.TrimSuffix(info.Name, path.Ext(info.Name))
	}
}

// put judges and keeps the bytes of a file. That the virus check does not work
// is for the log; who sends the file reads the refusal.
func (a *App) put(ctx context.Context, p Principal, id string, file Upload) (blob.Info, *casefile.Refusal, error) {
	info, no, err := a.blobs.Put(ctx, p.Tenant, id, file.Name, file.Body)
	if no == nil {
		return info, nil, err
	}
	if err != nil {
		a.log.ErrorContext(ctx, "document was not checked", "error", err.Error())
	}
	r := refused("bestand", no.Text())
	r.Rule, r.Help = "Dit bestand is niet toegevoegd.", no.Text()
	return info, r, nil
}

// dossier gives the documents of a case that this principal may see at all.
func (a *App) dossier(ctx context.Context, p Principal, id string) ([]casefile.Document, error) {
	var docs []casefile.Document
	err := a.read(ctx, p, func(tx *store.Tx) error {
		c, err := a.caseIn(tx, p, id)
		if err != nil {
			return err
		}
		if !c.View.Any {
			return ErrNotFound
		}
		docs = c.S.Documents
		return nil
	})
	return docs, err
}

// dropBytes removes bytes that no case leans on. Failing at that is no fault of
// who asked, so it is only logged.
func (a *App) dropBytes(ctx context.Context, p Principal, id, ref string) {
	if ref == "" {
		return
	}
	if err := a.blobs.Delete(context.WithoutCancel(ctx), p.Tenant, id, ref); err != nil {
		a.log.ErrorContext(ctx, "bytes of a document remain", "error", err.Error())
	}
}

// dropReplaced forgets the bytes of what was replaced before the request was
// received: nobody decided anything on them. Later versions stay, as proof of
// what people had before them.
func (a *App) dropReplaced(ctx context.Context, p Principal, id string, before []casefile.Document) {
	var now []casefile.Document
	received := false
	err := a.read(ctx, p, func(tx *store.Tx) error {
		c, err := a.caseIn(tx, p, id)
		if err == nil {
			now, received = c.S.Documents, !casefile.Received(c.W.Proc, c.S).IsZero()
		}
		return err
	})
	if err != nil || received {
		return
	}
	for _, old := range before {
		if !slices.ContainsFunc(now, func(d casefile.Document) bool { return d.Ref == old.Ref }) {
			a.dropBytes(ctx, p, id, old.Ref)
		}
	}
}

// RemoveDocument takes a document out of the dossier, with its bytes: what is
// too much must not stay behind.
func (a *App) RemoveDocument(ctx context.Context, p Principal, id string, seen int64, c casefile.RemoveDocument) (Result, error) {
	before, err := a.dossier(ctx, p, id)
	if err != nil {
		return Result{}, err
	}
	if bsn.In(c.Reason) {
		return Result{Case: id, Refusal: refused("reden", bsn.Sentence)}, nil
	}
	old, ok := findDocument(before, c.ID)
	if !ok {
		return Result{}, ErrNotFound
	}
	res, err := a.Do(ctx, p, id, seen, c)
	if err == nil && res.Refusal == nil && !res.Conflict && !res.Again {
		a.dropBytes(ctx, p, id, old.Ref)
	}
	return res, err
}

func findDocument(docs []casefile.Document, id string) (casefile.Document, bool) {
	i := slices.IndexFunc(docs, func(d casefile.Document) bool { return d.ID == id })
	if i < 0 || id == "" {
		return casefile.Document{}, false
	}
	return docs[i], true
}

// Opened is the content of a document on its way out. Body must be closed.
type Opened struct {
	Info blob.Info
	Body io.ReadCloser
}

// OpenDocument gives the content of a document; the line in the access log is
// durable before the first byte leaves.
func (a *App) OpenDocument(ctx context.Context, p Principal, id, docID string) (Opened, error) {
	var doc casefile.Document
	err := a.look(ctx, p, id, "downloaden", "document", func(c *Case) error {
		found, ok := c.Document(docID)
		if !ok {
			return ErrNotFound
		}
		doc = found
		return nil
	})
	if err != nil {
		return Opened{}, err
	}
	return a.open(ctx, p, id, doc)
}

func (a *App) open(ctx context.Context, p Principal, id string, doc casefile.Document) (Opened, error) {
	body, err := a.blobs.Open(ctx, p.Tenant, id, doc.Ref)
	if errors.Is(err, blob.ErrNotFound) || errors.Is(err, blob.ErrDestroyed) {
		err = ErrNotFound
	}
	info := blob.Info{Ref: doc.Ref, Name: doc.FileName, MIME: doc.MIME, Kind: doc.FileKind, Size: doc.Size, SHA256: doc.SHA256, Pages: doc.Pages}
	return Opened{info, body}, err
}

// MayOpen tells whether this principal may read a document: who sees the
// documents, who is asked to sign for them, and who added it.
func (c *Case) MayOpen(doc casefile.Document) bool {
	return c.View.Documents || c.SignsNow() || c.View.Any && doc.By.Account == c.P.Account && c.P.Account != ""
}

// Documents are those of the dossier that this principal may read.
func (c *Case) Documents() []casefile.Document {
	return slices.DeleteFunc(slices.Clone(c.S.Documents), func(d casefile.Document) bool { return !c.MayOpen(d) })
}

// Document finds one that this principal may read, or an earlier version for
// who reads the history.
func (c *Case) Document(id string) (casefile.Document, bool) {
	doc, ok := findDocument(c.S.Documents, id)
	if !ok && c.View.History {
		doc, ok = findDocument(c.Earlier(), id)
	}
	return doc, ok && c.MayOpen(doc)
}

// Earlier are the versions that were replaced after the request was received:
// their content is still there.
func (c *Case) Earlier() []casefile.Document {
	var all, known []casefile.Document
	received := false
	for _, e := range c.S.History {
		switch d := e.Data.(type) {
		case casefile.TermStarted:
			received = received || statutory(c.W.Proc, d.Term)
		case casefile.DocumentAdded:
			known = append(known, d.Document)
		case casefile.DocumentReplaced:
			if old, ok := findDocument(known, d.Old); ok && received && old.Ref != d.Document.Ref {
				all = append(all, old)
			}
			known = append(known, d.Document)
		case casefile.DocumentRemoved:
			all = slices.DeleteFunc(all, func(x casefile.Document) bool { return x.ID == d.ID })
		}
	}
	return all
}

func statutory(p *procedure.Procedure, term string) bool {
	return slices.ContainsFunc(p.Terms, func(t procedure.Term) bool { return t.Name == term && t.Kind == "wettelijk" && !t.PerPerson })
}

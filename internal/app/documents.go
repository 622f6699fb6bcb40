package app

import (
	"context"
	"errors"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"passend/internal/blob"
	"passend/internal/bsn"
	"passend/internal/casefile"
	"passend/internal/civil"
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

// proper drops what the procedure does not ask of such a document, and refuses a
// national number in a reason (LAW-01).
func (in *DocumentIn) proper(proc *procedure.Procedure) *casefile.Refusal {
	i := slices.IndexFunc(proc.Documents, func(d procedure.Document) bool { return d.Name == in.Document.Kind })
	if i < 0 {
		return refused("soort", "Kies welke soort document dit is.")
	}
	def := proc.Documents[i]
	maps.DeleteFunc(in.Document.Signed, func(role string, _ civil.Day) bool { return !slices.Contains(def.SignedBy, role) })
	maps.DeleteFunc(in.Document.Parts, func(part, _ string) bool {
		return !slices.ContainsFunc(def.Parts, func(p procedure.Part) bool { return p.Name == part })
	})
	for part, reason := range in.Document.Parts {
		if bsn.In(reason) {
			return refused("onderdeel "+part+" reden", bsn.Sentence)
		}
	}
	return nil
}

// Kept is the answer to a document that was added or replaced.
type Kept struct {
	Result
	Document casefile.Document // as it was kept
	Voided   bool              // signatures were voided by it (ALL-07)
}

// KeepDocument adds or replaces a document. Its bytes are kept only when the
// core takes it.
func (a *App) KeepDocument(ctx context.Context, p Principal, id string, seen int64, in DocumentIn) (Kept, error) {
	before, err := a.stateFor(ctx, p, id)
	if err != nil {
		return Kept{}, err
	}
	if refusal := in.proper(before.proc); refusal != nil {
		return Kept{Result: Result{Case: id, Refusal: refusal}}, nil
	}
	if in.File == nil {
		return a.redescribe(ctx, p, id, seen, in, before)
	}
	if refusal, err := a.Rehearse(ctx, p, id, in.command()); refusal != nil || err != nil {
		return Kept{Result: Result{Case: id, Refusal: refusal}}, err
	}
	info, refusal, err := a.put(ctx, p, id, *in.File)
	if refusal != nil || err != nil {
		return Kept{Result: Result{Case: id, Refusal: refusal}}, err
	}
	describe(&in.Document, info)
	in.Document.ID = store.NewID(a.now())
	kept, err := a.takeIn(ctx, p, id, seen, in, before)
	if err != nil || kept.Refusal != nil || kept.Conflict || kept.Again {
		a.dropBytes(ctx, p, id, info.Ref)
	}
	return kept, err
}

// takeIn has the core take a document whose bytes are kept.
func (a *App) takeIn(ctx context.Context, p Principal, id string, seen int64, in DocumentIn, before seenState) (Kept, error) {
	now, err := a.stateFor(ctx, p, id)
	if err != nil {
		return Kept{}, err
	}
	if twin, ok := twinOf(now.State, in); ok {
		return Kept{Result: Result{Case: id, Again: true}, Document: twin}, nil
	}
	res, err := a.Do(ctx, p, id, seen, in.command())
	if err != nil || res.Refusal != nil || res.Conflict {
		return Kept{Result: res}, err
	}
	after, err := a.stateFor(ctx, p, id)
	if err != nil {
		return Kept{Result: res}, err
	}
	a.dropReplaced(ctx, p, before.State, after.State)
	return Kept{res, in.Document, len(after.Signatures) < len(before.Signatures)}, nil
}

// twinOf finds the very same file that is there already as that kind of
// document: a double click, or a page sent again.
func twinOf(s *casefile.State, in DocumentIn) (casefile.Document, bool) {
	for _, d := range s.Documents {
		if in.Old == "" && d.SHA256 == in.Document.SHA256 && d.Kind == in.Document.Kind {
			return d, true
		}
	}
	return casefile.Document{}, false
}

// redescribe changes what is said of a document that is there.
func (a *App) redescribe(ctx context.Context, p Principal, id string, seen int64, in DocumentIn, before seenState) (Kept, error) {
	old, ok := findDocument(before.Documents, in.Old)
	if !ok {
		return Kept{Result: Result{Case: id, Refusal: refused("bestand", "Kies het bestand dat u wilt toevoegen.")}}, nil
	}
	doc := in.Document
	doc.ID, doc.Ref, doc.SHA256, doc.MIME, doc.FileKind, doc.FileName = old.ID, old.Ref, old.SHA256, old.MIME, old.FileKind, old.FileName
	doc.Size, doc.Pages, doc.Warnings = old.Size, old.Pages, old.Warnings
	in.Document = doc
	res, err := a.Do(ctx, p, id, seen, in.command())
	return Kept{Result: res, Document: doc}, err
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

// seenState is a case before or after a command, not to be changed.
type seenState struct {
	*casefile.State
	proc *procedure.Procedure
}

// stateFor gives a case to who sees it.
func (a *App) stateFor(ctx context.Context, p Principal, id string) (seenState, error) {
	var s seenState
	err := a.read(ctx, p, func(tx *store.Tx) error {
		c, err := a.caseIn(tx, p, id)
		if err != nil {
			return err
		}
		if !c.View.Any {
			return ErrNotFound
		}
		s = seenState{c.S, c.W.Proc}
		return nil
	})
	return s, err
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
func (a *App) dropReplaced(ctx context.Context, p Principal, before, after *casefile.State) {
	if len(after.Terms) > 0 {
		return
	}
	for _, old := range before.Documents {
		if !slices.ContainsFunc(after.Documents, func(d casefile.Document) bool { return d.Ref == old.Ref }) {
			a.dropBytes(ctx, p, after.ID, old.Ref)
		}
	}
}

// RemoveDocument takes a document out of the dossier, with its bytes: what is
// too much must not stay behind.
func (a *App) RemoveDocument(ctx context.Context, p Principal, id string, seen int64, c casefile.RemoveDocument) (Result, error) {
	before, err := a.stateFor(ctx, p, id)
	if err != nil {
		return Result{}, err
	}
	if bsn.In(c.Reason) {
		return Result{Case: id, Refusal: refused("reden", bsn.Sentence)}, nil
	}
	old, ok := findDocument(before.Documents, c.ID)
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
			received = true
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

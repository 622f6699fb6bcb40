package app

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"passend/internal/casefile"
	"passend/internal/letter"
	"passend/internal/procedure"
)

// other gives another case of the pupil with its procedure.
func (w *world) other(id string) (*casefile.State, *procedure.Procedure) {
	s, err := w.app.load(w.tx, id)
	if errors.Is(err, ErrNotFound) || !w.keep(err) {
		return nil, nil
	}
	_, proc, err := w.app.procedureOf(w.tx, s.Started.Procedure, s.Started.Hash)
	if !w.keep(err) {
		return nil, nil
	}
	return s, proc
}

// carried is a document on its way from one case to another.
type carried struct {
	doc  casefile.Document
	from string // the case in which the file is; none: body is the file
	body []byte
}

// bringAlong adds to a case that begins what comes along from other cases of the
// pupil. The bytes are copied: they are sealed with the key of their case.
func (t *turn) bringAlong(w *world, id string) error {
	for _, def := range w.Proc.Documents {
		if def.From == nil {
			continue
		}
		found, ok, err := w.carry(def)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if err := t.copyBytes(id, &found); err != nil {
			return err
		}
		s, err := t.app.load(t.tx, id)
		if err != nil {
			return err
		}
		own := *w
		own.Who = casefile.System
		if err := t.decide(&own, s, casefile.Bring{Document: found.doc}); err != nil {
			return err
		}
	}
	return w.err
}

func bringsAlong(p *procedure.Procedure) bool {
	return slices.ContainsFunc(p.Documents, func(d procedure.Document) bool { return d.From != nil })
}

// carry finds what comes along as a document.
func (w *world) carry(def procedure.Document) (carried, bool, error) {
	o, ok := casefile.LatestOther(w.World, def.From.Case)
	if !ok {
		return carried{}, false, nil
	}
	s, proc := w.other(o.ID)
	if s == nil {
		return carried{}, false, w.err
	}
	doc := casefile.Document{Kind: def.Name, Title: def.Title, MIME: "application/pdf", FileKind: "pdf", FileName: def.Title + ".pdf"}
	if def.From.Document != "" {
		was, ok := s.Document(def.From.Document)
		was.ID, was.Kind, was.Signed, was.Parts = "", def.Name, nil, nil
		return carried{doc: was, from: o.ID}, ok, nil
	}
	for i := len(s.Letters) - 1; i >= 0; i-- {
		l := s.Letters[i]
		if l.Letter != def.From.Letter {
			continue
		}
		words, err := DocumentOf(l.LetterMade)
		if err != nil {
			return carried{}, false, err
		}
		doc.Title, doc.Dated = l.Title+" ("+proc.Title+", "+s.Started.Number+")", l.Day
		body, err := letter.PDF(words)
		return carried{doc: doc, body: body}, true, err
	}
	return carried{}, false, nil
}

// copyBytes keeps the file of what comes along with the case it comes to. Where no
// files are kept, as in scenarios, there is nothing to copy.
func (t *turn) copyBytes(id string, c *carried) error {
	if t.app.blobs == nil || c.from != "" && c.doc.Ref == "" {
		return nil
	}
	var body io.Reader = bytes.NewReader(c.body)
	if c.from != "" {
		file, err := t.app.blobs.Open(t.tx.Context(), t.tx.Tenant(), c.from, c.doc.Ref)
		if err != nil {
			return err
		}
		defer file.Close()
		body = file
	}
	info, refusal, err := t.app.blobs.Put(t.tx.Context(), t.tx.Tenant(), id, c.doc.FileName, body)
	if refusal != nil {
		return errors.New("app: what comes along was refused: " + refusal.Text())
	}
	if err != nil {
		return err
	}
	title := c.doc.Title
	describe(&c.doc, info)
	c.doc.Title = title
	return nil
}

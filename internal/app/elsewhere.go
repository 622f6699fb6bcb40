package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"passend/internal/casefile"
	"passend/internal/letter"
	"passend/internal/store"
)

// Elsewhere lists the papers of other cases of this pupil that this principal
// reads: what is there already need not be downloaded and handed in again.
func (c *Case) Elsewhere() ([]Piece, error) {
	var all []Piece
	for _, other := range c.W.Others {
		pieces, err := c.app.papersOf(c.tx, c.P, other.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, pieces...)
	}
	return all, nil
}

// papersOf are the form and the files of a case; none when the principal does not
// find it.
func (a *App) papersOf(tx *store.Tx, p Principal, id string) ([]Piece, error) {
	c, err := a.caseIn(tx, p, id)
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	if err != nil || !c.View.Any {
		return nil, err
	}
	return c.papers(), c.world.err
}

func (c *Case) papers() []Piece {
	var all []Piece
	if blocks := c.formBlocks(); len(blocks) > 0 {
		title := "Formulier: " + c.W.Proc.Title + ", " + c.S.Started.Number
		doc := c.sheet(title, blocks)
		all = append(all, Piece{Key: c.S.ID + " formulier", Title: title, From: c.S.ApplicantName, Day: c.lastDay(), Print: &doc, Case: c.S.ID})
	}
	for _, f := range c.filePieces(c.S.ID + " ") {
		f.Title += " (" + c.W.Proc.Title + ", " + c.S.Started.Number + ")"
		all = append(all, f)
	}
	return all
}

// Fetch gives the content of a paper of another case of the same pupil, by its
// key, to who reads it there; that is a line in the access log of that case. into
// is the case that takes it over. What is given must be closed.
func (a *App) Fetch(ctx context.Context, p Principal, into, key string) (Piece, io.ReadCloser, error) {
	id, _, _ := strings.Cut(key, " ")
	var found Piece
	err := a.look(ctx, p, id, "downloaden", "document", func(c *Case) error {
		if !slices.ContainsFunc(c.W.Others, func(o casefile.OtherCase) bool { return o.ID == into }) {
			return ErrNotFound
		}
		for _, piece := range c.papers() {
			if piece.Key == key {
				found = piece
				return c.world.err
			}
		}
		return ErrNotFound
	})
	if err != nil {
		return found, nil, err
	}
	if found.File != nil {
		opened, err := a.OpenPiece(ctx, p, found)
		return found, opened.Body, err
	}
	pdf, err := letter.PDF(*found.Print)
	return found, io.NopCloser(bytes.NewReader(pdf)), err
}

// FileName is what a paper is called as a file.
func (p Piece) FileName() string {
	if p.File != nil {
		return p.File.FileName
	}
	return p.Title + ".pdf"
}

package app

import (
	"context"

	"passend/internal/letter"
	"passend/internal/store"
)

// BatchLetter is a letter of a case of a batch, ready to be printed.
type BatchLetter struct {
	Title string
	N     int // the place among the letters of the case
	Doc   letter.Document
}

// BatchLetters gives the letters to the school of one case that this person may
// read, with a line in the access log.
func (a *App) BatchLetters(ctx context.Context, p Principal, id string) ([]BatchLetter, error) {
	var all []BatchLetter
	err := a.Print(ctx, p, id, "brieven", func(c *Case) error {
		if !c.View.Decision {
			return nil
		}
		for _, l := range c.S.Letters {
			if p.OrgKind == "school" && l.ToKind != "school" {
				continue
			}
			doc, err := DocumentOf(l.LetterMade)
			if err != nil {
				return err
			}
			all = append(all, BatchLetter{Title: l.Title, N: len(all) + 1, Doc: doc})
		}
		return nil
	})
	return all, err
}

// BatchOfCase names the batch with which a case came in.
func (a *App) BatchOfCase(ctx context.Context, p Principal, id string) (batch string, err error) {
	err = a.read(ctx, p, func(tx *store.Tx) error {
		if batch, err = tx.BatchOfCase(id); err != nil {
			return err
		}
		_, _, err = a.batchIn(tx, p, batch)
		return err
	})
	return batch, err
}

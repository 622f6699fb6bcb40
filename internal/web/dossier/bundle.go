package dossier

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/bundle"
	"passend/internal/civil"
	"passend/internal/letter"
	"passend/internal/web/cases"
	"passend/internal/web/page"
)

type bundlePage struct {
	cases.Frame
	Text   string
	Action string
	Rows   []bundleRow
	Only   int // pieces that can only be in the ZIP
	Export string
	Print  string
	Error  string
}

// bundleRow is a piece that can be chosen.
type bundleRow struct {
	ID, Key, Title, About, Kind string
	Chosen, OnlyZIP             bool
}

func askBundle(w http.ResponseWriter, r *page.Request) error {
	return showBundle(w, r, http.StatusOK, nil, "")
}

// showBundle lists the papers, so that a person decides what leaves.
func showBundle(w http.ResponseWriter, r *page.Request, status int, chosen []string, fault string) error {
	var p bundlePage
	b, err := r.Site.App.Bundle(r.Context(), r.P, caseID(r), "lezen", func(c *app.Case) {
		p.Frame = cases.Around(r, c, "/documenten", "Alle stukken in één bestand")
	})
	if err != nil {
		return err
	}
	p = bundlePage{Frame: p.Frame, Text: "Kies welke stukken erin komen. Haal weg wat de ontvanger niet nodig heeft.", Action: to(r, "/bundel"), Print: to(r, "/afdrukken"), Error: fault}
	if r.P.Can("exporteren") {
		p.Export = to(r, "/uitvoer")
	}
	for i, piece := range b.Pieces {
		row := bundleRow{ID: fmt.Sprintf("stuk-%d", i+1), Key: piece.Key, Title: piece.Title, Kind: kindText(piece.Kind()), OnlyZIP: !bundle.Joinable(piece.Kind())}
		row.About = about(piece)
		row.Chosen = chosen == nil && !piece.Inner || slices.Contains(chosen, piece.Key)
		if row.OnlyZIP {
			p.Only++
		}
		p.Rows = append(p.Rows, row)
	}
	return r.Render(w, status, pages, "bundel", p)
}

func kindText(kind string) string {
	switch kind {
	case "docx":
		return "Word"
	case "jpeg", "png":
		return "foto"
	case "heic":
		return "HEIC-foto"
	}
	return "PDF"
}

func about(p app.Piece) string {
	var parts []string
	if !p.Day.IsZero() {
		parts = append(parts, p.Day.Dutch())
	}
	if p.From != "" {
		parts = append(parts, p.From)
	}
	return strings.Join(parts, " · ")
}

func makeBundle(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	keys := r.PostForm["stuk"]
	if len(keys) == 0 {
		return showBundle(w, r, http.StatusUnprocessableEntity, []string{}, "Kies ten minste één stuk.")
	}
	b, err := r.Site.App.Bundle(r.Context(), r.P, caseID(r), "exporteren", nil)
	if err != nil {
		return err
	}
	b = b.Choose(keys)
	if len(b.Pieces) == 0 {
		return showBundle(w, r, http.StatusUnprocessableEntity, []string{}, "Deze stukken zijn er niet meer. Kies opnieuw.")
	}
	if r.Value("vorm") == "zip" {
		return sendZIP(w, r, b, nil)
	}
	file, err := joined(r, b)
	if errors.Is(err, bundle.ErrTooLarge) {
		return showBundle(w, r, http.StatusUnprocessableEntity, keys, "Samen zijn deze stukken te groot voor één PDF. Maak een ZIP-bestand, of kies minder stukken.")
	}
	if err != nil {
		return err
	}
	attachment(w, "pdf", "application/pdf", "Stukken "+fileName(b.Number, "zaak")+".pdf")
	_, err = w.Write(file)
	broken(0, err)
	return nil
}

// joined makes one PDF of the pieces, with their contents in front.
func joined(r *page.Request, b app.Bundle) ([]byte, error) {
	var papers []bundle.Paper
	total := 0
	for _, piece := range b.Pieces {
		paper := bundle.Paper{Title: piece.Title, Kind: piece.Kind()}
		if bundle.Joinable(paper.Kind) {
			data, err := contentOf(r.Context(), r, piece)
			if err != nil {
				return nil, err
			}
			paper.Data = data
		}
		if total += len(paper.Data); total > bundle.MostBytes {
			return nil, bundle.ErrTooLarge
		}
		papers = append(papers, paper)
	}
	return bundle.Join(r.Context(), func(places []bundle.Place) ([]byte, error) {
		where, note := make([]string, len(places)), ""
		for i, at := range places {
			where[i] = fmt.Sprint(at.Page)
			if at.Page == 0 {
				where[i], note = "ZIP", "Waar ZIP staat, kan het stuk niet in een PDF. Het zit alleen in het ZIP-bestand."
			}
		}
		return letter.PDF(b.PrintBundle(today(r), "Pagina", where, note))
	}, papers)
}

func today(r *page.Request) civil.Day { return r.Site.App.Today() }

func contentOf(ctx context.Context, r *page.Request, piece app.Piece) ([]byte, error) {
	if piece.File == nil {
		return letter.PDF(*piece.Print)
	}
	opened, err := r.Site.App.OpenPiece(ctx, r.P, piece)
	if err != nil {
		return nil, err
	}
	defer opened.Body.Close()
	return io.ReadAll(opened.Body)
}

// SendBundle sends papers that were gathered as one file. It gives a sentence for
// the reader instead when they cannot be in one PDF.
func SendBundle(w http.ResponseWriter, r *page.Request, b app.Bundle, asZIP bool) (string, error) {
	if asZIP {
		return "", sendZIP(w, r, b, nil)
	}
	file, err := joined(r, b)
	if errors.Is(err, bundle.ErrTooLarge) {
		return "Samen zijn deze stukken te groot voor één PDF. Maak een ZIP-bestand.", nil
	}
	if err != nil {
		return "", err
	}
	attachment(w, "pdf", "application/pdf", "Stukken "+fileName(b.Number, "vergadering")+".pdf")
	_, err = w.Write(file)
	broken(0, err)
	return "", nil
}

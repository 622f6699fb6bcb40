package dossier

import (
	"archive/zip"
	"context"
	"fmt"
	"html"
	"io"
	"net/http"
	"path"
	"time"

	"passend/internal/app"
	"passend/internal/letter"
	"passend/internal/web/page"
)

// extra is a file that stands in a ZIP beside the pieces.
type extra struct {
	name string
	data []byte
}

// sendZIP streams the pieces as files, each with its number. Once the first
// byte has left nothing can be said any more: what fails then breaks off.
func sendZIP(w http.ResponseWriter, r *page.Request, b app.Bundle, extras []extra) error {
	contents, err := letter.PDF(b.PrintBundle(today(r), "Bestand", zipNumbers(b), "De namen van de bestanden beginnen met dit nummer."))
	if err != nil {
		return err
	}
	attachment(w, "zip", "application/zip", "Stukken "+fileName(b.Number, "zaak")+".zip")
	z, now := zip.NewWriter(w), r.Site.App.Now()
	broken(0, put(z, "00 Inhoud.pdf", now, contents))
	names := zipNames(b)
	for i, piece := range b.Pieces {
		broken(0, putPiece(r.Context(), r, z, names[i], piece))
	}
	for _, e := range extras {
		broken(0, put(z, e.name, now, e.data))
	}
	broken(0, z.Close())
	return nil
}

// zipNames are the names of the files in a ZIP.
func zipNames(b app.Bundle) []string {
	names := make([]string, len(b.Pieces))
	for i, p := range b.Pieces {
		ending := ".pdf"
		if p.File != nil {
			ending = path.Ext(p.File.FileName)
		}
		names[i] = fmt.Sprintf("%02d %.80s%s", i+1, fileName(p.Title, "stuk"), ending)
	}
	return names
}

func zipNumbers(b app.Bundle) []string {
	numbers := make([]string, len(b.Pieces))
	for i := range b.Pieces {
		numbers[i] = fmt.Sprintf("%02d", i+1)
	}
	return numbers
}

func put(z *zip.Writer, name string, at time.Time, data []byte) error {
	f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at})
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return err
}

func putPiece(ctx context.Context, r *page.Request, z *zip.Writer, name string, piece app.Piece) error {
	if piece.File == nil {
		file, err := letter.PDF(*piece.Print)
		if err != nil {
			return err
		}
		return put(z, name, piece.Day.Start(), file)
	}
	opened, err := r.Site.App.OpenPiece(ctx, r.P, piece)
	if err != nil {
		return err
	}
	defer opened.Body.Close()
	// Documents are packed already: packing them again costs time and wins nothing.
	f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store, Modified: piece.Day.Start()})
	if err != nil {
		return err
	}
	_, err = io.Copy(f, opened.Body)
	return err
}

// exportDossier gives one dossier to take along: all papers, the letters as
// accessible HTML, and what happened as JSON.
func exportDossier(w http.ResponseWriter, r *page.Request) error {
	e, err := r.Site.App.Export(r.Context(), r.P, caseID(r))
	if err != nil {
		return err
	}
	extras := []extra{{"gegevens/gebeurtenissen.json", e.Events}}
	names := zipNames(e.Bundle)
	for i, p := range e.Pieces {
		if p.Print != nil {
			text := "<!doctype html>\n<html lang=\"nl\"><meta charset=\"utf-8\"><title>" + html.EscapeString(p.Print.Title) + "</title>\n" + letter.HTML(*p.Print) + "</html>\n"
			extras = append(extras, extra{"toegankelijk/" + trimEnd(names[i]) + ".html", []byte(text)})
		}
	}
	return sendZIP(w, r, e.Bundle, extras)
}

func trimEnd(name string) string { return name[:len(name)-len(path.Ext(name))] }

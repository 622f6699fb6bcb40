package batch

import (
	"archive/zip"
	"fmt"
	"net/http"
	"strings"

	"passend/internal/app"
	"passend/internal/exchange"
	"passend/internal/letter"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// documents gives the letters and declarations of a batch as one ZIP.
func documents(w http.ResponseWriter, r *page.Request) error {
	v, err := r.Site.App.Batch(r.Context(), r.P, r.PathValue("reeks"))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/zip")
	w.Header().Set("Content-Disposition", `attachment; filename="besluiten.zip"`)
	out := zip.NewWriter(w)
	for _, c := range v.Cases {
		letters, err := r.Site.App.BatchLetters(r.Context(), r.P, c.Case)
		if err != nil {
			return err
		}
		for _, l := range letters {
			file, err := letter.PDF(l.Doc)
			if err != nil {
				return err
			}
			entry, err := out.Create(fileName(c, l))
			if err == nil {
				_, err = entry.Write(file)
			}
			if err != nil {
				return err
			}
		}
	}
	return out.Close()
}

// fileName begins with the number of the case and says no name of a pupil.
func fileName(c app.BatchCase, l app.BatchLetter) string {
	clean := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, l.Title)
	return fmt.Sprintf("%s %s %d.pdf", c.Number, clean, l.N)
}

// copyable gives what a school types over into BRON.
func copyable(w http.ResponseWriter, r *page.Request) error {
	v, err := r.Site.App.Batch(r.Context(), r.P, r.PathValue("reeks"))
	if err != nil {
		return err
	}
	f := exchange.Format{}
	for _, head := range []string{"Leerling", "Geboren op", "Nummer", "Van", "Tot en met", "Stand"} {
		f.Columns = append(f.Columns, exchange.Column{Key: head, Heading: head})
	}
	var rows []map[string]string
	for _, c := range v.Cases {
		if c.Grant == nil {
			continue
		}
		state := "nog niet in BRON"
		if !unregistered(c) {
			state = "in BRON"
		}
		rows = append(rows, map[string]string{"Leerling": c.Name, "Geboren op": page.TypedDay(c.Birth.String()), "Nummer": c.Grant.Number,
			"Van": page.TypedDay(c.Grant.From.String()), "Tot en met": page.TypedDay(c.Grant.Until.String()), "Stand": state})
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="bron `+kit.DagISO(today(r))+`.csv"`)
	return f.WriteCSV(w, rows)
}

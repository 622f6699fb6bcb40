package family

import (
	"encoding/json"
	"html/template"
	"net/http"

	"passend/internal/app"
	"passend/internal/letter"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type ownDataPage struct {
	Sheet kit.PrintPage
	Demo  bool
	File  string
	Data  app.OwnData
	Cases []ownCase
}

// ownCase is a case with its letters ready to be shown.
type ownCase struct {
	app.OwnCase
	Papers []ownLetter
}

type ownLetter struct {
	Title, When string
	Body        template.HTML
}

// ownPage shows all that is known of child and parent (ALL-06).
func ownPage(w http.ResponseWriter, r *page.Request) error {
	data, err := r.Site.App.OwnData(r.Context(), r.P)
	if err != nil {
		return err
	}
	shell := r.Shell("Alles wat wij weten")
	p := ownDataPage{Demo: shell.Demo, File: r.To("/mijn-gegevens/bestand"), Data: data,
		Sheet: kit.PrintPage{Title: "Alles wat wij weten van u en uw kind", Subtitle: "Gemaakt op " + data.Made, SWV: data.SWV, ThemeURL: shell.ThemeURL,
			By: r.P.Name, At: data.Made, Back: r.To("/mijn-gegevens")}}
	for _, c := range data.Cases {
		one := ownCase{OwnCase: c}
		for _, l := range c.Letters {
			when := "gemaakt op " + l.Day
			if l.Posted != "" {
				when += ", verstuurd op " + l.Posted
			}
			one.Papers = append(one.Papers, ownLetter{l.Title, when, template.HTML(letter.HTML(l.Doc))})
		}
		p.Cases = append(p.Cases, one)
	}
	return r.Render(w, http.StatusOK, pages, "own", p)
}

// ownFile gives the same as a file that other programs can read.
func ownFile(w http.ResponseWriter, r *page.Request) error {
	data, err := r.Site.App.OwnData(r.Context(), r.P)
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(data, "", "  ")
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="mijn-gegevens.json"`)
	_, err = w.Write(append(text, '\n'))
	return err
}

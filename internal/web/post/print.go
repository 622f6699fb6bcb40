package post

import (
	"html/template"
	"net/http"
	"strings"

	"passend/internal/app"
	"passend/internal/bundle"
	"passend/internal/civil"
	"passend/internal/letter"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

// printAll gives the chosen letters as one PDF: first the list of addresses, for
// the envelopes, then the letters themselves as they are sent.
func printAll(w http.ResponseWriter, r *page.Request, keys []app.LetterKey, t tried) error {
	letters, err := r.Site.App.DeskLetters(r.Context(), r.P, "afdrukken", keys)
	if err != nil {
		return err
	}
	list, err := letter.PDF(addressList(r, letters))
	if err != nil {
		return err
	}
	papers := []bundle.Paper{{Kind: "pdf", Data: list}}
	for _, l := range letters {
		file, err := letter.PDF(l.Doc)
		if err != nil {
			return err
		}
		papers = append(papers, bundle.Paper{Kind: "pdf", Data: file})
	}
	file, err := bundle.Join(r.Context(), nil, papers)
	if err == bundle.ErrTooLarge {
		t.fault = "Samen zijn deze brieven te groot voor één PDF. Kies er minder."
		return show(w, r, http.StatusUnprocessableEntity, t)
	}
	if err != nil {
		return err
	}
	return send(w, "Post "+r.Site.App.Today().String()+".pdf", file)
}

func addressList(r *page.Request, letters []app.DeskLetter) letter.Document {
	doc := letter.Document{Title: "Adressen", Subject: "Adressen bij de post van " + r.Site.App.Today().Dutch(), Lang: "nl"}
	table := letter.Table{Caption: "Adressen", Head: []letter.Spans{letter.Text("Nr."), letter.Text("Brief"), letter.Text("Naam en adres")}}
	for i, l := range letters {
		address := strings.Join(l.Address, "\n")
		if l.Secret {
			address += "\nGeheim adres: schrijf het met de hand op de envelop."
		}
		if l.Unknown {
			address += "\nEr is geen adres bekend."
		}
		table.Rows = append(table.Rows, []letter.Spans{letter.Text(kit.Getal(i + 1)), letter.Text(l.Title), letter.Text(address)})
	}
	doc.Blocks = letter.Blocks{letter.Paragraph{Spans: letter.Text("Dit blad is voor de enveloppen. Gooi het daarna veilig weg.")}, table}
	if r.Site.App.Demo() {
		doc.Watermark = "DEMONSTRATIE"
	}
	return doc
}

func send(w http.ResponseWriter, name string, file []byte) error {
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
	if _, err := w.Write(file); err != nil {
		panic(http.ErrAbortHandler)
	}
	return nil
}

type letterPage struct {
	kit.Shell
	Letter  kit.Letter
	Address []string
	Secret  bool
	Unknown bool
}

func one(r *page.Request, how string) (app.DeskLetter, error) {
	letters, err := r.Site.App.DeskLetters(r.Context(), r.P, how, []app.LetterKey{{Case: r.PathValue("zaak"), ID: r.PathValue("brief")}})
	if err != nil {
		return app.DeskLetter{}, err
	}
	return letters[0], nil
}

func readLetter(w http.ResponseWriter, r *page.Request) error {
	l, err := one(r, "lezen")
	if err != nil {
		return err
	}
	p := letterPage{Shell: r.Shell(l.Title, kit.Link{Text: "Post", Href: r.To("/brieven")}, kit.Link{Text: l.Title}), Address: l.Address, Secret: l.Secret, Unknown: l.Unknown}
	p.Letter = kit.Letter{Title: l.Title, To: l.ToName, Body: template.HTML(letter.HTML(l.Doc)), Download: r.To("/brieven/%s/%s/pdf", l.Case, l.ID),
		Sent: "Nog niet verzonden.", Status: kit.Badge{Text: "Wacht op de post", Tone: kit.Warn}}
	if day, err := civil.ParseDay(l.Posted); err == nil {
		p.Letter.Sent, p.Letter.Status = "Verzonden op "+day.Dutch()+".", kit.Badge{Text: "Verzonden", Tone: kit.Good}
	}
	return r.Render(w, http.StatusOK, pages, "post-letter", p)
}

func letterPDF(w http.ResponseWriter, r *page.Request) error {
	l, err := one(r, "afdrukken")
	if err != nil {
		return err
	}
	file, err := letter.PDF(l.Doc)
	if err != nil {
		return err
	}
	return send(w, "Brief.pdf", file)
}

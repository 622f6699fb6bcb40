package meetings

import (
	"net/http"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type feedPage struct {
	kit.Shell
	Title  kit.Title
	Since  string
	Secret *kit.Copy
	Make   kit.Form
	End    *kit.Form
}

// subscription tells how the meetings come in somebody's own agenda.
func subscription(w http.ResponseWriter, r *page.Request) error {
	return showFeed(w, r, "")
}

func showFeed(w http.ResponseWriter, r *page.Request, secret string) error {
	may, err := r.Site.App.MayFollow(r.Context(), r.P)
	if err != nil || !may {
		if err == nil {
			err = app.ErrNotFound
		}
		return err
	}
	since, err := r.Site.App.FeedSince(r.Context(), r.P)
	if err != nil {
		return err
	}
	title := "Vergaderingen in uw eigen agenda"
	p := feedPage{Shell: r.Shell(title, kit.Link{Text: "Vergaderingen", Href: r.To("/agenda")}, kit.Link{Text: title}),
		Title: kit.Title{Text: title, Lead: "Met een geheim adres leest uw agenda de vergaderingen mee. Er staat niets in over leerlingen: alleen de dag, de tijd en het aantal zaken."},
		Make:  kit.Form{Action: r.To("/agenda-abonnement"), Submit: "Maak een adres", SubmitName: "maak"}}
	p.Notices = r.Notices(w)
	if !since.IsZero() {
		p.Since = "Er is een adres sinds " + kit.Dag(since) + ". Maakt u een nieuw adres, dan werkt het oude niet meer. Het adres stopt vanzelf als uw functie eindigt."
		p.Make.Submit = "Maak een nieuw adres"
		p.End = &kit.Form{ID: "stoppen", Action: r.To("/agenda-abonnement"), Submit: "Stop het adres", SubmitName: "stop", Danger: true}
	}
	if secret != "" {
		p.Secret = &kit.Copy{Label: "Adres", Value: secret}
	}
	return r.Render(w, http.StatusOK, pages, "abonnement", p)
}

func subscribe(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	if r.Value("stop") != "" {
		if err := r.Site.App.EndFeed(r.Context(), r.P); err != nil {
			return err
		}
		return r.Done(w, r.To("/agenda-abonnement"), "Het adres werkt niet meer.")
	}
	if may, err := r.Site.App.MayFollow(r.Context(), r.P); err != nil || !may {
		if err == nil {
			err = app.ErrNotFound
		}
		return err
	}
	secret, err := r.Site.App.MakeFeed(r.Context(), r.P)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return showFeed(w, r, secret)
}

// feed gives the calendar to the program that knows the secret address.
func feed(w http.ResponseWriter, r *page.Request) error {
	text, err := r.Site.App.Feed(r.Context(), r.PathValue("swv"), r.PathValue("geheim"))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	w.Header().Set("Content-Disposition", `inline; filename="vergaderingen.ics"`)
	w.Header().Set("Cache-Control", "private, max-age=900")
	_, err = w.Write(text)
	return err
}

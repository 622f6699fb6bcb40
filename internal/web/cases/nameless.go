package cases

import (
	"net/http"
	"strings"

	"passend/internal/casefile"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

func showNameless(w http.ResponseWriter, r *page.Request) error { return nameless(w, r, attempt{}) }

// nameless asks which question is brought in without saying who the pupil is.
func nameless(w http.ResponseWriter, r *page.Request, try attempt) error {
	kinds, err := r.Site.App.NamelessKinds(r.Context(), r.P)
	if err != nil {
		return err
	}
	p := StartPage{Shell: r.Shell("Zonder naam", kit.Link{Text: "Overzicht", Href: r.Home()}, kit.Link{Text: "Zonder naam"})}
	p.Title = kit.Title{Text: "Een vraag zonder naam", Lead: "U zegt niet wie de leerling is. Schrijf dus ook in de antwoorden geen naam, geboortedatum of adres."}
	p.Empty = kit.Empty{Title: "Dit kan hier niet", Text: "Uw functie brengt geen vragen in zonder de naam van een leerling."}
	field := kit.Field{Kind: kit.Radios, Name: "soort", Label: "Wat wilt u vragen?"}
	for _, kind := range kinds {
		offer(&field, &p.Not, kind)
	}
	if len(field.Options) == 1 {
		field.Value = field.Options[0].Value
	}
	if len(field.Options) > 0 {
		p.Form = kit.Form{Action: r.URL.Path, Fields: []kit.Field{field}, Submit: "Begin", Cancel: &kit.Link{Text: "Terug", Href: r.Home()}}
	}
	if left := page.Problems(p.Form.Fields, try.refusal); try.refusal != nil && (len(left) > 0 || len(try.refusal.Problems) == 0) {
		p.Notices = append(p.Notices, page.RefusalNotice(try.refusal))
	}
	return r.Render(w, try.status(), pages, "start-page", p)
}

func beginNameless(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	chosen := r.Value("soort")
	if chosen == "" {
		return nameless(w, r, attempt{refusal: &casefile.Refusal{Rule: "Kies wat u wilt vragen.",
			Problems: []casefile.Problem{{Kind: "veld", Name: "soort", Text: "Kies een van de mogelijkheden."}}}})
	}
	kind, variant, _ := strings.Cut(chosen, "/")
	res, err := r.Site.App.StartNameless(r.Context(), r.P, kind, variant)
	if err != nil {
		return err
	}
	if res.Refusal != nil {
		return nameless(w, r, attempt{refusal: res.Refusal})
	}
	return r.Done(w, caseTo(r, res.Case), "De vraag is begonnen. Hieronder ziet u wat u nu kunt doen.")
}

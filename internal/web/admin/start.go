package admin

import (
	"net/http"

	"passend/internal/app"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type startPage struct {
	kit.Shell
	Title kit.Title
	Todo  []todo
	Empty kit.Empty
	Parts []part
}

// todo is something that asks for attention, and where to see to it.
type todo struct{ Icon, What, Why, Href, Do string }

// part is a place where something is kept.
type part struct{ Title, Text, Href string }

// start shows what needs attention, and the way to everything else.
func start(w http.ResponseWriter, r *page.Request) error {
	found, err := r.Site.App.Attention(r.Context(), r.P, r.Site.Inviter)
	if err != nil {
		return err
	}
	p := startPage{Shell: shell(r, "Beheer"), Title: kit.Title{Text: "Beheer", Lead: "Alles wat " + r.SWV.Title + " draaiend houdt."},
		Todo: todos(r, found), Parts: parts(r),
		Empty: kit.Empty{Title: "Er is nu niets dat aandacht vraagt", Text: "Mislukte berichten, functies die aflopen en versies die wachten, komen hier te staan."}}
	p.Notices = r.Notices(w)
	return r.Render(w, http.StatusOK, pages, "beheer", p)
}

func todos(r *page.Request, a app.Attention) []todo {
	var all []todo
	if a.Failed > 0 {
		all = append(all, todo{"alert", kit.Meervoud(a.Failed, "bericht is", "berichten zijn") + " niet verzonden", "Kijk wat er misging en probeer het opnieuw.", r.To("/beheer/uitgaand") + "?stand=mislukt", "Bekijk"})
	}
	for _, v := range a.Versions {
		all = append(all, versionTodo(r, v))
	}
	if a.Expired > 0 {
		all = append(all, todo{"hourglass", kit.Meervoud(a.Expired, "uitnodiging is", "uitnodigingen zijn") + " verlopen", "De link is niet op tijd gebruikt.", r.To("/beheer/uitnodigingen"), "Stuur opnieuw"})
	}
	for _, m := range a.Leaving {
		all = append(all, todo{"person", m.Name + " is nog " + m.Function + " tot en met " + kit.Dag(page.DayOf(m.Until)), "Kijk of het werk is overgedragen.", r.To("/beheer/mensen/%s", m.Account), "Bekijk"})
	}
	return append(all, calendarTodos(r, a)...)
}

func versionTodo(r *page.Request, v app.VersionRow) todo {
	t := todo{Icon: "document", Href: r.To("/beheer/procedures/%s", v.Hash), Do: "Bekijk", Why: "Gemaakt door " + v.ByName + " op " + kit.Moment(v.At) + "."}
	switch v.State {
	case app.VersionOffered:
		t.What = "Een versie van de procedures wacht op goedkeuring"
	case app.VersionComing:
		t.What = "Een nieuwe versie van de procedures gaat in op " + kit.Dag(page.DayOf(v.From))
	default:
		t.What = "Een versie van de procedures is nog niet ter goedkeuring gestuurd"
	}
	return t
}

func calendarTodos(r *page.Request, a app.Attention) []todo {
	var all []todo
	if len(a.Unconfirmed) > 0 {
		d := a.Unconfirmed[0]
		all = append(all, todo{"calendar", "Een vrije dag is nog niet bevestigd: " + d.Name + ", " + kit.Dag(d.Day),
			"Zolang niemand het besluit heeft nagekeken, telt deze dag nooit in het voordeel van het samenwerkingsverband.", r.To("/beheer/kalender") + "?jaar=" + jaar(d.Day.Year()), "Kijk na"})
	}
	if a.NoHolidays != 0 {
		all = append(all, todo{"calendar", "De schoolvakanties van " + a.NoHolidays.String() + " zijn nog niet bekend", "Termijnen in schoolweken kunnen dan niet goed worden berekend.", r.To("/beheer/kalender"), "Vul aan"})
	}
	return all
}

// parts are the places that the function may open.
func parts(r *page.Request) []part {
	var all []part
	add := func(right, title, text, path string) {
		if r.P.Can(right) {
			all = append(all, part{title, text, r.To("") + path})
		}
	}
	add("mensen beheren", "Mensen", "Wie heeft welke functie? Nodig iemand uit, geef of beëindig een functie, help wie niet meer kan inloggen.", "/beheer/mensen")
	add("mensen beheren", "Uitnodigingen", "Wie is uitgenodigd en heeft nog geen account?", "/beheer/uitnodigingen")
	add("mensen beheren", "Werk overdragen", "Iemand gaat weg of is met verlof: geef al het werk in één keer aan een ander.", "/overdragen")
	add("mensen beheren", "Scholen en besturen", "Scholen, besturen en voorscholen met hun gegevens.", "/beheer/organisaties")
	add("procedures beheren", "Procedures", "De tekst waar het samenwerkingsverband mee werkt, met alle versies.", "/beheer/procedures")
	add("procedures beheren", "Voorbeelden van brieven", "Elke brief zoals die eruitziet, met verzonnen gegevens.", "/beheer/brieven")
	add("kalender beheren", "Kalender", "Feestdagen, gelijkgestelde dagen en schoolvakanties.", "/beheer/kalender")
	add("uitgaand beheren", "Uitgaand", "Berichten die wachten, die zijn verzonden en die mislukten.", "/beheer/uitgaand")
	return all
}

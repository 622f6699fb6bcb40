package post

import (
	"embed"
	"net/http"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

//go:embed *.html
var files embed.FS

var pages = page.Must(kit.Parse(files, "*.html"))

const desk = "/{swv}/brieven"

// Routes are the pages of the post desk.
func Routes() []page.Route {
	who := page.With("brieven versturen")
	return []page.Route{
		{Method: "GET", Path: desk, Name: "post", Who: who, Handler: showDesk, Nav: &page.Nav{Label: "Post", Order: 60}},
		{Method: "POST", Path: desk, Name: "post verwerken", Who: who, Handler: handle},
		{Method: "GET", Path: desk + "/verzonden", Name: "verzonden post", Who: who, Handler: posted},
		{Method: "GET", Path: desk + "/{zaak}/{brief}", Name: "brief op de post", Who: who, Handler: readLetter},
		{Method: "GET", Path: desk + "/{zaak}/{brief}/pdf", Name: "brief op de post als pdf", Who: who, Handler: letterPDF},
	}
}

// soonDays is how many days before the last day a letter is nearly late.
const soonDays = 2

type deskPage struct {
	kit.Shell
	Title   kit.Title
	Stats   kit.Stats
	Rows    []deskRow
	More    bool
	Day     kit.Field
	Action  string
	Errors  kit.ErrorSummary
	Empty   kit.Empty
	Failing []failure
}

// deskRow is a letter that waits.
type deskRow struct {
	ID, Value, Title, Href, About string
	Address                       []string
	Secret, Unknown, Decision     bool
	Chosen                        bool
	Due                           kit.Due
}

// failure is a letter that could not be recorded as posted.
type failure struct{ Title, Why string }

// tried is what was chosen and typed, and what was wrong with it.
type tried struct {
	chosen   []string // nil: all
	day      string
	dayFault string
	fault    string
	failing  map[app.LetterKey]string
}

func showDesk(w http.ResponseWriter, r *page.Request) error {
	return show(w, r, http.StatusOK, tried{day: typedDay(r.Site.App.Today())})
}

func show(w http.ResponseWriter, r *page.Request, status int, t tried) error {
	letters, more, err := r.Site.App.Desk(r.Context(), r.P)
	if err != nil {
		return err
	}
	p := deskPage{Shell: r.Shell("Post"), More: more, Action: r.To("/brieven"), Stats: stats(letters, r.Site.App.Today()),
		Title: kit.Title{Text: "Post", Lead: "Deze brieven wachten om te worden geprint en op de post te gaan.",
			More: []kit.Action{{Label: "Wat is verzonden", Href: r.To("/brieven/verzonden")}}},
		Empty: kit.Empty{Title: "Er ligt geen post klaar", Text: "Een nieuwe brief die per post moet, komt hier vanzelf te staan."}}
	p.Shell.Notices = r.Notices(w)
	p.Day = kit.Field{Kind: kit.DateField, Name: "dag", Label: "Op welke dag gaan of gingen de brieven op de post?", Value: t.day, Error: t.dayFault,
		Hint: "De termijn om bezwaar te maken begint de dag daarna. Schrijf dag, maand en jaar: dd-mm-jjjj"}
	if t.fault != "" {
		p.Errors = kit.ErrorSummary{Title: t.fault, Items: []kit.Link{{Text: t.fault, Href: "#brief-1"}}}
	} else {
		p.Errors = kit.Summary([]kit.Field{p.Day})
	}
	for i, l := range letters {
		p.Rows = append(p.Rows, row(r, l, i, t))
		if why := t.failing[l.Key()]; why != "" {
			p.Failing = append(p.Failing, failure{l.Title + " aan " + l.ToName, why})
		}
	}
	return r.Render(w, status, pages, "post", p)
}

func stats(letters []app.DeskLetter, today civil.Day) kit.Stats {
	late, soon := 0, 0
	for _, l := range letters {
		switch due := dueOf(l, today); due.State {
		case kit.DueLate:
			late++
		case kit.DueSoon:
			soon++
		}
	}
	s := kit.Stats{Label: "Post die wacht", Items: []kit.Stat{{Label: "Wacht op de post", Value: kit.Getal(len(letters))},
		{Label: "Bijna te laat", Value: kit.Getal(soon)}, {Label: "Te laat", Value: kit.Getal(late)}}}
	if soon > 0 {
		s.Items[1].Tone = kit.Warn
	}
	if late > 0 {
		s.Items[2].Tone = kit.Bad
	}
	return s
}

func dueOf(l app.DeskLetter, today civil.Day) kit.Due {
	last, err := civil.ParseDay(l.Latest)
	if err != nil {
		return kit.Due{}
	}
	return kit.DueOn(last, today, soonDays)
}

func row(r *page.Request, l app.DeskLetter, i int, t tried) deskRow {
	made, _ := civil.ParseDay(l.Made)
	value := l.Case + "/" + l.ID
	return deskRow{ID: "brief-" + kit.Getal(i+1), Value: value, Title: l.Title, Href: r.To("/brieven/%s/%s", l.Case, l.ID),
		About: strings.TrimPrefix(l.Number+" · gemaakt op "+made.Dutch(), " · "), Address: l.Address, Secret: l.Secret, Unknown: l.Unknown,
		Decision: l.Decision, Chosen: t.chosen == nil || slices.Contains(t.chosen, value), Due: dueOf(l, r.Site.App.Today())}
}

// handle prints the chosen letters, or records that they were posted.
func handle(w http.ResponseWriter, r *page.Request) error {
	if err := r.ReadForm(w); err != nil {
		return err
	}
	t := tried{chosen: r.PostForm["brief"], day: r.Value("dag")}
	keys := keysOf(t.chosen)
	if len(keys) == 0 {
		t.chosen, t.fault = []string{}, "Kies ten minste één brief."
		return show(w, r, http.StatusUnprocessableEntity, t)
	}
	if r.Value("doe") == "afdrukken" {
		return printAll(w, r, keys, t)
	}
	return record(w, r, keys, t)
}

func keysOf(values []string) []app.LetterKey {
	var keys []app.LetterKey
	for _, v := range values {
		if caseID, id, ok := strings.Cut(v, "/"); ok {
			keys = append(keys, app.LetterKey{Case: caseID, ID: id})
		}
	}
	return keys
}

func record(w http.ResponseWriter, r *page.Request, keys []app.LetterKey, t tried) error {
	day, text := readDay(t.day)
	if text != "" {
		t.dayFault = text
		return show(w, r, http.StatusUnprocessableEntity, t)
	}
	all, err := r.Site.App.PostLetters(r.Context(), r.P, day, keys)
	if err != nil {
		return err
	}
	done, terms := 0, 0
	t.failing = map[app.LetterKey]string{}
	t.chosen = []string{}
	for _, one := range all {
		if one.Refusal != nil {
			t.failing[one.Key] = one.Refusal.Rule
			t.chosen = append(t.chosen, one.Key.Case+"/"+one.Key.ID)
			continue
		}
		done, terms = done+1, terms+one.Terms
	}
	if len(t.failing) > 0 {
		t.dayFault = firstOf(all)
		return show(w, r, http.StatusUnprocessableEntity, t)
	}
	return r.Done(w, r.To("/brieven"), sentence(done, terms, day))
}

func firstOf(all []app.Posting) string {
	for _, one := range all {
		if one.Refusal != nil {
			return one.Refusal.Rule
		}
	}
	return ""
}

func sentence(done, terms int, day civil.Day) string {
	text := "Vastgelegd: 1 brief ging op " + day.Dutch() + " op de post."
	if done != 1 {
		text = "Vastgelegd: " + kit.Getal(done) + " brieven gingen op " + day.Dutch() + " op de post."
	}
	if terms > 0 {
		text += " De dag daarna begint voor " + kit.Meervoud(terms, "geadresseerde", "geadresseerden") + " de termijn om bezwaar te maken."
	}
	return text
}

func readDay(typed string) (civil.Day, string) {
	text, problem := casefile.Canonical(procedure.Field{Type: "datum"}, typed)
	if problem != "" {
		return 0, problem
	}
	day, err := civil.ParseDay(text)
	if err != nil {
		return 0, "Vul de dag in waarop de brieven op de post gingen."
	}
	return day, ""
}

// typedDay is a day the way people type it.
func typedDay(d civil.Day) string {
	iso := d.String()
	return iso[8:] + "-" + iso[5:7] + "-" + iso[:4]
}

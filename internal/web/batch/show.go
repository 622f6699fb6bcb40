package batch

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/procedure"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type showPage struct {
	kit.Shell
	Title   kit.Title
	Stats   kit.Stats
	Faulty  []faultyRow
	Signs   []signPanel
	Filters kit.Filters
	Cases   []caseRow
	More    int // cases that are not shown
	Empty   kit.Empty
	Actions []actionButton
	Form    string // address of what is done together
	Back    string
	Links   []kit.Link
}

type faultyRow struct {
	Line   int
	Href   string
	Faults []string
}

type signPanel struct {
	Title, Text string
	Form        kit.Form
}

// caseRow is one pupil, with what the criteria say.
type caseRow struct {
	Value, ID, Name, Href, About string
	Verdict                      kit.Badge
	Because                      string
	Grounds, Flips, Notices      []string
	Missing                      []string
	FillHref                     string
	Phase, Number                string
	Registered                   *kit.Badge
}

type actionButton struct {
	Name, Label string
	Count       int
}

// most is how many pupils stand on one screen.
const most = 200

func show(w http.ResponseWriter, r *page.Request) error {
	v, err := r.Site.App.Batch(r.Context(), r.P, r.PathValue("reeks"))
	if err != nil {
		return err
	}
	path := r.To("/aanleveren/reeks/%s", v.ID)
	p := around(w, r, v, path, v.OrgName+", schooljaar "+schoolYear(v.Year))
	for _, f := range v.Faulty {
		p.Faulty = append(p.Faulty, faultyOf(path, f))
	}
	for _, s := range v.Signs {
		p.Signs = append(p.Signs, signOf(path, s))
	}
	if slices.ContainsFunc(v.Cases, func(c app.BatchCase) bool { return c.Grant != nil }) {
		p.Links = []kit.Link{{Text: "Alle besluiten en verklaringen (ZIP)", Href: path + "/documenten"}, {Text: "Gegevens om over te nemen in BRON (CSV)", Href: path + "/bron"}}
	}
	return r.Render(w, http.StatusOK, pages, "reeks", p)
}

// meeting shows the cases of one kind of all schools, for who discusses and
// decides them.
func meeting(w http.ResponseWriter, r *page.Request) error {
	v, err := r.Site.App.BatchesTogether(r.Context(), r.P, r.PathValue("soort"))
	if err != nil {
		return err
	}
	p := around(w, r, v, r.To("/aanleveren/soort/%s", v.Proc.ID), "Alle scholen, dit schooljaar")
	return r.Render(w, http.StatusOK, pages, "reeks", p)
}

var choices = []string{"toon", "fase", "school"}

func around(w http.ResponseWriter, r *page.Request, v app.BatchView, path, lead string) showPage {
	p := showPage{Shell: r.Shell(v.Proc.Title, kit.Link{Text: "Aanleveren", Href: r.To("/aanleveren")}, kit.Link{Text: v.Proc.Title}),
		Title: kit.Title{Text: v.Proc.Title, Lead: lead}, Form: r.To("/aanleveren/samen")}
	p.Wide = true
	p.Notices = r.Notices(w)
	l := r.Asked(path, choices...)
	p.Back = l.With("", "")
	p.Stats = stats(l, v)
	p.Filters = filters(l, v)
	shown := slices.DeleteFunc(slices.Clone(v.Cases), func(c app.BatchCase) bool { return !fits(l, c) })
	slices.SortStableFunc(shown, func(a, b app.BatchCase) int { return strings.Compare(a.School, b.School) })
	if p.More = len(shown) - most; p.More > 0 {
		shown = shown[:most]
	}
	for _, c := range shown {
		p.Cases = append(p.Cases, rowOf(r, v, c))
	}
	p.Empty = kit.Empty{Title: "Hier staan geen leerlingen", Text: "Kies minder filters, of lever een rekenblad aan."}
	p.Actions = actions(v.Proc, shown, r.P)
	return p
}

// shows are the choices of what to look at.
var shows = []struct {
	value, label string
	fits         func(app.BatchCase) bool
}{
	{"duidelijk", "Criteria passen", func(c app.BatchCase) bool { return c.Clear }},
	{"tegenstrijdig", "Criteria tegenstrijdig", func(c app.BatchCase) bool { return c.Contrary }},
	{"opvallend", "Er wordt iets aangewezen", func(c app.BatchCase) bool { return len(c.Notices) > 0 }},
	{"aanvullen", "Nog aan te vullen", func(c app.BatchCase) bool { return len(c.Missing) > 0 }},
	{"bron", "Nog niet in BRON", unregistered},
}

func unregistered(c app.BatchCase) bool {
	return c.Grant != nil && c.Registered != "geregistreerd" && c.Registered != "niet nodig"
}

func fits(l page.List, c app.BatchCase) bool {
	for _, s := range shows {
		if l.Get("toon") == s.value && !s.fits(c) {
			return false
		}
	}
	return (l.Get("fase") == "" || l.Get("fase") == c.Phase) && (l.Get("school") == "" || l.Get("school") == c.School)
}

func stats(l page.List, v app.BatchView) kit.Stats {
	s := kit.Stats{Items: []kit.Stat{{Label: "Leerlingen", Value: kit.Getal(len(v.Cases))}}}
	base := page.List{Path: l.Path}
	for _, x := range shows {
		n := 0
		for _, c := range v.Cases {
			if x.fits(c) {
				n++
			}
		}
		tone := kit.Neutral
		if n > 0 && x.value != "duidelijk" {
			tone = kit.Warn
		}
		s.Items = append(s.Items, kit.Stat{Label: x.label, Value: kit.Getal(n), Tone: tone, Href: base.With("toon", x.value)})
	}
	return s
}

func filters(l page.List, v app.BatchView) kit.Filters {
	var look, phases, schools []kit.Option
	for _, s := range shows {
		look = append(look, kit.Option{Value: s.value, Label: s.label})
	}
	for _, f := range v.Proc.Phases {
		if slices.ContainsFunc(v.Cases, func(c app.BatchCase) bool { return c.Phase == f.Name }) {
			phases = append(phases, kit.Option{Value: f.Name, Label: f.Title})
		}
	}
	for _, c := range v.Cases {
		if !slices.ContainsFunc(schools, func(o kit.Option) bool { return o.Value == c.School }) {
			schools = append(schools, kit.Option{Value: c.School, Label: c.School})
		}
	}
	fields := []kit.Field{l.Choice("toon", "Toon", "Alle leerlingen", look), l.Choice("fase", "Waar de aanvraag is", "Overal", phases)}
	if len(schools) > 1 {
		fields = append(fields, l.Choice("school", "School", "Alle scholen", schools))
	}
	f := kit.Filters{Action: l.Path, Fields: fields, Chips: l.Chips(fields)}
	if len(f.Chips) > 0 {
		f.Clear = l.Path
	}
	return f
}

func faultyOf(path string, f app.FaultyRow) faultyRow {
	row := faultyRow{Line: f.Line, Href: path + "/regel/" + f.ID}
	for _, x := range f.Faults {
		text := strings.TrimSpace(x.What + " " + x.Mend)
		if x.Column != "" {
			text = "Kolom “" + x.Column + "”: " + text
		}
		if x.Written != "" {
			text += " Er stond: “" + x.Written + "”."
		}
		row.Faults = append(row.Faults, text)
	}
	return row
}

func signOf(path string, s app.BatchSigning) signPanel {
	return signPanel{Title: s.Title, Text: s.Text, Form: kit.Form{Action: path + "/tekenen", Submit: "Onderteken voor " + kit.Meervoud(len(s.Cases), "leerling", "leerlingen"),
		Hidden: []kit.Hidden{{Name: "handtekening", Value: s.Name}, {Name: "gezien", Value: s.Digest}}}}
}

func rowOf(r *page.Request, v app.BatchView, c app.BatchCase) caseRow {
	row := caseRow{Value: fmt.Sprintf("%s:%d", c.Case, c.Version), ID: "z-" + c.Case, Name: c.Name, Href: r.To("/zaken/%s", c.Case), About: "geboren " + kit.DagKort(c.Birth),
		Because: app.Capital(c.Because), Grounds: c.Grounds, Flips: c.Flips, Notices: c.Notices, Phase: c.PhaseTitle, Verdict: verdict(c)}
	if v.ID == "" {
		row.About += " · " + c.School
	}
	for _, o := range c.Others {
		row.About += " · " + o
	}
	for _, m := range c.Missing {
		row.Missing = append(row.Missing, m.Title)
	}
	for _, s := range c.Unsigned {
		row.Missing = append(row.Missing, "handtekening "+s)
	}
	if c.Editable && v.May && len(c.Missing) > 0 {
		row.FillHref = r.To("/aanleveren/leerling/%s", c.Case)
	}
	if c.Grant != nil {
		row.Number = c.Grant.Number
		row.Registered = &kit.Badge{Text: "Nog niet in BRON", Tone: kit.Warn}
		if !unregistered(c) {
			row.Registered = &kit.Badge{Text: "In BRON", Tone: kit.Good}
		}
	}
	return row
}

func verdict(c app.BatchCase) kit.Badge {
	b := kit.Badge{Text: app.Capital(c.Verdict), Tone: kit.Info}
	switch {
	case c.Contrary:
		b.Tone = kit.Warn
	case c.Clear:
		b.Tone = kit.Good
	}
	if b.Text == "" {
		b.Text = "Nog niet te zeggen"
	}
	return b
}

// registering is what a school does with what was granted; it is no action of the
// procedure.
const registering = "geregistreerd in bron"

// actions are what this person can do now for some of the cases that are shown.
func actions(proc *procedure.Procedure, shown []app.BatchCase, p app.Principal) []actionButton {
	var all []actionButton
	for _, name := range append([]string{proc.Intake.HandIn}, proc.Intake.Together...) {
		n := 0
		for _, c := range shown {
			if slices.Contains(c.Offers, name) {
				n++
			}
		}
		if a, ok := casefile.ActionOf(proc, name); ok && n > 0 {
			all = append(all, actionButton{name, labelOf(a), n})
		}
	}
	n := 0
	for _, c := range shown {
		if unregistered(c) {
			n++
		}
	}
	if n > 0 && p.OrgKind == "school" && p.Can("zaak starten") {
		all = append(all, actionButton{registering, "Ik heb dit in BRON geregistreerd", n})
	}
	return all
}

func labelOf(a procedure.Action) string {
	if a.Label != "" {
		return a.Label
	}
	return app.Capital(a.Name)
}

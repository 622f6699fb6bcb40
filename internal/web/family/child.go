package family

import (
	"net/http"
	"slices"
	"strings"

	"passend/internal/app"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/web/cases"
	"passend/internal/web/kit"
	"passend/internal/web/page"
)

type childPage struct {
	kit.Shell
	Title   kit.Title
	Running []childCase
	Closed  []childCase
	Empty   kit.Empty
	Looks   []look
	All     string // who looked, all of it
	Contact kit.Facts
}

// childCase is a case as a parent sees it.
type childCase struct {
	Title, Number, Href string
	State               kit.Badge
	Turn                string // whose turn it is
	Yours               bool
	Now                 string // what happens now
	Due                 kit.Due
	DueWhy, DueHref     string
	Main                *kit.Action
	Can                 []choice
	Next                []kit.Step
	Outcome             string
	OutcomeNext         string
	Grants              []kit.Fact
	Letters             []letterLine
	Told                []told
}

// choice is something the parent can do.
type choice struct{ Text, Href, About string }

// letterLine is a letter to the parent.
type letterLine struct{ Title, Href, PDF, Sent, Until string }

// told is something that was told to the parent.
type told struct {
	Day           civil.Day
	Subject, Text string
}

// child is the page on which a parent begins.
func child(w http.ResponseWriter, r *page.Request) error {
	p := childPage{Empty: kit.Empty{Title: "Er loopt nu niets", Text: "Begint de school iets voor uw kind, dan ziet u dat hier. Hebt u een vraag? Stel die aan de school."}}
	found, err := r.Site.App.Child(r.Context(), r.P, func(c *app.Case) error {
		one, err := caseOf(r, c)
		if c.S.Closed == nil {
			p.Running = append(p.Running, one)
		} else {
			p.Closed = append(p.Closed, one)
		}
		return err
	})
	if err != nil {
		return err
	}
	p.Shell = r.Shell(found.Pupil.FullName())
	p.Notices = append(r.Notices(w), grownUp(r, found.Pupil)...)
	p.Title = kit.Title{Above: "Mijn kind", Text: found.Pupil.FullName(), Lead: lead(found.Pupil)}
	onePrimary(p.Running)
	p.Looks, p.All, p.Contact = lookLines(found.Looks), r.To("/wie-keek"), contact(r, found)
	return r.Render(w, http.StatusOK, pages, "child", p)
}

func lead(p app.Pupil) string {
	text := "Geboren op " + kit.Dag(day(p.Birth))
	if p.OrgName != "" {
		text += " · " + p.OrgName
	}
	return text
}

// grownUp tells from when the child decides along.
func grownUp(r *page.Request, p app.Pupil) []kit.Notice {
	if !p.Older(16, r.Site.App.Today()) {
		return nil
	}
	return []kit.Notice{{Tone: kit.Info, Title: "Uw kind is 16 jaar of ouder.",
		Text: "Vanaf 16 jaar beslist uw kind zelf over de eigen gegevens. Uw kind mag vragen wat er in het dossier staat, en mag zeggen dat u niet meer meekijkt. Bespreek dit samen en met de school."}}
}

// onePrimary leaves one button that stands out: the first.
func onePrimary(all []childCase) {
	found := false
	for i := range all {
		if m := all[i].Main; m != nil {
			m.Weight = kit.Primary
			if found {
				m.Weight = kit.Secondary
			}
			found = true
		}
	}
}

func caseOf(r *page.Request, c *app.Case) (childCase, error) {
	g, err := cases.GlanceAt(r, c)
	if err != nil {
		return childCase{}, err
	}
	h := g.Header
	out := childCase{Title: c.W.Proc.Title, Number: c.S.Started.Number, Href: to(r, c, ""), State: h.Phase, Turn: h.ActorText(), Yours: h.Yours,
		Now: c.ParentSentence(), Due: h.Due, DueWhy: h.Why, DueHref: h.WhyHref, Main: h.Main, Letters: letters(r, c), Told: toldTo(c)}
	if c.S.Closed != nil {
		out.Turn, out.Now, out.Main = "", "", nil
	}
	out.Can = can(r, c, g)
	out.Next = next(g.Steps.Items)
	if o := g.Outcome; o != nil {
		out.Outcome, out.OutcomeNext, out.Grants = o.Title, o.Next, o.Grants
	}
	return out, nil
}

func to(r *page.Request, c *app.Case, rest string) string {
	return r.To("/zaken/%s", c.S.ID) + rest
}

// can lists what the parent can do in this case, beside the button.
func can(r *page.Request, c *app.Case, g cases.Glance) []choice {
	var all []choice
	if c.S.Closed == nil && c.View.Form && len(c.FormFields()) > 0 {
		all = append(all, choice{"Schrijf wat u ervan vindt", to(r, c, "/formulier"), "U leest de aanvraag en schrijft uw mening erbij."})
	}
	if c.SignsNow() {
		all = append(all, choice{"Lees en onderteken", to(r, c, "/handtekeningen"), "U tekent alleen voor wat u hebt gelezen."})
	}
	for _, o := range g.Choices {
		if o.Refused == "" {
			all = append(all, choice{o.Label, o.Href, o.Help})
		}
	}
	if c.View.Documents && len(c.Documents()) > 0 {
		all = append(all, choice{"Bekijk de documenten", to(r, c, "/documenten"), ""})
	}
	if c.S.Closed == nil && c.View.Messages {
		all = append(all, choice{"Stel een vraag", to(r, c, "/berichten"), "Aan de school of aan het samenwerkingsverband."})
	}
	return slices.DeleteFunc(all, func(x choice) bool { return g.Header.Main != nil && x.Href == g.Header.Main.Href })
}

// next are the steps that come after this one.
func next(steps []kit.Step) []kit.Step {
	i := slices.IndexFunc(steps, func(s kit.Step) bool { return s.State == kit.StepNow })
	if i < 0 {
		return nil
	}
	return steps[i+1:]
}

// letters are those to this parent, the latest first.
func letters(r *page.Request, c *app.Case) []letterLine {
	var all []letterLine
	for _, l := range slices.Backward(c.Letters()) {
		line := letterLine{Title: l.Title, Href: to(r, c, "/brieven/"+l.ID), PDF: to(r, c, "/brieven/"+l.ID+"/pdf"), Sent: "Deze brief gaat nog op de post."}
		if !l.Posted.IsZero() {
			line.Sent = "Met de post verstuurd op " + kit.Dag(l.Posted) + "."
			if l.Means == "elektronisch" {
				line.Sent = "Hier klaargezet op " + kit.Dag(l.Posted) + "."
			}
		}
		line.Until = objection(c, l)
		all = append(all, line)
	}
	return all
}

// objection says until when the parent can object to a decision.
func objection(c *app.Case, l casefile.LetterState) string {
	for _, t := range casefile.Terms(c.W, c.S) {
		if l.Decision && t.Key == l.To && t.Key != "" && t.Running {
			return "Bent u het niet eens met dit besluit? U kunt bezwaar maken tot en met " + kit.Dag(t.End) + "."
		}
	}
	return ""
}

// mostTold is how many messages stand with a case.
const mostTold = 3

// toldTo are the latest messages to the parent.
func toldTo(c *app.Case) []told {
	var all []told
	for _, e := range slices.Backward(c.S.History) {
		d, ok := e.Data.(casefile.Told)
		if ok && slices.Contains(c.View.Roles, d.To) && len(all) < mostTold {
			all = append(all, told{civil.DayOf(e.At), d.Subject, d.Text})
		}
	}
	return all
}

// contact is how the parent is known, in short.
func contact(r *page.Request, found app.Child) kit.Facts {
	c := found.Carer
	f := kit.Facts{Title: "Zo kennen wij u", Items: carerFacts(c),
		Main: &kit.Action{Label: "Mijn gegevens", Href: r.To("/mijn-gegevens"), Weight: kit.Subtle}}
	return f
}

func carerFacts(c app.Carer) []kit.Fact {
	address := strings.Trim(c.Address+", "+strings.TrimSpace(c.Postcode+" "+c.Place), ", ")
	if c.Secret && address != "" {
		address += " (geheim)"
	}
	electronic := "Per post"
	if c.Electronic {
		electronic = "Digitaal"
		if c.Since != "" {
			electronic += ", sinds " + kit.Dag(day(c.Since))
		}
	}
	return []kit.Fact{{Label: "Naam", Value: c.Name}, {Label: "Adres", Value: orDash(address)}, {Label: "E-mail", Value: orDash(c.Email)},
		{Label: "Telefoon", Value: orDash(c.Phone)}, {Label: "Besluiten komen", Value: electronic}}
}

func orDash(text string) string {
	if text == "" {
		return "Niet bekend"
	}
	return text
}

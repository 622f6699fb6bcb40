package demo

import (
	"math/rand/v2"

	"passend/internal/app"
	"passend/internal/civil"
)

func init() { written["koers-vo"] = planKoers }

// koers plans what is shown of Koers VO: pupils at home over a year, consults,
// and what may follow on them.
type koers struct {
	cast  *Cast
	today civil.Day
	r     *rand.Rand // of the pupil in hand
	tales []tale
}

func planKoers(cast *Cast, today civil.Day, seed int64) []tale {
	p := &koers{cast: cast, today: today}
	seen := map[string]int{}
	for _, pupil := range cast.Pupils {
		n := seen[pupil.Org]
		seen[pupil.Org]++
		p.r = source(seed, "verhaal", pupil.ID)
		if pupil.SchoolType == "vo" && pupil.Enrolled {
			p.ordinary(pupil, n)
		}
	}
	return p.tales
}

func (p *koers) add(pupil app.Pupil, chapters ...chapter) {
	p.tales = append(p.tales, tale{pupil: pupil, chapters: chapters})
}

func (p *koers) ago(least, most int) civil.Day {
	return p.today.AddDays(-least - p.r.IntN(most-least+1))
}

// ordinary: each school has some of every kind.
func (p *koers) ordinary(pupil app.Pupil, n int) {
	switch n % 9 {
	case 0:
		p.atHome(pupil, 8+p.r.IntN(9), false) // reported, and still short
	case 1:
		p.atHome(pupil, 22+p.r.IntN(8), false) // nearly four weeks
	case 2:
		p.atHome(pupil, 45+p.r.IntN(60), true) // over it, and the consulent is there
	case 3:
		p.wasAtHome(pupil)
	case 4:
		p.consult(pupil, "bij de consulent", p.ago(3, 20))
	case 5:
		p.placed(pupil)
	case 6:
		p.declared(pupil)
	case 7:
		p.ill(pupil)
	case 8:
		p.consult(pupil, "", p.ago(30, 200))
	}
}

func period(from, until civil.Day, kind string) map[string]string {
	v := map[string]string{"vanaf welke dag": from.String(), "soort verzuim": kind}
	if !until.IsZero() {
		v["tot en met welke dag"] = until.String()
	}
	return v
}

// report is a pupil at home since a day, reported within the week.
func (p *koers) report(since civil.Day, kind string) Story {
	return Story{Procedure: "thuiszitter", Slow: 2, Pace: map[string]int{"melden": 1, "thuis": 400}, Values: map[string]string{
		"besproken op": since.AddDays(2).String(), "ouders weten ervan op": since.AddDays(1).String(), "bpo erbij": "ja"},
		Journal: map[string][]Entry{"melden": {{"verzuim", 0, period(since, 0, kind)}}}}
}

func (p *koers) atHome(pupil app.Pupil, days int, called bool) {
	since := p.today.AddDays(-days)
	s := p.report(since, "ongeoorloofd")
	if p.r.IntN(3) == 0 {
		s.Journal["melden"] = append([]Entry{{"verzuim", 0, period(since.AddDays(-12), since.AddDays(-8), "ziekte")}}, s.Journal["melden"]...)
	}
	first := chapter{story: s, from: since.AddDays(3)}
	if !called {
		p.add(pupil, first)
		return
	}
	consult := p.asks("dreigend afstromen of uitvallen")
	consult.Pace["bij de consulent"] = 400
	s.Until, first.story.Until = "thuis", "thuis"
	p.add(pupil, first, chapter{story: consult, from: since.AddDays(9), opens: "consulent inschakelen"})
}

// wasAtHome is a report of some months ago that is over.
func (p *koers) wasAtHome(pupil app.Pupil) {
	since := p.ago(90, 340)
	back := since.AddDays(20 + p.r.IntN(45))
	s := p.report(since, "ongeoorloofd")
	s.Pace["thuis"] = 1
	s.Journal["thuis"] = []Entry{{"verzuim", back.Sub(since), period(back, 0, "weer op school")}}
	s.Choices = map[string]string{"thuis": "afronden"}
	s.Values["hoe afgelopen"] = pick(p.r, []string{"terug op school", "terug op school", "andere onderwijsplek", "vrijstelling"})
	p.add(pupil, chapter{story: s, from: since.AddDays(3)})
}

// ill is a report without an end that does not count.
func (p *koers) ill(pupil app.Pupil) {
	since := p.ago(70, 90)
	p.add(pupil, chapter{story: p.report(since, "ziekte"), from: since.AddDays(4)})
}

func (p *koers) asks(reason string) Story {
	return Story{Procedure: "consult", Slow: 3, Pace: map[string]int{}, Choices: map[string]string{}, Values: map[string]string{
		"reden": reason, "bpo erbij": "ja", "leerling gehoord": "ja", "advies over": "de aanpak op school"}, Before: map[string][]string{}}
}

var koersReasons = []string{"zorgen en nog geen oplossing", "met de BPO nog op zoek naar de aanpak", "inzet van de expertisepool gewenst",
	"dreigend afstromen of uitvallen", "een andere plek lijkt beter te passen"}

func (p *koers) consult(pupil app.Pupil, until string, from civil.Day) {
	s := p.asks(pick(p.r, koersReasons))
	if until != "" {
		s.Pace[until] = 400
	}
	p.add(pupil, chapter{story: s, from: from})
}

// placed: the consulent advised a temporary place, and the school applied.
func (p *koers) placed(pupil app.Pupil) {
	s := p.asks("een andere plek lijkt beter te passen")
	s.Values["advies over"], s.Values["past die plek"] = "een tijdelijke plek op het OPDC", "ja"
	from := p.ago(40, 160)
	place := Story{Procedure: "opdc", Slow: 3, Pace: map[string]int{"op het opdc": 400}, Values: map[string]string{"ouders stemmen in": "ja", "leerling gehoord": "ja",
		"gewenste begindag": from.AddDays(30).String(), "plek vanaf": from.AddDays(30).String(), "plek tot en met": from.AddDays(210).String()}}
	p.add(pupil, chapter{story: s, from: from}, chapter{story: place, after: true})
}

// declared: the consulent advised a place in special education, and the school
// asked a declaration.
func (p *koers) declared(pupil app.Pupil) {
	s := p.asks("een andere plek lijkt beter te passen")
	s.Values["advies over"], s.Values["past die plek"] = "een plek in het VSO", pick(p.r, []string{"ja", "ja", "ja", "nee"})
	from := p.ago(20, 120)
	next := civil.SchoolYearOf(p.today).Last().AddDays(1)
	tlv := Story{Procedure: "tlv-vso", Slow: 4, Pace: map[string]int{}, Values: map[string]string{"ouders stemmen in": "ja", "leerling gehoord": "ja", "emb": "nee",
		"gevraagde categorie": "1 (laag)", "terugkeer mogelijk": "nee", "van": next.String(), "ingangsdatum": next.String(), "toelaatbaar": "ja",
		"tot en met": next.AddYears(2).AddDays(-1).String(), "categorie": "1 (laag)"}}
	p.add(pupil, chapter{story: s, from: from}, chapter{story: tlv, after: true})
}

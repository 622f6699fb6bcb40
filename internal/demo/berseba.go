package demo

import (
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"passend/internal/app"
	"passend/internal/civil"
)

func init() { written["berseba"] = planBerseba }

// berseba plans what is shown of Berséba: two regions, with a budget of which
// little is left at one school.
type berseba struct {
	cast  *Cast
	today civil.Day
	r     *rand.Rand
	tales []tale
	turn  map[string]int
}

// mostBerseba is how many pupils something happens to.
const mostBerseba = 48

func planBerseba(cast *Cast, today civil.Day, seed int64) []tale {
	p := &berseba{cast: cast, today: today, turn: map[string]int{}}
	two := cast.SWV.Regions[:2]
	n := 0
	for _, pupil := range cast.Pupils {
		here := pupil.Region == two[0].Name || pupil.Region == two[1].Name
		if !here || pupil.SchoolType != "bao" || n >= mostBerseba {
			continue
		}
		p.r = source(seed, "berseba", pupil.ID)
		p.one(pupil, n)
		n++
	}
	return p.tales
}

func (p *berseba) next(kind string) int {
	p.turn[kind]++
	return p.turn[kind] - 1
}

func (p *berseba) ago(least, most int) civil.Day {
	return p.today.AddDays(-least - p.r.IntN(most-least+1))
}

func (p *berseba) add(pupil app.Pupil, chapters ...chapter) {
	p.tales = append(p.tales, tale{pupil: pupil, chapters: chapters})
}

func (p *berseba) one(pupil app.Pupil, n int) {
	switch n % 8 {
	case 0:
		p.add(pupil, chapter{story: Story{Procedure: "vraag", Variant: "van de school", Slow: 3, Pace: map[string]int{"behandelen": 4 + 200*(n%3%2)}}, from: p.ago(5, 60)})
	case 1, 4:
		p.granted(pupil)
	case 2:
		p.add(pupil, chapter{story: p.arrangement("wacht", 400), from: p.ago(4, 10)})
	case 3, 7:
		p.declaration(pupil)
	case 5:
		p.parent(pupil)
	case 6:
		p.add(pupil, chapter{story: Story{Procedure: "traject", Slow: 4, Pace: map[string]int{"loopt": 400},
			Values: map[string]string{"eerstvolgende evaluatie": p.today.AddDays(20 + p.r.IntN(60)).String()}}, from: p.ago(10, 60)})
	}
}

// arrangement is a request that waits so many days in the commission.
func (p *berseba) arrangement(kind string, waits int) Story {
	n := p.next(kind)
	domain := []string{"gedrag of sociaal-emotionele ontwikkeling", "een lichamelijke beperking", "een cognitieve beperking"}[n%3]
	s := Story{Procedure: "arrangement", Slow: 3, Meets: []string{"commissie"}, Pace: map[string]int{"commissie": waits, "loopt": 400},
		Values: map[string]string{"waarvoor": domain, "uren gevraagd": "ja", "gevraagde uren": []string{"8", "12,5", "20"}[n%3], "geld gevraagd": "nee",
			"besluit over de uren": "toekennen", "reden boven het budget": "", "ouders stemmen in": "ja", "leerling gehoord": "ja",
			"gewenst tot en met": civil.SchoolYearOf(p.today).Last().String(), "tot en met": civil.SchoolYearOf(p.today).Last().String()}}
	s.Values["toegekende uren"] = s.Values["gevraagde uren"]
	if n%3 > 0 {
		maps.Copy(s.Values, map[string]string{"geld gevraagd": "ja", "gevraagd bedrag": "3.200,00", "toegekend bedrag": "3.200,00", "besluit over het geld": []string{"", "toekennen", "afwijzen"}[n%3]})
	}
	return s
}

// granted runs; of some the school asked hours.
func (p *berseba) granted(pupil app.Pupil) {
	first := civil.SchoolYearOf(p.today).First()
	from := max(p.ago(25, 80), first.AddDays(20))
	chapters := []chapter{{story: p.arrangement("toegekend", 0), from: from}}
	if p.next("uren")%3 < 2 {
		ask := Story{Procedure: "ambulante-begeleiding", Slow: 3, Pace: map[string]int{"begeleiden": 400}, Values: map[string]string{"gewenste uren": "6"}}
		chapters = append(chapters, chapter{story: ask, after: true, opens: "ambulante begeleiding vragen"})
	}
	p.add(pupil, chapters...)
}

var bersebaStops = []string{"volledigheid", "advisering", "commissie", "besluit", "plaatsing", "besluit"}

// declaration is a TLV, in the phase of its turn; now and then the commission
// advises against it.
func (p *berseba) declaration(pupil app.Pupil) {
	n := p.next("tlv")
	stop := bersebaStops[n%len(bersebaStops)]
	s := Story{Procedure: "tlv", Slow: 2, Meets: []string{"commissie"}, Pace: map[string]int{stop: 400},
		Values: map[string]string{"gevraagde schoolsoort": "sbo", "schoolsoort": "sbo", "hoe lang": "voor langere tijd", "ouders stemmen in": "ja", "leerling gehoord": "ja",
			"ambulante begeleiding gehad": "ja", "van": p.today.AddDays(40).String(), "ontvangende school": p.special(), "toelaatbaar": "ja",
			"eerste advies.toelaatbaar": "ja", "tweede advies.toelaatbaar": "ja"}}
	if n%3 == 2 {
		maps.Copy(s.Values, map[string]string{"toelaatbaar": "nee", "eerste advies.toelaatbaar": "nee", "tweede advies.toelaatbaar": "nee",
			"grond van het negatieve advies": []string{"dit valt onder de basisondersteuning", "ambulante begeleiding past"}[n%2]})
		s.Choices = map[string]string{"besluit": "niet ondertekenen"}
	}
	s.Until = stop
	p.add(pupil, chapter{story: s, from: p.ago(14, 40)})
}

func (p *berseba) special() string {
	i := slices.IndexFunc(p.cast.Orgs, isSpecial)
	if i < 0 {
		return ""
	}
	return p.cast.Orgs[i].ID
}

// parent is a question that a parent asked by telephone, by name or without.
func (p *berseba) parent(pupil app.Pupil) {
	how := []string{"anoniem", "met naam"}[p.next("ouder")%2]
	s := Story{Procedure: "vraag", Variant: "van een ouder", By: "zorgmakelaar", Slow: 2, Values: map[string]string{"kind zit op school": "ja", "school van het kind": pupil.Org,
		"contact met de school geweest": "nee", "hoe hoort de school het": how, "ouder weet dat de school het hoort": "ja",
		"bericht aan de school": "Een ouder van een leerling van uw school zocht contact met ons over hoe het in de klas gaat."}}
	p.add(pupil, chapter{story: s, from: p.ago(6, 50)})
}

// budgets sets what there is to grant this year: a part for each school of the
// first region, of which the first has next to nothing left.
func (p *Player) budgets(today civil.Day) error {
	who, ok := p.cast.May("budget beheren")
	if !ok {
		return nil
	}
	first := civil.SchoolYearOf(today).First()
	year, _, _ := first.Date()
	p.b.At(first.AddDays(4).Start().Add(10 * time.Hour))
	for _, def := range p.cast.SWV.Budgets {
		set := func(org, amount, hours, reason string) error {
			refusal, err := p.b.FixBudget(who, app.BudgetInput{Name: def.Name, Year: year, Org: org, Amount: amount, Hours: hours, Reason: reason})
			if err == nil && refusal != nil {
				return errStuck{"budget", refusal.Rule}
			}
			return err
		}
		if err := set("", "90.000", "600", "Begroting van dit schooljaar."); err != nil {
			return err
		}
		n := 0
		for _, o := range p.cast.Orgs {
			if o.Kind != "school" || o.Region != p.cast.SWV.Regions[0].Name || isSpecial(o) {
				continue
			}
			amount, hours := "9.600", "90"
			if n == 0 {
				amount, hours = "9.800", "62,5"
			}
			if err := set(o.ID, amount, hours, "Verdeling over de scholen van de regio, naar het aantal leerlingen."); err != nil {
				return err
			}
			n++
		}
	}
	return nil
}

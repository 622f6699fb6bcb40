package demo

import (
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/store"
)

func init() { written["swv-25-05"] = planVO }

// vo plans what is shown of SWV 25-05: what runs on a day, by the month of the
// school year in which it falls.
type vo struct {
	cast  *Cast
	today civil.Day
	// work is today, or in a holiday the last school day: what a school does, it
	// did on or before it.
	work  civil.Day
	loket []civil.Day // its meetings up to today, the latest first
	bag   []civil.Day // those of this school year
	r     *rand.Rand  // of the pupil in hand
	tales []tale
	turn  map[string]int
}

func planVO(cast *Cast, today civil.Day, seed int64) []tale {
	p := &vo{cast: cast, today: today, turn: map[string]int{}}
	p.calendar()
	seen := map[string]int{}
	for _, pupil := range cast.Pupils {
		n := seen[pupil.Org]
		seen[pupil.Org]++
		p.r = source(seed, "verhaal", pupil.ID)
		switch {
		case pupil.SchoolType == "vo":
			p.ordinary(pupil, n)
		case pupil.SchoolType == "vso":
			p.special(pupil, n)
		case pupil.SchoolType == "bao" && p.org(pupil.Org).SchoolType == "vo":
			p.comes(pupil)
		case pupil.SchoolType == "bao":
			p.primary(pupil, n)
		}
	}
	p.r = source(seed, "aanleveren")
	p.nameless()
	p.sheets()
	return p.tales
}

func (p *vo) add(pupil app.Pupil, chapters ...chapter) {
	p.tales = append(p.tales, tale{pupil: pupil, chapters: chapters})
}

func (p *vo) next(kind string) int {
	p.turn[kind]++
	return p.turn[kind] - 1
}

func (p *vo) ago(least, most int) civil.Day { return p.work.AddDays(-least - p.r.IntN(most-least+1)) }

// ordinary: each vo school has some of every kind.
func (p *vo) ordinary(pupil app.Pupil, n int) {
	switch n % 10 {
	case 0, 1, 2, 3:
		p.waiting(pupil)
	case 4:
		p.decided(pupil)
	case 5:
		p.transfer(pupil)
	case 6:
		p.arrangement(pupil)
	case 7:
		p.add(pupil, chapter{story: p.request("adviesvraag", ""), from: p.ago(6, 120)})
	}
}

// transfer is a place outside the school for a while, to come back from.
func (p *vo) transfer(pupil app.Pupil) {
	s := p.request("schakelvoorziening", "")
	from := p.ago(10, 90)
	maps.Copy(s.Values, map[string]string{"motivatie": "te motiveren", "school blijft verantwoordelijk": "ja", "arrangement mogelijk": "ja",
		"welk arrangement": "schakelvoorziening", "wie waren bij het startgesprek": "school\nouders\nleerling", "wie waren bij de evaluatie": "school\nouders"})
	s.Before["op de schakelvoorziening"] = []string{"startgesprek vastleggen", "evaluatie vastleggen"}
	s.Pace["op de schakelvoorziening"] = 45
	p.add(pupil, chapter{story: s, from: from})
}

// voStops are the phases in which a request waits, in turn.
var voStops = []string{"voorbereiden", "volledigheid", "dossieranalyse", "dossieranalyse", "stap 1", "stap 3", "advisering", "besluit", "aanvullen", "opnieuw wegen", "dossieranalyse", "besluit", "evaluaties", "dossieranalyse"}

// voWay are the phases on the way to a decision, with how many days each takes
// beside the wait for the meeting.
var voWay = []struct {
	phase string
	days  int
}{{"voorbereiden", 6}, {"volledigheid", 2}, {"dossieranalyse", 0}, {"bespreken", 0}, {"stap 1", 0}, {"stap 2", 0}, {"stap 3", 0}, {"stap 4", 0}, {"advisering", 0}, {"opnieuw wegen", 0}, {"besluit", 1}}

// inTheMeeting are the phases that come after the case was on a meeting.
var inTheMeeting = []string{"stap 1", "stap 3", "advisering", "besluit", "opnieuw wegen", "evaluaties"}

// waiting is a request that waits in the phase of its turn. What was on a meeting
// waits but shortly: with the latest one long ago it is decided.
func (p *vo) waiting(pupil app.Pupil) {
	n := p.next("wachtend")
	phase, round := voStops[n%len(voStops)], n/len(voStops)
	if round >= p.busy() {
		p.decided(pupil)
		return
	}
	s := p.tlv()
	if n%9 == 4 {
		s.Variant = "naar pro"
		maps.Copy(s.Values, map[string]string{"gevraagde schoolsoort": "pro", "schoolsoort": "pro", "iq": "72"})
	}
	from := p.work.AddDays(-11 - p.r.IntN(3))
	switch {
	case slices.Contains(inTheMeeting, phase):
		from = p.before(p.meeting(round))
		if round > 0 && phase != "besluit" || p.today.Sub(p.meeting(round)) > 14 && phase != "evaluaties" {
			phase = ""
		}
	case phase == "aanvullen":
		from = p.work.AddDays(-16 - p.r.IntN(3))
	case phase == "voorbereiden":
		from = p.work.AddDays(-2 - p.r.IntN(3))
	}
	p.wait(&s, phase)
	p.add(pupil, chapter{story: s, from: from})
}

// wait has a request wait in a phase.
func (p *vo) wait(s *Story, phase string) {
	switch phase {
	case "":
		return
	case "voorbereiden":
		s.Draft = true
	case "aanvullen":
		s.Choices = map[string]string{"volledigheid": "terugsturen"}
		s.Values["aanvullen uiterlijk op"] = p.work.AddDays(7 + p.r.IntN(8)).String()
	case "opnieuw wegen":
		s.Values["tweede advies.toelaatbaar"] = "nee"
	case "evaluaties":
		s.Variant, s.Values["gevraagde schoolsoort"], s.Values["schoolsoort"] = "zij-instroom", "vso", "vso"
		p.higher(s)
	}
	s.Pace[phase] = 400
}

// higher asks a higher category, which brings evaluations.
func (p *vo) higher(s *Story) {
	maps.Copy(s.Values, map[string]string{"gevraagde categorie": "2 (midden)", "meer personeel nodig": "ja", "zelfredzaamheid zeer beperkt": "ja",
		"meer hulp bij adl werken en gedrag": "ja", "aanwezigheid": "90", "hogere categorie is tijdelijk nodig": "nee",
		"hogere categorie of aanvullend budget": "de hogere categorie",
		"eerste evaluatie op":                   p.today.AddDays(90).String(), "tweede evaluatie op": p.today.AddDays(300).String()})
}

// decided is a request of some time ago: granted, refused, or refused and not
// left at that.
func (p *vo) decided(pupil app.Pupil) {
	s := p.tlv()
	switch p.next("besloten") % 6 {
	case 2:
		p.refused(&s)
		p.add(pupil, chapter{story: s, from: p.ago(22, 40)})
	case 5:
		p.refused(&s)
		ask := Story{Procedure: "bezwaar", Slow: 3, Choices: map[string]string{"stappen": "onderbouwing vragen"}, Pace: map[string]int{"stappen": 5}, Until: "opstellen",
			Values: map[string]string{"wie maakt bezwaar": "ouders"}}
		p.add(pupil, chapter{story: s, from: p.ago(45, 60)}, chapter{story: ask, after: true, opens: "bezwaar maken"})
	default:
		p.add(pupil, chapter{story: s, from: p.ago(50, 300)})
	}
}

func (p *vo) refused(s *Story) {
	maps.Copy(s.Values, map[string]string{"extra ondersteuning genoeg": "ja", "eerste advies.toelaatbaar": "nee", "tweede advies.toelaatbaar": "nee",
		"reden van afwijzing": "Een gewone school kan met extra hulp geven wat de leerling nodig heeft."})
	s.Choices = map[string]string{"besluit": "afwijzen"}
}

func (p *vo) arrangement(pupil app.Pupil) {
	variant := []string{"tussen scholen", "vso tijdelijk", "specialistische voorziening"}[p.next("arrangement")%3]
	s := p.request("ondersteuningsarrangement", variant)
	from := p.ago(8, 60)
	maps.Copy(s.Values, map[string]string{"begint op": from.AddDays(20).String(), "eindigt op": from.AddDays(90).String(), "extra ondersteuning is gegeven": "ja",
		"ontvangende school": p.school("vso"), "soort arrangement": variant, "advies van het loket gevraagd": "nee", "extra middelen nodig": "ja", "gevraagd bedrag": "2.450,00"})
	if variant == "tussen scholen" {
		s.Values["ontvangende school"] = p.school("vo")
	}
	s.Pace["loopt"] = 60
	p.add(pupil, chapter{story: s, from: from})
}

// request is a case with what every school answers the same way.
func (p *vo) request(procedure, variant string) Story {
	s := Story{Procedure: procedure, Variant: variant, Slow: 3, Pace: map[string]int{}, Before: map[string][]string{}, Meets: []string{"dossieranalyse", "bespreken"},
		Values: map[string]string{"ouders stemmen in": "ja", "leerling tekent zelf": "ja", "leerling gehoord": "ja", "basisondersteuning genoeg": "nee",
			"extra ondersteuning genoeg": "nee", "arrangement mogelijk": "nee", "plek nodig": "ja", "vergaderd op": onMeeting}}
	for _, w := range voWay {
		s.Pace[w.phase] = w.days
	}
	return s
}

// tlv is a request for a TLV that goes the ordinary way.
func (p *vo) tlv() Story {
	s := p.request("tlv-vso", "zij-instroom")
	s.Before["volledigheid"] = []string{"ontvangst bevestigen"}
	maps.Copy(s.Values, map[string]string{"gevraagde schoolsoort": "vso", "schoolsoort": "vso", "ontvangende school": p.school("vso"),
		"iq": pick(p.r, []string{"78", "92", "98", "104", "111"}), "uitstroombestemming": pick(p.r, []string{"vervolgonderwijs", "arbeid"}), "emb": "nee",
		"terugkeer of uitstroom binnen een jaar": pick(p.r, []string{"nee", "nee", "ja"}), "stabiele kindkenmerken": "nee", "gevraagde categorie": "1 (laag)",
		"eerste advies.toelaatbaar": "ja", "tweede advies.toelaatbaar": "ja", "van": civil.SchoolYearOf(p.today).Last().AddDays(1).String()})
	return s
}

// school is one of a kind.
func (p *vo) school(kind string) string {
	return pick(p.r, p.schools(kind)).ID
}

func (p *vo) schools(kind string) (found []store.OrgRow) {
	for _, o := range p.cast.Orgs {
		if o.SchoolType == kind {
			found = append(found, o)
		}
	}
	return found
}

func (p *vo) org(id string) *store.OrgRow {
	i := slices.IndexFunc(p.cast.Orgs, func(o store.OrgRow) bool { return o.ID == id })
	return &p.cast.Orgs[i]
}

// special: a pupil of a VSO school came there with a TLV, which ends this school
// year or later. From January on, those that end are being renewed.
func (p *vo) special(pupil app.Pupil, n int) {
	before, here := p.org(p.school("vo")), p.org(pupil.Org)
	until := civil.NewDay(civil.SchoolYearOf(p.today).Last().Year()+n%3, time.July, 31)
	from := until.AddYears(-2).AddDays(-150)
	s := p.tlv()
	s.Values["terugkeer of uitstroom binnen een jaar"] = "nee"
	s.Values["van"], s.Values["ingangsdatum"], s.Values["ontvangende school"] = until.AddYears(-2).AddDays(1).String(), until.AddYears(-2).AddDays(1).String(), pupil.Org
	if from.AddDays(40).After(p.today) {
		return
	}
	chapters := []chapter{{story: s, from: from, at: before}}
	back := chapter{story: p.request("adviesvraag", ""), from: p.ago(5, 50), at: here}
	if early := n%6 == 3; n%3 == 0 && (early || n%2 == 0) {
		back.story, back.from = p.renewal(until, early), p.renews(early)
	}
	if back.from.IsZero() {
		back = chapter{}
	}
	if back.at != nil {
		chapters = append(chapters, back)
	}
	p.add(pupil, chapters...)
}

// renewal asks to renew a TLV; early tells that the pupil is known to leave
// before the school year ends.
func (p *vo) renewal(until civil.Day, early bool) Story {
	s := p.request("verlenging-tlv-vso", "")
	s.Before["volledigheid"] = []string{"ontvangst bevestigen"}
	maps.Copy(s.Values, map[string]string{"gevraagde schoolsoort": "vso", "schoolsoort": "vso", "huidige tlv tot en met": until.String(), "huidige categorie": "1 (laag)",
		"iq": "84", "uitstroombestemming": "arbeid", "emb": "nee", "terugkeer of uitstroom binnen een jaar": "nee", "stabiele kindkenmerken": "nee",
		"gevraagde categorie": "1 (laag)", "vroegtijdige uitstroom bekend": "nee", "van": until.AddDays(1).String()})
	if early {
		s.Values["vroegtijdige uitstroom bekend"], s.Values["verwachte uitstroom op"] = "ja", until.AddDays(120).String()
	}
	return s
}

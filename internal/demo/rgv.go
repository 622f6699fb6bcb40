package demo

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/store"
)

func init() { written["rijn-gelderse-vallei"] = planRGV }

// Before gives the stories that must come before a case of a kind.
func Before(procedure string) []Story {
	if procedure == "tlv-sbo-so" {
		return []Story{{Procedure: "ondersteuningsteam", Slow: 3, Values: towardsTLV}}
	}
	return nil
}

// towardsTLV are the answers of a support team that comes to a request.
var towardsTLV = map[string]string{
	"ondersteuning is genoeg": "nee", "handelingsverlegen": "ja", "andere basisschool onderzocht": "ja",
}

// rgv plans what is shown of Rijn & Gelderse Vallei.
type rgv struct {
	cast  *Cast
	today civil.Day
	r     *rand.Rand // of the pupil in hand
	tales []tale
	turn  map[string]int // how often each kind of story was given out
}

func planRGV(cast *Cast, today civil.Day, seed int64) []tale {
	p := &rgv{cast: cast, today: today, turn: map[string]int{}}
	seen := map[string]int{} // pupils met per school
	for _, pupil := range cast.Pupils {
		n := seen[pupil.Org]
		seen[pupil.Org]++
		p.r = source(seed, "verhaal", pupil.ID)
		switch {
		case isSpecial(p.org(pupil.Org)):
			p.special(pupil, n)
		case pupil.SchoolType == "voorschool":
			p.toddler(pupil, n)
		case !pupil.Enrolled:
			p.newcomer(pupil)
		default:
			p.ordinary(pupil, n)
		}
	}
	return p.tales
}

func (p *rgv) org(id string) store.OrgRow {
	i := slices.IndexFunc(p.cast.Orgs, func(o store.OrgRow) bool { return o.ID == id })
	if i < 0 {
		return store.OrgRow{}
	}
	return p.cast.Orgs[i]
}

func (p *rgv) add(pupil app.Pupil, chapters ...chapter) {
	p.tales = append(p.tales, tale{pupil: pupil, chapters: chapters})
}

// next counts the stories of a kind, so that each shape of it comes in turn.
func (p *rgv) next(kind string) int {
	p.turn[kind]++
	return p.turn[kind] - 1
}

// ago is a day some time before today.
func (p *rgv) ago(least, most int) civil.Day { return p.today.AddDays(-least - p.r.IntN(most-least+1)) }

// ordinary: most pupils of a school have no case; of the others each school has
// every kind.
func (p *rgv) ordinary(pupil app.Pupil, n int) {
	switch n % 10 {
	case 0:
		p.add(pupil, chapter{story: p.team(p.r.IntN(9)+4, nil), from: p.ago(4, 24)})
	case 1:
		p.add(pupil, chapter{story: p.team(p.r.IntN(20)+20, nil), from: p.ago(40, 90)})
	case 2:
		done := p.team(p.r.IntN(9)+8, map[string]string{"ondersteuning is genoeg": "ja"})
		done.Choices = map[string]string{"tweede bespreking": "verder op school"}
		p.add(pupil, chapter{story: done, from: p.ago(90, 300)})
	case 3:
		p.request(pupil, p.ago(12, 95))
	case 4:
		if p.next("krap")%4 == 0 {
			p.tight(pupil)
		} else {
			p.request(pupil, p.ago(12, 95))
		}
	case 5:
		p.decided(pupil)
	case 6:
		p.waiting(pupil)
	}
}

// decided is a request of some months ago; of every three one was refused, and
// the parents did not leave it at that.
func (p *rgv) decided(pupil app.Pupil) {
	n := p.next("besloten")
	if n%3 != 1 {
		p.request(pupil, p.ago(120, 330))
		return
	}
	from := p.ago(95, 120)
	if n%2 == 0 {
		from = p.ago(150, 300)
	}
	first := p.team(8, towardsTLV)
	first.Pace = map[string]int{"voorbereiden": 9, "eerste bespreking": 4, "uitvoeren": 42, "tweede bespreking": 5}
	s := p.tlv(pupil)
	refused(&s, p)
	p.add(pupil, chapter{story: first, from: from.AddDays(-90)}, chapter{story: s, from: from},
		chapter{story: p.objection(), from: from.AddDays(70 + p.r.IntN(14)), opens: "bezwaar maken"})
}

// stops are the phases in which a request waits for somebody, in their order.
var stops = []string{"inhoudelijke controle", "advisering", "deskundigen aanwijzen", "voorbereiden", "besluit", "vergadering", "eindadvies", "plaatsing"}

// waiting is a request that waits in a phase of its turn, so that everybody who
// has a part in requests has work, in every region.
func (p *rgv) waiting(pupil app.Pupil) {
	phase := stops[p.next("wachtend "+pupil.Region)%len(stops)]
	s := p.tlv(pupil)
	days := s.Pace["voorbereiden"]
	for _, before := range []string{"inhoudelijke controle", "deskundigen aanwijzen", "advisering", "vergadering", "eindadvies", "besluit", "plaatsing"} {
		if before == phase || phase == "voorbereiden" {
			break
		}
		if before != "vergadering" {
			days += s.Pace[before]
		}
	}
	if phase == "vergadering" {
		divided(&s, p)
	}
	s.Pace[phase] = 400
	for i, field := range []string{"wie adviseert eerst", "wie adviseert ook"} {
		if people := p.shownExperts(); i < len(people) {
			s.Values[field] = people[i]
		}
	}
	from := p.today.AddDays(-days - 3 - p.r.IntN(5))
	first := p.team(8, towardsTLV)
	first.Pace = map[string]int{"voorbereiden": 9, "eerste bespreking": 4, "uitvoeren": 42, "tweede bespreking": 5}
	p.add(pupil, chapter{story: first, from: from.AddDays(-90)}, chapter{story: s, from: from})
}

// shownExperts are the accounts of the experts one can be.
func (p *rgv) shownExperts() []string {
	var all []string
	for _, who := range p.cast.People {
		if who.Shown && who.Profession != "" && who.OrgKind == "extern" {
			all = append(all, who.Account)
		}
	}
	return all
}

// team is a story of the support team.
func (p *rgv) team(slow int, values map[string]string) Story {
	return Story{Procedure: "ondersteuningsteam", Slow: slow, Values: values,
		Pace: map[string]int{"eerste bespreking": 3 + p.r.IntN(6), "uitvoeren": slow*2 + 20, "tweede bespreking": 2 + p.r.IntN(6)}}
}

// request is a support team that comes to a request for a declaration, begun on
// a day.
func (p *rgv) request(pupil app.Pupil, from civil.Day) {
	first := p.team(8, towardsTLV)
	first.Pace = map[string]int{"voorbereiden": 9, "eerste bespreking": 4, "uitvoeren": 42, "tweede bespreking": 5}
	tale := []chapter{{story: first, from: from.AddDays(-85 - p.r.IntN(25))}, {story: p.shaped(pupil), from: from}}
	if s := &tale[1].story; s.Choices["besluit"] == "afwijzen" {
		tale = append(tale, chapter{story: p.objection(), from: from.AddDays(75 + p.r.IntN(10)), opens: "bezwaar maken"})
	}
	p.add(pupil, tale...)
}

// tight is a request whose term ends within days.
func (p *rgv) tight(pupil app.Pupil) {
	from := p.today.AddDays(-77 - p.r.IntN(3))
	first := p.team(8, towardsTLV)
	first.Pace = map[string]int{"voorbereiden": 9, "eerste bespreking": 4, "uitvoeren": 42, "tweede bespreking": 5}
	s := p.tlv(pupil)
	for phase, days := range map[string]int{"voorbereiden": 24, "inhoudelijke controle": 6, "deskundigen aanwijzen": 3, "advisering": 24, "eindadvies": 6, "besluit": 90} {
		s.Pace[phase] = days
	}
	p.add(pupil, chapter{story: first, from: from.AddDays(-90)}, chapter{story: s, from: from})
}

// tlv is a request that goes the ordinary way.
func (p *rgv) tlv(pupil app.Pupil) Story {
	kind, school := p.aim(pupil)
	return Story{Procedure: "tlv-sbo-so", Variant: "zij-instroom", Slow: 3,
		Pace: map[string]int{"voorbereiden": 12 + p.r.IntN(16), "inhoudelijke controle": 2 + p.r.IntN(6), "deskundigen aanwijzen": 1 + p.r.IntN(4),
			"advisering": 6 + p.r.IntN(9), "eindadvies": 1 + p.r.IntN(5), "besluit": 1 + p.r.IntN(4), "plaatsing": 8 + p.r.IntN(24), "aanvullen": 5 + p.r.IntN(8)},
		Before: map[string][]string{"inhoudelijke controle": {"ontvangst bevestigen"}},
		Values: map[string]string{"gevraagde schoolsoort": kind, "ontvangende school": school, "schoolsoort": kind, "emb": "nee",
			"plaatsruimte": "er is plaats", "instroommoment": p.inflow(), "ouders stemmen in": "ja", "steunpuntcoördinator stemt in": "ja",
			"andere basisschool onderzocht": "ja", "eerder ander uitstroomprofiel": "nee", "leerling gehoord": "ja", "van": p.begins().String()}}
}

// aim is the kind of school that is asked for, and which one.
func (p *rgv) aim(pupil app.Pupil) (kind, school string) {
	var found []store.OrgRow
	for _, o := range p.cast.Orgs {
		if isSpecial(o) && o.ID != pupil.Org {
			found = append(found, o)
		}
	}
	o := pick(p.r, found)
	return o.SchoolType, o.ID
}

func (p *rgv) inflow() string { return pick(p.r, []string{"1 januari", "1 augustus", "1 augustus"}) }

// begins is the next of the days on which a pupil can begin.
func (p *rgv) begins() civil.Day {
	year, month, _ := p.today.Date()
	if month >= time.May && month < time.November {
		return civil.NewDay(year+1, time.January, 1)
	}
	return civil.SchoolYearOf(p.today).Last().AddDays(1)
}

// shaped gives the request one of the shapes that a request can take.
func (p *rgv) shaped(pupil app.Pupil) Story {
	s := p.tlv(pupil)
	n := p.next("aanvraag")
	shapes := []func(*Story, *rgv){plain, noted, supplemented, divided, plain, refused, drafted, standing, late, asked, plain, returned, withdrawn, dropped, noted, later, unposted}
	shapes[n%len(shapes)](&s, p)
	return s
}

func plain(*Story, *rgv) {}

// noted: people write each other inside the case.
func noted(s *Story, _ *rgv) {
	s.Notes = map[string][]Note{
		"inhoudelijke controle": {
			{"steunpuntcoördinator", "aanvrager", "Dank voor de volledige aanvraag. Ik lees hem deze week. Klopt het dat de ouders al op de nieuwe school zijn wezen kijken?"},
			{"aanvrager", "steunpuntcoördinator", "Ja, vorige week. Zij waren er blij mee. Het verslag van de kennismaking zit bij de documenten."}},
		"advisering": {{"secretaris", "aanvrager", "De deskundigen zijn gevraagd. U hoeft nu niets te doen. Het besluit komt voor de laatste dag die u bovenaan ziet."}},
	}
}

// supplemented: sent back with a day, and supplemented.
func supplemented(s *Story, _ *rgv) {
	s.Choices = map[string]string{"inhoudelijke controle": "terugsturen"}
	s.Values["gevraagde aanvulling"] = "Beschrijf wat de school met extra hulp heeft geprobeerd en met welk resultaat. Het verslag van de tweede bespreking noemt dit kort."
}

// divided: the experts differ, so the committee meets.
func divided(s *Story, _ *rgv) {
	s.Values["eerste advies.toelaatbaar"], s.Values["tweede advies.toelaatbaar"] = "ja", "nee"
	s.Values["eindadvies vaststellen.toelaatbaar"] = "ja"
	s.Pace["vergadering"] = 15
}

// refused: both experts say no.
func refused(s *Story, _ *rgv) {
	for _, task := range []string{"eerste advies", "tweede advies", "eindadvies vaststellen"} {
		s.Values[task+".toelaatbaar"] = "nee"
	}
	s.Choices = map[string]string{"besluit": "afwijzen"}
	s.Values["reden van afwijzing"] = "De deskundigen zien dat een gewone school met extra hulp kan geven wat de leerling nodig heeft. De school heeft die hulp nog niet ingezet."
}

// drafted: the school is still writing.
func drafted(s *Story, _ *rgv) { s.Until, s.Draft, s.Pace["voorbereiden"] = "", true, 400 }

// standing: the clock stands still, since the school has time to supplement.
func standing(s *Story, p *rgv) {
	supplemented(s, p)
	s.Values["aanvullen uiterlijk op"] = p.today.AddDays(6 + p.r.IntN(12)).String()
	s.Pace["aanvullen"] = 300
}

// late: the advices do not come, and the term passes.
func late(s *Story, _ *rgv) { s.Pace["advisering"] = 70 }

// asked: held with questions of the experts.
func asked(s *Story, _ *rgv) {
	s.Choices = map[string]string{"advisering": "aanhouden"}
	s.Before["deskundigen aanwijzen"] = nil
	s.Values["gevraagde aanvulling"] = "Wat heeft de school gedaan sinds de tweede bespreking? Is er een recent overzicht van de leeropbrengsten?"
}

// returned: the director gives the advice back with questions first.
func returned(s *Story, _ *rgv) {
	s.Choices = map[string]string{"besluit": "terugleggen"}
	s.Pace["vergadering"] = 10
	s.Values["vragen van de directeur-bestuurder"] = "Waarom is niet gekozen voor een kortere periode? Graag ingaan op de mogelijkheid om terug te gaan."
}

func withdrawn(s *Story, _ *rgv) {
	s.Choices = map[string]string{"deskundigen aanwijzen": "intrekken"}
	s.Values["reden van intrekken"] = "De ouders hebben een andere gewone basisschool gevonden die de leerling kan helpen."
}

// dropped: not supplemented in time, and left untreated.
func dropped(s *Story, p *rgv) {
	supplemented(s, p)
	s.Choices["aanvullen"] = "buiten behandeling voorleggen"
	s.Pace["aanvullen"] = 22
}

// later: the notice that the decision comes later.
func later(s *Story, p *rgv) {
	s.Before["advisering"] = []string{"uitstel melden"}
	s.Values["reden van uitstel"] = "Een van de deskundigen is ziek. Een ander neemt het over en heeft tijd nodig om te lezen."
	s.Values["nieuwe beslisdag"] = p.today.AddDays(20 + p.r.IntN(30)).String()
	s.Pace["advisering"] = 20
}

// unposted: decided, and the letters to the parents still lie there.
func unposted(s *Story, _ *rgv) { s.LeaveLetters = true }

// objection is what the parents do after a refusal.
func (p *rgv) objection() Story {
	s := Story{Procedure: "bezwaar", Slow: 4, Pace: map[string]int{"bij de landelijke commissie": 40, "beslissing": 9, "beslist": 55},
		Choices: map[string]string{"beslissing": "ongegrond verklaren"},
		Values: map[string]string{"wie maakt bezwaar": "ouders", "eerst praten": "nee", "oordeel van de commissie": "ongegrond",
			"bezwaar tegen": "het besluit om geen TLV te geven",
			"gronden":       "Wij zien thuis elke dag dat ons kind vastloopt. De school zegt zelf dat zij niet meer weet hoe het verder moet. Wij begrijpen niet waarom er dan geen TLV komt."}}
	if p.next("bezwaar")%2 == 1 {
		s.Pace["bij de landelijke commissie"] = 300
	}
	return s
}

// special: pupils of special schools came there with a declaration, asked for by
// the school where they were before. Some of those end this school year.
func (p *rgv) special(pupil app.Pupil, n int) {
	if n%3 == 2 {
		return
	}
	before := p.before(pupil)
	from := p.today.AddMonths(-26 - p.r.IntN(12))
	first := p.team(6, towardsTLV)
	first.School, first.Pace = before, map[string]int{"uitvoeren": 35}
	request := p.tlv(pupil)
	kind := p.org(pupil.Org).SchoolType
	request.School = before
	until := civil.NewDay(civil.SchoolYearOf(p.today).Last().Year()+p.r.IntN(3), time.July, 31)
	for name, value := range map[string]string{"gevraagde schoolsoort": kind, "schoolsoort": kind, "ontvangende school": pupil.Org, "tot en met": until.String(),
		"van": from.AddDays(70).String(), "ingangsdatum": from.AddDays(70).String(), "instroommoment": "1 augustus"} {
		request.Values[name] = value
	}
	tale := []chapter{{story: first, from: from.AddDays(-80)}, {story: request, from: from}}
	if kind == "so" && n%6 == 0 {
		request.Values["emb"] = "ja"
		delete(request.Values, "tot en met")
		tale = append(tale, chapter{story: Story{Procedure: "evaluatie-emb", Slow: 4}, from: p.ago(2, 60)})
	} else if n%3 == 0 {
		tale = append(tale, chapter{story: p.renewal(pupil, kind, until), from: p.ago(3, 75)})
	}
	p.add(pupil, tale...)
}

// before is the ordinary school where a pupil was.
func (p *rgv) before(pupil app.Pupil) string {
	var found []string
	for _, o := range p.cast.Orgs {
		if o.Kind == "school" && !isSpecial(o) {
			found = append(found, o.ID)
		}
	}
	return pick(p.r, found)
}

func (p *rgv) renewal(pupil app.Pupil, kind string, until civil.Day) Story {
	s := p.tlv(pupil)
	s.Procedure, s.Variant = "herindicatie", []string{"optie 1", "optie 1", "optie 2"}[p.next("herindicatie")%3]
	for name, value := range map[string]string{"huidige schoolsoort": kind, "huidige categorie": "1 (laag)", "huidige tlv tot en met": until.String(),
		"gevraagde schoolsoort": kind, "schoolsoort": kind, "hoogte wijzigen": "nee", "andere schoolsoort gewenst": "nee",
		"steunpuntcoördinator vindt verlenging goed": "ja", "van": until.AddDays(1).String(), "ingangsdatum": until.AddDays(1).String()} {
		s.Values[name] = value
	}
	return s
}

// toddler: from three and a half years the contact person thinks along.
func (p *rgv) toddler(pupil app.Pupil, n int) {
	birth, err := civil.ParseDay(pupil.Birth)
	if err != nil || n%2 == 1 || civil.AgeInMonths(birth, p.today) < 43 {
		return
	}
	from := birth.AddMonths(42).AddDays(3 + p.r.IntN(20))
	s := Story{Procedure: "jonge-kind", Slow: 5 + p.r.IntN(12), Values: map[string]string{"soort school van aanmelding": "een gewone basisschool",
		"ontvangende school": p.before(pupil), "soort school die past": "een gewone basisschool met extra hulp"}}
	p.add(pupil, chapter{story: s, from: from})
}

// newcomer: a child that is put down for a school.
func (p *rgv) newcomer(pupil app.Pupil) {
	from := p.ago(5, 70)
	s := Story{Procedure: "aanmelding", Slow: 8 + p.r.IntN(12), Pace: map[string]int{"vastleggen": 2},
		Values: map[string]string{"aangemeld op": from.AddDays(-1).String(), "soort school van aanmelding": "een gewone basisschool"}}
	tale := []chapter{{story: s, from: from}}
	switch p.next("aanmelding") % 4 {
	case 1:
		tale[0].story.Choices = map[string]string{"onderzoeken": "tlv aanvragen"}
		tale = append(tale, chapter{story: p.side(pupil), after: true})
	case 2:
		tale[0].story.Choices = map[string]string{"onderzoeken": "toelaten met overgangsarrangement"}
	case 3:
		tale[0].story.Pace["onderzoeken"] = 60
	}
	p.add(pupil, tale...)
}

// side is a request for a child that comes from a pre-school or from home.
func (p *rgv) side(pupil app.Pupil) Story {
	s := p.tlv(pupil)
	s.Variant = "onderinstroom"
	s.Pace["voorbereiden"] = 6
	s.Values["soort school van aanmelding"] = "een gewone basisschool"
	s.Values["voorschoolse voorziening"] = fmt.Sprintf("%s in %s", preschoolNames[p.r.IntN(3)], pick(p.r, towns).town)
	return s
}

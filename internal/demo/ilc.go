package demo

import (
	"fmt"
	"time"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/facility"
)

func init() {
	written["ilc"] = planILC
	sentences["ilc"] = ilcSentences
}

// change is something that who keeps a facility does on a day.
type change struct {
	function, facility string
	day                civil.Day
	command            facility.Command
}

// keep plays such a change.
func (p *Player) keep(c change) error {
	people := p.cast.With(c.function)
	if len(people) == 0 {
		return fmt.Errorf("demo: nobody is %s", c.function)
	}
	p.b.At(c.day.Start().Add(10 * time.Hour))
	return p.b.AtFacility(people[0], c.facility, c.command)
}

// ilc plans what is shown of the samenwerkingsverband with leerlingcoaching: who
// was coached before comes first, so that their places are free again.
type ilc struct {
	today  civil.Day
	pupils []app.Pupil
	tales  []tale
	n      int
}

const ilcKeeper = "coördinator leerlingcoaching"

func planILC(cast *Cast, today civil.Day, _ int64) []tale {
	p := &ilc{today: today}
	for _, pupil := range cast.Pupils {
		if pupil.SchoolType == "vo" {
			p.pupils = append(p.pupils, pupil)
		}
	}
	p.places("inzicht", 300, facility.SetCapacity{Places: 1, Why: "Er is één kleine groep."})
	for i := range 7 {
		p.coached(320-25*i, p.ended(i))
	}
	for i := range 2 {
		p.toInZicht(180-30*i, i)
	}
	for i := range 9 {
		p.coached(150-12*i, p.running(i))
	}
	p.coached(20, Story{Until: "kennismaking"})
	for i := range 6 {
		p.coached(60-7*i, Story{Until: "wachtlijst"})
	}
	p.places("ilc", 3, facility.SetCapacity{Places: 13, Why: "Er is een leerlingcoach bij gekomen."})
	for _, phase := range []string{"beoordelen", "beoordelen", "aanvullen", "voorbereiden"} {
		s := Story{Until: phase}
		if phase == "aanvullen" {
			s.Choices = map[string]string{"beoordelen": "terugzetten"}
		}
		p.coached(12, s)
	}
	for i := range 4 {
		p.add(chapter{story: Story{Procedure: "zorgwekkend-verzuim", Until: "loopt", Slow: 2}, from: p.ago(15 + 9*i)})
	}
	p.add(chapter{story: Story{Procedure: "vraag-leerlingcoach", Until: "antwoord", Slow: 1, Values: map[string]string{"aan wie": "leerlingcoach"}}, from: p.ago(6)})
	p.add(chapter{story: Story{Procedure: "vraag-leerlingcoach", Slow: 1, Values: map[string]string{"aan wie": "ondersteuner van de school"}}, from: p.ago(40)})
	return p.tales
}

func (p *ilc) ago(days int) civil.Day { return p.today.AddDays(-days) }

// add tells something of the next pupil.
func (p *ilc) add(chapters ...chapter) {
	if p.n < len(p.pupils) {
		p.tales = append(p.tales, tale{pupil: p.pupils[p.n], chapters: chapters})
		p.n++
	}
}

func (p *ilc) places(name string, days int, c facility.Command) {
	p.tales = append(p.tales, tale{keep: &change{ilcKeeper, name, p.ago(days), c}})
}

// coached is a pupil on the route Zorgwekkend verzuim, for whom coaching is asked.
func (p *ilc) coached(days int, s Story, more ...chapter) {
	s.Procedure, s.Slow = "leerlingcoaching", 2
	if s.Values == nil {
		s.Values = map[string]string{}
	}
	s.Values["traject uitgelegd"] = "ja"
	from := p.ago(days)
	p.add(append([]chapter{{story: Story{Procedure: "zorgwekkend-verzuim", Until: "loopt", Slow: 1}, from: from.AddDays(-10)}, {story: s, from: from}}, more...)...)
}

// ended is coaching that is over.
func (p *ilc) ended(i int) Story {
	if i%3 == 2 {
		return Story{Before: map[string][]string{"kennismaking": {"niet gestart"}}}
	}
	return Story{Choices: map[string]string{"lopend": "traject sluiten"},
		Journal: map[string][]Entry{"lopend": append(moments(6+i, 4), advice(3, ilcEnds[i%len(ilcEnds)]))}}
}

var ilcEnds = []string{"overig", "vroegtijdige beëindiging van het traject", "aanvraag vrijstelling Leerrecht"}

// running is coaching that goes on: with presence as a series, and an advice now
// and then.
func (p *ilc) running(i int) Story {
	entries := append(logged(), moments(5+2*i, 4)...)
	if i%2 == 0 {
		entries = append(entries, advice(1, "(I)LC voortzetten"))
	}
	return Story{Hold: "lopend", Journal: map[string][]Entry{"lopend": entries}}
}

// toInZicht is coaching that leads to a declaration: of the first pupil there is a
// place, the second waits for one.
func (p *ilc) toInZicht(days, i int) {
	s := Story{Hold: "lopend", Journal: map[string][]Entry{"lopend": append(append(logged(), moments(12, 4)...), advice(2, "aanvraag TLV InZicht"))}, After: map[string][]string{"lopend": {"advies schrijven"}}}
	school := civil.SchoolYearOf(p.today)
	tlv := Story{Procedure: "tlv-inzicht", Slow: 3, Until: []string{"geplaatst", "wachten op een plek"}[i], Values: map[string]string{"ouders stemmen in": "ja", "toelaatbaar": "ja",
		"ingangsdatum": p.ago(20).String(), "tot en met": school.Next().Last().String(), "categorie": "1 (laag)", "wat te verwachten was": "toekennen"}}
	p.coached(days, s, chapter{story: tlv, from: p.ago(70 - 10*i)})
}

// moments are coaching moments some days apart, at most of which the pupil was.
func moments(n, days int) []Entry {
	var all []Entry
	for i := range n {
		how := [...]string{"aanwezig", "aanwezig", "te laat", "aanwezig", "afwezig met bericht", "aanwezig", "afwezig zonder bericht"}[i%7]
		e := Entry{Journal: "aanwezigheid", Days: days, Values: map[string]string{"moment op": today, "aanwezig": how}}
		if how == "afwezig zonder bericht" {
			e.Values["bijzonderheden"] = "De coach belde met thuis."
		}
		all = append(all, e)
	}
	return all
}

func advice(days int, what string) Entry {
	return Entry{Journal: "adviezen", Days: days, Values: map[string]string{"advies op": today, "advies": what, "toelichting bij het advies": "Besproken met de leerling, de ouders en de school."}}
}

func logged() []Entry {
	return []Entry{
		{Journal: "logboek", Days: 1, Values: map[string]string{"dag van de notitie": today, "soort notitie": "contact met de ouders", "notitie": "Afgesproken hoe wij elkaar op de hoogte houden: elke vrijdag een kort bericht."}},
		{Journal: "logboek", Days: 3, Values: map[string]string{"dag van de notitie": today, "soort notitie": "thuiszitters-OPP-gesprek", "notitie": "School, ouders en coach spraken af dat het begint met twee ochtenden per week."}},
	}
}

// ilcSentences are what people write here, by field.
var ilcSentences = map[string][]string{
	"wat de school ziet":            {"{kind} komt sinds de herfst nog twee ochtenden per week. In de klas is {kind} stil.", "{kind} meldt zich vaak ziek. De mentor belt elke week, maar krijgt weinig contact."},
	"wat ouders en leerling zeggen": {"{kind} wil wel, maar het lukt ’s ochtends niet. De ouders maken zich zorgen.", "De ouders zien dat {kind} thuis opknapt en op zondagavond buikpijn krijgt."},
	"hulpvraag":                     {"Hoe kan {kind} weer stap voor stap naar school komen?", "Wat heeft {kind} nodig om weer een dagritme te krijgen?", "Wie helpt {kind} om te kiezen wat hierna past?"},
	"motivatie van de leerling":     {"“Ik wil weer vrienden zien, maar de hele dag lukt niet.”", "“Ik wil mijn diploma halen. Niet in die klas.”"},
	"wat moet worden aangevuld":     {"Het thuiszitters-OPP is van vorig schooljaar.\nIn het aanmeldformulier ontbreekt wat de leerling zelf wil."},
	"waarom niet gestart":           {"{kind} wil nu niet. De school houdt contact en vraagt later opnieuw aan."},
	"advies voor de tlv":            {"{kind} leert goed in een kleine groep met vaste mensen. In de coaching ging het stap voor stap beter. Een grote school is voorlopig te veel."},
	"ondersteuningsvraag":           {"{kind} heeft een kleine groep en een vast ritme nodig. Dat kan de school niet bieden."},
	"eigen woorden van de leerling": {"“Ik denk dat het daar rustiger is.”"},
	"motivering":                    {"De leerling heeft een kleine groep en korte dagen nodig. Dat past bij deze plek."},
	"motivering van het besluit":    {"Beide deskundigen adviseren de TLV. De leerlingcoach adviseerde positief."},
	"de vraag":                      {"Past leerlingcoaching bij {kind}, of is InZicht beter?"},
	"antwoord":                      {"Begin met leerlingcoaching. Na een paar maanden kijken wij samen verder."},
}

package demo

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"passend/internal/app"
	"passend/internal/civil"
	"passend/internal/store"
)

// calendar looks up when the school week ends and the bodies meet.
func (p *vo) calendar() {
	cal := civil.NewCalendar(p.cast.SWV.Region)
	for p.work = p.today; !cal.InSchoolWeek(p.work) && p.today.Sub(p.work) < 90; {
		p.work = p.work.AddDays(-1)
	}
	year := civil.SchoolYearOf(p.today)
	for _, b := range p.cast.SWV.Meetings() {
		switch b.Name {
		case "loket":
			for _, m := range b.Rules().Between(cal, p.today.AddDays(-365), p.today, nil).Meetings {
				p.loket = append(p.loket, m.Day)
			}
		case "bag":
			for _, m := range b.Rules().Between(cal, year.First(), year.Last(), nil).Meetings {
				p.bag = append(p.bag, m.Day)
			}
		}
	}
	slices.Reverse(p.loket)
}

// meeting is the latest meeting of the Loket, or an earlier one.
func (p *vo) meeting(back int) civil.Day {
	if back >= len(p.loket) {
		return p.work.AddDays(-7 * (back + 1))
	}
	return p.loket[back]
}

// before is when a school begins on a request that comes in for a meeting: it is
// complete before the Wednesday on which the Loket closes its agenda.
func (p *vo) before(meeting civil.Day) civil.Day { return meeting.AddDays(-14 - p.r.IntN(3)) }

// busy is how many rounds of requests run in a month: schools begin slowly after
// the summer, and before it all must be done.
func (p *vo) busy() int {
	_, month, _ := p.today.Date()
	switch month {
	case time.August:
		return 1
	}
	return 2
}

// spring is a day of the calendar year in which the present school year ends, or
// while that is to come of the year before.
func (p *vo) spring(month time.Month, day int) civil.Day {
	d := civil.NewDay(civil.SchoolYearOf(p.today).Last().Year(), month, day)
	if d.After(p.today) {
		d = d.AddYears(-1)
	}
	return d
}

// comes is a pupil from a primary school whose parents applied at a vo school
// (VO-25): in winter and spring, decided within six weeks.
func (p *vo) comes(pupil app.Pupil) {
	s := p.tlv()
	s.Variant = "onderinstroom"
	n := p.next("onderinstroom")
	from := p.spring(time.February, 3).AddDays(n * 9 % 80)
	_, month, _ := p.today.Date()
	if n%2 == 0 && month >= time.January && month <= time.June {
		from = p.work.AddDays(-9 - p.r.IntN(6))
	}
	s.Values["aangemeld op"] = from.AddDays(-2).String()
	s.Values["van"] = civil.SchoolYearOf(from).Last().AddDays(1).String()
	p.add(pupil, chapter{story: s, from: from})
}

// renews is when a school asks to renew: who leaves early in autumn, the others
// between the list of January and 19 May. None while that is to come.
func (p *vo) renews(early bool) civil.Day {
	year := civil.SchoolYearOf(p.today)
	from := civil.NewDay(year.Last().Year(), time.February, 1).AddDays(p.r.IntN(85))
	if early {
		from = civil.NewDay(year.First().Year(), time.October, 12).AddDays(p.r.IntN(30))
	}
	_, month, day := p.today.Date()
	if running := p.ago(8, 28); !early && month >= time.February && (month < time.May || month == time.May && day < 19) && p.r.IntN(2) == 0 {
		from = running
	}
	if from.After(p.today) {
		return 0
	}
	return from
}

// primary: some pupils are brought in by name, with permission, for one of the
// three meetings of the BAG.
func (p *vo) primary(pupil app.Pupil, n int) {
	if n%4 != 0 || !pupil.Enrolled || len(p.bag) == 0 {
		return
	}
	k := p.next("bag")
	s := p.question()
	from := p.bag[k%len(p.bag)].AddDays(-24 - p.r.IntN(6))
	if k%4 == 3 {
		s.Draft, s.Pace["voorbereiden"] = true, 400
	}
	p.add(pupil, chapter{story: s, from: from})
}

// question is what a primary school asks of the BAG.
func (p *vo) question() Story {
	return Story{Procedure: "bag", Slow: 2, Pace: map[string]int{"voorbereiden": 6, "ingebracht": 3, "ingedeeld": 0}, Meets: []string{"ingedeeld"},
		Values: map[string]string{"iq": pick(p.r, []string{"78", "84", "88"}), "DL begrijpend lezen": "60", "DLE begrijpend lezen": "36",
			"relatieve achterstand begrijpend lezen": "40", "DL rekenen": "60", "DLE rekenen": "30", "relatieve achterstand rekenen": "50",
			"datum bijeenkomst": onMeeting, "tijd": pick(p.r, []string{"13.30 uur", "14.00 uur", "14.30 uur", "15.00 uur"}),
			"plaats van de bijeenkomst": "het kantoor van het samenwerkingsverband"}}
}

// nameless: for each meeting of the BAG a primary school brings in a pupil
// without a name.
func (p *vo) nameless() {
	schools := p.schools("bao")
	for i, day := range p.bag {
		for j := range 2 {
			school := schools[(i+j)%len(schools)]
			p.tales = append(p.tales, tale{nameless: &school, chapters: []chapter{{story: p.question(), from: day.AddDays(-23 - p.r.IntN(5))}}})
		}
	}
}

// sheets: what schools hand in for many pupils at once, this spring and the one
// before (VO-16, VO-23).
func (p *vo) sheets() {
	last := civil.SchoolYearOf(p.today).Last().Year()
	for _, year := range []int{last - 1, last} {
		pro, lwoo := p.schools("pro"), p.schools("vo")
		p.sheet("tlv-pro", pro[0], civil.NewDay(year, time.January, 20), 9, 30)
		p.sheet("tlv-pro", pro[1%len(pro)], civil.NewDay(year, time.March, 8), 7, 9)
		p.sheet("lwoo", lwoo[1%len(lwoo)], civil.NewDay(year, time.May, 18), 8, 20)
		p.sheet("lwoo", lwoo[4%len(lwoo)], civil.NewDay(year, time.June, 7), 6, 10)
	}
}

// sheet has a school hand in n pupils; it takes some days to make them complete.
func (p *vo) sheet(kind string, school store.OrgRow, from civil.Day, n, days int) {
	if from.After(p.today) || school.ID == "" {
		return
	}
	d := &delivery{kind: kind, school: school, from: from}
	for i := range n {
		d.rows = append(d.rows, p.row(kind, from, i))
	}
	chances := make([]int, n)
	for i := range chances {
		chances[i] = p.r.IntN(160)
	}
	d.story = func(i int) Story { return p.ofSheet(kind, days, chances[i]) }
	p.tales = append(p.tales, tale{sheet: d})
}

// ofSheet is what becomes of one row: the experts look at it in the meeting, and
// the school registers it in BRON, some too late.
func (p *vo) ofSheet(kind string, days, chance int) Story {
	return Story{Procedure: kind, Slow: 2, Until: "registreren", Meets: []string{"bespreken"}, Registers: 20 + chance,
		Pace: map[string]int{"voorbereiden": days, "bij het loket": 4, "bespreken": 0, "opnieuw wegen": 0, "besluit": 1},
		Values: map[string]string{"eerste advies.toelaatbaar": "ja", "advies van de deskundige.toelaatbaar": "ja", "regels van de isk": "nee",
			"gehoord voor de afwijzing": "nee"}}
}

// row is one pupil as a school types it. The fourth has criteria that contradict
// each other, and in the last a day is wrong until somebody mends it.
func (p *vo) row(kind string, from civil.Day, i int) map[string]string {
	_, month, _ := from.Date()
	n := 300 + from.Year()*7%400 + int(month)*11 + i
	child, parent := nameOf(givenGirls, n, n), nameOf(givenWomen, n*3, n)
	year := from.Year()
	row := map[string]string{"voornaam": child.First, "tussenvoegsel": child.Particle, "achternaam": child.Last,
		"geboortedatum": civil.NewDay(year-13, time.October, 3).AddDays(i * 29).String(), "leerlingnummer": fmt.Sprintf("%d", 40000+n),
		"ouder": parent.First + " " + child.Family(), "relatie": "moeder", "adres": fmt.Sprintf("%s %d", pick(p.r, streets), 2+i), "postcode": "9903 AB", "woonplaats": "Regenoord",
		"van": civil.NewDay(year, time.August, 1).String(), "iq-test": "WISC-V-NL", "datum iq-test": civil.NewDay(year, time.January, 12).AddDays(-30 * i).String(),
		"didactische toets": "Leerling in beeld", "datum didactische toets": civil.NewDay(year, time.January, 14).String(), "isk": "nee",
		"zienswijze van de ouders": "Wij zijn het eens met de school.", "mening van de leerling": "Ik wil graag iets leren met mijn handen."}
	maps.Copy(row, p.scores(kind, i))
	if i == 6 && from.Sub(civil.SchoolYearOf(p.today).First()) > 0 {
		row["geboortedatum"] = fmt.Sprintf("31-2-%d", year-12)
	}
	return row
}

// scores are the IQ and the learning arrears that go with a kind, by their
// thresholds (VO-17, VO-18).
func (p *vo) scores(kind string, i int) map[string]string {
	iq, dle, advice := 62+i%9*2, 24+i%6, "Praktijkonderwijs, omdat het leren traag gaat."
	if kind == "lwoo" {
		iq, dle, advice = 78+i%9, 36+i%6, "Vmbo basis met extra hulp."
	}
	out := map[string]string{"iq": strconv.Itoa(iq), "basisschooladvies": advice}
	if i == 3 {
		out["iq"] = strconv.Itoa(iq + 25)
		out["toelichting"] = "Het rekenen blijft ver achter, ook na twee jaar met een eigen leerlijn."
		out["inzet van de school"] = "Wij bieden extra stof aan en kijken elk jaar of een stap naar het vmbo kan."
	}
	for j, domain := range []string{"begrijpend lezen", "inzichtelijk rekenen", "technisch lezen", "spellen"} {
		out["dl "+domain], out["dle "+domain] = "60", strconv.Itoa(dle+j*2)
	}
	return out
}

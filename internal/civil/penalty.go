package civil

import "fmt"

// PenaltyRate is what the SWV owes for each day it is late, for notices of
// default received from ValidFrom on (Awb 4:17 lid 2).
type PenaltyRate struct {
	ValidFrom Day
	// PerDay in cents: the first fourteen days, the next fourteen, the rest.
	PerDay    [3]int
	Source    string
	Confirmed bool
}

// PenaltyRates gives the amounts known to the program, the oldest first. An
// SWV that knows newer ones passes its own table to NoticeOfDefault.Penalty.
func PenaltyRates() []PenaltyRate {
	return []PenaltyRate{
		{ValidFrom: NewDay(2009, 10, 1), PerDay: [3]int{2000, 3000, 4000}, Confirmed: true,
			Source: "Awb 4:17 lid 2, zoals ingevoerd op 1 oktober 2009"},
		{ValidFrom: NewDay(2019, 1, 1), PerDay: [3]int{2300, 3500, 4500}, Confirmed: true,
			Source: "regeling van 14 november 2018, Stcrt. 2018, 65542"},
		{ValidFrom: NewDay(2026, 1, 1), PerDay: [3]int{2300, 3500, 4500}, Confirmed: false,
			Source: "bedragen van 2019; een wijziging per 1 januari 2026 was aangekondigd en is niet nagegaan"},
	}
}

// The penalty runs in three parts of fourteen days (Awb 4:17 lid 1 and 2).
const (
	penaltyPart = 14
	penaltyDays = 42
)

// NoticeOfDefault is a written notice that the decision is late (ingebrekestelling).
type NoticeOfDefault struct {
	TermEnd  Day // the last day of the decision term
	Received Day
}

// Penalty is what a notice of default has led to on a day.
type Penalty struct {
	// DecideBy is the last day to decide without owing anything.
	DecideBy Day
	// First and Last are the days over which a penalty can be owed.
	First, Last Day
	Days        int // days owed so far
	Cents       int // owed so far
	Rate        PenaltyRate
	Lines       []Line
	// Refused says in Dutch why the notice has no effect.
	Refused string
}

// Penalty computes what is owed at the end of asOf when there is still no
// decision then; for a late decision pass the last day without one. Whether
// one of the exceptions of Awb 4:17 lid 6 holds is for a person to say.
//
// The two weeks count from the day after the notice. The Termijnenwet is not
// applied: it is excluded for the 42 days and would only favour the SWV here.
func (n NoticeOfDefault) Penalty(rates []PenaltyRate, asOf Day) Penalty {
	if n.Received.IsZero() || n.TermEnd.IsZero() {
		return Penalty{}
	}
	if !n.Received.After(n.TermEnd) {
		return Penalty{Refused: fmt.Sprintf("De ingebrekestelling van %s is te vroeg: de beslistermijn loopt tot en met %s (Awb 4:17 lid 3).",
			n.Received.Dutch(), n.TermEnd.Dutch())}
	}
	p := Penalty{DecideBy: twoWeeks.AddTo(n.Received), Rate: rateOn(rates, n.Received)}
	p.First = p.DecideBy.AddDays(1)
	p.Last = p.DecideBy.AddDays(penaltyDays)
	p.Days = min(max(asOf.Sub(p.DecideBy), 0), penaltyDays)
	p.Cents = p.Rate.over(p.Days)
	p.explain(n)
	return p
}

// PenaltyOn gives the cents owed at the end of day for a notice of default that was
// rightly sent and received on noticeReceived, by the amounts the program knows.
func PenaltyOn(noticeReceived, day Day) (cents int) {
	n := NoticeOfDefault{TermEnd: noticeReceived.AddDays(-1), Received: noticeReceived}
	return n.Penalty(PenaltyRates(), day).Cents
}

func rateOn(rates []PenaltyRate, d Day) PenaltyRate {
	var found PenaltyRate
	for _, r := range rates {
		if !r.ValidFrom.After(d) && !r.ValidFrom.Before(found.ValidFrom) {
			found = r
		}
	}
	return found
}

// over gives the cents of a number of days.
func (r PenaltyRate) over(n int) int {
	total := 0
	for _, perDay := range r.PerDay {
		part := min(n, penaltyPart)
		total += part * perDay
		n -= part
	}
	return total
}

func (p *Penalty) explain(n NoticeOfDefault) {
	p.Lines = []Line{
		{n.Received.Dutch(), fmt.Sprintf("ingebrekestelling ontvangen, na %s; twee weken, dus beslis uiterlijk op %s",
			n.TermEnd.Dutch(), p.DecideBy.Dutch()), "Awb 4:17 lid 3"},
		{p.First.Dutch(), fmt.Sprintf("eerste dag van de dwangsom; de laatste is %s en het meeste is € %s",
			p.Last.Dutch(), euros(p.Rate.over(penaltyDays))), "Awb 4:17 lid 1 en 2"},
	}
	if p.Days > 0 {
		p.Lines = append(p.Lines, Line{p.First.AddDays(p.Days - 1).Dutch(),
			fmt.Sprintf("tot en met deze dag %s, samen € %s", days(p.Days), euros(p.Cents)), "Awb 4:17 lid 2"})
	}
	if !p.Rate.Confirmed {
		p.Lines = append(p.Lines, Line{p.Rate.ValidFrom.Dutch(), "controleer de bedragen: " + p.Rate.Source, "Awb 4:17 lid 2"})
	}
}

// euros gives 1.442,00 for 144200 cents.
func euros(cents int) string {
	whole, rest := cents/100, cents%100
	if whole >= 1000 {
		return fmt.Sprintf("%d.%03d,%02d", whole/1000, whole%1000, rest)
	}
	return fmt.Sprintf("%d,%02d", whole, rest)
}

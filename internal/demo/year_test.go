package demo

import (
	"slices"
	"testing"
	"time"

	"passend/internal/civil"
	"passend/internal/store"
)

// TestEveryMonthHasItsWork opens the demonstration of the Loket on the tenth of
// each month of a school year. What is asked for is in the overview of meetings
// of VO-25 and the steps of VO-16, VO-23 and VO-24.
func TestEveryMonthHasItsWork(t *testing.T) {
	for i := range 12 {
		day := civil.NewDay(2026, time.August, 10).AddMonths(i)
		_, month, _ := day.Date()
		t.Run(day.String()[:7], func(t *testing.T) {
			t.Parallel()
			s := newStageOn(t, "swv-25-05", day, size{boards: 3, schools: 7, special: 4, pupils: 126})
			tellAll(t, s)
			s.play(func(p *Player) error {
				rows, err := p.allCases()
				if err != nil {
					return err
				}
				w := work{t, day, rows}
				for _, ask := range workOf[month] {
					ask(w)
				}
				w.always()
				return nil
			})
		})
	}
}

// work is what is there on a day.
type work struct {
	t    *testing.T
	day  civil.Day
	rows []store.CaseRow
}

// allCases are those that a school can see: every case begins at one.
func (p *Player) allCases() (all []store.CaseRow, err error) {
	for _, o := range p.cast.Orgs {
		for _, function := range []string{"ondersteuningscoördinator", "intern begeleider"} {
			for _, closed := range []bool{false, true} {
				rows, _, err := p.b.Tx().Cases(store.CaseQuery{Audience: function + "@o:" + o.ID, Applicant: o.ID, Closed: closed, Limit: 500})
				if err != nil {
					return nil, err
				}
				all = append(all, rows...)
			}
		}
	}
	return all, nil
}

func (w work) count(procedure string, phases ...string) (n int) {
	for _, r := range w.rows {
		if r.Procedure == procedure && (len(phases) == 0 || slices.Contains(phases, r.Phase)) {
			n++
		}
	}
	return n
}

// always: no case that waits for its meeting was discussed before that day, and
// in no month there is too much for the meetings to come.
func (w work) always() {
	if n := w.count("tlv-vso", "dossieranalyse"); n < 2 || n > 30 {
		w.t.Errorf("%d requests wait for a meeting", n)
	}
	if w.count("tlv-vso", "voorbereiden") == 0 || w.count("adviesvraag") == 0 || w.count("schakelvoorziening") == 0 {
		w.t.Error("no request is being prepared")
	}
}

func has(least int, procedure string, phases ...string) func(work) {
	return func(w work) {
		w.t.Helper()
		if n := w.count(procedure, phases...); n < least {
			w.t.Errorf("%d of %s in %q, want %d", n, procedure, phases, least)
		}
	}
}

func none(procedure string, phases ...string) func(work) {
	return func(w work) {
		w.t.Helper()
		if n := w.count(procedure, phases...); n > 0 {
			w.t.Errorf("%d of %s in %q, want none", n, procedure, phases)
		}
	}
}

// workOf is what a month must show beside what is always there.
var workOf = map[time.Month][]func(work){
	time.August:    {has(1, "tlv-pro", "registreren"), has(1, "lwoo", "registreren"), none("bag"), none("verlenging-tlv-vso")},
	time.September: {has(1, "tlv-pro", "registreren"), has(1, "lwoo", "registreren"), none("bag"), has(1, "tlv-vso", "besluit")},
	time.October:   {has(1, "tlv-pro", "afgehandeld"), has(1, "lwoo", "afgehandeld"), has(1, "tlv-vso", "besluit")},
	time.November:  {has(1, "tlv-vso", "dossieranalyse"), has(1, "tlv-vso", "volledigheid"), has(1, "ondersteuningsarrangement", "loopt")},
	time.December:  {has(2, "bag", "ingedeeld"), has(1, "tlv-vso", "besluit")},
	time.January:   {has(2, "bag", "ingedeeld"), has(2, "bag", "afgesloten"), none("tlv-pro", "voorbereiden")},
	time.February:  {has(2, "bag", "ingedeeld"), has(4, "bag", "afgesloten"), has(5, "tlv-pro", "voorbereiden")},
	time.March:     {has(5, "tlv-pro", "bespreken"), has(5, "tlv-pro", "voorbereiden"), has(1, "verlenging-tlv-vso"), none("bag", "ingedeeld")},
	time.April:     {has(5, "tlv-pro", "registreren"), none("tlv-pro", "bespreken"), has(1, "verlenging-tlv-vso")},
	time.May:       {has(1, "verlenging-tlv-vso", "dossieranalyse"), has(1, "tlv-pro", "registreren"), none("lwoo", "voorbereiden")},
	time.June:      {has(5, "lwoo", "bij het loket", "bespreken"), has(5, "lwoo", "voorbereiden"), has(1, "tlv-vso", "besluit"), none("verlenging-tlv-vso", "dossieranalyse")},
	time.July:      {has(10, "lwoo", "registreren"), none("lwoo", "bespreken"), has(5, "tlv-vso", "afgehandeld")},
}

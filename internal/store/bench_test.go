package store_test

import (
	"fmt"
	"testing"

	"passend/internal/store"
	"passend/internal/store/storetest"
)

// plausible is a case as a samenwerkingsverband has them by the thousand.
func plausible(n int) (store.CaseRow, []store.TaskRow, []store.TermRow, []store.Event) {
	id := fmt.Sprintf("%026d", n)
	name := fmt.Sprintf("Kind%d van der Berg%d", n%977, n%1709)
	school := fmt.Sprintf("school/%026d", n%300)
	row := store.CaseRow{
		ID: id, Number: fmt.Sprint("2026-", n), Procedure: "tlv-aanvraag", Hash: "7c3f", Title: "Aanvraag toelaatbaarheidsverklaring", Pupil: "l" + id, PupilName: name,
		SortName: fmt.Sprintf("Berg%d, van der, Kind%d", n%1709, n%977), Birth: "2016-05-04", Applicant: school, ApplicantName: fmt.Sprint("Basisschool De Regenboog ", n%300),
		Board: fmt.Sprint("bestuur/", n%20), Region: fmt.Sprint("regio", n%5), Phase: fmt.Sprint("fase", n%7), PhaseTitle: "In behandeling", OnMove: "secretaris",
		Act: "De aanvraag beoordelen", Started: "2026-03-01", Due: fmt.Sprintf("2026-%02d-%02d", 1+n%12, 1+n%28), DueTitle: "Beslissen", NextCheck: "2026-04-01", Version: 6, Updated: noon,
		Audiences: []string{"swv", "regio/" + fmt.Sprint(n%5), school, "bestuur/" + fmt.Sprint(n%20), "m/" + id},
	}
	if n%4 > 0 {
		row.Closed, row.Outcome = "2026-02-01", "toegewezen"
	}
	tasks := []store.TaskRow{{Name: "beoordelen", Label: "De aanvraag beoordelen", Audience: "functie/secretaris", Due: row.Due}, {Name: "advies", Label: "Adviseren", Audience: "m/" + id}}
	terms := []store.TermRow{
		{Term: "beslissen", Title: "Beslissen", Procedure: row.Procedure, Region: row.Region, Applicant: school, Started: "2026-03-01", Due: row.Due, Running: true},
		{Term: "toetsen", Title: "Toetsen", Procedure: row.Procedure, Region: row.Region, Applicant: school, Started: "2026-03-01", Stopped: "2026-03-10", NetDays: 9},
	}
	body := make([]byte, 400)
	var events []store.Event
	for range 6 {
		events = append(events, store.Event{Kind: "taak geopend", Body: body})
	}
	return row, tasks, terms, events
}

func load(t *tester, from, n int) {
	t.Helper()
	t.do(func(tx *store.Tx) error {
		for i := range n {
			row, tasks, terms, events := plausible(from + i)
			if _, err := tx.Append(row.ID, "zaak", 0, events); err != nil {
				return err
			}
			tx.Log(store.Access{Kind: "wijzigen", Account: "a", Cases: []string{row.ID}, Pupil: row.Pupil})
			if err := tx.PutCase(row, tasks, terms); err != nil {
				return err
			}
		}
		return nil
	})
}

func each(b *testing.B, f func(b *testing.B, t *tester)) {
	for _, kind := range storetest.Kinds {
		b.Run(kind, func(b *testing.B) {
			t := at(b, storetest.Open(b, kind), "a")
			b.ResetTimer()
			f(b, t)
		})
	}
}

// BenchmarkLoad puts new cases, a hundred to a transaction.
func BenchmarkLoad(b *testing.B) {
	each(b, func(b *testing.B, t *tester) {
		for i := 0; i < b.N; i += 100 {
			load(t, i, min(100, b.N-i))
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Minutes(), "cases/min")
	})
}

// BenchmarkTransition moves a case one step on, in a transaction of its own.
func BenchmarkTransition(b *testing.B) {
	each(b, func(b *testing.B, t *tester) {
		load(t, 0, 1000)
		version := map[string]int64{}
		b.ResetTimer()
		for i := range b.N {
			row, tasks, terms, _ := plausible(i % 1000)
			row.Updated, row.Phase = noon.AddDate(0, 0, i/1000), fmt.Sprint("fase", i%11)
			version[row.ID] = max(6, version[row.ID])
			t.do(func(tx *store.Tx) error {
				if _, err := tx.Events(row.ID, 0); err != nil {
					return err
				}
				_, err := tx.Append(row.ID, "zaak", version[row.ID], []store.Event{event("gedaan", "tekst"), event("fase", "tekst")})
				if err != nil {
					return err
				}
				tx.Log(store.Access{Kind: "wijzigen", Cases: []string{row.ID}})
				return tx.PutCase(row, tasks[:1], terms)
			})
			version[row.ID] += 2
		}
	})
}

// BenchmarkQuestions asks what pages ask, of ten thousand cases.
func BenchmarkQuestions(b *testing.B) {
	each(b, func(b *testing.B, t *tester) {
		for i := 0; i < 10_000; i += 500 {
			load(t, i, 500)
		}
		must(b, t.db.Optimize(b.Context()))
		for _, q := range []question{
			{"list by due", func(tx *store.Tx) (any, error) { return list(tx.Cases(store.CaseQuery{Audience: "swv"})) }},
			{"list of a phase", func(tx *store.Tx) (any, error) {
				return list(tx.Cases(store.CaseQuery{Audience: "swv", Phase: "fase3"}))
			}},
			{"list of a region by name", func(tx *store.Tx) (any, error) {
				return list(tx.Cases(store.CaseQuery{Audience: "swv", Region: "regio2", Sort: "name"}))
			}},
			{"tasks", func(tx *store.Tx) (any, error) { return list(tx.Tasks([]string{"functie/secretaris", "m/1"}, "", 0)) }},
			{"search rare", func(tx *store.Tx) (any, error) { return plain(tx.Search([]string{"swv"}, "kind7 berg99", 20)) }},
			{"search common", func(tx *store.Tx) (any, error) { return plain(tx.Search([]string{"swv"}, "van de", 20)) }},
			{"search of a school", func(tx *store.Tx) (any, error) {
				return plain(tx.Search([]string{"school/" + fmt.Sprintf("%026d", 7)}, "berg", 20))
			}},
			{"events", func(tx *store.Tx) (any, error) { return plain(tx.Events(fmt.Sprintf("%026d", 77), 0)) }},
		} {
			b.Run(q.name, func(b *testing.B) {
				for range b.N {
					ask(t, q.ask)
				}
			})
		}
	})
}

// BenchmarkLogRead logs what sixteen readers read at once.
func BenchmarkLogRead(b *testing.B) {
	each(b, func(b *testing.B, t *tester) {
		b.SetParallelism(8)
		b.RunParallel(func(p *testing.PB) {
			for p.Next() {
				must(b, t.LogRead(b.Context(), store.Access{At: noon, Kind: "lezen", Account: "a", Cases: []string{"z1"}}))
			}
		})
	})
}

package app_test

import (
	"slices"
	"strings"
	"testing"

	"passend/internal/app"
	"passend/internal/app/apptest"
	"passend/internal/casefile"
	"passend/internal/civil"
	"passend/internal/store"
	"passend/internal/store/storetest"
)

// decisionTerm is the last day of the decision term of a case.
func decisionTerm(t *testing.T, w *apptest.World, id string) (last civil.Day, moved []casefile.TermMoved) {
	t.Helper()
	must(t, w.App.See(t.Context(), w.As("secretaris", 0), id, "zaak", func(c *app.Case) error {
		last = casefile.TermView(c.W, c.S.Term("beslistermijn", "")).End
		for _, e := range c.S.History {
			if d, ok := e.Data.(casefile.TermMoved); ok && d.Term == "beslistermijn" {
				moved = append(moved, d)
			}
		}
		return nil
	}))
	return last, moved
}

func typed(d civil.Day) string {
	iso := d.String()
	return iso[8:] + "-" + iso[5:7] + "-" + iso[:4]
}

func TestLAW02_ADayInTheCalendarMovesWhatRunsAndIsTold(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := apptest.New(t, db)
		pupil := w.Pupil(0)
		id := w.Case(pupil, "tlv-sbo-so", "advisering")
		keeper := w.As("beheerder", 0)
		was, before := decisionTerm(t, w, id)
		in := app.HolidayInput{Kind: "gelijkgesteld", Name: "dag van de proef", From: typed(was), Source: "Stb. 2026, 1", Confirmed: true}
		seen, err := w.App.TryHoliday(t.Context(), keeper, in)
		must(t, err)
		if !slices.ContainsFunc(seen.Moved, func(m app.MovedTerm) bool { return m.Case == id && m.From == was && m.To.After(was) }) {
			t.Fatalf("looking ahead shows %v", seen.Moved)
		}
		if now, _ := decisionTerm(t, w, id); now != was {
			t.Errorf("looking ahead moved the term to %s", now)
		}
		done, err := w.App.SetHoliday(t.Context(), keeper, in)
		must(t, err)
		if !done.Saved || len(done.Moved) != len(seen.Moved) {
			t.Errorf("saved %v with %d moved, seen were %d", done.Saved, len(done.Moved), len(seen.Moved))
		}
		now, moved := decisionTerm(t, w, id)
		if len(moved) != len(before)+1 || moved[len(moved)-1].From != was || moved[len(moved)-1].To != now || !now.After(was) {
			t.Errorf("moved from %s to %s: %v", was, now, moved)
		}
		if !told(t, w, w.As("secretaris", 0), "Een laatste dag is verschoven") || !told(t, w, w.Of("intern begeleider", pupil), "Een laatste dag is verschoven") {
			t.Error("who it concerns was not told")
		}
		rebuilds(t, w)

		w.Later(hour)
		_, err = w.App.SetHoliday(t.Context(), keeper, app.HolidayInput{ID: done.Row.ID, Withdraw: true})
		must(t, err)
		if back, _ := decisionTerm(t, w, id); back != was {
			t.Errorf("without the day the term ends on %s, want %s", back, was)
		}
		rebuilds(t, w)
	})
}

func told(t *testing.T, w *apptest.World, p app.Principal, subject string) bool {
	t.Helper()
	list, err := w.App.Notices(t.Context(), p, "")
	must(t, err)
	return slices.ContainsFunc(list.Rows, func(n app.NoticeRow) bool { return n.Subject == subject })
}

// TestLAW02_WhatWasCountedStays looks at a case that is closed: another calendar
// leaves its lists alone, and a rebuild makes them as they were.
func TestLAW02_WhatWasCountedStays(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	id := w.Case(w.Pupil(0), "tlv-sbo-so", "")
	last, before := decisionTerm(t, w, id)
	done, err := w.App.SetHoliday(t.Context(), w.As("beheerder", 0), app.HolidayInput{Kind: "gelijkgesteld", Name: "dag", From: typed(last), Source: "Stb.", Confirmed: true})
	must(t, err)
	if slices.ContainsFunc(done.Moved, func(m app.MovedTerm) bool { return m.Case == id && m.Title == "Beslistermijn" }) {
		t.Error("a term that ended long ago was moved")
	}
	if _, after := decisionTerm(t, w, id); len(after) != len(before) {
		t.Error("a case that is decided was told of a day")
	}
	rebuilds(t, w)
}

func TestTheCalendarRefusesWhatCannotBe(t *testing.T) {
	w := apptest.New(t, storetest.Open(t, "sqlite"))
	keeper := w.As("beheerder", 0)
	good := app.HolidayInput{Kind: "schoolvakantie", Name: "herfstvakantie", From: "17-10-2026", Until: "25-10-2026", Source: "Regeling schoolvakanties"}
	for field, change := range map[string]func(*app.HolidayInput){
		"soort": func(h *app.HolidayInput) { h.Kind = "feest" },
		"naam":  func(h *app.HolidayInput) { h.Name = "" },
		"bron":  func(h *app.HolidayInput) { h.Source = " " },
		"van":   func(h *app.HolidayInput) { h.From = "30-02-2026" },
		"tot":   func(h *app.HolidayInput) { h.Until = "16-10-2026" },
	} {
		in := good
		change(&in)
		res, err := w.App.SetHoliday(t.Context(), keeper, in)
		must(t, err)
		if res.Refusal == nil || !slices.ContainsFunc(res.Refusal.Problems, func(p casefile.Problem) bool { return p.Name == field }) {
			t.Errorf("%s was answered with %v", field, res.Refusal)
		}
	}
	_, err := w.App.SetHoliday(t.Context(), keeper, good)
	must(t, err)
	again, err := w.App.SetHoliday(t.Context(), keeper, good)
	must(t, err)
	if again.Refusal == nil || !strings.Contains(again.Refusal.Problems[0].Text, "al in de kalender") {
		t.Errorf("the same holiday twice was answered with %v", again.Refusal)
	}
	if _, err := w.App.SetHoliday(t.Context(), w.As("secretaris", 0), good); err != app.ErrForbidden {
		t.Errorf("who does not keep the calendar got %v", err)
	}
	year, err := w.App.Calendar(t.Context(), keeper, 2026)
	must(t, err)
	if !slices.ContainsFunc(year.Law, func(d app.NamedDay) bool { return d.Name == "Koningsdag" && d.Day == civil.NewDay(2026, 4, 27) }) {
		t.Errorf("the days of the law lack Koningsdag: %v", year.Law)
	}
	if slices.ContainsFunc(year.Law, func(d app.NamedDay) bool {
		return slices.ContainsFunc(year.Equated, func(e civil.EquatedDay) bool { return e.Day == d.Day })
	}) {
		t.Error("a day stands both among those of the law and among the equated ones")
	}
}

package meeting

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"passend/internal/civil"
)

var (
	first = civil.NewDay(2026, 8, 1)
	last  = civil.NewDay(2028, 7, 31)
)

func weeklyRules(most int) Rules {
	p, _ := ParsePattern("iedere dinsdag van een schoolweek")
	c, _ := ParseCutoff("woensdag 17:00")
	return Rules{Every: &p, Cutoff: c, Most: most}
}

func anyMoments(t *rapid.T) []time.Time {
	n := rapid.IntRange(0, 60).Draw(t, "zaken")
	all := make([]time.Time, n)
	for i := range all {
		all[i] = first.Start().Add(time.Duration(rapid.IntRange(0, 200*24*60).Draw(t, "minuut")) * time.Minute)
	}
	slices.SortFunc(all, time.Time.Compare)
	return all
}

// placed lets cases come in one after another, as they do.
func placed(cal Calendar, moments []time.Time) []Item {
	taken := map[civil.Day]int{}
	var all []Item
	floor := civil.Day(0)
	for i, at := range moments {
		to := cal.Place(at, floor, func(d civil.Day) int { return taken[d] })
		taken[to.Meeting.Day]++
		floor = max(floor, to.Meeting.Day)
		all = append(all, Item{ID: fmt.Sprintf("%03d", i), At: at, Day: to.Meeting.Day})
	}
	return all
}

// wellOrdered: nobody is lost, no meeting holds more than it can, all are on
// meetings of the calendar for which they were in time, in the order they came.
func wellOrdered(t *rapid.T, cal Calendar, items []Item) {
	count, before := map[civil.Day]int{}, civil.Day(0)
	for _, it := range items {
		m, ok := cal.Find(it.Day)
		if !ok {
			t.Fatalf("%s is on %s, which is no meeting", it.ID, it.Day)
		}
		if count[it.Day]++; m.Most > 0 && count[it.Day] > m.Most {
			t.Fatalf("more than %d on %s", m.Most, it.Day)
		}
		if !it.At.Before(m.HandIn) || it.Day.Before(before) {
			t.Fatalf("%s, complete on %s, is on %s while an earlier one is on %s", it.ID, it.At, it.Day, before)
		}
		if name, closed := middle.SchoolHoliday(it.Day); closed && !m.Changed {
			t.Fatalf("%s is in the %s", it.Day, name)
		}
		before = it.Day
	}
}

func TestEveryoneComesOnOneMeetingInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cal := weeklyRules(rapid.IntRange(1, 8).Draw(t, "hoogstens")).Between(middle, first, last, nil)
		items := placed(cal, anyMoments(t))
		wellOrdered(t, cal, items)
	})
}

func anyChanges(t *rapid.T, r Rules) []Departure {
	meetings := r.Between(middle, first, last, nil).Meetings
	var all []Departure
	for _, i := range rapid.SliceOfNDistinct(rapid.IntRange(4, 40), 0, 6, rapid.ID).Draw(t, "gewijzigd") {
		m := meetings[i]
		d := Departure{Origin: m.Origin, Why: "ruimte"}
		switch rapid.SampledFrom([]string{"weg", "schuift", "vol", "ruimer"}).Draw(t, "hoe") {
		case "weg":
			d.Cancelled = true
		case "schuift":
			d.Day = m.Day.AddDays(rapid.IntRange(1, 3).Draw(t, "dagen"))
		case "vol":
			d.Most = rapid.IntRange(1, 3).Draw(t, "plaatsen")
		case "ruimer":
			d.Most = 20
		}
		all = append(all, d)
	}
	return all
}

func TestAChangedCalendarLosesNobodyAndKeepsTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := weeklyRules(rapid.IntRange(1, 8).Draw(t, "hoogstens"))
		items := placed(r.Between(middle, first, last, nil), anyMoments(t))
		would := r.Between(middle, first, last, anyChanges(t, r))
		moves := would.Replan(items, first)
		seen := map[string]bool{}
		for _, m := range moves {
			if seen[m.ID] || m.To.Meeting.Day == m.Day {
				t.Fatalf("%s moves twice, or to where it is", m.ID)
			}
			seen[m.ID] = true
			i := slices.IndexFunc(items, func(it Item) bool { return it.ID == m.ID })
			items[i].Day = m.To.Meeting.Day
		}
		wellOrdered(t, would, items)
		if again := would.Replan(items, first); len(again) > 0 {
			t.Fatalf("looked at once more, %d cases move again", len(again))
		}
	})
}

func TestWhatPeoplePutSomewhereStaysThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := weeklyRules(rapid.IntRange(1, 4).Draw(t, "hoogstens"))
		cal := r.Between(middle, first, last, nil)
		items := placed(cal, anyMoments(t))
		if len(items) == 0 {
			return
		}
		i := rapid.IntRange(0, len(items)-1).Draw(t, "welke")
		items[i].Fixed = true
		for _, m := range cal.Replan(items, first) {
			t.Fatalf("%s moves though nothing changed", m.ID)
		}
		cancelled := r.Between(middle, first, last, []Departure{{Origin: items[i].Day, Cancelled: true}})
		moved := slices.ContainsFunc(cancelled.Replan(items, first), func(m Move) bool { return m.ID == items[i].ID })
		if !moved {
			t.Fatal("it stays on a meeting that is not held")
		}
	})
}

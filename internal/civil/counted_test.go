package civil

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func fourSchoolWeeks(periods ...Period) Term {
	return Term{Length: Duration{4, SchoolWeeks}, Start: periods[0].From, Counted: true, Periods: periods, What: "melding"}
}

// The source says four weeks and no more; the field counts school weeks
// (domain.md 2.12), so holidays lengthen what the calendar would say.
func TestKRS05_FourSchoolWeeksAreReachedWhenTheLastOfThemEnds(t *testing.T) {
	for _, tc := range []struct{ from, want, why string }{
		{"2 maart 2026", "27 maart 2026", "four whole weeks, from Monday to Friday"},
		{"4 maart 2026", "31 maart 2026", "from a Wednesday: until the Tuesday of the fifth week"},
		{"12 oktober 2026", "13 november 2026", "the week of the herfstvakantie does not count"},
		{"16 maart 2026", "10 april 2026", "the weeks of Goede Vrijdag and Tweede Paasdag are whole school weeks"},
		{"6 juli 2026", "11 september 2026", "the six weeks of the zomervakantie do not count"},
		{"17 oktober 2026", "20 november 2026", "begun in a holiday, it counts from the first school day"},
	} {
		p := Period{From: day(t, tc.from), What: "ongeoorloofd", Counts: true}
		got := fourSchoolWeeks(p).Compute(regional, p.From)
		if got.End != day(t, tc.want) {
			t.Errorf("from %s: reached on %s, want %s: %s", tc.from, got.End.Dutch(), tc.want, tc.why)
		}
	}
}

func TestKRS05_IllnessIsKnownButNotCounted(t *testing.T) {
	ill := Period{From: day(t, "2 maart 2026"), Until: day(t, "13 maart 2026"), What: "ziek"}
	away := Period{From: day(t, "16 maart 2026"), What: "ongeoorloofd", Counts: true}
	asOf := day(t, "20 maart 2026")
	n := regional.CountSchoolDays([]Period{ill, away}, asOf)
	if n.Days != 5 || n.SchoolWeeks.String() != "1" || !n.GoesOn || n.Since != away.From {
		t.Errorf("got %+v, want five days, one school week, since %s", n, away.From.Dutch())
	}
	got := fourSchoolWeeks(ill, away).Compute(regional, asOf)
	text := ""
	for _, l := range got.Lines {
		text += l.When + ": " + l.What + "\n"
	}
	for _, want := range []string{"2 – 13 maart: ziek: telt niet mee", "5 schooldagen, dat is 1 schoolweek", "gaat het zo door, dan zijn vier schoolweken vol"} {
		if !strings.Contains(text, want) {
			t.Errorf("the explanation misses %q:\n%s", want, text)
		}
	}
}

func TestKRS05_BackAtSchoolTheCountStandsStill(t *testing.T) {
	away := Period{From: day(t, "2 maart 2026"), Until: day(t, "13 maart 2026"), Counts: true}
	got := fourSchoolWeeks(away).Compute(regional, day(t, "18 maart 2026"))
	if !got.StandsStill || got.StillSince != day(t, "14 maart 2026") {
		t.Errorf("got %+v, want it to stand still since 14 March", got)
	}
	if want := day(t, "1 april 2026"); got.End != want {
		t.Errorf("at the earliest %s, want %s: two weeks more, from the day after", got.End.Dutch(), want.Dutch())
	}
}

func anyPeriod() *rapid.Generator[Period] {
	begin := NewDay(2026, 1, 5)
	return rapid.Custom(func(t *rapid.T) Period {
		p := Period{From: begin.AddDays(rapid.IntRange(0, 300).Draw(t, "van")), Counts: rapid.Bool().Draw(t, "telt")}
		if rapid.Bool().Draw(t, "voorbij") {
			p.Until = p.From.AddDays(rapid.IntRange(0, 60).Draw(t, "dagen"))
		}
		return p
	})
}

func anyPeriods(t *rapid.T) []Period { return rapid.SliceOfN(anyPeriod(), 1, 5).Draw(t, "perioden") }

func anyAskedDay(t *rapid.T) Day {
	return NewDay(2026, 1, 5).AddDays(rapid.IntRange(0, 400).Draw(t, "peildag"))
}

func TestKRS05_AHolidayNeverCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyAskedDay(t)
		n := regional.CountSchoolDays([]Period{{From: d, Until: d, Counts: true}}, d)
		if _, holiday := regional.SchoolHoliday(d); (holiday || !regional.IsWorkday(d)) && n.Days != 0 {
			t.Fatalf("%s counts", d.DutchWeekday())
		}
	})
}

func TestKRS05_AddingAPeriodNeverLowers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		periods, asOf := anyPeriods(t), anyAskedDay(t)
		before := regional.CountSchoolDays(periods, asOf)
		after := regional.CountSchoolDays(append(slices.Clone(periods), anyPeriod().Draw(t, "erbij")), asOf)
		if after.Days < before.Days || after.SchoolWeeks < before.SchoolWeeks {
			t.Fatalf("%+v became %+v", before, after)
		}
	})
}

func TestKRS05_TheOrderOfPeriodsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		periods, asOf := anyPeriods(t), anyAskedDay(t)
		mixed := rapid.Permutation(periods).Draw(t, "volgorde")
		one, other := Term{Length: Duration{4, SchoolWeeks}, Start: asOf, Counted: true, Periods: periods}, Term{Length: Duration{4, SchoolWeeks}, Start: asOf, Counted: true, Periods: mixed}
		if regional.CountSchoolDays(periods, asOf) != regional.CountSchoolDays(mixed, asOf) || one.Compute(regional, asOf).End != other.Compute(regional, asOf).End {
			t.Fatal("the order changes the outcome")
		}
	})
}

// The day that is told is the first on which the count is full: not the day
// before, and indeed on that day.
func TestKRS05_TheDayIsTheFirstOnWhichTheCountIsFull(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyPeriod().Draw(t, "periode")
		p.Counts, p.Until = true, 0
		end := fourSchoolWeeks(p).Compute(regional, p.From).End
		if n := regional.CountSchoolDays([]Period{p}, end); n.SchoolWeeks < 4*wholeWeek {
			t.Fatalf("only %s school weeks on %s", n.SchoolWeeks, end.Dutch())
		}
		if n := regional.CountSchoolDays([]Period{p}, end.AddDays(-1)); n.SchoolWeeks >= 4*wholeWeek {
			t.Fatalf("already %s school weeks the day before %s", n.SchoolWeeks, end.Dutch())
		}
	})
}

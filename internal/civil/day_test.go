package civil

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func day(t testing.TB, s string) Day {
	t.Helper()
	d, err := ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func anyDay() *rapid.Generator[Day] {
	return rapid.Custom(func(t *rapid.T) Day {
		return NewDay(2024, time.January, 1).AddDays(rapid.IntRange(0, 5*365).Draw(t, "dag"))
	})
}

func TestEveryWayOfWritingADayIsTheSameDay(t *testing.T) {
	want := NewDay(2026, time.March, 3)
	for _, form := range []string{"2026-03-03", "3-3-2026", "03-03-2026", "3 maart 2026", " Dinsdag 3 Maart 2026 "} {
		if got := day(t, form); got != want {
			t.Errorf("%q = %v", form, got)
		}
	}
}

func TestWhatIsNotADayIsRefusedInDutch(t *testing.T) {
	cases := map[string]string{
		"":                      "geen datum",
		"morgen":                "geen datum",
		"2026-02-29":            "bestaat niet",
		"31 april 2026":         "bestaat niet",
		"3-3-26":                "geen datum",
		"3 mars 2026":           "geen datum",
		"woensdag 3 maart 2026": "is een dinsdag, geen woensdag",
		"+3-3-2026":             "geen datum",
		"0000-01-01":            "te ver weg",
		"3-3-0026":              "te ver weg",
	}
	for form, want := range cases {
		if d, err := ParseDay(form); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q = %v, %v; want %q", form, d, err, want)
		}
	}
}

func TestDayPrintsAndReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay().Draw(t, "d")
		for _, form := range []string{d.String(), d.Dutch(), d.DutchWeekday()} {
			if back, err := ParseDay(form); err != nil || back != d {
				t.Fatalf("%q came back as %v, %v", form, back, err)
			}
		}
		if DayOf(d.Start()) != d || DayOf(d.AddDays(1).Start().Add(-time.Second)) != d {
			t.Fatalf("%v does not run from midnight to midnight", d)
		}
	})
}

func TestDayInJSON(t *testing.T) {
	type held struct {
		A, B Day
		M    map[Day]int
	}
	in := held{A: NewDay(2026, time.March, 3), M: map[Day]int{NewDay(2026, time.May, 5): 1}}
	text, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"A":"2026-03-03","B":"","M":{"2026-05-05":1}}`; string(text) != want {
		t.Errorf("got %s", text)
	}
	var out held
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(in, out); diff != "" {
		t.Error(diff)
	}
}

func TestADayIsTheDayInAmsterdam(t *testing.T) {
	late := time.Date(2026, time.March, 3, 23, 30, 0, 0, time.UTC)
	if got := DayOf(late).String(); got != "2026-03-04" {
		t.Errorf("got %s", got)
	}
	if !DayOf(time.Time{}).IsZero() {
		t.Error("no time must be no day")
	}
}

func TestMonthsEndOnTheLastDayOfAShorterMonth(t *testing.T) {
	cases := []struct {
		from   string
		months int
		want   string
	}{
		{"2026-01-31", 1, "2026-02-28"},
		{"2024-01-31", 1, "2024-02-29"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-11-30", 3, "2027-02-28"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2026-05-15", 14, "2027-07-15"},
	}
	for _, c := range cases {
		if got := day(t, c.from).AddMonths(c.months).String(); got != c.want {
			t.Errorf("%s and %d months = %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

func TestNoDayStaysNoDay(t *testing.T) {
	var none Day
	for _, d := range []Day{none.AddDays(3), none.AddMonths(1), none.AddYears(1), Birthday(none, 4),
		SchoolYearOf(none).First(), SchoolYearOf(none).Next().Last()} {
		if !d.IsZero() {
			t.Errorf("got %v", d)
		}
	}
	if none.Dutch()+none.DutchWeekday()+none.String() != "" {
		t.Error("no day must print as nothing")
	}
}

func TestDurationsAsPeopleWriteThem(t *testing.T) {
	cases := map[string]Duration{
		"8 weken":         {8, Weeks},
		"acht weken":      {8, Weeks},
		"1 week":          {1, Weeks},
		"5 werkdagen":     {5, Workdays},
		"10 schoolweken":  {10, SchoolWeeks},
		"6 maanden":       {6, Months},
		"1 jaar":          {1, Years},
		"één jaar":        {1, Years},
		"14 dagen":        {14, Days},
		"half jaar":       {6, Months},
		"een half jaar":   {6, Months},
		"anderhalf jaar":  {18, Months},
		"  Zes   Weken  ": {6, Weeks},
	}
	for text, want := range cases {
		got, err := ParseDuration(text)
		if err != nil || got != want {
			t.Errorf("%q = %v, %v", text, got, err)
		}
		if back, err := ParseDuration(got.String()); err != nil || back != got {
			t.Errorf("%q came back as %v, %v", got, back, err)
		}
	}
	for _, text := range []string{"", "8", "weken", "-8 weken", "8 uur", "half week", "99999 dagen"} {
		if got, err := ParseDuration(text); err == nil || !strings.Contains(err.Error(), "geen termijn") {
			t.Errorf("%q = %v, %v", text, got, err)
		}
	}
}

func TestSchoolYearRunsFromAugustToJuly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay().Draw(t, "d")
		y := SchoolYearOf(d)
		if d.Before(y.First()) || d.After(y.Last()) {
			t.Fatalf("%v lies outside %v", d, y)
		}
		if y.Last().AddDays(1) != y.Next().First() {
			t.Fatalf("a gap after %v", y)
		}
		if back, err := ParseSchoolYear(y.String()); err != nil || back != y {
			t.Fatalf("%v came back as %v, %v", y, back, err)
		}
	})
	if got := SchoolYearOf(NewDay(2027, time.July, 31)).String(); got != "2026-2027" {
		t.Errorf("31 July 2027 lies in %s", got)
	}
	if _, err := ParseSchoolYear("2026-2028"); err == nil {
		t.Error("two years are not one school year")
	}
}

func TestAgeChangesOnTheBirthday(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		birth := anyDay().Draw(t, "geboren")
		age := rapid.IntRange(1, 20).Draw(t, "leeftijd")
		party := Birthday(birth, age)
		if AgeOn(birth, party) != age || AgeOn(birth, party.AddDays(-1)) != age-1 {
			t.Fatalf("born %v, %d on %v", birth, age, party)
		}
	})
	if got := Birthday(NewDay(2020, time.February, 29), 5).String(); got != "2025-03-01" {
		t.Errorf("born on 29 February, five on %s", got)
	}
}

package civil

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestLAW02_TheHolidaysOfTheTermijnenwet(t *testing.T) {
	cal := NewCalendar(RegionMiddle)
	table := map[string][4]string{ // 2025, 2026, 2027, 2028
		"Goede Vrijdag":      {"2025-04-18", "2026-04-03", "2027-03-26", "2028-04-14"},
		"Tweede Paasdag":     {"2025-04-21", "2026-04-06", "2027-03-29", "2028-04-17"},
		"Koningsdag":         {"2025-04-26", "2026-04-27", "2027-04-27", "2028-04-27"},
		"Hemelvaartsdag":     {"2025-05-29", "2026-05-14", "2027-05-06", "2028-05-25"},
		"Tweede Pinksterdag": {"2025-06-09", "2026-05-25", "2027-05-17", "2028-06-05"},
		"Nieuwjaarsdag":      {"2025-01-01", "2026-01-01", "2027-01-01", "2028-01-01"},
		"Bevrijdingsdag":     {"2025-05-05", "2026-05-05", "2027-05-05", "2028-05-05"},
		"Eerste Kerstdag":    {"2025-12-25", "2026-12-25", "2027-12-25", "2028-12-25"},
		"Tweede Kerstdag":    {"2025-12-26", "2026-12-26", "2027-12-26", "2028-12-26"},
	}
	for name, days := range table {
		for _, s := range days {
			if got, ok := cal.Holiday(day(t, s)); !ok || got != name {
				t.Errorf("%s is %q, want %s", s, got, name)
			}
			if cal.IsWorkday(day(t, s)) {
				t.Errorf("%s (%s) counts as a working day", s, name)
			}
		}
	}
	if name, ok := cal.Holiday(day(t, "2025-04-27")); ok {
		t.Errorf("Sunday 27 April 2025 is %s; it was kept the day before", name)
	}
}

func TestEasterOfKnownYears(t *testing.T) {
	// The earliest and latest dates of Easter, and the years of the two exceptions of the rule.
	for year, want := range map[int]string{
		1818: "1818-03-22", 1943: "1943-04-25", 1954: "1954-04-18", 1981: "1981-04-19",
		2000: "2000-04-23", 2008: "2008-03-23", 2024: "2024-03-31", 2038: "2038-04-25", 2049: "2049-04-18", 2076: "2076-04-19",
	} {
		if got := Easter(year).String(); got != want {
			t.Errorf("Easter of %d is %s, want %s", year, got, want)
		}
	}
}

func TestEasterIsASundayInItsSeason(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		year := rapid.IntRange(1900, 2200).Draw(t, "jaar")
		e := Easter(year)
		if e.Weekday() != time.Sunday || e.Before(NewDay(year, time.March, 22)) || e.After(NewDay(year, time.April, 25)) {
			t.Fatalf("Easter of %d on %s", year, e.DutchWeekday())
		}
	})
}

func TestLAW02_EveryEquatedDayHasASourceAndNoneIsConfirmedByItself(t *testing.T) {
	cal := NewCalendar("")
	for _, row := range equatedTable {
		if row.Source == "" || row.Name == "" || row.Confirmed || isWeekend(row.Day) {
			t.Errorf("%+v", row)
		}
		if _, ok := cal.Holiday(row.Day); !ok {
			t.Errorf("%v is in the table and no holiday", row.Day)
		}
		if !cal.IsWorkday(row.Day) {
			t.Errorf("%v is not confirmed and frees the SWV from work", row.Day)
		}
	}
	confirmed := cal.WithEquatedDays([]EquatedDay{{Day: day(t, "2026-05-15"), Name: "vrijdag na Hemelvaartsdag",
		Source: "Staatsblad", Confirmed: true}})
	if confirmed.IsWorkday(day(t, "2026-05-15")) || !cal.IsWorkday(day(t, "2026-05-15")) {
		t.Error("confirming must free the day, in the new calendar only")
	}
	if _, ok := confirmed.Equated(day(t, "2027-05-07")); !ok {
		t.Error("the other rows are gone")
	}
}

func TestSchoolHolidaysOfTheRegion(t *testing.T) {
	cases := []struct{ region, day, want string }{
		{RegionMiddle, "2026-02-17", "voorjaarsvakantie"},
		{RegionNorth, "2026-02-17", ""},
		{RegionNorth, "2026-02-24", "voorjaarsvakantie"},
		{RegionMiddle, "2026-04-28", "meivakantie"},
		{RegionMiddle, "2026-05-05", ""},
		{RegionSouth, "2025-10-11", "herfstvakantie"},
		{RegionSouth, "2025-10-20", ""},
		{RegionMiddle, "2026-08-30", "zomervakantie"},
		{RegionMiddle, "2026-08-31", ""},
		{"elders", "2026-08-01", ""},
	}
	for _, c := range cases {
		if got, ok := NewCalendar(c.region).SchoolHoliday(day(t, c.day)); got != c.want || ok != (c.want != "") {
			t.Errorf("%s %s: %q", c.region, c.day, got)
		}
	}
}

func TestEveryRegionHasFiveHolidaysAYearFromSaturdayToSunday(t *testing.T) {
	for _, region := range []string{RegionNorth, RegionMiddle, RegionSouth} {
		cal := NewCalendar(region)
		for y := SchoolYear(2024); y <= 2027; y++ {
			rows := cal.SchoolHolidays(y)
			if len(rows) != 5 {
				t.Fatalf("%s %v has %d holidays", region, y, len(rows))
			}
			for i, h := range rows {
				weeks := map[string]int{"kerstvakantie": 2, "zomervakantie": 6}[h.Name]
				if h.From.Weekday() != time.Saturday || h.To.Sub(h.From)+1 != 7*max(weeks, 1)+2 {
					t.Errorf("%s: %+v", region, h)
				}
				if h.Source == "" || h.From.Before(y.First()) && h.Name != "zomervakantie" || i > 0 && !rows[i-1].To.Before(h.From) {
					t.Errorf("%s: %+v", region, h)
				}
			}
		}
	}
}

func TestASWVReplacesAndAddsSchoolHolidays(t *testing.T) {
	base := NewCalendar(RegionSouth)
	own := base.WithHolidays([]SchoolHoliday{
		{Year: 2026, Name: "zomervakantie", From: day(t, "2027-07-19"), To: day(t, "2027-08-27")},
		{Year: 2026, Name: "carnaval", Region: RegionSouth, From: day(t, "2027-02-08"), To: day(t, "2027-02-09")},
		{Year: 2026, Name: "meivakantie", Region: RegionNorth, From: day(t, "2027-06-01"), To: day(t, "2027-06-02")},
	})
	cases := map[string]string{
		"2027-07-20": "zomervakantie", "2027-09-01": "", "2027-02-08": "carnaval",
		"2027-02-15": "voorjaarsvakantie", "2027-06-01": "", "2027-04-28": "meivakantie",
		"2028-08-01": "zomervakantie",
	}
	for s, want := range cases {
		if got, _ := own.SchoolHoliday(day(t, s)); got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
	if name, _ := base.SchoolHoliday(day(t, "2027-02-08")); name != "" {
		t.Error("the first calendar changed")
	}
	if got := len(own.SchoolHolidays(2026)); got != 6 {
		t.Errorf("%d holidays in 2026-2027", got)
	}
}

func TestAddSkipsWhatDoesNotCount(t *testing.T) {
	cal := NewCalendar(RegionMiddle)
	cases := []struct {
		from string
		long Duration
		want string
	}{
		{"2026-03-03", Duration{8, Weeks}, "2026-04-28"},
		{"2026-03-31", Duration{5, Workdays}, "2026-04-09"}, // Good Friday, weekend, Easter Monday
		{"2026-05-12", Duration{3, Workdays}, "2026-05-18"}, // Ascension; 15 May not confirmed: a working day
		{"2026-02-10", Duration{1, SchoolWeeks}, "2026-02-24"},
		{"2026-03-03", Duration{10, SchoolWeeks}, "2026-05-19"}, // one week of May holiday
		{"2026-03-30", Duration{1, SchoolWeeks}, "2026-04-06"},  // Easter Monday, yet a school week
		{"2026-07-10", Duration{1, SchoolWeeks}, "2026-07-17"},
		{"2026-07-17", Duration{1, SchoolWeeks}, "2026-09-04"},
		{"2026-01-31", Duration{1, Months}, "2026-02-28"},
		{"2026-03-03", Duration{0, Workdays}, "2026-03-03"},
	}
	for _, c := range cases {
		if got := cal.Add(day(t, c.from), c.long).String(); got != c.want {
			t.Errorf("%s and %v = %s, want %s", c.from, c.long, got, c.want)
		}
	}
	if got := cal.Add(0, Duration{5, Workdays}); !got.IsZero() {
		t.Errorf("no day and five working days = %v", got)
	}
}

func TestACalendarThatIsNotThereStillKnowsTheLaw(t *testing.T) {
	var none *Calendar
	if none.IsWorkday(day(t, "2026-04-27")) || !none.IsWorkday(day(t, "2026-04-28")) || none.Region() != "" {
		t.Error("Koningsdag forgotten")
	}
	if _, ok := none.SchoolHoliday(day(t, "2026-08-01")); ok || len(none.SchoolHolidays(2026)) > 0 {
		t.Error("school holidays without a region")
	}
	own := none.WithHolidays([]SchoolHoliday{{Year: 2026, Name: "studiedag", From: day(t, "2026-10-05"), To: day(t, "2026-10-05")}})
	if name, _ := own.SchoolHoliday(day(t, "2026-10-05")); name != "studiedag" {
		t.Errorf("got %q", name)
	}
}

func TestATableWithAFaultIsRefused(t *testing.T) {
	const source = " | bron"
	for text, want := range map[string]string{
		"2024-2025 | herfst | noord": "fields",
		"2024-2026 | herfst | noord | 2024-10-26 | 2024-11-03 | bevestigd | b":    "geen schooljaar",
		"2024-2025 | herfst | noord | 2024-10-32 | 2024-11-03 | bevestigd | b":    "kalender",
		"2024-2025 | herfst | noord | 2024-10-26 | morgen | bevestigd" + source:   "geen datum",
		"2024-2025 | herfst | noord | 2024-10-26 | 2024-10-25 | bevestigd | b":    "ends before",
		"2024-2025 | herfst | noord | 2024-10-26 | 2024-11-03 | misschien | bron": "misschien",
	} {
		if _, err := parseSchoolHolidays(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{"2026-05-15 | vrijdag", "15 | a | bevestigd | b", "2026-05-15 | a | ja | b"} {
		if _, err := parseEquated(text); err == nil {
			t.Errorf("%q passed", text)
		}
	}
}

package meeting

import (
	"strings"
	"testing"
	"time"

	"passend/internal/civil"
)

func day(t testing.TB, s string) civil.Day {
	t.Helper()
	d, err := civil.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// at reads “2026-03-04 16:59” or with seconds, as the clock in the Netherlands shows.
func at(t testing.TB, s string) time.Time {
	t.Helper()
	layout := "2006-01-02 15:04:05"[:len(s)]
	moment, err := time.ParseInLocation(layout, s, civil.NewDay(2026, 1, 1).Start().Location())
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

func rules(t testing.TB, every, cutoff string, most int) Rules {
	t.Helper()
	r := Rules{Most: most}
	if every != "" {
		p, err := ParsePattern(every)
		if err != nil {
			t.Fatal(err)
		}
		r.Every = &p
	}
	var err error
	if r.Cutoff, err = ParseCutoff(cutoff); err != nil {
		t.Fatal(err)
	}
	return r
}

var middle = civil.NewCalendar(civil.RegionMiddle)

func none(civil.Day) int { return 0 }

func TestTheFirstMeetingForAHandInMoment(t *testing.T) {
	weekly := rules(t, "iedere dinsdag van een schoolweek", "woensdag 17:00", 8)
	strict := weekly
	strict.SkipHolidays = true
	sunday := rules(t, "iedere dinsdag van een schoolweek", "zondag 17:00", 8)
	for _, c := range []struct {
		rules    Rules
		in, want string
	}{
		{weekly, "2026-03-04 16:59:59", "2026-03-10"},
		{weekly, "2026-03-04 17:00:00", "2026-03-17"},
		{weekly, "2026-02-11 12:00", "2026-02-24"}, // 17 February is spring holiday
		{weekly, "2026-02-18 12:00", "2026-02-24"}, // a cut-off inside the holiday counts
		{weekly, "2026-04-22 12:00", "2026-05-05"}, // 28 April is May holiday
		{strict, "2026-04-22 12:00", "2026-05-12"}, // and this body does not meet on 5 May
		{weekly, "2026-03-25 16:59:59", "2026-03-31"},
		{weekly, "2026-03-25 17:00:00", "2026-04-07"}, // the clock goes forward on the 29th
		{weekly, "2026-04-01 16:59:59", "2026-04-07"},
		{weekly, "2026-10-21 16:59:59", "2026-10-27"}, // and back on 25 October
		{weekly, "2026-10-28 16:59:59", "2026-11-03"},
		{weekly, "2026-10-28 17:00:00", "2026-11-10"},
		{sunday, "2026-03-29 16:59:59", "2026-03-31"},
		{sunday, "2026-03-29 17:00:00", "2026-04-07"},
		{sunday, "2026-10-25 16:59:59", "2026-10-27"},
		{sunday, "2026-10-25 17:00:00", "2026-11-03"},
	} {
		in := at(t, c.in)
		from := civil.DayOf(in)
		p := c.rules.Between(middle, from, from.AddDays(400), nil).Place(in, 0, none)
		if got := p.Meeting.Day; got != day(t, c.want) {
			t.Errorf("VO-04 in on %s: %s, want %s (%s)", c.in, got, c.want, p.Why())
		}
	}
}

func TestWhyItIsThisMeeting(t *testing.T) {
	weekly := rules(t, "iedere dinsdag van een schoolweek", "woensdag 17:00", 8)
	cal := weekly.Between(middle, day(t, "2026-11-01"), day(t, "2027-07-31"), []Departure{{Origin: day(t, "2027-01-12"), Cancelled: true, Why: "studiedag"}})
	full := func(days ...string) func(civil.Day) int {
		return func(d civil.Day) int {
			if strings.Contains(strings.Join(days, " "), d.String()) {
				return 8
			}
			return 0
		}
	}
	for _, c := range []struct {
		in    string
		taken func(civil.Day) int
		want  string
	}{
		{"2026-12-02 16:12", none, "Op de vergadering van dinsdag 8 december 2026, want compleet op woensdag 2 december 2026 om 16.12 uur."},
		{"2026-12-02 17:00", none, "Op de vergadering van dinsdag 15 december 2026, want compleet op woensdag 2 december 2026 om 17.00 uur. " +
			"Voor de vergadering van dinsdag 8 december 2026 kon u inleveren tot woensdag 2 december 2026 om 17.00 uur."},
		{"2026-12-02 16:12", full("2026-12-08"), "Op de vergadering van dinsdag 15 december 2026, want compleet op woensdag 2 december 2026 om 16.12 uur. " +
			"De vergadering van dinsdag 8 december 2026 zat al vol: er kunnen 8 zaken op."},
		{"2026-12-02 16:12", full("2026-12-08", "2026-12-15"), "Op de vergadering van dinsdag 5 januari 2027, want compleet op woensdag 2 december 2026 om 16.12 uur. " +
			"De vergaderingen van dinsdag 8 december 2026 en dinsdag 15 december 2026 zaten al vol. Op dinsdag 22 december 2026 is er geen vergadering: kerstvakantie."},
		{"2026-12-16 09:00", none, "Op de vergadering van dinsdag 5 januari 2027, want compleet op woensdag 16 december 2026 om 9.00 uur. " +
			"Op dinsdag 22 december 2026 is er geen vergadering: kerstvakantie."},
		{"2027-01-06 09:00", none, "Op de vergadering van dinsdag 19 januari 2027, want compleet op woensdag 6 januari 2027 om 9.00 uur. " +
			"De vergadering van dinsdag 12 januari 2027 gaat niet door: studiedag."},
	} {
		if got := cal.Place(at(t, c.in), 0, c.taken).Why(); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.in, got, c.want)
		}
	}
}

func TestPatternsAreReadAndWrittenTheSame(t *testing.T) {
	for text, want := range map[string]string{
		"iedere dinsdag van een schoolweek":                         "2026-12-01 2026-12-08 2026-12-15 2027-01-05",
		"iedere eerste maandag van de maand":                        "2026-12-07 2027-01-04",
		"iedere laatste vrijdag van de maand":                       "2026-12-25",
		"iedere laatste vrijdag van de maand van een schoolweek":    "2026-12-18",
		"iedere tweede donderdag van december, januari en februari": "2026-12-10",
		"iedere eerste dinsdag van april":                           "",
	} {
		p, err := ParsePattern(text)
		if err != nil {
			t.Fatal(err)
		}
		if p.String() != text {
			t.Errorf("%q is written as %q", text, p)
		}
		var days []string
		for _, m := range (Rules{Every: &p}).Between(middle, day(t, "2026-12-01"), day(t, "2027-01-10"), nil).Meetings {
			days = append(days, m.Day.String())
		}
		if got := strings.Join(days, " "); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	for _, text := range []string{"", "soms", "iedere dag", "iedere dinsdag van april", "iedere eerste dinsdag", "iedere eerste dinsdag van lente", "iedere dinsdag misschien"} {
		if p, err := ParsePattern(text); err == nil {
			t.Errorf("%q is read as %q", text, p)
		}
	}
}

func TestUntilWhenOneCanHandIn(t *testing.T) {
	for _, c := range []struct{ cutoff, meeting, words string }{
		{"woensdag 17:00", "2026-12-08", "tot woensdag 2 december 2026 om 17.00 uur"},
		{"dinsdag 17:00", "2026-12-08", "tot dinsdag 1 december 2026 om 17.00 uur"},
		{"5 werkdagen", "2026-03-17", "tot en met dinsdag 10 maart 2026"},
		{"1 week", "2026-12-10", "tot en met donderdag 3 december 2026"},
		{"1 week 12:00", "2026-12-10", "tot donderdag 3 december 2026 om 12.00 uur"},
		{"30 juni 17:00", "2027-07-06", "tot woensdag 30 juni 2027 om 17.00 uur"},
		{"15 december", "2027-01-12", "tot en met maandag 14 december 2026"},
		{"", "2026-12-08", "tot en met maandag 7 december 2026"},
	} {
		cut, err := ParseCutoff(c.cutoff)
		if err != nil {
			t.Fatal(err)
		}
		if got := HandInWords(cut.Moment(day(t, c.meeting), middle)); got != c.words {
			t.Errorf("%s for %s: %s, want %s", c.cutoff, c.meeting, got, c.words)
		}
	}
	for _, text := range []string{"woensdag 25:00", "gisteren", "31 februari", "5", "17:00"} {
		if _, err := ParseCutoff(text); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}

func TestAMeetingThatMovesKeepsItsHandInMoment(t *testing.T) {
	weekly := rules(t, "iedere dinsdag van een schoolweek", "woensdag 17:00", 8)
	changes := []Departure{{Origin: day(t, "2026-12-08"), Day: day(t, "2026-12-10"), Most: 4, Why: "ziekte"}, {Origin: day(t, "2026-12-21"), Added: true}}
	cal := weekly.Between(middle, day(t, "2026-12-01"), day(t, "2026-12-31"), changes)
	m, ok := cal.Find(day(t, "2026-12-10"))
	if !ok || m.HandIn != at(t, "2026-12-02 17:00") || m.Most != 4 || !m.Changed {
		t.Errorf("%+v", m)
	}
	if _, ok := cal.Find(day(t, "2026-12-08")); ok {
		t.Error("the day it left still holds a meeting")
	}
	if extra, ok := cal.Find(day(t, "2026-12-21")); !ok || !extra.Added || extra.HandIn != at(t, "2026-12-16 17:00") {
		t.Errorf("%+v", extra)
	}
}

func TestSlotsFollowEachOther(t *testing.T) {
	m := Meeting{Start: 9 * 60, Minutes: 20}
	if from, to := m.Slot(2); from.String() != "09:40" || to.Words() != "10.00 uur" {
		t.Errorf("%s to %s", from, to)
	}
}

func TestAFeedIsReadByOtherPrograms(t *testing.T) {
	text := string(Feed("Vergaderingen; VO Loket, één", []FeedItem{{ID: "loket-2026-12-08@swv", Start: at(t, "2026-12-08 09:00"), End: at(t, "2026-12-08 11:00"),
		Title: "VO Loket, 8 zaken " + strings.Repeat("é", 60)}, {ID: "b", Cancelled: true, Start: at(t, "2026-07-08 09:00"), End: at(t, "2026-07-08 11:00")}}, at(t, "2026-11-25 10:00")))
	for _, line := range strings.SplitAfter(text, "\r\n") {
		if len(line) > 77 || strings.Contains(strings.TrimSuffix(line, "\r\n"), "\n") {
			t.Errorf("%d octets: %q", len(line), line)
		}
	}
	whole := strings.ReplaceAll(text, "\r\n ", "")
	for _, want := range []string{"DTSTART:20261208T080000Z", "DTSTART:20260708T070000Z", "SUMMARY:VO Loket\\, 8 zaken " + strings.Repeat("é", 60) + "\r\n",
		"NAME:Vergaderingen\\; VO Loket\\, één\r\n", "STATUS:CANCELLED", "DTSTAMP:20261125T090000Z", "END:VCALENDAR\r\n"} {
		if !strings.Contains(whole, want) {
			t.Errorf("%q is not in\n%s", want, whole)
		}
	}
}
